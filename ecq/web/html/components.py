"""Exchange data with browser components: pack what they get, read what was pressed in them, which comes from outside."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from threading import local
from typing import Any, TypeVar

import streamlit as st
from pydantic import TypeAdapter, ValidationError

Shape = TypeVar("Shape")
_log = logging.getLogger("ecq.web")
_called = local()
"""The components, by key, in which the press of this run was taken: a run has a thread of its own."""
_MARKS, REMEMBERED = "marks", 20
"""The marks of presses that were taken, and how many of them are remembered."""


def packed(data: object) -> bytes:
    """Data for a component. Bytes: Streamlit inspects a dict for data frames, which is slow."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def component(name: str, html: str, beside: str, *scripts: str, css: str | None = None) -> Callable[..., Any]:
    """A component that scripts beside a module draw, whose file is given. Without a style sheet of its own there (`css`) it is
    styled as part of the page, and Streamlit's key shortcuts see that someone types in it.
    """
    folder = Path(beside).parent
    code = "\n".join((folder / script).read_text(encoding="utf-8") for script in scripts)
    look = (folder / css).read_text(encoding="utf-8") if css else None
    return st.components.v2.component(name, html=html, css=look, js=code, isolate_styles=css is not None)


def draw(made: Callable[..., Any], key: str, data: bytes | None, take: Callable[[Any], object]) -> None:
    """Draw a component; `take` is given what is pressed in it, before the page is drawn again.

    Pressed on a page left open over a restart the callback is not called, since the session is new: it is taken all the same.
    """

    def callback() -> None:
        vars(_called)[key] = True
        take((st.session_state.get(key) or {}).get("press"))

    sent = made(key=key, data=data, on_press_change=callback).press
    if not vars(_called).pop(key, False) and sent is not None:
        take(sent)
        st.rerun()


def read_sent(shape: TypeAdapter[Shape], sent: str) -> Shape | None:
    """What was sent as JSON, in its shape; None where it has another, which the log says without a word of it."""
    try:
        return shape.validate_json(sent)
    except ValidationError as error:
        _log.warning("a press could not be read: %s", ", ".join(sorted({one["type"] for one in error.errors()})))
        return None


def pressed(shape: TypeAdapter[Shape], on_press: Callable[[Shape], None]) -> Callable[[Any], None]:
    """Takes what a component sends as JSON; what has another shape is no press, and one with a mark counts once."""

    def take(sent: Any) -> None:
        press = read_sent(shape, str(sent)) if sent is not None else None
        mark, before = getattr(press, "mark", ""), st.session_state.get(_MARKS, ())
        if press is None or (mark and mark in before):
            return
        st.session_state[_MARKS] = (*before[-REMEMBERED:], mark)
        on_press(press)

    return take
