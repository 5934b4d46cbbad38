"""Works the formulas of a workbook out, exactly and apart from ECQ: what a spreadsheet program would show, in fractions.

Knows the few functions that ECQ's workbooks use; any other fails loudly. Cells may be changed first, to see what follows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.utils.cell import get_column_letter, range_boundaries

from tests.tools import opened

Thunk = Callable[[], Any]


def serial(day: datetime.datetime) -> Fraction:
    """The number that a spreadsheet program holds for a day."""
    return Fraction((day - datetime.datetime(1899, 12, 30)).days)  # noqa: DTZ001


class Workings:
    """A workbook whose cells are worked out when they are asked for."""

    def __init__(self, workbook: bytes) -> None:
        self.book = opened(workbook)
        self._workbook = workbook
        self._known: dict[tuple[str, str], Any] = {}

    @cached_property
    def kept(self) -> Any:
        """The workbook with the values that were written beside its formulas."""
        return opened(self._workbook, values=True)

    def put(self, sheet: str, cell: str, value: Any) -> None:
        """Change a cell, as a reader would."""
        self.book[sheet][cell].value = value
        self._known.clear()

    def formulas(self) -> Iterator[tuple[str, str]]:
        """(sheet, cell) of every formula."""
        for sheet in self.book:
            for row in sheet.iter_rows():
                yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")

    def value(self, sheet: str, cell: str) -> Any:
        """What stands in a cell: numbers as fractions, None where it is empty."""
        at = (sheet, cell)
        if at not in self._known:
            found = self.book[sheet][cell].value
            if isinstance(found, str) and self.book[sheet][cell].data_type == "f":
                self._known[at] = eval(self._python(found, sheet), {"self": self, "Fraction": Fraction})
            elif isinstance(found, datetime.datetime):
                self._known[at] = serial(found)
            elif isinstance(found, int | float) and not isinstance(found, bool):
                self._known[at] = Fraction(str(found))
            else:
                self._known[at] = found
        return self._known[at]

    def _python(self, formula: str, sheet: str) -> str:
        parts = []
        for token in Tokenizer(formula).items:
            if token.type == "OPERAND" and token.subtype == "RANGE":
                parts.append(f"self.at({sheet!r}, {token.value!r})")
            elif token.type == "OPERAND" and token.subtype == "NUMBER":
                parts.append(f"Fraction({token.value!r})")
            elif token.type == "OPERAND":
                assert token.subtype == "TEXT", formula
                parts.append(repr(token.value[1:-1].replace('""', '"')))
            elif token.type == "FUNC" and token.subtype == "OPEN":
                parts.append(f"self.f_{token.value[:-1].lower()}(lambda: (")
            elif token.type == "FUNC":
                parts.append("))")
            elif token.type == "SEP":
                parts.append("), lambda: (")
            elif token.type == "PAREN":
                parts.append(token.value)
            elif token.type.startswith("OPERATOR"):
                parts.append({"=": "==", "<>": "!="}.get(token.value, token.value))
            else:
                assert token.type == "WHITE-SPACE", formula
        return "".join(parts)

    def at(self, sheet: str, reference: str) -> Any:
        """The value of a cell, or the values of a range in a list."""
        found = re.fullmatch(r"(?:'(?P<sheet>(?:[^']|'')+)'!)?(?P<cells>[$A-Z0-9:]+)", reference)
        assert found, reference
        where = found["sheet"].replace("''", "'") if found["sheet"] else sheet
        cells = found["cells"].replace("$", "")
        if ":" not in cells:
            value = self.value(where, cells)
            return Fraction(0) if value is None else value
        left, top, right, bottom = range_boundaries(cells)
        letters = [get_column_letter(column) for column in range(left, right + 1)]
        return [self.value(where, f"{letter}{row}") for row in range(top, bottom + 1) for letter in letters]

    # The functions, each argument worked out when it is needed

    @staticmethod
    def f_if(condition: Thunk, then: Thunk, otherwise: Thunk) -> Any:
        return then() if condition() else otherwise()

    @staticmethod
    def f_or(*arguments: Thunk) -> bool:
        return any(one() for one in arguments)

    @staticmethod
    def f_and(*arguments: Thunk) -> bool:
        return all(one() for one in arguments)

    @staticmethod
    def f_sum(*arguments: Thunk) -> Fraction:
        found = [one() for one in arguments]
        flat = [one for part in found for one in (part if isinstance(part, list) else [part])]
        return sum((one for one in flat if isinstance(one, Fraction)), Fraction(0))

    @staticmethod
    def f_abs(number: Thunk) -> Fraction:
        return abs(number())

    @staticmethod
    def f_round(number: Thunk, digits: Thunk) -> Fraction:
        scale = 10 ** int(digits())
        scaled = abs(number()) * scale
        rounded = Fraction(int(scaled + Fraction(1, 2)), scale)
        return -rounded if number() < 0 else rounded

    @staticmethod
    def f_rounddown(number: Thunk, digits: Thunk) -> Fraction:
        scale = 10 ** int(digits())
        return Fraction(int(number() * scale), scale)

    @staticmethod
    def f_min(*arguments: Thunk) -> Fraction:
        return min(one() for one in arguments)

    @staticmethod
    def f_match(wanted: Thunk, among: Thunk, how: Thunk) -> Fraction:
        values = among()
        if how() == 0:
            return Fraction(values.index(wanted()) + 1)
        return Fraction(max(place for place, one in enumerate(values, 1) if one <= wanted()))

    @staticmethod
    def f_index(among: Thunk, place: Thunk) -> Any:
        return among()[int(place()) - 1]

    @staticmethod
    def f_countif(among: Thunk, wanted: Thunk) -> Fraction:
        return Fraction(among().count(wanted()))

    @staticmethod
    def f_countifs(*arguments: Thunk) -> Fraction:
        lists = [
            [(one, wanted()) for one in among()] for among, wanted in zip(arguments[::2], arguments[1::2], strict=True)
        ]
        return Fraction(
            sum(
                all(bool(one) if want == "<>" else one == want for one, want in row) for row in zip(*lists, strict=True)
            )
        )

    @staticmethod
    def f_iferror(wanted: Thunk, otherwise: Thunk) -> Any:
        try:
            return wanted()
        except ValueError:
            return otherwise()

    @staticmethod
    def f_n(value: Thunk) -> Fraction:
        number = value()
        return number if isinstance(number, Fraction) else Fraction(0)

    @staticmethod
    def f_len(text: Thunk) -> Fraction:
        return Fraction(len(str(text() or "")))

    @staticmethod
    def f_sumif(among: Thunk, wanted: Thunk, numbers: Thunk) -> Fraction:
        pairs = zip(among(), numbers(), strict=True)
        return sum((number for one, number in pairs if one == wanted()), Fraction(0))
