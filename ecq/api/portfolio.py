"""The portfolio over the API: the self-checks in hand as rows, compared, as a benchmark; JSON, workbook or PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from ecq.api.assessments import listed
from ecq.api.caller import Caller, acting
from ecq.api.responses import CALENDAR, PDF, WORKBOOK, file, language_of, sent
from ecq.api.results import making
from ecq.api.shapes import DueThings, Portfolio
from ecq.base.errors import DamagedError
from ecq.exchange import rubric_catalogue
from ecq.store.collection import HeldBy
from ecq.telling.portfolio.benchmark import benchmarks
from ecq.telling.portfolio.comparison import MOST, compare
from ecq.telling.portfolio.contents import Contents, portfolio_data
from ecq.telling.portfolio.shelves import due_with, in_hand, row_of_listed
from ecq.telling.portfolio.summary import Client, Order, client, ordered
from ecq.telling.report.shown import Brand
from ecq.writers.sheets.calendar_file import desk_calendar

router = APIRouter()


@router.get("/due", response_model=DueThings)
def read_due(
    request: Request, caller: Annotated[Caller, acting("see")], format: Literal["json", "ics"] = "json"
) -> Response:
    """What is due with the self-checks in hand."""
    day, lang = caller.now[:10], language_of(request)
    rows = [row for row in in_hand(listed(caller)) if not row.listed.demo]
    here = caller.whose.organisation_id if isinstance(caller.whose, HeldBy) else None
    lines = due_with(rows, caller.invitations.open_ones(here), day, caller.now)
    if format == "ics":
        return file(
            desk_calendar(lines, {one.id: one for one in rubric_catalogue.rubrics()}, lang, day), "ecq.ics", CALENDAR
        )
    due = [{"id": one.id, "name": one.name, "days_left": one.left, **one.due.model_dump()} for one in lines]
    return sent({"day": day, "due": due}, lang=lang)


@router.get("/portfolio", response_model=Portfolio)
def read_portfolio(
    request: Request,
    caller: Annotated[Caller, acting("see")],
    format: Literal["json", "xlsx", "pdf"] = "json",
    order: Order = "changed",
    compared: Annotated[list[str], Query(alias="compare", max_length=MOST)] = [],  # noqa: B006  # read only
    benchmark: bool = False,
) -> Response:
    """How the self-checks in hand stand."""
    known = {one.id: one for one in rubric_catalogue.rubrics()}
    everything, day, lang = listed(caller), caller.now[:10], language_of(request)
    rows = [row for one in in_hand(everything) if (row := row_of_listed(known, one, day))]
    demos = {row.id: row.demo for row in rows}

    def client_of(assessment_id: str) -> Client:
        stored = caller.found(assessment_id)
        rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
        return client(rubric, stored.assessment, id=stored.id, demo=demos.get(stored.id, False))

    def readable(ids: Iterable[str]) -> Iterator[Client]:
        for one in ids:
            with suppress(DamagedError):  # the list says so when it is next asked for
                yield client_of(one)

    with making():
        contents = Contents(
            lang,
            day,
            ordered(rows, order),
            compare([client_of(one) for one in dict.fromkeys(compared)]) if compared else None,
            benchmarks([*readable(demos)]) if benchmark else (),
        )
        caller.enter("download", more=format)
        if format == "pdf":
            from ecq.writers.pdf.build import portfolio_pdf

            return file(portfolio_pdf(contents, Brand(), None), f"{contents.file_name()}.pdf", PDF)
        if format == "xlsx":
            from ecq.writers.sheets.portfolio import portfolio_workbook

            content = portfolio_workbook(contents, "", Brand().accent)
            return file(content, f"{contents.file_name()}.xlsx", WORKBOOK)
    left_out = sum(not row.listed.binned_at and not row.listed.archived_at for row in everything) - len(rows)
    return sent({**portfolio_data(contents), "left_out": left_out})
