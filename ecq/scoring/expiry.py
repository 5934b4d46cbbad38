"""The days on which evidence that proves something now does so no longer, and the score with evidence from then on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.base.day import day_after
from ecq.rubric.model import Rubric
from ecq.scoring.proof import held_until
from ecq.scoring.scorecard import Scorecard, score

BEYOND = "9999-12-31"


@dataclass(frozen=True)
class Lapse:
    """A day on which pieces are no longer in hand: (question, piece) of those the answers need; the card is of that day."""

    day: str
    pieces: tuple[tuple[str, str], ...]
    card: Scorecard


def ends(rubric: Rubric, assessment: Assessment, card: Scorecard) -> dict[tuple[str, str], str]:
    """The last day of each piece that is needed, in hand, and ends."""
    found = {}
    for one in card.questions.values():
        if needed := one.needed & one.held:
            until = held_until(rubric.by_id[one.id], assessment.response(one.id).evidence, bool(assessment.reviewer))
            found.update({(one.id, name): day for name in sorted(needed) if (day := until[name]) is not None})
    return found


def lapses(rubric: Rubric, assessment: Assessment, card: Scorecard) -> tuple[Lapse, ...]:
    """Every such day after that of the card, in order, if nothing is renewed."""
    by_day = defaultdict(list)
    for piece, last in ends(rubric, assessment, card).items():
        if last < BEYOND:
            by_day[day_after(last, 1)].append(piece)
    return tuple(
        Lapse(day, tuple(pieces), score(rubric, assessment.model_copy(update={"as_of": day})))
        for day, pieces in sorted(by_day.items())
    )


def first_fall(rubric: Rubric, assessment: Assessment, card: Scorecard) -> Lapse | None:
    """The first day on which the grade with evidence falls, if nothing is renewed."""
    now = rubric.grade_of(card.evidenced.low)
    return next(
        (one for one in lapses(rubric, assessment, card) if rubric.grade_of(one.card.evidenced.low).from_ < now.from_),
        None,
    )
