"""The results page, as a visitor of the app meets it: what it says is true in every state, and the numbers add up."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin, set_up
from ecq.assessment.model import Response
from ecq.document.colours import ACCENT
from ecq.planning import na_refused, plan
from ecq.planning.agreed import cheapest_plan
from ecq.scoring.readiness import readiness, target_band
from ecq.scoring.scorecard import score
from ecq.telling.plan import sentences
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.shown import EXTENTS
from ecq.telling.report.standing import indicators_gains
from ecq.telling.slides import deck
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gates_words, point_words, score_words
from ecq.telling.text.words import say
from ecq.web.html import charts
from ecq.web.html.parts import MIME
from ecq.web.results import downloads
from ecq.web.session.visit import today
from ecq.writers.html.blocks import score_bar
from tests.app.walker import Walker
from tests.building import best as best_answer
from tests.building import sampled
from tests.in_one_language import in_one

AT = "2026-11-24T09:00:00+00:00"


def with_responses(assessment, responses):
    return assessment.model_copy(update={"responses": dict(responses)})


@pytest.mark.parametrize(("page", "lang"), [("results", "zh-Hant"), ("overview", "en")])
def test_results_and_overview_say_the_plan_with_its_effort_as_an_interval(walk, store, shipped, mall, page, lang):
    shown = walk(store.add(mall).id, lang, page).text
    found = cheapest_plan(shipped, mall)
    assert day_words(found.effort) != day_words(found.enough.effort)
    headline = work_plan(shipped, mall, found, lang, "2026-11-30").headline
    assert headline in shown
    assert page == "overview" or say(w.AS_OF, lang, day=today()) in shown, "its figures are of today, as in the report"
    assert f"{day_words(found.effort)} — {day_words(found.enough.effort)}" in headline
    assert not re.search(r"\d{4}-\d\d-\d\d", headline)


def test_with_nothing_answered_the_page_has_no_strengths_no_weak_points_and_no_advice(walk, store, shipped):
    empty = begin(shipped)
    shown = walk(store.add(empty).id, "zh", "results").text
    assert w.HEAD_BEGIN.zh in shown
    for words in (wr.STRONGEST, wr.WEAKEST, w.NEXT_STEP, w.GATES_PASSED):
        assert words.zh.partition("：")[0] not in shown
    assert "不合格" not in shown.partition(w.PROGRESS.zh)[0].partition(w.EVIDENCED.zh)[2]


def test_everything_at_its_best_without_evidence_is_not_called_done(walk, store, shipped, mall):
    best = with_responses(
        mall, {q: Response(state="answered", value=best_answer(shipped.by_id[q])) for q in shipped.order}
    )
    card = score(shipped, best)
    assert (card.score.low, card.evidenced.low) == (100, 0)
    shown = walk(store.add(best).id, "zh", "results").text
    assert w.HEAD_EVIDENCE.zh.format(gap="90.0") in shown
    found = cheapest_plan(shipped, best)
    assert found.effort > 0
    assert day_words(found.effort) in shown


def test_all_set_aside_says_that_nothing_counts_or_what_refusing_it_costs(walk, store, shipped, mall):
    aside = {
        q: Response(state="na", reason=shipped.by_id[q].not_applicable[0].id)
        for q in shipped.order
        if shipped.by_id[q].not_applicable
    }
    made = with_responses(mall, {**mall.responses, **aside})
    refused = na_refused(shipped, made)
    line = sentences.na_costs_line(refused, score(shipped, made), "zh")
    assert str(len(aside)) in line or str(len(refused.each)) in line
    assert line in walk(store.add(made).id, "zh", "results").text


def test_failed_gates_stand_beside_the_stars(walk, store, shipped):
    made = sampled("xinghuo-live", shipped, "zh", AT)
    card = score(shipped, made)
    walker = walk(store.add(made).id, "zh", "results")
    beside = re.search(r'class="graded against">(.*?)class="score"', walker.html, re.S)
    assert w.HEAD_GATES.zh.format(count=len(card.gates_in("failed"))) in beside[1]
    assert gates_words(card, "zh") in walker.text


def test_a_gap_shows_gain_and_effort_of_the_same_step_as_the_plan(walk, store, shipped, mall):
    shown = walk(store.add(mall).id, "zh", "results", view="gaps").text
    steps = {step.question: step for step in plan(shipped, mall, mall.target or "four-star").steps}
    card = score(shipped, mall)
    most = sorted((one for one in card.questions.values() if one.counts), key=lambda one: -one.to_gain)[:12]
    raised = [steps[one.id] for one in most if one.id in steps and steps[one.id].kind == "improve"]
    assert raised
    for step in raised:
        effort = w.PERSON_DAYS.zh.format(days=day_words(step.effort))
        gain = r.PLUS.zh.format(points=point_words(step.claimed))
        numbers = (
            f"{effort} · {w.LEAD_TIME.zh} {w.DAYS.zh.format(days=day_words(step.in_a_row))} · {r.THIS_STEP.zh} {gain}"
        )
        assert numbers in shown
    unsure = [one for one in most if one.state == "unsure"]
    assert unsure
    assert shown.count(p.CONFIRM_FIRST.zh) == card.counts.open, (
        "what is open is to be confirmed first, however little it is worth"
    )


@pytest.mark.parametrize("lang", in_one("en"))
def test_the_bar_says_all_its_numbers_to_those_who_do_not_see_it(shipped, mall, lang):
    card = score(shipped, mall)
    drawn = score_bar(shipped, card, target_band(shipped, mall), lang)
    label = re.search(r'aria-label="([^"]*)"', drawn)
    assert label
    for end in (card.evidenced.low, card.score.low, card.score.high):
        assert score_words(end) in label[1]
    assert re.findall(r'<b class="(\w+)"', drawn) == ["proved", "claimed", "open"]


def test_points_to_improve_are_drawn_as_in_the_scores_bar_and_never_as_proven(shipped, mall):
    """Solid jade is with evidence alone; here it stood for what is still to gain."""
    card, verdict = score(shipped, mall), readiness(shipped, mall, score(shipped, mall))
    figure = charts.to_gain(indicators_gains(View(shipped, mall, card, verdict, "zh")))
    looks = {
        trace.name: (trace.marker.color, trace.marker.pattern.shape) for trace in figure.data if trace.type == "bar"
    }
    assert looks[w.TO_IMPROVE_SERIES.zh] == (charts.TRACK, "")
    assert looks[w.OPEN_SERIES.zh] == (charts.JADE_PALE, "/")
    assert charts.JADE not in {colour for colour, _ in looks.values()}


# -- the choices of a report: what cannot be chosen is said beside it, and keeps the button from working


def parts_of(walker: Walker, extent: str) -> list[str]:
    return list(walker.app.multiselect(key=f"report-parts-{extent}").value)


def disabled(walker: Walker, key: str = "download-pdf") -> bool:
    (button,) = [one.proto for one in walker.app.get("download_button") if key in one.proto.id]
    return bool(button.disabled)


@pytest.mark.slow
def test_what_cannot_be_chosen_is_refused_beside_its_field_and_keeps_the_button_from_working(walk, store, mall):
    walker = walk(store.add(mall).id, "zh", "results")
    assert parts_of(walker, "standard") == list(EXTENTS["standard"])
    walker.app.radio(key="report-extent").set_value("short")
    walker.run()
    assert parts_of(walker, "short") == list(EXTENTS["short"])
    assert walker.errors == []
    walker.app.color_picker(key="report-accent").set_value("#ffcc00")
    walker.run()
    (error,) = walker.errors
    assert "太浅" in error
    assert disabled(walker)
    walker.app.color_picker(key="report-accent").set_value(ACCENT)
    walker.run()
    assert walker.errors == []
    assert not disabled(walker)
    assert not disabled(walker, "download-docx")
    walker.app.file_uploader(key="report-template").set_value(("own.docx", b"PK no template", MIME["docx"]))
    walker.run()
    (error,) = walker.errors
    assert "own.docx" in error.replace("\\", "")
    assert disabled(walker, "download-docx")
    assert not disabled(walker)


@pytest.mark.slow
def test_a_comment_on_a_part_is_kept_with_the_self_check(walk, store, mall):
    walker = walk(store.add(mall).id, "zh", "results")
    (field,) = [one for one in walker.app.text_area if str(one.key).startswith("comment-")]
    field.set_value("先把规则公示和退货时限定下来。")
    walker.run()
    assert [one.text for one in walker.assessment.comments.values()] == ["先把规则公示和退货时限定下来。"]


def test_the_slides_are_made_anew_for_another_state_or_language_and_for_nothing_else(
    walk, store, shipped, mall, monkeypatch
):
    made = []
    monkeypatch.setattr(downloads, "deck", lambda *of: made.append(deck(*of)) or made[-1])
    kept = store.add(mall)
    walker = walk(kept.id, "en", "results").run()
    assert [one.platform for one in made] == [mall.name]
    store.change(kept.id, lambda held: set_up(held, shipped, name="Another"))
    assert "Another" in walker.run().told("ecq_present")[0]["html"]
    assert [one.platform for one in made] == [mall.name, "Another"]
    walker.app.query_params["lang"] = "zh"
    walker.run()
    assert made[-1].title.endswith("服务质量自评结果")
