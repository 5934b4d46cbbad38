"""One self-assessment: the platform's profile, its answers with notes and evidence, and the record of the client.

What a consultant keeps of a client: who, what was agreed, how far it is, and its certificate. What an operator sets for plans:
limits, own efforts, owners, due days and the agreed plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import filterfalse
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from ecq.base.day import Day
from ecq.base.errors import AssessmentError
from ecq.base.exact import parse_exact
from ecq.base.frozen import Frozen, Id
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds.base import Value, is_absent, is_nothing
from ecq.rubric.model import Rubric

PERSON_LIMIT, TERMS_MOST, AMOUNT_MOST = 200, 2_000, 100_000


def _is_amount(text: str) -> str:
    if not 0 <= parse_exact(text) <= AMOUNT_MOST:
        raise ValueError(f"not a number from 0 to {AMOUNT_MOST}")
    return text


def _is_above_zero(text: str) -> str:
    if parse_exact(text) <= 0:
        raise ValueError("not above 0")
    return text


Amount = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_is_amount)]
"""An exact number from 0, as text: person-days, or days of lead time."""

Points = Annotated[str, StringConstraints(max_length=60, pattern=r"^-?\d+(\.\d+|/0*[1-9]\d*)?$")]
"""Points as they were reckoned once, as text: exact, however many digits that takes."""

PerWeek = Annotated[Amount, AfterValidator(_is_above_zero)]
"""Person-days a week, as text."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A question's id, or `question/step` for one of its steps."""

Owner = Annotated[str, StringConstraints(max_length=PERSON_LIMIT)]
"""Whoever is named to do something; "" is whoever does what has no owner."""


class AgreedStep(Frozen):
    """Work on one question: from which answer (None: open) to which, with what was known when it was agreed.

    `proves`: evidence in hand is part of it; where the answer stays, it is all of it. `gain` is in the evidence-backed
    score then, else in the guaranteed one. Plans agreed before ECQ planned for evidence do not have it. `planned` is the day on which it was
    to be done by the schedule then; `done_on` when it was ticked off, `spent` the person-days that it really took.
    """

    question: Key
    before: str | tuple[str, ...] | None = None
    to: str | tuple[str, ...]
    effort: Amount
    lead_time: Amount
    gain: Points
    done: bool = False
    proves: bool = False
    planned: Annotated[Day | None, Field(exclude_if=is_nothing)] = None
    done_on: Annotated[Day | None, Field(exclude_if=is_nothing)] = None
    spent: Annotated[Amount | None, Field(exclude_if=is_nothing)] = None


class AgreedPlan(Frozen):
    """A plan as agreed: its target grade, when, and the scores before and after (exact, as text).

    Scores are the guaranteed ones; the evidence-backed ones are None in plans agreed before ECQ planned for evidence.
    """

    target: Key
    at: str | None = None
    score_before: Points
    score_after: Points
    evidenced_before: Points | None = None
    evidenced_after: Points | None = None
    steps: Annotated[tuple[AgreedStep, ...], Field(max_length=TERMS_MOST)] = ()


class PlanTerms(Frozen):
    """Limits set for every plan of this assessment, who does what until when, and the agreed plan.

    `locked` questions keep their answer; `excluded` holds questions or `question/step`; `efforts` are the operator's own
    person-days by the same keys; `owners` and `due` are by question. Work begins on the day `start`, with `per_week`
    person-days a week of each owner, and is to be done by `ready_by`. `goal`: what plans are made for, see
    `ecq.planning.problem.Goal`.

    `weekly` are person-days a week of all together, `weekly_by_owner` those of each owner, "" for what has none;
    `calendar` is one of `ecq.planning.calendar`, `days_off` are off for everybody, `owner_days_off` for one owner. How
    capacity is read from these and `per_week`: `ecq.planning.calendar`.
    """

    start: Day | None = None
    per_week: PerWeek | None = None
    ready_by: Day | None = None
    goal: Literal["ready", "score"] = "ready"

    weekly: Annotated[PerWeek | None, Field(exclude_if=is_nothing)] = None
    weekly_by_owner: Annotated[dict[Owner, PerWeek], Field(max_length=TERMS_MOST, exclude_if=is_nothing)] = Field(
        default_factory=dict
    )
    calendar: Annotated[Id | None, Field(exclude_if=is_nothing)] = None
    days_off: Annotated[tuple[Day, ...], Field(max_length=TERMS_MOST, exclude_if=is_nothing)] = ()
    owner_days_off: Annotated[
        dict[Owner, Annotated[tuple[Day, ...], Field(max_length=TERMS_MOST)]],
        Field(max_length=TERMS_MOST, exclude_if=is_nothing),
    ] = Field(default_factory=dict)

    locked: Annotated[tuple[Key, ...], Field(max_length=TERMS_MOST)] = ()
    excluded: Annotated[tuple[Key, ...], Field(max_length=TERMS_MOST)] = ()
    efforts: Annotated[dict[Key, Amount], Field(max_length=TERMS_MOST)] = Field(default_factory=dict)
    max_lead_time: Amount | None = None
    capacity: Amount | None = None
    owners: Annotated[dict[Key, Owner], Field(max_length=TERMS_MOST)] = Field(default_factory=dict)
    due: Annotated[dict[Key, Day], Field(max_length=TERMS_MOST)] = Field(default_factory=dict)
    agreed: AgreedPlan | None = None


