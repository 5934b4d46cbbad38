"""Which question a passage of a document answers, and with what: by words, and by the facts that tell its answers apart.

An option counts only where each of its clauses is carried by the passage, denied where it is denied: its words are there, or
its facts are claimed (those of the question only that the passage speaks of first); a number only in the frame of its
question. A plan, a condition, the past, a rule in place of a practice, and what others do carry nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ecq.base.exact import plain
from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.exchange.documents.reading import Passage
from ecq.exchange.documents.spoken import SUBJECTS, bank_of, grams, spelled
from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed.clauses import ASIDE
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.figures.quantities import read_quantity
from ecq.interview.typed.folding import bare, fold
from ecq.interview.typed.hearing.sentence import hear
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Invalid, Value
from ecq.rubric.model import ByDigest, Rubric

# Shares from 0 to 1 of the words of an answer or a question, weighed by how much each word tells.
CARRIED, CLAUSE = 0.55, 0.33
"""How much of an option, and of each of its clauses, a sentence must have to carry it by its words."""

ASKED, FRAME = 0.22, 0.42
"""Where a number is asked: how much of the question the sentence must have, and how much of each other the two must on average."""

HEARD, ALSO_SAID = 0.6, 0.4
"""What a clause counts at least whose facts the sentence claims; how much of the words of an item claimed must be there too."""

NEAR, FIRST = 0.6, 0.9
"""What a question must come to beside the best one to be looked at, and to be answered by facts as well as by words."""

LEAD = 0.9
"""What share of the best answer's degree another must have to be given by the same sentence too."""

SPOKEN_OF, LIKELY = 0.12, 0.15
"""How much of a question must be there for passages to speak of it; of an answer, for it to be looked at more closely."""

_SENTENCE = later(r"(?<=[。！？!?;；])|(?<=[a-z0-9)]\.)\s")
_CLAUSE = later(r"[，,；;：:。.!?！？（）()]|(?:但是?|不过|并且|而且)|\b(?:but|and then)\b")
_MASKED = later(
    r"无理由|([能会要是可])不\1|不得?[少低高多迟晚超]于?过?|未成年|未登记|不满意|不服|不接受|不成|不符|无货|不良|不同|无障碍|不定期"
)
_CASE = later(
    ASIDE.pattern
    + r"|因其?[不未没][^，、]{1,8}而|^(?:[不未]|没(?!有))[^，的]{1,12}的(?=[^，、]{3})|没有[^，的]{1,8}的(?=[不都照])"
)
_IN_PASSING = later(r"（[^）]*）|\([^)]*\)")
_OR_ELSE = later(r"；或者?|; or ")
_AT_CHOICE = later(r"[，；](?:或者?|另有|没有[^，；]{1,10}的，)[^，；]*|, or [^,;]*")
_NUMBERED = later(r"^\s*(?:第[^ 　条]{1,8}条|[0-9]+(?:\.[0-9]+)*[.、]?(?![0-9]))[\s　]*")
_STOPS = later(r"[；;。!！]|\.\s")
_NEW_SUBJECT = later(r"[^，]{0,8}?(?:部门?|平台|系统|中心|小组|[质安]检?组|人员|团队|公司|我们)")
_NUMBER_OF = later(r"([0-9.]+) ?(?:个(?!月))?(工作日|天|日|个月|年|小时|%|万)")
_WITHIN = later(r"几个?(?:工作)?[年月日天小时]+内")
_NEGATION = later(r"不|勿|没|未|无(?!线)|非(?!常)|\b(?:no|not|never|without|cannot)\b|n't\b")
_PLANNED = later(
    r"计划|拟(?!定)|将于|将会|明年|后年|届时|准备(?:在|于|上|建|把|将)|打算|下一步|未来|争取|力争|会(?:在|把|换|上线|建)"
    r"|\b(?:plans? to|planned|will|intends?|going to|next year|by the end of)\b"
)
_PAST = later(r"过去|曾|以前|原先|原来|此前|停止。|起停止|\b(?:used to|formerly|previously|no longer)\b")
_IF = later(r"如果|假如|倘若|的话|若(?!干)(?!.*(?:应当|须|不得))|\b(?:if|in case|would)\b")
_ASKED = later(r"[?？]|[吗么]$")
_OTHERS = later(
    r"^[^，,。由与和向对经托转请给]{0,6}?(?P<who>电子商务平台经营者|电子商务经营者|网络交易平台经营者|网络交易经营者|个人信息处理者|网络数据处理者|网络运营者|任何组织|国家|快递公司|云服务商|服务商|集团|母公司|mcn|签约机构|同行|行业|友商|部分平台|其他平台|有的平台|银行|监管部门|第三方机构|\b(?:carriers?|the group|our parent|competitors|other platforms|the industry)\b)"
)
_MODAL = later(r"应当|必须|须|应该|不得|\b(?:must|shall|should)\b")
_PRACTICE = later(r"统计|达到|演练过|近三个月|最近|已|做过|比价|人次")
_OF_PRACTICE = later(r"近三个月|最近|上一轮|实际|\b(?:last|recent|past)\b")
_SOME = later(r"有的|部分|\b(?:some|part)\b")
_ANY_OF = later(r"下列任一|any of the following")
_AMOUNT = later(
    rf"(?:至少|最多|最迟|最晚|不少于|不低于|不超过|不迟于|at least|at most|within|no (?:less|more|later) than)? ?"
    rf"(?:{NUMBER} ?(?:个?工作[日天]|个?自然日|天|日(?!志)|个?小时|分钟|个?月(?!\d)|周?年(?!\d)|年|个?季度|星期|周|次|%|working days?|days?|hours?|months?|years?)|[一二三四五六七八九]成[一二三四五六七八九]?|百分之{NUMBER})"
    rf"(?:以内|之内|内|以上|or more)?"
)
_OFTEN = later(
    rf"(?:每隔?|(?=一年))(?P<n>{NUMBER})?(?P<half>个?半)?个?(?P<unit>年|月|季度|周)[^，。；,;]{{0,12}}?(?P<times>{NUMBER})[次回]"
    rf"|\b(?:every|once an?|once every) ?(?P<en>(?:{NUMBER} )?(?:years?|months?|quarters?))"
)


