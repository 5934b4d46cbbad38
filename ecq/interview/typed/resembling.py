"""Messages without a number, pick or command: like an option's words, an explanation, or nothing that can be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecq.assessment.model import Value
from ecq.interview.typed import likeness
from ecq.interview.typed.agreement import agreement
from ecq.interview.typed.answers import (
    asks,
    texts_of,
    value_at,
    with_rest,
)
from ecq.interview.typed.folding import (
    CAUSE,
    HAN,
    LONGEST_CLAUSE,
    clauses,
    fold,
)
from ecq.interview.typed.outcomes import (
    Answer,
    Note,
    NotUnderstood,
    Understood,
)
from ecq.interview.typed.picks import read_several
from ecq.interview.typed.vocabulary import tidy
from ecq.language import Text
from ecq.rubric.model import ChecklistQuestion, LevelQuestion, Question, YesNoQuestion

MOST_OFFERED = 3
_MUCH_HAN, _MANY_WORDS = 12, 6
_SAYS_MORE = 1.6
"""So many times an option's length, a message like it says more, which is kept as the note."""

_NOTE = re.compile(
    r"(?:备注|備註|说明|說明|补充|補充|备忘|note|remark|comment)\s*[:：]\s*(?P<words>.+)", re.IGNORECASE | re.DOTALL
)
_PARTS = (re.compile(r"[；;\n。]"), re.compile(r"[；;\n。，,、]|和|以及|\band\b"))


def resembling(kept: str, question: Question) -> Understood | None:
    """An option whose words the message is like: its own with a slip of the keyboard, or to be confirmed."""
    if asks(kept):
        return None
    texts = texts_of(question)
    for head, rest in _whole_and_before_cause(kept):
        if isinstance(question, ChecklistQuestion) and (places := _items_like(head, texts)):
            return with_rest(Answer(value_at(question, places), doubt="resembles"), rest, question)
        found = likeness.proposal(likeness.ranked(head, texts))
        if found is not None:
            answer = Answer(value_at(question, [found.place]), doubt=None if found.own else "resembles")
            more = head if HAN.search(head) and len(head) > _SAYS_MORE * len(texts[found.place].zh) else ""
            return with_rest(answer, rest, question) if rest else replace(answer, note=more)
    return None


def _items_like(head: str, texts: Sequence[Text]) -> list[int]:
    """The items that the parts of a message are like, where each of several parts is like one."""
    for breaks in _PARTS:
        parts = [part for part in breaks.split(head) if part.strip()]
        found = [likeness.proposal(likeness.ranked(part, texts)) for part in parts] if 1 < len(parts) <= 9 else []
        places = sorted({one.place for one in found if one is not None})
        if len(places) > 1 and None not in found:
            return places
    return []


def _whole_and_before_cause(kept: str) -> Iterator[tuple[str, str]]:
    for head, rest in clauses(kept):
        if not rest or CAUSE.match(fold(rest[:LONGEST_CLAUSE])):
            yield head, rest


def explained(kept: str, question: Question) -> Understood:
    """Words that answer nothing: a note where they say something, else the values that come nearest."""
    marked = _NOTE.fullmatch(kept)
    if marked:
        return Note(marked["words"].strip())
    folded = fold(kept[:LONGEST_CLAUSE])
    words = sum(any(map(str.isalpha, word)) for word in folded.split())
    much = sum(1 for _ in HAN.finditer(folded)) >= _MUCH_HAN or words >= _MANY_WORDS or len(kept) > LONGEST_CLAUSE
    return Note(kept) if much and not asks(kept) else NotUnderstood(_nearest(kept[:LONGEST_CLAUSE], question))


def _nearest(kept: str, question: Question) -> tuple[Value, ...]:
    """The values worth offering, at most three and most like first."""
    texts = texts_of(question)
    folded = tidy(fold(kept))
    if isinstance(question, LevelQuestion | YesNoQuestion):
        several = read_several(folded, len(texts))
        short: dict[str, Sequence[int]] = {
            "yes": range(1, len(texts)),
            "partly": range(1, len(texts) - 1),
            "no": (0,),
            "none": (0,),
        }
        among = several.places if several else short.get(agreement(folded) or "", ())
        if among:
            return tuple(value_at(question, [place]) for place in among)[:MOST_OFFERED]
    near = [one.place for one in likeness.ranked(kept, texts) if one.degree >= likeness.NEAR]
    return tuple(value_at(question, [place]) for place in near[:MOST_OFFERED])
