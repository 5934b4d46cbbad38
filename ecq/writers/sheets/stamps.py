"""Short checksums of what a workbook said when it was written, so that what was changed in it is known when it comes back."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable

from ecq.assessment.changes import clean
from ecq.assessment.model import Assessment, Evidence
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

SHORT = 8
"""Characters of a short checksum."""

SUGGESTED = "suggested"
"""Before the checksum of what a question asks for, as long as nobody named it."""


ORIGIN = "ecq-origin"
"""The hidden sheet that says where a workbook comes from."""

CELLS = "ecq-cells"
"""The hidden sheet that says what stood in the cells of every other one when the workbook was written."""


def origin_of(rubric: Rubric, assessment: Assessment, format_: str) -> dict[str, str]:
    """What that sheet says."""
    return {
        "format": format_,
        "rubric": rubric.id,
        "version": rubric.version,
        "digest": rubric.digest,
        "name": assessment.name,
        "created": assessment.created_at or "",
        "changed": assessment.updated_at or "",
    }


def stamp(of: object) -> str:
    """A short checksum, the same exactly for the same plain data."""
    return hashlib.sha256(json.dumps(of, ensure_ascii=True).encode()).hexdigest()[:16]


def cell_form(text: str) -> str:
    """A text as it comes out of a cell again, without what a cell cannot hold."""
    cleaned = clean(text, sys.maxsize)
    assert not isinstance(cleaned, Invalid)
    return cleaned.replace("x005F_", "")  # how a workbook escapes its own escapes; readers differ in undoing it


def reading_stamp(text: str) -> str:
    """A short checksum of what is only to be read; space does not count, which programs change when they save."""
    return stamp("".join(cell_form(text).split()))


def short_stamp(text: str) -> str:
    """The same, shorter: one of many."""
    return reading_stamp(text)[:SHORT]


def reading_stamps(cells: Iterable[str]) -> str:
    """The checksums of the cells of a row that are only to be read, in a row."""
    return " ".join(map(short_stamp, cells))


def piece_stamp(piece: Evidence) -> str:
    """The checksum of a piece of evidence with all that a list says of it."""
    return stamp([*map(cell_form, (piece.text, piece.place, piece.owner)), piece.in_hand, piece.due])
