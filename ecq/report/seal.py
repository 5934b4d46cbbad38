"""The last page of the report model: the content digest and the files inside. Words a record; computes no digest."""

from __future__ import annotations

from ecq.languages import words
from ecq.report.contents import SealPart, SealRow
from ecq.report.record import RECORD, Carried, Record
from ecq.wording import reports as r

_FILES = {
    "assessment.json": r.FILE_ASSESSMENT,
    "rubric.json": r.FILE_RUBRIC,
    "scorecard.json": r.FILE_SCORECARD,
    "report.json": r.FILE_RECORD,
}


def seal_part(record: Record, carried: tuple[Carried, ...]) -> SealPart:
    """The page that lets anyone check the report: the digest of report.json stands for all the rest."""
    lang = record.options.lang
    return SealPart(
        title=words(r.SEAL, lang),
        lead=words(r.SEAL_LEAD, lang),
        digest_label=words(r.CONTENT_DIGEST, lang),
        digest=next(one.digest for one in carried if one.name == RECORD),
        heads=tuple(words(head, lang) for head in (r.FILE, r.FILE_WHAT, r.FILE_DIGEST)),
        rows=tuple(SealRow(one.name, words(_FILES[one.name], lang), one.digest) for one in carried),
        lines=tuple(words(line, lang) for line in r.SEAL_LINES),
        made_by=record.made_by,
    )


def file_words(name: str, lang: str) -> str:
    """What a file inside is, in words."""
    return _FILES[name].en if lang == "en" else _FILES[name].zh
