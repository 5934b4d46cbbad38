"""Words of the small parts that several pages draw, and sentences made of an error."""

from __future__ import annotations

from ecq.errors import EcqError
from ecq.language import Text, text

SAVE_PICTURE = text("存为图片", "Save as a picture")
FILE_CANNOT_BE_OPENED = text("打不开这个文件：{cause}", "This file cannot be opened: {cause}")
NOT_SAVED = text("没有保存成功：{cause}", "Not saved: {cause}")


def error_text(error: EcqError) -> Text:
    """The sentence of an error in every language."""
    return Text(zh=error.zh, en=str(error))


def filled(pattern: Text, **marks: Text | str) -> Text:
    """A text with its marks filled in, in every language, for a sentence that is shown later."""

    def one(lang: str) -> str:
        values = {name: getattr(mark, lang) if isinstance(mark, Text) else mark for name, mark in marks.items()}
        return str(getattr(pattern, lang)).format(**values)

    return Text(zh=one("zh"), en=one("en"))
