"""The theorems about the score, on random small rubrics. The design (product.md, The score) states each of them."""

from __future__ import annotations

import itertools
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin, clear, mark_unsure, set_aside, set_up
from ecq.assessment.model import Response
from ecq.rubric import model
from ecq.scoring import scorecard, table
from ecq.scoring.answers import REMEMBERED, Answers
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import Counts, Interval, NodeScore, score
from tests import building as b
from tests.building import F
from tests.strategies import assessments, profiles, rubrics, scored, valid_answers

HUNDRED = F(100)


def counted(card):
    return {question.id: question for question in card.questions.values() if question.counts}


def total_of(rubric, card, open_credit):
    """The total by the plain words of the design, every open question at `open_credit`."""
    credits = {q: one.credit if one.credit is not None else open_credit for q, one in counted(card).items()}
    return b.naive_total(rubric, credits)


# Points and contributions


@pytest.mark.slow
@given(scored(gate_cap=True))
@settings(max_examples=100)
def test_a_scorecard_adds_up_in_all_its_parts(case):
    rubric, assessment = case
    before = assessment.model_dump_json()
    card = score(*case)
    assert (score(*case), assessment.model_dump_json()) == (card, before)
    counts, answered = card.counts, [one for one in card.questions.values() if one.state == "answered"]
    assert counts.applicable == counts.answered + counts.na + counts.open
    assert counts.unsure <= counts.open
    assert counts.applicable + sum(one.state == "hidden" for one in card.questions.values()) == len(rubric.order)
    worth = sum(one.points for one in answered)
    assert card.so_far == (HUNDRED * sum(one.contribution for one in answered) / worth if answered else None)
    for one in card.questions.values():
        if one.state == "undecided":
            assert (one.open, one.credit, one.contribution) == (True, None, 0)
    check_gates(rubric, card)
    assert card.evidenced.low <= min(card.score.low, card.evidenced.high)
    assert card.evidenced.high <= card.score.high
    if counted(card):
        check_sums(rubric, assessment, card)


def check_gates(rubric, card):
    states = {"na": "na", "unanswered": "open", "unsure": "open", "undecided": "open"}
    for gate in card.gates:
        one = card.questions[gate.question]
        assert gate.state == (states.get(one.state) or ("passed" if one.credit >= gate.needed else "failed"))
    shown = [q for q in rubric.order if rubric.by_id[q].gate and card.questions[q].state != "hidden"]
    assert [gate.question for gate in card.gates] == shown


def check_sums(rubric, assessment, card):
    """Points are 100; what is earned is the total, by question, by node, and by the plain words of the design."""
    questions = card.questions.items()
    assert sum(one.points for _, one in questions) == 100
    assert sum(one.contribution for _, one in questions) == card.score.low == total_of(rubric, card, F(0))
    assert card.score.high == total_of(rubric, card, F(1))
    assert sum(one.points for _, one in questions if one.open) == card.score.high - card.score.low
    assert card.evidenced.low == sum(
        one.points * one.credit
        for q, one in questions
        if one.credit is not None
        and any(item.in_hand and item.place and item.pieces for item in assessment.response(q).evidence)
    )
    whole = {"points": 100, "low": card.score.low, "high": card.score.high, "evidenced": card.evidenced.low}
    for name, total in {**whole, "asked": card.counts.applicable, "open": card.counts.open}.items():
        assert sum(getattr(card.nodes[node.id], name) for node in rubric.layout.tree) == total
        for node_id, node in rubric.nodes.items():
            if node.children:
                below = sum(getattr(card.nodes[child.id], name) for child in node.children)
                assert getattr(card.nodes[node_id], name) == below


