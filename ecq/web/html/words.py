"""Texts of the shared parts, the sentence for an error, and texts from users made inert for Markdown."""

from __future__ import annotations

from ecq.base.errors import EcqError
from ecq.base.language import Text, text

SAVE_PICTURE = text("存为图片", "Save as a picture")
FILE_CANNOT_BE_OPENED = text("打不开这个文件：{cause}", "This file cannot be opened: {cause}")


def sentence(error: EcqError) -> Text:
    """What an error says, as a sentence that stands by itself."""
    cause = str(error)
    return Text(zh=f"{error.zh}。", en=f"{cause[:1].upper()}{cause[1:]}.")


_MARKS = frozenset("\\`*_{}[]()#+-.!|~$<>:")


def inert(text: str) -> str:
    """The text with Markdown's marks escaped."""
    return "".join(f"\\{char}" if char in _MARKS else char for char in " ".join(text.split()))
