"""What every kind of question answers about itself, and what a further kind must not forget."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import get_args

import pytest
from pydantic import TypeAdapter

from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Rung
from tests import building as b

F = Fraction
KINDS = get_args(get_args(Question)[0])
ONE_OF_EACH = {
    "level": b.level("q", (F(0), F(1, 2), F(1))),
    "yes_no": b.yes_no("q"),
    "checklist": b.checklist("q", 3, ((2, F(1, 2)), (3, F(1)))),
    "measure": b.measure("q"),
}


def question(kind):
    return TypeAdapter(Question).validate_python(ONE_OF_EACH[kind])


def test_every_kind_of_question_is_tested_and_complete():
    assert {get_args(kind.model_fields["kind"].annotation)[0] for kind in KINDS} == set(ONE_OF_EACH)
    assert [kind.__name__ for kind in KINDS if kind.__abstractmethods__] == []


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_the_scale_runs_from_0_to_1_and_an_answer_earns_each_credit_of_it(kind):
    one = question(kind)
    credits = list(one.scale.values())
    assert (credits[0], credits[-1]) == (0, 1)
    for credit in credits:
        answer = one.answer_earning(credit)
        assert one.credit_of(answer) == credit
        assert one.read(answer) == answer
        assert (credit * one.credit_denominator).denominator == 1
    assert one.credit_of(one.lowest_answer) == 0
    assert one.credit_of(None) is None


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_all_steps_of_a_question_lead_from_open_to_full_credit(kind):
    one = question(kind)
    assert one.steps_left(None) == one.steps
    assert one.steps_left(one.answer_earning(F(1))) == {}
    rungs = {name: Rung(name, step.advice, step.effort, step.lead_time) for name, step in one.steps.items()}
    raises = one.raises(None, rungs)
    assert [way.credit for way in raises] == sorted({credit for credit in one.scale.values() if credit})
    assert all(one.credit_of(way.to) == way.credit for way in raises)
    assert one.raises(None, {}) == ()


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_credits_set_by_a_certification_body_become_the_scale(kind):
    one = question(kind)
    if not one.own_credits:
        return
    names = list(one.own_credits)
    wanted = {name: F(place**2, (len(names) - 1) ** 2) for place, name in enumerate(names)}
    fields = {name: getattr(one, name) for name in type(one).model_fields}
    changed = TypeAdapter(Question).validate_python({**fields, **one.with_credits(wanted)})
    assert dict(changed.scale) == wanted


def test_a_changed_copy_of_a_question_computes_its_own_scale():
    one = question("level")
    assert one.scale["o1"] == F(1, 2)
    options = (one.options[0], one.options[1].model_copy(update={"credit": F(1, 3)}), one.options[2])
    assert one.model_copy(update={"options": options}).scale["o1"] == F(1, 3)


def test_threads_get_the_right_credits_even_when_the_cache_is_full():
    one = TypeAdapter(Question).validate_python(ONE_OF_EACH["measure"])
    numbers = [str(number) for number in range(int(one.least), int(one.most) + 1)][:1000]
    expected = {number: one.band_of(F(number)).credit for number in numbers}
    with ThreadPoolExecutor(8) as pool:
        for credits in pool.map(lambda _: {number: one.credit_of(number) for number in numbers}, range(16)):
            assert credits == expected