def test_nodes_by_hand_with_everything_in_them():
    one = b.node("one", b.node("inner", "half", "open", points=F(60)), b.node("unknown", unknown=True), points=F(60))
    two = b.node("two", "proven", "hidden", points=F(40))
    half, proven = b.level("half", (F(0), F(1, 2), F(1))), b.yes_no("proven")
    hidden = b.yes_no("hidden", applies={"fact": "f", "is": ("yes",)})
    of = b.rubric([half, b.yes_no("open"), proven, hidden], [one, two], [b.fact("f")])
    made = b.answered(of, {"half": "o1", "proven": "yes"}, profile={"f": "no"})
    made = b.prove(made, of.by_id["proven"])
    nodes = score(of, made).nodes
    assert list(nodes.values()) == [
        NodeScore("one", depth=0, points=F(60), low=F(15), high=F(45), evidenced=F(0), asked=2, open=1),
        NodeScore("inner", depth=1, points=F(60), low=F(15), high=F(45), evidenced=F(0), asked=2, open=1),
        NodeScore("unknown", depth=1, points=F(0), low=F(0), high=F(0), evidenced=F(0), asked=0, open=0),
        NodeScore("two", depth=0, points=F(40), low=F(40), high=F(40), evidenced=F(40), asked=1, open=0),
    ]
    assert [one.share for one in nodes.values()] == [*[Interval(F(25), F(75))] * 2, None, Interval(F(100), F(100))]


# The guaranteed interval


def completions(rubric, made, card):
    """Every way the open questions can be answered: each value, every checklist subset, N/A where permitted."""
    choices = []
    for question_id in (q for q, one in card.questions.items() if one.open):
        question = rubric.by_id[question_id]
        ways = [Response(state="answered", value=value) for value in b.values(question)]
        if question.not_applicable:
            ways.append(Response(state="na", reason="not-here"))
        choices.append([(question_id, way) for way in ways])
    assume(prod(len(ways) for ways in choices) <= 400)
    for combination in itertools.product(*choices):
        yield made.model_copy(update={"responses": {**made.responses, **dict(combination)}})


def naive_score(rubric, made, states):
    credits = {
        q: rubric.by_id[q].credit_of(made.response(q).value)
        for q, state in states.items()
        if state != "hidden" and made.response(q).state != "na"
    }
    return b.naive_total(rubric, credits)


@pytest.mark.slow
@given(scored(full_profile=True, most=4))
@settings(max_examples=50)
def test_the_guaranteed_interval_is_exactly_what_completions_can_reach(case):
    rubric, assessment = case
    card = score(rubric, assessment)
    states = {q: one.state for q, one in card.questions.items()}
    reached = [naive_score(rubric, done, states) for done in completions(rubric, assessment, card)]
    totals = [total for total in reached if total is not None]
    if totals:
        assert min(totals) == card.score.low
        assert max(totals) == card.score.high
    else:
        assert (card.score.low, card.score.high) == (0, 100)


@pytest.mark.slow
@given(scored(most=4))
def test_every_completion_of_profile_and_answers_scores_within_the_interval(case):
    rubric, assessment = case
    before = score(rubric, assessment)
    open_facts = [fact for fact in rubric.facts.values() if fact.id not in assessment.profile]
    ways = []
    for fact in open_facts:
        ids = [option.id for option in fact.options]
        held = [(), *[(one,) for one in ids], tuple(ids)] if fact.kind == "many" else ids
        ways.append([(fact.id, value) for value in held])
    assume(prod(map(len, ways)) <= 30)
    for facts in itertools.product(*ways):
        known = set_up(assessment, rubric, profile=dict(facts))
        after = score(rubric, known)
        if not counted(after):
            continue
        assert before.score.low <= after.score.low
        assert after.score.high <= before.score.high


@given(scored())
def test_a_question_by_itself_is_as_among_all(case):
    card = score(*case)
    assert {question_id: card.question(question_id) for question_id in case[0].order} == card.questions


@pytest.mark.slow
@given(scored(), st.data())
def test_what_is_said_of_an_open_question_only_ever_narrows_the_interval(case, data):
    rubric, assessment = case
    before = score(rubric, assessment)
    open_ones = [q for q, one in before.questions.items() if one.open and one.state != "undecided"]
    assume(open_ones)
    question = rubric.by_id[data.draw(st.sampled_from(open_ones))]
    answered = score(rubric, b.accepted(answer(assessment, question, data.draw(valid_answers(question)))))
    assert before.score.low <= answered.score.low <= answered.score.high <= before.score.high
    assert before.grade.low.from_ <= answered.grade.low.from_
    assert answered.grade.high.from_ <= before.grade.high.from_
    if question.not_applicable:
        aside = score(rubric, b.accepted(set_aside(assessment, question, "not-here")))
        assert before.score.low <= aside.score.low <= aside.score.high <= before.score.high


