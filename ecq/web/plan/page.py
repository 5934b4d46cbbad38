"""The plan page: the least effort for the target, each step's worth, owners and due dates, and the agreed plan.

Plans are worked out in `ecq.planning`; every change is saved at once, plans anew and says what it changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from ecq.assessment.model import Assessment, set_up
from ecq.language import LANGUAGES
from ecq.planning import Plan, PlanStep, apply, sentences
from ecq.planning import page_words as w
from ecq.planning import words as wp
from ecq.planning.agreed import agree, assign, exclude, lift_all, lock, set_effort, set_limit
from ecq.planning.page_sentences import change_line, day_words, key_words, plan_headline, rise_words
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO, score
from ecq.text import words as ww
from ecq.text.sentences import citation_words, point_words, score_words
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.frame.frame import show_question, side
from ecq.web.frame.pages import Pages
from ecq.web.html.inert import inert
from ecq.web.html.parts import block, card, score_bar, stars, table
from ecq.web.plan.agreed import draw_agreed
from ecq.web.plan.component import Row, Rung, draw_plan_list
from ecq.web.plan.effort_curve import draw_frontier
from ecq.web.plan.timeline import draw_timeline
from ecq.web.session import widget_keys as keys
from ecq.web.session.plan_cache import Planned, planned
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change, show_trouble


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the plan page."""
    side(visit, pages, "plan")
    show_trouble(visit)
    draw_conflicts(visit)
    plans = planned(visit)
    plan = plans.plan
    _head(visit, plans)
    draw_agreed(visit, pages, plans)
    left, right = st.columns([1, 2.1], gap="medium")
    with left:
        _target_and_limits(visit, plans)
        _reasons(visit, plan)
    with right:
        _steps(visit, plan)
        _held_out(visit)
    if plan.steps:
        draw_timeline(visit, plan)
    left, right = st.columns([1, 1.4], gap="medium")
    with left:
        _staircase(visit, plans)
    with right, st.container(border=True, key="frontier"):
        draw_frontier(visit, plans)
    st.caption(f"{visit.say(w.EFFORTS_ARE_ESTIMATES)} {visit.say(ww.NOT_A_CERTIFICATE)}")


def _head(visit: Visit, plans: Planned) -> None:
    headline = plan_headline(plans.plan, visit.lang)
    lines = []
    if visit.card.counts.open:
        lines.append(visit.say(w.OPEN_COUNT_AS_ZERO, count=visit.card.counts.open))
    before = session().plans_shown
    same_question = before is not None and before.key[0] == plans.key[0] and before.target == plans.target
    if before is not None and same_question:
        lines += _changed(visit, before, plans)
    session().plans_shown = plans
    rest = "".join(f'<p class="ecq-plan-changed" role="status">{escape(line)}</p>' for line in lines)
    st.html(block(f'<h1 class="ecq-lead">{escape(headline)}</h1>{rest}'))


def _changed(visit: Visit, before: Planned, plans: Planned) -> list[str]:
    """The effect of the last change on the plan; nothing where it could have none."""
    if before.limits == plans.limits and before.plan.steps == plans.plan.steps:
        return []
    return [change_line(before.plan, plans.plan, visit.lang)]


def _target_and_limits(visit: Visit, plans: Planned) -> None:
    by_grade = {plan.target.id: plan for plan in plans.staircase.plans}

    def price(plan: Plan) -> str:
        if not plan.feasible:
            return visit.say(w.GRADE_IMPOSSIBLE)
        return visit.say(w.GRADE_AT if plan.steps else w.GRADE_REACHED, effort=day_words(plan.effort))

    with st.container(border=True, key="plan-limits"):
        # Set only where it differs: setting it again would undo a press made while the page was being drawn.
        if st.session_state.get(keys.PLAN_TARGET) != plans.target:
            st.session_state[keys.PLAN_TARGET] = plans.target
        # The price is a caption, not part of the label: Streamlit recognises an option by its label.
        st.radio(
            visit.say(w.TARGET_GRADE),
            list(by_grade),
            key=keys.PLAN_TARGET,
            format_func=lambda grade: visit.words(by_grade[grade].target.title),
            captions=[price(plan) for plan in by_grade.values()],
            on_change=_choose_target,
        )
        terms = visit.assessment.terms
        limits = {"max_lead_time": terms.max_lead_time, "capacity": terms.capacity}
        with st.container(horizontal=True):
            for limit, label in (("max_lead_time", w.LONGEST), ("capacity", w.CAPACITY)):
                key = keys.PLAN_LIMITS[limit]
                saved = limits[limit] or ""
                if limit not in session().limits_refused and st.session_state.get(key) != saved:
                    st.session_state[key] = saved
                st.text_input(
                    visit.say(label),
                    key=key,
                    placeholder=visit.say(w.NO_LIMIT),
                    max_chars=12,
                    on_change=_set_limit,
                    args=(limit,),
                    width=150,
                )
        session().limits_refused = frozenset()
        counted = [
            visit.say(text, count=len(chosen))
            for text, chosen in (
                (w.LOCKED_COUNT, terms.locked),
                (w.EXCLUDED_COUNT, terms.excluded),
                (w.OWN_COUNT, terms.efforts),
            )
            if chosen
        ]
        if counted:
            st.caption(visit.say(w.LIMITS_HELD, parts=LANGUAGES[visit.lang].listed(counted)))
        if counted or terms.max_lead_time or terms.capacity:
            st.button(visit.say(w.LIFT_ALL), key="plan-lift", on_click=_lift_all)


