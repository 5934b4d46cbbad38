"""Earlier states by the journal, by hand; that any is exactly as it was: the machine in test_journal.py."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.history.journal import Change, Entry
from ecq.assessment.history.past_states import beginning, ends, states
from ecq.base.errors import AssessmentError
from ecq.store.database import DatabaseStore
from tests import building as b

NIGHT = datetime(2026, 11, 24, 22, tzinfo=UTC)


RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])


@pytest.fixture
def store():
    opened = DatabaseStore("sqlite://")
    yield opened
    opened.close()


def answers(question_id, value):
    return lambda held: b.accepted(answer(held, RUBRIC.by_id[question_id], value, "t"))


def test_an_earlier_state_carries_the_date_of_the_change_that_made_it(store):
    times = iter(NIGHT + timedelta(hours=n) for n in range(9))
    store._clock = lambda: next(times)
    stored = store.add(begin(RUBRIC, at="2026-11-01T00:00:00+00:00"))
    for value in ("yes", "no", "yes"):
        stored = store.change(stored.id, answers("a", value))
    states_then = states(stored.assessment, stored.revision, store.entries(stored.id), {1, 2, 3})
    assert [states_then[one].updated_at for one in (1, 2, 3)] == [
        "2026-11-01T00:00:00+00:00",
        "2026-11-24T23:00:00+00:00",
        "2026-11-25T00:00:00+00:00",
    ]


def test_journal_entries_newer_than_the_state_on_screen_are_ignored(store):
    stored = store.add(begin(RUBRIC))
    seen = store.change(stored.id, answers("a", "yes"))
    store.change(stored.id, answers("a", "no"))
    states_then = states(seen.assessment, seen.revision, store.entries(stored.id), {1, 2})
    assert (states_then[1].responses, states_then[2].response("a").value) == ({}, "yes")


def test_a_journal_that_starts_late_restores_states_back_to_its_start(store):
    stored = store.add(begin(RUBRIC))
    for value in ("yes", "no", "yes", "no"):
        stored = store.change(stored.id, answers("a", value))
    later = store.entries(stored.id, since=2)
    assert beginning(later, stored.revision) == 2
    assert set(states(stored.assessment, stored.revision, later, {1, 2, 3})) == {2, 3}
    assert beginning((), 7) == 7
    assert states(stored.assessment, 7, (), {1, 7}) == {7: stored.assessment}


def test_an_entry_that_cannot_be_undone_is_refused_in_one_sentence(store):
    stored = store.add(begin(RUBRIC))
    broken = Entry(2, "t", "answer", (Change(("responses",), 7, {}),))
    with pytest.raises(AssessmentError, match="another version of ECQ"):
        states(stored.assessment, 2, (broken,), {1})


def test_days_end_at_midnight_in_the_readers_time_zone():
    entries = [Entry(n, (NIGHT + timedelta(hours=n)).isoformat(), "answer", ()) for n in (6, 5, 3, 2, 1, 0)]
    assert [one.revision for one in ends(entries, lambda at: at[:10]).values()] == [1, 6]
    east = ends(entries, lambda at: (datetime.fromisoformat(at) + timedelta(hours=-3)).isoformat()[:10])
    assert {day: one.revision for day, one in east.items()} == {"2026-11-24": 3, "2026-11-25": 6}
    set_back = [Entry(n, f"2026-11-{day}", "answer", ()) for n, day in ((4, 24), (3, 25), (2, 24))]
    assert [one.revision for one in ends(set_back, str).values()] == [3, 4], "in the order they were made"
