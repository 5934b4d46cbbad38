"""Writes the Excel workbook of a rubric's points, credits and bands, for a consultant to fill in.

The sums in it are for the reader's eyes; nothing but ids and numbers is read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ecq.base.language import Lang, Text, words
from ecq.exchange.points_table import labels
from ecq.rubric.model import Node, Rubric
from ecq.rubric.points_table import points_of
from ecq.telling.text import words as w
from ecq.telling.text.sentences import level_words
from ecq.writers.sheets.forms import FormColumn, SheetForm
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Live, Look, SheetWriter, ranges, total

_NUMBER = "0.00####"
_TOLERANCE = "0.0000005"
_LINED: Look = {"bottom": 1, "bottom_color": LINE}
_TEXT: Look = {"num_format": "@", **_LINED}
_KINDS: dict[str, Look] = {
    "shown": {**_TEXT, "text_wrap": True},
    "id": {**_TEXT, "font_color": QUIET},
    "asked": {"bg_color": INPUT, "border": 1, "border_color": LINE},
    "stamp": _TEXT,
}
_LOOKS: dict[str, Look] = {
    "sum": {**_LINED, "font_color": QUIET, "align": "right", "indent": 1},
    "check": {**_LINED, "font_color": QUIET},
}
_EXACT = FormColumn("exact", labels.EXACT, 16, "stamp", needed=False, hidden=True)
FORMS: dict[str, SheetForm] = {
    labels.POINTS: SheetForm(
        (
            FormColumn("id", labels.ID, 34, "id"),
            FormColumn("kind", labels.KIND, 11),
            FormColumn("title", labels.TITLE, 70),
            FormColumn("number", labels.SHARE, 12, "asked"),
            FormColumn("sum", labels.SUM, 14),
            FormColumn("check", labels.CHECK, 8),
            _EXACT,
        ),
        head_row=0,
    ),
    labels.CREDITS: SheetForm(
        (
            FormColumn("id", labels.QUESTION_ID, 34, "id"),
            FormColumn("text", labels.QUESTION_TEXT, 50),
            FormColumn("option", labels.OPTION_ID, 26, "id"),
            FormColumn("words", labels.OPTION_TEXT, 60),
            FormColumn("number", labels.CREDIT, 12, "asked"),
            _EXACT,
        ),
        head_row=0,
    ),
    labels.BANDS: SheetForm(
        (
            FormColumn("id", labels.GRADE_ID, 26, "id"),
            FormColumn("grade", labels.GRADE_TITLE, 30),
            FormColumn("number", labels.FROM, 12, "asked"),
            _EXACT,
        ),
        head_row=0,
    ),
}
"""The sheets that are read again, by name."""


def export_points(rubric: Rubric, lang: Lang) -> bytes:
    """The workbook of a rubric's numbers in a language: the same bytes for the same rubric and language.

    Raises EcqError where XlsxWriter (or, for Traditional Chinese, OpenCC) is not installed.
    """
    return _Writing(rubric, lang).workbook()


_Content = str | Fraction | Live | None


class _Writing:
    def __init__(self, rubric: Rubric, lang: Lang) -> None:
        self._rubric = rubric
        self._lang = lang
        self._title = self._say(labels.HEADING, title=self._say(rubric.layout.title))
        self._book = Book(lang, words(rubric.layout.title, lang))

    def workbook(self) -> bytes:
        self._readme(self._book.sheet(labels.README))
        self._points(self._book.sheet(labels.POINTS))
        self._credits(self._book.sheet(labels.CREDITS))
        self._bands(self._book.sheet(labels.BANDS))
        self._book.remember_cells()
        return self._book.to_bytes()

    def _say(self, text: Text, **marks: object) -> str:
        return w.say(text, self._lang, **marks)

    # Sheets

    def _readme(self, sheet: SheetWriter) -> None:
        layout = self._rubric.layout
        status = self._say(w.POINTS_STATUSES[layout.points_status])
        made_from = self._say(labels.MADE_FROM, id=layout.id, version=layout.version, status=status)
        lines: list[tuple[str, Look]] = [
            (self._title, {"bold": True, "font_size": 14}),
            (made_from, {"font_color": QUIET}),
            (self._say(layout.points_note), {"font_color": QUIET}),
        ]
        for heading, paragraphs in labels.GUIDE:
            lines += [("", {}), (self._say(heading), {"bold": True}), *((self._say(one), {}) for one in paragraphs)]
        sheet.columns([100])
        for row, (line, look) in enumerate(lines):
            sheet.text(row, 0, line, text_wrap=True, **look)
        sheet.page(self._title)

    def _points(self, sheet: SheetWriter) -> None:
        form = self._head(sheet)
        worth = points_of(self._rubric)
        rows = list(self._tree(self._rubric.layout.tree, 0))
        row_of = {one: row for row, (one, *_) in enumerate(rows, 1)}

        def sums(row: int, whole: Fraction | None, parts: Sequence[str], total_cell: str) -> tuple[_Content, _Content]:
            if not parts:
                return None, None
            cells = [row_of[part] for part in parts]
            value = sum((worth[part] for part in parts), Fraction(0))
            ready = f"AND(ISNUMBER({total_cell}),COUNT({','.join(ranges('D', cells))})={len(cells)})"
            check = Live(
                f'=IF({ready},IF(ABS(E{row + 1}-{total_cell})<{_TOLERANCE},"✓","✗"),"?")',
                "✓" if value == whole else "✗",
                "General",
            )
            return Live(f"={total('D', cells)}", value, _NUMBER), check

        for row, (one, kind, title, depth, below) in enumerate(rows, 1):
            sheet.raw.set_row(row, None, None, {"level": min(depth, 7)})
            value = worth.get(one)
            self._row(sheet, row, form, (one, kind, None, value, *sums(row, value, below, f"D{row + 1}"), value))
            sheet.text(row, 2, title, **_KINDS["shown"], indent=2 * depth, bold=bool(below))
        top = [node.id for node in self._rubric.layout.tree if node.id in worth]
        last = len(rows) + 1
        self._row(sheet, last, form, ("", "", None, None, *sums(last, Fraction(100), top, "100"), None))
        sheet.text(last, 2, self._say(labels.TOTAL), **_KINDS["shown"], bold=True)
        sheet.raw.outline_settings(symbols_below=False)
        _only_numbers(sheet, (1, 3, len(rows), 3), "0.000001", "100", self._say(labels.POINTS_HINT))

    def _tree(self, nodes: Sequence[Node], depth: int) -> Iterator[tuple[str, str, str, int, tuple[str, ...]]]:
        """(id, kind, title, depth, ids of the parts) of every node and question, in order."""
        for node in nodes:
            children = tuple(child.id for child in node.children if child.status != "unknown")
            below = children or tuple(placed.question for placed in node.questions)
            kind = w.STATUSES["unknown"] if not below else labels.INDICATOR if node.questions else labels.DIMENSION
            yield node.id, self._say(kind), self._say(node.title), depth, below
            yield from self._tree(node.children, depth + 1)
            for placed in node.questions:
                text = self._say(self._rubric.by_id[placed.question].text)
                yield placed.question, self._say(labels.QUESTION), text, depth + 1, ()

    def _credits(self, sheet: SheetWriter) -> None:
        form = self._head(sheet)
        row = 0
        for question_id in self._rubric.order:
            question = self._rubric.by_id[question_id]
            text = self._say(question.text)
            for level, credit in question.own_credits.items():
                row += 1
                label = level_words(question, level, self._lang)
                self._row(sheet, row, form, (question_id, text, level, label, credit, credit))
        _only_numbers(sheet, (1, 4, max(row, 1), 4), "0", "1", self._say(labels.CREDIT_HINT))

    def _bands(self, sheet: SheetWriter) -> None:
        form = self._head(sheet)
        for row, band in enumerate(self._rubric.bands, 1):
            self._row(sheet, row, form, (band.id, self._say(band.title), band.from_, band.from_))
        _only_numbers(sheet, (1, 2, len(self._rubric.bands), 2), "0", "100", self._say(labels.FROM_HINT))

    # Rows

    def _head(self, sheet: SheetWriter) -> SheetForm:
        form = FORMS[sheet.name]
        form.head(
            sheet, self._lang, [key for key in ("number", "sum") if key in form.at and form != FORMS[labels.BANDS]]
        )
        sheet.raw.freeze_panes(1, 1)
        sheet.page(f"{self._title} · {sheet.name}")
        return form

    @staticmethod
    def _row(sheet: SheetWriter, row: int, form: SheetForm, contents: Sequence[_Content]) -> None:
        for number, (column, content) in enumerate(zip(form.columns, contents, strict=True)):
            look = _LOOKS.get(column.key, _KINDS[column.kind])
            if isinstance(content, Live):
                sheet.put(row, [content], number, **look)
            elif isinstance(content, Fraction) and column.kind == "asked":
                shape = _NUMBER if sheet.name != labels.BANDS else "General"
                sheet.number(row, number, float(content), num_format=shape, **look)
            else:
                look = _LINED if content is None and column.kind == "asked" else look
                sheet.text(row, number, "" if content is None else str(content), **look)


def _only_numbers(sheet: SheetWriter, cells: tuple[int, int, int, int], low: str, high: str, hint: str) -> None:
    """Warn, but do not stop: a share such as 100/17 is typed as text."""
    rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high, "error_type": "warning"}
    sheet.raw.data_validation(*cells, {**rule, "error_title": "ECQ", "error_message": hint[:225]})
