"""Text from outside made harmless where Streamlit would read Markdown. Knows Markdown's marks; must not know pages."""

from __future__ import annotations

_MARKS = frozenset("\\`*_{}[]()#+-.!|~$<>:")


def inert(text: str) -> str:
    """A label or message with Markdown's marks escaped: what a person typed is never read as formatting."""
    return "".join(f"\\{char}" if char in _MARKS else char for char in " ".join(text.split()))
