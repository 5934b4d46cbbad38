"""Whether a question applies: three-valued truth over the profile alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.rubric.conditions import holds
from tests import building as b
from tests.strategies import conditions, fact_values, facts

YES, NO, UNKNOWN = {"fact": "f", "is": ("yes",)}, {"fact": "f", "is": ("no",)}, {"fact": "g", "is": ("yes",)}
PROFILE = {"f": "yes"}


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        (YES, True),
        (NO, False),
        (UNKNOWN, None),
        ({"not": YES}, False),
        ({"not": NO}, True),
        ({"not": UNKNOWN}, None),
        ({"all": (YES, YES)}, True),
        ({"all": (YES, NO)}, False),
        ({"all": (YES, UNKNOWN)}, None),
        ({"all": (UNKNOWN, NO)}, False),
        ({"any": (NO, NO)}, False),
        ({"any": (NO, YES)}, True),
        ({"any": (UNKNOWN, YES)}, True),
        ({"any": (NO, UNKNOWN)}, None),
        ({"not": {"any": (NO, UNKNOWN)}}, None),
        ({"all": ({"any": (YES, UNKNOWN)}, {"not": NO})}, True),
    ],
)
def test_truth_is_known_as_soon_as_the_known_facts_settle_it(condition, result):
    assert holds(b.condition(condition), PROFILE) is result


def test_a_question_without_a_condition_always_applies():
    assert holds(None, {}) is True


@pytest.mark.parametrize(
    ("held", "result"),
    [(("a",), True), (("b", "c"), True), (("c",), False), ((), False)],
)
def test_a_fact_of_many_values_holds_when_any_of_them_is_named(held, result):
    assert holds(b.condition({"fact": "f", "is": ("a", "b")}), {"f": held}) is result


def test_no_value_chosen_is_known_and_differs_from_not_said():
    named = b.condition({"fact": "f", "is": ("a",)})
    assert holds(named, {"f": ()}) is False
    assert holds(named, {}) is None


@st.composite
def cases(draw):
    known = draw(facts())
    condition = b.condition(draw(conditions(known)))
    full = {fact.id: draw(fact_values(fact)) for fact in b.facts_of(*known)}
    partial = {fact_id: value for fact_id, value in full.items() if draw(st.booleans())}
    return condition, partial, full


@given(cases())
def test_learning_more_about_the_platform_never_overturns_what_was_settled(case):
    condition, partial, full = case
    assert holds(condition, full) is not None
    if holds(condition, partial) is not None:
        assert holds(condition, partial) is holds(condition, full)


@given(cases())
def test_not_turns_true_and_false_round_and_leaves_the_unknown(case):
    condition, partial, _ = case
    inner = holds(condition, partial)
    outer = holds(b.condition({"not": condition.model_dump(by_alias=True, exclude_defaults=True)}), partial)
    assert outer is (None if inner is None else not inner)
