"""The plan page: what it takes to be ready, as waves of work with owners and days, its charts, and the agreed plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from html import escape

import streamlit as st

from ecq.assessment.changes import answer, set_to
from ecq.assessment.model import AgreedStep, Assessment, Response
from ecq.base.day import day_after
from ecq.base.exact import cut, parse_exact
from ecq.base.language import LANGUAGES
from ecq.planning import Frontier, FrontierPoint, Plan, PlanStep, apply
from ecq.planning.agreed import agree, assign, dissolve, exclude, lock, set_effort, set_package, set_spent, tick
from ecq.planning.problem import Goal
from ecq.planning.schedule import Slot
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan import date_sentences, sentences
from ecq.telling.plan import words as p
from ecq.telling.plan.agreed import AgreedLine, against_the_plan, agreed_work
from ecq.telling.plan.sentences import change_line, day_words, is_proof, rise_words
from ecq.telling.plan.words import EVIDENCE, FROM_TO, THE_OTHERS
from ecq.telling.plan.work_plan import NO_FIGURE, WaveLines, WorkPlan, effort_of, package_title
from ecq.telling.report.plan import curves_said
from ecq.telling.report.shown import choose
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, file_name, interval_words, score_words, unit_words
from ecq.web.changes import draw_conflicts
from ecq.web.html import charts
from ecq.web.html.downloads import ReportFiles, workbook_maker
from ecq.web.html.parts import card, details, draw_html, hand_out, table
from ecq.web.plan.component import (
    PROFILE,
    Did,
    Group,
    Plans,
    Record,
    RefusedField,
    Section,
    StepRow,
    Taken,
    draw_plan_list,
    sections,
)
from ecq.web.plan.settings import draw_settings
from ecq.web.session import widget_keys as keys
from ecq.web.session.going import show_question
from ecq.web.session.planned import Planned, planned
from ecq.web.session.state import Refused, session
from ecq.web.session.visit import Pages, Visit, change, change_on, changing, say_refused, today
from ecq.writers.html.blocks import tag
from ecq.writers.sheets.calendar_file import plan_calendar


@dataclass(frozen=True)
class _Bar:
    kind: str
    title: str
    owner: str
    start: int
    end: int
    late: str


def draw_timeline(visit: Visit, plan: WorkPlan) -> None:
    """When each step runs, in the order of the waves; steps that end after the day chosen for them are marked."""
    bars = [bar for wave in plan.waves for bar in _bars(visit, wave)]
    last = max(bar.end for bar in bars) + 1
    rows = "".join(_row(visit, bar, plan.begins, last) for bar in bars)
    ends = f"<p><b>{escape(visit.say(date_sentences.SCHEDULED_UNTIL, day=plan.finish))}</b></p>"
    draw_html(f'{ends}<ol class="ecq-times">{rows}</ol><p><small>{escape(plan.schedule)}</small></p>')


def _bars(visit: Visit, wave: WaveLines) -> Iterator[_Bar]:
    """A bar for each line; the proofs of one wave and owner are one, from the first to the last."""
    proofs: dict[str, list[Slot]] = {}
    for line in wave.lines:
        if line.kind == "prove" and line.runs is not None and not line.late:
            proofs.setdefault(line.runs.owner, []).append(line.runs)
    for owner, slots in proofs.items():
        title = package_title(owner, len(slots), visit.lang)
        yield _Bar("prove", title, "", min(one.start for one in slots), max(one.end for one in slots), "")
    for line in wave.lines:
        if line.runs is not None and (line.kind != "prove" or line.late):
            yield _Bar(line.kind, line.title, line.owner, line.runs.start, line.runs.end, line.day if line.late else "")


def _row(visit: Visit, bar: _Bar, start: str, last: int) -> str:
    begins, ends = day_after(start, bar.start), day_after(start, bar.end)
    left, width = 100 * bar.start / last, 100 * (bar.end + 1 - bar.start) / last
    late = tag("gold", visit.say(p.TOO_LATE, due=bar.late)) if bar.late else ""
    owner = f" · {escape(bar.owner)}" if bar.owner else ""
    when = escape(visit.say(FROM_TO, start=begins, end=ends))
    width = max(width, 0.6)
    return (
        f'<li class="{bar.kind}"><span class="what">{escape(bar.title)}</span>'
        f'<span class="when num">{when}{owner} {late}</span>'
        f'<span class="bar" aria-hidden="true"><b style="left:{min(left, 99.4):.2f}%;width:{width:.2f}%"></b></span></li>'
    )


def draw_frontier(visit: Visit, plans: Planned) -> None:
    """The efficient frontier as a chart and a table; while questions are open, at both ends."""
    plan, least = plans.plan, plans.least_curve
    if not least.points:
        st.write(visit.say(p.FRONTIER_NONE))
        return
    enough = None if plan.settled else plans.enough_curve
    alt = curves_said(least, enough, plan.goal, visit.card, visit.lang)
    if gates := _gates(visit, least):
        st.caption(gates)
    figure = charts.frontier(visit.rubric, least, enough, plan, visit.lang)
    # Some twenty points of a curve of hundreds, including the first and the last.
    step = max(1, len(least.points) // 20)
    points = [one for place, one in enumerate(least.points) if place % step == 0 or place == len(least.points) - 1]
    if enough is None:
        rows = [(day_words(one.effort), score_words(one.score), visit.say(one.grade.title)) for one in points]
        heads = [(w.PERSON_DAYS_HEAD, True), (p.SCORE_AXES[plan.goal], True), (w.GRADE, False)]
    else:
        rows = [(day_words(one.effort), score_words(one.score), _score_for(enough, one)) for one in points]
        heads = [(w.PERSON_DAYS_HEAD, True), (p.ALL_CONFIRMED, True), (p.NONE_CONFIRMED, True)]
    numbers = charts.Numbers(heads, rows)
    charts.draw(figure, "chart-frontier", visit.say(p.FRONTIER), visit.about, alt, visit.lang, numbers)


def _gates(visit: Visit, curve: Frontier) -> str:
    """That the scores of a curve are those with gates passed; "" where all gates are passed already."""
    if curve.blocked:
        return visit.say(p.FRONTIER_GATES_BLOCKED, count=len(curve.blocked))
    waiting = visit.card.gates_in("failed") or visit.card.gates_in("open")
    return visit.say(p.FRONTIER_GATES) if waiting else ""


def _score_for(curve: Frontier, point: FrontierPoint) -> str:
    """The highest score on another curve for the effort of a point; a dash where that does not even pass the gates."""
    bought = [one.score for one in curve.points if one.effort <= point.effort]
    return score_words(bought[-1]) if bought else "—"


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the plan page."""
    say_refused(visit, Plans)
    draw_conflicts(visit)
    plans = planned(visit)
    plan, day = plans.plan, today()
    worded = plans.worded(visit.lang, day)
    draw_settings(visit, plans, worded, day)
    _head(visit, plans, worded)
    draw_agreed(visit, plans, day)
    _work(visit, plan, worded)
    with st.container(key="actions", horizontal=True):
        _downloads(visit, plans, worded, day)
    _reasons(visit, plan)
    if worded.finish:
        _unfolding(visit.say(p.TIMELINE), keys.PLAN_TIMELINE, lambda: draw_timeline(visit, worded))
    _staircase(visit, plans)
    if not plan.facts:  # what effort buys is another on every platform that missing facts leave possible
        _unfolding(visit.say(p.FRONTIER), keys.PLAN_CURVE, lambda: draw_frontier(visit, plans))
    st.caption(f"{visit.say(w.NOT_A_CERTIFICATE)} · {visit.say(p.EFFORTS_ARE_ESTIMATES)}")


