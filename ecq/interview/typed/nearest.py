"""The reasons to offer for a denial in other words. One that is offered is never taken without a press.

Clause by clause, by the pairs of characters (or the words) that both share; the fewer options share one, the more it
says. Words that people use for the bank's own words count as those, and a denied clause is not like one that is not denied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ecq.base.language import Text
from ecq.interview.typed import likeness
from ecq.interview.typed.folding import HAN, LONGEST_CLAUSE, bare, fold
from ecq.interview.typed.vocabulary import NEGATION

MOST_OFFERED = 3
OFFERED, STATED = 18.0, 34.0
"""From these degrees on a reason is offered for what says that something never happened, and for any other denial."""

_FAR_BEHIND = 0.35
"""What has less than this share of the best one's degree is not worth offering beside it."""

_LIKE_ENOUGH = 66.0
"""Above what a text can have that says the opposite; see `likeness.TURNED`."""

_UNSHARED = 0.4
"""What a pair that no option has weighs: free words dilute a statement, but less than shared ones support it."""

_MEANS = (
    # what people say, and what the options call it
    ("账户", "户头|账号|帐户|帐号|银行卡"),
    ("商家", "商户|店家|卖家|店铺|店主|供应商|入驻方"),
    ("货款", "资金|款项|钱款|钱"),
    ("转给", "分给|打给|结给|付给|拨给|转账给|再分|分账"),
    ("进", "打到|打进|汇到|汇入|转到|收到|进到|到"),
    ("平台", "我们公司|我们自己|我公司|咱们公司|我司|公司|自家"),
    ("消费者", "买家|顾客|客户|用户"),
    ("人工", "真人|人工坐席|坐席"),
    ("每月", "按月|月月|每个月"),
    ("每年", "按年|年年|每一年|一年一次"),
    ("监测", "监控|检测"),
    ("没有", "没|无|未|还没有?"),
    ("书面", "文件|成文|制度里|白纸黑字"),
    ("merchant", "vendors?|sellers?|shops?|merchants"),
    ("buyer", "customers?|clients?|shoppers?|users?|consumers?|buyers"),
    ("platform", "our company|our firm|our own|company|firm"),
    ("money", "cash|funds?|payments?|proceeds"),
    ("written", "on paper|in writing|documented"),
    ("measured", "monitored|tracked|recorded|measure|monitor"),
)
_Clause = tuple[frozenset[str], bool]
"""What a clause is made of, and whether it is denied."""

_Clauses = tuple[_Clause, ...]

_SPOKEN = tuple((re.compile(rf"\b(?:{said})\b" if own.isascii() else rf"{said}"), own) for own, said in _MEANS)
_CLAUSE = re.compile(r"[,，。;；:：!！?？、\n]|(?:或者|而且|并且|但是?|然后|不过)|\b(?:but|or|and then|then)\b")
_NOISE = re.compile(
    r"an?|the|of|to|and|in|on|is|are|be|been|by|for|its?|they|them|with|at|as|that|this|has|have|had|do|does|there"
)
_PARTICLES = re.compile(r"[了过的着都也就还已很得]")
EXCLUDES = re.compile(r"除了|除开|除去|除外|以外|之外|\b(?:except|apart from|all but|everything but|but not|without)\b")


def nearest(message: str, texts: Sequence[Text], floor: float = OFFERED) -> list[int]:
    """The places of the two or three texts that come nearest, nearest first; fewer where the rest is far behind."""
    part = message[:LONGEST_CLAUSE]
    degrees = _degrees(part, texts)
    ranked = sorted(range(len(texts)), key=lambda place: (-degrees[place], place))
    if not ranked or degrees[ranked[0]] < floor:
        return []
    least = _FAR_BEHIND * degrees[ranked[0]]
    return [place for place in ranked[:MOST_OFFERED] if degrees[place] >= least]


def _degrees(message: str, texts: Sequence[Text]) -> list[float]:
    """How near (0 to 100) each text comes, in the language typed in."""
    han = HAN.search(message) is not None
    options = [_clauses(text.zh if han else text.en) for text in texts]
    shared = Counter(gram for clauses in options for gram in {g for grams, _ in clauses for g in grams})
    typed = [clause for clause in _clauses(message) if clause[0]]
    size = sum(len(grams) for grams, _ in typed)
    like = {one.place: one.degree for one in likeness.ranked(message, texts)}

    def near(clause: _Clause, own: _Clause) -> float:
        total = sum(_weight(gram, shared) for gram in clause[0])
        common = sum(_weight(gram, shared) for gram in clause[0] & own[0])
        return common / total if total and clause[1] == own[1] else 0.0

    def degree(place: int) -> float:
        shared_part = sum(
            len(clause[0]) * max(near(clause, one) for one in (*options[place], _together(options[place], clause[1])))
            for clause in typed
        )
        return max(100.0 * shared_part / size if size else 0.0, like.get(place, 0.0) - _LIKE_ENOUGH + OFFERED)

    return [degree(place) for place in range(len(texts))]


def _together(clauses: _Clauses, denied: bool) -> _Clause:
    """All denied clauses, or all others, as one: people often state facts in another order."""
    return frozenset(gram for grams, is_denied in clauses if is_denied == denied for gram in grams), denied


def _weight(gram: str, shared: Counter[str]) -> float:
    return 1.0 / shared[gram] ** 0.5 if gram in shared else _UNSHARED


@lru_cache(maxsize=4_000)
def _clauses(text: str) -> _Clauses:
    """(what it is made of, whether it is denied) of every clause."""
    folded = fold(text)
    for pattern, own in _SPOKEN:
        folded = pattern.sub(own, folded)
    parts = [part for part in _CLAUSE.split(folded) if part and bare(part)]
    return tuple((grams(part), len(NEGATION.findall(part)) % 2 == 1) for part in parts)


@lru_cache(maxsize=4_000)
def grams(clause: str) -> frozenset[str]:
    """Pairs of Han characters, and words of other letters but for the smallest."""
    spelled = _PARTICLES.sub("", bare(clause)) if HAN.search(clause) else ""
    pairs = {a + b for a, b in pairwise(spelled) if HAN.match(a) and HAN.match(b)} - {"没有"}
    words = {_stem(word) for word in re.findall(r"[a-z0-9]+", clause) if not _NOISE.fullmatch(word)}
    return frozenset(pairs | words)


def _stem(word: str) -> str:
    return re.sub(r"(?<=[a-z]{3})(?:ings?|ed|es|s|ly)$", "", word)
