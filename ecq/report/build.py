"""The report in one call: (rubric, assessment, language, day) -> PDF bytes. Must not read the clock or any file of its own."""

from __future__ import annotations

from dataclasses import replace

from ecq.assessment import Assessment
from ecq.report.contents import ReportModel
from ecq.report.model import model_of, view_of
from ecq.report.options import Options
from ecq.report.pdf import render
from ecq.report.record import RECORD, Carried, carried_files, record_of
from ecq.report.seal import seal_part
from ecq.rubric import Lang, Rubric


def build_report(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> bytes:
    """The readiness report as PDF, with the assessment, the rubric and the scorecard inside.

    The same input gives the same bytes. Raises ReportError where `day` is not a date.
    """
    return make_report(rubric, assessment, Options(lang=lang), day)


def make_report(rubric: Rubric, assessment: Assessment, options: Options, day: str) -> bytes:
    """The same with everything a reader may choose."""
    return render(*sealed(rubric, assessment, options, day))


def sealed(
    rubric: Rubric, assessment: Assessment, options: Options, day: str
) -> tuple[ReportModel, tuple[Carried, ...]]:
    """The whole model with its last page, and the files the PDF carries."""
    view = view_of(rubric, assessment, options.lang)
    model = model_of(view, day)
    carried = carried_files(rubric, assessment, view.card, view.verdict)
    record = record_of(model, options, carried)
    carried = (*carried, Carried(RECORD, record.data, relationship="Supplement"))
    return replace(model, seal=seal_part(record, carried)), carried
