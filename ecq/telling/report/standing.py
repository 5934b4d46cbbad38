"""How it stands in short: the management summary on one page, and the same on one screen. Computes no score.

The results page and the slides show what is for one screen: outcome, dimensions, what is strongest and weakest,
gates, readiness, what to do next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Text
from ecq.document import blocks
from ecq.document.charts import Key
from ecq.planning.problem import open_points
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import NodeScore
from ecq.telling.evidence.binder import fall_sentence
from ecq.telling.plan import words as pw
from ecq.telling.plan.sentences import facts_asked
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, gates_claim, grade_with_state, interval_bar, stars_of
from ecq.telling.report.findings import gates_in_short
from ecq.telling.report.nodes import dimension_rows, nodes_table, shares_table
from ecq.telling.report.plan import NamedIn, to_fill_in, waves_of
from ecq.telling.text import result_words as wr
from ecq.telling.text import sentences
from ecq.telling.text import words as w

_WAYS: tuple[tuple[int, bool], ...] = (
    *((count, True) for count in (20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4)),
    *((count, False) for count in (8, 7, 6, 5, 4, 3, 2, 1, 0)),
)
"""So many lines in all, and whether something stands below each, from the most to the least that a page may have room for, at
last their totals alone.
"""
MOST_DIMENSIONS = 6
"""More dimensions than these have no room on the page; they stand in their own part."""


def summary_part(view: View, work: WorkPlan | None, named_in: NamedIn) -> Iterator[blocks.Block]:
    """Grade, score, evidence, gates and readiness; the dimensions; the way to the target in waves."""
    ways = _WAYS if work and work.waves else ()
    dimensions = dimension_rows(view)
    yield blocks.OnePage(
        title=view.say(r.SUMMARY),
        headline=sentences.headline(view.rubric, view.card, view.verdict, view.lang),
        lead=view.sentence(work.headline) if work else "",
        notes=tuple(_notes(view)),
        numbers=_numbers(view),
        interval=interval_bar(view) if view.scored else None,
        dimensions=nodes_table(view, w.DIMENSION, dimensions) if 0 < len(dimensions) <= MOST_DIMENSIONS else None,
        first_title=view.say(r.TO_DO_NEXT),
        first_note=(work.nothing or view.sentences(*to_fill_in(view, work)) if work else view.say(pw.NOTHING_COUNTS)),
        ways=tuple(dict.fromkeys(waves_of(view, work, shown, below, named_in) for shown, below in ways if work)),
    )


def _notes(view: View) -> Iterator[str]:
    """Which facts are missing; from which day the grade with evidence falls; why a report on a self-check hardly begun is short."""
    if view.plans and (facts := view.plans[0].facts):
        yield facts_asked(view.rubric, facts, view.lang)
    if falls := fall_sentence(view.rubric, view.assessment, view.card, view.lang):
        yield falls
    if view.early:
        yield view.say(r.EARLY_NOTE, points=sentences.point_words(open_points(view.card)))


def _numbers(view: View) -> tuple[blocks.Number, ...]:
    """The score and its grade, the score with evidence, gates, and readiness for the target."""
    card, target, semicolon = view.card, view.verdict.target, LANGUAGES[view.lang].semicolon
    low, high, proved, from_ = card.score.low, card.score.high, card.evidenced.low, plain(target.from_)
    graded = grade_with_state(view)
    if not card.grade.settled:
        facts = r.GRADE_OPEN_AND_FACTS if card.waiting else r.GRADE_BY_FACTS
        graded += semicolon + view.say(facts if card.hanging else r.GRADE_OPEN)
    backed = view.say(r.EVIDENCED_MEANS, grade=view.say(view.rubric.grade_of(proved).title))
    failed = bool(card.gates_in("failed"))
    passed = view.say(r.GATES_FAILED) if failed else gates_claim(view)
    if (gap := target.from_ - low) > 0:
        reach = view.say(r.TARGET_SHORT, from_=from_, gap=sentences.gap_words(gap))
    else:
        reach = view.say(r.TARGET_REACHED, from_=from_, gap=sentences.score_words(-gap))
    if (unproved := target.from_ - proved) > 0:
        reach += semicolon + view.say(r.TARGET_UNPROVED, gap=sentences.gap_words(unproved))
    aim = view.say(w.READINESS_FOR, target=view.say(target.title))
    return (
        view.told(blocks.Number(view.say(w.SCORE), sentences.interval_words(low, high), graded)),
        view.told(blocks.Number(view.say(w.EVIDENCED_SCORE), sentences.score_words(proved), backed)),
        blocks.Number(view.say(w.GATES), sentences.gates_words(card, view.lang), passed, "bad" if failed else ""),
        blocks.Number(aim, view.verdict_words, reach if view.scored else ""),
    )


INDICATORS_SHOWN, GATES_SHOWN, REASONS_SHOWN = 3, 2, 5


def outcome(view: View) -> blocks.Beside:
    """Grade and score in numbers, beside them the bar."""
    card = view.card
    grade, failed = view.say(card.grade.low.title), len(card.gates_in("failed"))
    if not card.grade.settled:
        low, high = (sentences.grade_inside(one, view.lang) for one in (card.grade.low, card.grade.high))
        grade = view.say(w.GRADE_BETWEEN, low=low, high=high)
    least, most = card.score.low, card.score.high
    numbers = blocks.Outcome(
        stars_of(view),
        grade,
        view.say(w.HEAD_GATES, count=failed) if failed else "",
        sentences.score_words(least),
        ("" if least == most else f"— {sentences.score_words(most)} ") + view.say(w.POINTS_UNIT),
    )
    states = sentences.bar_states_reached(card, view.verdict.target, view.lang)
    return blocks.Beside(((numbers,), (blocks.Figure(interval_bar(view)), blocks.Figure(Key(states)))), (2, 5))


def verdict_line(view: View) -> str:
    """The verdict for the target in one line."""
    target = sentences.grade_inside(view.verdict.target, view.lang)
    return view.say(wr.VERDICT_IN_SHORT, target=target, verdict=view.verdict_words)


def dimensions(view: View) -> Sequence[NodeScore]:
    """The dimensions that count."""
    return [node for node in view.card.nodes.values() if not node.depth and node.share is not None]


def strongest_and_weakest(view: View) -> Iterator[blocks.SlideBlock]:
    """The indicators with the lowest and the highest shares against the target, and what to know of shares."""
    rubric, card, target = view.rubric, view.card, view.verdict.target
    share = plain(target.from_)

    def half(title: Text, nodes: Sequence[NodeScore], none: Text) -> tuple[blocks.SlideBlock, ...]:
        told = shares_table(view, nodes[:INDICATORS_SHOWN]) if nodes else blocks.Paragraph(view.say(none, share=share))
        return blocks.Chapter(view.say(title)), told

    weak = half(wr.WEAKEST, weaknesses(rubric, card, target), wr.NO_WEAKNESSES)
    strong = half(wr.STRONGEST, strengths(rubric, card, target), wr.NO_STRENGTHS)
    yield blocks.Beside((weak, strong), (1, 1))
    note = view.say(wr.SHARES_NOTE, target=sentences.grade_inside(target, view.lang), share=share)
    yield from (blocks.Paragraph(one, "note") for one in (note, *sentences.parts_notes(rubric, view.card, view.lang)))


def gates_briefly(view: View, work: WorkPlan) -> Iterator[blocks.Block]:
    """How many gates are passed, failed, open, and the first failed ones with their law and what passes them."""
    failed = view.card.gates_in("failed")
    yield blocks.Chapter(view.say(w.GATES))
    yield blocks.Paragraph(sentences.gates_words(view.card, view.lang), "note")
    yield from gates_in_short(view, failed[:GATES_SHOWN], work)
    if (left := len(failed) - GATES_SHOWN) > 0:
        yield blocks.Paragraph(view.say(wr.MORE_REASONS, count=left), "note")


def verdict_with_reasons(view: View, work: WorkPlan) -> Iterator[blocks.Block]:
    """The verdict for the target with all its reasons, and why the plan's effort is a range where it is one."""
    card, verdict = view.card, view.verdict
    evidenced = sentences.score_words(card.evidenced.low)
    if card.counts.answered:
        evidenced += f" · {view.say(view.rubric.grade_of(card.evidenced.low).title)}"
    settled = f"{card.counts.applicable - card.counts.open} / {card.counts.applicable}"
    told = (
        (view.say(w.READINESS_FOR, target=view.say(verdict.target.title)), view.verdict_words),
        (view.say(w.EVIDENCED), evidenced),
        (view.say(w.PROGRESS), settled),
    )
    yield blocks.Facts(tuple(blocks.Labelled(label, (said,)) for label, said in told))
    if reasons := tuple(sentences.verdict_lines(view.rubric, card, verdict, view.lang)[1:]):
        yield blocks.Bullets(reasons[:REASONS_SHOWN])
    if rest := reasons[REASONS_SHOWN:]:
        yield blocks.Fold(view.say(wr.MORE_REASONS, count=len(rest)), (blocks.Bullets(rest),))
    notes = [*work.notes]
    if card.so_far is not None and card.counts.open:
        notes.append(view.say(w.SO_FAR, score=sentences.score_words(card.so_far)))
    yield from (blocks.Paragraph(note, "note") for note in notes)


def next_actions(view: View, work: WorkPlan) -> Iterator[blocks.Work]:
    """To confirm, to prove, to improve: those there are, in this order, each with how much it is and what it brings."""
    for share in work.shares:
        if share.kind == "if-not-confirmed":
            continue
        lines = [line for line in work.lines if line.kind == share.kind]
        told = [(wr.COUNT, view.say(wr.COUNTED[share.kind], count=len(lines)))]
        if share.kind == "confirm":
            told.append((wr.AT_STAKE, view.say(pw.CAN_BRING, points=share.gain)))
        else:
            told.append((w.EFFORT, view.say(w.PERSON_DAYS, days=share.amount)))
            told.append((wr.EFFECT, view.say(wr.EFFECTS[view.assessment.terms.goal], points=share.gain)))
        facts = tuple(blocks.Labelled(view.say(name), (said,)) for name, said in told)
        first = lines[0].title if share.kind == "improve" else view.question(lines[0].question)
        yield blocks.Work(share.kind, share.label, facts, view.say(wr.DO_FIRST[share.kind], first=first))
