"""Nothing falls apart: reports on assessments of every kind, in every language and extent. Hundreds by `python -m tests.report.varied`."""

from __future__ import annotations

import pytest

from ecq.document.drawing.page import CHAPTER, SECTION, Element, Sheets, Type, Written
from ecq.rubric.model import Rubric
from tests.report.varied import laid_out, what_falls_apart


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16))
def test_nothing_falls_apart(shipped: Rubric, seed: int):
    assert list(what_falls_apart(laid_out(shipped, seed))) == []


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
