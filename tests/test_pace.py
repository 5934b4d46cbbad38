"""How long answering takes: the stated rule without answers, one's own pace with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ecq.assessment.model import Response
from ecq.web.session.pace import ENOUGH, LAST, Pace, pace_of

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def answered(*gaps: float) -> list[Response]:
    """A first answer, and one after each gap in seconds."""
    moments = [START]
    for gap in gaps:
        moments.append(moments[-1] + timedelta(seconds=gap))
    return [Response(state="answered", value="x", at=moment.isoformat()) for moment in moments]


@pytest.mark.parametrize(
    ("questions", "minutes"), [(0, 0), (1, 1), (2, 1), (3, 2), (18, 9), (19, 10), (21, 15), (37, 20), (141, 75)]
)
def test_half_a_minute_a_question_is_the_rule_before_there_is_a_pace(questions: int, minutes: int) -> None:
    assert Pace().minutes(questions) == minutes


def test_too_few_answers_make_no_pace() -> None:
    assert pace_of([]) == Pace()
    assert pace_of(answered(*[10] * (ENOUGH - 1))) == Pace()
    assert pace_of(answered(*[10] * ENOUGH)) == Pace(10, own=True)


def test_pauses_and_answers_from_a_file_do_not_count() -> None:
    assert pace_of(answered(*[0] * 100)) == Pace(), "all answers came at once"
    assert pace_of(answered(12, 12, 12, 86_400, 12, 0, 0, 12)) == Pace(12, own=True)


def test_only_the_last_answers_make_the_pace_whatever_order_they_are_kept_in() -> None:
    given = answered(*[100] * 40, *[8] * LAST)
    assert pace_of(given) == pace_of(reversed(given)) == Pace(8, own=True)


def test_an_answer_taken_back_is_no_answer() -> None:
    given = [*answered(*[10] * 5), Response(at=(START + timedelta(seconds=51)).isoformat())]
    assert pace_of(given) == Pace(10, own=True)


def test_times_from_a_file_that_are_none_do_no_harm() -> None:
    odd = [Response(state="answered", value="x", at=at) for at in ("yesterday", "", "2026-11-24T09:00:01")]
    assert pace_of([*answered(*[10] * 6), *odd]).own
