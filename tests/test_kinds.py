"""What every kind of question answers about itself, and what a further kind must not forget."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import get_args

import pytest
from pydantic import TypeAdapter

from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, Rung
from tests import building as b

F = Fraction
KINDS = get_args(get_args(Question)[0])
ONE_OF_EACH = {
    "level": b.level("q", (F(0), F(1, 2), F(1))),
    "yes_no": b.yes_no("q"),
    "checklist": b.checklist("q", 3, ((2, F(1, 2)), (3, F(1)))),
    "measure": b.measure("q", ((None, F(0)), (7, F(1, 2)), (14, F(1)))),
}


def question(kind):
    return TypeAdapter(Question).validate_python(ONE_OF_EACH[kind])


def test_every_kind_of_question_is_tested_and_complete():
    assert {get_args(kind.model_fields["kind"].annotation)[0] for kind in KINDS} == set(ONE_OF_EACH)
    assert [kind.__name__ for kind in KINDS if kind.__abstractmethods__] == []


def test_a_question_says_how_it_is_answered():
    how = {kind: question(kind).answered_by for kind in ONE_OF_EACH}
    assert how == {"level": "choice", "yes_no": "choice", "checklist": "items", "measure": "typed"}


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


def test_a_gate_passes_from_the_credit_it_names_on_and_waits_for_an_answer():
    asked = b.rubric([b.level("q", (F(0), F(1, 2), F(1)), gate=b.gate("o1"))]).questions[0]
    assert [asked.fails_gate(one) for one in ("o0", "o1", "o2", None)] == [True, False, False, False]
    assert not question("level").fails_gate("o0"), "it is no gate"


def test_a_piece_of_evidence_is_called_by_its_number_where_it_has_no_id():
    assert list(question("level").pieces) == ["1", "2"]
    assert question("checklist").credit_proved(("no-such-item",), ()) == 0


def test_a_raise_adds_up_effort_and_waits_for_its_longest_step():
    """The steps of a ladder follow one another; the items of a checklist are brought about side by side."""
    days = {"o1": (F(1), F(10)), "o2": (F(2), F(5)), "i0": (F(1), F(10)), "i1": (F(2), F(5)), "i2": (F(4), F(20))}
    for kind, in_a_row in (("level", 15), ("checklist", 10)):
        one = question(kind)
        rungs = {name: Rung(name, step.advice, *days[name]) for name, step in one.steps.items()}
        way = next(way for way in one.raises(None, rungs) if len(way.rungs) == 2)
        assert (way.effort, way.lead_time, way.in_a_row) == (3, 10, in_a_row)


def test_proof_takes_half_a_day_unless_the_question_says_otherwise():
    told = TypeAdapter(Question).validate_python({**ONE_OF_EACH["level"], "proof_effort": "0.125"})
    assert (told.proof_days, question("level").proof_days) == (F(1, 8), F(1, 2))
    assert TypeAdapter(Question).validate_python({**ONE_OF_EACH["level"], "proof_effort": "0"}).proof_days == 0
    for refused in ("-1", "0.0001"):
        with pytest.raises(ValueError, match="at most three decimals"):
            TypeAdapter(Question).validate_python({**ONE_OF_EACH["level"], "proof_effort": refused})


def test_a_step_may_cost_nothing_but_not_less():
    free = {**b.STEP, "effort": F(0), "lead_time": F(0)}
    assert TypeAdapter(Question).validate_python(b.yes_no("q") | {"step": free}).steps["yes"].effort == 0
    for name in ("effort", "lead_time"):
        with pytest.raises(ValueError, match="cannot be negative"):
            TypeAdapter(Question).validate_python(b.yes_no("q") | {"step": {**free, name: F(-1)}})


def test_a_checklist_is_raised_by_its_cheapest_items_among_those_that_may_be_done():
    one = TypeAdapter(Question).validate_python(b.checklist("q", 3))
    days = {"i0": (F(4), F(1)), "i1": (F(1), F(9)), "i2": (F(1), F(2))}
    rungs = {name: Rung(name, one.steps[name].advice, *of) for name, of in days.items()}
    assert [way.to for way in one.raises((), rungs)] == [("i2",), ("i1", "i2"), ("i0", "i1", "i2")]
    del rungs["i2"]
    assert [(way.to, way.credit) for way in one.raises((), rungs)] == [(("i1",), F(1, 3)), (("i0", "i1"), F(2, 3))]
    assert [way.to for way in one.raises(("i2",), rungs)] == [("i1", "i2"), ("i0", "i1", "i2")]


@pytest.mark.parametrize("better", ["higher", "lower"])
@pytest.mark.parametrize("bound", ["1/3", "2/3"])
def test_a_bound_without_an_end_is_reached_by_just_that_number(bound, better):
    data = b.measure("q", ((None, F(0)), (F(bound), F(1))), better)
    one = TypeAdapter(Question).validate_python(data)
    assert one.value_at("b1") == one.read(bound, exact=True) == bound
    assert isinstance(one.read(bound), Invalid), "who types 1/3 may mean 1 or 3"
    assert one.credit_of(bound) == 1


def test_levels_above_a_step_that_may_not_be_taken_are_out_of_reach():
    one = TypeAdapter(Question).validate_python(b.level("q", (F(0), F(1, 4), F(1, 2), F(1))))
    rungs = {name: Rung(name, step.advice, step.effort, step.lead_time) for name, step in one.steps.items()}
    del rungs["o2"]
    assert [way.to for way in one.raises("o0", rungs)] == ["o1"]
    assert one.raises("o1", rungs) == ()
    assert [way.to for way in one.raises("o2", rungs)] == ["o3"]


@pytest.mark.parametrize(
    ("kind", "nothing", "data"),
    [
        (
            "level",
            "o0",
            {
                "options": [
                    {"id": "o0", "credit": "0"},
                    {"id": "o1", "credit": "1/2"},
                    {"id": "o2", "credit": "1"},
                ]
            },
        ),
        ("yes_no", "no", {"options": [{"id": "no", "credit": "0"}, {"id": "yes", "credit": "1"}]}),
        (
            "checklist",
            (),
            {
                "items": ["i0", "i1", "i2"],
                "credits": [{"count": count, "credit": credit} for count, credit in enumerate(("0", "0", "1/2", "1"))],
            },
        ),
        (
            "measure",
            None,
            {
                "unit": "days",
                "better": "higher",
                "least": "0",
                "most": "30",
                "none": False,
                "bands": [
                    {"id": "b0", "bound": None, "credit": "0"},
                    {"id": "b1", "bound": "7", "credit": "1/2"},
                    {"id": "b2", "bound": "14", "credit": "1"},
                ],
            },
        ),
    ],
)
def test_a_question_says_what_can_be_answered_what_it_earns_and_what_nothing_is(kind, nothing, data):
    assert question(kind).answer_data() == data
    assert question(kind).nothing == nothing
    listed = [option["id"] for option in data.get("options", ())] or data.get("items", [])
    assert [name for name, _ in question(kind).choices] == listed
    assert [item.id for item in question(kind).parts] == data.get("items", [])


def test_what_is_chosen_becomes_one_answer_or_all_that_is_ticked():
    assert question("level").choose(["o1"]) == "o1"
    assert question("yes_no").choose(["no"]) == "no"
    assert question("checklist").choose(["i2", "i0"]) == ("i0", "i2")
    assert question("measure").choose(["none"]) == "none"


def test_that_there_is_no_figure_answers_only_a_measure_that_says_so():
    told, silent = b.measure("q", none=b.text("no figure")), b.measure("q")
    told, silent = (TypeAdapter(Question).validate_python(data) for data in (told, silent))
    assert [name for name, _ in told.choices] == ["none"]
    assert (told.read("none"), told.nothing, told.credit_of("none")) == ("none", "none", 0)
    assert isinstance(silent.read("none"), Invalid)
    assert (silent.choices, silent.nothing, silent.credit_of("none")) == ((), None, None)


@pytest.mark.parametrize("kind", ["level", "checklist", "measure"])
def test_credits_set_by_a_certification_body_become_the_scale(kind):
    one = question(kind)
    names = list(one.own_credits)
    wanted = {name: F(place**2, (len(names) - 1) ** 2) for place, name in enumerate(names)}
    fields = {name: getattr(one, name) for name in type(one).model_fields}
    changed = TypeAdapter(Question).validate_python({**fields, **one.with_credits(wanted)})
    assert dict(changed.scale) == wanted


def test_the_credits_of_yes_and_no_are_not_for_a_certification_body_to_set():
    one = question("yes_no")
    assert (one.own_credits, one.with_credits({"no": F(0), "yes": F(1, 2)})) == ({}, {})


def test_a_certification_body_may_set_one_credit_for_several_counts_of_a_checklist():
    one = question("checklist")
    changed = one.with_credits({"0": F(0), "1": F(1, 3), "2": F(1, 3), "3": F(1)})
    assert changed == {"credits": ({"count": 1, "credit": F(1, 3)}, {"count": 3, "credit": F(1)})}
    assert one.with_credits({"0": F(0), "1": F(1, 3), "2": F(2, 3), "3": F(1)}) == {"credits": ()}


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
