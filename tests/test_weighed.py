"""How likely a message says of a fact that it holds, and what that makes of what was decided."""

from __future__ import annotations

from collections import Counter

import pytest

from ecq.interview.facts import facts_of
from ecq.interview.typed.belief import Belief, Told, belief, circumstances, rather, told_in
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.interview.typed.reading import understand
from ecq.interview.typed.weighed import before_a_list, said_of_it, weighed
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.loading import load_library, load_rubric
from tests.talk.__main__ import NO_ANSWER, outcome
from tests.talk.learn import HELD_BACK, cases_of

RUBRIC = load_rubric("gbt31526-2025")
LOG = "enquiry-log-complete"


def told(question: str, message: str) -> Told:
    asked = RUBRIC.by_id[question]
    facts = facts_of(asked)
    assert facts is not None
    return told_in(hear_at(message, asked, facts), asked, facts)


def believed(question: str, message: str, fact: str) -> Belief:
    return belief(told(question, message), fact)


@pytest.mark.parametrize(
    ("question", "message", "fact", "holds"),
    [
        ("human-agent-reached", "有人工客服，随时一键就转过去了", "human", True),
        ("human-agent-reached", "We have human agents, you reach one any time", "human", True),
        ("incident-plan", "应急预案嘛，一直没写过", "plan", False),
        ("incident-plan", "there's no written plan for incidents whatsoever", "plan", False),
    ],
)
def test_what_a_message_plainly_says_is_believed(question: str, message: str, fact: str, holds: bool) -> None:
    found = believed(question, message, fact)
    assert found.of(holds) > 0.8
    assert found.quote
    assert found.quote in message


def test_chances_add_up_and_what_is_spoken_of_nowhere_is_said_neither_way() -> None:
    there = told("human-agent-reached", "有人工客服")
    for fact in there.facts.facts:
        found = belief(there, fact)
        assert 0 <= found.held <= 1
        assert 0 <= found.denied <= 1
        assert found.said <= 1 + 1e-9
    assert believed("human-agent-reached", "有人工客服", "measured").said < 0.2
    assert rather(there, "measured") is None


def test_how_likely_something_is_said_hangs_on_nothing_but_the_message() -> None:
    one, other = (told("incident-plan", "预案有的，分工也写了，上报给谁没写") for _ in range(2))
    for fact in one.facts.facts:
        assert belief(one, fact) == belief(other, fact)
        assert [*circumstances(one, fact).items()] == [*circumstances(other, fact).items()]


def test_chances_are_what_they_say_they_are() -> None:
    """Of what is believed at nine in ten or more, in sentences that nothing was learned from, nearly all is so."""
    right: Counter[tuple[str, bool]] = Counter()
    questions = load_library().questions
    for case in cases_of(HELD_BACK[0]):
        question = questions.get(case["question"])
        facts = facts_of(question) if question else None
        if question is None or facts is None or isinstance(question, MeasureQuestion):
            continue
        if case["kind"] in (*NO_ANSWER, "deny"):
            continue
        state = {word[1:]: word[0] == "+" for word in case["state"].split()}
        there = told_in(hear_at(case["say"], question, facts), question, facts)
        for fact in facts.facts:
            found = belief(there, fact)
            for holds in (True, False):
                if found.of(holds) >= 0.9:
                    right["sure", state.get(fact) is holds] += 1
                elif found.of(holds) >= 0.5:
                    right["rather", state.get(fact) is holds] += 1
    sure = right["sure", True] / (right["sure", True] + right["sure", False])
    rather_so = right["rather", True] / (right["rather", True] + right["rather", False])
    assert sure > 0.96
    assert 0.6 < rather_so < 0.9
    assert right["sure", True] > 3 * right["rather", True]


def asks(question: str, message: str) -> Understood:
    return understand(message, RUBRIC.by_id[question], RUBRIC, RUBRIC.order)


def test_what_was_heard_and_is_hardly_said_is_asked() -> None:
    question = RUBRIC.by_id["incident-plan"]
    there = told("incident-plan", "天气不错，我们吃饭去了，回头再聊这个")
    taken = Answer("plan", doubt="resembles", known=(("plan", True),))
    asked = weighed(taken, there, "天气不错，我们吃饭去了，回头再聊这个", question)
    assert isinstance(asked, AskFact)
    assert asked.fact == "plan"
    assert not asked.known


def test_what_a_message_very_likely_says_is_not_asked_but_offered() -> None:
    message = "预案是写好的，谁负责、分几级都在里面，出了事往哪报也写了"
    there = told("incident-plan", message)
    question = RUBRIC.by_id["incident-plan"]
    last = [fact for fact in there.facts.facts if rather(there, fact, 0.8) is True][-1]
    known = tuple((fact, True) for fact in there.facts.facts if fact != last and rather(there, fact, 0.8))
    offered = weighed(AskFact(last, known, 1, False), there, message, question)
    assert not (isinstance(offered, AskFact) and offered.fact == last)
    assert not (isinstance(offered, Answer) and offered.sure)


def test_what_would_fail_a_gate_is_asked_unless_it_is_all_but_certain() -> None:
    """Over sentences that nothing was learned from: an answer that fails a gate is offered where the gate does fail."""
    questions, wrong = load_library().questions, []
    for case in cases_of(HELD_BACK[0]):
        question = questions[case["question"]]
        if question.id not in RUBRIC.by_id or isinstance(question, MeasureQuestion):
            continue
        found = asks(question.id, case["say"])
        if isinstance(found, Answer) and question.fails_gate(found.value):
            wrong += [case["say"]] * (outcome(case, question, found) == "dangerous")
    assert wrong == []


def test_two_answers_stand_beside_each_other_where_one_fact_is_in_doubt() -> None:
    found = asks("incident-plan", "有书面预案，分级、分工都有，上报对象写得不全")
    assert isinstance(found, NotUnderstood)
    assert found.candidates == ("plan", "plan-with-roles")


def test_the_clause_that_tells_of_a_fact_is_quoted_where_a_message_has_several() -> None:
    question = RUBRIC.by_id["incident-plan"]
    message = "这块归老王管，应急预案是写好了的"
    assert said_of_it(message, question, "plan") == "应急预案是写好了的"
    assert said_of_it("应急预案是写好了的", question, "plan") == ""
    assert said_of_it(message, question, "reported") == said_of_it(message, question, "no such fact") == ""


def test_before_a_list_is_offered_an_item_is_asked_of_which_the_words_may_say_something() -> None:
    question = RUBRIC.by_id["face-recognition-choice"]
    words_said = "不想刷的可以改用短信验证码。照片比对完当场就删掉。"
    asked = AskFact("other-way", (), 1, False)
    offered = Answer(("other-way",), doubt="unsaid", known=(("other-way", True),))
    after = before_a_list(offered, asked, words_said, question)
    assert isinstance(after, AskFact)
    assert (after.fact, after.known) == ("not-kept", offered.known)
    assert before_a_list(offered, asked, "不想刷的可以改用短信验证码。", question) == offered
    often = AskFact("other-way", (), 5, False)
    assert before_a_list(offered, often, words_said, question) == offered
