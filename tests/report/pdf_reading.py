"""Reading PDFs back: with pypdf, and with qpdf, poppler and JHOVE where they are installed."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.tools import tool


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def pressed(text: str) -> str:
    """Text without white space: where lines end is not what these tests are about."""
    return re.sub(r"\s+", "", text)


def text_of(pdf: bytes) -> str:
    return pressed("".join(page.extract_text() for page in opened(pdf).pages))


def outline_of(pdf: bytes) -> list[str]:
    found: list[str] = []

    def down(entries: list) -> None:
        for entry in entries:
            if isinstance(entry, list):
                down(entry)
            else:
                found.append(entry.title)

    down(opened(pdf).outline)
    return found


def silent(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b"", done.stderr.decode()


def check_with_tools(pdf: bytes, folder: Path, pages: int | None = None) -> None:
    """qpdf finds no fault, JHOVE calls it well-formed and valid; poppler reads and draws without a warning."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    silent(tool("qpdf"), "--check", str(path))
    judged = subprocess.run([tool("jhove"), "-m", "PDF-hul", str(path)], capture_output=True, check=True, timeout=120)
    assert b"Status: Well-Formed and valid" in judged.stdout, judged.stdout.decode()
    last = [] if pages is None else ["-l", str(pages)]
    silent(tool("pdftotext"), *last, str(path), str(folder / "report.txt"))
    silent(tool("pdftoppm"), "-r", "20", *last, str(path), str(folder / "page"))
