"""What changed between two assessments, each made with its rubric."""

from ecq.assessment.model import Assessment
from ecq.planning.limits import check_rubric
from ecq.rubric.model import Rubric
from ecq.scoring.difference import Between, between


def difference(rubric_a: Rubric, a: Assessment, rubric_b: Rubric, b: Assessment) -> Between:
    """What changed from assessment `a` to `b`. Raises PlanningError where one was not made with its rubric."""
    check_rubric(rubric_a, a)
    check_rubric(rubric_b, b)
    return between(rubric_a, a, rubric_b, b)
