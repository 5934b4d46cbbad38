"""Random small rubrics and random assessments of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin, mark_unsure, set_aside, set_up
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.rubric.conditions import Fact, ProfileValue
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from tests import building as b

F = b.F
Draw = st.DrawFn


BOOL = st.booleans()
ONE_TO, BELOW = ([st.integers(least, least + most) for most in range(9)] for least in (1, 0))
"""Strategies that are drawn from again and again are made once: making one takes longer than drawing from it."""
BETWEEN = {most: st.sets(st.integers(1, 9), min_size=0, max_size=most - 2) for most in (3, 4)}
BOUNDS = {many: st.lists(st.integers(1, 29), min_size=many, max_size=many, unique=True) for many in (1, 2)}
WEIGHTS = {many: st.lists(ONE_TO[4], min_size=many, max_size=many) for many in range(1, 9)}
FACT_KINDS, QUESTION_KINDS = (
    st.sampled_from(["one", "many"]),
    st.sampled_from(["level", "yes_no", "checklist", "measure"]),
)
CHECKLIST_CREDITS = st.sampled_from([(), ((2, F(1)),), ((1, F(1, 5)), (2, F(1)))])
CAPS = st.sampled_from([None, "none", "two-star", "four-star"])
CONDITIONS = st.sampled_from(["is", "all", "any", "not"])
SAID = st.sampled_from(["answer", "answer", "answer", "silence", "unsure", "tentative", "na"])


def _among(draw: Draw, things: Sequence[Any]) -> Any:
    return things[draw(BELOW[len(things) - 1])]


def _credits(draw: Draw) -> tuple[Any, ...]:
    """Two or three credits from 0 to 1."""
    return (F(0), *(F(tenth, 10) for tenth in sorted(draw(BETWEEN[3]))), F(1))


@st.composite
def facts(draw: Draw) -> list[dict[str, Any]]:
    return [b.fact(f"f{n}", draw(FACT_KINDS), ("a", "b", "c")[: draw(ONE_TO[1]) + 1]) for n in range(draw(ONE_TO[2]))]


@st.composite
def conditions(draw: Draw, of: Sequence[Mapping[str, Any]], depth: int = 0) -> dict[str, Any]:
    """Conditions over these facts, up to a few levels deep."""
    form = draw(CONDITIONS) if depth < 2 else "is"
    if form == "not":
        return {"not": draw(conditions(of, depth + 1))}
    if form != "is":
        return {form: tuple(draw(conditions(of, depth + 1)) for _ in range(draw(ONE_TO[1])))}
    one = _among(draw, of)
    ids = [option["id"] for option in one["options"]]
    first = draw(BELOW[len(ids) - 1])
    return {"fact": one["id"], "is": (ids[first], *([ids[first - 1]] if draw(BOOL) else []))}


@st.composite
def questions(draw: Draw, question_id: str, of: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if draw(BELOW[2]) == 0:
        more["applies"] = draw(conditions(of))
    if draw(BOOL):
        more["not_applicable"] = b.NA
    gated = draw(BELOW[3]) == 0
    kind = draw(QUESTION_KINDS)
    if kind == "yes_no":
        return b.yes_no(question_id, **more, gate=b.gate("yes") if gated else None)
    if kind == "checklist":
        return b.checklist(question_id, 2, draw(CHECKLIST_CREDITS), **more, gate=b.gate("2") if gated else None)
    credits = _credits(draw)
    if kind == "level":
        return b.level(question_id, credits, **more, gate=b.gate(f"o{len(credits) - 1}") if gated else None)
    better = "lower" if draw(BOOL) else "higher"
    bounds = sorted(draw(BOUNDS[len(credits) - 1]), reverse=better == "lower")
    bands = list(zip([None, *bounds], credits, strict=True))
    none = b.text("no figure") if draw(BOOL) else None
    return b.measure(
        question_id, bands, better, none=none, **more, gate=b.gate(f"b{len(bands) - 1}") if gated else None
    )


def _parts(draw: Draw, whole: Any, count: int) -> list[Any]:
    """Points of siblings: stated, or None for equal shares."""
    if draw(BOOL):
        return [None] * count
    weights = draw(WEIGHTS[count])
    return [whole * F(weight, sum(weights)) for weight in weights]


def _nodes(draw: Draw, ids: Sequence[str], whole: Any, path: str, depth: int) -> list[dict[str, Any]]:
    """One to three nodes over these questions, in order; each holds questions or further nodes."""
    count = draw(ONE_TO[min(3, len(ids)) - 1])
    cuts: list[int] = []
    for left in range(count - 1, 0, -1):
        least = cuts[-1] + 1 if cuts else 1
        cuts.append(least + draw(BELOW[len(ids) - left - least]))
    groups = [ids[start:end] for start, end in zip([0, *cuts], [*cuts, len(ids)], strict=True)]
    made = []
    points = _parts(draw, whole, count)
    for n, (group, part) in enumerate(zip(groups, points, strict=True)):
        name, worth = f"{path}{n}", whole / count if part is None else part
        if depth < 2 and draw(BOOL):
            made.append(b.node(name, *_nodes(draw, group, worth, name, depth + 1), points=part))
        else:
            made.append(b.node(name, *zip(group, _parts(draw, worth, len(group)), strict=True), points=part))
    if depth and draw(BELOW[4]) == 0:
        made.append(b.node(f"{path}u", unknown=True))
    return made


@st.composite
def rubrics(draw: Draw, most: int = 6, gate_cap: bool = False) -> Rubric:
    about = draw(facts())
    ids = [f"q{n}" for n in range(most - draw(BELOW[most - 1]))]
    asked = [draw(questions(one, about)) for one in ids]
    tree = _nodes(draw, ids, F(100), "n", 0)
    return b.rubric(asked, tree, about, gate_cap=draw(CAPS) if gate_cap else None)


def valid_answers(question: Question) -> st.SearchStrategy[str | tuple[str, ...]]:
    """Any valid answer as a person gives it."""
    if isinstance(question, MeasureQuestion):
        return st.one_of(st.integers(0, 30).map(str), st.sampled_from(list(b.values(question))))
    if isinstance(question, ChecklistQuestion):
        return st.sampled_from(list(b.values(question)))
    return st.sampled_from([option.id for option in question.options])


def fact_values(fact: Fact) -> st.SearchStrategy[ProfileValue]:
    ids = [option.id for option in fact.options]
    if fact.kind == "one":
        return st.sampled_from(ids)
    return st.lists(st.sampled_from(ids), unique=True).map(tuple)


@st.composite
def profiles(draw: Draw, of: Rubric, full: bool) -> dict[str, ProfileValue]:
    return {fact_id: draw(fact_values(fact)) for fact_id, fact in of.facts.items() if full or draw(BOOL)}


@st.composite
def assessments(draw: Draw, of: Rubric, full_profile: bool = False) -> Assessment:
    """Any mix of answers, N/A, unsure, evidence and silence."""
    assessment = set_up(begin(of), of, profile=draw(profiles(of, full_profile)))
    for question in of.questions:
        what = draw(SAID)
        if what in ("answer", "tentative"):
            assessment = b.accepted(answer(assessment, question, draw(valid_answers(question))))
        if what == "na" and question.not_applicable:
            assessment = b.accepted(set_aside(assessment, question, "not-here"))
        if what in ("unsure", "tentative"):
            assessment = mark_unsure(assessment, question)
        if draw(BOOL):
            proves = {"place": "wiki", "pieces": tuple(question.pieces)}
            more = _among(draw, [proves, proves, {}, {"place": "wiki"}, {"owner": "Li", "due": "2026-12-01"}])
            assessment = b.accepted(add_evidence(assessment, question, "a document", in_hand=draw(BOOL), **more))
    return assessment


@st.composite
def scored(draw: Draw, full_profile: bool = False, most: int = 6, gate_cap: bool = False) -> tuple[Rubric, Assessment]:
    """A rubric and an assessment of it."""
    of = draw(rubrics(most, gate_cap))
    return of, draw(assessments(of, full_profile))
