"""A message that denies what a question takes for granted: "we take no deposits". It is no answer, least of all the lowest.

Offered instead are the reason for which the question does not apply and the profile's fact that rules it out, where what is
denied stands in their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ecq.base.language import Text
from ecq.interview.typed import likeness, nearest
from ecq.interview.typed.agreement import agreement, says_lack
from ecq.interview.typed.answers import asks, texts_of
from ecq.interview.typed.folding import CAUSE, HAN, bare, fold
from ecq.interview.typed.outcomes import FactOfProfile, NotApplicable, PremiseDenied
from ecq.interview.typed.vocabulary import NEGATION, TURN, tidy
from ecq.rubric.conditions import ProfileValue, holds
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric

LONGEST = 60
"""Characters beyond which a message says more than that something is not there."""

NAMED, JUST_THAT, MORE = 0.5, 0.6, 0.01
"""What share of what is denied a text must hold, to be about it, how much of a text that must be, to
be about nothing else, and by how much one must hold more than another."""

_CLAUSE = re.compile(r"，|(?<=[^\x00-\x7f]),|[;；:：]|\bbut\b")
_AND_NO = re.compile(r"[,，、;；]|[也和](?=没|不|无|未)|\b(?:and|or)\b(?= (?:no|not|do not|don't)\b)")
_DOES = re.compile(
    r"(?:收取?|卖|做|用|办|发|打|提供|存在|开展|涉及|设|搞|开通|接受|支持|有|过|任何|这[种类些]|什么|的)*"
    r"(?:(?:we|they|takes?|sells?|offers?|ha(?:ve|s|d)|do|does|did|use|uses|sends?|makes?|shows?|process|received?|get|got"
    r"|any|an?|the|of|own)\b ?)*"
)
"""What is done with a thing, before its name."""

_SPOKEN = (
    # what people say, and what reasons and facts call it; 未成年人 has a negation in it
    (re.compile("出境|海外|国外"), "境外"),
    (re.compile("资料|数据|短信"), "信息"),
    (re.compile("未成年人?"), "少年人"),
    (re.compile(r"\bdata\b"), "information"),
    (re.compile(r"\bauto(?:matic)?[- ]?renewals?\b|\brenews? (?:by itself|automatically)\b"), "renew by themselves"),
)


def premise_denied(
    message: str, question: Question, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> PremiseDenied | None:
    """What to offer where a message does nothing but deny what the question takes for granted; None for any other."""
    if len(message) > LONGEST or asks(message):
        return None
    said = tidy(CAUSE.split(_as_written(message))[0])
    texts = texts_of(question)
    if agreement(said) in ("no", "none") and question.answered_by == "choice" and not says_lack(texts[0].zh):
        return _ways(NotApplicable(choice.id, message) for choice in question.not_applicable)
    each = [list(_denied(part)) for part in _AND_NO.split(said) if bare(part)]
    denied = [one for ones in each for one in ones]
    if not denied or not all(each) or TURN.search(said) or _own(message, texts):
        return None
    least = max(NAMED, _of_the_lowest_answer(denied, question))
    reasons = [choice for choice in question.not_applicable if _denies(choice.text, denied, least)]
    facts = _ruling_out(denied, least, question, rubric, profile)
    return _ways((*(NotApplicable(choice.id, message) for choice in reasons), *facts))


def _ways(found: Iterable[NotApplicable | FactOfProfile]) -> PremiseDenied | None:
    ways = tuple(found)
    return PremiseDenied(ways) if ways else None


def _own(message: str, texts: Sequence[Text]) -> bool:
    """Whether a message is an option's own words but for a slip."""
    closest = next(iter(likeness.ranked(message, texts)), None)
    return closest is not None and closest.own


def _denied(text: str) -> Iterator[str]:
    """What a text says is not there: what follows each of its negations, or where nothing does what stands before."""
    found = list(NEGATION.finditer(text))
    for number, no in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        phrase = text[no.end() : end].strip()
        phrase = phrase[_DOES.match(phrase).end() :] or (text[: no.start()] if len(found) == 1 else "")  # type: ignore[union-attr]
        if bare(phrase):
            yield phrase


def _denies(text: Text, phrases: Sequence[str], least: float) -> bool:
    """Whether a text denies each of these."""
    return bool(phrases) and all(
        any(_share(phrase, other) >= least for other in _denied_in(text, phrase)) for phrase in phrases
    )


def _denied_in(text: Text, phrase: str) -> Iterator[str]:
    for clause in _CLAUSE.split(_in_language_of(phrase, text)):
        no = NEGATION.search(clause)
        if no:
            yield clause[no.end() :]


def _in_language_of(phrase: str, text: Text) -> str:
    return _as_written(text.zh if HAN.search(phrase) else text.en)


def _as_written(text: str) -> str:
    text = fold(text)
    for said, written in _SPOKEN:
        text = said.sub(written, text)
    return text


def _share(phrase: str, of: str) -> float:
    """What share of a phrase's pairs of characters, or of its words, another text has too."""
    name = bare(phrase).rstrip("s")
    if name and name in bare(of):
        return 1.0
    grams = nearest.grams(phrase)
    return len(grams & nearest.grams(of)) / len(grams) if grams else 0.0


def _of_the_lowest_answer(denied: Sequence[str], question: Question) -> float:
    """How much of what is denied the lowest answer denies too, where that denies little else ("no target"); it is then more
    than a reason or a fact must hold to be meant instead. 0 where it is about something else.
    """
    if question.parts or not question.choices:
        return 0.0
    said = " ".join(denied)
    others = [one for one in _denied(_in_language_of(said, question.choices[0][1])) if _share(one, said) >= JUST_THAT]
    return max((_share(said, one) + MORE for one in others), default=0.0)


def _ruling_out(
    denied: Sequence[str], least: float, question: Question, rubric: Rubric, profile: Mapping[str, ProfileValue]
) -> Iterator[FactOfProfile]:
    """Facts of the profile, about what is denied, under which the question is not asked."""
    for fact_id in dict.fromkeys(fact for fact, _ in question.applies.facts()) if question.applies else ():
        fact = rubric.facts[fact_id]
        about = all(_share(phrase, _in_language_of(phrase, fact.text)) >= least for phrase in denied)
        values = [
            option.id
            for option in fact.options
            if fact.kind == "one"
            and (_denies(option.text, denied, least) or (about and NEGATION.search(fold(option.text.en))))
            and holds(question.applies, {**profile, fact_id: option.id}, rubric.facts) is False
        ]
        if len(values) == 1:
            yield FactOfProfile(fact_id, values[0])
