"""The evidence that counts, bound as one PDF: its files drawn in a process of their own; the writer knows pages alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ecq.assessment.model import Assessment, KeptFile
from ecq.base import arms_length
from ecq.base.errors import EcqError
from ecq.base.file_limits import FILE_LIMIT, READING_DOCUMENT
from ecq.base.language import Lang
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import Scorecard
from ecq.telling.evidence.room import room
from ecq.telling.evidence.sentences import pieces_sentence
from ecq.writers.page_pictures import printed
from ecq.writers.pdf.bound_evidence import bound_pdf

MOST = 400
"""Pages of files; a file that goes beyond them stays in the dossier, as the index says."""


def bound(
    rubric: Rubric, assessment: Assessment, card: Scorecard, lang: Lang, contents: Callable[[str], Iterator[bytes]]
) -> bytes:
    """The PDF. `contents` reads a file by its hash. Raises StoreError where one is not there."""
    whole = room(rubric, assessment, card, lang)
    pictures: dict[str, Sequence[bytes]] = {}
    for put in (put for piece in whole.pieces for put in piece.things if put.counts and piece.state == "held"):
        kept = put.thing.file
        if kept and kept.sha256 not in pictures:
            left = MOST - sum(map(len, pictures.values()))
            pictures[kept.sha256] = _drawn(kept, contents, left)
    return bound_pdf(whole, pictures, assessment.name, pieces_sentence(assessment, card, lang), lang)


def _drawn(kept: KeptFile, contents: Callable[[str], Iterator[bytes]], left: int) -> Sequence[bytes]:
    """A file page by page; none where it is no PDF or picture, too large, or cannot be drawn."""
    if kept.size > FILE_LIMIT or not (kept.type == "application/pdf" or kept.type.startswith("image/")) or not left:
        return ()
    content = b"".join(contents(kept.sha256))
    try:
        return arms_length.read(printed, content, left, where=kept.name, error=EcqError, allowance=READING_DOCUMENT)
    except EcqError:
        return ()
