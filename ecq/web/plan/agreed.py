"""The agreed plan on the plan page: each step's progress; steps are ticked off, and what is then in place is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

import streamlit as st

from ecq.assessment.changes import answer, set_to
from ecq.assessment.model import AgreedStep, Assessment, Response
from ecq.base.exact import cut, parse_exact
from ecq.base.language import LANGUAGES
from ecq.planning.agreed import dissolve, set_spent, tick
from ecq.planning.problem import Goal
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO
from ecq.telling.plan import words as w
from ecq.telling.plan.agreed import AgreedLine, against_the_plan, agreed_work, is_proof
from ecq.telling.plan.sentences import day_words, rise_words
from ecq.telling.plan.words import EVIDENCE, THE_OTHERS
from ecq.telling.plan.work_plan import package_title
from ecq.telling.text.sentences import answer_words, unit_words
from ecq.web.html.parts import block
from ecq.web.plan.component import Did, Group, Plans, Record, RefusedField, Row, Section, Taken, draw_plan_list
from ecq.web.session.going import show_question
from ecq.web.session.planned import Planned
from ecq.web.session.state import Refused, session
from ecq.web.session.visit import Visit, change, change_on

NEXT_SHOWN = 3
"""So many improvements, those due first, are shown before the rest folds."""
_TAGS = {"waiting": "plain", "to-confirm": "gold", "reached": "jade", "overdue": "gold"}


def draw_agreed(visit: Visit, plans: Planned, today: str) -> None:
    """Draw the agreed plan; nothing where there is none."""
    agreed = agreed_work(visit.rubric, plans.assessment, plans.plan, visit.lang, today)
    if agreed is None:
        return
    line, lines = agreed.headline, agreed.lines
    with st.container(border=True, key="agreed"):
        share = f"{100 * agreed.reached // len(lines)}%" if lines else "0"
        small = escape(LANGUAGES[visit.lang].sentences(agreed.notes))
        st.html(
            block(
                f'<h2 class="ecq-lead">{escape(visit.say(w.AGREED))} <small>{escape(line)}</small></h2>'
                f'<div class="ecq-bar thin" role="img" aria-label="{escape(line)}"><b style="left:0;width:{share}"></b></div>'
                f"<p><small>{small}</small></p>"
            )
        )
        if lines:
            _list(visit, lines)
        if visit.looks_only:
            return
        with st.popover(visit.say(w.DISSOLVE), key="dissolve", type="tertiary"):
            st.caption(visit.say(w.DISSOLVE_SURE))
            st.button(visit.say(w.YES_DISSOLVE), key="dissolve-yes", on_click=_dissolve)


def _list(visit: Visit, lines: Sequence[AgreedLine]) -> None:
    goal: Goal = "ready" if any(line.standing.step.proves for line in lines) else "score"
    words = {"record": w.RECORD, "figure": w.NEW_FIGURE, "spent": w.SPENT}
    sections = [Section(entries=tuple(_entries(visit, lines)))]
    draw_plan_list(visit, "agreed", goal, w.AGREED, words, sections, _did)


def _entries(visit: Visit, lines: Sequence[AgreedLine]) -> Iterator[Row | Group]:
    """What is to be recorded, then what is to be done next, evidence as one package for each owner, the rest, and what is in place."""
    waiting = [line for line in lines if line.standing.state == "waiting"]
    yield from (_row(visit, line) for line in lines if line.standing.state == "to-confirm")
    raised = sorted((line for line in waiting if not is_proof(line.standing.step)), key=lambda one: one.due or "9")
    first = len(raised) if len(raised) <= NEXT_SHOWN + 1 else NEXT_SHOWN
    yield from (_row(visit, line) for line in raised[:first])
    proofs = [line for line in waiting if is_proof(line.standing.step)]
    for number, owner in enumerate(sorted({line.owner for line in proofs})):
        own = [line for line in proofs if line.owner == owner]
        yield from _together(visit, f"waiting-{number}", package_title(owner, len(own), visit.lang), own)
    rest = raised[first:]
    yield from _together(visit, "rest", visit.say(THE_OTHERS, count=len(rest)), rest)
    reached = [line for line in lines if line.standing.state == "reached"]
    yield from _together(visit, "reached", visit.say(w.IN_PLACE, count=len(reached)), reached)


def _together(visit: Visit, name: str, title: str, lines: Sequence[AgreedLine]) -> Iterator[Row | Group]:
    """Several steps as one that unfolds, with the day on which all that waits is done; one alone stands as it is."""
    rows = tuple(_row(visit, line) for line in lines)
    if len(rows) < 2:
        yield from rows
        return
    steps = [line.standing.step for line in lines]
    yield Group(
        id=name,
        kind="prove" if all(map(is_proof, steps)) else "improve",
        title=title,
        gain=f"+{cut(sum((Fraction(cut(Fraction(step.gain), 2)) for step in steps), ZERO), 2)}",
        effort=day_words(sum((parse_exact(step.effort) for step in steps), ZERO)),
        lead="—",
        rows=rows,
        day="" if name == "reached" else max(row.day for row in rows),
    )


def _row(visit: Visit, line: AgreedLine) -> Row:
    step, state = line.standing.step, line.standing.state
    question = visit.rubric.by_id[step.question]
    before = Response(state="unanswered" if step.before is None else "answered", value=step.before)
    proof = is_proof(step)
    stands = answer_words(question, before, visit.lang)
    record = _record(visit, step) if state == "to-confirm" and not visit.looks_only else None
    missing = _missing(visit, step) if record else []
    told = [("plain", one) for one in against_the_plan(line, visit.lang)]
    return Row(
        id=step.question,
        kind="prove" if proof else "improve",
        title=line.title,
        ticked=step.done or state == "reached",
        fixed=visit.looks_only or state == "reached",
        gain=line.gain,
        effort=line.effort,
        lead=day_words(parse_exact(step.lead_time)),
        asked=visit.words(question.text),
        rise=stands if proof else rise_words(question, before, step.to, visit.lang),
        to_show=visit.say(EVIDENCE, evidence=LANGUAGES[visit.lang].semicolon.join(missing)) if missing else "",
        tags=((_TAGS[line.state], line.stands), *told),
        owner=line.owner,
        day=line.due,
        record=record,
    )


def _missing(visit: Visit, step: AgreedStep) -> list[str]:
    """The pieces of evidence that the step's answer needs and that are not in hand: each is brought by itself."""
    if not step.proves:
        return []
    question, scored = visit.rubric.by_id[step.question], visit.card.questions[step.question]
    needed = scored.needed if _answered(step, question, scored.credit) else question.needed(step.to)
    return [visit.words(piece) for name, piece in question.pieces.items() if name in needed - scored.held]


