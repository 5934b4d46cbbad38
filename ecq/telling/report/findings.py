"""What the report says on strengths and weaknesses, on gates, on what is open, and where it is signed. Computes no score.

Gates: those failed or open with answer, law and step, those passed at the back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.exact import cut, plain
from ecq.base.language import Text
from ecq.document.blocks import (
    Block,
    Card,
    Chapter,
    Labelled,
    Paragraph,
    Part,
    Row,
    Said,
    Section,
    Signatures,
    Table,
    cell,
)
from ecq.planning.agreed import NextSteps
from ecq.rubric.kinds import Question
from ecq.rubric.model import Node
from ecq.scoring.answers import GateScore, GateState
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import NodeScore, QuestionScore
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words, next_words
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, gates_claim, open_claim, strengths_claim
from ecq.telling.report.details import answer_lines, labelled, place_of
from ecq.telling.report.shown import People
from ecq.telling.text import result_words as wr
from ecq.telling.text import sentences
from ecq.telling.text import words as w

FINDINGS_SHOWN = 3


def findings_part(view: View, detailed: bool) -> Iterator[Block]:
    """Strengths and weaknesses of each dimension that counts, nothing where none does; `detailed`: also where most of a weakness comes from."""
    if not (claim := strengths_claim(view)):
        return
    yield Chapter(view.say(r.STRENGTHS), claim)
    for node in view.rubric.layout.tree:
        share = view.card.nodes[node.id].share
        if share is not None:
            yield Section(f"{view.say(node.title)} · {sentences.interval_words(share.low, share.high)}")
            yield _findings(view, node, detailed)


def _findings(view: View, dimension: Node, detailed: bool) -> Table:
    target = view.verdict.target
    within = {node.id: node for node in view.rubric.leaves if _within(dimension, node)}
    strong = [one for one in strengths(view.rubric, view.card, target) if one.id in within]
    weak = [one for one in weaknesses(view.rubric, view.card, target) if one.id in within]
    start = plain(target.from_)
    strongest = [_strength(view, within[one.id], one) for one in strong]
    weakest = [part for one in weak[:FINDINGS_SHOWN] for part in _weakness(view, within[one.id], one, detailed)]
    none = Said(view.say(wr.NO_STRENGTHS, share=start), "muted"), Said(view.say(wr.NO_WEAKNESSES, share=start), "muted")
    heads = sentences.columns(view.lang, (w.STRENGTHS, 42), (w.WEAKNESSES, 58))
    return Table(heads, (Row((cell(*(strongest or none[:1])), cell(*(weakest or none[1:])))),))


def _strength(view: View, node: Node, scored: NodeScore) -> str:
    share = scored.share
    assert share is not None
    return view.say(w.STRENGTH_LINE, indicator=view.say(node.title), share=cut(share.low, 1))


def _within(dimension: Node, leaf: Node) -> bool:
    return leaf.id == dimension.id or any(_within(child, leaf) for child in dimension.children)


def _weakness(view: View, node: Node, scored: NodeScore, detailed: bool) -> tuple[Part, ...]:
    failed = [gate.question for gate in view.card.gates_in("failed")]
    failed = [placed.question for placed in node.questions if placed.question in failed]
    asked = [view.card.questions[placed.question] for placed in node.questions]
    worst = max(asked, key=lambda one: one.to_gain)
    points = sentences.to_gain_words(scored.points, scored.low)
    text = view.say(w.WEAKNESS_LINE, indicator=view.say(node.title), points=points)
    if failed:
        questions = view.listed(view.say(view.rubric.by_id[one].text) for one in failed)
        return text, Said(view.say(r.WORST_GATE, questions=questions), "muted")
    if not detailed:
        return (text,)
    question = view.say(view.rubric.by_id[worst.id].text)
    gap = sentences.to_gain_words(worst.points, worst.contribution)
    return text, Said(view.say(r.WORST, question=question, points=gap), "muted")


def open_part(view: View) -> Iterator[Block]:
    """Unsure questions with their tentative answers, open questions by indicator, and what was set aside with its reason."""
    ordered = [view.card.questions[question] for question in view.rubric.order]
    unsure = [_row(view, one, _tentative(view, one)) for one in ordered if one.state == "unsure"]
    reasons = (
        (one, sentences.reason_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang))
        for one in ordered
        if one.state == "na"
    )
    aside = [_row(view, one, reason) for one, reason in reasons]
    lists = (
        (w.UNSURE, w.QUESTION, w.ANSWER, unsure),
        (r.OPEN_LIST, w.INDICATOR, w.HOW_MANY, list(_by_indicator(view))),
        (r.ASIDE_LIST, w.QUESTION, r.REASON, aside),
    )
    some = [one for one in lists if one[-1]]
    yield Chapter(view.say(r.PENDING), open_claim(view))
    leads = (r.PENDING_LEAD, view.card.counts.open), (r.ASIDE_LEAD, aside)
    yield Paragraph(view.sentences(*(view.say(lead) for lead, there in leads if there)) or view.say(r.NOTHING_PENDING))
    for title, first, second, rows in some:
        yield Section(view.say(title))
        heads = ((first, 49), (second, 40), (w.WORTH, 11))
        yield Table(sentences.columns(view.lang, *heads, right=(2,), tones={1: "muted"}), tuple(rows))


def _row(view: View, one: QuestionScore, remark: str) -> Row:
    points = sentences.point_words(one.points) if one.counts else "—"
    return Row((cell(view.say(view.rubric.by_id[one.id].text)), cell(remark), cell(points)))


def _tentative(view: View, one: QuestionScore) -> str:
    answer = sentences.value_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang)
    return view.say(w.TENTATIVE, answer=answer) if answer else "—"


def _by_indicator(view: View) -> Iterator[Row]:
    """Open questions by indicator: in an early self-check there are too many to name each."""
    for leaf in view.rubric.leaves:
        scored = [view.card.questions[placed.question] for placed in leaf.questions]
        waiting = [one for one in scored if one.state in ("unanswered", "undecided")]
        if waiting:
            points = sum((one.points for one in waiting), start=waiting[0].points * 0)
            count = view.say(r.OPEN_OF, count=len(waiting), all=sum(one.state != "hidden" for one in scored))
            yield Row((cell(view.say(leaf.title)), cell(count), cell(sentences.point_words(points))))


def sign_part(view: View, people: People) -> Iterator[Block]:
    """Who prepared the report, who answers for the platform, and who was interviewed, each with a place to sign."""
    named = ((r.SIGNS_PREPARED, people.prepared_by), (r.SIGNS_PLATFORM, ""), (r.SIGNS_INTERVIEWED, people.interviewed))
    yield Chapter(view.say(r.SIGN))
    for line in r.SIGN_LINES:
        yield Paragraph(view.say(line))
    yield Signatures(
        signature=view.say(r.SIGNATURE),
        day=view.say(r.SIGNED_ON),
        people=tuple(Labelled(view.say(label), (name,) if name else ()) for label, name in named),
    )


ORDER: tuple[GateState, ...] = ("failed", "open", "passed", "na")


def gates_part(view: View, work: WorkPlan | None, steps: NextSteps, cards: int | None = None) -> Iterator[Block]:
    """How many gates there are, and all that are failed or open, failed ones first. The first `cards`, and those nobody has
    answered not at all, have a card each; the others a row.
    """
    counts = {state: len(view.card.gates_in(state)) for state in ORDER}
    count = sum(counts.values())
    shown = [gate for state in ORDER[:2] for gate in view.card.gates_in(state)]
    unanswered = [gate for gate in shown if view.card.questions[gate.question].state == "unanswered"]
    said = [view.say(r.GATES_SUMMARY, all=count, **counts) if count else view.say(w.NO_GATES)]
    said += [view.say(r.GATES_UNANSWERED)] if unanswered else []
    yield Chapter(view.say(w.GATES), gates_claim(view))
    yield Paragraph(view.sentences(*said))
    answered = [gate for gate in shown if gate not in unanswered]
    for rank, gate in enumerate(answered[:cards], 1):
        yield _waiting(view, gate, rank, work, steps)
    in_rows = answered[len(answered[:cards]) :]
    if in_rows:
        yield Paragraph(view.say(r.GATES_IN_ROWS, count=len(in_rows)))
    if in_rows or unanswered:
        yield _table(view, [*in_rows, *unanswered], with_reason=True, last=r.DEMANDED)


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
        law = view.listed(sentences.place_words(view.rubric, one, view.lang) for one in question.sources)
        line = next((one for one in work.lines if one.step and one.question == gate.question), None)
        step = view.say(wr.TO_PASS, action=line.title, effort=line.effort, lead=line.lead) if line else ""
        below = [Said(law, "muted"), *([Said(step)] if step else [])]
        yield Card(str(rank), view.say(question.text), _state(view, gate), tuple(below), (), gate.question)


def _table(view: View, gates: list[GateScore], with_reason: bool, last: Text) -> Table:
    heads = sentences.columns(view.lang, (w.STATE, 11), (w.QUESTION, 46), (last, 43), tones={2: "muted"})
    return Table(heads, tuple(_gate_row(view, gate, with_reason) for gate in gates))


def _gate_row(view: View, gate: GateScore, with_reason: bool) -> Row:
    question = view.rubric.by_id[gate.question]
    assert question.gate is not None
    reason = view.say(question.gate.reason) if with_reason else duty_place(view, question)
    return Row((cell(view.say(w.GATE_STATES[gate.state])), cell(view.say(question.text)), cell(reason)))


def duty_place(view: View, question: Question) -> str:
    """The article that binds the operator itself, or the first one cited."""
    duty = question.gate.duty if question.gate else None
    if duty is not None:
        return sentences.source_place(view.rubric.source_by_id[duty.source], (duty.article,), view.lang)
    return sentences.place_words(view.rubric, question.sources[0], view.lang)


def _waiting(view: View, gate: GateScore, rank: int, work: WorkPlan | None, steps: NextSteps) -> Card:
    question, scored = view.rubric.by_id[gate.question], view.card.questions[gate.question]
    assert question.gate is not None
    failed = gate.state == "failed"
    cited = view.listed(sentences.citation_words(view.rubric, one, view.lang) for one in question.sources)
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
