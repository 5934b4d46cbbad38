"""JavaScript present on every page (browser_helper.js): focus, announcements, keys, print. Its data is words only."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from ecq.base.language import LANGUAGES, Lang, words
from ecq.web.frame import words as access
from ecq.web.frame.shortcuts import sheet
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
        "skipToContent": words(access.SKIP_TO_CONTENT, lang),
        "skipToQuestion": words(access.SKIP_TO_QUESTION, lang),
        "streamlit": {
            "whole": {english: words(text, lang) for english, text in access.STREAMLIT.items()},
            "uploads": {english: words(text, lang) for english, text in access.STREAMLIT_UPLOADS.items()},
            "before": {english: words(text, lang) for english, text in access.STREAMLIT_BEFORE.items()},
        },
        "offline": words(k.OFFLINE, lang),
        "sheet": sheet(lang),
    }
    return packed(data)
