"""Past states of an assessment for the progress page: from journal, snapshots or a file, with their scores over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError
from ecq.exchange import rubric_catalogue
from ecq.rubric.loading import read_rubric
from ecq.rubric.model import Rubric
from ecq.store.stored import Snapshot
from ecq.telling.portfolio.summary import Listing
from ecq.telling.report.progress import Standing, standing_of
from ecq.telling.text import result_words as w
from ecq.web.session import clock
from ecq.web.session.clock import zone
from ecq.web.session.database import database
from ecq.web.session.history import History, State
from ecq.web.session.state import session
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit
from ecq.web.session.whose_list import listed

WORKED_OUT = 20
"""Scores that are missing in the list, worked out at most for one drawing of the page."""


def history_of(visit: Visit) -> History:
    """The history of the present assessment; the last one is cached in the session."""
    assert visit.stored is not None
    key = (visit.stored.id, visit.stored.revision, visit.rubric.digest)
    history = session().history
    if history is None or history.key != key or history.zone != zone():
        history = session().history = History(key, visit.stored, visit.rubric, zone(), store(), database().openings)
    return history


_parsed_rubric = lru_cache(maxsize=8)(read_rubric)


def rubric_of_snapshot(visit: Visit, snapshot: Snapshot) -> Rubric | None:
    """The rubric a snapshot was scored under; None where it is not available."""
    if snapshot.rubric == visit.rubric.digest:
        return visit.rubric
    text = store().rubric_text(snapshot.rubric)
    try:
        return _parsed_rubric(text, snapshot.rubric) if text else None
    except EcqError:  # kept by a later version of ECQ
        return None


def snapshot_standing(visit: Visit, snapshot: Snapshot) -> Standing:
    """The figures of a snapshot, under the rubric of its time where that is available."""
    return standing_of(rubric_of_snapshot(visit, snapshot) or visit.rubric, snapshot.assessment)


def snapshot_state(visit: Visit, snapshot: Snapshot) -> State:
    """A snapshot as a state, under the rubric of its time."""
    return _state(
        f"snapshot:{snapshot.id}",
        _label(visit, snapshot),
        visit.say(w.QUOTED, name=snapshot.name),
        snapshot.assessment,
        rubric_of_snapshot(visit, snapshot),
        visit.rubric,
    )


def _label(visit: Visit, snapshot: Snapshot) -> str:
    return visit.say(w.SNAPSHOT, name=snapshot.name, at=clock.minute(snapshot.at, zone()))


def _state(key: str, label: str, short: str, assessment: Assessment, own: Rubric | None, present: Rubric) -> State:
    """A state under its own rubric, or under the present one with a note that says so."""
    original = assessment.rubric
    rubric = own or present
    if original.digest == rubric.digest:
        return State(key, label, short, assessment, rubric)
    note = f"{original.id} {original.version}" if own is None or original.id != own.id else None
    return State(key, label, short, rebind(assessment, rubric), rubric, note)


Choices = dict[str, tuple[str, Callable[[], State]]]
"""States by id: the label of each, and what builds it."""


def states_to_choose(visit: Visit, history: History, snapshots: tuple[Snapshot, ...]) -> Choices:
    """The states that can be compared, in order of display; each is built when it is chosen."""
    now = visit.say(w.NOW)
    choices: Choices = {"now": (now, lambda: _state("now", now, now, visit.assessment, visit.rubric, visit.rubric))}
    for one in snapshots:
        choices[f"snapshot:{one.id}"] = _label(visit, one), partial(snapshot_state, visit, one)
    earlier = [(f"day:{day}", visit.say(w.DAY, day=day), revision) for day, revision in history.days.items()]
    if history.first != history.stored.revision:
        earlier.append(("beginning", visit.say(w.BEGINNING), history.first))
    for key, label, revision in earlier:
        choices[key] = label, partial(_journal_state, visit, history, key, label, revision)
    for row in _of_the_same_platform(visit):
        day = clock.minute(row.listed.saved_at, zone())[:10]
        key, label = f"check:{day}:{row.id}", visit.say(w.CHECK, day=day)
        choices[key] = label, partial(_check_state, visit, key, label, choices["now"][1])
    return choices


def _of_the_same_platform(visit: Visit) -> Iterator[Listing]:
    """The other self-checks on the visitor's list of a platform of that name, the newest change first; no demos."""
    name = visit.assessment.name
    for row in listed(WORKED_OUT) if name else ():
        here = visit.stored is not None and row.id == visit.stored.id
        if row.name == name and row.summary and not (here or row.listed.demo or row.listed.binned_at):
            yield row


def _check_state(visit: Visit, key: str, label: str, now: Callable[[], State]) -> State:
    stored = store().find(key.rpartition(":")[2])
    if stored is None:  # deleted meanwhile
        return now()
    present = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    own = present if present.digest == stored.assessment.rubric.digest else None
    return _state(key, label, label, stored.assessment, own, present)


def _journal_state(visit: Visit, history: History, key: str, label: str, revision: int) -> State:
    return _state(key, label, label, history.at(revision), None, visit.rubric)


def file_state(visit: Visit, assessment: Assessment, name: str, own: Rubric | None) -> State:
    """An opened file as a state; `own` is the rubric it carries. Raises RubricError where its rubric is unknown."""
    present = own or rubric_catalogue.rubric_of(assessment.rubric.id, name)
    label = visit.say(w.FILE, name=name)
    own = own or (present if present.digest == assessment.rubric.digest else None)
    return _state("file", label, label, assessment, own, present)
