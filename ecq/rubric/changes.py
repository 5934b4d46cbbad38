"""Questions and answers that a new version of the bank retired or narrowed: `changes/*.yaml`, one file a version.

An id is never given to something else. Each retired one is listed here with where the same is asked now.
"""

from __future__ import annotations

import re

from pydantic import Field

from ecq.base.day import Day
from ecq.base.frozen import Frozen, Id, Words
from ecq.base.language import Text


class RetiredQuestion(Frozen):
    """A question that is no longer asked, and the one that asks the same now, where there is one."""

    question: Id
    successor: Id | None = None


class RetiredOption(Frozen):
    """An option or item that its question no longer has: `successor` is the one to look at now, `asked_by` a question that asks it.

    For the answer "there is no such figure" of a measure, `option` is `none`.
    """

    question: Id
    option: Id
    successor: Id | None = None
    asked_by: Id | None = None


class AnswerAgain(Frozen):
    """Answers whose ids are still there but whose meaning has become narrower, so that they cannot be carried over."""

    question: Id
    options: tuple[Id, ...] = Field(min_length=1)


class FactAgain(Frozen):
    """A profile fact whose answer no longer says what it said, where it was one of `values`."""

    fact: Id
    values: tuple[Id, ...] = Field(min_length=1)
    why: Text


class Changes(Frozen):
    """All of that for one version of the rubrics named, and for other rubrics over the same bank from `day` on (ISO 8601)."""

    version: Words
    day: Day
    rubrics: tuple[Id, ...] = Field(min_length=1)
    questions: tuple[RetiredQuestion, ...] = ()
    options: tuple[RetiredOption, ...] = ()
    answers: tuple[AnswerAgain, ...] = ()
    facts: tuple[FactAgain, ...] = ()

    def come_after(self, rubric_id: str, version: str, begun: str | None) -> bool:
        """Whether an assessment under this version of a rubric, begun then, was made before these changes.

        A rubric of somebody else's has versions of its own, which say nothing about the bank's; there the day decides.
        """
        if rubric_id in self.rubrics:
            return version_number(version) < version_number(self.version)
        return begun is None or begun[:10] < self.day


def version_number(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
