"""How like typed words are to the words of an option, and which options are nearest to a denial in other words.

A negation or another figure makes words different after all. Reasons are offered clause by clause, by the pairs of
characters (or the words) that both share; the fewer options share one, the more it says. Words that people use for
the bank's own words count as those, and a denied clause is not like one that is not denied. A reason that is offered
is never taken without a press.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.typed.folding import HAN, LONGEST_CLAUSE, bare, fold, forms
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import BUT_FOR, DIGITS, NEGATION, QUANTIFIER, TENSE

LIKE, CLEAR_LEAD = 70.0, 6.0
"""From this likeness on, and this far ahead of the next, an option is proposed; both were set on the test utterances."""

NEAR = 50.0
"""From this likeness on an option is worth offering among others."""

SAME, SAME_LEAD = 90.0, 8.0
"""From here on a text is an option's own with a slip of the keyboard, if negations, amounts and figures agree."""

MOST_SLIPS = 3
"""So many characters may be wrong, and one missing or too many: "perhaps" before an option's words is no slip."""

TURNED = 35.0
"""What a negation on one side only takes away."""

MOST_OF_IT = 0.6
"""A part is an option's own words surely where it is at least this much of them."""

_BUT = later(r"但| ?but\b")
_STOP = frozenset(
    (
        *("a", "an", "the", "of", "to", "and", "or", "in", "on", "is", "are", "be", "by", "for", "it", "its"),
        *("they", "them", "with", "at", "as", "that", "this", "we", "our"),
    )
)


@dataclass(frozen=True)
class Likeness:
    """How like (0 to 100) the option at `place` is, and whether it is the option's own text but for a slip.

    `half` says that what was typed is only what the option grants before its "but".
    """

    place: int
    degree: float
    own: bool = False
    half: bool = False


def exact(message: str, texts: Sequence[Text]) -> int | None:
    """The place of the only text that this is, in any language, punctuation aside."""
    typed = bare(message)
    places = [place for place, text in enumerate(texts) if typed and typed in forms(text)]
    return places[0] if len(places) == 1 else None


def ranked(message: str, texts: Sequence[Text]) -> list[Likeness]:
    """All texts by likeness, most like first."""
    typed = _spelled(message)
    if len(typed) < (3 if HAN.search(typed) else 8):
        return []
    ranking = [_likeness(typed, place, text) for place, text in enumerate(texts)]
    ranking.sort(key=lambda one: (-one.degree, one.place))
    if ranking[1:] and ranking[0].degree - ranking[1].degree < SAME_LEAD:
        ranking[0] = replace(ranking[0], own=False)
    return ranking


def proposal(ranking: Sequence[Likeness]) -> Likeness | None:
    """The option to propose: like enough, and clearly ahead of the next."""
    if not ranking or ranking[0].degree < LIKE or ranking[0].half:
        return None
    second = ranking[1].degree if len(ranking) > 1 else 0.0
    return ranking[0] if ranking[0].own or ranking[0].degree - second >= CLEAR_LEAD else None


def consumed(message: str, texts: Sequence[Text]) -> tuple[int, ...]:
    """The places of the texts a message consists of, whole and word for word, with nothing else; () where it does not."""
    left = bare(message)
    pairs = [(form, place) for place, text in enumerate(texts) for form in forms(text)]
    places = set()
    for form, place in sorted(pairs, key=lambda pair: -len(pair[0])):
        if form and form in left:
            left = left.replace(form, "\n", 1)
            places.add(place)
    rest = left.replace("\n", "")
    return tuple(sorted(places)) if places and rest in ("", "和", "and", "以及") else ()


@lru_cache(maxsize=4_000)
def _spelled(text: str) -> str:
    """What is compared: Chinese without spaces and stops, other text as words with a space between."""
    if HAN.search(text):
        return bare(text)
    return " ".join(
        "".join(
            char if char.isalnum() or char == "'" or category(char)[0] == "S" else " " for char in fold(text)
        ).split()
    )


def _likeness(typed: str, place: int, text: Text) -> Likeness:
    """Against the text in the language typed in; a form in another could only be like it by chance."""
    own = _spelled(text.zh if HAN.search(typed) else text.en)
    degree, same, half = _against(typed, own)
    if not HAN.search(typed):
        degree = max(degree, _by_words(typed, own))
    return Likeness(place, degree, half=half, own=same and Counter(_marks(typed)) == Counter(_marks(own)))


