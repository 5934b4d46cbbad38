"""Ways through the questions: each question of a route comes up once a round, none is skipped, and the end is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence
from ecq.interview.flow import FIRST, ROUTES, Interview, Progress, Route, first_questions, trail
from ecq.planning.certainty import certainty
from ecq.scoring.scorecard import score
from tests import building as b
from tests.strategies import scored, valid_answers

F = b.F
FILTERS = ("open", "unsure", "unevidenced", "failed")


def look(of, made, route="chapter", been=()):
    order = certainty(of, score(of, made)).order if route == "certainty" else ()
    return Interview(of, made, route=Route(route, order, been))


def shop():
    """a and b yes-no, c a gate of 7 days, d three levels, e a checklist."""
    return b.rubric(
        [
            b.yes_no("a"),
            b.yes_no("b"),
            b.measure("c", [(None, F(0)), (3, F(1, 2)), (7, F(1))], gate=b.gate("b2")),
            b.level("d", (F(0), F(1, 2), F(1))),
            b.checklist("e"),
        ]
    )


def test_each_route_leads_to_the_questions_in_its_states():
    of = shop()
    assessment = b.answered(of, {"a": "yes", "c": "5", "d": "o0"})
    assessment = mark_unsure(assessment, of.by_id["b"])
    proven = b.prove(assessment, of.by_id["a"])
    wanted = b.accepted(add_evidence(assessment, of.by_id["a"], "a document", in_hand=False))

    assert look(of, assessment, "open").ahead == ("b", "e")
    assert look(of, assessment, "unsure").ahead == ("b",)
    assert look(of, assessment, "unevidenced").ahead == ("a", "c"), "an answer without points needs no evidence"
    assert look(of, proven, "unevidenced").ahead == ("c",)
    assert look(of, wanted, "unevidenced").ahead == ("a", "c"), "evidence still to be obtained is not evidence yet"
    assert look(of, assessment, "failed").ahead == ("c", "d"), (
        "a gate can fail with points, an answer without points is none"
    )
    assert look(of, b.answered(of, {"c": "7"}), "failed").ahead == (), "a gate that is just met has not failed"
    assert look(of, assessment, "chapter").ahead == ("e", "b"), "the unsure ones come last"


def test_a_question_set_aside_is_settled_and_no_route_leads_back_to_it():
    of = b.rubric([b.yes_no("a", not_applicable=b.NA), b.yes_no("c")])
    assessment = b.accepted(set_aside(begin(of), of.by_id["a"], "not-here"))
    assert not [route for route in ROUTES if "a" in look(of, assessment, route).ahead]
    assert look(of, assessment).progress == Progress(2, 1, 0)
    assert look(of, assessment).by_indicator == {"part": Progress(2, 1, 0)}


@pytest.mark.parametrize("route", ROUTES)
def test_taking_another_route_changes_only_what_comes_up_and_works_out_nothing_else_again(route):
    of = shop()
    assessment = mark_unsure(b.answered(of, {"a": "yes", "c": "5", "d": "o0"}), of.by_id["b"])
    first, wanted = look(of, assessment), look(of, assessment, route)
    other = first.on(wanted.route)
    assert other == wanted
    assert (other.ahead, other.counts, other.current()) == (wanted.ahead, wanted.counts, wanted.current())
    for name in ("asked", "states", "undecided", "progress", "by_indicator"):
        assert getattr(other, name) == getattr(wanted, name)
        assert getattr(other, name) is getattr(first, name), "worked out again"


@pytest.mark.slow
@given(scored(most=6), st.sampled_from(ROUTES[1:]))
def test_the_count_of_a_route_is_what_it_leads_to_and_the_quick_check_narrows_it(case, route):
    of, assessment = case
    asked = look(of, assessment, route)
    assert asked.counts["chapter"] == len(asked.asked)
    if not asked.undecided:
        assert asked.counts[route] == len(asked.ahead)
    quick = Interview(of, assessment, True, asked.route)
    assert set(quick.ahead) == {q for q in asked.ahead if of.by_id[q].core}


@pytest.mark.slow
@given(scored(most=6), st.sampled_from(FILTERS))
def test_skipping_through_a_route_shows_each_of_its_questions_once_in_their_order(case, route):
    of, assessment = case
    interview = look(of, assessment, route)
    here, seen = interview.current(), []
    for _ in interview.ahead:
        seen.append(here)
        here = interview.next_after(here)
    assert tuple(seen) == interview.ahead
    assert here == interview.current(), "then round again from the first"


@pytest.mark.slow
@given(st.data(), scored(most=6), st.sampled_from(FILTERS))
def test_answering_a_filtered_question_moves_to_the_next_one_in_order(data, case, route):
    of, assessment = case
    here = look(of, assessment, route).current()
    for _ in range(8):
        if here is None:
            break
        assessment = b.accepted(answer(assessment, of.by_id[here], data.draw(valid_answers(of.by_id[here]))))
        if data.draw(st.booleans()):
            assessment = b.prove(assessment, of.by_id[here])
        after = look(of, assessment, route)
        following = after.next_after(here)
        later = [q for q in after.ahead if of.order.index(q) > of.order.index(here)]
        others = [q for q in after.ahead if q != here]
        expected = later[0] if later else others[0] if others else here if here in after.ahead else None
        assert following == expected
        here = following
    if here is None:
        assert look(of, assessment, route).ahead == ()


@pytest.mark.slow
@given(st.data(), scored(most=6))
def test_the_certainty_route_asks_what_narrows_most_and_puts_skipped_questions_last(data, case):
    of, assessment = case
    been, here = (), look(of, assessment, "certainty").current()
    for _ in range(10):
        if here is None:
            break
        skipped = data.draw(st.booleans())
        if not skipped:
            assessment = b.accepted(answer(assessment, of.by_id[here], data.draw(valid_answers(of.by_id[here]))))
        interview = look(of, assessment, "certainty", been)
        interview = replace(interview, route=replace(interview.route, been=trail(been, here, None)))
        following = interview.next_after(here)
        unseen = [q for q in interview.ahead if q != here and q not in been and interview.states[q] == "unanswered"]
        if unseen:
            points = score(of, assessment).questions
            assert points[following].points == max(points[q].points for q in unseen)
            assert following in unseen
        elif any(q != here for q in interview.ahead):
            assert following != here
        been, here = trail(been, here, following), following


def test_skipping_along_the_certainty_route_shows_every_question_once():
    of = b.rubric([b.yes_no(f"q{n}") for n in range(4)])
    made, been, here, seen = begin(of), (), "q0", []
    for _ in range(8):
        seen.append(here)
        following = look(of, made, "certainty", trail(been, here, None)).next_after(here)
        been, here = trail(been, here, following), following
    assert seen == ["q0", "q1", "q2", "q3"] * 2


@pytest.mark.parametrize("route", ["certainty", *FILTERS])
def test_back_shows_the_previous_question_even_if_it_left_the_route(route):
    of = shop()
    assessment = b.answered(of, {"a": "yes", "b": "no", "c": "1", "d": "o0"})
    assert look(of, assessment, route, ("b", "a")).previous("d") == "a"
    assert look(of, assessment, route, ("b", "d")).previous("d") == "b"
    assert look(of, assessment, route).previous("d") is None


def test_the_way_back_grows_with_each_question_and_shrinks_when_going_back():
    assert trail((), "a", "b") == ("a",)
    assert trail(("a",), "b", "c") == ("a", "b")
    assert trail(("a", "b"), "c", "b") == ("a",), "back"
    assert trail(("a", "b", "c"), "d", "c") == ("a", "b"), "back from further on"
    assert trail(("a", "b", "c"), "d", "a") == ("b", "c", "d"), "round again"
    assert trail(("a",), "b", "b") == ("a",)
    assert trail(("a",), None, "b") == ("a",)


def test_a_question_outside_the_route_can_still_be_opened():
    of = shop()
    assessment = b.answered(of, {"a": "yes", "b": "no"})
    interview = look(of, assessment, "failed")
    assert interview.current() == "b"
    assert interview.current("d") == "d"
    assert interview.next_after("d") == "b"


def test_the_first_questions_are_gates_then_those_worth_most(shipped):
    made = begin(shipped)
    first, card = first_questions(shipped, made.profile), score(shipped, made)
    settled = {one.id for one in card.questions.values() if one.state == "unanswered"}
    key = {q: (shipped.by_id[q].gate is None, -card.questions[q].points) for q in settled}
    assert len(first) == FIRST
    assert [key[q] for q in first] == sorted(key.values())[:FIRST]
    core = first_questions(shipped, made.profile, True)
    assert len(core) == FIRST == 15
    assert all(shipped.by_id[q].core for q in core)
    assert first_questions(shipped, {}) == first, "all are asked, unless the quick check is"
    small = b.rubric([b.yes_no("a", core=False), b.yes_no("c", core=True)])
    assert first_questions(small, {}, True) == ("c",)


def test_each_is_shown_once_and_one_that_is_skipped_does_not_hold_up_the_verdict(shipped):
    made, shown, at = begin(shipped), (), None
    first = first_questions(shipped, made.profile)
    for _ in first:
        interview = Interview(shipped, made, route=Route("first", been=shown))
        at = interview.current(None) if at is None else interview.next_after(at)
        shown = (*shown, at)
    assert shown == first
    assert Interview(shipped, made, route=Route("first", been=shown)).next_after(at) is None
    assert Interview(shipped, made, route=Route("first")).next_after(first[0]) == first[1], (
        "gone to before it was shown"
    )
    assert Interview(shipped, made).route.id == "chapter"


def test_what_is_set_aside_or_answered_waits_while_a_fact_is_missing_that_says_whether_it_is_asked():
    waits = {"applies": {"fact": "f", "is": ("yes",)}, "not_applicable": b.NA}
    of = b.rubric([b.yes_no("a"), b.yes_no("c", **waits), b.yes_no("d", **waits)], facts=[b.fact("f")])
    made = b.accepted(set_aside(b.answered(of, {"c": "no"}), of.by_id["d"], "not-here"))
    assert look(of, made).progress == Progress(3, 0, 0, waiting=2)
    assert Progress(9, 4, 1, waiting=2).left == 3
    assert first_questions(of, {}) == ("a",), "what waits for a fact is not among the first"
    assert set(first_questions(of, {"f": "yes"})) == {"a", "c", "d"}
