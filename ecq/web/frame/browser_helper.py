"""The usher: one component on every page for what only the browser can do (usher.js). It draws the links of a narrow screen.

Knows words and links, and hands them over; must not know the interview: what happened there is read off the page. What it
hands over does not change with an answer, so that Streamlit sends it once and then only its mark.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from ecq.language import LANGUAGES, Lang, words
from ecq.web.frame import words as access
from ecq.web.frame.shortcuts import sheet
from ecq.web.frame.side import Link
from ecq.web.session import words as keeping


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "ecq_usher", html="<nav></nav>", css=_beside("browser_helper.css"), js=_beside("browser_helper.js")
)


def draw_usher(lang: Lang, page: str, links: Sequence[Link] = (), on_page: Callable[[str], None] | None = None) -> None:
    """Have the page attended to. `on_page(name)` is called when a link of the narrow screen was pressed."""

    def pressed() -> None:
        wanted = st.session_state["usher"].get("page")
        if wanted and on_page is not None:
            on_page(wanted)

    # Bytes go as they are; a dict is sniffed.
    _component(key="usher", data=_told(lang, page, tuple(links)), on_page_change=pressed)


@lru_cache(maxsize=64)
def _told(lang: Lang, page: str, links: tuple[Link, ...]) -> bytes:
    told = {
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
        "offline": words(keeping.OFFLINE, lang),
        "sheet": sheet(lang),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
