"""(rubric, assessment) -> ReportModel: the whole report as final strings in one language, ready for any renderer.

Takes every number from the scorecard and the verdict; must not know fonts, pages or PDF.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from ecq import wording as w
from ecq.assessment import Assessment
from ecq.errors import ReportError
from ecq.languages import LANG_TAGS, words
from ecq.report.contents import LimitsPart, ReportModel
from ecq.report.details import answers_part, gaps_part, gates_part
from ecq.report.grounds import method_part, sources_part
from ecq.report.opening import View, cover, findings_part, nodes_part
from ecq.rubric import Lang, Rubric
from ecq.scoring import score
from ecq.verdict import readiness


def view_of(rubric: Rubric, assessment: Assessment, lang: Lang) -> View:
    """What every part is made from: the scorecard and the verdict of an assessment."""
    card = score(rubric, assessment)
    return View(rubric, assessment, card, readiness(rubric, assessment, card), lang)


def build_model(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> ReportModel:
    """The report of an assessment under a rubric, dated `day` (YYYY-MM-DD), not yet sealed. Raises ReportError for another date."""
    return model_of(view_of(rubric, assessment, lang), day)


def model_of(view: View, day: str) -> ReportModel:
    """The same from what is worked out already."""
    try:
        dated = date.fromisoformat(day)
    except ValueError:
        raise ReportError(f"{day!r} is not a date; write it like 2026-11-24") from None
    lang, rubric = view.lang, view.rubric
    name = view.assessment.name or words(w.UNNAMED, lang)
    title = words(w.REPORT_TITLE, lang)
    return ReportModel(
        lang=LANG_TAGS[lang],
        day=dated.isoformat(),
        file_title=f"{title} · {name}",
        running_head=name,
        running_foot=f"{words(w.PRODUCT, lang)} · {words(w.NOT_A_CERTIFICATE, lang)}",
        cover=cover(view, name, dated.isoformat()),
        nodes=nodes_part(view),
        findings=findings_part(view),
        gates=gates_part(view),
        gaps=gaps_part(view),
        answers=answers_part(view),
        method=method_part(view),
        sources=sources_part(view),
        limits=_limits(rubric, lang),
    )


def _limits(rubric: Rubric, lang: Lang) -> LimitsPart:
    own_verdict, unverified, working, bands = w.LIMIT_LINES
    # A certification body's own table is not "equal working points".
    lines = [own_verdict, unverified, *((working,) if rubric.layout.points_status == "working" else ()), bands]
    return LimitsPart(
        title=words(w.REPORT_LIMITS, lang),
        lines=tuple(words(line, lang) for line in lines),
        missing_glyphs=words(w.REPORT_MISSING_GLYPHS, lang),
    )


def as_json(model: ReportModel) -> str:
    """The model as JSON text, exact numbers as fractions in strings: what golden tests compare."""
    return json.dumps(asdict(model), ensure_ascii=False, indent=1, default=str) + "\n"
