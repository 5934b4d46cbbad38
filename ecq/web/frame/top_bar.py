"""The bar at the top of every page: home, switcher, name, pages, saved state, the field to ask in, language.

One component (top_bar.js); with log-in it shows who is logged in (log_in.js). The switcher shows those changed
last, or those found. The browser opens the field to ask in with Ctrl+K (asking.js); the answer is that of the
conversation, each line with a way to what it says. The entry point draws the bar, so that it stays while pages
change. It is styled by look.css like the page it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import StringConstraints, TypeAdapter

from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES, Lang, Text
from ecq.interview.typed.wanted.wishes import question_asked
from ecq.telling.plan import asked as asked_words
from ecq.telling.plan.asked import AnswerLine
from ecq.telling.portfolio.shelves import LONGEST, Wanted, picked
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.frame import words as fw
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.session import going
from ecq.web.session import widget_keys as keys
from ecq.web.session.answers import Reply, replied
from ecq.web.session.state import OF_ASSESSMENT, PageState, session
from ecq.web.session.visit import ID_PARAM, TURN_PARAM, Visit
from ecq.web.session.whose_list import listed, new_self_check


@dataclass
class Asking(PageState):
    """What was asked in the bar, and the answer that is shown."""

    count: int = 0
    """How often something was asked: the same words twice are two questions."""
    asked: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """What was just asked; answered in the run that follows."""
    reply: Reply = field(default_factory=lambda: Reply(()), metadata=OF_ASSESSMENT)


def ask(text: str) -> None:
    """Take a question; for callbacks."""
    here = session().page(Asking)
    here.asked, here.count = text, here.count + 1


def follow(number: str) -> None:
    """Go where a line of the answer leads; for callbacks."""
    lines = session().page(Asking).reply.lines
    if number.isdecimal() and int(number) < len(lines) and lines[int(number)].page:
        line = lines[int(number)]
        going.go_to(line.page, **line.address)


def told_of_asking(visit: Visit) -> dict[str, Any]:
    """The words of the field, and the answer where something was just asked."""
    here = session().page(Asking)
    text, here.asked = here.asked, None
    told: dict[str, Any] = {
        "ask": visit.say(asked_words.ASK),
        "label": visit.say(asked_words.ASK_LABEL),
        "hint": visit.say(asked_words.HINT),
        "can": visit.say(asked_words.CAN),
        "close": visit.say(w.CLOSE),
        "examples": [visit.say(one) for one in asked_words.EXAMPLES],
    }
    if text is None:
        return told
    here.reply = replied(visit, question_asked(text, visit.rubric), session().question)
    return told | {
        "count": here.count,
        "lines": [_line(visit, one) for one in here.reply.lines],
        "source": here.reply.source,
        "cannot": "" if here.reply.lines else visit.say(asked_words.CANNOT),
    }


def _line(visit: Visit, line: AnswerLine) -> list[str]:
    """A sentence, the address it leads to, and what that is called."""
    if not line.page:
        return [line.text, "", ""]
    address = {**visit.address, **line.address}
    page = line.page
    if page == "overview":
        page, address = "interview", {**address, **going.OVERVIEW}
    named = asked_words.TO_QUESTION if "q" in line.address else fw.PAGES[line.page]
    return [line.text, f"/{page}?{urlencode(address)}", visit.say(named)]


_component = component(
    "ecq_top_bar",
    '<div class="ecq-top"></div><div class="ecq-switch" popover></div><div class="ecq-ask" popover></div>',
    __file__,
    *("log_in.js", "asking.js", "top_bar.js"),
)
WORDS = {
    "home": fw.HOME,
    "back": fw.HOME,
    "pages": w.PAGES_LABEL,
    "views": fw.VIEWS,
    "profile": w.TO_PROFILE,
    "language": w.LANGUAGE,
    "shortcuts": fw.SHORTCUTS,
    "switch": fw.SWITCH,
    "search": fw.SEARCH,
    "hint": fw.HINT,
    "all": fw.ALL_MINE,
    "new": fw.BEGIN_NEW,
    "none": fw.NO_OTHER,
}
"""The words of the bar that are the same on every page."""


class BarPress(Frozen):
    """A press in the bar: a page, a language, what is typed into the switcher (`find`, behind a mark), another self-check by
    its id, a new one, what can be done about where it stands, a question and a line of its answer to follow, logging out.
    """

    kind: Literal["page", "language", "find", "other", "new", "offer", "ask", "follow", "out"]
    id: Annotated[str, StringConstraints(max_length=1000)] = ""


_PRESS = TypeAdapter(BarPress)


def draw_top_bar(
    lang: Lang, page: str, words: Mapping[str, str], on_press: Callable[[BarPress], None], **shown: object
) -> None:
    """Draw the bar; `on_press` is called before the page is redrawn. Beside the name and the languages it shows:

    of a self-check its `name` and the page's short `title`, the `links` to its pages by their names in the address, the two
    `views` of the interview, `query` (what stands in the address of each), `back` (the page one level up, for a narrow
    screen), the field to ask in (`asking`), whether something is `unsaved`, what marks a sample (`demo`), and
    what can be done about where it stands in the list (`offer`: id, label, why); `others` in the switcher, None where it was
    not asked for; `who` is logged in, None where nobody logs in.
    """
    languages = [(one, row.short_name, row.name, row.tag) for one, row in LANGUAGES.items()]
    data = {"kind": "top-bar", "links": (), "lang": lang, "page": page, "words": words, "languages": languages, **shown}
    draw(_component, keys.TOP_BAR, packed(data), pressed(_PRESS, on_press))


def draw_bar_alone(lang: Lang, choose_language: Callable[[str], None]) -> None:
    """The bar of a page that leads nowhere else: the name and the languages."""
    words = {**dict.fromkeys(WORDS, ""), "home": say(fw.HOME, lang), "language": say(w.LANGUAGE, lang)}

    def chosen(press: BarPress) -> None:
        if press.kind == "language":
            choose_language(press.id)

    draw_top_bar(lang, "log-in", {**words, "brand": brand(lang), "saved": "", "portfolio": ""}, chosen)


def brand(lang: Lang) -> str:
    """The product's name behind ECQ."""
    return say(w.PRODUCT, lang).removeprefix("ECQ")


