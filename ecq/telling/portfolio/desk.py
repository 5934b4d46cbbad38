"""What is due with which client: days of evidence, steps, contracts, audits and certificates, and links that were sent out.

Knows days and clients; draws nothing. The days of a self-check come from its summary, so that a long list costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ecq.assessment.model import Assessment
from ecq.base.day import day_after, days_between
from ecq.base.frozen import Frozen
from ecq.rubric.model import Rubric
from ecq.scoring.expiry import Ends

if TYPE_CHECKING:  # so that who tells of one self-check loads no database
    from ecq.store.invitations import Invitation

Kind = Literal["evidence", "expiry", "step", "target", "contract", "surveillance", "renewal", "request", "review"]
WEEK, AHEAD = 7, 90
"""Days that are shown one by one, and days that are looked ahead."""


class Due(Frozen):
    """Something with a day: what it is about in an operator's own words ("" for nothing), and its question and piece of
    evidence where it has them.
    """

    kind: Kind
    day: str
    what: str = ""
    question: str = ""
    piece: str = ""


@dataclass(frozen=True)
class Line:
    """Something due with a client: the id and name of the self-check, and the days left, below 0 where the day has passed."""

    id: str
    name: str
    due: Due
    left: int


def dues_of(rubric: Rubric, assessment: Assessment, ending: Ends) -> Iterator[Due]:
    """What of a self-check itself has a day: evidence to be obtained or renewed, steps not done, its target, contract and certificate."""
    for id_, response in assessment.responses.items():
        if id_ in rubric.by_id:
            yield from (
                Due(kind="evidence", day=item.due, what=item.text[:80], question=id_)
                for item in response.evidence
                if item.due and not item.in_hand
            )
    yield from (
        Due(kind="expiry", day=day, question=question, piece=piece) for (question, piece), day in ending.items()
    )
    terms, record = assessment.terms, assessment.client
    done = {step.question for step in (terms.agreed.steps if terms.agreed else ()) if step.done}
    yield from (
        Due(kind="step", day=day, question=id_)
        for id_, day in terms.due.items()
        if id_ not in done and id_ in rubric.by_id
    )
    days: tuple[tuple[Kind, str | None], ...] = (
        ("target", terms.ready_by),
        ("contract", record.contract_until),
        ("renewal", record.valid_until),
        *(("surveillance", day) for day in record.surveillance),
    )
    yield from (Due(kind=kind, day=day) for kind, day in days if day)


def due_of_invitation(invitation: Invitation, now: str) -> Due | None:
    """What a link waits for: a review as soon as it is sent back, else its answers until its day; None where for nobody."""
    if invitation.state == "submitted" and invitation.ended != "revoked":
        return Due(kind="review", day=invitation.changed_at[:10], what=invitation.label)
    if invitation.takes_answers and invitation.due and not invitation.expired(now):
        return Due(kind="request", day=invitation.due, what=invitation.label)
    return None


def lines_of(clients: Mapping[str, tuple[str, Iterable[Due]]], today: str) -> tuple[Line, ...]:
    """What is due up to AHEAD days on, by id with name: what has passed first, then by day. A review has no day to come."""
    last = day_after(today, AHEAD)
    lines = [
        Line(id_, name, due, 0 if due.kind == "review" else days_between(today, due.day))
        for id_, (name, dues) in clients.items()
        for due in dues
        if due.day <= last
    ]
    return tuple(sorted(lines, key=lambda one: (one.left, one.name, one.due.kind, one.due.question)))


def this_week(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What has passed, and what is due within a week."""
    return tuple(line for line in lines if line.left < WEEK)
