"""A body's table of points: out as a workbook and back exactly, or every mistake with its cell and nothing taken."""

from __future__ import annotations

import datetime
import io
import sys
import time
import zipfile
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import begin
from ecq.base.errors import EcqError, RubricError
from ecq.base.exact import parse_exact
from ecq.exchange.points_table import (
    Variant,
    apply_variant,
    dump_variant,
    export_points,
    import_points,
    load_variants,
    variant_id,
)
from ecq.exchange.points_table.reading import _words_of
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.rubric.points_table import points_of
from ecq.scoring.scorecard import score
from ecq.telling.text.sentences import citation_words
from tests import building as b
from tests import strategies
from tests.in_one_language import in_one
from tests.tools import opened, saved

openpyxl = pytest.importorskip("openpyxl")
ArrayFormula = openpyxl.worksheet.formula.ArrayFormula
F = b.F


def credits(of: Rubric):
    return {question.id: question.own_credits for question in of.questions}


def starts(of: Rubric):
    return [(band.id, band.from_) for band in of.bands]


def numbers(of: Rubric):
    return points_of(of), credits(of), starts(of)


def taken(workbook: bytes, of: Rubric, **more) -> Variant:
    said = {"name": "CQC", "status": "body", "file": "table.xlsx", **more}
    return import_points(workbook, of, **said)


def problems(workbook: bytes, of: Rubric, **more) -> list[str]:
    """The sentences of an import that must fail, without the file's name."""
    with pytest.raises(RubricError) as caught:
        taken(workbook, of, **more)
    assert all(problem.file == "table.xlsx" for problem in caught.value.problems)
    return [str(problem).removeprefix("table.xlsx: ") for problem in caught.value.problems]


exported = lru_cache(maxsize=8)(export_points)
"""The table of a rubric, written once."""


def edited(of: Rubric, changes=None, lang="en", change=None) -> bytes:
    """The exported workbook with cells ("Points!D3": value) overwritten, and `change` done to the open book."""
    book = opened(exported(of, lang))
    for where, value in (changes or {}).items():
        sheet, cell = where.split("!")
        book[sheet][cell] = value
    if change:
        change(book)
    return saved(book)


