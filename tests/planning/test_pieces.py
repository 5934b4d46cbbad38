"""What a step asks of time, and the day on which all of it can be ready, by cases that can be followed by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from ecq.planning import PROOF
from ecq.planning.calendar import EVERY_WEEKDAY
from ecq.planning.checklist_choices import choices_of_items
from ecq.planning.pieces import loads, ready_day, steps_in_time
from ecq.planning.staffing import together
from ecq.rubric.kinds.base import Raise, Rung
from tests import building as b

F = Fraction
ADVICE = b.rubric([b.yes_no("q")]).by_id["q"].step.advice


def raised(*rungs: tuple[object, object], proof: object = None) -> Raise:
    """A raise by rungs of (effort, lead time), with evidence where it takes something."""
    made = [Rung(f"r{n}", ADVICE, F(effort), F(lead)) for n, (effort, lead) in enumerate(rungs)]
    if proof is not None:
        made.append(Rung(PROOF, ADVICE, F(proof), F(0)))
    return Raise("to", F(1), tuple(made), F(0))


def ready(per_week, *ways: Raise, side_by_side=False, start="2026-11-30"):
    """The day on which all is ready, counted from a Monday."""
    worker = together(F(per_week), start, EVERY_WEEKDAY).workers[0]
    steps = [step for way in ways for step in steps_in_time(way.rungs, side_by_side)]
    return ready_day(worker, loads(piece for step in steps for piece in step.pieces(10)), 10)


def test_a_lead_time_counts_from_the_first_person_day_and_the_rest_of_the_work_fits_in_before_its_end():
    assert ready(5, raised(("0.5", 90))) == 91  # 90 days after a Monday is a Sunday, so the Monday after it
    assert ready("2.5", raised(("0.5", 90))) == 91
    assert ready("2.5", raised((1, 90))) == 91  # begun on the Tuesday, over on the Monday 90 days later
    assert ready(5, raised((12, 60))) == 60  # one day opens it; the other eleven are done long before
    assert ready(1, raised((12, 60))) == 7 * 11 + 4  # here the work takes longer than the lead time
    assert ready(5, raised((0, 30))) == 30
    assert ready(5, raised((0, 0))) == 0


def test_lead_times_of_a_ladder_follow_one_another_and_those_of_a_checklist_run_side_by_side():
    assert (
        ready(5, raised((1, 30), (1, 14))) == 44
    )  # a Wednesday; the second rung is worked on while the first one waits
    assert ready(5, raised((1, 30), (1, 14)), side_by_side=True) == 30
    assert ready(5, raised((1, 14), (1, 30), (1, 30)), side_by_side=True) == 31


def test_steps_may_be_interrupted_so_that_many_long_lead_times_do_not_add_up():
    """Five steps of twelve days with two months each, at three a week: done with the work, not with lead times in a row."""
    assert ready(3, *[raised((12, 60))] * 5) == 7 * 19 + 4


@pytest.mark.parametrize("seed", range(40))
def test_of_a_checklists_items_every_choice_is_kept_that_none_beats(seed):
    random = Random(seed)
    question = b.rubric([b.checklist("q", random.randint(2, 6))]).by_id["q"]
    rungs = {
        item: Rung(item, ADVICE, F(random.randint(0, 6), 2), F(random.choice([7, 14, 30]))) for item in question.steps
    }
    held = tuple(random.sample(sorted(rungs), random.randint(0, len(rungs) - 1)))
    found = choices_of_items(question, held, rungs)
    left = [item for item in rungs if item not in held]

    def asks(items):
        return {
            0: sum(rungs[item].effort for item in items),
            **{lead: sum(min(rungs[i].effort, 1) for i in items if rungs[i].lead_time >= lead) for lead in (7, 14, 30)},
            "longest": max(rungs[item].lead_time for item in items),
        }

    for count in range(1, len(left) + 1):
        kept = [asks([rung.id for rung in way.rungs]) for way in found if len(way.rungs) == count]
        assert kept
        for items in combinations(left, count):
            wanted = asks(items)
            assert any(all(one[key] <= wanted[key] for key in wanted) for one in kept)
        assert not any(
            one is not other and all(one[key] <= other[key] for key in one) for one in kept for other in kept
        )
    cheapest = question.raises(held, rungs)
    last = {len(way.rungs): way for way in found}
    assert [last[len(way.rungs)].effort for way in cheapest] == [way.effort for way in cheapest]
    assert [way.credit for way in found] == sorted(way.credit for way in found)
