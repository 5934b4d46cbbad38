"""What was understood of typed words and waits to be confirmed: the words with all that was settled of them, by yes and no or by a press."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from ecq.base.language import Text
from ecq.interview.facts import facts_of
from ecq.interview.typed.outcomes import AskFact, FactOfProfile, Go, Known, NotApplicable, ProfileSaid
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.model import Rubric

Offer = Value | NotApplicable | FactOfProfile | ProfileSaid | Go


@dataclass(frozen=True)
class Understanding:
    """What was understood of typed text, waiting to be confirmed: answers, reasons why the question does not apply, facts of
    the profile, places to go to; with `note`, or `stated` alone where none fits.

    `words` is the text itself; `asks` is the fact that is asked about in place of offering anything; `again` is how it is asked
    after a reply that did not tell; `known` are the facts that what is offered rests on; `sounds_like` is the answer that was not
    offered since it fails a gate, which only a yes in words takes, or naming it again; `under` is what waited before, and waits again
    once this is declined; `tried` is how many replies in a row left all as it was.
    """

    question: str
    values: tuple[Offer, ...]
    note: str = ""
    stated: str = ""
    words: str = ""
    asks: AskFact | None = None
    again: Text | None = None
    known: Known = ()
    sounds_like: Value | None = None
    under: Understanding | None = None
    tried: int = 0

    @property
    def of_the_question(self) -> Understanding | None:
        """What waits once no places are offered: this, or what waited before them."""
        return self.under if any(isinstance(one, Go) for one in self.values) else self

    def over(self, before: Understanding) -> Understanding:
        """This in place of what waited before it: of that, what was settled by yes and no or of a list waits under it."""
        under = before.of_the_question
        if self.of_the_question is self and under is not None:
            settled = under.sounds_like is None and (under.asks or under.known)
            under = under if settled else under.under
            under = under and replace(under, under=None)
        return replace(self, under=under)


_KEPT: TypeAdapter[Understanding | None] = TypeAdapter(Understanding | None)

DECLINED = "null"
"""What is kept of a question at which what was said elsewhere was declined, and nothing waits."""


def as_kept(waiting: Understanding) -> str:
    """What waits, as it is kept."""
    return _KEPT.dump_json(waiting).decode()


def as_it_was_kept(kept: str, rubric: Rubric) -> Understanding | None:
    """What was kept; None where nothing waits, or where rubric and facts have no more what it names."""
    with suppress(ValidationError):
        waiting = _KEPT.validate_json(kept)
        question = rubric.by_id.get(waiting.question) if waiting else None
        if waiting and question and _is_known(waiting, question, rubric):
            return waiting
    return None


def _is_known(waiting: Understanding, question: Question, rubric: Rubric) -> bool:
    facts, asks = facts_of(question), waiting.asks
    of_facts = {*(facts.facts if facts else ())}
    named = {name for name, _ in (*waiting.known, *(asks.known if asks else ()))}
    missing = {asks.fact, *asks.then} - of_facts if asks else ()
    offers = (*waiting.values, *([] if waiting.sounds_like is None else [waiting.sounds_like]))
    offered = all(_can_be_taken(one, question, rubric) for one in offers)
    offered = offered and (waiting.under is None or _is_known(waiting.under, question, rubric))
    return offered and not missing and named <= of_facts.union(name for name, _ in question.choices)


def _can_be_taken(offer: Offer, question: Question, rubric: Rubric) -> bool:
    match offer:
        case NotApplicable(reason_id=reason):
            return reason is None or reason in {one.id for one in question.not_applicable}
        case FactOfProfile(fact=fact, value=value):
            said = (value,) if isinstance(value, str) else value
            return fact in rubric.facts and {*said} <= {one.id for one in rubric.facts[fact].options}
        case ProfileSaid(facts=facts):
            return all(_can_be_taken(FactOfProfile(*one), question, rubric) for one in facts)
        case Go():
            return False
    return not isinstance(question.read(offer, exact=True), Invalid)
