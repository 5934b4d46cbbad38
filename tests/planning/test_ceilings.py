"""The search of the cheapest choice within ceilings finds what trying everything finds."""

from __future__ import annotations

from fractions import Fraction

from tests.planning.time_trials import few

F = Fraction


def test_the_search_within_ceilings_finds_what_trying_everything_finds():
    seen = few("searching", 400)
    assert min(seen[kind] for kind in ("there is a choice", "there is none", "cut short", "ties compared")) >= 20
