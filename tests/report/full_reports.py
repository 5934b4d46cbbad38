"""Reports with everything in them: what most tests look at."""

from __future__ import annotations

from ecq.assessment.model import Assessment
from ecq.language import Lang
from ecq.report.content.assemble import model_of, view_of
from ecq.report.logo import Logo
from ecq.report.model import ReportModel
from ecq.report.options import Options, choose
from ecq.report.pdf.build import Order, make_report
from ecq.rubric.model import Rubric


def full(lang: Lang) -> Options:
    return choose(lang, "full")


def model(
    rubric: Rubric, assessment: Assessment, options: Options, day: str, others: tuple[Rubric, ...] = ()
) -> ReportModel:
    return model_of(view_of(rubric, assessment, options), options, day, others)


def full_model(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> ReportModel:
    return model(rubric, assessment, full(lang), day)


def full_report(
    rubric: Rubric,
    assessment: Assessment,
    lang: Lang,
    day: str,
    others: tuple[Rubric, ...] = (),
    logo: Logo | None = None,
) -> bytes:
    return make_report(Order(rubric, assessment, full(lang), day, others, logo))
