"""The evidence binder tells what is named, what is late and what is missing; the checklist can be opened and worked off."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date

import jsonschema
import pytest
from hypothesis import given

from ecq.assessment.changes import answer, begin, set_aside, set_up
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import dump
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import LANGS, Text, words
from ecq.cli import main
from ecq.document.blocks import TICKED, UNTICKED
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import SHOWS, binder, binder_data, binder_question, by_indicator
from ecq.telling.text.sentences import score_words
from ecq.writers.sheets import evidence_checklist
from ecq.writers.sheets.evidence_checklist import COLUMNS, checklist_csv, checklist_xlsx
from tests import building as b
from tests.building import F
from tests.planning.sentence_states import without_facts
from tests.strategies import scored
from tests.tools import opened

DAY = "2026-11-24"
HEAD_ROW = evidence_checklist.CHECKLIST.head_row + 1
"""As Excel counts."""
RUBRIC = b.rubric(
    [
        b.level("rules", (F(0), F(1, 2), F(1)), not_applicable=b.NA),
        b.yes_no("licence", gate=b.gate("yes")),
        b.yes_no("streams", applies={"fact": "live", "is": ("yes",)}),
        b.checklist("list", 2),
    ],
    facts=[b.fact("live")],
)
RULES, LICENCE, STREAMS, LIST = RUBRIC.questions


def named(*pieces, profile=None):
    """An assessment with pieces of evidence, each (question, text, in hand, and place, owner, due where known)."""
    assessment = set_up(begin(RUBRIC, "Shop"), RUBRIC, profile=profile or {"live": "yes"})
    for question, text, in_hand, *more in pieces:
        said = dict(zip(("place", "owner", "due"), more, strict=False))
        assessment = b.accepted(add_evidence(assessment, question, text, in_hand, **said))
    return assessment


WORKED = named(
    (RULES, "published rules", True, "wiki", "Li"),
    (RULES, "archive", False, "", "Wang", "2026-11-23"),
    (LICENCE, "one", False, "", "", "2026-11-24"),
    (LIST, "register", False, "cabinet", "Li", "2026-12-24"),
)


def listed(made):
    return {question.id: [thing.item.text for thing in question.things] for question in made.questions}


# The model


@pytest.mark.slow
@given(scored())
def test_every_piece_of_evidence_is_listed_and_points_without_evidence_are_the_gap(case):
    rubric, made = case
    card = score(rubric, made)
    shown = binder(rubric, made.on(DAY), "en")
    pieces = [item for response in made.responses.values() for item in response.evidence]
    assert shown.counts["proofs"] + shown.ruled_out == len(pieces)
    assert (shown.counts["in_hand"], shown.counts["needed"]) == card.pieces
    gap = None if card.hanging else card.score.low - card.evidenced.low
    assert shown.at_risk == gap or not card.counts.applicable
    asked = {q for q, one in card.questions.items() if one.counts}
    assert asked <= {question.id for question in shown.questions}
    hidden = {q for q, one in card.questions.items() if one.state == "hidden"}
    assert not hidden & {question.id for question in shown.questions}


def test_while_facts_are_missing_the_score_with_evidence_is_that_over_all_profiles(shipped):
    made = without_facts(sample_assessment(load_samples()[1], shipped, "zh"), 3).on(DAY)
    told, shown = scorecard(shipped, made), binder(shipped, made, "zh")
    assert told.evidenced != score(shipped, made).evidenced, "that one takes what hangs on facts as open"
    assert shown.head.endswith(score_words(told.evidenced.low))
    assert shown.at_risk is None, "28.23 points where every profile has 33.31 or more"


def test_questions_are_listed_by_indicator_in_the_order_of_the_rubric(shipped):
    sample = sample_assessment(load_samples()[0], shipped, "zh")
    shown = binder(shipped, sample.on(DAY), "zh")
    ids = [question.id for question in shown.questions]
    assert ids == [q for q in shipped.order if q in set(ids)]
    for indicator, questions in by_indicator(shown.questions).items():
        assert {shipped.place[question.id][1] for question in questions} == {indicator}
    for question in shown.questions:
        assert shown.place(question) == tuple(shipped.nodes[node].title.zh for node in shipped.place[question.id])


def test_evidence_is_overdue_when_it_was_due_before_the_given_day_and_is_not_in_hand():
    states = {
        day: [thing.state for question in binder(RUBRIC, WORKED.on(day), "en").questions for thing in question.things]
        for day in (None, DAY, "2026-11-25", "2027-01-01")
    }
    assert states == {
        None: ["in-hand", "to-obtain", "to-obtain", "to-obtain"],
        DAY: ["in-hand", "overdue", "to-obtain", "to-obtain"],
        "2026-11-25": ["in-hand", "overdue", "overdue", "to-obtain"],
        "2027-01-01": ["in-hand", "overdue", "overdue", "overdue"],
    }
    counts = binder(RUBRIC, WORKED.on(DAY), "en").counts
    assert counts == {
        "questions": 4,
        "missing": 1,
        "needed": 0,
        "in_hand": 0,
        "proofs": 4,
        "to_obtain": 3,
        "overdue": 1,
    }


@pytest.mark.parametrize(("lang", "after"), [("zh", "0.0。4 题"), ("en", "0.0. 4 questions")])
def test_the_score_in_the_checklist_does_not_run_into_the_number_of_questions(lang, after):
    """It read as one number, such as 43.0146."""
    assert after in evidence_checklist.counts_line(binder(RUBRIC, WORKED.on(DAY), lang))


def test_what_is_in_hand_and_has_expired_is_called_expired_in_list_and_data():
    question = RUBRIC.by_id["rules"]
    made = b.accepted(add_evidence(begin(RUBRIC), question, "old", place="a shelf", until="2026-11-23"))
    for day, state, said in (("2026-11-23", "in-hand", "In hand"), ("2026-11-24", "expired", "Expired")):
        found = binder(RUBRIC, made.on(day), "en")
        assert [row["state"] for row in evidence_checklist.rows(found) if row["text"] == "old"] == [said]
        asked = [one for group in binder_data(found)["groups"] for one in group["questions"]]
        assert [piece["state"] for one in asked for piece in one["evidence"]] == [state]
        assert found.counts["to_obtain"] == 0


@pytest.mark.parametrize(
    ("show", "owner", "left"),
    [
        (
            "all",
            None,
            {"rules": ["published rules", "archive"], "licence": ["one"], "streams": [], "list": ["register"]},
        ),
        ("to-obtain", None, {"rules": ["archive"], "licence": ["one"], "list": ["register"]}),
        ("overdue", None, {"rules": ["archive"]}),
        ("missing", None, {"streams": []}),
        ("all", "Li", {"rules": ["published rules"], "list": ["register"]}),
        ("to-obtain", "Li", {"list": ["register"]}),
        ("to-obtain", "", {"licence": ["one"]}),
        ("overdue", "Li", {}),
        ("missing", "Li", {"streams": []}),
        ("all", "Zhao", {}),
    ],
)
def test_evidence_can_be_filtered_by_state_and_owner(show, owner, left):
    whole = binder(RUBRIC, WORKED.on(DAY), "en")
    narrowed = whole.only(show, owner)
    assert listed(narrowed) == left
    assert (narrowed.counts, narrowed.owners) == (whole.counts, ("Li", "Wang"))
    assert narrowed.show == show
    for question in narrowed.questions:
        for thing in question.things:
            assert WORKED.response(question.id).evidence[thing.index] == thing.item


def test_suggested_evidence_is_listed_until_it_is_named_in_any_language(shipped):
    question = next(q for q in shipped.questions if len(q.evidence) > 1)
    first = question.evidence[0]
    for said in (first.zh, first.en, words(first, "zh-Hant")):
        assessment = b.accepted(add_evidence(begin(shipped), question, said, in_hand=False))
        scored = score(shipped, assessment).questions[question.id]
        for lang in LANGS:
            asked_for = binder_question(question, scored, assessment, lang).asked_for
            assert asked_for == tuple(words(t, lang) for t in question.evidence[1:])


def test_a_not_applicable_question_is_listed_only_with_evidence():
    aside = b.accepted(set_aside(named(), RULES, "not-here"))
    assert "rules" not in listed(binder(RUBRIC, aside, "en"))
    with_proof = b.accepted(add_evidence(aside, RULES, "letter of the authority"))
    shown = next(q for q in binder(RUBRIC, with_proof, "en").questions if q.id == "rules")
    assert (shown.score.state, shown.asked_for, shown.at_risk) == ("na", (), 0)


def test_evidence_of_a_question_ruled_out_is_counted_but_not_listed():
    made = named((STREAMS, "recording", True), profile={"live": "no"})
    shown = binder(RUBRIC, made, "en")
    assert "streams" not in listed(shown)
    assert (shown.ruled_out, shown.counts["proofs"]) == (1, 0)


def test_points_at_risk_are_those_scored_and_not_proved():
    assessment = b.accepted(answer(WORKED, LIST, "i0"))
    assessment = b.prove(b.accepted(answer(assessment, RULES, "o2")), RULES)
    risks = {question.id: question.at_risk for question in binder(RUBRIC, assessment, "en").questions}
    assert risks == {"rules": 0, "licence": 0, "streams": 0, "list": F(25, 2)}


# The checklist


def sheet_of(made):
    book = opened(checklist_xlsx(made))
    (sheet,) = book.worksheets
    return sheet


def cells(sheet, first=HEAD_ROW + 1):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def test_the_workbook_lists_named_and_missing_evidence_with_a_box_to_tick():
    sheet = sheet_of(binder(RUBRIC, WORKED.on(DAY), "en"))
    head = [cell.value for cell in sheet[HEAD_ROW]]
    assert head == [*(column.head.en for column in COLUMNS), "as exported", "cells for reading, as exported"]
    column = {name: number for number, name in enumerate(head)}
    rows = cells(sheet)
    assert [row[column["Evidence"]] for row in rows] == [
        "published rules",
        "archive",
        "one",
        "one",
        "two",
        "register",
    ]
    assert [row[column["Check"]] for row in rows] == [TICKED, *[UNTICKED] * 5]
    assert [row[column["State"]] for row in rows] == [
        "In hand",
        "Overdue",
        "To be obtained",
        "Not named yet",
        "Not named yet",
        "To be obtained",
    ]
    assert [row[column["Where it lies"]] for row in rows][::5] == ["wiki", "cabinet"]
    assert [row[column["By whom"]] for row in rows] == ["Li", "Wang", None, None, None, "Li"]
    days = [row[column["Until when"]] for row in rows]
    assert [day and day.date() for day in days] == [
        None,
        date(2026, 11, 23),
        date(2026, 11, 24),
        None,
        None,
        date(2026, 12, 24),
    ]
    assert [row[column["Gate"]] for row in rows].count("Gate") == 1
    assert [row[column["Question id"]] for row in rows] == ["rules", "rules", "licence", "streams", "streams", "list"]


def test_the_workbook_can_be_filtered_scrolled_ticked_and_printed():
    sheet = sheet_of(binder(RUBRIC, WORKED.on(DAY), "en"))
    last = HEAD_ROW + 6
    assert sheet.auto_filter.ref == f"A{HEAD_ROW}:K{last}"
    assert sheet.freeze_panes == f"B{HEAD_ROW + 1}"
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    (choice,) = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert sheet.column_dimensions["L"].hidden
    assert choice.formula1 == f'"{UNTICKED},{TICKED}"'
    assert str(choice.sqref) == f"A{HEAD_ROW + 1}:A{last}"


WILD = [
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    '=cmd|"/C calc"!A0',
    "\t=1+1",
    'a,b;c"d\ne',
    "<b>fett</b> שלום \u202etxet 👩‍👩‍👧‍👦 𠮷",
]


@pytest.mark.parametrize("wild", WILD)
def test_text_that_looks_like_a_formula_stays_text(wild):
    assessment = set_up(named((RULES, wild, False, wild, wild)), RUBRIC, name=wild)
    shown = binder(RUBRIC, assessment.on(DAY), "en")
    held = assessment.response("rules").evidence[0]
    workbook = checklist_xlsx(shown)
    assert (
        b"<f>" not in zipfile.ZipFile(io.BytesIO(workbook)).read("xl/worksheets/sheet1.xml").split(b"</sheetData>")[0]
    )
    sheet = opened(workbook).active
    row = sheet[HEAD_ROW + 1]
    assert [row[5].value, row[7].value, row[8].value] == [held.text, held.place, held.owner]
    assert {cell.data_type for cell in row if cell.value is not None} == {"s"}
    table = list(csv.reader(io.StringIO(checklist_csv(shown).decode("utf-8-sig"))))
    for cell, said in zip((table[1][5], table[1][7], table[1][8]), (held.text, held.place, held.owner), strict=True):
        assert cell in (said, f"'{said}")
        assert cell[0] not in "=+-@＝＋－＠\t\r\n"


def test_the_csv_opens_in_excel_with_its_characters_and_columns_intact():
    made = checklist_csv(binder(RUBRIC, WORKED.on(DAY), "zh"))
    assert made.startswith(b"\xef\xbb\xbf")
    text = made.decode("utf-8-sig")
    assert "\r\n" in text
    head, *rows = csv.reader(io.StringIO(text))
    assert head == [column.head.zh for column in COLUMNS]
    assert len(rows) == 6
    assert rows[1][head.index("期限")] == "2026-11-23"
    assert all(len(row) == len(head) for row in rows)


def test_a_checklist_states_its_filters_even_when_empty():
    whole = binder(RUBRIC, WORKED.on(DAY), "en")
    assert sheet_of(whole)["A1"].value == "Evidence checklist · Shop · 2026-11-24"
    assert sheet_of(whole.only("to-obtain", "Li"))["A1"].value.endswith(" · To be obtained · Li")
    assert sheet_of(whole.only("to-obtain", ""))["A1"].value.endswith(" · No owner named")
    empty = sheet_of(whole.only("overdue", "Li"))
    assert empty.max_row == HEAD_ROW
    assert empty.auto_filter.ref == f"A{HEAD_ROW}:K{HEAD_ROW + 1}"


def test_a_date_before_excels_calendar_is_written_as_text():
    made = named((RULES, "old", False, "", "", "1899-12-31"))
    assert sheet_of(binder(RUBRIC, made.on(DAY), "en"))[f"J{HEAD_ROW + 1}"].value == "1899-12-31"


# The command


PIECE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["index", "text", "state", "place", "owner", "due"],
    "properties": {
        "index": {"type": "integer"},
        "text": {"type": "string", "minLength": 1},
        "state": {"enum": ["in-hand", "to-obtain", "overdue", "expired"]},
        "place": {"type": "string"},
        "owner": {"type": "string"},
        "due": {"type": ["string", "null"]},
    },
}


@pytest.fixture
def file(tmp_path, shipped):
    sample = sample_assessment(load_samples()[1], shipped, "zh")
    question = shipped.by_id["network-log-retention"]
    assessment = b.accepted(
        add_evidence(sample, question, "复测报告", False, owner="李娜", place="档案柜", due="2026-11-20")
    )
    path = tmp_path / "qinghe.json"
    path.write_text(dump(assessment), encoding="utf-8")
    return path


def test_the_command_prints_the_evidence(file, capsys):
    assert main(["evidence", str(file), "--lang", "zh", "--today", DAY, "--show", "overdue"]) == 0
    told = capsys.readouterr().out
    assert "☐ 复测报告  期限 2026-11-20 · 档案柜 · 李娜  [已逾期]" in told
    assert "逾期 1 条" in told
    assert main(["evidence", str(file), "--lang", "en", "--today", "2026-11-19", "--show", "overdue"]) == 0
    assert "复测报告" not in capsys.readouterr().out


def test_the_command_prints_stable_json(file, capsys, shipped):
    assert main(["evidence", str(file), "--json", "--today", DAY, "--owner", "李娜"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["day"], told["owners"].count("李娜"), told["counts"]["overdue"]) == (DAY, 1, 1)
    assert re.fullmatch(r"\d+(/\d+)?", told["at_risk"])
    (group,) = told["groups"]
    (question,) = group["questions"]
    assert (question["id"], group["indicator"]) == ("network-log-retention", shipped.place["network-log-retention"][1])
    for piece in question["evidence"]:
        jsonschema.validate(piece, PIECE)
    assert set(told) == set(binder_data(binder(shipped, begin(shipped), "zh")))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "XLSX"])
def test_the_command_writes_the_checklist(file, tmp_path, capsys, ending):
    out = tmp_path / f"list.{ending}"
    assert main(["evidence", str(file), "-o", str(out), "--today", DAY]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf" if ending == "csv" else b"PK")
    if ending != "csv":
        assert "复测报告" in {row[5] for row in cells(opened(out).active)}


def test_evidence_texts_exist_for_every_state():
    assert set(e.SHOWS) == set(SHOWS)
    assert all(isinstance(text, Text) for text in e.PROOF_STATES.values())
