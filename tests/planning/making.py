"""Random limits for random rubrics."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ecq.assessment.model import Assessment
from ecq.planning import PROOF, Limits
from ecq.rubric.model import Rubric
from tests import strategies
from tests.building import F

Draw = st.DrawFn
DAYS = st.one_of(
    st.sampled_from([F(0), F(1, 2), F(1), F(2), F(3), F(5)]), st.integers(0, 5000).map(lambda days: F(days, 1000))
)


@st.composite
def limits_of(draw: Draw, rubric: Rubric, capacity: bool = True) -> Limits:
    """Own efforts for most steps, sometimes locks, exclusions, a lead-time limit and a capacity."""
    steps = [f"{question.id}/{step}" for question in rubric.questions for step in (*question.steps, PROOF)]
    more: dict[str, Any] = {"efforts": {step: draw(DAYS) for step in steps if draw(st.integers(0, 3))}}
    if draw(st.booleans()):
        more["lead_times"] = {step: F(draw(st.integers(0, 3))) for step in steps if draw(st.booleans())}
        more["max_lead_time"] = F(draw(st.integers(0, 3)))
    if draw(st.integers(0, 3)) == 0:
        more["locked"] = draw(st.sets(st.sampled_from(rubric.order), max_size=2))
    if draw(st.integers(0, 3)) == 0:
        more["excluded"] = draw(st.sets(st.sampled_from([*steps, *rubric.order]), max_size=3))
    if capacity and draw(st.integers(0, 3)) == 0:
        more["capacity"] = F(draw(st.integers(0, 12)), 2)
    return Limits(**more)


@st.composite
def planned(draw: Draw, most: int = 5, capacity: bool = True) -> tuple[Rubric, Assessment, Limits]:
    """A rubric, an assessment of it, and limits."""
    rubric = draw(strategies.rubrics(most, gate_cap=True))
    assessment = draw(strategies.assessments(rubric, full_profile=True))
    return rubric, assessment, draw(limits_of(rubric, capacity))


def grades(rubric: Rubric) -> st.SearchStrategy[str]:
    return st.sampled_from([band.id for band in rubric.bands])
