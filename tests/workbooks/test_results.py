"""The workbook of results: its formulas say what the scorer says, cell by cell; its lists are whole; its text is inert."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from datetime import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, mark_unsure, set_aside, with_response
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.exact import cut
from ecq.base.language import LANGS
from ecq.cli import main
from ecq.exchange.rubric_catalogue import compared_with
from ecq.planning import plan
from ecq.planning.agreed import cheapest_plan, limits_of, lock
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard, unknown_facts
from ecq.telling.evidence import words as evidence_words
from ecq.telling.plan import words as p
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.report.shown import SHOWN
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.sheets import words as rb
from ecq.writers.sheets.results.build import (
    CSV_COLUMNS,
    PLAN_COLUMNS,
    plan_csv,
    results_csv,
    results_json,
    results_workbook,
)
from ecq.writers.sheets.results.scorecard import CHOICES, LETTER, TOTAL
from ecq.writers.sheets.stamps import CELLS, ORIGIN
from tests import building as b
from tests import strategies
from tests.building import sampled
from tests.planning.sentence_states import without_facts
from tests.report.assessments import full_profile

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
from tests.workbooks.formulas import Workings, serial  # noqa: E402

F = b.F
DAY = "2026-11-24"
SUMMARY, SCORECARD, GATES, GAPS, PLAN, EVIDENCE, ANSWERS, ABOUT = (
    one.en for one in (rb.SUMMARY, rb.SCORECARD, w.GATES, wr.GAPS, rb.PLAN, w.EVIDENCE, w.ANSWERS, w.ABOUT)
)


def the_book(of: Rubric, made: Assessment, lang="en") -> bytes:
    return results_workbook(of, made, lang, DAY, compared_with(of))


def workings(of: Rubric, made: Assessment, lang="en") -> Workings:
    return Workings(the_book(of, made, lang))


def row_of(book: Workings, one: str) -> int:
    """The row of a node or question on the scorecard."""
    sheet = book.book[SCORECARD]
    return next(row for row in range(TOTAL + 1, sheet.max_row + 1) if sheet[f"{LETTER['id']}{row}"].value == one)


def on_card(book: Workings, name: str, row: int = TOTAL + 1):
    return book.value(SCORECARD, f"{LETTER[name]}{row}")


def agree(book: Workings) -> None:
    """Every formula works out to the value it was written with."""
    wrong = []
    for sheet, cell in book.formulas():
        exact, kept = book.value(sheet, cell), book.kept[sheet][cell].value
        kept = serial(kept) if isinstance(kept, datetime) else kept
        if isinstance(exact, F):
            if kept is None or isinstance(kept, str) or abs(float(exact) - kept) > 1e-9 * max(1, abs(kept)):
                wrong.append((sheet, cell, exact, kept))
        elif (exact or None) != kept:
            wrong.append((sheet, cell, exact, kept))
    assert wrong == []


def says_the_score(book: Workings, of: Rubric, made: Assessment) -> None:
    """Score, evidence-backed score and grade on the summary are the scorer's over all profiles, exactly."""
    card = scorecard(of, made)
    summary = {row[0].value: row for row in book.book[SUMMARY].iter_rows(min_row=6, max_row=12)}

    def both(label):
        row = summary[label]
        return book.value(SUMMARY, row[1].coordinate), book.value(SUMMARY, row[2].coordinate)

    assert both(rb.SCORE_ROW.en) == (card.score.low, card.score.high)
    assert both(w.EVIDENCED_SCORE.en) == (card.evidenced.low, card.evidenced.high)
    assert both(w.GRADE.en) == (card.grade.low.title.en, card.grade.high.title.en)


# The formulas


