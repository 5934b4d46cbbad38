"""Files dropped on the start page: read one after another, each at arm's length, and opened or taken over where that is asked.

Knows the session and the list; draws nothing but the progress it is handed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Source
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import Text
from ecq.exchange import rubric_catalogue
from ecq.exchange.answer_sheet import preview
from ecq.exchange.batch import words as b
from ecq.exchange.batch.archive import Unpacked, unpack
from ecq.exchange.batch.fate import Fate, begun, fate
from ecq.exchange.batch.recognise import Recognised, may_be_sheet, recognise, refused
from ecq.exchange.dossier import assessment_in, is_dossier, take
from ecq.rubric.model import Rubric
from ecq.store.files import files_of
from ecq.web.html.words import error_text
from ecq.web.session.database import database
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import collection, proposals, store
from ecq.web.session.visit import now
from ecq.web.session.whose_list import list_key

Spot = tuple[str, int]


@dataclass
class Dropped(PageState):
    """What the start page keeps of the files dropped on it."""

    files: dict[str, tuple[Recognised, ...]] = field(default_factory=dict)
    """What was read of each, by the id of the file; of an archive, several."""
    fates: dict[Spot, Fate] = field(default_factory=dict)
    """What will happen to each of them: by the id of the file and its place in it."""
    opened: dict[Spot, str] = field(default_factory=dict)
    """Which self-check each became, or was taken over into."""
    put_off: dict[Spot, Text] = field(default_factory=dict)
    """Why one could not be opened or taken over after all."""
    opened_file: tuple[str, str] | None = None
    """The one file opened and the self-check it became, so that coming back does not open it once more."""
    dossiers: dict[str, Any] = field(default_factory=dict)
    """The dossiers among the files, by the id of the file: each holds one self-check and its files of evidence."""
    opened_shown: bool = True
    """Whether a page of it was shown: a press at the wrong moment cuts off the way there."""


def read_dropped(files: Sequence[Any], progress: Callable[[float, str], None]) -> list[tuple[Spot, Recognised]]:
    """What each file is, in the order dropped; those read before are not read again. `progress` is told share and name."""
    mine = session().page(Dropped)
    ids = [one.file_id for one in files]
    mine.files = {one: found for one, found in mine.files.items() if one in ids}
    rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
    for place, file in enumerate(files):
        if file.file_id in mine.files:
            continue
        progress(place / len(files), file.name)
        if is_dossier(file):
            mine.dossiers[file.file_id] = file
            mine.files[file.file_id] = (read_file(assessment_in(file), file.name, rubrics),)
            continue
        whole = read_file(file.getvalue(), file.name, rubrics)
        if whole.kind == "archive" and whole.why_not is None:
            mine.files[file.file_id] = tuple(_inside(file.getvalue(), file.name, rubrics, progress))
        else:
            mine.files[file.file_id] = (whole,)
    found = [((one, place), what) for one in ids for place, what in enumerate(mine.files[one])]
    look_up([(spot, what) for spot, what in found if spot not in mine.fates])
    return found


def read_file(data: bytes, name: str, rubrics: dict[str, Rubric]) -> Recognised:
    """What a file is, read at arm's length."""
    try:
        return arms_length.read(recognise, data, name, rubrics if may_be_sheet(data) else {}, where=name)
    except EcqError as error:
        return Recognised(name, "other", why_not=error_text(error))


def _inside(
    data: bytes, name: str, rubrics: dict[str, Rubric], progress: Callable[[float, str], None]
) -> Iterator[Recognised]:
    """What the files of an archive are."""
    try:
        unpacked: Unpacked = arms_length.read(unpack, data, name, where=name)
    except EcqError as error:
        yield Recognised(name, "archive", why_not=error_text(error))
        return
    for place, (inner, content) in enumerate(unpacked.files):
        progress(place / len(unpacked.files), inner)
        yield read_file(content, f"{name}: {inner}", rubrics)
    for inner, why in unpacked.refused:
        yield refused(f"{name}: {inner}", "archive" if why == b.NESTED else "other", why)


def look_up(found: Sequence[tuple[Spot, Recognised]]) -> None:
    """Work out what will happen to each file, by the list as it is now."""
    rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
    there: dict[str, dict[str, Assessment]] = {}
    for spot, what in found:
        at = begun(what)
        if at not in there:
            there[at] = collection().begun_at(at, list_key())
        session().page(Dropped).fates[spot] = fate(what, there[at], rubrics)


def carry_out(found: Sequence[tuple[Spot, Recognised]], spots: Sequence[Spot]) -> None:
    """Open the chosen files and take the chosen sheets over; what cannot be is told beside it, and the rest goes on."""
    mine = session().page(Dropped)
    for spot, what in found:
        doing = mine.fates.get(spot)
        if spot not in spots or doing is None or not doing.waits:
            continue
        mine.put_off.pop(spot, None)
        try:
            mine.opened[spot] = (
                opened(spot, what.assessment) if what.assessment is not None else _take_over(what, doing)
            )
        except EcqError as error:
            mine.put_off[spot] = error_text(error)
    look_up(found)


def opened(spot: Spot, assessment: Assessment) -> str:
    """Put what was dropped on the list, of a dossier with its evidence; its id. Raises EcqError."""
    whose = list_key()
    dossier = session().page(Dropped).dossiers.get(spot[0])
    if dossier is None:
        return collection().add(assessment, whose).id
    return take(dossier, dossier.name, files_of(database()), lambda held: collection().add(held, whose).id)


def _take_over(what: Recognised, doing: Fate) -> str:
    """Put what a sheet says into the inbox of its self-check. Raises EcqError."""
    stored = store().find(doing.of)
    if stored is None or what.sheet is None:
        raise AssessmentError(b.GONE.en, b.GONE.zh)
    rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, what.file)
    source = Source(kind="sheet", name=what.file, request=what.sheet.origin.get("request", ""))
    shown = preview(what.sheet, rubric, stored.assessment, source)
    upon = {"at": now(), "upon": stored.revision}
    proposals().add(doing.of, [one.model_copy(update=upon) for one in (*shown.changes, *shown.conflicts)])
    return doing.of
