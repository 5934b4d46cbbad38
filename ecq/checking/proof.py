"""Everything `ecq check` proves about a rubric, in one call."""

from __future__ import annotations

from ecq.checking.finding import Finding
from ecq.checking.grades import Grades
from ecq.checking.languages import check_texts
from ecq.checking.profiles import Profiles
from ecq.checking.questions import check_questions
from ecq.checking.tree import check_emptied, check_points
from ecq.rubric.model import Rubric


def prove(rubric: Rubric) -> tuple[Finding, ...]:
    """What is wrong with a rubric, each with a counter-example; no findings mean that all of it is proved.

    Proved, for every profile: points sum to 100; every grade is reachable; every question changes score and grade for
    someone; credits rise; gates can be passed together; conditions can be true and false; no indicator is emptied
    without a note; every text is there in every language. What would take too long is said to be not decided.
    """
    profiles = Profiles(rubric)
    grades = Grades(rubric, profiles)
    return (
        *check_points(rubric, profiles),
        *check_questions(rubric, profiles),
        *check_emptied(rubric, profiles),
        *grades.check_bands(),
        *grades.check_questions(),
        *check_texts(rubric),
    )
