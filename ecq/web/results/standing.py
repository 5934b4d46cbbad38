"""How it stands, on the results page: score and grade, the dimensions, what is strongest and weakest, the gates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES
from ecq.planning import na_refused
from ecq.scoring.answers import GateScore
from ecq.scoring.scorecard import NodeScore
from ecq.scoring.strengths import strengths, weaknesses
from ecq.telling.plan import sentences
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import (
    citation_words,
    gates_words,
    interval_words,
    placement_note,
    reason_lines,
    score_words,
)
from ecq.web.html.parts import block, card
from ecq.web.session.plan_cache import planned
from ecq.web.session.visit import Visit
from ecq.writers.html.bars.drawing import bar_legend, score_bar, share_bar
from ecq.writers.html.blocks import stars, tag

SHOWN = 5
INDICATORS_SHOWN = 3
GATES_SHOWN = 2


def draw_standing(visit: Visit) -> None:
    """The score in numbers and as the bar, with the grade and the verdict; what refused not-applicables would cost."""
    scorecard, rubric, lang, target = visit.card, visit.rubric, visit.lang, visit.verdict.target
    low, high = scorecard.score.low, scorecard.score.high
    grade = visit.words(scorecard.grade.low.title)
    if not scorecard.grade.settled:
        grade = visit.say(w.GRADE_BETWEEN, low=grade, high=visit.words(scorecard.grade.high.title))
    rest = "" if low == high else f" — {score_words(high)}"
    failed = len(scorecard.gates_in("failed"))
    held = tag("red", visit.say(wr.GATES_NOT_PASSED, count=failed)) if failed else ""
    verdict = visit.say(
        wr.VERDICT_IN_SHORT, target=visit.words(target.title), verdict=visit.say(w.VERDICTS[visit.verdict.verdict])
    )
    score = (
        f'<div class="ecq-graded">{stars(scorecard.grade.low.stars, grade)}{held}</div>'
        f'<div class="ecq-big">{score_words(low)}<span>{rest} {escape(visit.say(w.POINTS_UNIT))}</span></div>'
        f"<div>{escape(grade)} <small>{escape(verdict)}</small></div>"
    )
    bar = f"{score_bar(rubric, scorecard, target, lang)}{bar_legend(scorecard, target, lang)}"
    aside = sentences.na_costs_line(na_refused(rubric, planned(visit).assessment), scorecard, lang)
    costs = f"<small>{escape(aside + LANGUAGES[lang].full_stop)}</small>" if aside else ""
    st.html(block(card(f'<div class="ecq-stands"><div>{score}</div><div>{bar}</div></div>{costs}')))


def draw_verdict(visit: Visit, plan: WorkPlan) -> None:
    """The verdict for the target with all its reasons, and why the plan's effort is a range where it is one."""
    scorecard, verdict = visit.card, visit.verdict
    evidenced = score_words(scorecard.evidenced.low)
    if scorecard.counts.answered:
        evidenced += f" · {visit.words(visit.rubric.grade_of(scorecard.evidenced.low).title)}"
    settled = scorecard.counts.applicable - scorecard.counts.open
    facts = [
        (
            visit.say(w.READINESS_FOR, target=visit.words(verdict.target.title)),
            visit.say(w.VERDICTS[verdict.verdict]),
        ),
        (visit.say(w.EVIDENCED), evidenced),
        (visit.say(w.PROGRESS), f"{settled} / {scorecard.counts.applicable}"),
    ]
    shown = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts)
    reasons = _listed(visit, reason_lines(visit.rubric, verdict, visit.lang))
    notes = [f"{plan.headline}{LANGUAGES[visit.lang].full_stop}", *plan.notes]
    if scorecard.so_far is not None and scorecard.counts.open:
        notes.append(visit.say(w.SO_FAR, score=score_words(scorecard.so_far)))
    said = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
    st.html(block(card(f'<dl class="ecq-facts num">{shown}</dl>{reasons}{said}')))


def _listed(visit: Visit, lines: Sequence[str]) -> str:
    """The first lines, the others folded."""
    first, rest = lines[:SHOWN], lines[SHOWN:]
    folded = ""
    if rest:
        more = escape(visit.say(wr.MORE_REASONS, count=len(rest)))
        folded = f"<details><summary>{more}</summary>{_items(rest)}</details>"
    return f"{_items(first)}{folded}"


