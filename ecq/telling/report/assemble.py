"""Assembles the report from its parts: the whole of it as final strings, ready for any renderer; and its page of digests.

Takes every number from the scorecard and the verdict; must not know fonts, pages or PDF, and computes no digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ecq.base.day import day_of
from ecq.base.errors import ReportError
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.bilingual import WithOwn, merged
from ecq.document.blocks import Block, Chapter, MissingCharacters, OwnPage, Paragraph, Seal, SealRow
from ecq.rubric.model import Rubric
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, cover
from ecq.telling.report.model import ReportModel, ReportPart
from ecq.telling.report.record import RECORD, Carried, Order, Record
from ecq.telling.report.sections import Sections
from ecq.telling.report.shown import SECTIONS, SHOWN, SectionId
from ecq.telling.text import words as w


def model_of(view: View, order: Order, annexed: bool = False) -> ReportModel:
    """The report of an order, without the page of digests. `annexed`: all answers are in a workbook inside.

    Raises ReportError where its day is no date.
    """
    model, second = _in_one_language(view, order, annexed), order.options.beneath
    if second is None:
        return model
    beneath = _in_one_language(replace(view, lang=second), order, annexed)
    return replace(merged(model, beneath), lang=model.lang, beneath=beneath.lang)


def _in_one_language(view: View, order: Order, annexed: bool) -> ReportModel:
    options, day, dated, lang = order.options, order.day, day_of(order.day), view.lang
    if dated is None:
        raise ReportError(f"{day!r} is not a date; write it like 2026-11-24", f"{day!r} 不是 2026-11-24 这样的日期")
    name = view.assessment.name or view.say(w.UNNAMED)
    title, product = view.say(r.TITLE), view.say(w.PRODUCT)
    made_with = w.say(r.MADE_WITH, lang, product=product) if options.brand.name else product
    chosen = tuple(one for one in SECTIONS if options.has(one) and (SHOWN[one].while_early or not view.early))
    sections = Sections(
        view, options.extent, dated, chosen, order.others, order.earlier, options.people, order.peers, annexed=annexed
    )
    parts = [ReportPart(one, with_comment(view, one, tuple(sections.blocks(one)))) for one in chosen]
    limits = ReportPart("limits", tuple(_limits(view.rubric, lang)))
    return ReportModel(
        lang=LANGUAGES[lang].tag,
        beneath="",
        day=dated,
        file_title=WithOwn(f"{title} · ", name),
        running_head=WithOwn(f"{options.brand.name or product} · ", name),
        running_foot=f"{made_with} · {view.say(w.NOT_A_CERTIFICATE)}",
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
    label = view.say(r.OPINION) + (LANGUAGES[view.lang].bracketed(who) if who else "")
    return (first, Paragraph(view.own(label, comment.text), "opinion"), *rest)


def _limits(rubric: Rubric, lang: Lang) -> Iterator[Block]:
    """What the report is not, and at the very end the characters that the fonts lacked."""
    own_verdict, unverified, working, bands = w.LIMIT_LINES
    yield Chapter(words(r.LIMITS, lang))
    # A certification body's own table is not "equal working points".
    for line in (own_verdict, unverified, *((working,) if rubric.layout.points_status == "working" else ()), bands):
        yield Paragraph(words(line, lang))
    yield MissingCharacters(words(r.MISSING_GLYPHS, lang))


_FILES = {
    "assessment.json": r.FILE_ASSESSMENT,
    "rubric.json": r.FILE_RUBRIC,
    "scorecard.json": r.FILE_SCORECARD,
    "earlier.json": r.FILE_EARLIER,
    "peers.json": r.FILE_PEERS,
    "annex.xlsx": r.FILE_ANNEX,
    "report.json": r.FILE_RECORD,
    "logo.png": r.FILE_LOGO,
    "logo.svg": r.FILE_LOGO,
}


def seal_part(record: Record, carried: tuple[Carried, ...]) -> Seal:
    """The page that lets anyone check the report: the digest of report.json stands for all the rest."""
    options = record.options
    part = _sealed(record, carried, options.lang)
    return part if options.beneath is None else merged(part, _sealed(record, carried, options.beneath))


def _sealed(record: Record, carried: tuple[Carried, ...], lang: Lang) -> Seal:
    # A short report has no room for the table; the content digest stands for it.
    short = record.options.extent == "short"
    return Seal(
        title=words(r.SEAL, lang),
        lead=words(r.SEAL_LEAD, lang),
        digest_label=words(r.CONTENT_DIGEST, lang),
        digest=next(one.digest for one in carried if one.name == RECORD),
        heads=tuple(words(head, lang) for head in (w.FILE, r.FILE_WHAT, w.SHA_256)),
        rows=tuple(
            SealRow(one.name, words(_FILES.get(one.name, r.FILE_OTHER_RUBRIC), lang), one.digest) for one in carried
        ),
        table=not short,
        lines=(
            *(words(line, lang) for line in (r.SEAL_LINES[:2] if short else r.SEAL_LINES)),
            *([w.say(r.SEAL_SIGNED, lang, **record.signature.model_dump())] if record.signature else []),
        ),
        made_by=record.made_by,
    )
