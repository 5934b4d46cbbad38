"""Whatever stands in an address opens a page of ECQ: parameters are foreign text like any other."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecq.web.session.visit import Pages
from tests.fuzz.mutations import NUMBERS, WORDS
from tests.report.assessments import filled

PAGES = [one.name for one in fields(Pages) if one.name != "people"]  # that page is there with log-in alone
NAMES = ("a", "lang", "quick", "order", "turn", "view", "with", "q", "show", "in", "review", "org", "x")
WHOLE = [
    one for one in (*NUMBERS, *WORDS) if one.isascii() or one.isprintable()
]  # halves of characters stand in no address


@pytest.mark.slow
def test_any_parameters_open_a_page(walk, store, shipped):
    kept = store.add(filled(shipped)).id

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(PAGES),
        st.booleans(),
        st.dictionaries(
            st.sampled_from(NAMES),
            st.sampled_from(WHOLE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
            max_size=6,
        ),
    )
    def opened(page: str, there: bool, params: dict[str, str]) -> None:
        walk(page=page, **({"a": kept} if there else {}) | params)

    opened()
