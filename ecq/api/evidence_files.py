"""Files of evidence over the API: brought as a stream, put to pieces, read back, taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Annotated

from anyio import from_thread
from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from ecq.api import words as w
from ecq.api.bodies import PaperThing, PutTo
from ecq.api.caller import Caller, acting
from ecq.api.responses import ProblemError, as_file, language_of, missing, sent
from ecq.api.shapes import EvidenceFile, PaperList
from ecq.assessment.changes import rebind, valid
from ecq.assessment.evidence import Details, drop_evidence, keep_paper, put_evidence
from ecq.assessment.model import EVIDENCE_ITEMS, OWNER_LIMIT, PLACE_LIMIT, Assessment, KeptFile
from ecq.exchange import evidence_files, rubric_catalogue
from ecq.rubric.model import Rubric
from ecq.store.files import files_in
from ecq.store.stored import StoredAssessment
from ecq.telling.papers import paper_data, paper_lines, paper_of, second_hand

router = APIRouter()

ANY = {"requestBody": {"required": True, "content": {"application/octet-stream": {}}}}
_Day = Annotated[str, Query(max_length=40)]
_Name = Annotated[str, Query(min_length=1, max_length=1000)]


def _details(
    place: Annotated[str, Query(max_length=PLACE_LIMIT)] = "",
    dated: _Day = "",
    until: _Day = "",
    brought_by: Annotated[str, Query(max_length=OWNER_LIMIT)] = "",
) -> Details:
    return {"place": place, "dated": dated, "until": until, "brought_by": brought_by}


_Said = Annotated[Details, Depends(_details)]


@router.post("/assessments/{assessment_id}/files", response_model=EvidenceFile, status_code=201, openapi_extra=ANY)
async def bring_evidence(
    assessment_id: str,
    request: Request,
    caller: Annotated[Caller, acting("edit")],
    question: Annotated[str, Query(max_length=200)],
    piece: Annotated[list[str], Query(min_length=1, max_length=EVIDENCE_ITEMS)],
    name: _Name,
    said: _Said,
) -> Response:
    def bring(chunks: Iterator[bytes]) -> Response:
        stored, rubric = _to_change(caller, assessment_id)
        asked = evidence_files.question_with(rubric, question, piece)
        details: Details = {**said, "pieces": piece}
        add = evidence_files.as_evidence(asked, rubric, caller.now, **details)
        kept, changed = evidence_files.bring(caller.store, caller.files, stored, chunks, name, add)
        return _told(kept, changed, 201)

    return await _streamed(request, bring)


@router.get("/assessments/{assessment_id}/papers", response_model=PaperList)
def read_papers(assessment_id: str, request: Request, caller: Annotated[Caller, acting("see")]) -> Response:
    return _papers(caller.found(assessment_id), request, caller)


@router.put("/assessments/{assessment_id}/papers/{paper}", response_model=PaperList)
def put_paper(
    assessment_id: str, paper: str, told: PaperThing, request: Request, caller: Annotated[Caller, acting("edit")]
) -> Response:
    named, said = paper_of(paper), told.model_dump(exclude={"text"})

    def how(made: Assessment) -> Assessment:
        return valid(keep_paper(made, named.id, told.text, caller.now, **said))

    return _papers(caller.changed(assessment_id, how), request, caller)


@router.post("/assessments/{assessment_id}/papers/{paper}", response_model=PaperList, openapi_extra=ANY)
async def bring_paper(
    assessment_id: str,
    paper: str,
    request: Request,
    caller: Annotated[Caller, acting("edit")],
    name: _Name,
    said: _Said,
) -> Response:
    def bring(chunks: Iterator[bytes]) -> Response:
        stored, _ = _to_change(caller, assessment_id)
        add = evidence_files.as_paper(paper_of(paper), caller.now, **said)
        _, changed = evidence_files.bring(caller.store, caller.files, stored, chunks, name, add)
        return _papers(changed, request, caller)

    return await _streamed(request, bring)


def _papers(stored: StoredAssessment, request: Request, caller: Caller) -> Response:
    lang = language_of(request)
    rows = [paper_data(one, lang) for one in paper_lines(stored.assessment.on(caller.today))]
    data = {"id": stored.id, "revision": stored.revision, "note": second_hand(lang), "papers": rows}
    return sent(data, revision=stored.revision, lang=lang)


async def _streamed(request: Request, bring: Callable[[Iterator[bytes]], Response]) -> Response:
    """Hand the body on in pieces as it comes."""
    stream = aiter(request.stream())

    def chunks() -> Iterator[bytes]:
        while chunk := from_thread.run(partial(anext, stream, b"")):
            yield chunk

    try:
        return await run_in_threadpool(lambda: bring(chunks()))
    except ClientDisconnect:  # what came so far is given up; nobody hears the answer
        return Response(status_code=400)


@router.get("/assessments/{assessment_id}/files/{digest}", response_class=Response)
def read_evidence(assessment_id: str, digest: str, caller: Annotated[Caller, acting("see")]) -> Response:
    stored = caller.found(assessment_id)
    kept = _named(stored, digest)
    content = caller.files.read(digest)
    first = next(content)  # whether it is there is known before the answer begins
    caller.enter("download", stored.id, "file")
    headers = {**as_file(kept.name), "content-length": str(kept.size), "x-content-type-options": "nosniff"}
    return StreamingResponse(chain((first,), content), media_type="application/octet-stream", headers=headers)


@router.put("/assessments/{assessment_id}/files/{digest}", response_model=EvidenceFile)
def put_to_pieces(assessment_id: str, digest: str, to: PutTo, caller: Annotated[Caller, acting("edit")]) -> Response:
    stored, rubric = _to_change(caller, assessment_id)
    kept = _named(stored, digest)
    question = evidence_files.question_with(rubric, to.question, to.pieces)

    def how(assessment: Assessment) -> Assessment:
        of, index = _things(assessment, digest)[0]
        made = put_evidence(rebind(assessment, rubric), rubric.by_id[of], index, question, to.pieces, caller.now)
        return valid(made)

    return _told(kept, caller.changed(stored.id, how))


@router.delete("/assessments/{assessment_id}/files/{digest}", response_model=EvidenceFile)
def drop_file(assessment_id: str, digest: str, caller: Annotated[Caller, acting("edit")]) -> Response:
    stored, rubric = _to_change(caller, assessment_id)
    kept = _named(stored, digest)

    def how(assessment: Assessment) -> Assessment:
        for of, index in reversed(_things(assessment, digest)):
            assessment = drop_evidence(assessment, rubric.by_id[of], index, caller.now)
        return assessment

    return _told(kept, caller.changed(stored.id, how))


def _things(assessment: Assessment, digest: str) -> list[tuple[str, int]]:
    """Where things with that file stand: question, and place among its evidence."""
    return [
        (question, index)
        for question, response in assessment.responses.items()
        for index, thing in enumerate(response.evidence)
        if thing.file and thing.file.sha256 == digest
    ]


def _to_change(caller: Caller, assessment_id: str) -> tuple[StoredAssessment, Rubric]:
    """A self-check that may be changed, known before a file is taken, and its rubric."""
    stored = caller.found(assessment_id)
    if caller.permissions and not caller.permissions.must("edit", stored.id):
        raise missing()
    return stored, rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)


def _named(stored: StoredAssessment, digest: str) -> KeptFile:
    kept = files_in(stored.assessment).get(digest)
    if kept is None:
        raise ProblemError("not-found", w.NO_SUCH_FILE)
    return kept


def _told(kept: KeptFile, stored: StoredAssessment, status: int = 200) -> Response:
    pieces = {
        question: list(stored.assessment.response(question).evidence[index].pieces or ())
        for question, index in _things(stored.assessment, kept.sha256)
    }
    data = {"id": stored.id, "revision": stored.revision, **kept.model_dump(), "pieces": pieces}
    return sent(data, status=status, revision=stored.revision)
