"""The waves of a plan as the list draws them: what is shown as a line, and what folds under one with its totals.

All figures are those of `ecq.telling.plan.work_plan`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ecq.base.language import LANGUAGES
from ecq.planning import PlanStep
from ecq.scoring.scorecard import ZERO
from ecq.scoring.unknown_facts import MissingFact
from ecq.telling.plan import words as w
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.work_plan import Line, WaveLines, WorkPlan, package_title, totals
from ecq.telling.text import words as wt
from ecq.telling.text.sentences import citation_words, point_words
from ecq.web.plan.component import Group, Row, Rung, Section
from ecq.web.session.visit import Visit

CONFIRM_SHOWN, CONFIRM_FIRST, SHOWN, NAMED = 3, 10, 6, 3
"""How many lines to confirm, beside other work and alone, and how many improvements a wave shows before the rest folds; how many of those are named."""
WEEK, PROFILE = "week", "profile"
"""The first week; what leads to the profile."""


def sections(visit: Visit, plan: WorkPlan, missing: Sequence[MissingFact], off: Collection[str]) -> list[Section]:
    """The first week with what is worked on in it and the months after it, folded; without a schedule the waves.

    Missing facts come before all else. `off` is unticked in the what-if.
    """
    drawn = _Drawn(visit, plan, off)
    facts = [Section(tuple(_fact_rows(visit, missing)), visit.say(w.FILL_IN_FIRST))] if missing else []
    if not plan.periods:
        return facts + [
            Section(tuple(drawn.entries(wave.lines, f"{place}")), wave.title, wave.gain, wave.effort, wave.after)
            for place, wave in enumerate(plan.waves)
        ]
    week, *later = plan.periods
    confirm = [line for line in plan.lines if line.kind == "confirm"]
    entries = drawn.entries((*confirm, *week.lines), WEEK)
    folded = [drawn.period(period) for period in later]
    return [*facts, Section(tuple(entries), week.title, week.gain, week.effort, week.after), Section(tuple(folded))]


def _fact_rows(visit: Visit, missing: Sequence[MissingFact]) -> Iterator[Row]:
    """Each missing fact with what hangs on it; a press leads to the profile."""
    for one in missing:
        fact, count = visit.words(visit.rubric.facts[one.fact].text), len(one.questions)
        text = w.HANGS_ON_AND_MOVES if one.moves else w.HANGS_ON
        told = visit.say(text, fact=fact, count=count, points=point_words(one.moves or ZERO))
        yield Row(f"{PROFILE}/{one.fact}", "confirm", told, "", "—", "—", goes=True)


class _Drawn:
    """Lines as rows, and as groups with their totals."""

    def __init__(self, visit: Visit, plan: WorkPlan, off: Collection[str]) -> None:
        self._visit, self._off = visit, off
        self._at_stake = next((one.gain for one in plan.shares if one.kind == "confirm"), "")
        self._has_steps = any(line.step for line in plan.lines)

    def entries(self, lines: Sequence[Line], place: str) -> Iterator[Row | Group]:
        """Failed gates, what is to be confirmed, evidence as one package for each owner, then the rest in working order."""
        visit, rest = self._visit, [line for line in lines if not line.gate or line.kind == "confirm"]
        confirm, proofs, improve = (
            [line for line in rest if line.kind == kind] for kind in ("confirm", "prove", "improve")
        )
        yield from self._rows(line for line in lines if line.gate and line.kind != "confirm")
        most = 0 if place == WEEK else CONFIRM_SHOWN if self._has_steps else CONFIRM_FIRST
        first = most if not most or len(confirm) > most + 1 else len(confirm)
        yield from self._rows(confirm[:first])
        text = w.THE_OTHER_QUESTIONS if first else w.TO_CONFIRM
        yield from self._fold(
            "confirm", visit.say(text, count=len(confirm) - first), confirm[first:], place, ticks=False
        )
        for number, owner in enumerate(sorted({line.owner for line in proofs})):
            own = [line for line in proofs if line.owner == owner]
            yield from self._fold(f"prove-{number}", package_title(owner, len(own), visit.lang), own, place)
        shown = improve if len(improve) <= SHOWN + 1 else improve[:SHOWN]
        yield from self._rows(shown)
        folded = improve[len(shown) :]
        yield from self._fold("rest", visit.say(w.THE_OTHERS, count=len(folded)), folded, place)

    def period(self, period: WaveLines) -> Group:
        """A later part of the schedule as one line: the person-days spent in it, and the scores at its end."""
        text = w.WORK_OF if period.lines else w.CARRIED_ON if period.effort != "0" else w.WAITED_FOR
        title = self._visit.say(text, when=period.title, count=len(period.lines))
        rows, ticks = tuple(self._rows(period.lines)), bool(period.lines)
        return Group(
            period.title, "improve", title, period.gain, period.effort, "", rows, ticks=ticks, after=period.after
        )

    def _rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        return (_row(self._visit, line, self._off) for line in lines)

    def _fold(
        self, name: str, title: str, lines: Sequence[Line], place: str, ticks: bool = True
    ) -> Iterator[Row | Group]:
        """Several lines as one that unfolds, with their totals and the day on which all are done; one alone stands as it is."""
        if len(lines) < 2:
            yield from self._rows(lines)
            return
        some, days = totals(lines), sorted(line.day for line in lines if line.day)
        rows = tuple(self._rows(lines))
        gain = self._at_stake if name == "confirm" and place == WEEK else some.gain
        day, note = days[-1] if days else "", _named(self._visit, lines)
        yield Group(f"{name}-{place}", lines[0].kind, title, gain, some.effort, some.lead, rows, note, day, ticks)


def _named(visit: Visit, lines: Sequence[Line]) -> str:
    """The first few by name: what is to be produced, or to be done; a list of questions would say little."""
    if lines[0].kind == "confirm":
        return ""
    names = [line.evidence[0] if line.kind == "prove" else line.title for line in lines[:NAMED]]
    named = LANGUAGES[visit.lang].semicolon.join(names)
    return visit.say(w.AND_SO_ON, names=named) if len(lines) > NAMED else named


def _row(visit: Visit, line: Line, off: Collection[str]) -> Row:
    question, step = visit.rubric.by_id[line.question], line.step
    joint = LANGUAGES[visit.lang].semicolon
    tags = []
    if line.gate:
        tags.append(("red", visit.say(wt.GATE)))
    if line.quick:
        tags.append(("jade", visit.say(w.QUICK)))
    if line.late:
        tags.append(("gold", visit.say(w.LATE)))
    return Row(
        id=line.question,
        kind=line.kind,
        title=line.title,
        gain=line.gain,
        effort=line.effort,
        lead=line.lead,
        ticked=None if step is None else line.question not in off,
        goes=step is None,
        asked=line.asked,
        rise=line.rise,
        to_show=visit.say(w.EVIDENCE, evidence=joint.join(line.evidence)) if step and step.proves else "",
        law=joint.join(line.law),
        tags=tuple(tags),
        owner=line.owner,
        day=line.day,
        due=visit.assessment.terms.due.get(line.question, ""),
        rungs=None if step is None else tuple(_rungs(visit, step)),
        evidence=line.evidence if step else (),
        basis=() if step is None else tuple(citation_words(visit.rubric, one, visit.lang) for one in question.sources),
    )


def _rungs(visit: Visit, step: PlanStep) -> Iterator[Rung]:
    for rung in step.rungs:
        advice = visit.words(rung.advice)
        yield Rung(
            f"{step.question}/{rung.id}",
            advice,
            day_words(rung.effort),
            visit.say(w.EFFORT_OF, step=advice),
            visit.say(wt.DAYS, days=day_words(rung.lead_time)),
        )
