"""Slides as data: blocks of a document, and what only slides have. Must not know how a text came about nor how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.document.blocks import Block, Labelled
from ecq.document.charts import ScoreColumns, WorkKind


@dataclass(frozen=True)
class Outcome:
    """The grade in words and in stars, so many of so many, and what stands against them; the score, large, and what stands
    smaller behind it.
    """

    stars: int
    most_stars: int
    grade: str
    against: str
    score: str
    behind: str


@dataclass(frozen=True)
class Work:
    """A kind of work: what it is called, its figures, and what to begin with. It wears its texture of the score's bar."""

    kind: WorkKind
    title: str
    facts: tuple[Labelled, ...]
    begin: str


@dataclass(frozen=True)
class Beside:
    """Columns side by side, as wide as their `shares` say."""

    columns: tuple[tuple[SlideBlock, ...], ...]
    shares: tuple[int, ...]


SlideBlock = Block | Outcome | Work | Beside | ScoreColumns


@dataclass(frozen=True)
class Slide:
    """One slide. `id` is its address in the file, `notes` say where each number stands."""

    id: str
    title: str
    blocks: tuple[SlideBlock, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Deck:
    """Slides with what stands on each: whose they are at the head, whose result it is, and at the foot what it is and is not.

    `logo` says the words of a logo; `keys` how to flip.
    """

    title: str
    brand: str
    logo: str
    platform: str
    foot: str
    keys: str
    day: str
    slides: tuple[Slide, ...]
