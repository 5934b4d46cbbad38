"""What a consultant keeps beside the answers, over the API: comments on parts of the report, and the record of a client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter
from starlette.responses import Response

from ecq.api.bodies import Record, Said
from ecq.api.caller import Caller, acting, possible
from ecq.api.problems import missing
from ecq.api.sending import sent
from ecq.api.shapes import Kept
from ecq.assessment.changes import comment, keep_client
from ecq.assessment.client_record import with_said
from ecq.assessment.model import Assessment
from ecq.exchange.evidence_files import valid
from ecq.telling.report.shown import COMMENTED

router = APIRouter()


@router.put("/assessments/{assessment_id}/comments/{part}", response_model=Kept)
def put_comment(
    assessment_id: str,
    part: Literal[COMMENTED],  # type: ignore[valid-type]  # read off the table of sections
    said: Said,
    caller: Annotated[Caller, acting("edit")],
) -> Response:
    """A consultant's comment on a part of the report; without words it is taken away."""
    return _changed(caller, assessment_id, lambda made: valid(comment(made, part, said.text, said.by, caller.now)))


@router.patch("/assessments/{assessment_id}/client", response_model=Kept)
def change_client(assessment_id: str, record: Record, caller: Annotated[Caller, acting("edit")]) -> Response:
    """What is kept of the client: stage, contacts, contract, certificate; what is not named stays."""
    said = record.model_dump(exclude_unset=True)
    return _changed(caller, assessment_id, lambda made: keep_client(made, with_said(made.client, said), caller.now))


def _changed(caller: Caller, assessment_id: str, how: Callable[[Assessment], Assessment]) -> Response:
    stored = caller.store.change(possible(assessment_id), how)
    if stored is None:
        raise missing()
    made = stored.assessment.model_dump(mode="json", include={"comments", "client"})
    data = {"id": stored.id, "revision": stored.revision, "comments": {}, "client": {}, **made}
    return sent(data, revision=stored.revision)
