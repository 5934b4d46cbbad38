"""The report as a Word file: its download, and the template that lends it styles, head, foot and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from ecq.assessment.model import Assessment
from ecq.base.errors import ReportError
from ecq.exchange import rubric_catalogue
from ecq.telling.report.options import Options
from ecq.telling.text import words as tw
from ecq.web.html.downloads import word_maker
from ecq.web.html.inert import inert
from ecq.web.html.parts import upload_label
from ecq.web.html.words import error_text
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit
from ecq.writers.word import words as w

if TYPE_CHECKING:
    from ecq.writers.word.template import Template

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class WordCopy(PageState):
    """What the Word copy keeps."""

    template: tuple[str, Template] | None = None
    """The template read last, with its file."""


def draw_word_copy(
    visit: Visit,
    options: Options,
    day: str,
    name: str,
    logo: tuple[str, bytes] | None,
    since: tuple[str, str, Assessment] | None,
    *,
    disabled: bool = False,
) -> None:
    """Draw the button and, below it, the choice of a template. `name` is the file's without ending; `logo` kind and bytes.

    `since` is the earlier state that the report compares with.
    """
    place = st.container()
    with st.expander(visit.say(w.TEMPLATE)):
        st.caption(visit.say(w.TEMPLATE_HINT))
        st.html(upload_label("report-template", visit.say(tw.CHOOSE_FILE)))
        chosen = st.file_uploader(
            visit.say(w.TEMPLATE), type=["docx", "dotx"], key="report-template", label_visibility="collapsed"
        )
        try:
            _read(chosen)
        except ReportError as error:
            st.error(inert(visit.words(error_text(error))))
            disabled = True
    known = session().page(WordCopy).template
    with place:
        st.download_button(
            visit.say(w.DOWNLOAD),
            data=visit.asked(
                word_maker(
                    visit.rubric,
                    visit.assessment,
                    options,
                    day,
                    rubric_catalogue.compared_with(visit.rubric),
                    logo,
                    since,
                    known[1] if known else None,
                ),
                "docx",
            ),
            file_name=f"{name}.docx",
            mime=DOCX,
            on_click="ignore",
            key="download-docx",
            width="stretch",
            disabled=disabled,
        )


def _read(chosen: st.runtime.uploaded_file_manager.UploadedFile | None) -> None:
    """Read a template once, not on every run; one that is taken away is forgotten. Raises ReportError."""
    here = session().page(WordCopy)
    known = here.template
    if chosen is None:
        here.template = None
    elif known is None or known[0] != chosen.file_id:
        from ecq.writers.word.template import read_template

        here.template = None
        here.template = (chosen.file_id, read_template(chosen.getvalue(), chosen.name))
