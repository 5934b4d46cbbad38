"""Downloads: file names, and building the workbook when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from ecq.assessment.model import Assessment
from ecq.language import Lang
from ecq.rubric.model import Rubric
from ecq.workbooks.results import results_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(name: str) -> str:
    """A name that every file system accepts, without ending."""
    safe = "".join(char if char.isalnum() or char in " -_." else "_" for char in name)
    return safe.strip()[:80] or "ECQ"


def workbook_maker(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> Callable[[], bytes]:
    """Builds the workbook of results in another thread: it may use only what it closes over, nothing of the page."""
    return lambda: results_workbook(rubric, assessment, lang, day)
