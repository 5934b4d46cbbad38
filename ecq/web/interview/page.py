"""The interview page: one question at a time, answered by one press. Which comes next is `ecq.interview`'s to decide.

Above the question stands the thread of what was said, below it the docked field, always in the same place. A press
draws the conversation alone again, as a fragment; bar, map and style of the page stay as they are. The question
stands in the address: Back leads to the one before, a reload keeps the place, a link can be sent. Where none is
left, the page says what is done and where to go on.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from ecq.base.errors import EcqError
from ecq.interview import words as words_of
from ecq.interview.flow import Interview
from ecq.telling.overview import words as wo
from ecq.telling.report.shown import choose, edition_for
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name, reason_lines, score_words
from ecq.web.changes.moving import draw_move
from ecq.web.frame.frame import side
from ecq.web.html.downloads import ReportFiles
from ecq.web.html.fields import hand_out
from ecq.web.interview.conversation import at_the_end, draw_conversation, draw_dock, draw_script
from ecq.web.interview.panels import draw_colleague, draw_evidence, draw_history, draw_note
from ecq.web.interview.question import draw_notices, greet
from ecq.web.interview.thread import Conversation
from ecq.web.overview import page as overview_page
from ecq.web.session import unsaved
from ecq.web.session.answers import replied
from ecq.web.session.clock import today
from ecq.web.session.going import choose_route, draw_way_back, in_overview, reviewed, show_question, to_overview
from ecq.web.session.state import session
from ecq.web.session.stores import log_in_needed
from ecq.web.session.visit import Pages, Visit, open_visit, say_replaced, show_failure
from ecq.writers.html.blocks import stars

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


def name_in_address(at: str | None) -> None:
    """Name the question in the address, which makes an entry in the browser's history.

    The first one is named by the browser itself (conversation.js), so that Back from there leads out, as people expect.
    """
    here, named = session().page(Conversation), at or END
    if here.addressed is not None and st.query_params.get(QUESTION_PARAM, here.addressed) != named:
        st.query_params[QUESTION_PARAM] = named
    here.addressed = named


def end_html(visit: Visit) -> str:
    """What is done, as HTML."""
    interview = visit.interview
    if interview.route.id == "first" and interview.left:
        return _first_verdict(visit)
    if at_the_end(visit):
        left = len(interview.left)
        lead = visit.say(words_of.EMPTY_LEAD, count=left) if left else visit.say(words_of.EMPTY_LEAD_DONE)
        return _end(visit.say(words_of.EMPTY[interview.route.id]), lead)
    if interview.undecided:
        return _end(visit.say(w.UNDECIDED_TITLE), visit.say(w.UNDECIDED_LEFT, count=len(interview.undecided)))
    if visit.quick and (unasked := len(Interview(visit.rubric, visit.assessment).unanswered)):
        return _end(visit.say(w.QUICK_DONE), visit.say(w.QUICK_DONE_LEAD, count=unasked))
    grade = visit.card.grade
    title = visit.words(grade.low.title)
    reached = f"{stars(grade.low.stars, title)}<p>{escape(title)}</p>" if grade.settled else ""
    return _end(visit.say(w.DONE_TITLE), visit.say(w.DONE_LEAD), reached)


def _first_verdict(visit: Visit) -> str:
    """What the first questions come to: the verdict with its reasons, where the score lies, what to look at first."""
    verdict, progress, score = visit.verdict, visit.interview.progress, visit.card.score
    marks = {"low": score_words(score.low), "high": score_words(score.high)}
    stands = visit.say(words_of.FIRST_SO_FAR, settled=progress.settled, asked=progress.asked, **marks)
    skipped = visit.interview.counts["first"]
    first = "".join(f"<p>{escape(line.text)}</p>" for line in replied(visit, "ask-first", None).lines)
    other = replace(
        verdict, reasons=tuple(one for one in verdict.reasons if one.code != "gate-failed")
    )  # said by `first`
    reasons = "".join(
        f"<li>{escape(line)}</li>" for line in reason_lines(visit.rubric, other, visit.lang)[:MOST_REASONS]
    )
    skips = f"<p>{escape(visit.say(words_of.FIRST_SKIPPED, count=skipped))}</p>" if skipped else ""
    title = visit.say(words_of.FIRST_DONE, verdict=visit.say(w.VERDICTS[verdict.verdict]))
    return _end(
        title,
        visit.say(words_of.FIRST_REST, count=len(visit.interview.left)),
        f"<p>{escape(stands)}</p>{first}<ul>{reasons}</ul>{skips}",
    )


MOST_REASONS = 4


def _end(title: str, lead: str, between: str = "") -> str:
    return f'<div class="ecq-question"><h1>{escape(title)}</h1>{between}<p>{escape(lead)}</p></div>'


def draw_ways_on(visit: Visit, pages: Pages) -> None:
    """The buttons below it."""
    interview = visit.interview
    with st.container(key="actions", horizontal=True):
        if interview.route.id == "first" and interview.left:
            go_on = visit.say(words_of.GO_ON)
            st.button(go_on, type="primary", key="go-on-by-chapter", on_click=choose_route, args=("chapter",))
            _to_results(visit, pages, main=False)
            _first_report(visit)
        elif at_the_end(visit):
            left = bool(interview.left)
            if left:
                go_on = visit.say(words_of.GO_ON)
                st.button(go_on, type="primary", key="go-on-by-chapter", on_click=choose_route, args=("chapter",))
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


def _first_report(visit: Visit) -> None:
    """The report as it stands, as PDF."""
    files = ReportFiles(visit.rubric, visit.assessment, choose(edition_for(visit.lang)), today())
    name = f"{file_name(f'{visit.platform} {today()}')}.pdf"
    hand_out(visit.say(words_of.FIRST_REPORT), name, visit.asked(files.pdf, "pdf"), "first-report")


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
    draw_script()
    side(visit, _at(visit))
    draw_move(visit)
    session().page(Conversation).told = None  # whatever this page showed before, it is drawn anew now
    _conversation([visit], pages)
    draw_dock(visit)


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
    at = _at(visit)
    session().question = at  # keep this question on screen until the user moves on
    name_in_address(at)
    draw_way_back(visit)
    if at is None:
        draw_conversation(visit, None, end_html(visit))
        draw_notices(visit)
        draw_ways_on(visit, pages)
        return
    draw_conversation(visit, at)
    draw_notices(visit)
    question, panel = visit.rubric.by_id[at], session().panel
    if panel == "note":
        draw_note(visit, question)
    elif panel == "evidence":
        draw_evidence(visit, question)
    elif panel == "colleague":
        draw_colleague(visit, question)
    elif panel == "history":
        draw_history(visit, question)