@pytest.mark.slow
@settings(max_examples=15)
@given(strategies.scored(gate_cap=True))
def test_every_formula_works_out_to_what_the_scorer_says(drawn):
    of, made = drawn
    book = workings(of, made)
    agree(book)
    says_the_score(book, of, made)
    card = score(of, made)
    for node in card.nodes.values():
        if of.nodes[node.id].status != "unknown":
            row = row_of(book, node.id)
            shown = tuple(on_card(book, name, row) for name in ("worth", "sure", "possible", "backed"))
            assert shown == (node.points, node.low, node.high, node.evidenced)
    for one in card.questions.values():
        row = row_of(book, one.id)
        assert (on_card(book, "worth", row), on_card(book, "sure", row)) == (one.points, one.contribution)
    gates = {gate.question: w.GATE_STATES[gate.state].en for gate in scorecard(of, made).gates}
    assert gates == {q: on_card(book, "gate", row_of(book, q)) for q in gates}


@pytest.mark.slow
@settings(max_examples=12)
@given(strategies.scored(gate_cap=True), st.data())
def test_formulas_in_the_scorecard_follow_a_changed_cell_as_the_scorer_would(drawn, data):
    """State, credit and evidence of any questions are changed in their cells: score and grade follow as in ECQ."""
    of, made = drawn
    assume(unknown_facts(of, made) is None)  # while facts are missing the totals are fixed numbers
    book = workings(of, made)
    card = score(of, made)
    for question in of.questions:
        if not data.draw(st.booleans()) or card.questions[question.id].state in ("hidden", "undecided"):
            continue
        row = row_of(book, question.id)
        state = data.draw(st.sampled_from(["answered", "unsure"] + ["na"] * bool(question.not_applicable)))
        if state == "answered":
            made = b.accepted(answer(made, question, data.draw(strategies.valid_answers(question))))
            credit = score(of, made).questions[question.id].credit
            book.put(SCORECARD, f"{LETTER['credit']}{row}", f"={credit}")
        elif state == "na":
            made = b.accepted(set_aside(made, question, "not-here"))
        else:
            made = mark_unsure(made, question)
        book.put(SCORECARD, f"{LETTER['state']}{row}", w.STATES[state].en)
        proved = data.draw(st.booleans())
        made = with_response(
            made, question.id, None, evidence=()
        )  # what proved the answer before need not prove this one
        made = b.prove(made, question) if proved else made
        book.put(SCORECARD, f"{LETTER['held']}{row}", w.YES.en if proved else w.NO.en)
    says_the_score(book, of, made)


def test_a_change_in_the_workbook_is_shown_beside_ecq_s_own_number(teaching):
    assessment = b.answered(teaching, {q.id: b.best(q) for q in teaching.questions})
    assessment = assessment.model_copy(update={"profile": full_profile(teaching)})
    book = workings(teaching, assessment)
    cell = next(
        row[1].coordinate for row in book.book[SUMMARY].iter_rows(max_row=14) if row[0].value == evidence_words.TICK.en
    )
    assert book.value(SUMMARY, cell) == rb.AGREES.en
    question = next(q for q in teaching.order if score(teaching, assessment).questions[q].points)
    book.put(SCORECARD, f"{LETTER['state']}{row_of(book, question)}", w.STATES["unanswered"].en)
    assert book.value(SUMMARY, cell) == rb.DIFFERS.en


def test_an_answer_is_chosen_from_its_words_and_credit_and_score_follow():
    of = b.rubric([b.level("a", (F(0), F(3, 10), F(1))), b.checklist("c", 3), b.yes_no("n")])
    made = b.answered(of, {"a": "o1", "c": ("i1",)})
    book = workings(of, made)
    rows = {book.book[SCORECARD][f"{LETTER['id']}{row}"].value: row for row in range(8, 12)}
    rules = {str(one.sqref): one.formula1 for one in book.book[SCORECARD].data_validations.dataValidation}
    offered = rules[f"{LETTER['answer']}{rows['a']}"]
    assert book.at(SCORECARD, offered) == [option.text.en for option in of.by_id["a"].levels]
    for question, said, credit in (("a", of.by_id["a"].levels[2].text.en, F(1)), ("c", "2 of 3", F(2, 3))):
        book.put(SCORECARD, f"{LETTER['answer']}{rows[question]}", said)
        assert book.value(SCORECARD, f"{LETTER['credit']}{rows[question]}") == credit
    book.put(SCORECARD, f"{LETTER['state']}{rows['n']}", "answered")
    assert book.value(SCORECARD, f"{LETTER['sure']}{rows['n']}") == 0
    whole = score(of, b.answered(of, {"a": "o2", "c": ("i0", "i1"), "n": "no"})).score.low
    assert book.value(SCORECARD, f"{LETTER['sure']}{TOTAL + 1}") == whole


