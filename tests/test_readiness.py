"""The verdict against a target grade, and the reasons given for it."""

import pytest
from hypothesis import given

from ecq.assessment.changes import begin, set_up
from ecq.scoring.readiness import readiness, target_band
from ecq.scoring.scorecard import score
from tests import building as b
from tests.building import F
from tests.strategies import scored

TREE = [b.node("all", ("seventy", F(70)), ("gate", F(20)), ("ten", F(10)))]
QUESTIONS = [b.yes_no("seventy"), b.yes_no("gate", gate=b.gate("yes")), b.yes_no("ten")]
RUBRIC = b.rubric(QUESTIONS, TREE)
CAPPED = b.rubric(
    [b.yes_no("most"), b.yes_no("gate", gate=b.gate("yes"))],
    [b.node("all", ("most", F(96)), ("gate", F(4)))],
    gate_cap="two-star",
)
ALL = {"seventy": "yes", "gate": "yes", "ten": "yes"}


def verdict(answers, target=None, evidence=(), rubric=RUBRIC):
    assessment = b.answered(rubric, answers, target=target)
    for question_id in evidence:
        assessment = b.prove(assessment, rubric.by_id[question_id])
    return readiness(rubric, assessment, score(rubric, assessment))


def reasons(result):
    return {reason.code: reason.amount if reason.amount is not None else reason.question for reason in result.reasons}


@pytest.mark.parametrize(
    ("answers", "target", "evidence", "said", "why", "not_why"),
    [
        (ALL, "five-star", ALL, "ready", {"margin": 5}, "gate-failed"),
        (ALL, "five-star", (), "conditional", {"evidence-below-target": 95, "margin": 5}, "questions-open"),
        (ALL, "five-star", ["seventy"], "conditional", {"evidence-below-target": 25, "margin": 5}, "questions-open"),
        (ALL | {"gate": "no"}, "three-star", ALL, "not-ready", {"gate-failed": "gate", "margin": 0}, "below-target"),
        (ALL | {"ten": "no"}, "five-star", ALL, "not-ready", {"out-of-reach": 5}, "below-target"),
        ({"seventy": "yes"}, "four-star", ALL, "not-ready", {"below-target": 20}, "out-of-reach"),
        ({"seventy": "no"}, "four-star", (), "not-ready", {"out-of-reach": 60}, "below-target"),
        (
            {"seventy": "yes", "ten": "yes"},
            "three-star",
            ALL,
            "conditional",
            {"gate-open": "gate", "questions-open": 1},
            "gate-failed",
        ),
        ({}, None, (), "not-ready", {"below-target": 70}, "out-of-reach"),
    ],
)
def test_the_verdict_and_its_reasons(answers, target, evidence, said, why, not_why):
    result = verdict(answers, target, evidence)
    assert result.verdict == said
    assert why.items() <= reasons(result).items()
    assert not_why not in reasons(result)
    if answers.keys() == ALL.keys() and "out-of-reach" not in why:
        assert reasons(result) == why, "and no other"


def test_the_most_serious_reason_comes_first():
    result = verdict({"gate": "no"}, "two-star")
    assert [reason.code for reason in result.reasons][:2] == ["gate-failed", "below-target"]


def test_without_a_target_the_lowest_star_is_assumed():
    assert target_band(RUBRIC, begin(RUBRIC)).id == "two-star"
    assert target_band(RUBRIC, set_up(begin(RUBRIC), RUBRIC, target="four-star")).id == "four-star"
    old = begin(RUBRIC).model_copy(update={"target": "retired-grade"})
    assert target_band(RUBRIC, old).id == "two-star"


@pytest.mark.slow
@given(scored(gate_cap=True))
def test_ready_requires_all_answers_evidence_and_gates(case):
    rubric, assessment = case
    card = score(rubric, assessment)
    result = readiness(rubric, assessment, card)
    sound = (
        not card.counts.open
        and not card.gates_in("failed")
        and not card.gates_in("open")
        and card.grade.low.from_ >= result.target.from_
        and card.evidenced.low >= result.target.from_
    )
    assert (result.verdict == "ready") == sound
    if card.gates_in("failed") or card.grade.low.from_ < result.target.from_:
        assert result.verdict == "not-ready"
    assert all(reason.amount is None or reason.amount >= 0 for reason in result.reasons)


@pytest.mark.parametrize("answers", [{"most": "yes", "gate": "no"}, {"most": "yes"}], ids=["gate failed", "gate open"])
def test_a_grade_capped_by_a_gate_is_not_explained_by_missing_points(answers):
    result = verdict(answers, "three-star", rubric=CAPPED)
    assert result.verdict == "not-ready"
    missing = [reason for reason in result.reasons if reason.code in ("out-of-reach", "below-target")]
    assert all(reason.amount > 0 for reason in missing), missing
    assert ("gate-cap" in reasons(result)) != bool(missing), "the cap is the reason where points are not"


def test_a_cap_is_the_reason_also_where_the_points_are_just_enough():
    capped = b.rubric(QUESTIONS, TREE, gate_cap="two-star")
    result = verdict(ALL | {"gate": "no"}, "three-star", evidence=ALL, rubric=capped)
    assert [reason.code for reason in result.reasons] == ["gate-failed", "gate-cap"]
