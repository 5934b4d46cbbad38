"""Geometry of the figures: a picture must not show another grade than the numbers."""

from __future__ import annotations

from fractions import Fraction
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.document.charts import axis_share
from ecq.document.drawing.figures import radar_point, radar_polygon, star, stripes

F = Fraction
scores = st.fractions(0, 100)
first_stars = st.fractions(1, 99)


@pytest.mark.parametrize(
    ("score", "share"),
    [(0, "0"), (35, "1/8"), (70, "1/4"), (80, "1/2"), (90, "3/4"), (95, "7/8"), (100, "1")],
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


def test_a_star_has_ten_corners():
    assert len(star((0, 0), 5)) == 10


@given(st.floats(0.5, 500), st.floats(3, 20))
def test_stripes_fill_a_rectangle_and_stay_within_it(width: float, height: float):
    corners = [point for stripe in stripes(10, 20, width, height) for point in stripe]
    assert corners
    assert all(10 - 1e-6 <= x <= 10 + width + 1e-6 and 20 <= y <= 20 + height for x, y in corners)
    assert max(x for x, _ in corners) - min(x for x, _ in corners) > width - 4