def test_a_score_is_cut_and_a_grade_never_rounded_up():
    """79.99 is shown as 79.9 and two stars, also by the formulas."""
    of = b.rubric([b.level("a", (F(0), F(7999, 10000), F(1)))])
    book = workings(of, b.answered(of, {"a": "o1"}))
    says_the_score(book, of, b.answered(of, {"a": "o1"}))
    row = next(row for row in book.book[SUMMARY].iter_rows(max_row=12) if row[0].value == rb.SCORE_ROW.en)
    assert book.value(SUMMARY, row[3].coordinate) == F("79.9")
    assert "two stars" in {book.value(SUMMARY, f"B{n}") for n in range(6, 12)}


def test_a_score_on_the_very_start_of_a_grade_has_it_also_in_floating_point():
    """0.1 + 0.7 in binary is less than 0.8: the grade looks at the score to nine decimals."""
    ids = [f"q{n}" for n in range(10)]
    of = b.rubric([b.yes_no(one) for one in ids])
    assessment = b.answered(of, {one: "yes" if n < 8 else "no" for n, one in enumerate(ids)})
    says_the_score(workings(of, assessment), of, assessment)
    assert score(of, assessment).grade.low.id == "three-star"


@pytest.mark.parametrize("set_all_aside", [False, True])
def test_nothing_answered_and_everything_set_aside_make_a_sound_workbook(set_all_aside):
    of = b.rubric([b.yes_no("x", not_applicable=b.NA), b.yes_no("y", not_applicable=b.NA, gate=b.gate("yes"))])
    assessment = begin(of)
    if set_all_aside:
        for question in of.questions:
            assessment = b.accepted(set_aside(assessment, question, "not-here"))
    book = workings(of, assessment)
    agree(book)
    says_the_score(book, of, assessment)


# The lists


def rows_of(book: Workings, sheet: str) -> list[dict[str, object]]:
    """The rows of a list by its headings."""
    rows = list(book.book[sheet].iter_rows(min_row=4))
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def qinghe(request) -> tuple[Rubric, Assessment]:
    of = load_rubric("gbt31526-2025")
    assessment = sampled("qinghe-mall", of, "en", f"{DAY}T09:00:00+00:00")
    return of, b.accepted(annotate(assessment, of.questions[0], "a note\nof two lines"))


@pytest.fixture(scope="module")
def written(qinghe) -> bytes:
    return the_book(*qinghe)


@pytest.fixture(scope="module")
def book(written) -> Workings:
    """For tests that change no cell of it."""
    return Workings(written)


