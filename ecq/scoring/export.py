"""Scorecard and questions as the stable JSON that `ecq ... --json` prints. Shapes are documented in docs/cli.md."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ecq.assessment.model import Assessment
from ecq.base.exact import cut
from ecq.base.language import Text, written
from ecq.rubric.kinds import Question
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import Interval, NodeScore, Scorecard

JSON_DECIMALS = 2


def as_data(value: object) -> Any:
    """A value as JSON has it: an exact number a fraction in text, a grade its id, a text in the languages it is written in."""
    match value:
        case Fraction():
            return str(value)
        case GradeBand():
            return value.id
        case Text():
            return written(value)
        case tuple() | list():
            return [as_data(one) for one in value]
        case Mapping():
            return {key: as_data(one) for key, one in value.items()}
        case _:
            return value


def fields(thing: object, names: str) -> dict[str, Any]:
    """What a thing has under these names, as JSON has it; an underscore at the end of a name, which only Python needs, is left out."""
    return {name.rstrip("_"): as_data(getattr(thing, name)) for name in names.split()}


def rubric_data(rubric: Rubric) -> dict[str, str]:
    """Which rubric, in which state of its text."""
    return fields(rubric, "id version digest")


def score_data(rubric: Rubric, assessment: Assessment, card: Scorecard, verdict: Readiness) -> dict[str, Any]:
    """The scorecard as plain data; every exact number a fraction in a string."""
    return {
        "rubric": rubric_data(rubric),
        "made_with": assessment.rubric.model_dump(),
        "name": assessment.name,
        "score": _cut(card.score),
        "exact": exact_interval(card.score),
        "grade": {"low": card.grade.low.id, "high": card.grade.high.id},
        "settled": card.grade.settled,
        "evidenced": _cut(card.evidenced),
        "evidenced_exact": exact_interval(card.evidenced),
        "pieces": {"in_hand": card.pieces.held, "needed": card.pieces.needed},
        "so_far": None if card.so_far is None else cut(card.so_far, JSON_DECIMALS),
        "dimensions": [_node(node) for node in card.nodes.values() if node.depth == 0],
        "indicators": [_node(card.nodes[leaf.id]) for leaf in rubric.leaves],
        "questions": [fields(one, "id state credit points contribution evidenced") for one in card.questions.values()],
        "gates": [fields(gate, "question state needed") for gate in card.gates],
        "readiness": {
            "verdict": verdict.verdict,
            "target": verdict.target.id,
            "reasons": [
                {
                    "code": reason.code,
                    **({"question": reason.question} if reason.question else {}),
                    **({"amount": str(reason.amount)} if reason.amount is not None else {}),
                }
                for reason in verdict.reasons
            ],
        },
        "counts": fields(card.counts, "applicable answered na unsure open"),
    }


def _cut(interval: Interval) -> dict[str, str]:
    return {"low": cut(interval.low, JSON_DECIMALS), "high": cut(interval.high, JSON_DECIMALS)}


def exact_interval(interval: Interval) -> dict[str, str]:
    """Both ends as fractions in text."""
    return fields(interval, "low high")


def _node(node: NodeScore) -> dict[str, Any]:
    share = None if node.share is None else _cut(node.share)
    return {**fields(node, "id points low high"), "share": share, "open": node.open}


def rubric_row(rubric: Rubric) -> dict[str, Any]:
    """A rubric in short, as `ecq rubrics --json` lists it."""
    return {
        **rubric_data(rubric),
        "state": rubric.layout.state,
        "points": rubric.layout.points_status,
        "questions": len(rubric.questions),
        "title": written(rubric.layout.title),
    }


def questions_data(rubric: Rubric, assessment: Assessment, card: Scorecard) -> list[dict[str, Any]]:
    """Every question with what it is worth under the assessment's profile, and what its answers earn."""
    return [_question(rubric, rubric.by_id[q], assessment, card.questions[q].points) for q in rubric.order]


def _question(rubric: Rubric, question: Question, assessment: Assessment, points: Fraction) -> dict[str, Any]:
    dimension, indicator = rubric.place[question.id]
    passing = question.gate_credit
    return {
        "id": question.id,
        "dimension": dimension,
        "indicator": indicator,
        "kind": question.kind,
        "points": str(points),
        "gate": question.gate is not None,
        "gate_credit": None if passing is None else str(passing),
        "na_permitted": bool(question.not_applicable),
        "na_reasons": [reason.id for reason in question.not_applicable],
        "applies": rubric.applying(assessment.profile)[question.id],
        "core": question.core,
        "text": written(question.text),
        **question.answer_data(),
    }
