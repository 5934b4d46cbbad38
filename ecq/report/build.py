"""The report in one call: (rubric, assessment, language, day) -> PDF bytes. Must not read the clock or any file of its own."""

from __future__ import annotations

from ecq.assessment import Assessment, dump
from ecq.report.model import build_model
from ecq.report.pdf import render
from ecq.rubric import Lang, Rubric


def build_report(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> bytes:
    """The readiness report as PDF, with the assessment inside as assessment.json.

    The same input gives the same bytes. Raises ReportError where `day` is not a date.
    """
    return render(build_model(rubric, assessment, lang, day), dump(assessment).encode())
