"""What is typed of which no conversation can be written down: every gate of the bank, and a self-check of an earlier version. The others: test_conversations.py."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.telling.plan.asked import SINCE_LOST

QUESTION = "availability-target"


@pytest.fixture
def walker(walk, store, shipped):
    return walk(store.add(begin(shipped)).id, page="interview")


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
def test_a_guess_that_fails_a_gate_stands_neither_first_nor_alone(walker, shipped, every):
    gates = [question for question in shipped.questions if question.gate and question.answered_by == "choice"]
    for question in gates[::every]:
        walker.to_question(question.id)
        for said in ("没有", question.choices[0][1].zh[:12]):
            walker.type(said)
            if walker.at != question.id:  # its own words were typed
                walker.go("interview").to_question(question.id)
                continue
            proposal = walker.session.proposed
            first = proposal.values[0] if proposal and proposal.values else None
            assert not isinstance(first, str) or not question.fails_gate(first), (question.id, said)


def test_of_a_self_check_of_an_earlier_version_is_told_what_would_be_and_what_changed(walk, store, shipped):
    made = begin(shipped)
    earlier = made.rubric.model_copy(update={"version": "0.0.1", "digest": "0" * 64})
    walker = walk(store.add(made.model_copy(update={"rubric": earlier})).id, page="interview")
    walker.to_question(QUESTION).press(f"option-{QUESTION}-measured")
    walker.type("如果物流都改好呢？")
    assert "做到最好时（" in walker.heard[1], walker.heard
    walker.type("从昨天以来改了什么？")
    assert SINCE_LOST.zh not in walker.heard[1]
    assert shipped.by_id[QUESTION].text.zh[:6] in "".join(walker.heard[1:]), walker.heard
    assert walker.errors == []
