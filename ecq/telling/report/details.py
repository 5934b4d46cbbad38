"""What the report says on gaps with what to do, on the evidence binder as a checklist, and all answers. Computes no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecq.assessment.model import Response, unknown_questions
from ecq.base.language import Text
from ecq.document.blocks import (
    Block,
    Card,
    Chapter,
    Facts,
    Labelled,
    Link,
    Paragraph,
    Row,
    Said,
    Section,
    Table,
    Tagged,
    Tick,
    cell,
    row,
)
from ecq.planning.agreed import NextStep, NextSteps
from ecq.rubric.conditions import Fact
from ecq.rubric.kinds import Question
from ecq.rubric.model import Node
from ecq.scoring.scorecard import ZERO, QuestionScore
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder, BinderQuestion, Thing, binder, by_indicator, fall_sentence
from ecq.telling.moving.move import earlier_answers
from ecq.telling.plan.sentences import day_words, next_words
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, gaps_claim
from ecq.telling.text import words as w
from ecq.telling.text.sentences import (
    answer_words,
    citation_words,
    columns,
    no_gaps_words,
    point_words,
    to_gain_shown,
    to_gain_words,
)


def _gate_mark(view: View, question_id: str) -> tuple[Said, ...]:
    """The gate of a question in words with its state; nothing where it is none."""
    return tuple(
        Said(
            view.say(r.COLON, label=view.say(w.GATE), said=view.say(w.GATE_STATES[gate.state])),
            "bad" if gate.state == "failed" else "muted",
        )
        for gate in view.card.gates
        if gate.question == question_id
    )


def missing_questions(view: View) -> list[QuestionScore]:
    """Questions with points to gain, most points first; equal ones in the order of the rubric."""
    missing = [one for one in view.card.questions.values() if one.gap]
    missing.sort(key=lambda one: (to_gain_shown(one.points, one.contribution), one.to_gain), reverse=True)
    return missing


def gaps_part(view: View, steps: NextSteps, work: WorkPlan | None, in_full: int | None) -> Iterator[Block]:
    """Questions with points to gain: the first `in_full` with what to do, the rest as a sum; None: all, with what proves each."""
    missing = missing_questions(view)
    lead = no_gaps_words(view.card, view.lang)
    if missing:
        proved = [view.say(r.GAPS_PROVED)] if view.assessment.terms.goal == "ready" else []
        suggestions = view.say(w.SUGGESTIONS_NOTE)
        lead = view.sentences(view.say(r.GAPS_LEAD, count=len(missing)), *proved, suggestions)
    first = missing if in_full is None else missing[:in_full]
    others = missing[len(first) :]
    yield Chapter(view.say(r.GAPS), gaps_claim(view, work))
    yield Paragraph(lead)
    for rank, one in enumerate(first, 1):
        yield _gap(view, one, rank, steps.of(one), evidence=in_full is None)
    if others:
        points = point_words(sum((to_gain_shown(one.points, one.contribution) for one in others), ZERO))
        # while facts are missing, questions that hang on them would add up to more than there is to gain
        summed = r.GAPS_OTHERS if view.card.hanging else r.GAPS_SUMMED
        yield Paragraph(view.say(summed, count=len(others), points=points))


def _gap(view: View, scored: QuestionScore, rank: int, step: NextStep | None, evidence: bool) -> Card:
    question = view.rubric.by_id[scored.id]
    taken = None
    if step is not None:
        effort = view.say(w.PERSON_DAYS, days=day_words(step.effort))
        lead_time = view.say(w.DAYS, days=day_words(step.in_a_row))
        gain = view.say(r.PLUS, points=point_words(step.gain))
        taken = [f"{effort} · {view.say(w.LEAD_TIME)} {lead_time} · {view.say(r.THIS_STEP)} {gain}"]
    facts = (
        (r.STANDS, answer_lines(view, question, scored, all_items=False)),
        (w.NEXT_STEP, next_words(scored, step, view.lang)),
        (w.EFFORT, taken),
        (r.CONSEQUENCE, [view.say(question.why)]),
        (w.HAVE_READY, [view.say(r.BULLET, item=view.say(one)) for one in question.evidence] if evidence else None),
        (w.BASIS, [view.listed(citation_words(view.rubric, one, view.lang) for one in question.sources)]),
    )
    return Card(
        rank=str(rank),
        title=view.say(question.text),
        side=Said(view.say(r.AT_MOST_POINTS, points=to_gain_words(scored.points, scored.contribution)), "accent"),
        below=(Said(place_of(view, scored), "muted"), *_gate_mark(view, scored.id)),
        facts=labelled(view, *facts),
        id=scored.id,
    )


def place_of(view: View, scored: QuestionScore) -> str:
    """The dimension and the indicator of a question."""
    return " · ".join(dict.fromkeys(map(view.title, (scored.dimension, scored.indicator))))


def labelled(view: View, *told: tuple[Text, Iterable[str] | None]) -> tuple[Labelled, ...]:
    """Labels, each with what stands beside it; None leaves one out."""
    return tuple(Labelled(view.say(label), tuple(lines)) for label, lines in told if lines is not None)


def answer_lines(view: View, question: Question, scored: QuestionScore, all_items: bool) -> list[str]:
    """The answer in words, a checklist as a list (`all_items`: what is there too, not only what is missing).

    Where the score does not take an answer as it stands, the reason comes first.
    """
    response = view.assessment.response(scored.id)
    if scored.state == "unanswered":
        return [view.say(w.STATES["unanswered"])]
    answer = answer_words(question, response, view.lang)
    items: list[str] = []
    if question.parts and response.value is not None and response.state != "na":
        answer, items = _checklist(view, question, response, all_items)
    if scored.state == "undecided":
        answer = view.say(r.COLON, label=view.say(w.STATES["undecided"]), said=answer)
    return [answer, *items]


def _checklist(view: View, question: Question, response: Response, all_items: bool) -> tuple[str, list[str]]:
    held = response.value or ()
    listed = [
        view.say(r.TICKED if item.id in held else r.UNTICKED, item=view.say(item.text))
        for item in question.parts
        if all_items or item.id not in held
    ]
    said = view.say(w.ITEMS_OF, count=len(held), all=len(question.parts))
    if listed and not all_items and response.state == "answered":
        said = view.say(r.STILL_MISSING, count=said)
    if response.state == "unsure":
        said = view.say(r.GRADE_WITH_STATE, grade=view.say(w.UNSURE), state=view.say(w.TENTATIVE, answer=said))
    return said, listed


def annex_part(view: View) -> Iterator[Block]:
    """The profile, and where all answers are."""
    yield Chapter(view.say(r.ANSWERS))
    yield Paragraph(view.say(r.IN_ANNEX))
    yield _profile(view)


def _profile(view: View) -> Facts:
    return Facts(labelled(view, *((fact.text, [_chosen(view, fact)]) for fact in view.rubric.profile.facts)), even=True)


def _chosen(view: View, fact: Fact) -> str:
    held = view.assessment.profile.get(fact.id)
    if held is None:
        return view.say(r.PROFILE_OPEN)
    chosen = (view.say(one.text) for one in fact.options if one.id in (held, *held))
    return view.listed(chosen) or view.say(r.NOTHING_HERE)


def answers_part(view: View) -> Iterator[Block]:
    """The profile and all answers by indicator; what the profile rules out is counted, not listed."""
    hidden = sum(one.state == "hidden" for one in view.card.questions.values())
    earlier = earlier_answers(view.assessment, view.rubric)
    unasked = len(unknown_questions(view.assessment, view.rubric)) - len(earlier)
    yield Chapter(view.say(r.ANSWERS))
    yield Paragraph(view.say(r.TICK_KEY), "note")
    for text, count in ((r.HIDDEN, hidden), (r.UNASKED, unasked), (r.EARLIER, len(earlier))):
        if count:
            yield Paragraph(view.say(text, count=count), "note")
    for one in earlier:
        yield Paragraph(view.say(r.COLON, label=one.title(view.lang), said=one.answer(view.lang)), "note")
    yield Section(view.say(w.TO_PROFILE))
    yield _profile(view)
    points = view.say(r.OF_POINTS, gained=view.say(w.SCORE), worth=view.say(w.WORTH))
    heads = columns(view.lang, (w.QUESTION, 39), (w.ANSWER, 47), (points, 14), right=(2,))
    yield Table(heads, tuple(row for leaf in view.rubric.leaves for row in _group(view, leaf)), view.say(r.ANSWERS))


def _group(view: View, leaf: Node) -> Iterator[Row]:
    asked = [view.card.questions[placed.question] for placed in leaf.questions]
    rows = [_answer_row(view, one) for one in asked if one.state != "hidden"]
    if rows:
        scored = view.card.nodes[leaf.id]
        points = view.say(r.OF_POINTS, gained=point_words(scored.low), worth=point_words(scored.points))
        yield row(view.say(leaf.title), (), points, level="group")
        yield from rows


def _answer_row(view: View, scored: QuestionScore) -> Row:
    question, response = view.rubric.by_id[scored.id], view.assessment.response(scored.id)
    remarks = []
    for item in response.evidence:
        state = view.say(w.EVIDENCE_IN_HAND if item.in_hand else w.EVIDENCE_WANTED)
        remarks.append((w.EVIDENCE, view.say(r.EVIDENCE_ITEM, evidence=item.text, state=state)))
    remarks += [(w.NOTE, response.note)] if response.note else []
    told = (Said(view.own(view.say(label), own), "muted") for label, own in remarks)
    worth = view.say(r.OF_POINTS, gained=point_words(scored.contribution), worth=point_words(scored.points))
    return row(
        cell(view.say(question.text), *_gate_mark(view, scored.id)),
        cell(*answer_lines(view, question, scored, all_items=True), *told),
        worth if scored.counts else view.say(w.NOT_COUNTED),
    )


def evidence_part(view: View) -> Iterator[Block]:
    """What is at risk without evidence, most points first."""
    evidence = binder(view.rubric, view.assessment, view.lang, view.card)
    counts = [view.say(e.CHECKLIST_COUNTS, **evidence.counts)]
    counts += [view.say(e.RULED_OUT, count=evidence.ruled_out)] if evidence.ruled_out else []
    ranked = sorted((one for one in evidence.questions if one.at_risk), key=lambda one: -one.at_risk)
    count, points = len(ranked), evidence.at_risk
    claim = head = view.say(w.WITHOUT_EVIDENCE, count=count)
    if points is not None:
        claim, head = (
            view.say(said, count=count, points=point_words(points)) for said in (r.CLAIM_EVIDENCE, r.AT_RISK_TITLE)
        )
    yield Chapter(view.say(e.BINDER), claim if count else "")
    yield Paragraph(view.sentence(evidence.head), "note")
    if falls := fall_sentence(view.rubric, view.assessment, view.card, view.lang):
        yield Paragraph(falls, "note")
    yield Paragraph(view.sentence(view.listed(counts)), "note")
    if not ranked:
        if not view.card.hanging and any(one.credit for one in view.card.questions.values()):
            yield Paragraph(view.say(r.NOTHING_AT_RISK), "note")
        return
    rows = [row(head, level="group")]
    for one in ranked:  # with what is named and still to be brought, and what it could be
        pieces = [_thing(view, thing) for thing in one.things if thing.state != "in-hand"]
        if one.asked_for and not pieces:
            pieces = [_wanted(view, view.listed(one.asked_for))]
        rows += [_head(view, one), *pieces]
    yield _table(view, rows)


def binder_blocks(view: View, evidence: Binder) -> Iterator[Block]:
    """How many pieces and questions there are, and all that a binder has, by indicator."""
    yield Paragraph(evidence.head)
    yield Paragraph(view.say(e.CHECKLIST_COUNTS, **evidence.counts))
    rows = []
    for questions in by_indicator(evidence.questions).values():
        dimension, indicator = evidence.place(questions[0])
        above = f"{dimension} · " if view.ids and indicator != dimension else ""
        rows.append(row(above + indicator, level="group"))
        for one in questions:
            asked_for = one.asked_for if one.missing or not view.ids else ()  # a command lists what to obtain
            rows += [_head(view, one), *(_thing(view, thing) for thing in one.things)]
            rows += [_wanted(view, text) for text in asked_for]
    yield _table(view, rows)


def _table(view: View, rows: Iterable[Row]) -> Table:
    return Table(columns(view.lang, (w.EVIDENCE, 80), (r.AT_RISK, 20), right=(1,)), tuple(rows))


def _head(view: View, question: BinderQuestion) -> Row:
    risk = Said(point_words(question.at_risk), "strong") if question.at_risk else ""
    gate = view.say(w.GATE) if question.gate else ""
    if view.ids:
        return row(cell(Link(question.text, question.id), Said(gate, "muted")), risk)
    return row(Tagged(question.text, ((gate, "plain"),)) if gate else question.text, risk)


def _wanted(view: View, text: str) -> Row:
    return row(Tick(False, text), Said(view.say(r.TO_HAVE_READY), "muted"), level="part")


def _thing(view: View, thing: Thing) -> Row:
    item = thing.item
    due = view.say(e.DUE_ON, day=item.due) if item.due and not item.in_hand else ""
    # The day first: in two languages what follows it is the same in both, and stands once.
    where = " · ".join(part for part in (due, item.place, item.owner) if part)
    ticked = Tick(thing.state == "in-hand", item.text, where)
    return row(ticked, Said(view.say(e.PROOF_STATES[thing.state]), "muted"), level="part")