NO_TERMS = PlanTerms()


SHORT, LONG, MOST = 200, 2_000, 50
Stage = Literal["contract", "self-check", "improving", "applying", "certified", "surveillance", "renewal"]
Line = Annotated[str, StringConstraints(max_length=SHORT)]


class Contact(Frozen):
    """Somebody at the client: name, what for, and how to be reached."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=SHORT)]
    role: Line = ""
    reach: Line = ""


class ClientRecord(Frozen):
    """How it stands with a client. Days are ISO 8601 text; `surveillance` are the days of surveillance audits."""

    stage: Stage | None = None
    contacts: Annotated[tuple[Contact, ...], Field(max_length=MOST)] = ()
    scope: Annotated[str, StringConstraints(max_length=LONG)] = ""
    contract: Line = ""
    contract_until: Day | None = None
    body: Line = ""
    certificate: Line = ""
    issued: Day | None = None
    valid_until: Day | None = None
    surveillance: Annotated[tuple[Day, ...], Field(max_length=MOST)] = ()


NO_RECORD = ClientRecord()


def contact_of(line: str) -> Contact:
    """A contact as it is typed in a line: name, role, how to reach."""
    name, role, reach = ([part.strip()[:SHORT] for part in line.replace("，", ",").split(",", 2)] + ["", ""])[:3]
    return Contact(name=name or "?", role=role, reach=reach)


def with_said(record: ClientRecord, said: Mapping[str, Any]) -> ClientRecord:
    """The record with fields changed, as plain data. Raises AssessmentError, which names the first that cannot be kept."""
    try:
        return ClientRecord.model_validate_json(
            json.dumps({**record.model_dump(mode="json"), **said}, ensure_ascii=False).encode("utf-8", "ignore")
        )
    except ValidationError as error:
        wrong = error.errors()[0]
        place, why = wrong["loc"][0], wrong["msg"].removeprefix("Value error, ")
        raise AssessmentError(f"{place} cannot be kept: {why}", f"{place} 记不下来：{why}") from None


NAME_LIMIT, NOTE_LIMIT, EVIDENCE_LIMIT, EVIDENCE_ITEMS = 200, 10_000, 2_000, 50
PLACE_LIMIT, OWNER_LIMIT, FILE_NAME_LIMIT, COMMENTS, PAPERS = 500, 200, 255, 50, 50

State = Literal["unanswered", "answered", "unsure", "na"]


class KeptFile(Frozen):
    """A file that was brought: its name as given, its SHA-256, how many bytes, and of what type its content is."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=FILE_NAME_LIMIT)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(gt=0)]
    type: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.+-]{1,60}/[a-zA-Z0-9.+-]{1,100}$")]


class Review(Frozen):
    """What somebody who looked at a piece of evidence said of it: who, on which day, and why where it was returned."""

    verdict: Literal["accepted", "returned"]
    by: Annotated[str, StringConstraints(min_length=1, max_length=OWNER_LIMIT)]
    on: Day
    words: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] = ""


