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


@st.composite
def rising_credits(draw: Draw, least: int = 2, most: int = 4) -> tuple[Any, ...]:
    """Credits from 0 to 1."""
    between = draw(st.sets(st.integers(1, 9), min_size=least - 2, max_size=most - 2))
    return (F(0), *(F(tenth, 10) for tenth in sorted(between)), F(1))


@st.composite
def facts(draw: Draw) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 3))
    return [
        b.fact(f"f{n}", draw(st.sampled_from(["one", "many"])), ("a", "b", "c")[: draw(st.integers(2, 3))])
        for n in range(count)
    ]


def conditions(of: Sequence[Mapping[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions over these facts, up to a few levels deep."""

    def plain(one: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
        ids = [option["id"] for option in one["options"]]
        chosen = st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True).map(tuple)
        return st.builds(lambda which: {"fact": one["id"], "is": which}, chosen)

    def above(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        several = st.lists(inner, min_size=1, max_size=2).map(tuple)
        return st.one_of(
            st.builds(lambda parts: {"all": parts}, several),
            st.builds(lambda parts: {"any": parts}, several),
            st.builds(lambda part: {"not": part}, inner),
        )

    return st.recursive(st.one_of([plain(one) for one in of]), above, max_leaves=3)


@st.composite
def questions(draw: Draw, question_id: str, of: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if draw(st.integers(0, 2)) == 0:
        more["applies"] = draw(conditions(of))
    if draw(st.booleans()):
        more["not_applicable"] = b.NA
    gated = draw(st.integers(0, 3)) == 0
    kind = draw(st.sampled_from(["level", "yes_no", "checklist", "measure"]))
    if kind == "level":
        credits = draw(rising_credits(most=3))
        return b.level(question_id, credits, **more, gate=b.gate(f"o{len(credits) - 1}") if gated else None)
    if kind == "yes_no":
        return b.yes_no(question_id, **more, gate=b.gate("yes") if gated else None)
    if kind == "checklist":
        declared = draw(st.sampled_from([(), ((2, F(1)),), ((1, F(1, 5)), (2, F(1)))]))
        return b.checklist(question_id, 2, declared, **more, gate=b.gate("2") if gated else None)
    credits = draw(rising_credits(most=3))
    better = draw(st.sampled_from(["higher", "lower"]))
    bounds = draw(st.lists(st.integers(1, 29), min_size=len(credits) - 1, max_size=len(credits) - 1, unique=True))
    bounds.sort(reverse=better == "lower")
    bands = list(zip([None, *bounds], credits, strict=True))
    none = b.text("no figure") if draw(st.booleans()) else None
    return b.measure(
        question_id, bands, better, none=none, **more, gate=b.gate(f"b{len(bands) - 1}") if gated else None
    )


@st.composite
def _parts(draw: Draw, whole: Any, count: int) -> list[Any]:
    """Points of siblings: stated, or None for equal shares."""
    if draw(st.booleans()):
        return [None] * count
    weights = draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    return [whole * F(weight, sum(weights)) for weight in weights]


@st.composite
def _nodes(draw: Draw, ids: Sequence[str], whole: Any, path: str, depth: int) -> list[dict[str, Any]]:
    """One to three nodes over these questions, in order; each holds questions or further nodes."""
    count = draw(st.integers(1, min(3, len(ids))))
    cuts = (
        sorted(draw(st.sets(st.integers(1, len(ids) - 1), min_size=count - 1, max_size=count - 1))) if count > 1 else []
    )
    groups = [ids[start:end] for start, end in zip([0, *cuts], [*cuts, len(ids)], strict=True)]
    made = []
    points = draw(_parts(whole, count))
    for n, (group, part) in enumerate(zip(groups, points, strict=True)):
        name, worth = f"{path}{n}", whole / count if part is None else part
        if depth < 2 and draw(st.booleans()):
            made.append(b.node(name, *draw(_nodes(group, worth, name, depth + 1)), points=part))
        else:
            own = draw(_parts(worth, len(group)))
            made.append(b.node(name, *zip(group, own, strict=True), points=part))
    if depth and draw(st.integers(0, 4)) == 0:
        made.append(b.node(f"{path}u", unknown=True))
    return made


@st.composite
def rubrics(draw: Draw, most: int = 6, gate_cap: bool = False) -> Rubric:
    about = draw(facts())
    ids = [f"q{n}" for n in range(draw(st.integers(1, most)))]
    asked = [draw(questions(one, about)) for one in ids]
    tree = draw(_nodes(ids, F(100), "n", 0))
    cap = draw(st.sampled_from([None, "none", "two-star", "four-star"])) if gate_cap else None
    return b.rubric(asked, tree, about, gate_cap=cap)


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
    return {fact_id: draw(fact_values(fact)) for fact_id, fact in of.facts.items() if full or draw(st.booleans())}


@st.composite
def assessments(draw: Draw, of: Rubric, full_profile: bool = False) -> Assessment:
    """Any mix of answers, N/A, unsure, evidence and silence."""
    assessment = set_up(begin(of), of, profile=draw(profiles(of, full_profile)))
    for question in of.questions:
        what = draw(st.sampled_from(["silence", "answer", "answer", "unsure", "tentative", "na"]))
        if what in ("answer", "tentative"):
            assessment = b.accepted(answer(assessment, question, draw(valid_answers(question))))
        if what == "na" and question.not_applicable:
            assessment = b.accepted(set_aside(assessment, question, "not-here"))
        if what in ("unsure", "tentative"):
            assessment = mark_unsure(assessment, question)
        if draw(st.booleans()):
            proves = {"place": "wiki", "pieces": tuple(question.pieces)}
            more = draw(st.sampled_from([{}, {"place": "wiki"}, proves, {"owner": "Li", "due": "2026-12-01"}]))
            assessment = b.accepted(
                add_evidence(assessment, question, "a document", in_hand=draw(st.booleans()), **more)
            )
    return assessment


@st.composite
def scored(draw: Draw, full_profile: bool = False, most: int = 6, gate_cap: bool = False) -> tuple[Rubric, Assessment]:
    """A rubric and an assessment of it."""
    of = draw(rubrics(most, gate_cap))
    return of, draw(assessments(of, full_profile))
