"""Going from question to question: on after an answer, to another one, in another order."""

from __future__ import annotations

import streamlit as st

from ecq.interview.flow import Interview
from ecq.interview.routes import ROUTES, trail
from ecq.telling.text.reactions import Press, standing
from ecq.web.session import overview_return
from ecq.web.session.outcome import Done
from ecq.web.session.score_cache import scored
from ecq.web.session.state import Answer, session
from ecq.web.session.visit import ROUTE_PARAM, Visit, chosen_route, newest_interview, newest_visit


def show_question(question_id: str | None) -> None:
    """Make a question the current one and close its panels, except evidence on the route for missing evidence."""
    here = session()
    here.trail = trail(here.trail, here.question, question_id)
    here.question = question_id
    here.panel = "evidence" if chosen_route() == "unevidenced" else None
    here.reacted = here.unfolded = here.proposed = here.resume = here.heard = None


def go_on_from(question_id: str, done: Done | None = None) -> None:
    """After an answer, go to the next question of the route or back to the overview; for callbacks.

    `done` is the change that the answer made, where it made one.
    """
    visit = newest_visit()
    if visit is None:
        return
    session().press = Answer(question_id, done) if done else None
    if overview_return.reviewed() == question_id:
        overview_return.return_from(question_id, changed=True)
        return
    show_question(_next(visit.interview, question_id))
    session().reacted = question_id


def stay_at(question_id: str, done: Done) -> None:
    """After a change, keep the question on screen and show what the change did; for callbacks."""
    session().press = Answer(question_id, done)
    show_question(question_id)
    session().reacted = question_id


def skip_from(question_id: str) -> None:
    """Go to the next question of the route without answering; for callbacks."""
    interview = newest_interview()
    if interview is not None:
        show_question(_next(interview, question_id))


def _next(interview: Interview, question_id: str) -> str | None:
    """Where the interview goes on: after a change in the thread where it was before, else at the next question."""
    resumed = session().resume
    return resumed if resumed in interview.states else interview.next_after(question_id)


def press_of(visit: Visit) -> Press | None:
    """What the last answer did, worked out when it is first drawn."""
    last = session().press
    if isinstance(last, Answer):
        if visit.stored is None or last.done.stored.id != visit.stored.id or last.question not in visit.rubric.by_id:
            return None
        states = last.done.before, last.done.stored.assessment
        was, now = (standing(scored(visit.rubric, state), last.question) for state in states)
        last = session().press = Press(last.question, was, now)
    return last


def choose_route(route: str) -> None:
    """Ask the questions in another order, from its first on; the choice stands in the address."""
    if route not in ROUTES:
        return
    if route == "chapter":
        st.query_params.pop(ROUTE_PARAM, None)
    else:
        st.query_params[ROUTE_PARAM] = route
    show_question(None)
    session().trail = ()
