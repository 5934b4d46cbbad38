"""The days on which evidence that proves something now does so no longer, and the score with evidence from then on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.base.day import day_after
from ecq.rubric.model import Rubric
from ecq.scoring.proof import held_until
from ecq.scoring.scorecard import Scorecard, score

Ends = dict[tuple[str, str], str]
"""The last day of each (question, piece)."""


@dataclass(frozen=True)
class Fall:
    """The day from which the grade with evidence is a lower one, the pieces whose time is over then, and the score with evidence."""

    day: str
    pieces: tuple[tuple[str, str], ...]
    evidenced: Fraction


def ends(rubric: Rubric, assessment: Assessment, card: Scorecard) -> Ends:
    """The last day of each piece that is needed and ends, also of those that have ended."""
    found = {}
    for id_ in rubric.order:
        things = assessment.response(id_).evidence
        if any(thing.until or thing.dated for thing in things):
            until = held_until(rubric.by_id[id_], things, bool(assessment.reviewer))
            needed = sorted(card.questions[id_].needed)
            found.update({(id_, name): day for name in needed if (day := until.get(name))})
    return found


def holds(ending: Ends, day: str) -> tuple[str, str]:
    """The first and the last day on which the score with evidence is that of a day; "" where nothing ends it."""
    before = [last for last in ending.values() if last < day]
    after = [last for last in ending.values() if last >= day]
    return day_after(max(before), 1) if before else "", min(after, default="")


def first_fall(rubric: Rubric, assessment: Assessment, card: Scorecard) -> Fall | None:
    """The first day on which the grade with evidence falls, if nothing is renewed: as days pass, less is proved.

    Not worked out while it is one over all profiles, since facts are missing.
    """
    now, ending = rubric.grade_of(card.evidenced.low).from_, ends(rubric, assessment, card)
    days = sorted({last for last in ending.values() if last >= assessment.day})
    if card.hanging or now == min(band.from_ for band in rubric.bands):
        return None

    def then(last: str) -> Fraction:
        return score(rubric, assessment.on(day_after(last, 1))).evidenced.low

    first = bisect_left(days, True, key=lambda last: rubric.grade_of(then(last)).from_ < now)
    if first == len(days):
        return None
    pieces = tuple(piece for piece, last in ending.items() if last == days[first])
    return Fall(day_after(days[first], 1), pieces, then(days[first]))