def _items(lines: Iterable[str]) -> str:
    return f'<ul class="ecq-lines">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'


def draw_dimensions(visit: Visit) -> None:
    """Each dimension's share of full marks in the four states of the bar."""
    nodes = [node for node in visit.card.nodes.values() if not node.depth and node.share is not None]
    if not nodes:
        return
    title = f'<h2 class="ecq-sub">{escape(visit.say(wr.DIMENSIONS))}</h2>'
    st.html(block(card(f'<div class="ecq-row">{title}{_shares(visit, nodes, "ecq-shares wide")}</div>')))


def draw_strongest_and_weakest(visit: Visit) -> None:
    """The three strongest and weakest indicators against the target."""
    target = visit.verdict.target
    share = plain(target.from_)
    weak = weaknesses(visit.rubric, visit.card, target)[:INDICATORS_SHOWN]
    strong = strengths(visit.rubric, visit.card, target)[:INDICATORS_SHOWN]
    note = visit.say(wr.SHARES_NOTE, target=visit.words(target.title), share=share)
    note = " · ".join(filter(None, (note, placement_note(visit.rubric, visit.lang))))
    halves = "".join(
        f'<div><h2 class="ecq-sub">{escape(visit.say(title))}</h2>'
        + (_shares(visit, nodes) if nodes else f"<p>{escape(visit.say(none, share=share))}</p>")
        + "</div>"
        for title, nodes, none in (
            (wr.WEAKEST, weak, wr.NO_WEAKNESSES),
            (wr.STRONGEST, strong, wr.NO_STRENGTHS),
        )
    )
    st.html(block(card(f'<div class="ecq-halves">{halves}</div><small>{escape(note)}</small>')))


def _shares(visit: Visit, nodes: Iterable[NodeScore], kind: str = "ecq-shares") -> str:
    failed = {visit.card.questions[gate.question].indicator for gate in visit.card.gates_in("failed")}
    rows = ""
    for node in nodes:
        assert node.share is not None
        gate = tag("red", visit.say(wr.GATE_NOT_PASSED)) if node.id in failed else ""
        rows += (
            f"<li><span>{escape(visit.words(visit.rubric.nodes[node.id].title))} {gate}</span>"
            f'{share_bar(node, visit.verdict.target)}<b class="num">{interval_words(node.share.low, node.share.high)}</b></li>'
        )
    return f'<ul class="{kind}">{rows}</ul>'


def draw_gates_in_short(visit: Visit, plan: WorkPlan) -> None:
    """How many gates are passed, failed, open, and the first failed ones with their law and what passes them."""
    failed = visit.card.gates_in("failed")
    shown = "".join(_failed_gate(visit, gate, plan) for gate in failed[:GATES_SHOWN])
    left = len(failed) - GATES_SHOWN
    more = f"<p><small>{escape(visit.say(wr.MORE_REASONS, count=left))}</small></p>" if left > 0 else ""
    counts = gates_words(visit.card, visit.lang)
    title = f'<h2 class="ecq-sub">{escape(visit.say(w.GATES))}</h2><small>{escape(counts)}</small>'
    st.html(block(card(f"{title}{shown}{more}")))


def _failed_gate(visit: Visit, gate: GateScore, plan: WorkPlan) -> str:
    text, about = visit.words(visit.rubric.by_id[gate.question].text), _about_failed(visit, gate, plan)
    return f'<div class="ecq-fails"><b>{escape(text)}</b>{about}</div>'


def _about_failed(visit: Visit, gate: GateScore, plan: WorkPlan) -> str:
    """The law of a failed gate, and the step that passes it where the plan has one."""
    law = " · ".join(citation_words(visit.rubric, one, visit.lang) for one in visit.rubric.by_id[gate.question].sources)
    about = f"<br><small>{escape(law)}</small>"
    step = next((one for one in plan.lines if one.gate and one.step and one.question == gate.question), None)
    if step is not None:
        to_pass = visit.say(wr.TO_PASS, action=step.title, effort=step.effort, lead=step.lead)
        about += f"<br>{escape(to_pass)}"
    return about
