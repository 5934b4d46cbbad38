"""Charts and bars: nothing that counts is left out, no picture shows another grade than the numbers, and a bar is where its step is."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from math import dist
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.model import Assessment
from ecq.base.day import day_after
from ecq.base.language import LANGS, Lang, words
from ecq.document.blocks import Row, Span, Table
from ecq.document.charts import (
    CostCurve,
    Interval,
    Level,
    Mark,
    axis_share,
    radar_point,
    radar_polygon,
    short_names,
    star,
    stripes,
)
from ecq.document.colours import WHITE
from ecq.document.drawing.fonts import type_
from ecq.document.drawing.page import Shape, Written
from ecq.planning.agreed import cheapest_plan, set_day, set_weekly
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import HUNDRED, score
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.telling.report.cover import View
from ecq.telling.report.shown import SECTIONS, choose
from ecq.telling.report.standing import indicators_gains, indicators_radar, questions_map
from ecq.telling.report.whole import ReportModel
from ecq.telling.text.sentences import to_gain_words
from ecq.telling.text.words import say
from ecq.web.plan import page as on_page
from ecq.writers.html.blocks import interval
from ecq.writers.pdf.layout import blocks as in_pdf
from ecq.writers.pdf.layout.pictures import drawn
from ecq.writers.pdf.render import lay
from ecq.writers.word import build as in_word
from ecq.writers.word.build import word_of
from tests.report.assessments import DAY, filled, taken
from tests.report.full_reports import blocks_of, model

F = Fraction
scores = st.fractions(0, 100)
first_stars = st.fractions(1, 99)


@pytest.mark.parametrize(
    ("score", "share"), [(0, "0"), (35, "1/8"), (70, "1/4"), (80, "1/2"), (90, "3/4"), (95, "7/8"), (100, "1")]
)
def test_the_axis_of_the_star_bands(score: int, share: str):
    assert axis_share(F(score), F(70)) == F(share)


@given(scores, scores, first_stars)
def test_a_higher_score_is_never_further_left(one: F, other: F, first: F):
    low, high = sorted((one, other))
    assert 0 <= axis_share(low, first) <= axis_share(high, first) <= 1
    assert (low < high) == (axis_share(low, first) < axis_share(high, first))


@pytest.mark.parametrize("first", [F(0), F(100)])
def test_without_a_band_to_stretch_the_axis_is_even(first: F):
    assert axis_share(F(40), first) == F(2, 5)


def test_the_first_axis_points_up_and_the_next_follows_clockwise():
    assert radar_point(0, 4, 1, (0, 0), 10) == pytest.approx((0, -10))
    assert radar_point(1, 4, 1, (0, 0), 10) == pytest.approx((10, 0))


@pytest.mark.slow
@given(st.lists(st.fractions(0, 1), min_size=3, max_size=20))
def test_a_corner_is_as_far_out_as_its_share(shares: list[F]):
    corners = radar_polygon(shares, (5, 5), 50)
    assert [dist(corner, (5, 5)) for corner in corners] == pytest.approx([float(share) * 50 for share in shares])


def bar(first_star: F) -> Interval:
    mark = Mark(first_star, "Two stars", "70", 2)
    return Interval(F(43), F(83), F(86), first_star, F(90), (mark,), ("", "", "", ""), "the score")


@pytest.mark.parametrize(("first", "strokes"), [(F(70), 1), (F(100), 0)])
def test_where_the_axis_is_squeezed_a_stroke_across_the_bar_says_so(first: F, strokes: int):
    marks = drawn(type_(), bar(first), 51, 100, 480).marks
    slanting = [mark for mark in marks if isinstance(mark, Shape) and mark.fill == WHITE and len(set(mark.points)) == 4]
    slanting = [mark for mark in slanting if mark.points[0][0] != mark.points[3][0]]
    assert len(slanting) == strokes
    assert interval(bar(first)).count("<s ") == strokes


def test_names_of_grades_that_lie_close_together_do_not_lie_on_each_other():
    levels = tuple(Level(F(score), f"{score}", score == 90) for score in (70, 80, 90, 95))
    curve = CostCurve(((F(0), F(0)), (F(50), F(100))), levels, F(40), "days", "the curve")
    marks = drawn(type_(), curve, 51, 100, 480).marks
    names = [mark.y for mark in marks if isinstance(mark, Written) and re.fullmatch(r"(\d+) \1", mark.text)]
    assert len(names) == 4
    assert all(below - above >= 10 for above, below in pairwise(sorted(names)))


def test_a_star_has_ten_corners():
    assert len(star((0, 0), 5)) == 10


@given(st.floats(0.5, 500), st.floats(3, 20))
def test_stripes_fill_a_rectangle_and_stay_within_it(width: float, height: float):
    corners = [point for stripe in stripes(10, 20, width, height) for point in stripe]
    assert corners
    assert all(10 - 1e-6 <= x <= 10 + width + 1e-6 and 20 <= y <= 20 + height for x, y in corners)
    assert max(x for x, _ in corners) - min(x for x, _ in corners) > width - 4


def view(rubric: Rubric, lang: Lang) -> View:
    made = filled(rubric)
    card = score(rubric, made)
    return View(rubric, made, card, readiness(rubric, made, card), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_still_to_gain_adds_up_to_what_the_score_lacks_most_first(shipped: Rubric, lang: Lang) -> None:
    shown = view(shipped, lang)
    told = indicators_gains(shown)
    left = [one.worth - one.low for one in told.rows]
    assert left == sorted(left, reverse=True)
    assert sum(left) == HUNDRED - shown.card.score.low
    assert all(one.label in told.alt and to_gain_words(one.worth, one.low) in told.alt for one in told.rows)
    assert {one.label for one in told.rows} == {
        words(shipped.nodes[leaf.id].title, lang)
        for leaf in shipped.leaves
        if shown.card.nodes[leaf.id].share is not None
    }
    assert len(told.rows) == len(indicators_radar(shown).axes)


def test_every_question_asked_is_a_cell_and_failed_gates_are_marked_in_sign_and_words(shipped: Rubric) -> None:
    shown = view(shipped, "en")
    cells = [cell for _, row in questions_map(shown).rows for cell in row]
    asked = [one for one in shown.card.questions.values() if one.state != "hidden"]
    assert len(cells) == len(asked)
    failed = [cell for cell in cells if cell.failed]
    assert len(failed) == len(shown.card.gates_in("failed")) > 0
    assert all(cell.sign.endswith("!") and "failed" in cell.alt for cell in failed)
    assert sum(cell.kind == "open" for cell in cells) == sum(one.credit is None and one.state != "na" for one in asked)


NARROWEST = 1.5
"""A bar is never narrower, so that it is seen."""


@pytest.fixture(scope="module")
def paced(shipped: Rubric) -> Assessment:
    """A plan whose steps begin one after another, since a team works on them."""
    return taken(set_weekly(filled(shipped), "5"))


@pytest.fixture(scope="module")
def report(shipped: Rubric, paced: Assessment) -> ReportModel:
    others = [one for one in SECTIONS if one != "plan"]
    return model(shipped, paced, choose("zh", "full", leave_out=others), DAY)


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
    monkeypatch.setattr(on_page, "draw_html", shown.append)
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


def test_where_the_first_word_of_grades_is_the_same_their_stars_stand_on_the_bar() -> None:
    def marks(*titles: str) -> list[Mark]:
        return [Mark(Fraction(70), title, "70", stars) for stars, title in enumerate(titles, 2)]

    assert short_names(marks("Two stars", "Three stars")) == ["Two", "Three"]
    assert short_names(marks("二星", "三星")) == ["二星", "三星"]
    assert short_names(marks("bintang dua", "bintang tiga")) == ["2★", "3★"]
