"""While facts of the profile are missing: score, grade and effort are those over all profiles that agree, by trying each."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import begin
from ecq.assessment.file import dump
from ecq.assessment.model import PlanTerms
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.cli import main
from ecq.planning import plan
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import staffing_of
from ecq.planning.cheapest import PROFILES, assuming
from ecq.planning.deadline_curve import curve, over_profiles
from ecq.rubric.conditions import Fact
from ecq.rubric.model import Rubric
from ecq.scoring import unknown_facts as module
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard, unknown_facts
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.text.sentences import score_words
from tests import building as b
from tests import strategies
from tests.planning.making import grades


def values(fact: Fact):
    """Every value a fact can have."""
    options = [one.id for one in fact.options]
    if fact.kind == "one":
        return options
    return [
        tuple(chosen for chosen, on in zip(options, ons, strict=True) if on)
        for ons in product((0, 1), repeat=len(options))
    ]


def completed(rubric: Rubric, assessment):
    """The assessment with every profile that agrees with what is known."""
    left = [fact for fact in rubric.facts.values() if fact.id not in assessment.profile]
    for chosen in product(*map(values, left)):
        more = {fact.id: value for fact, value in zip(left, chosen, strict=True)}
        yield assessment.model_copy(update={"profile": {**assessment.profile, **more}})


def without(assessment, count: int):
    return assessment.model_copy(update={"profile": dict(list(assessment.profile.items())[count:])})


def check_ends(rubric, assessment):
    cards = [score(rubric, one) for one in completed(rubric, assessment)]
    said = scorecard(rubric, assessment)
    for kind in ("score", "evidenced"):
        ends = [getattr(one, kind) for one in cards]
        told = getattr(said, kind)
        assert (told.low, told.high) == (min(one.low for one in ends), max(one.high for one in ends))
    if rubric.layout.gate_cap is None:
        assert said.grade.low.id == min((one.grade.low for one in cards), key=lambda band: band.from_).id
        assert said.grade.high.id == max((one.grade.high for one in cards), key=lambda band: band.from_).id


@settings(max_examples=30)
@given(strategies.scored(most=6))
def test_scores_are_the_ends_over_all_profiles_that_agree(case):
    rubric, assessment = case
    found = unknown_facts(rubric, assessment)
    assume(found is not None and score(rubric, assessment).tells)
    assert found.exact
    check_ends(rubric, assessment)


@pytest.mark.parametrize("count", [1, 3])
def test_scores_of_a_sample_are_the_ends_over_all_its_profiles(shipped, count):
    sample = without(sample_assessment(load_samples()[0], shipped, "zh"), count)
    known = unknown_facts(shipped, sample)
    tried = [score(shipped, sample.model_copy(update={"profile": dict(one)})) for one in known.profiles(10_000)]
    card = scorecard(shipped, sample)
    assert card.score.low == min(one.score.low for one in tried)
    assert card.score.high == max(one.score.high for one in tried)
    for gate in card.gates:
        states = {one.state for each in tried for one in each.gates if one.question == gate.question}
        assert states <= {gate.state} if gate.state != "open" else states & {"open", "failed"}, gate.question
    assert card.so_far is None, "what the answered part comes to is another under each"
    assert len(card.gates_in("open")) < len(card.all_open.gates_in("open"))
    wide = score(shipped, sample).score
    assert wide.low < card.score.low
    assert card.score.high < wide.high


def test_commands_tell_the_same_score_as_the_pages_and_nothing_of_how_sure_it_is(shipped, tmp_path, capsys):
    sample = without(sample_assessment(load_samples()[0], shipped, "zh"), 3)
    path = tmp_path / "missing.json"
    path.write_text(dump(sample), encoding="utf-8")

    def told(*command):
        assert main([command[0], str(path), *command[1:]]) == 0
        return capsys.readouterr().out

    low = scorecard(shipped, sample).score.low
    scored, explained = json.loads(told("score", "--json")), json.loads(told("explain", "--json"))
    assert Fraction(scored["exact"]["low"]) == Fraction(explained["score"]) == low
    assert score_words(low) in told("score", "--lang", "zh")
    assert {explained[one] for one in ("fragile", "fragile_unproved", "robustness", "na_refused")} == {None}


def test_a_score_that_would_take_too_much_keeps_its_wider_interval(shipped, monkeypatch):
    monkeypatch.setattr(module, "ENTRIES", 10)
    sample = without(sample_assessment(load_samples()[0], shipped, "zh"), 3)
    assert not unknown_facts(shipped, sample).exact
    card = scorecard(shipped, sample)
    assert (card.score, card.so_far) == (score(shipped, sample).score, None)


def test_what_hangs_on_a_missing_fact_waits_for_no_answer():
    hangs = {"applies": {"fact": "f", "is": ("yes",)}}
    of = b.rubric([b.yes_no("a"), b.yes_no("c", **hangs), b.yes_no("d", **hangs)], facts=[b.fact("f")])
    card = score(of, begin(of))
    assert (card.counts.open, card.hanging, card.waiting) == (3, 2, 1)


def test_nothing_is_missing_where_the_profile_is_full_or_decides_all(shipped):
    assert unknown_facts(shipped, sample_assessment(load_samples()[0], shipped, "zh")) is None
    assert scorecard(shipped, begin(shipped)).score == score(shipped, begin(shipped)).score


@settings(max_examples=12)
@given(st.data())
def test_efforts_are_the_ends_over_all_profiles_and_what_is_answered_is_not_to_be_confirmed(data):
    rubric = data.draw(strategies.rubrics(4))
    assessment = data.draw(strategies.assessments(rubric))
    found = unknown_facts(rubric, assessment)
    assume(found is not None and found.profiles(PROFILES) is not None)
    target = data.draw(grades(rubric))
    made = plan(rubric, assessment, target)
    tried = [plan(rubric, one, target) for one in completed(rubric, assessment)]
    assert made.feasible == any(one.feasible for one in tried)
    if made.feasible:
        assert made.effort == min(one.effort for one in tried if one.feasible)
    assert made.enough.feasible == all(one.enough.feasible for one in tried)
    if made.enough.feasible:
        assert made.enough.effort == max(one.enough.effort for one in tried)
    assert {one.fact for one in made.facts} == set(found.missing)
    assert not [
        one
        for one in made.confirm
        if assessment.response(one.question).state == "answered" and one.state == "undecided"
    ]
    under = assuming(assessment, made)
    assert under.profile.items() >= assessment.profile.items()
    assert made.steps == plan(rubric, under, target).steps


def test_earliest_days_are_the_ends_over_all_profiles(shipped):
    sample = without(sample_assessment(load_samples()[-1], shipped, "zh"), 1)
    terms = PlanTerms(start="2026-12-01", weekly="6", ready_by="2027-01-10")
    sample = sample.model_copy(update={"terms": terms})
    made = plan(shipped, sample, sample.target)
    found = over_profiles(shipped, sample, made, "2026-11-28")
    staffing = staffing_of(terms, "2026-11-28")
    curves = [curve(aim(shipped, one, sample.target), staffing) for one in completed(shipped, sample)]
    days = [one.earliest.ready for one in curves]
    assert (found.first, found.last) == (min(days), max(days))
    assert found.first < found.last
    assert found.made == ("all" if max(days) <= "2027-01-10" else "some" if min(days) <= "2027-01-10" else "none")
    assert over_profiles(shipped, sample, replace(made, profiles=()), "2026-11-28") is None


def test_facts_are_named_first_with_what_hangs_on_each(shipped):
    """All questions answered, three facts missing: no answered question is to be confirmed, and the facts are."""
    sample = without(sample_assessment(load_samples()[0], shipped, "zh"), 3)
    made = plan(shipped, sample, "three-star")
    worded = work_plan(shipped, sample, made, "en")
    assert "fill in 3 facts first" in worded.headline
    assert "questions that hang on it: " in worded.notes[0]
    answered = {one for one, said in sample.responses.items() if said.state == "answered"}
    assert not answered & {line.question for line in worded.lines if line.kind == "confirm"}
    reasons = {one.code for one in readiness(shipped, sample, scorecard(shipped, sample)).reasons}
    assert "facts-missing" in reasons
