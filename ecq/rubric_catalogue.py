"""The rubrics at hand in this process: ECQ's own, those of the folders in ECQ_RUBRICS, and imported tables of points.

The edge's way to a rubric: command line and app ask here; the engine is handed a Rubric and never looks for one.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ecq.assessment.model import RubricRef
from ecq.errors import Problem, RubricError
from ecq.rubric.changes import Changes
from ecq.rubric.loading import Library, load_library
from ecq.rubric.model import Rubric
from ecq.rubric.released import released_rubric
from ecq.settings import data_folder, rubric_folders
from ecq.workbooks.points_table import (
    Variant,
    apply_variant,
    dump_variant,
    load_variants,
)

DEFAULT_RUBRIC = "gbt31526-2025"
COMPARED = 3
"""Rubrics a report is compared with at most: it carries each of them whole."""
VARIANTS = "variants"
"""The folder of imported tables of points, in ECQ_HOME and in any folder of ECQ_RUBRICS."""


def library() -> Library:
    """All rubrics written as files. Raises RubricError with every problem of every folder."""
    return load_library(None, rubric_folders())


def rubric(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises RubricError, naming those there are, where there is none."""
    found = _all().get(rubric_id)
    if found is None:
        known = ", ".join(sorted(_all()))
        raise RubricError([Problem(rubric_id, None, "", f"there is no rubric of this id; there are: {known}")])
    return found


def rubrics() -> tuple[Rubric, ...]:
    """Every rubric at hand: the default first, then the others by id, tables of points after what they are made from."""
    return tuple(_all().values())


def compared_with(own: Rubric) -> tuple[Rubric, ...]:
    """The other rubrics a report shows the same answers under: the first few at hand."""
    return tuple(one for one in rubrics() if one.id != own.id)[:COMPARED]


def rubric_of(rubric_id: str, made_with: str) -> Rubric:
    """The rubric an assessment names. Raises RubricError that says where to get it, where it is not at hand."""
    found = _all().get(rubric_id)
    if found is None:
        known = ", ".join(sorted(_all()))
        message = (
            f"was made with the rubric {rubric_id!r}, which is not at hand (there are: {known}); "
            "name its folder in ECQ_RUBRICS, or import its table of points"
        )
        raise RubricError([Problem(made_with, None, "", message)])
    return found


def earlier(made_with: RubricRef) -> Rubric | None:
    """The rubric as it was when an assessment was made: at hand, or of an earlier release; None where nobody has it."""
    found = _all().get(made_with.id)
    if found is not None and found.digest == made_with.digest:
        return found
    return released_rubric(made_with.digest)


def changes() -> tuple[Changes, ...]:
    """What new versions took away and what must be asked again, oldest first."""
    return tuple(one for _, one in library().changes)


def keep_variant(variant: Variant) -> Path:
    """Write an imported table of points to ECQ_HOME, where command line and app find it; the file written.

    Raises RubricError where the id is taken or the folder cannot be written.
    """
    if variant.id in _all():
        raise RubricError(
            [Problem(variant.id, None, "", "a rubric of this id is at hand already; choose another with --id")]
        )
    path = data_folder() / VARIANTS / f"{variant.id}.yaml"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(dump_variant(variant), encoding="utf-8")
    except OSError as error:
        message = f"cannot be written ({error.strerror}); set ECQ_HOME to another folder"
        raise RubricError([Problem(str(path), None, "", message)]) from None
    return path


def _all() -> dict[str, Rubric]:
    try:
        homes = [data_folder()]
    except ModuleNotFoundError:  # the engine alone, without the extra that knows the user's data folder
        homes = []
    folders = tuple(folder / VARIANTS for folder in (*homes, *rubric_folders()))
    stamps = tuple((path, path.stat().st_mtime_ns) for folder in folders for path in sorted(folder.glob("*.yaml")))
    return _gathered(rubric_folders(), folders, stamps)


@lru_cache(maxsize=4)
def _gathered(
    extra: tuple[Path, ...], folders: tuple[Path, ...], _stamps: tuple[tuple[Path, int], ...]
) -> dict[str, Rubric]:
    """Every rubric by id. The stamps are part of the key, so that a table imported a moment ago is found."""
    whole = load_library(None, extra)
    ids = sorted(whole.layouts, key=lambda one: (one != DEFAULT_RUBRIC, one))
    gathered = {rubric_id: whole.rubric(rubric_id) for rubric_id in ids}
    for folder in folders:
        for variant in load_variants(folder):
            base = gathered.get(variant.variant_of)
            where = f"{folder.name}/{variant.id}.yaml"
            if base is None:
                message = f"is made over the rubric {variant.variant_of!r}, which is not at hand"
                raise RubricError([Problem(where, None, "variant_of", message)])
            gathered[variant.id] = apply_variant(variant, base, where)
    return gathered
