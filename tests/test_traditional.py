"""No Traditional text shows a character nobody has looked at: every ambiguous one stands in a reviewed context.

The reviewed contexts stand in tests/cases/traditional.yaml: for each character and reading, the character with its neighbours.
After reading the new ones, take them in with `python -m tests.test_traditional`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

import ecq
from ecq.base.language import Text, words
from ecq.base.traditional import ambiguous, traditional
from ecq.rubric.loading import rubric_home

REVIEWED = Path(__file__).parent / "cases" / "traditional.yaml"


def texts(of: Any) -> set[Text]:
    """Every text inside a value: models, lists and dicts are searched."""
    if isinstance(of, Text):
        return {of}
    if isinstance(of, BaseModel):
        return set().union(*(texts(getattr(of, name)) for name in type(of).model_fields))
    if isinstance(of, dict):
        if isinstance(of.get("zh"), str) and isinstance(of.get("en"), str):
            return {Text(zh=of["zh"], en=of["en"], hant=of.get("hant"))}
        return set().union(*map(texts, of.values()))
    if isinstance(of, list | tuple | set | frozenset):
        return set().union(*map(texts, of))
    return set()


@cache
def all_texts() -> set[Text]:
    """Every text of the program and of the rubrics that come with it."""
    modules = (
        import_module(module.name) for module in walk_packages(ecq.__path__, "ecq.") if "__main__" not in module.name
    )
    program = set().union(*(texts(value) for module in modules for value in vars(module).values()))
    paths = rubric_home().rglob("*.yaml")
    read = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    files = [of for path, of in read.items() if "facts" not in path.relative_to(rubric_home()).parts]
    # of facts only the questions are shown; their cues are words that people type
    facts = [one for path, of in read.items() if path.parent.name == "facts" for one in of.values()]
    asks = [fact.get("ask") for one in facts for fact in one.get("facts", {}).values()]
    return program.union(*map(texts, (files, asks)))


def contexts() -> dict[str, set[str]]:
    """For each "character→reading": the character with its neighbours, wherever a text has it."""
    seen: dict[str, set[str]] = {}
    for text in all_texts():
        if text.hant is None:
            for place, reading in ambiguous(text.zh):
                key = f"{text.zh[place]}→{reading}"
                seen.setdefault(key, set()).add(" ".join(text.zh[max(0, place - 1) : place + 2].split()))
    return seen


def reviewed() -> dict[str, set[str]]:
    return {key: set(value) for key, value in yaml.safe_load(REVIEWED.read_text(encoding="utf-8")).items()}


@pytest.mark.slow
def test_every_ambiguous_character_has_been_reviewed():
    known = reviewed()
    new = {key: sorted(seen - known.get(key, set())) for key, seen in contexts().items()}
    new = {key: seen for key, seen in new.items() if seen}
    assert not new, f"read these in Traditional Chinese, then run: python -m tests.test_traditional\n{new}"


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("写明了平台里的规则", "寫明了平臺裡的規則"),
        ("发现后制止", "發現後制止"),
        ("原装直发，自动发结果", "原裝直發，自動發結果"),
        ("签约培训并留签到表", "簽約培訓並留簽到表"),
        ("零星回访，最低回答", "零星回訪，最低回答"),
        ("一题只影响核对表", "一題只影響核對表"),
        ("复制标签，合并手表", "複製標籤，合併手錶"),
        ("批准后不准确", "批准後不準確"),
        ("平台一出事，每一出错都查出来", "平臺一出事，每一出錯都查出來"),
        ("满十四周岁，每周一次", "滿十四周歲，每週一次"),
        ("质量用“广告”二字", "品質用「廣告」二字"),
        ("信息、默认、链接、台账和账号", "資訊、預設、連結、臺帳和帳號"),
        ("选择文件，导出数据库，再把密钥粘贴到单元格", "選擇檔案，匯出資料庫，再把金鑰貼上到儲存格"),
        ("资质文件和文件夹里的音视频录屏", "資質文件和資料夾裡的影音螢幕錄影"),
        ("这份 PDF 也是存档文件，请写文件名", "這份 PDF 也是存檔，請寫檔名"),
        ("搜索小程序，刷新塑料工作簿", "搜尋小程式，重新整理塑膠活頁簿"),
        ("联系人的联系方式、规则文档和复印件的存储", "聯絡人的聯絡方式、規則文件和影本的儲存"),
        ("《网络安全法》和网络安全法第 61 条", "《網絡安全法》和網絡安全法第 61 條"),
        ("中华人民共和国个人信息保护法", "中華人民共和國個人信息保護法"),
        ("“他说‘好’”", "「他說『好』」"),
    ],
)
def test_an_ambiguous_character_is_converted_by_its_word(simplified, expected):
    assert traditional(simplified) == expected


@pytest.mark.slow
def test_rows_and_columns_of_a_table_are_called_as_in_taiwan_and_nothing_else_is():
    said = "行可以排序和筛选，列可以移动；这一行、这一列、列标题、隐藏的列"
    assert traditional(said) == "列可以排序和篩選，欄可以移動；這一列、這一欄、欄標題、隱藏的欄"
    others = "执行、排列、列出、列表、每行一条、其他行为、第 3 行、这一行业"
    assert traditional(others) == "執行、排列、列出、列表、每行一條、其他行為、第 3 行、這一行業"


def test_no_traditional_text_has_western_quotation_marks():
    assert not [text.zh for text in all_texts() if set("“”‘’") & set(words(text, "zh-Hant"))]


@pytest.mark.slow
def test_what_was_converted_stays_as_it_is_where_it_is_converted_again():
    """A sample's notes are kept in Traditional characters and shown by the same rules; titles of laws keep their own words."""
    titles = re.compile(r".*(?:规定|规范|规则|办法|条例|法)")
    shown = {words(text, "zh-Hant") for text in all_texts() if text.hant is None and not titles.fullmatch(text.zh)}
    again = {one: traditional(one) for one in shown if traditional(one) != one}
    assert not again


if __name__ == "__main__":
    kept = {key: sorted(seen) for key, seen in sorted(contexts().items())}
    REVIEWED.write_text(yaml.safe_dump(kept, allow_unicode=True, width=118), encoding="utf-8")
