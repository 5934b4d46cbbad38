"""What of a text a translation has to leave as it is: marks that values are put in for, tags, and targets of links."""

from __future__ import annotations

import re

_MARK = re.compile(r"\{[^{}]*\}|[{}]|%\(\w+\)s|<[A-Za-z/!][^<>]*>?|\]\([^)]*\)")


def marks(text: str) -> list[str]:
    """The marks of a text; a lone brace and the beginning of a tag count as one, so that no translation brings any in."""
    return _MARK.findall(text)
