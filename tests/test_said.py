"""Which fact a clause is about and what kind of message one is, by what people wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, PremiseDenied
from ecq.interview.typed.reading import understand
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.loading import load_library, load_rubric
from tests.talk.learn import ABOUT, MESSAGES, Learned, cases_of, learned_from, messages

RUBRIC = load_rubric("gbt31526-2025")


def facts(question: str) -> QuestionFacts:
    found = facts_of(RUBRIC.by_id[question])
    assert found is not None
    return found


def test_every_fact_of_the_bank_has_words_that_people_said_and_no_other_has() -> None:
    questions = {one.id: one for name in load_library().layouts for one in load_rubric(name).questions}
    own = {
        (one.id, name)
        for one in questions.values()
        if not isinstance(one, MeasureQuestion) and (written := facts_of(one))
        for name in written.facts
    }
    assert {(question, fact) for question, told in said.said().of.items() for fact in told} == own
    assert all(told for question in said.said().of.values() for told in question.values())


@pytest.mark.parametrize(
    ("question", "clause", "fact"),
    [
        ("waybill-masking", "批量导订单要审批", "bulk-export"),
        ("waybill-masking", "晒图那些公开的地方看不出是谁", "public-pages"),
        ("waybill-masking", "上个礼拜老板自己收快递当场炸了", None),
        ("auto-renewal-reminder", "cancelling takes more steps than signing up did", "steps"),
    ],
)
def test_a_clause_is_plainly_about_the_fact_that_people_speak_of_so(
    question: str, clause: str, fact: str | None
) -> None:
    found = said.about(as_read(clause), facts(question))
    assert (found.fact if found and found.plain else None) == fact


def test_what_is_told_only_in_words_of_people_is_asked_or_offered_and_never_recorded() -> None:
    for told in ("发货时间是硬性要填的，商家就按这个考核", "送件的时候都会叫收件人当场验一验"):
        for question in ("stock-and-delivery-facts", "parcel-handover"):
            understood = understand(told, RUBRIC.by_id[question], RUBRIC, RUBRIC.order)
            assert not (isinstance(understood, Answer) and understood.sure)


def test_a_denial_is_read_as_what_it_has_meant_of_a_fact() -> None:
    limits = facts("standard-terms-fair")
    assert said.denial_says_it_holds(limits, "no-remedy-limits") is True
    assert said.denial_says_it_holds(limits, "yearly-legal-review") is False


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("rule-comments-sought", "近一年規則沒新增也沒動過啊，哪來的首頁公開徵求意見？"),
        (
            "courier-licence-and-contract",
            "快递公司我们这里没有的，货要么店家自己送，要么叫骑手，哪来的快递许可证跟合同好查",
        ),
        ("prepaid-money-protected", "prepaid no nobody here takes it, not us not the shops, no top ups no class packs"),
    ],
)
def test_what_does_not_arise_in_words_of_people_is_offered_as_not_applicable(question: str, told: str) -> None:
    understood = understand(told, RUBRIC.by_id[question], RUBRIC, RUBRIC.order)
    assert isinstance(understood, PremiseDenied), understood


def test_a_story_at_the_beginning_does_not_take_what_follows_for_the_past() -> None:
    told = (
        "去年商家闹过一场你们应该也听过，现在新的规则和收费上线前法务拿着清单一条条对，每年年底自评一次，报告也发出来了"
    )
    understood = understand(told, RUBRIC.by_id["unfair-merchant-terms-review"], RUBRIC, RUBRIC.order)
    assert isinstance(understood, AskFact | Answer | NotUnderstood)
    assert dict(getattr(understood, "known", ())) or getattr(understood, "value", None)


def test_a_message_of_a_few_words_is_of_no_kind() -> None:
    for few in ("适用", "not yet", "nothing prescribed", ""):
        assert not any(said.degree_of(kind, few) > -1000 for kind in said.SURE)


def test_rubrics_of_ones_own_without_such_words_are_read_by_the_words_of_their_bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "rubric_home", lambda: tmp_path)
    said.said.cache_clear()
    try:
        assert said.about("批量导订单要审批", facts("waybill-masking")) is None
    finally:
        said.said.cache_clear()


TOLD = """
from ecq.interview.facts import facts_of
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read
from ecq.rubric.loading import load_rubric
facts = facts_of(load_rubric("gbt31526-2025").by_id["waybill-masking"])
print(said.degrees(as_read("批量导订单要审批，条数有上限，也留日志"), facts), said.degree_of("past", "Old system, scrapped last year: " * 9))
"""


@pytest.mark.slow
def test_the_same_words_come_to_the_same_in_every_process() -> None:
    """Marks are sets, whose order is another one in each process; a sum of them must not be."""
    said_by = {
        subprocess.run(
            [sys.executable, "-c", TOLD], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said_by) == 1


@pytest.mark.long
def test_the_files_are_what_the_sentences_come_to() -> None:
    cases = [case for name in learned_from() for case in cases_of(name)]
    learned = Learned(cases)
    assert learned.about(learned.denials()) == ABOUT.read_text("utf-8")
    assert messages(cases) == MESSAGES.read_text("utf-8")


@pytest.mark.parametrize(
    ("question", "told"),
    [("device-merchant-review", "我们不卖医疗器械"), ("takeaway-merchant-review", "we don't have restaurants")],
)
def test_what_the_platform_has_nothing_of_is_never_offered_as_the_lowest_answer(question: str, told: str) -> None:
    understood = understand(told, RUBRIC.by_id[question], RUBRIC, RUBRIC.order)
    assert not isinstance(understood, Answer), understood


def test_of_two_times_where_the_shortest_is_asked_it_is_the_one() -> None:
    told = "去年改佣金那次公示了7天，今年改退货规则的时候提前了15天"
    understood = understand(told, RUBRIC.by_id["rule-notice-major"], RUBRIC, RUBRIC.order)
    assert isinstance(understood, Answer | NotUnderstood)
    assert getattr(understood, "value", "7") == "7"
