"""What a visitor can do that is not the straight way: wrong numbers, panels that are not there, states in between."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from ecq.assessment.changes import answer, begin, set_up
from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.interview.flow import Interview
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note
from tests.app.walker import Walker
from tests.building import a_value, sampled
from tests.report.assessments import full_profile


def at_question(walk: Callable[..., Walker], store: DatabaseStore, made: Assessment, question_id: str) -> Walker:
    walker = walk(store.add(made).id)
    walker.session.question = question_id
    return walker.go("interview")


def measure(rubric: Rubric) -> MeasureQuestion:
    return next(q for q in rubric.questions if isinstance(q, MeasureQuestion))


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "wrong"), [("zh", ""), ("en", "９９９９９９９９９９９９９９９９")])
def test_other_text_in_a_number_field_shows_an_error_and_stays_at_the_question(walk, store, shipped, wrong, lang):
    question = measure(shipped)
    walker = walk(store.add(begin(shipped)).id, lang)
    walker.session.question = question.id
    walker.go("interview")
    walker.answer(question, wrong)
    assert walker.at == question.id
    assert len(walker.errors) == 1
    assert ("数字" in walker.errors[0]) == (lang == "zh")
    assert walker.assessment.responses == {}
    # said once: the next press clears it
    walker.press("chip-note")
    assert walker.errors == []
    walker.answer(question, "１２")  # full-width figures, as Chinese keyboards make them
    assert walker.assessment.response(question.id).value == "12"
    assert walker.at != question.id


def test_the_not_applicable_panel_closes_by_a_press_and_on_a_question_that_must_be_answered(walk, store, shipped):
    asked = shipped.questions
    index = next(i for i, q in enumerate(asked[:-1]) if q.not_applicable and not asked[i + 1].not_applicable)
    walker = at_question(walk, store, begin(shipped), asked[index].id)
    walker.press("chip-na").press("reason-cancel")
    assert "reason-cancel" not in walker.keys
    walker.press("chip-na")
    assert f"reason-{asked[index].id}-{asked[index].not_applicable[0].id}" in walker.keys
    walker.press("chip-skip")
    assert walker.assessment.responses == {}
    assert walker.at == asked[index + 1].id
    assert "chip-na" not in walker.keys
    assert not any(key.startswith("reason-") for key in walker.keys)
    # even where the session still says so
    walker.session.panel = "na"
    walker.run()
    assert not any(key.startswith("reason-") for key in walker.keys)


def finished(rubric: Rubric) -> Assessment:
    made = set_up(begin(rubric, "Done"), rubric, profile=full_profile(rubric))
    for turn, question_id in enumerate(Interview(rubric, made).asked):
        question = rubric.by_id[question_id]
        made = answer(made, question, a_value(question, turn))
    return made


def test_an_answered_assessment_shows_the_finished_page(walk, store, shipped):
    walker = walk(store.add(finished(shipped)).id, page="interview")
    assert walker.at is None
    assert walker.heading == walker.words(w.DONE_TITLE)
    assert walker.errors == []
    assert [one.key for one in walker.app.button if one.proto.type == "primary"] == ["to-results"]
    assert 'class="ecq-star"' in walker.html
    assert "to-overview" in walker.keys, "the review is offered before the results"
    walker.press("to-results")
    # and back: there is no open question, but any can be changed
    walker.go("interview")
    assert walker.heading == walker.words(w.DONE_TITLE)
    walker.session.question = shipped.questions[0].id
    walker.run()
    assert walker.at == shipped.questions[0].id
    assert "chip-clear" in walker.keys


@pytest.mark.slow
def test_a_number_that_no_decimal_says_is_shown_on_every_page(walk, store, shipped):
    """A file may hold one; the plan then has to prove it."""
    made = sample_assessment(load_samples()[0], shipped, "zh")
    question = next(
        q for q in shipped.questions if isinstance(q, MeasureQuestion) and q.unit == "days" and q.better == "lower"
    )
    response = made.response(question.id).model_copy(update={"state": "answered", "value": "25/18", "evidence": ()})
    kept = store.add(made.model_copy(update={"responses": {**made.responses, question.id: response}})).id
    for page in ("results", "plan", "evidence", "overview", "progress", "inbox", "interview"):
        walker = walk(kept, "zh", page)
        assert walker.errors == []
    overview = walk(kept, "zh", "overview").app.get("bidi_component")
    assert any("25/18 天" in one.proto.bytes.decode(errors="replace").replace("\\", "") for one in overview)


def test_questions_waiting_for_the_profile_are_decided_on_the_profile_page(walk, store, shipped):
    made = finished(shipped)
    held = {name: value for name, value in made.profile.items() if name != "live-commerce"}
    undecided = made.model_copy(update={"profile": held})
    left = len(Interview(shipped, undecided).undecided)
    assert left
    walker = walk(store.add(undecided).id, page="interview")
    assert w.say(w.UNDECIDED_LEFT, "zh", count=left) in walker.html
    walker.press("to-profile")
    walker.app.button_group(key="fact-live-commerce").set_value("no")
    walker.run()
    assert walker.assessment.profile["live-commerce"] == "no"
    walker.go("interview")
    assert walker.heading == walker.words(w.DONE_TITLE)


def test_a_session_at_a_question_no_longer_asked_moves_to_one_that_is(walk, store, shipped):
    walker = at_question(walk, store, begin(shipped), "no-such-question")
    assert walker.at == shipped.questions[0].id
    # a question that the profile has ruled out in another tab
    ruled_out = next(q.id for q in shipped.questions if q.applies)
    walker.session.question = ruled_out
    walker.run()
    profile = {fact.id: fact.options[-1].id for fact in shipped.profile.facts if fact.kind == "one"}
    store.change(walker.assessment_id, lambda held: set_up(held, shipped, profile=profile))
    walker.run()
    assert walker.errors == []
    assert walker.at in Interview(shipped, walker.assessment).asked


def test_skipping_the_only_open_question_shows_it_again(walk, store, shipped):
    made = finished(shipped)
    last = list(made.responses)[40]
    made = made.model_copy(update={"responses": {q: r for q, r in made.responses.items() if q != last}})
    walker = walk(store.add(made).id, page="interview")
    assert walker.at == last
    walker.press("chip-skip")
    assert walker.at == last


def test_a_checklist_confirmed_without_ticks_is_answered_with_none(walk, store, shipped):
    question = next(q for q in shipped.questions if isinstance(q, ChecklistQuestion))
    walker = at_question(walk, store, begin(shipped), question.id)
    walker.send({"do": "answer", "value": []})
    assert walker.assessment.response(question.id).value == ()


def test_switching_to_the_other_edition_and_back_loses_nothing(walk, store, shipped):
    made = sampled("qinghe-mall", shipped, "zh")
    walker = walk(store.add(made).id, page="profile")
    walker.app.radio(key="profile-rubric").set_value("sqe-2015")
    walker.run()
    assert walker.assessment.rubric.id == "sqe-2015"
    for page in ("interview", "results", "evidence", "profile"):
        walker.go(page)
        assert walker.errors == []
    walker.app.radio(key="profile-rubric").set_value(shipped.id)
    walker.run()
    held = walker.assessment
    assert held.responses == made.responses
    assert held.profile == made.profile
    assert held.target == made.target


def test_answers_under_an_older_rubric_version_are_announced_and_can_be_moved(walk, store, shipped):
    made = begin(shipped)
    older = made.model_copy(update={"rubric": made.rubric.model_copy(update={"version": "0.9.0", "digest": "0" * 64})})
    walker = walk(store.add(older).id, page="interview")
    assert len(walker.app.info) == 1
    assert "0.9.0" in walker.app.info[0].value
    walker.press("use-version")
    assert len(walker.app.info) == 0
    assert walker.assessment.rubric.digest == shipped.digest


def test_an_assessment_of_an_unavailable_rubric_shows_an_error(walk, store, shipped):
    made = begin(shipped, "Elsewhere")
    strange = made.model_copy(update={"rubric": made.rubric.model_copy(update={"id": "from-elsewhere"})})
    walker = walk(store.add(strange).id)
    for page in ("interview", "profile", "results", "evidence"):
        (error,) = walker.go(page).errors
        assert "from-elsewhere" in error.replace("\\", ""), page


def test_an_unknown_assessment_link_shows_the_start_page(walk):
    walker = walk("not-a-key")
    assert "begin" in walker.keys, "the start page is for everyone"


OLD_SAMPLE = Path(__file__).resolve().parents[1] / "files" / "samples-1.0.0" / "lianshan-industrial.json"


@pytest.mark.slow
def test_a_sample_of_1_0_0_moves_to_the_current_version_with_earlier_answers_shown(walk, store, shipped):
    made = read(OLD_SAMPLE.read_bytes())
    if made.rubric.digest == shipped.digest:
        pytest.skip("the rubric is still that of 1.0.0")
    walker = walk(store.add(made).id, page="results", lang="en")
    assert "Profile facts to answer again: 1" in walker.html
    assert "Answered before: Fewer than 1 million" in walker.html
    assert "Questions no longer asked" in walker.html
    walker.go("interview").press("use-version")
    moved = walker.assessment
    assert moved.rubric.digest == shipped.digest
    assert moved.profile["size@1.0.0"] == "small"
    assert "size" not in moved.profile
    assert set(made.responses) <= set(moved.responses)
    assert not walker.app.info
    walker.go("profile")
    assert any(
        "Answered under version 1.0.0: Fewer than 1 million" in one.value.replace("\\", "")
        for one in walker.app.caption
    )
    walker.go("overview")
    assert "Answered under an earlier version" in walker.html
    walker.session.question = "tax-information-reporting"
    walker.go("interview")
    assert "Answered under version 1.0.0: Every quarter is reported" in walker.html
    for page in ("evidence", "plan", "progress", "inbox"):
        assert walker.go(page).errors == []
    walker.go("interview").type("undo")
    assert walker.assessment.responses == made.responses
    assert walker.assessment.profile == made.profile


def test_ecqs_own_suggestions_are_labelled_as_such(walk, store, shipped):
    made = sample_assessment(load_samples()[0], shipped, "en")
    walker = walk(store.add(made).id, page="interview", lang="en")
    walker.session.question = shipped.order[0]
    walker.go("interview")
    assert "<summary>What to have ready</summary><div><p><small>ECQ&#x27;s working suggestions" in walker.html
    walker.go("results", view="gaps")
    assert walker.words(w.SUGGESTIONS_NOTE) in unescape(walker.html)
    captions = [one.value for one in walker.app.caption]
    assert any(bands_note(shipped, "en") in one for one in captions)
    walker.go("results", view="indicators")
    assert walker.words(w.PLACEMENT_INFERRED) in [one.value.replace("\\", "") for one in walker.app.caption]
