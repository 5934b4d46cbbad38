"""What comes of self-checks over the API: questions, score, plan and report of one, each as the pages and commands have it.

Of those in hand what is due, and the portfolio: as rows, compared, as a benchmark; JSON, workbook or PDF.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ecq.api import words as w
from ecq.api.assessments import listed
from ecq.api.caller import Caller, acting
from ecq.api.limits import AGAIN_SECONDS, REPORTS_AT_ONCE
from ecq.api.responses import CALENDAR, PDF, WORD, WORKBOOK, ProblemError, as_file, file, language_of, sent
from ecq.api.shapes import WORK_PLAN, DueThings, Plan, Portfolio, Questions, Score
from ecq.assessment.changes import rebind
from ecq.base.day import day_of
from ecq.base.errors import DamagedError, PlanningError
from ecq.exchange import rubric_catalogue
from ecq.exchange.dossier import bound, dossier, dossier_name
from ecq.planning.agreed import cheapest_plan, limits_of
from ecq.planning.calendar import start_of
from ecq.scoring.export import questions_data, rubric_data, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard
from ecq.store.collection import HeldBy
from ecq.telling.evidence.binder import binder
from ecq.telling.plan.agreed import agreed_data, agreed_work
from ecq.telling.plan.export import limits_data, plan_data
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.portfolio.comparison import MOST_COMPARED, benchmarks, compare
from ecq.telling.portfolio.contents import Contents, portfolio_data
from ecq.telling.portfolio.shelves import due_with, in_hand, row_of_listed
from ecq.telling.portfolio.summary import Client, Order, client, ordered
from ecq.telling.report.comparisons import earlier_of
from ecq.telling.report.shown import EDITIONS, EXTENTS, Brand, Extent, choose, edition_for
from ecq.telling.text.sentences import named_file
from ecq.writers.sheets.calendar_file import desk_calendar

router = APIRouter()

_REPORTS = threading.BoundedSemaphore(REPORTS_AT_ONCE)


@router.get("/assessments/{assessment_id}/questions", response_model=Questions)
def read_questions(assessment_id: str, caller: Annotated[Caller, acting("see")]) -> Response:
    stored, rubric = caller.with_rubric(assessment_id)
    asked = questions_data(rubric, stored.assessment, scorecard(rubric, stored.assessment))
    return sent({"id": stored.id, "revision": stored.revision, "questions": asked})


@router.get("/assessments/{assessment_id}/score", response_model=Score)
def read_score(assessment_id: str, caller: Annotated[Caller, acting("see")]) -> Response:
    stored, rubric = caller.with_rubric(assessment_id)
    card = scorecard(rubric, stored.assessment)
    verdict = readiness(rubric, stored.assessment, card)
    data = score_data(rubric, stored.assessment, card, verdict)
    return sent({"id": stored.id, "revision": stored.revision, **data})


@router.get("/assessments/{assessment_id}/plan", response_model=Plan)
def read_plan(
    assessment_id: str,
    request: Request,
    caller: Annotated[Caller, acting("see")],
    target: Annotated[str | None, Query(max_length=60)] = None,
    start: Annotated[str | None, Query(max_length=40)] = None,
    day: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    stored, rubric = caller.with_rubric(assessment_id)
    lang = language_of(request)
    assessment = rebind(stored.assessment, rubric)
    as_of = day_said(day or caller.today)
    if start is not None:
        terms = assessment.terms.model_copy(update={"start": day_said(start)})
        start_of(terms, as_of)  # also where no capacity is said, and so no day of the plan depends on it
        assessment = assessment.model_copy(update={"terms": terms})
    found = cheapest_plan(rubric, assessment, target)
    worded = work_plan(rubric, assessment, found, lang, as_of)
    data = {
        "id": stored.id,
        "revision": stored.revision,
        "rubric": rubric_data(rubric),
        "work_plan": WORK_PLAN.model_validate(worded).model_dump(),
        "agreed": agreed_data(agreed_work(rubric, assessment, found, lang, as_of)),
        "limits": limits_data(limits_of(rubric, assessment)),
        "exact": plan_data(found),
    }
    return sent(data, lang=lang)


@router.get("/assessments/{assessment_id}/report", response_class=Response)
def read_report(
    assessment_id: str,
    request: Request,
    caller: Annotated[Caller, acting("see")],
    format: Literal["pdf", "docx"] = "pdf",
    edition: Annotated[str | None, Query(json_schema_extra={"enum": [*EDITIONS]})] = None,
    extent: Annotated[Extent, Query(json_schema_extra={"enum": [*EXTENTS]})] = "standard",
    day: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    from ecq.exchange.report_order import order_of
    from ecq.writers.pdf.build import make_report
    from ecq.writers.word.build import make_word

    stored, rubric = caller.with_rubric(assessment_id)
    # a plus sign in an address is a space for many who read it
    options = choose((edition or edition_for(language_of(request))).replace(" ", "+"), extent)
    as_of = day_said(day or caller.today)
    with making():
        order = order_of(
            rubric,
            stored.assessment,
            options,
            as_of,
            earlier=earlier_of(stored, caller.store.snapshots(stored.id), rubric),
        )
        content = make_report(order) if format == "pdf" else make_word(order)
    caller.enter("download", stored.id, format)
    name = f"{named_file(stored.assessment.name or 'ECQ', as_of)}.{format}"
    return file(content, name, PDF if format == "pdf" else WORD)


@router.get("/assessments/{assessment_id}/dossier", response_class=Response)
def read_dossier(
    assessment_id: str,
    request: Request,
    caller: Annotated[Caller, acting("see")],
    format: Literal["zip", "pdf"] = "zip",
) -> Response:
    from ecq.writers.pdf.build import build_report

    stored, rubric = caller.with_rubric(assessment_id)
    lang, day = edition_for(language_of(request)), caller.today
    assessment = stored.assessment
    with making():
        report = partial(build_report, rubric, assessment, lang, day)
        whole = binder(rubric, assessment, lang)
        if format == "pdf":
            content = bound(whole, caller.files.read)
            caller.enter("download", stored.id, format)
            return file(content, dossier_name(assessment, lang, format), PDF)
        pieces = dossier(whole, caller.files.read, report)
    caller.enter("download", stored.id, "zip")
    headers = as_file(dossier_name(assessment, lang))
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


def day_said(text: str) -> str:
    """A day that was sent. Raises PlanningError."""
    found = day_of(text)
    if found is None:
        raise PlanningError(f"{text!r} is not a date like 2026-11-24", f"{text!r} 不是 2026-11-24 这样的日期")
    return found


@contextmanager
def making() -> Iterator[None]:
    """While a report or another costly file is made: a few at a time. Raises ProblemError where that many are under way."""
    if not _REPORTS.acquire(blocking=False):
        raise ProblemError("not-available", w.REPORTS_UNDER_WAY, wait=AGAIN_SECONDS)
    try:
        yield
    finally:
        _REPORTS.release()


@router.get("/due", response_model=DueThings)
def read_due(
    request: Request, caller: Annotated[Caller, acting("see")], format: Literal["json", "ics"] = "json"
) -> Response:
    day, lang = caller.today, language_of(request)
    rows = [row for row in in_hand(listed(caller)) if not row.listed.demo]
    here = caller.whose.organisation_id if isinstance(caller.whose, HeldBy) else None
    lines = due_with(rows, caller.invitations.open_ones(here), day, caller.now)
    if format == "ics":
        rubrics = rubric_catalogue.at_hand()
        return file(desk_calendar(lines, rubrics, lang, day), "ecq.ics", CALENDAR)
    due = [{"id": one.id, "name": one.name, "days_left": one.left, **one.due.model_dump()} for one in lines]
    return sent({"day": day, "due": due}, lang=lang)


@router.get("/portfolio", response_model=Portfolio)
def read_portfolio(
    request: Request,
    caller: Annotated[Caller, acting("see")],
    format: Literal["json", "xlsx", "pdf"] = "json",
    order: Order = "changed",
    compared: Annotated[list[str], Query(alias="compare", max_length=MOST_COMPARED)] = [],  # noqa: B006  # read only
    benchmark: bool = False,
) -> Response:
    known = rubric_catalogue.at_hand()
    everything, day, lang = listed(caller), caller.today, language_of(request)
    rows = [row for one in in_hand(everything) if (row := row_of_listed(known, one, day))]
    demos = {row.id: row.demo for row in rows}

    def client_of(assessment_id: str) -> Client:
        stored, rubric = caller.with_rubric(assessment_id)
        return client(rubric, stored.assessment, day, id=stored.id, demo=demos.get(stored.id, False))

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
