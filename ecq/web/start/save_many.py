"""Saving the self-checks of the list as one ZIP, all or some, with their reports where that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ecq.base.language import Lang
from ecq.exchange.batch.archive import pack
from ecq.exchange.batch.saving import REPORTS_MOST, saved_files, stored
from ecq.store.permitted import AnyStore
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.web.html.inert import inert
from ecq.web.session.clock import today
from ecq.web.session.stores import asked, store
from ecq.web.session.visit import Visit, now
from ecq.web.start import many_words as m


def draw_save_many(visit: Visit, rows: Sequence[Listing]) -> None:
    """Draw the button that saves many; nothing where there are not two outside of the bin."""
    names = {row.id: row.name or visit.say(w.UNNAMED) for row in rows if row.listed.binned_at is None}
    if len(names) < 2:
        return
    with st.popover(visit.say(m.SAVE_MANY), key="save-many"):
        st.caption(visit.say(m.SAVE_MANY_HELP))
        chosen = st.multiselect(
            visit.say(m.WHICH),
            list(names),
            format_func=lambda one: inert(names.get(one, "")),
            placeholder=visit.say(m.ALL),
            key="save-many-which",
        )
        ids = [one for one in names if one in chosen] or list(names)
        few = len(ids) <= REPORTS_MOST
        reports = st.checkbox(
            visit.say(m.WITH_REPORTS),
            help=visit.say(m.WITH_REPORTS_HELP, most=REPORTS_MOST),
            key="save-many-reports",
            disabled=not few,
        )
        st.download_button(
            visit.say(m.DOWNLOAD, count=len(ids)),
            data=asked(_maker(store(), ids, visit.lang, today() if reports and few else ""), ids, "zip"),
            file_name=f"{visit.say(m.ZIP_NAME)} {now()[:10]}.zip",
            mime="application/zip",
            type="primary",
            on_click="ignore",
            key="save-many-zip",
        )


def _maker(kept: AnyStore, ids: Sequence[str], lang: Lang, reported: str) -> Callable[[], bytes]:
    """Packs them when it is asked for, in another thread: it may use only what it closes over, nothing of the page."""

    def make() -> bytes:
        return pack(saved_files(stored(kept.find, ids), lang, reported))

    return make
