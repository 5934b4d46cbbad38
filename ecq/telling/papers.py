"""Papers that go with an application to a certification body: which are named in public, by whom, and which are in hand.

The list is second-hand and of a neighbouring certification, and says so wherever it is shown. It moves no score.
"""

from __future__ import annotations

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
from ecq.telling.evidence.binder import PieceState
from ecq.telling.evidence.words import PIECE_STATES
from ecq.telling.text.words import say

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
