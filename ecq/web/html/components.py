"""Exchange data with browser components: pack what they get, read what was pressed in them, which comes from outside."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from pydantic import TypeAdapter, ValidationError

Shape = TypeVar("Shape")
_log = logging.getLogger("ecq.web")


def packed(data: object) -> bytes:
    """Data for a component. Bytes: Streamlit inspects a dict for data frames, which is slow."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def component(name: str, html: str, beside: str, *scripts: str, css: str | None = None) -> Callable[..., Any]:
    """A component that scripts beside a module draw, whose file is given. Without a `css` of its own it is styled as part of
    the page, and Streamlit's key shortcuts see that someone types in it.
    """
    code = "\n".join((Path(beside).parent / script).read_text(encoding="utf-8") for script in scripts)
    return st.components.v2.component(name, html=html, css=css, js=code, isolate_styles=css is not None)


def sent_by(key: str) -> Any:
    """What was just pressed in a component; None where it sent something else."""
    return (st.session_state.get(key) or {}).get("press")


def read_sent(shape: TypeAdapter[Shape], sent: str) -> Shape | None:
    """What was sent as JSON, in its shape; None where it has another, which the log says without a word of it."""
    try:
        return shape.validate_json(sent)
    except ValidationError as error:
        _log.warning("a press could not be read: %s", ", ".join(sorted({one["type"] for one in error.errors()})))
        return None


def pressed(key: str, shape: TypeAdapter[Shape], on_press: Callable[[Shape], None]) -> dict[str, Any]:
    """The callback of a component that sends its presses as JSON under one name; what has another shape is no press."""

    def callback() -> None:
        sent = sent_by(key)
        press = read_sent(shape, str(sent)) if sent is not None else None
        if press is not None:
            on_press(press)

    return {"on_press_change": callback}
