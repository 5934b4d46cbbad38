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


def released_question(question_id: str, rubric_id: str, version: str = "") -> Question | None:
    """A question as that version of a rubric put it; without one, as the newest release that asked it. None where none did."""
    asking = [one for one in released_rubrics() if one.id == rubric_id and question_id in one.by_id]
    of_version = (one for one in asking if one.version == version)
    found = next(of_version, next(iter(asking), None))
    return found.by_id[question_id] if found else None


def _read(path: Path) -> Rubric:
    try:
        return read_rubric(path.read_bytes(), f"released/{path.name}")
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
        raise RubricError([Problem(f"released/{path.name}", None, "", message)]) from None
