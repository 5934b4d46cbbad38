"""The register of sources: what is due for a re-check, what hangs on it, and how the rubrics over one bank compare."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from ecq.checking.rubric_sources import (
    PENDING_MARKS,
    Place,
    cited_sources,
    coverage,
    due,
    hanging_on,
    is_pending,
    recheck,
)
from ecq.rubric.conditions import Profile
from ecq.rubric.loading import Library
from ecq.rubric.model import Layout, SourceRegister
from tests.building import layout_data, level, node, rubric, text

TODAY = date(2026, 12, 1)
HALF_A_YEAR = 180


def source(source_id, **more):
    return {
        "id": source_id,
        "title": text(source_id),
        "number": "1",
        "kind": "law",
        "state": "in-force",
        "status": "confirmed",
        "official": "https://example.org",
        "checked_on": TODAY.isoformat(),
        **more,
    }


def register(*sources):
    return SourceRegister.model_validate({"sources": sources})


def days_ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


def ids(found):
    return [one.source.id for one in found]


# What is due


PENDING = {"zh": "待定：正在修正。", "en": "Pending: under amendment."}
ALSO = {"zh": "读的是旧文本。", "en": "We read the old text."}


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([source("fresh"), source("noted", note=ALSO), source("just", checked_on=days_ago(180))], []),
        ([source("law", checked_on=days_ago(181))], [("law", ("old",), 181)]),
        ([source("bill", state="draft")], [("bill", ("draft",), 0)]),
        ([source("law", note=PENDING)], [("law", ("pending",), 0)]),
        (
            [source("bill", state="draft", checked_on=days_ago(400), note=PENDING)],
            [("bill", ("old", "draft", "pending"), 400)],
        ),
        (
            [source(name, checked_on=days_ago(age)) for name, age in (("b", 200), ("oldest", 900), ("a", 200))],
            [("oldest", ("old",), 900), ("a", ("old",), 200), ("b", ("old",), 200)],
        ),
        (
            [source("old", checked_on=days_ago(999)), source("odd", checked_on="last spring")],
            [("odd", ("unreadable-date",), None), ("old", ("old",), 999)],
        ),
    ],
)
def test_what_is_due_is_named_with_all_reasons_the_longest_unchecked_first(sources, expected):
    found = due(register(*sources), TODAY, HALF_A_YEAR)
    assert [(one.source.id, one.reasons, one.age) for one in found] == expected


def test_a_superseded_source_is_due_only_while_it_is_cited():
    gone = register(source("gone", state="superseded", in_force_until="2025-11-30"))
    assert ids(due(gone, TODAY, HALF_A_YEAR, cited={"gone"})) == ["gone"]
    assert due(gone, TODAY, HALF_A_YEAR, cited={"another"}) == ()
    assert ids(due(gone, TODAY, HALF_A_YEAR)) == ["gone"], "who does not say what is cited is told of all"


# What hangs on a source, and where questions count


def layout(rubric_id, *nodes):
    scheme = ({"source": "scheme", "status": "working"},)
    return Layout.model_validate(layout_data(nodes, id=rubric_id, bands_sources=scheme))


@pytest.fixture(scope="module")
def small():
    """Two rubrics over one bank: `new` asks a, b, d (and does not know one indicator), `past` asks a and c."""
    cites = {"a": ("law",), "b": ("law", "bill"), "c": ("bill",), "d": ("law",), "spare": ("law",)}
    asked = [
        level(name, sources=tuple({"source": one, "status": "working"} for one in named))
        for name, named in cites.items()
    ]
    return Library(
        questions=rubric(asked).by_id,
        efforts={},
        profile=Profile(facts=()),
        sources=register(source("law"), source("bill", state="draft"), source("scheme"), source("unused")),
        layouts={
            "new": layout(
                "new",
                node("shop", node("till", "b", "a"), node("window", "d")),
                node("nobody-knows", unknown=True),
            ),
            "past": layout("past", node("counter", "a"), node("cellar", "c")),
        },
    )


def test_a_source_cited_by_a_rubric_itself_counts_as_cited(small):
    assert cited_sources(small) == {"law", "bill", "scheme"}
    assert hanging_on("law", small) == {"new": ("b", "a", "d"), "past": ("a",)}, "in the order asked"
    assert hanging_on("bill", small) == {"new": ("b",), "past": ("c",)}
    assert hanging_on("unused", small) == {"new": (), "past": ()}


def test_every_question_lists_the_rubrics_that_ask_it(small):
    places = coverage(small).places
    assert places["a"] == (Place("new", "shop", "till"), Place("past", "counter", "counter"))
    assert places["d"] == (Place("new", "shop", "window"),)
    assert places["spare"] == ()


def test_an_indicator_has_a_counterpart_where_one_of_its_questions_is_asked(small):
    gaps = {(gap.rubric, gap.other): gap for gap in coverage(small).gaps}
    assert set(gaps) == {("new", "past"), ("past", "new")}
    assert gaps["new", "past"].indicators == ("cellar",)
    assert gaps["past", "new"].indicators == ("window",)
    assert (gaps["past", "new"].unknown, gaps["past", "new"].compared) == (("nobody-knows",), 2), "known by name only"
    assert gaps["new", "past"].unknown == ()


# What is said


def test_a_recheck_as_json_names_the_questions_citing_each_source(small):
    said = json.loads(json.dumps(recheck(small, TODAY, HALF_A_YEAR).as_data()))
    assert (said["today"], said["every_days"], said["registered"]) == ("2026-12-01", 180, 4)
    (bill,) = said["due"]
    assert (bill["id"], bill["reasons"], bill["age_days"]) == ("bill", ["draft"], 0)
    assert bill["cited_by"] == {"new": ["b"], "past": ["c"]}


def test_a_crosswalk_can_be_written_as_json(small):
    said = json.loads(json.dumps(coverage(small).as_data()))
    assert [question["id"] for question in said["questions"]] == ["a", "b", "c", "d", "spare"]
    assert {"rubric": "past", "dimension": "cellar", "indicator": "cellar"} in said["questions"][2]["places"]
    assert said["gaps"][1]["unknown"] == ["nobody-knows"]


def test_a_recheck_reads_as_sentences(small):
    said = recheck(small, TODAY, HALF_A_YEAR).lines("en")
    assert said[0] == "Sources to check again: 1 of 4"
    assert "bill  bill  [checked on 2026-12-01; still a draft]" in said
    assert "  new: cited by 1: b" in said
    calm = Library({}, {}, small.profile, register(source("law")), {})
    assert recheck(calm, TODAY, HALF_A_YEAR).lines("en") == ["No source needs to be checked again"]
    assert recheck(calm, TODAY, HALF_A_YEAR).as_data()["due"] == []
    aged = Library(small.questions, {}, small.profile, register(source("x", checked_on=days_ago(400))), small.layouts)
    assert "  cited by no question" in recheck(aged, TODAY, HALF_A_YEAR).lines("en")


def test_a_crosswalk_reads_as_sentences(small):
    said = coverage(small).lines("en")
    assert "Indicators of new that past asks nothing about: 1 of 2" in said
    assert "  nobody-knows [content unknown, so it cannot be compared]" in said
    assert "  a  new till; past counter" in said
    assert "  spare  counts nowhere" in said


# The register that ECQ ships


def test_the_pending_amendment_of_the_e_commerce_law_and_its_draft_are_due(library):
    found = {one.source.id: one.reasons for one in due(library.sources, date(2026, 11, 25), HALF_A_YEAR)}
    assert found["ecl"] == ("pending",)
    assert found["ecl-amendment-draft"] == ("draft",)
    assert found["gbt31526-2015"] == ("superseded",)


def test_the_pending_mark_is_in_both_languages_or_in_neither(library):
    for one in library.sources.sources:
        if is_pending(one):
            assert one.note.zh.startswith(PENDING_MARKS[0]), one.id
            assert one.note.en.startswith(PENDING_MARKS[1]), one.id


def test_in_a_year_every_shipped_source_is_due(library):
    later = date(2027, 12, 1)
    assert len(due(library.sources, later, 365)) == len(library.sources.sources)


def test_every_shipped_question_counts_in_the_current_edition(library):
    for question_id, places in coverage(library).places.items():
        assert "gbt31526-2025" in {place.rubric for place in places}, question_id


def test_the_edition_of_2025_asks_about_everything_the_superseded_one_does(library):
    gaps = {(gap.rubric, gap.other): gap for gap in coverage(library).gaps}
    assert gaps["gbt31526-2025", "sqe-2015"].indicators == ()
    assert gaps["sqe-2015", "gbt31526-2025"].indicators == ("reputation",)
    assert gaps["sqe-2015", "gbt31526-2025"].unknown == ("unknown-indicator",)
