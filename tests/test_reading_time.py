"""How long questions take to read: by their length alone, the same wherever it is told."""

from __future__ import annotations

import pytest

from ecq.base.language import Lang
from ecq.interview.reading_time import Length, length
from ecq.rubric.model import Rubric


@pytest.mark.parametrize(
    ("characters", "minutes"), [(0, 0), (1, 1), (350, 1), (351, 2), (3150, 9), (3151, 10), (3501, 15), (16_262, 50)]
)
def test_minutes_are_whole_and_from_ten_on_by_fives(characters: int, minutes: int) -> None:
    assert Length(characters, 0).minutes("zh") == Length(characters, 0).minutes("zh-Hant") == minutes


def test_english_is_counted_in_words() -> None:
    assert Length(0, 221).minutes("en") == 2


def test_the_question_and_what_can_be_chosen_in_it_are_read(teaching: Rubric) -> None:
    # 退款最长几天？ 没有统计过 / How many days does a refund take at most? Never measured
    assert length(teaching, ["refund-days"]) == Length(11, 11)
    both = length(teaching, ["refund-days", "receipt"])
    assert both == Length(11 + len("每次都给小票吗每次都给不是每次"), 11 + 5 + 1 + 2)


@pytest.mark.parametrize(("lang", "least", "most"), [("zh", 39, 53), ("en", 45, 60)])
def test_the_shipped_questions_take_as_long_as_was_measured(shipped: Rubric, lang: Lang, least: int, most: int) -> None:
    assert least <= length(shipped, shipped.order).minutes(lang) <= most
