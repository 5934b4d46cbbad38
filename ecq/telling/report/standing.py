"""How it stands, on one screen: outcome, dimensions, what is strongest and weakest, gates, readiness.

The results page and the slides show the same. Computes no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.exact import plain
from ecq.base.language import Text, words
from ecq.document.blocks import Block, Bullets, Chapter, Facts, Figure, Fold, Labelled, Paragraph
from ecq.document.charts import Key
from ecq.document.slides import Beside, Outcome, SlideBlock
from ecq.scoring.readiness import strengths, weaknesses
from ecq.scoring.scorecard import NodeScore
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report.cover import View, interval_bar
from ecq.telling.report.gates import gates_in_short
from ecq.telling.report.nodes import shares_table
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bar_states_reached, gates_words, reason_lines, score_words, shares_note

INDICATORS_SHOWN, GATES_SHOWN, REASONS_SHOWN = 3, 2, 5


def outcome(view: View) -> Beside:
    """Grade and score in numbers, beside them the bar."""
    card, lang = view.card, view.lang
    grade, failed = words(card.grade.low.title, lang), len(card.gates_in("failed"))
    if not card.grade.settled:
        grade = view.say(w.GRADE_BETWEEN, low=grade, high=words(card.grade.high.title, lang))
    low, high = card.score.low, card.score.high
    numbers = Outcome(
        card.grade.low.stars,
        max(band.stars for band in view.rubric.bands),
        grade,
        view.say(wr.GATES_NOT_PASSED, count=failed) if failed else "",
        score_words(low),
        ("" if low == high else f"— {score_words(high)} ") + words(w.POINTS_UNIT, lang),
    )
    states = bar_states_reached(card, view.verdict.target, lang)
    return Beside(((numbers,), (Figure(interval_bar(view)), Figure(Key(states)))), (2, 5))


def verdict_line(view: View) -> str:
    """The verdict for the target in one line."""
    target, verdict = words(view.verdict.target.title, view.lang), words(w.VERDICTS[view.verdict.verdict], view.lang)
    return view.say(wr.VERDICT_IN_SHORT, target=target, verdict=verdict)


def dimensions(view: View) -> Sequence[NodeScore]:
    """The dimensions that count."""
    return [node for node in view.card.nodes.values() if not node.depth and node.share is not None]


def strongest_and_weakest(view: View) -> Iterator[SlideBlock]:
    """The indicators with the lowest and the highest shares against the target, and what to know of shares."""
    rubric, card, target = view.rubric, view.card, view.verdict.target
    share = plain(target.from_)

    def half(title: Text, nodes: Sequence[NodeScore], none: Text) -> tuple[SlideBlock, ...]:
        told = shares_table(view, nodes[:INDICATORS_SHOWN]) if nodes else Paragraph(view.say(none, share=share))
        return Chapter(words(title, view.lang)), told

    weak = half(wr.WEAKEST, weaknesses(rubric, card, target), wr.NO_WEAKNESSES)
    strong = half(wr.STRONGEST, strengths(rubric, card, target), wr.NO_STRENGTHS)
    yield Beside((weak, strong), (1, 1))
    note = view.say(wr.SHARES_NOTE, target=words(target.title, view.lang), share=share)
    yield from (Paragraph(one, "note") for one in (note, shares_note(rubric, card, view.lang)) if one)


def gates_briefly(view: View, work: WorkPlan) -> Iterator[Block]:
    """How many gates are passed, failed, open, and the first failed ones with their law and what passes them."""
    failed = view.card.gates_in("failed")
    yield Chapter(words(w.GATES, view.lang))
    yield Paragraph(gates_words(view.card, view.lang), "note")
    yield from gates_in_short(view, failed[:GATES_SHOWN], work)
    if (left := len(failed) - GATES_SHOWN) > 0:
        yield Paragraph(view.say(wr.MORE_REASONS, count=left), "note")


def verdict_with_reasons(view: View, work: WorkPlan) -> Iterator[Block]:
    """The verdict for the target with all its reasons, and why the plan's effort is a range where it is one."""
    card, verdict, lang = view.card, view.verdict, view.lang
    evidenced = score_words(card.evidenced.low)
    if card.counts.answered:
        evidenced += f" · {words(view.rubric.grade_of(card.evidenced.low).title, lang)}"
    settled = f"{card.counts.applicable - card.counts.open} / {card.counts.applicable}"
    told = (
        (view.say(w.READINESS_FOR, target=words(verdict.target.title, lang)), words(w.VERDICTS[verdict.verdict], lang)),
        (words(w.EVIDENCED, lang), evidenced),
        (words(w.PROGRESS, lang), settled),
    )
    yield Facts(tuple(Labelled(label, (said,)) for label, said in told))
    reasons = tuple(reason_lines(view.rubric, verdict, lang))
    yield Bullets(reasons[:REASONS_SHOWN])
    if rest := reasons[REASONS_SHOWN:]:
        yield Fold(view.say(wr.MORE_REASONS, count=len(rest)), (Bullets(rest),))
    notes = [view.sentence(work.headline), *work.notes]
    if card.so_far is not None and card.counts.open:
        notes.append(view.say(w.SO_FAR, score=score_words(card.so_far)))
    yield from (Paragraph(note, "note") for note in notes)
