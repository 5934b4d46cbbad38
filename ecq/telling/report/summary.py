"""The management summary: outcome, numbers, and what to do next, on one page. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, words
from ecq.document.blocks import Block, Number, OnePage, Tone, Waves
from ecq.planning.problem import open_points
from ecq.telling.evidence.sentences import fall_sentence
from ecq.telling.plan import work_plan_words as pw
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, interval_bar
from ecq.telling.report.nodes import dimension_rows, nodes_table
from ecq.telling.report.plan import Below, NamedIn, to_fill_in, waves_of
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gap_words, gates_words, headline, interval_words, point_words, score_words

_WAYS: tuple[tuple[int, Below], ...] = (
    *((count, "brief") for count in (20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4)),
    *((count, "nothing") for count in (8, 7, 6, 5, 4, 3, 2, 1, 0)),
)
"""So many lines in all, from the most to the least that a page may have room for."""
MOST_DIMENSIONS = 6
"""More dimensions than these have no room on the page; they stand in their own part."""


def summary_part(view: View, work: WorkPlan | None, named_in: NamedIn) -> Iterator[Block]:
    """Grade, score, evidence, gates and readiness; the dimensions; the way to the target in waves."""
    lang = view.lang
    dimensions = dimension_rows(view)
    yield OnePage(
        title=words(r.SUMMARY, lang),
        headline=headline(view.rubric, view.card, view.verdict, lang),
        lead=view.sentence(work.headline) if work else "",
        notes=tuple(_notes(view)),
        numbers=(view.told(_grade(view)), view.told(_evidenced(view)), _gates(view), _readiness(view)),
        interval=interval_bar(view) if view.scored else None,
        dimensions=nodes_table(view, w.DIMENSION, dimensions) if 0 < len(dimensions) <= MOST_DIMENSIONS else None,
        first_title=words(r.TO_DO_NEXT, lang),
        first_note=_first_note(view, work),
        ways=_ways(view, work, named_in) if work and work.waves else (),
    )


def _first_note(view: View, work: WorkPlan | None) -> str:
    """What dates rest on and what is to be filled in, or why nothing is listed."""
    if work is not None:
        return work.nothing or view.sentences(*to_fill_in(view, work))
    return words(r.NOTHING_ANSWERED if view.scored else pw.NOTHING_COUNTS, view.lang)


def _ways(view: View, work: WorkPlan, named_in: NamedIn) -> tuple[Waves, ...]:
    """The waves with fewer and fewer lines, at last their totals alone."""
    return tuple(dict.fromkeys(waves_of(view, work, shown, below, named_in) for shown, below in _WAYS))


def _notes(view: View) -> Iterator[str]:
    """From which day the grade with evidence falls; why a report on a self-check hardly begun is short."""
    if falls := fall_sentence(view.rubric, view.assessment, view.card, view.lang):
        yield falls
    if view.early:
        points = point_words(open_points(view.card))
        yield view.say(r.EARLY_NOTE, points=points)


def _grade(view: View) -> Number:
    grade, score = view.card.grade, view.card.score
    low, high = words(grade.low.title, view.lang), words(grade.high.title, view.lang)
    state = words(w.SETTLED if grade.settled else w.NOT_SETTLED, view.lang)
    said = view.say(r.GRADE_WITH_STATE, grade=low if grade.settled else f"{low} — {high}", state=state)
    if not grade.settled and view.card.waiting:
        said += LANGUAGES[view.lang].semicolon + words(r.GRADE_OPEN, view.lang)
    return Number(words(w.SCORE, view.lang), interval_words(score.low, score.high), said)


def _evidenced(view: View) -> Number:
    low = view.card.evidenced.low
    meaning = view.say(r.EVIDENCED_MEANS, grade=words(view.rubric.grade_of(low).title, view.lang))
    return Number(words(w.EVIDENCED_SCORE, view.lang), score_words(low), meaning)


def _gates(view: View) -> Number:
    card = view.card
    failed, waiting = len(card.gates_in("failed")), len(card.gates_in("open"))
    if failed:
        meaning = words(r.GATES_FAILED, view.lang)
    elif waiting:
        meaning = view.say(r.GATES_WAITING, count=waiting)
    else:
        meaning = words(r.GATES_FINE, view.lang) if card.gates_in("passed") else ""
    tone: Tone = "bad" if failed else ""
    return Number(words(w.GATES, view.lang), gates_words(card, view.lang), meaning, tone)


def _readiness(view: View) -> Number:
    target = view.verdict.target
    gap = target.from_ - view.card.score.low
    proved = target.from_ - view.card.evidenced.low
    meaning = (
        view.say(r.TARGET_SHORT, from_=plain(target.from_), gap=gap_words(gap))
        if gap > 0
        else view.say(r.TARGET_REACHED, from_=plain(target.from_), gap=score_words(-gap))
    )
    if proved > 0:
        meaning += LANGUAGES[view.lang].semicolon + view.say(r.TARGET_UNPROVED, gap=gap_words(proved))
    label = view.say(w.READINESS_FOR, target=words(target.title, view.lang))
    return Number(label, view.verdict_words, meaning if view.scored else "")
