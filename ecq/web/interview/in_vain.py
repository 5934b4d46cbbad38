"""What is said where words settle nothing: where it stands so far, and after two replies in vain how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ecq.base.language import LANGUAGES, Text, filled
from ecq.base.patterns import later
from ecq.interview import words as c
from ecq.interview.facts import facts_of
from ecq.interview.typed.folding import fold
from ecq.interview.typed.vocabulary import tidy
from ecq.interview.typed.wanted.commands import SENTENCE
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.telling.text import words as w
from ecq.web.interview.understood import answer_below, asks_back, joined_texts, offer_words
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, newest_visit
from ecq.web.session.waiting import Understanding

_WHERE = later(
    r"(?:那么?|所以|这样|这么说|照这样|[,， ])*(?:我们|咱们|我|这|现在|到底|大概|究竟|应该|该|就|[,， ])*(?:算|是|属于|在|够|能到|落在|处于|选|记)(?:第)?(?:哪|几|什么)(?:一)?(?:档|级|种|个|项|层|条|选项|答案)[了啊呢呀吧]*"
    r"|(?:(?:so|and|ok(?:ay)?|then|right|well),? )*(?:where does (?:that|this|it|all that) (?:put|leave|place|get) (?:us|me)|what does (?:that|this|it) (?:make (?:it|us)|come (?:out )?to|count as)|which (?:one|option|level|answer) (?:is|are|would) (?:that|it|we|this)(?: be)?|what's the verdict|what do we count as)(?:,? (?:then|now|so far))*"
)
"""What asks what it comes to so far."""


def _asks_where(text: str) -> bool:
    return any(_WHERE.fullmatch(tidy(fold(one)).rstrip("?？")) for one in SENTENCE.split(text))


def tell_so_far(question: Question, text: str, visit: Visit) -> bool:
    """Tell where it stands, where that is all that is asked and something waits, or nothing was answered."""
    waiting = session().waits.get(question.id)
    if not _WHERE.fullmatch(tidy(fold(text)).rstrip("?？")):
        return False
    if waiting is not None:
        session().heard = None
        session().proposed = replace(waiting, again=_so_far(question, waiting, visit))
        return True
    if visit.interview.states.get(question.id) == "unanswered":
        answer_below(visit, question.id, text, c.NOTHING_SO_FAR)
        return True
    return False


def _so_far(question: Question, waiting: Understanding, visit: Visit) -> Text:
    """What the question comes to with what is known, and what is asked; of several answers that stand below, only that."""
    asked, facts = asks_back(question, waiting), facts_of(question)
    left: Sequence[Value] = ()
    if waiting.sounds_like is not None or len(waiting.values) > 1:
        return asked
    if waiting.asks and facts:
        known = dict(waiting.asks.known)
        left = (
            [question.choose([name for name, held in known.items() if held])] if question.parts else facts.left(known)
        )
        if not any(known.values()) and (question.parts or len(left) == len(question.choices)):
            return joined_texts(c.NOTHING_SO_FAR, asked)
        if len(left) > 2:
            least, most = (offer_words(visit, question, one) for one in (left[0], left[-1]))
            return joined_texts(filled(c.SO_FAR_BETWEEN, least=least, most=most), asked)
    words = [offer_words(visit, question, one) for one in (left if waiting.asks else waiting.values)]
    return joined_texts(filled(c.SO_FAR, options=LANGUAGES[visit.lang].semicolon.join(words)), asked)


def after_a_reply(question_id: str, stood: Understanding | None, replied: str, text: str) -> None:
    """Say what words came to where they left all as it `stood`: each time otherwise, and after two how to go on; `replied` was said before."""
    here, visit = session(), newest_visit()
    now = here.waits.get(question_id)
    if visit is None or question_id not in visit.rubric.by_id:
        return
    question = visit.rubric.by_id[question_id]
    if now is None:
        if (
            here.heard
            and replied.startswith(here.heard.reply)
            and replied.startswith(tuple(map(visit.say, _NOT_TAKEN)))
        ):
            here.heard = replace(here.heard, reply=f"{here.heard.reply}\n{visit.say(c.ANSWER_LATER)}")
        return
    if _asks_where(text) and here.heard is None:
        here.proposed = replace(now, again=_so_far(question, now, visit))
        return
    same = stood is not None and now is not stood and _asked(stood) == _asked(now)
    if stood is None or not same or (now.again is None and here.heard is not None):
        return
    if now.again and now.tried < stood.tried:
        return  # it was understood, and something asked about it
    tried, asked = stood.tried + 1, asks_back(question, now)
    before = w.KEPT_AS_NOTE if now.again and now.again.zh.startswith(w.KEPT_AS_NOTE.zh) else None
    before = before if now.again else c.STILL_THE_SAME
    again = now.again or joined_texts(c.STILL_THE_SAME, asked)
    if tried >= _IN_VAIN:
        how = c.ANSWER_LATER if now.sounds_like is not None else (c.PRESS_OR_LEAVE, c.LEFT_OPEN)[tried % 2]
        again = joined_texts(how, asked)
        again = joined_texts(before, again) if before else again
    here.proposed = replace(now, again=again, tried=tried)


_IN_VAIN = 2
"""After so many replies that leave all as it was, what to press and how to go on is said."""
_NOT_TAKEN = (c.NOT_UNDERSTOOD, w.KEPT_AS_NOTE)


def _asked(waiting: Understanding) -> tuple[object, ...]:
    """What is asked of what waits."""
    asks = waiting.asks
    return (asks and (asks.fact, dict(asks.known)), waiting.values, waiting.sounds_like)
