"""Facts tell answers apart: what `ecq check` finds wrong with them, and how claims become an answer or a question."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pytest
import yaml

from ecq.checking.facts import check_facts, problems
from ecq.interview.facts import QuestionFacts, facts_of, read_facts
from ecq.interview.typed.claims import hear
from ecq.interview.typed.deciding import decide
from ecq.interview.typed.outcomes import Answer, AskFact, Correction, NotUnderstood
from ecq.interview.typed.reading import understand
from ecq.rubric.loading import load_library, rubric_home
from tests.talk.__main__ import DIGESTS, SAID, WELL, outcome

LIBRARY = load_library()
LADDER = LIBRARY.questions["human-agent-reached"]
FACTS = facts_of(LADDER) or QuestionFacts()


def test_every_question_of_the_bank_has_facts_and_nothing_is_wrong_with_them() -> None:
    assert all(facts_of(question) for question in LIBRARY.questions.values())
    assert list(check_facts(LIBRARY, read_facts(rubric_home()))) == []


def changed(**fields: Any) -> QuestionFacts:
    return QuestionFacts.model_validate(FACTS.model_dump(by_alias=True) | fields)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"options": {"bot-only": ""}}, "options must be those of the question"),
        ({"options": {**FACTS.options, "hard-to-find": "humans"}}, "humans: no fact"),
        ({"options": {**FACTS.options, "always-offered": "human -human"}}, "true in no state"),
        ({"options": {**FACTS.options, "always-offered": "human -any-time answered"}}, "read to itself"),
        ({"options": dict.fromkeys(FACTS.options, "")}, "tells no two options apart"),
        ({"set_aside": {"no-bots": {"zh": "机器人"}}}, "set_aside"),
    ],
)
def test_wrong_facts_are_named(fields: dict[str, Any], says: str) -> None:
    assert any(says in message for message in problems(LADDER, changed(**fields)))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("没有人工", {"human": False}),
        ("不是没有人工", {"human": True}),
        ("有人工，但转不过去", {"human": True, "any-time": False}),
        ("排队时长和留言有人回都没做", {"measured": False, "called-back": False}),
        ("以前有人工", {}),
        ("打算明年上人工", {}),
        ("集团有人工坐席", {}),
        ("human agents, but nobody answers", {"human": True, "answered": False}),
        ("we will have human agents next year", {}),
        ("any time 都能转人工", {"any-time": True}),
        ("隨時能轉人工，下班後的留言沒人管", {"any-time": True, "called-back": False}),
    ],
)
def test_a_sentence_claims_what_it_says_of_today_and_of_oneself(said: str, known: dict[str, bool]) -> None:
    assert {k: v for k, v in hear(said, FACTS).known.items() if k in known or not known} == known


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("前三项都有，最后一项没有", {0, 1, 2}),
        ("除了热线都有", {0, 1, 2}),
        ("everything but the phone", {0, 1, 2}),
        ("只有热线", {3}),
        ("四项都有", {0, 1, 2, 3}),
    ],
)
def test_lists_exceptions_and_places_tick_the_items_they_name(said: str, ticked: set[int]) -> None:
    question = LIBRARY.questions["enquiry-channels-found"]
    understood = understand(said, question, LIBRARY.rubric("gbt31526-2025"), ())
    assert isinstance(understood, Answer)
    assert understood.value == tuple(item.id for place, item in enumerate(question.parts) if place in ticked)


def test_what_is_missing_is_asked_and_each_answer_leads_on_until_one_option_is_left() -> None:
    first = decide(LADDER, FACTS, {"human": True, "any-time": True}, True, "")
    assert isinstance(first, AskFact)
    assert first.fact == "answered"
    assert decide(LADDER, FACTS, {**dict(first.known), "answered": False}, True, "", first.asked) == Answer(
        "hard-to-find"
    )
    both = decide(LADDER, FACTS, {**dict(first.known), "answered": True}, True, "", first.asked)
    assert both == NotUnderstood(("always-offered", "measured-and-called-back")), (
        "no one question would tell them apart"
    )
    left = decide(LADDER, FACTS, {"human": True}, True, "", 2)
    assert left == NotUnderstood(("hard-to-find", "always-offered", "measured-and-called-back"))


def test_an_answer_that_fails_a_gate_is_never_taken_without_a_press() -> None:
    question = LIBRARY.questions["mlps-filing-and-test"]
    understood = understand("没有定级", question, LIBRARY.rubric("gbt31526-2025"), ())
    assert understood == Answer("none", doubt="resembles")


def test_sentences_written_before_the_words_were_known_are_understood_and_none_is_recorded_wrong() -> None:
    """The set is regression now; what it was at its first count is in docs/reading.md."""
    assert hashlib.sha256(SAID.read_bytes()).hexdigest() == DIGESTS["said"]
    became: Counter[str] = Counter()
    rubrics = [LIBRARY.rubric(name) for name in LIBRARY.layouts]
    for case in yaml.safe_load(SAID.read_text(encoding="utf-8")):
        rubric = next(one for one in rubrics if case["question"] in one.by_id)
        question = rubric.by_id[case["question"]]
        became[outcome(case, question, understand(case["say"], question, rubric, rubric.order))] += 1
    assert became["recorded wrong"] == became["dangerous"] == 0
    assert sum(became[one] for one in (*WELL, "nothing, rightly")) > 0.9 * became.total()


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("human-agent-reached", "1不对，选3", "always-offered"),
        ("human-agent-reached", "我選錯了，應該是第三個", "always-offered"),
        ("human-agent-reached", "no wait, the second", "hard-to-find"),
        ("enquiry-channels-found", "both of the first two", ("entry-on-key-pages", "hours-published")),
        ("enquiry-channels-found", "第一第三有", ("entry-on-key-pages", "asking-without-account")),
        (
            "enquiry-channels-found",
            "除了hotline都有",
            ("entry-on-key-pages", "hours-published", "asking-without-account"),
        ),
        ("return-formalities-days", "马上", "1"),
        ("trade-records-kept", "we never delete them", "3"),
        ("merchant-identity-reporting", "both times", "2"),
        ("complaints-closed-in-limit", "全部", "100"),
    ],
)
def test_corrections_places_and_words_in_place_of_numbers_are_read(question: str, said: str, value: object) -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    understood = understand(said, rubric.by_id[question], rubric, ())
    assert isinstance(understood, Answer)
    assert understood.value == value


@pytest.mark.parametrize(
    "said",
    ["上一题我答错了，应该选 2", "the last one was wrong, it should be 2", "上题改成2", "change my last answer to 2"],
)
def test_a_correction_of_the_answer_before_says_what_it_is_to_be(said: str) -> None:
    assert understand(said, LADDER, LIBRARY.rubric("gbt31526-2025"), ()) == Correction("2", before=True)


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("merchant-identity-reporting", "一次都没报过", "none"),
        ("refunds-over-seven-days", "一百单里有三单退得慢，超过七天", "3"),
        ("network-log-retention", "最短的一类也存满一年零三个月", "15"),
        ("merchant-change-notice-days", "merchants can tell us whenever they like", "none"),
    ],
)
def test_figures_and_their_lack_are_read_in_a_clause(question: str, said: str, value: str) -> None:
    understood = understand(said, LIBRARY.questions[question], LIBRARY.rubric("gbt31526-2025"), ())
    assert isinstance(understood, Answer)
    assert (understood.value, understood.sure) == (value, False)


def test_the_fact_an_unheard_clause_is_like_is_asked_and_never_set() -> None:
    understood = understand("排队的时长每天都看得见", LADDER, LIBRARY.rubric("gbt31526-2025"), ())
    assert understood == AskFact("measured", (), 1, False)
