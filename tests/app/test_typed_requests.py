"""What is typed about the interview and the matter is answered where one looks, and leaves question and answers alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ecq.assessment.changes import begin
from ecq.interview.terms import TERMS
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.text import words as w
from tests.app.walker import Walker

QUESTION = "availability-target"


@pytest.fixture
def walker(walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric) -> Walker:
    started = walk(store.add(begin(shipped)).id)
    started.go("interview")
    return started.type(f"去 {shipped.by_id[QUESTION].text.zh}")


def informed(walker: Walker) -> list[str]:
    """What is said to the words typed last."""
    return walker.heard[1:]


def test_a_term_is_explained_beside_the_question(walker: Walker) -> None:
    at = walker.at
    walker.type("什么是等保")
    term = next(term for term in TERMS if term.name.zh == "等保")
    assert informed(walker) == [f"等保：{term.meaning.zh}"]
    assert (walker.at, walker.assessment.responses, walker.errors) == (at, {}, [])
    walker.type("什么是等保护")
    assert informed(walker) == [walker.words(w.TERM_UNKNOWN).format(terms="等保")]


@pytest.mark.parametrize("asked", ["还剩多少题", "还要多久", "我现在多少分", "我能说什么"])
def test_a_question_about_the_interview_is_answered_and_changes_nothing(walker: Walker, asked: str) -> None:
    at = walker.at
    walker.type(asked)
    assert len(informed(walker)) == 1
    assert (walker.at, walker.assessment.responses, walker.errors) == (at, {}, [])


def test_evidence_named_by_typing_is_saved_and_shown(walker: Walker) -> None:
    at = walker.at
    assert at
    walker.type("证据：监控月报")
    assert [one.text for one in walker.assessment.response(at).evidence] == ["监控月报"]
    assert walker.at == at


def test_a_statement_matching_no_option_is_saved_as_a_note(walker: Walker) -> None:
    at = walker.at
    assert at
    stated = "我们的目标写在年度计划里，每个月都有人看数据"
    walker.type(stated)
    assert walker.assessment.responses == {}
    walker.press("understood-no")
    assert walker.assessment.response(at).note == stated


def test_results_can_be_opened_by_typing(walker: Walker) -> None:
    walker.type("看结果")
    assert walker.words(w.HEAD_BEGIN) in walker.html
    assert walker.assessment.responses == {}
