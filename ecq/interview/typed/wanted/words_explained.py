"""Words that a message asks to be explained: "what is a gate?"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from rapidfuzz import fuzz

from ecq.base.patterns import later
from ecq.interview.terms import TERMS, Term, source_term
from ecq.interview.typed.folding import HAN, bare, fold, forms
from ecq.interview.typed.outcomes import AskTerm
from ecq.rubric.model import Rubric

_UNKNOWN = r"(?:(?:[这那](?:[个一]?题|道题|里)?|我|真的?|也|还|都|就|有点|太)*(?:(?:[看听搞弄]?不(?:太|大|是很)?|没(?:看|听|搞)?)(?:懂|知道|明白|清楚|晓得|了解)|没听(?:说)?过|想(?:问|知道)(?:一下)?|请问)(?:一下)?[,， ]*)?"
_MEANING = later(
    rf"{_UNKNOWN}(?:什么是|什么叫做?|啥是|啥叫|何为|何谓|解释一?下|解释|说明一下|介绍一?下)(?P<a>.{{1,80}})"
    rf"|{_UNKNOWN}(?P<b>.{{1,80}}?)(?:到底|究竟|具体|在这里|这个词|这词)?(?:是(?:个)?(?:什么|啥|指什么|指啥)(?:意思|东西|概念|法律?|标准|规定|文件)?|(?:是)?(?:什么|啥)意思|指(?:的是|的)?(?:什么|啥)|的(?:意思|含义|定义|概念)(?:是什么|是啥)?|怎么理解|(?:讲|说|管)(?:的是|的)?(?:什么|啥))(?:呢|啊|的)?"
    r"|(?:what(?:'s| is| are| does| do)|define|explain|describe|(?:the )?(?:meaning|definition) of|what do you mean by|what is meant by)(?: an?| the| meant by)? (?P<c>.{1,150}?)(?: mean| stand for| about)?"
    r"|(?P<d>.{1,150}?) (?:meaning|definition)"
)
_OF_A_WORD = later(
    r"^(?:define|(?:the )?(?:meaning|definition) of|what (?:does|do) .* (?:mean|stand for)$|what (?:is meant|do you mean) by)"
)
_ARTICLE = later(r"[0-9一二三四五六七八九十百] ?条|\bart(?:icle|\.)? ?[0-9]")
_SAYS_SO = later(r"(?:也?就|应该|大概|差不多|都)是.{2,}的意思[啦吧了啊]*")
"""What says what one meant, and asks for no word: "就是没再查过的意思"."""
_HERE = later(
    r"(?:这|那|这个|那个|它|这一?[题项条道]|这个?问题|这里|此题|本题|this|that|it|this question|this one)(?:[在再])?(?:说|问|讲)?的?"
)
_QUOTED = later(r"[\"“「『'‘](.{1,40}?)[\"”」』'’]")
_SAME, _ALIKE, MOST_OFFERED = 88.0, 70.0, 3
_ITSELF, _WITH_A_SLIP, _LONG = 100.0, 75.0, 4
"""How like a name words in a sentence are that are it, and that are a name of at least so many characters with a slip."""


def meaning(folded: str, rubric: Rubric) -> AskTerm | Literal["why"] | None:
    """Which word a folded, tidied text asks the meaning of, as a whole; that of the question itself is why it is asked."""
    asked = _MEANING.fullmatch(folded)
    if not asked or _ARTICLE.search(folded) or _SAYS_SO.fullmatch(folded):
        return None
    word = (asked["a"] or asked["b"] or asked["c"] or asked["d"]).strip(" “”\"'《》:：,，")
    if len(bare(word)) < 2 or _HERE.fullmatch(word) or re.fullmatch(_UNKNOWN, word):
        return "why"
    terms = terms_of(rubric)
    term = term_of(word, terms)
    if term:
        return AskTerm(term)
    near = tuple(_nearest(word, terms))
    return AskTerm(None, near) if near or asked["c"] is None or _OF_A_WORD.search(folded) else None


def terms_of(rubric: Rubric) -> tuple[Term, ...]:
    """The words that can be explained: those of the field, and the sources of a rubric."""
    return (*TERMS, *map(source_term, rubric.sources))


def term_of(word: str, terms: Iterable[Term]) -> Term | None:
    """The term that goes by that name, or by one that differs by a slip."""
    name = bare(word)
    named = [(max(fuzz.ratio(name, other) for other in _names(term)), term) for term in terms]
    best = max(named, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] >= (_SAME if len(name) > 3 else 100) else None


def term_in(folded: str, rubric: Rubric) -> Term | None:
    """The term that stands in a folded sentence: between quotation marks, else the longest, with a slip of the keyboard too."""
    terms = terms_of(rubric)
    if quoted := next(filter(None, (term_of(one, terms) for one in _QUOTED.findall(folded))), None):
        return quoted
    likeness, long, best = max(
        (
            (_likeness(name, folded), len(name), term)
            for term in terms
            for name in map(fold, (term.name.zh, term.name.en, *term.aliases))
            if len(name) > 1
        ),
        key=lambda one: one[:2],
    )
    return best if likeness == _ITSELF or (likeness >= _WITH_A_SLIP and long >= _LONG) else None


def _likeness(name: str, folded: str) -> float:
    """How like a name some words of a sentence are; a short English one is like a whole word, not the beginning of another."""
    if name in folded or not name.isascii() or len(name) >= 2 * _LONG:
        return fuzz.partial_ratio(name, folded)
    return max((fuzz.ratio(name, word) for word in folded.split()), default=0.0)


def _nearest(word: str, terms: Iterable[Term]) -> Iterator[Term]:
    """The terms whose name the words are part of, or are rather like."""
    name = bare(word)
    if len(name) < (2 if HAN.search(name) else 4):
        return
    degrees = [
        (max(100.0 if name in other else fuzz.ratio(name, other) for other in _names(term)), term) for term in terms
    ]
    degrees.sort(key=lambda one: -one[0])
    yield from (term for degree, term in degrees[:MOST_OFFERED] if degree >= _ALIKE)


def _names(term: Term) -> tuple[str, ...]:
    return (*forms(term.name), *map(bare, term.aliases))
