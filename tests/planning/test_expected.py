"""A plan as it turns out if open questions turn out like the answered ones: figures worked out by hand, so that all of them are checked."""

from __future__ import annotations

from fractions import Fraction

from ecq.planning import PROOF, Limits, plan
from ecq.planning.expected import TRIED, Moves, as_expected, outcome
from ecq.scoring.scorecard import score
from tests import building as b

F = Fraction
EFFORTS = {"a": (1, 1, 0), "b": (2, 3, 0), "c": (2, 5, 1), "d": (4, 7, 1)}
"""Person-days from nothing to half, from half to full, and for the evidence."""
LIMITS = Limits(
    efforts={
        f"{q}/{step}": F(days)
        for q, all_of in EFFORTS.items()
        for step, days in zip(("o1", "o2", PROOF), all_of, strict=True)
    }
)
HALVES = (F(0), F(1, 2), F(1))


def test_least_effort_and_how_far_each_open_question_moves_it_are_those_worked_out_by_hand():
    """Four questions of 25 points, each at nothing, half or full; three stars begin at 80.

    `a` is full and `b` half, both proved: 75 of 100 on the average, so `c` and `d` are taken at a half with evidence:
    25 + 3 × 12.5 = 62.5. Short are 17.5, so two halves more: `b` 3 person-days, `c` 5 + 1, `d` 7 + 1. Least are 3 + 6 = 9.
    With `c` at its best there are 75, and one half is enough: `b`, 3. With `c` at nothing there are 50, short are 30:
    `b` and all of `c`, 3 + (2 + 5 + 1) = 11, where `b`, half of `c` and `d` take 3 + 3 + 8 = 14. So `c` moves 11 − 3 = 8.
    With `d` at its best: 3. With `d` at nothing: `b`, `c` and half of `d`, 3 + 6 + (4 + 1) = 14, where `b` and all of `d`
    take 3 + (4 + 7 + 1) = 15. So `d` moves 14 − 3 = 11.
    """
    rubric = b.rubric([b.level(q, HALVES) for q in "abcd"])
    made = b.answered(rubric, {"a": "o2", "b": "o1"})
    for q in "ab":
        made = b.prove(made, rubric.by_id[q])
    found = outcome(rubric, made, plan(rubric, made, "three-star", LIMITS), None)
    assert found is not None
    assert (found.score, found.effort, found.ready, found.some) == (F(125, 2), 9, "", False)
    assert found.moves == (Moves("c", F(8), 0), Moves("d", F(11), 0))


def test_an_open_question_is_taken_as_those_of_its_indicator_and_as_proved_from_half_the_points_on():
    """`c` stands beside `a`, full and proved, and `b`, full without evidence: full, and proved by just half the points; `g`,
    full without evidence in another indicator of the dimension, is no matter. `e` stands beside `d`, half and without evidence; `f`,
    with no answer in its indicator, is as its dimension: the same.
    """
    tree = [
        b.node("one", b.node("near", "a", "b", "c"), b.node("beside", "g")),
        b.node("other", b.node("far", "d", "e"), b.node("alone", "f")),
    ]
    rubric = b.rubric([b.level(q, HALVES) for q in "abcdefg"], tree)
    made = b.prove(b.answered(rubric, {"a": "o2", "b": "o2", "d": "o1", "g": "o2"}), rubric.by_id["a"])
    supposed = as_expected(rubric, made, score(rubric, made))
    assert supposed is not None
    card = score(rubric, supposed)
    assert {q: card.questions[q].credit for q in "cef"} == {"c": 1, "e": F(1, 2), "f": F(1, 2)}
    assert {q: card.questions[q].evidenced for q in "cef"} == {"c": True, "e": False, "f": False}


def test_the_questions_of_most_points_are_tried_and_that_others_are_left_out_is_said():
    open_ones = [f"q{n}" for n in range(TRIED + 1)]
    points = [("a", F(55)), *((q, F(1 + n)) for n, q in enumerate(open_ones))]
    rubric = b.rubric([b.level(q) for q, _ in points], [b.node("all", b.node("part", *points))])
    made = b.prove(b.answered(rubric, {"a": "o1"}), rubric.by_id["a"])
    found = outcome(rubric, made, plan(rubric, made, "three-star", Limits()), None)
    assert found is not None
    assert [one.question for one in found.moves] == open_ones[:0:-1], "all but the one of least points"
    assert found.some
    fewer = b.answered_further(rubric, made, {open_ones[0]: "o1"})
    found = outcome(rubric, fewer, plan(rubric, fewer, "three-star", Limits()), None)
    assert found is not None
    assert [one.question for one in found.moves] == open_ones[:0:-1]
    assert not found.some