def test_what_stands_above_a_table_is_as_wide_as_what_is_printed_and_as_high_as_it_takes(book):
    for title, cell in ((SCORECARD, "A2"), (PLAN, "A3"), (EVIDENCE, "A2")):
        sheet = book.book[title]
        (over,) = [area for area in sheet.merged_cells.ranges if cell in area]
        assert over.coord.split(":")[1].strip("0123456789") == str(sheet.print_area).split("$")[3]
        assert sheet[cell].alignment.wrap_text
        assert sheet.row_dimensions[sheet[cell].row].height >= 14 * (len(sheet[cell].value) // 250)
    sure = book.book[SHOWN["sureness"].title.en]
    assert all(area.max_col == 2 for area in sure.merged_cells.ranges), (
        "LibreOffice prints no column wider than a page whole"
    )
    assert sure.merged_cells.ranges


@pytest.mark.slow
def test_every_question_stands_on_the_sheet_of_answers_with_note_and_reason(qinghe, book):
    of, made = qinghe
    rows = rows_of(book, ANSWERS)
    assert [row["Id"] for row in rows] == list(of.order)
    by_id = {row["Id"]: row for row in rows}
    assert by_id[of.questions[0].id]["Note"] == "a note\nof two lines"
    aside = [q for q in of.order if made.response(q).state == "na"]
    assert aside
    assert all(by_id[q]["Why not applicable"] for q in aside)


@pytest.mark.slow
def test_gaps_stand_largest_first_and_none_is_missing(qinghe, book):
    of, made = qinghe
    rows = rows_of(book, GAPS)
    card = score(of, made)
    assert {row["Id"] for row in rows} == {q for q, one in card.questions.items() if one.counts and one.to_gain > 0}
    gains = [book.value(GAPS, f"G{place}") for place in range(5, 5 + len(rows))]
    assert gains == sorted(gains, reverse=True)
    small = b.rubric([b.yes_no("x")])
    full = b.answered(small, {"x": "yes"})
    unproved = say(w.ALL_UNPROVED, "en", count=1)
    proved = b.prove(full, small.questions[0])
    for state, words in ((full, unproved), (proved, w.NO_GAPS.en)):
        assert words in {cell.value for row in workings(small, state).book[GAPS].iter_rows() for cell in row}


@pytest.mark.slow
def test_points_and_effort_of_a_gap_are_those_of_its_step_and_an_open_question_is_confirmed_first(qinghe, book):
    of, made = qinghe
    rows = {row["Id"]: row for row in rows_of(book, GAPS)}
    planned = {step.question: step for step in plan(of, made, made.target, limits_of(of, made)).steps}
    raised = [one for one in planned.values() if one.kind == "improve"]
    assert raised
    for step in raised:
        row = rows[step.question]
        assert (F(str(row["Effort (person-days)"])), F(str(row["Lead time (days)"]))) == (step.effort, step.in_a_row)
        assert F(str(row["This step"])) == F(cut(step.claimed, 2))
    waiting = [one.id for one in score(of, made).questions.values() if one.open]
    assert waiting
    assert {rows[one]["Next step"] for one in waiting} == {p.CONFIRM_FIRST.en}
    assert {(rows[one]["Effort (person-days)"], rows[one]["This step"]) for one in waiting} == {(None, None)}


@pytest.mark.slow
def test_guaranteed_and_to_gain_make_worth_as_shown(book):
    sheet = book.book[SUMMARY]
    first = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == rb.INDICATORS.en) + 1
    leaves = 0
    for row in range(first, sheet.max_row + 1):
        if sheet.cell(row, 1).value is None:
            break
        worth, sure, gain = (book.value(SUMMARY, f"{letter}{row}") for letter in "BCD")
        assert worth == sure + gain
        assert all(number * 100 == int(number * 100) for number in (worth, sure, gain))
        leaves += 1
    assert leaves > 10


@pytest.mark.slow
def test_every_gate_stands_on_its_sheet_failed_ones_first(qinghe):
    of, made = qinghe
    gate = next(q for q in of.questions if q.gate and q.kind == "level")
    failed = b.accepted(answer(made, gate, b.worst(gate)))
    book = workings(of, failed)
    rows = rows_of(book, GATES)
    assert {row["Id"] for row in rows} == {one.question for one in score(of, failed).gates}
    assert rows[0]["Id"] == gate.id
    assert book.value(GATES, "F5") == w.GATE_STATES["failed"].en


@pytest.mark.slow
def test_the_plan_is_the_cheapest_path_and_leaving_a_step_out_is_one_cell(qinghe, written):
    of, made = qinghe
    found = plan(of, made, made.target, limits_of(of, made))
    shown = work_plan(of, made, found, "en", DAY)
    book = Workings(written)
    sheet = book.book[PLAN]
    at = {row: sheet.cell(row, 15).value for row in range(5, sheet.max_row + 1) if sheet.cell(row, 15).value}
    assert list(at.values()) == [line.question for line in shown.lines]
    titles = {sheet.cell(row, 2).value: row for row in range(5, sheet.max_row + 1)}
    total, after = titles[w.TOTAL.en], titles[rb.SCORE_AFTER.en]
    assert (book.value(PLAN, f"H{total}"), book.value(PLAN, f"G{total}")) == (found.effort, F(shown.gain))
    assert (book.value(PLAN, f"M{after}"), book.value(PLAN, f"N{after}")) == (found.score_after, found.evidenced_after)
    assert book.value(PLAN, f"B{after + 3}") == rb.REACHES_IF_CONFIRMED.en
    for wave in shown.waves:
        if not wave.effort:
            continue
        head = titles[wave.title]
        assert (book.value(PLAN, f"H{head}"), book.value(PLAN, f"G{head}")) == (F(wave.effort), F(wave.gain))
        assert cut(book.value(PLAN, f"N{head}"), 1) in wave.after
    first = next(row for row, question in at.items() if question == found.steps[0].question)
    assert sheet.cell(first, 1).value == w.YES.en
    book.put(PLAN, f"A{first}", w.NO.en)
    assert book.value(PLAN, f"H{total}") == found.effort - found.steps[0].effort
    assert book.value(PLAN, f"M{after}") == found.score_after - found.steps[0].claimed
    assert book.value(PLAN, f"N{after}") == found.evidenced_after - found.steps[0].proved
    assert book.value(PLAN, f"B{after + 3}") == rb.MISSES.en


