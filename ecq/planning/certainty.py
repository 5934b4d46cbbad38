"""Which open question narrows the score most, and how many more answers it takes to settle the grade.

Knows points, bands and gates of a scorecard. Must not know where an interview is, words or screens. What is proved and
why: docs/certainty.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm

from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateScore
from ecq.scoring.scorecard import Scorecard


@dataclass(frozen=True)
class Certainty:
    """How far the grade is from settled, in answers.

    `order` holds the open questions that an answer can close, the one that narrows the interval most first; where open
    gates hold the grade down, those come first. Questions that wait for the profile are not in it.

    `earliest`: fewer further answers than this leave the grade unsettled, whatever they are, "not applicable" included.
    0 when it is settled; None when no answers alone can settle it.

    `as_so_far`: how many questions of `order` settle it when each earns the share that the answers so far earned; None
    when nothing was scored yet, or when that does not settle it.

    While facts are missing, both are of the score that takes what hangs on them as open: the one over all profiles may be
    settled sooner.
    """

    order: tuple[str, ...]
    earliest: int | None
    as_so_far: int | None


def certainty(rubric: Rubric, card: Scorecard, among: Collection[str] | None = None) -> Certainty:
    """How far the grade is from settled when only questions of `among` (all, where None) are answered further."""
    looked = _Look(rubric, card.all_open, among)
    if card.grade.settled:
        return Certainty(looked.order, 0, 0)
    return Certainty(looked.order, looked.earliest(), looked.as_so_far())


class _Look:
    """One scorecard in whole parts of 1/scale points, in which sums and comparisons cost next to nothing."""

    def __init__(self, rubric: Rubric, card: Scorecard, among: Collection[str] | None) -> None:
        self.rubric, self.card = rubric, card
        cap = rubric.cap
        self.cap = None if cap is None else rubric.bands.index(cap)
        self.failed = any(gate.state == "failed" for gate in card.gates)
        self.waiting = [gate for gate in card.gates if gate.state == "open"] if cap is not None else []
        # The highest credit with which each gate still fails.
        fails = {
            gate.question: max(one for one in rubric.by_id[gate.question].scale.values() if one < gate.needed)
            for gate in self.waiting
        }
        open_ones = [one for one in card.questions.values() if one.open]
        exact = [one.points for one in open_ones] + [card.score.low, card.score.high]
        finer = [*fails.values(), *(gate.needed for gate in self.waiting)]
        scale = lcm(*(n.denominator for n in exact), *(band.from_.denominator for band in rubric.bands))
        self.scale = scale * lcm(*(n.denominator for n in finer))
        self.low, self.high = self._parts(card.score.low), self._parts(card.score.high)
        self.starts = [self._parts(band.from_) for band in rubric.bands]
        self.worth = {one.id: self._parts(one.points) for one in open_ones}
        self.fails = {q: self._parts(card.questions[q].points * credit) for q, credit in fails.items()}
        answerable = [one.id for one in open_ones if one.state != "undecided" and (among is None or one.id in among)]
        first = {gate.question for gate in self.waiting} if self._gates_matter() else set()
        self.order = tuple(sorted(answerable, key=lambda q: (q not in first, -self.worth[q])))

    def _parts(self, points: Fraction) -> int:
        return points.numerator * (self.scale // points.denominator)

    def _gates_matter(self) -> bool:
        """Whether open gates keep the grade from being settled where the score alone would allow more."""
        high = self._parts(self.card.grade.high.from_)
        return self.cap is not None and not self.failed and self.starts[self.cap] < high

    def earliest(self) -> int | None:
        """The fewest answers over all bands the grade could settle in."""
        top = len(self.starts) if self.cap is None else self.cap + 1
        ways = [self._within(band, ()) for band in range(top)]
        if self.cap is not None:
            ways += self._at_the_cap(self.cap) + self._above_the_cap(self.cap)
        return min((way for way in ways if way is not None), default=None)

    def _within(self, band: int, forced: Sequence[GateScore]) -> int | None:
        """Answers that can bring both ends into the band, those gates passed among them.

        Answering questions worth P in all takes P off the width, however it is split between the low end and the high
        end. So it needs the points missing below plus those too many above.
        """
        missing = max(0, self.starts[band] - self.low)
        ceiling = self.starts[band + 1] if band + 1 < len(self.starts) else self.high + 1
        surplus = max(0, self.high - ceiling + 1)
        # A passed gate gives at least its credit; one that may be set aside gives less, so it binds nothing.
        bound = [gate for gate in forced if not self.rubric.by_id[gate.question].not_applicable]
        kept = sum(self._parts(self.card.questions[gate.question].points * gate.needed) for gate in bound)
        needed = max(missing + surplus, kept + surplus if surplus else 0)
        return self._fewest(needed, [gate.question for gate in forced])

    def _at_the_cap(self, cap: int) -> list[int | None]:
        """Answers after which the grade is the cap: a failed gate holds it there, and the low end has reached it."""
        missing = max(0, self.starts[cap] - self.low)
        if self.failed:
            return [self._fewest(missing, [])]
        ready = [gate.question for gate in self.waiting if gate.question in self.order]
        return [self._fewest(missing + self.worth[q] - self.fails[q], [q]) for q in ready]

    def _above_the_cap(self, cap: int) -> list[int | None]:
        """Answers after which every gate is passed and the grade is above the cap."""
        if self.failed or any(gate.question not in self.order for gate in self.waiting):
            return []
        return [self._within(band, self.waiting) for band in range(cap + 1, len(self.starts))]

    def _fewest(self, needed: int, forced: Sequence[str]) -> int | None:
        """The least number of answers, these among them, whose questions are worth that much in all."""
        free = sorted((self.worth[q] for q in self.order if q not in forced), reverse=True)
        sums = list(accumulate(free, initial=sum(self.worth[q] for q in forced)))
        count = bisect_left(sums, needed)
        return None if count == len(sums) else len(forced) + count

    def as_so_far(self) -> int | None:
        """How many of the order settle the grade at the share earned so far. Each narrows it, so halving finds it."""
        if self.card.so_far is None:
            return None
        share = self.card.so_far / 100
        sums = list(accumulate((self.worth[q] for q in self.order), initial=0))
        passing = [self.order.index(g.question) for g in self.waiting if g.question in self.order and share >= g.needed]
        failing = [self.order.index(g.question) for g in self.waiting if g.question in self.order and share < g.needed]

        def settled(count: int) -> bool:
            low = self.low * share.denominator + sums[count] * share.numerator
            high = low + (self.high - self.low - sums[count]) * share.denominator
            ends = [max(n for n, at in enumerate(self.starts) if end >= at * share.denominator) for end in (low, high)]
            if self.cap is None:
                return ends[0] == ends[1]
            failed = self.failed or any(place < count for place in failing)
            held = failed or sum(place < count for place in passing) < len(self.waiting)
            return (min(ends[0], self.cap) if held else ends[0]) == (min(ends[1], self.cap) if failed else ends[1])

        count = bisect_left(range(len(sums)), True, key=settled)
        return None if count == len(sums) else count
