"""What somebody with a link may do: open their invitation, answer, submit. Knows no assessment and no list.

Nobody logs in here: the link is the key, so this is the one place that reaches the store without a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError, StoreError
from ecq.base.language import Lang
from ecq.exchange import rubric_catalogue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.store.access.attempts import Attempts
from ecq.store.invitations import Invitation, Invitations, OvertakenError, ShutError
from ecq.store.stored import StoredAssessment
from ecq.web.answer import words as a
from ecq.web.html.words import sentence
from ecq.web.session.database import database
from ecq.web.session.state import session
from ecq.web.session.visit import Visit

LINK_PARAM = "i"
_attempts = Attempts()


class TooManyError(EcqError):
    """Too many links that open nothing were tried from here."""

    def __init__(self) -> None:
        super().__init__(a.TOO_MANY.en.rstrip("."), a.TOO_MANY.zh.rstrip("。"))


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


def change(visit: Answering, question: Question, how: Callable[[Assessment, str], Assessment | Invalid]) -> bool:
    """Change the answer to a question and keep it; False where that failed, with the reason on the page. For callbacks."""
    refused: list[Invalid] = []
    here, desk = session(), invitations()
    kept = here.draft_seen
    seen = kept[1] if kept and kept[0] == visit.invitation.id else visit.invitation.answers
    at = database().now()

    def apply(answers: Assessment) -> Assessment:
        result = how(answers, at)
        if isinstance(result, Invalid):
            refused.append(result)
            return answers
        return result

    try:
        after = desk.answer(secret(), apply, seen).answers
    except ShutError:
        return False  # the page says it
    except OvertakenError as error:
        here.draft_seen = None
        here.renewals += 1
        here.trouble = sentence(error)
        return False
    except StoreError as error:
        here.trouble = sentence(error)
        here.answers_waiting = (*here.answers_waiting, (question, how))
        return False
    except EcqError as error:
        here.trouble = sentence(error)
        return False
    if refused:
        here.trouble = refused[0].sentence
        return False
    known = {**seen.responses, question.id: after.response(question.id)}
    here.draft_seen = (visit.invitation.id, seen.model_copy(update={"responses": known}))
    return True


def save_waiting(visit: Answering) -> Answering:
    """Save the answers that could not be saved when they were given, in order; the invitation as it is then."""
    waiting, session().answers_waiting = session().answers_waiting, ()
    if not waiting:
        return visit
    session().trouble = None
    for question, how in waiting:
        change(visit, question, how)
    return open_invitation(visit.lang)


def submit(visit: Answering) -> None:
    """Hand in what the page shows; for callbacks."""
    try:
        invitations().submit(secret(), visit.invitation.revision)
    except ShutError:
        return
    except EcqError as error:
        session().trouble = sentence(error)
