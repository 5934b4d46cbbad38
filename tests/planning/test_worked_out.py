"""What takes longest of a plan is worked out once for all who tell it, and anew for another state."""

from __future__ import annotations

import pytest

from ecq.base.language import LANGS
from ecq.planning import by_when as days
from ecq.planning import plan
from ecq.planning.agreed import set_weekly
from ecq.rubric.model import Rubric
from ecq.telling.plan.work_plan import work_plan
from tests.building import accepted, sampled

DAY = "2026-12-01"


def test_a_plan_told_in_three_languages_is_worked_out_once(shipped: Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    curve = days.curve
    monkeypatch.setattr(days, "curve", lambda *given: asked.append(given) or curve(*given))
    made = sampled("lianshan-industrial", shipped, "zh", "2026-11-24T09:00:00+00:00")
    finish = {}
    for weekly in ("5", "6", "5"):
        held = accepted(set_weekly(made, weekly))
        found = plan(shipped, held, "four-star")
        finish[weekly] = {work_plan(shipped, held, found, lang, DAY).finish for lang in LANGS}
    assert len(finish["5"]) == len(finish["6"]) == 1
    assert finish["5"] != finish["6"]
    assert len(asked) <= 2, "once for each pace, though it was told six times and three"
