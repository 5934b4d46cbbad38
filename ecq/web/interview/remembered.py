"""What was said at another question and is about this one: offered here, with the words and where they were said.

Found each time in what is kept with the answers, the words typed and the notes; nothing is stored for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ecq.exchange.documents.spoken import Spoken, told_in
from ecq.interview.typed.outcomes import Answer, AskFact, FactOfProfile, PremiseDenied
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest
from ecq.web.interview.remarks import remarks_of
from ecq.web.interview.state import Conversation
from ecq.web.session.state import Understanding, session
from ecq.web.session.stores import proposals
from ecq.web.session.visit import Visit

LOOKED_AT, SHORTEST = 80, 5
"""So many texts are looked through, the newest first, and characters below which a text is about its own question alone."""


@dataclass(frozen=True)
class Remembered:
    """What is offered, and the question at which it was said."""

    waiting: Understanding
    said_at: str


def remembered(visit: Visit, question: Question) -> Remembered | None:
    """What was said elsewhere of a question that is not answered; None where nothing was, or it was declined."""
    assert visit.stored is not None
    here = session().page(Conversation)
    if visit.looks_only or visit.interview.states.get(question.id) != "unanswered" or question.id in here.declined:
        return None
    for said_at, spoken in _spoken_in(tuple(islice(_texts(visit), LOOKED_AT)), ByDigest(visit.rubric)):
        offer = _offer(visit, question, spoken) if said_at != question.id else None
        if offer is not None and not _decided(visit, spoken):
            return Remembered(offer, said_at)
    return None


@lru_cache(maxsize=64)
def _spoken_in(texts: Sequence[tuple[str, str]], key: ByDigest) -> tuple[tuple[str, Spoken], ...]:
    """What texts say, each with the question at which it was said; from one press to the next they seldom change."""
    return tuple(
        (q, one) for q, words in texts if len(words) >= SHORTEST for one in told_in(words, key.rubric, q).spoken
    )


def _texts(visit: Visit) -> Iterator[tuple[str, str]]:
    """The words typed, the newest first, and then the notes."""
    assert visit.stored is not None
    for remark in reversed(remarks_of(visit.stored.id)):
        if remark.words and remark.question in visit.rubric.by_id:
            yield remark.question, remark.words
    for question, response in visit.assessment.responses.items():
        if response.note and question in visit.rubric.by_id:
            yield question, response.note


def _offer(visit: Visit, question: Question, spoken: Spoken) -> Understanding | None:
    """What to offer of something said: an answer, the question about what is missing, or a fact that decides whether it is asked."""
    match spoken.understood:
        case FactOfProfile(fact=fact) as said:
            asks = question.applies is not None and any(name == fact for name, _ in question.applies.facts())
            return (
                Understanding(question.id, (said,), words=spoken.quote)
                if asks and not visit.assessment.profile.get(fact)
                else None
            )
        case _ if spoken.about != question.id:
            return None
        case AskFact() as asks_fact:
            return Understanding(question.id, (), words=spoken.quote, asks=asks_fact)
        case PremiseDenied(ways=ways):
            return Understanding(question.id, ways, words=spoken.quote)
        case Answer(value=value):
            return None if question.fails_gate(value) else Understanding(question.id, (value,), words=spoken.quote)
        case reason:
            return Understanding(question.id, (reason,), words=spoken.quote)


def _decided(visit: Visit, spoken: Spoken) -> bool:
    """Whether the same words stand or stood on a card."""
    assert visit.stored is not None
    kept = (one.proposal for one in proposals().of(visit.stored.id))
    return any((one.about, one.source.quote) == (spoken.about, spoken.quote) for one in kept)
