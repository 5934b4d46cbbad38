"""The bars of when each step of the plan runs begin and end where the step does: in the PDF, in Word and on the plan page."""

from __future__ import annotations

import re
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from ecq.assessment.model import Assessment
from ecq.base.day import day_after
from ecq.document.blocks import Row, Span, Table
from ecq.planning.agreed import cheapest_plan, set_day, set_weekly
from ecq.rubric.model import Rubric
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.telling.report.model import ReportModel
from ecq.telling.text.words import say
from ecq.web.plan import timeline as on_page
from ecq.writers.pdf.layout import blocks as in_pdf
from ecq.writers.pdf.render import lay
from ecq.writers.word import blocks as in_word
from ecq.writers.word.build import word_of
from tests.report.assessments import DAY, filled, taken
from tests.report.full_reports import blocks_of, full_model

NARROWEST = 1.5
"""A bar is never narrower, so that it is seen."""


@pytest.fixture(scope="module")
def paced(shipped: Rubric) -> Assessment:
    """A plan whose steps begin one after another, since a team works on them."""
    return taken(set_weekly(filled(shipped), "5"))


@pytest.fixture(scope="module")
def report(shipped: Rubric, paced: Assessment) -> ReportModel:
    return full_model(shipped, paced, "zh", DAY)


def span_of(row: Row) -> Span | None:
    return next((part for cell in row.cells for part in cell if isinstance(part, Span)), None)


def spans(report: ReportModel) -> list[Span]:
    tables = blocks_of(report, "plan", Table)
    return [span for table in tables for row in table.rows if (span := span_of(row))]


def on_track(span: Span, track: float) -> tuple[float, float]:
    """Where a bar is to begin and how wide it is, on a track of that width."""
    return float(span.start) * track, max(float(span.end - span.start) * track, NARROWEST)


def drawn_as(shapes: Any) -> tuple[float, float, float]:
    """Where a bar begins, from the left of its track; how wide it is, and the track."""
    track, bar = ([x for x, _ in shape.points] for shape in shapes)
    return min(bar) - min(track), max(bar) - min(bar), max(track) - min(track)


def runs(plan: WorkPlan) -> list[tuple[int, int]]:
    """The first and last day of each line that is scheduled, counted from the day work begins."""
    return [(line.runs.start, line.runs.end) for wave in plan.waves for line in wave.lines if line.runs]


def test_the_report_has_a_bar_for_each_step_over_its_days(
    report: ReportModel, paced: Assessment, shipped: Rubric
) -> None:
    plan = work_plan(shipped, paced, cheapest_plan(shipped, paced), "zh", DAY)
    days = runs(plan)
    assert len({start for start, _ in days}) > 5
    length = max(end for _, end in days) + 1  # the last day is worked on too
    found = [(span.start, span.end) for span in spans(report)]
    assert found == [(Fraction(start, length), Fraction(end + 1, length)) for start, end in days]


def test_in_the_pdf(report: ReportModel, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []
    as_before = in_pdf._bar

    def noted(part: Any, *place: Any) -> Any:
        marks = as_before(part, *place)
        if isinstance(part, Span):
            drawn.append((part, marks))
        return marks

    monkeypatch.setattr(in_pdf, "_bar", noted)
    lay(report)
    assert {part for part, _ in drawn} == set(spans(report))
    for part, marks in drawn:
        left, wide, track = drawn_as(marks)
        assert (left, wide) == pytest.approx(on_track(part, track))


def test_in_word(report: ReportModel, monkeypatch: pytest.MonkeyPatch) -> None:
    bars = []
    as_before = in_word.drawn
    monkeypatch.setattr(in_word, "drawn", lambda figure, accent: bars.append(figure) or as_before(figure, accent))
    word_of(report.part("plan"), "zh", "", "", DAY)
    named = {span.alt: span for span in spans(report)}
    found = [(named[bar.alt], drawn_as(bar.marks)) for bar in bars if bar.alt in named]
    assert len(found) == len(spans(report))
    for span, (left, wide, track) in found:
        assert (left, wide) == pytest.approx(on_track(span, track))


def test_on_the_page(shipped: Rubric, paced: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    begins = "2030-11-25"
    paced = taken(set_day(paced, "start", begins))
    plan = work_plan(shipped, paced, cheapest_plan(shipped, paced), "zh", begins)
    shown: list[str] = []
    monkeypatch.setattr(on_page, "st", SimpleNamespace(html=shown.append))
    visit: Any = SimpleNamespace(assessment=paced, lang="zh", say=lambda text, **marks: say(text, "zh", **marks))
    on_page.draw_timeline(visit, plan)
    lines = [line for wave in plan.waves for line in wave.lines if line.runs is not None]
    length = max(line.runs.end for line in lines if line.runs) + 1
    row = re.compile(r'class="what">(.*?)</span><span class="when num">(.*?) ?</span>.*?left:([\d.]+)%;width:([\d.]+)%')
    found = {what: (when, Fraction(left), Fraction(width)) for what, when, left, width in row.findall("".join(shown))}
    single = [line for line in lines if line.kind != "prove"]
    assert len(single) > 5
    for line in single:
        assert line.runs is not None
        when, left, width = found[line.title]
        assert day_after(begins, line.runs.start) in when
        assert day_after(begins, line.runs.end) in when
        assert abs(left - min(Fraction(100 * line.runs.start, length), Fraction("99.4"))) <= Fraction("0.01")
        worked = Fraction(100 * (line.runs.end + 1 - line.runs.start), length)
        assert abs(width - max(worked, Fraction("0.6"))) <= Fraction("0.01")
