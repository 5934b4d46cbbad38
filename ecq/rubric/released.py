"""Published rubrics: `released/ID-VERSION.json`, each the canonical text its digest is taken of, the present versions too.

`released/digests.txt` lists their digests once more, so that no published version changes unseen. Old answers are shown in
the words they were given under, and a report says whether its rubric was published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from ecq.base.errors import Problem, RubricError
from ecq.rubric.kinds import Question
from ecq.rubric.loading import read_rubric, rubric_home
from ecq.rubric.model import Rubric, version_number

DIGESTS = "digests.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)\.json")


def released_folder(folder: Path | None = None) -> Path:
    """Where a folder of rubrics (ECQ's own by default) keeps what was published."""
    return (folder or rubric_home()) / "released"


def release_name(rubric: Rubric) -> str:
    """What a version of a rubric is called in the list of those published."""
    return f"{rubric.id}-{rubric.version}"


@lru_cache(maxsize=4)
def published(folder: Path | None = None) -> Mapping[str, str]:
    """The list of what was published, ID-VERSION -> digest; empty where there is none. Raises RubricError."""
    path = released_folder(folder) / DIGESTS
    if not path.is_file():
        return {}
    digests: dict[str, str] = {}
    for number, line in enumerate(_bytes(path).decode(errors="replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found is None:
            message = "is no line as sha256sum writes it: the digest, two spaces, ID-VERSION.json; mend it"
            raise RubricError([Problem(f"released/{DIGESTS}", number, "", message)])
        digests[found[2]] = found[1]
    return digests


def digest_lines(digests: Mapping[str, str]) -> bytes:
    """The list as it is written, for `sha256sum -c` too."""
    return "".join(f"{digest}  {name}.json\n" for name, digest in sorted(digests.items())).encode()


def kept(folder: Path | None = None) -> Mapping[str, str]:
    """The files kept, ID-VERSION -> the digest of what the file holds. Raises RubricError."""
    paths = sorted(released_folder(folder).glob("*.json"))
    return {path.stem: sha256(_bytes(path)).hexdigest() for path in paths}


@lru_cache(maxsize=4)
def released_rubrics(folder: Path | None = None) -> tuple[Rubric, ...]:
    """The published rubrics of a folder (ECQ's own by default), the newest version first. Raises RubricError."""
    paths = released_folder(folder).glob("*.json")
    rubrics = [read_rubric(_bytes(path), f"released/{path.name}") for path in paths]
    return tuple(sorted(rubrics, key=lambda one: (one.id, version_number(one.version)), reverse=True))


def released_rubric(digest: str) -> Rubric | None:
    """The published rubric of that digest, or None where it never came with a release."""
    return next((rubric for rubric in released_rubrics() if rubric.digest == digest), None)


def released_question(question_id: str, rubric_id: str, version: str = "") -> Question | None:
    """A question as that version of a rubric put it; without one, as the newest release that asked it. None where none did."""
    asking = [one for one in released_rubrics() if one.id == rubric_id and question_id in one.by_id]
    of_version = (one for one in asking if one.version == version)
    found = next(of_version, next(iter(asking), None))
    return found.by_id[question_id] if found else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
        raise RubricError([Problem(f"released/{path.name}", None, "", message)]) from None
