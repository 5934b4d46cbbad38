"""Going somewhere by words: what else is asked about there comes next. What leads where: test_conversations.py."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin


@pytest.fixture
def walker(walk, store, shipped):
    started = walk(store.add(begin(shipped)).id, page="interview")
    return started.to_question("availability-target")


def test_the_rest_of_a_place_comes_next_and_then_the_order_as_it_was(walker):
    walker.go("interview", order="first")
    before = walker.at
    walker.type("去物流配送")
    shown = []
    while "delivery" in walker.rubric.place[str(walker.at)] and walker.at not in shown:
        shown.append(walker.at)
        walker.type("跳过")
    asked = [one for one in walker.rubric.order if "delivery" in walker.rubric.place[one]]
    assert len(shown) > 2
    assert set(shown) <= set(asked)
    assert walker.at == before


def test_of_several_questions_about_something_the_others_come_after_the_one_that_is_chosen(walker):
    walker.go("interview", order="first")
    walker.type("go to refunds")
    about = walker.offered
    walker.press("understood-1")
    first = walker.at
    walker.type("跳过")
    assert walker.at != first
    assert walker.rubric.by_id[str(walker.at)].text.zh in about
