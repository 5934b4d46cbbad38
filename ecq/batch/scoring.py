"""A file of a batch scored: a row for each self-check in it."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.batch.assessments import found_in
from ecq.batch.inputs import Bad, File
from ecq.batch.rows import Row, row_of


def score_file(file: File) -> Iterator[Row | Bad]:
    """The rows of a file, and what of it is not taken."""
    for found in found_in(file, only_scored=True):
        yield found if isinstance(found, Bad) else row_of(found)
