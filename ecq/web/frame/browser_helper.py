"""JavaScript present on every page (browser_helper.js): focus, announcements, keys, print. Its data is words only,
those of the sheet of keys among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.interview import words as c
from ecq.telling.overview import words as wo
from ecq.telling.plan import asked
from ecq.telling.text import words as w
from ecq.telling.text.words import HAVE_READY
from ecq.web.frame import words as fw
from ecq.web.html.components import packed
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k

_component = st.components.v2.component(
    "ecq_browser_helper", js=Path(__file__).with_name("browser_helper.js").read_text(encoding="utf-8")
)


def draw_browser_helper(lang: Lang, page: str) -> None:
    """Put the helper on the page."""
    _component(key=keys.BROWSER_HELPER, data=_data(lang, page))


@lru_cache(maxsize=64)
def _data(lang: Lang, page: str) -> bytes:
    data = {
        "tag": LANGUAGES[lang].tag,
        "page": page,
        "skipToContent": words(fw.SKIP_TO_CONTENT, lang),
        "skipToQuestion": words(fw.SKIP_TO_QUESTION, lang),
        "streamlit": {
            "whole": {english: words(text, lang) for english, text in fw.STREAMLIT.items()},
            "uploads": {english: words(text, lang) for english, text in fw.STREAMLIT_UPLOADS.items()},
            "before": {english: words(text, lang) for english, text in fw.STREAMLIT_BEFORE.items()},
        },
        "month": words(fw.MONTH, lang),
        "nothingFound": words(fw.NOTHING_FOUND, lang),
        "offline": words(k.OFFLINE, lang),
        "making": words(fw.MAKING_FILE, lang),
        "sheet": sheet(lang),
    }
    return packed(data)


@dataclass(frozen=True)
class Shortcut:
    """Keys or words, and what they do. Each of `keys` is shown on its own."""

    keys: tuple[Text, ...]
    does: Text


def _key(does: Text, *names: str) -> Shortcut:
    return Shortcut(tuple(Text(zh=name, en=name, hant=name) for name in names), does)


def _word(does: Text, zh: str, en: str) -> Shortcut:
    return Shortcut((Text(zh=zh, en=en),), does)


KEYS: tuple[Shortcut, ...] = (
    _key(fw.KEY_OPTION, "1", "…", "9"),
    _key(fw.KEY_NUMBER, "0", "…", "9"),
    _key(fw.KEY_NONE, "0"),
    _key(fw.KEY_ENTER, "Enter"),
    _key(fw.KEY_NA, "N"),
    _key(w.UNSURE, "U"),
    _key(w.SKIP, "S"),
    _key(fw.KEY_BACK, "B"),
    _key(fw.KEY_NOTE, "M"),
    _key(fw.KEY_EVIDENCE, "E"),
    _key(c.COLLEAGUE, "C"),
    _key(fw.KEY_ASKED_BACK, "↑"),
    _key(fw.KEY_CARDS, "A", "X", "L"),
    _key(k.UNDO, "Z", "Ctrl+Z"),
    _key(k.REDO, "Y", "Ctrl+Y"),
    _key(k.KEY_HISTORY, "H"),
    _key(fw.KEY_ESCAPE, "Esc"),
    _key(asked.ASK_ANYWHERE, "Ctrl+K"),
    _key(fw.KEY_SHEET, "?"),
)
"""Pressed anywhere but in a field, unless it says so."""

WORDS: tuple[Shortcut, ...] = (
    _word(fw.WORD_OPTION, "2", "2"),
    _word(fw.WORD_FIGURE, "3 天", "3 days"),
    _word(fw.KEY_NA, "不适用", "not applicable"),
    _word(w.UNSURE, "不确定", "not sure"),
    _word(w.SKIP, "跳过", "skip"),
    _word(fw.KEY_BACK, "返回", "back"),
    _word(fw.WORD_CHANGE, "改上一题", "change previous"),
    _word(k.UNDO, "撤销", "undo"),
    _word(k.REDO, "重做", "redo"),
    _word(fw.WORD_WHY, "为什么", "why"),
    _word(fw.WORD_BASIS, "法律依据", "legal basis"),
    _word(HAVE_READY, "要什么证据", "what evidence"),
    _word(fw.WORD_GO, "去 售后", "go to after-sales"),
    _word(c.WORD_ORDER, "只看待确认", "only unsure"),
)
"""Typed below the question."""

OVERVIEW: tuple[Shortcut, ...] = (
    _key(wo.SEARCH, "/"),
    _key(wo.KEY_LINES, "↓", "↑"),
    _key(wo.KEY_OPEN, "Enter"),
    _key(wo.KEY_BACK, "O"),
)
"""In the overview, and at a question opened from it."""

GROUPS: tuple[tuple[Text, Sequence[Shortcut]], ...] = (
    (fw.BY_KEY, KEYS),
    (wo.PAGE_OVERVIEW, OVERVIEW),
    (fw.BY_WORD, WORDS),
)


def sheet(lang: Lang) -> dict[str, object]:
    """The sheet in one language, as data for the browser."""
    return {
        "title": words(fw.SHORTCUTS, lang),
        "lead": words(fw.SHORTCUTS_LEAD, lang),
        "close": words(w.CLOSE, lang),
        "groups": [
            {
                "title": words(title, lang),
                "rows": [[[words(key, lang) for key in one.keys], words(one.does, lang)] for one in shortcuts],
            }
            for title, shortcuts in GROUPS
        ],
    }
