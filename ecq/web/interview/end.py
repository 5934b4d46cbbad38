"""What stands in place of a question where none is left: what is done, and where to go on."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from ecq.interview import words as words_of
from ecq.interview.flow import Interview
from ecq.telling.overview import words as wo
from ecq.telling.report.options import choose, edition_for
from ecq.telling.text import words as w
from ecq.telling.text.file_names import file_name
from ecq.telling.text.sentences import reason_lines, score_words
from ecq.web.html.downloads import ReportFiles
from ecq.web.html.fields import hand_out
from ecq.web.interview.standing import at_the_end
from ecq.web.session.answers import replied
from ecq.web.session.clock import today
from ecq.web.session.going import choose_route
from ecq.web.session.overview_return import to_overview
from ecq.web.session.visit import Pages, Visit
from ecq.writers.html.blocks import stars


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
