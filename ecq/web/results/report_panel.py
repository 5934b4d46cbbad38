"""The panel to download the report: language, extent, parts and brand. The PDF is built when it is asked for."""

from __future__ import annotations

import streamlit as st

from ecq import arms_length, rubric_catalogue
from ecq.errors import ReportError
from ecq.file_limits import DRAWING
from ecq.language import LANGUAGES, Lang
from ecq.report import words as r
from ecq.report.colours import ACCENT
from ecq.report.options import EDITIONS, EXTENTS, NAME_LIMIT, PARTS, Extent, Options, choose, people
from ecq.text import words as w
from ecq.web.html.downloads import report_maker
from ecq.web.html.inert import inert
from ecq.web.html.parts import upload_label
from ecq.web.html.words import error_text
from ecq.web.session.state import session
from ecq.web.session.visit import Visit

_PEOPLE = (
    ("prepared_for", r.PREPARED_FOR),
    ("prepared_by", r.PREPARED_BY),
    ("interviewed", r.INTERVIEWED),
)


def draw_report(visit: Visit, name: str, day: str) -> Lang:
    """Draw language, choices and the download button in the current row; returns the (first) language chosen.

    `name` is the file's, without ending.
    """
    names = {key: _edition_name(key) for key in EDITIONS}
    edition = st.selectbox(
        visit.say(w.REPORT_LANGUAGE),
        options=list(EDITIONS),
        index=list(EDITIONS).index(visit.lang),
        format_func=lambda key: names[key],
        key="report-lang",
        width=180,
    )
    with st.popover(visit.say(r.CHOICES), key="report-choices"):
        options, logo, trouble = _choices(visit, edition)
    st.download_button(
        visit.say(w.DOWNLOAD_PDF),
        data=report_maker(
            visit.rubric, visit.assessment, options, day, rubric_catalogue.compared_with(visit.rubric), logo
        ),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        type="primary",
        on_click="ignore",
        key="download-pdf",
        icon=":material/download:",
        disabled=trouble,
    )
    return options.lang


def _edition_name(edition: str) -> str:
    lang, beneath = EDITIONS[edition]
    return LANGUAGES[lang].name if beneath is None else f"{LANGUAGES[lang].name} + {LANGUAGES[beneath].name}"


def _choices(visit: Visit, edition: str) -> tuple[Options, tuple[str, bytes] | None, bool]:
    """The choices, the logo as (kind, bytes), and whether something is wrong; then a message stands beside it."""
    extent: Extent = st.radio(
        visit.say(r.EXTENT),
        options=list(EXTENTS),
        index=1,
        format_func=lambda one: visit.say(r.EXTENTS[one]),
        key="report-extent",
    )
    parts = st.multiselect(
        visit.say(r.PARTS_TITLE),
        options=list(PARTS),
        default=list(EXTENTS[extent]),
        format_func=lambda one: visit.say(r.PARTS[one]),
        placeholder=visit.say(r.PARTS_NONE),
        key=f"report-parts-{extent}",
    )
    named = {
        field: st.text_input(
            visit.say(label), max_chars=NAME_LIMIT, placeholder=visit.say(r.PEOPLE_HINT), key=f"report-{field}"
        )
        or ""
        for field, label in _PEOPLE
    }
    brand = st.text_input(
        visit.say(r.BRAND), max_chars=NAME_LIMIT, placeholder=visit.say(r.BRAND_HINT), key="report-brand"
    )
    accent = st.color_picker(visit.say(r.ACCENT), value=ACCENT, key="report-accent")
    st.html(upload_label("report-logo", visit.say(w.CHOOSE_FILE)))
    chosen = st.file_uploader(visit.say(r.LOGO_CHOOSE), type=["png", "svg"], key="report-logo")
    try:
        without = [part for part in PARTS if part not in parts]
        options = choose(edition, extent, parts, without, brand or "", accent, people(**named))
        return options, _logo(chosen), False
    except ReportError as error:
        st.error(inert(visit.words(error_text(error))))
        return choose(edition, extent), None, True


def _logo(chosen: st.runtime.uploaded_file_manager.UploadedFile | None) -> tuple[str, bytes] | None:
    """The logo, checked; a file is read once, not on every run, whatever comes of it. Raises ReportError."""
    if chosen is None:
        return None
    from ecq.report.logo import read_logo

    known = session().logo
    if known is None or known[0] != chosen.file_id:
        data, name = chosen.getvalue(), chosen.name
        try:
            logo = arms_length.read(read_logo, data, name, where=name, error=ReportError, allowance=DRAWING)
            known = session().logo = (chosen.file_id, (logo.kind, logo.data))
        except ReportError as error:
            known = session().logo = (chosen.file_id, error)
    if isinstance(known[1], ReportError):
        raise known[1]
    return known[1]
