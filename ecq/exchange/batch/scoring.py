"""A file of a batch scored: a row for each self-check in it."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.assessment.as_scored import read_as_scored
from ecq.exchange.batch.assessments import found_in, rubric_of
from ecq.exchange.batch.inputs import Bad, File
from ecq.exchange.batch.rows import Row, row_of


def score_file(file: File) -> Iterator[Row | Bad]:
    """The rows of a file, and what of it is not taken."""
    quick = read_as_scored(file.data) if file.data[:1] == b"{" else None
    if quick is not None:
        rubric = rubric_of(quick, file.name)
        yield rubric if isinstance(rubric, Bad) else row_of(file.name, "self-check", quick, rubric)
        return
    for found in found_in(file):
        yield found if isinstance(found, Bad) else row_of(found.file, found.kind, found.assessment, found.rubric)
