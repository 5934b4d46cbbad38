"""The rubrics at hand in this process: ECQ's own and those of the folders in ECQ_RUBRICS. The edge's way to a rubric.

Command line and app ask here; the engine is handed a Rubric and never looks for one.
"""

from __future__ import annotations

from ecq.errors import Problem, RubricError
from ecq.loading import Library, load_library
from ecq.rubric import Rubric
from ecq.settings import rubric_folders

DEFAULT_RUBRIC = "gbt31526-2025"

_rubrics: dict[tuple[int, str], Rubric] = {}


def library() -> Library:
    """All rubrics at hand. Raises RubricError with every problem of every folder."""
    return load_library(None, rubric_folders())


def rubric(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises RubricError, naming those there are, where there is none."""
    whole = library()
    key = (id(whole), rubric_id)
    if key not in _rubrics:
        _rubrics[key] = whole.rubric(rubric_id)
    return _rubrics[key]


def rubrics() -> tuple[Rubric, ...]:
    """Every rubric at hand: the default first, then in the order of their files."""
    ids = sorted(library().layouts, key=lambda one: one != DEFAULT_RUBRIC)
    return tuple(rubric(rubric_id) for rubric_id in ids)


def rubric_of(rubric_id: str, made_with: str) -> Rubric:
    """The rubric an assessment names. Raises RubricError that says where to get it, where it is not at hand."""
    if rubric_id not in library().layouts:
        known = ", ".join(sorted(library().layouts))
        message = f"was made with the rubric {rubric_id!r}, which is not at hand (there are: {known}); name its folder in ECQ_RUBRICS"
        raise RubricError([Problem(made_with, None, "", message)])
    return rubric(rubric_id)
