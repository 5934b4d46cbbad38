"""Which fact a clause may be about that names none: its question is then asked. A fact is never set by this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.claims import as_read
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.nearest import grams
from ecq.rubric.kinds import Question

SHARED, LEAD = 0.34, 1.4
"""So much a clause must have of a fact's words, and so many times as much as of the next one's."""


def likely_fact(
    clauses: Iterable[str], question: Question, facts: QuestionFacts, known: Mapping[str, bool]
) -> str | None:
    """The fact nothing was said of whose question and words come nearest to a clause; None where none clearly does."""
    for clause in clauses:
        text = as_read(clause)
        there, own = grams(text), _words(question, facts, not HAN.search(text))
        common = Counter(gram for words in own.values() for gram in words)
        shares = {name: sum(common[gram] ** -0.5 for gram in there & words) for name, words in own.items()}
        best = sorted(shares, key=lambda name: -shares[name])[:2]
        least = max(SHARED * len(there), 1.0, *(LEAD * shares[name] for name in best[1:]))
        if best and best[0] not in known and shares[best[0]] >= least:
            return best[0]
    return None


def _words(question: Question, facts: QuestionFacts, english: bool) -> Mapping[str, frozenset[str]]:
    """What each fact is spoken of with: its words, its question and, of an item, its own text."""
    items = dict(question.choices) if question.parts else {}
    told = {}
    for name, fact in facts.facts.items():
        asked = fact.ask or items.get(name)
        words = (fact.en if english else fact.zh).replace("…", " ")
        told[name] = grams(as_read(f"{words}, {(asked.en if english else asked.zh) if asked else ''}"))
    return told