def _choose_target() -> None:
    target = st.session_state[keys.PLAN_TARGET]

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment:
        # After a switch of language the old label may come once more; it is no grade.
        known = target in {band.id for band in rubric.bands}
        return set_up(assessment, rubric, target=target, at=at) if known else assessment

    change(how)


def _set_limit(limit: str) -> None:
    typed = keys.text_in(keys.PLAN_LIMITS[limit])
    name = "capacity" if limit == "capacity" else "max_lead_time"

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        return set_limit(assessment, "capacity" if name == "capacity" else "max_lead_time", typed, at)

    if not change(how):
        session().limits_refused |= {limit}  # what was typed stays in the box, to be corrected


def _lift_all() -> None:
    change(lambda assessment, rubric, at: lift_all(assessment, at))


def _reasons(visit: Visit, plan: Plan) -> None:
    less = sentences.less_line(plan, visit.lang)
    lines = [less] if less else []
    if plan.most is not None:
        lines.append(sentences.most_line(plan.most, visit.lang))
    if plan.steps or not plan.feasible:
        lines += [sentences.binding_line(visit.rubric, plan, one, visit.lang, ids=False) for one in plan.binding]
    if lines:
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        title = visit.say(wp.WHAT_BINDS if plan.feasible else wp.WHY_NOT)
        st.html(block(card(f'<h2 class="ecq-sub">{escape(title)}</h2><ul class="ecq-lines">{items}</ul>')))


def _staircase(visit: Visit, plans: Planned) -> None:
    rows, top = [], []
    for index, plan in enumerate(plans.staircase.plans):
        if plan.target.id == plans.target:
            top.append(index)
        figures = (
            (day_words(plan.effort), str(len(plan.steps)), day_words(plan.lead_time), score_words(plan.score_after))
            if plan.feasible
            else ("—", "—", "—", "—")
        )
        rows.append((visit.words(plan.target.title), *figures))
    heads = [
        (ww.GRADE, False),
        (w.DAYS_AXIS, True),
        (w.STEP_COUNT, True),
        (w.LONGEST_TIME, True),
        (w.SCORE_AFTER, True),
    ]
    shown = table([(visit.say(text), number) for text, number in heads], rows, top)
    st.html(block(card(f'<h2 class="ecq-sub">{escape(visit.say(w.STAIRCASE))}</h2>{shown}')))


def _steps(visit: Visit, plan: Plan) -> None:
    if not plan.steps:
        st.header(visit.say(w.STEPS), anchor=False)
        st.write(visit.say(w.STEPS_NONE))
        return
    if visit.assessment.terms.agreed is None:
        st.header(visit.say(w.STEPS), anchor=False)
        _cheapest(visit, plan)
        return
    # The agreed plan stands above; the cheapest one now is mostly the same list again, so it is folded.
    with st.expander(f"{visit.say(w.CHEAPEST_NOW)} · {len(plan.steps)}", expanded=False):
        _cheapest(visit, plan)


def _cheapest(visit: Visit, plan: Plan) -> None:
    off = session().steps_off = session().steps_off & {step.question for step in plan.steps}
    _what_if(visit, plan, [step for step in plan.steps if step.question not in off])
    labels = {
        "more": visit.say(w.MORE_ABOUT),
        "advice": visit.say(w.DO_THIS),
        "days": visit.say(w.DAYS_AXIS),
        "exclude": visit.say(w.LEAVE_OUT),
        "toShow": visit.say(ww.HAVE_READY),
        "basis": visit.say(w.LEGAL_BASIS),
        "owner": visit.say(w.WHO),
        "due": visit.say(w.BY_WHEN),
        "lock": visit.say(w.LOCK),
        "question": visit.say(w.TO_QUESTION),
        "confirm": visit.say(w.CONFIRM_ANSWER),
    }
    # Gates first: without them nothing else helps. The rest keeps the order of the questions.
    ordered = sorted(plan.steps, key=lambda step: not step.gate)
    rows = [_row(visit, step, step.question not in off) for step in ordered]
    draw_plan_list("cheapest", visit.say(w.STEPS), labels, rows, _did)
    has_agreed = visit.assessment.terms.agreed is not None
    with st.container(key="actions"):
        st.button(
            visit.say(w.AGREE_AGAIN if has_agreed else w.AGREE),
            key="plan-agree",
            type="secondary" if has_agreed else "primary",
            on_click=_agree,
            args=(plan,),
        )


