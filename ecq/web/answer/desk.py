"""What somebody with a link may do: open their invitation, answer, submit. Knows no assessment and no list.

Nobody logs in here: the link is the key, so this is the one place that reaches the store without a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from ecq.assessment.changes import Attempt
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError, StoreError
from ecq.base.language import Lang
from ecq.exchange import rubric_catalogue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.store.invitations import Attempts, Invitation, Invitations, ShutError
from ecq.store.proposals import OvertakenError
from ecq.store.stored import StoredAssessment
from ecq.web.answer import words as a
from ecq.web.html.words import sentence
from ecq.web.session.database import database
from ecq.web.session.state import Barred, Done, Held, Outcome, PageState, Refused, outcome_of, session
from ecq.web.session.visit import Visit

LINK_PARAM = "i"
How = Callable[[Assessment, str], Assessment | Invalid]
_attempts = Attempts()


class TooManyError(EcqError):
    """Too many links that open nothing were tried from here."""

    def __init__(self) -> None:
        super().__init__(a.TOO_MANY.en.rstrip("."), a.TOO_MANY.zh.rstrip("。"))


@dataclass
class Answers(PageState):
    """What the page of whoever answers by invitation keeps."""

    seen: tuple[str, Assessment] | None = None
    """The invitation, and its answers as this window has shown or changed them."""
    waiting: tuple[tuple[Question, How, Callable[[], None]], ...] = ()
    """Answers that could not be saved: to which question, what to do, and what to do once they are."""

    def took(self, outcome: Outcome) -> bool:
        """Whether a change was made; why it was not is then said on the page, also where it waits."""
        if isinstance(outcome, Held):
            self.refused = outcome.cause
        return super().took(outcome)


@dataclass
class Answering(Visit):
    """A visit by invitation: the answers of the invitation stand where a visit has those of a self-check."""

    invitation: Invitation

    @cached_property
    def looks_only(self) -> bool:
        """Never: whoever has the link answers, logged in or not."""
        return False

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric asked from; its name is no secret, the platform's is."""
        return rubric_catalogue.rubric_of(self.assessment.rubric.id, self.invitation.label)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, without what the rubric no longer asks."""
        return tuple(self.rubric.by_id[one] for one in self.invitation.questions if one in self.rubric.by_id)


def invitations() -> Invitations:
    """The invitations, for whoever has a link."""
    return Invitations(database())


def open_invitation(lang: Lang) -> Answering:
    """The invitation of the link. Raises ShutError, TooManyError, StoreError.

    A link that opens something does so however many wrong ones came from the same address: behind a proxy all may have one.
    """
    try:
        found = invitations().opened(secret())
    except ShutError as error:
        here, now = address(), time.monotonic()
        if error.why == "none":
            if not _attempts.allowed(here, now):
                raise TooManyError from None
            _attempts.failed(here, now)
        raise
    return Answering(lang, as_stored(found), found)


def address() -> str:
    """Where the visitor comes from; "" for all who sit at this computer."""
    return st.context.ip_address or ""


def as_stored(found: Invitation) -> StoredAssessment:
    """The answers of an invitation where the widgets of the interview look for them."""
    return StoredAssessment(found.id, found.answers, found.revision, found.changed_at)


def secret() -> str:
    """What stands in the link."""
    return str(st.query_params.get(LINK_PARAM, ""))


def change(visit: Answering, question: Question, how: How, after: Callable[[], None] = lambda: None) -> Outcome:
    """Change the answer to a question and keep it; one that cannot be saved now waits. For callbacks.

    `after` is done once it is saved, at once or later.
    """
    here, desk, at = session().page(Answers), invitations(), database().now()
    attempt = Attempt(lambda answers: how(answers, at))
    seen = here.seen[1] if here.seen and here.seen[0] == visit.invitation.id else visit.invitation.answers
    try:
        outcome = outcome_of(attempt, as_stored(desk.answer(secret(), attempt, seen)))
    except ShutError:
        return Barred()
    except OvertakenError as error:
        here.seen = None
        session().renewals += 1
        return Refused(sentence(error))
    except StoreError as error:
        here.waiting = (*here.waiting, (question, how, after))
        return Held(sentence(error))
    except EcqError as error:
        return Refused(sentence(error))
    if isinstance(outcome, Done):
        known = {**seen.responses, question.id: outcome.stored.assessment.response(question.id)}
        here.seen = (visit.invitation.id, seen.model_copy(update={"responses": known}))
        after()
    return outcome


def save_waiting(visit: Answering) -> Answering:
    """Save the answers that could not be saved when they were given, in order; the invitation as it is then."""
    here = session().page(Answers)
    waiting, here.waiting = here.waiting, ()
    if not waiting:
        return visit
    here.refused = None
    for question, how, after in waiting:
        here.took(change(visit, question, how, after))
    return open_invitation(visit.lang)


SIGNED = "answer-signed"


def submit(visit: Answering) -> None:
    """Hand in what the page shows; for callbacks."""
    with session().page(Answers).telling(), suppress(ShutError):
        signed = str(st.session_state.get(SIGNED) or "").strip()
        invitations().submit(secret(), visit.invitation.revision, signed)
