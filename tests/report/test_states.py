"""What a part of the report says holds in the state it is said in: nothing counts, all set aside, facts missing, nothing at risk."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from ecq.assessment.changes import begin, set_aside, set_up
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples
from ecq.base.language import LANGS, Lang, words
from ecq.document.blocks import Beside, Bullets, Card, OnePage, OwnPage, Paragraph, Table, Waves
from ecq.planning.agreed import cheapest_plan, set_goal
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence import words as e
from ecq.telling.plan import words as p
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.report import words as r
from ecq.telling.report.shown import choose
from ecq.telling.report.whole import ReportModel
from ecq.telling.slides import result, slides
from ecq.telling.text import words as w
from ecq.telling.text.sentences import point_words
from ecq.writers.text import lines
from tests import building as b
from tests.planning.sentence_states import AT, DAY, only_to_confirm, sample, settled, staffed, without_facts
from tests.report.assessments import all_set_aside
from tests.report.full_reports import blocks_of, model, rows_of

ONE_GATE = b.rubric([b.level("a", gate=b.gate("o1"), not_applicable=b.NA), b.level("b", not_applicable=b.NA)])


def told(of: Rubric, made: Assessment, lang: Lang = "en") -> dict[str, str]:
    """The words of each part of a full report."""
    return {part.id: "\n".join(lines(part.blocks)) for part in model(of, made, choose(lang, "full"), DAY).parts}


def aside(of: Rubric, made: Assessment, question: str) -> Assessment:
    return b.accepted(set_aside(made, of.by_id[question], "not-here"))


def test_where_nothing_counts_no_open_question_decides_and_no_gate_is_passed() -> None:
    parts = told(ONE_GATE, aside(ONE_GATE, aside(ONE_GATE, begin(ONE_GATE), "a"), "b"))
    assert r.GRADE_OPEN.en not in parts["summary"]
    assert r.GATES_FINE.en not in parts["summary"]
    assert r.NOTHING_AT_RISK.en not in parts["evidence"]
    assert "strengths" not in parts, "a title with nothing below it"


def test_gates_that_are_all_set_aside_are_not_said_to_be_passed_with_evidence() -> None:
    parts = told(ONE_GATE, aside(ONE_GATE, b.answered(ONE_GATE, {"b": "o1"}), "a"))
    assert r.NOTHING_AT_STAKE.en not in parts["decision"]
    assert w.NO_GATES_HERE.en in parts["decision"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_set_aside_is_not_said_to_be_unsettled(lang: Lang) -> None:
    parts = told(ONE_GATE, aside(ONE_GATE, b.answered(ONE_GATE, {"b": "o1"}), "a"), lang)
    assert words(r.ASIDE_LEAD, lang) in parts["open"]
    assert words(r.PENDING_LEAD, lang) not in parts["open"]
    parts = told(ONE_GATE, b.answered(ONE_GATE, {"b": "o1"}), lang)
    assert words(r.ASIDE_LEAD, lang) not in parts["open"]
    assert words(r.PENDING_LEAD, lang) in parts["open"]


def test_where_no_answer_earns_points_nothing_is_said_of_their_evidence() -> None:
    assert r.NOTHING_AT_RISK.en not in told(ONE_GATE, b.answered(ONE_GATE, {"a": "o0", "b": "o0"}))["evidence"]
    proved = b.answered(ONE_GATE, {"a": "o0", "b": "o1"})
    assert r.NOTHING_AT_RISK.en in told(ONE_GATE, b.prove(proved, ONE_GATE.by_id["b"]))["evidence"]


def test_a_question_that_hangs_on_a_fact_waits_for_the_fact_not_for_an_answer() -> None:
    applies = {"fact": "sells", "is": ("yes",)}
    hanging = b.rubric([b.level("a"), b.level("c", gate=b.gate("o1"), applies=applies)], facts=[b.fact("sells")])
    parts = told(hanging, b.answered(hanging, {"a": "o1", "c": "o0"}))
    assert p.PROFILE_FIRST.en in parts["gates"]
    assert r.GATE_ANSWER_FIRST.en not in parts["gates"]
    assert r.GRADE_OPEN.en not in parts["summary"], "the fact decides, no question is open"


def test_with_facts_missing_and_nothing_to_do_no_range_is_spoken_of(shipped: Rubric) -> None:
    parts = told(shipped, without_facts(settled(shipped, 1, evidence=True), 1))
    assert "To four stars: fill in 1 fact first; 0 person-days whatever they turn out to be" in parts["plan"]
    assert "two figures" not in parts["decision"]
    assert "Days are those" not in parts["decision"]
    assert "a day for answering" not in parts["decision"], "no question waits for an answer"


def test_while_facts_are_missing_no_score_of_one_platform_is_drawn(shipped: Rubric) -> None:
    missing = staffed(without_facts(settled(shipped, 1, evidence=False), 3))
    parts = told(shipped, missing)
    assert p.FRONTIER.en not in parts["plan"]
    assert "are listed in the workbook" in told(shipped, without_facts(sample(shipped, "qinghe-mall"), 3))["gaps"]
    decision = slides(result(shipped, missing, "en", DAY))[-1]
    assert decision.id == "decision"
    assert not any(isinstance(one, Beside) for one in decision.blocks), "the columns of scores"
    assert "Scoring answers without evidence in hand: " in parts["evidence"]
    assert "points at risk" not in parts["evidence"], "those of questions add up to less than on any platform"
    assert "36 questions open or depending on missing facts of the profile" in parts["open"]
    assert " points" not in parts["open"].partition("\n\n")[0], "the score is 100 whatever they are"
    assert "two figures" in parts["decision"]
    assert "Days are those of the platform listed." in parts["decision"]
    assert "One indicator, worked out" in parts["method"]
    assert "Added over all indicators" not in parts["method"], "they add up to less than the score over all profiles"
    known = staffed(settled(shipped, 1, evidence=False))
    assert p.FRONTIER.en in told(shipped, known)["plan"]


def test_while_facts_are_missing_a_self_check_is_early_by_the_score_over_all_profiles(shipped: Rubric) -> None:
    made = without_facts(settled(shipped, 1, evidence=False), 3)
    kept = made.responses
    while (card := scorecard(shipped, made)).score.high - card.score.low < 45:
        kept = dict(list(kept.items())[1:])
        made = made.model_copy(update={"responses": kept})
    wide = score(shipped, made).score
    assert wide.high - wide.low > 50, "that one takes what hangs on facts as open"
    parts = told(shipped, made)
    assert "points are open, more than half" not in parts["summary"]
    assert "gaps" in parts


def test_while_facts_are_missing_no_gap_is_where_the_best_is_answered(shipped: Rubric) -> None:
    missing = without_facts(settled(shipped, 1, evidence=False), 3)
    card = scorecard(shipped, missing)
    assert any(one.to_gain for one in card.questions.values())
    assert not any(one.gap for one in card.questions.values())
    assert f"{card.hanging} questions depending on missing facts of the profile." in told(shipped, missing)["gaps"]


def test_a_deadline_of_tomorrow_is_one_day_away(shipped: Rubric) -> None:
    said = w.say(p.LEADS_TOO_LONG, "en", days=1, target="four stars")
    assert said.startswith("Steps whose lead time is within the 1 day from")


def test_slides_call_no_gate_unanswered_that_is_unsure(shipped: Rubric) -> None:
    (gates,) = [one for one in slides(result(shipped, only_to_confirm(shipped), "en", DAY)) if one.id == "gates"]
    said = "\n".join((gates.title, *lines(one for one in gates.blocks)))
    assert "still open" in said
    assert "not answered" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_evidence_that_has_expired_is_called_so_not_ticked_as_in_hand(lang: Lang) -> None:
    question = ONE_GATE.by_id["a"]
    made = b.answered(ONE_GATE, {"a": "o1", "b": "o1"})
    for ends, name in (("2026-11-27", "old"), ("2026-11-28", "valid")):
        piece = tuple(question.pieces)[name == "valid"]
        given = add_evidence(made, question, name, at=AT, place="a shelf", pieces=(piece,), until=ends)
        made = b.accepted(given)
    part = told(ONE_GATE, made.on(DAY), lang)["evidence"]
    assert f"☐ old  a shelf  [{words(e.PIECE_STATES['expired'], lang)}]" in part
    assert "valid" not in part, "it is in hand on its last day"


def test_gates_without_evidence_are_not_looked_for_among_those_failed_or_open(shipped: Rubric) -> None:
    assert "see “Gates”" not in told(shipped, settled(shipped, 1, evidence=False))["decision"]
    assert "36 more gates, see “Gates”." in told(shipped, settled(shipped, 0, evidence=False))["decision"]


@pytest.mark.parametrize("lang", LANGS)
def test_where_nothing_counts_cover_and_summary_tell_of_no_score_grade_or_verdict(lang: Lang) -> None:
    made = aside(ONE_GATE, aside(ONE_GATE, begin(ONE_GATE), "a"), "b")
    cover = model(ONE_GATE, made, choose(lang, "full"), DAY).cover
    assert [number.value for number in (cover.grade, cover.score, cover.readiness)] == [
        "—",
        "—",
        words(w.NO_VERDICT, lang),
    ]
    assert (cover.stars.sure, cover.stars.possible, cover.interval, cover.reasons) == (0, 0, None, ())
    assert words(w.HEAD_NOTHING_COUNTS, lang) in cover.headline
    assert "0.0 — 100.0" not in told(ONE_GATE, made, lang)["summary"]
    assert p.NA_COSTS_NONE.zh.partition("{")[0] in model(ONE_GATE, made, choose("zh", "full"), DAY).cover.set_aside


def test_reasons_on_the_cover_say_nothing_that_the_headline_above_them_says(shipped: Rubric) -> None:
    states = [sample(shipped, one.id) for one in load_samples()]
    states += [settled(shipped, credit, proved) for credit in (0, 1) for proved in (False, True)]
    covers = [model(shipped, made, choose("en", "short"), DAY).cover for made in (*states, without_facts(states[1], 3))]
    for cover in covers:
        said = set(re.findall(r"\d+\.\d", cover.headline))
        assert not said & set(re.findall(r"\d+\.\d", " ".join(cover.reasons))), (cover.headline, cover.reasons)
        assert not any(one.startswith("Questions still open") for one in cover.reasons)
    assert covers[2].reasons == ("A gate is failed: How are paid positions in search results marked?",)
    begun = model(shipped, begin(shipped), choose("en", "short"), DAY).cover.reasons
    assert sum("70.0 points short" in one for one in begun) == 1, begun


def test_where_all_is_proved_the_evidence_is_not_said_to_be_as_short_as_the_score(shipped: Rubric) -> None:
    assert "with evidence alone" not in told(shipped, settled(shipped, 0, evidence=True))["summary"]
    assert "0.0 points short with evidence alone" in told(shipped, settled(shipped, 1, evidence=False))["summary"]


def test_while_facts_are_missing_no_dimension_is_said_to_have_most_to_gain() -> None:
    applies = {"fact": "sells", "is": ("yes",)}
    tree = [b.node("d1", b.node("p1", "a")), b.node("d2", b.node("p2", "b", "c"))]
    of = b.rubric([b.level("a"), b.level("b"), b.level("c", applies=applies)], tree, facts=[b.fact("sells")])
    best = b.answered(of, {"a": "o1", "b": "o1", "c": "o1"})
    parts = told(of, best)
    assert "100.0  five stars (settled)" in parts["summary"], "the total is what it can be"
    assert "most to gain" not in parts["dimensions"]
    assert w.PARTS_WIDER.en in parts["dimensions"]
    assert w.PARTS_WIDER.en not in told(of, set_up(best, of, profile={"sells": "yes"}))["dimensions"]


@pytest.mark.parametrize("count", [3, 20], ids=["exact", "more than is worked out"])
def test_however_many_facts_are_missing_nothing_is_said_of_how_sure_the_grade_is(shipped: Rubric, count: int) -> None:
    parts = told(shipped, without_facts(sample(shipped, "qinghe-mall"), count))
    assert p.SURE_ONCE_KNOWN.en in parts["sureness"]
    assert p.ROBUST_HEAD.en not in parts["sureness"]
    assert "most to gain" not in parts["dimensions"]


def test_before_the_first_answer_the_summary_says_of_the_plan_what_the_plan_itself_says(shipped: Rubric) -> None:
    nothing = begin(shipped, target="three-star", at=AT)
    for made in (nothing, all_set_aside(shipped)):
        headline = work_plan(shipped, made, cheapest_plan(shipped, made), "en", DAY).headline
        summary = told(shipped, made)["summary"]
        assert f"{headline}." in summary
        assert p.ANSWER_FIRST.en in summary
        assert "Confirm: " in summary


def test_strengths_and_weaknesses_stand_under_their_heads_in_plain_text(shipped: Rubric) -> None:
    said = told(shipped, settled(shipped, 1, evidence=True))["strengths"].split("\n")
    assert said.count(f"  {w.STRENGTHS.en}") == said.count(f"  {w.WEAKNESSES.en}") == len(shipped.layout.tree)


def test_what_moves_a_plan_among_the_questions_looked_at_is_one_sentence(shipped: Rubric) -> None:
    said = told(shipped, only_to_confirm(shipped))["plan"]
    assert "What moves the person-days most, of the 8 open questions of most points, is “" in said


def short(of: Rubric, made: Assessment, lang: Lang = "en", leave_out: tuple[str, ...] = ()) -> ReportModel:
    return model(of, made, choose(lang, "short", leave_out=leave_out), DAY)


def decision_pages(of: ReportModel) -> list[str]:
    """Each way in which the page for a board may be told."""
    (page,) = of.part("decision")
    assert isinstance(page, OwnPage)
    return ["\n".join(lines(way)) for way in page.ways]


@pytest.mark.parametrize("lang", LANGS)
def test_missing_facts_are_asked_for_by_name_in_the_short_report_and_on_the_last_slide(
    shipped: Rubric, lang: Lang
) -> None:
    made = without_facts(settled(shipped, 1, evidence=True), 2)
    missing = [words(fact.text, lang) for fact in shipped.profile.facts if fact.id not in made.profile]
    assert len(missing) == 2
    report = short(shipped, made, lang)
    (page,) = report.part("summary")
    assert isinstance(page, OnePage)
    last = slides(result(shipped, made, lang, DAY))[-1]
    assert last.id == "decision"
    for said in ("".join(page.notes), *decision_pages(report), "\n".join(lines(last.blocks))):
        assert all(fact in said for fact in missing)


def test_before_the_first_answer_the_summary_asks_for_facts_and_calls_nothing_open_that_hangs_on_them(
    shipped: Rubric,
) -> None:
    made = begin(shipped)
    card = scorecard(shipped, made)
    assert card.hanging > 0 < card.waiting
    (page,) = short(shipped, made).part("summary")
    assert isinstance(page, OnePage)
    assert f"fill in {len(shipped.profile.facts)} facts first" in page.lead
    assert str(card.counts.open) not in page.lead
    assert "fill in first:" in page.notes[0]


def test_the_decision_names_failed_gates_and_refers_to_no_part_that_is_left_out(shipped: Rubric) -> None:
    made = settled(shipped, 0, evidence=False)
    first = words(shipped.by_id[scorecard(shipped, made).gates_in("failed")[0].question].text, "en")
    pages = decision_pages(short(shipped, made, leave_out=("gates",)))
    assert not any("see “Gates”" in one for one in pages)
    assert first in pages[0]
    assert sum(first not in one for one in pages) <= 2, "only where there is no room at all"
    assert "see “Gates”" in decision_pages(short(shipped, made))[0]


def test_every_grade_with_a_star_from_the_least_way_on_can_be_ticked(shipped: Rubric) -> None:
    page = decision_pages(short(shipped, settled(shipped, 0, evidence=False)))[0]
    (boxes,) = [line for line in page.splitlines() if "Target grade" in line]
    assert [f"▢\u00a0{one}\u00a0stars" in boxes for one in ("Two", "Three", "Four", "Five")] == [True] * 4


def test_where_the_answers_reach_the_target_only_evidence_is_asked_for(shipped: Rubric) -> None:
    made = set_up(settled(shipped, 1, evidence=False), shipped, target="four-star")
    report = short(shipped, made)
    assert report.cover.readiness.meaning.startswith("The evidence-backed score is"), "the condition"
    assert decision_pages(report)[0].splitlines()[1].startswith("The answers reach four stars, the evidence does not")
    (page,) = report.part("summary")
    assert isinstance(page, OnePage)
    assert page.lead.startswith("To prove four stars: ")
    unreached = short(shipped, set_up(settled(shipped, 0, evidence=False), shipped, target="four-star"))
    assert "To prove" not in str(unreached.part("summary"))


def test_a_gate_nobody_has_answered_stands_in_a_row_also_while_facts_are_missing(shipped: Rubric) -> None:
    report = short(shipped, begin(shipped))
    assert blocks_of(report, "gates", Card) == []
    states = [row.cells[0][0] for row in rows_of(report, "gates")]
    assert states.count(w.STATES["undecided"].en) > 10
    assert set(states) == {w.STATES["undecided"].en, w.GATE_STATES["open"].en}


def test_what_decides_the_grade_names_missing_facts(shipped: Rubric) -> None:
    made = without_facts(sample(shipped, "qinghe-mall"), 6)
    assert r.GRADE_OPEN_AND_FACTS.en in told(shipped, made)["summary"]
    assert r.GRADE_OPEN.en not in told(shipped, made)["summary"].replace(r.GRADE_OPEN_AND_FACTS.en, "")


def test_what_is_at_stake_on_a_slide_is_what_the_report_lists_to_confirm(shipped: Rubric) -> None:
    made = without_facts(sample(shipped, "qinghe-mall"), 6)
    plan = cheapest_plan(shipped, made)
    work = work_plan(shipped, made, plan, "en", DAY)
    (share,) = [one for one in work.shares if one.kind == "confirm"]
    points = sum((one.points for one in plan.confirm), Fraction(0))
    assert share.gain == f"0 — {point_words(points)}"
    assert points < plan.open_points, "answers that hang on a fact are open too"


def test_every_sentence_of_a_slide_on_the_plan_begins_and_ends_as_one(shipped: Rubric) -> None:
    (way,) = [one for one in slides(result(shipped, begin(shipped), "en", DAY)) if one.id == "way"]
    for block in way.blocks:
        if isinstance(block, Paragraph):
            assert block.text[0].isupper(), block.text
            assert block.text.endswith("."), block.text


def test_estimates_are_spoken_of_only_where_there_are_some(shipped: Rubric) -> None:
    said = p.EFFORTS_ARE_ESTIMATES.en
    assert said not in told(shipped, settled(shipped, 1, evidence=True))["plan"]
    assert said in told(shipped, settled(shipped, 1, evidence=False))["plan"]


@pytest.mark.parametrize("credit", [0, 1])
def test_how_sure_the_grade_is_is_said_in_whole_sentences(shipped: Rubric, credit: int) -> None:
    report = model(shipped, settled(shipped, credit, evidence=True), choose("en"), DAY)
    said = [line for block in blocks_of(report, "sureness", Bullets) for line in block.lines]
    assert len(said) >= 3
    assert all(line.startswith("· ") or line.endswith((".", ":")) for line in said)
    assert not any(f" {words(band.title, 'en')}" in line for band in shipped.bands for line in said)


def test_red_is_explained_where_something_is_red_and_only_there(shipped: Rubric) -> None:
    said = "What is drawn in red stays below 70 % in any case."
    assert said in told(shipped, sample(shipped, "lianshan-industrial"))["dimensions"]
    assert said not in told(shipped, sample(shipped, "xinghuo-live"))["dimensions"]


def test_points_that_count_with_evidence_are_called_so_in_the_claim_on_gaps(shipped: Rubric) -> None:
    made = sample(shipped, "qinghe-mall")
    for of, said in ((made, "1.47 points with evidence for 2"), (set_goal(made, "score"), "points for 1")):
        assert said in told(shipped, of)["gaps"].splitlines()[1]


def test_what_the_law_demands_of_a_passed_gate_stands_under_that_name(shipped: Rubric) -> None:
    (table,) = blocks_of(model(shipped, sample(shipped, "qinghe-mall"), choose("en", "full"), DAY), "passed", Table)
    assert [column.head for column in table.columns] == [w.STATE.en, w.QUESTION.en, r.DEMANDED.en]
    assert table.rows[0].cells[2] == (shipped.by_id["mlps-filing-and-test"].gate.reason.en,)


def test_what_is_known_of_a_source_stands_in_a_row_of_its_own_below_it(shipped: Rubric) -> None:
    (table,) = blocks_of(
        model(shipped, settled(shipped, 1, evidence=True), choose("en", "full"), DAY), "sources", Table
    )
    below = [row.cells for row in table.rows if row.level == "part"]
    noted = [source.note.en for source in shipped.sources if source.note]
    assert [part.text for ((part,),) in below] == noted


@pytest.mark.parametrize("lang", LANGS)
def test_while_facts_are_missing_no_score_is_said_for_afterwards_below_the_one_that_is_sure(
    shipped: Rubric, lang: Lang
) -> None:
    made = without_facts(sample(shipped, "qinghe-mall"), 6)
    plan = cheapest_plan(shipped, made)
    assert plan.score_after < scorecard(shipped, made).score.low, "of the platform whose steps are listed"
    (waves,) = blocks_of(model(shipped, made, choose(lang), DAY), "plan", Waves)
    assert {one.after for one in (*waves.sums, *(wave.head for wave in waves.waves))} == {""}
    (known,) = blocks_of(model(shipped, sample(shipped, "qinghe-mall"), choose(lang), DAY), "plan", Waves)
    assert all(one.after for one in known.sums)
