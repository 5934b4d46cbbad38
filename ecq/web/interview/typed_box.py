"""What the operator types below the question: understood by the parser, done like a press, or shown to be confirmed.

Nothing is guessed silently: what is not plain waits for one press. Knows the page's state; must not know words.
"""

from __future__ import annotations

from functools import singledispatch

import streamlit as st

from ecq.assessment.model import (
    Assessment,
    Invalid,
    Response,
    Value,
    annotate,
    answer,
    mark_unsure,
    set_aside,
)
from ecq.interview.flow import Interview
from ecq.interview.typed import (
    Answer,
    Back,
    Basis,
    ChangePrevious,
    Evidence,
    Go,
    NotApplicable,
    Note,
    NotUnderstood,
    Order,
    Redo,
    Skip,
    Undo,
    Unsure,
    Why,
    understand,
)
from ecq.language import Text
from ecq.rubric.model import Question, Rubric
from ecq.text import words as w
from ecq.text.sentences import answer_words
from ecq.web.changes.undo import step_by_word
from ecq.web.frame.frame import (
    choose_route,
    go_on_from,
    show_question,
    skip_from,
)
from ecq.web.html.inert import inert
from ecq.web.session import widget_keys as keys
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, newest_visit


def draw_chat_input(visit: Visit, question: Question) -> None:
    """The input below the question, and what it understood but was not sure of."""
    proposed = session().proposed
    if proposed and proposed[0] == question.id:
        _confirm(visit, question, proposed[1], proposed[2])
    # In a container it stands in the page's flow; pinned to the bottom it would scroll the question out of view.
    with st.container(key="typed-box"):
        # Without a limit of its own: a longer paste would be dropped without a word.
        st.chat_input(visit.say(w.CHAT_PLACEHOLDER), key=keys.TYPED, on_submit=_take, args=(question.id,))


def _confirm(visit: Visit, question: Question, values: tuple[Value, ...], note: str) -> None:
    """One press takes it, with the words that came with it as the note; another lets it go."""

    def take(value: Value) -> None:
        session().proposed = None
        if change(lambda a, rubric, at: _answered(a, rubric.by_id[question.id], value, note, at)):
            go_on_from(question.id)

    with st.container(border=True, key="panel-understood"):
        st.write(visit.say(w.UNDERSTOOD_AS if len(values) == 1 else w.UNDERSTOOD_MAYBE))
        for index, value in enumerate(values):
            said = answer_words(question, Response(state="answered", value=value), visit.lang)
            st.button(inert(said), key=f"understood-{index}", width="stretch", on_click=take, args=(value,))
        st.button(visit.say(w.UNDERSTOOD_NO), key="understood-no", type="tertiary", on_click=_forget)


def _forget() -> None:
    session().proposed = None


def _take(question_id: str) -> None:
    text = keys.text_in(keys.TYPED)
    visit = newest_visit()
    interview = visit.interview_in(()) if visit else None  # what comes next is worked out after the change
    if interview is None or question_id not in interview.states:
        return
    session().proposed = session().unfolded = None
    question = interview.rubric.by_id[question_id]
    _do(understand(text, question, interview.rubric, interview.asked), interview, question)
    if session().trouble not in (None, w.KEPT_AS_NOTE):
        st.session_state[keys.TYPED] = text  # what was not taken stands in the field again, to be mended


def _answered(assessment: Assessment, question: Question, value: Value, note: str, at: str) -> Assessment | Invalid:
    result = answer(assessment, question, value, at)
    return result if isinstance(result, Invalid) else _noted(result, question, note, at)


def _noted(assessment: Assessment, question: Question, note: str, at: str) -> Assessment | Invalid:
    """The assessment with words added to the question's note."""
    if not note:
        return assessment
    held = assessment.response(question.id).note
    return annotate(assessment, question, f"{held}\n{note}" if held else note, at)


def _say(text: Text) -> None:
    session().trouble = text


@singledispatch
def _do(outcome: object, interview: Interview, question: Question) -> None:
    raise TypeError(outcome)


@_do.register
def _(outcome: Answer, interview: Interview, question: Question) -> None:
    if not outcome.sure:
        session().proposed = (question.id, (outcome.value,), outcome.note)
    elif change(lambda a, rubric, at: _answered(a, rubric.by_id[question.id], outcome.value, outcome.note, at)):
        go_on_from(question.id)


@_do.register
def _(outcome: NotApplicable, interview: Interview, question: Question) -> None:
    if question.not_applicable and not outcome.reason_id and not outcome.words:
        session().panel = "na"
    elif change(lambda a, rubric, at: set_aside(a, rubric.by_id[question.id], outcome.reason_id or outcome.words, at)):
        go_on_from(question.id)


@_do.register
def _(outcome: Unsure, interview: Interview, question: Question) -> None:
    def unsure(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        return _noted(mark_unsure(assessment, rubric.by_id[question.id], at), question, outcome.note, at)

    if change(unsure):
        go_on_from(question.id)


@_do.register
def _(outcome: Skip, interview: Interview, question: Question) -> None:
    change(lambda a, rubric, at: _noted(a, rubric.by_id[question.id], outcome.note, at))
    skip_from(question.id)


@_do.register
def _(outcome: Back, interview: Interview, question: Question) -> None:
    show_question(interview.previous(question.id) or question.id)


@_do.register
def _(outcome: Undo, interview: Interview, question: Question) -> None:
    step_by_word(redo=False)


@_do.register
def _(outcome: Redo, interview: Interview, question: Question) -> None:
    step_by_word(redo=True)


@_do.register
def _(outcome: ChangePrevious, interview: Interview, question: Question) -> None:
    """Opens the last answer, where it can be changed or taken back."""
    last = session().reacted or interview.previous(question.id) or question.id
    show_question(last)


@_do.register
def _(outcome: Why, interview: Interview, question: Question) -> None:
    session().unfolded = "why"


@_do.register
def _(outcome: Basis, interview: Interview, question: Question) -> None:
    session().unfolded = "basis"


@_do.register
def _(outcome: Evidence, interview: Interview, question: Question) -> None:
    session().unfolded = "evidence"


@_do.register
def _(outcome: Go, interview: Interview, question: Question) -> None:
    rubric = interview.rubric
    if outcome.target is None:
        titles = [
            rubric.nodes[one].title if one in rubric.nodes else rubric.by_id[one].text for one in outcome.candidates
        ]
        listed = Text(zh="、".join(t.zh for t in titles) or "—", en=", ".join(t.en for t in titles) or "—")
        _say(Text(zh=w.GO_WHERE.zh.format(places=listed.zh), en=w.GO_WHERE.en.format(places=listed.en)))
        return
    target = outcome.target if outcome.target in interview.states else interview.first_of(outcome.target)
    show_question(target or question.id)


@_do.register
def _(outcome: Order, interview: Interview, question: Question) -> None:
    choose_route(outcome.route)


@_do.register
def _(outcome: Note, interview: Interview, question: Question) -> None:
    if change(lambda a, rubric, at: _noted(a, rubric.by_id[question.id], outcome.text, at)):
        _say(w.KEPT_AS_NOTE)


@_do.register
def _(outcome: NotUnderstood, interview: Interview, question: Question) -> None:
    if outcome.candidates:
        session().proposed = (question.id, outcome.candidates, "")
    else:
        _say(w.NOT_UNDERSTOOD)


@_do.register
def _(outcome: Invalid, interview: Interview, question: Question) -> None:
    _say(outcome.sentence)