def with_part(workbook: bytes, name: str, part) -> bytes:
    """The workbook with one part of its archive changed by a function of its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, part(old.read(one)) if one == name else old.read(one))
    return out.getvalue()


def filled(of: Rubric, points, credit, bands) -> bytes:
    """The exported workbook with every number replaced, as a person who types ratios would."""

    def fill(book):
        for row in book["Points"].iter_rows(min_row=2):
            if row[0].value in points:
                row[3].value = str(points[row[0].value])
        for row in book["Credits"].iter_rows(min_row=2):
            row[4].value = str(credit[row[0].value][row[2].value])
        for row in book["Bands"].iter_rows(min_row=2):
            row[2].value = str(bands[row[0].value])

    return edited(of, change=fill)


@pytest.fixture(scope="module")
def small() -> Rubric:
    """Two dimensions of 60 and 40; rows of Points: 2 left, 3 hours, 4 a, 5 b, 6 c, 7 right, 8 back, 9 d, 10 e, 11 dark, 12 total."""
    return b.rubric(
        [
            b.level("a", (F(0), F(3, 10), F(1))),
            b.yes_no("b"),
            b.checklist("c", 3, gate=b.gate("2")),
            b.measure("d", ((None, F(0)), (5, F(1, 2)), (7, F(1)))),
            b.checklist("e", 2, ((2, F(1)),)),
        ],
        [
            b.node("left", b.node("hours", ("a", F(20)), ("b", F(25)), ("c", F(15)), points=F(60)), points=F(60)),
            b.node("right", b.node("back", "d", "e"), b.node("dark", unknown=True), points=F(40)),
        ],
    )


# There and back


@pytest.mark.slow
@pytest.mark.parametrize("lang", in_one("zh-Hant"))
@pytest.mark.parametrize("rubric_id", ["gbt31526-2025", pytest.param("sqe-2015", marks=pytest.mark.long)])
def test_a_shipped_rubric_comes_back_exactly_as_it_went(rubric_id, lang):
    of = load_rubric(rubric_id)
    variant = taken(export_points(of, lang), of)
    made = apply_variant(variant, of)
    assert numbers(made) == numbers(of)
    assert made.questions == of.questions
    assert made.layout.bands_sources == of.layout.bands_sources
    assert points_of(made) == variant.points
    assert variant.base_digest == of.digest


@pytest.mark.slow
@settings(max_examples=12)
@given(strategies.rubrics())
def test_a_random_rubric_comes_back_exactly_as_it_went(of):
    variant = taken(export_points(of, "en"), of, status="official")
    made = apply_variant(variant, of)
    assert numbers(made) == numbers(of)
    assert made.questions == of.questions
    assert made.order == of.order


@st.composite
def others(draw):
    """A rubric and other numbers for it: points, credits by option and band starts."""
    of = draw(strategies.rubrics(most=5))
    points = {}

    def spread(ids, whole):
        weights = draw(st.lists(st.integers(1, 9), min_size=len(ids), max_size=len(ids)))
        points.update({one: whole * F(weight, sum(weights)) for one, weight in zip(ids, weights, strict=True)})

    def visit(nodes, whole):
        known = [node for node in nodes if node.status != "unknown"]
        spread([node.id for node in known], whole)
        for node in known:
            if node.questions:
                spread([placed.question for placed in node.questions], points[node.id])
            else:
                visit(node.children, points[node.id])

    visit(of.layout.tree, F(100))
    credit = {}
    for question in of.questions:
        options = list(question.own_credits)
        if len(options) > 1:
            between = draw(st.sets(st.integers(1, 98), min_size=len(options) - 2, max_size=len(options) - 2))
            rising = [F(0), *(F(one, 99) for one in sorted(between)), F(1)]
            credit[question.id] = dict(zip(options, rising, strict=True))
    later = sorted(draw(st.sets(st.integers(1, 400), min_size=4, max_size=4)))
    bands = dict(zip([band.id for band in of.bands], [F(0), *(F(one, 4) for one in later)], strict=True))
    return of, points, credit, bands


@pytest.mark.slow
@settings(max_examples=20)
@given(others(), st.data())
def test_numbers_typed_in_become_the_variant_survive_its_file_and_score_as_computed_by_hand(
    tmp_path_factory, drawn, data
):
    of, points, credit, bands = drawn
    variant = taken(filled(of, points, credit, bands), of, rubric_id="own")
    assert (variant.points, variant.credits, variant.bands) == (points, credit, bands)
    made = apply_variant(variant, of)
    assert points_of(made) == points
    assert {one: said for one, said in credits(made).items() if said} == credit
    assert dict(starts(made)) == bands
    folder = tmp_path_factory.mktemp("variants")
    (folder / "own.yaml").write_text(dump_variant(variant), encoding="utf-8")
    assert load_variants(folder) == (variant,)
    answers = data.draw(strategies.assessments(made))
    card = score(made, answers)
    low, high = by_hand(of, points, credit, {q: one.state for q, one in card.questions.items()}, answers)
    if low is None:
        assert (card.score.low, card.score.high) == (0, 100)
    else:
        assert (card.score.low, card.score.high) == (100 * low, 100 * high)
        assert card.grade.low.id == max((start, grade) for grade, start in bands.items() if start <= 100 * low)[1]


def by_hand(of, points, credit, states, answers):
    """(low, high) of 100 from the plain words of the design and the numbers as drawn, not from any variant rubric."""

    def of_question(question_id, unsettled):
        state = states[question_id]
        if state in ("na", "hidden"):
            return None
        if state != "answered":
            return unsettled
        question, value = of.by_id[question_id], answers.response(question_id).value
        if isinstance(question, ChecklistQuestion):
            return credit[question_id][str(len(set(value)))]
        if isinstance(question, MeasureQuestion):
            if value == "none":
                return F(0)
            return credit[question_id][question.band_of(parse_exact(value)).id]
        return credit[question_id][value] if question_id in credit else F(value == "yes")

    def mean(pairs):
        kept = [(weight, value) for weight, value in pairs if value is not None]
        return sum(w * v for w, v in kept) / sum(w for w, _ in kept) if kept else None

    def of_node(node, unsettled):
        if node.status == "unknown":
            return None
        below = [(points[child.id], of_node(child, unsettled)) for child in node.children if child.id in points]
        below += [(points[p.question], of_question(p.question, unsettled)) for p in node.questions]
        return mean(below)

    return tuple(
        mean([(points[node.id], of_node(node, end)) for node in of.layout.tree if node.id in points])
        for end in (F(0), F(1))
    )


def test_a_workbook_exported_from_a_variant_comes_back_over_the_base(small):
    changed = {"Points!D4": 19, "Points!D5": 26, "Credits!E3": "1/3", "Bands!C3": 65}
    variant = taken(edited(small, changed), small)
    again = taken(export_points(apply_variant(variant, small), "zh"), small)
    assert again == variant


# Which number counts


def test_a_changed_number_wins_over_the_saved_ratio_and_an_unchanged_one_does_not():
    of = b.rubric([b.yes_no(f"q{n}") for n in range(3)])
    workbook = export_points(of, "en")
    sheet = opened(workbook)["Points"]
    assert [sheet[f"G{row}"].value for row in (4, 5, 6)] == ["100/3"] * 3
    assert taken(workbook, of).points["q0"] == F(100, 3)
    changed = taken(edited(of, {"Points!D4": 33.333334, "Points!D5": 33.33, "Points!D6": 33.336666}), of)
    assert [changed.points[one] for one in ("q0", "q1", "q2")] == [F("33.333334"), F("33.33"), F("33.336666")]


def test_a_number_counts_as_typed_and_not_as_its_binary_neighbour(small):
    """As Excel saves 0.1+0.2 pasted as a value: with seventeen digits."""
    workbook = edited(small, {"Points!D4": 0.5, "Points!D5": 44.7})
    put = lambda part: part.replace(b"<v>0.5</v>", b"<v>0.30000000000000004</v>", 1)  # noqa: E731
    variant = taken(with_part(workbook, "xl/worksheets/sheet2.xml", put), small)
    assert (variant.points["a"], variant.points["b"]) == (F(3, 10), F(447, 10))


def test_the_declared_size_of_a_sheet_is_not_trusted(small):
    def put(part):
        start = part.index(b"<dimension")
        return part[:start] + b'<dimension ref="A1:B2"/>' + part[part.index(b"/>", start) + 2 :]

    workbook = with_part(export_points(small, "en"), "xl/worksheets/sheet2.xml", put)
    assert numbers(apply_variant(taken(workbook, small), small)) == numbers(small)


def test_a_ratio_is_typed_as_text_and_full_width_digits_are_read(small):
    variant = taken(edited(small, {"Points!D4": "50/3", "Points!D5": "85/3", "Bands!C3": "６５．５"}), small)
    assert (variant.points["a"], variant.points["b"], variant.bands["two-star"]) == (F(50, 3), F(85, 3), F("65.5"))


def test_questions_left_empty_share_their_indicator(small):
    changes = {"Points!D2": 70, "Points!D3": 70, "Points!D4": None, "Points!D5": None, "Points!D6": None}
    variant = taken(
        edited(small, {**changes, "Points!D7": 30, "Points!D8": 30, "Points!D9": 15, "Points!D10": 15}), small
    )
    assert [variant.points[one] for one in ("a", "b", "c")] == [F(70, 3)] * 3


def test_rows_may_be_sorted_columns_moved_added_and_the_saved_ratios_removed(small):
    def change(book):
        for sheet in (book["Points"], book["Credits"], book["Bands"]):
            if sheet.title != "Credits":
                sheet.delete_cols(sheet.max_column)  # exact
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
            heading = [cell.value for cell in sheet[1]]
            sheet.delete_rows(1, sheet.max_row)
            sheet.append(["A heading of our own"])
            for row in [heading, *reversed(rows)]:
                sheet.append([*reversed(row), None, "a remark"])

    made = apply_variant(taken(edited(small, change=change), small), small)
    assert points_of(made) == points_of(small)
    assert starts(made) == starts(small)


def test_extra_sheets_and_ids_that_became_numbers_do_no_harm(small):
    def change(book):
        book.create_sheet("My notes")["A1"] = "=1/0"
        for row in book["Credits"].iter_rows(min_row=2):
            if row[2].value.isdigit():
                row[2].value = float(row[2].value)

    assert numbers(apply_variant(taken(edited(small, change=change), small), small)) == numbers(small)


def test_a_checklist_may_stand_still_but_not_where_its_gate_passes(small):
    rows = {
        row[2].value: row[4].coordinate
        for row in opened(export_points(small, "en"))["Credits"].iter_rows()
        if row[0].value == "c"
    }
    assert rows == {"0": "E5", "1": "E6", "2": "E7", "3": "E8"}
    made = apply_variant(taken(edited(small, {"Credits!E6": 0, "Credits!E7": 1}), small), small)
    assert [made.by_id["c"].credit_of_count(n) for n in range(4)] == [0, 0, 1, 1]
    told = problems(edited(small, {"Credits!E6": 0.5, "Credits!E7": 0.5}), small)
    assert told == ["Credits!E7: 2 items pass the gate, so they must earn more than 1 do"]


# What a variant is called, and what it says of itself


def test_the_variant_names_whose_points_these_are(small):
    made = apply_variant(
        taken(export_points(small, "en"), small, name="某认证 机构", status="official", rubric_id="x-1"), small
    )
    assert (made.id, made.version, made.layout.points_status) == ("x-1", "1.0.0", "official")
    assert made.layout.title.zh == "small（某认证 机构）"
    assert made.layout.title.en == "small (某认证 机构)"
    assert "某认证 机构" in made.layout.points_note.zh
    assert "table.xlsx" in made.layout.points_note.en
    assert "has not compared" in made.layout.points_note.en
    assert made.digest != small.digest


def test_bands_of_its_own_cite_the_table_and_not_the_base_s_sources(small):
    made = apply_variant(taken(edited(small, {"Bands!C3": 60}), small), small)
    (citation,) = made.layout.bands_sources
    assert "CQC" in citation_words(made, citation, "en")
    assert "CQC" in citation_words(made, citation, "zh")


@pytest.mark.slow
def test_an_id_is_derived_from_the_name():
    of = load_rubric("sqe-2015")
    assert variant_id(of, "CQC (Beijing)") == "sqe-2015-cqc-beijing"
    assert variant_id(of, "北京 A 认证") != variant_id(of, "上海 A 认证")
    for name in ("", "!!!", "北京某认证中心", "x" * 200, "é" * 200):
        made = variant_id(of, name)
        assert made != of.id
        assert taken(export_points(of, "zh"), of, name=name or "x", rubric_id=made).id == made


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"name": "  "}, "name: say whose points these are, in up to 200 characters"),
        ({"name": "x" * 201, "rubric_id": "x"}, "name: say whose points these are, in up to 200 characters"),
        ({"rubric_id": "Not an id"}, "id: 'Not an id' is not an id; use lower-case letters, digits and single hyphens"),
        ({"rubric_id": "small"}, "id: 'small' is the id of the rubric itself; choose another"),
    ],
)
def test_name_and_id_are_checked_with_the_rest(small, more, told):
    assert problems(edited(small, {"Bands!C3": "x"}), small, **more)[0] == told
    assert len(problems(edited(small, {"Bands!C3": "x"}), small, **more)) == 2


# Mistakes


def test_ten_mistakes_are_ten_sentences_each_with_its_cell_and_nothing_is_taken(small):
    def change(book):
        book["Points"]["A12"] = "hours"
        book["Points"]["D12"] = 5
        book["Points"]["A9"] = "dd"
        book["Credits"]["C3"] = "nothing"

    changes = {
        "Points!D3": 55,
        "Points!D7": 50,
        "Points!D10": "a lot",
        "Credits!E4": 0.9,
        "Credits!E10": "=1/2",
        "Bands!C4": 60,
    }
    told = problems(edited(small, changes, change=change), small)
    assert told == [
        "Points!D1: the whole has 100 points, but its parts add up to 110 (D2, D7)",
        "Points!D2: “left” (left) has 60 points, but its parts add up to 55 (D3)",
        "Points!D3: “hours” (hours) has 55 points, but its parts add up to 60 (D4 to D6)",
        "Points!D7: “right” (right) has 50 points, but its parts add up to 40 (D8)",
        "Points!A9: 'dd' is not an id of small; did you mean 'd'?",
        "Points!D10: “a lot” is not a number; write it like 7, 0.9 or 25/18",
        "Points!A12: “hours” stands in A3 already; keep one of the two rows",
        "Points!A13: nothing is said for “d” (d); add it, in a row of its own",
        "Credits!C3: 'nothing' is not an id of a; correct it or remove it",
        "Credits!E4: is 0.9, but the highest must have credit 1",
        "Credits!E10: holds the formula =1/2, which is not taken; paste its value",
        "Credits!A15: nothing is said for 'o1' of “a” (a); add it, in a row of its own (its others end in row 4)",
        "Bands!C4: is 60, but 'two-star' below it starts at 70; grades must rise",
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"Points!D4": -20}, "Points!D4: points must be above 0 and at most 100"),
        ({"Points!D4": 0}, "Points!D4: points must be above 0 and at most 100"),
        ({"Points!D4": 1e14}, "Points!D4: points must be above 0 and at most 100"),
        ({"Points!D4": 1e300}, "Points!D4: “1e+300” is not a number"),
        ({"Points!D4": None}, "Points!D4: is empty; give the points, or clear all questions of its indicator"),
        ({"Points!D3": None}, "Points!D3: is empty; give the points"),
        ({"Points!D4": True}, "Points!D4: “TRUE” is not a number"),
        ({"Points!D4": "20 points"}, "Points!D4: “20 points” is not a number"),
        ({"Points!D4": "1/0"}, "Points!D4: “1/0” is not a number"),
        ({"Points!D4": "inf"}, "Points!D4: “inf” is not a number"),
        ({"Points!D4": 20.0000001}, "Points!D4: “20.0000001” has more than 6 decimals"),
        ({"Points!D4": "20.0000001"}, "Points!D4: “20.0000001” has more than 6 decimals"),
        ({"Points!D4": "#REF!"}, "Points!D4: holds the error “#REF!”; fill it in again"),
        ({"Points!D4": "=20"}, "Points!D4: holds the formula =20, which is not taken; paste its value"),
        (
            {"Points!D4": 19.99},
            "Points!D3: “hours” (hours) has 60 points, but its parts add up to 59.99; write a share that",
        ),
        (
            {"Points!A4": None},
            "Points!D4: this row has no id, so what it is about is not known; put the id back or clear the row",
        ),
        ({"Points!A4": '="a"'}, 'Points!A4: holds the formula ="a", which is not taken; paste its value'),
        ({"Points!D12": "x"}, "Points!D12: this row has no id"),
        ({"Points!D1": "weight"}, "Points!A1: no row has the headings “id”, “points” (each once)"),
        ({"Points!B1": "points"}, "Points!A1: no row has the headings “id”, “points” (each once)"),
        ({"Points!D4": datetime.date(2026, 1, 17)}, "Points!D4: holds a date or a time; format the cell as text"),
        ({"Points!D4": ArrayFormula("D4", "=SUM(D5:D6)")}, "Points!D4: holds the formula =SUM(D5:D6), which is not"),
        ({"Points!D11": 3}, "Points!D11: “dark” is known by name only and no question asks it"),
        ({"Credits!E2": 0.1}, "Credits!E2: is 0.1, but the lowest must have credit 0"),
        ({"Credits!E3": 1.5}, "Credits!E3: a credit is from 0 to 1"),
        ({"Credits!E3": 0}, "Credits!E3: is 0, but 'o0' below it has 0; credits must rise"),
        ({"Credits!E3": None}, "Credits!E3: is empty; give a number"),
        ({"Credits!A15": "b", "Credits!C15": "yes", "Credits!E15": 1}, "Credits!A15: 'b' is a yes-or-no question"),
        ({"Credits!A15": "z", "Credits!C15": "yes", "Credits!E15": 1}, "Credits!A15: 'z' is not a question of small"),
        ({"Credits!C4": "o1"}, "Credits!C4: “a / o1” stands in C3 already"),
        ({"Bands!C2": 1}, "Bands!C2: is 1, but the first grade must start at 0"),
        ({"Bands!C6": 101}, "Bands!C6: a grade starts from 0 to 100"),
        ({"Bands!A6": "six-star"}, "Bands!A6: 'six-star' is not an id of small; did you mean 'five-star'?"),
    ],
)
def test_a_mistake_is_reported_with_its_cell(small, changes, told):
    assert problems(edited(small, changes), small)[0].startswith(told)


def test_a_number_that_was_merged_into_another_is_named(small):
    merged = edited(small, change=lambda book: book["Points"].merge_cells("D4:D5"))
    assert problems(merged, small) == [
        "Points!D5: is merged with D4, so what it says is not known; unmerge the cells and fill in each"
    ]


def test_a_missing_sheet_is_one_sentence(small):
    told = problems(edited(small, change=lambda book: book.remove(book["Credits"])), small)
    assert told == ["Credits: this sheet is missing; export the table again and copy your numbers into it"]


def test_the_table_of_another_rubric_is_one_sentence(small, shipped):
    told = problems(export_points(shipped, "zh"), small)
    assert told == ["Points: few or no ids here are of small; choose the rubric this table was exported from"]
    assert len(problems(edited(small, change=lambda book: book["Points"].delete_rows(2, 50)), small)) == 1


@pytest.mark.slow
def test_very_many_problems_are_cut_and_counted(shipped):
    def change(book):
        for row in book["Credits"].iter_rows(min_row=2):
            row[4].value = "x"

    told = problems(edited(shipped, change=change), shipped)
    assert len(told) == 201
    assert told[-1].startswith("and ")


# Formulas and hostile files


def test_nothing_that_a_formula_computed_is_taken(small):
    """A workbook as Excel saves it: the formula with the value it had."""
    formula = b"<f>10+10</f><v>20</v>"
    for cell in (b'<c r="D4"', b'<c r="G4"'):

        def put(part, cell=cell):
            start = part.index(cell)
            opened_tag = part.index(b">", start) + 1
            end = part.index(b"</c>", opened_tag)
            tag = part[start:opened_tag].replace(b' t="s"', b"").replace(b' t="n"', b"")
            return part[:start] + tag + formula + part[end:]

        workbook = with_part(export_points(small, "en"), "xl/worksheets/sheet2.xml", put)
        assert opened(workbook)["Points"][cell[6:8].decode()].value == "=10+10"
        if cell.endswith(b'"D4"'):
            (told,) = problems(workbook, small)
            assert told == "Points!D4: holds the formula =10+10, which is not taken; paste its value"
        else:
            assert taken(workbook, small).points["a"] == 20  # the kept value is no formula's; the number itself counts


def test_text_that_looks_like_a_formula_stays_text():
    question = b.yes_no("q")
    question["text"] = {"zh": '=HYPERLINK("https://example.org")', "en": "@SUM(1)"}
    of = b.rubric([question], title={"zh": "+1", "en": "-1+cmd"})
    for lang in ("zh", "en"):
        workbook = export_points(of, lang)
        for sheet in opened(workbook):
            for row in sheet.iter_rows():
                for cell in row:
                    own = sheet.title == "Points" and cell.column_letter in "EF"
                    assert own or cell.data_type != "f", cell.coordinate
        assert opened(workbook)["Points"]["C4"].quotePrefix
        taken(workbook, of)

    def as_text(book):
        book["Points"]["D4"].value = "=100"
        book["Points"]["D4"].data_type = "s"

    assert problems(edited(of, change=as_text), of) == [
        "Points!D4: “=100” is not a number; write it like 7, 0.9 or 25/18"
    ]


def test_every_node_and_the_whole_have_a_live_sum_beside_them(small):
    sheet = opened(export_points(small, "en"))["Points"]
    sums = {sheet[f"A{row}"].value or "total": sheet[f"E{row}"].value for row in range(2, 13) if sheet[f"E{row}"].value}
    assert sums == {
        "left": "=SUM(D3)",
        "hours": "=SUM(D4:D6)",
        "right": "=SUM(D8)",
        "back": "=SUM(D9:D10)",
        "total": "=SUM(D2,D7)",
    }


def test_the_sheets_are_ready_to_work_in(small):
    book = opened(export_points(small, "zh"))
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "Read me",
        "Points",
        "Credits",
        "Bands",
    ]
    for name in ("Points", "Credits", "Bands"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert not sheet.protection.sheet
        (rule,) = sheet.data_validations.dataValidation
        assert (rule.type, rule.errorStyle) == ("decimal", "warning")
        assert sheet.column_dimensions[openpyxl.utils.get_column_letter(sheet.max_column)].hidden
    assert [book["Points"][f"C{row}"].alignment.indent for row in (2, 3, 4)] == [0, 2, 4]
    assert book["Points"]["D4"].value == 20


@pytest.mark.slow
def test_entities_far_rows_and_wide_merges_do_not_stop_the_import(small):
    whole = export_points(small, "en")
    sheet = "xl/worksheets/sheet2.xml"
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
    entities = b'<!DOCTYPE worksheet [<!ENTITY l0 "ha">' + laughs + b"]>"
    (only,) = problems(
        with_part(
            whole,
            sheet,
            lambda part: entities + part.replace(b"</sheetData>", b"<row><c><v>&l8;</v></c></row></sheetData>"),
        ),
        small,
    )
    assert only.startswith("is damaged")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    started = time.process_time()
    assert taken(with_part(whole, sheet, lambda part: part.replace(b"</sheetData>", far)), small)
    endless = b'<row r="99999999999999"><c><v>1</v></c></row></sheetData>'
    assert taken(with_part(whole, sheet, lambda part: part.replace(b"</sheetData>", endless)), small)
    assert time.process_time() - started < 10


# The file of a variant


@settings(max_examples=15)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_name_survives_the_file(small_variant, tmp_path_factory, name, source):
    of, workbook = small_variant
    if not _words_of(name):
        assert "say whose points" in problems(workbook, of, name=name, rubric_id="own")[0]
        return
    variant = taken(workbook, of, name=name, file=source, rubric_id="own")
    folder = tmp_path_factory.mktemp("named")
    (folder / "own.yaml").write_text(dump_variant(variant), encoding="utf-8", newline="")
    assert load_variants(folder) == (variant,)


@pytest.fixture(scope="module")
def small_variant(small):
    return small, export_points(small, "en")


def test_numbers_too_long_for_a_decimal_are_saved_as_ratios(small):
    tiny = F(1, 2**20)
    points = {**taken(export_points(small, "en"), small).points, "a": 20 - tiny, "b": 25 + tiny}
    variant = taken(export_points(small, "en"), small).model_copy(update={"points": points})
    assert points_of(apply_variant(variant, small)) == points
    assert "a: 20971519/1048576\n" in dump_variant(variant)


def test_a_folder_that_is_not_there_holds_no_variants(tmp_path):
    assert load_variants(tmp_path / "nowhere") == ()


def test_mistakes_in_variant_files_are_reported_together_with_line_and_place(small, tmp_path):
    text = dump_variant(taken(export_points(small, "en"), small))
    (tmp_path / "small-cqc.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(text.replace("a: 20\n", "a: twenty\n"), encoding="utf-8")
    (tmp_path / "zz.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        load_variants(tmp_path)
    told = [str(problem) for problem in caught.value.problems]
    assert told[0] == "other.yaml:5: id: the file must be called small-cqc.yaml, or the id be 'other'"
    assert told[1].startswith("wrong.yaml:13: points.a: 'twenty' is not an exact number")
    assert told[2].startswith("zz.yaml:")
    assert len(told) == 3


def test_a_variant_is_applied_to_a_base_whose_words_changed_but_not_to_one_whose_ids_did(small):
    variant = taken(export_points(small, "en"), small)
    data = small.model_dump(by_alias=True)
    data["questions"][0]["why"]["en"] = "another reason"
    data["questions"][0]["options"][1]["credit"] = F(1, 2)
    reworded = Rubric.model_validate(data)
    assert variant.base_digest != reworded.digest
    assert credits(apply_variant(variant, reworded)) == credits(small)

    data["questions"][0]["options"][1]["id"] = "changed"
    data["questions"][1]["id"] = "bb"
    data["layout"]["tree"][0]["children"][0]["questions"][1]["question"] = "bb"
    data["layout"]["bands"][1]["id"] = "second-star"
    with pytest.raises(RubricError) as caught:
        apply_variant(variant, Rubric.model_validate(data))
    assert {str(problem).removeprefix("small-cqc.yaml: ") for problem in caught.value.problems} == {
        "points.b: 'b' is not an id of small; did you mean 'bb'?",
        "points.bb: nothing is said for “b” (bb); add it",
        "credits.a.o1: 'o1' is not an id of a; correct it or remove it",
        "credits.a.changed: nothing is said for 'changed' of “a” (a); add it",
        "bands.two-star: 'two-star' is not an id of small; did you mean 'second-star'?",
        "bands.second-star: nothing is said for “two stars” (second-star); add it",
    }


def test_a_variant_written_by_hand_is_checked_like_a_workbook(small):
    variant = taken(export_points(small, "en"), small)
    wrong = variant.model_copy(
        update={
            "points": {**variant.points, "a": F(-1), "d": F(21)},
            "credits": {**variant.credits, "a": {"o0": F(0), "o1": F(2), "o2": F(1)}},
            "bands": {**variant.bands, "none": F(1)},
        }
    )
    with pytest.raises(RubricError) as caught:
        apply_variant(wrong, small, "own.yaml")
    assert [str(problem) for problem in caught.value.problems] == [
        "own.yaml: points.a: points must be above 0 and at most 100",
        "own.yaml: points.back: “back” (back) has 40 points, but its parts add up to 41",
        "own.yaml: credits.a.o1: a credit is from 0 to 1",
        "own.yaml: bands.none: is 1, but the first grade must start at 0",
    ]


def test_a_variant_goes_over_its_own_base_only_and_not_under_its_id(small, shipped):
    variant = taken(export_points(small, "en"), small)
    with pytest.raises(RubricError, match=r"^small-cqc\.yaml: variant_of: is over small, not over gbt31526-2025"):
        apply_variant(variant, shipped)
    with pytest.raises(RubricError, match=r"id: is the id of the base"):
        apply_variant(variant.model_copy(update={"id": "small"}), small)


def test_an_id_that_names_a_node_and_a_question_is_refused():
    of = b.rubric([b.yes_no("part")])
    (told,) = problems(export_points(of, "en"), of)[:1]
    assert "part" in told


def test_an_assessment_of_the_variant_names_it(small):
    made = apply_variant(taken(export_points(small, "en"), small), small)
    assert (begin(made).rubric.id, begin(made).rubric.digest) == ("small-cqc", made.digest)


# The library


def test_without_openpyxl_the_sentence_says_what_to_install(small, monkeypatch):
    workbook = export_points(small, "en")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(
        EcqError, match=r"^tables of points need openpyxl; install it with: pip install 'ecq\[excel\]'$"
    ):
        taken(workbook, small)
