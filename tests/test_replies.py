"""A reply to what was asked back, as a text."""

from __future__ import annotations

import pytest

from ecq.interview.typed.replies import reply, which

ASKED = "平台自己的文本审查过吗？"


@pytest.mark.parametrize("said", ["审查过的呀，前面讲过了", "是的是的", "係呀", "exactly", "that is correct", "都有"])
def test_yes(said: str) -> None:
    assert reply(said, ASKED) == "yes"


@pytest.mark.parametrize("said", ["没审查过", "不是的", "no, that's not it", "唔係", "不能，压根不让看"])
def test_no(said: str) -> None:
    assert reply(said, ASKED) == "no"


@pytest.mark.parametrize(
    "said", ["是，不过只有一半", "yes, but not always", "也许是吧", "是，不是每次", "平台", "文本", "好像", "对不对？"]
)
def test_neither(said: str) -> None:
    assert reply(said, ASKED) is None


@pytest.mark.parametrize("said", ["第二个，不对，第一个", "选项 2", "第九个", "两个都有", "第二个，我猜的"])
def test_none_of_those_offered(said: str) -> None:
    assert which(said, 3) is None


def test_all_is_no_yes_to_an_offer() -> None:
    assert reply("都有") is None
    assert reply("是，每个月还抽查一遍并且留下记录") is None
