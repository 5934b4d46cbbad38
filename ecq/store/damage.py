"""What of the database cannot be read. It is told by table and id, never by what it holds, and keeps nobody from the rest."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError, DamagedError

NOT_TEXT = "surrogateescape"
"""How bytes that are no text are read from an SQLite file: so that they can be told from all others, and written back."""

REMEMBERED = 20_000
"""How many pieces of JSON stay parsed in memory."""


def assessment_of(body: object, what: tuple[str, str]) -> Assessment:
    """The assessment that is stored as `body`; `what` names it in English and Chinese. Raises DamagedError."""
    try:
        if isinstance(body, str):
            body.encode("utf-8")  # `read` leaves out bytes that are no text, and an answer with them
            return read(body)
    except (AssessmentError, UnicodeEncodeError):  # whose words quote what is stored
        pass
    raise damaged(what)


def self_check(assessment_id: str) -> tuple[str, str]:
    """What a self-check is called where it cannot be read."""
    return f"self-check {as_text(assessment_id)}", f"自评 {as_text(assessment_id)} "


def damaged(what: tuple[str, str]) -> DamagedError:
    """The error that something stored cannot be read."""
    return DamagedError(
        f"{what[0]} cannot be read: it is damaged, or a later version of ECQ wrote it; ecq restore puts a backup in place",
        f"{what[1]}读不出来：存的内容坏了，或是更新版本的 ECQ 写的；可用 ecq restore 放回备份",
    )


def as_text(stored: str) -> str:
    """Stored text as it can be shown; bytes that are no text are question marks."""
    return stored.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=REMEMBERED)
def parsed(text: str) -> Any:
    """What stands in a column as JSON; parsed once, so never to be changed. Raises ValueError."""
    return json.loads(text.encode("utf-8"))


def must_be_times(*stored: str | None) -> None:
    """Raise ValueError or TypeError where one is no time."""
    for one in stored:
        if one is not None:
            datetime.fromisoformat(one)
