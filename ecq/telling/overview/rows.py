"""The rows of the overview: one for each question, filters over them, and how many there are of each.

Must not compute a score: a row holds what the scorecard says. Must not know words or screens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ecq.assessment.model import Assessment, Response
from ecq.base.errors import AssessmentError
from ecq.rubric.conditions import deciding
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateState, QuestionState
from ecq.scoring.scorecard import QuestionScore, Scorecard
from ecq.scoring.unknown_facts import scorecard

RowState = Literal["open", "unsure", "answered", "na", "waiting", "hidden"]
Show = Literal["open", "unsure", "answered", "na", "waiting", "gate", "gate-failed", "unevidenced", "noted", "recent"]

_ROW_STATES: Mapping[QuestionState, RowState] = {
    "unanswered": "open",
    "unsure": "unsure",
    "answered": "answered",
    "na": "na",
    "hidden": "hidden",
}


@dataclass(frozen=True)
class Row:
    """One question: its response, its score, and the state of its gate.

    `recent` says that it was among the last that were changed: on the day of the newest change.
    """

    question: Question
    response: Response
    score: QuestionScore
    gate: GateState | None
    recent: bool

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def state(self) -> RowState:
        """Each row is in exactly one state; what is answered and only the profile can let count is waiting."""
        if not self.undecided:
            return _ROW_STATES[self.score.state]
        question, said = self.question, self.response
        if said.state == "unsure":
            return "unsure"
        answered = said.state == "answered" and question.credit_of(said.value) is not None
        return "waiting" if answered or (said.state == "na" and question.not_applicable) else "open"

    @property
    def undecided(self) -> bool:
        """Whether the profile does not say yet if it applies."""
        return self.score.state == "undecided"


SHOWS: Mapping[Show, Callable[[Row], bool]] = {
    "open": lambda row: row.state == "open",
    "unsure": lambda row: row.state == "unsure",
    "answered": lambda row: row.state == "answered",
    "na": lambda row: row.state == "na",
    "waiting": lambda row: row.state == "waiting",
    "gate": lambda row: row.gate is not None,
    "gate-failed": lambda row: row.gate == "failed",
    "unevidenced": lambda row: row.score.unproved,
    "noted": lambda row: bool(row.response.note),
    "recent": lambda row: row.recent,
}
"""What can be picked out. The first five part the rows among them: each row that applies is in one of these."""


@dataclass(frozen=True)
class Tally:
    """How many rows are in each state, and in each state of a gate."""

    states: Mapping[RowState, int]
    gates: Mapping[GateState, int]

    @property
    def asked(self) -> int:
        """All that apply or may apply."""
        return sum(count for state, count in self.states.items() if state != "hidden")

    @property
    def settled(self) -> int:
        """Answered or set aside."""
        return self.states["answered"] + self.states["na"]


@dataclass(frozen=True)
class Excluded:
    """Questions the profile rules out for one reason: the facts that decide it, in the profile's order."""

    facts: tuple[str, ...]
    rows: tuple[Row, ...]


def overview_rows(rubric: Rubric, assessment: Assessment, card: Scorecard) -> tuple[Row, ...]:
    """Every question of the rubric as a row, in the order they are asked, hidden ones too."""
    gates = {gate.question: gate.state for gate in card.gates}
    # The day of the newest change to an answer, as it is written; empty where no change says when it was.
    last_day = max((r.at[:10] for q, r in assessment.responses.items() if r.at and q in rubric.by_id), default="")
    rows = []
    for question_id in rubric.order:
        response = assessment.response(question_id)
        recent = bool(last_day) and (response.at or "").startswith(last_day)
        scored = card.questions[question_id]
        rows.append(Row(rubric.by_id[question_id], response, scored, gates.get(question_id), recent))
    return tuple(rows)


def picked(rows: Iterable[Row], show: Show | None = None) -> tuple[Row, ...]:
    """The rows of one kind; all where none is named. Rows the profile rules out are of no kind."""
    wanted = SHOWS[show] if show else lambda _row: True
    return tuple(row for row in rows if row.state != "hidden" and wanted(row))


def within(rubric: Rubric, rows: Iterable[Row], node_id: str | None) -> tuple[Row, ...]:
    """The rows of a dimension or indicator; all where none is named."""
    return tuple(row for row in rows if node_id is None or node_id in rubric.place[row.id])


def owners_of(assessment: Assessment, row: Row) -> set[str]:
    """Who is named as responsible for a question: in its evidence, or in the plan."""
    return {*(thing.owner for thing in row.response.evidence), assessment.terms.owners.get(row.id, "")} - {""}


def asked_of(
    rubric: Rubric,
    assessment: Assessment,
    rows: Iterable[Row],
    parts: Collection[str],
    owners: Collection[str] = (),
    only_open: bool = True,
) -> list[str]:
    """The questions to ask somebody: those of dimensions, indicators or owners, in the order they are asked in."""
    return [
        row.id
        for row in rows
        if ({*parts} & {*rubric.place[row.id]} or {*owners} & owners_of(assessment, row))
        and (not only_open or row.state in ("open", "unsure"))
    ]


def asked_in(rubric: Rubric, assessment: Assessment, parts: Collection[str], only_open: bool = True) -> list[str]:
    """The questions to ask somebody of these dimensions and indicators, or of all of them where none is named. Raises AssessmentError."""
    if unknown := [one for one in parts if one not in rubric.nodes]:
        known = ", ".join(rubric.nodes)
        raise AssessmentError(
            f"there is no part {unknown[0]!r}; there are: {known}", f"没有 {unknown[0]!r}，有：{known}"
        )
    rows = picked(overview_rows(rubric, assessment, scorecard(rubric, assessment)))
    return asked_of(rubric, assessment, rows, parts or [*rubric.nodes], only_open=only_open)


def tally(rows: Collection[Row]) -> Tally:
    """How many rows there are of each kind."""
    return Tally(Counter(row.state for row in rows), Counter(row.gate for row in rows if row.gate))


def excluded(rubric: Rubric, assessment: Assessment, rows: Iterable[Row]) -> tuple[Excluded, ...]:
    """The rows the profile rules out, together where the same facts decide it."""
    order = list(rubric.facts)
    by_facts: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row.state != "hidden" or row.question.applies is None:
            continue
        facts = deciding(row.question.applies, assessment.profile, rubric.facts)
        by_facts.setdefault(tuple(sorted(facts, key=order.index)), []).append(row)
    ordered = sorted(by_facts, key=lambda facts: [order.index(fact) for fact in facts])
    return tuple(Excluded(facts, tuple(by_facts[facts])) for facts in ordered)
