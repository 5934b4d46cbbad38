"""Limits, owners and the agreed plan: kept with the assessment, used by every plan, never a surprise."""

import json
import re
from fractions import Fraction
from html import unescape
from io import BytesIO

import pytest
from pptx import Presentation

from ecq.assessment.changes import answer, begin
from ecq.assessment.file import dump, read
from ecq.assessment.model import NO_TERMS
from ecq.base.brand import BrandKit
from ecq.document.blocks import Table
from ecq.planning import plan
from ecq.planning.agreed import (
    agree,
    agreed_standing,
    assign,
    cheapest_plan,
    days_of_the_rest,
    dissolve,
    exclude,
    lift_all,
    limits_of,
    lock,
    set_effort,
    set_limit,
    set_package,
    set_spent,
    set_weekly,
    tick,
)
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.loading import load_rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan.agreed import agreed_work
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.words import SPENT_IN_ALL
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.report.whole import Sections, view_of
from ecq.telling.slides import deck, result
from ecq.telling.text.words import say
from ecq.writers.sheets.results.build import results_json, results_workbook
from ecq.writers.slides.deck import presentation
from ecq.writers.slides.powerpoint import powerpoint
from tests import building as b
from tests.building import accepted, sampled
from tests.in_one_language import in_one
from tests.planning.sentence_states import under_way, without_facts
from tests.tools import opened


@pytest.fixture(scope="module")
def rubric():
    return load_rubric("gbt31526-2025")


@pytest.fixture(scope="module")
def qinghe(rubric):
    return sampled("qinghe-mall", rubric, "zh", "2026-11-24T09:00:00+00:00")


def four_star(rubric, assessment):
    return plan(rubric, assessment, "four-star", limits_of(rubric, assessment))


def test_a_locked_question_is_raised_in_no_plan_until_it_is_unlocked(rubric, qinghe):
    first = next(step.question for step in four_star(rubric, qinghe).steps if step.kind == "improve")
    locked = lock(qinghe, first, True)
    assert all(step.kind == "prove" for step in four_star(rubric, locked).steps if step.question == first)
    assert lock(locked, first, False) == qinghe


@pytest.mark.parametrize("said", ["-1", "viel", "1e9", "nan", "100001"])
def test_an_invalid_effort_is_refused_with_a_sentence(qinghe, said):
    refused = set_effort(qinghe, "delivery-promise-shown", said)
    assert isinstance(refused, Invalid)
    assert refused.sentence.en.startswith(("Please give a number", "The number must be"))


def test_evidence_brought_as_one_package_has_an_effort_of_its_own(rubric, qinghe):
    proofs = [step for step in four_star(rubric, qinghe).steps if step.kind == "prove"]
    own = accepted(set_package(qinghe, proofs, "3"))
    again = [step for step in four_star(rubric, own).steps if step.question in {one.question for one in proofs}]
    assert sum(step.effort for step in again if step.kind == "prove") == 3
    assert set_package(own, proofs, "") == qinghe
    assert isinstance(set_package(qinghe, proofs, "0.1234"), Invalid)


def test_limits_on_lead_time_and_capacity_can_be_set_and_removed(rubric, qinghe):
    bound = set_limit(set_limit(qinghe, "max_lead_time", "30"), "capacity", "12.5")
    assert (limits_of(rubric, bound).max_lead_time, limits_of(rubric, bound).capacity) == (30, Fraction(25, 2))
    assert set_limit(set_limit(bound, "max_lead_time", ""), "capacity", "") == qinghe
    assert lift_all(bound) == qinghe


def test_limits_on_questions_of_another_rubric_are_preserved_but_ignored(rubric, qinghe):
    strange = exclude(lock(set_effort(qinghe, "gone/step", "3"), "gone", True), "gone", True)
    assert limits_of(rubric, strange) == limits_of(rubric, qinghe)
    assert strange.terms.locked == ("gone",)


def test_an_owner_and_a_due_date_can_be_set_and_removed(qinghe):
    said = assign(qinghe, "delivery-promise-shown", "  王芳 \n", "2027年3月31日")
    assert said.terms.owners == {"delivery-promise-shown": "王芳"}
    assert said.terms.due == {"delivery-promise-shown": "2027-03-31"}
    assert assign(said, "delivery-promise-shown", "", "") == qinghe
    assert isinstance(assign(qinghe, "delivery-promise-shown", "x", "31 March"), Invalid)
    assert isinstance(assign(qinghe, "delivery-promise-shown", "x" * 201, ""), Invalid)


