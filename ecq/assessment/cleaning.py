"""Text that a person typed or a file holds, without the characters that nobody types."""

from __future__ import annotations

import re

from ecq.base.errors import EcqError
from ecq.rubric.kinds.base import Invalid, invalid

# Control characters, halves of characters, and marks that turn the direction of all that follows.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_LINE = re.compile("\r\n|[\r\u2028\u2029]")


def clean(text: str, limit: int) -> str | Invalid:
    """Text a person typed, without control characters; Invalid where it is longer than `limit` characters."""
    cleaned = CONTROL.sub("", _LINE.sub("\n", text)).strip()
    if len(cleaned) > limit:
        return invalid(
            f"这段文字有 {len(cleaned)} 个字，最多 {limit} 个；请缩短后再保存。",
            f"This text has {len(cleaned)} characters; at most {limit} can be kept. Please shorten it.",
        )
    return cleaned


def kept_text(text: str, limit: int) -> str:
    """The same where there is nowhere else to say what is wrong. Raises EcqError."""
    cleaned = clean(text, limit)
    if isinstance(cleaned, Invalid):
        raise EcqError(cleaned.sentence.en.rstrip("."), cleaned.sentence.zh.rstrip("。"))
    return cleaned
