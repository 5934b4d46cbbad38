"""Exchange data with browser components: pack what they get, read what was pressed in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st


def packed(data: object) -> bytes:
    """Data for a component. Bytes: Streamlit inspects a dict for data frames, which is slow."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def sent_by(key: str, name: str) -> Any:
    """The value a component has just sent under a name; None where it sent something else."""
    return (st.session_state.get(key) or {}).get(name)


def callbacks(key: str, names: Iterable[str], on_press: Callable[[str, str], None]) -> dict[str, Any]:
    """Callbacks of a component that sends under several names; they call `on_press(name, value)`."""

    def callback(name: str) -> Callable[[], None]:
        def pressed() -> None:
            value = sent_by(key, name)
            if value is not None:
                on_press(name, str(value))

        return pressed

    return {f"on_{name}_change": callback(name) for name in names}
