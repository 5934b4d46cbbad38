"""Lists and blocks as tables on a sheet: heads, filter, frozen panes, colours that repeat what words say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from ecq.base.language import words
from ecq.document import lists
from ecq.document.blocks import Block, Chapter, Mark, Section, Table
from ecq.document.colours import MARKS, SHADES
from ecq.document.lists import Day, Exact, Follows, Of, SheetList
from ecq.writers.sheets import writing
from ecq.writers.text import lines, said

_MARKED: Mapping[Mark, writing.Look] = {
    mark: {"font_color": SHADES[name].light, "bg_color": SHADES[f"{name}-soft"].light, "bold": mark == "bad"}
    for mark, name in MARKS.items()
}
GOOD, FAIR, BAD = (_MARKED[mark] for mark in MARKS)
_TEXT: writing.Look = {"text_wrap": True, "bottom": 1, "bottom_color": writing.LINE}
_TONES: Mapping[str, writing.Look] = {"muted": {"font_size": 9, "font_color": writing.QUIET}, "strong": {"bold": True}}
_NUMBER: writing.Look = {"align": "right", "indent": 1}


def write_list(
    sheet: writing.SheetWriter,
    told: SheetList[Of],
    head_row: int,
    live: Callable[[Follows], writing.Live] | None = None,
    printed: int | None = None,
    frozen: int = 0,
) -> None:
    """A table below its heading row, with filter. `printed`: so many columns are; `frozen`: so many stay in sight."""
    first, last = head_row + 1, head_row + len(told.rows)
    sheet.columns([column.width for column in told.columns], printed=printed)
    contents = ([column.value(row) for column in told.columns] for row in told.rows)
    cells: list[list[writing.Content]] = [
        [live(one) if live and isinstance(one, Follows) else one for one in row] for row in contents
    ]
    numbers = {place for held in cells for place, content in enumerate(held) if _is_number(content)}
    sheet.heads(head_row, told.heads, numbers, _NUMBER["indent"])
    for at, (row, held) in enumerate(zip(told.rows, cells, strict=True), first):
        for place, (column, content) in enumerate(zip(told.columns, held, strict=True)):
            look = {**_TEXT, **_TONES.get(column.tone, {}), **(_NUMBER if _is_number(content) else {})}
            if told.depth and not place:
                look |= {"indent": told.depth(row)} if told.depth(row) else {"bold": True}
            sheet.put(at, [content], place, **look)
    sheet.raw.autofilter(head_row, 0, last, len(told.columns) - 1)
    sheet.raw.freeze_panes(first, frozen)
    if not told.rows:
        sheet.text(first + 1, 0, told.nothing, font_color=writing.QUIET)
    for place, column in enumerate(told.columns):
        area = first, place, max(last, first), place
        for text, mark in column.coloured.items():
            sheet.coloured(*area, words(text, told.lang), _MARKED.get(mark, {}))
        if column.tone == "bad":
            sheet.coloured_where(*area, f"={sheet.cell(first, place)}>0", {"font_color": writing.RED, "bold": True})
    if printed is not None:
        sheet.raw.print_area(0, 0, last + 2, printed - 1)


def _is_number(content: writing.Content) -> bool:
    return isinstance(content, Exact | int) or (
        isinstance(content, writing.Live) and isinstance(content.value, Fraction)
    )


def csv_content(content: lists.Content) -> str:
    """A cell of a CSV file."""
    match content:
        case Follows():
            return csv_content(content.now)
        case Exact():
            return writing.csv_number(content.value)
        case Day():
            return content.iso
        case _:
            return "" if content is None else writing.csv_cell(str(content))


_WIDTH = 110
"""Characters of a line over all columns."""


def write_blocks(sheet: writing.SheetWriter, content: Sequence[Block]) -> None:
    """Fill a sheet; columns are as wide as those of its widest table, at least two: one too wide for a page is cut off by LibreOffice."""
    tables = [block for block in content if isinstance(block, Table)]
    shares = max(([column.share for column in table.columns] for table in tables), key=len, default=[50, 50])
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


def _across(sheet: writing.SheetWriter, row: int, last: int, line: str) -> None:
    """A line over all columns; merged cells do not grow by themselves, so the height is reckoned."""
    if last:
        sheet.across(row, 0, last, line, text_wrap=True)
    else:
        sheet.text(row, 0, line, text_wrap=True)
    sheet.raw.set_row(row, 16 * writing.lines_of(line, _WIDTH))


def _table(sheet: writing.SheetWriter, table: Table, row: int) -> int:
    """The row below it."""
    if any(column.head for column in table.columns):
        for place, column in enumerate(table.columns):
            align = "right" if column.right else "left"
            sheet.text(row, place, column.head, bold=True, text_wrap=True, align=align, font_color=writing.QUIET)
        row += 1
    for line in table.rows:
        for place, cell in enumerate(line.cells):
            indented = line.level == "part" and not place
            look: writing.Look = {"align": "right"} if table.columns[place].right else {"indent": int(indented)}
            text = "\n".join(filter(None, map(said, cell)))
            bold = line.level in ("group", "sum")
            sheet.text(row, place, text, text_wrap=True, bottom=1, bottom_color=writing.LINE, bold=bold, **look)
        row += 1
    return row
