"""A plan as people work from it: waves of actions in words, and the sentences above them.

One line says the same on the page, in the report, the workbook, the calendar file and on the command line. Everything here
is words of what `ecq.planning` worked out; it computes no plan and no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any, Literal

from ecq.assessment.model import Assessment, PlanTerms
from ecq.base.day import day_after, days_between, month_end, weekday
from ecq.base.errors import PlanningError
from ecq.base.exact import cut, parse_exact, plain
from ecq.base.language import LANGUAGES, Lang, Text, error_text, words
from ecq.planning.by_deadline import leads_are_too_long
from ecq.planning.calendar import has_capacity
from ecq.planning.cheapest import Confirm, EffortEnd, Plan, PlanStep, assuming, under_each
from ecq.planning.deadline_curve import ByWhen, OverProfiles, by_when, over_profiles
from ecq.planning.expected import Moves, outcome
from ecq.planning.limits import PROOF
from ecq.planning.problem import Goal
from ecq.planning.schedule import Slot, Timeline, Wave, Work, timeline, waves
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import HUNDRED, ZERO, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence.binder import fall_sentence
from ecq.telling.plan import words as p
from ecq.telling.plan.date_sentences import Answers, assumptions, date_lines, deadline_lines, too_late
from ecq.telling.plan.sentences import FACTS_NAMED, day_words, facts_asked, rise_words, title, with_gates
from ecq.telling.text import sentences
from ecq.telling.text import words as w
from ecq.telling.text.words import say

Kind = Literal["confirm", "prove", "improve"]
NO_FIGURE = "—"
"""Stands where a line has no effort or lead time of its own."""


@dataclass(frozen=True)
class WorkLine:
    """One thing to do. Numbers in words: points with two decimals and sign, person-days and days without unit.

    `asked` is the question; empty for what is to be confirmed, whose title it is. `rise`: from which answer to which, or how
    it stands. `gain` and `effort` belong to all of the line. `day`: the day chosen for it, or the one on which it is done by the
    schedule; "" where there is neither. `late`: it is done only after the day chosen, by the schedule or, without one, by
    its lead time alone. `runs`: its days from the start, where there is a schedule. `law` is given for gates alone.
    """

    question: str
    kind: Kind
    title: str
    asked: str
    rise: str
    gain: str
    effort: str
    lead: str
    actions: tuple[str, ...]
    evidence: tuple[str, ...]
    law: tuple[str, ...]
    gate: bool
    quick: bool
    owner: str
    day: str
    late: bool
    runs: Slot | None
    step: PlanStep | None

    @property
    def how(self) -> tuple[str, ...]:
        """The actions but for bringing the evidence together, where `evidence` is shown beside them."""
        rungs = self.step.rungs if self.step else ()
        return tuple(action for action, rung in zip(self.actions, rungs, strict=True) if rung.id != PROOF)


@dataclass(frozen=True)
class WaveLines:
    """What is to be done before what follows, with its total of person-days and of points, and the scores afterwards.

    All but title and lines are empty where there is only something to confirm. Or a part of the schedule, from its first week
    on: the lines on which work begins in it, the person-days spent in it, and points gained and scores at its end, which count
    only what is finished then.
    """

    title: str
    effort: str
    gain: str
    after: str
    lines: tuple[WorkLine, ...]


def figures_of(line: WorkLine, goal: Goal, lang: Lang) -> tuple[str, ...]:
    """What a line brings and takes, each named: points of the score that the goal counts, person-days, lead time."""
    if line.step is None:
        return (say(p.CAN_BRING, lang, points=line.gain),)
    lead = () if line.lead == NO_FIGURE else (say(w.DAYS, lang, days=line.lead),)
    return (say(p.GAINS[goal], lang, points=line.gain), say(w.PERSON_DAYS, lang, days=line.effort), *lead)


@dataclass(frozen=True)
class Totals:
    """Several lines as one: their points and person-days added up, lead times from the shortest to the longest."""

    gain: str
    effort: str
    lead: str


def totals(lines: Sequence[WorkLine]) -> Totals:
    """What some lines of one kind come to; what is to be confirmed has no effort."""
    steps = [line.step for line in lines if line.step is not None]
    if not steps:
        most = sum((Fraction(line.gain.partition(" — ")[2].removeprefix("<")) for line in lines), ZERO)
        return Totals(f"0 — {cut(most, 2)}", NO_FIGURE, NO_FIGURE)
    leads = sorted({step.in_a_row for step in steps})
    lead = " — ".join(day_words(one) for one in dict.fromkeys((leads[0], leads[-1]))) if leads[-1] else NO_FIGURE
    return Totals(_gain_of(steps), day_words(sum((step.effort for step in steps), ZERO)), lead)


def package_title(owner: str, count: int, lang: Lang) -> str:
    """What the evidence that one owner brings together is called; "" is nobody."""
    return say(p.PACKAGE_OF if owner else p.PACKAGE, lang, owner=owner, count=count)


@dataclass(frozen=True)
class Share:
    """A kind of work with its person-days, or for what is to be confirmed the number of questions.

    `gain`: the points of its lines, or all that what is open is worth; "" for what may not be needed.
    """

    kind: Literal["confirm", "prove", "improve", "if-not-confirmed"]
    label: str
    amount: str
    days: Fraction
    gain: str


@dataclass(frozen=True)
class WorkPlan:
    """A plan in words. `headline` has no full stop, `notes` are whole sentences.

    `shares` are the kinds of work there are; `more` says what is only needed if what is open turns out badly, "" where
    nothing is; `nothing` says why nothing is listed, "" where something is. `schedule` says what dates rest on, or why there are none; `begins` and `finish` are the days between which
    the listed work is scheduled. All three are "" without work, the days also until it is said who works on it.
    `periods` are the first week and the months after it, where there is a schedule.
    `dates` says by when it can be done, `deadline` whether by the day that was set; `in_time`: the work listed is scheduled
    by then (True), or no plan makes it (False).
    """

    headline: str
    notes: tuple[str, ...]
    schedule: str
    dates: tuple[str, ...]
    deadline: tuple[str, ...]
    in_time: bool | None
    shares: tuple[Share, ...]
    waves: tuple[WaveLines, ...]
    periods: tuple[WaveLines, ...]
    effort: str
    gain: str
    after: str
    more: str
    nothing: str
    begins: str
    finish: str

    @property
    def lines(self) -> Iterator[WorkLine]:
        """All lines, wave by wave."""
        return (line for wave in self.waves for line in wave.lines)


def work_plan(rubric: Rubric, assessment: Assessment, plan: Plan, lang: Lang, day: str | None = None) -> WorkPlan:
    """A plan in words as of a day (ISO 8601). Dates are given once it is said how many person-days a week there are;
    without a day, or where they cannot be reckoned, there are none but those people chose.
    """
    return _Writer(rubric, assessment, assuming(assessment, plan), plan, lang, day).work_plan()


def capacity_words(terms: PlanTerms, lang: Lang) -> str:
    """Who works on it, in a few words; "" where nobody has said."""
    if terms.weekly_by_owner:
        in_all = sum(map(parse_exact, terms.weekly_by_owner.values()), ZERO)
        return say(p.OWNERS_A_WEEK, lang, days=day_words(in_all))
    if terms.weekly:
        return say(p.A_WEEK, lang, days=terms.weekly)
    return say(p.EACH_A_WEEK, lang, days=terms.per_week) if terms.per_week else ""


def effort_of(plan: Plan, lang: Lang) -> str:
    """The effort to a grade in a few words: both ends, that it is reached already, or that it is out of reach."""
    if not plan.feasible:
        return words(p.REACH_UNKNOWN if plan.least.undecided else p.REACH_NOT, lang)
    amount = _amount_of(plan, lang)
    return say(p.REACH_FOUND, lang, amount=amount, gap=plain(plan.gap)) if plan.gap else amount


def _amount_of(plan: Plan, lang: Lang) -> str:
    least, enough = day_words(plan.effort), day_words(plan.enough.effort)
    if not plan.enough.feasible:
        return say(p.REACH_FROM, lang, least=least)
    if plan.effort != plan.enough.effort:
        return say(p.REACH_BETWEEN, lang, least=least, enough=enough)
    if plan.effort or plan.steps:
        return say(w.PERSON_DAYS, lang, days=least)
    return words(p.REACHED if plan.settled else p.REACHED_IF_CONFIRMED, lang)


@dataclass(frozen=True)
class _Writer:
    """`assessment` is the one that is `held`, as the plan takes it."""

    rubric: Rubric
    held: Assessment
    assessment: Assessment
    plan: Plan
    lang: Lang
    day: str | None

    def say(self, text: Text, **marks: object) -> str:
        return say(text, self.lang, **marks)

    def work_plan(self) -> WorkPlan:
        return WorkPlan(
            headline=self._headline(),
            notes=tuple(self._notes()),
            schedule=self._schedule(),
            dates=tuple(date_lines(self._answers, self._finish, self.lang)),
            deadline=tuple(self._deadline()),
            in_time=self._in_time,
            shares=tuple(self._shares()),
            waves=tuple(self._waves()),
            periods=tuple(self._periods()),
            effort=day_words(sum((step.effort for step in self.plan.steps), ZERO)),
            gain=_gain_of(self.plan.steps),
            after=self._after(self.plan.score_after, self.plan.evidenced_after),
            more=self._more(),
            nothing=self._nothing(),
            begins=self._begins,
            finish=self._finish,
        )

    # -- the schedule

    @cached_property
    def _timeline(self) -> Timeline | PlanningError | None:
        """When each step runs, or why that cannot be said; None without work, a day, or anybody who works on it."""
        if not self.day:
            return None
        try:
            return timeline(self.rubric, self.assessment, self.plan.steps, self.day)
        except PlanningError as why:
            return why

    @property
    def _slots(self) -> Mapping[str, Slot]:
        return self._timeline.slots if isinstance(self._timeline, Timeline) else {}

    @property
    def _begins(self) -> str:
        return self._timeline.schedule.begins if isinstance(self._timeline, Timeline) else ""

    @property
    def _finish(self) -> str:
        return self._timeline.schedule.ready if isinstance(self._timeline, Timeline) else ""

    def _schedule(self) -> str:
        if isinstance(self._timeline, PlanningError):
            why = error_text(self._timeline)
            return self.say(p.NO_DATES_SINCE, why=words(why, self.lang))
        if isinstance(self._timeline, Timeline):
            return LANGUAGES[self.lang].sentences(list(self._rests_on(self._timeline)))
        return words(p.NO_SCHEDULE, self.lang) if self.plan.steps and not has_capacity(self.assessment.terms) else ""

    def _rests_on(self, made: Timeline) -> Iterator[str]:
        """What the dates rest on."""
        terms, calendar = self.assessment.terms, made.staffing.calendar
        capacity, named = capacity_words(terms, self.lang), words(p.CALENDARS[calendar.id], self.lang)
        yield self.say(p.SCHEDULE, begins=calendar.first, capacity=capacity, calendar=named)
        if terms.days_off or any(terms.owner_days_off.get(owner) for owner in terms.weekly_by_owner):
            yield words(p.OWN_DAYS_OFF, self.lang)
        found = self._answers
        is_open = bool(self.plan.confirm) or (isinstance(found, OverProfiles) and found.is_open)
        yield from assumptions(made.staffing, made.schedule.ready, is_open, self.lang)

    # -- by when

    @cached_property
    def _answers(self) -> Answers:
        """What the curve of deadlines answers; None without a day or steps, or where nobody works on them."""
        if not self.day:
            return None
        if self.plan.facts:
            return over_profiles(self.rubric, self.held, self.plan, self.day)
        return by_when(self.rubric, self.assessment, self.plan, self.day)

    @property
    def _ready_by(self) -> str:
        """The day that was set, where it has not passed."""
        ready_by = self.assessment.terms.ready_by or ""
        return ready_by if self.day and ready_by >= self.day else ""

    @cached_property
    def _days_left(self) -> int | None:
        """Days to the day that was set, where lead times alone rule it out; None where they do not, or the curve says it."""
        if not self._ready_by or not self.day or isinstance(self._answers, ByWhen | OverProfiles):
            return None
        days = max(days_between(max(self.day, self.assessment.terms.start or ""), self._ready_by), 0)
        too_long = [leads_are_too_long(self.rubric, one, self.plan, days) for one in under_each(self.held, self.plan)]
        return days if too_long and all(too_long) else None

    def _deadline(self) -> Iterator[str]:
        yield from deadline_lines(self._answers, self._finish, self.lang)
        if self._days_left is not None:
            yield self.say(p.LEADS_TOO_LONG, days=self._days_left, target=self._target)
        found = self._answers
        if isinstance(found, ByWhen) and found.needed is not None:
            is_open = bool(self.plan.confirm)
            yield from assumptions(found.staffing, found.needed.date, is_open, self.lang, after=self._finish)

    @property
    def _in_time(self) -> bool | None:
        if too_late(self._answers) or self._days_left is not None:
            return False
        return True if self._ready_by and self._finish and self._finish <= self._ready_by else None

    def _done_on(self, step: PlanStep) -> str:
        """The day on which a step is done by the schedule; without one, the first day that its lead time alone permits; "" where no day is known."""
        slot = self._slots.get(step.question)
        if slot:
            return day_after(self._begins, slot.end)
        start = self.assessment.terms.start or ""
        return day_after(max(self.day, start), ceil(step.in_a_row)) if self.day else ""

    # -- the sentences above

    def _headline(self) -> str:
        plan, title, target = self.plan, words(self.plan.target.title, self.lang), self._target
        if any(one.limit == "nothing" for one in plan.binding):
            return words(p.LIMITS_STOP["nothing"], self.lang)
        if not plan.feasible:
            text = p.NOT_FOUND if plan.least.undecided else p.OUT_OF_REACH
            named = target if plan.least.undecided else title
            return self.say(text, target=named, why=self._obstacles(plan.least)[0])
        least, enough = day_words(plan.effort), day_words(plan.enough.effort)
        proved = day_words(plan.effort - plan.least.gap)
        waits = plan.early and bool(scorecard(self.rubric, self.held).waiting)
        if plan.facts and waits:
            text = p.EARLY_FACTS if plan.enough.feasible else p.EARLY_FACTS_FROM
            return self.say(text, target=target, least=proved, enough=enough, count=len(plan.facts))
        if plan.facts:
            text = p.FACTS_FIRST if plan.enough.feasible else p.FACTS_FIRST_FROM
            text = p.FACTS_FIRST_AT_ANY if plan.enough.feasible and proved == enough else text
            return self.say(text, target=target, count=len(plan.facts), least=proved, enough=enough)
        if plan.early:
            text = p.EARLY if plan.enough.feasible else p.EARLY_FROM
            return self.say(text, target=target, least=proved, enough=enough, count=len(plan.confirm))
        if not plan.steps and plan.settled:
            return self.say(p.READY if plan.goal == "ready" else p.SCORE_REACHED, target=title)
        if not plan.steps:
            text = p.CONFIRM_ONLY if plan.enough.feasible else p.CONFIRM_ONLY_OR_NOT
            text = text if plan.enough.effort or not plan.enough.feasible else p.CONFIRM_ONLY_AT_ANY
            return self.say(text, target=target, count=len(plan.confirm), enough=enough)
        when = (
            self.say(p.SCHEDULED, capacity=day_words(self._timeline.staffing.per_week), day=self._finish)
            if isinstance(self._timeline, Timeline)
            else ""
        )
        if not plan.enough.feasible:
            return self.say(p.EFFORT_FROM, target=target, least=proved, when=when)
        text = p.EFFORT if plan.enough.effort == plan.effort else p.EFFORT_BETWEEN
        if plan.settled and plan.score_before >= plan.target.from_ and all(one.kind == "prove" for one in plan.steps):
            text = p.EFFORT_PROVE  # the target is reached by the answers, so that only evidence is wanting
        return self.say(text, target=target, least=least, enough=enough, when=when)

    @property
    def _target(self) -> str:
        """The target within a sentence."""
        return sentences.grade_inside(self.plan.target, self.lang)

    def _obstacles(self, end: EffortEnd) -> list[str]:
        """What stands in the way at one end: gates that are held, too few person-days, and how far the score gets where it falls short."""
        held: dict[str, int] = {}
        for one in end.binding:
            if one.gate:
                held[one.limit] = held.get(one.limit, 0) + 1
        parts = [self.say(p.GATES_HELD[limit], count=count) for limit, count in held.items()]
        parts += [
            self.say(p.TOO_FEW_DAYS, effort=day_words(one.effort))
            for one in end.binding
            if one.limit == "capacity" and one.effort is not None
        ]
        most = end.most
        if most is not None and (end.short or not parts):
            gates = with_gates(most, self.lang)
            parts.append(self.say(p.MOST_SCORE[self.plan.goal], gates=gates, score=sentences.score_words(most.bound)))
        return parts

    def _facts(self) -> Iterator[str]:
        """Which facts to fill in first, with what hangs on each, and for which platform the work is listed."""
        plan = self.plan
        yield facts_asked(self.rubric, plan.facts, self.lang)
        if not plan.all_profiles:
            yield words(p.WIDER_THAN_TRUE, self.lang)
        elif plan.steps or plan.confirm:
            parts = LANGUAGES[self.lang].semicolon.join(self._fact_is(one.fact) for one in plan.facts[:FACTS_NAMED])
            yield self.say(p.LISTED_FOR, facts=parts)

    def _fact_is(self, fact_id: str) -> str:
        fact, value = self.rubric.facts[fact_id], self.plan.assumed[fact_id]
        chosen = [words(one.text, self.lang) for one in fact.options if one.id == value or one.id in value]
        said = LANGUAGES[self.lang].listed(chosen) or words(p.NONE_OF_THESE, self.lang)
        return f"{words(fact.text, self.lang)} {said}"

    def _notes(self) -> Iterator[str]:
        card = scorecard(self.rubric, self.assessment)
        plan, count = self.plan, len(self.plan.confirm)
        if plan.facts:
            yield from self._facts()
        if falls := fall_sentence(self.rubric, self.assessment, card, self.lang):
            yield falls
        if plan.gap:
            yield self.say(p.BEST_FOUND, gap=plain(plan.gap))
        if not plan.feasible and (further := self._obstacles(plan.least)[1:]):
            yield self.say(p.FURTHER_OBSTACLES, why=LANGUAGES[self.lang].semicolon.join(further))
        if not count or not plan.feasible or plan.facts:
            return
        least, target = day_words(plan.effort), self._target
        if not plan.enough.feasible:
            yield self.say(
                p.WHY_FROM,
                count=count,
                least=least,
                target=target,
                why=LANGUAGES[self.lang].semicolon.join(self._obstacles(plan.enough)),
            )
        elif plan.enough.effort > plan.effort:
            more = day_words(plan.enough.effort - plan.effort)
            yield self.say(p.WHY_BETWEEN, count=count, least=least, more=more)
        if plan.open_needed > 0:
            text = p.MUST_BRING_PROVED if plan.goal == "ready" else p.MUST_BRING
            points = sentences.point_words(plan.open_points)
            # Rounded up, since less would not be enough; but never above what the open questions are shown to be worth.
            needed = min(-(-plan.open_needed * HUNDRED // 1) / HUNDRED, Fraction(cut(plan.open_points, 2)))
            yield self.say(text, least=least, count=count, needed=cut(needed, 2), points=points)
        yield from self._expected()
        if plan.early:
            yield words(p.WHY_NO_STEPS, self.lang)

    def _expected(self) -> Iterator[str]:
        """How it turns out if what is open turns out like what is answered, and which open question moves it most."""
        try:
            found = outcome(self.rubric, self.assessment, self.plan, self.day) if self.day else None
        except PlanningError:  # the schedule says why there are no days
            return
        if found is None:
            return
        text = p.AS_EXPECTED_BY if found.ready else p.AS_EXPECTED
        yield self.say(text, score=sentences.score_words(found.score), effort=day_words(found.effort), day=found.ready)
        effort = max(found.moves, key=lambda one: (one.effort, one.days), default=None)
        later = max(found.moves, key=lambda one: (one.days, one.effort), default=None)
        among = self.say(p.AMONG, count=len(found.moves)) if found.some else ""
        if effort is not None and effort.effort:
            yield self.say(p.MOVES_MOST, question=self._asked(effort), days=day_words(effort.effort), among=among)
        if later is not None and later.days:
            yield self.say(p.MOVES_DAY_MOST, question=self._asked(later), days=later.days, among=among)

    def _asked(self, one: Moves) -> str:
        return LANGUAGES[self.lang].quoted(words(self.rubric.by_id[one.question].text, self.lang))

    def _more(self) -> str:
        plan = self.plan
        if plan.feasible and plan.enough.feasible and plan.enough.effort > plan.effort:
            text = p.ONLY_IF_OTHERWISE if plan.facts else p.ONLY_IF_NOT_CONFIRMED
            return self.say(text, days=day_words(plan.enough.effort - plan.effort))
        if plan.feasible and not plan.enough.feasible:
            text = p.OTHERWISE_OUT_OF_REACH if plan.facts else p.NOT_CONFIRMED_IS_NOT_ENOUGH
            return self.say(text, target=self._target)
        return ""

    def _nothing(self) -> str:
        plan = self.plan
        if plan.steps or plan.confirm or plan.facts:
            return ""
        if any(one.limit == "nothing" for one in plan.binding):
            return words(p.NOTHING_COUNTS, self.lang)
        if plan.feasible:
            return words(p.NOTHING_TO_DO, self.lang)
        text = p.NOTHING_FOUND if plan.least.undecided else p.NOTHING_POSSIBLE
        return self.say(text, target=self._target)

    def _shares(self) -> Iterator[Share]:
        plan = self.plan
        if plan.confirm:
            count = self.say(p.QUESTION_COUNT, count=len(plan.confirm))
            # Answers that hang on a missing fact are open too, but there is nothing to confirm about them.
            worth = f"0 — {sentences.point_words(sum((one.points for one in plan.confirm), ZERO))}"
            yield Share("confirm", words(p.KINDS["confirm"], self.lang), count, ZERO, worth)
        efforts: dict[Literal["prove", "improve", "if-not-confirmed"], Fraction] = {
            "prove": sum((step.effort for step in plan.steps if step.kind == "prove"), ZERO),
            "improve": sum((step.effort for step in plan.steps if step.kind == "improve"), ZERO),
            "if-not-confirmed": max(plan.enough.effort - plan.effort, ZERO) if plan.steps or not plan.early else ZERO,
        }
        for kind, days in efforts.items():
            if days:
                steps = [step for step in plan.steps if step.kind == kind]
                gain = _gain_of(steps) if steps else ""
                label = p.ONLY_OTHERWISE if plan.facts and kind == "if-not-confirmed" else p.KINDS[kind]
                yield Share(kind, words(label, self.lang), day_words(days), days, gain)

    # -- the waves

    def _waves(self) -> Iterator[WaveLines]:
        """Failed gates, what is to be confirmed, and the rest: in an order to work in, whenever each is done."""
        found = {wave.kind: wave for wave in waves(self.plan)}
        if "gates" in found:
            yield self._wave(found["gates"])
        if self.plan.confirm:
            title = words(p.ANSWER_FIRST if self.plan.early else p.WAVES["confirm"], self.lang)
            yield WaveLines(title, "", "", "", tuple(self._confirm_line(one) for one in self.plan.confirm))
        if "rest" in found:
            yield self._wave(found["rest"])

    def _periods(self) -> Iterator[WaveLines]:
        """The first week, then month by month, until all is done."""
        if not isinstance(self._timeline, Timeline):
            return
        made = self._timeline.schedule
        first = {question: day_after(made.begins, slot.start) for question, slot in self._slots.items()}
        lines = [self._line(work) for wave in waves(self.plan) for work in wave.work]
        plan = self.plan
        begins, before = made.begins, plan.evidenced_before if plan.goal == "ready" else plan.score_before
        while begins <= made.ready:
            end = day_after(begins, 6 - weekday(begins)) if begins == made.begins else month_end(begins)
            card = made.standing(end).card
            gained, before = self._counted(card) - before, self._counted(card)
            yield WaveLines(
                gain=f"+{sentences.point_words(gained)}",
                title=self.say(p.FIRST_WEEK if begins == made.begins else p.FROM_TO, start=begins, end=end),
                effort=day_words(sum((one.days for one in made.spent if begins <= one.date <= end), ZERO)),
                after=self._after(card.score.low, card.evidenced.low),
                lines=tuple(line for line in lines if begins <= first[line.question] <= end),
            )
            begins = day_after(end, 1)

    def _counted(self, card: Scorecard) -> Fraction:
        return card.evidenced.low if self.plan.goal == "ready" else card.score.low

    def _wave(self, wave: Wave) -> WaveLines:
        return WaveLines(
            title=words(p.WAVES[wave.kind], self.lang),
            effort=day_words(wave.effort),
            gain=_gain_of(work.step for work in wave.work),
            after=self._after(wave.score, wave.evidenced),
            lines=tuple(self._line(work) for work in wave.work),
        )

    def _after(self, score: Fraction, evidenced: Fraction) -> str:
        """Both scores once the work is done; while questions are open, from what is sure to what they can still add.

        "" while facts are missing: the steps are those of one platform, whose scores are not those that are told.
        """
        if self.plan.facts:
            return ""
        shown = sentences.interval_words(score, score + self.plan.open_points)
        return self.say(p.AFTERWARDS, score=shown, evidenced=sentences.score_words(evidenced))

    def _confirm_line(self, one: Confirm) -> WorkLine:
        question = self.rubric.by_id[one.question]
        return self._of(
            question,
            Text(zh=f"确认：{question.text.zh}", en=f"Confirm: {question.text.en}"),
            kind="confirm",
            asked="",
            rise=sentences.answer_words(question, self.assessment.response(one.question), self.lang),
            gain=f"0 — {sentences.point_words(one.points)}",
            effort=NO_FIGURE,
            lead=NO_FIGURE,
            actions=(),
            gate=one.gate,
            quick=False,
        )

    def _line(self, work: Work) -> WorkLine:
        step = work.step
        question = self.rubric.by_id[step.question]
        response = self.assessment.response(step.question)
        stands = sentences.answer_words(question, response, self.lang)
        own_lead = step.in_a_row or step.kind == "improve"
        return self._of(
            question,
            title(question, step),
            step,
            kind=step.kind,
            asked=words(question.text, self.lang),
            rise=stands if step.kind == "prove" else rise_words(question, response, step.to, self.lang),
            gain=f"+{sentences.point_words(step.gain)}",
            effort=day_words(step.effort),
            lead=day_words(step.in_a_row) if own_lead else NO_FIGURE,
            actions=tuple(words(rung.advice, self.lang) for rung in step.rungs),
            gate=step.gate,
            quick=work.quick,
        )

    def _of(self, question: Question, named: Text, step: PlanStep | None = None, **told: Any) -> WorkLine:
        """A line with what all lines have: evidence, law, owner and day."""
        terms = self.assessment.terms
        chosen = terms.due.get(question.id, "")
        runs = self._slots.get(question.id) if step else None
        done_on = self._done_on(step) if step else ""
        cited = (
            (sentences.citation_words(self.rubric, one, self.lang) for one in question.sources) if told["gate"] else ()
        )
        return WorkLine(
            question=question.id,
            title=words(named, self.lang),
            evidence=tuple(words(one, self.lang) for one in question.evidence),
            law=tuple(cited),
            owner=terms.owners.get(question.id, ""),
            day=chosen or (done_on if runs else ""),
            late=bool(chosen and done_on > chosen),
            runs=runs,
            step=step,
            **told,
        )


def _gain_of(steps: Iterable[PlanStep]) -> str:
    """The points of steps, added up exactly and cut once: beside a score before and after, no other figure holds."""
    return f"+{sentences.point_words(sum((step.gain for step in steps), ZERO))}"
