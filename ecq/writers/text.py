"""Blocks as lines of plain text, for a command: what is drawn elsewhere is said in words, and links are ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from ecq.document import blocks
from ecq.document.blocks import Block
from ecq.document.charts import Key


def lines(content: Iterable[Block]) -> Iterator[str]:
    """All blocks, a blank line above each heading, table and card."""
    begun = False
    for block in blocks.unfolded(content):
        written = [line.rstrip() for line in _block(block)]
        if begun and written and not isinstance(block, blocks.Paragraph | blocks.Bullets):
            yield ""
        yield from written
        begun |= bool(written)


def _block(block: Block) -> Iterator[str]:
    match block:
        case blocks.Chapter():
            yield from filter(None, (block.title, block.claim))
        case blocks.Section():
            yield block.title
        case blocks.Paragraph():
            yield from block.text.split("\n")
        case blocks.Bullets():
            # A line that stands below the one above it brings its own mark.
            yield from (f"    {line}" if line.startswith("· ") else f"  · {line}" for line in block.lines)
        case blocks.Facts():
            yield from (line for pair in block.pairs for line in _pair(pair, "  "))
        case blocks.Card():
            yield "  ".join(filter(None, (block.rank, block.id, block.title, f"[{block.side.text}]")))
            yield from (f"   {one.text}" for one in block.below)
            yield from (line for pair in block.facts for line in _pair(pair, "   "))
        case blocks.Table():
            yield from _table(block)
        case blocks.Fold():
            pass  # is unfolded
        case blocks.Figure():
            # A key names textures, and there are none here.
            yield from () if isinstance(block.chart, Key) else filter(None, (block.title, block.chart.alt))
        case blocks.Waves():
            yield from _waves(block)
        case blocks.OnePage():
            yield from _one_page(block)
        case blocks.OwnPage():
            yield from lines(block.ways[0])
        case blocks.Signatures():
            yield from (f"{one.label}  {''.join(one.lines)}  {block.signature}  {block.day}" for one in block.people)
        case blocks.MissingCharacters():
            pass
        case blocks.Seal():
            yield from (block.title, block.lead, f"{block.digest_label}  {block.digest}", *block.lines)
        case _:
            assert_never(block)


def _pair(pair: blocks.Labelled, indent: str) -> Iterator[str]:
    first, *rest = pair.lines or ("—",)
    yield f"{indent}{pair.label}  {first}"
    yield from (f"{indent}  {line}" for line in rest)


def _table(table: blocks.Table) -> Iterator[str]:
    """A row in a line: its first cell, then the others with their heads; what stands below in a cell follows on lines of its own. Two lists side by side stand one below the other, each under its head."""
    if table.caption:
        yield table.caption
    lists = len(table.columns) == 2 and not any(column.right for column in table.columns)
    for row in table.rows:
        if lists:
            for column, cell in zip(table.columns, row.cells, strict=False):
                yield f"  {column.head}"
                yield from (f"    {text}" for text in map(said, cell) if text)
            continue
        indent = "" if row.level in ("group", "sum") else "      " if row.level == "part" else "  "
        across: list[str] = []
        below: list[str] = []
        for place, cell in enumerate(row.cells):
            first, *rest = [text for text in map(said, cell) if text] or [""]
            head = table.columns[place].head
            if first:
                # A part of the row above says what it is, not a figure under a head.
                spans = place == len(row.cells) - 1 < len(table.columns) - 1
                beside = f"[{first}]" if row.level == "part" else f"{head} {first}" if head and not spans else first
                across.append(beside if place else first)
            below += rest
        yield indent + "  ".join(across)
        if len(row.cells) > 2:
            below = [" · ".join(below)] if below else []
        yield from (f"{indent}    {line}" for line in below)


def said(part: blocks.Part) -> str:
    """A part of a cell in words; "" of what only draws the numbers beside it."""
    match part:
        case str():
            return part
        case blocks.Said() | blocks.Rated():
            return part.text
        case blocks.Tagged():
            return part.whole
        case blocks.Link():
            return f"{part.text} [{part.id}]"
        case blocks.Tick():
            return f"{part.box} {part.text}" + (f"  {part.below}" if part.below else "")
        case blocks.Shares() | blocks.Span() | blocks.Quartiles():
            return ""  # its numbers stand beside it
        case _:
            assert_never(part)


def _waves(waves: blocks.Waves) -> Iterator[str]:
    for wave in waves.waves:
        yield _sum(waves, wave.head)
        for line in wave.lines:
            figures = _figures(waves.heads[1:], (line.gain, line.effort, line.lead, line.owner, line.day))
            marks = [*figures, *filter(None, (line.gate, line.quick, line.late))]
            box = blocks.TICKED if line.ticked else blocks.UNTICKED
            yield "  ".join(filter(None, (f"  {box}", line.id, line.title, f"[{' · '.join(marks)}]")))
            yield from (f"      {text}" for text in line.below)
        yield from (f"  {_sum(waves, one)}" for one in wave.rest)
    yield from (_sum(waves, one) for one in waves.sums)
    if waves.waves and waves.more:
        yield waves.more


def _sum(waves: blocks.Waves, one: blocks.PlanSum) -> str:
    return " · ".join(filter(None, (one.label, *_figures(waves.heads[1:3], (one.gain, one.effort)), one.after)))


def _figures(heads: Sequence[str], figures: Sequence[str]) -> list[str]:
    """Figures with their heads; those there are not are left out."""
    return [f"{head} {figure}" for head, figure in zip(heads, figures, strict=True) if figure not in ("", "—")]


def _one_page(page: blocks.OnePage) -> Iterator[str]:
    yield from filter(None, (page.title, page.headline, page.lead, *page.notes))
    yield from (f"  {one.label}  {one.value}  {one.meaning}" for one in page.numbers)
    if page.interval:
        yield page.interval.alt
    if page.dimensions:
        yield from _table(page.dimensions)
    yield from (page.first_title, page.first_note)
    if page.ways:
        yield from _waves(page.ways[0])
