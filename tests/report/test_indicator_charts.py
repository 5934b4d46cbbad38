"""The charts of the indicators tab as data: nothing that counts is left out, and words say what is drawn."""

from __future__ import annotations

import pytest

from ecq.base.language import LANGS, Lang, words
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import HUNDRED, score
from ecq.telling.report.cover import View
from ecq.telling.report.nodes import indicators_gains, indicators_radar, questions_map
from ecq.telling.text.sentences import to_gain_words
from tests.report.assessments import filled


def view(rubric: Rubric, lang: Lang) -> View:
    made = filled(rubric)
    card = score(rubric, made)
    return View(rubric, made, card, readiness(rubric, made, card), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_still_to_gain_adds_up_to_what_the_score_lacks_most_first(shipped: Rubric, lang: Lang) -> None:
    shown = view(shipped, lang)
    told = indicators_gains(shown)
    left = [one.worth - one.low for one in told.rows]
    assert left == sorted(left, reverse=True)
    assert sum(left) == HUNDRED - shown.card.score.low
    assert all(one.label in told.alt and to_gain_words(one.worth, one.low) in told.alt for one in told.rows)
    assert {one.label for one in told.rows} == {
        words(shipped.nodes[leaf.id].title, lang)
        for leaf in shipped.leaves
        if shown.card.nodes[leaf.id].share is not None
    }
    assert len(told.rows) == len(indicators_radar(shown).axes)


def test_every_question_asked_is_a_cell_and_failed_gates_are_marked_in_sign_and_words(shipped: Rubric) -> None:
    shown = view(shipped, "en")
    cells = [cell for _, row in questions_map(shown).rows for cell in row]
    asked = [one for one in shown.card.questions.values() if one.state != "hidden"]
    assert len(cells) == len(asked)
    failed = [cell for cell in cells if cell.failed]
    assert len(failed) == len(shown.card.gates_in("failed")) > 0
    assert all(cell.sign.endswith("!") and "failed" in cell.alt for cell in failed)
    assert sum(cell.kind == "open" for cell in cells) == sum(one.credit is None and one.state != "na" for one in asked)
