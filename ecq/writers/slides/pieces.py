"""Blocks of slides as the few things PowerPoint has: texts, tables, charts, shapes. Knows sizes, not places; and no content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, assert_never

from ecq.document import blocks
from ecq.document.blocks import Beside, Outcome, SlideBlock, Work
from ecq.document.charts import Chart, Key, ScoreColumns, WorkKind
from ecq.writers.text import said

Paint = Literal[
    "ink", "muted", "accent", "pale", "soft", "track", "to improve", "ground", "line", "gold", "bad", "bad pale"
]
_PAINTS: dict[blocks.Tone, Paint] = {"": "ink", "strong": "ink", "muted": "muted", "accent": "gold", "bad": "bad"}
BODY, SMALL, LEAD, HEAD, LARGE = 16.0, 12.0, 20.0, 18.0, 60.0
_FULL, _NOT_SURE = "★☆"


@dataclass(frozen=True)
class Run:
    """Letters of one look."""

    text: str
    size: float = BODY
    bold: bool = False
    paint: Paint = "ink"


@dataclass(frozen=True)
class Texts:
    """Paragraphs one below the other. `framed`: in a box; `edge`: with a line of this colour at the side."""

    paragraphs: tuple[tuple[Run, ...], ...]
    framed: bool = False
    edge: Paint | None = None
    texture: WorkKind | None = None


@dataclass(frozen=True)
class Grid:
    """A table: its columns' shares of the width, which of them stand to the right, its heads, its rows, and its name."""

    shares: tuple[float, ...]
    right: frozenset[int]
    heads: tuple[str, ...]
    rows: tuple[tuple[Texts, ...], ...]
    name: str


@dataclass(frozen=True)
class Bars:
    """Shares of full marks, a bar each: what it is called, and where its states end, of 1."""

    bars: tuple[tuple[str, blocks.Shares], ...]
    states: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Side:
    """Pieces side by side."""

    columns: tuple[tuple[Piece, ...], ...]
    shares: tuple[int, ...]


Piece = Texts | Grid | Bars | Chart | ScoreColumns | Side


def pieces(content: Iterable[SlideBlock], states: tuple[str, ...], name: str) -> Iterator[Piece]:
    """What a slide is made of. `states` are the names of a bar's states, `name` is the slide's title.

    Paragraphs that follow each other are one text.
    """
    made: list[Piece] = []
    for block in content:
        for piece in _pieces(block, states, name):
            last = made[-1] if made else None
            plain = isinstance(piece, Texts) and piece == Texts(piece.paragraphs)
            if plain and isinstance(last, Texts) and last == Texts(last.paragraphs):
                assert isinstance(piece, Texts)
                made[-1] = Texts((*last.paragraphs, *piece.paragraphs))
            else:
                made.append(piece)
    yield from made


def states_of(content: Iterable[SlideBlock]) -> tuple[str, ...]:
    """What a slide calls the states of its bars."""
    for block in content:
        if isinstance(block, blocks.Figure) and isinstance(block.chart, Key):
            return block.chart.states
    return ("",) * 4


def _pieces(block: SlideBlock, states: tuple[str, ...], name: str) -> Iterator[Piece]:
    match block:
        case Outcome():
            yield _outcome(block)
        case Work():
            facts = [
                (Run(f"{one.label}  ", SMALL, paint="muted"), Run(" ".join(one.lines), HEAD, bold=True))
                for one in block.facts
            ]
            yield Texts(
                ((Run(block.title, 24, bold=True),), *facts, (Run(block.begin),)), framed=True, texture=block.kind
            )
        case ScoreColumns():
            yield block
        case Beside():
            columns = tuple(tuple(pieces(column, states, name)) for column in block.columns)
            yield Side(columns, block.shares)
        case blocks.Chapter():
            yield _texts(Run(block.title, HEAD, bold=True))
        case blocks.Paragraph():
            size = {"lead": LEAD, "body": BODY, "note": SMALL, "opinion": BODY}[block.kind]
            paint: Paint = "muted" if block.kind == "note" else "ink"
            yield _texts(Run(block.text, size, block.kind == "lead", paint))
        case blocks.Bullets():
            yield _texts(*(Run(line, BODY, paint="muted") for line in block.lines))
        case blocks.Card():
            yield _card(block)
        case blocks.Table():
            yield _table(block, states, name)
        case blocks.Figure():
            if block.title:
                yield _texts(Run(block.title, HEAD, bold=True))
            yield block.chart
            if block.note:
                yield _texts(Run(block.note, SMALL, paint="muted"))
        case _:
            assert_never(block)


