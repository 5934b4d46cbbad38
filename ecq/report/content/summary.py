"""The management summary: outcome, numbers, what to do first, on one page. Computes no score."""

from __future__ import annotations

from ecq.exact import plain
from ecq.language import words
from ecq.planning.page_sentences import day_words, plan_headline
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.content.details import brief_gap, missing_questions
from ecq.report.content.plan import robust_line
from ecq.report.model import BriefGap, Figure, SummaryPart, Tone
from ecq.text import words as w
from ecq.text.sentences import gap_words, headline, interval_words, reason_lines, score_words

FIRST = 5
_REASONS = 4


def summary_part(view: View) -> SummaryPart:
    """Grade, score, evidence and readiness with what each means; the first things to do; the reasons of the verdict."""
    lang = view.lang
    first = first_things(view)
    reasons = reason_lines(view.rubric, view.verdict, lang)
    shown = reasons[:_REASONS]
    if len(reasons) > _REASONS:
        shown.append(view.say(r.AND_MORE_REASONS, count=len(reasons) - _REASONS))
    return SummaryPart(
        title=words(r.SUMMARY, lang),
        headline=view.sentence(headline(view.rubric, view.card, view.verdict, lang)),
        figures=(_grade(view), _score(view), _evidenced(view), _gates(view), _readiness(view), *_plan(view)),
        first_title=words(r.FIRST_TITLE, lang),
        first_note=words(r.FIRST_NOTE if first else r.NOTHING_FIRST, lang),
        first_heads=tuple(words(head, lang) for head in (w.QUESTION, w.EFFORT, w.TO_GAIN)),
        first=first,
        reasons_title=words(r.REASONS_TITLE, lang),
        reasons=tuple(shown),
    )


def first_things(view: View, count: int = FIRST) -> tuple[BriefGap, ...]:
    """What to do first: failed gates, then what gains most points."""
    missing = missing_questions(view)
    failed = {gate.question for gate in view.card.gates_in("failed")}
    ordered = [one for one in missing if one.id in failed] + [one for one in missing if one.id not in failed]
    return tuple(brief_gap(view, one, rank, with_step=True) for rank, one in enumerate(ordered[:count], 1))


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
    value = view.say(r.GATES_COUNT, failed=failed, all=len(card.gates))
    return Figure(words(w.GATES, view.lang), value, meaning, tone)


def _plan(view: View) -> tuple[Figure, ...]:
    """What the target costs at the least, and the next star where that is nearer."""
    return tuple(
        Figure(
            view.say(r.COST_OF, grade=words(plan.target.title, view.lang)),
            view.say(w.PERSON_DAYS, days=day_words(plan.effort)) if plan.feasible else words(r.COST_NONE, view.lang),
            plan_headline(plan, view.lang),
            "plain",
        )
        for plan in view.plans
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
