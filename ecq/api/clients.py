"""What a consultant does beside the answers, over the API: comments, the record of a client, tags, snapshots, the agreed plan, requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ecq.api.bodies import Agreement, Named, Record, Said, Tagged
from ecq.api.bodies import Request as AskBody
from ecq.api.caller import Caller, acting, possible
from ecq.api.responses import language_of, sent, there
from ecq.api.results import day_said
from ecq.api.shapes import AgreedNow, Asked, Kept, RequestList, SnapshotKept, Tags
from ecq.assessment.changes import comment, keep_client, valid
from ecq.assessment.model import Assessment, with_said
from ecq.base.settings import public_url
from ecq.scoring.export import fields
from ecq.store.collection import tidied
from ecq.store.invitations import Invitation
from ecq.telling.overview.rows import asked_in
from ecq.telling.plan.agreed import agreed_on_the_cheapest
from ecq.telling.report.shown import COMMENTED

router = APIRouter()


@router.put("/assessments/{assessment_id}/comments/{part}", response_model=Kept)
def put_comment(
    assessment_id: str,
    part: Literal[COMMENTED],  # type: ignore[valid-type]  # read off the table of sections
    said: Said,
    caller: Annotated[Caller, acting("edit")],
) -> Response:
    return _changed(caller, assessment_id, lambda made: valid(comment(made, part, said.text, said.by, caller.now)))


@router.patch("/assessments/{assessment_id}/client", response_model=Kept)
def change_client(assessment_id: str, record: Record, caller: Annotated[Caller, acting("edit")]) -> Response:
    said = record.model_dump(exclude_unset=True)
    return _changed(caller, assessment_id, lambda made: keep_client(made, with_said(made.client, said), caller.now))


@router.put("/assessments/{assessment_id}/tags", response_model=Tags)
def put_tags(assessment_id: str, told: Tagged, caller: Annotated[Caller, acting("edit")]) -> Response:
    there(caller.lists.tag(possible(assessment_id), told.tags))
    return sent({"id": assessment_id, "tags": tidied(told.tags)})


@router.post("/assessments/{assessment_id}/snapshots", response_model=SnapshotKept, status_code=201)
def take_snapshot(assessment_id: str, told: Named, caller: Annotated[Caller, acting("edit")]) -> Response:
    stored, rubric = caller.with_rubric(assessment_id)
    name = told.name.strip() or caller.today
    kept = there(caller.store.add_snapshot(stored.id, name, rubric.digest, rubric.canonical))
    return sent({"id": kept.id, "assessment": stored.id, **fields(kept, "name at revision")}, status=201)


@router.post("/assessments/{assessment_id}/agreed", response_model=AgreedNow)
def agree_on_plan(
    assessment_id: str, told: Agreement, request: Request, caller: Annotated[Caller, acting("edit")]
) -> Response:
    _, rubric = caller.with_rubric(assessment_id)
    day, lang, headline = day_said(told.day or caller.today), language_of(request), ""

    def how(assessment: Assessment) -> Assessment:
        nonlocal headline
        made, headline = agreed_on_the_cheapest(rubric, assessment, lang, day, caller.now)
        return valid(made)

    stored = caller.changed(assessment_id, how)
    steps = len(stored.assessment.terms.agreed.steps) if stored.assessment.terms.agreed else 0
    data = {"id": stored.id, "revision": stored.revision, "day": day, "steps": steps, "headline": headline}
    return sent(data, revision=stored.revision, lang=lang)


@router.post("/assessments/{assessment_id}/requests", response_model=Asked, status_code=201)
def ask_somebody(
    assessment_id: str, told: AskBody, request: Request, caller: Annotated[Caller, acting("invite")]
) -> Response:
    stored, rubric = caller.with_rubric(assessment_id)
    questions = asked_in(rubric, stored.assessment, told.parts, only_open=not told.answered_too)
    due = day_said(told.due) if told.due else ""
    one, secret = there(caller.invitations.make(stored.id, questions, told.name, told.days, due))
    address = (public_url() or str(request.base_url)).rstrip("/")
    return sent({**_request(one), "link": f"{address}/answer?i={secret}"}, status=201)


@router.get("/assessments/{assessment_id}/requests", response_model=RequestList)
def read_requests(assessment_id: str, caller: Annotated[Caller, acting("see")]) -> Response:
    stored = caller.found(assessment_id)
    return sent({"id": stored.id, "requests": [_request(one) for one in caller.invitations.of(stored.id)]})


def _request(one: Invitation) -> dict[str, object]:
    told = fields(one, "id kind state ended due created_at expires_at")
    return {**told, "name": one.label, **fields(one, "questions answered")}


def _changed(caller: Caller, assessment_id: str, how: Callable[[Assessment], Assessment]) -> Response:
    stored = caller.changed(assessment_id, how)
    made = stored.assessment.model_dump(mode="json", include={"comments", "client"})
    data = {"id": stored.id, "revision": stored.revision, "comments": {}, "client": {}, **made}
    return sent(data, revision=stored.revision)
