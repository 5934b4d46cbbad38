"""The overview as one component: search field, filter and list; reports what was typed and pressed.

One component keeps a hundred and more lines a single element (docs/decisions/0007). The list comes as escaped HTML; all
other words are set as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from ecq.web.html.components import callbacks, packed
from ecq.web.session import widget_keys as keys

_HTML = """
<div class="ecq ecq-overview">
  <form role="search">
    <label class="ecq-search"><span></span><input type="search" autocomplete="off" spellcheck="false"></label>
    <label class="ecq-within"><span></span><select></select></label>
  </form>
  <div class="ecq-shows ecq-scroll" role="group"></div>
  <div class="ecq-found"><p role="status"></p><button type="button" data-clear></button><button type="button" data-unfold></button></div>
  <div class="ecq-list"></div>
</div>
"""
_JS = Path(__file__).with_name("component.js").read_text(encoding="utf-8")

_component = st.components.v2.component("ecq_overview", html=_HTML, js=_JS, isolate_styles=False)


@dataclass(frozen=True)
class Chip:
    """A filter button, and how many questions it leaves."""

    id: str
    title: str
    count: int
    current: bool
    apart: bool = False


@dataclass(frozen=True)
class Part:
    """A dimension or indicator to filter by."""

    id: str
    title: str
    heading: bool


@dataclass(frozen=True)
class OverviewWords:
    """The words around the list, in the visitor's language; `clear` is empty where there is nothing to clear."""

    search: str
    hint: str
    slash: str
    within: str
    shows: str
    unfold: str
    fold: str
    clear: str


@dataclass(frozen=True)
class Overview:
    """All there is to draw. `text` is the search, `place` the question to scroll to; `view` names the filter, so that
    folds opened by hand stay open until it changes.
    """

    words: OverviewWords
    chips: Sequence[Chip]
    parts: Sequence[Part]
    within: str
    text: str
    found: str
    list: str
    place: str | None
    view: str


def draw_overview(drawn: Overview, on_press: Callable[[str, str], None]) -> None:
    """Draw the overview; `on_press(kind, value)` is called before the page is redrawn, kind show, within, text, clear,
    question or page.
    """
    data = packed(asdict(drawn))
    names = ("show", "within", "text", "clear", "question", "page")
    _component(key=keys.OVERVIEW, data=data, **callbacks(keys.OVERVIEW, names, on_press))
