"""The lists of what is typed, of which each sentence is a case: tests/cases/sentences, tests/cases/replies and
tests/cases/platforms.

    shows: what one would see; and what the sentences have in common
    say: a sentence, or several
    cases: whatever differs from one to the next

A sentence is said to each of several questions, or facts, that are named. All is text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

HOLDS = {"yes": True, "no": False, "unsaid": None}
SAID_TO = ("question", "asked", "say")


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def told(folder: str) -> Iterator[Any]:
    """Every sentence of every list in a folder."""
    for path in sorted((Path(__file__).parent / "cases" / folder).glob("*.yaml")):
        for group in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            of_all = {name: of for name, of in group.items() if name != "cases"}
            for one in group.get("cases", [{}]):
                case = of_all | one
                names = [name for name in SAID_TO if name in case]
                for said in product(*(several(case[name]) for name in names)):
                    yield pytest.param(case | dict(zip(names, said, strict=True)), id=": ".join((case["shows"], *said)))