def _texts(*runs: Run) -> Texts:
    return Texts(tuple((run,) for run in runs))


def _outcome(block: Outcome) -> Texts:
    full: Paint = "muted" if block.against else "gold"
    sure, possible = block.stars.sure, max(block.stars.sure, block.stars.possible)
    stars = (
        Run(_FULL * sure, 28, paint=full),
        Run(_NOT_SURE * (possible - sure), 28, paint=full),
        Run(_NOT_SURE * (block.stars.all - possible), 28, paint="to improve"),  # outlined: a text is also read aloud
    )
    score = Run(block.score, LARGE, bold=True), Run(" " + block.behind.replace(" ", "\u00a0"), 24, paint="muted")
    against = ((Run(block.against, HEAD, bold=True, paint="bad"),),) if block.against else ()
    return Texts((stars, *against, score, (Run(block.grade, HEAD),)))


def _card(card: blocks.Card) -> Texts:
    paint = _PAINTS[card.side.tone]
    title = (Run(card.title, BODY, bold=True), Run(f"  {card.side.text}", SMALL, bold=True, paint=paint))
    below = (Run(one.text, SMALL if one.tone == "muted" else 14, paint=_PAINTS[one.tone]) for one in card.below)
    facts = ((Run(f"{one.label}  ", SMALL, paint="muted"), Run(" ".join(one.lines), 14)) for one in card.facts)
    return Texts((title, *((run,) for run in below), *facts), edge=paint)


def _table(table: blocks.Table, states: tuple[str, ...], name: str) -> Grid | Bars:
    name = table.caption or name
    bars = tuple(_bar(row) for row in table.rows)
    if any(bars):
        return Bars(tuple(bar for bar in bars if bar), states, name)
    columns = table.columns
    return Grid(
        tuple(one.share for one in columns),
        frozenset(place for place, one in enumerate(columns) if one.right),
        tuple(one.head for one in columns),
        tuple(tuple(_cell(cell, row.level in ("group", "sum")) for cell in row.cells) for row in table.rows),
        name,
    )


def _bar(row: blocks.Row) -> tuple[str, blocks.Shares] | None:
    """A row's bar with all that is said beside it."""
    bar = next((part for cell in row.cells for part in cell if isinstance(part, blocks.Shares)), None)
    beside = "  ".join(_whole(text) for cell in row.cells for text in map(_said, cell) if text)
    return (beside, bar) if bar else None


def _whole(text: str) -> str:
    """An interval that no line tears apart: a chart breaks what is said beside its bars where it likes."""
    return text.replace(" — ", "\u00a0—\u00a0")


def _cell(cell: blocks.Cell, bold: bool) -> Texts:
    runs = []
    for part in cell:
        tone = part.tone if isinstance(part, blocks.Said | blocks.Link) else ""
        runs.append(Run(_said(part), 14, bold or tone in ("strong", "bad"), _PAINTS[tone]))
    return _texts(*(run for run in runs if run.text))


def _said(part: blocks.Part) -> str:
    return part.text if isinstance(part, blocks.Link) else said(part)


def scaled(texts: Texts, scale: Fraction) -> Texts:
    """The same smaller; letters end on whole halves of a point."""
    return replace(
        texts,
        paragraphs=tuple(
            tuple(replace(run, size=int(run.size * scale * 2) / 2) for run in paragraph)
            for paragraph in texts.paragraphs
        ),
    )


def widths(shares: Sequence[float], width: float) -> list[float]:
    """A width divided as shares say."""
    return [width * share / sum(shares) for share in shares]
