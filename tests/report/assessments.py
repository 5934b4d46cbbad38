"""Assessments to report on: plausible answers made by a seed, and the teaching shop's by hand."""

from __future__ import annotations

import random

from ecq.assessment.changes import annotate, answer, begin, mark_unsure, set_aside, set_up
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.base.exact import plain
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

DAY = "2026-11-24"
NOTE = "由平台运营部 2026 年 11 月核对；下一次核对安排在 2027 年 2 月。"


def taken(made: Assessment | Invalid) -> Assessment:
    assert isinstance(made, Assessment), made
    return made


def full_profile(rubric: Rubric) -> dict[str, str | tuple[str, ...]]:
    """Every fact answered so that as many questions as possible apply."""
    return {
        fact.id: tuple(o.id for o in fact.options) if fact.kind == "many" else fact.options[0].id
        for fact in rubric.profile.facts
    }


def some_value(question: Question, chance: random.Random) -> str | list[str]:
    if isinstance(question, ChecklistQuestion):
        return [item.id for item in question.items if chance.random() < 0.8]
    if isinstance(question, MeasureQuestion):
        bound = chance.choice(question.bands[1:]).bound
        assert bound is not None
        return plain(bound)
    return chance.choice(question.options).id


def filled(rubric: Rubric, seed: int = 1, name: str = "青禾商城") -> Assessment:
    """Every question answered, set aside or unsure, most with evidence, some with a note."""
    made = begin(rubric, name, full_profile(rubric), "four-star", "2026-11-24T09:00:00+08:00")
    for question in rubric.questions:
        chance = random.Random(f"{seed} {question.id}")  # so that a question more changes no other's answer
        if question.not_applicable and chance.random() < 0.1:
            made = taken(set_aside(made, question, question.not_applicable[0].id))
            continue
        made = taken(answer(made, question, some_value(question, chance)))
        if chance.random() < 0.05:
            made = mark_unsure(made, question)
        if chance.random() < 0.7:
            made = taken(add_evidence(made, question, question.evidence[0].zh, chance.random() < 0.8))
        if chance.random() < 0.3:
            made = taken(annotate(made, question, NOTE))
    return made


def all_set_aside(rubric: Rubric) -> Assessment:
    """Every question that may be set aside is; the others stay open."""
    made = begin(rubric, "全部不适用", full_profile(rubric))
    for question in rubric.questions:
        if question.not_applicable:
            made = taken(set_aside(made, question, "没有这项业务"))
    return made


def teaching_shop(rubric: Rubric) -> Assessment:
    """The imaginary shop: one of each state, evidence in hand and wanted, a note."""
    ask = rubric.by_id
    made = begin(rubric, "小店 <Shop>", {"delivers": "yes"}, "three-star", "2026-11-24T09:00:00+08:00")
    made = taken(answer(made, ask["opening-hours"], "on-request"))
    made = taken(add_evidence(made, ask["opening-hours"], "门口照片 2026-11-20", True))
    made = taken(add_evidence(made, ask["opening-hours"], "网页截图", False))
    made = taken(annotate(made, ask["opening-hours"], "周日另写"))
    made = taken(answer(made, ask["parcel-checks"], ["address", "weight"]))
    made = mark_unsure(made, ask["parcel-checks"])
    return taken(answer(made, ask["refund-days"], "20"))


def answered_shop(rubric: Rubric) -> Assessment:
    """The shop with most settled, so that its report has every part: one question unsure, one with nothing, one gate failed or open."""
    made = set_up(teaching_shop(rubric), rubric, profile={"delivers": "yes", "channels": ("web",)})
    return taken(answer(made, rubric.by_id["receipt"], "no"))
