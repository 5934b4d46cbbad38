"""Changing one's mind through the map, taking back, and what evidence is worth."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from ecq.assessment.changes import answer as give
from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from ecq.web.session.visit import FIRST_ANSWERS
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def with_top_answers(rubric: Rubric, count: int) -> Assessment:
    made = begin(rubric, "改答平台")
    for question in rubric.questions[:count]:
        if hasattr(question, "options"):
            made = give(made, question, question.options[-1].id)
    return made


def shows_evidenced(visitor: Visitor, score: str) -> None:
    """Wait until this is the evidence-backed score beside the interview."""
    card = visitor.page.locator(".ecq-aside .ecq-card", has_text=visitor.say(w.EVIDENCED_SCORE))
    card.filter(has_text=re.compile(rf"(?<![\d.]){re.escape(score)}(?!\d)")).wait_for()


def test_an_earlier_answer_can_be_changed_and_removed_from_the_map(visit, served, shipped):
    visitor = visit("zh")
    sole = next(leaf for leaf in shipped.leaves if len(leaf.questions) <= 5)
    made = begin(shipped, profile={"business-model": ("b2c",)})
    for placed in sole.questions:
        question = shipped.by_id[placed.question]
        value = question.answer_earning(Fraction(1))
        taken = give(made, question, value)
        made = taken
    others = [one for one in shipped.questions if one.id not in {placed.question for placed in sole.questions}]
    for question in others[:FIRST_ANSWERS]:  # the score is shown from so many answers on
        made = give(made, question, question.answer_earning(Fraction(1)))
    visitor.open("interview", served.keep(made))
    before = score(shipped, visitor.assessment).score
    target = visitor.to_indicator(sole.id)
    assert target == sole.questions[0].question
    question = shipped.by_id[target]
    if isinstance(question, MeasureQuestion):
        assert visitor.key(f"number-{target}").locator("input").input_value() == question.answer_earning(Fraction(1))
    elif isinstance(question, ChecklistQuestion):
        for item in question.items:
            box = visitor.key(f"item-{target}-{item.id}").get_by_role("checkbox")
            box.wait_for(state="attached")
            assert box.is_checked()
    else:
        assert visitor.page.locator(".ecq-answers .option[aria-pressed=true]").count() == 1
    visitor.chip("clear").click()
    visitor.key("chip-clear").wait_for(state="detached")
    assert visitor.at == target, "taking back stays at the question"
    assert visitor.assessment.response(str(target)).state == "unanswered"
    after = score(shipped, visitor.assessment).score
    assert after.low < before.low
    visitor.page.locator(".ecq-aside .ecq-big", has_text=score_words(after.low)).wait_for()


def test_evidence_changes_the_evidence_backed_score(visit, served, shipped):
    visitor = visit("zh")
    made = with_top_answers(shipped, 20)
    kept = served.keep(made)
    target = next(q.id for q in shipped.questions if q.id in made.responses)
    visitor.open("interview", kept, q=target)
    shows_evidenced(visitor, "0.0")
    visitor.chip("evidence").click()
    visitor.name_evidence(target, "还没拿到的证明", in_hand=False)
    shows_evidenced(visitor, "0.0")  # evidence still to be obtained backs nothing
    for tick in visitor.page.locator(f".ecq-ev fieldset.put input[data-id$='-{target}-new']").all():
        tick.check()
    visitor.name_evidence(target, "已经在手的证明", place="档案柜")
    backed = score_words(score(shipped, visitor.assessment).evidenced.low)
    assert backed != "0.0"
    shows_evidenced(visitor, backed)
    assert [e.in_hand for e in visitor.assessment.response(target).evidence] == [False, True]
    visitor.piece("drop", target, 1).click()
    visitor.piece("drop", target, 1).wait_for(state="detached")
    visitor.idle()
    shows_evidenced(visitor, "0.0")
    assert [e.text for e in visitor.assessment.response(target).evidence] == ["还没拿到的证明"]
