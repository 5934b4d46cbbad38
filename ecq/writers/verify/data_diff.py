"""Where two plain data differ, such as a scorecard on record and one worked out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def differing(recorded: Any, computed: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two plain data differ, list entries named by their id."""
    if isinstance(recorded, dict) and isinstance(computed, dict):
        for key in sorted({*recorded, *computed}):
            yield from differing(recorded.get(key), computed.get(key), f"{place}.{key}" if place else key)
    elif isinstance(recorded, list) and isinstance(computed, list) and len(recorded) == len(computed):
        for number, (one, other) in enumerate(zip(recorded, computed, strict=True)):
            name = other.get("id") or other.get("question") if isinstance(other, dict) else None
            yield from differing(one, other, f"{place}[{name or number + 1}]")
    elif recorded != computed:
        yield place, recorded, computed


def short(value: Any) -> str:
    """A value in few characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
