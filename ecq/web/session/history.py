"""What the journal of one assessment tells: its scores over time, its states to compare, the last working session, how long the
rest of an interview takes this visitor, and who made each change.

States to compare come from the journal, from snapshots, from other self-checks of the platform, or from a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from functools import cached_property, lru_cache, partial
from itertools import pairwise

from ecq.assessment.changes import rebind
from ecq.assessment.history.journal import Entry, in_effect
from ecq.assessment.history.past_states import beginning, ends, states
from ecq.assessment.model import Assessment
from ecq.base.caches import Recent
from ecq.base.errors import EcqError
from ecq.base.language import Lang
from ecq.exchange import rubric_catalogue
from ecq.interview.reading_time import A_MINUTE, LATEST, length, minutes_with, own_pace
from ecq.interview.thread import Course
from ecq.rubric.loading import read_rubric
from ecq.rubric.model import Rubric
from ecq.store.invitations import invitation_of
from ecq.store.organisations import Organisations
from ecq.store.permitted import AnyStore
from ecq.store.stored import Snapshot, StoredAssessment
from ecq.telling.portfolio.summary import Listing
from ecq.telling.report.comparisons import StateScores, standing_of
from ecq.telling.text import result_words as wr
from ecq.web.session import words as k
from ecq.web.session.state import AS_READ, PageState, Sitting, session
from ecq.web.session.stores import database, invitations, permissions, proposals, store
from ecq.web.session.visit import Visit, iso_day, local, minute, zone
from ecq.web.session.whose_list import listed

MOST_POINTS = 90
"""A line has at most so many points: each is a state built from the journal and scored."""
REMEMBERED = 4096

STRETCHES = {"hour": "%Y-%m-%d %H", "day": "%Y-%m-%d", "week": "%G-W%V"}
"""The intervals between points, shortest first, and what is the same for all moments in one."""

_Figures = tuple[int, str, int, str, str]
_standings: Recent[_Figures, StateScores] = Recent(REMEMBERED)
"""Figures by opening of the database, assessment, revision, rubric and the day of the present ones. What a revision was never
changes there, so they are worked out once a day."""


@dataclass(frozen=True)
class State:
    """A state to compare: its labels, the assessment, and the rubric it is scored under.

    `original_rubric` names the one it was scored under where that is not available and the present one is used instead.
    """

    id: str
    label: str
    short: str
    assessment: Assessment
    rubric: Rubric
    original_rubric: str | None = None


@dataclass(frozen=True)
class Moment:
    """A point of the line: its time, the revision, and the scores then."""

    at: str
    revision: int
    standing: StateScores


@dataclass
class History:
    """The journal and scores over time of one assessment at one revision."""

    key: tuple[str, int, str]
    stored: StoredAssessment
    rubric: Rubric
    zone: tzinfo
    store: AnyStore
    openings: int
    """Which opening of the database it is read from."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The journal up to this revision, newest first."""
        return self.store.entries(self.stored.id, before=self.stored.revision + 1)

    @property
    def first(self) -> int:
        """The earliest revision the journal leads back to."""
        return beginning(self.entries, self.stored.revision)

    @cached_property
    def days(self) -> Mapping[str, int]:
        """The last revision of each earlier day, newest day first; the present revision is left out."""
        last = ends(self.entries, partial(iso_day, where=self.zone))
        return {day: one.revision for day, one in reversed(list(last.items())) if one.revision != self.stored.revision}

    def at(self, revision: int) -> Assessment:
        """The assessment after a revision. Raises AssessmentError where the journal does not lead there."""
        return states(self.stored.assessment, self.stored.revision, self.entries, {revision})[revision]

    @cached_property
    def stretch(self) -> str:
        """The interval between points: the shortest that keeps to MOST_POINTS."""
        for name in STRETCHES:
            if len({self._interval(one.at, name) for one in self.entries}) <= MOST_POINTS:
                return name
        return "week"

    def _interval(self, moment: str, stretch: str) -> str:
        return local(moment, self.zone).strftime(STRETCHES[stretch])

    @cached_property
    def line(self) -> tuple[Moment, ...]:
        """The scores at the beginning and at the end of each interval, oldest first."""
        if not self.entries:
            return ()
        last = ends(self.entries, partial(self._interval, stretch=self.stretch))
        times = {self.first: self._begun} | {one.revision: one.at for one in last.values()}
        missing = {one for one in times if _standings.get(self._figures(one)) is None}
        for revision, state in states(self.stored.assessment, self.stored.revision, self.entries, missing).items():
            _standings.put(self._figures(revision), standing_of(self.rubric, state))
        points = ((at, revision, _standings.get(self._figures(revision))) for revision, at in times.items())
        return tuple(Moment(at, revision, standing) for at, revision, standing in points if standing is not None)

    def _figures(self, revision: int) -> _Figures:
        return self.openings, self.stored.id, revision, self.rubric.digest, self.stored.assessment.day

    @property
    def _begun(self) -> str:
        """When the first state began: the time of creation, if known and before the first change."""
        first = self.entries[-1].at
        created = self.stored.assessment.created_at
        try:
            return created if created and local(created, self.zone) <= local(first, self.zone) else first
        except ValueError:  # a file may say anything here
            return first


