"""What further words add to a list that is offered: the items they state, and the one to ask about, which they only come near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import as_read, clauses, denies_something
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.folding import fold
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.nearest import grams, nearest
from ecq.interview.typed.said import about
from ecq.interview.typed.vocabulary import NEGATION, tidy
from ecq.rubric.kinds import Question

_ADDS = later(
    r"\b(?:plus|also|besides|too|as well|in addition|instead|add|missing|forg[eo]t(?:ten)?|missed|dropped|left out|skipped)\b|\byou(?:'ve| have)? lost\b"
    r"|还有|另外|外加|再加|加上|加返|加进|补充|补一|漏|忘|[个個条條项項]也[有是做]|仲有|重有|[不唔]止|不只|少(?:记|算|写)了?"
)
_MAY_ADD = later(r"^(?:and|so (?:do|does|is|are))\b|也(?!没|不|未|就)|都有|而且")
_AND = later(r"and\b")
_LEAVE_OUT = later(r"[别別不]算|\b(?:leave|keep) (?:it|that|them|those) out\b|\bdon't count\b")
_NOT_THAT = later(r"(?:but )?not? |不是|不要|没")
_LOST = later(r"^you(?:'ve| have)? lost the [\w ]{2,16}: ", re.IGNORECASE)
_NEAR = 8.0
"""From this likeness on an item is asked about where words say that they add something."""
_SO_MANY = later(
    r"(?:[这那就]|我们|是|有)*(?P<zh>[两二三四五六2-6])[样个项条点者种](?:都|全|也|是|有|做|对|会|在|齐|算|要|能|可以|[了的啊呀吧呢])*"
    r"|(?:(?:to|of|we have|we do|they are) )*(?:(?P<both>both)|all (?P<en>two|three|four|five|six|[2-6]))(?: (?:of|are|is|do|have|them|these|those|there|in|place|yes|true))*"
)


@dataclass(frozen=True)
class Added:
    """The items that words state beside those offered, and the one they come nearest to, which is to be asked.

    `there` says that they state again what is offered.
    """

    items: tuple[str, ...]
    asks: str | None = None
    there: bool = False


def adds(message: str) -> bool:
    """Whether words say themselves that they add something: "plus …", "仲有一样"."""
    return _ADDS.search(fold(message)) is not None


def goes_on_with(message: str) -> bool:
    """Whether a message adds something, or only goes on with "and"."""
    return adds(message) or _AND.match(fold(message)) is not None


def leaves_out(message: str) -> bool:
    """Whether words ask not to count what they speak of: "nobody keeps a tally, so leave it out"."""
    return _LEAVE_OUT.search(fold(message)) is not None


def so_many(message: str) -> int | None:
    """How many things are said to be there, where a message says no more: "两样都有", "all three"."""
    found = _SO_MANY.fullmatch(tidy(fold(message)))
    said = number("2" if found["both"] else found["zh"] or found["en"]) if found else None
    return None if said is None else int(said)


def added(said: str, before: str, offered: Sequence[str], question: Question, facts: QuestionFacts) -> Added | None:
    """What words add to the items offered; None where they deny any of those, or leave something out. `before` is what was said until now."""
    if leaves_out(said):
        return None
    said = _LOST.sub("also ", said)  # what it calls the lost one may sound like another
    heard = hear_at(said, question, facts)
    claims = {name: claim for name, claim in heard.claims.items() if claim.quote}
    if any(not claim.holds for name, claim in claims.items() if name in offered):
        return None
    others = {name: claim for name, claim in claims.items() if name not in offered}
    stated = [
        name
        for name, claim in others.items()
        if claim.holds and claim.stated and name not in (*heard.open, *heard.unclear)
    ]
    named = [name for name, claim in others.items() if claim.holds and not claim.stated]
    unread = [name for name, claim in others.items() if not claim.holds and not claim.words]
    items = [*offered, *stated]
    left = next((name for name in (*named, *heard.open, *heard.unclear, *unread) if name not in items), None)
    there = len(claims) > len(others)
    if left is None and not (stated or there):
        left = _nearest(said, before, items, question, facts)
        denied = left in claims and not claims[left].holds
        left = None if denied else left
    return Added(tuple(stated), left, there)


def _nearest(said: str, before: str, items: Sequence[str], question: Question, facts: QuestionFacts) -> str | None:
    """The item that words speak of, by what people said of it, by what they take up of what was said before, or by its own words."""
    sure, texts = adds(said), [text for _, text in question.choices]
    quotes = [quote for quote in clauses(said) if not (_NOT_THAT if sure else NEGATION).match(fold(quote))]
    if not sure and any(map(denies_something, quotes)):
        return None
    spoken = [found.fact for quote in quotes if (found := about(as_read(quote), facts))]
    if not (sure or _MAY_ADD.search(fold(said))):
        return None
    taken_up = [
        found.fact
        for quote in clauses(before)
        if sure and any(grams(as_read(quote)) & grams(as_read(one)) for one in quotes)
        if (found := about(as_read(quote), facts))
    ]
    like = [question.choices[place][0] for quote in quotes for place in nearest(quote, texts, _NEAR)[:1]]
    for ways in (spoken, taken_up, like):
        if ways and not sure and ways[0] in items:
            return None  # it says more of what is offered
        if found_one := next((name for name in ways if name not in items), None):
            return found_one
    return None
