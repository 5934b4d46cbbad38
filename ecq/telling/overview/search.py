"""Search over the rows, in the reader's language: every word must stand somewhere in a question or its answer.

Width, case and Traditional or Simplified characters make no difference. Where nothing has the words, similar texts are
returned and marked as similar. Must not know screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from ecq.base.language import Lang, words
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.rubric.model import ByDigest, Rubric
from ecq.telling.overview.rows import Row
from ecq.telling.text.sentences import answer_words, place_words

Place = Literal["question", "answer", "note", "evidence", "id", "indicator", "source", "asked"]
"""Where a word occurs: `evidence` is what the operator named, `asked` what to have ready."""

LONGEST_QUERY = 200
EXCERPT = 80

SIMILAR_SHOWN = 12
"""At most so many are shown where nothing has the words themselves: the most like ones."""

SIMILAR_LOOKED_AT = 400
"""Characters of a text that likeness is measured in; a word further on is matched by the exact search alone."""

LIKE_HAN, LIKE_WORD, MOST_OF_IT = 74.0, 80.0, 0.75
"""From here on something typed is taken for a slip of a text: a run of Han characters, a word, the share of the words.
All three were set on the test cases."""

_BARE_FROM = 5
"""From this length on a word without Han characters is looked for across spaces and stops too: "gbt31524"."""

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Hit:
    """A question that matches: where, and the words around the match (none for the question's own text)."""

    place: Place
    excerpt: str = ""


@dataclass(frozen=True)
class SearchResult:
    """Hits by question id, in the rows' order. `similar` says that nothing has the words themselves."""

    hits: Mapping[str, Hit] = field(default_factory=dict)
    similar: bool = False


@dataclass(frozen=True)
class _Field:
    place: Place
    text: str
    folded: str
    bare: str


def search(rubric: Rubric, rows: Iterable[Row], query: str, lang: Lang) -> SearchResult:
    """The rows that contain every word of the query; an empty query matches nothing. Reads LONGEST_QUERY characters."""
    typed = fold(query[:LONGEST_QUERY])
    terms = [term for term in typed.split() if bare(term)]
    if not terms:
        return SearchResult()
    looked_in = [(row.id, _fields(rubric, row, lang)) for row in rows]
    hits = {row_id: hit for row_id, fields in looked_in if (hit := _exact(terms, fields))}
    if hits or len(bare(typed)) < (3 if HAN.search(typed) else 4):
        return SearchResult(hits)
    degrees = {row_id: _likeness(typed, terms, fields) for row_id, fields in looked_in}
    best = sorted(degrees, key=lambda row_id: -degrees[row_id][0])[:SIMILAR_SHOWN]
    hits = {q: Hit(one.place, _excerpt(one, terms[0])) for q, (degree, one) in degrees.items() if degree and q in best}
    return SearchResult(hits, similar=bool(hits))


def _fields(rubric: Rubric, row: Row, lang: Lang) -> tuple[_Field, ...]:
    """The texts of a row, what the reader sees first."""
    response = row.response
    answer = [_field("answer", answer_words(row.question, response, lang))] if response.state != "unanswered" else []
    notes = [_field("note", response.note)] if response.note else []
    pieces = (filter(None, (item.text, item.place, item.owner)) for item in response.evidence)
    named = [_field("evidence", " · ".join(parts)) for parts in pieces]
    own, rest = _own_fields(ByDigest(rubric), row.id, lang)
    return (own, *answer, *notes, *named, *rest)


@lru_cache(maxsize=4_000)
def _own_fields(key: ByDigest, question_id: str, lang: Lang) -> tuple[_Field, tuple[_Field, ...]]:
    """What the rubric says of a question: its text, and the rest."""
    rubric, question = key.rubric, key.rubric.by_id[question_id]
    titles = " · ".join(words(rubric.nodes[node].title, lang) for node in dict.fromkeys(rubric.place[question_id]))
    rest: list[tuple[Place, str]] = [("indicator", titles)]
    for citation in question.sources:
        number = rubric.source_by_id[citation.source].number
        place = place_words(rubric, citation, lang)
        number_shown = number in place or number[:1].isdigit()  # a date of adoption is no name anyone looks for
        rest.append(("source", place if number_shown else f"{place} · {number}"))
    rest += [("asked", words(item, lang)) for item in question.evidence]
    rest.append(("id", question.id))
    return _field("question", words(question.text, lang)), tuple(_field(place, text) for place, text in rest)


@lru_cache(maxsize=4_000)
def _field(place: Place, text: str) -> _Field:
    return _Field(place, text, fold(text), bare(text))


def _exact(terms: list[str], fields: tuple[_Field, ...]) -> Hit | None:
    """Where the terms are: the first text a reader does not see at once counts, since that is what needs saying."""
    places = []
    for term in terms:
        field = next((one for one in fields if _has(one, term)), None)
        if field is None:
            return None
        places.append((field, term))
    place, term = next((pair for pair in places if pair[0].place not in ("question", "answer")), places[0])
    return Hit(place.place, _excerpt(place, term))


def _has(one: _Field, term: str) -> bool:
    if term.isdigit():
        return re.search(rf"(?<!\d){term}(?!\d)", one.folded) is not None
    if term in one.folded:
        return True
    plain = bare(term)
    return (HAN.search(term) is not None or len(plain) >= _BARE_FROM) and plain in one.bare


def _excerpt(one: _Field, term: str) -> str:
    if one.place in ("question", "answer"):
        return ""
    text = " ".join(one.text.split())
    at = text.lower().find(term)
    start = max(0, at - EXCERPT // 3) if len(text) > EXCERPT else 0
    part = text[start : start + EXCERPT].strip()
    return f"{'…' if start else ''}{part}{'…' if start + EXCERPT < len(text) else ''}"


def _likeness(typed: str, terms: list[str], fields: tuple[_Field, ...]) -> tuple[float, _Field]:
    """How like what was typed the row is (0 where not enough), and in which of its texts most."""
    if not HAN.search(typed):
        return max(((_like_words(terms, one), one) for one in fields), key=lambda pair: pair[0])
    plain = bare(typed)
    degree, best = max(((_like_han(plain, one), one) for one in fields), key=lambda pair: pair[0])
    return max(degree, _covered(plain, " ".join(one.bare for one in fields))), best


def _like_han(plain: str, one: _Field) -> float:
    part = one.bare[:SIMILAR_LOOKED_AT]
    return fuzz.partial_ratio(plain, part, score_cutoff=LIKE_HAN) if len(part) >= len(plain) else 0.0


def _covered(plain: str, text: str) -> float:
    """How much (of 100) of what was typed is made of pieces of two characters and more that stand in the text; 0 if little.

    Chinese is typed without spaces, so a phrase whose words stand apart in the text must be split to match.
    """
    at = covered = 0
    while at < len(plain):
        end = next((end for end in range(len(plain), at + 1, -1) if plain[at:end] in text), None)
        covered += 0 if end is None else end - at
        at = at + 1 if end is None else end
    return 100.0 * covered / len(plain) if covered >= MOST_OF_IT * len(plain) else 0.0


def _like_words(terms: list[str], one: _Field) -> float:
    """The mean likeness of the words that have one like them, where that is most of them; short words do not count."""
    own = set(_WORD.findall(one.folded[:SIMILAR_LOOKED_AT]))
    long_terms = [word for term in terms for word in _WORD.findall(term) if len(word) > 3]
    degrees = [
        100.0
        if term in own
        else 0.0
        if any(map(str.isdigit, term))  # a number is itself or another one, never a slip
        else max((fuzz.ratio(term, word) for word in own), default=0.0)
        for term in long_terms
    ]
    near = [degree for degree in degrees if degree >= LIKE_WORD]
    return sum(near) / len(degrees) if near and len(near) >= MOST_OF_IT * len(degrees) else 0.0
