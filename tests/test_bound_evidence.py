"""Evidence bound as one PDF/A-3: each page of a PDF or picture where the index says, everything else named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader

from ecq.assessment.changes import answer, begin
from ecq.assessment.evidence import add_evidence
from ecq.base.language import Lang, words
from ecq.exchange.dossier import bound
from ecq.rubric.model import Rubric
from ecq.store.files import FolderFiles
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import binder
from tests import building as b
from tests.in_one_language import in_one
from tests.report.pdf_archive import complaints

Q, DAY = "mlps-filing-and-test", "2026-11-28"


def pdf(pages: int) -> bytes:
    made = FPDF()
    made.set_font("Helvetica")  # not embedded, so the file itself is no PDF/A
    for _ in range(pages):
        made.add_page()
        made.text(20, 20, "evidence")
    return bytes(made.output())


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGBA", (300, 200), (200, 0, 0, 100)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize("lang", in_one("en"))
def test_pages_stand_where_the_index_says(shipped: Rubric, tmp_path: Path, lang: Lang) -> None:
    question, files = shipped.by_id[Q], FolderFiles(tmp_path)
    made = b.accepted(answer(begin(shipped, "青禾"), question, "tested"))
    brought = zip(question.pieces, ((pdf(3), "report.pdf"), (png(), "photo.png"), (b"%PDF-1.7 broken", "x.pdf")))  # noqa: B905
    for piece, (content, name) in brought:
        with files.arriving([content], name) as kept:
            made = b.accepted(add_evidence(made, question, name, pieces=(piece,), file=kept))
    made = made.on(DAY)
    written = bound(binder(shipped, made.on(DAY), lang), files.read)
    assert complaints(written) == []
    reader = PdfReader(io.BytesIO(written))
    pages = [page.extract_text() for page in reader.pages]
    assert [len(page.images) for page in reader.pages] == [0, 1, 1, 1, 1]
    assert "report.pdf" in pages[1]
    assert "photo.png" in pages[4]
    numbers = [line.split()[-1] for line in pages[0].splitlines() if line.strip().split()[-1:] in (["2"], ["5"])]
    assert numbers == ["2", "5", "5"], "two of the index, and how many pages there are"
    assert words(e.IN_DOSSIER, lang) in pages[0]
    assert [one["/Title"].split(" · ")[0] for one in reader.outline[-2:]] == ["report.pdf", "photo.png"]
    assert bound(binder(shipped, made.on(DAY), lang), files.read) == written
