"""Characters that nobody types: a terminal or a spreadsheet could take them for commands, or show what follows backwards."""

from __future__ import annotations

import re
from typing import Any

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, halves of characters, and marks that turn the direction of all that follows."""

_IN_JSON = {
    b"\\": re.compile(rb"\\(?:[bf]|u(?:00[0189]|007[fF]|202[a-eA-E]|206[6-9]|[fF]{3}[9abefABEF]|[dD][89a-fA-F]))"),
    b"\xe2": re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xef\xbf": re.compile(rb"\xef\xbf[\xb9-\xbb\xbe\xbf]"),
    b"\x7f": re.compile(rb"\x7f"),
}
"""The same in the bytes of JSON, escaped or as UTF-8, by the bytes they begin with: these are looked for first, which is quick."""


def may_hold_control(json: bytes) -> bool:
    """Whether a JSON file may hold such characters; never False where it does."""
    return any(first in json and whole.search(json) for first, whole in _IN_JSON.items())


def without_control(value: Any) -> Any:
    """What a JSON file holds without such characters."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, list):
        return [without_control(one) for one in value]
    if isinstance(value, dict):
        return {without_control(name): without_control(one) for name, one in value.items()}
    return value
