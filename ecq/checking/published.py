"""Checks of `released/`: a published version stays as it is, and the version that rubrics have now is kept, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ecq.base.errors import Problem
from ecq.rubric.model import Rubric
from ecq.rubric.released import DIGESTS, release_name


def check_published(rubrics: Iterable[Rubric], published: Mapping[str, str]) -> Iterator[Problem]:
    """Every rubric whose version is not kept, or says something else than when it was."""
    for rubric in rubrics:
        name = release_name(rubric)
        if name not in published:
            yield _problem(name, f"version {rubric.version} of {rubric.id} is not kept; keep it with: ecq check --keep")
        elif published[name] != rubric.digest:
            yield _problem(
                name,
                f"{rubric.id} says something else now than version {rubric.version} did when it was kept; raise its "
                "version and keep that with: ecq check --keep (add --force where nobody was ever given this version)",
            )


def check_kept(published: Mapping[str, str], kept: Mapping[str, str]) -> Iterator[Problem]:
    """Every published version whose file is gone or was changed, and every file that is no published version."""
    for name in sorted({*published, *kept}):
        if name not in kept:
            yield _problem(name, f"is in {DIGESTS}, but not there; get it back from the history of these files")
        elif name not in published:
            yield _problem(name, f"is not in {DIGESTS}; add its line there, as sha256sum writes it, or remove the file")
        elif kept[name] != published[name]:
            yield _problem(name, f"has another digest than in {DIGESTS}; get it back from the history of these files")


def _problem(name: str, message: str) -> Problem:
    return Problem(f"released/{name}.json", None, "", message)
