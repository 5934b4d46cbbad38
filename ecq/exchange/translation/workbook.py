"""The workbook of a translation: every text with where it stands and an empty column; and what comes back in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ecq.base.errors import WorkbookError
from ecq.base.language import OWN_LANGS, Lang, Text, filled, words
from ecq.base.translations import TAG, Pair, Translation
from ecq.exchange.translation import words as w
from ecq.writers.sheets.reading import DAMAGED, Sheet, TooManyRowsError, opened, pairs, read_sheet
from ecq.writers.sheets.writing import INPUT, LINE, QUIET, Book, Look

LANGUAGE = "Language"
_HEAD_ROW = 3
_WIDTHS = (44, 60, 60, 60)


class Returned(NamedTuple):
    """What a workbook says: about its language, and each row's cell, text, translation and whether that is a formula."""

    language: Mapping[str, str]
    rows: tuple[tuple[str, Pair, str, bool], ...]


class Taken(NamedTuple):
    """A translation that was read, what is wrong in which cell, and the cells of rows that are no text of ECQ."""

    translation: Translation
    wrong: tuple[Text, ...]
    not_ours: tuple[str, ...]


def write(texts: Mapping[Pair, str], into: Translation, lang: Lang) -> bytes:
    """The workbook of all texts with the translations there are; the same bytes for the same texts."""
    book = Book(lang, words(w.TITLE, lang))
    sheet = book.sheet(words(w.TITLE, lang))
    sheet.columns(_WIDTHS)
    sheet.text(0, 0, words(w.TITLE, lang), bold=True, font_size=16)
    sheet.text(1, 0, words(w.LEAD, lang), font_color=QUIET)
    sheet.heads(_HEAD_ROW, [words(title, lang) for title in w.HEADINGS.values()])
    look: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE, "num_format": "@"}
    for row, (pair, place) in enumerate(texts.items(), _HEAD_ROW + 1):
        sheet.text(row, 0, place, **look, font_size=9, font_color=QUIET)
        sheet.text(row, 1, pair.zh, **look)
        sheet.text(row, 2, pair.en, **look)
        sheet.text(row, 3, into.texts.get(pair, ""), **look, bg_color=INPUT)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(words(w.TITLE, lang))
    about = book.sheet(LANGUAGE)
    about.columns((16, 30, 60))
    for row, (key, meaning) in enumerate(w.ABOUT.items()):
        about.text(row, 0, key)
        about.text(row, 1, getattr(into, key), bg_color=INPUT)
        about.text(row, 2, words(meaning, lang), font_color=QUIET)
    return book.to_bytes()


def read(workbook: bytes) -> Returned:
    """What stands in a workbook. Raises WorkbookError where it is none or has no translations."""
    language: dict[str, str] = {}
    found: Sheet | None = None
    with opened(workbook, "translations") as book:
        for sheet in book.worksheets:
            try:
                found = found or read_sheet(sheet, w.HEADINGS, optional=("place",))
            except TooManyRowsError:
                raise WorkbookError(DAMAGED.en, DAMAGED.zh) from None
            if sheet.title == LANGUAGE:
                language = pairs(sheet)
    if found is None:
        raise WorkbookError(w.NO_TEXTS.en, w.NO_TEXTS.zh)
    return Returned(language, tuple(_rows(found)))


def _rows(sheet: Sheet) -> Iterator[tuple[str, Pair, str, bool]]:
    for row in sheet.rows:
        cell = row["said"]
        if not cell.empty:
            pair = Pair(*(str(row[lang].value or "") for lang in ("zh", "en")))
            yield sheet.place("said", cell.row), pair, str(cell.value).strip(), cell.kind == "f"


def take(returned: Returned, texts: Mapping[Pair, str]) -> Taken:
    """The translation that a workbook holds. Raises WorkbookError where it does not say of which language."""
    said = {key: returned.language.get(key, "").strip() for key in w.ABOUT}
    absent = next((key for key in w.ABOUT if not said[key]), None)
    if absent is not None:
        raise _refused(w.NO_LANGUAGE, sheet=LANGUAGE, key=absent)
    if not TAG.fullmatch(said["tag"]) or said["tag"] in OWN_LANGS:
        raise _refused(w.BAD_TAG, tag=said["tag"][:40])
    found: dict[Pair, str] = {}
    wrong: list[Text] = []
    not_ours: list[str] = []
    known = {_as_kept(pair): pair for pair in texts}
    for cell, shown, translated, formula in returned.rows:
        pair = known.get(_as_kept(shown))
        if pair is None:
            not_ours.append(cell)
        elif formula:
            wrong.append(filled(w.FORMULA, cell=cell))
        elif found.setdefault(pair, translated) != translated:
            wrong.append(filled(w.TWO, cell=cell))
        else:
            wrong += _marks_wrong(cell, pair.en, translated)
    instead: Literal["zh", "en"] = "zh" if said["instead"] == "zh" else "en"
    return Taken(
        Translation(said["tag"], said["name"], said["short_name"], instead, found), tuple(wrong), tuple(not_ours)
    )


def _as_kept(pair: Pair) -> Pair:
    """A text as a spreadsheet program may give it back: without what stands around it."""
    return Pair(*(" ".join(each.split()) for each in pair))


def _marks_wrong(cell: str, en: str, translated: str) -> Iterator[Text]:
    has, should = Counter(marks(translated)), Counter(marks(en))
    for sentence, found in ((w.LOST, should - has), (w.ADDED, has - should)):
        if found:
            yield filled(sentence, cell=cell, marks=" ".join(found.elements()))


def _refused(sentence: Text, **marks: Any) -> WorkbookError:
    said = filled(sentence, **marks)
    return WorkbookError(said.en, said.zh)


_MARK = re.compile(r"\{[^{}]*\}|[{}]|%\(\w+\)s|<[A-Za-z/!][^<>]*>?|\]\([^)]*\)")


def marks(text: str) -> list[str]:
    """The marks of a text; a lone brace and the beginning of a tag count as one, so that no translation brings any in."""
    return _MARK.findall(text)
