"""Assembles the report from its parts: the whole of it as final strings, ready for any renderer.

Takes every number from the scorecard and the verdict; must not know fonts, pages or PDF.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from ecq.assessment.model import Assessment
from ecq.errors import ReportError
from ecq.language import LANGUAGES, Lang, words
from ecq.planning import na_refused
from ecq.planning.work_plan import Kind
from ecq.report import words as r
from ecq.report.bilingual import merged
from ecq.report.content.cover import View, cover
from ecq.report.content.details import answers_part, gaps_part
from ecq.report.content.evidence import evidence_part
from ecq.report.content.findings import findings_part
from ecq.report.content.gates import gates_part, passed_part
from ecq.report.content.method_and_sources import editions_part, method_part, sources_part
from ecq.report.content.nodes import nodes_part
from ecq.report.content.open_questions import open_part
from ecq.report.content.plan import bound, plan_part, plans_of, steps_of, sureness_part, work_of
from ecq.report.content.progress import Earlier, progress_part
from ecq.report.content.signatures import sign_part
from ecq.report.content.summary import summary_part
from ecq.report.model import LimitsPart, ReportModel
from ecq.report.options import Extent, Options, PartId
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.text import words as w


def view_of(rubric: Rubric, assessment: Assessment, options: Options) -> View:
    """What every part is made from: scorecard and verdict of an assessment, and plans where a part speaks of them."""
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    planned = any(options.has(part) for part in ("summary", "plan", "gates", "gaps"))
    plans = plans_of(rubric, assessment, card, verdict) if planned else ()
    refused = na_refused(rubric, bound(rubric, assessment))
    return View(rubric, assessment, card, verdict, options.lang, plans, refused)


def model_of(
    view: View, options: Options, day: str, others: Sequence[Rubric] = (), earlier: Earlier | None = None
) -> ReportModel:
    """The report dated `day` (YYYY-MM-DD), without the page of digests. `others` are the rubrics to compare with,
    `earlier` a state of before.

    Raises ReportError where `day` is no date.
    """
    model = _in_one_language(view, options, day, others, earlier)
    if options.beneath is None:
        return model
    beneath = _in_one_language(replace(view, lang=options.beneath), options, day, others, earlier)
    return replace(merged(model, beneath), lang=model.lang, beneath=beneath.lang)


def _in_one_language(
    view: View, options: Options, day: str, others: Sequence[Rubric], earlier: Earlier | None
) -> ReportModel:
    try:
        dated = date.fromisoformat(day).isoformat()
    except ValueError:
        raise ReportError(
            f"{day!r} is not a date; write it like 2026-11-24", f"{day!r} 不是 2026-11-24 这样的日期"
        ) from None
    lang, extent = view.lang, options.extent
    name = view.assessment.name or words(w.UNNAMED, lang)
    title, product = words(r.TITLE, lang), words(w.PRODUCT, lang)
    brief, full = extent == "short", extent == "full"
    work, steps = work_of(view, dated), steps_of(view)
    made_with = w.say(r.MADE_WITH, lang, product=product) if options.brand.name else product

    def has(part: PartId) -> bool:
        return options.has(part) and not (view.early and part in _NOT_WHILE_EARLY)

    parts: dict[Kind, PartId] = {"confirm": "open", "prove": "evidence", "improve": "plan"}
    named_in = {kind: words(r.PARTS_IN_PRINT[part], lang) if has(part) else "" for kind, part in parts.items()}
    return ReportModel(
        lang=LANGUAGES[lang].tag,
        beneath="",
        day=dated,
        file_title=f"{title} · {name}",
        running_head=f"{options.brand.name or product} · {name}",
        running_foot=f"{made_with} · {words(w.NOT_A_CERTIFICATE, lang)}",
        cover=cover(view, name, dated, options),
        summary=summary_part(view, work, named_in) if has("summary") else None,
        plan=plan_part(view, work, extent, named_in) if has("plan") else None,
        nodes=nodes_part(view, radar=not brief and not view.early) if has("dimensions") else None,
        gates=gates_part(view, work, steps) if has("gates") else None,
        findings=findings_part(view, detailed=full) if has("strengths") else None,
        gaps=gaps_part(view, steps, _GAPS[extent], rest=full) if has("gaps") else None,
        sureness=sureness_part(view) if has("sureness") else None,
        progress=progress_part(view, earlier) if has("progress") else None,
        evidence=evidence_part(view, dated, ranked_only=not full) if has("evidence") else None,
        open=open_part(view) if has("open") else None,
        sign=sign_part(view, options) if has("sign") else None,
        passed=passed_part(view, with_reason=full) if has("passed") else None,
        answers=answers_part(view) if has("answers") else None,
        editions=editions_part(view, others) if has("editions") else None,
        method=method_part(view, extent) if has("method") else None,
        sources=sources_part(view, every=full) if has("sources") else None,
        limits=_limits(view.rubric, lang),
    )


_GAPS: dict[Extent, int | None] = {"short": 3, "standard": 6, "full": None}
"""How many gaps stand in full; None: all there are."""
_NOT_WHILE_EARLY: frozenset[PartId] = frozenset(
    ("plan", "strengths", "gaps", "sureness", "evidence", "sign", "editions", "sources")
)
"""What says nothing that is known while more is open than settled: the summary says so in its place."""


def _limits(rubric: Rubric, lang: Lang) -> LimitsPart:
    own_verdict, unverified, working, bands = w.LIMIT_LINES
    # A certification body's own table is not "equal working points".
    lines = [own_verdict, unverified, *((working,) if rubric.layout.points_status == "working" else ()), bands]
    return LimitsPart(
        title=words(r.LIMITS, lang),
        lines=tuple(words(line, lang) for line in lines),
        missing_glyphs=words(r.MISSING_GLYPHS, lang),
    )


def as_json(model: ReportModel) -> str:
    """The model as JSON text, exact numbers as fractions in strings: what golden tests compare."""
    return json.dumps(asdict(model), ensure_ascii=False, indent=1, default=str) + "\n"
