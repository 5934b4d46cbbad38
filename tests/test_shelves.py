"""Which self-checks a list shows and in which order."""

from __future__ import annotations

import pytest

from ecq.store.collection import Listed
from ecq.telling.portfolio.shelves import Wanted, next_due, picked, shelf_of, tags_of
from ecq.telling.portfolio.summary import listing

AT = "2026-11-25T09:00:00+00:00"


SUMMARY = {
    "score": ("0", "100"),
    "evidenced": ("0", "0"),
    "grade": ("no-star", "five-star"),
    "gates": {"failed": 0, "open": 0, "passed": 0},
    "decided": 0,
    "applicable": 10,
    "left": 10,
    "length": (100, 100),
    "answered": 0,
    "target": "four-star",
    "verdict": "not-ready",
    "reason": None,
    "amount": None,
    "ready_by": None,
    "segment": {},
    "dimensions": {},
    "stage": "",
    "due": (),
    "holds": ("", ""),
    "falls": None,
}


def row(name, tags=(), sample="", archived=None, binned=None, **summary):
    told = {**SUMMARY, "name": name, "rubric": "shop", **summary}
    told["left"] = told["applicable"] - told["decided"]
    return listing(Listed(name, 1, AT, AT, tuple(tags), sample, archived, binned, told))


def begun(name, low, verdict="not-ready", grade="two-star", **more):
    told = {"answered": 5, "decided": 5, "score": [low, "90"], "verdict": verdict, "grade": [grade, "four-star"]}
    return row(name, **(told | more))


ROWS = (
    begun("青禾商城", "221/3", tags=("综合", "华东"), ready_by="2027-03-31", decided=9),
    row("Atlas", ready_by="2026-11-20"),
    begun("北川工品", "91", verdict="ready", grade="four-star", ready_by="2026-12-01", decided=10),
    row("", tags=("综合",)),
    begun("Demo", "99", sample="qinghe-mall"),
    row("Old", archived=AT),
    row("Gone", archived=AT, binned=AT, sample="x"),
)


def names(**wanted):
    return [one.name for one in picked(ROWS, Wanted(**wanted))]


def test_every_row_stands_in_one_place_and_samples_stand_apart():
    assert [shelf_of(one) for one in ROWS] == ["in-hand"] * 4 + ["demos", "archived", "bin"]
    assert names() == ["青禾商城", "Atlas", "北川工品", ""]
    assert names(shelf="demos") == ["Demo"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("changed", ["青禾商城", "Atlas", "北川工品", ""]),
        ("name", ["Atlas", "北川工品", "青禾商城", ""]),  # by pinyin, what has no name last
        ("score", ["北川工品", "青禾商城", "Atlas", ""]),  # 91 before 73.67 (not as text), nothing answered last
        ("due", ["Atlas", "北川工品", "青禾商城", ""]),
        ("open", ["Atlas", "", "青禾商城", "北川工品"]),
    ],
)
def test_orders(order, expected):
    assert names(order=order) == expected


def test_search_and_filters_are_all_met_at_once():
    assert names(text=" 商城  华东 ") == ["青禾商城"]
    assert names(text="ATL") == ["Atlas"]
    assert names(tag="综合") == ["青禾商城", ""]
    assert names(tag="综合", text="青") == ["青禾商城"]
    assert names(standing="not-ready") == ["青禾商城"], "what nothing is answered of is not told to be unready"
    assert names(standing="four-star") == ["北川工品"]
    assert list(tags_of(ROWS)) == ["华东", "综合"]


def test_the_next_days_leave_out_those_that_are_over():
    assert [(one.id, days) for one, days in next_due(ROWS[:4], "2026-11-25")] == [("北川工品", 6), ("青禾商城", 126)]
    assert next_due(ROWS[:4], "2028-01-01") == []
