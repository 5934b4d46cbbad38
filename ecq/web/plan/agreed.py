"""The agreed plan on the plan page: each step's progress; steps are ticked off, and what is then in place is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape

import streamlit as st

from ecq.assessment.changes import answer
from ecq.assessment.evidence import add_evidence, edit_evidence, says_none
from ecq.assessment.model import Assessment, Response
from ecq.assessment.plan_terms import AgreedStep
from ecq.base.exact import cut, parse_exact
from ecq.base.language import LANGUAGES, Text
from ecq.planning.agreed import AgreedStanding, agreed_standing, days_of_the_rest, dissolve, set_spent, tick
from ecq.planning.raises import Goal
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.proof import put_to
from ecq.scoring.scorecard import ZERO, score
from ecq.telling.plan import page_words as w
from ecq.telling.plan.page_sentences import day_words, rise_words
from ecq.telling.plan.titles import agreed_title
from ecq.telling.plan.work_plan_words import EVIDENCE, PROVE_MANY
from ecq.telling.text.sentences import answer_words, point_words, unit_words
from ecq.web.html.parts import block
from ecq.web.plan.component import (
    Did,
    Group,
    PlanList,
    Plans,
    Record,
    RefusedField,
    Row,
    Section,
    Taken,
    columns,
    draw_plan_list,
)
from ecq.web.session.going import show_question
from ecq.web.session.outcome import Refused
from ecq.web.session.planned import Planned
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, change_on

_TAGS = {"waiting": "plain", "to-confirm": "gold", "reached": "jade", "overdue": "gold"}


def draw_agreed(visit: Visit, plans: Planned, today: str) -> None:
    """Draw the agreed plan; nothing where there is none."""
    agreed = visit.assessment.terms.agreed
    if agreed is None:
        return
    standings = agreed_standing(visit.rubric, visit.assessment, visit.card)
    reached = sum(one.state == "reached" for one in standings)
    target = next((band.title for band in visit.rubric.bands if band.id == agreed.target), None)
    line = visit.say(
        w.AGREED_LINE,
        day=(agreed.at or "")[:10],
        target=visit.words(target) if target else agreed.target,
        reached=reached,
        all=len(standings),
    )
    days = days_of_the_rest(visit.rubric, plans.assessment, visit.card.all_open, today)
    notes = [_differs(visit, plans, standings), *_against_the_plan(visit, standings, days)]
    elsewhere = len(agreed.steps) - len(standings)
    if elsewhere:
        notes.append(visit.say(w.AGREED_ELSEWHERE, count=elsewhere))
    with st.container(border=True, key="agreed"):
        share = f"{100 * reached // len(standings)}%" if standings else "0"
        small = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
        st.html(
            block(
                f'<h2 class="ecq-lead">{escape(visit.say(w.AGREED))}</h2><p>{escape(line)}</p>'
                f'<div class="ecq-bar thin" role="img" aria-label="{escape(line)}"><b style="left:0;width:{share}"></b></div>{small}'
            )
        )
        if standings:
            _list(visit, standings, today, days)
        if visit.looks_only:
            return
        if session().page(Plans).dissolving:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.write(visit.say(w.DISSOLVE_SURE))
                st.button(visit.say(w.YES_DISSOLVE), key="dissolve-yes", on_click=_dissolve)
                st.button(visit.say(w.KEEP), key="dissolve-no", type="primary", on_click=_ask_dissolving, args=(False,))
        else:
            st.button(visit.say(w.DISSOLVE), key="dissolve", type="tertiary", on_click=_ask_dissolving, args=(True,))


def _against_the_plan(visit: Visit, standings: Sequence[AgreedStanding], days: Mapping[str, str]) -> Iterator[str]:
    """What the steps took against their estimates, and until when the rest is scheduled."""
    told = [one.step for one in standings if one.step.spent is not None]
    if told:
        effort = sum((parse_exact(step.effort) for step in told), ZERO)
        spent = sum((parse_exact(step.spent or "0") for step in told), ZERO)
        yield visit.say(w.SPENT_IN_ALL, count=len(told), effort=day_words(effort), spent=day_words(spent))
    if days:
        yield visit.say(w.REST_UNTIL, day=max(days.values()))


def _list(visit: Visit, standings: Sequence[AgreedStanding], today: str, days: Mapping[str, str]) -> None:
    goal: Goal = "ready" if any(one.step.proves for one in standings) else "score"
    labels = {
        "record": visit.say(w.RECORD),
        "figure": visit.say(w.NEW_FIGURE),
        "evidence": visit.say(w.IN_HAND_EVIDENCE),
        "place": visit.say(w.ITS_PLACE),
        "spent": visit.say(w.SPENT),
        "question": visit.say(w.TO_QUESTION),
        "days": visit.say(w.DAYS_UNIT),
        "leadDays": visit.say(w.LEAD_UNIT),
        "points": visit.say(w.GAIN_UNITS[goal]),
    }
    label = visit.say(w.AGREED)
    sections = [Section(entries=tuple(_entries(visit, standings, today, days)))]
    heads = columns(goal, visit.lang)
    shown = PlanList(
        "agreed",
        visit.lang,
        label,
        labels,
        sections,
        heads,
        refused=session().page(Plans).step_refused,
        off=visit.looks_only,
    )
    draw_plan_list(shown, _did)


def _entries(
    visit: Visit, standings: Sequence[AgreedStanding], today: str, days: Mapping[str, str]
) -> Iterator[Row | Group]:
    """What is to be recorded, then what is to be done, its proofs as one, then what is in place."""

    def rows(chosen: Iterable[AgreedStanding]) -> tuple[Row, ...]:
        return tuple(_row(visit, one, today, days.get(one.step.question, "")) for one in chosen)

    def together(name: str, title: Text, chosen: Sequence[AgreedStanding]) -> Iterator[Row | Group]:
        if len(chosen) < 2:
            yield from rows(chosen)
            return
        effort = sum((parse_exact(one.step.effort) for one in chosen), ZERO)
        gain = sum((Fraction(cut(Fraction(one.step.gain), 2)) for one in chosen), ZERO)
        yield Group(
            id=name,
            kind="prove" if all(_is_proof(one.step) for one in chosen) else "improve",
            title=visit.say(title, count=len(chosen)),
            gain=f"+{cut(gain, 2)}",
            effort=day_words(effort),
            lead="—",
            rows=rows(chosen),
        )

    waiting = [one for one in standings if one.state == "waiting"]
    yield from rows(one for one in standings if one.state == "to-confirm")
    yield from rows(one for one in waiting if not _is_proof(one.step))
    yield from together("waiting", PROVE_MANY, [one for one in waiting if _is_proof(one.step)])
    yield from together("reached", w.IN_PLACE, [one for one in standings if one.state == "reached"])


def _is_proof(step: AgreedStep) -> bool:
    return step.proves and step.before == step.to


def _differs(visit: Visit, plans: Planned, standings: tuple[AgreedStanding, ...]) -> str:
    """How the cheapest plan now differs from what is left of the agreed one."""
    left = {one.step.question: (one.step.to, one.step.proves) for one in standings if one.state != "reached"}
    present = {step.question: (step.to, step.proves) for step in plans.plan.steps}
    added, dropped = len(present.keys() - left.keys()), len(left.keys() - present.keys())
    other = sum(present[one] != left[one] for one in present.keys() & left.keys())
    if not added and not dropped and not other:
        return visit.say(w.AGREED_SAME)
    return visit.say(w.AGREED_DIFFERS, added=added, dropped=dropped, other=other)


def _row(visit: Visit, standing: AgreedStanding, today: str, scheduled: str) -> Row:
    step = standing.step
    question = visit.rubric.by_id[step.question]
    terms = visit.assessment.terms
    due = terms.due.get(step.question, "")
    state = "overdue" if standing.state == "waiting" and due and due < today else str(standing.state)
    before = Response(state="unanswered" if step.before is None else "answered", value=step.before)
    proof = _is_proof(step)
    stands = answer_words(question, before, visit.lang)
    record = _record(visit, standing) if standing.state == "to-confirm" and not visit.looks_only else None
    return Row(
        id=step.question,
        kind="prove" if proof else "improve",
        title=visit.words(agreed_title(question, step)),
        ticked=step.done or standing.state == "reached",
        fixed=visit.looks_only or standing.state == "reached",
        gain=f"+{point_words(Fraction(step.gain))}",
        effort=day_words(parse_exact(step.effort)),
        lead=day_words(parse_exact(step.lead_time)),
        asked=visit.words(question.text),
        rise=stands if proof else rise_words(question, before, step.to, visit.lang),
        to_show=_to_show(visit, question, step) if record and record.evidence else "",
        tags=((_TAGS[state], visit.say(w.AGREED_STATES[state])), *_actual(visit, step)),
        owner=terms.owners.get(step.question, ""),
        day=due or scheduled,
        record=record,
    )


def _actual(visit: Visit, step: AgreedStep) -> Iterator[tuple[str, str]]:
    """When it was done against the plan, and what it took against the estimate."""
    if step.planned and step.done_on:
        yield "plain", visit.say(w.ACTUAL, planned=step.planned, done=step.done_on)
    if step.spent is not None:
        effort, spent = day_words(parse_exact(step.effort)), day_words(parse_exact(step.spent))
        yield "plain", visit.say(w.ACTUAL_DAYS, effort=effort, spent=spent)


def _to_show(visit: Visit, question: Question, step: AgreedStep) -> str:
    """The pieces of evidence that the answer still needs: to read, never to be recorded by themselves."""
    missing = question.needed(step.to) - visit.card.questions[question.id].held
    asked = [visit.words(piece) for name, piece in question.pieces.items() if name in missing]
    return visit.say(EVIDENCE, evidence=LANGUAGES[visit.lang].semicolon.join(asked))


def _record(visit: Visit, standing: AgreedStanding) -> Record:
    """What one press records: the new answer where it is not given yet, a figure and the words of evidence as they are typed."""
    step, question = standing.step, visit.rubric.by_id[standing.step.question]
    evidence = step.proves and not visit.card.questions[step.question].evidenced
    credit = visit.card.questions[step.question].credit
    wanted = question.credit_of(step.to)
    if credit is not None and wanted is not None and credit >= wanted:
        return Record(visit.say(w.ANSWER_STAYS), evidence=evidence)
    after = answer_words(question, Response(state="answered", value=step.to), visit.lang)
    label = visit.say(w.NEW_ANSWER, answer=after)
    if isinstance(question, MeasureQuestion):
        return Record(label, unit_words(question, visit.lang), figure=True, evidence=evidence)
    return Record(label, evidence=evidence)


def _did(press: Did) -> None:
    here = session()
    here.page(Plans).step_refused = None
    match press:
        case Did(what="tick", id=key, value=bool(done)):
            change_on(Plans, lambda assessment, rubric, at: tick(assessment, key, done, at))
        case Did(what="record", value=Taken() as typed):
            _take_down(press.id, typed)
        case Did(what="question"):
            show_question(press.id)
            here.panel, here.go_to = "evidence", "interview"


def _take_down(question_id: str, typed: Taken) -> None:
    """Save a step's new answer, and the figure and the evidence that the visitor typed. All or nothing.

    Without words no evidence is kept: a new answer is taken alone then, and the step waits for its evidence. Words and their
    place are put to the pieces that the answer still needs, those that the step shows.
    """
    figure, spent = typed.figure, (typed.spent or "").strip()
    evidence, place = (typed.evidence or "").strip(), (typed.place or "").strip()

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        agreed, question = assessment.terms.agreed, rubric.by_id.get(question_id)
        step = next((one for one in agreed.steps if one.question == question_id), None) if agreed else None
        if step is None or question is None:
            return assessment
        response, wanted = assessment.response(question_id), question.credit_of(step.to)
        credit = question.credit_of(response.value) if response.state == "answered" else None
        told = set_spent(assessment, question_id, spent, at) if spent else assessment
        if isinstance(told, Invalid):
            return told
        taken: Assessment | Invalid = told
        if credit is None or wanted is None or credit < wanted:
            taken = answer(told, question, step.to if figure is None else figure, at, exact=figure in (None, step.to))
        if (
            isinstance(taken, Invalid)
            or not step.proves
            or score(rubric, assessment).questions[question_id].evidenced
            or (taken is not told and not evidence)
        ):
            return taken
        if evidence and not says_none(evidence) and not place:
            return Invalid(w.PLACE_NEEDED)
        scored = score(rubric, taken).questions[question_id]
        pieces = [name for name in question.pieces if name in scored.needed - scored.held]
        obtained = next((index for index, thing in enumerate(response.evidence) if thing.text == evidence), None)
        if obtained is None:
            return add_evidence(taken, question, evidence, at=at, place=place, pieces=pieces)
        pieces = [*dict.fromkeys((*put_to(question, response.evidence[obtained]), *pieces))]
        return edit_evidence(taken, question, obtained, at, in_hand=True, place=place, pieces=pieces)

    outcome = change(how)
    if isinstance(outcome, Refused):
        session().page(Plans).step_refused = RefusedField(f"record {question_id}", typed.model_dump(), outcome.why)


def _ask_dissolving(on: bool) -> None:
    session().page(Plans).dissolving = on


def _dissolve() -> None:
    session().page(Plans).dissolving = False
    change_on(Plans, lambda assessment, rubric, at: dissolve(assessment, at))
