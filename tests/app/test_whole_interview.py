"""The whole rubric, question by question, through the app's own widgets."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.samples import load_samples
from ecq.base.language import LANGS
from ecq.interview.flow import Interview
from ecq.scoring.scorecard import score
from ecq.telling.text import words as w
from ecq.telling.text.sentences import headline, interval_words
from ecq.web.session.visit import Visit
from tests.building import a_value
from tests.in_one_language import in_one
from tests.report.assessments import full_profile

HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.slow
def test_every_question_can_be_answered(walk, store, shipped):
    """In English, so that no Chinese is left over."""
    kept = store.add(begin(shipped, "Walk", full_profile(shipped))).id
    walker = walk(kept, "en", "interview")
    asked = Interview(shipped, walker.assessment).asked
    expected: dict[str, tuple[str, object]] = {}
    order: list[str] = []
    for turn in range(2 * len(asked)):
        at = walker.at
        if at is None:
            break
        order.append(at)
        question = shipped.by_id[at]
        assert walker.errors == []
        assert not HAN.search(walker.html), HAN.findall(walker.html)
        if question.not_applicable and turn % 2:
            walker.press("chip-na")
            reason = question.not_applicable[-1].id
            walker.press(f"reason-{at}-{reason}")
            expected[at] = ("na", reason)
        elif turn % 13 == 5 and at not in expected:
            walker.press("chip-unsure")
            expected[at] = ("unsure", None)
        else:
            value = a_value(question, turn)
            walker.answer(question, value)
            expected[at] = ("answered", value)
    assert order[: len(asked)] == list(asked), "every question once, in the order of the rubric"
    assert set(order[len(asked) :]) <= set(asked), "then only what was unsure"
    assert len(order) == len(set(order)) + len(order[len(asked) :])
    held = walker.assessment.responses
    assert {q: (r.state, r.reason if r.state == "na" else r.value) for q, r in held.items()} == expected

    card = score(shipped, walker.assessment)
    assert walker.heading == walker.words(w.DONE_TITLE)
    assert "to-results" in walker.keys
    assert interval_words(card.score.low, card.score.high) in walker.html

    walker.go("results")
    assert headline(shipped, card, Visit("en", store.find(kept)).verdict, "en") in walker.html
    assert not HAN.search(walker.html), HAN.findall(walker.html)


@pytest.mark.slow
@pytest.mark.parametrize("lang", in_one("zh"))
def test_the_quick_check_can_be_answered_to_its_end(walk, store, shipped, lang):
    kept = store.add(begin(shipped, "Quick", full_profile(shipped))).id
    walker = walk(kept, lang, "interview", quick="1")
    order = []
    for turn in range(len(shipped.questions)):
        at = walker.at
        if at is None:
            break
        order.append(at)
        walker.answer(shipped.by_id[at], a_value(shipped.by_id[at], turn + 1))
    assert order == list(Interview(shipped, walker.assessment, core_only=True).asked)
    full = Interview(shipped, walker.assessment).asked
    assert {at for at in full if shipped.by_id[at].gate} <= set(order), "the words promise all gates"
    assert walker.heading == w.say(w.QUICK_DONE, lang)
    rest = score(shipped, walker.assessment).counts.open
    assert w.say(w.QUICK_DONE_LEAD, lang, count=rest) in walker.html
    walker.press("to-full")
    assert walker.at == Interview(shipped, walker.assessment).current()
    assert len(walker.assessment.responses) == len(order)


def test_the_map_counts_only_quick_check_questions_in_a_quick_check(walk, store, shipped):
    """Else the map would never be full, and nobody could say what "3 of 37" has to do with it."""
    kept = store.add(begin(shipped, "Quick", full_profile(shipped)))
    for params, core_only in (({"quick": "1"}, True), ({}, False)):
        walker = walk(kept.id, "en", "interview", **params)
        asked = len(Interview(shipped, kept.assessment, core_only).asked)
        told = w.say(w.PROGRESS_OF, "en", settled=0, asked=asked)
        assert told in walker.html
        assert (w.say(w.QUICK_MARK, "en") in walker.html) == core_only
        counts = walker.side["now"]["counts"]
        assert sum(asked_there for _, asked_there in counts.values()) == asked
        assert set(counts) == {node for row in walker.side["dimensions"] for node, _ in row["indicators"]}
        told = walker.conversation
        told["map"]["counts"] = {node: told[f"count {node}"] for node in told["counted"]}
        assert told["map"] == walker.side["now"], "an answer tells the map of what it was drawn with"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "sample"),
    [
        pytest.param(lang, one.id, marks=[pytest.mark.long] * (lang != "zh-Hant"))
        for lang, one in zip(LANGS, load_samples(), strict=True)
    ],
)
def test_every_sample_opens_with_its_results(walk, store, shipped, lang, sample):
    walker = walk(lang=lang)
    walker.press(f"sample-{sample}")
    card = score(shipped, walker.assessment)
    assert interval_words(card.score.low, card.score.low) in walker.html
    assert walker.errors == []
    for page in ("interview", "profile", "results", "evidence"):
        walker.go(page)
        assert walker.errors == []
