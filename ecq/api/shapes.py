"""What responses hold, as pydantic models: OpenAPI's schemas are made of these. Numbers of the score are text."""

from __future__ import annotations

from dataclasses import fields
from types import GenericAlias
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from ecq.assessment.model import Assessment
from ecq.scoring.readiness import ReasonCode, Verdict
from ecq.store.invitations import Ended, State
from ecq.telling.due import Kind
from ecq.telling.evidence.binder import PieceState
from ecq.telling.plan import agreed, work_plan
from ecq.telling.portfolio.shelves import Shelf


class OfOne(BaseModel):
    """What is told of one self-check, with the revision it is of."""

    id: str
    revision: int


class Ends(BaseModel):
    """The two ends of an interval."""

    low: str
    high: str


class RubricRow(BaseModel):
    """A rubric in short."""

    id: str
    version: str
    digest: str
    state: Literal["current", "superseded"]
    points: Literal["working", "body", "official"]
    questions: int
    title: dict[str, str]


class Rubrics(BaseModel):
    """The rubrics there are, the default first."""

    rubrics: list[RubricRow]


class Band(BaseModel):
    """A grade and the score from which it holds."""

    id: str
    begins_at: str
    stars: int
    title: dict[str, str]


class FactRow(BaseModel):
    """A fact of the profile with its values."""

    id: str
    kind: Literal["one", "many"]
    text: dict[str, str]
    values: list[dict[str, Any]]


class RubricWhole(RubricRow):
    """A rubric with all that can be answered. `asked` are the questions as `ecq questions --json` has them."""

    grades: list[Band]
    profile: list[FactRow]
    asked: list[dict[str, Any]]


class Questions(OfOne):
    """The questions of a self-check, as `ecq questions FILE --json` has them."""

    questions: list[dict[str, Any]]


class GradeFalls(BaseModel):
    """From which day evidence that expires lowers the grade with evidence, to which, and the (question, piece) that expire then."""

    day: str
    grade: str
    pieces: list[tuple[str, str]]


class Standing(BaseModel):
    """How a self-check stands, as a row of the portfolio."""

    id: str
    name: str
    demo: bool
    changed_at: str
    tags: list[str]
    rubric: dict[str, str]
    begun: bool
    score: Ends
    exact: Ends
    evidenced: str
    evidenced_exact: Ends
    grade: Ends
    target: str
    verdict: Verdict
    gates: dict[str, int]
    falls: GradeFalls | None
    settled: int
    applicable: int
    ready_by: str | None
    days_left: int | None


class Row(BaseModel):
    """A self-check of the list. `standing` is null where its rubric is not at hand, its score is not worked out yet, or it
    is not `readable`: damaged, or written by a later version."""

    id: str
    name: str
    revision: int
    created_at: str
    saved_at: str
    shelf: Shelf
    tags: list[str]
    readable: bool
    standing: Standing | None


class Page(BaseModel):
    """A part of the list; `next` is the offset of the following part, null at the end."""

    total: int
    offset: int
    next: int | None
    assessments: list[Row]


class Stored(OfOne):
    """A self-check with its revision. `assessment` is what a saved file holds."""

    saved_at: str
    assessment: Assessment


class NotCounted(BaseModel):
    """A question whose answer was taken and counts for nothing: the facts of the profile that decide it, and why in words."""

    question: str
    facts: list[str]
    message: str


class Taken(Stored):
    """A self-check after what was sent was taken over, with what of it does not count."""

    not_counted: list[NotCounted]


class NodeScore(BaseModel):
    """A dimension or indicator."""

    id: str
    points: str
    low: str
    high: str
    share: Ends | None
    open: int


class QuestionScore(BaseModel):
    """A question."""

    id: str
    state: str
    credit: str | None
    points: str
    contribution: str
    evidenced: bool


class GateState(BaseModel):
    """A gate."""

    question: str
    state: str
    needed: str


class Reason(BaseModel):
    """Why the verdict is what it is."""

    code: ReasonCode
    question: str | None = None
    amount: str | None = None


class Readiness(BaseModel):
    """The verdict for the target grade."""

    verdict: Verdict
    target: str
    reasons: list[Reason]


class Score(OfOne):
    """The scorecard, as `ecq score --json` prints it."""

    rubric: dict[str, str]
    made_with: dict[str, str]
    name: str
    score: Ends
    exact: Ends
    grade: Ends
    settled: bool
    evidenced: Ends
    evidenced_exact: Ends
    pieces: dict[str, int]
    so_far: str | None
    dimensions: list[NodeScore]
    indicators: list[NodeScore]
    questions: list[QuestionScore]
    gates: list[GateState]
    readiness: Readiness
    counts: dict[str, int]


