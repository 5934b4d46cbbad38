"""Counsel's workbook read back: who agreed to which article, what is to be changed; kept with the user's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ecq.base.day import day_of
from ecq.base.errors import WorkbookError
from ecq.base.language import Text
from ecq.base.settings import data_folder
from ecq.base.whole_file import whole_file
from ecq.checking.law import Review
from ecq.exchange.law_texts import FOLDER
from ecq.writers.sheets.counsel import COUNSEL, SIGNED_ROWS, VERDICTS
from ecq.writers.sheets.forms import FormReader, means
from ecq.writers.sheets.reading import Sheet, opened

_REVIEWS: TypeAdapter[dict[str, Review]] = TypeAdapter(dict[str, Review])


def read_reviews(workbook: bytes) -> Mapping[str, Review]:
    """The verdicts of a workbook by article; rows without one are left out. Raises WorkbookError."""
    reader, reviews = FormReader(), dict[str, Review]()
    with opened(workbook, "workbooks for counsel") as book:
        tables = [table for sheet in book.worksheets if (table := reader.table(sheet, COUNSEL))]
    if not tables and not reader.troubles:
        raise WorkbookError(
            "is not a workbook for counsel; write one with: ecq sources --citations -o FILE.xlsx",
            "不是审阅工作簿；先用 ecq sources --citations -o 文件.xlsx 写一份",
        )
    for table in tables:
        signed = _signed(table)
        for row in reader.rows(table, ("id", "stamp"), ("verdict", "change")):
            said, change = reader.text(row, "verdict") or "", reader.text(row, "change") or ""
            if not said and not change:
                continue
            verdict = next((one for one, words in VERDICTS.items() if means(words, said)), None)
            at = row.place("verdict")
            if verdict is None:
                raise WorkbookError(
                    f"{at} says {said!r}; choose agree, change to or reject",
                    f"{at} 写的是“{said}”，请选同意、改为或不同意",
                )
            if verdict == "change" and not change:
                raise WorkbookError(
                    f"{at} does not say what to change; write it beside", f"{at} 没有写改成什么，请写在旁边"
                )
            reviews[row.name("id")] = Review(verdict=verdict, change=change, stamp=row.name("stamp"), **signed)
    for trouble in reader.troubles:
        raise WorkbookError(f"{trouble.place}: {trouble.sentence.en}", f"{trouble.place}：{trouble.sentence.zh}")
    return reviews


def _signed(sheet: Sheet) -> dict[str, Any]:
    """By whom, of which firm and on which day; all of it is needed for a verdict to carry a name."""
    signed: dict[str, str] = {}
    for name, (label, at) in SIGNED_ROWS.items():
        cells = {cell.column: cell.text().strip() for cell in sheet.rest if cell.row == at + 1}
        value = cells.get(2, "")
        day = day_of(value) if name == "day" else value
        if not day:
            raise WorkbookError(*_missing(label, at))
        signed[name] = day
    return signed


def _missing(label: Text, at: int) -> tuple[str, str]:
    return f"B{at + 1} is empty or no day: {label.en}; fill it in", f"B{at + 1} 没有填好：{label.zh}"


def keep_reviews(reviews: Mapping[str, Review]) -> None:
    """Keep what was read back; later verdicts take the place of earlier ones."""
    path = data_folder() / FOLDER / "reviews"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_file(path) as opened_file:
        opened_file.write(_REVIEWS.dump_json({**kept_reviews(), **reviews}))


def kept_reviews() -> Mapping[str, Review]:
    """Every verdict that was read back, by article."""
    try:
        return _REVIEWS.validate_json((data_folder() / FOLDER / "reviews").read_bytes())
    except (OSError, ValidationError, ModuleNotFoundError):
        return {}
