"""What the report says on gates: those failed or open with answer, law and step, those passed at the back. Computes no score."""

from __future__ import annotations

from ecq.language import words
from ecq.planning.next_step import NextSteps
from ecq.planning.page_sentences import day_words
from ecq.planning.sentences import next_words
from ecq.planning.work_plan import WorkPlan
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.content.details import answer_lines, labelled, place_of
from ecq.report.model import Gap, GateRow, GatesPart, Labelled
from ecq.rubric.kinds import Question
from ecq.scoring.answers import GateScore, GateState
from ecq.text import words as w
from ecq.text.sentences import citation_words, place_words, source_place

_ORDER: tuple[GateState, ...] = ("failed", "open", "passed", "na")


def gates_part(view: View, work: WorkPlan | None, steps: NextSteps) -> GatesPart:
    """How many gates there are, and in every extent all that are failed or open, failed ones first."""
    counts = {state: len(view.card.gates_in(state)) for state in _ORDER}
    count = sum(counts.values())
    shown = [gate for state in _ORDER[:2] for gate in view.card.gates_in(state)]
    unanswered = [gate for gate in shown if view.card.questions[gate.question].state == "unanswered"]
    said = [view.say(r.GATES_SUMMARY, all=count, **counts) if count else words(w.NO_GATES, view.lang)]
    said += [words(r.GATES_UNANSWERED, view.lang)] if unanswered else []
    waiting = [gate for gate in shown if gate not in unanswered]
    return GatesPart(
        title=words(w.GATES, view.lang),
        summary=view.sentences(*said),
        waiting=tuple(_waiting(view, gate, rank, work, steps) for rank, gate in enumerate(waiting, 1)),
        heads=tuple(words(head, view.lang) for head in (w.STATE, w.QUESTION, r.DEMANDED)),
        rows=tuple(_row(view, gate, with_reason=True) for gate in unanswered),
    )


def passed_part(view: View, with_reason: bool) -> GatesPart | None:
    """The gates that are passed or do not apply; None where there are none. `with_reason`: with what the law demands."""
    gates = [gate for state in _ORDER[2:] for gate in view.card.gates_in(state)]
    if not gates:
        return None
    last = r.REASON if with_reason else w.BASIS
    return GatesPart(
        title=words(r.GATES_PASSED, view.lang),
        summary=words(r.GATES_PASSED_LEAD, view.lang),
        waiting=(),
        heads=tuple(words(head, view.lang) for head in (w.STATE, w.QUESTION, last)),
        rows=tuple(_row(view, gate, with_reason) for gate in gates),
    )


def _row(view: View, gate: GateScore, with_reason: bool) -> GateRow:
    question = view.rubric.by_id[gate.question]
    assert question.gate is not None
    return GateRow(
        state=words(w.GATE_STATES[gate.state], view.lang),
        tone="plain",
        question=words(question.text, view.lang),
        reason=words(question.gate.reason, view.lang) if with_reason else _duty(view, question),
    )


def _duty(view: View, question: Question) -> str:
    """The article that binds the operator itself, or the first one cited."""
    duty = question.gate.duty if question.gate else None
    if duty is not None:
        return source_place(view.rubric.source_by_id[duty.source], (duty.article,), view.lang)
    return place_words(view.rubric, question.sources[0], view.lang)


def _waiting(view: View, gate: GateScore, rank: int, work: WorkPlan | None, steps: NextSteps) -> Gap:
    question, scored = view.rubric.by_id[gate.question], view.card.questions[gate.question]
    assert question.gate is not None
    failed = gate.state == "failed"
    cited = view.listed(citation_words(view.rubric, one, view.lang) for one in question.sources)
    parts: list[Labelled] = []
    if scored.state != "unanswered":
        parts.append(labelled(view, w.ANSWER, answer_lines(view, question, scored, all_items=False)))
    parts.append(labelled(view, r.DEMANDED, [words(question.gate.reason, view.lang)]))
    if failed:
        parts.append(labelled(view, r.CONSEQUENCE, [words(question.why, view.lang)]))
    parts.append(labelled(view, w.NEXT_STEP, _step(view, gate, work, steps)))
    parts.append(labelled(view, w.BASIS, [cited]))
    return Gap(
        rank=str(rank),
        question=words(question.text, view.lang),
        gain=words(w.GATE_STATES[gate.state], view.lang),
        place=place_of(view, scored),
        gate="",
        tone="bad" if failed else "plain",
        parts=tuple(parts),
    )


def _step(view: View, gate: GateScore, work: WorkPlan | None, steps: NextSteps) -> list[str]:
    """What passes a failed gate: the plan's step, or the next one where no plan holds it; an open one is answered first."""
    scored = view.card.questions[gate.question]
    if gate.state == "open":
        return [words(r.GATE_ANSWER_FIRST, view.lang)]
    planned = (line for line in (work.lines if work else ()) if line.question == gate.question and line.step)
    line = next(planned, None)
    if line is not None:
        taken = view.say(r.TAKES, effort=line.effort, lead=line.lead)
        return [*line.how, taken] if line.how else [line.title, taken]
    step = steps.of(scored)
    lines = list(next_words(scored, step, view.lang))
    if step is not None:
        lines.append(view.say(r.TAKES, effort=day_words(step.effort), lead=day_words(step.in_a_row)))
    return lines
