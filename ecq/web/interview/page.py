"""The interview page: one question at a time, answered by one press. Which comes next is `ecq.interview`'s to decide.

Above the question stands the thread of what was said, below it the docked field, always in the same place. A press
draws the conversation alone again, as a fragment; bar, map and style of the page stay as they are. The question
stands in the address: Back leads to the one before, a reload keeps the place, a link can be sent. Where none is
left, the page says what is done and where to go on.

The conversation is one component: thread, question, ways to answer, what else can be pressed, field, standing. Of the
standing is told what there is something to say of: the score begins with the first few answers (`Visit.score_tells`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from ecq.base.errors import EcqError
from ecq.interview import words as c
from ecq.interview.flow import Interview
from ecq.telling.overview import words as wo
from ecq.telling.plan.asked import EXAMPLES
from ecq.telling.plan.sentences import certainty_words
from ecq.telling.report.shown import choose, edition_for
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name, grade_inside, grade_words, interval_words, reason_lines, score_words
from ecq.web import overview as overview_page
from ecq.web.changes import draw_move, steps
from ecq.web.frame import words as fw
from ecq.web.frame.frame import looks_only_line, map_now, saved_line, side
from ecq.web.html import components
from ecq.web.html.downloads import ReportFiles
from ecq.web.html.parts import dimensions_card, evidence_card, gates_card, hand_out, progress_card, score_card
from ecq.web.interview.cards import cards, leads
from ecq.web.interview.panels import PANELS
from ecq.web.interview.presses import take_press
from ecq.web.interview.question import (
    chips,
    draw_notices,
    fact_to_decide,
    greet,
    question_html,
    reaction_html,
    reasons,
    ways_to_answer,
    what_can_be_said,
)
from ecq.web.interview.thread import Conversation, take_up_what_waits, told_of_thread
from ecq.web.interview.understood import heard, what_can_be_asked
from ecq.web.session import unsaved
from ecq.web.session.answers import replied
from ecq.web.session.going import choose_route, draw_way_back, in_overview, reviewed, show_question, to_overview
from ecq.web.session.history import time_left
from ecq.web.session.state import session
from ecq.web.session.stores import log_in_needed
from ecq.web.session.visit import FIRST_ANSWERS, Pages, Visit, open_visit, say_replaced, show_failure, today
from ecq.writers.html.blocks import stars


def route_html(visit: Visit) -> str:
    """The route's name and how many questions are left on it; nothing for the usual order, by chapter."""
    interview = visit.interview
    if interview.route.id == "chapter":
        return ""
    left = visit.say(c.LEFT, count=len(interview.ahead))
    line = f"{visit.say(c.TITLES[interview.route.id])} · {left}"
    certain = certainty_line(visit)  # on a narrow screen; a wide one has it beside the score
    narrow = f'<small class="ecq-narrow">{escape(certain)}</small>' if certain else ""
    return f'<div class="ecq-route"><small>{escape(line)}</small>{narrow}</div>'


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
        return visit.say(fw.PROGRESS_NOW, settled=progress.settled, asked=progress.asked)
    low, high = grade_inside(grade.low, visit.lang), grade_inside(grade.high, visit.lang)
    settled = visit.say(w.GRADE_SETTLED, grade=visit.say(grade.low.title))
    stands = settled if grade.settled else visit.say(w.GRADE_BETWEEN, low=low, high=high)
    return visit.say(fw.SCORE_NOW, low=score_words(score.low), high=score_words(score.high), grade=stands)


def _waiting(visit: Visit) -> str:
    """How many answered questions only the profile can let count; nothing where there is none."""
    waiting = visit.interview.progress.waiting
    return visit.say(w.WAITING, count=waiting) if waiting else ""


def _lines(visit: Visit, at: str | None, minutes: str) -> str:
    """Where one is and what is left (on a phone that stands in the bar at the top), then the score and what failed.

    The browser fills the bar from the one on the score's card.
    """
    progress, card = visit.interview.progress, visit.card
    where = visit.say(fw.PAGES["interview"])
    if at is not None:
        position = visit.interview.position(at)
        title = escape(visit.say(visit.rubric.nodes[position.indicator].title))
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
# Streamlit sends a component's script with its data: so the script is one component, sent once, and what changes another.
_script = components.component("ecq_conversation_script", "<span></span>", __file__, *_FILES)


