"""The results as lists, each column told once: gates, gaps and answers, on sheets and in rows of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ecq.assessment.model import Response
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.blocks import Mark
from ecq.document.lists import Content, Exact, Follows, ListColumn, SheetList
from ecq.planning.agreed import NextStep, NextSteps
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateState
from ecq.scoring.scorecard import QuestionScore, Scorecard
from ecq.telling.plan.sentences import next_words
from ecq.telling.report import words as r
from ecq.telling.report.findings import ORDER
from ecq.telling.text import result_words as wr
from ecq.telling.text import sentences
from ecq.telling.text import words as w
from ecq.telling.text.words import say


@dataclass(frozen=True)
class Asked:
    """A question that is asked, with its answer, score, gate and next step; `rank` is its place in a list of gaps."""

    rubric: Rubric
    response: Response
    scored: QuestionScore
    gate: GateState | None
    step: NextStep | None
    lang: Lang
    rank: int = 0

    @property
    def question(self) -> Question:
        """The question."""
        return self.rubric.by_id[self.scored.id]

    @property
    def to_gain(self) -> Fraction:
        """Points still to gain, as shown."""
        return sentences.to_gain_shown(self.scored.points, self.scored.contribution)

    def say(self, text: Text) -> str:
        """A text in the language of the list."""
        return words(text, self.lang)

    def title(self, node: str) -> str:
        """The title of a dimension or indicator."""
        return self.say(self.rubric.nodes[node].title)

    def follows(self, column: str, now: str | Exact) -> Follows:
        """What the scorecard has of it."""
        return Follows(self.scored.id, column, now)


def asked(card: Scorecard, steps: NextSteps, lang: Lang) -> Iterator[Asked]:
    """Every question that is asked, in the order of the rubric."""
    gates = {gate.question: gate.state for gate in card.gates}
    for scored in card.questions.values():
        response = steps.assessment.response(scored.id)
        yield Asked(steps.rubric, response, scored, gates.get(scored.id), steps.of(scored), lang)


def _answer(row: Asked) -> str:
    return sentences.answer_words(row.question, row.response, row.lang)


def _evidence(row: Asked) -> str:
    states = {True: row.say(w.EVIDENCE_IN_HAND), False: row.say(w.EVIDENCE_WANTED)}
    bracketed = LANGUAGES[row.lang].bracketed
    return "\n".join(f"{item.text}{bracketed(states[item.in_hand])}" for item in row.response.evidence)


def _basis(row: Asked) -> str:
    cited = (sentences.citation_words(row.rubric, one, row.lang) for one in row.question.sources)
    return LANGUAGES[row.lang].semicolon.join(cited)


def _passes_from(row: Asked) -> str:
    return sentences.level_words(row.question, row.question.gate.pass_, row.lang) if row.question.gate else ""


def _next_step(row: Asked) -> str:
    left = row.scored.counts and row.scored.to_gain
    return "\n".join(next_words(row.scored, row.step, row.lang)) if left else ""


def _reason(row: Asked) -> str:
    return sentences.reason_words(row.question, row.response, row.lang) if row.response.state == "na" else ""


def _points(column: str, value: Callable[[Asked], Fraction]) -> Callable[[Asked], Content]:
    return lambda row: row.follows(column, Exact(value(row), "points"))


def _step(value: Callable[[NextStep], Exact]) -> Callable[[Asked], Content]:
    return lambda row: value(row.step) if row.step else None


_OPEN: dict[Text, Mark] = {w.STATES[state]: "fair" for state in ("unanswered", "unsure", "undecided")}
_GATES: dict[Text, Mark] = {
    w.GATE_STATES["passed"]: "good",
    w.GATE_STATES["failed"]: "bad",
    w.GATE_STATES["open"]: "fair",
}
COLUMNS: Mapping[str, ListColumn[Asked]] = {
    "number": ListColumn(wr.NUMBER, 6, lambda row: str(row.rank), "muted"),
    "dimension": ListColumn(w.DIMENSION, 14, lambda row: row.title(row.scored.dimension), "muted"),
    "indicator": ListColumn(w.INDICATOR, 16, lambda row: row.title(row.scored.indicator)),
    "question": ListColumn(w.QUESTION, 44, lambda row: row.say(row.question.text)),
    "gate": ListColumn(w.GATE, 9, lambda row: row.say(w.GATE) if row.question.gate else ""),
    "demanded": ListColumn(
        wr.LEGAL_REASON, 40, lambda row: row.say(row.question.gate.reason) if row.question.gate else ""
    ),
    "passes_from": ListColumn(wr.PASSES_FROM, 34, _passes_from),
    "gate_state": ListColumn(
        w.GATE, 12, lambda row: row.gate and row.follows("gate", row.say(w.GATE_STATES[row.gate])), coloured=_GATES
    ),
    "state": ListColumn(w.STATE, 10, lambda row: row.follows("state", row.say(w.STATES[row.scored.state])), "", _OPEN),
    "answer": ListColumn(w.ANSWER, 36, _answer),
    "given": ListColumn(w.ANSWER, 44, lambda row: "" if row.response.state == "unanswered" else _answer(row)),
    "credit": ListColumn(
        r.CREDIT,
        9,
        lambda row: None if row.scored.credit is None else row.follows("credit", Exact(row.scored.credit, "credit")),
    ),
    "points": ListColumn(wr.WORTH, 11, _points("worth", lambda row: row.scored.points)),
    "contribution": ListColumn(w.SURE, 12, _points("sure", lambda row: row.scored.contribution)),
    "to_gain": ListColumn(w.TO_GAIN, 10, _points("gain", lambda row: row.to_gain)),
    "next_step": ListColumn(w.NEXT_STEP, 44, _next_step),
    "effort": ListColumn(wr.EFFORT, 13, _step(lambda step: Exact(step.effort, "days"))),
    "lead_time": ListColumn(wr.LEAD_TIME, 10, _step(lambda step: Exact(step.in_a_row, "days"))),
    "step_gain": ListColumn(r.THIS_STEP, 10, _step(lambda step: Exact(step.gain, "points"))),
    "have_ready": ListColumn(
        w.HAVE_READY, 34, lambda row: LANGUAGES[row.lang].semicolon.join(map(row.say, row.question.evidence)), "muted"
    ),
    "basis": ListColumn(w.BASIS, 34, _basis, "muted"),
    "reason": ListColumn(wr.REASON, 28, _reason),
    "note": ListColumn(w.NOTE, 40, lambda row: row.response.note),
    "evidence": ListColumn(wr.EVIDENCE_NAMED, 40, _evidence),
    "changed": ListColumn(wr.CHANGED, 12, lambda row: (row.response.at or "")[:10], "muted"),
    "id": ListColumn(w.ID, 24, lambda row: row.scored.id, "muted"),
}
_SHOWN: Mapping[str, Sequence[str]] = {
    "gates": ("indicator", "question", "demanded", "passes_from", "answer", "gate_state", "id"),
    "gaps": ("number", "indicator", "question", "gate", "state", "answer", "to_gain", "next_step", "effort", "lead_time",
             "step_gain", "have_ready", "basis", "id"),
    "answers": ("dimension", "indicator", "question", "gate", "state", "given", "credit", "points", "contribution",
                "reason", "note", "evidence", "changed", "id"),
}  # fmt: skip


def results_lists(card: Scorecard, steps: NextSteps, lang: Lang) -> Iterator[SheetList[Asked]]:
    """Every gate, failed ones first; every question with points still to gain, largest first; every question."""
    rows = list(asked(card, steps, lang))
    gates = sorted((row for row in rows if row.gate), key=lambda row: ORDER.index(row.gate or "na"))
    gaps = [row for row in rows if row.scored.gap]
    gaps.sort(key=lambda row: (row.to_gain, row.scored.to_gain), reverse=True)
    note = LANGUAGES[lang].sentences((words(wr.GAPS_NOTE, lang), words(w.SUGGESTIONS_NOTE, lang)))
    strangers = sum(question not in steps.rubric.by_id for question in steps.assessment.responses)
    not_asked = say(wr.NOT_ASKED, lang, count=strangers) if strangers else ""

    def told(name: str, title: Text, lead: str, shown: list[Asked], nothing: str = "") -> SheetList[Asked]:
        return SheetList(lang, title, [lead] if lead else [], [COLUMNS[key] for key in _SHOWN[name]], shown, nothing)

    yield told("gates", w.GATES, "", gates, words(w.NO_GATES, lang))
    ranked = [replace(row, rank=rank) for rank, row in enumerate(gaps, 1)]
    yield told("gaps", wr.GAPS, note, ranked, sentences.no_gaps_words(card, lang))
    yield told("answers", w.ANSWERS, not_asked, rows)
