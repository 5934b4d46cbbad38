"""The bars of when each step of the plan runs begin and end where the step does: in the PDF, in Word and on the plan page."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from ecq.day import day_after
from ecq.planning.agreed import cheapest_plan, set_day, set_per_week
from ecq.planning.work_plan import work_plan
from ecq.report.layout import plan as in_pdf
from ecq.report.model import PlanLine, PlanPart
from ecq.report.options import choose
from ecq.report.pdf.build import Order, sealed
from ecq.report.pdf.render import lay
from ecq.report.word import parts as in_word
from ecq.report.word.build import make_word
from ecq.rubric.model import Rubric
from ecq.text.words import say
from ecq.web.plan import timeline as on_page
from tests.report.assessments import DAY, filled, taken

NARROWEST = 1.5
"""A bar is never narrower, so that it is seen."""


@pytest.fixture(scope="module")
def order(shipped: Rubric) -> Order:
    """A report of a plan whose steps begin one after another, since a team works on them."""
    paced = taken(set_per_week(filled(shipped), "5"))
    return Order(shipped, paced, choose("zh", "full"), DAY)


def timed(part: PlanPart | None) -> list[PlanLine]:
    assert part is not None
    found = [line for wave in part.waves for line in wave.lines if line.end is not None]
    assert len({line.start for line in found}) > 5
    assert len({line.end for line in found}) > 5
    return found


def spans(part: PlanPart | None, track: float) -> list[tuple[float, float]]:
    """Where each bar is to begin and how wide it is, on a track of that width: its last day is part of it."""
    assert part is not None
    return [
        (line.start / part.length * track, max((line.end + 1 - line.start) / part.length * track, NARROWEST))
        for line in timed(part)
        if line.start is not None and line.end is not None
    ]


def drawn_as(shapes: Any) -> tuple[float, float]:
    """Where a bar begins and how wide it is, from the left of its track."""
    track, bar = shapes
    left = min(x for x, _ in bar.points)
    return left - min(x for x, _ in track.points), max(x for x, _ in bar.points) - left


def test_in_the_pdf(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[Any] = []
    monkeypatch.setattr(
        in_pdf, "Table", lambda _, columns, __: SimpleNamespace(lay=lambda rows: laid.append((columns, rows)))
    )
    model = sealed(order)[0]
    lay(model)
    ((columns, rows),) = [one for one in laid if one[0] is in_pdf._TIMES]
    found = [drawn_as(row.draw(0, 0, 20)) for row in rows]
    assert found == [pytest.approx(one) for one in spans(model.plan, columns[2].width)]


def test_in_word(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    bars = []
    as_before = in_word.drawn
    monkeypatch.setattr(in_word, "drawn", lambda figure, accent: bars.append(figure) or as_before(figure, accent))
    make_word(order)
    model = sealed(order)[0]
    days = {line.days for line in timed(model.plan)}
    found = [drawn_as(one.marks) for one in bars if len(one.marks) == 2 and any(one.alt.endswith(day) for day in days)]
    assert found == [pytest.approx(one) for one in spans(model.plan, in_word._TRACK)]


def test_on_the_page(shipped: Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    paced = taken(set_day(taken(set_per_week(filled(shipped), "5")), "start", "2030-11-25"))
    plan = work_plan(shipped, paced, cheapest_plan(shipped, paced), "zh", "2030-11-25")
    shown: list[str] = []
    monkeypatch.setattr(on_page, "st", SimpleNamespace(html=shown.append))
    visit: Any = SimpleNamespace(assessment=paced, say=lambda text, **marks: say(text, "zh", **marks))
    on_page.draw_timeline(visit, plan)
    lines = [line for wave in plan.waves for line in wave.lines if line.runs is not None]
    length = max(line.runs.end for line in lines if line.runs) + 1
    row = re.compile(r'class="what">(.*?)</span><span class="when num">(.*?) ?</span>.*?left:([\d.]+)%;width:([\d.]+)%')
    found = {what: (when, float(left), float(width)) for what, when, left, width in row.findall("".join(shown))}
    single = [line for line in lines if line.kind != "prove"]
    assert len(single) > 5
    for line in single:
        assert line.runs is not None
        when, left, width = found[line.title]
        assert day_after("2030-11-25", line.runs.start) in when
        assert day_after("2030-11-25", line.runs.end) in when
        assert left == pytest.approx(min(100 * line.runs.start / length, 99.4), abs=0.01)
        assert width == pytest.approx(max(100 * (line.runs.end + 1 - line.runs.start) / length, 0.6), abs=0.01)
