"""Whatever stands in an address opens a page of ECQ: parameters are foreign text like any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.walker import Walker
from tests.fuzz.mutations import NUMBERS, WORDS

PAGES = ("interview", "overview", "plan", "results", "evidence", "files", "portfolio", "progress")
NAMES = ("a", "lang", "quick", "order", "turn", "view", "with", "q", "show", "in", "review", "org", "x")
WHOLE = [one for one in (*NUMBERS, *WORDS) if one.isascii() or one.isprintable()]  # halves of characters stand in no address


@pytest.mark.slow
def test_any_parameters_open_a_page(walk: Callable[..., Walker]) -> None:
    kept = walk().store.create  # the store is there

    @settings(max_examples=16, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(PAGES),
        st.booleans(),
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(WHOLE), max_size=6),
    )
    def opened(page: str, there: bool, params: dict[str, str]) -> None:
        walk(page=page, **params)

    opened()
