"""Downloads: file names, and building workbook, report and calendar when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from ecq.assessment.model import Assessment
from ecq.language import Lang
from ecq.planning import Plan
from ecq.report.options import Options
from ecq.rubric.model import Rubric
from ecq.workbooks.calendar_file import plan_calendar
from ecq.workbooks.results import results_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_NAME_LONGEST = 40


def file_name(name: str) -> str:
    """A name that every file system accepts, without ending."""
    safe = "".join(char if char.isalnum() or char in " -_.()（）" else "_" for char in name)
    return safe.strip()[:80] or "ECQ"


def named_file(platform: str, *further: str) -> str:
    """The name of a file to take along, without ending: of which platform, what, in which language, of which day.

    A long name of a platform is cut, never what stands behind it.
    """
    return file_name(" ".join((file_name(platform)[:_NAME_LONGEST].strip(), *filter(None, further))))


def workbook_maker(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> Callable[[], bytes]:
    """Builds the workbook of results in another thread: it may use only what it closes over, nothing of the page."""
    return lambda: results_workbook(rubric, assessment, lang, day)


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
) -> Callable[[], bytes]:
    """Builds the report likewise. `others` are the rubrics to compare with, `logo` is its kind and its bytes."""

    def make() -> bytes:
        from ecq.report.logo import carried_logo
        from ecq.report.pdf.build import Order, make_report

        logo_drawing = carried_logo(logo[1], "png" if logo[0] == "png" else "svg", "logo") if logo else None
        return make_report(Order(rubric, assessment, options, day, others, logo_drawing))

    return make
