"""The page for a board: what stands, what is at stake, three ways side by side, what is to be decided, lines to sign.

Computes no score and no plan of its own: it compares plans of `ecq.planning`. Amounts are those of the rubric's sentences on
the law; they are never added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from ecq.assessment.changes import rebind
from ecq.base.language import Text
from ecq.document import blocks
from ecq.planning import Plan, plan
from ecq.planning.agreed import limits_of
from ecq.planning.calendar import has_capacity
from ecq.rubric.kinds import Question
from ecq.rubric.model import GradeBand
from ecq.scoring.answers import GateScore, GateState
from ecq.scoring.unknown_facts import MissingFact
from ecq.telling.plan.sentences import facts_asked
from ecq.telling.plan.work_plan import NO_FIGURE, WorkPlan, capacity_words, effort_of, work_plan
from ecq.telling.portfolio.words import BODY
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, interval_bar
from ecq.telling.report.findings import duty_place
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, grade_inside, headline

Way = Literal["least", "target", "stretch"]
Ways = Mapping[Way, tuple[Plan, WorkPlan]]
_STAKES: tuple[int, ...] = (8, 6, 5, 4, 3, 2, 1, 0)
"""So many gates in rows, from the most to the least that a page may have room for."""
_NAMED = 3
"""So many gates have room before the score's bar."""
_SENTENCES = re.compile(r"(?<=。)|(?<=\.) (?=[A-Z])")
_AMOUNT = re.compile(r"[罚罰].*[万萬倍]|[万萬]元以下|取[缔締]|RMB|times the gains|shut down")
_BOX, _LINE = "▢", "________"


def decision_part(view: View, work: WorkPlan | None, day: str, gates_beside: bool) -> Iterator[blocks.Block]:
    """What a board reads before it decides, on one page; nothing where no question counts. `gates_beside`: the part on gates
    stands in the same document.
    """
    if work is None:
        return
    ways = ways_of(view, day, work)
    gates = at_stake(view)
    shown = tuple(dict.fromkeys(min(most, len(gates)) for most in _STAKES))
    room = [(some, "all") for some in shown if some >= min(_NAMED, len(gates))]
    room += [(some, room) for room in ("no bar", "bare") for some in shown]
    tried = [(some, _NAMED, how) for some, how in room]
    tried += [(0, named, how) for how in ("bare", "least") for named in (1, 0)]
    yield blocks.OwnPage(
        tuple(
            tuple(_page(view, ways, gates[:some], _rest(view, gates[some:], 0 if some else named, gates_beside), how))
            for some, named, how in tried
        )
    )


def decision_title(view: View) -> str:
    """What a board is asked for, by what stands in the way of the target."""
    failed = len(view.card.gates_in("failed"))
    target = grade_inside(view.verdict.target, view.lang)
    if view.verdict.verdict == "ready":
        return view.say(r.DECIDE_READY, target=target)
    if failed:
        return view.say(r.DECIDE_GATES, count=failed)
    if view.plans and not view.plans[0].feasible:
        return view.say(r.DECIDE_OUT_OF_REACH, target=target)
    if _proofs_alone(view):
        return view.say(r.DECIDE_PROVE, target=target)
    if view.card.waiting:
        return view.say(r.DECIDE_OPEN, target=target)
    return view.say(r.DECIDE, target=target)


def _proofs_alone(view: View) -> bool:
    """Whether evidence is all that keeps the platform from its target."""
    return view.verdict.reasons[0].code == "evidence-below-target"


def _page(view: View, ways: Ways, gates: Sequence[GateScore], rest: Sequence[str], room: str) -> Iterator[blocks.Block]:
    """All of it with these gates in rows and what is said of the rest; without the bar, which stands in the summary too, and without notes where there is no room."""
    yield blocks.Chapter(view.say(r.DECISION), decision_title(view))
    yield blocks.Paragraph(view.sentence(headline(view.rubric, view.card, view.verdict, view.lang)), "lead")
    if room == "all":
        yield blocks.Figure(interval_bar(view))
    yield blocks.Section(view.say(r.AT_STAKE))
    if gates:
        yield stake_table(view, gates)
    elif not rest:
        passed = view.card.gates_in("passed")
        yield blocks.Paragraph(view.say(r.NOTHING_AT_STAKE) if passed else view.sentence(view.say(w.NO_GATES_HERE)))
    quoted = any(threatened(view, view.rubric.by_id[gate.question]) for gate in gates)
    if notes := [*([view.say(r.FINES_QUOTED)] if quoted else []), *rest]:
        yield blocks.Paragraph(view.sentences(*notes), "note")
    yield blocks.Section(view.say(r.WAYS))
    yield ways_table(view, ways)
    if room != "least":
        yield ways_notes(view, ways)
    yield blocks.Section(view.say(r.TO_DECIDE))
    yield asked_table(view, ways, notes=room not in ("bare", "least"))
    yield from facts_note(view, ways)
    yield blocks.Signatures(
        view.say(r.SIGNATURE), view.say(r.SIGNED_ON), (blocks.Labelled(view.say(r.SIGNS_BOARD), ()),)
    )


