"""The one list of the app: search, filters, orders, nested rows, and what can be done with a row or with several.

A page hands a `ListView` over, with its rows as escaped HTML, and a function that gets every press as a value: `Look`
(what is looked for changed), `More`, `Open` (a page, or a question of the self-check) or `Act`. Nothing else is sent.

What a list is made of: a row is an `<li data-id>`, told to screen readers as its page likes. An `<a data-open="PAGE ID">`
in it opens a page, `<input type=checkbox>` in a `.pick` chooses it for what can be done with `several`, a `.dots` button
opens the menu of `acts`, and a `<button data-do="ACT">` does one at once. `<details data-fold="ID">` nests rows. The
keyboard walks through rows and folds with the arrows, `/` leads to the search. What was chosen, unfolded and where a
row stood outlives a redraw. One component keeps any number of rows a single element (docs/decisions/0007).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, StringConstraints, TypeAdapter
from pydantic import Field as Limits

from ecq.base.frozen import Frozen
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.html.fields import MIME

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
