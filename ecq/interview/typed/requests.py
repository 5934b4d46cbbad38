"""What a word means, where that is asked in a fixed form; and evidence named in words.

Only a message that asks so as a whole; it never touches an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from rapidfuzz import fuzz

from ecq.interview.terms import TERMS, Term, source_term
from ecq.interview.typed.agreement import agreement
from ecq.interview.typed.folding import HAN, bare, fold, forms
from ecq.interview.typed.outcomes import AskTerm, EvidenceNamed, NotUnderstood
from ecq.interview.typed.vocabulary import ASKING, tidy
from ecq.rubric.model import Rubric

_MEANING = re.compile(
    r"(?:什么是|什么叫做?|啥是|啥叫|何为|何谓|解释一?下|解释|说明一下|介绍一?下)(?P<a>.{1,80})"
    r"|(?P<b>.{1,80}?)(?:到底|究竟|具体|在这里|这个词|这词)?(?:是(?:个)?(?:什么|啥|指什么|指啥)(?:意思|东西|概念|法律?|标准|规定|文件)?|(?:是)?(?:什么|啥)意思|指(?:的是|的)?(?:什么|啥)|的(?:意思|含义|定义|概念)(?:是什么|是啥)?|怎么理解|(?:讲|说|管)(?:的是|的)?(?:什么|啥))(?:呢|啊|的)?"
    r"|(?:what(?:'s| is| are| does| do)|define|explain|describe|(?:the )?(?:meaning|definition) of|what do you mean by|what is meant by)(?: an?| the| meant by)? (?P<c>.{1,150}?)(?: mean| stand for| about)?"
    r"|(?P<d>.{1,150}?) (?:meaning|definition)"
)
_ARTICLE = re.compile(r"[0-9一二三四五六七八九十百] ?条|\bart(?:icle|\.)? ?[0-9]")
_HERE = re.compile(
    r"(?:这|那|这个|那个|它|这一?[题项条道]|这个?问题|这里|此题|本题|this|that|it|this question|this one)(?:说|问|讲)?的?"
)
_DENIED = re.compile(r"没|无|暂无|还没|尚无|no\b|none\b|not\b")
_SAME, _ALIKE, MOST_OFFERED = 88.0, 70.0, 3

_HAVE_EVIDENCE = (
    re.compile(
        r"(?:我们?有?的?)?(?:证据|證據|证明材料|證明材料|佐证|佐證|凭证|憑證|evidence|proof)(?:是|有|为|為| is| are)?\s*[:：]\s*(?P<words>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"(?:我们?)?(?:这里|手里|手上|手头)?(?:有|有现成的?)(?P<words>[^，。,.?？]{2,60}?)(?:，|,)?(?:可以?|能)?(?:作为|作為|当作?|當作?|做|作)(?:证据|證據|证明|證明)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:we|i) have (?P<words>[^?]{2,80}?) (?:as|for|to serve as) (?:evidence|proof)",
        re.IGNORECASE,
    ),
)


def evidence_named(message: str) -> EvidenceNamed | Literal["evidence"] | NotUnderstood | None:
    """Evidence in hand, named as such: "证据：备案证明"; a list where it is asked for, and nothing where it is denied."""
    for pattern in _HAVE_EVIDENCE:
        named = pattern.fullmatch(message.strip())
        if named:
            words = named["words"].strip()
            folded = tidy(fold(words[:300]))
            if ASKING.search(folded):
                return "evidence"
            denied = agreement(folded) is not None or _DENIED.match(folded) or not bare(words[:300])
            return NotUnderstood() if denied else EvidenceNamed(words)
    return None


def meaning(folded: str, rubric: Rubric) -> AskTerm | Literal["why"] | None:
    """Which word a folded, tidied text asks the meaning of, as a whole; that of the question itself is why it is asked."""
    asked = _MEANING.fullmatch(folded)
    if not asked or _ARTICLE.search(folded):
        return None
    word = (asked["a"] or asked["b"] or asked["c"] or asked["d"]).strip(" “”\"'《》:：,，")
    if _HERE.fullmatch(word):
        return "why"
    terms = terms_of(rubric)
    term = term_of(word, terms)
    if term:
        return AskTerm(term)
    near = tuple(_nearest(word, terms))
    return AskTerm(None, near) if near or asked["c"] is None else None


def terms_of(rubric: Rubric) -> tuple[Term, ...]:
    """The words that can be explained: those of the field, and the sources of a rubric."""
    return (*TERMS, *map(source_term, rubric.sources))


def term_of(word: str, terms: Iterable[Term]) -> Term | None:
    """The term that goes by that name, or by one that differs by a slip."""
    name = bare(word)
    named = [(max(fuzz.ratio(name, other) for other in _names(term)), term) for term in terms]
    best = max(named, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] >= (_SAME if len(name) > 3 else 100) else None


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
