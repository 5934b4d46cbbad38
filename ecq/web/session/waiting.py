"""What was understood of typed words and waits to be confirmed: the words with all that was settled of them, by yes and no or by a press."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.base.language import Text
from ecq.interview.typed.outcomes import AskFact, FactOfProfile, Go, Known, NotApplicable, ProfileSaid
from ecq.rubric.kinds.base import Value


@dataclass(frozen=True)
class Understanding:
    """What was understood of typed text, waiting to be confirmed: answers, reasons why the question does not apply, facts of
    the profile, places to go to; with `note`, or `stated` alone where none fits.

    `words` is the text itself; `asks` is the fact that is asked about in place of offering anything; `again` is how it is asked
    after a reply that did not tell; `known` are the facts that what is offered rests on; `under` is what waited before places
    to go to were offered.
    """

    question: str
    values: tuple[Value | NotApplicable | FactOfProfile | ProfileSaid | Go, ...]
    note: str = ""
    stated: str = ""
    words: str = ""
    asks: AskFact | None = None
    again: Text | None = None
    known: Known = ()
    under: Understanding | None = None

    @property
    def of_the_question(self) -> Understanding | None:
        """What waits once no places are offered: this, or what waited before them."""
        return self.under if any(isinstance(one, Go) for one in self.values) else self
