"""What the portfolio page shows as a workbook and as a PDF, under one's own brand; built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ecq.base.brand import BrandKit
from ecq.document.colours import ACCENT
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.contents import Contents
from ecq.telling.report.options import choose
from ecq.telling.text.file_names import file_name
from ecq.web.brand.panel import draw_brand
from ecq.web.brand.words import BRAND
from ecq.web.html.downloads import XLSX
from ecq.web.session.stores import asked
from ecq.web.session.visit import Visit


def draw_files(visit: Visit, contents: Contents, ids: Sequence[str]) -> None:
    """Draw the two downloads of these self-checks and the brand they wear."""
    with st.container(horizontal=True, key="portfolio-files"):
        with st.popover(visit.say(BRAND), key="portfolio-brand"):
            kit, _refused = draw_brand(visit)
        name = file_name(" ".join(part for part in (kit.name, contents.file_name()) if part))
        st.download_button(
            visit.say(p.WORKBOOK),
            data=asked(_workbook_maker(contents, kit), ids, "xlsx"),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="portfolio-xlsx",
        )
        st.download_button(
            visit.say(p.PDF),
            data=asked(_pdf_maker(contents, kit), ids, "pdf"),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            on_click="ignore",
            key="portfolio-pdf",
        )


def _workbook_maker(contents: Contents, kit: BrandKit) -> Callable[[], bytes]:
    """Builds the workbook in another thread: it may use only what it closes over, nothing of the page."""

    def make() -> bytes:
        from ecq.writers.sheets.portfolio import portfolio_workbook

        return portfolio_workbook(contents, kit.name, kit.accent or ACCENT)

    return make


def _pdf_maker(contents: Contents, kit: BrandKit) -> Callable[[], bytes]:
    """Builds the PDF likewise."""

    def make() -> bytes:
        from ecq.document.logo import carried_logo
        from ecq.writers.pdf.build import portfolio_pdf

        logo = carried_logo(kit.logo.data, kit.logo.kind, "logo") if kit.logo else None
        return portfolio_pdf(contents, choose(name=kit.name, accent=kit.accent or ACCENT).brand, logo)

    return make
