"""What somebody says in several sentences, or has pasted: which questions and facts of the profile it speaks of, and what it says of each.

A clause belongs to the question whose cues and words it has, the rarer in the bank the more they say; clauses beside each
other rather to the same one. What then counts is what the facts of that question say; nothing is answered by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ecq.exchange.documents.bank_words import Bank, bank_of
from ecq.interview.facts import facts_of, profile_words
from ecq.interview.typed.by_facts import read_by_facts
from ecq.interview.typed.clauses import as_read, asked, clauses, not_today
from ecq.interview.typed.denial import DENIES, says_nothing_else
from ecq.interview.typed.outcomes import Answer, AskFact, FactOfProfile, NotApplicable, PremiseDenied, Understood
from ecq.interview.typed.reading import understand
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Rubric

_PIECE = re.compile(r".{1,400}?(?:[。；;！!？?\n]|[.!?]\s|$)|.{1,400}", re.DOTALL)
"""So much of a text is taken apart at once, to the end of a sentence."""

_HAN = re.compile("[\u3400-\u9fff]")
_HAS = re.compile(r"有|做|卖|开展|涉及|\b(?:have|has|do|does|sell|sells|run|runs|offer|offers)\b")


@dataclass(frozen=True)
class Spoken:
    """What was said of a question or of a fact of the profile, in which words."""

    about: str
    understood: Answer | AskFact | NotApplicable | PremiseDenied | FactOfProfile
    quote: str


@dataclass(frozen=True)
class Told:
    """What a text says, in the order said, and the clauses that speak of no question."""

    spoken: tuple[Spoken, ...]
    unused: tuple[str, ...] = ()

    def of(self, question_id: str) -> Spoken | None:
        """What it says of a question."""
        return next((one for one in self.spoken if one.about == question_id), None)


def told_in(text: str, rubric: Rubric, here: str = "") -> Told:
    """What a text says; `here` is the question on screen, which is thought of first."""
    return _told(text, ByDigest(rubric), here)


@lru_cache(maxsize=4_000)
def _told(text: str, key: ByDigest, here: str) -> Told:
    rubric, bank = key.rubric, bank_of(key)
    spoken: list[Spoken] = []
    unused: list[str] = []
    rest = []
    for clause in (one for piece in _PIECE.findall(text) for one in clauses(piece)):
        fact = _of_profile(clause, bank)
        if fact is None:
            rest.append(clause)
        elif all(one.about != fact.fact for one in spoken):
            spoken.append(Spoken(fact.fact, fact, clause))
    pieces: dict[str, list[str]] = {}
    for clause, question in zip(rest, bank.parted(rest, here), strict=True):
        pieces.setdefault(question, []).append(clause)
    unused += pieces.pop("", ())
    for question, several in pieces.items():
        quote = _as_said(text, several)
        found = _read(quote, rubric.by_id[question], rubric, question == here) if not asked(quote) else None
        if found is None or not (question == here or bank.leads(quote, question)):
            unused += several
        else:
            spoken.append(Spoken(question, found, quote))
    return Told(tuple(sorted(spoken, key=lambda one: (one.about != here, text.find(one.quote[:8])))), tuple(unused))


def _as_said(text: str, several: Sequence[str]) -> str:
    """Clauses as they stand in a text, with what stands between those beside each other."""
    joined, end, mark = "", 0, "；" if _HAN.search(text) else "; "
    for clause in several:
        start = text.find(clause, end)
        between = text[end:start]
        joined += (between if joined and len(between) <= 3 else mark if joined else "") + clause
        end = start + len(clause)
    return joined


def _of_profile(clause: str, bank: Bank) -> FactOfProfile | None:
    """A fact of the profile that a clause denies or states, and nothing else.

    A denial of what a single question takes for granted is for that question: who has no paid ranking may sell advertising.
    """
    text = as_read(clause)
    denies = DENIES.search(text) is not None
    if asked(clause) or not_today(clause) or not (denies or _HAS.search(text)):
        return None
    for name, words in profile_words().items():
        fact = bank.rubric.facts.get(name)
        if denies and any(cue in bank.taken_for_granted and cue in text for _, cue in words.cues):
            continue
        if fact and fact.kind == "one" and says_nothing_else(words, text):
            value = "no" if denies else "yes"
            return FactOfProfile(name, value) if any(one.id == value for one in fact.options) else None
    return None


def _read(
    text: str, question: Question, rubric: Rubric, here: bool
) -> Answer | AskFact | NotApplicable | PremiseDenied | None:
    facts = facts_of(question)
    if facts is None:
        return None
    said: Understood = (
        understand(text, question, rubric, ()) if here else read_by_facts(text, question, facts, rubric, {})
    )
    return said if isinstance(said, Answer | AskFact | NotApplicable | PremiseDenied) else None
