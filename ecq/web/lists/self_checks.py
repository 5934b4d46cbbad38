"""The rows of self-checks as HTML, on the start page and in the portfolio. What they say is told in `telling.portfolio.columns`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from ecq.base.exact import cut, plain
from ecq.base.language import words
from ecq.document.blocks import Link
from ecq.rubric.model import Rubric
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.columns import GROUPS, Way, groups, starts, why_unscored
from ecq.telling.portfolio.sentences import name_words
from ecq.telling.portfolio.shelves import row_of_listed
from ecq.telling.portfolio.summary import Listing, SelfCheckRow
from ecq.web.lists import words as lw
from ecq.web.session.visit import ID_PARAM, Visit
from ecq.writers.html.blocks import Address, cell, part


def changed(visit: Visit, row: SelfCheckRow) -> str:
    """When a row was last changed, where the visitor is."""
    return visit.when(row.changed_at) if row.changed_at else ""


def names(visit: Visit, rows: Sequence[Listing]) -> dict[str, str]:
    """What each is called in a field to choose from, by id; with its last change where several have one name."""
    plain = {row.id: name_words(row.name, visit.lang) for row in rows}
    count = Counter(plain.values())
    return {
        row.id: f"{name} · {visit.when(row.listed.saved_at)}" if count[name] > 1 else name
        for row in rows
        if (name := plain[row.id])
    }


def rows_html(visit: Visit, rows: Sequence[SelfCheckRow], way: Way) -> str:
    """Rows to look at, with the way to each."""
    address = _addresses(visit)
    inside = "".join(f'<li role="row">{_cells(row, way, address)}</li>' for row in rows)
    return f'<div class="ecq-checks table">{_whole(visit, [row.rubric for row in rows], inside)}</div>'


def listings_html(visit: Visit, rubrics: Mapping[str, Rubric], rows: Sequence[Listing], today: str, way: Way) -> str:
    """Rows of the visitor's own list, to choose, with a menu each."""
    address = _addresses(visit)
    shown = [(listing, row_of_listed(rubrics, listing, today)) for listing in rows]
    inside = "".join(_own(visit, listing, row, way, address) for listing, row in shown)
    return _whole(visit, [row.rubric for _, row in shown if row], inside, "ecq-rowset own")


def _addresses(visit: Visit) -> Address:
    language = visit.language
    return lambda link: f"/{link.page}?{urlencode({ID_PARAM: link.id} | language)}"


def _whole(visit: Visit, rubrics: Iterable[Rubric], inside: str, look: str = "ecq-rowset") -> str:
    """Rows under the names of their columns, with the stars above the bars where all rows have the same."""
    axes = {starts(rubric) for rubric in {one.digest: one for one in rubrics}.values()}
    axis = ""
    if len(axes) == 1:
        marks = axes.pop()
        ticks = "".join(f'<i style="left:{cut(at * 100, 2)}%"><b>{n}★</b>{plain(low)}</i>' for at, n, low in marks)
        axis = f'<span class="axis" aria-hidden="true">{ticks}</span>'
    heads = "".join(
        f'<span class="{group}" role="columnheader">'
        + (f'<span class="ecq-heard">{title}</span>{axis}' if group == "score" else title)
        + "</span>"
        for group, title in ((group, escape(words(head, visit.lang))) for group, (head, _) in GROUPS.items())
    )
    label = escape(visit.say(pf.CHOOSE_ONES))
    return (
        f'<div class="{look}" role="table" aria-label="{label}"><div class="ecq-mine-head" role="row">{heads}</div>'
        f'<ul role="rowgroup">{inside}</ul></div>'
    )


def _cells(row: SelfCheckRow, way: Way, address: Address) -> str:
    return "".join(
        f'<div class="{group}" role="{"rowheader" if group == "name" else "cell"}" '
        f'data-head="{escape(words(GROUPS[group][0], way.lang))}">{cell(told, "", address)}</div>'
        for group, told in groups(row, way).items()
    )


def _own(visit: Visit, listing: Listing, row: SelfCheckRow | None, way: Way, address: Address) -> str:
    name = name_words(listing.name, visit.lang)
    if row is not None:
        told = _cells(row, way, address)
    else:
        link = part(Link(name, listing.id, "strong", "interview"), "", address)
        why = escape(visit.say(why_unscored(listing)))
        told = (
            f'<div class="name" role="rowheader">{link}</div><div class="rest" role="cell"><small>{why}</small></div>'
        )
    return (
        f'<li role="row" data-id="{escape(listing.id)}" data-name="{escape(listing.name)}" '
        f'data-shown="{escape(name)}" data-tags="{escape(", ".join(listing.listed.tags))}">'
        f'<label class="pick" role="cell"><input type="checkbox" aria-label="{escape(visit.say(lw.CHOOSE, name=name))}"></label>{told}'
        f'<span role="cell"><button type="button" class="dots" aria-haspopup="menu" aria-label="{escape(visit.say(lw.MANAGE, name=name))}">⋯</button></span></li>'
    )
