"""The plan page, and what the results say of the plan, as a visitor of the app meets them."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from ecq.assessment.model import begin
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.planning import page_words as w
from ecq.planning import plan
from ecq.planning import sentences as told
from ecq.planning.agreed import agree, limits_of, lock, set_limit
from ecq.planning.page_sentences import plan_headline
from ecq.scoring.scorecard import score
from tests.app.walker import Walker


def text_of(walker: Walker) -> str:
    """All words on the page as a person reads them."""
    shown = [walker.html, *(one.value for one in (*walker.app.markdown, *walker.app.caption))]
    return unescape(re.sub(r"<[^>]+>", "\n", "\n".join(shown)))


def rows(walker: Walker, kind: str) -> list[dict[str, object]]:
    told_to_draw = [
        json.loads(one.proto.bytes)
        for one in walker.app.get("bidi_component")
        if one.proto.component_name == "ecq_plan_list"
    ]
    return next((one["rows"] for one in told_to_draw if one["kind"] == kind), [])


@pytest.fixture
def sample(shipped):
    found = next(one for one in load_samples() if one.id == "qinghe-mall")
    return sample_assessment(found, shipped, "zh", "2026-11-24T09:00:00+00:00")


@pytest.mark.parametrize("lang", ["zh", "en", "zh-Hant"])
def test_the_plan_is_shown_in_the_visitors_language(walk, store, shipped, sample, lang):
    walker = walk(store.add(sample).id, lang, "plan")
    found = plan(shipped, sample, sample.target or "four-star")
    assert plan_headline(found, lang) in text_of(walker)
    assert len(rows(walker, "cheapest")) == len(found.steps)


def test_an_unreachable_target_shows_the_best_score_and_the_obstacles(walk, store, shipped, sample):
    bound = set_limit(sample, "capacity", "3")
    walker = walk(store.add(bound).id, "zh", "plan")
    found = plan(shipped, bound, sample.target or "four-star", limits_of(shipped, bound))
    assert not found.feasible
    assert plan_headline(found, "zh") in text_of(walker)
    for one in found.binding:
        assert told.binding_line(shipped, found, one, "zh", ids=False) in text_of(walker)


def test_nothing_answered_yet_warns_that_open_questions_count_as_zero(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "plan")
    asked = score(shipped, begin(shipped)).counts.open
    assert walker.words(w.OPEN_COUNT_AS_ZERO).format(count=asked) in text_of(walker)


def test_a_locked_question_can_be_unlocked(walk, store, shipped, sample):
    question = plan(shipped, sample, "four-star").steps[0].question
    walker = walk(store.add(lock(sample, question, True)).id, "zh", "plan")
    walker.press(f"free-{question}")
    assert walker.assessment.terms.locked == ()


def test_an_agreed_plan_is_shown_with_its_progress(walk, store, shipped, sample):
    agreed = agree(sample, plan(shipped, sample, "four-star"), "2026-11-24T10:00:00+00:00")
    walker = walk(store.add(agreed).id, "en", "plan")
    assert len(rows(walker, "agreed")) == len(agreed.terms.agreed.steps)
    assert walker.words(w.AGREED_SAME) in text_of(walker)


def test_an_unsure_answer_reads_the_same_in_the_agreed_plan_and_in_the_list(walk, store, shipped, sample):
    agreed = agree(sample, plan(shipped, sample, "four-star"), "2026-11-24T10:00:00+00:00")
    walker = walk(store.add(agreed).id, "en", "plan")
    listed = {row["id"]: row["rise"] for row in rows(walker, "cheapest")}
    shown = {row["id"]: row["rise"] for row in rows(walker, "agreed")}
    unsure = [one for one in shown if sample.response(one).state == "unsure"]
    assert unsure
    assert [shown[one] for one in unsure] == [listed[one] for one in unsure]