def _denied(clause: str) -> bool:
    parts = _CASE.sub("", _MASKED.sub("", spelled(clause)).replace("不得", "勿")).split("、")
    return any(len(_NEGATION.findall(part)) % 2 == 1 for part in parts)


@dataclass(frozen=True)
class Clause:
    """A clause: its words, whether it is denied, and whether it says what must be rather than what is."""

    text: str
    grams: frozenset[str]
    denied: bool
    rule: bool = False


def _clauses(text: str) -> list[Clause]:
    found: list[Clause] = []
    rule = False
    for one in _STOPS.split(text):
        rule = rule and not _NEW_SUBJECT.match(one)
        for part in _CLAUSE.split(one):
            if part and bare(part):
                rule = (rule and not _NEW_SUBJECT.match(part)) or bool(_MODAL.search(part))
                found.append(Clause(part, grams(part), _denied(part), rule))
        rule = False
    return found


@dataclass(frozen=True)
class Target:
    """A level or an item of a question, or a question that asks for a number, with its clauses."""

    question: str
    place: int
    clauses: tuple[Clause, ...]
    text: str

    @cached_property
    def grams(self) -> frozenset[str]:
        """All that it is made of."""
        return frozenset(gram for one in self.clauses for gram in one.grams)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Whom and what a sentence must speak of itself to carry it."""
        return _subjects(self.text)


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
        self._bank = bank_of(ByDigest(rubric))
        self._weight = self._bank.weights(english)
        self._of_clause: dict[tuple[str, str], Set[tuple[str, bool]]] = {}
        self._by_gram: dict[str, list[int]] = {}
        for place, target in enumerate(self._targets):
            for gram in target.grams:
                if len(gram) > 1:
                    self._by_gram.setdefault(gram, []).append(place)
        self._whole = [sum(self._weight.get(gram, 1.0) for gram in one.grams) for one in self._targets]

    def _say(self, text: Text) -> str:
        return text.en if self.english else text.zh

    def _of(self, question: Question) -> Iterator[Target]:
        if isinstance(question, MeasureQuestion):
            text = re.sub(r"几(?=个?[工天日月年小])|百分之几|多少|最近|近三个月", "", self._say(question.text))
            yield Target(question.id, 0, tuple(_clauses(text)), text)
        else:
            for place, (_, words) in enumerate(question.choices):
                said = self._say(words)
                for way in _OR_ELSE.split(_IN_PASSING.sub("", said)) if not _ANY_OF.search(said) else ():
                    text = _AT_CHOICE.sub("", way)
                    yield Target(question.id, place, tuple(_clauses(text)), text)

    @cached_property
    def _known(self) -> Mapping[str, set[str]]:
        known = {name: {*own} for name, own in self._asked.items()}
        for target in self._targets:
            known[target.question] |= target.grams
        return known

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
        shared = {one for one in grams(quote) & self._known[question] if len(one) > 1}
        return len(shared) >= 2 and not _no_practice(sentence)

    def _in(self, passage: Passage, sentence: str) -> list[Match]:
        if len(bare(sentence)) < 6 or _ASKED.search(sentence) or _no_practice(sentence):
            return []
        said = _Said(_NUMBERED.sub("", sentence))
        carried: dict[int, float] = defaultdict(float)
        for gram in said.grams & self._by_gram.keys():
            for place in self._by_gram[gram]:
                carried[place] += self._weight.get(gram, 1.0)
        likely = [place for place, weight in carried.items() if weight >= LIKELY * self._whole[place]]
        speaking = [self._targets[place] for place in likely if said.may_be_of(self._targets[place])]
        if not speaking:
            return []
        scores = self._bank.scores(said.text)
        top = max(scores.values(), default=0.0) or 1.0
        best: dict[str, list[tuple[float, int, bool]]] = {}
        for target in speaking:
            nearness = scores.get(target.question, 0.0) / top
            if nearness < NEAR:
                continue
            question = self.rubric.by_id[target.question]
            by_words = True
            if isinstance(question, MeasureQuestion):
                degree = self._framed(target, said.grams)
            else:
                degree, by_words = self._degree(target, question, said, nearness >= FIRST)
            if degree:
                best.setdefault(target.question, []).append((degree, target.place, by_words))
        return list(self._chosen(passage, sentence, said, best))

    def _framed(self, target: Target, there: frozenset[str]) -> float:
        """How far a sentence speaks of what a question asks a number of: the one of the other, and the other of the one."""
        asked = self._share(target.grams, there)
        if asked < ASKED:
            return 0.0
        content = {gram for gram in there if gram in self._weight and not gram[0].isdigit()}
        return (asked + self._share(content, target.grams)) / 2

    def _degree(self, target: Target, question: Question, said: _Said, first: bool) -> tuple[float, bool]:
        """How much of a target is carried, 0 where a clause is not, and whether by words alone; by facts only of what is spoken of first."""
        facts = facts_of(question) if first else None
        known = said.known(question.id, facts) if facts else {}
        carried = total = 0.0
        by_words = by_facts = True
        for clause in target.clauses:
            practice = bool(_PRACTICE.search(clause.text))
            if (_SOME.search(clause.text) and not said.some) or said.other_number(clause):
                return 0.0, True
            share = self._share(clause.grams, said.there(clause.denied, practice))
            by_words = by_words and share >= CLAUSE
            if practice and said.rule:
                known = {}
            elif known and facts and facts.options and self._claims(question.id, facts, clause.text) <= known.items():
                share = max(share, HEARD)
            by_facts = by_facts and share >= CLAUSE
            weight = sum(self._weight.get(gram, 1.0) for gram in clause.grams)
            total, carried = total + weight, carried + share * weight
        degree = carried / total if total else 0.0
        if by_words and degree >= CARRIED:
            return degree, True
        if facts and known and _claimed(target, question.choices[target.place][0], facts, known, degree, by_facts):
            return max(degree, HEARD), False
        return 0.0, True

    def _claims(self, about: str, facts: QuestionFacts, text: str) -> Set[tuple[str, bool]]:
        """The facts that a clause of an answer claims; something that nobody can claim where it has none."""
        if (about, text) not in self._of_clause:
            claims = hear(text, facts).claims
            self._of_clause[about, text] = {(name, one.holds) for name, one in claims.items() if one.words} or {
                ("", True)
            }
        return self._of_clause[about, text]

    def _chosen(
        self, passage: Passage, sentence: str, said: _Said, best: Mapping[str, list[tuple[float, int, bool]]]
    ) -> Iterator[Match]:
        degrees: dict[str, tuple[float, Value, bool]] = {}
        for question_id, carried in best.items():
            question = self.rubric.by_id[question_id]
            value: Value | None = None
            degree = max(share for share, _, _ in carried)
            places = sorted({place for _, place, _ in carried})
            match question:
                case MeasureQuestion() if degree >= FRAME:
                    value = _amount(said, question)
                case ChecklistQuestion():
                    value = question.choose([question.items[place].id for place in places])
                case LevelQuestion():
                    value = question.levels[places[-1]].id
            if value:
                degrees[question_id] = degree, value, any(by_words for _, _, by_words in carried)
        if any(by_words for _, _, by_words in degrees.values()):
            degrees = {one: told for one, told in degrees.items() if told[2]}
        top = max((degree for degree, _, _ in degrees.values()), default=0.0)
        for question_id, (degree, value, _) in degrees.items():
            if degree >= LEAD * top:
                yield Match(question_id, value, degree, passage, sentence, self._mark(sentence, said, question_id))

    def _mark(self, sentence: str, said: _Said, question: str) -> tuple[int, int] | None:
        """The clause that says most to the question."""
        known = self._known[question]
        text = max(said.clauses, key=lambda one: sum(self._weight.get(gram, 0.0) for gram in one.grams & known)).text
        start = sentence.find(text)
        return (start, start + len(text)) if start >= 0 else None


def _claimed(
    target: Target, name: str, facts: QuestionFacts, known: Mapping[str, bool], degree: float, by_clause: bool
) -> bool:
    """Whether facts claim an answer: an item by its own; an option by two at least, clause by clause or as the least they leave."""
    if not facts.options:
        return known.get(name) is True and degree >= ALSO_SAID
    left = facts.left(known) if target.place and len(known) > 1 else ()
    if name not in left:
        return False
    least = left[0] == name and not any(one.denied for one in target.clauses)
    return least or (by_clause and degree >= CARRIED)


def _subjects(text: str) -> frozenset[str]:
    return frozenset(SUBJECTS.findall(re.sub("没有?", "未", spelled(text))))


class _Said:
    """A sentence with what it says in its clauses, and what it claims of the facts of a question."""

    def __init__(self, text: str) -> None:
        self.text, self.clauses = text, _clauses(text)
        self.grams = frozenset(gram for one in self.clauses for gram in one.grams)
        self.some = bool(_SOME.search(text))
        self._other, self._subjects = _OTHERS.search(fold(text)), _subjects(text)
        self._known: dict[str, Mapping[str, bool]] = {}
        self._there: dict[tuple[bool, bool], frozenset[str]] = {}

    def may_be_of(self, target: Target) -> bool:
        """Whether it is about who and what a target is about."""
        return (self._other is None or self._other["who"] in fold(target.text)) and target.subjects <= self._subjects

    def there(self, denied: bool, practice: bool) -> frozenset[str]:
        """What is said, or denied; for a practice only what is no rule."""
        if (denied, practice) not in self._there:
            own = [one for one in self.clauses if one.denied is denied and not (practice and one.rule)]
            self._there[denied, practice] = frozenset(gram for one in own for gram in one.grams)
        return self._there[denied, practice]

    @cached_property
    def rule(self) -> bool:
        """Whether every clause says what must be."""
        return all(one.rule for one in self.clauses)

    def other_number(self, clause: Clause) -> bool:
        """Whether a clause has a number of something that is said with another one."""
        own, here = _numbers(clause.text), self._numbers
        return any(unit in here and not many & here[unit] for unit, many in own.items())

    @cached_property
    def _numbers(self) -> Mapping[str, set[str]]:
        return _numbers(self.text)

    def known(self, about: str, facts: QuestionFacts) -> Mapping[str, bool]:
        """What it claims of the facts of a question in so many words, without a doubt."""
        if about not in self._known:
            claims = hear(self.text, facts).claims
            self._known[about] = {name: claim.holds for name, claim in claims.items() if claim.words and claim.firm}
        return self._known[about]


def _numbers(text: str) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for many, unit in _NUMBER_OF.findall(spelled(text)):
        found.setdefault(unit, set()).add(many)
    return found


def _no_practice(sentence: str) -> bool:
    """Whether it tells of a plan, of the past, or of a condition."""
    folded = fold(sentence)
    return bool(_PLANNED.search(folded) or _PAST.search(folded) or _IF.search(spelled(sentence)))


def _sentences(text: str) -> Iterator[str]:
    """A paragraph as a whole where it is short, else its sentences one by one."""
    parts = [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]
    short = len(text) <= 220 and text.count("。") <= 1
    yield from [text.strip()] if short else parts


def _amount(said: _Said, question: MeasureQuestion) -> Value | None:
    """The one number that a sentence states to answer the question, without a doubt about its unit or limit; None else."""
    stated = [
        one for one in said.clauses if not one.denied and not (one.rule and _OF_PRACTICE.search(question.text.zh))
    ]
    folded = "，".join(fold(one.text) for one in stated)
    if _WITHIN.search(question.text.zh):
        folded = re.sub(r"(?<=[年月日天时])(?:以内|之内|内)", "", folded)
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