# -- the sentence on top


def _head(visit: Visit, plans: Planned, worded: WorkPlan) -> None:
    """The headline, the first of what is to be said with it, by when, and whether by the day that was set; how it comes about unfolds."""
    before = session().page(Plans).shown
    first, *rest = (*worded.notes, "")
    joined = LANGUAGES[visit.lang].sentences
    deadline = [one for one in worded.deadline if one not in worded.schedule]  # what days rest on is folded
    dates = joined((*(worded.dates or filter(None, (worded.schedule,))), *deadline))
    lines = "".join(f"<p>{escape(note)}</p>" for note in (first, dates) if note)
    if before is not None and _tells_apart(before, plans):
        line = change_line(before.plan, plans.plan, visit.lang)
        lines += f'<p class="ecq-plan-changed" role="status">{escape(line)}</p>'
    session().page(Plans).shown = plans
    further = [note for note in (*rest, worded.schedule if worded.dates else "") if note]
    folded = details(visit.say(p.REASONS), further) if further else ""
    draw_html(f'<h1 class="ecq-lead">{escape(worded.headline)}</h1><div class="ecq-plan-notes">{lines}{folded}</div>')


def _tells_apart(before: Planned, plans: Planned) -> bool:
    """Whether the last change is one to tell the effect of: the same plan with another outcome, or under other limits."""
    if before is plans or (before.key[0], before.target, before.goal) != (plans.key[0], plans.target, plans.goal):
        return False
    old, new = before.plan, plans.plan
    return before.limits != plans.limits or (old.steps, old.enough) != (new.steps, new.enough)


