"""Small parts of messages about an answer sheet: its headings, a quotation of what was typed, a number without its unit.

Knows words and headings; must not know cells or rows.
"""

from __future__ import annotations

from collections.abc import Collection

from ecq.base.language import LANGS, Text
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.cells import means
from ecq.exchange.answer_sheet.writing import COLUMNS, FOR_READING
from ecq.rubric.kinds import MeasureQuestion
from ecq.telling.text.sentences import unit_words
from ecq.writers.sheets.reading import folded

SEEN = {name: heading for name, heading, _ in COLUMNS if name in (*FOR_READING, "done")}
"""The columns that are not read, by name."""
HEADINGS = {name: heading for name, heading, _ in COLUMNS if name not in SEEN}
"""The columns that are read."""


def not_an_answer(typed: str, otherwise: Text) -> Text:
    """What to say of an answer that is none: that it is a mark, where it is one."""
    is_mark = means(a.UNSURE, typed) or means(a.NOT_APPLICABLE, typed) or folded(typed) in ("n/a", "不涉及")
    return a.MARK_AS_ANSWER if is_mark else otherwise


def headings_named(names: Collection[str]) -> Text:
    """The headings of columns, in quotes."""
    zh = "、".join(f"“{HEADINGS[name].zh}”" for name in names)
    return Text(zh=zh, en=", ".join(f"“{HEADINGS[name].en}”" for name in names))


def without_unit(question: MeasureQuestion, text: str) -> str:
    """The number alone, where the unit was typed with it."""
    typed = folded(text)
    units = {"%"} if question.unit == "percent" else set()
    for lang in LANGS:
        units |= {unit_words(question, lang), unit_words(question, lang, "1")}
    for unit in sorted(map(folded, units), key=len, reverse=True):
        if typed.endswith(unit):
            return typed.removesuffix(unit).strip()
    return typed
