"""Rubrics available to app and command line: ECQ's own, those of the folders in ECQ_RUBRICS, imported tables of points.

The engine is handed a Rubric and never looks for one.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from os.path import isdir, join
from pathlib import Path

from ecq.assessment.changes import no_target
from ecq.assessment.model import RubricRef
from ecq.base.errors import AssessmentError, Problem, RubricError, refusal
from ecq.base.settings import data_folder, rubric_folders
from ecq.base.whole_file import Stamps, stamps, whole_file
from ecq.exchange.points_table import Variant, apply_variant, dump_variant, load_variants
from ecq.rubric.loading import Library, load_library
from ecq.rubric.model import Changes, Rubric
from ecq.rubric.released import released_rubric

DEFAULT_RUBRIC = "gbt31526-2025"
COMPARED = 3
"""Rubrics a report is compared with at most: it carries each of them whole."""
VARIANTS = "variants"
"""The folder of imported tables of points, in ECQ_HOME and in any folder of ECQ_RUBRICS."""


def library() -> Library:
    """All rubrics written as files. Raises RubricError with every problem of every folder."""
    return load_library(None, rubric_folders())


class AtHand(dict[str, Rubric]):
    """The rubrics available by id. Raises RubricError, naming those there are, for any other."""

    def __missing__(self, rubric_id: str) -> Rubric:
        known = ", ".join(sorted(self))
        near = next(iter(get_close_matches(rubric_id, self, 1)), None)
        meant, meant_zh = (f"did you mean {near}? ", f"是不是 {near}？") if near else ("", "")
        message = f"there is no rubric of this id; {meant}there are: {known}"
        raise _wrong(rubric_id, message, f"没有这份评价细则；{meant_zh}现有：{known}")


def _wrong(where: str, message: str, zh: str, field: str = "") -> RubricError:
    return RubricError([Problem(where, None, field, message, zh)])


def at_hand() -> AtHand:
    """All of them by id, the default first."""
    further = rubric_folders()
    try:
        homes = [data_folder(), *further]
    except ModuleNotFoundError:  # the engine alone, without the extra that knows the user's data folder
        homes = [*further]
    # Where there is no such folder it is no part of the key: all data folders without one share what is loaded.
    folders = tuple([Path(named) for one in homes if isdir(named := join(one, VARIANTS))])
    return _loaded(further, folders, tuple([one for folder in folders for one in stamps(folder, ".yaml")]))


def rubric(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises RubricError, naming those there are, where there is none."""
    return at_hand()[rubric_id]


def rubrics() -> tuple[Rubric, ...]:
    """Every rubric available: the default first, then the others by id, tables of points after what they are made from."""
    return tuple(at_hand().values())


def compared_with(own: Rubric) -> tuple[Rubric, ...]:
    """The other rubrics a report shows the same answers under: the first few available."""
    return tuple(one for one in rubrics() if one.id != own.id)[:COMPARED]


def rubric_of(rubric_id: str, made_with: str) -> Rubric:
    """The rubric an assessment names. Raises RubricError, which says where to get it, where it is not available."""
    available = at_hand()
    if rubric_id not in available:
        known = ", ".join(sorted(available))
        message = (
            f"was made with the rubric {rubric_id!r}, which is not at hand (there are: {known}); "
            "name its folder in ECQ_RUBRICS, or import its table of points"
        )
        zh = f"用的是评价细则 {rubric_id!r}，这里没有（现有：{known}）；请用 ECQ_RUBRICS 指出它的文件夹，或导入它的分值表"
        raise _wrong(made_with, message, zh)
    return available[rubric_id]


def rubric_of_file(made_with: str, target: str | None, where: str) -> Rubric:
    """The rubric of an assessment that is brought in from a file, named `where`.

    Raises RubricError where it is not at hand, AssessmentError where it has no such target grade.
    """
    own = rubric_of(made_with, where)
    must_have_target(own, target, where)
    return own


def must_have_target(own: Rubric, target: str | None, where: str) -> None:
    """Raises AssessmentError, which names the file and the grades there are, for another target."""
    refused = no_target(own, target)
    if refused is not None:
        raise AssessmentError(f"{where}: {refused.en}", f"{where}：{refused.zh}")


def earlier(made_with: RubricRef) -> Rubric | None:
    """The rubric as it was when an assessment was made: the present one or an earlier release; None where neither fits."""
    present = at_hand().get(made_with.id)
    if present is not None and present.digest == made_with.digest:
        return present
    return released_rubric(made_with.digest)


def changes() -> tuple[Changes, ...]:
    """What new versions took away and what must be asked again, oldest first."""
    return tuple(one for _, one in library().changes)


def keep_variant(variant: Variant) -> Path:
    """Write an imported table of points to ECQ_HOME, where command line and app find it; the file written.

    Raises RubricError where the id is taken or the folder cannot be written.
    """
    if variant.id in at_hand():
        message = "a rubric of this id is at hand already; choose another with --id"
        raise _wrong(variant.id, message, "已有这个 id 的评价细则，请用 --id 另取一个")
    path = data_folder() / VARIANTS / f"{variant.id}.yaml"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(path, new=True) as opened:
            opened.write(dump_variant(variant).encode())
    except OSError as error:
        why, why_zh = refusal(error)
        message = f"cannot be written ({why}); set ECQ_HOME to another folder"
        raise _wrong(str(path), message, f"写不了（{why_zh}），请用 ECQ_HOME 指定另一个文件夹") from None
    return path


@lru_cache(maxsize=4)
def _loaded(extra: tuple[Path, ...], folders: tuple[Path, ...], _written: Stamps) -> AtHand:
    """Every rubric by id. The stamps are part of the key, so that a table imported a moment ago is included."""
    whole = load_library(None, extra)
    ids = sorted(whole.layouts, key=lambda one: (one != DEFAULT_RUBRIC, one))
    rubrics = AtHand({rubric_id: whole.rubric(rubric_id) for rubric_id in ids})
    for folder in folders:
        for variant in load_variants(folder):
            base = rubrics.get(variant.variant_of)
            where = f"{folder.name}/{variant.id}.yaml"
            if base is None:
                message = f"is made over the rubric {variant.variant_of!r}, which is not at hand"
                raise _wrong(where, message, f"是在评价细则 {variant.variant_of!r} 上做的，这里没有它", "variant_of")
            rubrics[variant.id] = apply_variant(variant, base, where)
    return rubrics
