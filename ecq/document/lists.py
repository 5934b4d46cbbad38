"""A list on a sheet: its columns, and what stands in their cells, every text final. Must not know how a sheet is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, Literal, NamedTuple, TypeVar

from ecq.base.exact import cut
from ecq.base.language import Lang, Text, words
from ecq.document.blocks import Mark, Tone

Of = TypeVar("Of")


SHAPES = {"points": (2, "0.00"), "score": (1, "0.0"), "days": (None, "General"), "credit": (None, "0.####")}
"""Decimals after which a number is cut, and how a spreadsheet program is to show it."""


@dataclass(frozen=True)
class Exact:
    """A number. Points and scores are shown cut, days and credit as they are."""

    value: Fraction
    shape: Literal["points", "score", "days", "credit"]

    @property
    def shown(self) -> tuple[Fraction, str]:
        """The number as it is shown, and its format."""
        decimals, form = SHAPES[self.shape]
        return (self.value if decimals is None else Fraction(cut(self.value, decimals))), form


@dataclass(frozen=True)
class Follows:
    """What the scorecard beside it has of a question in one of its columns, and what that is now."""

    question: str
    column: str
    now: str | Exact


class Day(NamedTuple):
    """A day as ISO 8601 text, or "" for none."""

    iso: str


Content = str | int | Exact | Follows | Day | None


@dataclass(frozen=True)
class ListColumn(Generic[Of]):
    """A column, so many characters wide, with what stands in it of a row; `coloured`: how good it is what these words say.

    Numbers above 0 are drawn as `bad` where that is its tone.
    """

    head: Text | str
    width: float
    value: Callable[[Of], Content]
    tone: Tone = ""
    coloured: Mapping[Text, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetList(Generic[Of]):
    """A list with its title and what is to be known of it, in one language; `nothing` is said where it has no row.

    `depth`: how deep a row stands below one that heads it; without, none heads another.
    """

    lang: Lang
    title: Text
    lines: Sequence[str]
    columns: Sequence[ListColumn[Of]]
    rows: Sequence[Of]
    nothing: str = ""
    depth: Callable[[Of], int] | None = None

    @property
    def heads(self) -> list[str]:
        """The heads of the columns."""
        heads = (column.head for column in self.columns)
        return [head if isinstance(head, str) else words(head, self.lang) for head in heads]
