"""Line breaking: lines a Chinese reader finds right, whatever is typed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_breakables

from ecq.document.drawing import line_breaking
from ecq.document.drawing.fonts import face
from ecq.document.drawing.line_breaking import Coverage, measure, readable, units, wrap
from ecq.rubric.model import Rubric

WIDTHS = face(False).widths
SIZE = 10.0
NO_START = "。，、；：？！）》」』】〉〕”’…%)]},.;:!?"
NO_END = "（《「『【〈〔“‘([{"

mixed = st.text(alphabet="平台服务质量评价，。、；：（）《》“”‘’abcXYZ0123456789 .,%-/()—…·①$¥", max_size=80)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def lines(text: str, width: float = 90) -> list[str]:
    return wrap(text, width, SIZE, WIDTHS)


def stricter(text: str, i: int) -> bool:
    """Where ECQ does not break although UAX #14 would: inside GB/T 31526 or 第 23 条, and before a full-width sign behind a space."""
    return line_breaking._glued(text, i) or text[i] in "：；"


@given(mixed)
@example("GB/T 31526-2025《电子商务平台服务质量评价》")
@example("“（A）”，：。 “x")
def test_the_short_way_breaks_where_the_full_algorithm_breaks(text: str):
    text = readable(text)
    full = [bool(may) for may in line_break_breakables(text)]
    ours = line_breaking._breaks(text)
    kept = [may and not stricter(text, i) for i, may in enumerate(full)]
    assert ours[1:] == kept[1:]


@given(anything)
def test_the_short_way_agrees_on_any_text(text: str):
    text = readable(text).replace("\n", "")
    full = [bool(may) for may in line_break_breakables(text)]
    kept = [may and not stricter(text, i) for i, may in enumerate(full)]
    assert line_breaking._breaks(text)[1:] == kept[1:]


@given(mixed, st.integers(12, 300))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: int):
    text = readable(text).strip()
    broken = lines(text, width)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line, SIZE, WIDTHS) <= width + 1e-6 or len(line) == 1 for line in broken)


PARTS = ["平", "台", "服务", "（评价）", "《办法》", "，以及", "“广告”、", "2026", "GB/T", "12.5%", "的", "。", "a-b"]


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_no_line_starts_or_ends_wrong(parts: list[str]):
    # Signs typed in a row (“。，、”) leave no right place to break and may overflow; words between them do.
    text = "平台" + "服务".join(parts) + "完"
    for line in lines(text)[1:]:
        assert line[0] not in NO_START, text
    for line in lines(text)[:-1]:
        assert line[-1] not in NO_END, text


CUT_NOWHERE = ["31526-2025", "GB/T", "2026-11-24", "12.5%", "99.95", "service", "1,000"]
CUT_NOWHERE += ["GB/T 31526-2025", "第 23 条", "11.5 天", "99.95 %", "Art. 40"]


@pytest.mark.parametrize("whole", CUT_NOWHERE)
def test_what_is_read_as_one_stays_on_one_line(whole: str):
    for width in range(85, 160, 3):
        text = f"依据标准和办法 {whole} 的要求以及其他规定办理，{whole}为准。"
        assert sum(line.count(whole) for line in lines(text, width)) == 2


@pytest.mark.parametrize("said", ["0 failed · 1 open · 42 passed", "未过 0 · 未定 1 · 已过 42"])
def test_a_number_stays_with_its_word_in_a_row_of_counts(said: str):
    for width in range(60, 150, 4):
        parts = [part.strip() for line in lines(said, width) for part in line.split("·") if part.strip()]
        assert parts == said.split(" · "), width


@pytest.mark.parametrize("said", ["Are all rules published? · Gate", "有没有公示？ · 红线项"])
def test_no_line_begins_with_a_dot_between_two_parts(said: str):
    for width in range(90, 200, 4):
        assert not any(line.startswith("·") for line in lines(said, width)), width


def test_a_web_address_may_break_behind_a_stroke():
    assert lines("https://www.samr.gov.cn/zw/zfxxgk/fdzdgknr", 150)[0].endswith("/")


def test_a_last_line_of_one_character_gets_company():
    for width in range(60, 200, 7):
        last = lines("平台应当在首页显著位置公示营业执照和许可信息并保持更新", width)[-1]
        assert len(last) > 1


def test_typed_line_ends_are_preserved():
    assert lines("一\n\n二\r\n三") == ["一", "", "二", "三"]
    assert lines(" \n ") == []


@pytest.mark.parametrize("part", ["a", "0", "漢，", "“", "—", " x", "a\u0301", "□"])
def test_ten_thousand_characters_break_somewhere_and_soon(part: str):
    began = time.process_time()
    broken = lines(readable(part * (10_000 // len(part))), 200)
    assert time.process_time() - began < 5
    assert len(broken) > 100
    assert all(measure(line, SIZE, WIDTHS) <= 200 for line in broken)


def test_a_mark_stays_on_its_letter():
    assert not any(unicodedata.combining(line[0]) for line in lines("a\u0301" * 500, 77))


def test_spaces_do_not_begin_or_end_a_line():
    assert all(line == line.strip() for line in lines("one two  three   four five six seven eight nine ten"))


def test_what_the_font_lacks_is_shown_by_its_code_points_and_listed():
    coverage = Coverage(face(False).covered)
    assert coverage.show("好😀的\u05d0\u05d1\u05d2") == "好[U+1F600]的[U+05D0 … U+05D2, 3]"
    assert coverage.codes() == "U+05D0 U+05D1 U+05D2 U+1F600"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("the merchant’s “own” name", 'the merchant\'s "own" name'),
        ("所谓“自营”是什么", "所谓“自营”是什么"),
        ("店铺名是 Smith’s 的“自营”店", "店铺名是 Smith's 的“自营”店"),
    ],
)
def test_english_quotes_are_not_as_wide_as_han_characters(written: str, shown: str):
    assert Coverage(face(False).covered).show(written) == shown


def test_control_characters_and_invisible_ones_go():
    assert readable("a\x00b\x07c\u200bd\ufe0fe\u202ef\tg\u2028h") == "abcdef g\nh"


def test_both_faces_cover_the_same():
    assert face(False).covered == face(True).covered


def test_the_fonts_cover_all_we_say(shipped: Rubric):
    coverage = Coverage(face(False).covered)
    coverage.show(shipped.model_dump_json())
    assert coverage.codes() == ""


def test_the_rubric_of_one_language_breaks_quickly(shipped: Rubric):
    texts = [question.why.zh for question in shipped.questions]
    for text in texts:
        units(text)
    began = time.process_time()
    for text in texts:
        lines(text, 200)
    assert time.process_time() - began < 3


def test_a_short_last_word_brings_the_one_before_it_along():
    widths = dict.fromkeys(range(0x20, 0x7F), 500.0)
    assert wrap("every gate that applies is met", 140.0, 10, widths) == ["every gate that applies", "is met"]
    assert wrap("every gate that applies is passed by it", 140.0, 10, widths)[-1] == "passed by it"
