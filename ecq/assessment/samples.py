"""Fictional platforms to try ECQ with: sample files -> assessments in the reader's language.

Knows the sample format and that every answer must be valid; must not know scores or screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ecq.assessment.model import Assessment, Evidence, RubricRef, State, begin, set_up
from ecq.day import Day
from ecq.errors import AssessmentError, Problem, RubricError
from ecq.frozen import Frozen, Id
from ecq.language import Lang, Text, words
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.loading import read_yaml, rubric_home, validate
from ecq.rubric.model import Rubric


class SampleEvidence(Frozen):
    """One proof, in every language."""

    text: Text
    in_hand: bool = True
    place: Text | None = None
    owner: Text | None = None
    due: Day | None = None


class SampleResponse(Frozen):
    """What the fictional operator says on one question; `reason` is a permitted reason's id."""

    state: State = "answered"
    value: str | tuple[str, ...] | None = None
    reason: Id | None = None
    note: Text | None = None
    evidence: tuple[SampleEvidence, ...] = ()


class Sample(Frozen):
    """A fictional platform with its answers."""

    id: Id
    title: Text
    about: Text
    name: Text
    profile: dict[str, ProfileValue]
    target: Id
    responses: dict[str, SampleResponse]


@lru_cache(maxsize=4)
def load_samples(folder: Path | None = None) -> tuple[Sample, ...]:
    """The samples of a folder of rubrics (ECQ's own by default), by file name. Raises RubricError."""
    found: list[Sample] = []
    problems: list[Problem] = []
    home = folder or rubric_home()
    for path in sorted((home / "samples").glob("*.yaml")):
        document = read_yaml(path, path.relative_to(home).as_posix())
        sample = validate(document, Sample)
        problems.extend(document.problems)
        if sample is not None:
            found.append(sample)
    if problems:
        raise RubricError(problems)
    return tuple(found)


def sample_assessment(sample: Sample, rubric: Rubric, lang: Lang, at: str | None = None) -> Assessment:
    """The sample as an assessment under a rubric; answers the rubric does not ask are left out.

    Raises AssessmentError where an answer is not one the question knows.
    """
    made = begin(rubric, words(sample.name, lang), at=at)
    made = set_up(made, rubric, profile=sample.profile, target=sample.target, at=at)
    responses = {}
    for question_id, said in sample.responses.items():
        question = rubric.by_id.get(question_id)
        if question is None:
            continue
        value: Value | None = None
        if said.value is not None:
            taken = question.read(said.value)
            if isinstance(taken, Invalid):
                raise AssessmentError(f"sample {sample.id}, {question_id}: {taken.sentence.en}")
            value = taken
        if said.state == "na" and said.reason not in {reason.id for reason in question.not_applicable}:
            raise AssessmentError(f"sample {sample.id}, {question_id}: {said.reason!r} is not a permitted reason")
        responses[question_id] = {
            "state": said.state,
            "value": value,
            "reason": said.reason,
            "note": words(said.note, lang) if said.note else "",
            "evidence": _evidence(said.evidence, lang),
            "at": at,
        }
    return Assessment(
        rubric=RubricRef(id=rubric.id, version=rubric.version, digest=rubric.digest),
        name=made.name,
        profile=made.profile,
        target=made.target,
        responses=responses,  # type: ignore[arg-type]  # pydantic builds each Response
        created_at=at,
        updated_at=at,
    )


def _evidence(items: Sequence[SampleEvidence], lang: Lang) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            text=words(item.text, lang),
            in_hand=item.in_hand,
            place=words(item.place, lang) if item.place else "",
            owner=words(item.owner, lang) if item.owner else "",
            due=item.due,
        )
        for item in items
    )
