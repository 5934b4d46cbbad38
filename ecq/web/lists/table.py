"""Short lists as a table: people, keys, snapshots, the audit log. Each row may be acted on by buttons of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from ecq.base.language import LANGUAGES
from ecq.document.blocks import Cell
from ecq.telling.text import words as w
from ecq.web.lists.component import Act, Form, ListView, Press, draw_list
from ecq.web.session.visit import Visit
from ecq.writers.html.blocks import cell


@dataclass(frozen=True)
class TableRow:
    """A row: its id, what it is called where it is spoken of, its cells, and what can be done with it.

    `held` is what the fields of a form begin with.
    """

    id: str
    name: str
    cells: tuple[Cell, ...]
    acts: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Acts:
    """What can be done in a list: what each is called, what is asked before it, and who does it (what, to which id, with what)."""

    names: Mapping[str, str]
    does: Callable[[Act], None]
    forms: Mapping[str, Form] = field(default_factory=dict)


NO_ACTS = Acts({}, lambda _: None)


def draw_table(
    visit: Visit,
    key: str,
    heads: Sequence[str],
    rows: Sequence[TableRow],
    acts: Acts = NO_ACTS,
    handed: Mapping[str, str] | None = None,
    stacked: bool = False,
) -> None:
    """Draw rows with their buttons under their heads; `stacked` in a place too narrow for columns. `handed` is a file for the
    browser to save.
    """
    language, names = LANGUAGES[visit.lang], acts.names
    head = "".join(f'<span role="columnheader">{escape(one)}</span>' for one in heads)
    columns = f"repeat({len(heads)}, minmax(0, 1fr)){' minmax(0, 2fr)' if names else ''}"
    view = ListView(
        id=key,
        words={"cancel": visit.say(w.CANCEL), "comma": language.list_comma, "colon": language.colon},
        searches=False,
        list=f'<div class="ecq-table-rows{" stacked" if stacked else ""}" role="table" style="--columns: {columns}">'
        f'<div class="heads" role="row">{head}{"<span role=columnheader></span>" if names else ""}</div>'
        f'<ul role="rowgroup">{"".join(_row(heads, row, names) for row in rows)}</ul></div>',
        names=names,
        forms=acts.forms,
        handed=handed,
    )

    def pressed(press: Press) -> None:
        if isinstance(press, Act) and press.do in names:
            acts.does(press)

    draw_list("ecq-table", key, view, pressed)


def _row(heads: Sequence[str], row: TableRow, names: Mapping[str, str]) -> str:
    cells = "".join(
        f'<div role="{"cell" if place else "rowheader"}" data-head="{escape(head) if place else ""}">{cell(inside)}</div>'
        for place, (head, inside) in enumerate(zip(heads, row.cells, strict=True))
    )
    buttons = "".join(
        f'<button type="button" data-do="{one}" aria-label="{escape(f"{names[one]} {row.name}")}">{escape(names[one])}</button>'
        for one in row.acts
    )
    does = f'<div class="does" role="cell">{buttons}</div>' if names else ""
    held = "".join(f' data-{name}="{escape(value)}"' for name, value in row.held.items())
    return f'<li role="row" data-id="{escape(row.id)}" data-shown="{escape(row.name)}"{held}>{cells}{does}</li>'
