"""What a press in the conversation does: a function of the page it was made on and of what the browser sent.

Everything that comes is checked, since it comes from outside; what makes no sense does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ecq.assessment.changes import answer, clear, mark_unsure, set_aside
from ecq.interview.typed.outcomes import FactOfProfile
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Value
from ecq.web.changes.undo import renew, take_step
from ecq.web.frame.frame import go_on_from, show_question, skip_from, stay_at
from ecq.web.interview.note_panel import bring_back
from ecq.web.interview.remarks import add_remark
from ecq.web.interview.state import Conversation
from ecq.web.interview.thread import change_from_thread, show_earlier
from ecq.web.interview.typed_box import choose_understood, forget_understood, say_in_profile, take_typed
from ecq.web.session import overview_return
from ecq.web.session.outcome import Done, Outcome
from ecq.web.session.person import log_in_needed
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, newest_visit

PANELS = ("na", "note", "evidence", "history")


def take_press(visit: Visit, press: object) -> None:
    """Do what was pressed on the page that was drawn for `visit`; for callbacks."""
    if not isinstance(press, Mapping) or log_in_needed():  # the page then says that one has to log in
        return
    here, conversation, mark = session(), session().page(Conversation), str(press.get("mark", ""))
    if mark == here.pressed:
        return  # the same press once more
    here.pressed = mark
    do, question = press.get("do"), visit.rubric.by_id.get(str(press.get("question")))
    if do == "whole":
        conversation.told = None
    elif do == "earlier":
        show_earlier()
    elif do in ("undo", "redo"):
        entry = press.get("entry")
        conversation.took(take_step(do, entry if isinstance(entry, int) else None))
    elif do == "go":
        if press.get("to") in visit.interview.states:
            change_from_thread(str(press["to"]), visit.interview.current(here.question))
    elif question is not None and question.id in visit.interview.states:
        _about(visit, question, str(do), press)


def _about(visit: Visit, question: Question, do: str, press: Mapping[str, Any]) -> None:
    """A press that is about the question that was shown."""
    value = press.get("value")
    if do in PANELS:
        session().panel = None if session().panel == do else do
    elif do == "answer":
        given = value_sent(question, value)
        if given is not None:
            _go_on(question.id, change(lambda a, rubric, at: answer(a, rubric.by_id[question.id], given, at)))
    elif do == "reason":
        _go_on(question.id, change(lambda a, rubric, at: set_aside(a, rubric.by_id[question.id], str(value), at)))
    elif do == "typed":
        take_typed(question.id, str(value), session().pressed)
    elif do == "note-left":
        if isinstance(value, str) and not visit.looks_only:
            bring_back(question.id, value)
    elif do == "fact":
        _decide(visit, question, value)
    elif do == "understood":
        session().page(Conversation).took(choose_understood(question, value))
    elif do in _PRESSES:
        _PRESSES[do](visit, question.id)


def _decide(visit: Visit, question: Question, sent: object) -> None:
    """Say a fact of the profile; one that takes several values is said on its page."""
    fact_id, _, value = str(sent).partition(" ")
    fact = visit.rubric.facts.get(fact_id)
    if fact is None:
        return
    if fact.kind == "many":
        overview_return.go_to("profile")
    for option in fact.options:
        if fact.kind == "one" and option.id == value:
            outcome = say_in_profile(question, FactOfProfile(fact_id, value), visit.words(option.text))
            session().page(Conversation).took(outcome)


def value_sent(question: Question, sent: object) -> Value | None:
    """The answer as its kind of question holds it; None for what no page sends."""
    if isinstance(question, ChecklistQuestion):
        return tuple(str(one) for one in sent) if isinstance(sent, list) else None
    return sent if isinstance(sent, str) else None


def _go_on(question_id: str, outcome: Outcome) -> None:
    session().page(Conversation).took(outcome)
    if isinstance(outcome, Done):
        go_on_from(question_id, outcome.before)


def _unsure(_visit: Visit, question_id: str) -> None:
    _go_on(question_id, change(lambda a, rubric, at: mark_unsure(a, rubric.by_id[question_id], at)))


def _skip(_visit: Visit, question_id: str) -> None:
    visit = newest_visit()
    if visit is not None and not visit.looks_only and visit.assessment.response(question_id).state == "unanswered":
        add_remark(question_id, "skip")
    skip_from(question_id)


def _back(visit: Visit, question_id: str) -> None:
    previous = visit.interview.previous(question_id)
    if previous:
        show_question(previous)


def _clear(_visit: Visit, question_id: str) -> None:
    outcome = change(lambda a, rubric, at: clear(a, rubric.by_id[question_id], at))
    session().page(Conversation).took(outcome)
    if isinstance(outcome, Done):
        stay_at(question_id, outcome.before)
        renew()


_PRESSES: dict[str, Callable[[Visit, str], None]] = {
    "unsure": _unsure,
    "skip": _skip,
    "back": _back,
    "clear": _clear,
    "understood-no": lambda _visit, _question: forget_understood(),
}
