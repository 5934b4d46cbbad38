"""Pictures of pages of a PDF or of a picture that somebody brought, to be made in a process of their own. Runs none of its scripts."""

from __future__ import annotations

import io
from itertools import islice

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdfium2 import PdfDocument, PdfiumError

from ecq.base.errors import EcqError

_PAGES_SHOWN, _PIXELS_WIDE = 3, 1000
PRINTED_WIDTH, PRINTED_QUALITY = 1240, 80
"""Pixels across a page to print, some 150 an inch, and the quality of its JPEG."""


def pictures_of_pages(pdf: bytes) -> list[bytes]:
    """The first pages as PNG. Raises EcqError where it cannot be drawn."""
    try:
        pages = [
            (page, min(2.0, _PIXELS_WIDE / max(page.get_width(), 1))) for page in islice(PdfDocument(pdf), _PAGES_SHOWN)
        ]
        return [_file(page.render(scale=scale).to_pil(), "PNG") for page, scale in pages]
    except (PdfiumError, ValueError):
        raise EcqError("this PDF cannot be drawn here; please download it", "这份 PDF 在这里画不出来，请下载") from None


def printed(content: bytes, most: int) -> list[bytes]:
    """Every page of a PDF, or a picture, as a JPEG in red, green and blue. Raises EcqError where it cannot be drawn or has more pages."""
    try:
        if not content.startswith(b"%PDF"):
            with Image.open(io.BytesIO(content)) as picture:
                return [_jpeg(ImageOps.exif_transpose(picture).convert("RGBA"))]
        document = PdfDocument(content)
        if len(document) > most:
            raise EcqError(f"it has more than {most} pages", f"超过 {most} 页")
        return [_jpeg(page.render(scale=PRINTED_WIDTH / max(page.get_width(), 1)).to_pil()) for page in document]
    except (PdfiumError, UnidentifiedImageError, ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        raise EcqError("it cannot be drawn", "画不出来") from None


def _jpeg(picture: Image.Image) -> bytes:
    """A picture on white, no larger than a page."""
    picture.thumbnail((PRINTED_WIDTH, 2 * PRINTED_WIDTH))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return _file(paper, "JPEG", quality=PRINTED_QUALITY)


def _file(picture: Image.Image, kind: str, **options: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()
