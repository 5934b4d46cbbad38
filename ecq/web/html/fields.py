"""Fields in which one chooses among things, each by its id and shown by its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def choose(
    field: Callable[..., Any], label: str, titles: Mapping[Any, str], key: str, at: object = None, **look: Any
) -> Any:
    """Draw a field of Streamlit's; `at` is what is chosen at first in one that has a single choice."""
    titles = _apart(titles)
    if at is not None:
        look["index"] = list(titles).index(at)
    # What was chosen before may be gone by now, and is asked for all the same.
    return field(label, list(titles), format_func=lambda one: titles.get(one, ""), key=key, **look)


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
