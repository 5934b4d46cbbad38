"""Which fact or question a clause is about and what kind of message one is, by what people wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from ecq.exchange.documents import likely
from ecq.exchange.documents.spoken import bank_of, grams, mostly_about, told_in
from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood
from ecq.interview.typed.reading import understand
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.loading import load_library, load_rubric
from ecq.rubric.model import ByDigest
from tests.talk.learn import ABOUT, HELD_BACK, MESSAGES, QUESTIONS, Learned, cases_of, learned_from, messages
from tests.talk.paragraphs import LANGUAGES, counted, paragraph

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


def test_a_denial_is_read_as_what_it_has_meant_of_a_fact() -> None:
    limits = facts("standard-terms-fair")
    assert said.denial_says_it_holds(limits, "no-remedy-limits") is True
    assert said.denial_says_it_holds(limits, "yearly-legal-review") is False


def test_a_story_at_the_beginning_does_not_take_what_follows_for_the_past() -> None:
    told = (
        "去年商家闹过一场你们应该也听过，现在新的规则和收费上线前法务拿着清单一条条对，每年年底自评一次，报告也发出来了"
    )
    understood = understand(told, RUBRIC.by_id["unfair-merchant-terms-review"], RUBRIC, RUBRIC.order)
    assert isinstance(understood, AskFact | Answer | NotUnderstood)
    told_of = ("known", "value", "candidates")
    assert any(getattr(understood, name, ()) for name in told_of), understood


def test_a_message_of_a_few_words_is_of_no_kind() -> None:
    for few in ("适用", "not yet", "nothing prescribed", ""):
        assert not any(said.degree_of(kind, few) > -1000 for kind in said.SURE)


def test_rubrics_of_ones_own_without_such_words_are_read_by_the_words_of_their_bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (said, likely):
        monkeypatch.setattr(module, "rubric_home", lambda: tmp_path)
    said.said.cache_clear()
    likely.known.cache_clear()
    try:
        assert said.about("批量导订单要审批", facts("waybill-masking")) is None
        assert likely.likely("批量导订单要审批") == {}
        assert [one.about for one in told_in("网络日志留存六个月！", RUBRIC).spoken] == ["network-log-retention"]
    finally:
        said.said.cache_clear()
        likely.known.cache_clear()


TOLD = """
from ecq.interview.facts import facts_of
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read
from ecq.rubric.loading import load_rubric
facts = facts_of(load_rubric("gbt31526-2025").by_id["waybill-masking"])
print(said.degrees(as_read("批量导订单要审批，条数有上限，也留日志"), facts), said.degree_of("past", "Old system, scrapped last year: " * 9))
"""


@pytest.mark.slow
def test_the_same_words_come_to_the_same_in_every_process(capsys: pytest.CaptureFixture[str]) -> None:
    """Marks are sets, whose order is another one in each process; a sum of them must not be."""
    exec(TOLD)
    other = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run([sys.executable, "-c", TOLD], check=True, capture_output=True, text=True, env=other)
    assert done.stdout == capsys.readouterr().out != ""


@pytest.mark.long
def test_the_files_are_what_the_sentences_come_to() -> None:
    cases = [case for name in learned_from() for case in cases_of(name)]
    learned = Learned(cases)
    assert learned.about(learned.denials()) == ABOUT.read_text("utf-8")
    assert learned.beside(cases) == QUESTIONS.read_text("utf-8")
    assert messages(cases) == MESSAGES.read_text("utf-8")


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("批量导订单要审批", "waybill-masking"),
        ("cancelling takes more steps than signing up did", "auto-renewal-reminder"),
        ("广告下架以后那个挡案我们放三年", "ad-file-years"),
    ],
)
def test_a_clause_is_most_likely_about_the_question_of_which_people_speak_so(clause: str, question: str) -> None:
    degrees = likely.likely(clause)
    assert max(degrees, key=lambda name: degrees[name]) == question


def test_what_a_sentence_says_beside_the_matter_is_read_with_it() -> None:
    """Else what is of others, or was so once, would be taken for what is so here."""
    there = "彈窗的關閉鍵很清楚、點一下就關，不用等倒數，上線前拿真機測過。"
    assert told_in(f"{there}網絡日誌留存六個月。", RUBRIC).of("popup-one-click-close") is not None
    told = told_in(f"隔壁那家競品做得蠻細的，{there}網絡日誌留存六個月。", RUBRIC)
    assert told.of("popup-one-click-close") is None
    assert told.of("network-log-retention") is not None


def test_english_words_of_the_bank_are_found_right_behind_chinese() -> None:
    bank = bank_of(ByDigest(RUBRIC))
    for told in ("我们don't use pop-ups", "we don't use pop-ups", "首页有pop-up，re-tested 过"):
        assert bank.names(told, "popup-one-click-close") or bank.names(told, "vulnerability-handling"), told


def test_a_sentence_that_adds_nothing_is_told_as_unused() -> None:
    told = told_in("今天天气不错。网络日志留存六个月。猫在睡觉。", RUBRIC)
    assert [(one.about, one.quote) for one in told.spoken] == [("network-log-retention", "网络日志留存六个月")]
    assert {"今天天气不错", "猫在睡觉"} == {*told.unused}


@pytest.mark.parametrize(
    ("told", "here", "about"),
    [
        ("我们向商家收保证金，每家两万。", "", "deposits-returned"),
        ("We take a security deposit from merchants, 5,000 yuan.", "", "deposits-returned"),
        ("押金没有，倒是收商家的保证金，这题不适用吧。", "consumer-deposits-returned", "deposits-returned"),
        ("上报给谁只写到老总，没写网信办。", "incident-plan", "serious-incident-report-hours"),
        ("不同意新规则的商家可以退出不扣钱。", "rule-notice-ordinary", "merchants-free-to-leave"),
        ("And our own accounts are never involved.", "merchant-money-path", "own-goods"),
    ],
)
def test_of_another_question_nothing_is_told_that_its_words_do_not_bear_out(told: str, here: str, about: str) -> None:
    said = told_in(f"{told}网络日志留存六个月。", RUBRIC, here)
    assert said.of(about) is None or isinstance(said.of(about).understood, AskFact), said
    assert said.of("network-log-retention") is not None


def test_of_two_figures_for_one_question_none_is_told_and_of_an_item_said_in_part_it_is_asked() -> None:
    told = told_in("改规则一般提前7天公示，大改的提前30天公示。员工每年培训一次。网络日志留存六个月。", RUBRIC)
    assert told.of("rule-notice-ordinary") is None
    trained = told.of("privacy-officer-training")
    assert trained is None or isinstance(trained.understood, AskFact)


def test_what_stands_between_semicolons_is_parted_as_sentences_are() -> None:
    told = told_in("说点别的：面单隐私号有了，导出得主管批；短信退订回R就停；那次召回的记录都留着", RUBRIC)
    said = {one.about: one.quote for one in told.spoken}
    assert said["marketing-message-consent"] == "短信退订回R就停"
    assert said["faulty-goods-and-recalls"] == "那次召回的记录都留着"


def test_what_is_dictated_without_a_stop_is_parted_too() -> None:
    told = told_in(
        "说一下直播这块 主播开播前身份证都核了 有人盯着播 出了违规当场掐 我们没有打赏功能 回放留两年 弹幕有人看 投诉一般当天给回 就这些",
        RUBRIC,
    )
    replay = told.of("live-replay-kept")
    assert replay is not None
    assert getattr(replay.understood, "value", "") == "2"


@pytest.mark.parametrize(
    ("said", "about", "fact"),
    [
        # two answers that hang on one fact, and a lowest answer with several denials
        (
            "Users can see the tags we give them and choose among them, but no prominent notice says that recommendations are algorithmic and nothing explains the principles",
            "recommendation-disclosure",
            "tags-seen",
        ),
        (
            "You can follow progress on the order page, but there's no delivery time to be seen before ordering, and nobody writes to you when it slips",
            "delivery-promise-shown",
            "shown",
        ),
    ],
)
def test_what_one_fact_decides_is_asked_in_a_card(said: str, about: str, fact: str) -> None:
    told = told_in(f"Network logs are kept six months. {said}.", RUBRIC).of(about)
    assert getattr(told and told.understood, "fact", "") == fact


@pytest.mark.parametrize(
    ("said", "here"),
    [
        (
            "Business licence, legal rep's ID, bank account and the trademark papers are all checked before a shop opens.",
            "merchants-verified-before-opening",
        ),
        ("日志都留着 大概半年 投诉的电话客服那边接", "network-log-retention"),
    ],
)
def test_a_direct_answer_is_not_turned_away_as_being_about_another_question(said: str, here: str) -> None:
    assert mostly_about(said, RUBRIC, here) is None


def test_of_paragraphs_about_several_questions_most_are_found_and_hardly_any_that_nobody_spoke_of() -> None:
    chance, cases, found = Random(7), cases_of(HELD_BACK[0]), Counter[str]()
    for lang in LANGUAGES:
        own = [one for one in cases if one["lang"] == lang]
        for _ in range(6):
            found.update({what: of for what, of in tallied(paragraph(chance, own, 3)).items() if of})
    assert found["found"] >= 0.6 * found["spoken of"], found
    assert found["right"] >= 0.2 * found["spoken of"], found
    assert found["dangerous"] + found["of a question nobody spoke of"] <= 0.05 * found["found"], found


def tallied(drawn: list[dict[str, str]]) -> Counter[str]:
    """What became of a paragraph."""
    tally = Counter[str]()
    for what, of in counted(drawn, RUBRIC):
        tally[what] += of
    return tally


def test_one_and_several_of_something_are_the_same_word() -> None:
    assert grams("refuses invoices") == grams("refused invoice")
