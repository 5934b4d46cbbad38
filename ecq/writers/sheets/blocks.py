"""Blocks on a sheet: a table in columns of its own, all else line by line, as a command prints it."""

from __future__ import annotations

from collections.abc import Sequence

from ecq.document.blocks import Block, Chapter, Section, Table
from ecq.writers.sheets.writing import LINE, QUIET, Look, SheetWriter, lines_of
from ecq.writers.text import lines, said

_WIDTH = 110
"""Characters of a line over all columns."""


def write_blocks(sheet: SheetWriter, content: Sequence[Block]) -> None:
    """Fill a sheet; columns are as wide as those of its widest table."""
    tables = [block for block in content if isinstance(block, Table)]
    shares = max(([column.share for column in table.columns] for table in tables), key=len, default=[100])
    sheet.columns([_WIDTH * share / sum(shares) for share in shares])
    row = 0
    for block in content:
        match block:
            case Chapter() | Section():
                row += bool(row)
                sheet.text(row, 0, block.title, bold=True, font_size=14 if isinstance(block, Chapter) else 10.5)
                row += 1
                if isinstance(block, Chapter) and block.claim:
                    _across(sheet, row, len(shares) - 1, block.claim)
                    row += 1
            case Table():
                row = _table(sheet, block, row) + 1
            case _:
                for line in lines([block]):
                    _across(sheet, row, len(shares) - 1, line)
                    row += 1


def _across(sheet: SheetWriter, row: int, last: int, line: str) -> None:
    """A line over all columns; merged cells do not grow by themselves, so the height is reckoned."""
    if last:
        sheet.across(row, 0, last, line, text_wrap=True)
    else:
        sheet.text(row, 0, line, text_wrap=True)
    sheet.raw.set_row(row, 16 * lines_of(line, _WIDTH))


def _table(sheet: SheetWriter, table: Table, row: int) -> int:
    """The row below it."""
    if any(column.head for column in table.columns):
        for place, column in enumerate(table.columns):
            align = "right" if column.right else "left"
            sheet.text(row, place, column.head, bold=True, text_wrap=True, align=align, font_color=QUIET)
        row += 1
    for line in table.rows:
        for place, cell in enumerate(line.cells):
            indented = line.level == "part" and not place
            look: Look = {"align": "right"} if table.columns[place].right else {"indent": int(indented)}
            text = "\n".join(filter(None, map(said, cell)))
            bold = line.level in ("group", "sum")
            sheet.text(row, place, text, text_wrap=True, bottom=1, bottom_color=LINE, bold=bold, **look)
        row += 1
    return row
