"""JavaScript present on every page (browser_helper.js): focus, announcements, keys, print, links on a narrow screen.

Its data is words and links only, which no answer changes, so Streamlit sends it once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from ecq.language import LANGUAGES, Lang, words
from ecq.web.frame import words as access
from ecq.web.frame.shortcuts import sheet
from ecq.web.frame.side import Link
from ecq.web.html.components import packed, sent_by
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "ecq_browser_helper", html="<nav></nav>", css=_beside("browser_helper.css"), js=_beside("browser_helper.js")
)


def draw_browser_helper(
    lang: Lang, page: str, links: Sequence[Link] = (), on_page: Callable[[str], None] | None = None
) -> None:
    """Put the helper on the page. `on_page(name)` is called when a link on a narrow screen is pressed."""

    def pressed() -> None:
        wanted = sent_by(keys.BROWSER_HELPER, "page")
        if wanted and on_page is not None:
            on_page(wanted)

    _component(key=keys.BROWSER_HELPER, data=_data(lang, page, tuple(links)), on_page_change=pressed)


@lru_cache(maxsize=64)
def _data(lang: Lang, page: str, links: tuple[Link, ...]) -> bytes:
    data = {
        "tag": LANGUAGES[lang].tag,
        "page": page,
        "links": [vars(link) for link in links],
        "linksLabel": words(access.PAGES_ON_TOP, lang),
        "skipToContent": words(access.SKIP_TO_CONTENT, lang),
        "skipToQuestion": words(access.SKIP_TO_QUESTION, lang),
        "streamlit": {
            "whole": {english: words(text, lang) for english, text in access.STREAMLIT.items()},
            "before": {english: words(text, lang) for english, text in access.STREAMLIT_BEFORE.items()},
        },
        "offline": words(k.OFFLINE, lang),
        "sheet": sheet(lang),
    }
    return packed(data)
