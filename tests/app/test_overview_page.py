"""The overview page without a browser: what it lists, what the address picks out, and the way to a question and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from ecq.assessment.changes import annotate, begin, set_up
from ecq.assessment.changes import answer as give
from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from ecq.telling.overview import words as wo
from ecq.telling.overview.rows import overview_rows, picked, search
from ecq.telling.text import words as w
from ecq.web.overview import Overview
from tests.app.walker import Walker, as_read
from tests.building import a_value, sampled
from tests.in_one_language import in_one


def sample(shipped: Rubric, lang: Lang = "zh") -> Assessment:
    return sampled("qinghe-mall", shipped, lang, "2026-11-24T09:00:00+00:00")


def drawn(walker: Walker) -> dict[str, Any]:
    """What the component was told."""
    (told,) = walker.told("ecq_overview")
    return told


def listed(walker: Walker) -> list[str]:
    return re.findall(r'data-open="question ([^"]+)"', drawn(walker)["list"])


def rows(shipped: Rubric, made: Assessment) -> Any:
    return overview_rows(shipped, made, score(shipped, made))


@pytest.mark.slow
@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_every_question_that_applies_is_listed_with_its_words(walk, store, shipped, lang):
    made = sample(shipped, lang)
    walker = walk(store.add(made).id, lang, "overview")
    assert walker.errors == []
    assert listed(walker) == list(Interview(shipped, made).asked)
    text = as_read(drawn(walker)["list"])
    for question_id in listed(walker):
        assert walker.words(shipped.by_id[question_id].text) in text
    assert w.say(wo.EXCLUDED, lang, count=len(shipped.order) - len(listed(walker))) in text


def at_overview(walk: Callable[..., Walker], store: DatabaseStore, made: Assessment, **params: str) -> Walker:
    walker = walk(store.add(made).id)
    walker.session.go_with = params
    return walker.go("overview")


def test_the_overview_can_be_limited_to_one_part_of_the_rubric(walk, store, shipped):
    made = sample(shipped)
    asked = Interview(shipped, made).asked
    for node in ("delivery", shipped.layout.tree[0].id):
        walker = at_overview(walk, store, made, **{"in": node})
        assert listed(walker) == [q for q in asked if node in shipped.place[q]]
        assert drawn(walker)["choices"][0]["current"] == node


def test_an_unknown_filter_in_the_address_shows_all_questions(walk, store, shipped):
    made = sample(shipped)
    walker = at_overview(walk, store, made, **{"show": "<b>", "in": "'"})
    assert walker.errors == []
    assert len(listed(walker)) == len(Interview(shipped, made).asked)


def test_search_text_never_appears_in_an_address(walk, store, shipped):
    made = annotate(sample(shipped), shipped.questions[0], "等宁波仓回复", "2026-11-24T09:00:00+00:00")
    walker = walk(store.add(made).id)
    walker.session.page(Overview).text = "宁波仓"
    walker.go("overview")
    assert listed(walker) == [shipped.questions[0].id]
    assert "宁波仓" in drawn(walker)["list"], "where it was found is said"
    assert "宁波仓" not in str(walker.app.query_params)
    assert not any("%E5" in href for href in re.findall(r'href="([^"]+)"', drawn(walker)["list"]))


def test_a_search_without_results_offers_to_show_everything(walk, store, shipped):
    made = sample(shipped)
    walker = walk(store.add(made).id)
    walker.session.page(Overview).text = "量子纠缠"
    walker.go("overview")
    assert listed(walker) == []
    assert drawn(walker)["found"] == w.say(wo.NOTHING, "zh")
    assert drawn(walker)["words"]["clear"] == w.say(wo.CLEAR, "zh")
    # found, but not among those the filter picks
    walker.session.page(Overview).text = "退款"
    walker.session.go_with = {"show": "na"}
    walker.go("overview")
    assert listed(walker) == []
    hits = search(shipped, picked(rows(shipped, made)), "退款", "zh").hits
    assert w.say(wo.NOTHING_ELSEWHERE, "zh", count=len(hits)) in drawn(walker)["list"]


def test_an_assessment_without_answers_has_an_overview(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, page="overview")
    assert walker.errors == []
    assert len(listed(walker)) == len(shipped.order)
    assert {"through-open", "to-results"} <= walker.keys
    assert "through-unsure" not in walker.keys


def test_hidden_questions_are_listed_with_the_reason_and_the_saved_answer(walk, store, shipped):
    question = next(
        q for q in shipped.questions if q.applies and q.applies.fact == "live-commerce" and q.kind == "level"
    )
    made = give(set_up(begin(shipped), shipped, profile={"live-commerce": "no"}), question, question.options[1].id)
    walker = walk(store.add(made).id, page="overview")
    assert question.id not in listed(walker)
    told = unescape(drawn(walker)["list"])
    fact = shipped.facts["live-commerce"]
    assert walker.words(fact.text) in told
    assert walker.words(fact.options[1].text) in told
    assert w.say(wo.SAVED_ANSWER, "zh", answer=walker.words(question.options[1].text)) in told


def test_the_quick_check_lists_its_own_questions_and_says_how_many_are_left_out(walk, store, shipped):
    made = begin(shipped)
    walker = walk(store.add(made).id, quick="1", page="overview")
    core = [q for q in shipped.order if shipped.by_id[q].core]
    assert listed(walker) == core
    assert w.say(wo.QUICK_REST, "zh", count=len(shipped.order) - len(core)) in unescape(drawn(walker)["list"])


def opened(walk, store, made, question_id, **view):
    """At a question opened from the overview, as a press in the list does it."""
    walker = at_overview(walk, store, made, **view)
    walker.session.overview_place = question_id
    walker.session.question = question_id
    walker.session.go_with = {"review": question_id, **view}
    return walker.go("interview")


def test_answering_from_the_overview_returns_to_the_same_place_and_filter(walk, store, shipped):
    made = sample(shipped)
    question = next(row.question for row in picked(rows(shipped, made), "unsure"))
    walker = opened(walk, store, made, question.id, show="unsure")
    assert walker.at == question.id
    assert "back-to-overview" in walker.keys
    walker.answer(question, a_value(question, 1))
    assert walker.app.query_params["show"] in ("unsure", ["unsure"])
    told = drawn(walker)
    assert told["place"] == question.id
    assert question.id in listed(walker), "what was just changed stays in view though the filter no longer picks it"
    assert w.say(wo.JUST_CHANGED, "zh") in told["list"]
    left = picked(rows(shipped, walker.assessment), "unsure")
    assert set(listed(walker)) - {question.id} == {row.id for row in left}


@pytest.mark.parametrize("press", ["chip-unsure", "back-to-overview"])
def test_marking_unsure_or_going_back_returns_to_the_overview(walk, store, shipped, press):
    made = sample(shipped)
    question_id = next(row.id for row in picked(rows(shipped, made), "answered"))
    walker = opened(walk, store, made, question_id, show="answered")
    walker.press(press)
    assert drawn(walker)["place"] == question_id
    assert (w.say(wo.JUST_CHANGED, "zh") in drawn(walker)["list"]) == (press == "chip-unsure")
    given, before = walker.assessment.response(question_id), made.response(question_id)
    assert (given.value, given.state) == (before.value, "unsure" if press == "chip-unsure" else "answered")
    assert walker.session.question is None, "the interview goes on where it was, not at what was reviewed"


@pytest.mark.slow
def test_moving_on_from_a_reviewed_question_does_not_return_to_the_overview(walk, store, shipped):
    made = begin(shipped)
    first, second = shipped.questions[0], shipped.questions[1]
    walker = opened(walk, store, made, first.id)
    walker.press("chip-skip")
    assert walker.at == second.id
    assert "back-to-overview" in walker.keys, "the way back stays"
    walker.answer(second, a_value(second, 1))
    assert walker.at is not None
    assert walker.assessment.response(second.id).state == "answered"


def test_an_interview_not_opened_from_the_overview_has_no_return_button(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, page="interview")
    assert "back-to-overview" not in walker.keys


def test_the_review_of_unsure_answers_starts_at_the_first(walk, store, shipped):
    made = sample(shipped)
    unsure = [row.id for row in picked(rows(shipped, made), "unsure")]
    gone = Interview(shipped, made).asked[0]
    made = made.model_copy(update={"responses": {q: r for q, r in made.responses.items() if q != gone}})
    walker = walk(store.add(made).id, page="overview")
    walker.press("through-unsure")
    for question_id in unsure:
        assert walker.at == question_id, "the open one is passed over: only the unsure ones are gone through"
        walker.answer(shipped.by_id[question_id], a_value(shipped.by_id[question_id], 1))
    walker.press("to-overview")
    assert "through-unsure" not in walker.keys
    walker.press("through-open")
    assert walker.at == gone


WILD = '<img src=x onerror="alert(1)"></li></details><script>alert(1)</script>&amp;"\''


def test_markup_typed_by_a_user_is_shown_as_text(walk, store, shipped):
    question = next(q for q in shipped.questions if q.not_applicable)
    made = annotate(begin(shipped), question, WILD)
    response = made.response(question.id).model_copy(update={"state": "na", "reason": WILD})
    made = made.model_copy(update={"responses": {question.id: response}})
    walker = walk(store.add(made).id)
    walker.session.page(Overview).text = "onerror"
    walker.go("overview")
    told = drawn(walker)
    assert listed(walker) == [question.id]
    assert "<img" not in told["list"]
    assert "<script" not in told["list"]
    assert "&lt;img src=x" in told["list"]
