"""Earlier states and answers by the journal: what really was said, and any of it can be had again without losing the rest.

That every state is exactly as it was: the machine in test_journal.py.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, clear, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence
from ecq.assessment.history.journal import Change, Entry, changes_between, kind_of
from ecq.assessment.history.past_states import beginning, ends, restored, states, versions
from ecq.base.errors import AssessmentError
from ecq.store.database import DatabaseStore
from tests import building as b

NIGHT = datetime(2026, 11, 24, 22, tzinfo=UTC)
RUBRIC = b.rubric([b.yes_no("a", not_applicable=b.NA), b.checklist("c")])
A, C = RUBRIC.by_id["a"], RUBRIC.by_id["c"]
STEPS = {
    "yes": lambda made, at: answer(made, A, "yes", at),
    "no": lambda made, at: answer(made, A, "no", at),
    "unsure": lambda made, at: mark_unsure(made, A, at),
    "aside": lambda made, at: set_aside(made, A, "not-here", at),
    "clear": lambda made, at: clear(made, A, at),
    "note": lambda made, at: annotate(made, A, f"note of {at}", at),
    "evidence": lambda made, at: add_evidence(made, A, f"paper of {at}", at=at),
    "other question": lambda made, at: answer(made, C, ("i0",), at),
}


def played(steps):
    """What a sequence of steps leaves: every state, and the question's entries newest first."""
    was, entries = [begin(RUBRIC)], []
    for number, step in enumerate(steps, 2):
        after = b.accepted(STEPS[step](was[-1], f"t{number}"))
        changes = changes_between(was[-1], after)
        was.append(after)
        if changes:
            entries.insert(0, Entry(number, f"t{number}", kind_of(changes), changes))
    return was, [entry for entry in entries if "a" in entry.questions]


def part_of(response, part):
    return (response.state, response.value, response.reason) if part == "answer" else getattr(response, part)


@given(st.lists(st.sampled_from(list(STEPS)), max_size=12))
def test_every_earlier_version_of_an_answer_can_be_restored_exactly(steps):
    was, entries = played(steps)
    by_time = {f"t{number}": state for number, state in enumerate(was[1:], 2)}
    now = was[-1]
    for version in versions(now, "a", entries):
        then = by_time[version.at] if version.at else was[0]
        assert part_of(version.response, version.part) == part_of(then.response("a"), version.part)
        again = restored(now, "a", version, "t99")
        assert part_of(again.response("a"), version.part) == part_of(then.response("a"), version.part)
        for other in {"answer", "note", "evidence"} - {version.part}:
            assert part_of(again.response("a"), other) == part_of(now.response("a"), other), (
                "restoring one part lost another"
            )
        assert again.response("c") == now.response("c")
        if version.present:
            assert again is now


def test_the_history_reads_from_now_to_the_beginning():
    was, entries = played(["yes", "other question", "note", "no"])
    rows = [(v.part, v.at, v.response.value, v.response.note, v.present) for v in versions(was[-1], "a", entries)]
    assert rows == [
        ("answer", "t5", "no", "note of t4", True),
        ("note", "t4", "yes", "note of t4", True),
        ("answer", "t2", "yes", "", False),
        ("answer", None, None, "", False),
        ("note", None, None, "", False),
    ]


def test_evidence_has_its_versions_and_what_else_an_entry_changed_has_none():
    was, entries = played(["evidence"])
    noted = b.accepted(annotate(was[-1], C, "elsewhere", "t3"))
    after = b.accepted(answer(noted, A, "yes", "t3"))
    entries = [Entry(3, "t3", "several", changes_between(was[-1], after)), *entries]
    rows = [(v.part, v.at, len(v.response.evidence)) for v in versions(after, "a", entries)]
    assert rows == [("answer", "t3", 1), ("evidence", "t2", 1), ("answer", None, 0), ("evidence", None, 0)]


def test_a_question_without_answers_has_no_history():
    assert versions(begin(RUBRIC), "a", []) == ()


def test_the_newest_part_of_a_long_history_can_be_read_alone():
    was, entries = played(["yes", "no"] * 20)
    few = versions(was[-1], "a", entries[:3])
    assert [v.response.value for v in few] == ["no", "yes", "no", "yes"]
    assert few[-1].at is None


# -- whole states


@pytest.fixture
def store():
    opened = DatabaseStore("sqlite://")
    yield opened
    opened.close()


def answers(value):
    return lambda held: b.accepted(answer(held, A, value, "t"))


def test_an_earlier_state_carries_the_date_of_the_change_that_made_it(store):
    times = iter(NIGHT + timedelta(hours=n) for n in range(9))
    store._clock = lambda: next(times)
    stored = store.add(begin(RUBRIC, at="2026-11-01T00:00:00+00:00"))
    for value in ("yes", "no", "yes"):
        stored = store.change(stored.id, answers(value))
    states_then = states(stored.assessment, stored.revision, store.entries(stored.id), {1, 2, 3})
    assert [states_then[one].updated_at for one in (1, 2, 3)] == [
        "2026-11-01T00:00:00+00:00",
        "2026-11-24T23:00:00+00:00",
        "2026-11-25T00:00:00+00:00",
    ]


def test_journal_entries_newer_than_the_state_on_screen_are_ignored(store):
    stored = store.add(begin(RUBRIC))
    seen = store.change(stored.id, answers("yes"))
    store.change(stored.id, answers("no"))
    states_then = states(seen.assessment, seen.revision, store.entries(stored.id), {1, 2})
    assert (states_then[1].responses, states_then[2].response("a").value) == ({}, "yes")


def test_a_journal_that_starts_late_restores_states_back_to_its_start(store):
    stored = store.add(begin(RUBRIC))
    for value in ("yes", "no", "yes", "no"):
        stored = store.change(stored.id, answers(value))
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
