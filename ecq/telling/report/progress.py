"""What the report says on progress: what changed since an earlier state. `ecq.planning.difference` finds it; computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.assessment.model import Assessment
from ecq.base.frozen import Frozen
from ecq.base.language import words
from ecq.document.blocks import Block, Bullets, Chapter, Column, Paragraph, Row, Section, Table, cell
from ecq.planning import Between, difference
from ecq.scoring.scorecard import Scorecard
from ecq.telling.plan.sentences import difference_head, gate_move_words, hanging_line, move_words, signed
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.plan import bound
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gates_words, interval_words, score_words

SHOWN = 10
"""So many questions are named, those that moved the score most."""


class Earlier(Frozen):
    """An earlier state to compare with, given under the same rubric: what it is called, its day, and its answers."""

    name: str = ""
    day: str = ""
    assessment: Assessment


def progress_part(view: View, earlier: Earlier | None) -> Iterator[Block]:
    """Scores, grade and gates before and now, and the questions that moved the score; nothing without an earlier state."""
    if earlier is None:
        return
    found = difference(view.rubric, earlier.assessment, view.rubric, bound(view.rubric, view.assessment))
    moved = sorted((one for one in found.moves if one.difference), key=lambda one: -abs(one.difference))
    since = " · ".join(one for one in (earlier.name, earlier.day) if one)
    title = view.own(words(r.PROGRESS_SINCE, view.lang), since) if since else words(r.PROGRESS, view.lang)
    yield Chapter(title, difference_head(found, view.lang))
    if hanging := hanging_line(found, view.lang):
        yield Paragraph(view.sentences(hanging), "note")
    if len(moved) > SHOWN:
        yield Paragraph(view.say(r.MOVES_SHOWN, count=SHOWN, all=len(moved)))
    yield Table(
        (
            Column("", 31, tone="strong"),
            Column(words(w.BEFORE_SERIES, view.lang), 31),
            Column(words(w.NOW_HEAD, view.lang), 38),
        ),
        tuple(Row((cell(what), cell(before), cell(after))) for what, before, after in _rows(view, found)),
    )
    if moved:
        yield Section(words(r.MOVES, view.lang))
        yield Table(
            (Column("", 87), Column("", 13, right=True, tone="strong")),
            tuple(
                Row(
                    (
                        cell(move_words(view.rubric, view.rubric, one, view.lang, ids=view.ids)),
                        cell(signed(one.difference)),
                    )
                )
                for one in moved[:SHOWN]
            ),
        )
    gates = tuple(gate_move_words(view.rubric, view.rubric, one, view.lang, ids=view.ids) for one in found.gates)
    if gates:
        yield Bullets(gates, "note")


def _rows(view: View, found: Between) -> Iterator[tuple[str, str, str]]:
    def side(card: Scorecard) -> tuple[str, ...]:
        return (
            _grade(view, card),
            interval_words(card.score.low, card.score.high),
            score_words(card.evidenced.low),
            gates_words(card, view.lang),
            str(card.counts.open),
        )

    heads = (w.GRADE, w.SCORE, w.EVIDENCED_SCORE, w.GATES, w.OPEN_QUESTIONS)
    yield from zip((words(head, view.lang) for head in heads), side(found.before), side(found.after), strict=True)


def _grade(view: View, card: Scorecard) -> str:
    low, high = words(card.grade.low.title, view.lang), words(card.grade.high.title, view.lang)
    return low if card.grade.settled else f"{low} — {high}"
