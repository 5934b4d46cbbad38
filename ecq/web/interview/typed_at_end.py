"""The field where no question is left: one asks about the self-check, goes somewhere, or tells of several questions at once."""

from __future__ import annotations

from ecq.assessment.history.journal import Remark, shortened
from ecq.exchange.documents.spoken import told_in
from ecq.interview.typed.commands import command, destination, order
from ecq.interview.typed.folding import fold
from ecq.interview.typed.outcomes import Go, Order, Skip
from ecq.interview.typed.vocabulary import tidy
from ecq.interview.typed.wishes import question_asked
from ecq.telling.plan import asked as asked_words
from ecq.web.changes.undo import step_by_word
from ecq.web.interview.cards import propose
from ecq.web.interview.thread import Conversation
from ecq.web.session.answers import replied
from ecq.web.session.going import choose_route, show_question
from ecq.web.session.state import Refused, session
from ecq.web.session.visit import Visit, newest_visit


def take_typed_at_end(text: str, mark: str) -> None:
    """Do what was typed below the card that stands where no question is left, or answer it; for callbacks."""
    conversation = session().page(Conversation)
    conversation.typed = (mark, text)  # it stands in the field again, where the database does not answer
    visit = newest_visit()
    if visit is None or visit.stored is None or not text.strip():
        return
    said = _done(visit, text)
    if said is not None:
        session().heard = Remark(visit.stored.revision, "", "reply", shortened(text), said)
    conversation.typed = (mark, "")


def _done(visit: Visit, text: str) -> str | None:
    """Go where it says, keep what it tells, or answer it: what is replied, None where the page itself shows it."""
    interview, short = visit.interview_in(()), tidy(fold(text)).rstrip("? ")
    shown = next((one for one in (session().reacted, *reversed(interview.asked)) if one in interview.states), None)
    if shown is None:  # the profile leaves no question
        return _answered(visit, text)
    last = visit.rubric.by_id[shown]
    match command(short) or order(short) or destination(short, last, visit.rubric, interview.asked):
        case "back" | "change-previous":
            show_question(last.id)
        case "undo" | "redo" as step:
            outcome = step_by_word(redo=step == "redo")
            return visit.words(outcome.why) if isinstance(outcome, Refused) else None
        case Skip() if interview.left:
            choose_route("chapter")
        case Order(route=route):
            choose_route(route)
        case Go(target=str(target)) if there := target if target in interview.states else interview.first_of(target):
            show_question(there)
        case _:
            told = told_in(text, visit.rubric)
            kept = propose(told, visit, "") if told.spoken else None
            return visit.words(kept) if kept else _answered(visit, text)
    return None


def _answered(visit: Visit, text: str) -> str:
    """The answer to what was asked; what can be asked, where it is nothing of that."""
    found = replied(visit, question_asked(text, visit.rubric), None).text
    examples = (visit.say(one) for one in asked_words.EXAMPLES)
    return found or "\n".join((visit.say(asked_words.CANNOT), *examples))