def _what_if(visit: Visit, plan: Plan, ticked: Sequence[PlanStep]) -> None:
    """What the ticked steps alone would bring."""
    after = score(visit.rubric, apply(visit.rubric, planned(visit).assessment, ticked))
    low = after.score.low
    grade = visit.words(after.grade.low.title)
    line = visit.say(
        w.WHAT_IF,
        count=len(ticked),
        score=score_words(low),
        grade=grade,
        effort=day_words(sum((step.effort for step in ticked), ZERO)),
    )
    failed = len(after.gates_in("failed"))
    gates = f" · {visit.say(ww.HEAD_GATES, count=failed)}" if failed else ""
    st.html(
        block(
            card(
                f"{stars(after.grade.low.stars, grade)}{score_bar(visit.rubric, after, visit.verdict.target, visit.lang)}"
                f'<p role="status"><b>{escape(line)}{escape(gates)}</b></p>'
                f"<p><small>{escape(visit.say(w.WHAT_IF_HINT))}</small></p>"
            )
        )
    )


def _row(visit: Visit, step: PlanStep, ticked: bool) -> Row:
    question = visit.rubric.by_id[step.question]
    terms = visit.assessment.terms
    rungs = tuple(
        Rung(
            f"{step.question}/{rung.id}",
            visit.words(rung.advice),
            day_words(rung.effort),
            visit.say(w.EFFORT_OF, step=visit.words(rung.advice)),
            visit.say(w.LEAD_DAYS, days=day_words(rung.lead_time)),
        )
        for rung in step.rungs
    )
    figures = f"{visit.say(w.EFFORT_DAYS, days=day_words(step.effort))} · {visit.say(w.LEAD_DAYS, days=day_words(step.in_a_row))}"
    return Row(
        id=step.question,
        title=visit.words(question.text),
        ticked=ticked,
        gain=visit.say(w.GAIN_POINTS, points=point_words(step.gain)),
        figures=figures,
        rise=rise_words(question, visit.assessment.response(step.question), step.to, visit.lang),
        tags=(("red", visit.say(ww.GATE)),) if question.gate else (),
        line=" · ".join(one for one in (terms.owners.get(step.question, ""), terms.due.get(step.question, "")) if one),
        rungs=rungs,
        evidence=tuple(visit.words(one) for one in question.evidence),
        basis=tuple(citation_words(visit.rubric, one, visit.lang) for one in question.sources),
        owner=terms.owners.get(step.question, ""),
        due=terms.due.get(step.question, ""),
        lockable=True,
    )


def _did(what: str, key: str, value: object) -> None:
    """Handle a press in the list of steps."""
    if what == "tick":
        session().steps_off = session().steps_off - {key} if value else session().steps_off | {key}
    elif what == "effort":
        change(lambda assessment, rubric, at: set_effort(assessment, key, str(value), at))
    elif what == "exclude":
        change(lambda assessment, rubric, at: exclude(assessment, key, True, at))
    elif what == "lock":
        change(lambda assessment, rubric, at: lock(assessment, key, True, at))
    elif what in ("owner", "due"):
        assign_part(what, key, str(value))
    elif what == "question":
        show_question(key)
        session().go_to = "interview"


def assign_part(what: str, key: str, value: str) -> None:
    """Change the owner or the due date; the other stays."""

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        terms = assessment.terms
        owner = value if what == "owner" else terms.owners.get(key, "")
        due = value if what == "due" else terms.due.get(key, "")
        return assign(assessment, key, owner, due, at)

    change(how)


def _agree(plan: Plan) -> None:
    change(lambda assessment, rubric, at: agree(assessment, plan, at))


def _held_out(visit: Visit) -> None:
    """Locked and excluded steps, each with a button to release it."""
    terms = visit.assessment.terms
    known = [key for key in (*terms.locked, *terms.excluded) if key.partition("/")[0] in visit.rubric.by_id]
    if not known:
        return
    with st.expander(f"{visit.say(w.HELD_OUT)} · {len(known)}", expanded=len(known) <= 5):
        for key in known:
            locked = key in terms.locked
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.write(inert(_key_title(visit, key)))
                st.button(
                    visit.say(w.UNLOCK if locked else w.TAKE_IN),
                    key=f"free-{key}",
                    on_click=_free,
                    args=(key, locked),
                )


def _key_title(visit: Visit, key: str) -> str:
    question_id, _, step = key.partition("/")
    title = key_words(visit.rubric, key, visit.lang)
    bank_step = visit.rubric.by_id[question_id].steps.get(step)
    advice = bank_step.advice if bank_step else None
    return title if advice is None else f"{title} {visit.words(advice)}"


def _free(key: str, locked: bool) -> None:
    if locked:
        change(lambda assessment, rubric, at: lock(assessment, key, False, at))
    else:
        change(lambda assessment, rubric, at: exclude(assessment, key, False, at))
