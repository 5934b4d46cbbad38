"""Verifying a report someone was handed, on the start page: the outcome first, then every check with what it found."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ecq.base import arms_length
from ecq.base.errors import EcqError, ReportError
from ecq.base.file_limits import VERIFYING
from ecq.base.recent import Recent
from ecq.web.html.fields import take_in
from ecq.web.html.parts import block
from ecq.web.html.words import error_text, inert
from ecq.web.session.visit import Visit
from ecq.web.start import words as t
from ecq.writers.html.blocks import tag
from ecq.writers.verify import words as v

if TYPE_CHECKING:
    from ecq.writers.verify.outcome import Sentence, Verification

KEY = "verify-file"
_COLOURS = {True: "jade", False: "red", None: "gold"}
_VERIFIED: Recent[str, Verification] = Recent(16)
"""Outcomes by the digest of the file: the page is drawn again at every press."""


def draw_verification(visit: Visit) -> None:
    """A place to drop a report, and what came of verifying it."""
    with st.expander(visit.say(t.VERIFY), key="verify-report"):
        chosen = take_in(visit.say(t.VERIFY_HELP), visit.say(t.VERIFY_FILE), KEY, type=["pdf"])
        if chosen is None:
            return
        try:
            with st.spinner(visit.say(t.VERIFYING)):
                found = _verified(chosen.getvalue(), chosen.name)
        except EcqError as error:
            st.error(inert(visit.words(error_text(error))))
            return
        st.html(block(_told(visit, found)))


def _verified(data: bytes, name: str) -> Verification:
    """The outcome for a file. Raises ReportError where it is no report."""
    from ecq.writers.verify.verify import verify

    digest = sha256(data).hexdigest()
    found = _VERIFIED.get(digest)
    if found is None:
        found = arms_length.read(
            verify, data, name, (), datetime.now(UTC), where=name, error=ReportError, allowance=VERIFYING
        )
        _VERIFIED.put(digest, found)
    return found


def _told(visit: Visit, found: Verification) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(visit.words(v.CHECKS[one.id]))}</th>'
        f"<td>{''.join(_line(visit, one.holds, sentence) for sentence in one.sentences)}</td></tr>"
        for one in found.checks
    )
    label = tag(_COLOURS[found.follows], visit.words(v.LABELS[found.follows]))
    said = f'<p role="status">{label} {escape(visit.words(v.OUTCOMES[found.follows]))}</p>'
    return f'{said}<table class="ecq-rows">{rows}</table>'


def _line(visit: Visit, holds: bool | None, sentence: Sentence) -> str:
    holds = None if sentence.unchecked else holds
    label = escape(visit.words(v.LABELS[holds]))
    said = escape(sentence.words(visit.lang))
    return f'<div><b role="img" aria-label="{label}">{v.MARKS[holds]}</b> {said}</div>'
