"""The first page of the Word report, what it is not, and the table of contents."""

from __future__ import annotations

from ecq.document.bilingual import joined
from ecq.document.blocks import Cover, Number
from ecq.document.logo import Logo
from ecq.writers.pdf.layout import pictures
from ecq.writers.word.pictures import drawn, logo_picture, type_
from ecq.writers.word.writing import Cell, Column, Row, Said, Writer, cell

_LOGO = (150.0, 40.0)
BAR = 480.0
_BOX = "Cover Text"
BLANK = "\u2003" * 12
"""Where something is to be written in."""


def write_cover(writer: Writer, cover: Cover, logo: Logo | None, accent: str, original: str) -> None:
    """Whose report it is, grade, score and readiness side by side, the interval as a picture, the conclusions."""
    if logo:
        writer.picture(logo_picture(logo, _LOGO, cover.logo), align="left")
    writer.paragraph(cover.brand or (cover.product if not logo else ""), look="Strong")
    writer.paragraph(cover.not_a_certificate, "Note")
    writer.space(36)
    writer.paragraph(cover.title, "Subtitle")
    writer.paragraph(cover.name, "Title")
    writer.paragraph(cover.based_on, "Note")
    writer.paragraph(joined(cover.facts, " · "), "Note")
    writer.paragraph(cover.notice, "Note")
    writer.paragraph(original, "Note")
    writer.space(18)
    people = [Row((cell(Said(one.label, "Muted")), cell(*(one.lines or (BLANK,))))) for one in cover.people]
    writer.table((Column(18), Column(82)), people, style=_BOX)
    writer.space(20)
    grade = cover.grade
    stars = drawn(pictures.stars(cover.stars, grade.value, 0, 0), accent)
    against = Said(cover.against, "Failed")
    columns = (
        cell(Said(grade.label, "Muted"), stars, Said(grade.value, "Strong"), against),
        _number(cover.score),
        _number(cover.readiness),
    )
    writer.table((Column(1), Column(1), Column(1)), [Row(columns)], style=_BOX)
    writer.space(12)
    if cover.interval is not None:
        figure = pictures.drawn(type_(), cover.interval, 0, 0, BAR)
        writer.picture(drawn(figure, accent), cover.score.label)
    writer.paragraph(cover.bands_note, "Note")
    writer.chapter(cover.conclusion_title)
    writer.paragraph(cover.headline, "Lead")
    writer.numbered(cover.reasons)
    writer.paragraph(cover.set_aside)


def _number(box: Number) -> Cell:
    return cell(Said(box.label, "Muted"), Said(box.value, "Number"), Said(box.meaning, "Muted"))
