"""Files on the start page: what was dropped is read, told in a table, opened or taken over; many are saved as one ZIP.

They are read one after another, each at arm's length. One alone opens at once; of several there is a table of what
each is and what will happen, and they are opened or taken over where that is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from ecq.assessment.changes import no_target
from ecq.assessment.model import Assessment
from ecq.assessment.proposals import Source
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import Text, closed, error_text, filled
from ecq.base.whole_file import pack
from ecq.exchange import rubric_catalogue
from ecq.exchange import words as b
from ecq.exchange.answer_sheet import preview
from ecq.exchange.batch.dropped import (
    KINDS,
    Fate,
    Recognised,
    Unpacked,
    begun,
    fate,
    may_be_sheet,
    recognise,
    refused,
    unpack,
)
from ecq.exchange.batch.saving import REPORTS_MOST, saved_files, stored
from ecq.exchange.dossier import assessment_in, is_dossier, take
from ecq.rubric.model import Rubric
from ecq.store.files import files_of
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.web.html.parts import FILE_CANNOT_BE_OPENED, choose, draw_html, hand_out, inert, take_in
from ecq.web.lists.self_checks import names
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import asked, collection, database, proposals, store
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Pages, Visit, now, today
from ecq.web.session.whose_list import list_key
from ecq.web.start import words as t

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
    rubrics = rubric_catalogue.at_hand()
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
    rubrics = rubric_catalogue.at_hand()
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


KEY = "open-file"
ROWS = 200
"""So many files are listed; of more, the others are counted."""

_FATES: dict[str, Text] = {
    "open": t.OPENS,
    "open-beside": t.OPENS_BESIDE,
    "no-rubric": t.NO_RUBRIC,
    "take-over": t.TAKES_OVER,
    "nothing-new": t.NOTHING_NEW,
    "no-self-check": t.NO_SELF_CHECK,
}
"""What is said of a file that leads nowhere else."""

_Found = Sequence[tuple[Spot, Recognised]]


def draw_open(visit: Visit, pages: Pages) -> None:
    """Draw the place to drop files, and what was dropped."""
    files = take_in(visit.say(t.CHOOSE), visit.say(w.CHOOSE_FILE), KEY, accept_multiple_files=True)
    if not files:
        return
    told = st.empty()

    def tell(share: float, name: str) -> None:
        told.progress(share, inert(visit.say(t.READING, name=name)))

    found = read_dropped(files, tell)
    told.empty()
    if len(found) == 1 and found[0][1].sheet is None:
        _one(visit, pages, *found[0])
    else:
        _several(visit, found)


def _one(visit: Visit, pages: Pages, spot: Spot, what: Recognised) -> None:
    """Open the one file. It is remembered, so that coming back to this page does not open it again."""
    if what.assessment is None:
        sentence = what.why_not
        assert sentence is not None
        st.error(inert(visit.say(filled(FILE_CANNOT_BE_OPENED, cause=closed(sentence)))))
        return
    here, address = session().page(Dropped), visit.address
    try:
        rubric_catalogue.rubric_of_file(what.assessment.rubric.id, what.assessment.target, what.file)
        with session().adding:
            if here.opened_file is None or here.opened_file[0] != spot[0]:
                here.opened_file = spot[0], opened(spot, what.assessment)
                here.opened_shown = False
    except EcqError as error:
        st.error(inert(visit.say(filled(FILE_CANNOT_BE_OPENED, cause=closed(error_text(error))))))
        return
    if not here.opened_shown:
        st.switch_page(pages.results, query_params={**address, ID_PARAM: here.opened_file[1]})


def _several(visit: Visit, found: _Found) -> None:
    draw_html(_table(visit, found))
    here = session().page(Dropped)
    waiting = {spot: what for spot, what in found if here.fates[spot].waits and spot not in here.opened}
    if not waiting:
        return
    left_out: Sequence[Spot] = ()
    if len(waiting) > 1:
        files, none = {spot: what.file for spot, what in waiting.items()}, visit.say(t.NONE_LEFT_OUT)
        left_out = choose(st.multiselect, visit.say(t.LEAVE_OUT), files, "dropped-left-out", placeholder=none)
    chosen = [spot for spot in waiting if spot not in left_out]
    takes = sum(1 for spot in chosen if waiting[spot].sheet is not None)
    opens = len(chosen) - takes
    label = t.DO["both" if opens and takes else "take-over" if takes else "open"]
    st.button(
        visit.say(label, opens=opens, takes=takes),
        type="primary",
        key="dropped-do",
        on_click=carry_out,
        args=(found, chosen),
        disabled=not chosen,
    )


def _table(visit: Visit, found: _Found) -> str:
    heads = "".join(f'<th scope="col">{escape(visit.say(one))}</th>' for one in (w.FILE, t.KIND, w.SELF_CHECK, t.FATE))
    rows = "".join(_row(visit, spot, what) for spot, what in found[:ROWS])
    more = f"<p><small>{escape(visit.say(t.MORE, count=len(found) - ROWS))}</small></p>" if len(found) > ROWS else ""
    count = escape(visit.say(t.FOUND, count=len(found)))
    return (
        f'<p role="status"><b>{count}</b></p>'
        f'<table class="ecq-rows ecq-dropped"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}'
    )


def _row(visit: Visit, spot: Spot, what: Recognised) -> str:
    name = what.assessment.name if what.assessment else what.sheet.origin.get("name", "") if what.sheet else ""
    shown = name or (visit.say(w.UNNAMED) if what.assessment or what.sheet else "")
    taken = what.why_not is None and spot not in session().page(Dropped).put_off
    return (
        f"<tr><td>{escape(what.file)}</td><td>{escape(visit.say(KINDS[what.kind]))}</td><td>{escape(shown)}</td>"
        f'<td class="{"taken" if taken else "refused"}">{_fate(visit, spot, what)}</td></tr>'
    )


def _fate(visit: Visit, spot: Spot, what: Recognised) -> str:
    """What will happen, or has happened, as HTML."""
    mine = session().page(Dropped)
    doing = mine.fates[spot]
    if spot in mine.put_off:
        return escape(visit.say(mine.put_off[spot]))
    if spot in mine.opened:
        said = t.TAKEN_OVER if what.sheet else t.OPENED
        return _link(visit, mine.opened[spot], "results", visit.say(said))
    if what.why_not is not None:
        return escape(visit.say(what.why_not).removeprefix(what.file).strip())
    shown, name = doing.preview, (what.sheet.origin.get("name", "") if what.sheet else "") or visit.say(w.UNNAMED)
    rubric, target = (what.assessment.rubric.id, what.assessment.target) if what.assessment else ("", None)
    match doing.does:
        case "here":
            return _link(visit, doing.of, "results", visit.say(t.HERE))
        case "decide":
            points = len(shown.conflicts) + len(shown.troubles) if shown else 0
            asks = visit.say(t.DECIDE if points else t.DECIDE_OTHER, name=name, count=points)
            return _link(visit, doing.of, "inbox", asks)
        case "no-target":
            refused = no_target(rubric_catalogue.rubric(rubric), target)
            assert refused is not None
            return escape(visit.say(refused))
        case told:
            return escape(visit.say(_FATES[told], name=name, rubric=rubric, count=len(shown.changes) if shown else 0))


def _link(visit: Visit, assessment_id: str, page: str, said: str) -> str:
    """Opens beside this page, where the table is."""
    address = f"/{page}?{urlencode({ID_PARAM: assessment_id, LANG_PARAM: visit.lang})}"
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(said)}</a>'


def draw_save_many(visit: Visit, rows: Sequence[Listing]) -> None:
    """Draw the button that saves many; nothing where there are not two outside of the bin."""
    kept = names(visit, [row for row in rows if row.listed.binned_at is None])
    if len(kept) < 2:
        return
    with st.popover(visit.say(t.SAVE_MANY), key="save-many"):
        st.caption(visit.say(t.SAVE_MANY_HELP))
        chosen = choose(st.multiselect, visit.say(t.WHICH), kept, "save-many-which", placeholder=visit.say(t.ALL))
        ids = [one for one in kept if one in chosen] or list(kept)
        few = len(ids) <= REPORTS_MOST
        reports = st.checkbox(
            visit.say(t.WITH_REPORTS),
            help=visit.say(t.WITH_REPORTS_HELP, most=REPORTS_MOST),
            key="save-many-reports",
            disabled=not few,
        )
        find, lang, reported = store().find, visit.lang, today() if reports and few else ""
        made = asked(lambda: pack(saved_files(stored(find, ids), lang, reported)), ids, "zip")
        name = f"{visit.say(t.ZIP_NAME)} {now()[:10]}.zip"
        hand_out(visit.say(t.DOWNLOAD, count=len(ids)), name, made, "save-many-zip", type="primary")
