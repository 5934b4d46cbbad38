"""What a sentence claims: a claim, all that was heard, and what holds from one clause to the next.

Of two claims about the same fact one is kept, or the fact is left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read, denials
from ecq.interview.typed.hearing.mentions import Mention
from ecq.interview.typed.nearest import grams
from ecq.rubric.kinds import Question


@dataclass(frozen=True)
class Claim:
    """That a fact holds or does not, in whose words; not firm where it is said of a part, hedged, or said both ways."""

    fact: str
    holds: bool
    quote: str
    firm: bool = True
    words: str = ""
    """What names the fact; "" where it is one of the rest."""
    stated: bool = True
    """Whether words of its own state it; one that is not may never raise an answer."""


@dataclass
class Heard:
    """What a message claims, and what of it claims nothing."""

    claims: dict[str, Claim] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    """Its clauses, in order."""
    unread: list[str] = field(default_factory=list)
    not_now: list[str] = field(default_factory=list)
    planned: bool = False
    """Whether any clause speaks of a plan."""
    asks: bool = False
    open: list[str] = field(default_factory=list)
    """Facts that are spoken of, and not plainly."""
    unclear: list[str] = field(default_factory=list)
    """Facts that may be spoken of, in words for another as well or that are only like what people say of them."""
    both: list[str] = field(default_factory=list)
    """Facts that are said to hold and not to hold."""
    supposed: set[str] = field(default_factory=set)
    """Clauses that were taken for a fact they do not name."""
    denies: bool = True
    """Whether any of it denies something."""
    clash: bool = False
    """Whether what was claimed fits no state, so that part of it was left out."""
    all: bool | None = None
    """Everything, or nothing, without naming it."""

    @property
    def known(self) -> dict[str, bool]:
        """The facts claimed."""
        return {name: claim.holds for name, claim in self.claims.items()}

    def fit(self, facts: QuestionFacts) -> None:
        """Where the claims fit no state, keep what is said to be lacking: "on no device is there a licence"."""
        if facts.options and not facts.left(self.known):
            kept = {one: claim for one, claim in self.claims.items() if claim.holds is not facts.wanted.get(one, True)}
            self.clash = True
            self.unread += [claim.quote for one, claim in self.claims.items() if one not in kept]
            self.claims = kept

    @property
    def firm(self) -> bool:
        """Whether nothing was left unread and every claim is firm."""
        return not self.unread and not self.not_now and all(claim.firm for claim in self.claims.values())

    @property
    def by_words(self) -> bool:
        """Whether any fact was named by words."""
        return any(claim.words for claim in self.claims.values())


def raises_the_answer(claim: Claim, facts: QuestionFacts) -> bool:
    """Whether a claim says what a higher answer needs."""
    return claim.holds is facts.wanted.get(claim.fact, True)


def own_words(question: Question) -> Mapping[str, str]:
    """The words of a checklist's items, as they are read."""
    return {item.id: as_read(f"{item.text.zh} {item.text.en}") for item in question.parts}


def words_of(question: Question, facts: QuestionFacts) -> frozenset[str]:
    """What the words of a question are compared by, with those for what it counts."""
    return grams(as_read(f"{question.text.zh} {facts.of.zh} {question.text.en} {facts.of.en}"))


FILLER = later(r"嗯+|呃+|额|唉|哎|诶|啊|那个|怎么说呢|u[mh]+|er+|hmm+|well|sigh")
"""What people say while they think."""


class Listener:
    """What was heard so far, and what of it holds for the next clause, until that says otherwise: of when and of whom it is, and
    what leads a list.
    """

    def __init__(
        self, facts: QuestionFacts, denies: bool, items: Mapping[str, str], whole: str | None = None, case: str = ""
    ) -> None:
        self.facts, self.heard, self.items, self.likely = facts, Heard(denies=denies), items, whole is not None
        self.beside = {
            kind: whole is not None and said.degree_of(kind, whole) < said.MAYBE[kind] for kind in said.MAYBE
        }
        """Of what was, is planned or is so elsewhere, what the message tells at most beside the matter."""
        self.asks = {name: fact.ask.zh for name, fact in facts.facts.items() if fact.ask}
        self.places = list(facts.facts) if not facts.options else []
        self.topic = self.denied_after = False
        self.past = self.others = self.planned = self.not_ours = False
        self.last: list[Mention] = []
        self.excepted: list[tuple[Mention, str]] = []
        self.rest: bool | None = None
        self.rest_stated = True
        self.parts: dict[str, list[Claim]] = {}
        """What was said of a part of a fact that takes several together."""
        self.unclear: list[str] = []
        """Facts that a clause is only likely about, of which it is not plain what it says: they are open unless another claims them."""
        self.lead: bool | None = None
        self.but: frozenset[str] = frozenset()
        self.goes_on: frozenset[str] = frozenset()
        self.case = case
        """The question as read: what it denies itself, and a clause names again, is no denial."""

    def before_this(self, quote: str) -> str:
        """The clause before one, apart from what people say while they think."""
        at = self.heard.quotes.index(quote)
        while at and FILLER.fullmatch(as_read(self.heard.quotes[at - 1])):
            at -= 1
        return self.heard.quotes[at - 1] if at else ""


def add(listener: Listener, claim: Claim) -> None:
    """Add a claim; of what is said both ways the worse is kept, and not as firm."""
    earlier = listener.heard.claims.get(claim.fact)
    if (
        earlier
        and earlier.holds is claim.holds
        and (earlier.stated > claim.stated or denials(as_read(earlier.quote)) > denials(as_read(claim.quote)))
    ):
        return
    if earlier and _by_likeness(listener, claim) is not _by_likeness(listener, earlier):
        by_words, like = (earlier, claim) if _by_likeness(listener, claim) else (claim, earlier)
        claim = replace(by_words, firm=by_words.firm and by_words.holds is like.holds)
    elif earlier and earlier.holds is not claim.holds:
        claim = replace(claim, holds=not listener.facts.wanted.get(claim.fact, True), firm=False)
        listener.heard.both += [claim.fact] if claim.quote != earlier.quote else []
    listener.heard.claims[claim.fact] = claim


def _by_likeness(listener: Listener, claim: Claim) -> bool:
    return not claim.words and claim.quote in listener.heard.supposed
