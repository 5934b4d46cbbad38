"""Earlier states of an assessment, rebuilt from the present one and its journal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from ecq.assessment.history.journal import Entry, apply_to, as_data, from_data, reversal
from ecq.assessment.model import Assessment


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
