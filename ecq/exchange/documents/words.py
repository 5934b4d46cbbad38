"""Sentences about documents: what cannot be read, and where a passage stands."""

from __future__ import annotations

import re

from ecq.base.language import Lang, Text, text, words

EMPTY = text("{file} 是空的。", "{file} is empty.")
TOO_LARGE = text(
    "{file} 太大：最多读 20 MB。请分成几份。", "{file} is too large: at most 20 MB are read. Bring it in parts."
)
DAMAGED = text(
    "{file} 读不下去，可能损坏了。请换一份。", "{file} cannot be read; it may be damaged. Bring another copy."
)
LOCKED = text(
    "{file} 有密码。请去掉密码再放进来。", "{file} is protected by a password. Take it off, then bring the file again."
)
NO_TEXT = text(
    "{file} 里没有文字，可能是扫描件或图片。请换一份能选中文字的。",
    "{file} holds no text; it may be a scan. Bring one whose text can be selected.",
)
PICTURE = text(
    "{file} 是图片，里面的字读不出来。请放文字版。",
    "{file} is a picture, whose words are not read. Bring a file with text.",
)
OLD_OFFICE = text(
    "{file} 是旧版 Office 文件，或者有密码。请另存为 docx、xlsx 或 pptx。",
    "{file} is a file of an old Office, or has a password. Save it as docx, xlsx or pptx.",
)
UNKNOWN = text(
    "{file} 不是读得了的文件。可以放 PDF、Word、Excel、PowerPoint、网页、邮件和文本。",
    "{file} is no file that is read here. PDF, Word, Excel, PowerPoint, web pages, mails and text are.",
)
ONLY_FIRST = text("{file} 很长，只读了前 {count} 段。", "{file} is long: only its first {count} paragraphs were read.")
ONLY_FIRST_PAGES = text(
    "{file} 有 {pages} 页，只读了前 {count} 页。", "{file} has {pages} pages; only the first {count} were read."
)
PAGES_WITHOUT_TEXT = text(
    "{file} 有 {count} 页没有文字（第 {pages} 页起），可能是扫描的，没有读到。",
    "Pages of {file} without text: {count} (such as {pages}); they may be scans and were not read.",
)

_PLACES: dict[str, Text] = {
    "page": text("第 {n} 页", "page {n}"),
    "line": text("第 {n} 行", "line {n}"),
    "paragraph": text("第 {n} 段", "paragraph {n}"),
    "row": text("表格第 {n} 行", "row {n} of the table"),
    "slide": text("第 {n} 张幻灯片", "slide {n}"),
    "sheet": text("工作表 {n}", "sheet {n}"),
    "cell": text("单元格 {n}", "cell {n}"),
}
_PLACE = re.compile(rf"\b({'|'.join(_PLACES)}) (.+?)(?= (?:{'|'.join(_PLACES)}) |$)")


def place_words(place: str, lang: Lang) -> str:
    """Where something stands, in words; what is no such place, as it is."""
    found = _PLACE.findall(place)
    return " · ".join(words(_PLACES[kind], lang).format(n=n) for kind, n in found) if found else place


def places_words(places: str, lang: Lang) -> str:
    """Several places in words."""
    return "; ".join(place_words(place, lang) for place in places.split("; "))


NOT_IN_FORCE = text(
    "{file} 从 {day} 起才施行，现在不据它提议。", "{file} is in force only from {day}; nothing is proposed from it yet."
)
NOTHING_FOUND = text(
    "{file} 读完了，没有哪一句能直接回答题目。", "{file} was read; no sentence of it answers a question by itself."
)
