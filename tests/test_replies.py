"""Replies to what was asked back or offered, by their words alone: tests/cases/replies/*.yaml, readable without Python.

`asked` is the question as it reads, `of` how many are offered, of which `picks` is the one that is named; `figures`, where two
of these are offered. An offer `denies` where it says itself that something is not so, or is `of the profile`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ecq.base.language import Text
from ecq.interview.facts import facts_of
from ecq.interview.typed.deciding import answered
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood
from ecq.interview.typed.replies.to_offer import ToOffer, puts_down, to_offer
from ecq.interview.typed.replies.to_what_was_asked import reply_to
from ecq.interview.typed.replies.which_one import (
    by_words,
    compared_figure,
    instead_of_it,
    list_put_right,
    named_figure,
    out_by_place,
    which,
)
from ecq.interview.typed.replies.yes_or_no import reply
from ecq.rubric.loading import load_rubric
from tests.lists_of_sentences import HOLDS, told

LOOKS: dict[str, Callable[[dict[str, Any], Any], bool]] = {
    "means": lambda case, meant: reply(case["say"], case.get("asked", "")) == NEITHER.get(meant, meant),
    "to an offer": lambda case, meant: (
        to_offer(case["say"], "denies" in case, "of the profile" in case)
        == (None if meant in NEITHER else ToOffer(meant, case.get("besides", "")))
    ),
    "picks": lambda case, place: picked(case) == (None if place in NEITHER else int(place) - 1),
    "by number": lambda case, wanted: which(case["say"], int(case["of"])).number is HOLDS[wanted],
    "says no more": lambda case, wanted: wanted == "yes" and which(case["say"], int(case["of"])).rest == "",
}
NEITHER = dict.fromkeys(("neither", "none"))


def picked(case: dict[str, Any]) -> int | None:
    """The place of what is named, from 0."""
    if "figures" in case:
        return compared_figure(case["say"], case["figures"])
    named = which(case["say"], int(case["of"]))
    return named.place if named else None


@pytest.mark.parametrize("case", [*told("replies")])
def test_what_a_reply_says_by_its_words(case: dict[str, Any]) -> None:
    looks = case.keys() & LOOKS.keys()
    assert looks
    assert case.keys() - looks <= {"shows", "asked", "say", "of", "figures", "denies", "of the profile", "besides"}
    for name in looks:
        assert LOOKS[name](case, case[name]), (name, case)


@pytest.mark.parametrize("said", ["not that I know of", "I don't think so", "好像没有", "应该不会吧", "doubt it"])
def test_a_no_that_is_not_quite_one_offers_both_where_a_no_would_flatter(shipped, said: str) -> None:
    question = shipped.by_id["popup-one-click-close"]
    facts = facts_of(question)
    assert (reply(said, facts.facts["again"].ask.zh), to_offer(said)) == (None, ToOffer("no", ""))
    known = (("one-click", True), ("waits", False))
    understood = reply_to(AskFact("again", known, 2, False), said, question, facts)
    assert (isinstance(understood, NotUnderstood), understood.candidates[0]) == (True, "hindered")


@pytest.mark.parametrize(
    "replied",
    [
        "号码有，对没对过真不知道。",
        "號碼有，對沒對過真不知道。",
        "There is a number. Whether anybody compares it I don't know",
        "查没查过我也说不好",
    ],
)
def test_who_knows_not_whether_it_is_so_does_not_know(replied: str) -> None:
    of = load_rubric("gbt31526-2025").by_id["device-merchant-review"]
    facts = facts_of(of)
    assert facts is not None
    asks = AskFact("products-matched", (("platform-filed", True), ("sellers-vetted", True)), 2, False)
    assert reply_to(asks, replied, of, facts) == answered(of, facts, asks, None, replied)


def test_what_is_offered_is_picked_and_put_right_by_its_own_words():
    days = [Text(zh="2 天", en="2 days"), Text(zh="3 天", en="3 days")]
    assert [by_words(one, days) for one in ("3天的那个", "the 3 days one", "那个", "两三天")] == [1, 1, None, None]
    items = [Text(zh="违约金有测算依据", en="Damages are reckoned"), Text(zh="每次都告知商家", en="Merchants are told")]
    assert list_put_right("測算那條沒有，只留告知那條", items) == ({0}, {1})
    assert list_put_right("测算和告知", items) == (set(), set())
    taken_out = ("untick the first one, we have no records", "把第二项去掉", "take out 1 and 3", "untick the box")
    assert [out_by_place(one, 4) for one in taken_out] == [{0}, {1}, {0, 2}, set()]
    picked = ("let's put the five from the rules", "go with 2", "not the 5", "5 and 2")
    assert [named_figure(one, ("5", "2")) for one in picked] == [0, 1, None, None]
    assert [instead_of_it(one) for one in ("Make it 8, please", "改成六天", "put five", "eight")] == [
        "8, please",
        "六天",
        "five",
        None,
    ]
    assert [puts_down(one) for one in ("对 记上", "yes, record it", "对", "记在表上了")] == [True, True, False, False]


@pytest.mark.parametrize("said", ["公开了，只是编号还没有", "yes it is, though there is no tracking"])
def test_a_yes_that_limits_another_fact_is_a_yes_to_what_was_asked(said):
    question = load_rubric("gbt31526-2025").by_id["complaint-channel-public"]
    facts = facts_of(question)
    assert facts is not None
    asks = AskFact("published", (("channel", True), ("reports", True), ("handled", True)), 1, True)
    assert reply_to(asks, said, question, facts) == Answer("public-and-handled", doubt="resembles")
