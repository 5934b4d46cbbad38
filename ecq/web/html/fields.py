"""Fields in which one chooses among things, each by its id and shown by its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def choose(
    field: Callable[..., Any], label: str, titles: Mapping[Any, str], key: str, at: object = None, **look: Any
) -> Any:
    """Draw a field of Streamlit's; `at` is what is chosen at first in one that has a single choice."""
    if at is not None:
        look["index"] = list(titles).index(at)
    # What was chosen before may be gone by now, and is asked for all the same.
    return field(label, list(titles), format_func=lambda one: titles.get(one, ""), key=key, **look)
