"""A message that tells something and asks something: what it asks about the self-check, and what is told beside an idle question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecq.base.patterns import later
from ecq.interview.typed.clauses import clauses as quotes_of
from ecq.interview.typed.clauses import not_today
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.outcomes import AskTerm, AskWhyScore, Understood
from ecq.interview.typed.picks import ASKED, asks
from ecq.interview.typed.replies.yes_or_no import yes_or_no
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import tidy
from ecq.interview.typed.wanted.commands import command
from ecq.interview.typed.wanted.wishes import wish
from ecq.interview.typed.wanted.words_explained import meaning
from ecq.rubric.model import Rubric

BEFORE_ITS_QUESTION = later(
    r"(?P<said>.{2,600}[。.；;!！，,\n])\s*(?P<asked>[^。.；;!！，,\n?？]{3,40}[?？]?)\s*", re.DOTALL
)
"""An answer and a short question behind it."""


def question_behind(message: str, rubric: Rubric, asked: Sequence[str]) -> Understood | None:
    """What a message asks at its end about the self-check, as its score, or about a word; what stands before it is still an answer."""
    before = BEFORE_ITS_QUESTION.fullmatch(message)
    if before is None:
        return None
    behind = tidy(fold(before["asked"])).rstrip("? ")
    if word := meaning(behind, rubric):
        return word if isinstance(word, AskTerm) else None
    wanted = wish(behind, rubric, True, asked) if ASKED.search(message.rstrip()[-1:]) else None
    about_it = isinstance(wanted, AskTerm | AskWhyScore) or (isinstance(wanted, str) and wanted.startswith("ask-"))
    return wanted if about_it else None


ECHO = later(
    r"\W*(?P<named>(?!(?:what|how|why|which|who|when|where|can|could|do|does|is|are|may|should|must|if)\b)[^.。!！?？,，;；\n吗呢么什怎哪几多谁]{1,16})[?？]+\s*(?=[^\s?？][^?？]{5})",
    re.IGNORECASE,
)
"""What only says again what is asked about, before something is told: "closure?? we will not close"."""
_OF_THE_TALK = sought(
    r"(?<=[.。;；!！，,\n])\s*(?:(?:i'm )?not sure (?:if|whether) |i don't know (?:if|whether) )?(?:(?:is|was) )?(?:this|that|it)(?: is|'s)? (?:what|how|where) (?:you|we|i|it)\b[^.?？!,;]{0,24}[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:(?:if )?(?:you|u) (?:know|see) what i mean|(?:does|did) (?:that|this) (?:help|answer (?:it|that|the question|your question)|make sense)|(?:is|was) (?:that|this|it) (?:ok(?:ay)?|enough|clear|good enough)|right|ok(?:ay)?|you know|see)[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:不知道|不晓得|不清楚)?(?:你|您|这题)?(?:[要问想是]*)(?:不是)?(?:这个|这样|这些|这意思|这个意思)(?:吗|吧|行吗|可以吗|够吗|么)?[?？]\s*$|(?<=[.。;；!！，,\n])\s*(?:够(?:了|清楚)?[吗不]|对(?:吧|不对)|明白(?:吗|我意思吗)|懂(?:吗|我意思吗)|行不行|行[吗吧])[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:(?:so|and|but|then|mostly|basically|overall|we are|we're|that's|that is|it's) )*(?:fine|ok(?:ay)?|good|all right|covered)?,? ?(?:i(?:'d| would)? (?:say|think|guess|suppose|hope|believe|reckon)|no|yeah|isn't it|aren't we|or (?:not|so|something))[?？]\s*$"
    r"|(?<=[.。;；!！，,\n])\s*(?:[这那](?:样|个)?|总体|大体上?|基本上?|应该|也|就|还|都|我们)*(?:算|行|可以|没(?:什么|啥)?问题|过得去|合格|达标|符合)(?:数|有|做到|达标|合格|了)*(?:吧|吗|么|不)+[?？]\s*$",
    re.IGNORECASE,
)
"""What asks at the end whether that was said as it was wanted, or will do."""


def without_idle_question(message: str) -> str:
    """What is told, without a question that asks nothing: the matter named again before it, or whether that will do behind it."""
    return _OF_THE_TALK.sub("", ECHO.sub("", message, count=1) if ECHO.match(message) else message).strip()


_ASKED_FIRST = later(r"\s*(?P<asked>[^?？]{2,80}[?？])\s*(?P<told>[^?？]{12,})")


def behind_a_question(message: str, rubric: Rubric, asked: Sequence[str]) -> str:
    """What is told behind a question that is none of those one asks here: "Should I give you the list? We have one, but …"."""
    found = _ASKED_FIRST.fullmatch(message)
    if found is None or asks(found["told"]) or not_today(message):
        return message
    short = tidy(fold(found["asked"])).rstrip("? ")
    wanted = command(short) or meaning(short, rubric) or wish(short, rubric, False, asked)
    return message if wanted else found["told"].strip()


def named_and_denied(message: str, told: str) -> str:
    """That there is none of what a message names as a question, where the next clause says no as a whole; "" else."""
    echo = ECHO.match(message)
    if echo is None or yes_or_no(tidy(fold(next(iter(quotes_of(told)), ""))), "") != "no":
        return ""
    return f"没有{echo['named']}" if HAN.search(message) else f"we have no {echo['named']}"
