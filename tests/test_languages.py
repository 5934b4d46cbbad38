"""Every word in every language, and the right language for every reader."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from pydantic import BaseModel

import ecq
from ecq.base.language import LANGS, LANGUAGES, Text, error_of, error_sentence, filled, language_from, words
from ecq.telling.text.words import say

HAN = re.compile(r"[\u3400-\u9fff]")


def texts(of: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    """Every Text in a model, list or mapping, with where it stands."""
    if isinstance(of, Text):
        yield where, of
    elif isinstance(of, BaseModel):
        for name in type(of).model_fields:
            yield from texts(getattr(of, name), f"{where}.{name}")
    elif isinstance(of, (tuple, list)):
        for number, one in enumerate(of):
            yield from texts(one, f"{where}[{getattr(one, 'id', number)}]")
    elif isinstance(of, dict):
        for key, one in of.items():
            yield from texts(one, f"{where}[{key}]")


WORDINGS = [
    import_module(found.name)
    for found in walk_packages(ecq.__path__, "ecq.")
    if found.name.endswith(("words", "comparison_lines"))
]
CATALOG = [
    pair
    for module in WORDINGS
    for name, value in vars(module).items()
    if not name.startswith("_")
    for pair in texts(value, f"{module.__name__}.{name}")
]


@pytest.fixture(scope="module")
def everything(shipped, library):
    return [*CATALOG, *texts(shipped, "rubric"), *texts(dict(library.questions), "bank"), *texts(library.profile)]


def test_no_module_of_words_says_a_name_twice():
    """The second one would replace the first wherever that is read, and nothing else would tell."""
    for module in WORDINGS:
        named = re.findall(
            r"^([A-Z][A-Z0-9_]*)(?:: [^=]+)? = ", Path(str(module.__file__)).read_text("utf-8"), re.MULTILINE
        )
        assert len(named) == len(set(named)), module.__name__


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_exists_in_every_language(everything, lang):
    assert set(LANGUAGES) == set(LANGS)
    assert len(CATALOG) > 150, "the texts of all packages are collected"
    empty = [where for where, text in everything if not words(text, lang).strip()]
    assert not empty


def test_traditional_chinese_has_no_simplified_characters_left(everything):
    plainly_simplified = set("质务网标证据时间题应对发现检测评审报态级个关书产业员单")
    left = [
        (where, words(text, "zh-Hant"))
        for where, text in everything
        if plainly_simplified & set(words(text, "zh-Hant"))
    ]
    assert not left


def test_english_readers_meet_no_chinese_characters(everything):
    assert not [(where, text.en) for where, text in everything if HAN.search(text.en)]


def test_a_placeholder_in_one_language_is_in_all():
    def marks(said):
        return sorted(name for _, name, _, _ in string.Formatter().parse(said) if name is not None)

    for where, text in CATALOG:
        assert marks(text.zh) == marks(text.en) == marks(words(text, "zh-Hant")), where


def test_an_explicit_traditional_text_overrides_the_conversion():
    assert words(Text(zh="质量", en="quality", hant="品質"), "zh-Hant") == "品質"


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        (None, "zh"),
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh", "zh"),
        ("zh_CN", "zh"),
        ("zh-SG", "zh"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK,zh;q=0.9", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("ZH-HANT", "zh-Hant"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("en_GB", "en"),
        ("de-DE,zh;q=0.5", "zh"),
        ("fr,de;q=0.9", "en"),
        ("*", "en"),
        (";;;,,,", "en"),
        *((one, "zh") for one in ("zh-Hans", "zh-Hans-CN", "zh-Hans-HK", "zh-Hans-TW,en;q=0.8", "zh-Hans-MO")),
        ("en;q=0.1,zh-CN;q=0.9", "zh"),  # by weight, not by position
        ("zh;q=0,en", "en"),
        ("zh-TW;q=0.2, en;q=0.7", "en"),
    ],
)
def test_a_reader_gets_the_language_the_browser_asks_for(accepted, lang):
    assert language_from(accepted) == lang


def test_what_an_error_says_is_a_sentence_with_one_full_stop_in_which_a_file_keeps_its_name():
    told = error_sentence(error_of(Text(zh="磁盘满了", en="the disk is full")))
    assert (told.zh, told.en) == ("磁盘满了。", "The disk is full.")
    told = error_sentence(error_of(Text(zh="{file} 是空的。", en="{file} is empty."), file="report.pdf"))
    assert (told.zh, told.en) == ("report.pdf 是空的。", "report.pdf is empty.")


def test_a_question_that_begins_with_a_quotation_is_quoted_with_other_marks_within():
    asked = Text(zh="红线项“{question}”：{state}", en="Gate “{question}”: {state}")
    for lang, opened, closed in (("zh", "“‘", "’。”"), ("zh-Hant", "「『", "』。」"), ("en", "“‘", "’。”")):
        quoted = words(Text(zh="“甲”。", en="“甲”。"), lang)
        assert f"{opened}甲{closed}" in say(asked, lang, question=quoted, state="“乙”")
        assert say(asked, lang, question=quoted, state=words(Text(zh="“乙”", en="“乙”"), lang))[-3:] in (
            "“乙”",
            "「乙」",
        )
    assert filled(asked, question="“a” b", state="c").en == "Gate “‘a’ b”: c"


def test_a_unit_of_one_is_singular():
    from ecq.telling.text.words import say

    took = Text(zh="{effort} 人日，{lead} 天", en="{effort} person-days, {lead} days, {note}")
    assert say(took, "en", effort="1", lead="1", note="1 days") == "1 person-day, 1 day, 1 days"
    assert say(took, "en", effort="11", lead="0.1", note="") == "11 person-days, 0.1 days, "
    assert say(took, "zh", effort="1", lead="1") == "1 人日，1 天"
    assert filled(took, effort=1, lead=2, note="a").en == "1 person-day, 2 days, a"


def test_a_count_of_one_agrees_with_what_follows_it():
    plural = re.compile(
        r"\{(?:count|mine|missing)\} (?:more )?(?:[a-z]+s )?(?:that )?(?:are|were|have|need|hang|wait|match|depend|apply)\b"
    )
    always_many = ("MOVES_SHOWN",)
    told = [one for one in CATALOG if one[0].startswith(("ecq.telling", "ecq.interview", "ecq.web"))]
    assert [where for where, text in told if plural.search(text.en) and not where.endswith(always_many)] == []
