"""The start page: begin an assessment, try a sample, or open a saved file."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq import rubric_catalogue
from ecq.assessment.model import Assessment, begin, read
from ecq.assessment.samples import Sample, load_samples, sample_assessment
from ecq.errors import EcqError
from ecq.language import filled
from ecq.rubric_catalogue import DEFAULT_RUBRIC
from ecq.text import words as w
from ecq.web.frame.pages import Pages
from ecq.web.html.inert import inert
from ecq.web.html.parts import block, upload_label
from ecq.web.html.words import FILE_CANNOT_BE_OPENED, error_text
from ecq.web.session.state import session
from ecq.web.session.visit import ID_PARAM, QUICK_PARAM, Visit, add, now, show_trouble


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the start page."""
    show_trouble(visit)
    _, middle, _ = st.columns([1, 4, 1])
    with middle:
        st.html(
            block(
                f'<h1 class="ecq-title">{escape(visit.say(w.TAGLINE))}</h1>'
                f"<p>{escape(visit.say(w.START_LEAD))}</p>"
                f'<p class="muted">{escape(visit.say(w.WORKING_POINTS))}</p>'
            )
        )
        with st.container(border=True, key="start-new"):
            st.header(visit.say(w.START_NEW), anchor=False)
            st.caption(visit.say(w.START_PRIVATE))
            rubric = rubric_catalogue.rubric(DEFAULT_RUBRIC)
            core = sum(question.core for question in rubric.questions)
            with st.container(horizontal=True):
                full = visit.say(w.START_FULL, count=len(rubric.questions))
                if st.button(full, type="primary", key="begin", wrap=True):
                    _go(visit, pages.profile, add(begin(rubric, at=now())))
                if st.button(visit.say(w.START_QUICK, count=core), key="begin-quick", wrap=True):
                    _go(visit, pages.profile, add(begin(rubric, at=now())), {QUICK_PARAM: "1"})
            st.caption(visit.say(w.START_QUICK_HELP))
        with st.container(border=True, key="start-sample"):
            st.header(visit.say(w.START_SAMPLE), anchor=False)
            st.caption(visit.say(w.START_SAMPLE_HELP))
            for sample in load_samples():
                _sample(visit, pages, sample)
        with st.container(border=True, key="start-open"):
            st.header(visit.say(w.START_OPEN), anchor=False)
            _open_file(visit, pages)
        st.caption(visit.say(w.NOT_A_CERTIFICATE))


def _sample(visit: Visit, pages: Pages, sample: Sample) -> None:
    label = f"**{visit.words(sample.title)}** — {visit.words(sample.about)}"
    if st.button(label, key=f"sample-{sample.id}", width="stretch"):
        assessment = sample_assessment(sample, rubric_catalogue.rubric(DEFAULT_RUBRIC), visit.lang, now())
        _go(visit, pages.results, add(assessment))


def _open_file(visit: Visit, pages: Pages) -> None:
    st.html(upload_label("open-file", visit.say(w.CHOOSE_FILE)))
    chosen = st.file_uploader(visit.say(w.START_OPEN_HELP), type=["json", "pdf"], key="open-file")
    # A chosen file opens at once. Its id is remembered, so that coming back to this page does not open it again.
    if chosen is None or session().opened_file == chosen.file_id:
        return
    try:
        assessment = _saved(chosen.getvalue(), chosen.name)
        rubric_catalogue.rubric_of(assessment.rubric.id, chosen.name)
        opened = add(assessment)
    except EcqError as error:
        st.error(inert(visit.words(filled(FILE_CANNOT_BE_OPENED, cause=error_text(error)))))
        return
    session().opened_file = chosen.file_id
    _go(visit, pages.results, opened)


def _saved(data: bytes, name: str) -> Assessment:
    """The assessment in a saved file or in a report. Raises EcqError."""
    if not data.startswith(b"%PDF-"):
        return read(data, name)
    from ecq.report.verify.reopen import reopen

    return reopen(data, name).assessment


def _go(visit: Visit, page: object, assessment_id: str, more: dict[str, str] | None = None) -> None:
    session().leave_assessment()
    st.switch_page(page, query_params={**visit.address, **(more or {}), ID_PARAM: assessment_id})  # type: ignore[arg-type]