def test_ticking_off_a_step_asks_to_confirm_the_new_answer(rubric, qinghe):
    agreed = agree(qinghe, four_star(rubric, qinghe), "2026-11-24T10:00:00+00:00")
    step = agreed.terms.agreed.steps[0]
    card = score(rubric, agreed)
    assert {one.state for one in agreed_standing(rubric, agreed, card)} == {"waiting"}
    ticked = tick(agreed, step.question, True)
    assert ticked.responses == qinghe.responses
    assert agreed_standing(rubric, ticked, card)[0].state == "to-confirm"
    confirmed = answer(ticked, rubric.by_id[step.question], step.to)
    assert agreed_standing(rubric, confirmed, score(rubric, confirmed))[0].state == "to-confirm"
    proved = b.prove(confirmed, rubric.by_id[step.question])
    assert agreed_standing(rubric, proved, score(rubric, proved))[0].state == "reached"


def test_a_plan_agreed_before_there_were_proofs_opens_and_is_reached_by_the_answer_alone(rubric, qinghe):
    agreed = agree(qinghe, plan(rubric, qinghe, "four-star", goal="score"))
    data = json.loads(dump(agreed))
    for step in data["terms"]["agreed"]["steps"]:
        assert step.pop("proves") is False
    del data["terms"]["agreed"]["evidenced_before"], data["terms"]["agreed"]["evidenced_after"]
    old = read(json.dumps(data))
    assert old.terms.agreed.steps == agreed.terms.agreed.steps
    step = old.terms.agreed.steps[0]
    confirmed = accepted(answer(old, rubric.by_id[step.question], step.to))
    assert agreed_standing(rubric, confirmed, score(rubric, confirmed))[0].state == "reached"


def test_own_efforts_finer_than_a_thousandth_are_refused_and_old_ones_are_taken_a_little_higher(rubric, qinghe):
    refused = set_effort(qinghe, "delivery-promise-shown", "0.1234")
    assert refused.sentence.en.startswith("Person-days have at most three decimals")
    terms = qinghe.terms.model_copy(update={"efforts": {"delivery-promise-shown": "1/3"}})
    old = qinghe.model_copy(update={"terms": terms})
    assert limits_of(rubric, old).efforts == {"delivery-promise-shown": Fraction(334, 1000)}


def test_agreeing_again_preserves_ticks_of_unchanged_steps(rubric, qinghe):
    first = agree(qinghe, four_star(rubric, qinghe))
    ticked = tick(first, first.terms.agreed.steps[0].question, True)
    again = agree(ticked, four_star(rubric, ticked))
    assert [step.done for step in again.terms.agreed.steps] == [step.done for step in ticked.terms.agreed.steps]
    assert dissolve(again).terms == NO_TERMS


def test_a_plan_without_steps_cannot_be_agreed(rubric, qinghe):
    assert isinstance(agree(qinghe, plan(rubric, qinghe, "two-star", goal="score")), Invalid)
    nothing = begin(rubric)
    impossible = plan(rubric, nothing, "five-star", limits_of(rubric, set_limit(nothing, "capacity", "0")))
    assert isinstance(agree(nothing, impossible), Invalid)


