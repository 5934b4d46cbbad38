"""The lowest of several answers stands first, and beside a figure out of a story that denies something that there is none."""

from __future__ import annotations

from ecq.interview.facts import facts_of
from ecq.interview.typed.caution import in_order, with_a_lower
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.rubric.kinds.base import NO_FIGURE, Value
from ecq.rubric.loading import load_library

BANK = load_library().questions
STORY = "我们每年都查，风险都看，也有记录。问题上线前都改完了，制度里写了间隔，数据也是真的。审查的和写代码的是一个人，这点不好。"
BRIEF = "内审每年做，就是没有独立的人"


def cautious(question: str, value: Value, message: str, **known: bool) -> Understood:
    said = Answer(value, doubt="resembles", known=tuple((name.replace("_", "-"), held) for name, held in known.items()))
    return with_a_lower(said, message, BANK[question], facts_of(BANK[question]))


def test_what_is_sure_stays_so() -> None:
    sure = Answer("acted-on-all-risks")
    assert with_a_lower(sure, STORY, BANK["algorithm-review"], None) == sure


def test_beside_a_figure_in_a_story_that_denies_something_in_another_clause_stands_that_there_is_none() -> None:
    story = "合同是归我管的，柜子在三楼，档案员去年走了，现在是新来的小李。四天吧。要说制度，还真没定过。"
    offered = cautious("regulator-forwarded-complaints", "4", story)
    assert getattr(offered, "candidates", ()) == (NO_FIGURE, "4")


def test_of_two_answers_of_which_the_lower_fails_a_gate_what_tells_them_apart_is_asked() -> None:
    question = BANK["auto-renewal-reminder"]
    two = NotUnderstood(("hard-to-cancel", "no-reminder"))
    asks = with_a_lower(two, "", question, facts_of(question))
    assert isinstance(asks, AskFact)
    assert asks.fact == "reminded"


def test_the_lowest_stands_first_what_fails_a_gate_last_and_a_figure_in_its_place() -> None:
    assert in_order(("acted-on-all-risks", "none"), BANK["algorithm-review"])[0] == "none"
    renewal = BANK["auto-renewal-reminder"]
    assert in_order(("no-reminder", "tracked", "each-renewal"), renewal) == ("each-renewal", "tracked", "no-reminder")
    assert in_order(("2", "1"), BANK["merchant-identity-reporting"]) == ("1", "2")
    assert in_order(("0", NO_FIGURE), BANK["merchant-identity-reporting"]) == (NO_FIGURE, "0")
