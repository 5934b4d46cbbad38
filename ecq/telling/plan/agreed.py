"""The agreed plan in words: what was meant against what it took, and until when the rest is scheduled; the same on page,
report, workbook, command and API. Computes no plan and no schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ecq.assessment.changes import rebind
from ecq.assessment.model import AgreedPlan, Assessment
from ecq.base.exact import parse_exact
from ecq.base.language import Lang, words
from ecq.planning import Plan
from ecq.planning.agreed import AgreedStanding, StepState, agree, agreed_standing, cheapest_plan, days_of_the_rest
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.export import fields
from ecq.scoring.scorecard import ZERO, score
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import agreed_title, day_words
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.text.sentences import grade_inside, point_words
from ecq.telling.text.words import say


@dataclass(frozen=True)
class AgreedLine:
    """A step as it was agreed, and what became of it; "" where nobody knows.

    `effort` is the estimate and `planned` the day agreed, `spent` the person-days it took and `done_on` the day on which it
    was ticked off; `scheduled` is its day in the schedule made anew, while it waits, and `due` that or the day chosen for it.
    """

    question: str
    title: str
    state: StepState | Literal["overdue"]
    stands: str
    gain: str
    effort: str
    spent: str
    planned: str
    done_on: str
    scheduled: str
    owner: str
    due: str
    standing: AgreedStanding


@dataclass(frozen=True)
class AgreedWork:
    """How the agreed plan stands: what is in place of how much, what is to be known of it, and its steps."""

    headline: str
    notes: tuple[str, ...]
    reached: int
    lines: tuple[AgreedLine, ...]


def agreed_on_the_cheapest(
    rubric: Rubric, assessment: Assessment, lang: Lang, day: str, at: str
) -> tuple[Assessment | Invalid, str]:
    """The assessment with the cheapest plan to its target as of a day agreed on, as a press on the plan's page does it; and that
    plan's headline.
    """
    bound = rebind(assessment, rubric)
    found = cheapest_plan(rubric, bound.on(day))
    worded = work_plan(rubric, bound.on(day), found, lang, day)
    return agree(bound, found, at, {line.question: line.day for line in worded.lines}), worded.headline


def agreed_work(rubric: Rubric, assessment: Assessment, cheapest: Plan, lang: Lang, day: str) -> AgreedWork | None:
    """The agreed plan in words as of a day; None where there is none. `cheapest`: the plan to the target now."""
    agreed = assessment.terms.agreed
    if agreed is None:
        return None
    card = score(rubric, assessment)
    standings = agreed_standing(rubric, assessment, card)
    rest = days_of_the_rest(rubric, assessment, card, day)
    reached = sum(one.state == "reached" for one in standings)
    target = next((grade_inside(band, lang) for band in rubric.bands if band.id == agreed.target), agreed.target)
    lines = (_line(rubric, assessment, one, rest, lang, day) for one in standings)
    since = (agreed.at or "")[:10]
    return AgreedWork(
        headline=say(p.AGREED_LINE, lang, day=since, target=target, reached=reached, all=len(standings)),
        notes=tuple(_notes(agreed, standings, rest, cheapest, lang)),
        reached=reached,
        lines=tuple(sorted(lines, key=lambda line: (not line.planned, line.planned))),  # in the order agreed to work in
    )


def _notes(
    agreed: AgreedPlan, standings: Sequence[AgreedStanding], rest: Mapping[str, str], cheapest: Plan, lang: Lang
) -> Iterator[str]:
    told = [one.step for one in standings if one.step.spent is not None]
    if told:
        effort = sum((parse_exact(step.effort) for step in told), ZERO)
        spent = sum((parse_exact(step.spent or "0") for step in told), ZERO)
        yield say(p.SPENT_IN_ALL, lang, count=len(told), effort=day_words(effort), spent=day_words(spent))
    waiting = [one.step for one in standings if one.state == "waiting"]
    if waiting and all(step.question in rest for step in waiting):
        planned = [step.planned for step in agreed.steps if step.planned]
        text = p.REST_UNTIL_AGAINST if len(planned) == len(agreed.steps) else p.REST_UNTIL
        yield say(text, lang, day=max(rest.values()), planned=max(planned, default=""))
    if not cheapest.facts:  # else another plan is the cheapest on each platform that these leave possible
        yield _differs(standings, cheapest, lang)
    if elsewhere := len(agreed.steps) - len(standings):
        yield say(p.AGREED_ELSEWHERE, lang, count=elsewhere)


def _differs(standings: Sequence[AgreedStanding], cheapest: Plan, lang: Lang) -> str:
    """How the cheapest plan now differs from what is left of the agreed one."""
    left = {one.step.question: (one.step.to, one.step.proves) for one in standings if one.state != "reached"}
    present = {step.question: (step.to, step.proves) for step in cheapest.steps}
    if present == left:
        return words(p.AGREED_SAME, lang)
    added, dropped = len(present.keys() - left.keys()), len(left.keys() - present.keys())
    other = sum(present[one] != left[one] for one in present.keys() & left.keys())
    return say(p.AGREED_DIFFERS, lang, added=added, dropped=dropped, other=other)


def _line(
    rubric: Rubric, assessment: Assessment, standing: AgreedStanding, rest: Mapping[str, str], lang: Lang, day: str
) -> AgreedLine:
    step, terms = standing.step, assessment.terms
    due = terms.due.get(step.question, "")
    state: StepState | Literal["overdue"] = standing.state
    if state == "waiting" and due and due < day:
        state = "overdue"
    return AgreedLine(
        question=step.question,
        title=words(agreed_title(rubric.by_id[step.question], step), lang),
        state=state,
        stands=words(p.AGREED_STATES[state], lang),
        gain=f"+{point_words(Fraction(step.gain))}",
        effort=day_words(parse_exact(step.effort)),
        spent="" if step.spent is None else day_words(parse_exact(step.spent)),
        planned=step.planned or "",
        done_on=step.done_on or "",
        scheduled=rest.get(step.question, ""),
        owner=terms.owners.get(step.question, ""),
        due=due or rest.get(step.question, ""),
        standing=standing,
    )


def against_the_plan(line: AgreedLine, lang: Lang) -> Iterator[str]:
    """When it was done against the day planned, and what it took against the estimate."""
    if line.planned and line.done_on:
        yield say(p.ACTUAL, lang, planned=line.planned, done=line.done_on)
    if line.spent:
        yield say(p.ACTUAL_DAYS, lang, effort=line.effort, spent=line.spent)


def agreed_data(agreed: AgreedWork | None) -> dict[str, object] | None:
    """The same for JSON, as commands, exports and API have it; None where no plan is agreed."""
    if agreed is None:
        return None
    told = "question title state gain effort spent planned done_on scheduled owner"
    return {**fields(agreed, "headline notes"), "lines": [fields(line, told) for line in agreed.lines]}
