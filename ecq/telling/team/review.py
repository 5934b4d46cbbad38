"""What a respondent submitted, beside what the self-check says now: what would change, what is to be decided, taking it over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ecq.assessment.changes import with_response
from ecq.assessment.cleaning import clean
from ecq.assessment.history.journal import Entry, in_effect
from ecq.assessment.model import EVIDENCE_ITEMS, NOTE_LIMIT, Assessment, Evidence, Response
from ecq.base.errors import AssessmentError
from ecq.rubric.kinds.base import Invalid
from ecq.store.invitations import Invitation


@dataclass(frozen=True)
class Submitted:
    """What was submitted to one question; `now` is what the self-check has, `then` what it would have.

    `meanwhile`: somebody else answered it otherwise since the invitation was made, so that one of the two must be chosen.
    """

    question: str
    now: Response
    then: Response
    note: str
    evidence: tuple[Evidence, ...]
    meanwhile: bool

    @property
    def answers(self) -> bool:
        """Whether the answer itself would change."""
        return _answer(self.now) != _answer(self.then)

    @property
    def changes(self) -> bool:
        """Whether anything would change."""
        return self.answers or bool(self.note) or bool(self.evidence)


def submitted(assessment: Assessment, invitation: Invitation, since: Iterable[Entry]) -> tuple[Submitted, ...]:
    """Every question that was answered, noted or evidenced, in the order asked; `since` is the journal since it was made."""
    answered_since = {
        change.question for entry in in_effect(tuple(since)) for change in entry.changes if change.part == "answer"
    }
    found = []
    for question_id in invitation.questions:
        given, now = invitation.answers.response(question_id), assessment.response(question_id)
        if given.state == "unanswered" and not given.note and not given.evidence:
            continue
        then = _merged(now, given, True)
        meanwhile = question_id in answered_since and now.state != "unanswered" and _answer(then) != _answer(now)
        note = given.note if then.note != now.note else ""
        added = then.evidence[len(now.evidence) :]
        found.append(Submitted(question_id, now, then, note, added, meanwhile))
    return tuple(found)


def taken_over(assessment: Assessment, invitation: Invitation, kept: Collection[str], at: str) -> Assessment:
    """The assessment with what was submitted; the questions in `kept` keep their answer. Notes and evidence are added.

    Raises AssessmentError where a note or the evidence would become more than a question takes.
    """
    for question_id in invitation.questions:
        then = _merged(
            assessment.response(question_id), invitation.answers.response(question_id), question_id not in kept
        )
        note = clean(then.note, NOTE_LIMIT)
        if isinstance(note, Invalid):
            raise AssessmentError(note.sentence.en.rstrip("."), note.sentence.zh.rstrip("。"))
        if len(then.evidence) > EVIDENCE_ITEMS:
            raise AssessmentError(
                f"a question would have more than {EVIDENCE_ITEMS} pieces of evidence; remove some first",
                f"有一题的证据会超过 {EVIDENCE_ITEMS} 条，请先删去一些",
            )
        changed = {"state": then.state, "value": then.value, "reason": then.reason}
        assessment = with_response(assessment, question_id, at, **changed, note=note, evidence=then.evidence)
    return assessment


def _merged(now: Response, given: Response, answer: bool) -> Response:
    """A response with another's answer, where it has one, and with its note and evidence added."""
    changes: dict[str, object] = {}
    if answer and given.state != "unanswered":
        changes = {"state": given.state, "value": given.value, "reason": given.reason}
    if given.note and given.note not in now.note:
        changes["note"] = f"{now.note}\n{given.note}" if now.note else given.note
    known = {piece.text for piece in now.evidence}
    changes["evidence"] = (*now.evidence, *(piece for piece in given.evidence if piece.text not in known))
    return now.model_copy(update=changes)


def _answer(response: Response) -> tuple[object, ...]:
    return response.state, response.value, response.reason
