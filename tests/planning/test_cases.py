"""Runs cases/plans/*.yaml: plans a consultant can follow with the bank at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ecq.assessment.samples import load_samples
from ecq.base.exact import cut, parse_exact, plain
from ecq.planning import PROOF, Limits, plan
from ecq.rubric.loading import load_rubric
from tests.building import sampled
from tests.test_cases import assessment_of, rubric_of

CASES = Path(__file__).parent.parent / "cases" / "plans"
KEYS = {
    "name",
    "sample",
    "rubric",
    "profile",
    "answers",
    "na",
    "unsure",
    "evidence",
    "target",
    "goal",
    "limits",
    "expect",
}
LIMITS = {"lock", "exclude", "effort", "lead", "max-lead", "capacity"}


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def posed(case):
    """Rubric and assessment: a sample's, or answers as in the other cases."""
    if "sample" not in case:
        rubric = rubric_of(case)
        return rubric, assessment_of({key: case[key] for key in case.keys() - {"target"}}, rubric)
    rubric = load_rubric(case["rubric"])
    return rubric, sampled(case["sample"], rubric, "zh")


def limits_of(case):
    said = case.get("limits", {})
    assert set(said) <= LIMITS, f"unknown words in limits: {set(said) - LIMITS}"
    return Limits(
        locked=said.get("lock", ()),
        excluded=said.get("exclude", ()),
        efforts=said.get("effort", {}),
        lead_times=said.get("lead", {}),
        max_lead_time=said.get("max-lead"),
        capacity=said.get("capacity"),
    )


def said(value):
    return "open" if value is None else value if isinstance(value, str) else ", ".join(value)


def outcome(found, expect):
    """What came out, in the words the case uses; scores and points cut to two decimals."""
    all_of = {
        "feasible": "yes" if found.feasible else "no",
        "effort": plain(found.effort),
        "enough": plain(found.enough.effort) if found.enough.feasible else "out of reach",
        "confirm": [f"{one.question}{'; gate' if one.gate else ''}" for one in found.confirm],
        "open": f"{cut(found.open_needed, 2)} of {cut(found.open_points, 2)} points",
        "proved-before": cut(found.evidenced_before, 2),
        "proved-after": cut(found.evidenced_after, 2),
        "before": cut(found.score_before, 2),
        "after": cut(found.score_after, 2),
        "less-effort-reaches": None
        if found.certificate is None or found.certificate.below is None
        else cut(found.certificate.below, 2),
        "most": None if found.most is None else cut(found.most.score, 2),
        "most-for": None if found.most is None else plain(found.most.effort),
        "gates-left": None if found.most is None else list(found.most.gates),
        "steps": {step.question: step_words(step) for step in found.steps},
        "binding": [binding_words(one) for one in found.binding],
    }
    return {key: all_of[key] for key in expect}


def step_words(step):
    """`from -> to; days; points gained`, for a checklist the items added, for a proof `prove`."""
    if step.kind == "prove":
        change = "prove"
    elif isinstance(step.to, tuple):
        change = "add " + ", ".join(rung.id for rung in step.rungs if rung.id != PROOF)
    else:
        change = f"{said(step.from_)} -> {said(step.to)}"
    return f"{change}; {plain(step.effort)} days; +{cut(step.gain, 2)}{'; gate' if step.gate else ''}"


def binding_words(one):
    """`limit [gate]: effort, points`."""
    words = [plain(one.effort) + " days"] if one.effort is not None else []
    words += [cut(one.points, 2) + " points"] if one.points is not None else []
    kind = f"{one.limit} of gate {one.questions[0]}" if one.gate else one.limit
    return f"{kind}: {', '.join(words)}" if words else kind


@pytest.mark.parametrize("case", cases())
def test_plan(case):
    assert set(case) <= KEYS, f"unknown words in the case: {set(case) - KEYS}"
    rubric, assessment = posed(case)
    expect = case["expect"]
    found = plan(rubric, assessment, case["target"], limits_of(case), case.get("goal", "ready"))
    assert outcome(found, expect) == expect
    if "steps" in expect:  # what stands in the case must add up by itself
        days = [parse_exact(step.split("; ")[1].removesuffix(" days")) for step in expect["steps"].values()]
        assert plain(sum(days, parse_exact(0))) == expect["effort"]


def test_there_are_cases_for_every_sample():
    named = {case.values[0].get("sample") for case in cases()}
    assert named >= {sample.id for sample in load_samples()}
