"""Of several answers the lowest stands first."""

from __future__ import annotations

from ecq.interview.facts import facts_of
from ecq.interview.typed.deciding import in_order, with_the_lowest_first
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood
from ecq.rubric.kinds.base import NO_FIGURE
from ecq.rubric.loading import load_library

BANK = load_library().questions


def test_what_is_sure_stays_so() -> None:
    sure = Answer("acted-on-all-risks")
    assert with_the_lowest_first(sure, BANK["algorithm-review"], None) == sure


def test_of_two_answers_of_which_the_lower_fails_a_gate_what_tells_them_apart_is_asked() -> None:
    question = BANK["auto-renewal-reminder"]
    two = NotUnderstood(("hard-to-cancel", "no-reminder"))
    asks = with_the_lowest_first(two, question, facts_of(question))
    assert isinstance(asks, AskFact)
    assert asks.fact == "reminded"


def test_the_lowest_stands_first_what_fails_a_gate_last_and_a_figure_in_its_place() -> None:
    assert in_order(("acted-on-all-risks", "none"), BANK["algorithm-review"])[0] == "none"
    renewal = BANK["auto-renewal-reminder"]
    assert in_order(("no-reminder", "tracked", "each-renewal"), renewal) == ("each-renewal", "tracked", "no-reminder")
    assert in_order(("2", "1"), BANK["merchant-identity-reporting"]) == ("1", "2")
    assert in_order(("0", NO_FIGURE), BANK["merchant-identity-reporting"]) == (NO_FIGURE, "0")
