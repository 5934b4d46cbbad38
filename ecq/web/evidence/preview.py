"""A file of evidence looked at: pictures and text drawn as such, of a PDF pictures of its first pages; the rest to download.

Nothing of a file is run: what is shown was drawn by ECQ, for a PDF in a process of its own.
"""

from __future__ import annotations

from functools import partial
from itertools import islice

import streamlit as st

from ecq.assessment.model import KeptFile
from ecq.base.arms_length import asking
from ecq.base.errors import EcqError
from ecq.store.files import files_in, files_of
from ecq.telling.evidence import words as e
from ecq.web.evidence.component import EvidenceList
from ecq.web.html.files import hand_out
from ecq.web.html.words import inert, sentence
from ecq.web.session.database import database
from ecq.web.session.state import session
from ecq.web.session.visit import Visit
from ecq.writers.page_pictures import pictures_of_pages

_SHOWN = 50_000_000
_TEXT = 20_000
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def draw_file(visit: Visit, digest: str) -> None:
    """Draw the file of that hash, where the assessment names it."""
    kept = files_in(visit.assessment).get(digest)
    if kept is None:
        return
    with st.container(border=True, key="file-seen"):
        try:
            _draw(visit, kept)
        except EcqError as error:
            st.error(inert(visit.words(sentence(error))))
        made = visit.asked(partial(_whole, kept), "file")
        hand_out(
            visit.say(e.DOWNLOAD_FILE, name=kept.name),
            kept.name,
            made,
            "download-seen",
            mime="application/octet-stream",
        )
        st.button(visit.say(e.CLOSE), key="close-seen", on_click=_close)


def _draw(visit: Visit, kept: KeptFile) -> None:
    if kept.type == "text/plain":
        start = b"".join(islice(files_of(database()).read(kept.sha256), 1))[:_TEXT]
        st.code(start.decode("utf-8", "replace"), language=None, wrap_lines=True)
    elif kept.type in _PICTURES and kept.size <= _SHOWN:
        st.image(_whole(kept), caption=kept.name)
    elif kept.type == "application/pdf" and kept.size <= _SHOWN:
        for picture in asking.read(pictures_of_pages, _whole(kept), where=kept.name):
            st.image(picture)
    else:
        st.caption(visit.say(e.NO_PREVIEW))


def _whole(kept: KeptFile) -> bytes:
    return b"".join(files_of(database()).read(kept.sha256))


def _close() -> None:
    session().page(EvidenceList).seen = ""
