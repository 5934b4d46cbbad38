"""The management summary: outcome, numbers, and what to do next, on one page. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES
from ecq.document.blocks import Block, Number, OnePage
from ecq.planning.problem import open_points
from ecq.telling.evidence.sentences import fall_sentence
from ecq.telling.plan import words as pw
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.claims import gates_claim
from ecq.telling.report.cover import View, grade_with_state, interval_bar
from ecq.telling.report.nodes import dimension_rows, nodes_table
from ecq.telling.report.plan import Below, NamedIn, to_fill_in, waves_of
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gap_words, gates_words, headline, interval_words, point_words, score_words

_WAYS: tuple[tuple[int, Below], ...] = (
    *((count, "brief") for count in (20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4)),
    *((count, "nothing") for count in (8, 7, 6, 5, 4, 3, 2, 1, 0)),
)
"""So many lines in all, from the most to the least that a page may have room for, at last their totals alone."""
MOST_DIMENSIONS = 6
"""More dimensions than these have no room on the page; they stand in their own part."""


def summary_part(view: View, work: WorkPlan | None, named_in: NamedIn) -> Iterator[Block]:
    """Grade, score, evidence, gates and readiness; the dimensions; the way to the target in waves."""
    ways = _WAYS if work and work.waves else ()
    dimensions = dimension_rows(view)
    yield OnePage(
        title=view.say(r.SUMMARY),
        headline=headline(view.rubric, view.card, view.verdict, view.lang),
        lead=view.sentence(work.headline) if work else "",
        notes=tuple(_notes(view)),
        numbers=(view.told(_grade(view)), view.told(_evidenced(view)), _gates(view), _readiness(view)),
        interval=interval_bar(view) if view.scored else None,
        dimensions=nodes_table(view, w.DIMENSION, dimensions) if 0 < len(dimensions) <= MOST_DIMENSIONS else None,
        first_title=view.say(r.TO_DO_NEXT),
        first_note=_first_note(view, work),
        ways=tuple(dict.fromkeys(waves_of(view, work, shown, below, named_in) for shown, below in ways if work)),
    )


def _first_note(view: View, work: WorkPlan | None) -> str:
    """What dates rest on and what is to be filled in, or why nothing is listed."""
    if work is not None:
        return work.nothing or view.sentences(*to_fill_in(view, work))
    return view.say(pw.NOTHING_COUNTS)


def _notes(view: View) -> Iterator[str]:
    """From which day the grade with evidence falls; why a report on a self-check hardly begun is short."""
    if falls := fall_sentence(view.rubric, view.assessment, view.card, view.lang):
        yield falls
    if view.early:
        points = point_words(open_points(view.card))
        yield view.say(r.EARLY_NOTE, points=points)


def _grade(view: View) -> Number:
    grade, score, said = view.card.grade, view.card.score, grade_with_state(view)
    if not grade.settled and view.card.waiting:
        said += LANGUAGES[view.lang].semicolon + view.say(r.GRADE_OPEN)
    return Number(view.say(w.SCORE), interval_words(score.low, score.high), said)


def _evidenced(view: View) -> Number:
    low = view.card.evidenced.low
    meaning = view.say(r.EVIDENCED_MEANS, grade=view.say(view.rubric.grade_of(low).title))
    return Number(view.say(w.EVIDENCED_SCORE), score_words(low), meaning)


def _gates(view: View) -> Number:
    failed = bool(view.card.gates_in("failed"))
    meaning = view.say(r.GATES_FAILED) if failed else gates_claim(view)
    return Number(view.say(w.GATES), gates_words(view.card, view.lang), meaning, "bad" if failed else "")


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
    label = view.say(w.READINESS_FOR, target=view.say(target.title))
    return Number(label, view.verdict_words, meaning if view.scored else "")
