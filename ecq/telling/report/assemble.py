"""Assembles the report from its parts: the whole of it as final strings, ready for any renderer.

Takes every number from the scorecard and the verdict; must not know fonts, pages or PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecq.base.day import day_of
from ecq.base.errors import ReportError
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.bilingual import WithOwn, merged
from ecq.document.blocks import Block, Chapter, MissingCharacters, OwnPage, Paragraph
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.peers import Peers
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, cover
from ecq.telling.report.model import ReportModel, ReportPart
from ecq.telling.report.options import Options
from ecq.telling.report.progress import Earlier
from ecq.telling.report.sections import Sections
from ecq.telling.report.shown import SECTIONS, SHOWN, SectionId
from ecq.telling.text import words as w


def model_of(
    view: View,
    options: Options,
    day: str,
    others: Sequence[Rubric] = (),
    earlier: Earlier | None = None,
    peers: Peers | None = None,
    annexed: bool = False,
) -> ReportModel:
    """The report dated `day` (YYYY-MM-DD), without the page of digests. `others` are the rubrics to compare with,
    `earlier` a state of before, `peers` are those it is compared with. `annexed`: all answers are in a workbook inside.

    Raises ReportError where `day` is no date.
    """
    model = _in_one_language(view, options, day, others, earlier, peers, annexed)
    if options.beneath is None:
        return model
    beneath = _in_one_language(replace(view, lang=options.beneath), options, day, others, earlier, peers, annexed)
    return replace(merged(model, beneath), lang=model.lang, beneath=beneath.lang)


def _in_one_language(
    view: View,
    options: Options,
    day: str,
    others: Sequence[Rubric],
    earlier: Earlier | None,
    peers: Peers | None,
    annexed: bool,
) -> ReportModel:
    dated = day_of(day)
    if dated is None:
        raise ReportError(f"{day!r} is not a date; write it like 2026-11-24", f"{day!r} 不是 2026-11-24 这样的日期")
    lang = view.lang
    name = view.assessment.name or words(w.UNNAMED, lang)
    title, product = words(r.TITLE, lang), words(w.PRODUCT, lang)
    made_with = w.say(r.MADE_WITH, lang, product=product) if options.brand.name else product
    chosen = tuple(one for one in SECTIONS if options.has(one) and (SHOWN[one].while_early or not view.early))
    sections = Sections(
        view, options.extent, dated, chosen, tuple(others), earlier, options.people, peers, annexed=annexed
    )
    parts = [ReportPart(one, with_comment(view, one, tuple(sections.blocks(one)))) for one in chosen]
    limits = ReportPart("limits", tuple(_limits(view.rubric, lang)))
    return ReportModel(
        lang=LANGUAGES[lang].tag,
        beneath="",
        day=dated,
        file_title=WithOwn(f"{title} · ", name),
        running_head=WithOwn(f"{options.brand.name or product} · ", name),
        running_foot=f"{made_with} · {words(w.NOT_A_CERTIFICATE, lang)}",
        cover=cover(view, name, dated, options),
        parts=(*(part for part in parts if part.blocks), limits),
    )


def with_comment(view: View, id_: SectionId, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A part with the consultant's comment on it below its title, marked as an opinion; on a page of its own, in each way of telling it."""
    comment = view.assessment.comments.get(id_)
    if comment is None or not blocks:
        return blocks
    first, *rest = blocks
    if isinstance(first, OwnPage):
        return (OwnPage(tuple(with_comment(view, id_, way) for way in first.ways)), *rest)
    who = LANGUAGES[view.lang].listed(one for one in (comment.by, comment.day) if one)
    label = words(r.OPINION, view.lang) + (LANGUAGES[view.lang].bracketed(who) if who else "")
    return (first, Paragraph(view.own(label, comment.text), "opinion"), *rest)


def _limits(rubric: Rubric, lang: Lang) -> Iterator[Block]:
    """What the report is not, and at the very end the characters that the fonts lacked."""
    own_verdict, unverified, working, bands = w.LIMIT_LINES
    yield Chapter(words(r.LIMITS, lang))
    # A certification body's own table is not "equal working points".
    for line in (own_verdict, unverified, *((working,) if rubric.layout.points_status == "working" else ()), bands):
        yield Paragraph(words(line, lang))
    yield MissingCharacters(words(r.MISSING_GLYPHS, lang))
