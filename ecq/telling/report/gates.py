"""What the report says on gates: those failed or open with answer, law and step, those passed at the back. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.language import Text
from ecq.document.blocks import Block, Card, Chapter, Labelled, Paragraph, Row, Said, Table, cell
from ecq.planning.agreed import NextSteps
from ecq.rubric.kinds import Question
from ecq.scoring.answers import GateScore, GateState
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words, next_words
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.claims import gates_claim
from ecq.telling.report.cover import View
from ecq.telling.report.details import answer_lines, labelled, place_of
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import citation_words, columns, place_words, source_place

ORDER: tuple[GateState, ...] = ("failed", "open", "passed", "na")


def gates_part(view: View, work: WorkPlan | None, steps: NextSteps) -> Iterator[Block]:
    """How many gates there are, and in every extent all that are failed or open, failed ones first."""
    counts = {state: len(view.card.gates_in(state)) for state in ORDER}
    count = sum(counts.values())
    shown = [gate for state in ORDER[:2] for gate in view.card.gates_in(state)]
    unanswered = [gate for gate in shown if view.card.questions[gate.question].state == "unanswered"]
    said = [view.say(r.GATES_SUMMARY, all=count, **counts) if count else view.say(w.NO_GATES)]
    said += [view.say(r.GATES_UNANSWERED)] if unanswered else []
    yield Chapter(view.say(w.GATES), gates_claim(view))
    yield Paragraph(view.sentences(*said))
    for rank, gate in enumerate((gate for gate in shown if gate not in unanswered), 1):
        yield _waiting(view, gate, rank, work, steps)
    if unanswered:
        yield _table(view, unanswered, with_reason=True, last=r.DEMANDED)


def passed_part(view: View, with_reason: bool) -> Iterator[Block]:
    """The gates that are passed or do not apply; nothing where there are none. `with_reason`: with what the law demands."""
    gates = [gate for state in ORDER[2:] for gate in view.card.gates_in(state)]
    if gates:
        yield Chapter(view.say(r.GATES_PASSED))
        yield Paragraph(view.say(r.GATES_PASSED_LEAD))
        yield _table(view, gates, with_reason, r.REASON if with_reason else w.BASIS)


def gates_in_short(view: View, gates: Sequence[GateScore], work: WorkPlan, first: int = 1) -> Iterator[Card]:
    """Gates with the places of their law; below a failed one, what passes it, if the plan has a step."""
    for rank, gate in enumerate(gates, first):
        question = view.rubric.by_id[gate.question]
        law = view.listed(place_words(view.rubric, one, view.lang) for one in question.sources)
        line = next((one for one in work.lines if one.step and one.question == gate.question), None)
        step = view.say(wr.TO_PASS, action=line.title, effort=line.effort, lead=line.lead) if line else ""
        below = [Said(law, "muted"), *([Said(step)] if step else [])]
        yield Card(str(rank), view.say(question.text), _state(view, gate), tuple(below), (), gate.question)


def _table(view: View, gates: list[GateScore], with_reason: bool, last: Text) -> Table:
    heads = columns(view.lang, (w.STATE, 11), (w.QUESTION, 46), (last, 43), tones={2: "muted"})
    return Table(heads, tuple(_row(view, gate, with_reason) for gate in gates))


def _row(view: View, gate: GateScore, with_reason: bool) -> Row:
    question = view.rubric.by_id[gate.question]
    assert question.gate is not None
    reason = view.say(question.gate.reason) if with_reason else duty_place(view, question)
    return Row((cell(view.say(w.GATE_STATES[gate.state])), cell(view.say(question.text)), cell(reason)))


def duty_place(view: View, question: Question) -> str:
    """The article that binds the operator itself, or the first one cited."""
    duty = question.gate.duty if question.gate else None
    if duty is not None:
        return source_place(view.rubric.source_by_id[duty.source], (duty.article,), view.lang)
    return place_words(view.rubric, question.sources[0], view.lang)


def _waiting(view: View, gate: GateScore, rank: int, work: WorkPlan | None, steps: NextSteps) -> Card:
    question, scored = view.rubric.by_id[gate.question], view.card.questions[gate.question]
    assert question.gate is not None
    failed = gate.state == "failed"
    cited = view.listed(citation_words(view.rubric, one, view.lang) for one in question.sources)
    parts: list[Labelled] = []
    if scored.state != "unanswered":
        parts.append(labelled(view, w.ANSWER, answer_lines(view, question, scored, all_items=False)))
    parts.append(labelled(view, r.DEMANDED, [view.say(question.gate.reason)]))
    if failed:
        parts.append(labelled(view, r.CONSEQUENCE, [view.say(question.why)]))
    parts.append(labelled(view, w.NEXT_STEP, _step(view, gate, work, steps)))
    parts.append(labelled(view, w.BASIS, [cited]))
    return Card(
        rank=str(rank),
        title=view.say(question.text),
        side=_state(view, gate),
        below=(Said(place_of(view, scored), "muted"),),
        facts=tuple(parts),
        id=gate.question,
    )


def _state(view: View, gate: GateScore) -> Said:
    return Said(view.say(w.GATE_STATES[gate.state]), "bad" if gate.state == "failed" else "accent")


def _step(view: View, gate: GateScore, work: WorkPlan | None, steps: NextSteps) -> list[str]:
    """What passes a failed gate: the plan's step, or the next one where no plan holds it; an open one is answered first, or the profile filled in."""
    scored = view.card.questions[gate.question]
    if gate.state == "open":
        return [view.say(p.PROFILE_FIRST if scored.state == "undecided" else r.GATE_ANSWER_FIRST)]
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
