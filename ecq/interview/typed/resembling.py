"""Messages that are like an option's words, or an explanation, or nothing that can be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecq.base.language import Text
from ecq.interview.typed import likeness, nearest
from ecq.interview.typed.agreement import agreement, exception, lacking, missing, says_lack
from ecq.interview.typed.answers import asks, texts_of, value_at, with_rest
from ecq.interview.typed.folding import CAUSE, HAN, LONGEST_CLAUSE, clauses, fold
from ecq.interview.typed.outcomes import Answer, Note, NotUnderstood, Understood
from ecq.interview.typed.picks import Picked, read_several
from ecq.interview.typed.quantities import named_amounts
from ecq.interview.typed.vocabulary import NEGATION, tidy
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Value

_MUCH_HAN, _MANY_WORDS = 12, 6
_SAYS_MORE = 1.6
"""So many times an option's length, a message like it says more, which is kept as the note."""

_NOTE = re.compile(
    r"(?:备注|備註|说明|說明|补充|補充|备忘|note|remark|comment)\s*[:：]\s*(?P<words>.+)", re.IGNORECASE | re.DOTALL
)
_BETWEEN = re.compile(r"^(?:介于|在|between )|(?:之间|中间)$")
_DENIES = re.compile(r"(?:我们|平台|目前|现在|从来|还)*(?:没|未|无)|(?:we |there (?:is|are) )?(?:no|never|not)\b")
_EITHER = re.compile(r"或者?|还是|\bor\b")
_PARTS = (re.compile(r"[；;\n。]"), re.compile(r"[；;\n。，,、]|和|以及|\band\b"))


def resembling(message: str, question: Question) -> Understood | None:
    """An option whose words the message is like: its own with a slip of the keyboard, or to be confirmed."""
    if asks(message):
        return None
    texts = texts_of(question)
    lack = missing(tidy(fold(message[:LONGEST_CLAUSE]))) if isinstance(question, ChecklistQuestion) else None
    if nearest.excludes(message[:LONGEST_CLAUSE], texts) or (lack and nearest.naming(lack, texts)):
        return None
    for head, rest in _whole_and_before_cause(message):
        if question.parts and (places := _items_like(head, texts)):
            return with_rest(Answer(value_at(question, places), doubt="resembles"), rest, question)
        closest = likeness.proposal(likeness.ranked(head, texts))
        if closest is not None:
            others = [] if closest.own or question.parts else nearest.nearest(head, texts)
            if others and others[0] != closest.place:
                offered = dict.fromkeys((others[0], closest.place, *others[1:]))
                return NotUnderstood(tuple(value_at(question, [one]) for one in offered)[: nearest.MOST_OFFERED], rest)
            answer = Answer(value_at(question, [closest.place]), doubt=None if closest.own else "resembles")
            more = head if HAN.search(head) and len(head) > _SAYS_MORE * len(texts[closest.place].zh) else ""
            return with_rest(answer, rest, question) if rest else replace(answer, note=more)
    return None


def own_with_a_slip(message: str, question: Question) -> Understood | None:
    """The option whose own words these are but for a slip of the keyboard."""
    found = resembling(message, question)
    return found if isinstance(found, Answer) and found.sure else None


def _items_like(head: str, texts: Sequence[Text]) -> list[int]:
    """The items that the parts of a message are like, where each of several parts is like one."""
    for breaks in _PARTS:
        parts = [part for part in breaks.split(head) if part.strip()]
        closest = [likeness.proposal(likeness.ranked(part, texts)) for part in parts] if 1 < len(parts) <= 9 else []
        places = sorted({one.place for one in closest if one is not None})
        if len(places) > 1 and None not in closest:
            return places
    return []


def _whole_and_before_cause(message: str) -> Iterator[tuple[str, str]]:
    for head, rest in clauses(message):
        if not rest or CAUSE.match(fold(rest[:LONGEST_CLAUSE])):
            yield head, rest


def explained(message: str, question: Question) -> Understood:
    """Words that answer nothing: what comes nearest to them is offered; a note where they say something of their own."""
    note = noted(message, question)
    states = not isinstance(note, NotUnderstood)
    if len(message) > LONGEST_CLAUSE or _NOTE.fullmatch(message):
        return note
    near = _offered(message, question, nearest.STATED if states else nearest.OFFERED)
    return NotUnderstood(near, message if states else "") if near else note


def noted(message: str, question: Question) -> Understood:
    """Words that say something of their own as a note; else nothing that was understood."""
    marked = _NOTE.fullmatch(message)
    if marked:
        return Note(marked["words"].strip())
    folded = fold(message[:LONGEST_CLAUSE])
    words = sum(any(map(str.isalpha, word)) for word in folded.split())
    much = sum(1 for _ in HAN.finditer(folded)) >= _MUCH_HAN or words >= _MANY_WORDS or len(message) > LONGEST_CLAUSE
    return Note(message) if much and not asks(message) else NotUnderstood()


def items_named(words: str, question: ChecklistQuestion) -> Picked | None:
    """The items that hold these words."""
    return nearest.naming(words, texts_of(question))


def _offered(message: str, question: Question, floor: float) -> tuple[Value, ...]:
    """The values worth offering, at most three and nearest first."""
    texts = texts_of(question)
    folded = tidy(fold(message))
    if isinstance(question, MeasureQuestion):
        return named_amounts(folded, question) + (
            (NO_FIGURE,) if texts and nearest.nearest(message, texts, floor) else ()
        )
    if question.parts:
        return _items_offered(folded, question, floor)
    several = read_several(_EITHER.sub(",", _BETWEEN.sub("", folded)), len(texts))
    lacks = says_lack(texts[0].zh)
    short: dict[str, Sequence[int]] = {
        "yes": range(1, len(texts)),
        "partly": range(1, len(texts) - 1),
        "no": range(lacks),
        "none": range(lacks),
    }
    meaning = agreement(folded) or ""
    among = several.places if several else short.get(meaning, ())
    if not among and meaning not in ("no", "none"):
        among = nearest.nearest(message, texts, floor)
        if lacks and (lacking(folded) or (not among and _DENIES.match(folded))):
            among = list(dict.fromkeys((0, *among)))
        elif not among and nearest.affirms(message, texts[0]):
            among = short["yes"]
    return tuple(value_at(question, [place]) for place in among)[: nearest.MOST_OFFERED]


def _items_offered(folded: str, question: Question, floor: float) -> tuple[Value, ...]:
    """Single items that come near; where the words deny or leave out some, all the others, or none at all."""
    texts = texts_of(question)
    lack = exception(folded) or missing(folded)
    left_out = nearest.naming(lack, texts) if lack else None
    if left_out:
        others = [place for place in range(len(texts)) if place not in left_out.places]
        return (value_at(question, others), ()) if others else ((),)
    if nearest.excludes(folded, texts) or NEGATION.search(folded):
        return ()
    return tuple(value_at(question, [place]) for place in nearest.nearest(folded, texts, floor))
