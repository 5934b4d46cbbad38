"""What the report says on strengths and weaknesses, on gates, on what is open, and where it is signed. Computes no score.

Gates: those failed or open with answer, law and step, those passed at the back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.exact import cut, plain
from ecq.base.language import Text
from ecq.document.blocks import Block, Card, Chapter, Paragraph, Part, Row, Said, Section, Signatures, Table, cell, row
from ecq.planning.agreed import NextSteps
from ecq.planning.problem import open_points
from ecq.rubric.kinds import Question
from ecq.rubric.model import Node, walk
from ecq.scoring.answers import GateScore, GateState
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import ZERO, NodeScore, QuestionScore
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words, next_words
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, gates_claim, people_of
from ecq.telling.report.details import answer_lines, labelled, place_of
from ecq.telling.report.shown import People
from ecq.telling.text import result_words as wr
from ecq.telling.text import sentences
from ecq.telling.text import words as w

FINDINGS_SHOWN = 3


def findings_part(view: View, detailed: bool) -> Iterator[Block]:
    """Strengths and weaknesses of each dimension that counts, nothing where none does; `detailed`: also where most of a weakness comes from."""
    counting = sum(view.card.nodes[node.id].share is not None for node in view.rubric.leaves)
    if not counting:
        return
    strong = len(strengths(view.rubric, view.card, view.verdict.target))
    yield Chapter(view.say(r.STRENGTHS), view.say(r.CLAIM_STRENGTHS, count=strong, all=counting))
    for node in view.rubric.layout.tree:
        share = view.card.nodes[node.id].share
        if share is not None:
            yield Section(f"{view.say(node.title)} · {sentences.interval_words(share.low, share.high)}")
            yield _findings(view, node, detailed)


def _findings(view: View, dimension: Node, detailed: bool) -> Table:
    target = view.verdict.target
    within = {node.id for node, _ in walk((dimension,))}
    weak = [one for one in weaknesses(view.rubric, view.card, target) if one.id in within]
    start = plain(target.from_)
    strongest = [
        view.say(w.STRENGTH_LINE, indicator=view.title(one.id), share=cut(one.share.low, 1))
        for one in strengths(view.rubric, view.card, target)
        if one.id in within and one.share
    ]
    weakest = [part for one in weak[:FINDINGS_SHOWN] for part in _weakness(view, one, detailed)]
    none = Said(view.say(wr.NO_STRENGTHS, share=start), "muted"), Said(view.say(wr.NO_WEAKNESSES, share=start), "muted")
    heads = sentences.columns(view.lang, (w.STRENGTHS, 42), (w.WEAKNESSES, 58))
    return Table(heads, (row(cell(*(strongest or none[:1])), cell(*(weakest or none[1:]))),))


def _weakness(view: View, scored: NodeScore, detailed: bool) -> tuple[Part, ...]:
    asked = [placed.question for placed in view.rubric.nodes[scored.id].questions]
    points = sentences.to_gain_words(scored.points, scored.low)
    text = view.say(w.WEAKNESS_LINE, indicator=view.title(scored.id), points=points)
    failing = {gate.question for gate in view.card.gates_in("failed")}
    if failed := [view.question(one) for one in asked if one in failing]:
        return text, Said(view.say(r.WORST_GATE, questions=view.listed(failed)), "muted")
    if not detailed:
        return (text,)
    worst = max((view.card.questions[one] for one in asked), key=lambda one: one.to_gain)
    gap = sentences.to_gain_words(worst.points, worst.contribution)
    return text, Said(view.say(r.WORST, question=view.question(worst.id), points=gap), "muted")


def open_part(view: View) -> Iterator[Block]:
    """Unsure questions with their tentative answers, open questions by indicator, and what was set aside with its reason."""
    ordered = [view.card.questions[question] for question in view.rubric.order]
    unsure = [_remarked(view, one) for one in ordered if one.state == "unsure"]
    aside = [_remarked(view, one) for one in ordered if one.state == "na"]
    lists = (
        (w.UNSURE, w.QUESTION, w.ANSWER, unsure),
        (r.OPEN_LIST, w.INDICATOR, w.HOW_MANY, list(_by_indicator(view))),
        (r.ASIDE_LIST, w.QUESTION, r.REASON, aside),
    )
    count, points = view.card.counts.open, sentences.point_words(open_points(view.card))
    claim = r.CLAIM_OPEN_AND_FACTS if view.card.hanging else r.CLAIM_OPEN  # what hangs on facts may be worth nothing
    yield Chapter(view.say(r.PENDING), view.say(claim, count=count, points=points) if count else "")
    leads = (r.PENDING_LEAD, count), (r.ASIDE_LEAD, aside)
    yield Paragraph(view.sentences(*(view.say(lead) for lead, there in leads if there)) or view.say(r.NOTHING_PENDING))
    for title, first, second, rows in lists:
        if rows:
            yield Section(view.say(title))
            heads = ((first, 49), (second, 40), (w.WORTH, 11))
            yield Table(sentences.columns(view.lang, *heads, right=(2,), tones={1: "muted"}), tuple(rows))


def _remarked(view: View, one: QuestionScore) -> Row:
    """A question with its tentative answer, or why it was set aside."""
    question, response = view.rubric.by_id[one.id], view.assessment.response(one.id)
    if one.state == "na":
        remark = sentences.reason_words(question, response, view.lang)
    else:
        answer = sentences.value_words(question, response, view.lang)
        remark = view.say(w.TENTATIVE, answer=answer) if answer else "—"
    return row(view.say(question.text), remark, sentences.point_words(one.points) if one.counts else "—")


def _by_indicator(view: View) -> Iterator[Row]:
    """Open questions by indicator: in an early self-check there are too many to name each."""
    for leaf in view.rubric.leaves:
        scored = [view.card.questions[placed.question] for placed in leaf.questions]
        waiting = [one for one in scored if one.state in ("unanswered", "undecided")]
        if waiting:
            points = sum((one.points for one in waiting), ZERO)
            count = view.say(r.OPEN_OF, count=len(waiting), all=sum(one.state != "hidden" for one in scored))
            yield row(view.say(leaf.title), count, sentences.point_words(points))


def sign_part(view: View, people: People) -> Iterator[Block]:
    """Who prepared the report, who answers for the platform, and who was interviewed, each with a place to sign."""
    named = ((r.SIGNS_PREPARED, people.prepared_by), (r.SIGNS_PLATFORM, ""), (r.SIGNS_INTERVIEWED, people.interviewed))
    yield Chapter(view.say(r.SIGN))
    for line in r.SIGN_LINES:
        yield Paragraph(view.say(line))
    yield Signatures(view.say(r.SIGNATURE), view.say(r.SIGNED_ON), people_of(view, *named))


ORDER: tuple[GateState, ...] = ("failed", "open", "passed", "na")


def gates_part(view: View, work: WorkPlan | None, steps: NextSteps, cards: int | None = None) -> Iterator[Block]:
    """How many gates there are, and all that are failed or open, failed ones first. The first `cards`, and those nobody has
    answered not at all, have a card each; the others a row.
    """
    counts = {state: len(view.card.gates_in(state)) for state in ORDER}
    count = sum(counts.values())
    shown = [gate for state in ORDER[:2] for gate in view.card.gates_in(state)]
    unanswered = [gate for gate in shown if gate.state == "open" and not _touched(view, gate.question)]
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


def _touched(view: View, question: str) -> bool:
    """Whether anybody has said something on a question, an unsure answer included."""
    return view.assessment.response(question).state != "unanswered"


def passed_part(view: View, with_reason: bool) -> Iterator[Block]:
    """The gates that are passed or do not apply; nothing where there are none. `with_reason`: with what the law demands."""
    gates = [gate for state in ORDER[2:] for gate in view.card.gates_in(state)]
    if gates:
        yield Chapter(view.say(r.GATES_PASSED))
        yield Paragraph(view.say(r.GATES_PASSED_LEAD))
        yield _table(view, gates, with_reason, r.DEMANDED if with_reason else w.BASIS)


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
    rows = []
    for gate in gates:
        question = view.rubric.by_id[gate.question]
        assert question.gate is not None
        reason = view.say(question.gate.reason) if with_reason else duty_place(view, question)
        undecided = view.card.questions[gate.question].state == "undecided" and not _touched(view, gate.question)
        state = view.say(w.STATES["undecided"] if undecided else w.GATE_STATES[gate.state])
        rows.append(row(state, view.say(question.text), reason))
    return Table(heads, tuple(rows))


def duty_place(view: View, question: Question) -> str:
    """The article that binds the operator itself, or the first one cited."""
    duty = question.gate.duty if question.gate else None
    if duty is not None:
        return sentences.source_place(view.rubric.source_by_id[duty.source], (duty.article,), view.lang)
    return sentences.place_words(view.rubric, question.sources[0], view.lang)


def _waiting(view: View, gate: GateScore, rank: int, work: WorkPlan | None, steps: NextSteps) -> Card:
    question, scored = view.rubric.by_id[gate.question], view.card.questions[gate.question]
    assert question.gate is not None
    cited = view.listed(sentences.citation_words(view.rubric, one, view.lang) for one in question.sources)
    parts = (
        (w.ANSWER, None if scored.state == "unanswered" else answer_lines(view, question, scored, all_items=False)),
        (r.DEMANDED, [view.say(question.gate.reason)]),
        (r.CONSEQUENCE, [view.say(question.why)] if gate.state == "failed" else None),
        (w.NEXT_STEP, _step(view, gate, work, steps)),
        (w.BASIS, [cited]),
    )
    return Card(
        rank=str(rank),
        title=view.say(question.text),
        side=_state(view, gate),
        below=(Said(place_of(view, scored), "muted"),),
        facts=labelled(view, *parts),
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