@pytest.mark.slow
@given(scored(), st.data())
def test_a_better_answer_never_lowers_the_guaranteed_or_possible_score(case, data):
    rubric, assessment = case
    question = rubric.by_id[data.draw(st.sampled_from(rubric.order))]
    two = sorted(
        (data.draw(valid_answers(question)), data.draw(valid_answers(question))),
        key=lambda one: question.credit_of(b.accepted(answer(assessment, question, one)).response(question.id).value),
    )
    lower, higher = (score(rubric, b.accepted(answer(assessment, question, one))) for one in two)
    assert lower.score.low <= higher.score.low
    assert lower.score.high <= higher.score.high
    assert lower.evidenced.low <= higher.evidenced.low


@pytest.mark.slow
@given(scored(full_profile=True))
def test_best_and_worst_completions_reach_both_ends_of_score_and_grade(case):
    rubric, assessment = case
    card = score(rubric, assessment)
    assume(counted(card))
    for finish, total, grade in (
        (b.worst, card.score.low, card.grade.low),
        (b.best, card.score.high, card.grade.high),
    ):
        done = assessment
        for question_id, one in card.questions.items():
            if one.open:
                question = rubric.by_id[question_id]
                done = b.accepted(answer(done, question, finish(question)))
        end = score(rubric, done)
        assert end.score.low == end.score.high == total
        assert end.grade.low == end.grade.high == grade
        assert end.counts.open == 0


def test_only_no_is_a_score_of_0_and_neither_silence_nor_what_is_set_aside():
    rubric = b.rubric([b.yes_no("a", not_applicable=b.NA)])
    aside = b.accepted(set_aside(begin(rubric), rubric.by_id["a"], "not-here"))
    silent, aside, said_no = (score(rubric, one) for one in (begin(rubric), aside, b.answered(rubric, {"a": "no"})))
    assert [one.score for one in (silent, aside, said_no)] == [Interval(0, 100), Interval(0, 100), Interval(0, 0)]
    assert [one.grade.settled for one in (silent, aside, said_no)] == [False, False, True]
    assert [one.so_far for one in (silent, aside, said_no)] == [None, None, 0]


def test_there_is_a_score_to_show_once_something_is_said_and_something_counts():
    rubric = b.rubric([b.yes_no("a", not_applicable=b.NA), b.yes_no("c", not_applicable=b.NA)])
    nothing = begin(rubric)
    one = b.accepted(set_aside(nothing, rubric.by_id["a"], "not-here"))
    both = b.accepted(set_aside(one, rubric.by_id["c"], "not-here"))
    answered = b.answered(rubric, {"a": "no"})
    unsure = mark_unsure(nothing, rubric.by_id["a"])
    told = [score(rubric, made).tells for made in (nothing, unsure, one, answered, both)]
    assert told == [False, False, True, True, False]


# States


@pytest.mark.slow
@given(scored(), st.data())
def test_a_not_applicable_question_scores_as_if_it_were_not_in_the_rubric(case, data):
    rubric, assessment = case
    permitted = [q for q in rubric.order if rubric.by_id[q].not_applicable]
    assume(permitted)
    gone = data.draw(st.sampled_from(permitted))
    aside = score(rubric, b.accepted(set_aside(assessment, rubric.by_id[gone], "not-here")))
    assume(aside.questions[gone].state == "na")
    smaller = b.without(rubric, gone)
    if smaller is None:
        assert (aside.score.low, aside.score.high) == (0, 100)
        return
    removed = score(smaller, assessment)
    assert aside.score == removed.score
    assert aside.evidenced == removed.evidenced
    for question_id, one in removed.questions.items():
        assert aside.questions[question_id].points == one.points


