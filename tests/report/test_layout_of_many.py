"""Nothing falls apart: reports on assessments of every kind, in every language and extent. Hundreds by `python -m tests.report.varied`."""

from __future__ import annotations

import pytest

from ecq.document.drawing.page import CHAPTER, SECTION, Element, Sheets, Type, Written
from ecq.rubric.model import Rubric
from ecq.telling.report.options import EDITIONS, choose
from ecq.writers.pdf.build import Order
from tests.report.assessments import DAY, filled
from tests.report.full_reports import pages_of
from tests.report.varied import laid_out, what_falls_apart

_OF_ALL = (0, 6, 10, 12, 7)
"""Each extent in one language and in two; the others try more of the same."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [seed if seed in _OF_ALL else pytest.param(seed, marks=pytest.mark.long) for seed in range(16)]
)
def test_nothing_falls_apart(shipped: Rubric, seed: int):
    assert list(what_falls_apart(laid_out(shipped, seed))) == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_falls_apart_where_everything_is_there(shipped: Rubric, edition: str):
    assert list(what_falls_apart(pages_of(Order(shipped, filled(shipped), choose(edition, "full"), DAY)))) == []


def test_what_falls_apart_is_noticed():
    sheets = Sheets(Type({}, {}, None))  # type: ignore[arg-type]
    sheets.type.width = lambda *_: 40.0  # type: ignore[method-assign]
    table, one, other = Element("Table", 1), Element("TR", 2), Element("TR", 3)
    text, heading = SECTION, Element("H2", 4)
    sheets.pages = [
        [
            Written(51, 100, "row", text, within=(table, one, Element("TD", 5))),
            Written(51, 700, "part", CHAPTER, within=(heading,)),
        ],
        [
            Written(51, 100, "last", text, within=(table, other, Element("TD", 6))),
            Written(530, 900, "out", text, within=(heading,)),
        ],
        [Written(51, 100, "left", text, within=(heading,)), Written(60, 100, "right", text, within=(heading,))],
    ]
    said = " / ".join(what_falls_apart(sheets))
    for complaint in (
        "ends with the heading 'part'",
        "a row alone: 'last'",
        "leaves the margins",
        "below the foot",
        "lies on",
    ):
        assert complaint in said
