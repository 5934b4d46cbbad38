"""The bar at the top of every page as one component: home, switcher, name, pages, saved state, language
(top_bar.js); with log-in, who is logged in (log_in.js). What the switcher shows: those changed last, those found.

The entry point draws it, so that it stays while pages change. It is styled by look.css like the page it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlencode

import streamlit as st
from pydantic import StringConstraints, TypeAdapter

from ecq.base.errors import EcqError
from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES, Lang, Text
from ecq.telling.portfolio.shelves import LONGEST, Wanted, picked
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.frame import words as access
from ecq.web.html.components import packed, pressed
from ecq.web.html.words import error_text
from ecq.web.session import overview_return
from ecq.web.session import widget_keys as keys
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, TURN_PARAM, Visit
from ecq.web.session.whose_list import listed, new_self_check

_component = st.components.v2.component(
    "ecq_top_bar",
    html='<div class="ecq-top"></div><div class="ecq-switch" popover></div><div class="ecq-ask" popover></div>',
    js="\n".join(
        Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("log_in.js", "asking.js", "top_bar.js")
    ),
    isolate_styles=False,
)


@dataclass(frozen=True)
class TopBarWords:
    """The words of the bar, in the visitor's language."""

    brand: str
    home: str
    back: str
    pages: str
    views: str
    profile: str
    language: str
    shortcuts: str
    switch: str
    search: str
    hint: str
    all: str
    new: str
    none: str
    saved: str = ""
    portfolio: str = ""
    """The way to the portfolio; "" where there is one self-check only."""


@dataclass(frozen=True)
class Other:
    """Another self-check in the switcher: its id, its address, its name, and how far it is."""

    id: str
    href: str
    name: str
    line: str


@dataclass(frozen=True)
class Who:
    """Who is logged in, until when, how many seconds that was at the session's begin, and what is said of it."""

    name: str
    until: int
    left: int
    said: str
    page: str
    out: str
    ends: str
    lead: str
    typed: str
    again: str


@dataclass(frozen=True)
class TopBar:
    """What the bar shows. Without `links` there is no assessment: brand and languages alone."""

    words: TopBarWords
    page: str
    lang: Lang
    name: str = ""
    title: str = ""
    """The page's short title, said where there is no room for the links."""
    query: str = ""
    """What stands in the address of every page of the assessment."""
    back: str = ""
    """The page one level up, for a narrow screen."""
    links: Mapping[str, str] | None = None
    """Titles of pages by their name in the address."""
    views: tuple[str, str] = ("", "")
    """The two views of the interview: one by one, all."""
    asking: Mapping[str, object] | None = None
    """The field to ask in, and the answer where something was just asked (asking.py)."""
    unsaved: bool = False
    demo: str = ""
    """What marks a sample; empty for others."""
    offer: tuple[str, str, str] | None = None
    """What can be done about where it stands in the list: id, label, why."""
    others: Sequence[Other] | None = None
    """What the switcher shows; None where it was not asked for."""
    who: Who | None = None
    """None where nobody logs in."""


class BarPress(Frozen):
    """A press in the bar: a page, a language, what is typed into the switcher (`find`, behind a mark), another self-check by
    its id, a new one, what can be done about where it stands, a question and a line of its answer to follow, logging out.
    """

    kind: Literal["page", "language", "find", "other", "new", "offer", "ask", "follow", "out"]
    id: Annotated[str, StringConstraints(max_length=1000)] = ""


_PRESS = TypeAdapter(BarPress)


def draw_top_bar(bar: TopBar, on_press: Callable[[BarPress], None]) -> None:
    """Draw the bar; `on_press` is called before the page is redrawn."""
    data = {
        "kind": "top-bar",
        **vars(bar),
        "words": vars(bar.words),
        "who": vars(bar.who) if bar.who else None,
        "others": None if bar.others is None else [vars(one) for one in bar.others],
        "links": list((bar.links or {}).items()),
        "languages": [(lang, row.short_name, row.name, row.tag) for lang, row in LANGUAGES.items()],
    }
    _component(key=keys.TOP_BAR, data=packed(data), **pressed(keys.TOP_BAR, _PRESS, on_press))


def draw_bar_alone(lang: Lang, choose_language: Callable[[str], None]) -> None:
    """The bar of a page that leads nowhere else: the name and the languages."""
    words = TopBarWords(
        **dict.fromkeys(
            ("back", "pages", "views", "profile", "shortcuts", "switch", "search", "hint", "all", "new", "none"), ""
        ),
        brand=say(w.PRODUCT, lang).removeprefix("ECQ"),
        home=say(access.HOME, lang),
        language=say(w.LANGUAGE, lang),
    )

    def chosen(press: BarPress) -> None:
        if press.kind == "language":
            choose_language(press.id)

    draw_top_bar(TopBar(words, "log-in", lang), chosen)


@dataclass
class Frame(PageState):
    """What the bar and what stands above a page keep."""

    looked_for: str | None = None
    """What is looked for in the switcher of the bar, where it was just opened or typed into."""
    log_in_left: int | None = None
    """For how many seconds the log-in held when this window first drew a page."""
    erased: tuple[Text, Mapping[str, object]] | None = None
    """The receipt for somebody who just deleted their own account; shown where one logs in, for as long as the window stays."""


SHOWN = 6


def others(visit: Visit) -> list[Other] | None:
    """What the switcher shows; None where it was not opened or typed into in this run, so that other runs read no list."""
    frame = session().page(Frame)
    text, frame.looked_for = frame.looked_for, None
    if text is None:
        return None
    rows = [row for row in listed(SHOWN) if row.ready and (visit.stored is None or row.id != visit.stored.id)]
    shelves = (picked(rows, Wanted(shelf=shelf, text=text[:LONGEST])) for shelf in ("in-hand", "demos", "archived"))
    return [_other(visit, row) for shelf in shelves for row in shelf][:SHOWN]


def _other(visit: Visit, row: Listing) -> Other:
    params = {ID_PARAM: row.id}
    if LANG_PARAM in st.query_params or session().lang:
        params[LANG_PARAM] = visit.lang
    line = ""
    if row.summary:
        line = visit.say(access.DECIDED_OF, decided=row.summary.decided, applicable=row.summary.applicable)
    name = row.name or visit.say(w.UNNAMED)
    return Other(row.id, f"/{_page(row)}?{urlencode(params)}", name, line)


def _page(row: Listing) -> str:
    return "results" if row.done else "interview"


def switch_to(assessment_id: str) -> None:
    """Go on with another self-check where it was left; for callbacks."""
    row = next((row for row in listed(SHOWN) if row.id == assessment_id), None)
    session().leave_assessment()
    overview_return.go_to(_page(row) if row else "interview", **{ID_PARAM: assessment_id})


def begin_another() -> None:
    """Begin a new self-check with its profile; for callbacks."""
    try:
        made = new_self_check()
    except EcqError as error:
        session().page(Frame).refused = error_text(error)
        return
    session().leave_assessment()
    overview_return.go_to("profile", **{ID_PARAM: made, TURN_PARAM: "1"})
