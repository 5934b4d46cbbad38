"""Any earlier state is told exactly as it was, and its figures are those the scorer gives it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, clear, mark_unsure, set_aside, set_up
from ecq.assessment.evidence import add_evidence, drop_evidence
from ecq.assessment.history.journal import Change, Entry, applied, reversal
from ecq.assessment.history.past_states import beginning, ends, states
from ecq.base.errors import AssessmentError
from ecq.store.database import DatabaseStore
from ecq.telling.progress import standing_of
from tests import building as b
from tests.strategies import assessments, fact_values, rubrics, valid_answers

NIGHT = datetime(2026, 11, 24, 22, tzinfo=UTC)


def timeless(assessment):
    """What was said, without when it was last touched."""
    return assessment.model_copy(update={"updated_at": None})


def a_change(draw, rubric, turn):
    """Anything a person can do, as a function of the state it meets."""
    question = draw(st.sampled_from(rubric.questions))
    what = draw(
        st.sampled_from(["answer", "answer", "unsure", "clear", "aside", "note", "paper", "drop", "profile", "name"])
    )
    at = f"t{turn}"
    if what == "answer":
        value = draw(valid_answers(question))
        return lambda held: b.accepted(answer(held, question, value, at))
    if what == "aside" and question.not_applicable:
        return lambda held: b.accepted(set_aside(held, question, "not-here", at))
    if what == "note":
        note = draw(st.sampled_from(["", "x", "{}", "备注 🛒"]))
        return lambda held: b.accepted(annotate(held, question, note, at))
    if what == "paper":
        return lambda held: b.accepted(add_evidence(held, question, f"paper {turn}", at=at, owner="Li"))
    if what == "drop":
        return lambda held: b.accepted(drop_evidence(held, question, 0, at))
    if what == "profile":
        fact = draw(st.sampled_from(list(rubric.facts.values())))
        value = draw(st.one_of(st.none(), fact_values(fact)))
        return lambda held: set_up(held, rubric, profile={fact.id: value}, at=at)
    if what == "name":
        name = draw(st.sampled_from(["", "青禾"]))
        return lambda held: set_up(held, rubric, name=name, target="two-star", at=at)
    return lambda held: (mark_unsure if what == "unsure" else clear)(held, question, at)


@pytest.mark.slow
@given(data=st.data())
def test_the_journal_restores_exactly_the_state_after_every_revision(data):
    rubric = data.draw(rubrics(most=4))
    store = DatabaseStore("sqlite://")
    stored = store.add(data.draw(assessments(rubric)))
    was = {1: stored.assessment}
    for turn in range(data.draw(st.integers(0, 12))):
        if data.draw(st.integers(0, 5)) == 0 and store.entries(stored.id):
            entry = store.entries(stored.id, limit=1)[0]
            stored = store.change(stored.id, lambda held, entry=entry: applied(held, reversal(entry)), reverses=entry)
        else:
            stored = store.change(stored.id, a_change(data.draw, rubric, turn))
        was[stored.revision] = stored.assessment
    wanted = data.draw(st.sets(st.sampled_from(sorted(was)))) | {1}
    states_then = states(stored.assessment, stored.revision, store.entries(stored.id), wanted)
    assert set(states_then) == wanted
    for revision, state in states_then.items():
        assert timeless(state) == timeless(was[revision])
        assert standing_of(rubric, state) == standing_of(rubric, was[revision])
    store.close()


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