def _against(typed: str, own: str) -> tuple[float, bool, bool]:
    """(likeness, whether it may be the text's own words, whether a "but" follows them there): the whole against the whole, and a part against its place."""
    whole = fuzz.ratio(typed, own) - (TURNED if _negations(own) != _negations(typed) else 0)
    slip = whole >= SAME and abs(len(typed) - len(own)) <= 1 and Levenshtein.distance(typed, own) <= MOST_SLIPS
    if whole >= SAME or len(typed) >= len(own) or len(typed) < (3 if HAN.search(typed) else 12):
        return whole, slip, False
    there = fuzz.partial_ratio_alignment(typed, own, score_cutoff=NEAR)
    if there is None:
        return whole, False, False
    before, part, after = own[: there.dest_start], own[there.dest_start : there.dest_end], own[there.dest_end :]
    denied = NEGATION.search(before[-5:]) is not None and NEGATION.match(typed) is None
    if denied or _negations(part) != _negations(typed):
        return max(whole, there.score - TURNED), False, False
    most = there.score == 100 and len(typed) >= MOST_OF_IT * len(own)
    half = _BUT.match(after) is not None
    return max(whole, there.score - (0 if most else 5)), most and not half, half


def _by_words(typed: str, own: str) -> float:
    """English words in any order; the share of what was typed that the option has too, negations agreeing."""
    words, others = _content(typed), _content(own)
    if len(words) < 2 or _negations(typed) != _negations(own):
        return 0.0
    return 90.0 * sum(any(fuzz.ratio(word, other) >= 80 for other in others) for word in words) / len(words)


def _content(spelled: str) -> list[str]:
    return [word for word in spelled.split() if word not in _STOP]


@lru_cache(maxsize=1_000)
def _negations(text: str) -> int:
    return sum(1 for _ in NEGATION.finditer(text))


def _marks(text: str) -> Iterator[str]:
    """What must not differ between two texts that are to mean the same: negations, amounts, figures, symbols."""
    yield from (char for char in text if category(char)[0] == "S")
    yield from ("not" for _ in NEGATION.finditer(text))
    yield from (match[0] for pattern in (QUANTIFIER, DIGITS, TENSE) for match in pattern.finditer(text))


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

_SPOKEN = tuple((later(rf"\b(?:{said})\b" if own.isascii() else rf"{said}"), own) for own, said in _MEANS)
_CLAUSE = later(r"[,，。;；:：!！?？、\n]|(?:或者|而且|并且|但是?|然后|不过)|\b(?:but|or|and then|then)\b")
_NOISE = "an?|the|of|to|and|in|on|is|are|be|been|by|for|its?|they|them|with|at|as|that|this|has|have|had|do|does|there"
_PARTICLES = later(r"[了过的着都也就还已很得]")
EXCLUDES = sought(
    rf"除了|除开|除去|除外|以外|之外|\b(?:except|apart from|all but|everything but|but not|without)\b|{BUT_FOR}"
)


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
    like = {one.place: one.degree for one in ranked(message, texts)}

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
    pairs = set(_PAIR.findall(_PARTICLES.sub("", bare(clause)))) if HAN.search(clause) else set()
    words = set(map(_stem, _TOLD.findall(clause)))
    return frozenset(pairs - {"没有"} | words)


_PAIR = later(r"(?=([\u3400-\u9fff]{2}))")
_TOLD = later(rf"(?<![a-z0-9])(?!(?:{_NOISE})(?![a-z0-9]))[a-z0-9]+")


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if word.endswith(("ing", "ed", "s", "ly")) else word


_ENDING = later(r"(?<=[a-z]{3})(?:ings?|ed|es|s|ly)$")
_WORD = later(r"[\u3400-\u9fff]|[a-z']+|[0-9]+|\?")
_PART = 4
"""Characters of a part of an English word, which a slip of the keyboard leaves whole elsewhere."""


@lru_cache(maxsize=200)
def marks(folded: str) -> frozenset[str]:
    """What a whole message is compared by: its Han characters, words and figures, each pair of them, and parts of long words."""
    words = ["", *("#" if word.isdigit() else word for word in _WORD.findall(folded)), ""]
    parts = (word[at : at + _PART] for word in words if word.isascii() for at in range(len(word) - _PART + 1))
    return frozenset((*words, *map(" ".join, pairwise(words)), *(f"{part}*" for part in parts)))
