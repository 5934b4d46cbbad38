"""Which self-checks a list shows and in which order: where they stand, search, filters, sorting. Knows no page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from ecq.base.day import days_between
from ecq.base.frozen import Frozen
from ecq.rubric.model import Rubric
from ecq.store.collection import Listed
from ecq.telling.portfolio.rows import Row, row_of_summary

Shelf = Literal["in-hand", "archived", "demos", "bin"]
SHELVES: tuple[Shelf, ...] = get_args(Shelf)
Order = Literal["changed", "name", "score", "due", "open"]
LONGEST = 400
"""Characters of what is looked for at most."""
ORDERS: tuple[Order, ...] = get_args(Order)


class Wanted(Frozen):
    """What is looked for. `standing` is a verdict of readiness, or the id of the grade that is safe."""

    shelf: Shelf = "in-hand"
    text: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    tag: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    standing: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    order: Order = "changed"


def shelf_of(row: Listed) -> Shelf:
    """Where a row stands. Demos stand apart: they are invented."""
    if row.binned_at:
        return "bin"
    if row.demo:
        return "demos"
    return "archived" if row.archived_at else "in-hand"


def picked(rows: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """The rows looked for, in order. Rows come newest change first, and so they stay where nothing else parts them."""
    terms = wanted.text.casefold().split()
    found = [
        row
        for row in rows
        if shelf_of(row) == wanted.shelf
        and (not wanted.tag or wanted.tag in row.tags)
        and (not wanted.standing or wanted.standing in _standings(row))
        and (not terms or _has(row, terms))
    ]
    match wanted.order:
        case "changed":
            return found
        case "name":
            return sorted(found, key=lambda row: _as_spoken(str(row.summary.get("name", ""))))
        case "score":
            return sorted(found, key=lambda row: -Fraction(row.summary["score"][0]) if scored(row) else Fraction(1))
        case "due":
            return sorted(found, key=lambda row: row.summary.get("ready_by") or _NEVER)
        case "open":
            return sorted(found, key=lambda row: -left(row) - waiting(row))


def in_hand(rows: Iterable[Listed]) -> list[Listed]:
    """What a portfolio looks at: neither archived nor in the bin, readable, and with its score worked out."""
    shown = (row for row in rows if row.summary and not unreadable(row))
    return [row for row in shown if shelf_of(row) in ("in-hand", "demos")]


def unreadable(row: Listed) -> bool:
    """Whether a row is of a self-check that cannot be read."""
    return bool(row.summary.get("unreadable"))


def rubric_of_listed(rubrics: Mapping[str, Rubric], row: Listed) -> Rubric | None:
    """The rubric of a row; None where it is not at hand."""
    return rubrics.get(str(row.summary.get("rubric"))) if "score" in row.summary else None


def row_of_listed(rubric: Rubric, row: Listed, day: str) -> Row:
    """A row of the list as a row of the portfolio."""
    return row_of_summary(rubric, row.summary, day, id=row.id, changed_at=row.saved_at, tags=row.tags, demo=row.demo)


def scored(row: Listed) -> bool:
    """Whether there is a score to show: its rubric is at hand and something is answered."""
    return bool(row.summary.get("answered"))


def left(row: Listed) -> int:
    """How many questions are still to be answered."""
    return int(row.summary.get("left", 0))


def waiting(row: Listed) -> int:
    """How many are answered, and only a missing fact of the profile says whether they count."""
    return int(row.summary.get("applicable", 0)) - int(row.summary.get("decided", 0)) - left(row)


def done(row: Listed) -> bool:
    """Whether everything is answered and counts or not."""
    return scored(row) and not left(row) and not waiting(row)


def next_due(rows: Iterable[Listed], today: str, most: int = 2) -> list[tuple[Listed, int]]:
    """The next days to be ready by among the rows, each with the days left."""
    due = sorted(
        ((days_between(today, str(row.summary["ready_by"])), row) for row in rows if row.summary.get("ready_by")),
        key=lambda pair: pair[0],
    )
    return [(row, days) for days, row in due if days >= 0][:most]


def tags_of(rows: Iterable[Listed]) -> Sequence[str]:
    """Every tag on the rows."""
    return sorted({tag for row in rows for tag in row.tags}, key=_as_spoken)


_NEVER = "9999-12-31"


def _standings(row: Listed) -> tuple[str, ...]:
    return (str(row.summary["verdict"]), str(row.summary["grade"][0])) if scored(row) else ()


def _has(row: Listed, terms: Sequence[str]) -> bool:
    text = " ".join((str(row.summary.get("name", "")), *row.tags)).casefold()
    return all(term in text for term in terms)


def _as_spoken(text: str) -> tuple[bool, bytes]:
    """GB 18030 has the usual Han characters in the order of their pinyin, after Latin letters; what has no name comes last."""
    return not text, text.casefold().encode("gb18030", "replace")
