"""Questions and scores as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.language import Lang, words
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import Scorecard
from ecq.text import words as w
from ecq.text.sentences import (
    bands_note,
    headline,
    interval_words,
    placement_note,
    point_words,
    reason_line,
    score_words,
)


def question_lines(rubric: Rubric, card: Scorecard, lang: Lang) -> Iterator[str]:
    """Every question under its indicator, with points, state and whether it is a gate."""
    for leaf in rubric.leaves:
        yield ""
        yield f"{leaf.clause or '—'}  {words(leaf.title, lang)}"
        for placed in leaf.questions:
            question, scored = rubric.by_id[placed.question], card.questions[placed.question]
            marks = [point_words(scored.points), words(w.STATES[scored.state], lang)]
            if question.gate:
                marks.append(words(w.GATE, lang))
            yield f"  {question.id}  {words(question.text, lang)}  [{', '.join(marks)}]"


def score_lines(rubric: Rubric, card: Scorecard, verdict: Readiness, lang: Lang) -> Iterator[str]:
    """The headline, both scores, readiness with its reasons, and the share of each dimension and indicator."""
    yield headline(rubric, card, verdict, lang)
    evidenced = f"{words(w.EVIDENCED_SCORE, lang)}: {score_words(card.evidenced.low)}"
    yield f"{words(w.GUARANTEED, lang)}: {interval_words(card.score.low, card.score.high)}    {evidenced}"
    target = w.say(w.READINESS_FOR, lang, target=words(verdict.target.title, lang))
    yield f"{target}: {words(w.VERDICTS[verdict.verdict], lang)}"
    for reason in verdict.reasons:
        yield f"  · {reason_line(rubric, reason, lang)}"
    yield ""
    for node in card.nodes.values():
        if node.asked:
            title = words(rubric.nodes[node.id].title, lang)
            share = "—" if node.share is None else interval_words(node.share.low, node.share.high)
            yield f"{'  ' * node.depth}{title}: {share}"
    notes = (placement_note(rubric, lang), bands_note(rubric, lang))
    if any(notes):
        yield ""
        yield from (note for note in notes if note)
