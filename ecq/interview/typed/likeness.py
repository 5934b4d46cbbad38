"""How similar typed words are to an option's words, and what makes them different after all: a negation, another figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import category

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ecq.base.language import Text
from ecq.interview.typed.folding import HAN, bare, fold, forms
from ecq.interview.typed.vocabulary import DIGITS, NEGATION, QUANTIFIER, TENSE

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

_BUT = re.compile(r"但| ?but\b")
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
    if not _enough(typed):
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


def _enough(typed: str) -> bool:
    return len(typed) >= (3 if HAN.search(typed) else 8)


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


def _negations(text: str) -> int:
    return sum(1 for _ in NEGATION.finditer(text))


def _marks(text: str) -> Iterator[str]:
    """What must not differ between two texts that are to mean the same: negations, amounts, figures, symbols."""
    yield from (char for char in text if category(char)[0] == "S")
    yield from ("not" for _ in NEGATION.finditer(text))
    yield from (match[0] for pattern in (QUANTIFIER, DIGITS, TENSE) for match in pattern.finditer(text))
