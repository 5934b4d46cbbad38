"""Another order of questions, and what is said after an answer, through the app's own widgets."""

from __future__ import annotations

import re
from fractions import Fraction
from html import unescape

import pytest

from ecq.assessment.changes import answer, begin, mark_unsure
from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.interview import words as wr
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.text import words as w
from ecq.telling.text.reactions import signed_points
from ecq.web.session import visit
from tests import building as b
from tests.app.walker import Walker
from tests.building import a_value, accepted, best, worst
from tests.in_one_language import in_one
from tests.report.assessments import full_profile

SAID = re.compile(r'<div class="ecq-said">(.*?)</div>', re.DOTALL)


def reaction_of(walker: Walker) -> str:
    found = SAID.findall(walker.html)
    return unescape(re.sub("<.*?>", " ", found[0])).strip() if found else ""


def half_done(rubric: Rubric) -> Assessment:
    """Every second question at its best, every eighth at its worst, two unsure, the rest open."""
    made = begin(rubric, "Half done", full_profile(rubric))
    asked = Interview(rubric, made).asked
    for number, question_id in enumerate(asked):
        question = rubric.by_id[question_id]
        if number % 2 == 0:
            made = accepted(answer(made, question, worst(question) if number % 8 == 0 else best(question)))
    for question_id in (asked[4], asked[42]):
        made = mark_unsure(made, rubric.by_id[question_id])
    return made


def test_the_unsure_route_shows_each_unsure_question_and_then_offers_the_chapters(walk, store, shipped):
    made = half_done(shipped)
    first, second = Interview(shipped, made).unsure
    walker = walk(store.add(made).id, "zh", "interview", order="unsure")
    assert walker.at == first
    assert walker.words(wr.TITLES["unsure"]) in walker.html
    walker.answer(shipped.by_id[first], best(shipped.by_id[first]))
    assert walker.at == second
    assert "chip-back" in walker.keys, "the way back, though the question before has left the route"
    walker.press("chip-back")
    assert walker.at == first
    walker.press("chip-skip")
    assert walker.at == second
    walker.answer(shipped.by_id[second], best(shipped.by_id[second]))
    assert walker.heading == walker.words(wr.EMPTY["unsure"])
    left = len(Interview(shipped, walker.assessment).unanswered)
    assert w.say(wr.EMPTY_LEAD, "zh", count=left) in walker.html
    assert reaction_of(walker), "what the last answer did is said here too"
    walker.press("go-on-by-chapter")
    assert walker.at == Interview(shipped, walker.assessment).unanswered[0]


@pytest.mark.parametrize(
    "order", ["unsure", *(pytest.param(one, marks=pytest.mark.long) for one in ("unevidenced", "failed"))]
)
def test_an_empty_route_says_so_and_offers_other_ways(walk, store, shipped, order):
    walker = walk(store.add(begin(shipped)).id, "en", "interview", order=order)
    assert walker.heading == walker.words(wr.EMPTY[order])
    assert {"go-on-by-chapter", "to-results"} <= walker.keys


def test_the_finished_assessment_offers_the_results(walk, store, shipped):
    made = begin(shipped, "All", full_profile(shipped))
    for question_id in Interview(shipped, made).asked:
        question = shipped.by_id[question_id]
        made = b.prove(accepted(answer(made, question, best(question))), question)
    walker = walk(store.add(made).id, "en", "interview", order="unevidenced")
    assert walker.words(wr.EMPTY_LEAD_DONE) in walker.html
    assert "go-on-by-chapter" not in walker.keys


def test_naming_evidence_on_the_evidence_route_moves_to_the_next_question(walk, store, shipped):
    made = half_done(shipped)
    bare = Interview(shipped, made).counts["unevidenced"]
    kept = store.add(made).id
    walker = walk(kept, "en", "interview", order="unevidenced")
    here = walker.at
    assert here
    store.change(kept, lambda one: b.prove(one, shipped.by_id[here]))
    walker.run()
    assert walker.at == here, "it stays on the page until one goes on"
    assert w.say(wr.LEFT, "en", count=bare - 1) in walker.html
    walker.press("chip-skip")
    assert walker.at not in (here, None)
    assert walker.session.panel == "evidence", "this way is about evidence, so its panel is open"


