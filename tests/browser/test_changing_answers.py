"""What evidence is worth as it is named in the interview."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import answer as give
from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
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
