"""Which self-checks a list shows and in which order: where they stand, search, filters, sorting. Knows no page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import StringConstraints

from ecq.base.day import day_after, days_between
from ecq.base.frozen import Frozen
from ecq.rubric.model import Rubric
from ecq.store.collection import BIN_DAYS
from ecq.store.invitations import Invitation
from ecq.telling.due import Due, DueLine, due_of_invitation, lines_of
from ecq.telling.portfolio.summary import Listing, SelfCheckRow, as_spoken, row_of_summary

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


def shelf_of(row: Listing) -> Shelf:
    """Where a row stands. Demos stand apart: they are invented."""
    if row.listed.binned_at:
        return "bin"
    if row.listed.demo:
        return "demos"
    return "archived" if row.listed.archived_at else "in-hand"


def picked(rows: Iterable[Listing], wanted: Wanted) -> list[Listing]:
    """The rows looked for, in order. Rows come newest change first, and so they stay where nothing else parts them."""
    terms = wanted.text.casefold().split()
    found = [
        row
        for row in rows
        if shelf_of(row) == wanted.shelf
        and (not wanted.tag or wanted.tag in row.listed.tags)
        and (not wanted.standing or wanted.standing in _standings(row))
        and all(term in " ".join((row.name, *row.listed.tags)).casefold() for term in terms)
    ]
    return sorted(found, key=_KEYS[wanted.order]) if wanted.order in _KEYS else found


def in_hand(rows: Iterable[Listing]) -> list[Listing]:
    """What a portfolio looks at: neither archived nor in the bin, readable, and with its score worked out."""
    return [row for row in rows if row.ready and not row.unreadable and shelf_of(row) in ("in-hand", "demos")]


def rubric_of_listed(rubrics: Mapping[str, Rubric], row: Listing) -> Rubric | None:
    """The rubric of a row; None where it is not at hand."""
    return rubrics.get(row.rubric) if row.summary else None


def row_of_listed(rubrics: Mapping[str, Rubric], row: Listing, day: str) -> SelfCheckRow | None:
    """A row of the list as a row of the portfolio; None where its rubric is not at hand."""
    rubric, listed = rubric_of_listed(rubrics, row), row.listed
    if rubric is None or row.summary is None:
        return None
    goes_on = day_after(listed.binned_at[:10], BIN_DAYS) if listed.binned_at else ""
    return row_of_summary(
        rubric,
        row.summary,
        day,
        id=row.id,
        changed_at=listed.saved_at,
        tags=listed.tags,
        demo=listed.demo,
        goes_on=goes_on,
    )


def due_with(
    rows: Iterable[Listing], asked: Iterable[Invitation], day: str, now: str, unnamed: str = ""
) -> tuple[DueLine, ...]:
    """What is due with these self-checks on a day: what of them has a day itself, and what was asked of others and still waits now."""
    clients: dict[str, tuple[str, list[Due]]] = {
        row.id: (row.name or unnamed, [*row.summary.due] if row.summary else []) for row in rows
    }
    for one in asked:
        due = due_of_invitation(one, now)
        if due and one.assessment_id in clients:
            clients[one.assessment_id][1].append(due)
    return lines_of(clients, day)


def next_due(rows: Iterable[Listing], today: str) -> list[tuple[Listing, int]]:
    """The next two days to be ready by among the rows, each with the days left."""
    due = sorted(
        (
            (days_between(today, row.summary.ready_by), row)
            for row in rows
            if row.summary is not None and row.summary.ready_by
        ),
        key=lambda pair: pair[0],
    )
    return [(row, days) for days, row in due if days >= 0][:2]


def tags_of(rows: Iterable[Listing]) -> Sequence[str]:
    """Every tag on the rows."""
    return sorted({tag for row in rows for tag in row.listed.tags}, key=as_spoken)


_KEYS: dict[Order, Callable[[Listing], Any]] = {
    "name": lambda row: as_spoken(row.name),
    "score": lambda row: -Fraction(row.summary.score[0]) if row.summary and row.scored else Fraction(1),
    "due": lambda row: (row.summary and row.summary.ready_by) or "9999-12-31",
    "open": lambda row: -row.left - row.waiting,
}


def _standings(row: Listing) -> tuple[str, ...]:
    return (row.summary.verdict, row.summary.grade[0]) if row.summary and row.scored else ()