@pytest.mark.slow
@given(rubrics(gate_cap=True), st.data())
def test_a_score_is_the_same_whatever_was_scored_before(rubric, data):
    """Questions with their answers are remembered from one score to the next; fresh, they come to the same."""
    made = [data.draw(assessments(rubric)) for _ in range(3)]
    one_after_another = [score(rubric, one) for one in (*made, *made)]
    for remembered in (table.table_of, table.indicator, table._answers, scorecard._question, model._truth):
        remembered.cache_clear()
    fresh = [score(rubric, one) for one in made]
    assert one_after_another == [*fresh, *fresh]
    assert [card.nodes for card in one_after_another[:3]] == [card.nodes for card in fresh]


@pytest.mark.slow
@given(scored(), st.data())
def test_an_answer_hidden_by_the_profile_does_not_count_and_counts_again_when_shown(case, data):
    rubric, assessment = case
    other = set_up(assessment, rubric, profile=data.draw(profiles(rubric, full=True)))
    hidden = [q for q, one in score(rubric, other).questions.items() if one.state == "hidden"]
    emptied = other.model_copy(update={"responses": {q: r for q, r in other.responses.items() if q not in hidden}})
    assert score(rubric, other) == score(rubric, emptied) or any(assessment.response(q).evidence for q in hidden)
    assert score(rubric, other).score == score(rubric, emptied).score
    back = other.model_copy(update={"profile": assessment.profile})
    assert score(rubric, back) == score(rubric, assessment)


def test_an_answer_waits_while_its_question_is_not_known_to_apply():
    rubric = b.rubric([b.yes_no("a"), b.yes_no("c", applies={"fact": "f", "is": ("yes",)})], facts=[b.fact("f")])
    made = b.answered(rubric, {"a": "yes", "c": "yes"})
    waiting = score(rubric, made).questions["c"]
    assert (waiting.state, waiting.open, waiting.contribution, waiting.to_gain) == ("undecided", True, 0, 50)
    assert score(rubric, set_up(made, rubric, profile={"f": "yes"})).questions["c"].contribution == 50


@pytest.mark.slow
@given(scored(), st.data())
def test_an_unsure_answer_counts_like_no_answer_in_the_guarantee(case, data):
    rubric, assessment = case
    question = rubric.by_id[data.draw(st.sampled_from(rubric.order))]
    given_then_doubted = mark_unsure(
        b.accepted(answer(assessment, question, data.draw(valid_answers(question)))), question
    )
    blank = clear(assessment, question)
    assert score(rubric, given_then_doubted).score == score(rubric, blank).score
    assert score(rubric, given_then_doubted).gates == score(rubric, blank).gates


def test_a_value_the_rubric_no_longer_has_leaves_its_question_open():
    rubric = b.rubric([b.level("a")])
    old = begin(rubric).model_copy(update={"responses": {"a": Response(state="answered", value="retired-option")}})
    assert score(rubric, old).questions["a"].state == "unanswered"
    assert score(rubric, old).score.high == 100


def test_not_applicable_in_a_file_where_it_is_not_permitted_gives_no_free_credit():
    rubric = b.rubric([b.level("a"), b.level("c")])
    forged = b.answered(rubric, {"c": "o1"})
    forged = forged.model_copy(update={"responses": {**forged.responses, "a": Response(state="na", reason="no")}})
    card = score(rubric, forged)
    assert card.score == Interval(F(50), F(100))
    assert card.questions["a"].state == "unanswered"
    assert card.counts == Counts(applicable=2, answered=1, na=0, unsure=0, open=1)


def test_values_are_remembered_but_never_more_than_so_many():
    known = Answers(b.rubric([b.measure("days", most=F(100_000))]).by_id["days"], True)
    first = known["1"]
    assert known["1"] is first
    assert list(known) == ["1"]
    for number in range(2 * REMEMBERED):
        assert known[str(number)].credit == (1 if number >= 7 else 0)
        assert len(known) <= REMEMBERED
    assert len(known) > 1


# Gates