def _told(name: str, thing: type, without: str = "", **otherwise: Any) -> Any:
    """The shape of a thing as it is told in words: its fields in their order, without some, some `otherwise`."""
    types = {**get_type_hints(thing), **otherwise}
    named: dict[str, Any] = {one.name: types[one.name] for one in fields(thing) if one.name not in without.split()}
    return create_model(name, __config__=ConfigDict(from_attributes=True), **named)


def _several(shape: Any) -> Any:
    return GenericAlias(list, shape)


_LINE = _told("WorkLine", work_plan.WorkLine, "runs step")
_WAVE = _told("WorkWave", work_plan.WaveLines, lines=_several(_LINE))
_SHARE = _told("WorkShare", work_plan.Share, "days", kind=str)
WORK_PLAN = _told("WorkPlan", work_plan.WorkPlan, "periods", shares=_several(_SHARE), waves=_several(_WAVE))
"""The plan as the page shows it, in the reader's language: waves with their lines, each thing to do in words."""

_AgreedState = Literal["waiting", "overdue", "to-confirm", "reached"]
_AGREED_LINE = _told("AgreedLine", agreed.AgreedLine, "stands due standing", state=_AgreedState)
_AGREED = _told("AgreedWork", agreed.AgreedWork, "reached", lines=_several(_AGREED_LINE))
"""The agreed plan as it stands: of each step the estimate and the day planned beside what it took and when it was done."""


class Plan(OfOne):
    """The way to the target: `work_plan` as the page shows it; `agreed`, the agreed plan against what came of it, null without one; `limits` and `exact` as `ecq plan --json` prints them."""

    rubric: dict[str, str]
    work_plan: WORK_PLAN  # type: ignore[valid-type]  # made above
    agreed: _AGREED | None  # type: ignore[valid-type]
    limits: dict[str, Any]
    exact: dict[str, Any]


class Portfolio(BaseModel):
    """The portfolio, as `ecq portfolio --json` prints it."""

    day: str
    clients: list[Standing]
    comparison: dict[str, Any] | None
    benchmarks: list[dict[str, Any]]
    left_out: int


class DueThing(BaseModel):
    """Something with a day: of which self-check, what kind of thing, and what it is about."""

    id: str
    name: str
    kind: Kind
    day: str
    days_left: int
    what: str
    question: str
    piece: str


class DueThings(BaseModel):
    """What is due within 90 days, what has passed first."""

    day: str
    due: list[DueThing]


class Kept(OfOne):
    """What a consultant keeps beside the answers: comments by part of the report, and the client's record."""

    comments: dict[str, Any]
    client: dict[str, Any]


class Tags(BaseModel):
    """The tags a self-check has now."""

    id: str
    tags: list[str]


class SnapshotKept(BaseModel):
    """A state that was kept: of which self-check, and after which revision."""

    id: str
    assessment: str
    name: str
    at: str
    revision: int


class AgreedNow(OfOne):
    """The plan that was agreed on: as of which day, with how many steps, and what it says in one sentence."""

    day: str
    steps: int
    headline: str


class OneRequest(BaseModel):
    """What was asked of somebody, by link or answer sheet, and how far it is answered."""

    id: str
    name: str
    kind: Literal["link", "sheet"]
    state: State
    ended: Ended
    due: str
    created_at: str
    expires_at: str
    questions: list[str]
    answered: int


class Asked(OneRequest):
    """A request that was made, with its link, which is told once."""

    link: str


class RequestList(BaseModel):
    """What was asked of others about a self-check, oldest first."""

    id: str
    requests: list[OneRequest]


class PaperRow(BaseModel):
    """A paper of an application: its state, the pages that name it, and what is kept of it."""

    id: str
    title: str
    state: PieceState
    status: Literal["secondary"]
    sources: list[str]
    thing: dict[str, Any] | None


class PaperList(OfOne):
    """The papers of an application; `note` says what the list is worth."""

    note: str
    papers: list[PaperRow]


class EvidenceFile(OfOne):
    """A file of evidence, and the pieces it is put to by question; the self-check it is of, with its revision."""

    sha256: str
    name: str
    size: int
    type: str
    pieces: dict[str, list[str]]


class Shelved(BaseModel):
    """Where a self-check stands now."""

    id: str
    shelf: Shelf


class Receipt(BaseModel):
    """What was deleted for good: the SHA-256 of its last state, and how many files of evidence. `wiped`: the file was written anew as well."""

    id: str
    deleted_at: str
    revision: int
    digest: str
    files: int
    wiped: bool


class Problem(BaseModel):
    """Problem details (RFC 9457). `type` ends in a code that stays; `detail` is in the language of Accept-Language."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


class Proposed(OfOne):
    """What became of each proposal that was sent."""

    new_in_inbox: int
    proposals: list[dict[str, Any]]


class Waiting(OfOne):
    """What is in an inbox, and what became of it."""

    proposals: list[dict[str, Any]]
