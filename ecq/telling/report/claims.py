"""What a part of the report shows, in the sentence at its head: each only in the states in which it holds, else ""."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ecq.base.language import LANGUAGES
from ecq.planning import Fragility
from ecq.planning.problem import open_points
from ecq.scoring.readiness import strengths
from ecq.telling.evidence.binder import Binder
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import grade_inside, point_words, to_gain_shown


def dimensions_claim(view: View) -> str:
    """The dimension with most points still to gain, where there is one of several with more than all others; while facts are
    missing it cannot be said.
    """
    if view.card.all_open is not view.card:
        return ""
    nodes = [view.card.nodes[node.id] for node in view.rubric.layout.tree if view.card.nodes[node.id].share is not None]
    gains = {node.id: to_gain_shown(node.points, node.low) for node in nodes}
    most = _most(gains)
    if most is None or len(gains) < 2 or not gains[most]:
        return ""
    title = view.say(view.rubric.nodes[most].title)
    return view.say(r.CLAIM_DIMENSION, title=title, points=point_words(gains[most]))


def gates_claim(view: View) -> str:
    """What is to be known of the gates first."""
    card = view.card
    failed, waiting = len(card.gates_in("failed")), len(card.gates_in("open"))
    if failed:
        return view.say(w.HEAD_GATES, count=failed)
    if waiting:
        return view.say(r.GATES_WAITING, count=waiting)
    return view.say(r.GATES_FINE) if card.gates_in("passed") else ""


def strengths_claim(view: View) -> str:
    """How many indicators are strengths, of those that count."""
    counting = sum(view.card.nodes[node.id].share is not None for node in view.rubric.leaves)
    strong = len(strengths(view.rubric, view.card, view.verdict.target))
    return view.say(r.CLAIM_STRENGTHS, count=strong, all=counting) if counting else ""


def gaps_claim(view: View, work: WorkPlan | None) -> str:
    """The improvement of the plan that brings most for a person-day, where one brings more than all others."""
    lines = {line.question: line for line in (work.lines if work else ()) if line.kind == "improve"}
    steps = {id_: line.step for id_, line in lines.items()}
    best = _most({id_: one.gain / one.effort if one and one.effort else Fraction(0) for id_, one in steps.items()})
    if best is None or len(lines) < 2:
        return ""
    line = lines[best]
    return view.say(
        r.CLAIM_CHEAPEST,
        title=LANGUAGES[view.lang].quoted(line.title),
        points=line.gain.removeprefix("+"),
        effort=line.effort,
    )


def sureness_claim(view: View, fragility: Fragility) -> str:
    """How few refused answers cost the grade that is sure."""
    if not fragility.claims or not view.card.grade.settled:
        return ""
    text = r.CLAIM_FRAGILE_ONE if len(fragility.claims) == 1 else r.CLAIM_FRAGILE
    return view.say(text, count=len(fragility.claims), grade=grade_inside(fragility.grade, view.lang))


def evidence_claim(view: View, evidence: Binder) -> str:
    """How many scoring answers lack their evidence, and what they are worth."""
    count = sum(bool(one.at_risk) for one in evidence.questions)
    return view.say(r.CLAIM_EVIDENCE, count=count, points=point_words(evidence.at_risk)) if count else ""


def open_claim(view: View) -> str:
    """How many questions are open, and what they are worth."""
    count = view.card.counts.open
    return view.say(r.CLAIM_OPEN, count=count, points=point_words(open_points(view.card))) if count else ""


def _most(amounts: dict[str, Fraction]) -> str | None:
    """What has more than every other; None where none has."""
    ranked: Iterable[str] = sorted(amounts, key=lambda one: -amounts[one])
    first, second = (*ranked, None, None)[:2]
    return None if first is None or (second is not None and amounts[first] == amounts[second]) else first
