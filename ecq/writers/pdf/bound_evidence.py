"""Files of evidence as one PDF/A-3: an index with page numbers, then every page as it was drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from PIL import Image

from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.blocks import Chapter, Paragraph, Row, Said, Table, cell
from ecq.document.drawing.fonts import type_
from ecq.document.drawing.page import BOTTOM, LEFT, SMALL, WIDTH, Picture, Sheets
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder, BinderPiece, Thing
from ecq.telling.text import words as w
from ecq.telling.text.tables import columns
from ecq.telling.text.words import say
from ecq.writers.pdf.layout.blocks import lay_blocks
from ecq.writers.pdf.layout.cover import frame
from ecq.writers.pdf.render import render_pages


def bound_pdf(whole: Binder, pictures: Mapping[str, Sequence[bytes]]) -> bytes:
    """The PDF as of the binder's day. `pictures` are the pages of each file by its hash, as JPEG; none where it is not to be drawn."""
    lang, name = whole.lang, whole.assessment.name
    files = {one.item.file.sha256: one.item.file for piece in whole.pieces for one in piece.things if one.item.file}
    index_pages, sheets = 0, _index(whole, {})
    while len(sheets.pages) > index_pages:  # the numbers are known when the index is as long as it was taken for
        index_pages, first, starts = len(sheets.pages), len(sheets.pages) + 1, {}
        for digest, pages in pictures.items():
            starts.update({digest: first} if pages else {})
            first += len(pages)
        sheets = _index(whole, starts)
    for _ in range(index_pages - len(sheets.pages)):
        sheets.turn()
    for digest, pages in pictures.items():
        for number, picture in enumerate(pages, 1):
            _page(
                sheets,
                picture,
                say(e.PAGE_OF, lang, name=files[digest].name, page=number, pages=len(pages)),
                number == 1,
            )
    title = " · ".join(filter(None, (words(e.BOUND, lang), name, whole.day)))
    foot = f"{words(w.PRODUCT, lang)} · {words(w.NOT_A_CERTIFICATE, lang)}"
    frames = frame(sheets, words(w.PRODUCT, lang), title, (foot, foot), None)
    return render_pages(sheets, frames, LANGUAGES[lang].tag, title, whole.day or "")


def _index(whole: Binder, starts: Mapping[str, int]) -> Sheets:
    sheets, lang = Sheets(type_()), whole.lang
    heads = columns(lang, (e.INDEX_COLUMNS[3], 42), (e.INDEX_COLUMNS[5], 46), (e.ON_PAGE, 12), right=(2,))
    title = LANGUAGES[lang].colon.join(filter(None, (words(e.BOUND, lang), whole.assessment.name)))
    told = (Paragraph(whole.head), Paragraph(words(e.BOUND_HOLDS, lang), "note"))
    lay_blocks(sheets, (Chapter(title), *told, Table(heads, tuple(_rows(whole, starts)), small=True)))
    return sheets


def _rows(whole: Binder, starts: Mapping[str, int]) -> Iterator[Row]:
    for question in whole.questions:
        if question.needed:
            yield Row((cell(f"{whole.place(question)[1]} · {question.text}"),), "group")
        for piece in question.needed:
            yield from _piece(piece, starts, whole.lang)


def _piece(piece: BinderPiece, starts: Mapping[str, int], lang: Lang) -> Iterator[Row]:
    if not piece.proving:
        yield Row((cell(piece.text), cell(Said(words(e.PIECE_STATES[piece.state], lang), "muted")), cell("")))
    for thing in piece.proving:
        kept = thing.item.file
        page = "" if kept is None else str(starts.get(kept.sha256) or words(e.IN_DOSSIER, lang))
        about = _about(thing, thing.ends[piece.id], lang)
        yield Row((cell(piece.text), cell(thing.item.text, Said(about, "muted")), cell(page)))


def _about(thing: Thing, until: str | None, lang: Lang) -> str:
    """Where it lies, its dates, who reviewed it, and the digest of its file."""
    item, review = thing.item, thing.item.review
    parts = [item.place, say(e.DATED_DAY, lang, day=item.dated) if item.dated else ""]
    parts += [say(e.UNTIL_DAY, lang, day=until) if until else ""]
    parts += [say(e.REVIEWED_BY, lang, by=review.by, day=review.on, verdict=words(e.ACCEPTED, lang)) if review else ""]
    parts += [f"SHA-256 {item.file.sha256}"] if item.file else []
    return " · ".join(filter(None, parts))


def _page(sheets: Sheets, picture: bytes, about: str, first: bool) -> None:
    """A page with a line above it, as large as it fits."""
    sheets.turn()
    if first:
        sheets.bookmark(about, 0)
    sheets.paragraph(sheets.type.one_line(about, WIDTH, SMALL), SMALL)
    with Image.open(BytesIO(picture)) as opened:
        width, height = opened.size
    scale = min(WIDTH / width, (BOTTOM - sheets.y - 6) / height)
    x = LEFT + (WIDTH - width * scale) / 2
    sheets.put(Picture(x, sheets.y + 6, width * scale, height * scale, about, picture))
