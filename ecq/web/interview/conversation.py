"""The conversation as one component: thread, question, ways to answer, what else can be pressed, field, standing.

Of the standing is told what there is something to say of: the score begins with the first few answers
(`Visit.score_tells`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from ecq.interview import words as c
from ecq.telling.plan.asked import EXAMPLES
from ecq.telling.plan.sentences import certainty_words
from ecq.telling.text import words as w
from ecq.telling.text.sentences import grade_inside, grade_words, interval_words, score_words
from ecq.web.changes.undo import steps
from ecq.web.frame import words as access
from ecq.web.frame.frame import looks_only_line, map_now, saved_line
from ecq.web.html.components import draw
from ecq.web.html.parts import dimensions_card, evidence_card, gates_card, progress_card, score_card
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
from ecq.web.interview.thread import Conversation, told_of_thread
from ecq.web.interview.typed_box import heard, what_can_be_asked
from ecq.web.session.course import time_left
from ecq.web.session.state import session
from ecq.web.session.visit import FIRST_ANSWERS, Visit


def route_html(visit: Visit) -> str:
    """The route's name and how many questions are left on it; nothing for the usual order, by chapter."""
    interview = visit.interview
    if interview.route.id == "chapter":
        return ""
    left = visit.say(c.LEFT, count=len(interview.ahead))
    line = f"{visit.say(c.TITLES[interview.route.id])} · {left}"
    return f'<div class="ecq-route"><small>{escape(line)}</small>{_certainty_html(visit)}</div>'


def _certainty_html(visit: Visit) -> str:
    """The line on certainty for a narrow screen; a wide one has it beside the score."""
    line = certainty_line(visit)
    return f'<small class="ecq-narrow">{escape(line)}</small>' if line else ""


def certainty_line(visit: Visit) -> str:
    """How many more answers settle the grade; only on the route by certainty."""
    if visit.interview.route.id != "certainty":
        return ""
    return certainty_words(visit.certainty, visit.card, visit.lang)


def at_the_end(visit: Visit) -> bool:
    """Whether the route has an end screen of its own, apart from that of the interview."""
    return visit.interview.route.id in c.EMPTY


def told_of_standing(visit: Visit, at: str | None) -> dict[str, Any]:
    """The lines for a narrow screen, the standing as a sentence, and the cards, each told by itself.

    The browser draws them at the right of a wide screen, and folded under the lines atop a narrow one.
    """
    progress, card, target = visit.interview.progress, visit.card, visit.verdict.target
    left = visit.interview.left
    minutes, time = time_left(visit, left) if left else ("", "")
    further = [_waiting(visit), time]
    if not visit.score_tells:
        further += [visit.say(w.SCORE_BEGINS, count=FIRST_ANSWERS), certainty_line(visit)]
    cards = {}
    if visit.score_tells:
        cards["score"] = score_card(visit.rubric, card, target, visit.lang, certainty_line(visit))
    cards["progress"] = progress_card(
        progress.settled, progress.asked, progress.unsure, visit.lang, visit.quick, [line for line in further if line]
    )
    if visit.score_tells or card.gates_in("failed"):
        cards["gates"] = gates_card(card, visit.lang)
    if visit.score_tells:
        cards["evidence"] = evidence_card(card, visit.lang)
        cards["dimensions"] = dimensions_card(visit.rubric, card, target, visit.lang)
    told: dict[str, Any] = {"card " + name: html for name, html in cards.items()}
    return told | {"cards": list(cards), "standing": {"lines": _lines(visit, at, minutes), "said": _said(visit)}}


def _said(visit: Visit) -> str:
    """The standing as a sentence for screen readers."""
    score, grade, progress = visit.card.score, visit.card.grade, visit.interview.progress
    if not visit.score_tells:
        return visit.say(access.PROGRESS_NOW, settled=progress.settled, asked=progress.asked)
    low, high = grade_inside(grade.low, visit.lang), grade_inside(grade.high, visit.lang)
    settled = visit.say(w.GRADE_SETTLED, grade=visit.words(grade.low.title))
    stands = settled if grade.settled else visit.say(w.GRADE_BETWEEN, low=low, high=high)
    return visit.say(access.SCORE_NOW, low=score_words(score.low), high=score_words(score.high), grade=stands)


def _waiting(visit: Visit) -> str:
    """How many answered questions only the profile can let count; nothing where there is none."""
    waiting = visit.interview.progress.waiting
    return visit.say(w.WAITING, count=waiting) if waiting else ""


def _lines(visit: Visit, at: str | None, minutes: str) -> str:
    """Where one is and what is left (on a phone that stands in the bar at the top), then the score and what failed.

    The browser fills the bar from the one on the score's card.
    """
    progress, card = visit.interview.progress, visit.card
    where = visit.say(access.PAGES["interview"])
    if at is not None:
        position = visit.interview.position(at)
        title = escape(visit.words(visit.rubric.nodes[position.indicator].title))
        where = f"<span>{title}</span> {position.place} / {position.of}"
    left = " · ".join(part for part in (f"{progress.settled} / {progress.asked}", minutes or _waiting(visit)) if part)
    if visit.score_tells:
        grade = grade_words(card.grade, visit.lang)
        line = f'<b class="num">{interval_words(card.score.low, card.score.high)}</b> {escape(grade)}'
    else:
        line = escape(visit.say(w.SCORE_BEGINS, count=FIRST_ANSWERS))
    failed = len(card.gates_in("failed"))
    red = f'<small class="ecq-failed">{escape(visit.say(w.GATES_FAILED, count=failed))}</small>' if failed else ""
    return (
        f'<span class="ecq-where"><b>{where}</b><small class="num">{escape(left)}</small></span>'
        f'<div class="ecq-bar thin"></div><span class="ecq-apart"><small>{line}</small>{red}</span>'
    )


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
    mark, text = session().page(Conversation).typed
    if question is None:
        open_to_words = not visit.looks_only
        remark = session().heard
        said = {"kind": "heard", "words": remark.words, "reply": remark.reply} if remark else None
        return parts | {
            "asked": reaction_html(visit) + end,
            "answers": None,
            "below": [part for part in (said, cards(visit, None)) if part],
            "chips": [],
            "asks": [visit.say(one) for one in EXAMPLES] if open_to_words else [],
            "typed": {"hint": visit.say(c.SAY_AT_END), "mark": mark, "text": text} if open_to_words else None,
        }
    na = session().panel == "na" and question.not_applicable and not visit.looks_only
    aside = [reasons(visit, question)] if na else []
    parts_below = [*aside, *(heard(visit, question) or [fact_to_decide(visit, question)]), cards(visit, at)]
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
