"""A file brought as evidence into a stored self-check: kept, and put to pieces of a question, or proposed with what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Unpack

from ecq.assessment.changes import rebind, valid
from ecq.assessment.evidence import Details, add_evidence, keep_paper
from ecq.assessment.model import Assessment, KeptFile
from ecq.assessment.proposals import Proposal
from ecq.base.errors import AssessmentError, StoreError
from ecq.base.language import error_text, filled
from ecq.exchange.documents.proposing import with_file
from ecq.exchange.incoming import Incoming
from ecq.exchange.words import NOT_KEPT
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.store.files import FileRefusedError, Files, room_left
from ecq.store.permitted import AnyStore
from ecq.store.stored import StoredAssessment
from ecq.telling.papers import Paper

Add = Callable[[Assessment, str, KeptFile | None], Assessment | Invalid]
"""Adds a file to a self-check under a name; with None, before the file is kept, it shows whether that is possible."""


def question_with(rubric: Rubric, question_id: str, pieces: Sequence[str]) -> Question:
    """The question that has these pieces. Raises AssessmentError, which names those there are."""
    question = rubric.by_id.get(question_id)
    if question is None:
        raise AssessmentError(f"there is no question {question_id[:80]!r}", f"没有 {question_id[:80]!r} 这一题")
    if not pieces or not question.pieces.keys() >= set(pieces):
        known = ", ".join(question.pieces)
        raise AssessmentError(
            f"say which piece it is; {question.id} has: {known}", f"请说明是哪一件；{question.id} 有：{known}"
        )
    return question


def as_evidence(question: Question, rubric: Rubric, at: str, **said: Unpack[Details]) -> Add:
    """A file as evidence of a question."""

    def add(assessment: Assessment, text: str, kept: KeptFile | None) -> Assessment | Invalid:
        details: Details = {**said, "file": kept}
        return add_evidence(rebind(assessment, rubric), question, text, at=at, **details)

    return add


def as_paper(paper: Paper, at: str, **said: Unpack[Details]) -> Add:
    """A file as a paper of an application, in place of what was kept of it."""

    def add(assessment: Assessment, text: str, kept: KeptFile | None) -> Assessment | Invalid:
        details: Details = {**said, "file": kept}
        return keep_paper(assessment, paper.id, text, at, **details)

    return add


def bring(
    store: AnyStore, files: Files, stored: StoredAssessment, chunks: Iterable[bytes], name: str, add: Add
) -> tuple[KeptFile, StoredAssessment]:
    """Keep a file that comes in pieces, and name it in the self-check. Raises an EcqError, and then neither is done."""
    valid(add(stored.assessment, name, None))  # before it is taken
    with files.arriving(chunks, name, room_left(stored.assessment)) as kept:
        changed = store.change(stored.id, lambda assessment: valid(add(assessment, kept.name, kept)))
        if changed is None:
            raise AssessmentError("the self-check is gone, so nothing was kept", "这份自评已经不在了，没有存")
    return kept, changed


def kept_with_files(came: Incoming, files: Files, room: int, by: str, add: Callable[[Sequence[Proposal]], int]) -> int:
    """Keep the documents that are proposed as evidence, and `add` what came; returns what that returns.

    One that is not kept is proposed without its file, and `came` says why. `by` is who brought them.
    """
    made: Sequence[Proposal] = came.proposals
    with ExitStack() as arriving:
        for name, data in came.files.values():
            try:
                kept = arriving.enter_context(files.arriving(iter((data,)), name, room))
            except (FileRefusedError, StoreError) as error:
                came.notices.append(filled(NOT_KEPT, why=error_text(error)))
                continue
            room -= kept.size
            made = with_file(made, kept, by)
        return add(made)
