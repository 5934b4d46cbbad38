"""Building workbook, report and slides when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecq.assessment.model import Assessment
from ecq.base.brand import BrandLogo
from ecq.base.language import Lang
from ecq.document.blocks import Deck
from ecq.exchange.rubric_catalogue import compared_with
from ecq.rubric.model import Rubric
from ecq.telling.report.comparisons import Earlier, Peers
from ecq.telling.report.shown import RARE, Options, said_in
from ecq.writers.sheets.results.build import results_workbook

if TYPE_CHECKING:
    from ecq.document.logo import Logo
    from ecq.telling.report.whole import Order
    from ecq.writers.word.template import Template


def workbook_maker(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> Callable[[], bytes]:
    """Builds the workbook of results in another thread: it may use only what it closes over, nothing of the page."""
    others = compared_with(rubric)
    return lambda: results_workbook(rubric, assessment, lang, day, others)


@dataclass(frozen=True)
class ReportFiles:
    """What a report is made of, to be built likewise; `earlier` is a state of before, `peers` are those it is compared with."""

    rubric: Rubric
    assessment: Assessment
    options: Options
    day: str
    logo: BrandLogo | None = None
    earlier: Earlier | None = None
    peers: Peers | None = None

    def pdf(self) -> bytes:
        """The report."""
        from ecq.writers.pdf.build import make_report

        return make_report(self._order())

    def word(self, template: Template | None = None) -> bytes:
        """The same as a Word file, in the looks of a template."""
        from ecq.writers.word.build import make_word

        return make_word(self._order(), template)

    def lacking(self) -> str:
        """The characters that the report's fonts lack; "" where they have all."""
        if not RARE.search(said_in(self.assessment, self.options)):
            return ""
        from ecq.writers.pdf.build import lacking_in

        return lacking_in(self._order())

    def _order(self) -> Order:
        from ecq.exchange.report_order import order_of

        logo = drawing(self.logo)
        return order_of(self.rubric, self.assessment, self.options, self.day, logo, self.earlier, self.peers)


def powerpoint_file(slides: Deck, lang: Lang, accent: str, logo: BrandLogo | None) -> bytes:
    """The slides as a PowerPoint file, built likewise."""
    from ecq.writers.slides.powerpoint import powerpoint

    return powerpoint(slides, lang, accent, drawing(logo))


def drawing(logo: BrandLogo | None) -> Logo | None:
    """A kept logo, to be drawn."""
    from ecq.document.logo import carried_logo

    return carried_logo(logo.data, logo.kind, "logo") if logo else None
