"""Runs cases/*.yaml: what is answered and what must come out, readable without knowing any code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ecq.assessment.changes import answer, begin, mark_unsure, set_aside
from ecq.assessment.model import Assessment
from ecq.base.exact import parse_exact
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Scorecard, score
from tests import building as b
from tests.building import accepted, best, worst

CASES = Path(__file__).parent / "cases"
KEYS = {"name", "rubric", "profile", "target", "everything", "answers", "na", "unsure", "evidence", "expect"}
EXPECTED = {
    "score",
    "low",
    "high",
    "grade",
    "grade_low",
    "grade_high",
    "evidenced",
    "gates",
    "verdict",
    "points",
    "open",
}


def cases() -> list[Any]:
    """Every case of every file; all scalars are text, so that 79.5 is exactly that."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        if path.stem in (
            "utterances",
            "left_open",
            "reactions",
            "traditional",
            "browser_features",
        ):  # read by tests of their own
            continue
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def rubric_of(case: dict[str, Any]) -> Rubric:
    name = case["rubric"]
    return load_rubric(name, CASES / "rubric" if (CASES / "rubric" / f"{name}.yaml").is_file() else None)


def assessment_of(case: dict[str, Any], rubric: Rubric) -> Assessment:
    facts = {
        fact: tuple(value) if isinstance(value, list) else value for fact, value in case.get("profile", {}).items()
    }
    assessment = begin(rubric, profile=facts, target=case.get("target"))
    if "everything" in case:
        pick = {"best": best, "worst": worst}[case["everything"]]
        for question in rubric.questions:
            assessment = accepted(answer(assessment, question, pick(question)))
    for question_id, said in case.get("answers", {}).items():
        assessment = accepted(answer(assessment, rubric.by_id[question_id], said))
    for question_id, reason in case.get("na", {}).items():
        assessment = accepted(set_aside(assessment, rubric.by_id[question_id], reason))
    for question_id in case.get("unsure", []):
        assessment = mark_unsure(assessment, rubric.by_id[question_id])
    proven = case.get("evidence", [])
    for question_id in rubric.order if proven == "everything" else proven:
        assessment = b.prove(assessment, rubric.by_id[question_id])
    return assessment


def outcome(rubric: Rubric, made: Assessment, card: Scorecard, expect: dict[str, Any]) -> dict[str, Any]:
    """What came out, in the words the case uses."""
    all_of = {
        "low": card.score.low,
        "high": card.score.high,
        "evidenced": card.evidenced.low,
        "grade_low": card.grade.low.id,
        "grade_high": card.grade.high.id,
        "verdict": readiness(rubric, made, card).verdict,
        "open": str(card.counts.open),
        "gates": {gate.question: gate.state for gate in card.gates if gate.question in expect.get("gates", {})},
        "points": {question_id: card.questions[question_id].points for question_id in expect.get("points", {})},
    }
    return {key: all_of[key] for key in expect}


@pytest.mark.parametrize("case", cases())
def test_a_case_gets_the_score_it_states(case):
    assert set(case) <= KEYS, f"unknown words in the case: {set(case) - KEYS}"
    expect = dict(case["expect"])
    assert set(expect) <= EXPECTED, f"unknown words in expect: {set(expect) - EXPECTED}"
    if "score" in expect:
        expect["low"] = expect["high"] = expect.pop("score")
    if "grade" in expect:
        expect["grade_low"] = expect["grade_high"] = expect.pop("grade")
    for key in ("low", "high", "evidenced"):
        if key in expect:
            expect[key] = parse_exact(expect[key])
    if "points" in expect:
        expect["points"] = {question: parse_exact(points) for question, points in expect["points"].items()}
    rubric = rubric_of(case)
    made = assessment_of(case, rubric)
    assert outcome(rubric, made, score(rubric, made), expect) == expect
