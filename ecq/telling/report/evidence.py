"""The evidence binder as a checklist on paper. Decides nothing about evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecq.document.blocks import Block, Chapter, Link, Paragraph, Row, Said, Table, Tick, cell, row
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder, BinderQuestion, Thing, binder, by_indicator, fall_sentence
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, point_words


def evidence_part(view: View, day: str) -> Iterator[Block]:
    """What is at risk without evidence, most points first."""
    evidence = binder(view.rubric, view.assessment, view.lang, day, view.card)
    counts = [view.say(e.CHECKLIST_COUNTS, **evidence.counts)]
    counts += [view.say(e.RULED_OUT, count=evidence.ruled_out)] if evidence.ruled_out else []
    ranked = sorted((one for one in evidence.questions if one.at_risk), key=lambda one: -one.at_risk)
    count, points = len(ranked), point_words(evidence.at_risk)
    yield Chapter(view.say(e.BINDER), view.say(r.CLAIM_EVIDENCE, count=count, points=points) if count else "")
    yield Paragraph(view.sentence(evidence.head), "note")
    if falls := fall_sentence(view.rubric, view.assessment, view.card, view.lang):
        yield Paragraph(falls, "note")
    yield Paragraph(view.sentence(view.listed(counts)), "note")
    if not ranked:
        if any(one.credit for one in view.card.questions.values()):
            yield Paragraph(view.say(r.NOTHING_AT_RISK), "note")
        return
    rows = [row(view.say(r.AT_RISK_TITLE, count=count, points=points), level="group")]
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
    gate = Said(view.say(w.GATE), "muted") if question.gate else ""
    if view.ids:
        return row(cell(Link(question.text, question.id), gate), risk)
    return row(question.text, cell(risk, gate))


def _wanted(view: View, text: str) -> Row:
    return row(Tick(False, text), Said(view.say(r.TO_HAVE_READY), "muted"), level="part")


def _thing(view: View, thing: Thing) -> Row:
    item = thing.item
    due = view.say(e.DUE_ON, day=item.due) if item.due and not item.in_hand else ""
    # The day first: in two languages what follows it is the same in both, and stands once.
    where = " · ".join(part for part in (due, item.place, item.owner) if part)
    ticked = Tick(thing.state == "in-hand", item.text, where)
    return row(ticked, Said(view.say(e.PROOF_STATES[thing.state]), "muted"), level="part")
