"""Tests that say the same thing in each language."""

from __future__ import annotations

import pytest
from _pytest.mark.structures import ParameterSet

from ecq.base.language import LANGS, Lang


def in_one(first: Lang) -> list[ParameterSet]:
    """This language with every run; the others, which repeat it in their words, among the tests marked long."""
    return [pytest.param(one, marks=[pytest.mark.long] * (one != first)) for one in LANGS]