@dataclass
class Frame(PageState):
    """What the bar and what stands above a page keep."""

    looked_for: str | None = None
    """What is looked for in the switcher of the bar, where it was just opened or typed into."""
    log_in_left: int | None = None
    """For how many seconds the log-in held when this window first drew a page."""
    erased: tuple[Text, Mapping[str, object]] | None = None
    """The receipt for somebody who just deleted their own account; shown where one logs in, for as long as the window stays."""


OTHERS_SHOWN = 6


def others(visit: Visit) -> list[dict[str, str]] | None:
    """What the switcher shows; None where it was not opened or typed into in this run, so that other runs read no list."""
    frame = session().page(Frame)
    text, frame.looked_for = frame.looked_for, None
    if text is None:
        return None
    rows = [row for row in listed(OTHERS_SHOWN) if row.ready and (visit.stored is None or row.id != visit.stored.id)]
    shelves = (picked(rows, Wanted(shelf=shelf, text=text[:LONGEST])) for shelf in ("in-hand", "demos", "archived"))
    return [_other(visit, row) for shelf in shelves for row in shelf][:OTHERS_SHOWN]


def _other(visit: Visit, row: Listing) -> dict[str, str]:
    """Another self-check in the switcher: its id, its address, its name, and how far it is."""
    params = {ID_PARAM: row.id} | visit.language
    line = ""
    if row.summary:
        line = visit.say(fw.DECIDED_OF, decided=row.summary.decided, applicable=row.summary.applicable)
    name = row.name or visit.say(w.UNNAMED)
    return {"id": row.id, "href": f"/{_page(row)}?{urlencode(params)}", "name": name, "line": line}


def _page(row: Listing) -> str:
    return "results" if row.done else "interview"


def switch_to(assessment_id: str) -> None:
    """Go on with another self-check where it was left; for callbacks."""
    row = next((row for row in listed(OTHERS_SHOWN) if row.id == assessment_id), None)
    going.go_to(_page(row) if row else "interview", **{ID_PARAM: assessment_id})


def begin_another() -> None:
    """Begin a new self-check with its profile; for callbacks."""
    with session().page(Frame).telling():
        made = new_self_check()
        going.go_to("profile", **{ID_PARAM: made, TURN_PARAM: "1"})