def _downloads(visit: Visit, plans: Planned, worded: WorkPlan, today: str) -> None:
    """The plan to take along, in the visitor's language; other languages and parts are chosen on the results page."""
    rubric, assessment, lang = visit.rubric, plans.assessment, visit.lang
    name = file_name(f"{assessment.name or 'ECQ'} {today}")
    files = [
        (p.TO_EXCEL, "xlsx", workbook_maker(rubric, assessment, lang, today)),
        (p.TO_PDF, "pdf", ReportFiles(rubric, assessment, choose(lang), today).pdf),
    ]
    if any(line.day for line in worded.lines):
        files.append((p.TO_CALENDAR, "ics", partial(plan_calendar, rubric, assessment, plans.plan, lang, today)))
    for label, ending, make in files:
        key, icon = f"plan-download-{ending}", ":material/download:"
        hand_out(visit.say(label), f"{name}.{ending}", visit.asked(make, ending), key, icon=icon)


# -- why


def _reasons(visit: Visit, plan: Plan) -> None:
    less = sentences.less_line(plan, visit.lang)
    lines = [less] if less else []
    if plan.most is not None:
        lines.append(sentences.most_line(plan.most, plan.goal, visit.lang))
    if plan.steps or not plan.feasible:
        lines += [sentences.binding_line(visit.rubric, plan, one, visit.lang, ids=False) for one in plan.binding]
    if not lines:
        return
    stop = LANGUAGES[visit.lang].full_stop
    items = "".join(f"<li>{escape(line.removesuffix(stop))}{stop}</li>" for line in lines)
    title = visit.say(p.WHAT_BINDS if plan.feasible else p.WHY_NOT)
    note = "" if plan.settled else f"<p><small>{escape(visit.say(p.AT_LEAST_ENDS))}</small></p>"
    draw_html(card(f'<h2 class="ecq-sub">{escape(title)}</h2>{note}<ul class="ecq-lines">{items}</ul>'))


