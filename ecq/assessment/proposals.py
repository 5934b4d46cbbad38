"""A proposal: what somebody or something from outside suggests for a self-check, with the words it rests on. Nothing of it counts before a person accepts it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from ecq.assessment.model import Assessment, Evidence, Response
from ecq.base.frozen import Frozen
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds.base import Value

QUOTE_LIMIT, NAME_LIMIT = 2_000, 500

Part = Literal["answer", "note", "evidence", "fact", "owner", "day", "done", "start"]
"""What of a self-check it is about. An answer may also set the question aside, with a reason, or mark it unsure; the last
four are of the plan: who, until when, whether it is done, and when the work begins."""

SourceKind = Literal["document", "sheet", "link", "text", "api", "assistant", "model", "earlier"]
UNASKED: frozenset[SourceKind] = frozenset({"document", "text", "assistant", "model", "earlier", "api"})
"""Sources that did not see the answer they would change: they never overwrite one together with others."""


class Source(Frozen):
    """Where a proposal comes from: the words it rests on as they stand there, the place, who filled it in and when."""

    kind: SourceKind
    name: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    """The file, the department, or what made it."""
    place: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    """Page, paragraph or cell."""
    quote: Annotated[str, StringConstraints(max_length=QUOTE_LIMIT)] = ""
    mark: tuple[int, int] | None = None
    """From where to where in the quote the words stand that decide."""
    checked: bool = True
    """Whether the quote was found word for word in its source; an assistant brings words whose source ECQ has not."""
    digest: str = ""
    """SHA-256 of the file."""
    by: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    """Who filled it in and signed, with the role."""
    day: str = ""
    """Of which day it is, where it says so."""
    request: str = ""
    """The request that it answers, by id."""


Proposed = Annotated[Response | Evidence | bool | str | tuple[str, ...], Field(union_mode="left_to_right")]
"""What may be proposed: an answer, a piece of evidence, whether a step is done, words, or values of a fact."""


class Proposal(Frozen):
    """One suggestion. `about` is the id of a question, or of a fact of the profile; "" for the plan as a whole."""

    about: str
    part: Part
    value: Proposed
    was: Evidence | str | None = None
    """The piece of evidence or the note that it would change; None where it adds to what there is."""
    source: Source
    at: str = ""
    upon: int = 0
    """The revision of the self-check on which it was made."""
    base: str = ""
    """The stamp of what then stood there: where it is another by now, somebody changed it meanwhile."""

    @property
    def spot(self) -> tuple[str, Part]:
        """What two proposals compete for. Evidence and notes only add, and compete with nothing."""
        return self.about, self.part

    @property
    def id(self) -> str:
        """The same for the same suggestion from the same source, so that a file brought twice proposes once."""
        source = self.source.model_dump(mode="json", exclude={"by", "day"} if self.source.digest else {"by"})
        told = [self.about, self.part, self.as_data["value"], source]
        return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]

    @property
    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return self.model_dump(mode="json", exclude_defaults=True)


def present(assessment: Assessment, about: str, part: Part) -> Response | ProfileValue | bool | None:
    """What stands there now; of a response the answer alone. None where nothing does."""
    terms, response = assessment.terms, assessment.response(about)
    match part:
        case "fact":
            return assessment.profile.get(about)
        case "note":
            return response.note or None
        case "owner":
            return terms.owners.get(about)
        case "day":
            return terms.due.get(about)
        case "start":
            return terms.start
        case "done":
            steps = terms.agreed.steps if terms.agreed else ()
            return next((step.done for step in steps if step.question == about), None)
        case _:
            return None if response.state == "unanswered" else answer_of(response)


def answer_of(response: Response) -> Response:
    """The answer of a response, without its note, evidence and time."""
    return Response(state=response.state, value=response.value, reason=response.reason)


def stamp_of(assessment: Assessment, about: str, part: Part) -> str:
    """A short checksum of what stands there; "" where nothing does. Evidence only adds, so it has none."""
    there = None if part == "evidence" else present(assessment, about, part)
    if there is None:
        return ""
    told = there.as_json if isinstance(there, Response) else json.dumps(there, ensure_ascii=False).encode()
    return sha256(told).hexdigest()[:12]


def proposal(
    assessment: Assessment, about: str, part: Part, value: Proposed, source: Source, *, at: str = "", upon: int = 0
) -> Proposal:
    """A proposal made upon the assessment as it is."""
    stamp = stamp_of(assessment, about, part)
    return Proposal(about=about, part=part, value=value, source=source, at=at, upon=upon, base=stamp)


# -- several


@dataclass(frozen=True)
class Kept:
    """A proposal as it is kept: what became of it, by whom and when, with which revision and why."""

    id: str
    proposal: Proposal
    state: Literal["waiting", "accepted", "returned"] = "waiting"
    decided_at: str = ""
    decided_by: str = ""
    revision: int = 0
    remark: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state == "waiting"


def changed_meanwhile(assessment: Assessment, one: Proposal) -> bool:
    """Whether somebody changed what it is about after it was made, to something else than it proposes."""
    if one.part == "evidence" or (one.part == "note" and one.was is None):
        return False
    return present(assessment, *one.spot) not in (None, one.value) and stamp_of(assessment, *one.spot) != one.base


def conflicting(assessment: Assessment, waiting: Iterable[Proposal]) -> set[str]:
    """The ids of those that only a person can decide: another proposes otherwise, or there is an answer that it did not see."""
    told: dict[tuple[str, Part], set[str]] = {}
    waiting = tuple(waiting)
    for one in waiting:
        if one.part not in ("evidence", "note"):
            told.setdefault(one.spot, set()).add(_told(one.value))
    return {
        one.id
        for one in waiting
        if len(told.get(one.spot, ())) > 1
        or changed_meanwhile(assessment, one)
        or (
            one.source.kind in UNASKED
            and one.part in ("answer", "fact")
            and present(assessment, *one.spot) not in (None, one.value)
        )
    }


def _told(value: Proposed) -> str:
    return value.model_dump_json(include={"state", "value", "reason"}) if isinstance(value, Response) else repr(value)


def with_value(one: Proposal, value: Value | str) -> Proposal:
    """The same with another value, as somebody who changes it before accepting."""
    if isinstance(one.value, Response):
        return one.model_copy(update={"value": Response(state="answered", value=value)})
    if isinstance(one.value, Evidence):
        return one.model_copy(update={"value": one.value.model_copy(update={"text": str(value)})})
    return one.model_copy(update={"value": value})
