"""Fields in which one chooses among things, each by its id and shown by its title; files handed out and taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st


def choose(
    field: Callable[..., Any], label: str, titles: Mapping[Any, str], key: str, at: object = None, **look: Any
) -> Any:
    """Draw a field of Streamlit's; `at` is what is chosen at first in one that has a single choice."""
    titles = _apart(titles)
    if at is not None:
        look["index"] = list(titles).index(at)
    if field is st.multiselect:
        look["select_all"] = False  # Streamlit has words for it in English only
    # What was chosen before may be gone by now, and is asked for all the same.
    return field(label, list(titles), format_func=lambda one: titles.get(one, ""), key=key, **look)


def choose_in_address(
    field: Callable[..., Any],
    label: str,
    titles: Mapping[Any, str],
    key: str,
    parameter: str,
    at_first: str,
    **look: Any,
) -> Any:
    """A choice that stands in the address: a press changes the address, so that Back leads to what was shown before."""
    here = next((one for one in titles if one == st.query_params.get(parameter)), at_first)
    st.session_state[key] = here

    def pressed() -> None:
        if (chosen := st.session_state[key]) == at_first:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen

    choose(field, label, titles, key, on_change=pressed, **look)
    return here


def _apart(titles: Mapping[Any, str]) -> dict[Any, str]:
    """The titles, numbered where several are alike: Streamlit knows what was chosen by its title alone."""
    named: dict[Any, str] = {}
    taken = set[str]()
    for one, title in titles.items():
        name, number = title, 1
        while name in taken:
            number += 1
            name = f"{title} #{number}"
        named[one] = name
        taken.add(name)
    return named


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
