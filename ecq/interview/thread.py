"""The thread of an interview: (interview, scorecard, journal, remarks) -> exchanges in the order they were said.

A question stands where it was first spoken of, with what is answered now: changing an answer changes it in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ecq.assessment.history.journal import Entry, Remark
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
    """From the journal: the revision in which each question was first spoken of, and in which its answer changed last; by
    which person and window."""

    revision: int = 0
    first: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)
    by: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)
    times: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By question, by which window it was first answered, and when: what a press on one question changes alone."""

    def followed(self, newest_first: Iterable[Entry]) -> Course:
        """The course with later entries; reads no further than those it does not know yet."""
        fresh = []
        for entry in newest_first:
            if entry.revision <= self.revision:
                break
            fresh.append(entry)
        if not fresh:
            return self
        first, answered, by, times = dict(self.first), dict(self.answered), dict(self.by), dict(self.times)
        for entry in reversed(fresh):
            if entry.kind == "answer":
                times.setdefault(entry.questions[0], (entry.by, entry.at))
            for change in entry.changes:
                if change.question is not None and change.part is not None:
                    first.setdefault(change.question, entry.revision)
                    if change.part == "answer":
                        answered[change.question] = entry.revision
                        by[change.question] = (entry.person, entry.by, entry.revision)
        return Course(fresh[0].revision, first, answered, by, times)


_Said = tuple[int, str, int, int, str, Remark | None]
"""What was said, as it sorts: its revision, the time where the journal does not know that, answers before remarks, the place
among these; then the question, and the remark or None for an answer.
"""


def thread(
    interview: Interview,
    card: Scorecard,
    course: Course,
    remarks: Sequence[Remark],
    at: str | None,
    most: int | None = None,
) -> tuple[tuple[Exchange, ...], int]:
    """The exchanges, oldest first, of a long thread the last ones alone, and how many there are before them; `at` is the
    question that is asked now.
    """
    said = sorted([*_answers(interview, course), *_remarks(interview, remarks, at)])
    begin = max(0, len(said) - most) if most else 0
    completed = _completed(interview, said, begin, at)
    typed = {remark.question: remark for remark in remarks if remark.kind == "change"}
    failed = {gate.question for gate in card.gates_in("failed")}
    shown = tuple(
        _exchange(interview, course, one, typed.get(one[4]), one[4] in failed, completed.get(number))
        for number, one in enumerate(said[begin:], begin)
    )
    return shown, begin


def _answers(interview: Interview, course: Course) -> list[_Said]:
    responses, states, first = interview.assessment.responses, interview.states, course.first.get
    return [
        (revision := first(q, 0), "" if revision else responses[q].at or "", 0, place, q, None)
        for place, q in enumerate(interview.asked)
        if q in responses and (states[q] != "unanswered" or responses[q].note or responses[q].evidence)
    ]


def _remarks(interview: Interview, remarks: Sequence[Remark], at: str | None) -> Iterator[_Said]:
    skips = {remark.question: number for number, remark in enumerate(remarks) if remark.kind == "skip"}
    for number, remark in enumerate(remarks):
        left = remark.kind == "skip" and interview.states.get(remark.question) == "unanswered"
        if remark.kind == "reply" or (left and skips[remark.question] == number and remark.question != at):
            yield remark.revision, "", 1, number, remark.question, remark


def _completed(interview: Interview, said: Sequence[_Said], begin: int, at: str | None) -> dict[int, str]:
    """By number, from `begin` on, what was said last of each indicator of which nothing waits to be asked."""
    place, states = interview.rubric.place, interview.states
    skipped = {one[4] for one in said if one[5] is not None and one[5].kind == "skip"}
    last: dict[str, int] = {}
    for number, (_, _, _, _, question, remark) in enumerate(said[begin:], begin):
        if states[question] != "unanswered" if remark is None else remark.kind == "skip":
            last[place[question][1]] = number
    waiting = {place[q][1] for q in interview.unanswered if q not in skipped}
    if at is not None:
        waiting.add(place[at][1])
    return {number: indicator for indicator, number in last.items() if indicator not in waiting}


def _exchange(
    interview: Interview, course: Course, one: _Said, typed: Remark | None, failed: bool, completes: str | None
) -> Exchange:
    *_, number, question_id, remark = one
    if remark is not None:
        kind: ExchangeKind = "skipped" if remark.kind == "skip" else "reply"
        return Exchange(f"r-{number}", question_id, kind, remark.words, remark.reply, completes=completes)
    state, response = interview.states[question_id], interview.assessment.response(question_id)
    return Exchange(
        f"q-{question_id}",
        question_id,
        "open" if state == "unanswered" else state,
        typed.words if typed and typed.revision >= course.answered.get(question_id, 0) else "",
        noted=bool(response.note),
        evidence=len(response.evidence),
        gate_failed=failed,
        completes=completes,
    )
