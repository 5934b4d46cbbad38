"""What the journal leads back to: earlier states, every version of one answer, and the step that undo takes back next.

Read from the present assessment and its journal, the newest entry first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ecq.assessment.changes import with_response
from ecq.assessment.history.journal import (
    AGAIN,
    ANSWER,
    REDO,
    UNDO,
    Entry,
    Path,
    applied,
    apply_to,
    as_data,
    from_data,
    reversal,
    stands,
)
from ecq.assessment.model import Assessment, Response

PARTS = ("answer", "note", "evidence")
"""The parts of a response that have versions, in the order in which those of one entry are listed."""


@dataclass(frozen=True)
class Version:
    """A part of a response as it was left at some time. `at` is None for what was there before the first entry read."""

    part: str
    at: str | None
    response: Response
    present: bool
    entry: Entry | None = None


def versions(assessment: Assessment, question_id: str, newest_first: Iterable[Entry]) -> tuple[Version, ...]:
    """What each part of the response was, newest first: for each entry the parts it changed, and at the end what was there
    before them. `newest_first` are the question's entries, down from the newest."""
    history: list[Version] = []
    known: set[str] = set()
    response = assessment.response(question_id)
    for entry in newest_first:
        own = [change for change in entry.changes if change.question == question_id]
        for part in PARTS:
            if any(change.part == part for change in own):
                history.append(Version(part, entry.at, response, part not in known, entry))
                known.add(part)
        alone = assessment.model_copy(update={"responses": {question_id: response}})
        response = applied(alone, [change.reversed for change in own]).response(question_id)
    history += [Version(part, None, response, False) for part in PARTS if part in known]
    return tuple(history)


def restored(assessment: Assessment, question_id: str, version: Version, at: str | None = None) -> Assessment:
    """The assessment with that part of the response as the version has it; the same object where it already is."""
    names = ANSWER if version.part == "answer" else {version.part}
    wanted = {name: getattr(version.response, name) for name in names}
    return with_response(assessment, question_id, at, **wanted)


def beginning(newest_first: Sequence[Entry], revision: int) -> int:
    """The earliest revision that can be rebuilt; `revision` is the present one. Journals of old databases begin later than 1."""
    return newest_first[-1].revision - 1 if newest_first else revision


def states(
    present: Assessment, revision: int, newest_first: Sequence[Entry], wanted: Collection[int]
) -> Mapping[int, Assessment]:
    """The states after the wanted revisions, as far as they can be rebuilt. `present` is the state after `revision`.

    Walks back once, however many are wanted, and builds only those. Entries after `revision` are passed over. Raises
    AssessmentError where an entry cannot be undone.
    """
    times = {one.revision: one.at for one in newest_first}
    rebuilt = {revision: present} if revision in wanted else {}
    oldest = min(wanted, default=revision)
    data = as_data(present)
    for entry in newest_first:
        if oldest < entry.revision <= revision:
            apply_to(data, reversal(entry))
            before = entry.revision - 1
            if before in wanted:
                rebuilt[before] = from_data(data, times.get(before, present.created_at))
    return rebuilt


def ends(newest_first: Sequence[Entry], stretch_of: Callable[[str], str]) -> dict[str, Entry]:
    """The last entry of each period, such as a day, oldest first; `stretch_of` gives the period of a time (ISO 8601)."""
    last: dict[str, Entry] = {}
    for entry in reversed(newest_first):
        last.pop(stretch_of(entry.at), None)
        last[stretch_of(entry.at)] = entry
    return last


def next_undo(
    newest_first: Iterable[Entry], assessment: Assessment, mine: Callable[[Entry], bool] = lambda _: True
) -> Entry | None:
    """The step of `mine` that undo takes back next; None where there is none.

    Entries are only ever added, so undone steps are recognised by reading backwards: an undo names the step it took
    back, and a redo counts as a step again. Fields that another window changed since are left alone. Reads no further
    than it must.
    """
    line = _Line(assessment, mine)
    for entry in line.read(newest_first):
        if entry.kind == UNDO:
            line.undone.add(entry.undoes)
        elif line.untouched(entry):
            return entry
    return None


def next_redo(
    newest_first: Iterable[Entry], assessment: Assessment, mine: Callable[[Entry], bool] = lambda _: True
) -> Entry | None:
    """The undo that redo takes back next, or None: a fresh change ends the line."""
    line = _Line(assessment, mine)
    for entry in line.read(newest_first):
        if entry.kind == REDO:
            line.undone.add(entry.undoes)
        elif entry.kind != UNDO:
            return None
        elif line.untouched(entry):
            return entry
    return None


@dataclass
class _Line:
    """One window's steps, read backwards past those of others."""

    assessment: Assessment
    mine: Callable[[Entry], bool]
    undone: set[int | None] = field(default_factory=set)
    """Revisions of entries that a later one has undone."""
    theirs: set[Path | None] = field(default_factory=set)
    """Keys of fields that other windows changed since."""

    def read(self, newest_first: Iterable[Entry]) -> Iterator[Entry]:
        """The window's entries that have not been undone."""
        for entry in newest_first:
            if entry.revision in self.undone or entry.kind == AGAIN:
                continue
            if self.mine(entry):
                yield entry
            elif entry.undoes is not None:
                self.undone.add(entry.undoes)
            else:
                self.theirs.update(change.key for change in entry.changes if change.key)

    def untouched(self, entry: Entry) -> bool:
        """Whether no field the entry changed has been changed since, here or in another window."""
        return stands(self.assessment, entry.changes) and not any(c.key in self.theirs for c in entry.changes)
