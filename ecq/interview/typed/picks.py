"""Options picked by number, letter or place, as values of the question, and what words after an answer do to it.

"2", "b", 第二个, "1、3", 前两项.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ecq.base.language import Text, in_every_language
from ecq.base.patterns import later
from ecq.interview.typed import nearest
from ecq.interview.typed.figures.in_a_clause import mentions_quantity, named_amounts, tells_another
from ecq.interview.typed.figures.numerals import NUMBERED, number
from ecq.interview.typed.folding import CAUSE, HAN, LONGEST_CLAUSE, bare, clauses, fold
from ecq.interview.typed.nearest import EXCLUDES, MOST_OFFERED
from ecq.interview.typed.outcomes import Answer, Doubt, Note, NotUnderstood
from ecq.interview.typed.vocabulary import (
    ASKING,
    CONTRAST,
    GUESS,
    HEDGE,
    NEGATION,
    NO_QUESTION,
    STRESSED,
    TURN,
    agreement,
    exception,
    missing,
    tidy,
)
from ecq.interview.typed.wanted.commands import unsure
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Value

_N = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten"
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {word: place for place, word in enumerate(PLACES, 1)} | {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    **{f"{place}th": place for place in range(4, 21)},
}
_NOUN = r"(?:个?选项|个|项|条|点|种|号|option|one|item|answer)"
_LEAD = later(
    r"^(?:(?:(?:嗯+|呃+|哦|那)[,，]?就?|改成|改为|改选|换成|只有|只是|只|就是|就|仅有|仅|change (?:it )?to|only|just|我们?|我方|平台|应该|答案|回答|结果|勾选?|选项|选择?|填|先?按|属于|目前|做到|具备|满足|符合|有|得|是|了|在|为|:|"
    r"i(?:'d)? (?:choose|pick|say|take|select)|we (?:have|do|are at)|it's|it is|my answer is|the answer is|answer|options?|"
    r"items?|numbers?|nos?\.|choose|pick|select|tick|the)\s*)+"
)
_TAIL = later(r"\s*(?:都?(?:做到|有|是|做|符合|满足)了?|了|的)$")
_SINGLE = later(
    rf"(?P<nth>第)?(?P<n>{_N})(?P<noun>{_NOUN})?|(?P<word>{'|'.join(_ORDINALS)})(?: {_NOUN})?|(?P<letter>[a-z])(?P<mark>项|选项)?"
)
_LAST = later(r"最后[那这]?一?(?:个|项|条|种|档)?(?:选项|答案)?|last(?: one| option| item| answer)?")
_FROM_END = later(
    rf"倒数第(?P<n>{_N})(?:个选项|个|项|条|种)?|(?P<word>second|third|fourth)(?:[ -](?:to|from)[ -](?:the[ -])?)?[ -]?(?:last|end)(?: {_NOUN})?"
    rf"|(?P<next>next to(?: the)? last|penultimate)(?: {_NOUN})?|last(?: {_NOUN})? but (?P<but>one|two)"
)
_ENDS = later(
    rf"(?P<side>前|头|后|最后|倒数)(?:面)?(?P<n>{_N})(?:个选项|个|项|条)?|(?P<eside>first|last|top) (?P<en>{_N})(?: items| options)?"
)
_SPAN = later(
    rf"第?(?P<low>{_N}|[a-z])(?:个|项|条)? ?(?P<join>到|至|to|through|-|~|–|—) ?第?(?P<high>{_N}|[a-z])(?:个|项|条)?"
)
_JOINTS = later(r"\s*(?:[,，、;；&+\n]|\band\b|和|与|及|以及|还有|跟|同埋?)\s*|\s+")


@dataclass(frozen=True)
class Picked:
    """Places of options from 0, rising, and why they are not certain."""

    places: tuple[int, ...]
    doubt: Doubt | None = None


def read_single(message: str, count: int) -> int | None:
    """The place of the one option a folded, tidied text names as a whole."""
    return _place(_stripped(message), count)


def read_several(message: str, count: int) -> Picked | None:
    """The options a folded, tidied text lists as a whole; None where any part of it is something else."""
    text = _stripped(message)
    plain = _parts(text, count)
    if plain is not None:
        return plain
    run = _run(text, count)
    return Picked(run, "range") if run else None


def _stripped(message: str) -> str:
    text = _LEAD.sub("", message).strip()
    return _TAIL.sub("", text).strip(" .、)") or text


def _parts(text: str, count: int) -> Picked | None:
    places: set[int] = set()
    doubt: Doubt | None = None
    parts = [part for part in _JOINTS.split(_joined(text)) if part]
    for part in parts:
        several = _several(part.replace("_", " "), count)
        if several is None:
            place = _place(part, count, counted=len(parts) > 1)
            several = None if place is None else Picked((place,))
        if several is None:
            return None
        places.update(several.places)
        doubt = doubt or several.doubt
    return Picked(tuple(sorted(places)), doubt) if places else None


def _joined(text: str) -> str:
    """Words that belong together tied, so that splitting at spaces keeps them: "first two", "1 to 3"."""
    for pattern in (_FROM_END, _ENDS, _SPAN):
        text = pattern.sub(lambda match: match[0].replace(" ", "_"), text)
    return re.sub(r"\b(?:the|items?|options?|ones?|numbers?)\b", " ", text)


def _several(part: str, count: int) -> Picked | None:
    ends = _ENDS.fullmatch(part)
    if ends:
        many = _number(ends["n"] or ends["en"])
        if many is None or not 1 <= many <= count:
            return None
        front = (ends["side"] or ends["eside"]) in ("前", "头", "first", "top")
        return Picked(tuple(range(many) if front else range(count - many, count)))
    span = _SPAN.fullmatch(part)
    if not span:
        return None
    low, high = _index(span["low"]), _index(span["high"])
    if low is None or high is None or not 0 <= low < high < count:
        return None
    return Picked(tuple(range(low, high + 1)), "range" if span["join"] in "-~–—" else None)


def _place(text: str, count: int, counted: bool = False) -> int | None:
    """A place from 0. "3项" alone is how many, not which; beside others (`counted`) it is which."""
    if _LAST.fullmatch(text):
        return count - 1
    before_last = _before_last(text)
    if before_last is not None:
        return count - before_last if 1 <= before_last <= count else None
    match = _SINGLE.fullmatch(text)
    if not match:
        return None
    if match["word"]:
        place = _ORDINALS[match["word"]] - 1
    elif match["letter"]:
        place = ord(match["letter"]) - ord("a")
    else:
        if match["noun"] not in (None, "号") and not match["nth"] and not counted:
            return None
        parsed = _number(match["n"])
        place = -1 if parsed is None else parsed - 1
    return place if 0 <= place < count else None


def _before_last(text: str) -> int | None:
    """How far from the end, 1 being the last: 2 for 倒数第二个 and "second to last"."""
    match = _FROM_END.fullmatch(text)
    if not match:
        return None
    if match["n"]:
        return _number(match["n"])
    if match["but"]:
        return 2 if match["but"] == "one" else 3
    return 2 if match["next"] else _ORDINALS[match["word"]]


def _index(text: str) -> int | None:
    if len(text) == 1 and "a" <= text <= "z":
        return ord(text) - ord("a")
    known = _number(text)
    return None if known is None else known - 1


def _number(text: str) -> int | None:
    known = number(text)
    return int(known) if known is not None and known.denominator == 1 else None


def _run(text: str, count: int) -> tuple[int, ...]:
    """ "134" or "ac" as a list: rising figures or letters without a gap between them."""
    if not re.fullmatch(r"[1-9]{2,9}|[a-z]{2,9}", text):
        return ()
    places = [(int(char) if char.isdigit() else ord(char) - ord("a") + 1) - 1 for char in text]
    return tuple(places) if places == sorted(set(places)) and places[-1] < count else ()


def leading_pick(message: str, count: int) -> int | None:
    """The place a folded text begins with, if it begins with one: what follows an answer must not name another."""
    first = re.match(
        r"(?:第|选|选项|option )?(?P<n>[0-9]{1,2}(?![0-9a-z%.天日年月周个小次])|[a-z](?![a-z0-9' ]))", message
    )
    place = _index(first["n"]) if first else None
    return place if place is not None and 0 <= place < count else None


ASKED = later(r"[?？]|[吗嗎]\W*$")
_EXCEPT = later(
    r"^(?:除了?|除开|除去|但是?|只是|就是|不过|可是|except(?: that| for)?|apart from|but|only)[ ,，]*(?=没|未|不|缺|差|少|no\b|not\b)"
)
_WITHOUT_EXCEPTION = later(r"例外|没有?问题|\bexceptions?\b")
_WORKDAY = later(r"工作[日天]|自然日|\b(?:working|business|calendar)\b")


def texts_of(question: Question) -> tuple[Text, ...]:
    """The words of what can be answered, in the order shown."""
    return tuple(text for _, text in question.choices)


def value_at(question: Question, places: Sequence[int]) -> Value:
    """The value of the choices at these places."""
    return question.choose([question.choices[place][0] for place in places])


@lru_cache(maxsize=1_000)
def asks(message: str) -> bool:
    """Whether a message asks rather than states."""
    told = STRESSED.sub(r"\1", tidy(NO_QUESTION.sub("", fold(message[:LONGEST_CLAUSE]))))
    return bool(ASKING.search(told) or ASKED.search(message[-5:]))


def with_rest(answer: Answer, rest: str, question: Question) -> Answer | None:
    """The answer with what follows it: its own words over again, an explanation, or something that casts doubt on it.

    None where what follows takes something out of a whole checklist and nobody knows which items.
    """
    if not rest:
        return answer
    texts = texts_of(question)
    if question.answered_by == "choice":
        other = nearest.exact(rest, texts)
        if other is None:
            like = nearest.proposal(nearest.ranked(rest[:LONGEST_CLAUSE], texts))
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
        like = nearest.proposal(nearest.ranked(rest[:LONGEST_CLAUSE], texts))
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
    if isinstance(question, MeasureQuestion) and value != NO_FIGURE and tells_another(rest, question):
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
_NOTE = later(
    r"(?:备注|備註|说明|說明|补充|補充|备忘|note|remark|comment)\s*[:：]\s*(?P<words>.+)", re.IGNORECASE | re.DOTALL
)
_BETWEEN = later(r"^(?:介于|在|between )|(?:之间|中间)$")
_EITHER = later(r"或者?|还是|\bor\b")


def own_with_a_slip(message: str, question: Question) -> Answer | None:
    """The option whose own words these are but for a slip of the keyboard, alone or before a reason."""
    texts = texts_of(question)
    for head, rest in () if asks(message) or EXCLUDES.search(fold(message)) else clauses(message):
        if rest and not CAUSE.match(fold(rest[:LONGEST_CLAUSE])):
            continue
        closest = next(iter(nearest.ranked(head, texts)), None)
        if closest and closest.own:
            answer = with_rest(Answer(value_at(question, [closest.place])), rest, question)
            return answer if answer and answer.sure else None
    return None


def own_alternative(message: str, question: Question) -> Answer | None:
    """The option of which a message says one alternative in its own words: "it is hard to find", of "any of the following: …"."""
    said = bare(message)
    least = (_LEAST_OWN + bool(NEGATION.match(said))) * (1 if HAN.search(said) else 3)
    if question.parts or len(said) < least:
        return None
    places = [
        place
        for place, (_, text) in enumerate(question.choices)
        if _ANY_OF.search(text.zh)
        and any(said in map(bare, _APART.split(whole)[1:]) for whole in in_every_language(text))
    ]
    return Answer(value_at(question, places), doubt="resembles") if len(places) == 1 else None


_ANY_OF, _APART, _LEAST_OWN = later("任一情况"), later("[：:；;]"), 4
"""What makes of an option's words alternatives, what stands between them, and how many characters of one are enough; one more where it only denies something."""


def noted(message: str) -> Note | NotUnderstood:
    """Words that say something of their own as a note; else nothing that was understood."""
    marked = _NOTE.fullmatch(message)
    if marked:
        return Note(marked["words"].strip())
    folded = fold(message[:LONGEST_CLAUSE])
    words = sum(any(map(str.isalpha, word)) for word in folded.split())
    much = sum(1 for _ in HAN.finditer(folded)) >= _MUCH_HAN or words >= _MANY_WORDS or len(message) > LONGEST_CLAUSE
    return Note(message) if much and not asks(_TOPIC_ASKED.sub("，", message)) else NotUnderstood()


_TOPIC_ASKED = later(r"(?:(?<=^)|(?<=[，,。.;；!！\n]))(?P<topic>[^，,。.;；!！?？\n]{1,16})[?？](?=\s*[^\s?？]{4})")
"""What is named as a question and told in the next breath: "private sellers? We have none"."""


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
