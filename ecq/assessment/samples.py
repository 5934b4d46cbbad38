"""Fictional platforms to try ECQ with: sample files -> assessments in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment, Evidence, Response, State
from ecq.base.day import Day
from ecq.base.errors import AssessmentError, Problem, RubricError
from ecq.base.frozen import Frozen, Id
from ecq.base.language import Lang, Text, filled, in_every_language, text, words
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.loading import read_yaml, rubric_home, validate
from ecq.rubric.model import Rubric


class SampleEvidence(Frozen):
    """One thing that proves, in every language, and the pieces it is put to. Without a place of its own it lies where the sample keeps such things."""

    text: Text
    pieces: tuple[Id, ...] = ()
    in_hand: bool = True
    place: Text | None = None
    owner: Text | None = None
    due: Day | None = None
    dated: Day | None = None
    until: Day | None = None


class SampleResponse(Frozen):
    """What the fictional operator says on one question; `reason` is a permitted reason's id.

    `in_hand` are pieces that are there as the question words them, besides the `evidence` with words of its own.
    """

    state: State = "answered"
    value: str | tuple[str, ...] | None = None
    reason: Id | None = None
    note: Text | None = None
    in_hand: tuple[Id, ...] = ()
    evidence: tuple[SampleEvidence, ...] = ()


class Sample(Frozen):
    """A fictional platform with its answers. `shelf`: where its evidence lies."""

    id: Id
    title: Text
    about: Text
    name: Text
    profile: dict[str, ProfileValue]
    target: Id
    shelf: Text
    responses: dict[str, SampleResponse]


@lru_cache(maxsize=4)
def load_samples(folder: Path | None = None) -> tuple[Sample, ...]:
    """The samples of a folder of rubrics (ECQ's own by default), by file name. Raises RubricError."""
    samples: list[Sample] = []
    problems: list[Problem] = []
    home = folder or rubric_home()
    for path in sorted((home / "samples").glob("*.yaml")):
        document = read_yaml(path, path.relative_to(home).as_posix())
        sample = validate(document, Sample)
        problems.extend(document.problems)
        if sample is not None:
            samples.append(sample)
    if problems:
        raise RubricError(problems)
    return tuple(samples)


def sample_assessment(sample: Sample, rubric: Rubric, lang: Lang, at: str | None = None) -> Assessment:
    """The sample as an assessment under a rubric; answers the rubric does not ask are left out.

    Raises AssessmentError where an answer is not one the question knows.
    """
    started = begin(rubric, words(sample.name, lang), sample.profile, sample.target, at)
    responses = {}
    for question_id, sampled in sample.responses.items():
        question = rubric.by_id.get(question_id)
        if question is None:
            continue
        value: Value | None = None
        if sampled.value is not None:
            answer = question.read(sampled.value)
            if isinstance(answer, Invalid):
                raise AssessmentError(f"sample {sample.id}, {question_id}: {answer.sentence.en}")
            value = answer
        if sampled.state == "na" and sampled.reason not in {reason.id for reason in question.not_applicable}:
            raise AssessmentError(f"sample {sample.id}, {question_id}: {sampled.reason!r} is not a permitted reason")
        responses[question_id] = Response(
            state=sampled.state,
            value=value,
            reason=sampled.reason,
            note=words(sampled.note, lang) if sampled.note else "",
            evidence=tuple(_evidence(sample, question, sampled, lang)),
            at=at,
        )
    return started.model_copy(update={"responses": responses})


DEMO_NAME = text("{name} - 虚构示例", "{name} - invented sample")


def demo_assessment(sample: Sample, rubric: Rubric, lang: Lang, at: str | None = None) -> Assessment:
    """The same to be looked at: its name says that it is invented, and so does every file and report made from it."""
    made = sample_assessment(sample, rubric, lang, at)
    return made.model_copy(update={"name": words(filled(DEMO_NAME, name=made.name), lang)})


def _evidence(sample: Sample, question: Question, sampled: SampleResponse, lang: Lang) -> Iterator[Evidence]:
    for item in sampled.evidence:
        place = item.place or (sample.shelf if item.in_hand else None)
        yield Evidence(
            text=words(item.text, lang),
            in_hand=item.in_hand,
            place=words(place, lang) if place else "",
            owner=words(item.owner, lang) if item.owner else "",
            due=item.due,
            pieces=tuple(piece for piece in item.pieces if piece in question.pieces),
            dated=item.dated,
            until=item.until,
        )
    for name in sampled.in_hand:
        if name in question.pieces:
            yield Evidence(text=words(question.pieces[name], lang), place=words(sample.shelf, lang), pieces=(name,))


def sample_of(assessment: Assessment) -> Sample | None:
    """The sample that an assessment was made of and still has the name and profile of; None for a platform's own."""
    for sample in load_samples():
        named = any(assessment.name.startswith(name) for name in in_every_language(sample.name))
        if named and _facts(assessment.profile) == _facts(sample.profile):
            return sample
    return None


def _facts(profile: Mapping[str, ProfileValue]) -> dict[str, frozenset[str]]:
    return {fact: frozenset((value,) if isinstance(value, str) else value) for fact, value in profile.items()}