def _staircase(visit: Visit, plans: Planned) -> None:
    rows, top = [], []
    for index, plan in enumerate(plans.staircase.plans):
        if plan.target.id == plans.target:
            top.append(index)
        figures = (NO_FIGURE, NO_FIGURE, NO_FIGURE)
        if plan.feasible and plan.steps:
            after = interval_words(plan.score_after, plan.score_after + plan.open_points)
            figures = (str(len(plan.steps)), day_words(plan.lead_time), NO_FIGURE if plan.facts else after)
        rows.append((visit.say(plan.target.title), effort_of(plan, visit.lang), *figures))
    numbers = (w.PERSON_DAYS_HEAD, w.HOW_MANY, p.LONGEST_TIME, p.SCORE_AFTER)
    heads = [(visit.say(text), text in numbers) for text in (w.GRADE, *numbers)]
    shown = table(heads, rows, top)
    title = escape(visit.say(p.STAIRCASE))
    draw_html(card(f'<h2 class="ecq-sub">{title}</h2><div class="ecq-stairs">{shown}</div>'))


# -- what unfolds and is not drawn before


def _unfolding(title: str, key: str, draw_inside: Callable[[], None]) -> None:
    fold = st.expander(title, key=key, on_change="rerun")
    if fold.open:
        with fold:
            draw_inside()


# -- the work


def _work(visit: Visit, plan: Plan, worded: WorkPlan) -> None:
    if not worded.waves and not plan.facts:
        return
    if visit.assessment.terms.agreed is None or not plan.steps:
        _cheapest(visit, plan, worded)
        return
    # The agreed plan stands above; the cheapest one now is mostly the same list again, so it is folded.
    title = f"{visit.say(p.CHEAPEST_NOW)} · {len(plan.steps)}"
    _unfolding(title, keys.PLAN_CHEAPEST, lambda: _cheapest(visit, plan, worded))


def _cheapest(visit: Visit, plan: Plan, worded: WorkPlan) -> None:
    here = session().page(Plans)
    off = here.steps_off = here.steps_off & {step.question for step in plan.steps}
    if plan.steps:
        chosen = _what_if(visit, plan, [step for step in plan.steps if step.question not in off])
        draw_html(_strip(visit, worded, chosen))
    words = {
        "advice": p.DO_THIS,
        "exclude": p.LEAVE_OUT,
        "toShow": w.HAVE_READY,
        "basis": p.LEGAL_BASIS,
        "owner": w.OWNER,
        "assign": p.ASSIGN,
        "due": w.DONE_BY,
        "lock": p.LOCK,
    }
    shown = sections(visit, worded, plan.facts, off)
    draw_plan_list(visit, "cheapest", plan.goal, p.STEPS, words, shown, _did, worded.more)
    if not plan.steps or visit.looks_only:
        return
    has_agreed = visit.assessment.terms.agreed is not None
    days = {line.question: line.day for line in worded.lines}
    with st.container(key="agree"):
        st.button(
            visit.say(p.AGREE_AGAIN if has_agreed else p.AGREE),
            key="plan-agree",
            type="secondary" if has_agreed else "primary",
            on_click=changing(Plans, lambda assessment, rubric, at: agree(assessment, plan, at, days)),
        )


def _strip(visit: Visit, worded: WorkPlan, chosen: str) -> str:
    """The kinds of work as one bar, by person-days, and what those `chosen` come to. To confirm takes none, and has a place of its own before them.

    Their names are classes of the style sheet: confirm, prove, improve, if-not-confirmed.
    """
    days = sum((share.days for share in worded.shares), ZERO)
    parts, named = [], []
    for share in worded.shares:
        wide = f"flex-grow:{cut(share.days * 1000 / days, 0)}" if share.days else "flex:0 0 1rem"
        parts.append(f'<b class="{share.kind}" style="{wide}"></b>')
        named.append(f'<span><i class="{share.kind}"></i>{escape(share.label)} <b>{escape(share.amount)}</b></span>')
    spoken = visit.say(p.WORK_LABEL, parts="; ".join(f"{one.label} {one.amount}" for one in worded.shares))
    return (
        f'<div class="ecq-work" role="img" aria-label="{escape(spoken)}">{"".join(parts)}</div>'
        f'<div class="ecq-work-names"><p><small>{escape(visit.say(w.PERSON_DAYS_HEAD))}</small>{"".join(named)}</p>{chosen}</div>'
    )


