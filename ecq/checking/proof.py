"""All that is proved about a rubric, in one call. Knows which checks there are and which need which."""

from __future__ import annotations

from ecq.checking.finding import Finding
from ecq.checking.grades import Grades
from ecq.checking.languages import check_texts
from ecq.checking.profiles import Profiles
from ecq.checking.questions import check_questions
from ecq.checking.tree import check_emptied, check_points
from ecq.rubric.model import Rubric

_UNSCORABLE = frozenset(
    {"points-do-not-sum", "gate-cannot-pass", "credits-out-of-order", "option-dominated", "credits-do-not-span"}
)
"""While one of these stands, grades are not looked at: there is no sound score to speak of."""


def prove(rubric: Rubric) -> tuple[Finding, ...]:
    """What does not hold about a rubric, each with a counter-example; nothing found means that all of it is proved.

    Proved, for every profile: points sum to 100; every grade is reachable; every question changes score and grade for
    someone; credits rise; gates can be passed together; conditions can be true and false; no indicator is emptied
    without a note; every text is there in every language. What would take too long is said to be not decided.
    """
    profiles = Profiles(rubric)
    found = [*check_points(rubric, profiles), *check_questions(rubric, profiles), *check_emptied(rubric, profiles)]
    if not _UNSCORABLE & {finding.code for finding in found}:
        grades = Grades(rubric, profiles)
        found += [*grades.check_bands(), *grades.check_questions()]
    return (*found, *check_texts(rubric))
