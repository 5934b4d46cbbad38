"""What will happen to a dropped file: opened as a self-check, taken over into one of the list, or nothing, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ecq.assessment.changes import no_target
from ecq.assessment.model import Assessment
from ecq.exchange.answer_sheet import Preview, preview
from ecq.exchange.batch.recognise import Recognised
from ecq.rubric.model import Rubric

Does = Literal[
    "open",
    "open-beside",
    "here",
    "take-over",
    "decide",
    "nothing-new",
    "no-self-check",
    "no-rubric",
    "no-target",
    "not",
]
"""`open-beside`: another state of it is on the list. `here`: it is on the list as it is. `decide`: a sheet with cells that
somebody has to decide on. `no-self-check`: a sheet whose self-check is not on the list. `no-target`: it aims at a grade that
its rubric does not have."""


@dataclass(frozen=True)
class Fate:
    """What will happen, and to which self-check of the list; `preview` is what a sheet would change."""

    does: Does
    of: str = ""
    preview: Preview | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody can have it done."""
        return self.does in ("open", "open-beside", "take-over")


def begun(file: Recognised) -> str:
    """When the self-check that a file is, or belongs to, was begun: by that it is found on the list. "" where nothing says so."""
    if file.assessment is not None:
        return file.assessment.created_at or ""
    return file.sheet.origin.get("created", "") if file.sheet is not None else ""


def fate(file: Recognised, there: Mapping[str, Assessment], rubrics: Mapping[str, Rubric]) -> Fate:
    """What will happen to a file. `there` are the self-checks of the list begun at the same time, by id, newest first."""
    if file.assessment is not None:
        if file.assessment.rubric.id not in rubrics:
            return Fate("no-rubric")
        if no_target(rubrics[file.assessment.rubric.id], file.assessment.target):
            return Fate("no-target")
        same = next((one for one, state in there.items() if state == file.assessment), None)
        if same is not None:
            return Fate("here", same)
        return Fate("open-beside", next(iter(there))) if there else Fate("open")
    if file.sheet is not None:
        return _fate_of_sheet(file, there, rubrics)
    return Fate("not")


def _fate_of_sheet(file: Recognised, there: Mapping[str, Assessment], rubrics: Mapping[str, Rubric]) -> Fate:
    assert file.sheet is not None
    origin = file.sheet.origin
    of = _first(one for one, state in there.items() if state.name == origin.get("name")) or _first(there)
    if of is None:
        return Fate("no-self-check")
    rubric = rubrics.get(there[of].rubric.id)
    if rubric is None or rubric.id != origin.get("rubric"):
        return Fate("decide", of)
    shown = preview(file.sheet, rubric, there[of])
    if shown.conflicts or shown.troubles or shown.notices or shown.not_counted or shown.unread:
        return Fate("decide", of, shown)
    return Fate("take-over" if shown.changes else "nothing-new", of, shown)


def _first(ids: Iterable[str]) -> str | None:
    return next(iter(ids), None)