def _what_if(visit: Visit, plan: Plan, ticked: Sequence[PlanStep]) -> str:
    """What the ticked steps alone would bring, where some are unticked; over all profiles while facts are missing."""
    if len(ticked) == len(plan.steps):
        return f'<p class="ecq-plan-if"><small>{escape(visit.say(p.WHAT_IF_HINT))}</small></p>'
    after = scorecard(visit.rubric, apply(visit.rubric, planned(visit).assessment, ticked))
    line = visit.say(
        p.WHAT_IF,
        count=len(ticked),
        score=interval_words(after.score.low, after.score.high),
        evidenced=score_words(after.evidenced.low),
        grade=visit.say(after.grade.low.title),
        effort=day_words(sum((step.effort for step in ticked), ZERO)),
    )
    failed = len(after.gates_in("failed"))
    gates = f" · {visit.say(w.HEAD_GATES, count=failed)}" if failed else ""
    return f'<p class="ecq-plan-if" role="status"><b>{escape(line)}{escape(gates)}</b></p>'


def _did(press: Did) -> None:
    """Handle a press in the list of work."""
    here, key = session().page(Plans), press.id
    here.step_refused = None
    match press:
        case Did(what="tick"):
            ids = frozenset(key.split())
            here.steps_off = here.steps_off - ids if press.value else here.steps_off | ids
        case Did(what="exclude" | "lock" as what):
            change_on(Plans, set_to(exclude if what == "exclude" else lock, key, True))
        case Did(what="question"):
            if key.startswith(f"{PROFILE}/"):
                session().go_to = "profile"
                return
            show_question(key)
            session().go_to = "interview"
        case Did(what="effort" | "owner" | "due" as what, value=str(typed)):
            outcome = change(lambda assessment, rubric, at: _typed(assessment, what, key, typed, at))
            if isinstance(outcome, Refused):  # the sentence stands at the field, and what was typed stays in it
                here.step_refused = RefusedField(f"{what} {key}", typed, outcome.why)


def _typed(assessment: Assessment, what: str, key: str, typed: str, at: str) -> Assessment | Invalid:
    """What was typed for a step; of owner and day, the other stays."""
    if what == "effort" and " " in key:
        listed = session().page(Plans).shown
        proofs = [step for step in listed.plan.steps if step.question in key.split()] if listed else []
        return set_package(assessment, proofs, typed, at)
    if what == "effort":
        return set_effort(assessment, key, typed, at)
    terms = assessment.terms
    owner = typed if what == "owner" else terms.owners.get(key, "")
    due = typed if what == "due" else terms.due.get(key, "")
    return assign(assessment, key, owner, due, at)


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
        draw_html(
            f'<h2 class="ecq-lead">{escape(visit.say(p.AGREED))} <small>{escape(line)}</small></h2>'
            f'<div class="ecq-bar thin" role="img" aria-label="{escape(line)}"><b style="left:0;width:{share}"></b></div>'
            f"<p><small>{small}</small></p>"
        )
        if lines:
            goal: Goal = "ready" if any(line.standing.step.proves for line in lines) else "score"
            words = {"record": p.RECORD, "figure": p.NEW_FIGURE, "spent": p.SPENT}
            sections = [Section(entries=tuple(_entries(visit, lines)))]
            draw_plan_list(visit, "agreed", goal, p.AGREED, words, sections, _did_agreed)
        if visit.looks_only:
            return
        with st.popover(visit.say(p.DISSOLVE), key="dissolve", type="tertiary"):
            st.caption(visit.say(p.DISSOLVE_SURE))
            st.button(visit.say(p.YES_DISSOLVE), key="dissolve-yes", on_click=changing(Plans, set_to(dissolve)))


