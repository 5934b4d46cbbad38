"""What the portfolio page shows as a workbook and as a PDF, under one's own brand; built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ecq.errors import ReportError
from ecq.portfolio import words as p
from ecq.portfolio.contents import Contents
from ecq.report import words as r
from ecq.report.colours import ACCENT
from ecq.report.options import NAME_LIMIT, Brand, choose
from ecq.web.html.downloads import XLSX, file_name
from ecq.web.html.inert import inert
from ecq.web.html.words import error_text
from ecq.web.session.visit import Visit


def draw_files(visit: Visit, contents: Contents) -> None:
    """Draw the two downloads and the brand they wear."""
    with st.container(horizontal=True, key="portfolio-files"):
        brand = _brand(visit)
        name = file_name(" ".join(part for part in (brand.name, contents.file_name()) if part))
        st.download_button(
            visit.say(p.WORKBOOK),
            data=_workbook_maker(contents, brand),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="portfolio-xlsx",
        )
        st.download_button(
            visit.say(p.PDF),
            data=_pdf_maker(contents, brand),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            on_click="ignore",
            key="portfolio-pdf",
        )


def _brand(visit: Visit) -> Brand:
    """Whose files they are."""
    with st.popover(visit.say(p.BRAND), key="portfolio-brand"):
        name = st.text_input(
            visit.say(r.BRAND), max_chars=NAME_LIMIT, placeholder=visit.say(r.BRAND_HINT), key="portfolio-brand-name"
        )
        accent = st.color_picker(visit.say(r.ACCENT), value=ACCENT, key="portfolio-accent")
        try:
            return choose(name=name or "", accent=accent).brand
        except ReportError as error:
            st.error(inert(visit.words(error_text(error))))
            return Brand()


def _workbook_maker(contents: Contents, brand: Brand) -> Callable[[], bytes]:
    """Builds the workbook in another thread: it may use only what it closes over, nothing of the page."""

    def make() -> bytes:
        from ecq.workbooks.portfolio import portfolio_workbook

        return portfolio_workbook(contents, brand.name, brand.accent)

    return make


def _pdf_maker(contents: Contents, brand: Brand) -> Callable[[], bytes]:
    """Builds the PDF likewise."""

    def make() -> bytes:
        from ecq.report.portfolio import portfolio_pdf

        return portfolio_pdf(contents, brand)

    return make