PAUSE = timedelta(hours=4)
"""How long a pause within one sitting may be."""


def last_sitting(newest_first: Iterable[Entry], saved_at: str) -> Sitting:
    """The last working session in a journal; without entries it ended when the assessment was saved."""
    sitting: list[Entry] = []
    for entry in newest_first:
        if sitting and between(entry.at, sitting[-1].at) > PAUSE:
            break
        sitting.append(entry)
    if not sitting:
        return Sitting(saved_at)
    answered = {
        change.question: None
        for entry in in_effect(sitting)
        for change in entry.changes
        if change.part == "answer" and change.question
    }
    return Sitting(sitting[0].at, tuple(one for one in answered if one))


def between(earlier: str, later: str) -> timedelta:
    """The time between two moments (ISO 8601)."""
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)


WORKED_OUT = 20
"""Scores that are missing in the list, worked out at most for one drawing of the page."""


@dataclass
class LastHistory(PageState):
    """The history that was last needed."""

    history: History | None = field(default=None, metadata=AS_READ)


def history_of(visit: Visit) -> History:
    """The history of the present assessment; the last one is kept in the session."""
    here, key = session().page(LastHistory), (visit.kept.id, visit.kept.revision, visit.rubric.digest)
    if here.history is None or here.history.key != key or here.history.zone != zone():
        here.history = History(key, visit.kept, visit.rubric, zone(), store(), database().openings)
    return here.history


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


def snapshot_standing(visit: Visit, snapshot: Snapshot) -> StateScores:
    """The figures of a snapshot, under the rubric of its time where that is available."""
    return standing_of(rubric_of_snapshot(visit, snapshot) or visit.rubric, snapshot.assessment)


def snapshot_state(visit: Visit, snapshot: Snapshot) -> State:
    """A snapshot as a state, under the rubric of its time."""
    return _state(
        f"snapshot:{snapshot.id}",
        _label(visit, snapshot),
        visit.say(wr.QUOTED, name=snapshot.name),
        snapshot.assessment,
        rubric_of_snapshot(visit, snapshot),
        visit.rubric,
    )


def _label(visit: Visit, snapshot: Snapshot) -> str:
    return visit.say(wr.SNAPSHOT, name=snapshot.name, at=minute(snapshot.at, zone()))


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
    now = visit.say(wr.NOW)
    choices: Choices = {"now": (now, lambda: _state("now", now, now, visit.assessment, visit.rubric, visit.rubric))}
    for one in snapshots:
        choices[f"snapshot:{one.id}"] = _label(visit, one), partial(snapshot_state, visit, one)
    earlier = [(f"day:{day}", visit.say(wr.DAY, day=day), revision) for day, revision in history.days.items()]
    if history.first != history.stored.revision:
        earlier.append(("beginning", visit.say(wr.BEGINNING), history.first))
    for key, label, revision in earlier:
        choices[key] = label, partial(_journal_state, visit, history, key, label, revision)
    for row in _of_the_same_platform(visit):
        day = minute(row.listed.saved_at, zone())[:10]
        key, label = f"check:{day}:{row.id}", visit.say(wr.CHECK, day=day)
        choices[key] = label, partial(_check_state, visit, key, label, choices["now"][1])
    return choices


def _of_the_same_platform(visit: Visit) -> Iterator[Listing]:
    """The other self-checks on the visitor's list of a platform of that name, the newest change first; no demos."""
    name = visit.assessment.name
    for row in listed(WORKED_OUT) if name else ():
        left_out = row.id == visit.kept.id or row.listed.demo or row.listed.binned_at
        if row.name == name and row.summary and not left_out:
            yield row


