"""The profile said in a sentence: "B2C 综合平台，有直播，卖食品，420 万用户". Only clauses that say nothing else count."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ecq.interview.facts import profile_words
from ecq.interview.typed.clauses import as_read, asked, clauses
from ecq.interview.typed.denial import DENIES, says_nothing_else
from ecq.interview.typed.numerals import NUMBER, number
from ecq.interview.typed.outcomes import ProfileSaid
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.model import Rubric

FEWEST = 2
"""So many facts make a sentence one about the profile; a single one may answer the question on screen."""

_USERS = re.compile(
    rf"(?:注册|活跃)?(?:用户)?(?:大?约|有|是)?(?P<n>{NUMBER}) ?(?P<unit>万|亿|million|thousand|k)?(?:多)? ?(?:注册|活跃)?(?:个|名)?(?:用户|人|users?|customers?)|\b(?:users?|customers?)\b ?(?P<en>{NUMBER})"
)
_MANY = {"万": 10_000, "亿": 100_000_000, "million": 1_000_000, "thousand": 1_000, "k": 1_000, None: 1}
_SIZES = ((100_000, "below-100k"), (1_000_001, "small"), (10_000_001, "medium"))
_TRADES = {"b2c": r"b2c|对消费者|to consumers", "b2b": r"b2b|企业对企业", "c2c": r"c2c|个人对个人|二手"}


def profile_said(message: str, rubric: Rubric) -> ProfileSaid | None:
    """The facts of the profile that a message consists of; None where it is a question or about something else."""
    if asked(message):
        return None
    said: dict[str, ProfileValue] = {}
    quotes = clauses(message.replace("、", "，"))
    told = [_facts_in(as_read(quote)) for quote in quotes]
    for facts in told:
        said.update(facts)
    if 2 * sum(map(bool, told)) < len(quotes):
        return None
    known = {name: value for name, value in said.items() if name in rubric.facts}
    return ProfileSaid(tuple(known.items())) if len(known) >= FEWEST else None


def _facts_in(text: str) -> Mapping[str, ProfileValue]:
    users = _USERS.search(text)
    if users:
        found = number(users["n"] or users["en"])
        count = None if found is None else found * _MANY[users["unit"]]
        size = next((name for below, name in _SIZES if count is not None and count < below), "large")
        return {} if count is None else {"size": size}
    trades = tuple(name for name, words in _TRADES.items() if re.search(words, text))
    if trades:
        return {"business-model": trades}
    return {
        name: "no" if DENIES.search(text) else "yes"
        for name, words in profile_words().items()
        if says_nothing_else(words, text)
    }