def test_a_target_is_not_called_reached_while_a_failed_gate_is_left_out():
    """90 points are there without the gate, which is left failed: no target is reached with it."""
    of = b.rubric(
        [b.yes_no("gate", gate=b.gate("yes")), b.yes_no("rest")],
        [b.node("all", b.node("part", ("gate", F(10)), ("rest", F(90))))],
    )
    made = b.answered(of, {"gate": "no", "rest": "yes"}, target="two-star")
    made = b.prove(made, of.by_id["rest"])
    book = workings(of, made)
    sheet = book.book[PLAN]
    (row,) = [row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 15).value == "gate"]
    told = next(row for row in range(row, sheet.max_row + 1) if sheet.cell(row, 2).value == rb.TARGET_FROM.en) + 1
    assert book.value(PLAN, f"B{told}") == rb.REACHES.en
    book.put(PLAN, f"A{row}", w.NO.en)
    assert book.value(PLAN, f"B{told}") == rb.MISSES.en


def test_while_facts_are_missing_the_workbook_has_the_scores_of_page_and_report(shipped):
    made = without_facts(sample_assessment(load_samples()[0], shipped, "en"), 2)
    card, found = scorecard(shipped, made), cheapest_plan(shipped, made)
    assert card.score.low > score(shipped, made).score.low
    book = workings(shipped, made)
    agree(book)
    row = next(cells[0].row for cells in book.book[SUMMARY].iter_rows() if cells[0].value == rb.SCORE_ROW.en)
    assert [book.value(SUMMARY, f"{column}{row}") for column in "BC"] == [card.score.low, card.score.high]
    assert book.value(SUMMARY, f"C{row + 1}") == card.evidenced.high
    assert on_card(book, "sure") == pytest.approx(float(card.score.low))
    assert on_card(book, "backed") == pytest.approx(float(card.evidenced.low))
    of_plan = {cell.value for row in book.kept[PLAN].iter_rows() for cell in row}
    assert {float(cut(one, 1)) for one in (found.score_after, found.evidenced_after)} <= of_plan
    assert any(rb.SCORES_LISTED.en in str(one) for one in of_plan), "they are not those of the card, and it says so"


def test_without_a_plan_the_sheet_says_why():
    of = b.rubric([b.yes_no("x"), b.yes_no("y")])
    reached = b.answered(of, {"x": "yes", "y": "yes"}, target="two-star")
    for question in of.questions:
        reached = b.prove(reached, question)
    told = {str(cell.value) for row in workings(of, reached).book[PLAN].iter_rows() for cell in row}
    assert any("nothing is left to do" in line for line in told)
    held = lock(b.answered(of, {"x": "no", "y": "yes"}, target="two-star"), "x", True)
    told = {str(cell.value) for row in workings(of, held).book[PLAN].iter_rows() for cell in row}
    assert any(line.startswith("two stars cannot be reached now: at most 50.0 points") for line in told)
    assert any(line.startswith("Nothing is listed, since two stars cannot be reached") for line in told)