class Evidence(Frozen):
    """A thing that proves: what it is, in hand or still to be obtained, a file or the place where it lies, by whom and until when.

    `pieces` are those of its question it is put to; None: to the one it has the words of. `thing` is the same in all questions
    it is named for, and those are changed together. Days are ISO 8601 text: `due` when it is to be obtained, `dated` its own
    date, `until` how long it holds.
    """

    text: Annotated[str, StringConstraints(min_length=1, max_length=EVIDENCE_LIMIT)]
    in_hand: bool = True
    place: Annotated[str, StringConstraints(max_length=PLACE_LIMIT)] = ""
    owner: Annotated[str, StringConstraints(max_length=OWNER_LIMIT)] = ""
    due: Day | None = None
    pieces: Annotated[tuple[str, ...] | None, Field(max_length=EVIDENCE_ITEMS, exclude_if=is_absent)] = None
    thing: Annotated[str, StringConstraints(max_length=64), Field(exclude_if=is_nothing)] = ""
    dated: Annotated[Day | None, Field(exclude_if=is_absent)] = None
    until: Annotated[Day | None, Field(exclude_if=is_absent)] = None
    brought_by: Annotated[str, StringConstraints(max_length=OWNER_LIMIT), Field(exclude_if=is_nothing)] = ""
    file: Annotated[KeptFile | None, Field(exclude_if=is_absent)] = None
    review: Annotated[Review | None, Field(exclude_if=is_absent)] = None

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
    def as_json(self) -> bytes:
        """As it is stored; written once, since an answer leaves all other responses as they were."""
        return self.model_dump_json().encode()


class Comment(Frozen):
    """A consultant's own words on a part of the report, by whom and on which day."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=NOTE_LIMIT)]
    by: Annotated[str, StringConstraints(max_length=OWNER_LIMIT)] = ""
    day: Day | None = None


class RubricRef(Frozen):
    """Which rubric, in which state of its text, an assessment was made with."""

    id: str
    version: str
    digest: str


class Assessment(Frozen):
    """One self-assessment, as stored and as saved to a file. Times are ISO 8601 text handed in from outside.

    `comments` are a consultant's, by part of the report, `client` is what they keep of the client, `papers` are those that go
    with an application, by the list of `ecq.telling.papers`; none of them moves a score.

    Where a `reviewer` is named, only evidence counts that somebody else than who brought it has accepted. Figures are those of
    the day `as_of`. One of the format before this stays marked so until somebody has seen what its evidence comes to now.
    """

    format: Literal["ecq-assessment/3", "ecq-assessment/2"] = "ecq-assessment/3"
    rubric: RubricRef
    name: Annotated[str, StringConstraints(max_length=NAME_LIMIT)] = ""
    profile: dict[str, ProfileValue] = Field(default_factory=dict)
    target: str | None = None
    responses: dict[str, Response] = Field(default_factory=dict)
    terms: PlanTerms = NO_TERMS
    reviewer: Annotated[str, StringConstraints(max_length=OWNER_LIMIT), Field(exclude_if=is_nothing)] = ""
    as_of: Annotated[Day | None, Field(exclude_if=is_absent)] = None
    comments: Annotated[dict[Id, Comment], Field(max_length=COMMENTS, exclude_if=is_nothing)] = Field(
        default_factory=dict
    )
    client: Annotated[ClientRecord, Field(exclude_if=lambda record: record == NO_RECORD)] = NO_RECORD
    papers: Annotated[dict[Id, Evidence], Field(max_length=PAPERS, exclude_if=is_nothing)] = Field(default_factory=dict)
    created_at: str | None = None
    updated_at: str | None = None

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("name", self.name), ("rubric", self.rubric.id), ("responses", len(self.responses)))

    @property
    def says_nothing(self) -> bool:
        """Whether it was begun and nothing has been said in it."""
        said = self.name, self.profile, self.target, self.responses
        return not any(said) and self.terms == NO_TERMS

    @property
    def day(self) -> str:
        """The day its figures are of: the one handed in, else that of the last change; "" where neither is known."""
        return self.as_of or (self.updated_at or "")[:10]

    def on(self, day: str) -> Self:
        """The same with its figures of that day."""
        changed = (self.updated_at or "")[:10]
        return self if self.day == day else self.model_copy(update={"as_of": None if day == changed else day})

    def changed(self, at: str | None, **fields: Any) -> Self:
        """The same with fields changed at a time; without one that of the last change stays."""
        return self.model_copy(update={**fields, "updated_at": at or self.updated_at})

    def response(self, question_id: str) -> Response:
        """The response to a question; an empty one where there is none."""
        return self.responses.get(question_id, NO_RESPONSE)


NO_RESPONSE = Response()


def unknown_questions(assessment: Assessment, rubric: Rubric) -> tuple[str, ...]:
    """Questions answered here that the rubric does not ask: they stay in the file and are not scored."""
    return tuple(filterfalse(rubric.by_id.__contains__, assessment.responses))
