"""Every number in the sentences of a plan is a claim: held against everything tried on small rubrics, in every state of answers and limits."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer
from ecq.base.exact import cut
from ecq.planning import Limits, knapsack, plan
from ecq.planning.problem import Problem
from ecq.scoring.scorecard import score
from ecq.telling.plan import words as p
from ecq.telling.plan import work_plan_words as w
from ecq.telling.plan.sentences import less_line, most_line
from ecq.telling.plan.work_plan import effort_of, work_plan
from tests import building as b
from tests.building import sampled
from tests.planning.brute import outcomes
from tests.planning.large import hardest
from tests.planning.making import grades, planned

F = Fraction
GOALS = st.sampled_from(["ready", "score"])
LONG = re.compile(r"(\d+(?:\.\d+)?)")


def numbers(sentence: str, after: str) -> str:
    """The first number behind some words."""
    found = LONG.search(sentence, sentence.index(after))
    assert found, sentence
    return found[1]


def shown(points: Fraction) -> str:
    return cut(points, 1)


@pytest.mark.slow
@given(st.data())
def test_what_is_said_of_a_target_out_of_reach_holds(data):
    """At most so many points, so many person-days at the least, gates that are held: each as said, gates passed where it says so."""
    rubric, assessment, limits = data.draw(planned())
    made = plan(rubric, assessment, data.draw(grades(rubric)), limits, data.draw(GOALS))
    if made.feasible or any(one.limit == "nothing" for one in made.binding):
        return
    tried = list(outcomes(rubric, assessment, limits, made.goal, "best"))
    within = [one for one in tried if limits.capacity is None or one.effort <= limits.capacity]
    assert not [one for one in within if one.passes and one.score >= made.target.from_]
    said = work_plan(rubric, assessment, made, "en").headline
    assert "cannot be reached now: " in said
    good = [one for one in tried if one.passes and one.score >= made.target.from_]
    if "more than there are" in said:
        least = min(one.effort for one in good)
        assert F(numbers(said, "it takes at least ")) <= least
        assert least > limits.capacity
    held = [one for one in made.binding if one.gate]
    assert bool(held) == any(words in said for words in ("gates are locked", "that gates need")), said
    assert not held or not any(one.passes for one in tried)
    if "at most " in said:
        passable = max(len(one.gates) for one in tried)
        passing = [one for one in within if len(one.gates) == passable]
        counted = passing if "every gate passed" in said else within
        assert numbers(said, "at most ") == shown(max(one.score for one in counted))


@pytest.mark.slow
@given(st.data())
def test_what_is_said_of_less_effort_holds(data):
    rubric, assessment, limits = data.draw(planned())
    made = plan(rubric, assessment, data.draw(grades(rubric)), limits, data.draw(GOALS))
    said = less_line(made, "en")
    if said is None:
        assert not made.effort
        return
    cheaper = [one for one in outcomes(rubric, assessment, limits, made.goal, "best") if one.effort < made.effort]
    assert not [one for one in cheaper if one.passes and one.score >= made.target.from_]
    if said == p.PLAN_LESS_GATES.en:
        assert not any(one.passes for one in cheaper)
        return
    counted = [one for one in cheaper if one.passes or "with every gate passed" not in said]
    assert numbers(said, " is ") == shown(max(one.score for one in counted))


@pytest.mark.slow
@given(st.data())
def test_the_highest_score_is_the_highest_under_what_is_said(data):
    rubric, assessment, limits = data.draw(planned())
    made = plan(rubric, assessment, data.draw(grades(rubric)), limits, data.draw(GOALS))
    if made.most is None:
        return
    said = most_line(made.most, made.goal, "en")
    tried = list(outcomes(rubric, assessment, limits, made.goal, "best"))
    within = [one for one in tried if limits.capacity is None or one.effort <= limits.capacity]
    passable = max(len(one.gates) for one in tried)
    counted = [one for one in within if len(one.gates) == passable or "every gate passed" not in said]
    assert numbers(said, " is ") == shown(max(one.score for one in counted))
    assert said.startswith(f"The highest {p.SCORE_NAMES[made.goal].en} is ")


def test_a_locked_failed_gate_is_the_cause_that_is_named(shipped):
    """Not "at most 99.3 points (Five stars)", which says nothing of why three stars cannot be reached."""
    made = sampled("xinghuo-live", shipped, "zh")
    (gate,) = [one.question for one in score(shipped, made).gates_in("failed")]
    found = plan(shipped, made, "three-star", Limits(locked={gate}))
    assert work_plan(shipped, made, found, "en").headline == (
        "Three stars cannot be reached now: failed gates are locked (1)"
    )
    assert work_plan(shipped, made, found, "zh").headline == "照现在的条件到不了三星：没过的红线项有 1 个被锁定"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_under_a_capacity_the_most_points_are_said_to_hold_with_every_gate_passed(lang):
    """Two days are there, and the gate takes both: with it 10 points, without it 90."""
    rubric = b.rubric(
        [b.yes_no("gate", gate=b.gate("yes")), b.yes_no("rest")],
        [b.node("all", b.node("part", ("gate", F(10)), ("rest", F(90))))],
    )
    answers = b.answered(rubric, {"gate": "no", "rest": "no"})
    limits = Limits(efforts={"gate": F(2), "rest": F(2)}, capacity=F(2))
    made = plan(rubric, answers, "two-star", limits, "score")
    clause = {"zh": "红线项都过时，最多 10.0 分", "en": "at most 10.0 points, with every gate passed"}[lang]
    worded = work_plan(rubric, answers, made, lang)
    assert clause in " ".join((worded.headline, *worded.notes))
    assert {"zh": "红线项都过时", "en": "with every gate passed"}[lang] in most_line(made.most, "score", lang)
    assert (made.most.score, made.most.gates_first) == (10, True)
    free = plan(rubric, answers, "two-star", Limits(locked={"rest"}), "score")
    assert "gate" not in work_plan(rubric, answers, free, "en").headline.replace("gates", "")
    assert not free.most.gates_first, "with days enough no gate stands against points"


# Not certified


def cut_short(monkeypatch):
    """As where efforts are divided so finely that the search is ended."""
    monkeypatch.setattr(knapsack, "CELLS", 0)
    least = Problem.least
    monkeypatch.setattr(Problem, "least", lambda self, *more, work=1, **named: least(self, *more, work=work, **named))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_effort_that_is_not_proved_is_called_the_best_found(monkeypatch, lang):
    rubric, assessment, limits = hardest("all but proportional", 14)
    cut_short(monkeypatch)
    made = plan(rubric, assessment, "two-star", limits, "score")
    gap = made.certificate.gap
    assert gap > 0
    words = work_plan(rubric, assessment, made, lang)
    told = {"zh": f"最多比可能的最少高 {cut(gap, 3)} 人日", "en": f"at most {cut(gap, 3)} above the least possible"}
    assert any(told[lang] in note for note in words.notes)
    assert {"zh": "找到的最省", "en": "best found"}[lang] in effort_of(made, lang)
    assert less_line(made, lang) is None
    assert [one.limit for one in made.binding] == ["target"], "what is not proved is not compared"


def test_a_search_cut_short_does_not_blame_gates(monkeypatch):
    """No gate stands in the rubric, and "a gate does not pass" was said whenever the search was cut short."""
    rubric, assessment, limits = hardest("all but proportional", 14)
    monkeypatch.setattr(knapsack, "CELLS", 0)
    monkeypatch.setattr(knapsack, "WORK", 1)
    made = plan(rubric, assessment, "two-star", limits, "score")
    assert (made.certificate.gap, made.certificate.below) == (0, None)
    assert less_line(made, "en") == "Nothing less reaches two stars."


def test_that_too_few_days_are_too_few_is_said_only_where_it_is_proved(monkeypatch):
    rubric, assessment, limits = hardest("all but proportional", 14)
    cut_short(monkeypatch)
    found = plan(rubric, assessment, "two-star", limits, "score")
    floor = found.effort - found.certificate.gap
    for capacity in (floor - F(1, 1000), (floor + found.effort) / 2, found.effort):
        under = Limits(efforts=limits.efforts, capacity=capacity)
        made = plan(rubric, assessment, "two-star", under, "score")
        said = work_plan(rubric, assessment, made, "en").headline
        assert ("cannot be reached" in said) == (capacity < floor), said
        assert ("no way to two stars was found" in said) == (not made.feasible and capacity >= floor), said
        if made.feasible:
            assert made.effort <= capacity
        elif capacity >= floor:
            assert effort_of(made, "en") == w.REACH_UNKNOWN.en


def test_open_questions_that_would_leave_a_gate_failed_say_so(shipped):
    """Where none turns out well the target is out of reach by a locked gate, and not by points."""
    rubric = b.rubric([b.yes_no("gate", gate=b.gate("yes")), b.yes_no("rest")])
    answers = b.accepted(answer(b.answered(rubric, {}), rubric.by_id["rest"], "yes"))
    made = plan(rubric, answers, "two-star", Limits(locked={"gate"}), "score")
    (note, *_) = work_plan(rubric, answers, made, "en").notes
    assert "two stars is out of reach (failed gates are locked (1)" in note
