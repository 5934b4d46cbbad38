"""Reading PDFs back: with pypdf, and with qpdf and poppler where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

REQUIRED = bool(os.environ.get("ECQ_REQUIRE_BROWSER"))


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


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        if REQUIRED:
            pytest.fail(f"{name} is not installed, but ECQ_REQUIRE_BROWSER is set")
        pytest.skip(f"{name} is not installed")
    return path


def silent(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b"", done.stderr.decode()


def check_with_tools(pdf: bytes, folder: Path, pages: int | None = None) -> None:
    """qpdf finds no fault; poppler reads and draws without a warning."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    silent(tool("qpdf"), "--check", str(path))
    last = [] if pages is None else ["-l", str(pages)]
    silent(tool("pdftotext"), *last, str(path), str(folder / "report.txt"))
    silent(tool("pdftoppm"), "-r", "20", *last, str(path), str(folder / "page"))
