"""Numbers and dates of Chinese rules as English readers find them cited: "Order No. 778 of the State Council".

Only the English form is made here; a Chinese reader gets the number as it was issued.
"""

from __future__ import annotations

import re

from ecq.base.language import Lang, as_written

_ISSUERS = {
    "国家工商行政管理总局": "State Administration for Industry and Commerce",
    "国家市场监督管理总局": "State Administration for Market Regulation",
    "国家互联网信息办公室": "Cyberspace Administration",
    "国务院": "State Council",
    "公安部": "Ministry of Public Security",
    "等三部门": "and two other departments",
}
_DONE = {
    "审议通过": "adopted",
    "通过": "adopted",
    "修正": "amended",
    "修订": "revised",
    "公布": "issued",
    "发布": "issued",
    "公告": "notice",
    "起施行": "in force",
    "征求意见": "draft for comments",
}
_SERIES = {"法释": "Judicial Interpretation", "公通字": "Gong Tong Zi", "发改价格规": "Fa Gai Jia Ge Gui"}

_ORDER = re.compile(r"(.+?)令第 (\d+) 号")
_DAY = re.compile(r"(.*?) ?(\d{4}(?:-\d\d){0,2}) (\w+)")
_SERIAL = re.compile(r"(.+?)〔(\d{4})〕(\d+) 号")


def number_words(number: str, lang: Lang) -> str:
    """The number of a rule for readers of a language; as issued where no English form is known."""
    if lang in ("zh", "zh-Hant"):
        return as_written(number, lang)
    if match := _ORDER.fullmatch(number):
        return f"Order No. {match[2]} of the {_issuer(match[1])}"
    if (match := _DAY.fullmatch(number)) and match[3] in _DONE:
        said = f"{_issuer(match[1])} {_DONE[match[3]]} {match[2]}".strip()
        return said[0].upper() + said[1:]
    if (match := _SERIAL.fullmatch(number)) and match[1] in _SERIES:
        return f"{_SERIES[match[1]]} ({match[2]}) No. {match[3]}"
    return number


def _issuer(chinese: str) -> str:
    said = chinese.replace("、", " and the ")
    for name, english in _ISSUERS.items():
        said = said.replace(name, f" {english}" if name.startswith("等") else english)
    return said