@pytest.mark.slow
@given(rubrics(gate_cap=True), st.data())
def test_a_failed_gate_never_changes_the_score_only_the_grade(rubric, data):
    made = data.draw(assessments(rubric))
    uncapped = rubric.model_copy(update={"layout": rubric.layout.model_copy(update={"gate_cap": None})})
    card, free = score(rubric, made), score(uncapped, made)
    assert card.score == free.score
    assert card.evidenced == free.evidenced
    cap = rubric.layout.gate_cap
    if cap is None:
        assert card.grade == free.grade
        return
    most = rubric.band(cap).from_
    failed, undecided = card.gates_in("failed"), card.gates_in("open")
    assert card.grade.high.from_ == (min(free.grade.high.from_, most) if failed else free.grade.high.from_)
    assert card.grade.low.from_ == (min(free.grade.low.from_, most) if failed or undecided else free.grade.low.from_)


# Grades


def test_scorecards_are_equal_only_where_they_say_the_same():
    rubric = b.rubric([b.yes_no("a")])
    yes, no = (score(rubric, b.answered(rubric, {"a": said})) for said in ("yes", "no"))
    assert yes == score(rubric, b.answered(rubric, {"a": "yes"}))
    assert yes != no
    assert yes != "yes"


def test_a_score_by_hand_with_everything_in_it():
    """Five questions count for 20 points each; one is set aside, one does not apply."""
    aside = b.yes_no("aside", gate=b.gate("yes"), not_applicable=b.NA)
    hidden = b.yes_no("hidden", applies={"fact": "f", "is": ("yes",)})
    half = b.level("half", (F(0), F(1, 2), F(1)))
    questions = [b.yes_no("proven"), half, b.yes_no("denied"), b.yes_no("open"), b.yes_no("unsure"), aside, hidden]
    of = b.rubric(questions, facts=[b.fact("f")])
    made = b.answered(of, {"proven": "yes", "half": "o1", "denied": "no"}, profile={"f": "no"})
    made = mark_unsure(made, of.by_id["unsure"])
    made = b.accepted(set_aside(made, of.by_id["aside"], "not-here"))
    made = b.prove(made, of.by_id["proven"])
    card = score(of, made)
    assert (card.score.low, card.score.high) == (30, 70)
    assert (card.evidenced.low, card.evidenced.high) == (20, 60)
    assert card.so_far == 50, "30 of the 60 points that are answered"
    assert card.counts == Counts(applicable=6, answered=3, na=1, unsure=1, open=2)
    sure = {q: (one.contribution, one.to_gain) for q, one in card.questions.items() if one.counts}
    assert sure == {"proven": (20, 0), "half": (10, 10), "denied": (0, 20), "open": (0, 20), "unsure": (0, 20)}
    assert [q for q, one in card.questions.items() if one.open] == ["open", "unsure"]
    assert [gate.state for gate in card.gates] == ["na"]
    assert [card.questions[one].counts for one in ("proven", "open", "aside", "hidden")] == [True, True, False, False]


def test_an_indicator_is_strong_or_weak_by_its_share_and_its_gates():
    """By the share, not by the points: those that are worth most come neither first nor last for it."""
    worth = {"half": 5, "third": 15, "most": 40, "full": 5, "just": 15, "open": 10, "gated": 10}
    tree = [b.node("all", *(b.node(name, f"{name}-q", points=F(points)) for name, points in worth.items()))]
    shares = {"half": F(1, 2), "third": F(1, 3), "most": F(9, 10), "just": F(4, 5)}
    questions = [b.level(f"{name}-q", (F(0), share, F(1))) for name, share in shares.items()]
    gated = b.level("gated-q", (F(0), F(9, 10), F(1)), gate=b.gate("o2"))
    of = b.rubric([*questions, b.yes_no("full-q"), b.yes_no("open-q"), gated], tree)
    said = {**{f"{name}-q": "o1" for name in (*shares, "gated")}, "full-q": "yes"}
    card = score(of, b.answered(of, said))
    target = of.band("three-star")
    assert [node.id for node in strengths(of, card, target)] == ["full", "most", "just"]
    assert [node.id for node in weaknesses(of, card, target)] == ["gated", "third", "half"], (
        "failed gates first; open is not weak"
    )
