"""Answers of earlier versions that an assessment still holds, in the words they were given under. Nothing of them scores."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.model import Assessment, Response
from ecq.language import Lang, words
from ecq.rubric.model import Question, Rubric
from ecq.rubric.released import released_question
from ecq.text.sentences import answer_words

SINCE = "@"
"""Between a question's or fact's id and the version its answer was given under."""


def earlier_id(of: str, version: str) -> str:
    """Under which key an answer stays readable that no longer holds: `size@1.0.0`."""
    return f"{of}{SINCE}{version}"


@dataclass(frozen=True)
class EarlierAnswer:
    """What was said on a question under an earlier version; `question` as it was then, None where nobody has it any more."""

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
    """Everything answered that the rubric does not ask, or did not carry over, in the order of the file."""
    found = []
    for key, response in assessment.responses.items():
        if key in rubric.by_id or (response.state == "unanswered" and not response.note and not response.evidence):
            continue
        question_id, _, version = key.partition(SINCE)
        found.append(EarlierAnswer(question_id, version or None, released_question(question_id), response))
    return tuple(found)


def earlier_answer(assessment: Assessment, rubric: Rubric, question_id: str) -> EarlierAnswer | None:
    """What was said on a question that is still asked, where that could not be carried over; the latest one."""
    own = [one for one in earlier_answers(assessment, rubric) if one.question_id == question_id and one.version]
    return own[-1] if own else None
