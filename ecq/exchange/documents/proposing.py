"""What a document proposes: for each question it answers one proposal with the sentence, and the document as evidence of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ecq.assessment.model import EVIDENCE_LIMIT, PLACE_LIMIT, Assessment, Evidence, KeptFile, Response
from ecq.assessment.proposals import Proposal, Source, SourceKind, proposal
from ecq.base.day import day_of
from ecq.base.language import Text, filled
from ecq.base.patterns import later
from ecq.exchange import words as d
from ecq.exchange.documents.matching import Match, Matcher
from ecq.exchange.documents.reading import Document
from ecq.interview.typed.folding import HAN
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import ByDigest, Rubric

_DATED = later(
    r"(20[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}) ?日?(?P<from>[^。，]{0,4}(?:起|施行|实施|生效|执行))?"
)
_OF_ISSUE = later(r"发布|印发|公布|修订|施行|实施|生效|版|issued|effective|in force", re.IGNORECASE)


@lru_cache(maxsize=8)
def _matcher(key: ByDigest, english: bool) -> Matcher:
    return Matcher(key.rubric, english)


def matcher(rubric: Rubric, document: Document) -> Matcher:
    """The questions of a rubric in the language that most of a document is written in."""
    sample = "".join(one.text for one in document.passages[:400])[:20_000]
    return _matcher(ByDigest(rubric), len(HAN.findall(sample)) * 10 < len(sample))


def day_of_document(document: Document) -> tuple[str, bool]:
    """The day a document says it is of, and whether it is in force only from then; "" where it names none near its begin or end."""
    near = (*document.passages[:12], *document.passages[-6:])
    for passage in near:
        if _OF_ISSUE.search(passage.text) or _OF_ISSUE.search(document.name):
            for found in _DATED.finditer(passage.text):
                day = day_of(re.sub(r"[-/.年月 ]+", "-", found[1]))
                if day:
                    return day, bool(found["from"])
    return "", False


def proposals_of(
    document: Document,
    rubric: Rubric,
    assessment: Assessment,
    *,
    at: str,
    upon: int = 0,
    kind: SourceKind = "document",
) -> tuple[list[Proposal], list[Text]]:
    """What a document proposes, in the order of the questions, and sentences about it. Nothing where it is not in force yet."""
    day, from_then = day_of_document(document)
    if from_then and day > at[:10]:
        return [], [filled(d.NOT_IN_FORCE, file=document.name, day=day)]
    reader = matcher(rubric, document)
    found = reader.matches(document.passages)
    by_question: dict[str, list[Match]] = {}
    for one in found:
        by_question.setdefault(one.question, []).append(one)
    made: list[Proposal] = []
    for question in rubric.by_id:
        for several in _by_value(rubric, by_question.get(question, ())):
            source = Source(
                kind=kind,
                name=document.name,
                place="; ".join(dict.fromkeys(one.passage.place for one in several))[:500],
                quote="\n".join(dict.fromkeys(one.quote for one in several))[:2_000],
                mark=several[0].mark,
                digest=document.digest,
                day=day,
            )
            value = _value(rubric, assessment, several)
            given = Response(state="answered", value=value)
            made.append(proposal(assessment, question, "answer", given, source, at=at, upon=upon))
            if kind == "document":
                place = d.places_words(source.place, "en" if reader.english else "zh")
                pieces = _proved(rubric.by_id[question], value)
                piece = Evidence(text=document.name[:EVIDENCE_LIMIT], place=place[:PLACE_LIMIT], pieces=pieces)
                made.append(proposal(assessment, question, "evidence", piece, source, at=at, upon=upon))
    return made, [] if made else [filled(d.NOTHING_FOUND, file=document.name)]


_RULES = later(r"(?:制度|规定|规则|办法|规范|政策|条款|协议|细则|章程|手册|预案|全文|文档)(?:$|[，,（(])")
"""What the name of a piece ends in where a document with rules is that piece, and not a record, a list or a picture of something."""


def _proved(question: Question, value: Value) -> tuple[str, ...]:
    """The pieces that an answer needs and a document that carries it can be: those that ask for rules in writing."""
    return tuple(
        name for name, piece in question.pieces.items() if name in question.needed(value) and _RULES.search(piece.zh)
    )


def with_file(made: Iterable[Proposal], kept: KeptFile, by: str) -> list[Proposal]:
    """The proposals with the file itself in those of evidence that come from it; `by` is who brought it."""
    return [
        one.model_copy(update={"value": one.value.model_copy(update={"file": kept, "brought_by": by})})
        if isinstance(one.value, Evidence) and one.source.digest == kept.sha256
        else one
        for one in made
    ]


def _by_value(rubric: Rubric, found: Iterable[Match]) -> list[list[Match]]:
    """What belongs into one proposal: of a checklist all, else what says the same. Others stand beside each other."""
    groups: dict[object, list[Match]] = {}
    for one in found:
        groups.setdefault("items" if rubric.by_id[one.question].parts else one.value, []).append(one)
    return [sorted(group, key=lambda one: -one.degree) for group in groups.values()]


def _value(rubric: Rubric, assessment: Assessment, several: list[Match]) -> str | tuple[str, ...]:
    """The value: of a checklist what was ticked before and what the sentences carry."""
    question = rubric.by_id[several[0].question]
    if not question.parts:
        return several[0].value
    before = assessment.response(question.id).value
    ticked = {*(before if isinstance(before, tuple) else ()), *(item for one in several for item in one.value)}
    return question.choose([item.id for item in question.parts if item.id in ticked])
