"""The conversation as one component: thread, question, ways to answer, what else can be pressed, the field, the standing.

Python says what there is, as data, so that it can be tested without a browser; conversation.js draws it and sends back what
was pressed. The browser keeps what it was told: after an answer only what has changed is sent (docs/decisions/0016).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ecq.interview.conversation import words as c
from ecq.telling.text import words as w
from ecq.web.changes.undo import steps
from ecq.web.frame.above_page import looks_only_line
from ecq.web.frame.frame import map_now, saved_line
from ecq.web.html.components import draw
from ecq.web.interview.cards import cards
from ecq.web.interview.presses import take_press
from ecq.web.interview.question import (
    chips,
    fact_to_decide,
    question_html,
    reaction_html,
    reasons,
    ways_to_answer,
    what_can_be_said,
)
from ecq.web.interview.standing import route_html, told_of_standing
from ecq.web.interview.state import Conversation
from ecq.web.interview.thread import told_of_thread
from ecq.web.interview.typed_box import heard, what_can_be_asked
from ecq.web.session.state import session
from ecq.web.session.visit import Visit

KEY = "conversation"

_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_FILES = ("answers.js", "attendant.js", "conversation.js")
_REDRAW = """export default () => {
  window.ecqConversation?.draw()
}"""

# Streamlit sends a component's script with its data: so the script is one component, sent once, and what changes another.
_script = st.components.v2.component(
    "ecq_conversation_script",
    html="<span></span>",
    js="\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _FILES),
    isolate_styles=False,  # the script looks at the whole page, and the page's style is the conversation's
)
_component = st.components.v2.component(
    "ecq_conversation",
    html='<div class="ecq ecq-conversation"></div>',
    js="""export default (component) => {
  window.ecqTold = component
  window.ecqConversation?.take()
}""",
    isolate_styles=False,
)
_standing = st.components.v2.component(
    "ecq_standing", html='<div class="ecq ecq-standing-place"></div>', js=_REDRAW, isolate_styles=False
)
_dock = st.components.v2.component(
    "ecq_dock",
    html='<div class="ecq ecq-dock"></div>',
    js="""export default (component) => {
  window.ecqDock = component
  window.ecqConversation?.draw()
}""",
    isolate_styles=False,
)


def draw_script() -> None:
    """What draws the conversation; and the place where the standing goes. Once for a page."""
    _script(key="conversation-script")
    _standing(key="standing")


def draw_dock(visit: Visit) -> None:
    """The place of chips and field, at the foot of the page.

    What is pressed after a lost connection comes through it, since a server that was started again knows no fragment.
    """
    draw(_dock, "dock", None, lambda sent: take_press(visit, sent))


def draw_conversation(visit: Visit, at: str | None, end: str = "") -> None:
    """Tell the browser the conversation as it stands; `end` is what is shown where no question is left."""
    now = news(session().page(Conversation), told(visit, at, end))
    draw(_component, KEY, now, lambda sent: take_press(visit, sent))


def told(visit: Visit, at: str | None, end: str = "") -> dict[str, Any]:
    """The whole conversation, in parts that change by themselves."""
    assert visit.stored is not None
    question = visit.rubric.by_id[at] if at is not None else None
    parts: dict[str, Any] = {
        "words": {
            "thread": visit.say(c.THREAD),
            "changeOf": visit.say(c.CHANGE_OF),
            "held": visit.say(c.HELD),
            "soon": visit.say(c.TOO_SOON),
            "send": visit.say(c.SEND),
            "ask": visit.say(c.ASK),
            "standing": visit.say(w.SCORE),
        },
        "at": {"assessment": visit.stored.id, "question": at},
        **_told_of_map(map_now(visit, at)),
        "saved": saved_line(visit),
        "steps": steps(visit, question),
        "off": looks_only_line(visit),
        **told_of_standing(visit, at),
        **told_of_thread(visit, at),
    }
    if question is None:
        return parts | {
            "asked": reaction_html(visit) + end,
            "answers": None,
            "below": [],
            "chips": [],
            "asks": [],
            "typed": None,
        }
    na = session().panel == "na" and question.not_applicable and not visit.looks_only
    aside = [reasons(visit, question)] if na else []
    parts_below = [*aside, heard(visit, question) or fact_to_decide(visit, question), cards(visit, at)]
    mark, text = session().page(Conversation).typed
    return parts | {
        "asked": reaction_html(visit) + route_html(visit) + question_html(visit, question),
        "answers": ways_to_answer(visit, question),
        "below": [part for part in parts_below if part],
        "chips": chips(visit, question),
        "asks": what_can_be_asked(visit, question),
        "typed": None if visit.looks_only else {"hint": what_can_be_said(visit, question), "mark": mark, "text": text},
    }


def _told_of_map(now: Mapping[str, Any]) -> dict[str, Any]:
    """What the sidebar is told, each indicator's count by itself: an answer changes one of them, and which there are seldom."""
    rest = {name: one for name, one in now.items() if name != "counts"}
    counts = now["counts"]
    return {"map": rest, "counted": list(counts), **{f"count {one}": count for one, count in counts.items()}}


def news(here: Conversation, parts: Mapping[str, Any]) -> bytes:
    """What the browser does not have yet: JSON of the parts, with the number of this telling and of the one before.

    A browser that has missed one asks for the whole.
    """
    before, had = here.told or (0, {})
    texts = {name: _AS_JSON(part) for name, part in parts.items()}
    now = {name: hash(text) for name, text in texts.items()}
    changed = ",".join(f'"{name}":{text}' for name, text in texts.items() if had.get(name) != now[name])
    number = here.tellings = here.tellings + 1
    here.told = (number, {**had, **now})
    return f'{{"number":{number},"after":{before},"parts":{{{changed}}}}}'.encode()