def _answered(step: AgreedStep, question: Question, credit: Fraction | None) -> bool:
    """Whether the answer is given that the step leads to, or a better one."""
    wanted = question.credit_of(step.to)
    return credit is not None and wanted is not None and credit >= wanted


def _record(visit: Visit, step: AgreedStep) -> Record:
    """What one press records: the new answer where it is not given yet, a figure as it is typed."""
    question = visit.rubric.by_id[step.question]
    if _answered(step, question, visit.card.questions[step.question].credit):
        return Record(visit.say(w.ANSWER_STAYS))
    after = answer_words(question, Response(state="answered", value=step.to), visit.lang)
    label = visit.say(w.NEW_ANSWER, answer=after)
    if isinstance(question, MeasureQuestion):
        return Record(label, unit_words(question, visit.lang), figure=True)
    return Record(label)


def _did(press: Did) -> None:
    here = session()
    here.page(Plans).step_refused = None
    match press:
        case Did(what="tick", id=key, value=bool(done)):
            change_on(Plans, set_to(tick, key, done))
        case Did(what="record", value=Taken() as typed):
            _take_down(press.id, typed)
        case Did(what="question"):
            show_question(press.id)
            here.panel, here.go_to = "evidence", "interview"


def _take_down(question_id: str, typed: Taken) -> None:
    """Save a step's new answer or figure, and what it took. All or nothing. Its evidence is brought where evidence is."""
    figure, spent = typed.figure, (typed.spent or "").strip()

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        agreed, question = assessment.terms.agreed, rubric.by_id.get(question_id)
        step = next((one for one in agreed.steps if one.question == question_id), None) if agreed else None
        if step is None or question is None:
            return assessment
        response = assessment.response(question_id)
        credit = question.credit_of(response.value) if response.state == "answered" else None
        told = set_spent(assessment, question_id, spent, at) if spent else assessment
        if isinstance(told, Invalid) or _answered(step, question, credit):
            return told
        return answer(told, question, step.to if figure is None else figure, at, exact=figure in (None, step.to))

    outcome = change(how)
    if isinstance(outcome, Refused):
        session().page(Plans).step_refused = RefusedField(f"record {question_id}", typed.model_dump(), outcome.why)


def _dissolve() -> None:
    change_on(Plans, set_to(dissolve))
