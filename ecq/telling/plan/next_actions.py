"""What to do next: each kind of work of a plan with how much it is, what it brings, and what to begin with, in words.

The results page and the presentation show the same. It computes nothing: all is said by the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecq.assessment.model import Assessment
from ecq.base.language import Lang, Text, words
from ecq.document.blocks import Labelled
from ecq.document.slides import Work
from ecq.rubric.model import Rubric
from ecq.telling.plan import words as plan_words
from ecq.telling.plan.work_plan import Share, WorkPlan
from ecq.telling.text import result_words as w
from ecq.telling.text.words import EFFORT, PERSON_DAYS, say


def next_actions(rubric: Rubric, assessment: Assessment, plan: WorkPlan, lang: Lang) -> Iterator[Work]:
    """To confirm, to prove, to improve: those there are, in this order."""
    for share in plan.shares:
        if share.kind == "if-not-confirmed":
            continue
        lines = [line for line in plan.lines if line.kind == share.kind]
        first = lines[0].title if share.kind == "improve" else words(rubric.by_id[lines[0].question].text, lang)
        facts = tuple(_facts(assessment, share, len(lines), lang))
        yield Work(share.kind, share.label, facts, say(w.DO_FIRST[share.kind], lang, first=first))


def _facts(assessment: Assessment, share: Share, count: int, lang: Lang) -> Iterator[Labelled]:
    def fact(name: Text, value: str) -> Labelled:
        return Labelled(words(name, lang), (value,))

    yield fact(w.COUNT, say(w.COUNTED[share.kind], lang, count=count))
    if share.kind == "confirm":
        yield fact(w.AT_STAKE, say(plan_words.CAN_BRING, lang, points=share.gain))
        return
    yield fact(EFFORT, say(PERSON_DAYS, lang, days=share.amount))
    yield fact(w.EFFECT, say(w.EFFECTS[assessment.terms.goal], lang, points=share.gain))
