"""Answers of earlier versions that an assessment still holds, in the words they were given under. Nothing of them scores."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.model import Assessment, Response
from ecq.base.language import Lang, words
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.rubric.released import released_question, released_rubrics
from ecq.telling.text.sentences import answer_words, fact_words

SINCE = "@"
"""Between a question's or fact's id and the version its answer was given under."""


def earlier_id(of: str, version: str) -> str:
    """Under which key an answer stays readable that no longer holds: `size@1.0.0`."""
    return f"{of}{SINCE}{version}"


@dataclass(frozen=True)
class EarlierAnswer:
    """The answer to a question under an earlier version; `question` as it was then, None where it is not available any more."""

    question_id: str
    version: str | None
    question: Question | None
    response: Response

    def title(self, lang: Lang) -> str:
        """The question as it was put, or its id."""
        return words(self.question.text, lang) if self.question else self.question_id

    def answer(self, lang: Lang) -> str:
        """What was answered."""
        if self.question is not None:
            return answer_words(self.question, self.response, lang)
        value = self.response.value
        return ", ".join(value) if isinstance(value, tuple) else value or self.response.reason or self.response.state


def earlier_answers(assessment: Assessment, rubric: Rubric) -> tuple[EarlierAnswer, ...]:
    """Everything answered that an earlier version of the rubric asked and this one does not, in the order of the file.

    What only another edition asks is not among it.
    """
    earlier_versions = []
    for key, response in assessment.responses.items():
        answered = response.state != "unanswered" or response.note or response.evidence
        if key in rubric.by_id or not answered:
            continue
        question_id, _, version = key.partition(SINCE)
        question = released_question(question_id, rubric.id, version)
        if version or question:
            earlier_versions.append(EarlierAnswer(question_id, version or None, question, response))
    return tuple(earlier_versions)


def earlier_fact(assessment: Assessment, fact_id: str, lang: Lang) -> tuple[str, str] | None:
    """The version a profile fact was answered under before it had to be asked again, and that answer in words; or None."""
    key = next((one for one in reversed(assessment.profile) if one.startswith(fact_id + SINCE)), None)
    if key is None:
        return None
    value, version = assessment.profile[key], key.removeprefix(fact_id + SINCE)
    fact = next(
        (one.facts[fact_id] for one in released_rubrics() if one.version == version and fact_id in one.facts), None
    )
    return version, fact_words(fact, value, lang)


def earlier_answer(assessment: Assessment, rubric: Rubric, question_id: str) -> EarlierAnswer | None:
    """The latest answer to a question that is still asked, where it could not be carried over."""
    own = [one for one in earlier_answers(assessment, rubric) if one.question_id == question_id and one.version]
    return own[-1] if own else None
