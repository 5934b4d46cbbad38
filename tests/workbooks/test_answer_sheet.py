"""Answer sheets: out with what is known, back with every change shown, and nothing taken that was not meant."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, clear
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import read
from ecq.assessment.model import NOTE_LIMIT, Assessment, Evidence, Response
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import AssessmentError, WorkbookError
from ecq.base.language import LANGS
from ecq.cli import main
from ecq.exchange.accepting import sides
from ecq.exchange.answer_sheet import AnswerSheet, Preview, export_sheet, preview, read_answers, take_over
from ecq.exchange.answer_sheet.writing import ANSWERS, AT
from ecq.exchange.points_table import export_points
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.writers.sheets.reading import forms
from ecq.writers.sheets.results.build import results_workbook
from tests import building as b
from tests import strategies
from tests.tools import opened, saved
from tests.workbooks.formulas import Workings

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
F = b.F
LETTER = {name: openpyxl.utils.get_column_letter(place + 1) for name, place in AT.items()}


@pytest.fixture(scope="module")
def small() -> Rubric:
    """One sheet "all": row 2 a (level), 3 b (yes_no), 4-7 c (checklist i0-i2), 8 d (measure with none), 9 e (per cent)."""
    return b.rubric(
        [
            b.level("a", (F(0), F(3, 10), F(1)), not_applicable=b.NA),
            b.yes_no("b"),
            b.checklist("c", 3),
            b.measure("d", ((None, F(0)), (7, F(1))), none=b.text("no figure"), not_applicable=b.NA),
            b.measure("e", ((None, F(0)), (90, F(1))), unit="percent", most=F(100)),
        ]
    )


def filled_in(of: Rubric, made: Assessment, cells=None, change: Callable | None = None, lang="en") -> bytes:
    """The sheet of an assessment with cells ("answer2": value, by column name and row) filled in on its sheet "all"."""
    book = opened(export_sheet(of, made, lang))
    for where, value in (cells or {}).items():
        name = where.rstrip("0123456789")
        book["all"][f"{LETTER[name]}{where.removeprefix(name)}"] = value
    if change:
        change(book)
    return saved(book)


def looked_at(workbook: bytes, of: Rubric, made: Assessment) -> Preview:
    return preview(read_answers(workbook, of), of, made)


def back(of: Rubric, made: Assessment, cells=None, change=None, now: Assessment | None = None) -> Preview:
    return looked_at(filled_in(of, made, cells, change), of, now or made)


def taken(of: Rubric, made: Assessment, cells=None, change=None, **how) -> Assessment:
    return b.accepted(take_over(back(of, made, cells, change), of, made, **how))


def unread(shown: Preview) -> list[str]:
    return [f"{one.place}: {one.sentence.en}" for one in shown.unread]


def messages(shown: Preview) -> list[str]:
    return [f"{one.place}: {one.sentence.en}" for one in shown.troubles]


# There and back


def without_change(shown: Preview, questions: int) -> None:
    assert (shown.notices, shown.changes, shown.conflicts, shown.troubles, shown.unread) == ((), (), (), (), ())
    assert shown.read == questions


def asked(of: Rubric, made: Assessment) -> list[str]:
    return [q for q, applies in of.applying(made.profile).items() if applies is not False]


TEXTS = st.text(st.characters(), max_size=40)


@st.composite
def anything(draw: st.DrawFn) -> tuple[Rubric, Assessment]:
    """Any assessment as a file may hold it: also what a question does not know, notes of any characters, own reasons."""
    of, made = draw(strategies.scored())
    responses = dict(made.responses)
    for question in of.questions:
        if draw(st.booleans()):
            response = responses.get(question.id, Response())
            more = {"note": draw(TEXTS)}
            if draw(st.integers(0, 3)) == 0:
                more |= {"state": "na", "value": None, "reason": draw(TEXTS)}
            elif draw(st.integers(0, 4)) == 0:
                more |= {"value": draw(st.sampled_from(["gone", "7.0", "25/18", ("i0",), ("i9",), "99999"]))}
            responses[question.id] = response.model_copy(update=more)
    return of, made.model_copy(update={"responses": responses, "name": draw(TEXTS)})


@pytest.mark.slow
@settings(max_examples=25)
@given(anything(), st.sampled_from(LANGS))
def test_a_sheet_that_comes_back_as_it_went_changes_nothing(drawn, lang):
    of, made = drawn
    if not asked(of, made):
        with pytest.raises(AssessmentError, match="no question"):
            export_sheet(of, made, lang)
        return
    shown = looked_at(export_sheet(of, made, lang), of, made)
    without_change(shown, len(asked(of, made)))
    assert take_over(shown, of, made) == made


@pytest.mark.slow
@settings(max_examples=15)
@given(st.data())
def test_every_answer_filled_into_an_empty_sheet_is_the_one_that_is_taken(data):
    """One person answers in the app, another types the same into a sheet: the same score."""
    of = data.draw(strategies.rubrics())
    empty = begin(of)
    assume(all(applies is not False for applies in of.applying(empty.profile).values()))
    wanted = data.draw(strategies.assessments(of))
    wanted = wanted.model_copy(update={"profile": {}})
    full = opened(export_sheet(of, wanted, "zh"))
    blank = opened(export_sheet(of, empty, "zh"))
    for sheet in blank.worksheets[1:]:
        if sheet.sheet_state != "visible":
            continue
        for name in ("answer", "mark", "reason", "note"):
            for row in range(2, sheet.max_row + 1):
                sheet.cell(row, AT[name] + 1).value = full[sheet.title].cell(row, AT[name] + 1).value
    shown = looked_at(saved(blank), of, empty)
    assert not shown.conflicts
    assert not shown.troubles
    assessment = b.accepted(take_over(shown, of, empty))
    for question_id in of.order:
        one, other = assessment.response(question_id), wanted.response(question_id)
        assert (one.state, one.value, one.reason) == (other.state, other.value, other.reason)
    unproved = wanted.model_copy(
        update={"responses": {q: r.model_copy(update={"evidence": ()}) for q, r in wanted.responses.items()}}
    )
    assert score(of, assessment) == score(of, unproved)


# What is taken


def test_each_kind_of_answer_note_and_evidence_is_taken(small):
    cells = {
        "answer2": "2 · o1",
        "note2": "see the rules",
        "answer3": "yes",
        "answer5": "yes",
        "answer6": "no",
        "answer7": "是",
        "answer8": 7,
        "mark8": "unsure",
        "answer9": "95.5 %",
        "evidence9": "Report 2026\n待取得：Contract\n- Screenshot\n无\n\nReport 2026",
    }
    made = taken(small, begin(small), cells, at="2026-11-24T10:00:00+00:00")
    states = {q: (made.response(q).state, made.response(q).value) for q in small.order}
    assert states == {
        "a": ("answered", "o1"),
        "b": ("answered", "yes"),
        "c": ("answered", ("i0", "i2")),
        "d": ("unsure", "7"),
        "e": ("answered", "95.5"),
    }
    assert made.response("a").note == "see the rules"
    evidence = [(one.text, one.in_hand) for one in made.response("e").evidence]
    assert evidence == [("Report 2026", True), ("Contract", False), ("Screenshot", True)]
    assert {one.at for one in made.responses.values()} == {made.updated_at} == {"2026-11-24T10:00:00+00:00"}


@pytest.mark.parametrize(
    "said", ["2", "o1", "O1 ", "2 · o1", "２", " o1", "②", "第2项", "选2", "2·", "2、", "二", "第二项"]
)
def test_an_option_is_known_by_its_words_its_number_or_its_id(small, said):
    assert taken(small, begin(small), {"answer2": said}).response("a").value == "o1"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (7, "7"),
        (7.5, "7.5"),
        ("7", "7"),
        ("７．５", "7.5"),
        ("7 days", "7"),
        ("1 day", "1"),
        ("7天", "7"),
        ("no figure", "none"),
    ],
)
def test_a_number_is_read_with_or_without_its_unit(small, said, value):
    assert taken(small, begin(small), {"answer8": said}).response("d").value == value


def test_a_number_that_excel_formatted_as_per_cent_is_not_divided_by_100(small):
    """Typing 95 % into a cell that is not text gives 0.95 shown as 95 %."""

    def typed(book):
        for row in (8, 9):
            book["all"].cell(row, AT["answer"] + 1).value = 0.955
            book["all"].cell(row, AT["answer"] + 1).number_format = "0.0%"

    shown = back(small, begin(small), change=typed)
    assert [(one.about, one.value.value) for one in shown.changes] == [("e", "95.5")]
    assert messages(shown) == [
        f"all!{LETTER['answer']}8: is shown as per cent, but the unit is days; format the cell as text and type the number again"
    ]


@pytest.mark.parametrize("typed", [0.95, "0.95", 1])
def test_a_share_of_one_in_a_per_cent_question_is_asked_about(small, typed):
    (trouble,) = back(small, begin(small), {"answer9": typed}).troubles
    assert trouble.place == "all!F9"
    assert f"says {typed}" in trouble.sentence.en
    assert ("95 %" in trouble.sentence.zh) == (typed != 1)


def test_a_share_that_is_meant_goes_out_and_comes_back_with_its_sign(small):
    made = b.accepted(answer(begin(small), small.by_id["e"], "0.5"))
    assert opened(export_sheet(small, made, "en"))["all"]["F9"].value == "0.5 %"
    without_change(back(small, made), 5)
    assert back(small, made, {"answer9": "0.95 %"}).changes[0].value.value == "0.95"


@pytest.mark.parametrize(("column", "sentence"), [("question", "into the note"), ("evidence-so-far", "into all!K2")])
def test_text_typed_where_it_is_only_read_is_told_with_its_cell(small, column, sentence):
    (said,) = messages(back(small, begin(small), {f"{column}2": "The licence of 2026"}))
    assert said.startswith(f"all!{LETTER[column]}2: ")
    assert sentence in said


def test_the_first_page_names_sender_and_deadline_and_counts_what_is_filled_in(small):
    made = b.accepted(answer(begin(small), small.by_id["a"], "o1"))
    workbook = export_sheet(small, made, "en", sender="李四 li@example.com", deadline="2026-12-01")
    readme = opened(workbook)["Read me"]
    assert [readme["C5"].value, readme["C6"].value.date().isoformat()] == ["李四 li@example.com", "2026-12-01"]
    live = Workings(workbook)
    assert (live.value("Read me", "C9"), live.value("Read me", "C10"), live.value("Read me", "D10")) == (1, 1, 5)
    for cell, value in (("F3", "yes"), ("F5", "yes"), ("F6", "no")):
        live.put("all", cell, value)
    assert live.value("Read me", "C10") == 2
    live.put("all", "F7", "no")
    assert live.value("Read me", "C10") == 3


def test_not_applicable_takes_a_permitted_reason_or_own_words(small):
    made = taken(small, begin(small), {"mark2": "不适用", "reason2": "Not here", "reason8": "we never do"})
    assert (made.response("a").state, made.response("a").reason) == ("na", "not-here")
    assert (made.response("d").state, made.response("d").reason) == ("na", "we never do")


def test_a_cleared_answer_is_withdrawn_and_its_neighbours_stay(small):
    assessment = b.answered(small, {"a": "o1", "b": "yes", "c": ("i0",), "d": "7"})
    after = taken(small, assessment, {"answer3": None})
    assert after.response("b").state == "unanswered"
    assert [after.response(q) for q in "acd"] == [assessment.response(q) for q in "acd"]


def test_a_checklist_cleared_item_by_item_is_unanswered_and_not_a_list_of_noes(small):
    assessment = b.answered(small, {"c": ("i0",)})
    assert (
        taken(small, assessment, dict.fromkeys(("answer5", "answer6", "answer7"))).response("c").state == "unanswered"
    )
    assert taken(small, assessment, {"answer5": "no"}).response("c").value == ()


def test_rows_are_matched_by_id_when_they_were_sorted_and_columns_moved(small):
    def shuffle(book):
        sheet = book["all"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        for row in [rows[0], *reversed(rows[1:])]:
            sheet.append([None, "a remark", *reversed(row)])

    assessment = b.answered(small, {"a": "o1", "c": ("i1",), "d": "7", "e": "95"})
    shown = back(small, assessment, change=shuffle)
    assert unread(shown)[0] == "all!B1: holds “a remark” where nothing is read; it is not taken"
    assert all("a remark" in one for one in unread(shown))
    without_change(replace(shown, unread=()), 5)
    shown = back(small, assessment, {"answer2": "o2", "answer5": "yes"}, shuffle)
    assert {(one.about, one.value.value) for one in shown.changes} == {("a", "o2"), ("c", ("i0", "i1"))}


def test_only_the_indicators_asked_for_are_in_the_sheet(shipped):
    assessment = begin(shipped)
    for nodes, wanted in ((["delivery"], {"delivery"}), (["relations", "orders"], None)):
        sheet = read_answers(export_sheet(shipped, assessment, "zh", nodes), shipped)
        inside = {shipped.place[one.question] for one in sheet.filled}
        if wanted:
            assert {leaf for _, leaf in inside} == wanted
        else:
            assert {top for top, _ in inside} == {"relations", "transaction"}
            assert {leaf for top, leaf in inside if top == "transaction"} == {"orders"}
    with pytest.raises(AssessmentError, match="'nowhere' is no dimension or indicator of gbt31526-2025"):
        export_sheet(shipped, assessment, "zh", ["nowhere"])
    with pytest.raises(AssessmentError, match="no question of the indicators chosen applies"):
        export_sheet(shipped, assessment, "zh", ["unknown-indicator"])


def test_questions_the_profile_rules_out_are_not_asked(shipped):
    lean = begin(shipped, profile={"live-commerce": "no"})
    out = {q for q, applies in shipped.applying(lean.profile).items() if applies is False}
    assert out
    assert not out & {one.question for one in read_answers(export_sheet(shipped, lean, "zh"), shipped).filled}


# Both sides changed


def test_what_only_the_assessment_changed_stays(small):
    assessment = b.answered(small, {"a": "o1"})
    now = b.accepted(annotate(b.accepted(answer(assessment, small.by_id["a"], "o2")), small.by_id["b"], "new"))
    without_change(back(small, assessment, now=now), 5)


def test_what_both_changed_alike_is_no_conflict(small):
    now = b.answered(small, {"a": "o1"})
    without_change(back(small, begin(small), {"answer2": "o1"}, now=now), 5)


def test_what_both_changed_is_shown_with_both_values_and_decided_one_by_one(small):
    assessment = b.answered(small, {"a": "o0", "b": "no"})
    now = b.answered(small, {"a": "o1", "b": "yes"})
    now = b.accepted(annotate(now, small.by_id["a"], "ours"))
    cells = {"answer2": "o2", "note2": "theirs", "mark3": "unsure", "answer8": 7}
    shown = back(small, assessment, cells, now=now)
    assert [one.spot for one in shown.changes] == [("d", "answer")]
    worded = {one.spot: sides(one, now, small, "en") for one in shown.conflicts}
    assert worded == {
        ("a", "answer"): ("o1", "o2"),
        ("a", "note"): ("ours", "theirs"),
        ("b", "answer"): ("yes", "Unsure (tentative: no)"),
    }
    undecided = take_over(shown, small, now)
    assert isinstance(undecided, Invalid)
    assert undecided.sentence.en.startswith("Changed on both sides: 3.")
    kept = b.accepted(take_over(shown, small, now, theirs=()))
    assert (kept.response("a"), kept.response("b"), kept.response("d").value) == (
        now.response("a"),
        now.response("b"),
        "7",
    )
    mixed = b.accepted(take_over(shown, small, now, theirs=[("a", "answer")]))
    assert (mixed.response("a").value, mixed.response("a").note, mixed.response("b")) == (
        "o2",
        "ours",
        now.response("b"),
    )


def test_an_answer_withdrawn_on_one_side_and_changed_on_the_other_conflicts(small):
    assessment = b.answered(small, {"a": "o0"})
    now = clear(assessment, small.by_id["a"])
    (conflict,) = back(small, assessment, {"answer2": "o2"}, now=now).conflicts
    assert sides(conflict, now, small, "en") == ("", "o2")


def test_a_sheet_that_lost_its_base_mark_overwrites_nothing_unasked(small):
    assessment = b.answered(small, {"a": "o1", "b": "yes"})
    assessment = b.accepted(annotate(assessment, small.by_id["b"], "ours"))

    def lose(book):
        book["all"].delete_cols(AT["base"] + 1)

    def change(book):
        book["all"].cell(2, AT["answer"] + 1).value = "o2"
        book["all"].cell(3, AT["answer"] + 1).value = None
        book["all"].cell(3, AT["note"] + 1).value = None
        book["all"].cell(9, AT["answer"] + 1).value = 95
        lose(book)

    without_change(back(small, assessment, change=lose), 5)
    shown = back(small, assessment, change=change)
    assert [one.spot for one in shown.conflicts] == [("a", "answer")]
    assert [one.spot for one in shown.changes] == [("e", "answer")]


def test_evidence_that_is_named_already_is_not_added_again(small):
    assessment = b.accepted(add_evidence(begin(small), small.by_id["a"], "Rules", place="Drive", owner="Li"))
    shown = back(small, assessment, {"evidence2": "Rules\nContract"})
    assert [one.value for one in shown.changes] == [Evidence(text="Contract")]
    after = b.accepted(take_over(shown, small, assessment))
    assert after.response("a").evidence[0] == assessment.response("a").evidence[0]


# Where it comes from


def test_the_sheet_of_another_self_assessment_gets_a_notice(small):
    one = begin(small, "One", at="2026-11-01T00:00:00+00:00")
    other = begin(small, "Other", at="2026-11-02T00:00:00+00:00")
    (notice,) = back(small, one, now=other).notices
    assert "“One”" in notice.en
    assert back(small, one, now=one.model_copy(update={"name": "Renamed"})).notices == ()


def test_a_sheet_made_with_another_rubric_says_so_and_its_answers_are_checked_against_this_one(small):
    assessment = b.answered(small, {"a": "o1"})
    newer = b.rubric([b.level("a", (F(0), F(1))), b.yes_no("b"), b.checklist("c", 4)], version="2")
    shown = looked_at(
        filled_in(small, assessment, {"answer2": "3 · o2", "answer3": "yes", "answer5": "yes"}), newer, assessment
    )
    assert [one.en for one in shown.notices] == [
        "The sheet was made with small 1; now it is small 2. Answers are checked against the questions as they are now."
    ]
    assert [one.spot for one in shown.changes] == [("b", "answer")]
    found = messages(shown)
    assert [line for line in found if "is not a question of small" in line] == [
        "all!A8: “d” is not a question of small; correct the id or clear the row",
        "all!A9: “e” is not a question of small; correct the id or clear the row",
    ]
    assert f"all!{LETTER['answer']}2: “3 · o2” is not an option of this question; choose from the list" in found
    assert "all!A4: the row of the item i3 is missing; put the exported row back" in found


def test_a_sheet_that_lost_its_origin_says_so(small):
    shown = back(small, begin(small), {"answer3": "yes"}, lambda book: book.remove(book["ecq-origin"]))
    assert [one.en for one in shown.notices] == ["The sheet does not say which self-assessment it was made from."]
    assert len(shown.changes) == 1


# Mistakes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"answer2": "o9"}, "answer2: “o9” is not an option of this question; choose from the list"),
        ({"answer2": "4"}, "answer2: “4” is not an option of this question; choose from the list"),
        ({"answer2": True}, "answer2: “TRUE” is not an option of this question; choose from the list"),
        ({"answer2": "2或3"}, "answer2: “2或3” is not an option of this question; choose from the list"),
        ({"mark3": "?"}, "mark3: “?” is no mark; this question takes unsure, or leave it empty"),
        ({"answer2": "=B2"}, "answer2: holds the formula =B2, which is not taken; paste its value"),
        ({"answer2": "#REF!"}, "answer2: holds the error “#REF!”; fill it in again"),
        ({"mark2": "maybe"}, "mark2: “maybe” is no mark; choose unsure or not applicable, or leave it empty"),
        ({"answer2": "o1", "mark2": "not applicable", "reason2": "x"}, "mark2: is marked not applicable and has an answer too; clear one of the two"),
        ({"answer2": "o1", "reason2": "not here"}, "reason2: has an answer and a reason for “not applicable” too; clear one of the two"),
        ({"mark2": "unsure", "reason2": "not here"}, "reason2: has an answer and a reason for “not applicable” too; clear one of the two"),
        ({"mark2": "not applicable"}, "mark2: Please say why it does not apply."),
        ({"mark3": "not applicable", "reason3": "x"}, "mark3: This question cannot be set aside as not applicable; if it is not done, choose the lowest option."),
        ({"answer4": "1, 3"}, "answer4: a checklist is filled in item by item below, not here"),
        ({"answer5": "yes"}, "answer6: is empty while other items of the question are filled in; choose yes or no here too"),
        ({"answer5": "yes", "answer6": "hm", "answer7": "no"}, "answer6: “hm” is not understood; choose yes or no"),
        ({"answer8": "about 7"}, "answer8: “about 7” is not a number; write it like 7 or 99.95"),
        ({"answer8": "31"}, "answer8: “31” is out of range; type a number from 0 to 30"),
        ({"answer8": "25/18"}, "answer8: “25/18” is not a number; write it like 7 or 99.95"),
        ({"answer8": datetime.date(2026, 1, 7)}, "answer8: holds a date or a time; format the cell as text and type the number again"),
        ({"note3": "=1+1"}, "note3: holds the formula =1+1, which is not taken; paste its value"),
        ({"note3": "x" * (NOTE_LIMIT + 1)}, "note3: This text has 10001 characters; at most 10000 can be kept. Please shorten it."),
        ({"evidence3": "x" * 2001}, "evidence3: This text has 2001 characters; at most 2000 can be kept. Please shorten it."),
        ({"id3": None, "answer3": "yes"}, "answer3: this row has no id, so what it is about is not known; put the id back or clear the row"),
        ({"id3": '="b"'}, 'id3: holds the formula ="b", which is not taken; paste its value'),
        ({"id3": "a"}, "answer3: “a” stands in all!F2 already; keep one of the two rows"),
        ({"id3": "zz"}, "id3: “zz” is not a question of small; correct the id or clear the row"),
        ({"item5": "i9"}, "item5: “i9” is not an item of c; correct the id or clear the row"),
        ({"item6": "i0"}, "answer6: “i0” stands in all!F5 already; keep one of the two rows"),
        ({"note5": "lost"}, "note5: only the answer is filled in beside an item; move what stands here to all!I4"),
        ({"evidence7": "lost"}, "evidence7: only the answer is filled in beside an item; move what stands here to all!K4"),
        ({"mark6": "unsure"}, "mark6: only the answer is filled in beside an item; move what stands here to all!G4"),
        ({"answer2": "不适用"}, "answer2: “不适用” is no answer; it belongs in the column “Mark” of this question"),
        ({"answer8": "N/A"}, "answer8: “N/A” is no answer; it belongs in the column “Mark” of this question"),
        ({"answer8": "7\u200b"}, r"answer8: “7\u200b” is not a number; write it like 7 or 99.95"),
        ({"id4": None, "answer4": None, "answer5": "yes"}, "id5: the main row of c is missing; put the exported row back"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_cell_and_stops_the_import_unless_left_out(small, cells, sentence):
    name = sentence.partition(":")[0].rstrip("0123456789")
    where = sentence.partition(":")[0].removeprefix(name)
    shown = back(small, begin(small), {**cells, "answer9": 95})
    assert f"all!{LETTER[name]}{where}{sentence[len(name) + len(where) :]}" in messages(shown)
    stopped = take_over(shown, small, begin(small))
    assert isinstance(stopped, Invalid)
    assert "nothing was taken over" in stopped.sentence.en
    after = b.accepted(take_over(shown, small, begin(small), leave_out_troubles=True))
    assert after.response("e").value == "95"
    assert shown.changes[-1].spot == ("e", "answer")


@pytest.mark.parametrize("name", ["answer", "note"])
def test_a_cell_that_was_merged_into_another_is_named_and_never_taken_as_cleared(small, name):
    made = b.accepted(annotate(b.answered(small, {"a": "o1", "b": "yes"}), small.by_id["b"], "as agreed"))
    over, beneath = f"{LETTER[name]}2", f"{LETTER[name]}3"

    def merge(book):
        book["all"].merge_cells(f"{over}:{beneath}")

    shown = back(small, made, change=merge)
    assert shown.changes == ()
    assert messages(shown) == [
        f"all!{beneath}: is merged with {over}, so what it says is not known; unmerge the cells and fill in each"
    ]


def test_items_of_a_checklist_that_were_merged_are_named_once_each(small):
    shown = back(
        small, begin(small), change=lambda book: book["all"].merge_cells(f"{LETTER['answer']}4:{LETTER['answer']}6")
    )
    assert [line.partition(",")[0] for line in messages(shown)] == [
        f"all!{LETTER['answer']}{row}: is merged with {LETTER['answer']}4" for row in (5, 6)
    ]


def test_a_mistake_in_one_cell_leaves_the_note_beside_it_alone(small):
    shown = back(small, begin(small), {"answer2": "o9", "note2": "kept"})
    assert [one.spot for one in shown.changes] == [("a", "note")]


def in_two(change: Callable) -> AnswerSheet:
    """A sheet of two dimensions, filled in, with something done to the second."""
    tree = [b.node(one, b.node(f"{one}-part", *(f"{one}-{n}" for n in range(3)))) for one in ("first", "second")]
    of = b.rubric([b.level(f"{one}-{n}") for one in ("first", "second") for n in range(3)], tree)
    book = opened(export_sheet(of, begin(of), "en"))
    first, second = book.worksheets[1:3]
    for sheet in (first, second):
        sheet[f"{LETTER['note']}2"] = f"of {sheet.title}"
    change(book, second)
    return read_answers(saved(book), of)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "heading", "sentence"),
    [
        (f"{LETTER['answer']}1", "Reply", "has no column “Answer” any more, so nothing of this sheet was read"),
        (f"{LETTER['id']}1", None, "has no column “question id” any more, so nothing of this sheet was read"),
        ("M1", "Answer", "has two columns “Answer”, so nothing of this sheet was read"),
    ],
)
def test_a_missing_or_doubled_heading_is_reported(cell, heading, sentence):
    def change(book, sheet):
        sheet[cell] = heading

    read = in_two(change)
    assert [one.place for one in read.troubles] == ["second"]
    assert read.troubles[0].sentence.en.startswith(sentence)
    assert [one.note for one in read.filled if one.note] == ["of first"]


def test_a_sheet_without_its_hidden_columns_is_reported():
    read = in_two(lambda book, sheet: sheet.delete_cols(1, 3))
    assert [one.place for one in read.troubles] == ["second"]
    assert "“question id”, “item id”" in read.troubles[0].sentence.en


def test_a_missing_column_of_notes_is_reported_and_the_rest_is_read():
    def change(book, sheet):
        sheet[f"{LETTER['note']}1"] = "Remarks of finance"

    read = in_two(change)
    assert [one.en for one in read.notices] == ["The sheet “second” has no column “Note”; nothing of that was read."]
    assert [one.place for one in read.unread] == ["second!I1", "second!I2"]
    assert read.troubles == ()
    assert len(read.filled) == 6


@pytest.mark.slow
def test_a_copied_sheet_is_reported_in_one_sentence_and_not_row_by_row():
    def change(book, sheet):
        book.copy_worksheet(sheet).title = "mine"

    (told_of,) = in_two(change).troubles
    assert told_of.place == "mine"
    assert told_of.sentence.en.startswith("has the questions of the sheet “second” once more")


@pytest.mark.parametrize(
    ("said", "there"),
    [("有。", True), ("✔️", True), ("是的", True), ("对", True), ("不对", False), ("没", False), ("No.", False)],
)
def test_yes_and_no_are_understood_as_people_type_them(small, said, there):
    after = taken(small, begin(small), {"answer5": said, "answer6": "no", "answer7": "no"})
    assert after.response("c").value == (("i0",) if there else ())


# Hostile content


HOSTILE = '=HYPERLINK("https://example.org","x")'


def test_the_value_of_a_formula_is_never_read(small):
    workbook = filled_in(small, begin(small), {"answer3": "=HOSTILE()"})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if b"<f>HOSTILE()</f>" in part:
                cell = re.compile(rb'(<c r="\w+" s="\d+")[^>]*>(<f>HOSTILE\(\)</f>)<v ?/?>(?:</v>)?')
                part, count = cell.subn(rb'\1 t="str">\2<v>yes</v>', part)
                assert count == 1
            new.writestr(name, part)
    assert opened(out.getvalue(), values=True)["all"][f"{LETTER['answer']}3"].value == "yes"
    shown = looked_at(out.getvalue(), small, begin(small))
    assert shown.changes == ()
    assert messages(shown) == [
        f"all!{LETTER['answer']}3: holds the formula =HOSTILE(), which is not taken; paste its value"
    ]


def test_text_that_looks_like_a_formula_goes_in_and_out_as_text(small):
    def as_text(book):
        cell = book["all"].cell(3, AT["note"] + 1)
        cell.value = HOSTILE
        cell.data_type = "s"

    made = taken(small, begin(small), change=as_text)
    assert made.response("b").note == HOSTILE
    again = opened(export_sheet(small, made, "en"))["all"].cell(3, AT["note"] + 1)
    assert (again.value, again.data_type, again.quotePrefix) == (HOSTILE, "s", True)
    named = made.model_copy(update={"name": HOSTILE})
    for sheet in opened(export_sheet(small, named, "en")):
        formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert all(sheet.title == "Read me" or cell.column == AT["done"] + 1 for cell in formulas)


@pytest.mark.slow
def test_another_workbook_and_one_of_a_newer_ecq_are_one_sentence(small):
    for other in (export_points(small, "zh"), results_workbook(small, begin(small), "zh", "2026-11-24")):
        with pytest.raises(WorkbookError, match="is no answer sheet of ECQ"):
            read_answers(other, small)

    def newer(book):
        book["ecq-origin"]["B1"] = "ecq-answer-sheet/2"

    with pytest.raises(WorkbookError, match="of a newer ECQ"):
        read_answers(filled_in(small, begin(small), change=newer), small)

    def endless(book):
        for row in range(2, 20_010):
            book["all"].cell(row, 1).value = "a"

    with pytest.raises(WorkbookError, match="has a sheet of more than 20000 rows"):
        read_answers(filled_in(small, begin(small), change=endless), small)


# Fit to work in


def test_every_question_has_its_drop_down_and_its_explanation(shipped):
    sample = sample_assessment(load_samples()[0], shipped, "zh")
    book = opened(export_sheet(shipped, sample, "zh"))
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert visible == ["说明", "基础保障服务", "交易过程服务", "客户关系服务"]
    for title in visible[1:]:
        sheet = book[title]
        ruled = {cell for rule in sheet.data_validations.dataValidation for cell in str(rule.sqref).split()}
        for row in range(2, sheet.max_row + 1):
            main = sheet.cell(row, AT["item"] + 1).value is None
            question = shipped.by_id[sheet.cell(row, AT["id"] + 1).value]
            if main:
                said = sheet.cell(row, AT["question"] + 1).value
                assert said.startswith(question.text.zh)
                assert question.why.zh in said
                assert f"{LETTER['mark']}{row}" in ruled
            if not main or question.kind != "checklist":
                assert f"{LETTER['answer']}{row}" in ruled
        hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
        assert {place for one in hidden for place in range(one.min - 1, one.max)} == {
            AT["id"],
            AT["item"],
            AT["base"],
            AT["done"],
        }
        assert sheet.freeze_panes == f"{LETTER['answer']}2"
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$1:$1"


def test_no_two_headings_are_alike_in_any_language():
    known: set[str] = set()
    for heading in (column.head for column in ANSWERS.columns):
        assert not known & forms(heading)
        known |= forms(heading)


# On the command line


@pytest.fixture
def at_work(tmp_path, capsys):
    """(run, file, sheet): run("import", …) gives exit code, output and errors."""
    file, sheet = tmp_path / "a.json", tmp_path / "s.xlsx"
    assert main(["new", "-o", str(file), "--name", "Qinghe", "--rubric", "gbt31526-2025"]) == 0
    capsys.readouterr()

    def run(*arguments: str):
        code = main(["sheet", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return run, file, sheet


def fill(path, sheet: str, cells) -> None:
    book = opened(path)
    for row in book[sheet].iter_rows(min_row=2):
        for name, value in cells.get((row[AT["id"]].value, row[AT["item"]].value), {}).items():
            row[AT[name]].value = value
    book.save(path)


@pytest.mark.slow
def test_a_sheet_goes_out_and_comes_back_on_the_command_line(at_work):
    run, file, sheet = at_work
    assert run("export", file, "-o", sheet, "--indicator", "payment", "--lang", "en") == (0, f"{sheet}\n", "")
    fill(sheet, "Transaction services", {("payment-records-years", None): {"answer": 3, "note": "kept in the archive"}})
    before = file.read_bytes()
    code, out, err = run("import", file, sheet, "--lang", "en")
    assert (code, err) == (0, "")
    assert "Changes: 2; changed on both sides: 0; to be put right: 0." in out
    assert "Now: (empty)" in out
    assert "In the sheet: 3 years" in out
    assert file.read_bytes() == before, "a preview changes nothing"
    code, out, err = run("import", file, sheet, "--apply", "--json")
    data = json.loads(out)
    assert (code, data["applied"], data["problems"], data["conflicts"]) == (0, True, [], [])
    assert data["changes"][0] == {
        "question": "payment-records-years",
        "field": "answer",
        "cell": data["changes"][0]["cell"],
        "before": {"state": "unanswered", "value": None, "reason": None},
        "after": {"state": "answered", "value": "3", "reason": None},
    }
    said = read(file.read_bytes()).response("payment-records-years")
    assert (said.value, said.note) == ("3", "kept in the archive")
    code, out, _ = run("import", file, sheet, "--lang", "en")
    assert code == 0
    assert "nothing to take over" in out


def test_conflicts_on_the_command_line_are_decided_or_nothing_is_written(at_work, capsys):
    run, file, sheet = at_work
    run("export", file, "-o", sheet, "--indicator", "payment", "--lang", "en")
    cells = {("payment-records-years", None): {"answer": 3}, ("deposits-returned", None): {"note": "theirs"}}
    fill(sheet, "Transaction services", cells)
    assert main(["answer", str(file), "payment-records-years=5"]) == 0
    capsys.readouterr()
    before = file.read_bytes()
    code, _, err = run("import", file, sheet, "--apply")
    assert (code, err[:42]) == (2, "ecq: Changed on both sides: 1. Say which s")
    code, _, err = run("import", file, sheet, "--apply", "--conflicts", "keep", "--take", "deposits-returned")
    assert (code, err) == (2, "ecq: 'deposits-returned' is not among the questions changed on both sides\n")
    code, _, err = run("import", file, sheet, "--apply", "--take", "payment-records-years")
    assert code == 2
    assert "--take goes with --conflicts keep" in err
    assert file.read_bytes() == before
    code, out, _ = run("import", file, sheet, "--apply", "--conflicts", "keep", "--lang", "en")
    assert (code, out.splitlines()[-1]) == (0, "Changes taken over: 1.")
    made = read(file.read_bytes())
    assert (made.response("payment-records-years").value, made.response("deposits-returned").note) == ("5", "theirs")
    code, out, _ = run("import", file, sheet, "--apply", "--conflicts", "keep", "--take", "payment-records-years")
    assert code == 0
    assert read(file.read_bytes()).response("payment-records-years").value == "3"


def test_mistakes_on_the_command_line_end_with_two_and_can_be_left_out(at_work):
    run, file, sheet = at_work
    for path, sentence in ((file, "is not an Excel workbook"), (sheet, "cannot be read (No such file or directory)")):
        code, out, err = run("import", file, path)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"ecq: {path} {sentence}")
    run("export", file, "-o", sheet, "--indicator", "payment", "--lang", "zh")
    fill(sheet, "交易过程服务", {("payment-records-years", None): {"answer": "很久", "note": "档案"}})
    code, out, _ = run("import", file, sheet, "--lang", "zh")
    assert code == 2
    assert "“很久”不是数字；请填例如 7 或 99.95" in out
    before = file.read_bytes()
    code, _, err = run("import", file, sheet, "--apply")
    assert (code, file.read_bytes()) == (2, before)
    assert "nothing was taken over" in err
    assert run("import", file, sheet, "--apply", "--leave-out")[0] == 0
    assert read(file.read_bytes()).response("payment-records-years").note == "档案"
