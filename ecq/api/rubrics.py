"""Rubrics over the API: which there are, and what each asks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from ecq.api import words as w
from ecq.api.caller import Caller, acting
from ecq.api.responses import ProblemError, sent
from ecq.api.shapes import Rubrics, RubricWhole
from ecq.assessment.changes import begin
from ecq.base.exact import plain
from ecq.base.language import written
from ecq.exchange import rubric_catalogue
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields, questions_data, rubric_row
from ecq.scoring.scorecard import score

router = APIRouter()


@router.get("/rubrics", response_model=Rubrics)
def list_rubrics(_caller: Annotated[Caller, acting("see")]) -> Response:
    """The rubrics there are."""
    return sent({"rubrics": [rubric_row(one) for one in rubric_catalogue.rubrics()]})


@router.get("/rubrics/{rubric_id}", response_model=RubricWhole)
def read_rubric(rubric_id: Annotated[str, Path()], _caller: Annotated[Caller, acting("see")]) -> Response:
    """A rubric with all that can be answered."""
    return sent(_whole(rubric_of_id(rubric_id)))


def rubric_of_id(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises ProblemError where there is none."""
    found = next((one for one in rubric_catalogue.rubrics() if one.id == rubric_id), None)
    if found is None:
        raise ProblemError("not-found", w.NO_SUCH_RUBRIC)
    return found


def _whole(rubric: Rubric) -> dict[str, Any]:
    empty = begin(rubric)
    return {
        **rubric_row(rubric),
        "grades": [
            {"id": one.id, "begins_at": plain(one.from_), "stars": one.stars, "title": written(one.title)}
            for one in rubric.bands
        ],
        "profile": [
            {**fields(fact, "id kind text"), "values": [fields(one, "id text") for one in fact.options]}
            for fact in rubric.profile.facts
        ],
        "asked": questions_data(rubric, empty, score(rubric, empty)),
    }
