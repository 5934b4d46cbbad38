"""Whether a question applies: three-valued truth over the profile alone."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.rubric.conditions import deciding, holds
from ecq.scoring.scorecard import score
from tests import building as b
from tests.strategies import conditions, fact_values, facts

YES, NO, UNKNOWN = {"fact": "f", "is": ("yes",)}, {"fact": "f", "is": ("no",)}, {"fact": "g", "is": ("yes",)}


def test_a_question_without_a_condition_always_applies():
    assert holds(None, {}) is True


@st.composite
def cases(draw):
    known = draw(facts())
    condition = b.condition(draw(conditions(known)))
    full = {fact.id: draw(fact_values(fact)) for fact in b.facts_of(*known)}
    partial = {fact_id: value for fact_id, value in full.items() if draw(st.booleans())}
    return condition, partial, full


@st.composite
def cases_with_facts(draw):
    known = draw(facts())
    condition = b.condition(draw(conditions(known)))
    every = {fact.id: fact for fact in b.facts_of(*known)}
    return condition, {one: draw(fact_values(fact)) for one, fact in every.items() if draw(st.booleans())}, every


def every_value(fact):
    options = [option.id for option in fact.options]
    if fact.kind == "one":
        return options
    return list(chain.from_iterable(combinations(options, size) for size in range(len(options) + 1)))


@pytest.mark.slow
@given(cases())
def test_further_profile_facts_never_overturn_a_decided_question(case):
    condition, partial, full = case
    assert holds(condition, full) is not None
    if holds(condition, partial) is not None:
        assert holds(condition, partial) is holds(condition, full)


@given(cases())
def test_not_swaps_true_and_false_and_leaves_undecided_as_it_is(case):
    condition, partial, _ = case
    inner = holds(condition, partial)
    outer = holds(b.condition({"not": condition.model_dump(by_alias=True, exclude_defaults=True)}), partial)
    assert outer is (None if inner is None else not inner)


TAUTOLOGY = {"any": ({"fact": "f", "is": ("yes",)}, {"not": {"fact": "f", "is": ("yes",)}})}
EVERY_OPTION = {"fact": "f", "is": ("yes", "no")}
NO_OPTION = {"all": ({"fact": "f", "is": ("yes",)}, {"fact": "f", "is": ("no",)})}
CASES_OF_G = {"all": ({"any": (YES, UNKNOWN)}, {"any": ({"not": YES}, UNKNOWN)})}
"""Comes to whether g is yes, whatever f is."""


@pytest.mark.parametrize(
    ("condition", "profile", "result", "facts"),
    [
        (TAUTOLOGY, {}, True, ()),
        ({"not": TAUTOLOGY}, {}, False, ()),
        (EVERY_OPTION, {}, True, ("f",)),
        (NO_OPTION, {}, False, ()),
        (YES, {}, None, ("f",)),
        (CASES_OF_G, {}, None, ("f", "g")),
        (CASES_OF_G, {"g": "yes"}, True, ("g",)),
        (CASES_OF_G, {"g": "no"}, False, ("g",)),
        (CASES_OF_G, {"f": "yes"}, None, ("g",)),
        ({"all": (NO, UNKNOWN)}, {}, None, ("f", "g")),
        ({"all": (YES, {"any": (UNKNOWN, {"not": UNKNOWN})})}, {"f": "yes"}, True, ("f",)),
        ({"fact": "m", "is": ("a", "b")}, {}, None, ("m",)),
        ({"any": ({"fact": "m", "is": ("a", "b")}, {"not": {"fact": "m", "is": ("a",)}})}, {}, True, ()),
    ],
)
def test_a_missing_fact_that_cannot_change_a_condition_leaves_it_decided(condition, profile, result, facts):
    asked = {one.id: one for one in b.facts_of(b.fact("f"), b.fact("g"), b.fact("m", "many", ("a", "b")))}
    assert holds(b.condition(condition), profile, asked) is result
    assert deciding(b.condition(condition), profile, asked) == facts


def test_a_question_whose_missing_fact_cannot_matter_is_asked():
    of = b.rubric([b.yes_no("q", applies=TAUTOLOGY)], facts=[b.fact("f")])
    assert score(of, b.answered(of, {"q": "yes"})).score.low == 100
    never = b.rubric([b.yes_no("p"), b.yes_no("q", applies=NO_OPTION)], facts=[b.fact("f")])
    assert score(never, b.answered(never, {"p": "yes"})).questions["q"].state == "hidden"


@given(cases_with_facts())
def test_a_condition_is_decided_exactly_when_every_completed_profile_agrees(case):
    condition, partial, known = case
    missing = [fact for fact in known.values() if fact.id not in partial]
    truths = {
        holds(condition, {**partial, **dict(zip([fact.id for fact in missing], values, strict=True))})
        for values in product(*map(every_value, missing))
    }
    assert holds(condition, partial, known) is (truths.pop() if len(truths) == 1 else None)


def test_a_condition_over_more_profiles_than_can_be_tried_stays_undecided():
    names = [f"f{n}" for n in range(12)]
    parts = [{"fact": name, "is": ("yes",)} for name in names]
    cycle = [{"any": (one, {"not": other})} for one, other in zip(parts, [*parts[1:], parts[0]], strict=True)]
    hard = b.condition({"all": (*cycle, {"any": tuple(parts)}, {"any": tuple({"not": one} for one in parts)})})
    known = {one.id: one for one in b.facts_of(*(b.fact(name) for name in names))}
    assert holds(hard, {}, known) in (False, None)