@pytest.mark.slow
def test_evidence_stands_with_place_owner_and_day(teaching):
    of, first = teaching, teaching.questions[0]
    made = b.accepted(
        add_evidence(
            b.answered(of, {first.id: b.best(first)}),
            first,
            "Contract",
            in_hand=False,
            place="Drive B",
            owner="Li Na",
            due="2026-11-20",
        )
    ).on(DAY)
    (row,) = [row for row in rows_of(workings(of, made), EVIDENCE) if row["Evidence"] == "Contract"]
    assert {"Drive B", "Li Na", "2026-11-20", "Overdue"} <= {str(value) for value in row.values()}


def test_sheets_are_ready_to_read_and_print(qinghe, book):
    of, book = qinghe[0], book.book
    told = [SHOWN["sureness"].title.en, SHOWN["editions"].title.en, ABOUT]
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in shown] == [SUMMARY, SCORECARD, GATES, GAPS, PLAN, EVIDENCE, ANSWERS, *told]
    assert set(book.sheetnames) == {*(sheet.title for sheet in shown), CHOICES, ORIGIN, CELLS}
    for sheet in shown:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for name in (SCORECARD, GATES, GAPS, PLAN, EVIDENCE, ANSWERS):
        assert book[name].freeze_panes
        assert book[name].print_title_rows == "$4:$4"
    assert len(book[SUMMARY]._charts) == 1
    about = {str(cell.value) for row in book[ABOUT].iter_rows() for cell in row}
    assert any(of.digest in line for line in about)
    assert any(w.LIMIT_LINES[0].en in line for line in about)


@pytest.mark.slow
def test_ids_are_not_printed_and_nothing_else_is_left_out(book):
    for name in (SCORECARD, GATES, GAPS, PLAN, EVIDENCE, ANSWERS):
        sheet = book.book[name]
        printed = openpyxl.utils.cell.range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))
        ids = next(cell.column for cell in sheet[4] if str(cell.value).casefold() in ("id", "question id"))
        assert printed[:3] == (1, 1, ids - 1), name
        assert printed[3] >= sheet.max_row, name


@pytest.mark.slow
def test_a_heading_is_as_high_as_its_words_in_every_language(teaching):
    made = b.answered(teaching, {q.id: b.worst(q) for q in teaching.questions})
    for lang in LANGS:
        for sheet in workings(teaching, made, lang).book.worksheets[1:7]:
            height = sheet.row_dimensions[4].height
            for cell in sheet[4]:
                width = sheet.column_dimensions[cell.column_letter].width
                wide = sum(2 if char > "\u2e7f" else 1 for char in str(cell.value))
                assert height >= 14 * (wide / width), (lang, sheet.title, cell.value)


@pytest.mark.slow
def test_the_head_of_a_column_of_numbers_stands_above_them_and_apart_from_the_next_column(book):
    sheet = book.book[GAPS]
    for head, number in ((head, below) for head, below in zip(sheet[4], sheet[6], strict=True) if head.value):
        if number.alignment.horizontal == "right":
            assert (head.alignment.horizontal, head.alignment.indent) == ("right", number.alignment.indent)
            assert head.alignment.indent == 1
    assert sheet[4][6].alignment.horizontal == "right"


def test_a_checklist_is_a_count_in_the_scorecard_and_in_full_among_the_answers(qinghe, book):
    of, made = qinghe
    question = next(
        one for one in of.questions if one.kind == "checklist" and made.response(one.id).state == "answered"
        and made.response(one.id).value
    )  # fmt: skip
    ticked, every = len(made.response(question.id).value), len(question.items)
    assert on_card(book, "answer", row_of(book, question.id)) == f"{ticked} of {every}"
    row = next(row for row in rows_of(book, ANSWERS) if row["Id"] == question.id)
    assert row["Answer"].startswith(f"{ticked} of {every}: ")


def test_the_lowest_grade_is_not_called_guaranteed_while_others_are_possible():
    of = b.rubric([b.yes_no("x"), b.yes_no("y")])

    def bands(assessment):
        book = workings(of, assessment)
        sheet = book.book[SUMMARY]
        start = next(row for row in range(1, sheet.max_row) if sheet[f"A{row}"].value == w.GRADE_BANDS.en) + 1
        return [book.value(SUMMARY, f"C{start + place}") for place in range(len(of.bands))]

    nothing = bands(begin(of))
    assert set(nothing) == {rb.WITHIN.en}
    settled = bands(b.answered(of, {"x": "no", "y": "no"}))
    assert settled[0] == rb.SETTLED.en
    assert not any(settled[1:])


