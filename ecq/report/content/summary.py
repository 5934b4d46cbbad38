"""The management summary: outcome, numbers, what to do first, on one page. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.exact import plain
from ecq.language import words
from ecq.planning.work_plan import Line, WorkPlan, effort_of, work_plan
from ecq.report import words as r
from ecq.report.content.cover import View, reasons_of
from ecq.report.content.plan import bound, robust_line
from ecq.report.model import BriefGap, Figure, SummaryPart, Tone
from ecq.text import words as w
from ecq.text.sentences import gap_words, gates_words, headline, interval_words, score_words

FIRST = 6


def summary_part(view: View, work: WorkPlan | None) -> SummaryPart:
    """Grade, score, evidence and readiness with what each means; the first things to do; the reasons of the verdict."""
    lang = view.lang
    first = first_things(work, view)
    return SummaryPart(
        title=words(r.SUMMARY, lang),
        headline=view.sentence(headline(view.rubric, view.card, view.verdict, lang)),
        figures=(_grade(view), _score(view), _evidenced(view), _gates(view), _readiness(view), *_plan(view, work)),
        first_title=words(r.FIRST_TITLE, lang),
        first_note=_note(view, work, bool(first)),
        first_heads=tuple(words(head, lang) for head in (r.TO_DO, w.EFFORT, r.GAIN)),
        first=first,
        reasons_title=words(r.REASONS_TITLE, lang),
        reasons=reasons_of(view),
    )


def first_things(work: WorkPlan | None, view: View, count: int = FIRST) -> tuple[BriefGap, ...]:
    """The plan's first lines, gates before all else: the same words, points and person-days as there."""
    lines = sorted(work.lines if work else (), key=lambda line: not line.gate)
    return tuple(_first(view, line, rank) for rank, line in enumerate(lines[:count], 1))


def _first(view: View, line: Line, rank: int) -> BriefGap:
    effort = (
        "—"
        if line.step is None
        else view.say(r.DAYS_AND_DAYS, effort=line.effort, lead=view.say(w.DAYS, days=line.lead))
    )
    failed: Tone = "bad" if line.gate and line.step is not None else "plain"
    gate = words(w.GATE, view.lang) if line.gate else ""
    return BriefGap(str(rank), line.title, line.rise, gate, failed, effort, line.gain, "")


def _note(view: View, work: WorkPlan | None, some: bool) -> str:
    if work is None:
        return words(r.NOTHING_ANSWERED, view.lang)
    return words(r.FIRST_NOTE, view.lang) if some else view.sentence(work.headline)


def _grade(view: View) -> Figure:
    grade = view.card.grade
    low, high = words(grade.low.title, view.lang), words(grade.high.title, view.lang)
    value = low if grade.settled else f"{low} — {high}"
    # Where no answer counts yet there is no weight to speak of.
    settled = robust_line(view) if view.card.counts.answered else words(r.GRADE_SETTLED, view.lang)
    meaning = settled if grade.settled else words(r.GRADE_OPEN, view.lang)
    return Figure(words(r.GRADE_NOW, view.lang), value, meaning, "plain")


def _score(view: View) -> Figure:
    score = view.card.score
    if score.low == score.high:
        meaning = words(r.SCORE_SURE, view.lang)
    else:
        meaning = view.say(r.SCORE_BETWEEN, low=score_words(score.low), count=view.card.counts.open)
    return Figure(words(w.SCORE, view.lang), interval_words(score.low, score.high), meaning, "plain")


def _evidenced(view: View) -> Figure:
    low = view.card.evidenced.low
    grade = words(view.rubric.grade_of(low).title, view.lang)
    return Figure(
        words(w.EVIDENCED_SCORE, view.lang), score_words(low), view.say(r.EVIDENCED_MEANS, grade=grade), "plain"
    )


def _gates(view: View) -> Figure:
    card = view.card
    failed, waiting = len(card.gates_in("failed")), len(card.gates_in("open"))
    tone: Tone = "bad" if failed else "plain"
    if failed:
        meaning = words(r.GATES_FAILED, view.lang)
    elif waiting:
        meaning = view.say(r.GATES_WAITING, count=waiting)
    else:
        meaning = words(r.GATES_FINE, view.lang)
    return Figure(words(w.GATES, view.lang), gates_words(card, view.lang), meaning, tone)


def _plan(view: View, work: WorkPlan | None) -> Iterator[Figure]:
    """What the target takes, and the next star where that is nearer."""
    for place, plan in enumerate(view.plans):
        said = (
            work if not place and work else work_plan(view.rubric, bound(view.rubric, view.assessment), plan, view.lang)
        )
        yield Figure(
            view.say(r.COST_OF, grade=words(plan.target.title, view.lang)),
            effort_of(plan, view.lang),
            said.headline,
            "plain",
        )


def _readiness(view: View) -> Figure:
    target = view.verdict.target
    gap = target.from_ - view.card.score.low
    if gap > 0:
        meaning = view.say(r.TARGET_SHORT, from_=plain(target.from_), gap=gap_words(gap))
    else:
        meaning = view.say(r.TARGET_REACHED, from_=plain(target.from_), gap=score_words(-gap))
    return Figure(
        view.say(w.READINESS_FOR, target=words(target.title, view.lang)),
        words(w.VERDICTS[view.verdict.verdict], view.lang),
        meaning,
        "plain",
    )
