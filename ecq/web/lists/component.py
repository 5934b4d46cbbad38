"""The one list of the app: search, filters, orders, nested rows, and what can be done with a row or with several.

A short list is a table: people, keys, snapshots, the audit log. Each row may be acted on by buttons of its own.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Annotated, Any, Literal

from pydantic import BaseModel, StringConstraints, TypeAdapter
from pydantic import Field as Limits

from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES
from ecq.document.blocks import Cell
from ecq.telling.text import words as w
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.html.parts import MIME
from ecq.web.session.visit import Visit
from ecq.writers.html.blocks import cell

_HTML = """
<div class="ecq ecq-lists {name}">
  <form class="tools" role="search">
    <label class="ecq-search"><span class="ecq-heard"></span><input type="search" autocomplete="off" spellcheck="false"></label>
    <div class="chips ecq-scroll" role="group"></div>
  </form>
  <div class="found"><p role="status"></p><button type="button" data-clear></button><button type="button" data-unfold></button></div>
  <div class="table"><div class="ecq-list"></div><button type="button" class="more"></button>
    <footer><b></b><span></span><button type="button" data-none></button></footer></div>
  <div class="menu" role="menu" popover></div>
  <dialog></dialog>
</div>
"""
_registered: dict[str, Callable[..., Any]] = {}

LONGEST = 400
"""Characters of what is looked for at most."""
MOST_CHOSEN = 10_000
_Word = Annotated[str, StringConstraints(max_length=LONGEST)]
_Id = Annotated[str, StringConstraints(max_length=64)]


class Look(Frozen):
    """What is looked for: the text, which chip, and what is chosen in each field. Empty: everything."""

    kind: Literal["look"]
    text: _Word = ""
    chip: _Word = ""
    chosen: dict[_Word, _Word] = Limits(default_factory=dict, max_length=8)


class More(Frozen):
    """More rows are to be shown."""

    kind: Literal["more"]


class Open(Frozen):
    """A page is to be opened, for the thing of an id where it is of one."""

    kind: Literal["open"]
    page: _Id
    id: _Id = ""


class Act(Frozen):
    """What is to be done with one row or several. `mark` identifies the press, so that a double click counts once."""

    kind: Literal["act"] = "act"
    do: _Id
    ids: Annotated[tuple[_Id, ...], Limits(max_length=MOST_CHOSEN)]
    mark: Annotated[str, StringConstraints(max_length=40)] = ""
    values: dict[_Id, Annotated[str, StringConstraints(max_length=2000)]] = Limits(default_factory=dict, max_length=8)


Press = Look | More | Open | Act
_PRESS: TypeAdapter[Press] = TypeAdapter(Annotated[Press, Limits(discriminator="kind")])


def handed(act: Act, name: str, content: bytes) -> dict[str, str]:
    """A file for the browser to save, once for a press."""
    kind, data = MIME[name.rpartition(".")[2]], b64encode(content).decode()
    return {"mark": act.mark, "name": name, "type": kind, "content": data}


class Chip(BaseModel):
    """A filter to press, and how many rows it leaves; `apart`: it does not part the rows with those before it."""

    id: str
    title: str
    count: int
    current: bool
    apart: bool = False


class Choice(BaseModel):
    """A field to choose from: (id, title) pairs, or a heading where the id is None. Fewer than two choices are not drawn."""

    name: str
    label: str
    heard: bool = True
    """Whether the label is only heard."""
    options: list[tuple[str | None, str]]
    current: str


class Field(BaseModel):
    """A field of a form: a text of so many characters at most, or one of some options. It begins with the row's `data-NAME`."""

    name: str
    label: str
    most: int = 0
    options: list[tuple[str, str]] = []


class Form(BaseModel):
    """What is asked before an act: the title is the act's."""

    sentence: str = ""
    agree: str
    fields: list[Field] = []


class ListView(BaseModel):
    """A list as it is drawn. `list` is escaped HTML. `view` names what is looked for, so that folds stay open until it changes;
    `place` is the row to come back to. `handed` is a file that the browser saves once.
    """

    kind: Literal["list"] = "list"
    id: str
    words: Mapping[str, str]
    searches: bool = True
    """Whether there is a field to search with."""
    text: str = ""
    chips: list[Chip] = []
    chips_label: str = ""
    choices: list[Choice] = []
    found: str = ""
    clear: bool = False
    list: str
    more: str = ""
    view: str = ""
    place: str | None = None
    pages: tuple[str, ...] = ()
    """Acts of a row that open a page."""
    acts: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    names: Mapping[str, str] = {}
    """What acts are called."""
    forms: Mapping[str, Form] = {}
    handed: Mapping[str, str] | None = None


def draw_list(name: str, key: str, view: ListView, on_press: Callable[[Press], None]) -> None:
    """Draw a list; `name` is the class it is styled by. `on_press` is called before the page is redrawn."""
    if name not in _registered:
        html = _HTML.replace("{name}", name)
        _registered[name] = component(name.replace("-", "_"), html, __file__, "list.js")
    told = view.model_dump(exclude_defaults=True) | {"kind": view.kind}
    draw(_registered[name], key, packed(told), pressed(_PRESS, on_press))


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
