"""Proposals over the API: what is sent waits in the inbox of a self-check until a person accepts it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response as Answered

from ecq.api.bodies import Body
from ecq.api.caller import Caller, acting
from ecq.api.responses import sent
from ecq.api.shapes import Proposed as Told
from ecq.api.shapes import Waiting
from ecq.assessment.model import EVIDENCE_LIMIT, NOTE_LIMIT, Evidence, Response
from ecq.assessment.proposals import Kept, Part, Proposal, Proposed, Source, SourceKind, conflicting, proposal
from ecq.base.frozen import Frozen
from ecq.base.language import words
from ecq.exchange.accepting import data, refused
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields
from ecq.store.stored import StoredAssessment
from ecq.telling.text.reactions import not_counted

router = APIRouter()

MOST = 200
"""Proposals of one request, and those shown."""


class Given(Frozen):
    """One proposal. Exactly one of answer, not_applicable, note, evidence and profile is given."""

    question: Annotated[str, Field(description="The id of the question, or of the profile fact.", max_length=60)]
    answer: Annotated[
        str | list[str] | None,
        Field(
            description="An option's id; for a checklist the ids of the items that hold; for a measure the number in its unit."
        ),
    ] = None
    not_applicable: Annotated[
        str | None, Field(description="The id of a permitted reason, or the reason in words.")
    ] = None
    note: Annotated[str | None, Field(max_length=NOTE_LIMIT)] = None
    evidence: Annotated[
        str | None, Field(description="What the piece of evidence is called.", max_length=EVIDENCE_LIMIT)
    ] = None
    profile: Annotated[str | list[str] | None, Field(description="The value of the profile fact.")] = None
    quote: Annotated[str, Field(description="The exact words it rests on.", min_length=2, max_length=2_000)]
    source: Annotated[str, Field(description="The file or text they stand in.", min_length=1, max_length=300)]
    place: Annotated[str, Field(description="Page, paragraph, cell or address.", max_length=300)] = ""

    def told(self) -> tuple[Part, Proposed] | None:
        """Which part it is about, and the value; None where not exactly one is given."""
        parts: list[tuple[Part, Proposed]] = []
        if self.answer is not None:
            value = tuple(self.answer) if isinstance(self.answer, list) else self.answer
            parts.append(("answer", Response(state="answered", value=value)))
        if self.not_applicable is not None:
            parts.append(("answer", Response(state="na", reason=self.not_applicable)))
        if self.note is not None:
            parts.append(("note", self.note))
        if self.evidence is not None:
            parts.append(("evidence", Evidence(text=self.evidence, place=f"{self.source} {self.place}".strip()[:500])))
        if self.profile is not None:
            parts.append(("fact", tuple(self.profile) if isinstance(self.profile, list) else self.profile))
        return parts[0] if len(parts) == 1 else None


def proposed(
    stored: StoredAssessment, rubric: Rubric, given: list[Given], kind: SourceKind, by: str, at: str
) -> tuple[list[Proposal], list[dict[str, Any]]]:
    """What can be put into the inbox, and of each thing given what became of it."""
    made: list[Proposal] = []
    told: list[dict[str, Any]] = []
    for one in given:
        part = one.told()
        if part is None:
            why_not = "give exactly one of answer, not_applicable, note, evidence, profile"
            told.append({"question": one.question, "kept": False, "why": why_not})
            continue
        source = Source(kind=kind, name=one.source, place=one.place, quote=one.quote, by=by, checked=False)
        new = proposal(stored.assessment, one.question, *part, source, at=at, upon=stored.revision)
        question = rubric.by_id.get(one.question)
        if question is not None and isinstance(new.value, Response) and new.value.value is not None:
            read = question.read(new.value.value, True)
            if not isinstance(read, Invalid):
                new = new.model_copy(update={"value": new.value.model_copy(update={"value": read})})
        why = refused(stored.assessment, rubric, new)
        if why is not None:
            told.append({"question": one.question, "kept": False, "why": words(why.sentence, "en")})
            continue
        made.append(new)
        in_vain = not_counted(rubric, stored.assessment, [one.question] if question else [])
        notes = [words(found.why, "en") for found in in_vain]
        told.append({"question": one.question, "kept": True, "id": new.id, "notes": notes})
    clashes = conflicting(stored.assessment, made)
    return made, [{**row, "conflicts": row.get("id") in clashes} for row in told]


class Proposing(Body):
    """What is proposed."""

    proposals: Annotated[list[Given], Field(min_length=1, max_length=MOST)]


@router.post("/assessments/{assessment_id}/proposals", response_model=Told, status_code=201)
def propose(assessment_id: str, sent_in: Proposing, caller: Annotated[Caller, acting("edit")]) -> Answered:
    stored, rubric = caller.with_rubric(assessment_id)
    made, told = proposed(stored, rubric, sent_in.proposals, "api", caller.token.name, caller.now)
    added = caller.proposals.add(stored.id, made)
    return sent({"id": stored.id, "revision": stored.revision, "new_in_inbox": added, "proposals": told}, status=201)


@router.get("/assessments/{assessment_id}/proposals", response_model=Waiting)
def read_proposals(assessment_id: str, caller: Annotated[Caller, acting("see")]) -> Answered:
    stored = caller.found(assessment_id)
    kept = caller.proposals.of(stored.id)[-MOST:]
    return sent({"id": stored.id, "revision": stored.revision, "proposals": [kept_data(one) for one in kept]})


def kept_data(one: Kept) -> dict[str, Any]:
    """A proposal and what became of it, as plain data."""
    made = one.proposal
    return {
        "id": one.id,
        "question": made.about,
        "part": made.part,
        "value": data(made, made.value),
        **fields(one, "state remark"),
        "quote": made.source.quote,
        "source": made.source.name,
        **fields(made.source, "place kind"),
    }
