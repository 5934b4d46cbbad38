"""What a press in the conversation does: a function of the page it was made on and of what the browser sent.

What comes from the browser is read as one of the shapes below; what has none of them, or makes no sense, does nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from ecq.assessment.changes import answer, clear, mark_unsure, set_aside
from ecq.base.frozen import Frozen
from ecq.interview.typed.outcomes import FactOfProfile
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Value
from ecq.web.changes.undo import renew, take_step
from ecq.web.frame.frame import go_on_from, show_question, skip_from, stay_at
from ecq.web.html.components import read_sent
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

Panel = Literal["na", "note", "evidence", "history"]


class _Sent(Frozen):
    """A press: its mark, so that it counts once, and the question that was shown."""

    mark: Annotated[str, StringConstraints(max_length=80)]
    question: str | None = None


class Pressed(_Sent):
    """A button that says all by its name."""

    do: Literal["whole", "earlier", "unsure", "skip", "back", "clear", "understood-no"]


class Opened(_Sent):
    """A panel under the question, to be opened or closed."""

    do: Panel


class Step(_Sent):
    """Undo or redo, and the entry that the button was drawn for."""

    do: Literal["undo", "redo"]
    entry: int | None = None


class Go(_Sent):
    """On to another question."""

    do: Literal["go"]
    to: str


class Answered(_Sent):
    """A way to answer: an option, the lines ticked, a figure as typed."""

    do: Literal["answer"]
    value: str | tuple[str, ...]


class Said(_Sent):
    """Words: a reason of the rubric's, what was typed, a note left unsaved, a fact of the profile with its value."""

    do: Literal["reason", "typed", "note-left", "fact"]
    value: str


class Chosen(_Sent):
    """Which of the answers that were understood is meant."""

    do: Literal["understood"]
    value: int


Press = Pressed | Opened | Step | Go | Answered | Said | Chosen
_PRESS: TypeAdapter[Press] = TypeAdapter(Annotated[Press, Field(discriminator="do")])


def new_press(sent: object) -> Press | None:
    """What was pressed; None where it was taken already or cannot be read, and before log-in, which the page then asks for."""
    if sent is None or log_in_needed():
        return None
    here, text = session(), json.dumps(sent)
    if text == here.pressed:
        return None
    press, before = read_sent(_PRESS, text), here.pressed
    here.pressed = press.mark if press else text
    return press if press and press.mark != before else None


def take_press(visit: Visit, sent: object) -> bool:
    """Do what was pressed on the page that was drawn for `visit`, once; whether it was new. For callbacks."""
    press = new_press(sent)
    if press is None:
        return False
    conversation, states = session().page(Conversation), visit.interview.states
    match press:
        case Pressed(do="whole"):
            conversation.told = None
        case Pressed(do="earlier"):
            show_earlier()
        case Step():
            conversation.took(take_step(press.do, press.entry))
        case Go():
            if press.to in states:
                change_from_thread(press.to, visit.interview.current(session().question))
        case _ if press.question in states:
            _about(visit, visit.rubric.by_id[str(press.question)], press)
    return True


def _about(visit: Visit, question: Question, press: Press) -> None:
    """A press that is about the question that was shown."""
    here = session()
    match press:
        case Opened(do=panel):
            here.panel = None if here.panel == panel else panel
        case Answered():
            given = value_sent(question, press.value)
            if given is not None:
                _go_on(question.id, change(lambda a, rubric, at: answer(a, rubric.by_id[question.id], given, at)))
        case Said(do="reason", value=reason):
            _go_on(question.id, change(lambda a, rubric, at: set_aside(a, rubric.by_id[question.id], reason, at)))
        case Said(do="typed", value=words):
            take_typed(question.id, words, press.mark)
        case Said(do="note-left", value=text):
            if not visit.looks_only:
                bring_back(question.id, text)
        case Said(do="fact", value=fact):
            _decide(visit, question, fact)
        case Chosen():
            here.page(Conversation).took(choose_understood(question, press.value))
        case Pressed():
            _PRESSES[press.do](visit, question.id)


def _decide(visit: Visit, question: Question, sent: str) -> None:
    """Say a fact of the profile; one that takes several values is said on its page."""
    fact_id, _, value = sent.partition(" ")
    fact = visit.rubric.facts.get(fact_id)
    if fact is None:
        return
    if fact.kind == "many":
        overview_return.go_to("profile")
    for option in fact.options:
        if fact.kind == "one" and option.id == value:
            outcome = say_in_profile(question, FactOfProfile(fact_id, value), visit.words(option.text))
            session().page(Conversation).took(outcome)


def value_sent(question: Question, sent: str | tuple[str, ...]) -> Value | None:
    """The answer as its kind of question holds it; None for what no page sends."""
    return sent if isinstance(sent, tuple) == isinstance(question, ChecklistQuestion) else None


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
