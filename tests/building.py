"""Small rubrics and answers in a few words. Knows how to build; the tests say what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ecq.assessment.changes import answer, begin
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import Lang
from ecq.rubric.conditions import Condition, Fact, Profile
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Invalid, Value
from ecq.rubric.model import Node, Rubric, shares, walk

F = Fraction
Credits = Mapping[str, Fraction | None]


def text(words: str = "x") -> dict[str, str]:
    return {"zh": words, "en": words}


STEP = {"advice": text(), "effort": F(1), "lead_time": F(1)}
NA = ({"id": "not-here", "text": text("not here")},)
BANDS = (
    {"id": "none", "from": F(0), "stars": 0, "title": text("none")},
    {"id": "two-star", "from": F(70), "stars": 2, "title": text("two stars")},
    {"id": "three-star", "from": F(80), "stars": 3, "title": text("three stars")},
    {"id": "four-star", "from": F(90), "stars": 4, "title": text("four stars")},
    {"id": "five-star", "from": F(95), "stars": 5, "title": text("five stars")},
)
SOURCE = {
    "id": "law",
    "title": text("law"),
    "number": "1",
    "kind": "law",
    "state": "in-force",
    "status": "working",
    "official": "https://example.org",
    "checked_on": "2026-11-24",
}


def question_data(question_id: str, kind: str, **more: Any) -> dict[str, Any]:
    """What all four kinds share; `more` holds what is their own, and applies, gate or not_applicable."""
    shared: dict[str, Any] = {
        "id": question_id,
        "kind": kind,
        "text": text(question_id),
        "why": text(),
        "evidence": (text("one"), text("two")),
        "sources": ({"source": "law", "status": "working"},),
    }
    return {**shared, **more}


def prove(assessment: Assessment, question: Question) -> Assessment:
    """The assessment with every piece of evidence of the question in hand."""
    return accepted(add_evidence(assessment, question, "a document", place="a shelf", pieces=tuple(question.pieces)))


def level(question_id: str, credits: Sequence[Fraction] = (F(0), F(1)), **more: Any) -> dict[str, Any]:
    """Options o0, o1, … of these credits."""
    options = tuple(
        {"id": f"o{n}", "text": text(f"o{n}"), "credit": credit, "step": STEP if n else None}
        for n, credit in enumerate(credits)
    )
    return question_data(question_id, "level", options=options, **more)


def yes_no(question_id: str, **more: Any) -> dict[str, Any]:
    return question_data(question_id, "yes_no", yes=text("yes"), no=text("no"), step=STEP, **more)


def checklist(question_id: str, count: int = 2, credits: Sequence[tuple[int, Fraction]] = (), **more: Any) -> Any:
    """Items i0, i1, …; credits as (count, credit)."""
    items = tuple({"id": f"i{n}", "text": text(f"i{n}"), "step": STEP} for n in range(count))
    declared = tuple({"count": n, "credit": credit} for n, credit in credits)
    return question_data(question_id, "checklist", items=items, credits=declared, **more)


def measure(
    question_id: str,
    bands: Sequence[tuple[int | None, Fraction]] = ((None, F(0)), (7, F(1))),
    better: str = "higher",
    **more: Any,
) -> dict[str, Any]:
    """Days from 0 to 30; bands b0, b1, … as (bound, credit)."""
    data = tuple(
        {"id": f"b{n}", "bound": None if bound is None else F(bound), "credit": credit, "step": STEP if n else None}
        for n, (bound, credit) in enumerate(bands)
    )
    own = {"unit": "days", "better": better, "most": F(30), "bands": data, **more}
    return question_data(question_id, "measure", **own)


def gate(passing: str) -> dict[str, Any]:
    return {"pass": passing, "reason": text("the law")}


def fact(fact_id: str, kind: str = "one", options: Sequence[str] = ("yes", "no")) -> dict[str, Any]:
    return {
        "id": fact_id,
        "text": text(fact_id),
        "kind": kind,
        "options": tuple({"id": option, "text": text(option)} for option in options),
    }


def node(node_id: str, *below: Any, points: Fraction | None = None, unknown: bool = False) -> dict[str, Any]:
    """A node over question ids, (question id, points) pairs or nodes."""
    data: dict[str, Any] = {"id": node_id, "title": text(node_id), "status": "working", "points": points}
    if unknown:
        return {**data, "status": "unknown"}
    if below and isinstance(below[0], dict):
        return {**data, "children": below}
    pairs = [one if isinstance(one, tuple) else (one, None) for one in below]
    return {**data, "questions": tuple({"question": q, "points": p} for q, p in pairs)}


def layout_data(tree: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": "small",
        "version": "1",
        "title": text("small"),
        "state": "current",
        "points_status": "working",
        "points_note": text(),
        "standard": "law",
        "bands": BANDS,
        "bands_sources": ({"source": "law", "status": "working"},),
        "tree": tuple(tree),
    }
    return {**base, **more}


def rubric(
    questions: Sequence[dict[str, Any]],
    tree: Sequence[dict[str, Any]] | None = None,
    facts: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> Rubric:
    """A rubric over these questions; without a tree, one dimension with one indicator holds them all."""
    shape = tree or [node("all", node("part", *(one["id"] for one in questions)))]
    return Rubric.model_validate(
        {
            "layout": layout_data(shape, **more),
            "questions": tuple(questions),
            "efforts": (text("estimates"),),
            "profile": {"facts": tuple(facts)},
            "sources": (SOURCE,),
        }
    )


def condition(data: dict[str, Any]) -> Condition:
    return Condition.model_validate(data)


def facts_of(*facts: dict[str, Any]) -> tuple[Fact, ...]:
    return Profile.model_validate({"facts": facts}).facts


def accepted(result: Assessment | Invalid) -> Assessment:
    """The assessment; fails the test where the engine refused."""
    assert isinstance(result, Assessment), result.sentence.en
    return result


def answered(of: Rubric, answers: Mapping[str, str | Sequence[str]], **more: Any) -> Assessment:
    """An assessment with these answers; `more` goes to begin (profile, target)."""
    return answered_further(of, begin(of, **more), answers)


def answered_further(of: Rubric, made: Assessment, answers: Mapping[str, str | Sequence[str]]) -> Assessment:
    """The assessment with these answers too."""
    for question_id, said in answers.items():
        made = accepted(answer(made, of.by_id[question_id], said))
    return made


def best(question: Question) -> str | tuple[str, ...]:
    """The answer of full credit."""
    if isinstance(question, ChecklistQuestion):
        return tuple(item.id for item in question.items)
    if isinstance(question, MeasureQuestion):
        return str(question.bands[-1].bound)
    return question.options[-1].id


def worst(question: Question) -> str | tuple[str, ...]:
    """The answer of no credit."""
    if isinstance(question, ChecklistQuestion):
        return ()
    if isinstance(question, MeasureQuestion):
        return str(question.least if question.better == "higher" else question.most)
    return question.options[0].id


def a_value(question: Question, turn: int) -> str | tuple[str, ...]:
    """Some valid answer; which one goes round with `turn`."""
    if isinstance(question, ChecklistQuestion):
        ids = [item.id for item in question.items]
        return tuple(ids[: turn % (len(ids) + 1)])
    if isinstance(question, MeasureQuestion):
        if turn % 4 == 0 and question.none:
            return "none"
        bound = question.bands[turn % (len(question.bands) - 1) + 1].bound
        return str(int(bound) if bound.denominator == 1 else float(bound))
    return question.options[turn % len(question.options)].id


def values(question: Question) -> Iterator[Value]:
    """One answer for every credit that the question can give, and every checklist subset."""
    if isinstance(question, ChecklistQuestion):
        ids = [item.id for item in question.items]
        for bits in range(2 ** len(ids)):
            yield tuple(one for n, one in enumerate(ids) if bits >> n & 1)
    elif isinstance(question, MeasureQuestion):
        yield worst(question)  # type: ignore[misc]
        yield from (str(band.bound) for band in question.bands[1:])
        if question.none:
            yield NO_FIGURE
    else:
        yield from (option.id for option in question.options)


def naive_total(of: Rubric, credits: Credits) -> Fraction | None:
    """The total of 100 by the plain words of the design: a node is the weighted mean of its applicable children.

    `credits` holds the credit of every question that counts; a question that is missing is set aside. None where
    nothing counts. Written apart from ecq.scoring.scorecard on purpose.
    """

    def mean(nodes: Sequence[Node], whole: Fraction) -> Fraction | None:
        known = [one for one in nodes if one.status != "unknown"]
        parts = shares(whole, tuple(one.points for one in known))
        scored = [(part, value(one, part)) for one, part in zip(known, parts, strict=True)]
        return weighted(scored)

    def value(one: Node, whole: Fraction) -> Fraction | None:
        if one.children:
            return mean(one.children, whole)
        parts = shares(whole, tuple(placed.points for placed in one.questions))
        return weighted([(w, credits.get(p.question)) for w, p in zip(parts, one.questions, strict=True)])

    def weighted(pairs: Sequence[tuple[Fraction, Fraction | None]]) -> Fraction | None:
        kept = [(weight, credit) for weight, credit in pairs if credit is not None]
        if not kept:
            return None
        return sum((w * c for w, c in kept), F(0)) / sum((w for w, _ in kept), F(0))

    share = mean(of.layout.tree, F(100))
    return None if share is None else 100 * share


def without(of: Rubric, gone: str) -> Rubric | None:
    """The rubric as if the question had never been in it: its points shared by its siblings. None where none is left."""

    def trimmed(nodes: Sequence[Node], whole: Fraction, now: Fraction) -> list[dict[str, Any]]:
        known = [one for one in nodes if one.status != "unknown"]
        parts = dict(zip((one.id for one in known), shares(whole, tuple(o.points for o in known)), strict=True))
        kept = [one for one in nodes if one.id in parts and any(p.question != gone for n in _under(one) for p in n)]
        left = sum((parts[one.id] for one in kept), F(0))
        made = []
        for one in kept:
            here = now * parts[one.id] / left
            if one.children:
                made.append(node(one.id, *trimmed(one.children, parts[one.id], here), points=here))
                continue
            worth = shares(parts[one.id], tuple(p.points for p in one.questions))
            rest = [(p.question, w) for p, w in zip(one.questions, worth, strict=True) if p.question != gone]
            among = sum((w for _, w in rest), F(0))
            made.append(node(one.id, *((q, here * w / among) for q, w in rest), points=here))
        return made

    def _under(one: Node) -> list[tuple[Any, ...]]:
        return [inner.questions for inner, _ in walk((one,))]

    tree = trimmed(of.layout.tree, F(100), F(100))
    if not tree:
        return None
    dumped = of.model_dump(by_alias=True)
    dumped["layout"]["tree"] = tuple(tree)
    dumped["questions"] = tuple(one for one in dumped["questions"] if one["id"] != gone)
    return Rubric.model_validate(dumped)


def sampled(name: str, rubric: Rubric, lang: Lang = "zh", at: str | None = None) -> Assessment:
    """The sample of that id under a rubric."""
    return sample_assessment(next(one for one in load_samples() if one.id == name), rubric, lang, at)
