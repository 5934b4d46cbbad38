"""How it stands: the management summary on one page, the same on one screen, and dimensions and indicators, as bars from the lowest
share up, a radar and a map. Computes no score.

The results page and the slides show what is for one screen: outcome, dimensions, what is strongest and weakest,
gates, readiness, what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from ecq.base.exact import cut, plain
from ecq.base.language import LANGUAGES, Text
from ecq.document import blocks
from ecq.document.blocks import Block, Chapter, Column, Figure, Paragraph, Row, Said, Shares, Table, cell, row
from ecq.document.charts import Axis, Gain, Gains, HeatCell, HeatKind, HeatMap, Key, Radar
from ecq.planning.problem import open_points
from ecq.rubric.model import Node, walk
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import HUNDRED, ZERO, NodeScore, QuestionScore
from ecq.telling.evidence.binder import fall_sentence
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import facts_asked
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, bar_states, dimensions_claim, grade_with_state, interval_bar, stars_of
from ecq.telling.report.findings import gates_in_short
from ecq.telling.report.plan import NamedIn, to_fill_in, waves_of
from ecq.telling.text import result_words as wr
from ecq.telling.text import sentences
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, gap_words, interval_words, parts_notes, point_words, to_gain_words

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
    counting = [node for node in view.rubric.layout.tree if view.card.nodes[node.id].share is not None]
    dimensions = tuple(_row(view, node, "row", bold=True) for node in _sorted(view, counting))
    yield blocks.OnePage(
        title=view.say(r.SUMMARY),
        headline=sentences.headline(view.rubric, view.card, view.verdict, view.lang),
        lead=view.sentence(work.headline) if work else "",
        notes=tuple(_notes(view)),
        numbers=_numbers(view),
        interval=interval_bar(view) if view.scored else None,
        dimensions=_nodes_table(view, w.DIMENSION, dimensions) if 0 < len(dimensions) <= MOST_DIMENSIONS else None,
        first_title=view.say(r.TO_DO_NEXT),
        first_note=(work.nothing or view.sentences(*to_fill_in(view, work)) if work else view.say(p.NOTHING_COUNTS)),
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
    mean = view.say(r.GATES_MEAN) if any(gate.state != "na" for gate in card.gates) else ""
    if (gap := target.from_ - low) > 0:
        reach = view.say(r.TARGET_SHORT, from_=from_, gap=sentences.gap_words(gap))
    else:
        reach = view.say(r.TARGET_REACHED, from_=from_, gap=sentences.score_words(-gap))
    if (unproved := target.from_ - proved) > max(gap, ZERO):
        reach += semicolon + view.say(r.TARGET_UNPROVED, gap=sentences.gap_words(unproved))
    aim = view.say(w.READINESS_FOR, target=view.say(target.title))
    return (
        view.told(blocks.Number(view.say(w.SCORE), sentences.interval_words(low, high), graded)),
        view.told(blocks.Number(view.say(w.EVIDENCED_SCORE), sentences.score_words(proved), backed)),
        blocks.Number(view.say(w.GATES), sentences.gates_words(card, view.lang), mean, "bad" if failed else ""),
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
            told.append((wr.AT_STAKE, view.say(p.CAN_BRING, points=share.gain)))
        else:
            told.append((w.EFFORT, view.say(w.PERSON_DAYS, days=share.amount)))
            told.append((wr.EFFECT, view.say(wr.EFFECTS[view.assessment.terms.goal], points=share.gain)))
        facts = tuple(blocks.Labelled(view.say(name), (said,)) for name, said in told)
        first = lines[0].title if share.kind == "improve" else view.question(lines[0].question)
        yield blocks.Work(share.kind, share.label, facts, view.say(wr.DO_FIRST[share.kind], first=first))


FEWEST_AXES, MOST_AXES = 5, 24
"""A radar of fewer axes says no more than their bars; with more, the names at its spokes have no room."""

_STEPS: tuple[tuple[HeatKind, Fraction], ...] = (
    ("full", Fraction(1)),
    ("high", Fraction(2, 3)),
    ("mid", Fraction(1, 3)),
    ("low", Fraction(1, 1000)),
)


def nodes_part(view: View, radar: bool) -> Iterator[Block]:
    """Dimensions and indicators with their numbers, lowest share first; a `radar` where there are spokes enough for one."""
    rows = []
    for dimension in _sorted(view, view.rubric.layout.tree):
        below = [one for one, path in walk(dimension.children) if not one.children]
        rows.append(_row(view, dimension, "group"))
        rows += [_row(view, one, "row") for one in _sorted(view, below)]
    working = [view.say(w.WORKING_POINTS)] if view.rubric.layout.points_status == "working" else []
    bad = any(isinstance(part, Shares) and part.bad for row in rows for cell in row.cells for part in cell)
    red = [view.say(r.RED_MEANS, share=plain(view.first_star))] if bad else []
    notes = view.say(r.SORTED), *red, *working, *parts_notes(view.rubric, view.card, view.lang)
    yield Chapter(view.say(r.DIMENSIONS), dimensions_claim(view))
    yield Paragraph(view.sentences(*notes), "note")
    yield Figure(Key(bar_states(view)))
    yield _nodes_table(view, w.INDICATOR, tuple(rows))
    drawn = indicators_radar(view)
    if radar and FEWEST_AXES <= len(drawn.axes) <= MOST_AXES:
        yield Figure(drawn, view.say(r.ALL_INDICATORS))


def _nodes_table(view: View, first: Text, rows: tuple[Row, ...]) -> Table:
    numbers = ((w.SHARE, 13), (w.WITH_EVIDENCE, 10), (r.TO_TARGET, 9), (w.TO_GAIN, 8), (w.WORTH, 8))
    return Table(columns(view.lang, (first, 32), ("", 25), *numbers, right=range(2, 7)), rows, small=True)


def shares_table(view: View, scored: Iterable[NodeScore]) -> Table:
    """Title, bar and share alone, in the order given; where a gate is failed, the title says so."""
    failed = {view.card.questions[gate.question].indicator for gate in view.card.gates_in("failed")}
    rows = []
    for one in scored:
        title, bar, share, *_ = _row(view, view.rubric.nodes[one.id], "row").cells
        mark = cell(Said(view.say(wr.GATE_NOT_PASSED), "bad")) if one.id in failed else ()
        rows.append(row((*title, *mark), bar, share))
    return Table((Column("", 40), Column("", 38), Column("", 22, right=True, tone="strong")), tuple(rows))


def target_share(view: View) -> Fraction:
    """Where the target grade starts, as a share of full marks."""
    return view.verdict.target.from_ / HUNDRED


def _sorted(view: View, nodes: Iterable[Node]) -> list[Node]:
    """Lowest guaranteed share first; equal ones in the order of the rubric, and last what does not count."""

    def place(node: Node) -> tuple[bool, Fraction]:
        share = view.card.nodes[node.id].share
        return share is None, share.low if share else Fraction(0)

    return sorted(nodes, key=place)


def _row(view: View, node: Node, level: Literal["group", "row"], bold: bool = False) -> Row:
    """One dimension or indicator with its numbers in words; red only where it surely misses the lowest grade with a star."""
    scored = view.card.nodes[node.id]
    share, title = scored.share, Said(view.say(node.title), "strong" if bold else "")
    if share is None:
        reason = r.UNKNOWN_NODE if node.status == "unknown" else w.NOT_COUNTED
        return row(title, Said(view.say(reason), "muted"), level=level)
    missing = view.verdict.target.from_ - share.low
    proved = HUNDRED * scored.evidenced / scored.points
    bad = share.high < view.first_star
    said = interval_words(share.low, share.high)
    bar = Shares(
        scored.evidenced / scored.points,
        share.low / HUNDRED,
        share.high / HUNDRED,
        target_share(view),
        bad,
        f"{title.text} {said}",
    )
    numbers = (
        interval_words(proved, proved),
        gap_words(missing) if missing > 0 else "✓",
        to_gain_words(scored.points, scored.low),
        point_words(scored.points),
    )
    return row(title, bar, Said(said, "bad" if bad else title.tone), *numbers, level=level)


def counting_indicators(view: View) -> list[NodeScore]:
    """The indicators that count, in the order of the rubric."""
    return [node for leaf in view.rubric.leaves if (node := view.card.nodes[leaf.id]).share is not None]


def indicators_radar(view: View) -> Radar:
    """The shares of all indicators that count, in the order of the rubric."""
    axes, said = [], []
    for node in counting_indicators(view):
        share, title = node.share, view.title(node.id)
        assert share is not None
        axes.append(Axis(title, share.low / HUNDRED, share.high / HUNDRED))
        said.append(view.say(r.RADAR_PART, title=title, share=interval_words(share.low, share.high)))
    names = (view.say(w.SURE), view.say(w.POSSIBLE_SERIES))
    return Radar(tuple(axes), names, target_share(view), view.say(w.RADAR_ALT, parts=view.listed(said)))


def indicators_gains(view: View) -> Gains:
    """What is still to gain by indicator; those where nothing is left come last."""
    nodes = sorted(counting_indicators(view), key=lambda node: (node.low - node.points, node.points))
    rows = tuple(Gain(view.title(node.id), node.points, node.evidenced, node.low, node.high) for node in nodes)
    names = (view.say(w.OPEN_SERIES), view.say(w.TO_IMPROVE_SERIES))
    parts = "; ".join(f"{one.label} {to_gain_words(one.worth, one.low)}" for one in rows)
    return Gains(rows, names, view.say(w.BARS_ALT, parts=parts))


def questions_map(view: View) -> HeatMap:
    """Each question's score as a percentage; open, not applicable and failed gates carry a sign."""
    rows = []
    for leaf in view.rubric.leaves:
        scored = (view.card.questions[placed.question] for placed in leaf.questions)
        if cells := tuple(_heat_cell(view, one) for one in scored if one.state != "hidden"):
            rows.append((view.say(leaf.title), cells))
    return HeatMap(tuple(rows), view.say(wr.HEAT_LEGEND))


def _heat_cell(view: View, one: QuestionScore) -> HeatCell:
    kind: HeatKind
    if one.state == "na":
        kind, sign, state = "na", "–", view.say(w.STATES["na"])
    elif one.credit is None:
        kind, sign = "open", "?"
        state = view.say(w.STATES["unsure" if one.state == "unsure" else "unanswered"])
    else:
        credit = one.credit
        kind = next((name for name, least in _STEPS if credit >= least), "none")
        sign = cut(100 * credit, 0)
        state = f"{sign} %"
    failed = any(gate.question == one.id for gate in view.card.gates_in("failed"))
    if failed:
        sign, state = f"{sign}!", f"{state}, {view.say(w.GATE_STATES['failed'])}"
    worth = view.say(wr.HEAT_WORTH, points=point_words(one.points))
    return HeatCell(kind, failed, sign, f"{view.question(one.id)} {state}, {worth}")