def test_overwriting_a_formula_of_the_scorecard_asks_first(book):
    sheet = book.book[SCORECARD]
    guarded = [rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
    assert {(rule.errorStyle, rule.formula1) for rule in guarded} == {("warning", "FALSE")}
    cells = {str(one) for rule in guarded for one in rule.sqref.ranges}
    last = sheet.max_row
    assert f"{LETTER['counted']}6:{LETTER['gain']}{last}" in cells


@pytest.mark.slow
def test_the_same_assessment_is_the_same_file_at_any_time(qinghe, written, monkeypatch):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    assert the_book(*qinghe) == written


# Hostile and large


HOSTILE = '=HYPERLINK("https://example.org","x")'


@pytest.fixture
def hostile(teaching) -> tuple[Rubric, Assessment]:
    assessment = begin(teaching, HOSTILE)
    for question in teaching.questions:
        assessment = b.accepted(annotate(assessment, question, HOSTILE))
        assessment = b.accepted(add_evidence(assessment, question, "+1", place="@SUM(1)", owner="-2"))
        if question.not_applicable:
            assessment = b.accepted(set_aside(assessment, question, HOSTILE))
    return teaching, assessment


def test_text_that_looks_like_a_formula_is_no_formula(hostile):
    of, made = hostile
    book = workings(of, made)
    agree(book)  # every formula is one this test can work out: none is a person's
    assert HOSTILE in {row["Note"] for row in rows_of(book, ANSWERS)}
    assert all(cell.hyperlink is None for sheet in book.book for row in sheet.iter_rows() for cell in row)


def test_no_cell_of_the_csv_begins_like_a_formula(hostile):
    of, made = hostile
    written = results_csv(of, made, "en")
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert [row["question_id"] for row in rows] == list(of.order)
    assert {row["note"] for row in rows} == {f"'{HOSTILE}"}
    for row in rows:
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.slow
def test_hundreds_of_questions_and_long_notes_fit():
    ids = [f"q{n}" for n in range(240)]
    of = b.rubric(
        [b.yes_no(one) for one in ids],
        [b.node("top", *(b.node(f"leaf-{n}", ids[n]) for n in range(120)), b.node("rest", *ids[120:]))],
    )
    assessment = b.answered(of, dict.fromkeys(ids[:200], "yes"))
    for one in ids[:3]:
        assessment = b.accepted(annotate(assessment, of.by_id[one], "长" * 10_000))
    started = time.process_time()
    book = workings(of, assessment)
    assert time.process_time() - started < 20
    says_the_score(book, of, assessment)
    assert {len(str(row["Note"])) for row in rows_of(book, ANSWERS) if row["Note"]} == {10_000}
    longest = max(len(str(book.book[sheet][cell].value)) for sheet, cell in book.formulas())
    assert longest < 8192


# CSV, JSON and the command line


def test_the_csv_holds_numbers_that_no_spreadsheet_takes_for_dates(qinghe):
    of, made = qinghe
    card = score(of, made)
    rows = list(csv.DictReader(io.StringIO(results_csv(of, made, "zh").decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    numbers = ("credit", "points", "contribution", "effort", "lead_time")
    assert not any("/" in row[column] for row in rows for column in numbers)
    assert abs(sum(F(row["points"]) for row in rows) - 100) < F(1, 10**9)
    assert abs(sum(F(row["contribution"]) for row in rows) - card.score.low) < F(1, 10**9)
    for row in rows:
        credit = card.questions[row["question_id"]].credit
        assert (row["credit"] == "") == (credit is None)
        if credit is not None and credit.denominator in (1, 2, 5, 10):
            assert F(row["credit"]) == credit, "what comes out even is exact"
    assert rows[0]["note"] == "a note\nof two lines"


def test_the_json_holds_score_answers_and_plan(qinghe):
    of, made = qinghe
    data = json.loads(results_json(of, made, "en"))
    assert F(data["exact"]["low"]) == score(of, made).score.low
    assert [one["id"] for one in data["answers"]] == list(of.order)
    assert data["answers"][0]["note"] == "a note\nof two lines"
    found = plan(of, made, made.target, limits_of(of, made))
    assert [step["question"] for step in data["plan"]["steps"]] == [step.question for step in found.steps]
    assert sum(F(step["effort"]) for step in data["plan"]["steps"]) == found.effort
    assert (F(data["plan"]["effort"]), F(data["plan"]["enough"]["effort"])) == (found.effort, found.enough.effort)
    shown = work_plan(of, made, found, "en", DAY)
    said = json.loads(results_json(of, made, "en", DAY))["plan"]["words"]
    assert (said["headline"], said["finish"]) == (shown.headline, shown.finish)
    assert [one["kind"] for one in said["kinds"]] == [one.kind for one in shown.shares]
    lines = [line for wave in said["waves"] for line in wave["lines"]]
    assert [(line["title"], line["gain"], line["effort"]) for line in lines] == [
        (line.title, line.gain, line.effort) for line in shown.lines
    ]


def test_the_plan_as_csv_holds_every_line_with_its_numbers(qinghe):
    of, made = qinghe
    found = plan(of, made, made.target, limits_of(of, made))
    shown = work_plan(of, made, found, "zh", DAY)
    rows = list(csv.DictReader(io.StringIO(plan_csv(of, made, "zh", DAY).decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == PLAN_COLUMNS
    assert [(row["question_id"], row["to_do"], row["day"]) for row in rows] == [
        (line.question, line.title, line.day) for line in shown.lines
    ]
    assert 0 <= F(shown.gain) - sum(F(row["points"] or 0) for row in rows) < F(len(rows)) / 100
    assert sum(F(row["effort"] or 0) for row in rows) == found.effort


def test_the_ending_says_what_is_written(tmp_path, capsys):
    file = tmp_path / "a.json"
    assert main(["new", "-o", str(file), "--name", "Qinghe"]) == 0
    for ending, head in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        out = tmp_path / f"out.{ending}"
        assert main(["export", str(file), "-o", str(out), "--lang", "zh", "--date", DAY]) == 0
        assert out.read_bytes().startswith(head)
    assert main(["export", str(file), "-o", str(tmp_path / "plan.csv"), "--plan"]) == 0
    assert (tmp_path / "plan.csv").read_text(encoding="utf-8-sig").startswith("wave,kind,to_do")
    capsys.readouterr()
    for arguments, told in (
        (["-o", str(tmp_path / "out.pdf")], "is none of .xlsx, .csv, .json and .ics; choose one of these endings"),
        (["-o", str(tmp_path / "out.json"), "--plan"], "--plan goes with CSV alone"),
        (["-o", str(tmp_path / "out.csv"), "--date", "soon"], "'soon' is not a date like 2026-11-24"),
    ):
        assert main(["export", str(file), *arguments]) == 2
        assert told in capsys.readouterr().err


def test_the_chart_of_indicators_wears_the_textures_of_the_scores_bar(qinghe, written, book):
    """Solid is with evidence, pale is claimed, hatched is open; the three add up to what is possible."""
    of, made = qinghe
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    series = chart.split("<c:ser>")[1:]
    assert [("solidFill" in one.partition("</c:spPr>")[0], "pattFill" in one) for one in series] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    names = ("Share with evidence (of 100)", "Answered, no evidence in hand", "Still open")
    assert [name in one for name, one in zip(names, series, strict=True)] == [True] * 3
    card = score(of, made)
    rows = {row[0].value: row[0].row for row in book.book[SUMMARY].iter_rows()}
    for leaf in of.leaves:
        node = card.nodes[leaf.id]
        if node.points:
            shown = [book.value(SUMMARY, f"{column}{rows[leaf.title.en]}") for column in "EFG"]
            ends = [b.F(cut(100 * end / node.points, 1)) for end in (node.evidenced, node.low, node.high)]
            assert shown == [ends[0], ends[1] - ends[0], ends[2] - ends[1]]