# -- what is at stake


def at_stake(view: View) -> tuple[GateScore, ...]:
    """The gates that fail, those that are open, and those passed by an answer whose evidence is not in hand."""
    passed = (gate for gate in view.card.gates_in("passed") if view.card.questions[gate.question].unproved)
    return (*view.card.gates_in("failed"), *view.card.gates_in("open"), *passed)


def _rest(view: View, rest: Sequence[GateScore], named: int, gates_beside: bool) -> list[str]:
    """What is said of gates that have no row: how many, where they are told of, and where none has one some by name."""
    if not rest:
        return []
    told = gates_beside and all(gate.state != "passed" for gate in rest)  # the part on gates names no other
    where = view.say(r.NAMED_IN, part=view.say(w.GATES)) if told else ""
    none_shown = len(rest) == len(at_stake(view))
    said = [view.say(r.STAKE_ALL if none_shown else r.STAKE_REST, count=len(rest), where=where)]
    some = [
        view.say(r.STAKE_GATE, question=view.question(gate.question), state=view.say(_told_state(gate)))
        for gate in rest[:named]
    ]
    return [*said, view.say(r.STAKE_NAMED, gates=view.listed(some))] if some else said


def _told_state(gate: GateScore) -> Text:
    return r.PASSED_UNPROVED if gate.state == "passed" else w.GATE_STATES[gate.state]


def stake_table(view: View, gates: Iterable[GateScore]) -> blocks.Table:
    """Gates with where they stand, the article that binds the operator, and what it threatens."""
    heads = columns(view.lang, (w.GATE, 34), (w.STATE, 12), (w.BASIS, 22), (r.THREATENED, 42))
    tones: Mapping[GateState, blocks.Tone] = {"failed": "bad", "open": "strong"}
    asked = ((gate, view.rubric.by_id[gate.question]) for gate in gates)
    rows = (
        blocks.row(
            view.say(question.text),
            blocks.Said(view.say(_told_state(gate)), tones.get(gate.state, "")),
            duty_place(view, question),
            threatened(view, question) or blocks.Said(view.say(r.NO_AMOUNT), "muted"),
        )
        for gate, question in asked
    )
    return blocks.Table(heads, tuple(rows), small=True)


def threatened(view: View, question: Question) -> str:
    """The sentences of a question's reason that name an amount, with their article; "" where none does."""
    return view.sentences(*(one for one in _SENTENCES.split(view.say(question.why)) if _AMOUNT.search(one)))


# -- the ways


def ways_of(view: View, day: str, work: WorkPlan | None = None) -> Ways:
    """The plans to the lowest grade that makes sense, to the target, and to the one above, in words as of a day.

    `work` is the first plan of the view in words, which need not be worked out again.
    """
    answers = rebind(view.assessment, view.rubric)
    limits = limits_of(view.rubric, answers)
    told: dict[Way, tuple[Plan, WorkPlan]] = {}
    for way, band in _bands(view).items():
        known = next((one for one in view.plans if one.target.id == band.id), None)
        made = known or plan(view.rubric, answers, band.id, limits, answers.terms.goal)
        worded = work if view.plans and made is view.plans[0] else None
        told[way] = made, worded or work_plan(view.rubric, answers, made, view.lang, day)
    return told


def _bands(view: View) -> Mapping[Way, GradeBand]:
    """The grade that is sure already, or the lowest with a star, where that is below the target; the target; the next one."""
    target = view.verdict.target
    starred = sorted((band for band in view.rubric.bands if band.stars), key=lambda band: band.from_)
    below = [band for band in starred if band.from_ < target.from_]
    held = [band for band in below if band.from_ <= view.card.score.low]
    above = next((band for band in starred if band.from_ > target.from_), None)
    found: dict[Way, GradeBand] = {}
    if below:
        found["least"] = (held or below[:1])[-1]
    found["target"] = target
    if above is not None:
        found["stretch"] = above
    return found


def ways_table(view: View, ways: Ways) -> blocks.Table:
    """The ways side by side: grade, person-days, the day where there is one, and what each holds."""
    dated = any(work.finish for _, work in ways.values())
    days = ((w.DONE_BY, 16),) if dated else ()
    heads = columns(view.lang, (r.WAY, 27), (w.EFFORT, 23), *days, (r.WAY_HOLDS, 50))
    rows = []
    for way, (made, work) in ways.items():
        tone: blocks.Tone = "strong" if way == "target" else ""
        name = view.say(r.WAY_NAMES[way], grade=view.say(made.target.title))
        said = (name, effort_of(made, view.lang), *((work.finish or NO_FIGURE,) if dated else ()))
        rows.append(blocks.row(*(blocks.Said(one, tone) for one in said), _holds(view, made, work)))
    return blocks.Table(heads, tuple(rows), small=True)


