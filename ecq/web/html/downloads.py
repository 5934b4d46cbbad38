"""Downloads: file names, and building workbook, report and calendar when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.document.slides import Deck
from ecq.exchange.law_texts import own_words_of
from ecq.exchange.rubric_catalogue import compared_with
from ecq.planning import Plan
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.peers import Peers
from ecq.telling.report.options import RARE, Options, said_in
from ecq.writers.sheets.calendar_file import plan_calendar
from ecq.writers.sheets.results import results_workbook

if TYPE_CHECKING:
    from ecq.document.logo import Logo
    from ecq.writers.pdf.build import Order
    from ecq.writers.word.template import Template

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_maker(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> Callable[[], bytes]:
    """Builds the workbook of results in another thread: it may use only what it closes over, nothing of the page."""
    others = compared_with(rubric)
    return lambda: results_workbook(rubric, assessment, lang, day, others)


def calendar_maker(rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang, start: str) -> Callable[[], bytes]:
    """Builds the calendar file of a plan likewise."""
    return lambda: plan_calendar(rubric, assessment, plan, lang, start)


def report_maker(
    rubric: Rubric,
    assessment: Assessment,
    options: Options,
    day: str,
    others: tuple[Rubric, ...],
    logo: tuple[str, bytes] | None = None,
    since: tuple[str, str, Assessment] | None = None,
    peers: Peers | None = None,
) -> Callable[[], bytes]:
    """Builds the report likewise. `others` are the rubrics to compare with, `logo` is its kind and its bytes.

    `since` is an earlier state: its name, its day and its answers; `peers` are those it is compared with.
    """

    def make() -> bytes:
        from ecq.writers.pdf.build import make_report

        return make_report(replace(_order(rubric, assessment, options, day, others, logo, since), peers=peers))

    return make


def word_maker(
    rubric: Rubric,
    assessment: Assessment,
    options: Options,
    day: str,
    others: tuple[Rubric, ...],
    logo: tuple[str, bytes] | None = None,
    since: tuple[str, str, Assessment] | None = None,
    template: Template | None = None,
) -> Callable[[], bytes]:
    """Builds the same report as a Word file, in the looks of a template."""

    def make() -> bytes:
        from ecq.writers.word.build import make_word

        return make_word(_order(rubric, assessment, options, day, others, logo, since), template)

    return make


def lacking_in_report(rubric: Rubric, assessment: Assessment, options: Options, day: str) -> str:
    """The characters that the report's fonts lack; "" where they have all."""
    if not RARE.search(said_in(assessment, options)):
        return ""
    from ecq.writers.pdf.build import Order, lacking_in

    return lacking_in(Order(rubric, assessment, options, day))


def powerpoint_maker(slides: Deck, lang: Lang, accent: str, logo: tuple[str, bytes] | None) -> Callable[[], bytes]:
    """Builds the slides as a PowerPoint file likewise."""

    def make() -> bytes:
        from ecq.writers.slides.powerpoint import powerpoint

        return powerpoint(slides, lang, accent, _drawing(logo))

    return make


def _order(
    rubric: Rubric,
    assessment: Assessment,
    options: Options,
    day: str,
    others: tuple[Rubric, ...],
    logo: tuple[str, bytes] | None,
    since: tuple[str, str, Assessment] | None,
) -> Order:
    from ecq.telling.report.progress import Earlier
    from ecq.writers.pdf.build import Order

    own_words = own_words_of(rubric)
    earlier = Earlier(name=since[0], day=since[1], assessment=since[2]) if since else None
    return Order(rubric, assessment, options, day, others, _drawing(logo), earlier, own_words=own_words)


def _drawing(logo: tuple[str, bytes] | None) -> Logo | None:
    from ecq.document.logo import carried_logo

    return carried_logo(logo[1], "png" if logo[0] == "png" else "svg", "logo") if logo else None
