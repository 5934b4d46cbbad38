"""What a press in the conversation does: a function of the page it was made on and of what the browser sent.

What comes from the browser is read as one of the shapes below; what has none of them, or makes no sense, does nothing.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import StringConstraints, TypeAdapter

from ecq.assessment.changes import answer, clear, mark_unsure, set_aside, to_question
from ecq.base.frozen import Frozen
from ecq.interview.typed.outcomes import FactOfProfile
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Value
from ecq.web.changes import take_step
from ecq.web.html.components import read_sent
from ecq.web.interview.cards import decide_card
from ecq.web.interview.panels import bring_back
from ecq.web.interview.thread import Conversation, add_remark, change_from_thread, keep_what_waits, show_earlier
from ecq.web.interview.typed_box import take_there, take_typed, take_typed_at_end
from ecq.web.interview.understood import choose_understood, forget_understood, say_in_profile, turn_round
from ecq.web.session import going
from ecq.web.session.going import go_on_from, show_question, skip_from, stay_at
from ecq.web.session.state import Done, Outcome, session
from ecq.web.session.stores import log_in_needed
from ecq.web.session.visit import Visit, change, newest_visit
from ecq.web.session.widget_keys import renew

Panel = Literal["na", "note", "evidence", "history", "colleague"]
OnAnswer = Literal["answer", "reason", "unsure", "skip", "back", "clear"]
Typed = Literal[
    "typed", "note-left", "fact", "understood", "understood-no", "turn", "accept", "leave", "there", "leads-no"
]


class Press(Frozen):
    """A press: what to do, its mark, so that it counts once, the question that was shown, and what else it says.

    `to` is another question, `entry` the journal's that a button was drawn for; `value` an option, the lines ticked, a
    figure, words, or the place of what was understood.
    """

    do: Literal["whole", "earlier", "undo", "redo", "go"] | Panel | OnAnswer | Typed
    mark: Annotated[str, StringConstraints(max_length=80)]
    question: str | None = None
    to: str = ""
    entry: int | None = None
    value: str | tuple[str, ...] | int | None = None


_PRESS = TypeAdapter(Press)


def new_press(sent: object) -> Press | None:
    """What was pressed; None where it was taken already or cannot be read."""
    here, text = session(), json.dumps(sent)
    if sent is None or text == here.pressed:
        return None
    press, before = read_sent(_PRESS, text), here.pressed
    here.pressed = press.mark if press else text
    return press if press and press.mark != before else None


def take_press(visit: Visit, sent: object) -> bool:
    """Do what was pressed on the page that was drawn for `visit`, once; whether it was new. For callbacks."""
    press = None if log_in_needed() else new_press(sent)  # the page then says that one has to log in
    if press is None:
        return False
    conversation, states = session().page(Conversation), visit.interview.states
    match press:
        case Press(do="whole"):
            conversation.told = None
        case Press(do="earlier"):
            show_earlier()
        case Press(do="undo" | "redo" as name):
            conversation.took(take_step(name, press.entry))
        case Press(do="go", to=to):
            if to in states:
                change_from_thread(to, visit.interview.current(session().question))
        case Press(do="there", value=int(which)) if not visit.looks_only:
            take_there(visit, press.question, which, press.mark)
        case Press(do="leads-no"):
            conversation.leads = ()
        case Press(question=None, do="typed", value=str(words)):
            take_typed_at_end(words, press.mark)
        case Press(question=None, do="accept" | "leave" as act, value=str(which)):
            conversation.took(decide_card("", which, act == "accept"))
        case _ if press.question in states:
            _about(visit, visit.rubric.by_id[str(press.question)], press)
    keep_what_waits(visit)
    return True


def _about(visit: Visit, question: Question, press: Press) -> None:
    """A press that is about the question that was shown."""
    here = session()
    match press:
        case Press(do="na" | "note" | "evidence" | "history" | "colleague" as panel):
            here.panel = None if here.panel == panel else panel
        case Press(do="answer"):
            given = value_sent(question, press.value)
            if given is not None:
                _go_on(question.id, change(to_question(question.id, answer, given)))
        case Press(do="reason", value=str(reason)):
            _go_on(question.id, change(to_question(question.id, set_aside, reason)))
        case Press(do="typed", value=str(words)):
            take_typed(question.id, words, press.mark)
        case Press(do="note-left", value=str(text)):
            if not visit.looks_only:
                bring_back(question.id, text)
        case Press(do="fact", value=str(fact)):
            _decide(visit, question, fact)
        case Press(do="understood", value=int(which)):
            here.page(Conversation).took(choose_understood(question, which))
        case Press(do="turn", value=str(fact)):
            here.page(Conversation).took(turn_round(question, fact))
        case Press(do="accept" | "leave" as act, value=str(which)):
            here.page(Conversation).took(decide_card(question.id, which, act == "accept"))
        case Press(do="understood-no"):
            forget_understood(question.id)
        case Press(do="unsure"):
            _go_on(question.id, change(to_question(question.id, mark_unsure)))
        case Press(do="skip"):
            now = newest_visit()
            if now and not now.looks_only and now.assessment.response(question.id).state == "unanswered":
                add_remark(question.id, "skip")
            skip_from(question.id)
        case Press(do="back"):
            if previous := visit.interview.previous(question.id):
                show_question(previous)
        case Press(do="clear"):
            outcome = change(to_question(question.id, clear))
            here.page(Conversation).took(outcome)
            if isinstance(outcome, Done):
                stay_at(question.id, outcome)
                renew()


def _decide(visit: Visit, question: Question, sent: str) -> None:
    """Say a fact of the profile; one that takes several values is said on its page."""
    fact_id, _, value = sent.partition(" ")
    fact = visit.rubric.facts.get(fact_id)
    if fact is None:
        return
    if fact.kind == "many":
        going.go_to("profile")
    for option in fact.options:
        if fact.kind == "one" and option.id == value:
            outcome = say_in_profile(question, FactOfProfile(fact_id, value), visit.say(option.text))
            session().page(Conversation).took(outcome)


def value_sent(question: Question, sent: object) -> Value | None:
    """The answer as its kind of question holds it; None for what no page sends."""
    if isinstance(question, ChecklistQuestion):
        return sent if isinstance(sent, tuple) else None
    return sent if isinstance(sent, str) else None


def _go_on(question_id: str, outcome: Outcome) -> None:
    session().page(Conversation).took(outcome)
    if isinstance(outcome, Done):
        go_on_from(question_id, outcome)
