"""One self-assessment: the platform's profile, and the answers with their notes and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, Protocol

from pydantic import Field, StringConstraints

from ecq.assessment.client_record import NO_RECORD, ClientRecord
from ecq.assessment.plan_terms import NO_TERMS, PlanTerms
from ecq.base.day import Day
from ecq.base.frozen import Frozen, Id
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric

NAME_LIMIT, NOTE_LIMIT, EVIDENCE_LIMIT, EVIDENCE_ITEMS = 200, 10_000, 2_000, 50
PLACE_LIMIT, OWNER_LIMIT, COMMENTS = 500, 200, 50

State = Literal["unanswered", "answered", "unsure", "na"]


class Evidence(Frozen):
    """One piece of evidence: what it is, in hand or still to be obtained, where it is, by whom and until when.

    `due` is a day as ISO 8601 text (2026-11-24). Whether it has passed depends on the day it is read, which is handed in.
    """

    text: Annotated[str, StringConstraints(min_length=1, max_length=EVIDENCE_LIMIT)]
    in_hand: bool = True
    place: Annotated[str, StringConstraints(max_length=PLACE_LIMIT)] = ""
    owner: Annotated[str, StringConstraints(max_length=OWNER_LIMIT)] = ""
    due: Day | None = None

    def overdue(self, day: str) -> bool:
        """Whether it is still to be obtained though the day it was due lies before `day` (ISO 8601 text)."""
        return not self.in_hand and self.due is not None and self.due < day


class Response(Frozen):
    """The answer to one question, with its note and evidence. Beside `unsure`, `value` is a tentative answer."""

    state: State = "unanswered"
    value: Value | None = None
    reason: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] | None = None
    note: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] = ""
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=EVIDENCE_ITEMS)] = ()
    at: str | None = None

    @cached_property
    def evidenced(self) -> bool:
        """Whether evidence in hand is named; a score asks for every question."""
        return any(item.in_hand for item in self.evidence)

    @cached_property
    def as_json(self) -> str:
        """As it is stored; written once, since an answer leaves all other responses as they were."""
        return self.model_dump_json()


class Comment(Frozen):
    """A consultant's own words on a part of the report, by whom and on which day."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=NOTE_LIMIT)]
    by: Annotated[str, StringConstraints(max_length=OWNER_LIMIT)] = ""
    day: Day | None = None


def _is_empty(value: object) -> bool:
    """What came after 1.0.0 is left out of files where nobody set it."""
    return not value


def _is_no_record(value: object) -> bool:
    return value == NO_RECORD


class RubricRef(Frozen):
    """Which rubric, in which state of its text, an assessment was made with."""

    id: str
    version: str
    digest: str


class Assessment(Frozen):
    """One self-assessment, as stored and as saved to a file. Times are ISO 8601 text handed in from outside.

    `comments` are a consultant's, by part of the report, `client` is what they keep of the client; neither moves a score.
    """

    format: Literal["ecq-assessment/2"] = "ecq-assessment/2"
    rubric: RubricRef
    name: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    profile: dict[str, ProfileValue] = Field(default_factory=dict)
    target: str | None = None
    responses: dict[str, Response] = Field(default_factory=dict)
    terms: PlanTerms = NO_TERMS
    comments: Annotated[dict[Id, Comment], Field(max_length=COMMENTS, exclude_if=_is_empty)] = Field(
        default_factory=dict
    )
    client: Annotated[ClientRecord, Field(exclude_if=_is_no_record)] = NO_RECORD
    created_at: str | None = None
    updated_at: str | None = None

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("name", self.name), ("rubric", self.rubric.id), ("responses", len(self.responses)))

    @property
    def says_nothing(self) -> bool:
        """Whether it was begun and nothing has been said in it."""
        said = self.name, self.profile, self.target, self.responses
        return not any(said) and self.terms == NO_TERMS

    def response(self, question_id: str) -> Response:
        """The response to a question; an empty one where there is none."""
        return self.responses.get(question_id, NO_RESPONSE)


NO_RESPONSE = Response()


class ScoredResponse(Protocol):
    """What of a response a score depends on."""

    @property
    def state(self) -> State:
        """What was said of the question."""

    @property
    def value(self) -> Value | None:
        """The answer."""

    @property
    def evidenced(self) -> bool:
        """Whether evidence in hand is named."""


class Scored(Protocol):
    """What of an assessment a score, and readiness for the target, depend on."""

    @property
    def profile(self) -> Mapping[str, ProfileValue]:
        """Facts of the platform."""

    @property
    def target(self) -> str | None:
        """The grade aimed at."""

    @property
    def responses(self) -> Mapping[str, ScoredResponse]:
        """Responses by question."""


def unknown_questions(assessment: Assessment, rubric: Rubric) -> tuple[str, ...]:
    """Questions answered here that the rubric does not ask: they stay in the file and are not scored."""
    return tuple(question_id for question_id in assessment.responses if question_id not in rubric.by_id)
