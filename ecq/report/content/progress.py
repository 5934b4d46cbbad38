"""What the report says on progress: what changed since an earlier state. `ecq.planning.difference` finds it; computes no score."""

from __future__ import annotations

from ecq.assessment.model import Assessment
from ecq.frozen import Frozen
from ecq.language import words
from ecq.planning import Between, difference
from ecq.planning.sentences import difference_head, gate_move_words, move_words, signed
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.content.plan import bound
from ecq.report.model import ChangeRow, ProgressPart
from ecq.scoring.scorecard import Scorecard
from ecq.text import words as w
from ecq.text.sentences import gates_words, interval_words, score_words

SHOWN = 10
"""So many questions are named, those that moved the score most."""


class Earlier(Frozen):
    """An earlier state to compare with, given under the same rubric: what it is called, its day, and its answers."""

    name: str = ""
    day: str = ""
    assessment: Assessment


def progress_part(view: View, earlier: Earlier | None) -> ProgressPart | None:
    """Scores, grade and gates before and now, and the questions that moved the score; None without an earlier state."""
    if earlier is None:
        return None
    found = difference(view.rubric, earlier.assessment, view.rubric, bound(view.rubric, view.assessment))
    moved = sorted((one for one in found.moves if one.difference), key=lambda one: -abs(one.difference))
    since = " · ".join(one for one in (earlier.name, earlier.day) if one)
    gates = (gate_move_words(view.rubric, view.rubric, one, view.lang, ids=False) for one in found.gates)
    lead = view.sentence(difference_head(found, view.lang))
    if len(moved) > SHOWN:
        lead = view.sentences(lead, view.say(r.MOVES_SHOWN, count=SHOWN, all=len(moved)))
    return ProgressPart(
        title=view.say(r.PROGRESS_SINCE, since=since) if since else words(r.PROGRESS, view.lang),
        lead=lead,
        heads=("", words(w.BEFORE_SERIES, view.lang), words(r.NOW, view.lang)),
        rows=_rows(view, found),
        moves_title=words(r.MOVES, view.lang) if moved else "",
        moves=tuple(
            ChangeRow(move_words(view.rubric, view.rubric, one, view.lang, ids=False), "", signed(one.difference))
            for one in moved[:SHOWN]
        ),
        gates=tuple(gates),
    )


def _rows(view: View, found: Between) -> tuple[ChangeRow, ...]:
    was, now = found.before, found.after
    return (
        ChangeRow(words(w.GRADE, view.lang), _grade(view, was), _grade(view, now)),
        ChangeRow(words(w.SCORE, view.lang), *(interval_words(one.score.low, one.score.high) for one in (was, now))),
        ChangeRow(words(w.EVIDENCED_SCORE, view.lang), *(score_words(one.evidenced.low) for one in (was, now))),
        ChangeRow(words(w.GATES, view.lang), *(gates_words(one, view.lang) for one in (was, now))),
        ChangeRow(words(w.OPEN_QUESTIONS, view.lang), *(str(one.counts.open) for one in (was, now))),
    )


def _grade(view: View, card: Scorecard) -> str:
    low, high = words(card.grade.low.title, view.lang), words(card.grade.high.title, view.lang)
    return low if card.grade.settled else f"{low} — {high}"
