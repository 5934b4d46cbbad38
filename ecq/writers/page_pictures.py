"""Pictures of the first pages of a PDF that somebody brought, to be made in a process of their own. Runs none of its scripts."""

from __future__ import annotations

import io
from itertools import islice

from pypdfium2 import PdfDocument, PdfiumError

from ecq.base.errors import EcqError

PAGES, WIDTH = 3, 1000


def pictures_of_pages(pdf: bytes) -> list[bytes]:
    """The first pages as PNG. Raises EcqError where it cannot be drawn."""
    try:
        document = PdfDocument(pdf)
        return [_png(page) for page in islice(document, PAGES)]
    except (PdfiumError, ValueError):
        raise EcqError("this PDF cannot be drawn here; please download it", "这份 PDF 在这里画不出来，请下载") from None


def _png(page: object) -> bytes:
    width = page.get_width()  # type: ignore[attr-defined]  # pypdfium2 has no types
    made = io.BytesIO()
    page.render(scale=min(2.0, WIDTH / max(width, 1))).to_pil().save(made, "PNG")  # type: ignore[attr-defined]
    return made.getvalue()
