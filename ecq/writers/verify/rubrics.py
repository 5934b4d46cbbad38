"""Whether the rubrics in a report are published ones: whoever writes a rubric can make a report that follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ecq.base.errors import one_line
from ecq.rubric.model import Rubric
from ecq.rubric.released import published, release_name, released_rubric, released_rubrics
from ecq.rubric.variant import variant_in
from ecq.telling.report.record import MADE_BY
from ecq.writers.verify import words as v
from ecq.writers.verify.outcome import Check, Sentence, first

_NAME = 200
"""Characters shown of what a table of points calls itself."""


def check_published(rubrics: Mapping[str, Rubric], made_by: str) -> Check:
    """The check that all rubrics of a report, by the file each is in, were published."""
    strange = [line for file, rubric in rubrics.items() for line in _strange(rubric, file)]
    if not strange:
        names = ", ".join(f"{rubric.id} {rubric.version}" for rubric in rubrics.values())
        return Check("published", True, (Sentence(v.PUBLISHED, {"names": names}),))
    if made_by != MADE_BY:
        strange.append(Sentence(v.LATER_RUBRIC, {"made": made_by, "now": MADE_BY}))
    return Check("published", None, tuple(strange))


def _strange(rubric: Rubric, file: str) -> Iterator[Sentence]:
    """What a rubric is that was not published; nothing of one that was."""
    listed, name = published(), release_name(rubric)
    if rubric.digest in listed.values():
        return
    marks = {"file": file, "id": rubric.id, "version": rubric.version, "digest": rubric.digest}
    if name in listed:
        yield Sentence(v.NOT_AS_PUBLISHED, {**marks, "published": listed[name]})
        yield from _differences(rubric, released_rubric(listed[name]))
        return
    table = next(filter(None, (variant_in(rubric, base) for base in released_rubrics())), None)
    if table is not None:
        base = f"{table.variant_of} {table.base_version}"
        whose = {"name": one_line(table.name, _NAME), "source": one_line(table.source, _NAME), "base": base}
        yield Sentence(v.POINTS_TABLE, {**marks, **whose})
    else:
        yield Sentence(v.NOT_PUBLISHED if rubric.layout.points_status == "working" else v.NO_POINTS_TABLE, marks)


def _differences(rubric: Rubric, other: Rubric | None) -> Iterable[Sentence]:
    if other is None:
        return ()
    pairs = differing(json.loads(rubric.canonical), json.loads(other.canonical))
    return first([Sentence(v.RUBRIC_DIFFERS, {"place": p, "said": short(a), "found": short(b)}) for p, a, b in pairs])


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
