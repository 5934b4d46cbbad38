"""Files on a page: the button that hands one out, and the field that takes some in."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

MIME = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "ics": "text/calendar",
    "json": "application/json",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""What a file is, by its ending."""


def hand_out(label: str, name: str, make: Callable[[], bytes | str], key: str, **look: Any) -> None:
    """A button that saves the file of that name; it is made when that is pressed, in another thread."""
    look = {"mime": MIME.get(name.rpartition(".")[2]), **look}
    st.download_button(label, data=make, file_name=name, on_click="ignore", key=key, **look)


def take_in(label: str, choose: str, key: str, **look: Any) -> Any:
    """A field for files, with `choose` on its button: Streamlit has it in English only."""
    words, button = escape(choose).replace('"', ""), f".st-key-{key} button p"
    st.html(f'<style>{button} {{ font-size: 0 }} {button}::after {{ content: "{words}"; font-size: .875rem }}</style>')
    return st.file_uploader(label, key=key, **look)
