"""The order to work in: gates first, most points per day next, and every wave's figures are those of its steps."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecq.assessment.samples import load_samples
from ecq.base.language import Text
from ecq.planning import apply, plan
from ecq.planning.waves import in_working_order, waves
from ecq.scoring.scorecard import score
from ecq.telling.plan.titles import action, title
from tests.building import sampled

F = Fraction


@pytest.fixture(params=[sample.id for sample in load_samples()])
def planned(request, shipped):
    assessment = sampled(request.param, shipped, "zh")
    return assessment, plan(shipped, assessment, "four-star")


def test_failed_gates_come_first_then_what_brings_most_per_day(planned):
    _, made = planned
    ordered = in_working_order(made.steps)
    assert sorted(ordered, key=lambda step: step.question) == sorted(made.steps, key=lambda step: step.question)
    gates = [step.gate for step in ordered]
    assert gates == sorted(gates, reverse=True)
    rates = [step.gain / step.effort for step in ordered if not step.gate]
    assert rates == sorted(rates, reverse=True)


def test_waves_hold_every_step_once_and_their_scores_are_those_of_the_scorer(shipped, planned):
    """What stands after a wave counts the steps up to there and nothing that is done later."""
    assessment, made = planned
    done = []
    found = waves(made)
    assert [wave.kind for wave in found] in (["gates", "rest"], ["rest"])
    for wave in found:
        done += [work.step for work in wave.work]
        assert {work.step.gate for work in wave.work} == {wave.kind == "gates"}
        assert wave.effort == sum(work.step.effort for work in wave.work)
        card = score(shipped, apply(shipped, assessment, done))
        assert (wave.score, wave.evidenced) == (card.score.low, card.evidenced.low)
    assert sorted(step.question for step in done) == sorted(step.question for step in made.steps)
    assert (wave.score, wave.evidenced) == (made.score_after, made.evidenced_after)


def test_titles_are_actions_and_never_questions(shipped):
    for question in shipped.questions:
        for step in question.steps.values():
            words = action(step.advice)
            assert step.advice.zh.startswith(words.zh)
            assert step.advice.en.startswith(words.en)
            for one in (words.zh, words.en):
                assert one
                assert one[-1] not in "？?，,。.；;：:"
            assert len(words.zh) <= 40


def test_a_title_is_as_many_clauses_as_fit_and_nothing_is_cut_within_brackets(planned, shipped):
    long = Text(
        zh="建立漏洞反馈入口，指定接收人，写明几天内答复、几天内修好（含第三方组件，含小程序）。每季复盘。",
        en="Open a channel (mail, form) for reports, name who receives them, and set days to answer and to repair. Review.",
    )
    assert action(long).zh == "建立漏洞反馈入口，指定接收人"
    assert action(long).en.startswith("Open a channel (mail, form) for reports")
    assert action(Text(zh="有没有入口？建立入口。", en="Is there one? Open one.")) == Text(zh="建立入口", en="Open one")
    for step in planned[1].steps:
        words = title(shipped.by_id[step.question], step)
        assert words.zh.startswith("备齐证据：") == (step.kind == "prove")
