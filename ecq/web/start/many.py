"""Opening files on the start page: one opens at once; of several there is a table of what each is and what will happen. Saving many as one ZIP."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ecq.assessment.changes import no_target
from ecq.base.errors import EcqError
from ecq.base.language import Text, filled
from ecq.base.whole_file import pack
from ecq.exchange import rubric_catalogue
from ecq.exchange.batch.recognise import KINDS, Recognised
from ecq.exchange.batch.saving import REPORTS_MOST, saved_files, stored
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.web.html.fields import choose, hand_out, take_in
from ecq.web.html.parts import block
from ecq.web.html.words import FILE_CANNOT_BE_OPENED, error_text, inert
from ecq.web.lists.self_checks import names
from ecq.web.session.clock import today
from ecq.web.session.state import session
from ecq.web.session.stores import asked, store
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Pages, Visit, now
from ecq.web.start import words as m
from ecq.web.start.dropped import Dropped, Spot, carry_out, opened, read_dropped

KEY = "open-file"
ROWS = 200
"""So many files are listed; of more, the others are counted."""

_FATES: dict[str, Text] = {
    "open": m.OPENS,
    "open-beside": m.OPENS_BESIDE,
    "no-rubric": m.NO_RUBRIC,
    "take-over": m.TAKES_OVER,
    "nothing-new": m.NOTHING_NEW,
    "no-self-check": m.NO_SELF_CHECK,
}
"""What is said of a file that leads nowhere else."""

_Found = Sequence[tuple[Spot, Recognised]]


def draw_open(visit: Visit, pages: Pages) -> None:
    """Draw the place to drop files, and what was dropped."""
    files = take_in(visit.say(m.CHOOSE), visit.say(w.CHOOSE_FILE), KEY, accept_multiple_files=True)
    if not files:
        return
    told = st.empty()

    def tell(share: float, name: str) -> None:
        told.progress(share, inert(visit.say(m.READING, name=name)))

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
        st.error(inert(visit.words(filled(FILE_CANNOT_BE_OPENED, cause=sentence))))
        return
    here, address = session().page(Dropped), visit.address
    try:
        rubric_catalogue.rubric_of_file(what.assessment.rubric.id, what.assessment.target, what.file)
        with session().adding:
            if here.opened_file is None or here.opened_file[0] != spot[0]:
                here.opened_file = spot[0], opened(spot, what.assessment)
                here.opened_shown = False
    except EcqError as error:
        st.error(inert(visit.words(filled(FILE_CANNOT_BE_OPENED, cause=error_text(error)))))
        return
    if not here.opened_shown:
        session().leave_assessment()
        st.switch_page(pages.results, query_params={**address, ID_PARAM: here.opened_file[1]})


def _several(visit: Visit, found: _Found) -> None:
    st.html(block(_table(visit, found)))
    here = session().page(Dropped)
    waiting = {spot: what for spot, what in found if here.fates[spot].waits and spot not in here.opened}
    if not waiting:
        return
    left_out: Sequence[Spot] = ()
    if len(waiting) > 1:
        files, none = {spot: what.file for spot, what in waiting.items()}, visit.say(m.NONE_LEFT_OUT)
        left_out = choose(st.multiselect, visit.say(m.LEAVE_OUT), files, "dropped-left-out", placeholder=none)
    chosen = [spot for spot in waiting if spot not in left_out]
    takes = sum(1 for spot in chosen if waiting[spot].sheet is not None)
    opens = len(chosen) - takes
    label = m.DO["both" if opens and takes else "take-over" if takes else "open"]
    st.button(
        visit.say(label, opens=opens, takes=takes),
        type="primary",
        key="dropped-do",
        on_click=carry_out,
        args=(found, chosen),
        disabled=not chosen,
    )


def _table(visit: Visit, found: _Found) -> str:
    heads = "".join(f'<th scope="col">{escape(visit.say(one))}</th>' for one in (w.FILE, m.KIND, w.SELF_CHECK, m.FATE))
    rows = "".join(_row(visit, spot, what) for spot, what in found[:ROWS])
    more = f"<p><small>{escape(visit.say(m.MORE, count=len(found) - ROWS))}</small></p>" if len(found) > ROWS else ""
    count = escape(visit.say(m.FOUND, count=len(found)))
    return (
        f'<p role="status"><b>{count}</b></p>'
        f'<table class="ecq-rows ecq-dropped"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}'
    )


def _row(visit: Visit, spot: Spot, what: Recognised) -> str:
    name = what.assessment.name if what.assessment else what.sheet.origin.get("name", "") if what.sheet else ""
    shown = name or (visit.say(w.UNNAMED) if what.assessment or what.sheet else "")
    taken = what.why_not is None and spot not in session().page(Dropped).put_off
    return (
        f"<tr><td>{escape(what.file)}</td><td>{escape(visit.words(KINDS[what.kind]))}</td><td>{escape(shown)}</td>"
        f'<td class="{"taken" if taken else "refused"}">{_fate(visit, spot, what)}</td></tr>'
    )


def _fate(visit: Visit, spot: Spot, what: Recognised) -> str:
    """What will happen, or has happened, as HTML."""
    mine = session().page(Dropped)
    doing = mine.fates[spot]
    if spot in mine.put_off:
        return escape(visit.words(mine.put_off[spot]))
    if spot in mine.opened:
        said = m.TAKEN_OVER if what.sheet else m.OPENED
        return _link(visit, mine.opened[spot], "results", visit.say(said))
    if what.why_not is not None:
        return escape(visit.words(what.why_not).removeprefix(what.file).strip())
    shown, name = doing.preview, (what.sheet.origin.get("name", "") if what.sheet else "") or visit.say(w.UNNAMED)
    rubric, target = (what.assessment.rubric.id, what.assessment.target) if what.assessment else ("", None)
    match doing.does:
        case "here":
            return _link(visit, doing.of, "results", visit.say(m.HERE))
        case "decide":
            points = len(shown.conflicts) + len(shown.troubles) if shown else 0
            asks = visit.say(m.DECIDE if points else m.DECIDE_OTHER, name=name, count=points)
            return _link(visit, doing.of, "inbox", asks)
        case "no-target":
            refused = no_target(rubric_catalogue.rubric(rubric), target)
            assert refused is not None
            return escape(visit.words(refused))
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
    with st.popover(visit.say(m.SAVE_MANY), key="save-many"):
        st.caption(visit.say(m.SAVE_MANY_HELP))
        chosen = choose(st.multiselect, visit.say(m.WHICH), kept, "save-many-which", placeholder=visit.say(m.ALL))
        ids = [one for one in kept if one in chosen] or list(kept)
        few = len(ids) <= REPORTS_MOST
        reports = st.checkbox(
            visit.say(m.WITH_REPORTS),
            help=visit.say(m.WITH_REPORTS_HELP, most=REPORTS_MOST),
            key="save-many-reports",
            disabled=not few,
        )
        find, lang, reported = store().find, visit.lang, today() if reports and few else ""
        made = asked(lambda: pack(saved_files(stored(find, ids), lang, reported)), ids, "zip")
        name = f"{visit.say(m.ZIP_NAME)} {now()[:10]}.zip"
        hand_out(visit.say(m.DOWNLOAD, count=len(ids)), name, made, "save-many-zip", type="primary")
