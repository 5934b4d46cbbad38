"""Escape text from users where Streamlit would read it as Markdown."""

from __future__ import annotations

_MARKS = frozenset("\\`*_{}[]()#+-.!|~$<>:")


def inert(text: str) -> str:
    """The text with Markdown's marks escaped."""
    return "".join(f"\\{char}" if char in _MARKS else char for char in " ".join(text.split()))
