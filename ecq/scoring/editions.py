"""The same answers under several rubrics: the score under each, and how their questions overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import Scorecard, score


@dataclass(frozen=True)
class Standing:
    """The answers under one rubric.

    `shared` counts the questions that apply here and are asked by the rubric compared with, `only_here` those that
    apply here and are not, `left_out` those that apply there and are not asked here.
    """

    rubric: Rubric
    card: Scorecard
    shared: int
    only_here: int
    left_out: int


def side_by_side(assessment: Assessment, own: Rubric, others: Sequence[Rubric]) -> tuple[Standing, ...]:
    """The answers under their own rubric and under others; the first is compared with the second, the rest with the first."""
    rubrics = [own, *(other for other in others if other.id != own.id)]
    cards = [score(rubric, assessment) for rubric in rubrics]
    asked = [{q for q, one in card.questions.items() if one.state != "hidden"} for card in cards]
    standings = []
    for place, (rubric, card) in enumerate(zip(rubrics, cards, strict=True)):
        partner = 0 if place else 1
        there = asked[partner] if len(rubrics) > 1 else asked[0]
        here = asked[place]
        standings.append(Standing(rubric, card, len(here & there), len(here - there), len(there - here)))
    return tuple(standings)
