"""What requests hold, as pydantic models: they refuse whatever they do not know."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ecq.assessment import model
from ecq.base.file_limits import BODY_VALUES_LIMIT
from ecq.base.frozen import Frozen
from ecq.store.invitations import DAYS_DEFAULT, DAYS_MOST, LABEL_LIMIT

Long = Annotated[str, Field(max_length=model.NOTE_LIMIT)]
FactValue = str | list[str]


class Piece(Frozen):
    """A piece of evidence."""

    text: Annotated[str, Field(min_length=1, max_length=model.EVIDENCE_LIMIT)]
    in_hand: bool = True
    place: Annotated[str, Field(max_length=model.PLACE_LIMIT)] = ""
    owner: Annotated[str, Field(max_length=model.OWNER_LIMIT)] = ""
    due: Annotated[str, Field(max_length=40)] = ""
    pieces: Annotated[list[str], Field(max_length=model.EVIDENCE_ITEMS)] | None = None
    dated: Annotated[str, Field(max_length=40)] = ""
    until: Annotated[str, Field(max_length=40)] = ""
    brought_by: Annotated[str, Field(max_length=model.OWNER_LIMIT)] = ""


class Body(Frozen):
    """The body of a request. One with too many values is refused before each is said to be wrong, which takes long."""

    @model_validator(mode="before")
    @classmethod
    def _not_too_many(cls, sent: Any) -> Any:
        count, left = 0, [sent]
        while left:
            one = left.pop()
            inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            count += len(inside)
            if count > BODY_VALUES_LIMIT:
                raise PydanticCustomError("too_long", "has too many values")
            left += inside
        return sent


class Answers(Body):
    """What is answered, by question. A question stands in one of answers, not_applicable, unsure and clear at the most."""

    profile: dict[str, FactValue | None] = Field(default_factory=dict)
    target: str | None = None
    answers: dict[str, str | int | list[str]] = Field(default_factory=dict)
    not_applicable: dict[str, Long] = Field(default_factory=dict)
    unsure: list[str] = Field(default_factory=list)
    clear: list[str] = Field(default_factory=list)
    notes: dict[str, Long] = Field(default_factory=dict)
    evidence: dict[str, list[Piece]] = Field(default_factory=dict)


class Beginning(Answers):
    """A new self-check."""

    rubric: str | None = None
    name: Annotated[str, Field(max_length=model.NAME_LIMIT)] = ""


class Change(Answers):
    """A change of a self-check: all of it is made, or nothing. What is not named stays."""

    seen: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None
    name: Annotated[str, Field(max_length=model.NAME_LIMIT)] | None = None


class PutTo(Body):
    """Pieces of a question that a file of evidence is put to."""

    question: Annotated[str, Field(max_length=200)]
    pieces: Annotated[list[str], Field(min_length=1, max_length=model.EVIDENCE_ITEMS)]


class PaperThing(Body):
    """What a paper of an application is; without words it is taken away."""

    text: Annotated[str, Field(max_length=model.EVIDENCE_LIMIT)] = ""
    place: Annotated[str, Field(max_length=model.PLACE_LIMIT)] = ""
    dated: Annotated[str, Field(max_length=40)] = ""
    until: Annotated[str, Field(max_length=40)] = ""
    brought_by: Annotated[str, Field(max_length=model.OWNER_LIMIT)] = ""


class Said(Body):
    """A comment, and who made it."""

    text: Long = ""
    by: Annotated[str, Field(max_length=model.OWNER_LIMIT)] = ""


class Record(Body):
    """What of a client's record is to be changed."""

    stage: model.Stage | None = None
    contacts: Annotated[list[model.Contact], Field(max_length=model.MOST)] = Field(default_factory=list)
    scope: str = ""
    contract: str = ""
    contract_until: str | None = None
    body: str = ""
    certificate: str = ""
    issued: str | None = None
    valid_until: str | None = None
    surveillance: Annotated[list[str], Field(max_length=model.MOST)] = Field(default_factory=list)


class Tagged(Body):
    """The tags of a self-check, in place of those it has."""

    tags: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=model.MOST)] = Field(
        default_factory=list
    )


class Named(Body):
    """What a state that is kept is called."""

    name: Annotated[str, Field(max_length=model.NAME_LIMIT)] = ""


class Agreement(Body):
    """As of which day the plan is that is agreed on; today where it is not said."""

    day: Annotated[str, Field(max_length=40)] = ""


class Request(Body):
    """Who is asked, for which dimensions and indicators (all, where none is named), by when, and how long the link holds."""

    name: Annotated[str, Field(min_length=1, max_length=LABEL_LIMIT)]
    parts: Annotated[list[str], Field(max_length=model.MOST)] = Field(default_factory=list)
    answered_too: bool = False
    due: Annotated[str, Field(max_length=40)] = ""
    days: Annotated[int, Field(ge=1, le=DAYS_MOST)] = DAYS_DEFAULT


class Place(Body):
    """Where a self-check is to stand."""

    shelf: Literal["in-hand", "archived", "bin"]
