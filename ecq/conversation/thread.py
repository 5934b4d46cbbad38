"""The thread of an interview: (interview, scorecard, journal, remarks) -> exchanges in the order they were said.

A question stands where it was first spoken of, with what is answered now: changing an answer changes it in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ecq.history.journal import Entry
from ecq.history.remarks import Remark
from ecq.interview.flow import Interview
from ecq.scoring.scorecard import Scorecard

ExchangeKind = Literal["answered", "unsure", "na", "open", "skipped", "reply"]
"""open: only a note or evidence is there; skipped: left for later and not answered since; reply: words that were answered."""


@dataclass(frozen=True)
class Exchange:
    """What was said to one question. `words` are the operator's own, "" where an option was pressed."""

    key: str
    question: str
    kind: ExchangeKind
    words: str = ""
    reply: str = ""
    noted: bool = False
    evidence: int = 0
    gate_failed: bool = False
    completes: str | None = None
    """The indicator that this exchange is the last of, where nothing in it waits to be asked."""


@dataclass(frozen=True)
class Course:
    """From the journal: the revision in which each question was first spoken of, and in which its answer changed last."""

    revision: int = 0
    first: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)

    def followed(self, newest_first: Iterable[Entry]) -> Course:
        """The course with later entries; reads no further than those it does not know yet."""
        fresh = []
        for entry in newest_first:
            if entry.revision <= self.revision:
                break
            fresh.append(entry)
        if not fresh:
            return self
        first, answered = dict(self.first), dict(self.answered)
        for entry in reversed(fresh):
            for change in entry.changes:
                if change.question is not None and change.part is not None:
                    first.setdefault(change.question, entry.revision)
                    if change.part == "answer":
                        answered[change.question] = entry.revision
        return Course(fresh[0].revision, first, answered)


def thread(
    interview: Interview, card: Scorecard, course: Course, remarks: Sequence[Remark], at: str | None
) -> tuple[Exchange, ...]:
    """Every exchange, oldest first; `at` is the question that is asked now."""
    placed = [*_answers(interview, card, course, remarks), *_remarks(interview, remarks, at)]
    lines = [exchange for _, exchange in sorted(placed, key=lambda pair: pair[0])]
    return _with_milestones(interview, lines, at)


_Place = tuple[int, str, int, int]
"""When it was said: the revision, the time where the journal does not know it, answers before remarks, the order in these."""


def _answers(
    interview: Interview, card: Scorecard, course: Course, remarks: Sequence[Remark]
) -> Iterable[tuple[_Place, Exchange]]:
    typed = {remark.question: remark for remark in remarks if remark.kind == "change"}
    failed = {gate.question for gate in card.gates_in("failed")}
    for order, (question_id, state) in enumerate(interview.states.items()):
        response = interview.assessment.response(question_id)
        if state == "unanswered" and not response.note and not response.evidence:
            continue
        first = course.first.get(question_id, 0)
        said = typed.get(question_id)
        own = said.words if said and said.revision >= course.answered.get(question_id, 0) else ""
        place = (first, "" if first else response.at or "", 0, order)
        yield (
            place,
            Exchange(
                f"q-{question_id}",
                question_id,
                "open" if state == "unanswered" else state,
                own,
                noted=bool(response.note),
                evidence=len(response.evidence),
                gate_failed=question_id in failed,
            ),
        )


def _remarks(interview: Interview, remarks: Sequence[Remark], at: str | None) -> Iterable[tuple[_Place, Exchange]]:
    skips = {remark.question: number for number, remark in enumerate(remarks) if remark.kind == "skip"}
    for number, remark in enumerate(remarks):
        place = (remark.revision, "", 1, number)
        if remark.kind == "reply":
            yield place, Exchange(f"r-{number}", remark.question, "reply", remark.words, remark.reply)
        elif _is_left(interview, remark) and skips[remark.question] == number and remark.question != at:
            yield place, Exchange(f"s-{number}", remark.question, "skipped", remark.words)


def _is_left(interview: Interview, remark: Remark) -> bool:
    return remark.kind == "skip" and interview.states.get(remark.question) == "unanswered"


def _with_milestones(interview: Interview, lines: list[Exchange], at: str | None) -> tuple[Exchange, ...]:
    place = interview.rubric.place
    said = {line.question for line in lines if line.kind not in ("reply", "open")}
    waiting = {place[q][1] for q, state in interview.states.items() if state == "unanswered" and q not in said}
    if at is not None:
        waiting.add(place[at][1])
    last = {place[line.question][1]: number for number, line in enumerate(lines) if line.question in said}
    for indicator, number in last.items():
        if indicator not in waiting:
            lines[number] = replace(lines[number], completes=indicator)
    return tuple(lines)