def test_a_reload_keeps_the_route_and_starts_at_its_first_question(walk, store, shipped):
    made = half_done(shipped)
    kept = store.add(made).id
    walker = walk(kept, "zh", "interview", order="failed")
    walker.press("chip-skip")
    again = walk(kept, "zh", "interview", order="failed")
    assert again.at != walker.at
    failed = [q for q in Interview(shipped, made).asked if score(shipped, made).questions[q].credit == 0]
    assert again.at == failed[0]


def test_an_unknown_route_in_the_address_means_by_chapter(walk, store, shipped):
    made = half_done(shipped)
    walker = walk(store.add(made).id, "zh", "interview", order="by-magic")
    assert walker.at == Interview(shipped, made).current()
    assert 'class="ecq-route"' not in walker.html


@pytest.mark.parametrize("lang", in_one("en"))
def test_the_effect_of_an_answer_is_shown_and_follows_the_language(walk, store, shipped, lang):
    walker = walk(store.add(half_done(shipped)).id, lang, "interview")
    for turn in range(6):
        at = walker.at
        assert at
        before = score(shipped, walker.assessment).score.low
        walker.answer(shipped.by_id[at], a_value(shipped.by_id[at], turn))
        moved = score(shipped, walker.assessment).score.low - before
        assert (signed_points(moved) in reaction_of(walker)) == (moved != 0), reaction_of(walker)
    said = reaction_of(walker)
    other: Lang = "en" if lang != "en" else "zh"
    walker.session.lang = other
    walker.lang = other
    walker.run()
    assert reaction_of(walker) not in ("", said)
    figures = r"[+−]?\d+\.\d+"
    assert re.findall(figures, reaction_of(walker)) == re.findall(figures, said)


def test_removing_an_answer_shows_what_it_cost_and_stays_at_the_question(walk, store, shipped):
    walker = walk(store.add(begin(shipped, "Back", full_profile(shipped))).id, "en", "interview")
    at = walker.at
    assert at
    walker.answer(shipped.by_id[at], best(shipped.by_id[at]))
    worth = score(shipped, walker.assessment).score.low
    walker.to_question(at).press("chip-clear")
    assert walker.at == at
    assert signed_points(-worth) in reaction_of(walker)
    assert score(shipped, walker.assessment).score.low == Fraction(0)


@pytest.mark.parametrize("order", ["chapter", "certainty"])
def test_answering_on_any_route_computes_the_score_once(walk, store, shipped, order, monkeypatch):
    walker = walk(store.add(half_done(shipped)).id, "zh", "interview", order=order)
    scores: list[Assessment] = []

    def counting(rubric: Rubric, assessment: Assessment) -> object:
        scores.append(assessment)
        return scorecard(rubric, assessment)

    monkeypatch.setattr(visit, "scorecard", counting)
    for turn in range(1, 5):
        at = walker.at
        assert at
        scores.clear()
        walker.answer(shipped.by_id[at], a_value(shipped.by_id[at], turn))
        assert len(scores) == 1, "the state before the answer was scored for the page that asked it"
    question = shipped.by_id[walker.at or ""]
    assert len(walker.app.get("selectbox")) == 0
    drawn = sorted(one.proto.component_name for one in walker.app.get("bidi_component"))
    names = ("browser_helper", "conversation", "conversation_script", "dock", "side", "standing", "top_bar")
    assert drawn == [f"ecq_{name}" for name in names], f"one element for all parts of {question.id}"


def test_a_route_can_be_chosen_by_typing(walk, store, shipped):
    made = half_done(shipped)
    walker = walk(store.add(made).id, "zh", "interview")
    before = walker.at

    walker.type("只看待确认的")
    assert walker.at == Interview(shipped, made).unsure[0]
    walker.type("按章节")
    assert walker.at == before
    assert walker.assessment.responses == made.responses, "no answer was given by it"
