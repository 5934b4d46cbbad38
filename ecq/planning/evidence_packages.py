"""Evidence of standing answers to be brought together, as one package for each owner.

Knows a schedule; must not know words. A package is nothing but a sum: what it takes is shared out over its questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ecq.planning.limits import FINEST, PROOF
from ecq.planning.schedule import Schedule, ScheduledStep
from ecq.scoring.scorecard import ZERO


@dataclass(frozen=True)
class EvidencePackage:
    """The evidence that one owner is to bring for answers that stay as they are; the days on which that begins and ends."""

    owner: str
    steps: tuple[ScheduledStep, ...]

    @property
    def effort(self) -> Fraction:
        """Person-days of all of it."""
        return sum((step.effort for step in self.steps), ZERO)

    @property
    def starts(self) -> str:
        """The first day it is worked on."""
        return min(step.starts for step in self.steps)

    @property
    def ends(self) -> str:
        """The working day on which all of it is there."""
        return max(step.ends for step in self.steps)

    def own_efforts(self, days: Fraction) -> dict[str, Fraction]:
        """Entries for `Limits.efforts` that make the package take so many person-days, shared as before.

        Shares are cut to thousandths of a day, and the last question takes what is left over.
        """
        parts = [step.effort if self.effort else Fraction(1) for step in self.steps]
        shares = [Fraction(int(days * part / sum(parts, ZERO) * FINEST), FINEST) for part in parts]
        shares[-1] += days - sum(shares, ZERO)
        return {f"{step.question}/{PROOF}": share for step, share in zip(self.steps, shares, strict=True)}


def evidence_packages(schedule: Schedule) -> tuple[EvidencePackage, ...]:
    """A package for each owner who has such evidence to bring, those that are there first coming first."""
    return tuple(sorted(_packages(schedule.steps), key=lambda package: (package.ends, package.owner)))


def _packages(steps: Iterable[ScheduledStep]) -> Iterator[EvidencePackage]:
    proofs = [step for step in steps if step.only_proves]
    for owner in dict.fromkeys(step.owner for step in proofs):
        yield EvidencePackage(owner, tuple(step for step in proofs if step.owner == owner))
