"""How many more answers settle the grade: said to a user as "not before", so every completion of small rubrics is tried; and its sentence."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin, set_aside
from ecq.base.language import LANGS
from ecq.interview import words as w
from ecq.interview.flow import ROUTES
from ecq.planning.certainty import Certainty, certainty
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.sentences import FEW_ANSWERS, certainty_words
from ecq.telling.text.words import say
from tests import building as b
from tests.planning.sentence_states import settled, without_facts
from tests.strategies import scored
from tests.test_sentences import whole

F = b.F


def ways_to_answer(of, made, question_id):
    """The assessment after each thing that can be said on a question."""
    question = of.by_id[question_id]
    for value in b.values(question):
        yield b.accepted(answer(made, question, value))
    if question.not_applicable:
        yield b.accepted(set_aside(made, question, "not-here"))


def completions(of, made, ids):
    if not ids:
        yield made
        return
    for after in ways_to_answer(of, made, ids[0]):
        yield from completions(of, after, ids[1:])


def fewest_found(of, made, ids):
    """The least number of answers after which some completion has a settled grade, by trying them all."""
    for count in range(len(ids) + 1):
        for chosen in combinations(ids, count):
            if any(score(of, after).grade.settled for after in completions(of, made, chosen)):
                return count
    return None


def answerable(card):
    return [one.id for one in card.questions.values() if one.state in ("unanswered", "unsure")]


@pytest.mark.slow
@settings(max_examples=50)
@given(scored(most=4, gate_cap=True))
def test_the_grade_is_never_settled_in_fewer_answers_than_stated(case):
    of, assessment = case
    card = score(of, assessment)
    said, found = certainty(of, card).earliest, fewest_found(of, assessment, answerable(card))
    if said is None:
        assert found is None
    else:
        assert found is None or said <= found
        assert said <= len(answerable(card))
    assert (said == 0) == card.grade.settled


@pytest.mark.slow
@settings(max_examples=50)
@given(scored(most=4))
def test_all_best_or_all_worst_answers_settle_the_grade_in_the_stated_number(case):
    """All worst settles the lowest grade still possible, all best the highest: those numbers need no luck with credits."""
    of, assessment = case
    card = score(of, assessment)
    open_ones = answerable(card)
    result = certainty(of, card)
    ends = []
    for pick in (b.worst, b.best):
        after, given_answers = assessment, 0
        for question_id in result.order:
            if score(of, after).grade.settled:
                break
            after = b.accepted(answer(after, of.by_id[question_id], pick(of.by_id[question_id])))
            given_answers += 1
        if score(of, after).grade.settled:
            ends.append(given_answers)
    if ends:
        assert result.earliest is not None
        assert result.earliest <= min(ends)
    states = {one.state for one in card.questions.values()}
    if "undecided" not in states and states - {"na", "hidden"}:
        assert len(ends) == 2
    if result.earliest is not None and result.earliest < min(ends, default=len(open_ones) + 1):
        between = of.bands[of.bands.index(card.grade.low) + 1 : of.bands.index(card.grade.high)]
        assert between, "only a grade between the two ends can take fewer"


@st.composite
def whole_points(draw):
    """Open questions of whole points with any credit in hundredths, and some points already earned and lost."""
    worth = draw(st.lists(st.integers(1, 40), min_size=2, max_size=4))
    left = 100 - sum(worth)
    if left < 2:
        worth, left = [10, 20, 30], 40
    sure = draw(st.integers(1, left - 1))
    fine = tuple(F(n, 100) for n in range(101))
    open_ones = [b.level(f"q{n}", fine) for n in range(len(worth))]
    ids = [(f"q{n}", F(points)) for n, points in enumerate(worth)]
    held = [("sure", F(sure)), ("lost", F(left - sure))]
    of = b.rubric([*open_ones, b.yes_no("sure"), b.yes_no("lost")], [b.node("all", b.node("part", *ids, *held))])
    return of, b.answered(of, {"sure": "yes", "lost": "no"}), worth, sure, left - sure


@pytest.mark.slow
@settings(max_examples=50)
@given(whole_points())
def test_with_fine_credits_every_band_can_be_settled_in_the_stated_number(case):
    """All but one of the chosen questions at none or full credit, the last at any credit: that reaches every split."""
    of, assessment, worth, sure, lost = case
    card = score(of, assessment)

    def settles(chosen):
        rest = sum(points for n, points in enumerate(worth) if n not in chosen)
        *plain, last = chosen
        for bits in product((0, 1), repeat=len(plain)):
            base = sure + sum(worth[n] for n, bit in zip(plain, bits, strict=True) if bit)
            for hundredths in range(101):
                low = base + F(worth[last] * hundredths, 100)
                if of.grade_of(low) == of.grade_of(low + rest):
                    return True
        return False

    counts = [n for n in range(1, len(worth) + 1) if any(map(settles, combinations(range(len(worth)), n)))]
    fewest = 0 if card.grade.settled else min(counts)
    assert certainty(of, card).earliest == fewest
    assert card.score.high == 100 - lost


@pytest.mark.slow
@settings(max_examples=50)
@given(scored(most=5, gate_cap=True))
def test_the_first_question_of_the_certainty_route_narrows_the_interval_most(case):
    of, assessment = case
    card = score(of, assessment)
    order = certainty(of, card).order
    assert sorted(order) == sorted(answerable(card))
    first_gates = 0
    if of.layout.gate_cap is not None and not card.gates_in("failed"):
        waiting = {gate.question for gate in card.gates_in("open")}
        if card.grade.high.from_ > of.band(of.layout.gate_cap).from_:
            first_gates = len(waiting & set(order))
            assert set(order[:first_gates]) <= waiting
    narrowed = []
    for question_id in order[first_gates:]:
        after = score(of, b.accepted(answer(assessment, of.by_id[question_id], b.best(of.by_id[question_id]))))
        narrowed.append((card.score.high - card.score.low) - (after.score.high - after.score.low))
    assert narrowed == sorted(narrowed, reverse=True)
    places = {q: n for n, q in enumerate(of.order)}
    for one, other in zip(order[first_gates:], order[first_gates + 1 :], strict=False):
        if card.questions[one].points == card.questions[other].points:
            assert places[one] < places[other], "ties keep the order of the questions"


def any_credit(question_id, **more):
    """A question that can give every tenth."""
    return b.level(question_id, tuple(F(n, 10) for n in range(11)), **more)


@pytest.mark.slow
@settings(max_examples=50)
@given(
    st.integers(0, 10),
    st.integers(1, 7),
    st.integers(2, 9),
    st.booleans(),
    st.sampled_from([None, "none", "four-star"]),
)
def test_answering_at_the_rate_so_far_settles_the_grade_in_the_stated_number(tenths, more, needed, gated, cap):
    gate = b.gate(f"o{needed}") if gated else None
    of = b.rubric([any_credit("q0"), *(any_credit(f"q{n}", gate=gate) for n in range(1, more + 1))], gate_cap=cap)
    assessment = b.answered(of, {"q0": f"o{tenths}"})
    result = certainty(of, score(of, assessment))
    settled_after = []
    for count, question_id in enumerate((*result.order, None)):
        if score(of, assessment).grade.settled:
            settled_after.append(count)
        if question_id is not None:
            assessment = b.answered_further(of, assessment, {question_id: f"o{tenths}"})
    assert result.as_so_far == settled_after[0]
    assert settled_after == list(range(settled_after[0], more + 1)), "once settled it stays so"


def five(**more):
    return b.rubric([b.yes_no(f"q{n}") for n in range(4)] + [b.yes_no("g", gate=b.gate("yes"))], **more)


def test_without_answers_no_rate_is_given():
    of = five()
    result = certainty(of, score(of, begin(of)))
    assert (result.earliest, result.as_so_far) == (2, None), "two of five at 0 leave at most 60"


def test_an_open_gate_comes_first_when_it_limits_the_grade():
    of = five(gate_cap="two-star")
    assert certainty(of, score(of, begin(of))).order[0] == "g"
    assert certainty(five(), score(five(), begin(five()))).order[0] == "q0"


def test_the_best_answers_are_not_enough_while_a_gate_is_open():
    of = b.rubric(
        [b.yes_no("big"), b.yes_no("g", gate=b.gate("yes"))],
        gate_cap="two-star",
        tree=[b.node("all", b.node("part", ("big", F(96)), ("g", F(4))))],
    )
    assessment = b.answered(of, {"big": "yes"})
    assert not score(of, assessment).grade.settled
    assert certainty(of, score(of, assessment)).earliest == 1
    plain = b.rubric(
        [b.yes_no("big"), b.yes_no("g", gate=b.gate("yes"))],
        tree=[b.node("all", b.node("part", ("big", F(96)), ("g", F(4))))],
    )
    assert certainty(plain, score(plain, assessment)).earliest == 0


def test_answers_cannot_settle_a_grade_that_depends_on_the_profile():
    shown = {"fact": "f", "is": ("yes",)}
    of = b.rubric([b.yes_no("q0"), b.yes_no("q1", applies=shown)], facts=[b.fact("f")])
    result = certainty(of, score(of, b.answered(of, {"q0": "yes"})))
    assert (result.order, result.earliest, result.as_so_far) == ((), None, None)


def test_only_the_questions_asked_for_are_counted():
    of = five()
    result = certainty(of, score(of, begin(of)), among={"q1", "g"})
    assert (result.order, result.earliest) == (("q1", "g"), 2)
    assert certainty(of, score(of, begin(of)), among={"q1"}).earliest is None


# -- as a sentence: it claims no more than is proved


def sentence(of, made, lang="en"):
    card = score(of, made)
    return certainty_words(certainty(of, card), card, lang)


def equal(count):
    return b.rubric([b.yes_no(f"q{n}") for n in range(count)])


def test_few_answers_give_a_least_number_and_no_rate():
    of = equal(20)
    assert sentence(of, begin(of)) == "At least 7 more answers before the grade can be settled."
    assert sentence(of, begin(of), "zh") == "至少再答 7 题，等级才可能确定。"
    few = b.answered(of, {f"q{n}": "yes" for n in range(FEW_ANSWERS - 1)})
    assert "rate" not in sentence(of, few)


def test_the_rate_so_far_is_stated_once_there_are_enough_answers():
    of = equal(20)
    assessment = b.answered(of, {f"q{n}": "yes" for n in range(5)})
    assert (
        sentence(of, assessment) == "At least 7 more answers before the grade can be settled; at the rate so far, 14."
    )
    assert sentence(of, assessment, "zh") == "至少再答 7 题，等级才可能确定；照目前的得分率，要答 14 题。"


def test_a_settled_grade_says_why_to_continue_until_nothing_is_left():
    of = equal(20)
    assessment = b.answered(of, {f"q{n}": "no" for n in range(10)})
    assert sentence(of, assessment) == "The grade is settled. What is left (10) only moves the score within it."
    assert sentence(of, b.answered(of, {f"q{n}": "yes" for n in range(20)})) == ""


def test_a_grade_that_depends_on_the_profile_says_so():
    of = b.rubric([b.yes_no("q0"), b.yes_no("q1", applies={"fact": "f", "is": ("yes",)})], facts=[b.fact("f")])
    assert sentence(of, b.answered(of, {"q0": "yes"})) == say(w.FACTS_TOO, "en", count=1)


def test_while_facts_are_missing_no_number_of_answers_is_claimed(shipped):
    """Three answers settle a grade that questions alone could not settle if what hangs on facts were open."""
    made = without_facts(settled(shipped, 1, evidence=False), 3)
    hanging = [q for q, one in score(shipped, made).questions.items() if one.state == "undecided"]
    emptied = [q for q in shipped.order if q not in hanging][:12]
    made = made.model_copy(update={"responses": {q: one for q, one in made.responses.items() if q not in emptied}})
    card = scorecard(shipped, made)
    found = certainty(shipped, card)
    assert found.earliest is None
    for question in found.order[:6]:
        made = b.accepted(answer(made, shipped.by_id[question], shipped.by_id[question].answer_earning(F(1))))
    assert not card.grade.settled
    assert scorecard(shipped, made).grade.settled
    assert certainty_words(found, card, "en") == say(w.FACTS_TOO, "en", count=card.hanging)


@pytest.mark.slow
@given(scored(most=6, gate_cap=True))
def test_the_sentence_is_complete_in_three_languages_with_the_proved_number(case):
    of, assessment = case
    card = score(of, assessment)
    found = certainty(of, card)
    for lang in LANGS:
        line = certainty_words(found, card, lang)
        assert not line or whole(line)
    if not (card.grade.settled or card.hanging) and found.earliest and found.earliest > 1:
        assert re.search(rf"\b{found.earliest}\b", certainty_words(found, card, "en"))


def test_without_a_rate_the_sentence_states_none():
    of = equal(6)
    card = score(of, b.answered(of, {f"q{n}": "yes" for n in range(5)}))
    line = certainty_words(Certainty(("q5",), 1, None), card, "en")
    assert line == "One more answer can settle the grade."


def test_every_route_has_a_title_and_those_that_can_be_empty_say_so():
    assert set(w.TITLES) == set(ROUTES)
    assert set(w.EMPTY) == {"unsure", "unevidenced", "failed"}
