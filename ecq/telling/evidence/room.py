"""The evidence by piece: which pieces the answers given need, what is put to each, in which state it is, what ends when.

Pure; the day is the one the assessment's figures are of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ecq.assessment.model import Assessment, Evidence
from ecq.base.day import day_after
from ecq.base.language import Lang, words
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.proof import counts, last_day, put_to
from ecq.scoring.scorecard import QuestionScore, Scorecard

PieceState = Literal["held", "to-review", "returned", "expired", "wanted"]
PIECE_STATES: tuple[PieceState, ...] = ("held", "to-review", "returned", "expired", "wanted")
"""In hand (accepted, where somebody reviews); in hand, to be reviewed; returned; expired; to be obtained."""


@dataclass(frozen=True)
class PutThing:
    """A thing put to a piece: where it stands among those of its question, and the last day it proves the piece."""

    index: int
    thing: Evidence
    until: str | None
    counts: bool


@dataclass(frozen=True)
class RoomPiece:
    """A piece that an answer needs, with what is put to it, what counts first."""

    question: str
    id: str
    text: str
    state: PieceState
    things: tuple[PutThing, ...]

    @property
    def owner(self) -> str:
        """Who brings it."""
        return next((put.thing.owner for put in self.things if put.thing.owner), "")

    @property
    def until(self) -> str | None:
        """The last day on which it is proved, where that is known."""
        return self.things[0].until if self.things else None


@dataclass(frozen=True)
class RoomQuestion:
    """A question with the pieces its answer needs, and what is put to nothing that is needed."""

    id: str
    indicator: str
    text: str
    gate: bool
    score: QuestionScore
    pieces: tuple[RoomPiece, ...]
    loose: tuple[PutThing, ...]

    @property
    def held(self) -> int:
        """How many of the pieces that its answer needs are in hand."""
        return sum(piece.state == "held" for piece in self.pieces if piece.id in self.score.needed)


@dataclass(frozen=True)
class Room:
    """All pieces that the answers need, by question in order; `titles` name indicators and dimensions by id."""

    day: str
    reviewed: bool
    questions: tuple[RoomQuestion, ...]
    titles: Mapping[str, str]
    dimension_of: Mapping[str, str]

    @cached_property
    def pieces(self) -> tuple[RoomPiece, ...]:
        """Every piece that an answer needs, in order."""
        return tuple(piece for one in self.questions for piece in one.pieces if piece.id in one.score.needed)

    def count(self, state: PieceState) -> int:
        """How many pieces are in a state."""
        return sum(piece.state == state for piece in self.pieces)

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Who brings something, by name."""
        return tuple(sorted({piece.owner for piece in self.pieces} - {""}))

    def ending(self, days: int) -> tuple[RoomPiece, ...]:
        """Pieces in hand that end within so many days, the earliest first."""
        border = day_after(self.day, days) if self.day else ""
        found = [piece for piece in self.pieces if piece.state == "held" and piece.until and piece.until < border]
        return tuple(sorted(found, key=lambda piece: piece.until or ""))

    @cached_property
    def expired(self) -> tuple[RoomPiece, ...]:
        """Pieces whose time is over, the latest first."""
        return tuple(
            sorted((p for p in self.pieces if p.state == "expired"), key=lambda p: p.until or "", reverse=True)
        )


def room(rubric: Rubric, assessment: Assessment, card: Scorecard, lang: Lang) -> Room:
    """The pieces of an assessment in a language."""
    found = tuple(
        room_question(rubric.by_id[one.id], one, assessment, lang)
        for one in card.questions.values()
        if one.state != "hidden" and (one.needed or assessment.response(one.id).evidence)
    )
    titles = {node.id: words(node.title, lang) for node in rubric.nodes.values()}
    dimensions = {indicator: dimension for dimension, indicator in rubric.place.values()}
    return Room(assessment.day, bool(assessment.reviewer), found, titles, dimensions)


def room_question(question: Question, scored: QuestionScore, assessment: Assessment, lang: Lang) -> RoomQuestion:
    """One question with its pieces: those its answer needs, or all where it is open."""
    asked = scored.needed if scored.credit is not None else frozenset(question.pieces)
    put: dict[str, list[PutThing]] = {name: [] for name in question.pieces}
    loose = []
    for index, thing in enumerate(assessment.response(question.id).evidence):
        placed = [name for name in put_to(question, thing) if name in asked]
        for name in placed:
            end = last_day(question.pieces[name], thing)
            put[name].append(PutThing(index, thing, end, counts(thing, bool(assessment.reviewer))))
        if not placed:
            loose.append(PutThing(index, thing, None, False))
    pieces = tuple(
        _piece(scored, name, words(piece, lang), put[name]) for name, piece in question.pieces.items() if name in asked
    )
    text, gate = words(question.text, lang), question.gate is not None
    return RoomQuestion(question.id, scored.indicator, text, gate, scored, pieces, tuple(loose))


def _piece(one: QuestionScore, name: str, text: str, put: list[PutThing]) -> RoomPiece:
    held = name in one.held
    ordered = sorted(put, key=lambda it: (not it.counts, -int((it.until or "9999-12-31").replace("-", ""))))
    state: PieceState = "held" if held else next(_states(ordered), "wanted")
    return RoomPiece(one.id, name, text, state, tuple(ordered))


def _states(put: list[PutThing]) -> Iterator[PieceState]:
    """What the things put to a piece that is not in hand come to, what is nearest to it first."""
    if any(one.counts for one in put):
        yield "expired"
    there = [one.thing for one in put if one.thing.in_hand and (one.thing.file or one.thing.place)]
    if any(thing.review is None for thing in there):
        yield "to-review"
    if any(thing.review and thing.review.verdict == "returned" for thing in there):
        yield "returned"
    if there:  # accepted by who brought it
        yield "to-review"
