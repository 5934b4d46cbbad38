"""Reading PDFs back: with pypdf, and with qpdf, poppler and JHOVE where they are installed."""

from __future__ import annotations

import os
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


def check_with_tools(folder: Path, *pdfs: bytes, pages: int | None = None) -> None:
    """qpdf finds no fault, JHOVE calls them well-formed and valid; poppler reads and draws without a warning."""
    last = [] if pages is None else ["-l", str(pages)]
    paths = [folder / f"report-{number}.pdf" for number in range(len(pdfs))]
    for path, pdf in zip(paths, pdfs, strict=True):
        path.write_bytes(pdf)
        silent(tool("qpdf"), "--check", str(path))
        silent(tool("pdftotext"), *last, str(path), str(folder / "report.txt"))
        silent(tool("pdftoppm"), "-r", "20", *last, str(path), str(folder / "page"))
    command = [tool("jhove"), "-m", "PDF-hul", *map(str, paths)]  # it takes long to start
    quick = {
        **os.environ,
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }  # for a program that runs a second
    judged = subprocess.run(command, capture_output=True, check=True, timeout=120, env=quick).stdout
    assert judged.count(b"Status: Well-Formed and valid") == len(pdfs), judged.decode()
