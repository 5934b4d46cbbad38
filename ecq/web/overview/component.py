"""The overview as one component: search field, filter and list; reports what was typed and pressed.

One component keeps a hundred and more lines a single element (docs/decisions/0007). The list comes as escaped HTML; all
other words are set as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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


def draw_overview(shown: Mapping[str, Any], on_press: Callable[[str, str], None]) -> None:
    """Draw the overview as the page describes it; `on_press(kind, value)` is called before the page is redrawn, kind
    show, within, text, clear, question or page.
    """
    names = ("show", "within", "text", "clear", "question", "page")
    _component(key=keys.OVERVIEW, data=packed(shown), **callbacks(keys.OVERVIEW, names, on_press))
