"""Which step undo takes back next, and which redo: read from the journal, newest entry first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ecq.assessment.history.journal import AGAIN, REDO, UNDO, Entry, Path, stands
from ecq.assessment.model import Assessment


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
