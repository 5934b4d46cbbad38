"""Reports with everything in them: what most tests look at. Each is made once, however many tests ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import wraps
from io import BytesIO
from typing import Any, TypeVar
from unittest.mock import patch

from pydantic import BaseModel
from pypdf import PdfReader

from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.document.blocks import Block, OnePage, OwnPage, Paragraph, Row, Table, Waves
from ecq.document.drawing.page import Sheets
from ecq.document.logo import Logo
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import Options, choose
from ecq.telling.report.whole import Carried, ReportModel, model_of, view_of
from ecq.writers.pdf.build import Order, in_print, make_report, sealed
from ecq.writers.pdf.render import lay
from ecq.writers.verify import remade
from ecq.writers.verify import verify as verifying

_Made = TypeVar("_Made")


def once(make: Callable[[Order], _Made]) -> Callable[[Order], _Made]:
    """Makes each order once: nothing but the order goes into a report, which tests/report/test_pdf.py holds. The latest sixty are kept."""
    known: dict[object, tuple[Order, _Made]] = {}

    def made(order: Order) -> _Made:
        key = tuple(_key(getattr(order, field.name)) for field in fields(order))
        if key not in known:
            known[key] = order, make(order)  # the order is kept, so that the ids of its rubrics stay their own
            if len(known) > 60:
                del known[next(iter(known))]
        return known[key][1]

    return made


def _key(value: Any) -> object:
    if isinstance(value, Rubric):
        return id(value)
    if isinstance(value, tuple):
        return tuple(map(_key, value))
    return value.model_dump_json() if isinstance(value, BaseModel) else repr(value)


_again: dict[object, tuple[tuple[Any, ...], Any]] = {}
_readers: dict[int, PdfReader] = {}
_reading = remade.reading


def _remembered(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def asked(*of: Any) -> Any:
        key = (work, *map(_content, of))
        if key not in _again:
            _again[key] = of, work(*of)  # what it was made of is kept, so that the id of each stays its own
            if len(_again) > 24:
                gone = _again.pop(next(iter(_again)))
                _readers.pop(id(gone[1]), None)
        return _again[key][1]

    return asked


def _content(value: Any) -> object:
    if isinstance(value, Rubric):
        return value.digest
    if isinstance(value, Order):
        return tuple(_content(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, bytes | str):
        return value
    if isinstance(value, tuple):
        return tuple(map(_content, value))
    return id(value) if isinstance(value, ReportModel | Carried) else repr(value)


@contextmanager
def _read_again(data: bytes, where: str) -> Iterator[PdfReader]:
    with _reading(data, where) as pdf:
        made = any(data is of_it for _, of_it in _again.values())
        yield _readers.setdefault(id(data), PdfReader(BytesIO(data))) if made else pdf


MADE_AGAIN = {name: _remembered(getattr(verifying, name)) for name in ("sealed", "render", "annex_of")}


@contextmanager
def made_again_once() -> Iterator[None]:
    """To verify makes the report again and reads that: half of its time. The same comes of the same parts, as test_pdf.py holds."""
    with patch.multiple(verifying, **MADE_AGAIN), patch.object(remade, "reading", _read_again):
        yield


@once
def pdf_of(order: Order) -> bytes:
    return make_report(order)


@once
def _told(order: Order) -> ReportModel:
    view = view_of(order.rubric, order.assessment, order.options.lang, order.options.parts)
    return model_of(view, order, order.options.annexed)


@once
def sealed_of(order: Order) -> ReportModel:
    """The whole model, with its last page."""
    return sealed(order)[0]


@once
def pages_of(order: Order) -> Sheets:
    return lay(sealed_of(order))


def full(lang: Lang) -> Options:
    return choose(lang, "full")


def model(
    rubric: Rubric, assessment: Assessment, options: Options, day: str, others: tuple[Rubric, ...] = ()
) -> ReportModel:
    return _told(Order(rubric, assessment, options, day, others))


def full_model(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> ReportModel:
    return model(rubric, assessment, full(lang), day)


def full_report(
    rubric: Rubric,
    assessment: Assessment,
    lang: Lang,
    day: str,
    others: tuple[Rubric, ...] = (),
    logo: Logo | None = None,
) -> bytes:
    return pdf_of(Order(rubric, assessment, full(lang), day, others, logo))


def printed_model(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> ReportModel:
    """The full report as a Word file has it: with all answers, since it carries no workbook."""
    return in_print(Order(rubric, assessment, full(lang), day))


def report_with_answers(rubric: Rubric, assessment: Assessment, edition: str, day: str) -> bytes:
    """The standard report with all answers on its pages."""
    return pdf_of(Order(rubric, assessment, choose(edition, add=["answers"]), day))


_Kind = TypeVar("_Kind", bound=Block)


def blocks_of(model: ReportModel, part: Any, kind: type[_Kind]) -> list[_Kind]:
    """The blocks of one kind in a part of a report; none where it does not have the part."""
    return [block for block in model.part(part) if isinstance(block, kind)]


def paragraphs(model: ReportModel, part: Any) -> list[str]:
    return [block.text for block in blocks_of(model, part, Paragraph)]


def rows_of(model: ReportModel, part: Any) -> list[Row]:
    return [row for table in blocks_of(model, part, Table) for row in table.rows]


def summary_of(model: ReportModel) -> OnePage:
    (page,) = blocks_of(model, "summary", OnePage)
    return page


def plan_of(model: ReportModel) -> Waves:
    """The plan's waves; the list of what is done may follow."""
    return blocks_of(model, "plan", Waves)[0]


def title_of(part: tuple[Block, ...]) -> str:
    first = part[0].ways[0][0] if isinstance(part[0], OwnPage) else part[0]
    return first.title  # type: ignore[union-attr]
