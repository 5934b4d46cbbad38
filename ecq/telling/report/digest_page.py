"""The page for verifying: the content digest, the files inside, how to check them. Computes no digest."""

from __future__ import annotations

from ecq.base.language import Lang, words
from ecq.document.bilingual import merged
from ecq.document.blocks import Seal, SealRow
from ecq.telling.report import words as r
from ecq.telling.report.record import RECORD, Carried, Record
from ecq.telling.text import words as w
from ecq.telling.text.words import say

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
    part = _in_one_language(record, carried, options.lang)
    return part if options.beneath is None else merged(part, _in_one_language(record, carried, options.beneath))


def _in_one_language(record: Record, carried: tuple[Carried, ...], lang: Lang) -> Seal:
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
            *([say(r.SEAL_SIGNED, lang, **record.signature.model_dump())] if record.signature else []),
        ),
        made_by=record.made_by,
    )
