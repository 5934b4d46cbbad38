"""Remarks: what is said in an interview besides its answers, so that a reload still shows the conversation.

The journal has what changed. A remark has the operator's own words, those that changed nothing too, and questions left
for later. Nothing is computed from remarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RemarkKind = Literal["change", "reply", "skip"]
"""change: the words made the change of this revision; reply: they were answered; skip: the question was left for later."""

WORDS_KEPT = 1_000
"""How many characters of what was typed are kept: the whole of a longer text is in the note it became, if it became one."""


@dataclass(frozen=True)
class Remark:
    """One remark: after which revision of the assessment, at which question, the words typed ("" for a press), the reply."""

    revision: int
    question: str
    kind: RemarkKind
    words: str = ""
    reply: str = ""


def shortened(text: str) -> str:
    """A typed text as a remark keeps it: on one line, and not a pasted novel."""
    line = " ".join(text.split())
    return line if len(line) <= WORDS_KEPT else line[: WORDS_KEPT - 1] + "…"
