"""Patterns that are tried only where they may begin find what they find anywhere; folding converts all that is Traditional."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from opencc import OpenCC

from ecq.interview.facts import pattern_of
from ecq.interview.typed import clauses, denial, folding, vocabulary
from ecq.interview.typed.hearing.lists import REST_NO
from ecq.interview.typed.sought import where_it_may_begin

TOLD = [one["say"] for one in yaml.safe_load((Path(__file__).parent / "talk" / "fifth.yaml").read_text("utf-8"))]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("没有?|(?<!有)不|\\bno\\b", "没不n"),
        ("(?:很|太)?难|[a-c]x", "很太难a-c"),
        ("(?=但)|x{0,2}y+", "但xy"),
        ("(?<=[a-z]) \\w|(?>ab|c)", "\\ ac"),
        ("\\s+是", "\\s"),
    ],
)
def test_a_pattern_is_tried_only_where_it_may_begin(pattern, begins):
    assert where_it_may_begin(pattern, 0) == f"(?=[{begins}])(?:{pattern})"


@pytest.mark.parametrize(
    "pattern", ["", "a?", "[^没]是", ".*没", "(?<=[:：])(?!有)|没", "(a)|(?(1)b|c)", "(?i:A)没", "a|$"]
)
def test_a_pattern_that_may_begin_with_anything_stays_as_it_is(pattern):
    assert where_it_may_begin(pattern, 0) == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        *(clauses.NO, clauses.ASIDE, clauses.PAST, clauses.PLANNED, clauses.OTHERS, REST_NO, denial.DENIES),
        *(vocabulary.NO_QUESTION, vocabulary.HEDGE, vocabulary.NEGATION),
    ],
)
def test_it_finds_the_same_as_everywhere(pattern):
    anywhere = re.compile(pattern.pattern, pattern.flags)
    found = [[one.span() for one in anywhere.finditer(folding.fold(text))] for text in TOLD]
    assert where_it_may_begin(pattern.pattern, pattern.flags).startswith("(?=[")
    assert any(found)
    assert found == [[one.span() for one in pattern.finditer(folding.fold(text))] for text in TOLD]


def test_a_word_may_be_split_by_one_particle_and_its_gap_holds_no_stop():
    assert [
        bool(pattern_of("公布").search(text)) for text in ("公布", "公了布", "公过布", "公着布", "公了过布", "公的布")
    ] == [*(True, True, True, True, False, False)]
    gap = pattern_of("转…人工")
    assert [
        bool(gap.search(text)) for text in ("转到人工", "转，人工", "转,人工", "转不到人工", "转一二三四五六七八九人工")
    ] == [*(True, False, False, False, False)]


def test_every_character_that_is_converted_is_seen():
    convert = OpenCC("t2s").convert
    han = map(chr, range(0x3400, 0xA000))
    assert [one for one in han if convert(one) != one and folding.fold(one) == one] == []
    words = {
        "瞭解": "了解",
        "明瞭": "明了",
        "沈默": "沉默",
        "深沈": "深沉",
        "藉口": "借口",
        "憑藉": "凭借",
        "答覆": "答复",
    }
    words |= {
        "反覆": "反复",
        "衹得": "只得",
        "甦醒": "苏醒",
        "毛坏": "毛坯",
        "英哩": "英里",
        "著作": "著作",
        "看著": "看着",
    }
    assert {one: folding.fold(one) for one in words} == words


@pytest.mark.parametrize("text", ["ＡＢ　c\u200bd", " A\tB\n ", "isnae", "ISN’T", "第１条", "ﬁn", "\u00adx", "😀 好"])
def test_folding_leaves_out_no_step(text):
    plain = folding._INVISIBLE.sub("", folding.unicodedata.normalize("NFKC", folding._INVISIBLE.sub("", text)))
    plain = plain.lower().replace("’", "'").replace("isnae", "isn't")
    assert folding.fold(text) == re.sub(r"\s+", " ", plain).strip()
