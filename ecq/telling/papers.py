"""Papers that go with an application to a certification body, and outlines of documents to be written.

Papers: which are named in public, by whom, and which are in hand. The list is second-hand and of a neighbouring
certification, and says so wherever it is shown. It moves no score.
Outlines: headings, what each must settle and by which article, and what is known from the answers. They are outlines and no
advice; every word is the bank's or the operator's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data
from typing import Any, Literal

import yaml

from ecq.assessment.model import Assessment, Evidence
from ecq.base.day import Day
from ecq.base.errors import AssessmentError
from ecq.base.frozen import Frozen, Id
from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.document.blocks import Block, Chapter, Facts, Labelled, Paragraph, Section
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Citation, Status
from ecq.rubric.model import Rubric
from ecq.telling.evidence.binder import PieceState
from ecq.telling.evidence.words import PIECE_STATES
from ecq.telling.report import words as r
from ecq.telling.report.cover import DIGEST_SHOWN
from ecq.telling.text import words as w
from ecq.telling.text.reactions import not_counted
from ecq.telling.text.sentences import answer_words, citation_words, fact_words, law_as_of, level_words
from ecq.telling.text.words import BASED_ON, say

PAPERS = text("申请材料", "Application papers")
IN_HAND_OF = text("申请材料 {held} / {all}", "Application papers {held} of {all}")
SECOND_HAND = text(
    "这份清单是二手的：{pages} 个公开网页（{urls}，{read} 读过）写的是一般的电商服务认证，不是本项认证的规定。以认证机构给的清单为准。",
    "This list is second-hand: {pages} public pages ({urls}, read on {read}) write of the certification of e-commerce services in general, not of this one. What counts is the certification body's own list.",
)


class Source(Frozen):
    """A public page that names papers: its own date, and the day it was read."""

    id: Id
    url: str
    dated: Day
    read: Day
    status: Literal["secondary"]


class Paper(Frozen):
    """A paper, and the pages that name it."""

    id: Id
    title: Text
    sources: tuple[Id, ...]


@dataclass(frozen=True)
class PaperLine:
    """How it stands with a paper on the day of the figures."""

    paper: Paper
    state: PieceState
    thing: Evidence | None


@cache
def _read() -> tuple[tuple[Source, ...], tuple[Paper, ...]]:
    raw: Any = yaml.safe_load(get_data("ecq.telling", "papers.yaml") or b"")
    listed = tuple(Paper.model_validate({**one, "sources": tuple(one["sources"])}) for one in raw["papers"])
    return tuple(Source.model_validate(one) for one in raw["sources"]), listed


def sources() -> tuple[Source, ...]:
    """The pages the list was taken from."""
    return _read()[0]


def paper_of(paper_id: str) -> Paper:
    """A paper by its id. Raises AssessmentError, which names those there are."""
    found = next((one for one in _read()[1] if one.id == paper_id), None)
    if found is None:
        listed = ", ".join(one.id for one in _read()[1])
        raise AssessmentError(
            f"there is no paper {paper_id[:80]!r}; there are: {listed}", f"没有 {paper_id[:80]!r}，有：{listed}"
        )
    return found


def paper_lines(assessment: Assessment) -> tuple[PaperLine, ...]:
    """Every paper of the list, in its order, with what is kept of it."""

    def state(thing: Evidence | None) -> PieceState:
        if thing is None:
            return "wanted"
        return "expired" if thing.until is not None and thing.until < assessment.day else "held"

    kept = ((paper, assessment.papers.get(paper.id)) for paper in _read()[1])
    return tuple(PaperLine(paper, state(thing), thing) for paper, thing in kept)


def papers_sentence(assessment: Assessment, lang: Lang) -> str:
    """How many of them are in hand."""
    lines = paper_lines(assessment)
    return say(IN_HAND_OF, lang, held=sum(one.state == "held" for one in lines), all=len(lines))


def second_hand(lang: Lang) -> str:
    """Where the list comes from, and what that is worth."""
    pages = sources()
    urls = LANGUAGES[lang].listed(one.url for one in pages)
    return say(SECOND_HAND, lang, pages=len(pages), urls=urls, read=max(one.read for one in pages))


def paper_data(line: PaperLine, lang: Lang) -> dict[str, Any]:
    """A line as plain data, for command and API."""
    kept = line.thing.model_dump(mode="json") if line.thing else None
    return {
        "id": line.paper.id,
        "title": words(line.paper.title, lang),
        "state": line.state,
        "status": "secondary",
        "sources": [one.url for one in sources() if one.id in line.paper.sources],
        "thing": kept,
    }


def paper_row(line: PaperLine, lang: Lang) -> tuple[str, str, str]:
    """Title, state and what is kept, for a list that is read."""
    thing = line.thing
    said = " · ".join(filter(None, (thing.text, thing.place, str(thing.until or "")))) if thing else ""
    return words(line.paper.title, lang), words(PIECE_STATES[line.state], lang), said


NOTE = text(
    "这是提纲，不是法律意见。“要写清”是题库里得分最高的做法，依据是题目引用的条文；空白处由平台填写，写好后请法务看过。",
    "This is an outline, no legal advice. “To settle” is what earns most in the bank, “Basis” what its question cites; blanks are the platform's to fill, and counsel should read the result.",
)
SETTLE = text("要写清", "To settle")
NOW = text("现在的回答", "Answer now")
SETTLED = text("已经是这样", "Already so")
OWNER = text("谁负责", "Who")
FROM = text("何时起", "From when")
DRAFT = text("正文", "Text")
HANGS = text(
    "要看平台画像里还没填的：{facts}", "Whether it applies depends on what the profile does not say yet: {facts}"
)
LEFT_OUT = text(
    "有 {count} 题平台画像排除了，没有列出：{facts}。", "Ruled out by the profile and not listed: {count} ({facts})."
)
SET_ASIDE = text("有 {count} 题选了“不适用”，没有列出。", "Set aside as not applicable and not listed: {count}.")
NOTHING_LEFT = text("所以这份制度没有要写的题。", "So nothing is left that this document would have to settle.")
BLANK = "________________"
ROOM = ("\u2003",) * 6
"""Empty lines to write the document in."""


class Outline(Frozen):
    """A document that several questions ask for: which questions it settles."""

    id: Id
    title: Text
    questions: tuple[Id, ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """All of them, in order."""
    raw = yaml.safe_load(get_data("ecq.telling", "outlines.yaml") or b"")
    return tuple(Outline.model_validate({**one, "questions": tuple(one["questions"])}) for one in raw)


def outline_blocks(rubric: Rubric, assessment: Assessment, outline: Outline, lang: Lang, day: str) -> Iterator[Block]:
    """An outline as blocks as of a day (ISO 8601), a section for each question that applies or may apply."""
    applying = rubric.applying(assessment.profile)
    asked = [id_ for id_ in outline.questions if id_ in rubric.by_id]
    ruled_out = [id_ for id_ in asked if applying[id_] is False]
    aside = [id_ for id_ in asked if applying[id_] is not False and assessment.response(id_).state == "na"]
    listed = [id_ for id_ in asked if id_ not in {*ruled_out, *aside}]
    name = assessment.name or words(w.UNNAMED, lang)
    edition = w.say(r.RUBRIC, lang, id=rubric.id, version=rubric.version, digest=rubric.digest[:DIGEST_SHOWN])
    yield Chapter(words(outline.title, lang))
    yield Paragraph(" · ".join((name, w.say(w.AS_OF, lang, day=day), edition, law_as_of(rubric, lang))), "note")
    yield Paragraph(words(NOTE, lang), "note")
    left = []
    if ruled_out:
        facts = LANGUAGES[lang].semicolon.join(_deciding(rubric, assessment, ruled_out, lang))
        left.append(w.say(LEFT_OUT, lang, count=len(ruled_out), facts=facts))
    if aside:
        left.append(w.say(SET_ASIDE, lang, count=len(aside)))
    if left and not listed:
        left.append(words(NOTHING_LEFT, lang))
    if left:
        yield Paragraph(LANGUAGES[lang].sentences(left))
    for id_ in listed:
        question = rubric.by_id[id_]
        yield Section(words(question.text, lang))
        parts = [words(item.text, lang) for item in question.parts]
        settle = parts or [level_words(question, [*question.scale][-1], lang)]
        now = list(_now(rubric, assessment, question, lang))
        if set(settle) <= set(now):  # it stands right above
            now = [*([] if parts else [words(SETTLED, lang)]), *(line for line in now if line not in settle)]
        told = (
            (SETTLE, settle),
            (BASED_ON, _basis(rubric, question, lang)),
            (NOW, now),
            (OWNER, [BLANK]),
            (FROM, [BLANK]),
            (DRAFT, ROOM),
        )
        yield Facts(tuple(Labelled(words(label, lang), tuple(said)) for label, said in told))


def _deciding(rubric: Rubric, assessment: Assessment, questions: Iterable[str], lang: Lang) -> Iterator[str]:
    """What the profile says that rules questions out, each fact once; those not filled in by their name."""
    facts = dict.fromkeys(fact for one in not_counted(rubric, assessment, questions) for fact in one.facts)
    for fact in facts:
        text, value = words(rubric.facts[fact].text, lang), assessment.profile.get(fact)
        said = "" if value is None else f" {fact_words(rubric.facts[fact], value, lang)}"
        yield LANGUAGES[lang].quoted(text) + said


def _now(rubric: Rubric, assessment: Assessment, question: Question, lang: Lang) -> Iterator[str]:
    """What is answered, and on which missing facts it hangs whether the question applies."""
    response = assessment.response(question.id)
    waits = not_counted(rubric, assessment, [question.id])
    ticked = [item for item in question.parts if response.state == "answered" and item.id in (response.value or ())]
    if ticked:
        counted = w.say(w.ITEMS_OF, lang, count=len(ticked), all=len(question.parts))
        yield from (counted, *(words(item.text, lang) for item in ticked))
    elif not waits or response.state != "unanswered":
        yield answer_words(question, response, lang)
    for one in waits:
        facts = (LANGUAGES[lang].quoted(words(rubric.facts[fact].text, lang)) for fact in one.facts)
        yield w.say(HANGS, lang, facts=LANGUAGES[lang].listed(facts))


def _basis(rubric: Rubric, question: Question, lang: Lang) -> Iterator[str]:
    """What a question rests on, a law that is cited several times and known alike once."""
    cited: dict[tuple[str, Status], list[str]] = {}
    for one in question.sources:
        cited.setdefault((one.source, one.status), []).extend(one.articles)
    for (source, status), articles in cited.items():
        together = Citation(source=source, articles=tuple(dict.fromkeys(articles)), status=status)
        yield citation_words(rubric, together, lang)
