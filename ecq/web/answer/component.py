"""The question asked by invitation as one component: all questions as numbers, the question, the ways to answer it
(answering.js). The ways to answer are those of the interview, drawn by the same script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ecq.web.html.components import packed, sent_by
from ecq.web.interview.presses import Press, new_press

KEY = "answering"
_HERE = Path(__file__).parent
_FILES = (_HERE.parent / "interview" / "answers.js", _HERE / "answering.js")

_component = st.components.v2.component(
    "ecq_answering",
    html='<div class="ecq ecq-conversation ecq-answering"></div>',
    js="\n".join(file.read_text(encoding="utf-8") for file in _FILES),
    isolate_styles=False,
)


def draw_answering(told: Mapping[str, Any], take: Callable[[Press], None]) -> None:
    """Draw it; `take` does what was pressed, before the page is drawn again."""

    def pressed() -> None:
        if press := new_press(sent_by(KEY, "press")):
            take(press)

    # Pressed on a page left open over a restart: the session is new, so the callback was not called.
    if press := new_press(_component(key=KEY, data=packed(told), on_press_change=pressed).press):
        take(press)
        st.rerun()