def _place(name: str, within: str, does: str) -> Callable[..., Any]:
    return st.components.v2.component(
        f"ecq_{name}",
        html=f'<div class="ecq ecq-{within}"></div>',
        js=f"export default (component) => {{\n  {does}\n}}",
        isolate_styles=False,
    )


_component = _place("conversation", "conversation", "window.ecqTold = component\n  window.ecqConversation?.take()")
_standing = _place("standing", "standing-place", "window.ecqConversation?.draw()")
_dock = _place("dock", "dock", "window.ecqDock = component\n  window.ecqConversation?.draw()")


def told(visit: Visit, at: str | None) -> dict[str, Any]:
    """The whole conversation, in parts that change by themselves."""
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
        "at": {"assessment": visit.kept.id, "question": at},
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
            "asked": reaction_html(visit) + end_html(visit),
            "answers": None,
            "below": [part for part in (said, cards(visit, None), leads(visit)) if part],
            "chips": [],
            "asks": [visit.say(one) for one in EXAMPLES] if open_to_words else [],
            "typed": {"hint": visit.say(c.SAY_AT_END), "mark": mark, "text": text} if open_to_words else None,
        }
    na = session().panel == "na" and question.not_applicable and not visit.looks_only
    aside = [reasons(visit, question)] if na else []
    parts_below = [
        *aside,
        *(heard(visit, question) or [fact_to_decide(visit, question)]),
        cards(visit, at),
        leads(visit),
    ]
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
    changed = {name: part for name, part in parts.items() if name not in had or had[name] != part}
    number = here.tellings = here.tellings + 1
    here.told = (number, parts)
    return f'{{"number":{number},"after":{before},"parts":{_AS_JSON(changed)}}}'.encode()


QUESTION_PARAM = "q"
END = "end"
"""What stands there where no question is left."""


def follow_address(interview: Interview) -> None:
    """Go to the question in the address where that is not the one this session put there: Back, Forward or a link."""
    here, named = session().page(Conversation), st.query_params.get(QUESTION_PARAM)
    if named is None or named == here.addressed:
        return
    if named in interview.states or (named == END and interview.current(None) is None):
        wanted = None if named == END else named
        if wanted != session().question:
            show_question(wanted)
        here.addressed = named


def name_in_address(visit: Visit, at: str | None) -> None:
    """Name the question in the address, which makes an entry in the browser's history.

    The first one is named by the browser itself (conversation.js), so that Back from there leads out, as people expect.
    """
    here, named = session().page(Conversation), at or END
    if here.addressed is not None and visit.params.get(QUESTION_PARAM, here.addressed) != named:
        st.query_params[QUESTION_PARAM] = named
    here.addressed = named


def end_html(visit: Visit) -> str:
    """What is done, as HTML."""
    interview = visit.interview
    if interview.route.id == "first" and interview.left:
        return _first_verdict(visit)
    if at_the_end(visit):
        left = len(interview.left)
        lead = visit.say(c.EMPTY_LEAD, count=left) if left else visit.say(c.EMPTY_LEAD_DONE)
        return _end(visit.say(c.EMPTY[interview.route.id]), lead)
    if interview.undecided:
        return _end(visit.say(w.UNDECIDED_TITLE), visit.say(w.UNDECIDED_LEFT, count=len(interview.undecided)))
    if visit.quick and (unasked := len(Interview(visit.rubric, visit.assessment).unanswered)):
        return _end(visit.say(w.QUICK_DONE), visit.say(w.QUICK_DONE_LEAD, count=unasked))
    grade = visit.card.grade
    title = visit.say(grade.low.title)
    reached = f"{stars(grade.low.stars, title)}<p>{escape(title)}</p>" if grade.settled else ""
    return _end(visit.say(w.DONE_TITLE), visit.say(w.DONE_LEAD), reached)


def _first_verdict(visit: Visit) -> str:
    """What the first questions come to: the verdict with its reasons, where the score lies, what to look at first."""
    verdict, progress, score = visit.verdict, visit.interview.progress, visit.card.score
    marks = {"low": score_words(score.low), "high": score_words(score.high)}
    stands = visit.say(c.FIRST_SO_FAR, settled=progress.settled, asked=progress.asked, **marks)
    skipped = visit.interview.counts["first"]
    first = "".join(f"<p>{escape(line.text)}</p>" for line in replied(visit, "ask-first", None).lines)
    other = replace(
        verdict, reasons=tuple(one for one in verdict.reasons if one.code != "gate-failed")
    )  # said by `first`
    reasons = "".join(
        f"<li>{escape(line)}</li>" for line in reason_lines(visit.rubric, other, visit.lang)[:MOST_REASONS]
    )
    skips = f"<p>{escape(visit.say(c.FIRST_SKIPPED, count=skipped))}</p>" if skipped else ""
    title = visit.say(c.FIRST_DONE, verdict=visit.say(w.VERDICTS[verdict.verdict]))
    return _end(
        title,
        visit.say(c.FIRST_REST, count=len(visit.interview.left)),
        f"<p>{escape(stands)}</p>{first}<ul>{reasons}</ul>{skips}",
    )


