"""Rubrics of earlier releases: `released/ID-VERSION.json`, each the canonical text its digest is taken of.

Old answers are shown in the words they were given under.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ecq.errors import Problem, RubricError
from ecq.rubric.kinds import Question
from ecq.rubric.loading import read_rubric, rubric_home
from ecq.rubric.model import Rubric


@lru_cache(maxsize=4)
def released_rubrics(folder: Path | None = None) -> tuple[Rubric, ...]:
    """The earlier rubrics of a folder (ECQ's own by default), the newest release first. Raises RubricError."""
    paths = sorted(((folder or rubric_home()) / "released").glob("*.json"), reverse=True)
    return tuple(_read(path) for path in paths)


def released_rubric(digest: str) -> Rubric | None:
    """The earlier rubric of that digest, or None where it never came with a release."""
    return next((rubric for rubric in released_rubrics() if rubric.digest == digest), None)


def released_question(question_id: str, rubric_id: str) -> Question | None:
    """A question as the newest release of a rubric that asked it put it, or None where none did."""
    asked = (one.by_id.get(question_id) for one in released_rubrics() if one.id == rubric_id)
    return next((question for question in asked if question is not None), None)


def _read(path: Path) -> Rubric:
    try:
        return read_rubric(path.read_bytes(), f"released/{path.name}")
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
        raise RubricError([Problem(f"released/{path.name}", None, "", message)]) from None
