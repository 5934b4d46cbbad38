"""Which pieces of evidence are in hand: what is put to them, and until which day it proves anything.

Knows no points; what of an answer its pieces prove, the question knows (`credit_proved`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ecq.base.caches import Known
from ecq.base.day import end_of_term
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Piece

if TYPE_CHECKING:
    from ecq.assessment.as_scored import Proving, ScoredResponse

NO_PIECES: frozenset[str] = frozenset()

REMEMBERED = 4_096
"""Of how many responses it is remembered what their evidence proves: from one state to the next hardly one changes."""


class Proof(NamedTuple):
    """The pieces of evidence in hand for a response; the credit of its answer that they prove, also in the smallest steps
    that the question has.
    """

    held: frozenset[str]
    credit: Fraction
    steps: int


class _Lasting(NamedTuple):
    """What is proved on every day behind the one on which a piece expired last ("": none), to that on which the next does."""

    behind: str
    until: str
    proof: Proof


_NEVER = "~"
"""Later than every day as text."""


NOTHING = Proof(NO_PIECES, Fraction(0), 0)
_PROOFS: Known[_Lasting] = Known(REMEMBERED)


def put_to(question: Question, thing: Proving) -> Sequence[str]:
    """The pieces of a question that a thing is put to: those named, else the one it has the words of."""
    if thing.pieces is not None:
        return [name for name in thing.pieces if name in question.pieces]
    return [name for name, piece in question.pieces.items() if thing.text in piece.said]


def counts(thing: Proving, reviewed: bool) -> bool:
    """Whether a thing proves anything: a file, or words and a place where it lies, in hand and not returned.

    Where somebody reviews, only what another than who brought it has accepted.
    """
    if not thing.in_hand or not (thing.file or thing.place):
        return False
    review = thing.review
    if reviewed:
        return review is not None and review.verdict == "accepted" and review.by != thing.brought_by
    return review is None or review.verdict == "accepted"


def last_day(piece: Piece, thing: Proving) -> str | None:
    """The last day on which a thing proves a piece (ISO 8601 text); None where none of its dates ends it."""
    until = None if thing.until is None else str(thing.until)
    if piece.months is None or thing.dated is None:
        return until
    by_age = end_of_term(str(thing.dated), piece.months)
    return by_age if until is None else min(until, by_age)


def held_until(question: Question, things: Iterable[Proving], reviewed: bool) -> dict[str, str | None]:
    """Each piece that something proves, and the last day on which it does; None where nothing ends that."""
    found: dict[str, str | None] = {}
    for thing in things:
        if counts(thing, reviewed):
            for name in put_to(question, thing):
                ends = last_day(question.pieces[name], thing)
                known = found.get(name, "")
                found[name] = None if known is None or ends is None else max(known, ends)
    return found


def held_pieces(question: Question, things: Sequence[Proving], day: str, reviewed: bool) -> frozenset[str]:
    """The pieces of a question that are in hand on a day (ISO 8601 text); "": before any of them has expired."""
    return _held(held_until(question, things, reviewed), day) if things else NO_PIECES


def _held(until: Mapping[str, str | None], day: str) -> frozenset[str]:
    return frozenset(name for name, ends in until.items() if ends is None or ends >= day)


def proof(question: Question, response: ScoredResponse, day: str, reviewed: bool) -> Proof:
    """What the evidence of a response proves on a day."""
    return proofs([question], [response], day, reviewed)[0]


def proofs(questions: Iterable[Question], responses: Iterable[ScoredResponse], day: str, reviewed: bool) -> list[Proof]:
    """The same of each response to its question."""
    get = _PROOFS.get
    return [
        NOTHING
        if not one.evidence
        else known[0].proof
        if (known := get((id(question), id(one), reviewed)))
        and day <= known[0].until
        and (not known[0].behind or day > known[0].behind)
        else _PROOFS.keep(
            (id(question), id(one), reviewed), _lasting(question, one, day, reviewed), question, one
        ).proof
        for question, one in zip(questions, responses, strict=True)
    ]


def _lasting(question: Question, response: ScoredResponse, day: str, reviewed: bool) -> _Lasting:
    until = held_until(question, response.evidence, reviewed)
    ends = [one for one in until.values() if one is not None]
    behind = max((one for one in ends if one < day), default="")
    then = min((one for one in ends if one >= day), default=_NEVER)
    return _Lasting(behind, then, _proof(question, response, _held(until, day)))


def _proof(question: Question, response: ScoredResponse, held: frozenset[str]) -> Proof:
    if not held:
        return NOTHING
    credit = question.credit_proved(response.value, held)
    return Proof(held, credit, credit.numerator * (question.credit_denominator // credit.denominator))