MOST_REASONS = 4


def _end(title: str, lead: str, between: str = "") -> str:
    return f'<div class="ecq-question"><h1>{escape(title)}</h1>{between}<p>{escape(lead)}</p></div>'


def draw_ways_on(visit: Visit, pages: Pages) -> None:
    """The buttons below it."""
    interview, left = visit.interview, bool(visit.interview.left)
    first = interview.route.id == "first" and left
    with st.container(key="actions", horizontal=True):
        if first or (at_the_end(visit) and left):
            go_on = visit.say(c.GO_ON)
            st.button(go_on, type="primary", key="go-on-by-chapter", on_click=choose_route, args=("chapter",))
        if first:
            _to_results(visit, pages, main=False)
            files = ReportFiles(visit.rubric, visit.assessment, choose(edition_for(visit.lang)), today())
            name = f"{file_name(f'{visit.platform} {today()}')}.pdf"
            hand_out(visit.say(c.FIRST_REPORT), name, visit.asked(files.pdf, "pdf"), "first-report")
        elif at_the_end(visit):
            st.button(visit.say(wo.BACK), key="to-overview", on_click=to_overview)
            _to_results(visit, pages, main=not left)
        elif interview.undecided:
            if st.button(visit.say(w.TO_PROFILE), type="primary", key="to-profile"):
                st.switch_page(pages.profile, query_params=visit.address)
        else:
            _to_results(visit, pages, main=True)
            st.button(visit.say(wo.CHECK_ANSWERS), key="to-overview", on_click=to_overview)
            if visit.quick and visit.card.counts.open and st.button(visit.say(w.TO_FULL), key="to-full"):
                st.switch_page(pages.interview, query_params=visit.address_in_full)


def _to_results(visit: Visit, pages: Pages, main: bool) -> None:
    if st.button(visit.say(w.TO_RESULTS), type="primary" if main else "secondary", key="to-results"):
        st.switch_page(pages.results, query_params=visit.address)


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the interview, or its other view, with all questions."""
    if in_overview():
        overview_page.draw(visit, pages)
        return
    greet(visit)
    follow_address(visit.interview)
    _script(key="conversation-script")
    _standing(key="standing")
    draw_move(visit)
    session().page(Conversation).told = None  # whatever this page showed before, it is drawn anew now
    _conversation([visit], pages)
    side(visit, _at(visit))  # after the fragment, which copies at each press how far what was drawn before it has come
    # What is pressed after a lost connection comes through the dock: a server that was started again knows no fragment.
    components.draw(_dock, "dock", None, lambda sent: take_press(visit, sent))


def _at(visit: Visit) -> str | None:
    return visit.interview.current(session().question or reviewed())


@st.fragment
def _conversation(first: list[Visit], pages: Pages) -> None:
    """The conversation; `first` holds the visit with which the page is drawn, and nothing when a press redraws this alone."""
    if first:
        _draw_conversation(first.pop(), pages)
        return
    if log_in_needed():
        st.rerun()
    try:
        visit = open_visit()
        if visit.stored is None or session().go_to:
            st.rerun()
        say_replaced(visit)
        _draw_conversation(visit, pages)
        unsaved.page_drawn(visit.stored)
    except EcqError as error:
        show_failure(error)


def _draw_conversation(visit: Visit, pages: Pages) -> None:
    take_up_what_waits(visit)
    at = _at(visit)
    session().question = at  # keep this question on screen until the user moves on
    name_in_address(visit, at)
    draw_way_back(visit)
    now = news(session().page(Conversation), told(visit, at))
    components.draw(_component, KEY, now, lambda sent: take_press(visit, sent))
    draw_notices(visit)
    if at is None:
        draw_ways_on(visit, pages)
    elif draw_panel := PANELS.get(session().panel or ""):
        draw_panel(visit, visit.rubric.by_id[at])