def _entries(visit: Visit, lines: Sequence[AgreedLine]) -> Iterator[StepRow | Group]:
    """What is to be recorded, then what is to be done next, evidence as one package for each owner, the rest, and what is in place."""
    waiting = [line for line in lines if line.standing.state == "waiting"]
    yield from (_agreed_row(visit, line) for line in lines if line.standing.state == "to-confirm")
    raised = sorted((line for line in waiting if not is_proof(line.standing.step)), key=lambda one: one.due or "9")
    first = len(raised) if len(raised) <= NEXT_SHOWN + 1 else NEXT_SHOWN
    yield from (_agreed_row(visit, line) for line in raised[:first])
    proofs = [line for line in waiting if is_proof(line.standing.step)]
    for number, owner in enumerate(sorted({line.owner for line in proofs})):
        own = [line for line in proofs if line.owner == owner]
        yield from _together(visit, f"waiting-{number}", package_title(owner, len(own), visit.lang), own)
    rest = raised[first:]
    yield from _together(visit, "rest", visit.say(THE_OTHERS, count=len(rest)), rest)
    reached = [line for line in lines if line.standing.state == "reached"]
    yield from _together(visit, "reached", visit.say(p.IN_PLACE, count=len(reached)), reached)


def _together(visit: Visit, name: str, title: str, lines: Sequence[AgreedLine]) -> Iterator[StepRow | Group]:
    """Several steps as one that unfolds, with the day on which all that waits is done; one alone stands as it is."""
    rows = tuple(_agreed_row(visit, line) for line in lines)
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


def _agreed_row(visit: Visit, line: AgreedLine) -> StepRow:
    step, state = line.standing.step, line.standing.state
    question = visit.rubric.by_id[step.question]
    before = Response(state="unanswered" if step.before is None else "answered", value=step.before)
    proof = is_proof(step)
    stands = answer_words(question, before, visit.lang)
    record = _record(visit, step) if state == "to-confirm" and not visit.looks_only else None
    missing = _missing(visit, step) if record and step.proves else []
    told = [("plain", one) for one in against_the_plan(line, visit.lang)]
    return StepRow(
        id=step.question,
        kind="prove" if proof else "improve",
        title=line.title,
        ticked=step.done or state == "reached",
        fixed=visit.looks_only or state == "reached",
        gain=line.gain,
        effort=line.effort,
        lead=day_words(parse_exact(step.lead_time)),
        asked=visit.say(question.text),
        rise=stands if proof else rise_words(question, before, step.to, visit.lang),
        to_show=visit.say(EVIDENCE, evidence=LANGUAGES[visit.lang].semicolon.join(missing)) if missing else "",
        tags=((_TAGS[line.state], line.stands), *told),
        owner=line.owner,
        day=line.due,
        record=record,
    )


def _missing(visit: Visit, step: AgreedStep) -> list[str]:
    """The pieces of evidence that the step's answer needs and that are not in hand: each is brought by itself."""
    question, scored = visit.rubric.by_id[step.question], visit.card.questions[step.question]
    needed = scored.needed if _answered(step, question, scored.credit) else question.needed(step.to)
    return [visit.say(piece) for name, piece in question.pieces.items() if name in needed - scored.held]


def _answered(step: AgreedStep, question: Question, credit: Fraction | None) -> bool:
    """Whether the answer is given that the step leads to, or a better one."""
    wanted = question.credit_of(step.to)
    return credit is not None and wanted is not None and credit >= wanted


def _record(visit: Visit, step: AgreedStep) -> Record:
    """What one press records: the new answer where it is not given yet, a figure as it is typed."""
    question = visit.rubric.by_id[step.question]
    if _answered(step, question, visit.card.questions[step.question].credit):
        return Record(visit.say(p.ANSWER_STAYS))
    after = answer_words(question, Response(state="answered", value=step.to), visit.lang)
    label = visit.say(p.NEW_ANSWER, answer=after)
    if isinstance(question, MeasureQuestion):
        return Record(label, unit_words(question, visit.lang), figure=True)
    return Record(label)


def _did_agreed(press: Did) -> None:
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
