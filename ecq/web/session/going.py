"""Going from page to page and from question to question, also from the overview to a question and back to its place.

The filter of the overview stands in its address and in that of the question, so that a reload loses neither the way
back nor the filter. The search text is the operator's own words: it stays in the session.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ecq.interview.flow import ROUTES, Interview, trail
from ecq.telling.overview import words as wo
from ecq.telling.text.reactions import Press, standing
from ecq.web.session.state import Answer, Done, session
from ecq.web.session.visit import ROUTE_PARAM, Visit, chosen_route, newest_visit, scored

REVIEW_PARAM, SHOW_PARAM, WITHIN_PARAM = "review", "show", "in"
OVERVIEW = {"view": "all"}
"""What makes the interview's address that of the overview."""


def in_overview() -> bool:
    """Whether the address is that of the overview."""
    return OVERVIEW.items() <= st.query_params.to_dict().items()


def view() -> dict[str, str]:
    """The filter in the address, to be carried on to the next one."""
    return {name: st.query_params[name] for name in (SHOW_PARAM, WITHIN_PARAM) if name in st.query_params}


def reviewed() -> str | None:
    """The question that was opened from the overview, if any."""
    return st.query_params.get(REVIEW_PARAM)


def go_to(page: str, **more: str) -> None:
    """Go to a page, with `more` in its address; for callbacks, which cannot change the page themselves."""
    session().go_to, session().go_with = page, more


def leave_for(question_id: str) -> None:
    """Open a question in the interview, with the way back in the address; for callbacks."""
    here = session()
    here.overview_place, here.overview_changed, here.question_before = question_id, None, here.question
    go_to("interview", **{REVIEW_PARAM: question_id, **view()})


def return_from(question_id: str, changed: bool) -> None:
    """Go back to this question's place in the overview; for callbacks."""
    here = session()
    here.overview_place, here.overview_changed = question_id, question_id if changed else None
    here.question, here.question_before = here.question_before, None  # the interview goes on where it was
    here.panel = None
    go_to("overview", **view())


def to_overview() -> None:
    """Go to the overview with its last filter; for callbacks."""
    go_to("overview", **(view() or session().overview_filter))


def draw_way_back(visit: Visit) -> None:
    """The button back to the overview, above a question opened from there."""
    question_id = visit.params.get(REVIEW_PARAM)
    if question_id:
        st.button(
            visit.say(wo.BACK),
            key="back-to-overview",
            type="tertiary",
            icon=":material/arrow_back:",
            shortcut="O",
            on_click=return_from,
            args=(question_id, False),
        )


def show_question(question_id: str | None) -> None:
    """Make a question the current one and close its panels, except evidence on the route for missing evidence."""
    here = session()
    if here.proposed and here.question != question_id:
        here.proposed = here.proposed.of_the_question
    here.trail = trail(here.trail, here.question, question_id)
    here.question = question_id
    here.visiting = tuple(one for one in here.visiting if one != question_id)
    here.panel = "evidence" if chosen_route(st.query_params) == "unevidenced" else None
    here.reacted = here.unfolded = here.resume = here.heard = None


def go_on_from(question_id: str, done: Done | None = None) -> None:
    """After an answer, go to the next question of the route or back to the overview; for callbacks.

    `done` is the change that the answer made, where it made one.
    """
    visit = newest_visit()
    if visit is None:
        return
    here = session()
    here.press, here.proposed = Answer(question_id, done) if done else None, None
    if visit.params.get(REVIEW_PARAM) == question_id:
        return_from(question_id, changed=True)
        return
    show_question(_next(visit.interview, question_id))
    session().reacted = question_id


def stay_at(question_id: str, done: Done) -> None:
    """After a change, keep the question on screen and show what the change did; for callbacks."""
    session().press, session().proposed = Answer(question_id, done), None
    show_question(question_id)
    session().reacted = question_id


def skip_from(question_id: str) -> None:
    """Go to the next question of the route without answering; for callbacks."""
    visit = newest_visit()
    if visit is not None:
        show_question(_next(visit.interview, question_id))


def _next(interview: Interview, question_id: str) -> str | None:
    """Where the interview goes on: after a change in the thread where it was before, in a place that was asked for at what is left
    of that, else at the next question."""
    here = session()
    if here.resume in interview.states:
        return here.resume
    left = (one for one in here.visiting if interview.states.get(one) == "unanswered")
    return next(left, None) or interview.next_after(question_id)


def visit_place(interview: Interview, target: str, among: Sequence[str] = ()) -> bool:
    """Show a question, or the first of a dimension or indicator, after it what is left there, and then the question that was
    left for it; for callbacks.

    `among` are the places that were offered beside a question, the questions of which belong to what was asked for. False
    where nothing of it is asked.
    """
    question_id = target if target in interview.states else interview.first_of(target)
    if question_id is None:
        return False
    left = session().question
    places = (target,) if target != question_id else tuple(one for one in among if one in interview.states)
    show_question(question_id)
    of = (
        one for one in interview.asked if one in places or any(place in interview.rubric.place[one] for place in places)
    )
    session().visiting = tuple(one for one in dict.fromkeys((*of, left)) if one not in (None, question_id))
    return True


def press_of(visit: Visit) -> Press | None:
    """What the last answer did, worked out when it is first drawn."""
    last = session().press
    if isinstance(last, Answer):
        if last.done.stored.id != visit.kept.id or last.question not in visit.rubric.by_id:
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
    session().trail = session().visiting = ()
