"""One of the self-checks that are looked at together: what comparing and the benchmark need of it."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard


@dataclass(frozen=True)
class Client:
    """A self-check with its rubric and scorecard. `demo`: made of a sample; such a one is in no statistics."""

    id: str
    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    demo: bool = False

    @property
    def name(self) -> str:
        """The platform's name; "" where it has none."""
        return self.assessment.name

    @property
    def begun(self) -> bool:
        """Whether anything is answered or set aside."""
        return bool(self.card.counts.answered or self.card.counts.na)


def client(rubric: Rubric, assessment: Assessment, *, id: str = "", demo: bool = False) -> Client:
    """A client of an assessment, scored under a rubric of its id as it is now."""
    now = assessment if assessment.rubric.digest == rubric.digest else rebind(assessment, rubric)
    return Client(id, rubric, now, scorecard(rubric, now), demo)


def same_rubric(clients: tuple[Client, ...]) -> bool:
    """Whether all are scored under one state of one rubric: only then do their numbers mean the same."""
    return len({one.rubric.digest for one in clients}) <= 1
