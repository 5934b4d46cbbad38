"""Answers that are put right by words: further back, by the name of the question, and of what was just said."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import answer, begin
from tests import building as b
from tests.app.walker import Walker

MLPS, LOGS, AT = "mlps-filing-and-test", "network-log-retention", "own-licence-on-home-page"


@pytest.fixture
def walker(walk, store, shipped):
    made = begin(shipped)
    for question, value in ((MLPS, "graded"), (LOGS, "2")):
        made = b.accepted(answer(made, shipped.by_id[question], value))
    started = walk(store.add(made).id, page="interview")
    for one in (MLPS, LOGS, AT):
        started.type(f"去 {shipped.by_id[one].text.zh}")
    assert started.at == AT
    return started


@pytest.mark.parametrize(
    ("said", "question", "value"),
    [
        ("等保那題選錯了，應該是第三個", MLPS, "filed"),
        ("Could you change MLPS to option 4, please", MLPS, "tested"),
        ("sorry, the network logs question was wrong, it should be 8 months", LOGS, "8"),
        ("上上题也答错了，应该选 4", MLPS, "tested"),
        ("the last but one was wrong, it should be option 3", MLPS, "filed"),
        ("change the answer two questions ago to option 3", MLPS, "filed"),
        ("等等，我刚说错了，应该是 7 个月", LOGS, "7"),
    ],
)
def test_an_answer_is_put_right_and_the_interview_goes_on_where_it_was(walker: Walker, said, question, value):
    before = dict(walker.assessment.responses)
    walker.type(said)
    assert walker.assessment.response(question).value == value, walker.heard
    assert walker.at == AT
    changed = [one for one, each in walker.assessment.responses.items() if before.get(one) != each]
    assert changed == [question]


def test_a_name_of_several_answered_questions_offers_them_and_changes_none(walker: Walker):
    before = dict(walker.assessment.responses)
    walker.type("把网络安全那题改成 3")
    assert dict(walker.assessment.responses) == before
