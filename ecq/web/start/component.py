"""The list of self-checks as one component: search, shelves, filters, rows, a menu for each, what is done with several.

One component keeps any number of rows a single element (docs/decisions/0007). Rows come as escaped HTML; all other words
are set as text. What is sent back is checked before anything is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import streamlit as st
from pydantic import Field, StringConstraints, TypeAdapter

from ecq.base.frozen import Frozen
from ecq.web.html.components import callbacks, packed
from ecq.web.session import widget_keys as keys

_HTML = """
<div class="ecq ecq-home">
  <div class="tools">
    <label class="ecq-search"><span class="ecq-heard"></span><input type="search" autocomplete="off" spellcheck="false"></label>
    <div class="shelves" role="group"></div>
    <label class="tag"><span class="ecq-heard"></span><select></select></label>
    <label class="standing"><span class="ecq-heard"></span><select></select></label>
    <label class="order"><span></span><select></select></label>
  </div>
  <p class="found"><span role="status"></span><button type="button" data-clear></button></p>
  <div class="table"><div class="head"></div><ul></ul><button type="button" class="more"></button>
    <footer><b></b><span></span><button type="button" data-none></button></footer></div>
  <div class="menu" role="menu" popover></div>
  <dialog></dialog>
</div>
"""

_component = st.components.v2.component(
    "ecq_self_checks",
    html=_HTML,
    js=Path(__file__).with_name("component.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

Do = Literal[
    "rename",
    "copy",
    "copy-profile",
    "export",
    "compare",
    "archive",
    "unarchive",
    "forget",
    "remember",
    "reset",
    "bin",
    "restore",
    "for-good",
]
MOST_CHOSEN = 10_000


class Act(Frozen):
    """What is to be done with one self-check or several. `mark` identifies the press, so that a double click counts once."""

    do: Do
    ids: Annotated[tuple[Annotated[str, StringConstraints(max_length=64)], ...], Field(max_length=MOST_CHOSEN)]
    mark: Annotated[str, StringConstraints(max_length=40)] = ""
    name: Annotated[str, StringConstraints(max_length=1000)] = ""
    tags: Annotated[str, StringConstraints(max_length=2000)] = ""


ACT = TypeAdapter(Act)


def draw_list(shown: Mapping[str, Any], on_press: Callable[[str, str], None]) -> None:
    """Draw the list as the page describes it; `on_press(kind, value)` is called before the page is redrawn, kind look (what
    is looked for), more, open (a page and an id) or act.
    """
    names = ("look", "more", "open", "act")
    _component(key=keys.SELF_CHECKS, data=packed(shown), **callbacks(keys.SELF_CHECKS, names, on_press))
