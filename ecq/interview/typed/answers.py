"""Values of a question by their place on screen, and what words after an answer do to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ecq.base.language import Text
from ecq.interview.typed import likeness
from ecq.interview.typed.agreement import agreement, exception, missing
from ecq.interview.typed.commands import unsure
from ecq.interview.typed.folding import CAUSE, HAN, LONGEST_CLAUSE, bare, clauses, fold
from ecq.interview.typed.nearest import EXCLUDES, MOST_OFFERED
from ecq.interview.typed.numerals import NUMBERED
from ecq.interview.typed.outcomes import Answer, Doubt, Note, NotUnderstood
from ecq.interview.typed.picks import leading_pick, read_several
from ecq.interview.typed.quantities import mentions_quantity, named_amounts
from ecq.interview.typed.vocabulary import ASKING, CONTRAST, GUESS, HEDGE, NEGATION, TURN, tidy
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Value

ASKED = re.compile(r"[?？]|[吗嗎]\W*$")
_EXCEPT = re.compile(
    r"^(?:除了?|除开|除去|但是?|只是|就是|不过|可是|except(?: that| for)?|apart from|but|only)[ ,，]*(?=没|未|不|缺|差|少|no\b|not\b)"
)
_WITHOUT_EXCEPTION = re.compile(r"例外|没有?问题|\bexceptions?\b")
_WORKDAY = re.compile(r"工作[日天]|自然日|\b(?:working|business|calendar)\b")


def texts_of(question: Question) -> tuple[Text, ...]:
    """The words of what can be answered, in the order shown."""
    return tuple(text for _, text in question.choices)


def value_at(question: Question, places: Sequence[int]) -> Value:
    """The value of the choices at these places."""
    return question.choose([question.choices[place][0] for place in places])


def asks(message: str) -> bool:
    """Whether a message asks rather than states."""
    return bool(ASKING.search(tidy(fold(message[:LONGEST_CLAUSE]))) or ASKED.search(message[-5:]))


def with_rest(answer: Answer, rest: str, question: Question) -> Answer | None:
    """The answer with what follows it: its own words over again, an explanation, or something that casts doubt on it.

    None where what follows takes something out of a whole checklist and nobody knows which items.
    """
    if not rest:
        return answer
    texts = texts_of(question)
    if question.answered_by == "choice":
        other = likeness.exact(rest, texts)
        if other is None:
            like = likeness.proposal(likeness.ranked(rest[:LONGEST_CLAUSE], texts))
            other = like.place if like else None
        elif value_at(question, [other]) == answer.value:
            return answer
        if other is not None and value_at(question, [other]) != answer.value:
            return replace(answer, note=rest, doubt="rest")
    elif question.parts:
        left_out = _left_out(rest)
        if left_out is not None:
            named = read_several(fold(left_out), len(texts))
            there = [place for place, part in enumerate(question.parts) if part.id in answer.value]
            if named:
                kept = [place for place in there if place not in named.places]
                return Answer(value_at(question, kept), rest, "negation")
            if len(there) == len(texts):
                return None
        like = likeness.proposal(likeness.ranked(rest[:LONGEST_CLAUSE], texts))
        if like and question.parts[like.place].id not in answer.value:
            return replace(answer, note=rest, doubt="rest")
    return replace(
        answer, note=rest, doubt=answer.doubt or _doubt_of(fold(rest[:LONGEST_CLAUSE]), answer.value, question)
    )


def _left_out(rest: str) -> str | None:
    """What an answer to a checklist is said not to hold; "" where something is, and not by name."""
    text = tidy(fold(rest[:LONGEST_CLAUSE]))
    if _WITHOUT_EXCEPTION.search(text):
        return None
    lack = exception(text) or missing(_EXCEPT.sub("", text))
    if lack is not None:
        return lack
    return "" if EXCLUDES.search(text) or (TURN.search(text) and NEGATION.search(text)) else None


def _doubt_of(rest: str, value: Value, question: Question) -> Doubt | None:
    """Whether what follows an answer leaves it standing: a reason does; a but, a perhaps or a second answer does not."""
    doubtful = TURN.search(rest) or HEDGE.search(rest) or GUESS.search(rest) or unsure(tidy(rest)) is not None
    if doubtful or len(bare(rest)) < 2:
        return "rest"
    if CAUSE.match(rest):
        return None
    if CONTRAST.search(rest) or (NEGATION.search(rest) and value != question.nothing):
        return "rest"
    if isinstance(question, MeasureQuestion):
        if _WORKDAY.search(rest):
            return "unit"
        return "rest" if mentions_quantity(rest, question) or NUMBERED.match(rest) else None
    return None if leading_pick(rest, len(texts_of(question))) is None else "rest"


_MUCH_HAN, _MANY_WORDS = 12, 6
_NOTE = re.compile(
    r"(?:备注|備註|说明|說明|补充|補充|备忘|note|remark|comment)\s*[:：]\s*(?P<words>.+)", re.IGNORECASE | re.DOTALL
)
_BETWEEN = re.compile(r"^(?:介于|在|between )|(?:之间|中间)$")
_EITHER = re.compile(r"或者?|还是|\bor\b")


def own_with_a_slip(message: str, question: Question) -> Answer | None:
    """The option whose own words these are but for a slip of the keyboard, alone or before a reason."""
    texts = texts_of(question)
    for head, rest in () if asks(message) or EXCLUDES.search(fold(message)) else clauses(message):
        closest = next(iter(likeness.ranked(head, texts)), None)
        if closest and closest.own and (not rest or CAUSE.match(fold(rest[:LONGEST_CLAUSE]))):
            answer = with_rest(Answer(value_at(question, [closest.place])), rest, question)
            return answer if answer and answer.sure else None
    return None


def noted(message: str) -> Note | NotUnderstood:
    """Words that say something of their own as a note; else nothing that was understood."""
    marked = _NOTE.fullmatch(message)
    if marked:
        return Note(marked["words"].strip())
    folded = fold(message[:LONGEST_CLAUSE])
    words = sum(any(map(str.isalpha, word)) for word in folded.split())
    much = sum(1 for _ in HAN.finditer(folded)) >= _MUCH_HAN or words >= _MANY_WORDS or len(message) > LONGEST_CLAUSE
    return Note(message) if much and not asks(message) else NotUnderstood()


def several_named(folded: str, question: Question) -> NotUnderstood:
    """The figures or options that a text names beside each other or with a short word, to choose from."""
    if len(folded) > LONGEST_CLAUSE:
        return NotUnderstood()
    if isinstance(question, MeasureQuestion):
        return NotUnderstood(named_amounts(folded, question))
    count = len(question.choices)
    several = read_several(_EITHER.sub(",", _BETWEEN.sub("", folded)), count)
    short = {"yes": range(1, count), "partly": range(1, count - 1)}.get(agreement(folded) or "", range(0))
    places = () if question.parts else several.places if several else short
    return NotUnderstood(tuple(value_at(question, [place]) for place in places)[:MOST_OFFERED])