def _check_state(visit: Visit, key: str, label: str, now: Callable[[], State]) -> State:
    stored = store().find(key.rpartition(":")[2])
    if stored is None:  # deleted meanwhile
        return now()
    present = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    return _state(key, label, label, stored.assessment, None, present)


def _journal_state(visit: Visit, history: History, key: str, label: str, revision: int) -> State:
    return _state(key, label, label, history.at(revision), None, visit.rubric)


def file_state(visit: Visit, assessment: Assessment, name: str, own: Rubric | None) -> State:
    """An opened file as a state; `own` is the rubric it carries. Raises RubricError where its rubric is unknown."""
    present = own or rubric_catalogue.rubric_of(assessment.rubric.id, name)
    label = visit.say(wr.FILE, name=name)
    return _state("file", label, label, assessment, own, present)


@dataclass
class Followed(PageState):
    """The course that was read last."""

    course: tuple[str, Course] | None = field(default=None, metadata=AS_READ)
    """By assessment."""
    pace: tuple[Course, Lang, int | None] | None = None
    """What was worked out of which course, in which language."""


def course_of(visit: Visit) -> Course:
    """The course of the assessment of the address."""
    here, kept = session().page(Followed), visit.kept
    known = here.course[1] if here.course and here.course[0] == kept.id else Course()
    if known.revision != kept.revision or not known.revision:
        known = known.followed(store().back_from(kept) if known.revision else store().entries(kept.id))
        known = replace(known, revision=kept.revision)
        here.course = (kept.id, known)
    return known


def pace_of(visit: Visit) -> int | None:
    """The seconds this window takes for a question beside reading it, from the times of its answers; None after few."""
    course, here = course_of(visit), session().page(Followed)
    if here.pace is None or here.pace[0] is not course or here.pace[1] != visit.lang:
        window = session().window
        mine = sorted([(at, one) for one, (by, at) in course.times.items() if by == window])
        took = [
            (question, int(between(before, at).total_seconds()))
            for (before, _), (at, question) in pairwise(mine[-LATEST - 1 :])
            if question in visit.rubric.by_id
        ]
        here.pace = (course, visit.lang, own_pace(visit.rubric, took, visit.lang))
    return here.pace[2]


def minutes_left(visit: Visit, question_ids: Iterable[str]) -> str:
    """How long these questions take: to read, and with this visitor's own pace once it is known."""
    ids = tuple(question_ids)
    pace = pace_of(visit)
    if pace is None:
        return visit.minutes(ids)
    return visit.say(k.MINUTES_OWN, count=minutes_with(length(visit.rubric, ids), len(ids), pace, visit.lang))


def time_left(visit: Visit, question_ids: Iterable[str]) -> tuple[str, str]:
    """How long these questions take, and the same as a sentence that says what it rests on."""
    pace, minutes = pace_of(visit), minutes_left(visit, question_ids)
    if pace is None:
        return minutes, visit.say(k.TIME_LEFT, minutes=minutes, speed=A_MINUTE[visit.lang])
    return minutes, visit.say(k.TIME_LEFT_OWN, minutes=minutes)


Maker = tuple[str, str, int]
"""The person, the window and the revision of an entry of the journal."""


def maker(entry: Entry) -> Maker:
    """Who made an entry, to be asked for by `who_made`."""
    return entry.person, entry.by, entry.revision


def who_made(visit: Visit, makers: Iterable[Maker]) -> dict[Maker, str]:
    """What they are called. Those of whom nothing is known are left out: where nobody logs in, all windows."""
    asked = set(makers)
    people = {person for person, _, _ in asked if person}
    names = Organisations(database()).names(people) if people and permissions() else {}
    invited = {by: found for _, by, _ in asked if (found := invitation_of(by))}
    labels = invitations().labels(visit.kept.id) if invited else {}
    came = proposals().sources(visit.kept.id, min(revision for _, _, revision in asked)) if asked else {}
    said: dict[Maker, str] = {}
    for of in asked:
        person, by, revision = of
        name, invitee = names.get(person, ""), None
        if source := came.get(revision):
            invitee = source.by or source.name
        elif by in invited:
            label = labels.get(invited[by], "")
            invitee = visit.say(k.BY_INVITATION, label=label) if label else visit.say(k.BY_INVITATION_GONE)
        if invitee is not None:
            said[of] = visit.say(k.ACCEPTED_BY, invitee=invitee, name=name) if name else invitee
        elif name:
            said[of] = name
    return said