def _holds(view: View, made: Plan, work: WorkPlan) -> str:
    """What a way asks for, or why there is none."""
    if not made.feasible:
        return work.headline
    told = (
        (r.HOLDS_GATES, sum(step.gate for step in made.steps)),
        (r.HOLDS_IMPROVED, sum(step.kind == "improve" for step in made.steps)),
        (r.HOLDS_PROVED, sum(step.kind == "prove" for step in made.steps)),
    )
    parts = [view.say(text, count=count) for text, count in told if count]
    return view.listed(parts) or view.say(r.HOLDS_NOTHING if made.settled else r.HOLDS_ANSWERS)


def ways_notes(view: View, ways: Ways) -> blocks.Paragraph:
    """What days and person-days rest on."""
    return blocks.Paragraph(view.sentences(*_rests_on(view, ways)), "note")


def _rests_on(view: View, ways: Ways) -> Iterator[str]:
    terms, count, facts = view.assessment.terms, view.card.counts.open, _facts(ways)
    plans = [made for made, _ in ways.values()]
    differ = any(one.feasible and one.enough.feasible and one.enough.effort > one.effort for one in plans)
    dated = any(work.finish for _, work in ways.values())
    if facts:
        yield view.say(r.WAYS_FACTS if differ else r.WAYS_FACTS_ALIKE, count=len(facts))
        if dated:
            yield view.say(r.WAYS_FACTS_DAYS)
    elif count:
        yield view.say(r.WAYS_OPEN if differ else r.WAYS_ANSWERS, count=count)
    if all(made.feasible and not made.steps for made in plans):
        return
    if not has_capacity(terms):
        yield view.say(r.WAYS_NO_DATES)
    elif dated:
        yield view.say(r.WAYS_CAPACITY, capacity=capacity_words(terms, view.lang))
        if count and not facts:
            yield view.say(r.WAYS_IF_OPEN)
    yield view.say(r.WAYS_ESTIMATES)


# -- what is asked


def asked_table(view: View, ways: Ways, notes: bool = True) -> blocks.Table:
    """What is to be decided, with what is to be known of it, and boxes to tick."""
    rows = (
        blocks.row(str(rank), blocks.Said(what, "strong"), *((blocks.Said(note, "muted"),) if notes else ()), boxes)
        for rank, (what, note, boxes) in enumerate(_decisions(view, ways), 1)
    )
    shares = (4, 36, 28, 36) if notes else (4, 52, 48)
    return blocks.Table(columns(view.lang, *(("", share) for share in shares)), tuple(rows), small=True)


def facts_note(view: View, ways: Ways) -> Iterator[blocks.Paragraph]:
    """Which facts of the profile to fill in, by name; nothing where none is missing."""
    if facts := _facts(ways):
        yield blocks.Paragraph(facts_asked(view.rubric, facts, view.lang, brief=True), "note")


def _facts(ways: Ways) -> Sequence[MissingFact]:
    return next((made.facts for made, _ in ways.values() if made.facts), ())


def _decisions(view: View, ways: Ways) -> Iterator[tuple[str, str, str]]:
    """What is to be decided, what is to be known of it, and the boxes to tick, of which one is always free: for who is ready the body and the day to apply, else what it takes to be."""
    terms = view.assessment.terms
    target = grade_inside(view.verdict.target, view.lang)
    lowest = min(made.target.from_ for made, _ in ways.values())
    grades = _boxes(view.say(band.title) for band in view.rubric.bands if band.stars and band.from_ >= lowest)
    failed, questions = len(view.card.gates_in("failed")), view.card.questions
    open_ = sum(questions[gate.question].state != "undecided" for gate in view.card.gates_in("open"))
    agree = _boxes((view.say(r.AGREED), f"{view.say(r.CHANGED_TO)} {_LINE}"))
    yield view.say(w.TARGET), view.say(r.DECIDE_GRADE_NOTE, target=target), grades
    if view.verdict.verdict == "ready":
        yield from ((view.say(what), "", _boxes((_LINE,))) for what in (BODY, r.DECIDE_APPLY, r.DECIDE_NEXT))
        return
    if facts := _facts(ways):
        yield view.say(r.DECIDE_FACTS, count=len(facts)), "", _boxes((_LINE,))
    if failed:
        yield view.say(r.DECIDE_FAILED), view.say(r.DECIDE_FAILED_NOTE, count=failed), agree
    capacity = capacity_words(terms, view.lang)
    people = _boxes((*([capacity] if capacity else []), _LINE))
    yield view.say(r.DECIDE_PEOPLE), "" if capacity else view.say(r.DECIDE_PEOPLE_NOTE), people
    if count := view.card.waiting:
        note = view.say(r.DECIDE_ANSWERS_NOTE, count=open_) if open_ else ""
        yield view.say(r.DECIDE_ANSWERS, count=count), note, _boxes((_LINE,))
    if _proofs_alone(view):
        yield view.say(r.DECIDE_EVIDENCE), "", _boxes((_LINE,))
    yield view.say(r.DECIDE_NEXT), "", _boxes((_LINE,))


def _boxes(choices: Iterable[str]) -> str:
    return "\u00a0\u00a0 ".join(f"{_BOX} {one}".replace(" ", "\u00a0") for one in choices)
