"""Rubrics, and self-checks over the API: list, begin, bring in, read, change, put away, delete.

A change is made with the engine's own functions: all of it, or one sentence why not."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from typing import Annotated, Any, cast

from fastapi import APIRouter, Header, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ecq.api import words as w
from ecq.api.bodies import Answers, Beginning, Change, Piece, Place
from ecq.api.caller import Caller, acting, possible
from ecq.api.responses import ProblemError, language_of, sent, there
from ecq.api.shapes import Page, Receipt, Rubrics, RubricWhole, Shelved, Stored, Taken
from ecq.assessment import changes
from ecq.assessment.changes import begin, valid
from ecq.assessment.evidence import Details, add_evidence
from ecq.assessment.history.journal import ABSENT, ConflictError
from ecq.assessment.model import Assessment, Evidence
from ecq.assessment.samples import sample_of
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.exact import plain
from ecq.base.language import Text, error_of, filled
from ecq.base.settings import API
from ecq.exchange import rubric_catalogue
from ecq.exchange.batch.dropped import recognise
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields, questions_data, rubric_row
from ecq.scoring.scorecard import score
from ecq.store.stored import StoredAssessment
from ecq.telling.portfolio.columns import data
from ecq.telling.portfolio.shelves import LONGEST, Order, Shelf, Wanted, picked, row_of_listed, shelf_of
from ecq.telling.portfolio.summary import Listing, bases, listing, summary_by
from ecq.telling.text.reactions import not_counted

router = APIRouter()


@router.get("/rubrics", response_model=Rubrics)
def list_rubrics(_caller: Annotated[Caller, acting("see")]) -> Response:
    return sent({"rubrics": [rubric_row(one) for one in rubric_catalogue.rubrics()]})


@router.get("/rubrics/{rubric_id}", response_model=RubricWhole)
def read_rubric(rubric_id: Annotated[str, Path()], _caller: Annotated[Caller, acting("see")]) -> Response:
    rubric = rubric_of_id(rubric_id)
    empty = begin(rubric)
    grades = [
        {**fields(one, "id"), "begins_at": plain(one.from_), **fields(one, "stars title")} for one in rubric.bands
    ]
    facts = rubric.profile.facts
    profile = [
        {**fields(one, "id kind text"), "values": [fields(of, "id text") for of in one.options]} for one in facts
    ]
    asked = questions_data(rubric, empty, score(rubric, empty))
    return sent({**rubric_row(rubric), "grades": grades, "profile": profile, "asked": asked})


def rubric_of_id(rubric_id: str) -> Rubric:
    """The rubric of that id. Raises ProblemError where there is none."""
    found = rubric_catalogue.at_hand().get(rubric_id)
    if found is None:
        raise ProblemError("not-found", w.NO_SUCH_RUBRIC)
    return found


def answered(assessment: Assessment, rubric: Rubric, sent: Answers, at: str, name: str | None = None) -> Assessment:
    """The assessment with what was sent; the same object where that changes nothing. Raises AssessmentError."""
    named = Counter((*sent.answers, *sent.not_applicable, *set(sent.unsure), *set(sent.clear)))
    twice = next((one for one, times in named.items() if times > 1), None)
    if twice is not None:
        raise _error(twice, w.TWICE, rubric)
    changed = _set_up(assessment, rubric, sent, at, name)
    for one, entry in sent.answers.items():
        question = _question(rubric, one)
        value = str(entry) if isinstance(entry, int) else entry
        changed = valid(changes.answer(changed, question, value, at, exact=True), one)
    for one, reason in sent.not_applicable.items():
        changed = valid(changes.set_aside(changed, _question(rubric, one), reason, at), one)
    for one in dict.fromkeys(sent.unsure):
        changed = changes.mark_unsure(changed, _question(rubric, one), at)
    for one in dict.fromkeys(sent.clear):
        changed = changes.clear(changed, _question(rubric, one), at)
    for one, note in sent.notes.items():
        changed = valid(changes.annotate(changed, _question(rubric, one), note, at), one)
    for one, pieces in sent.evidence.items():
        evidence = _evidence(assessment, _question(rubric, one), pieces)
        changed = changes.with_response(changed, one, at, evidence=evidence)
    return changed


def _set_up(assessment: Assessment, rubric: Rubric, sent: Answers, at: str, name: str | None) -> Assessment:
    """With another name, profile or target, where these differ."""
    profile: dict[str, ProfileValue | None] = {
        fact: tuple(value) if isinstance(value, list) else value for fact, value in sent.profile.items()
    }
    if name is None and not profile and sent.target is None:
        return assessment
    changed = changes.set_up(assessment, rubric, name=name, profile=profile or None, target=sent.target, at=at)
    same = changed.model_copy(update={"updated_at": assessment.updated_at}) == assessment
    return assessment if same else changed


def _evidence(assessment: Assessment, question: Question, pieces: list[Piece]) -> tuple[Evidence, ...]:
    """The pieces as evidence of the question, in place of what was only named; what has a file stays, with its review."""
    kept = tuple(one for one in assessment.response(question.id).evidence if one.file)
    drawn = changes.with_response(assessment, question.id, None, evidence=kept)
    named = {one.text for one in kept}
    for piece in (one for one in pieces if one.text not in named):
        said = cast(Details, piece.model_dump(exclude={"text", "in_hand"}))
        drawn = valid(add_evidence(drawn, question, piece.text, piece.in_hand, **said), question.id)
    return drawn.response(question.id).evidence


def _question(rubric: Rubric, question_id: str) -> Question:
    question = rubric.by_id.get(question_id)
    if question is None:
        raise _error(question_id, w.NO_QUESTION, rubric)
    return question


def _error(question_id: str, text: Text, rubric: Rubric) -> EcqError:
    return error_of(text, AssessmentError, question=repr(question_id[:80]), rubric=rubric.id)


PAGE_MOST, WORKED_OUT_MOST = 200, 300
"""Rows of a page of the list; and scores worked out at most for one request, where a rubric has changed."""

BODY: dict[str, Any] = {
    "content": {kind: {} for kind in ("application/json", "application/pdf", "application/octet-stream")}
}


def listed(caller: Caller) -> tuple[Listing, ...]:
    known, day = rubric_catalogue.at_hand(), caller.today
    found = caller.lists.listed(
        caller.whose, bases(known.values()), lambda one: summary_by(known, one.on(day)), WORKED_OUT_MOST, day
    )
    return tuple(map(listing, found))


@router.get("/assessments", response_model=Page)
def list_assessments(
    caller: Annotated[Caller, acting("see")],
    shelf: Shelf = "in-hand",
    text: Annotated[str, Query(max_length=LONGEST)] = "",
    tag: Annotated[str, Query(max_length=LONGEST)] = "",
    order: Order = "changed",
    limit: Annotated[int, Query(ge=1, le=PAGE_MOST)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    found = picked(listed(caller), Wanted(shelf=shelf, text=text, tag=tag, order=order))
    caller.enter("list")
    end = offset + limit
    rows = [list_row(one, caller.today) for one in found[offset:end]]
    following = end if end < len(found) else None
    return sent({"total": len(found), "offset": offset, "next": following, "assessments": rows})


@router.post("/assessments", response_model=Taken, status_code=201)
def begin_assessment(sent_in: Beginning, request: Request, caller: Annotated[Caller, acting("create")]) -> Response:
    rubric = rubric_of_id(sent_in.rubric or rubric_catalogue.DEFAULT_RUBRIC)
    made = answered(begin(rubric, sent_in.name, at=caller.now), rubric, sent_in, caller.now)
    return _taken(caller.lists.add(made, caller.whose), rubric, sent_in, request, 201)


@router.post("/files", response_model=Stored, status_code=201, openapi_extra={"requestBody": BODY})
async def bring_in(request: Request, caller: Annotated[Caller, acting("create")]) -> Response:
    return await run_in_threadpool(_bring_in, await request.body(), caller)


def _bring_in(data: bytes, caller: Caller) -> Response:
    what = arms_length.read(recognise, data, "body", {}, where="body", error=AssessmentError)
    if what.assessment is None:
        why = what.why_not if what.why_not and what.kind in ("self-check", "report") else w.NOT_OURS
        raise error_of(why, AssessmentError)
    rubric_catalogue.rubric_of_file(what.assessment.rubric.id, what.assessment.target, "body")
    sample = sample_of(what.assessment)
    return _stored(caller.lists.add(what.assessment, caller.whose, sample.id if sample else ""), 201)


@router.get("/assessments/{assessment_id}", response_model=Stored)
def read_assessment(assessment_id: str, request: Request, caller: Annotated[Caller, acting("see")]) -> Response:
    return _stored(caller.found(assessment_id), request=request)


@router.patch("/assessments/{assessment_id}", response_model=Taken)
def change_assessment(
    assessment_id: str,
    sent_in: Change,
    request: Request,
    caller: Annotated[Caller, acting("edit")],
    if_match: Annotated[str | None, Header(max_length=1000)] = None,
) -> Response:
    _, rubric = caller.with_rubric(assessment_id)
    if if_match is None and sent_in.seen is None:
        raise ProblemError("which-state", w.WHICH_STATE)
    exact = _revision(if_match)

    def change(assessment: Assessment) -> Assessment:
        return answered(assessment, rubric, sent_in, caller.now, sent_in.name)

    seen = sent_in.seen if exact is None else exact
    by = secrets.token_urlsafe(8)  # no window's, so that nobody's changes are taken for one's own
    try:
        changed = caller.changed(assessment_id, change, by=by, seen=seen, exact=exact is not None)
    except ConflictError as conflict:
        raise _conflict(caller, assessment_id, conflict, exact is not None) from None
    return _taken(changed, rubric, sent_in, request)


@router.put("/assessments/{assessment_id}/shelf", response_model=Shelved)
def shelve_assessment(assessment_id: str, place: Place, caller: Annotated[Caller, acting("shelve")]) -> Response:
    if place.shelf != "bin":
        caller.lists.archive(possible(assessment_id), place.shelf == "archived")
    there(caller.lists.bin(possible(assessment_id), place.shelf == "bin"))
    return _shelved(assessment_id, caller)


@router.delete("/assessments/{assessment_id}", response_model=Shelved | Receipt)
def delete_assessment(
    assessment_id: str, caller: Annotated[Caller, acting("shelve")], for_good: bool = False
) -> Response:
    if not for_good:
        there(caller.lists.bin(possible(assessment_id)))
        return _shelved(assessment_id, caller)
    return sent(vars(there(caller.lists.delete(possible(assessment_id)))))


# -- how it is told


def _stored(stored: StoredAssessment, status: int = 200, request: Request | None = None) -> Response:
    return _located(sent(_data(stored), status=status, revision=stored.revision, request=request), stored)


def _taken(stored: StoredAssessment, rubric: Rubric, sent_in: Answers, request: Request, status: int = 200) -> Response:
    """The self-check, with those of the answers sent that do not count under its profile."""
    lang, answered_now = language_of(request), (*sent_in.answers, *sent_in.not_applicable, *sent_in.evidence)
    in_vain = [one.data(lang) for one in not_counted(rubric, stored.assessment, answered_now)]
    data = {**_data(stored), "not_counted": in_vain}
    return _located(sent(data, status=status, revision=stored.revision, lang=lang), stored)


def _data(stored: StoredAssessment) -> dict[str, Any]:
    return {**fields(stored, "id revision saved_at"), "assessment": stored.assessment.model_dump(mode="json")}


def _located(response: Response, stored: StoredAssessment) -> Response:
    """A new self-check says where it is."""
    if response.status_code == 201:
        response.headers["location"] = f"{API}/assessments/{stored.id}"
    return response


def list_row(row: Listing, day: str) -> dict[str, Any]:
    standing = row_of_listed(rubric_catalogue.at_hand(), row, day)
    return {
        **fields(row, "id name"),
        **fields(row.listed, "revision created_at saved_at"),
        "shelf": shelf_of(row),
        **fields(row.listed, "tags"),
        "readable": not row.unreadable,
        "standing": data(standing) if standing else None,
    }


def _shelved(assessment_id: str, caller: Caller) -> Response:
    place = caller.lists.place(assessment_id, None)
    shelf: Shelf = "bin" if place.binned else "demos" if place.sample else "archived" if place.archived else "in-hand"
    return sent({"id": assessment_id, "shelf": shelf})


# -- revisions


def _revision(if_match: str | None) -> int | None:
    """The revision that If-Match wants; None where any will do. One that is none of ours matches nothing (0)."""
    if if_match is None or if_match.strip() == "*":
        return None
    tags = re.findall(r'(W/)?"([^"]*)"', if_match)
    ours = [int(tag) for weak, tag in tags if not weak and re.fullmatch(r"[0-9]{1,9}", tag)]
    return max(ours, default=0)


def _conflict(caller: Caller, assessment_id: str, conflict: ConflictError, exact: bool) -> ProblemError:
    """The problem that others have changed it meanwhile: what they changed, and where both sides differ."""
    revision = caller.found(assessment_id).revision
    more: dict[str, Any] = {
        "revision": revision,
        "since": [fields(one, "revision at kind questions") for one in conflict.theirs],
    }
    if exact:
        return ProblemError("not-the-newest", filled(w.NOT_THE_NEWEST, revision=revision), more)
    keys = {change.key for entry in conflict.theirs for change in entry.changes}
    more["conflicts"] = [
        {
            "question": one.question,
            "part": one.part,
            "yours": None if one.after is ABSENT else one.after,
            "theirs": None if one.before is ABSENT else one.before,
        }
        for one in conflict.mine
        if one.key in keys and one.part
    ]
    return ProblemError("conflict", w.OVERWRITES, more)
