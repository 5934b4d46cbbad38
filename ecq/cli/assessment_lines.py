"""Questions and scores as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.language import Lang, words
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import Scorecard
from ecq.telling.text import words as w
from ecq.telling.text.sentences import point_words


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
