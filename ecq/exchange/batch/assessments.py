"""The self-checks in a file of a batch, whatever kind it is: one in a saved file, a report or an answer sheet, many in an archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from ecq.assessment.as_scored import Scored, read_as_scored
from ecq.assessment.changes import begin, with_response
from ecq.assessment.model import Assessment, Evidence
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.file_limits import FILE_LIMIT
from ecq.base.language import Text, error_text
from ecq.exchange import rubric_catalogue
from ecq.exchange import words as b
from ecq.exchange.answer_sheet import AnswerSheet, preview, take_over
from ecq.exchange.batch.dropped import Kind, Recognised, is_archive, recognise, unpack
from ecq.exchange.batch.inputs import Bad, File, Lines, bad, holds_lines
from ecq.exchange.batch.tables import Row, row_of
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

_PROFILE: TypeAdapter[dict[str, ProfileValue]] = TypeAdapter(dict[str, ProfileValue])
_BEFORE = "—"
"""Stands for the words of evidence, and for its place, which a sheet does not carry."""


@dataclass(frozen=True)
class Found:
    """A self-check with the name of its file, what kind of file that is, and its rubric."""

    file: str
    kind: Kind
    assessment: Assessment
    rubric: Rubric


@lru_cache(maxsize=1)
def at_hand() -> Mapping[str, Rubric]:
    """The rubrics by id, looked for once: a process works on thousands of files."""
    return rubric_catalogue.at_hand()


def found_in(file: File) -> Iterator[Found | Bad]:
    """The self-checks in a file, and what of it is not taken."""
    for one in members(file):
        yield one if isinstance(one, Bad) else _one(recognise(one.data, one.name, at_hand()))


def members(file: File) -> list[File | Bad]:
    """The files in an archive, each line of those that hold lines, and what of it is not read; any other file is itself."""
    if len(file.data) > FILE_LIMIT or not is_archive(file.data):
        return [file]
    try:
        unpacked = unpack(file.data, file.name)
    except EcqError as error:
        return [Bad(file.name, error_text(error))]
    inside: list[File | Bad] = [bad(f"{file.name}/{name}", why) for name, why in unpacked.refused]
    for name, data in unpacked.files:
        one = File(f"{file.name}/{name}", data)
        inside += (list(Lines(one.name, 1, data).files()) or [bad(one.name, b.EMPTY)]) if holds_lines(name) else [one]
    return inside


def _one(what: Recognised) -> Found | Bad:
    if what.why_not is not None:
        return Bad(what.file, what.why_not)
    if what.assessment is not None:
        rubric = rubric_of(what.assessment, what.file)
        return rubric if isinstance(rubric, Bad) else Found(what.file, what.kind, what.assessment, rubric)
    assert what.sheet is not None
    return _of_sheet(what.file, what.sheet, at_hand()[what.sheet.origin["rubric"]])


def rubric_of(made: Scored, file: str) -> Rubric | Bad:
    """The rubric of a self-check in a file; why it is not taken where there is none, or no such target grade in it."""
    try:
        rubric = at_hand().get(made.rubric.id) or rubric_catalogue.rubric_of(made.rubric.id, file)
        rubric_catalogue.must_have_target(rubric, made.target, file)
        return rubric
    except EcqError as error:
        return Bad(file, error_text(error))


def _of_sheet(file: str, sheet: AnswerSheet, rubric: Rubric) -> Found | Bad:
    """The self-check that consists of what an answer sheet says. Answers that were there when it was exported stand in it too.

    Of evidence that was there it knows only which pieces were in hand; that decides the score.
    """
    try:
        profile = _PROFILE.validate_json(sheet.origin.get("profile", ""), strict=True)
    except ValidationError:
        return bad(file, b.SHEET_WITHOUT_PROFILE)
    try:
        empty = begin(rubric, sheet.origin.get("name", ""), profile, sheet.origin.get("target") or None)
    except AssessmentError as error:
        return bad(file, Text(zh=f"：{error.zh}", en=f": {error}"))
    for held in sheet.origin.get("held", "").split():
        question, _, piece = held.partition("/")
        if question in rubric.by_id:
            before = empty.response(question).evidence
            there = Evidence(text=_BEFORE, place=_BEFORE, pieces=(piece,))
            empty = with_response(empty, question, None, evidence=(*before, there))
    # Without marks of what was there when it was exported, whatever it says is a change of the empty one.
    whole = replace(sheet, filled=tuple(replace(row, base=None) for row in sheet.filled))
    shown = preview(whole, rubric, empty)
    if shown.troubles:
        first = shown.troubles[0]
        return bad(file, Text(zh=f"{first.place}：{first.sentence.zh}", en=f"{first.place}: {first.sentence.en}"))
    result = take_over(shown, rubric, empty)
    if isinstance(result, Invalid):
        return bad(file, result.sentence)
    reference = empty.rubric.model_copy(
        update={"version": sheet.origin.get("version", ""), "digest": sheet.origin.get("digest", "")}
    )
    return Found(file, "sheet", result.model_copy(update={"rubric": reference}), rubric)


def score_file(file: File, day: str) -> Iterator[Row | Bad]:
    """The rows of a file as of a day, and what of it is not taken."""
    quick = read_as_scored(file.data) if file.data[:1] == b"{" else None
    if quick is not None:
        rubric = rubric_of(quick, file.name)
        yield rubric if isinstance(rubric, Bad) else row_of(file.name, "self-check", quick.on(day), rubric)
        return
    for found in found_in(file):
        yield (
            found if isinstance(found, Bad) else row_of(found.file, found.kind, found.assessment.on(day), found.rubric)
        )
