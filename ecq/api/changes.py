"""A change sent to the API, made on an assessment with the engine's own functions: all of it, or one sentence why not."""

from __future__ import annotations

from collections import Counter
from typing import cast

from ecq.api import words as w
from ecq.api.bodies import Answers, Piece
from ecq.assessment import changes
from ecq.assessment.evidence import Details, add_evidence
from ecq.assessment.model import Assessment, Evidence
from ecq.base.errors import AssessmentError
from ecq.base.language import Text, filled
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric


def answered(assessment: Assessment, rubric: Rubric, sent: Answers, at: str, name: str | None = None) -> Assessment:
    """The assessment with what was sent; the same object where that changes nothing. Raises AssessmentError."""
    named = Counter((*sent.answers, *sent.not_applicable, *set(sent.unsure), *set(sent.clear)))
    twice = next((one for one, times in named.items() if times > 1), None)
    if twice is not None:
        raise _error(twice, w.TWICE, rubric)
    changed = _set_up(assessment, rubric, sent, at, name)
    for one, entry in sent.answers.items():
        question = _question(rubric, one)
        value = str(entry) if isinstance(entry, int) else entry
        changed = _valid(one, changes.answer(changed, question, value, at, exact=True))
    for one, reason in sent.not_applicable.items():
        changed = _valid(one, changes.set_aside(changed, _question(rubric, one), reason, at))
    for one in dict.fromkeys(sent.unsure):
        changed = changes.mark_unsure(changed, _question(rubric, one), at)
    for one in dict.fromkeys(sent.clear):
        changed = changes.clear(changed, _question(rubric, one), at)
    for one, note in sent.notes.items():
        changed = _valid(one, changes.annotate(changed, _question(rubric, one), note, at))
    for one, pieces in sent.evidence.items():
        evidence = _evidence(assessment, _question(rubric, one), pieces)
        changed = changes.with_response(changed, one, at, evidence=evidence)
    return changed


def _set_up(assessment: Assessment, rubric: Rubric, sent: Answers, at: str, name: str | None) -> Assessment:
    """With another name, profile or target, where these differ."""
    profile: dict[str, ProfileValue | None] = {
        fact: tuple(value) if isinstance(value, list) else value for fact, value in sent.profile.items()
    }
    if name is None and not profile and sent.target is None:
        return assessment
    changed = changes.set_up(assessment, rubric, name=name, profile=profile or None, target=sent.target, at=at)
    same = changed.model_copy(update={"updated_at": assessment.updated_at}) == assessment
    return assessment if same else changed


def _evidence(assessment: Assessment, question: Question, pieces: list[Piece]) -> tuple[Evidence, ...]:
    """The pieces as evidence of the question, in place of what was only named; what has a file stays, with its review."""
    kept = tuple(one for one in assessment.response(question.id).evidence if one.file)
    drawn = changes.with_response(assessment, question.id, None, evidence=kept)
    named = {one.text for one in kept}
    for piece in (one for one in pieces if one.text not in named):
        said = cast(Details, piece.model_dump(exclude={"text", "in_hand"}))
        drawn = _valid(question.id, add_evidence(drawn, question, piece.text, piece.in_hand, **said))
    return drawn.response(question.id).evidence


def _question(rubric: Rubric, question_id: str) -> Question:
    question = rubric.by_id.get(question_id)
    if question is None:
        raise _error(question_id, w.NO_QUESTION, rubric)
    return question


def _error(question_id: str, text: Text, rubric: Rubric) -> AssessmentError:
    said = filled(text, question=repr(question_id[:80]), rubric=rubric.id)
    return AssessmentError(said.en, said.zh)


def _valid(question_id: str, result: Assessment | Invalid) -> Assessment:
    if isinstance(result, Invalid):
        said = filled(w.OF_QUESTION, question=question_id, said=result.sentence)
        raise AssessmentError(said.en, said.zh)
    return result