def test_what_was_done_is_kept_against_the_plan_and_the_rest_is_scheduled_anew(rubric, qinghe):
    """The step that takes longest: once it is done, what is left is over sooner."""
    staffed = accepted(set_weekly(qinghe, "6"))
    found = four_star(rubric, staffed)
    days = {line.question: line.day for line in work_plan(rubric, staffed, found, "en", "2026-11-28").lines}
    agreed = agree(staffed, found, "2026-11-28T10:00:00+00:00", days)
    card = score(rubric, agreed)
    rest = days_of_the_rest(rubric, agreed, card, "2026-11-28")
    assert {step.question: step.planned for step in agreed.terms.agreed.steps} == rest
    longest = max(agreed.terms.agreed.steps, key=lambda step: Fraction(step.effort))
    done = accepted(
        set_spent(tick(agreed, longest.question, True, "2026-12-07T09:00:00+00:00"), longest.question, "7.5")
    )
    step = next(one for one in done.terms.agreed.steps if one.question == longest.question)
    assert (step.done_on, step.spent) == ("2026-12-07", "7.5")
    left = days_of_the_rest(rubric, done, card, "2026-11-28")
    assert left.keys() == rest.keys() - {longest.question}
    assert max(left.values()) < max(rest.values())
    assert read(dump(done)).terms == done.terms
    assert isinstance(set_spent(done, longest.question, "much"), Invalid)
    assert (
        agree(done, found)
        .terms.agreed.steps[found.steps.index(next(one for one in found.steps if one.question == longest.question))]
        .spent
        == "7.5"
    )
    assert days_of_the_rest(rubric, agree(qinghe, found), card, "2026-11-28") == {}


def test_report_json_and_workbook_show_what_a_step_took_beside_what_was_agreed(rubric):
    made = under_way(rubric)
    step = made.terms.agreed.steps[1]
    told = json.loads(results_json(rubric, made, "en", "2026-12-14"))["plan"]["words"]["agreed"]
    row = next(line for line in told["lines"] if line["question"] == step.question)
    assert (row["state"], row["effort"], row["spent"]) == ("reached", step.effort, "1")
    assert (row["planned"], row["done_on"]) == (step.planned, "2026-12-09")
    sections = Sections(view_of(rubric, made, "en", ("plan",)), "standard", "2026-12-14", ("plan",))
    table = [one for one in sections.blocks("plan") if isinstance(one, Table)][-1]
    assert ((row["effort"],), ("1",), (step.planned,), ("2026-12-09",)) in [one.cells[2:6] for one in table.rows]
    planned = [one.cells[4] for one in table.rows]
    assert planned == sorted(planned) != sorted(planned, reverse=True), "in the order agreed to work in"
    sheet = opened(results_workbook(rubric, made, "en", "2026-12-14")).worksheets[4]
    shown = next(cells for cells in sheet.iter_rows(values_only=True) if cells[1] == row["title"])
    assert shown[6:8] == (float(Fraction(step.effort)), 1)


@pytest.mark.parametrize("missing", [0, 2])
def test_the_agreed_plan_is_compared_with_the_cheapest_only_where_that_is_one(missing):
    shipped = load_rubric("gbt31526-2025")
    made = sampled("qinghe-mall", shipped, "zh")
    agreed = accepted(agree(made, cheapest_plan(shipped, made), "2026-11-24T09:00:00+00:00"))
    now = without_facts(agreed, missing)
    told = agreed_work(shipped, now, cheapest_plan(shipped, now), "en", "2026-12-14")
    assert told is not None
    assert any("the cheapest plan now" in note for note in told.notes) == (not missing)


@pytest.mark.parametrize("lang", in_one("zh"))
def test_slides_say_what_was_done_against_what_was_agreed_once_a_step_is_done(rubric, lang):
    made = under_way(rubric)
    told = agreed_work(rubric, made, cheapest_plan(rubric, made), lang, "2026-12-14")
    steps = made.terms.agreed.steps[:2]
    effort = day_words(sum(Fraction(step.effort) for step in steps))
    assert told.notes[0] == say(SPENT_IN_ALL, lang, count=2, effort=effort, spent="8.5")
    shown = deck(result(rubric, made, lang, "2026-12-14"))
    html = re.sub(r"</?span[^>]*>", "", unescape(presentation(shown, lang, BrandKit()))).replace(
        "\u00a0", " "
    )  # days are kept whole
    file = Presentation(BytesIO(powerpoint(shown, lang, "", None)))
    texts = "".join(shape.text_frame.text for page in file.slides for shape in page.shapes if shape.has_text_frame)
    for said in (told.headline, *told.notes):
        assert said in html
        assert said in texts
    waiting = accepted(agree(dissolve(made), cheapest_plan(rubric, made), "2026-12-09T10:00:00+00:00"))
    unsaid = agreed_work(rubric, waiting, cheapest_plan(rubric, waiting), lang, "2026-12-14")
    assert unsaid.headline not in str(deck(result(rubric, waiting, lang, "2026-12-14"))), "nothing is done yet"
