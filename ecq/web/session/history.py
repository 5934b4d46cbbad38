"""What the journal of one assessment tells: its scores over time, its states to compare, the last working session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cached_property, partial

from ecq.assessment.history.journal import Entry, in_effect
from ecq.assessment.history.past_states import beginning, ends, states
from ecq.assessment.model import Assessment
from ecq.base.caches import Recent
from ecq.rubric.model import Rubric
from ecq.store.permitted import AnyStore
from ecq.store.stored import StoredAssessment
from ecq.telling.report.progress import Standing, standing_of
from ecq.web.session import clock

MOST_POINTS = 90
"""A line has at most so many points: each is a state built from the journal and scored."""
REMEMBERED = 4096

STRETCHES = {"hour": "%Y-%m-%d %H", "day": "%Y-%m-%d", "week": "%G-W%V"}
"""The intervals between points, shortest first, and what is the same for all moments in one."""

_Figures = tuple[int, str, int, str]
_standings: Recent[_Figures, Standing] = Recent(REMEMBERED)
"""Figures by opening of the database, assessment, revision and rubric. What a revision was never changes there, so they are
worked out once."""


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
    standing: Standing


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
        last = ends(self.entries, partial(clock.iso_day, where=self.zone))
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
        return clock.local(moment, self.zone).strftime(STRETCHES[stretch])

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
        return self.openings, self.stored.id, revision, self.rubric.digest

    @property
    def _begun(self) -> str:
        """When the first state began: the time of creation, if known and before the first change."""
        first = self.entries[-1].at
        created = self.stored.assessment.created_at
        try:
            return created if created and clock.local(created, self.zone) <= clock.local(first, self.zone) else first
        except ValueError:  # a file may say anything here
            return first


PAUSE = timedelta(hours=4)
"""How long a pause within one sitting may be."""


@dataclass(frozen=True)
class Sitting:
    """The last working session: when it ended, and the questions answered in it, the last one first."""

    ended: str
    answered: tuple[str, ...] = ()


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
