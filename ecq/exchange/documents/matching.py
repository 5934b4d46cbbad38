"""Which question a passage of a document answers, and with what: by words, then by the facts of each option.

The rarer a pair of characters (or a word) in the bank, the more it says. An option counts only where each of its clauses is
carried by the passage, denied where it is denied; a number only in the frame of its question. A plan, a condition, the
past, a rule in place of a practice, and what others do carry nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from pathlib import Path

import yaml

from ecq.base.exact import plain
from ecq.base.language import Text
from ecq.exchange.documents.reading import Passage
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.interview.typed.numerals import NUMBER, number
from ecq.interview.typed.quantities import read_quantity
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Invalid, Value
from ecq.rubric.model import Rubric

CARRIED, CLAUSE, ASKED, FRAME, LEAD = 0.55, 0.33, 0.22, 0.42, 0.82
"""How much of an option and of each clause of it a sentence must carry; how much of what a question asks a number of, by itself
and on both sides; and what share of the best question's degree another needs to be answered by the same sentence too."""

SPOKEN_OF = 0.12
"""What share of a question's words must be there for it to be one that passages may speak of."""

_TELLS = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))
_SAME: dict[str, str] = {said: own for own, others in _TELLS["zh"].items() for said in others.split()}
_SAME_EN: dict[str, str] = {said: own for own, others in _TELLS["en"].items() for said in others.split()}
_SUBJECTS = re.compile("|".join(map(re.escape, _TELLS["subjects"].split())))
_SAID = re.compile("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))
_IGNORED = re.compile("|".join(sorted(_TELLS["ignored"]["zh"].split(), key=len, reverse=True)))
_SMALL = re.compile(
    r"an?|the|of|to|and|in|on|is|are|be|been|by|for|its?|they|them|with|at|as|that|this|has|have|had|do|does|there|must|shall|should|will|or"
)

_SENTENCE = re.compile(r"(?<=[。！？!?;；])|(?<=[a-z0-9)]\.)\s")
_CLAUSE = re.compile(r"[，,；;：:。.!?！？（）()]|(?:但是?|不过|并且|而且)|\b(?:but|and then)\b")
_MASKED = re.compile(
    r"无理由|不[少低高多迟晚超]于?过?|未成年|未登记|不满意|不服|不接受|不成|不符|无货|不良|不同|无障碍|不定期"
)
_NEGATION = re.compile(r"不|没|未|无(?!线)|非(?!常)|\b(?:no|not|never|without|cannot)\b|n't\b")
_PLANNED = re.compile(
    r"计划|拟(?!定)|将于|将会|明年|后年|届时|准备(?:在|于|上|建|把|将)|打算|下一步|未来|争取|力争|会(?:在|把|换|上线|建)"
    r"|\b(?:plans? to|planned|will|intends?|going to|next year|by the end of)\b"
)
_PAST = re.compile(r"过去|曾|以前|原先|原来|此前|停止。|起停止|不再|\b(?:used to|formerly|previously|no longer)\b")
_IF = re.compile(r"如果|假如|倘若|的话|\b(?:if|in case|would)\b")
_ASKED = re.compile(r"[?？]|[吗么]$")
_OTHERS = re.compile(
    r"^(?:[^，,。]{0,6}?)(?P<who>物流公司|快递公司|云服务商|服务商|集团|母公司|mcn|签约机构|同行|行业|友商|部分平台|其他平台|有的平台|银行|监管部门|第三方机构|\b(?:carriers?|the group|our parent|competitors|other platforms|the industry)\b)"
)
_MODAL = re.compile(r"应当|必须|须|应该|不得|\b(?:must|shall|should)\b")
_PRACTICE = re.compile(r"统计|达到|演练过|近三个月|最近|已|做过|比价|人次")
_OF_PRACTICE = re.compile(r"近三个月|最近|上一轮|实际|\b(?:last|recent|past)\b")
_SOME = re.compile(r"有的|部分|\b(?:some|part)\b")
_ANY_OF = re.compile(r"下列任一|any of the following")
_COUNTED = re.compile(rf"({NUMBER}) ?(?=个?(?:工作[日天]|[日天周月年季次]|小时|分钟|星期|周岁))")
_AMOUNT = re.compile(
    rf"(?:至少|最多|最迟|最晚|不少于|不低于|不超过|不迟于|at least|at most|within|no (?:less|more|later) than)? ?"
    rf"(?:{NUMBER} ?(?:个?工作[日天]|个?自然日|天|日(?!志)|个?小时|分钟|个?月(?!\d)|周?年(?!\d)|年|个?季度|星期|周|次|%|working days?|days?|hours?|months?|years?)|[一二三四五六七八九]成[一二三四五六七八九]?|百分之{NUMBER})"
    rf"(?:以内|之内|内|以上|or more)?"
)
_OFTEN = re.compile(
    rf"(?:每隔?|(?=一年))(?P<n>{NUMBER})?(?P<half>个?半)?个?(?P<unit>年|月|季度|周)[^，。；,;]{{0,12}}?(?P<times>{NUMBER})[次回]"
    rf"|\b(?:every|once an?|once every) ?(?P<en>(?:{NUMBER} )?(?:years?|months?|quarters?))"
)


@lru_cache(maxsize=20_000)
def _spelled(text: str) -> str:
    """A text in the bank's own words, with numbers in figures."""
    folded = fold(text)
    folded = _COUNTED.sub(lambda found: plain(value) if (value := number(found[1])) is not None else found[1], folded)
    return _SAID.sub(lambda found: _SAME[found[0]], folded.replace("日志", "日誌"))


@lru_cache(maxsize=20_000)
def grams(text: str) -> frozenset[str]:
    """Pairs and single Han characters, words of other letters, and numbers."""
    spelled = _spelled(text)
    kept = _IGNORED.sub("", spelled)
    han = "".join(one if HAN.match(one) else " " for one in bare(kept))
    pairs = {a + b for part in han.split() for a, b in pairwise(part)}
    words = {_stem(one) for one in re.findall(r"[a-z0-9.%]+", spelled) if not _SMALL.fullmatch(one)}
    return frozenset(pairs | {one for one in han if one != " "} | words)


def _stem(word: str) -> str:
    stem = re.sub(r"(?<=[a-z]{3})(?:ings?|ed|es|s|ly)$", "", word)
    return _SAME_EN.get(word, _SAME_EN.get(stem, stem))


def _denied(clause: str) -> bool:
    return len(_NEGATION.findall(_MASKED.sub("", _spelled(clause)))) % 2 == 1


def _clauses(text: str) -> list[tuple[str, frozenset[str], bool]]:
    return [(one, grams(one), _denied(one)) for one in _CLAUSE.split(text) if one and bare(one)]


@dataclass(frozen=True)
class Target:
    """A level or an item of a question, or a question that asks for a number, with its clauses."""

    question: str
    place: int
    clauses: tuple[tuple[str, frozenset[str], bool], ...]
    text: str

    @cached_property
    def grams(self) -> frozenset[str]:
        """All that it is made of."""
        return frozenset(gram for _, own, _ in self.clauses for gram in own)


@dataclass(frozen=True)
class Match:
    """What a passage says to a question: the value, how much of it the passage carries, and where in it the words stand."""

    question: str
    value: Value
    degree: float
    passage: Passage
    quote: str
    mark: tuple[int, int] | None


class Matcher:
    """The questions of a rubric, ready to be matched with passages in one language."""

    def __init__(self, rubric: Rubric, english: bool = False) -> None:
        self.rubric, self.english = rubric, english
        self._targets = [one for question in rubric.questions for one in self._of(question)]
        self._asked = {one.id: grams(self._say(one.text)) for one in rubric.questions}
        known = Counter(gram for one in self._asked for gram in self._known(one))
        total = len(self._asked)
        self._weight = {
            gram: (1.0 if len(gram) > 1 else 0.25) * log(1 + total / count) for gram, count in known.items()
        }
        self._by_gram: dict[str, list[Target]] = {}
        for target in self._targets:
            for gram in target.grams:
                if len(gram) > 1:
                    self._by_gram.setdefault(gram, []).append(target)

    def _say(self, text: Text) -> str:
        return text.en if self.english else text.zh

    def _of(self, question: Question) -> Iterator[Target]:
        if isinstance(question, MeasureQuestion):
            text = re.sub(r"几(?=个?[工天日月年小])|百分之几|多少|最近|近三个月", "", self._say(question.text))
            yield Target(question.id, 0, tuple(_clauses(text)), text)
        else:
            for place, (_, words) in enumerate(question.choices):
                said = self._say(words)
                if not _ANY_OF.search(said):
                    yield Target(question.id, place, tuple(_clauses(said)), said)

    def _known(self, question: str) -> set[str]:
        own = {gram for target in self._targets if target.question == question for gram in target.grams}
        return own | self._asked[question]

    def _share(self, own: Iterable[str], there: frozenset[str]) -> float:
        total = carried = 0.0
        for gram in own:
            weight = self._weight.get(gram, 1.0)
            total += weight
            carried += weight if gram in there else 0.0
        return carried / total if total else 0.0

    def matches(self, passages: Sequence[Passage]) -> list[Match]:
        """What each passage answers, in order; of a checklist, what single passages carry of it."""
        found: list[Match] = []
        for passage in passages:
            for sentence in _sentences(passage.text):
                found += self._in(passage, sentence)
        return found

    def nearest(self, passages: Sequence[Passage], most: int) -> list[str]:
        """The questions that some passages may speak of, by words alone, the likeliest first."""
        there = frozenset(gram for one in passages for gram in grams(one.text))
        shares = {one: self._share(known, there) for one, known in self._asked.items()}
        likely = sorted(shares, key=lambda one: -shares[one])
        return [one for one in likely[:most] if shares[one] > SPOKEN_OF]

    def speaks_of(self, quote: str, passage: str, question: str) -> bool:
        """Whether a quote shares words with a question, and states something that is done."""
        sentence = next((one for one in _sentences(passage) if quote in one), quote)
        shared = {one for one in grams(quote) & self._known(question) if len(one) > 1}
        return len(shared) >= 2 and not _no_practice(sentence)

    def _in(self, passage: Passage, sentence: str) -> list[Match]:
        if len(bare(sentence)) < 6 or _ASKED.search(sentence):
            return []
        if _no_practice(sentence):
            return []
        clauses = _clauses(sentence)
        here = {False: frozenset[str](), True: frozenset[str]()}
        for _, own, denied in clauses:
            here[denied] |= own
        modal, some = bool(_MODAL.search(sentence)), bool(_SOME.search(sentence))
        best: dict[str, list[tuple[float, int]]] = {}
        likely = Counter(
            target_id
            for gram in here[False] | here[True]
            for target_id in {id(one) for one in self._by_gram.get(gram, ())}
        )
        near = {id(one): one for gram in here[False] | here[True] for one in self._by_gram.get(gram, ())}
        for key, shared in likely.items():
            target = near[key]
            if shared < 2 or not self._theirs(sentence, target):
                continue
            if isinstance(self.rubric.by_id[target.question], MeasureQuestion):
                degree = self._framed(target, here[False] | here[True])
            else:
                degree = self._degree(target, here, modal, some)
            if degree:
                best.setdefault(target.question, []).append((degree, target.place))
        return list(self._chosen(passage, sentence, clauses, best, modal))

    @staticmethod
    def _theirs(sentence: str, target: Target) -> bool:
        """Whether the sentence is about who and what the target is about."""
        other = _OTHERS.search(fold(sentence))
        subjects = {*_SUBJECTS.findall(fold(target.text))}
        return (other is None or other["who"] in fold(target.text)) and subjects <= {*_SUBJECTS.findall(fold(sentence))}

    def _framed(self, target: Target, there: frozenset[str]) -> float:
        """How far a sentence speaks of what a question asks a number of: the one of the other, and the other of the one."""
        asked = self._share(target.grams, there)
        if asked < ASKED:
            return 0.0
        content = {gram for gram in there if gram in self._weight and not gram[0].isdigit()}
        return (asked + self._share(content, target.grams)) / 2

    def _degree(self, target: Target, here: Mapping[bool, frozenset[str]], modal: bool, some: bool) -> float:
        """How much of a target is carried; 0 where one of its clauses is not."""
        shares = []
        for text, own, denied in target.clauses:
            if (modal and _PRACTICE.search(text)) or (_SOME.search(text) and not some):
                return 0.0
            share = self._share(own, here[denied])
            if share < CLAUSE:
                return 0.0
            shares.append((share, sum(self._weight.get(gram, 1.0) for gram in own)))
        whole = sum(weight for _, weight in shares)
        return sum(share * weight for share, weight in shares) / whole if whole else 0.0

    def _chosen(
        self,
        passage: Passage,
        sentence: str,
        clauses: list[tuple[str, frozenset[str], bool]],
        best: Mapping[str, list[tuple[float, int]]],
        modal: bool,
    ) -> Iterator[Match]:
        degrees: dict[str, tuple[float, Value]] = {}
        for question_id, carried in best.items():
            question = self.rubric.by_id[question_id]
            value: Value | None = None
            degree = max(share for share, _ in carried)
            match question:
                case MeasureQuestion() if degree >= FRAME:
                    value = None if modal and _OF_PRACTICE.search(question.text.zh) else _amount(sentence, question)
                case ChecklistQuestion():
                    places = sorted(place for share, place in carried if share >= CARRIED)
                    value = question.choose([question.items[place].id for place in places]) if places else None
                case LevelQuestion():
                    rungs = [place for share, place in carried if share >= CARRIED]
                    value = question.levels[max(rungs)].id if rungs else None
            if value:
                degrees[question_id] = degree, value
        if not degrees:
            return
        top = max(degree for degree, _ in degrees.values())
        for question_id, (degree, value) in degrees.items():
            if degree >= LEAD * top:
                mark = self._mark(sentence, clauses, question_id)
                yield Match(question_id, value, degree, passage, sentence, mark)

    def _mark(
        self, sentence: str, clauses: list[tuple[str, frozenset[str], bool]], question: str
    ) -> tuple[int, int] | None:
        """The clause that says most to the question."""
        known = self._known(question)
        text = max(clauses, key=lambda one: sum(self._weight.get(gram, 0.0) for gram in one[1] & known))[0]
        start = sentence.find(text)
        return (start, start + len(text)) if start >= 0 else None


def _no_practice(sentence: str) -> bool:
    """Whether it tells of a plan, of the past, or of a condition."""
    folded = fold(sentence)
    return bool(_PLANNED.search(folded) or _PAST.search(folded) or _IF.search(_spelled(sentence)))


def _sentences(text: str) -> Iterator[str]:
    """A paragraph as a whole where it is short, else its sentences one by one."""
    parts = [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]
    short = len(text) <= 220 and text.count("。") <= 1
    yield from [text.strip()] if short else parts


def _amount(sentence: str, question: MeasureQuestion) -> Value | None:
    """The one number of a sentence that answers the question, without a doubt about its unit or limit; None else."""
    folded = re.sub(r"^\s*(?:第[^ 　条]{1,8}条|[0-9]+(?:\.[0-9]+)+)\s*", "", fold(sentence))
    if (
        folded.count("每年") == 1
        and "次" in folded
        and not re.search(r"每年[^，。]{0,12}?[0-9一二三四五六七八九两]+次", folded)
    ):
        return None
    found: set[Fraction] = set()
    often = _OFTEN.search(folded)
    if often:
        told = often["en"] and f"every {often['en']}"
        times = told or f"每{often['n'] or ''}{often['half'] or ''}{often['unit']}{often['times']}次"
        reading = read_quantity(times, question)
        if reading is not None:
            found.add(reading.amount)
    if not found:
        for match in _AMOUNT.finditer(folded):
            reading = read_quantity(match[0].strip(), question)
            if reading is not None and reading.doubt is None:
                found.add(reading.amount)
    if len(found) != 1:
        return None
    value = question.read(plain(found.pop()), True)
    return None if isinstance(value, Invalid) or value == NO_FIGURE else value
