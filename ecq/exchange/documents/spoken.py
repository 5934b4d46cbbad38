"""Which questions of the bank a text speaks of, by the words it has of each, and what it says of them.

A text is what somebody says in several sentences, or has pasted. A clause belongs to the question whose words it has,
by its cues, what it asks and what its answers say; the rarer a pair of characters (or a word, or a cue) in the bank,
the more it says. Clauses beside each other rather belong to the same question. What then counts is what the facts of
that question say; nothing is answered by likeness.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import chain, islice, pairwise
from math import log
from pathlib import Path

import yaml

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.exchange.documents.likely import known, likely
from ecq.interview.facts import Cues, QuestionFacts, facts_of, pattern_of, profile_words
from ecq.interview.typed.by_facts import read_by_facts
from ecq.interview.typed.clauses import NO, as_read, asked, clauses, not_today
from ecq.interview.typed.denial import DENIES, LACKS, none_of, says_nothing_else
from ecq.interview.typed.figures.numerals import NUMBER, number
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.interview.typed.hearing.sentence import claims_by_words, hear
from ecq.interview.typed.hearing.verdicts import only_a_verdict
from ecq.interview.typed.outcomes import (
    Answer,
    AskFact,
    FactOfProfile,
    NotApplicable,
    NotUnderstood,
    PremiseDenied,
    Understood,
)
from ecq.interview.typed.reading import asked_under_a_note, understand
from ecq.interview.typed.replies.to_what_was_asked import what_tells
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question
from ecq.rubric.model import ByDigest, Rubric

# Points in favour of a question, from 0 up; a text is parted among questions so that its clauses come to the most.
OWN, ASKED_OF = 10.0, 5.0
"""For a clause all of whose words are the question's; for one that has all words of what is asked."""

WRITTEN, ALONE = 2.0, 5 / 3
"""Factors: for how likely it is that people wrote so of the question (logarithm); for the words of a bank of which nobody wrote yet."""

LEAST, LEAD, HERE = 25.0, 15.0, 6.0
"""What the best question must come to, by how much it must lead the next, and what is added for the one on screen where a clause has words of its facts."""

MAY_BE = 16.0
"""What a question must come to, before all others, for words to be possibly about it."""

NONE, CHANGE, WITHIN = 7.0, 8.0, 30.0
"""What a clause about no question comes to; what passing to another question costs between sentences, and within one."""

RUN, RUNNING = 7, 22.0
"""A text of one sentence with more clauses than this is taken to lack its full stops; passing on within it costs this."""

FAR = 1.4
"""Another question than the one on screen must come to so many times as much for a whole text to be about it."""

TELLS = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))
_SAME: dict[str, str] = {said: own for own, others in TELLS["zh"].items() for said in others.split()}
_ENDING = later(r"(?<=[a-z]{3})(?:ings?|ed|es|s|ly|e)$")
_SAME_EN: dict[str, str] = {
    _ENDING.sub("", said): own for own, others in TELLS["en"].items() for said in others.split()
}
SUBJECTS = later("|".join(map(re.escape, TELLS["subjects"].split())))
_SAID = later("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))
_IGNORED = later("|".join(sorted(TELLS["ignored"]["zh"].split(), key=len, reverse=True)))
_SMALL = later(
    r"an?|the|of|to|and|in|on|is|are|be|been|by|for|its?|they|them|with|at|as|that|this|has|have|had|do|does|there|must|shall|should|will|or"
)

_LETTERS = later(r"[^\W\u3400-\u9fff]+")
"""A word without its mark; beside it may stand Chinese."""
_COUNTED = later(rf"({NUMBER}) ?(?=个?(?:工作[日天]|[日天周月年季次]|小时|分钟|星期|周岁))")


@lru_cache(maxsize=20_000)
def spelled(text: str) -> str:
    """A text in the bank's own words, with numbers in figures."""
    folded = fold(text)
    folded = _COUNTED.sub(lambda found: plain(value) if (value := number(found[1])) is not None else found[1], folded)
    return _SAID.sub(lambda found: _SAME[found[0]], folded.replace("日志", "日誌"))


@lru_cache(maxsize=20_000)
def grams(text: str) -> frozenset[str]:
    """Pairs and single Han characters, words of other letters, and numbers."""
    told = spelled(text)
    kept = _IGNORED.sub("", told)
    han = "".join(one if HAN.match(one) else " " for one in bare(kept))
    pairs = {a + b for part in han.split() for a, b in pairwise(part)}
    words = {_stem(one) for one in re.findall(r"[a-z0-9.%]+", told) if not _SMALL.fullmatch(one)}
    return frozenset(pairs | {one for one in han if one != " "} | words)


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)  # "invoices" as "invoice"
    return _SAME_EN.get(stem, stem)


@dataclass(frozen=True)
class _Cue:
    words: str
    weight: float
    of: frozenset[tuple[str, str]]
    needs: frozenset[str] | None
    """The characters without which it cannot be there."""


class Bank:
    """The words of every question, looked up by what a text has."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._cues = _cues_of(rubric.questions)
        asides = [words for one in rubric.questions for words in (facts_of(one) or QuestionFacts()).set_aside.values()]
        self.taken_for_granted = frozenset(cue.lstrip("=") for words in asides for _, cue, _ in words.cues)
        self._weights: dict[bool, Mapping[str, float]] = {}
        self._places = {one.id: place for place, one in enumerate(rubric.questions)}
        self._own: dict[bool, dict[str, list[tuple[int, float]]]] = {}
        """Who has a pair or word, by place, and what more it counts for whom it is asked of."""
        for english in (False, True):
            said = [
                (
                    one.id,
                    grams(one.text.en if english else one.text.zh),
                    frozenset[str]().union(*(grams(text.en if english else text.zh) for _, text in one.choices)),
                )
                for one in rubric.questions
            ]
            counted = Counter(gram for _, title, choices in said for gram in title | choices)
            weights = {
                gram: (1.0 if len(gram) > 1 else 0.25) * log(1 + len(said) / many) for gram, many in counted.items()
            }
            own: dict[str, list[tuple[int, float]]] = defaultdict(list)
            for name, title, choices in said:
                whole = sum(weights[gram] for gram in title) or 1.0
                for gram in title | choices:
                    own[gram].append((self._places[name], ASKED_OF * weights[gram] / whole if gram in title else 0.0))
            self._weights[english], self._own[english] = weights, own

    def weights(self, english: bool) -> Mapping[str, float]:
        """How much each pair of characters, and each word, says."""
        return self._weights[english]

    def scores(self, text: str) -> dict[str, float]:
        """How much a text has of each question."""
        read = as_read(text)
        english = not HAN.search(read)
        best: dict[tuple[str, str], float] = {}
        for cue in self._near(read):
            if pattern_of(cue.words).search(read):
                for about in cue.of:
                    best[about] = max(best.get(about, 0.0), cue.weight)
        scores = [0.0] * len(self._places)
        for (question, _), weight in best.items():
            scores[self._places[question]] += weight
        weights, own = self._weights[english], self._own[english]
        there = grams(text)
        total = sum(weights.get(gram, 0.6) for gram in there) or 1.0
        for gram in there:
            share = OWN * weights.get(gram, 0.0) / total
            for place, asked_of in own.get(gram, ()):
                scores[place] += share + asked_of
        return {question: round(score, 6) for question, score in zip(self._places, scores, strict=True) if score}

    def _near(self, text: str) -> Iterator[_Cue]:
        chars = frozenset(text)
        for char in chars:
            yield from (cue for cue in self._cues.get(char, ()) if cue.needs is not None and cue.needs <= chars)
        for word in set(_LETTERS.findall(text)):
            for length in range(1, 5):
                yield from self._cues.get(f" {word[:length]}", ()) if length <= len(word) else ()

    def degrees(self, text: str, among: frozenset[str] | None = None) -> dict[str, float]:
        """How much speaks for each question, of all or some: what a text has of it, and what people wrote of it."""
        degrees = self.scores(text)
        if not known().having:
            degrees = {question: ALONE * degree for question, degree in degrees.items()}
        for question, degree in likely(text).items():
            if question in self.rubric.by_id:
                degrees[question] = degrees.get(question, 0.0) + WRITTEN * degree
        return degrees if among is None else {one: degree for one, degree in degrees.items() if one in among}

    def parted(
        self, sentences: Sequence[Sequence[str]], here: str, among: frozenset[str] | None = None
    ) -> list[list[tuple[str, bool]]]:
        """The question that each clause of some sentences is about, "" for none, and whether it speaks of that itself.

        It is what comes to most in all. Each change costs something, within a sentence more; what a sentence says beside one
        question belongs to that.
        """
        speaks: list[dict[str, float]] = []
        ways: dict[str, tuple[float, list[str]]] = {here: (0.0, [])}
        dictated = len(sentences) == 1 and len(sentences[0]) > RUN
        for said in sentences:
            for place, clause in enumerate(said):
                degrees = self._with_here(clause, here, among)
                speaks.append(degrees)
                near = {"": NONE, **dict(_highest(degrees, 12))}
                stays = {one: degrees.get(one, 0.0) for one in ways if one}
                best = max(ways.values(), key=lambda way: way[0])
                passed = best[0] - ((RUNNING if dictated else WITHIN) if place else CHANGE), best[1]
                after: dict[str, tuple[float, list[str]]] = {}
                for one, degree in {**stays, **near}.items():
                    before = max(passed, ways.get(one, (-1e9, [])), key=lambda way: way[0])
                    after[one] = (before[0] + degree, [*before[1], one])
                ways = after
        parts, of = iter(max(ways.values(), key=lambda way: way[0])[1]), iter(speaks)
        return [
            [(one, next(of).get(one, 0.0) > 0) for one in _one_alone(list(islice(parts, len(said))))]
            for said in sentences
        ]

    def _with_here(self, clause: str, here: str, among: frozenset[str] | None) -> dict[str, float]:
        degrees = self.degrees(clause, among)
        facts = facts_of(self.rubric.by_id[here]) if here else None
        if facts is not None and claims_by_words(clause, facts):
            degrees[here] = degrees.get(here, 0.0) + HERE
        if here and _OF_THIS.search(clause):
            degrees[here] = degrees.get(here, 0.0) + 2 * WITHIN
        return degrees

    def names(self, quote: str, question: str) -> bool:
        """Whether a text has words of the facts of a question, or of what it counts."""
        read = as_read(quote)
        return any(
            question in {one for one, _ in cue.of} and pattern_of(cue.words).search(read) for cue in self._near(read)
        )

    def leads(self, quote: str, question: str, among: frozenset[str] | None = None) -> bool:
        """Whether a text says enough of a question, and clearly more than of any other."""
        first, second, *_ = [*_highest(self.degrees(quote, among), 2), ("", 0.0), ("", 0.0)]
        return first[0] == question and first[1] >= max(LEAST, LEAD + second[1])

    def may_be(self, quote: str, question: str, among: frozenset[str] | None = None) -> bool:
        """Whether a text says more of a question than of any other."""
        return dict(_highest(self.degrees(quote, among), 1)).get(question, 0.0) >= MAY_BE


def _one_alone(parts: list[str]) -> list[str]:
    """The questions of the clauses of a sentence: where it is about one, all of it is."""
    about = {one for one in parts if one}
    return [*about] * len(parts) if len(about) == 1 else parts


def mostly_about(text: str, rubric: Rubric, here: str) -> str | None:
    """The one other question whose words a whole text has, far more than those of the question on screen, and of which people wrote so.

    None where it speaks of the question on screen at all.
    """
    bank, short = bank_of(ByDigest(rubric)), text[:400]
    degrees, written = bank.degrees(short), likely(short)
    best = next((name for name, _ in _highest(degrees, 1)), None)
    if best in (None, here) or (known().having and written.get(best, 0.0) <= 0):
        return None
    clear = bank.leads(short, best) and degrees[best] >= FAR * degrees.get(here, 0.0)
    return best if clear and not (here and speaks_of(short, rubric.by_id[here])) else None


def _cues_of(questions: Sequence[Question]) -> Mapping[str, list[_Cue]]:
    """All cues, by a character that each must have, the rarest, or by the beginning of their first word."""
    of: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for question in questions:
        facts = facts_of(question)
        for name, words in _all_words(question) if facts else ():
            for begins, cue, _ in words.cues:
                of[begins, cue].add((question.id, name))
    common = Counter(char for _, cue in of for char in set(cue))
    found: dict[str, list[_Cue]] = defaultdict(list)
    for (begins, cue), about in of.items():
        weight = log(len(questions) / len({question for question, _ in about})) + 0.3
        han = HAN.search(cue) is not None
        size = 0.15 * len(cue) if han else 0.25 * len(cue.split())
        needs = frozenset(as_read(cue)) - {"…", " "} if han else None
        key = min(needs, key=lambda char: common[char]) if needs else f" {_LETTERS.findall(begins)[0]}"
        found[key].append(_Cue(cue, weight * (1 + size), frozenset(about), needs))
    return found


def _all_words(question: Question) -> Iterator[tuple[str, Cues]]:
    facts = facts_of(question)
    assert facts is not None
    for name, fact in facts.facts.items():
        yield from ((name, fact), (name, fact.no), (name, fact.names))
    yield from (("of", facts.of), ("none", facts.none))
    for name, words in facts.set_aside.items():
        yield name, words.unmarked


def _highest(scores: Mapping[str, float], most: int) -> list[tuple[str, float]]:
    return nlargest(most, scores.items(), key=lambda one: (one[1], one[0]))


@lru_cache(maxsize=8)
def bank_of(key: ByDigest) -> Bank:
    """The words of a rubric."""
    return Bank(key.rubric)


_PIECE = later(r".{1,400}?(?:[。；;！!？?\n]|[.!?]\s|$)|.{1,400}", re.DOTALL)
"""So much of a text is taken apart at once, to the end of a sentence."""
_OF_THIS = later(r"[这這]一?[题題]|\bthis question\b", re.IGNORECASE)
"""What speaks of the question on screen, whatever stands before it."""
_END = "。；！？!?.;"
"""What ends a sentence."""

_AT_THE_ENDS = " 。.!！…~\n"
"""What stands around clauses and belongs to none."""
_Found = Answer | AskFact | NotApplicable | PremiseDenied
_HAS = later(r"有|做|卖|开展|涉及|\b(?:have|has|do|does|sell|sells|run|runs|offer|offers)\b")


@dataclass(frozen=True)
class Spoken:
    """What was said of a question or of a fact of the profile, in which words."""

    about: str
    understood: Answer | AskFact | NotApplicable | PremiseDenied | FactOfProfile
    quote: str


@dataclass(frozen=True)
class Told:
    """What a text says, in the order said, and the clauses that speak of no question.

    `perhaps` are questions which some of these may be about, with their words: too few of them to say what they mean there.
    """

    spoken: tuple[Spoken, ...]
    unused: tuple[str, ...] = ()
    perhaps: tuple[tuple[str, str], ...] = ()

    def of(self, question_id: str) -> Spoken | None:
        """What it says of a question."""
        return next((one for one in self.spoken if one.about == question_id), None)


def told_in(
    text: str,
    rubric: Rubric,
    here: str = "",
    among: frozenset[str] | None = None,
    understood: Understood | None = None,
) -> Told:
    """What a text says; `here` is the question on screen, which is thought of first, `among` those that are asked, None for all.

    `understood` is what the whole text means at that question, where that is known.
    """
    return _told(text, ByDigest(rubric), here, among, understood)


def speaks_of(text: str, question: Question) -> bool:
    """Whether a text has words of the facts of a question, or of what it counts."""
    facts = facts_of(question)
    return facts is not None and (claims_by_words(text, facts) or any(True for _ in facts.of.spans(as_read(text))))


@lru_cache(maxsize=4_000)
def _told(text: str, key: ByDigest, here: str, among: frozenset[str] | None, understood: Understood | None) -> Told:
    rubric, bank = key.rubric, bank_of(key)
    spoken: list[Spoken] = []
    perhaps: list[tuple[str, str]] = []
    unused: list[str] = []
    sentences: list[list[str]] = []
    ended = True
    for piece in _PIECE.findall(text):
        for clause in clauses(piece):
            fact = _of_profile(clause, bank)
            if fact is None:
                sentences += [[]] if ended else []
                sentences[-1].append(clause)
                ended = False
            elif all(one.about != fact.fact for one in spoken):
                spoken.append(Spoken(fact.fact, fact, clause))
        ended = ended or piece[-1] == "\n" or piece.rstrip()[-1:] in _END
    pieces: dict[str, list[tuple[list[str], bool]]] = {}
    together = [_with_verdicts(said, text) for said in sentences]
    read = [[_as_said(text, several) for several in said] for said in together]
    for said, parts in zip(together, bank.parted(read, here, among), strict=True):
        for question in dict.fromkeys(part for part, _ in parts):
            own = [*chain(*(several for several, (part, _) in zip(said, parts, strict=True) if part == question))]
            pieces.setdefault(question, []).append((own, (question, True) in parts))
    unused += chain(*(own for own, _ in pieces.pop("", ())))
    for question, several in pieces.items():
        whole = [*chain(*(own for own, _ in several))]
        quote = _as_said(text, whole)
        all_of_it = understood if question == here and quote == text.strip(_AT_THE_ENDS) else None
        found = _found(all_of_it) if all_of_it else None
        if all_of_it is None and not asked(quote):
            found = _read(quote, rubric.by_id[question], rubric, question == here) or _begun(
                quote, question, bank, here, among
            )
        if found is not None and question != here:
            naming = [clause for clause in whole if not only_a_verdict(clause)] or whole
            if not bank.leads(_as_said(text, naming), question, among):
                led = [one for one in naming if bank.leads(one, question, among) and bank.names(one, question)]
                alone = [one for one in led if _same(found, _read(one, rubric.by_id[question], rubric, False))]
                if (
                    isinstance(found, Answer) and alone and isinstance(rubric.by_id[question], MeasureQuestion)
                ):  # what stands beside it may be about something else
                    unused += [one for one in whole if one != alone[0]]
                    whole, quote = alone[:1], alone[0]
                elif isinstance(found, Answer | PremiseDenied | NotApplicable) or not led:
                    found = None
            found = _borne_out(found, quote, rubric.by_id[question], rubric) if found else None
        elif isinstance(found, Answer) and (
            (rubric.by_id[question].fails_gate(found.value) and len(whole) > 2)
            or _several_figures(quote, rubric.by_id[question], rubric)
        ):
            found = None
        if found is None:
            unused += whole
            perhaps += [(question, quote)] if question != here and bank.may_be(quote, question, among) else []
            continue
        telling = _as_said(text, [one for own, speaks in several if speaks for one in own if one in whole])
        if telling != quote and _same(found, _read(telling, rubric.by_id[question], rubric, question == here)):
            unused += [one for own, speaks in several if not speaks for one in own if one in whole]
            quote = telling
        spoken.append(Spoken(question, found, quote))
    spoken.sort(key=lambda one: (one.about != here, text.find(one.quote[:8])))
    return Told(tuple(spoken), tuple(unused), tuple(perhaps))


def _begun(quote: str, question: str, bank: Bank, here: str, among: frozenset[str] | None) -> AskFact | None:
    """What to ask of words that clearly lead to a question that is not on screen and say nothing of its facts."""
    leads = question != here and bank.leads(quote, question, among)
    return asked_under_a_note(NotUnderstood(), quote, bank.rubric.by_id[question]) if leads else None


def _borne_out(said: _Found, quote: str, question: Question, rubric: Rubric) -> _Found | None:
    """What was said of a question that is not on screen, as far as the same words bear all of it out; None where they do not.

    A reason needs a word that denies, a figure what is counted and no other figure beside it; an item of which one part is
    not spoken of is asked.
    """
    facts, read = facts_of(question), as_read(quote)
    if facts is None:
        return None
    if isinstance(said, PremiseDenied | NotApplicable):
        return said if LACKS.search(read) else None
    if not isinstance(said, Answer):
        return said
    if isinstance(question, LevelQuestion) and not question.credit_of(said.value) and len(NO.findall(read)) > 1:
        return _asked_of_what_lacks(quote, facts)  # which of several denials reaches what is named is misheard most
    if isinstance(question, MeasureQuestion):
        named = any(True for words in (facts.of, facts.none) for _ in words.spans(read))
        return said if named and not _several_figures(quote, question, rubric) else None
    if isinstance(question, ChecklistQuestion) and isinstance(said.value, tuple):
        there, texts = grams(quote), {item.id: item.text for item in question.items}
        unsaid = [
            one
            for one in said.value
            if not _all_spoken_of(texts[one].zh if HAN.search(quote) else texts[one].en, there)
        ]
        if unsaid:
            known = {name: held for name, held in hear(quote, facts).known.items() if name not in unsaid}
            return AskFact(unsaid[0], tuple(known.items()), 1, False, tuple(unsaid[1:]))
    return said


def _asked_of_what_lacks(quote: str, facts: QuestionFacts) -> AskFact | None:
    """The first fact that is said to be lacking, to be asked."""
    told = hear(quote, facts, likely=True).known
    lacks = [name for name, held in told.items() if held is not facts.wanted.get(name, True) and facts.facts[name].ask]
    known = tuple((name, held) for name, held in told.items() if name not in lacks[:1])
    return AskFact(lacks[0], known, 1, False) if lacks else None


def _several_figures(quote: str, question: Question, rubric: Rubric) -> bool:
    """Whether the clauses of a quote give different figures, of which only one can be what is asked."""
    facts = facts_of(question)
    if facts is None or not isinstance(question, MeasureQuestion):
        return False
    read = [read_by_facts(one, question, facts, rubric, {}) for one in clauses(quote)]
    return len({one.value for one in read if isinstance(one, Answer)}) > 1


_PART = later(r"[，；,;]|\band\b")


def _all_spoken_of(text: str, there: frozenset[str]) -> bool:
    """Whether each part of an item has a word that is there."""
    parts = [{one for one in grams(part) if len(one) > 1} for part in _PART.split(text)]
    return all(part & there for part in parts if part)


def _same(one: object, other: object) -> bool:
    """Whether two texts were understood alike, however surely."""
    return (one.value == other.value) if isinstance(one, Answer) and isinstance(other, Answer) else one == other


def _with_verdicts(said: Sequence[str], text: str) -> list[list[str]]:
    """The clauses, each with what only says no of it in the same sentence: that is about no other question."""
    together: list[list[str]] = []
    end = 0
    for clause in said:
        start = max(text.find(clause, end), end)
        if together and not set(text[end:start]) & _SENTENCE_ENDS and only_a_verdict(clause):
            together[-1].append(clause)
        else:
            together.append([clause])
        end = start + len(clause)
    return together


_SENTENCE_ENDS = frozenset("。；;！!？?\n.")


def _as_said(text: str, several: Sequence[str]) -> str:
    """Clauses as they stand in a text, with what stands between those beside each other."""
    joined, end, mark = "", 0, "；" if HAN.search(text) else "; "
    for clause in several:
        start = text.find(clause, end)
        between = text[end:start]
        joined += (between if joined and len(between) <= 3 else mark if joined else "") + clause
        end = start + len(clause)
    return joined


_OF_ANOTHER_VERB = later(r"\b(?:don't|doesn't|didn't|isn't|aren't|not)$|^(?:but )?not (?:for|to|in|on|by|at)\b")
"""What leaves its verb to the clause before: "algorithm changes don't", "not for recommendations"."""


def _of_profile(clause: str, bank: Bank) -> FactOfProfile | None:
    """A fact of the profile that a clause denies or states, and nothing else.

    A denial of what a single question takes for granted is for that question: who has no paid ranking may sell advertising.
    """
    text = as_read(clause)
    denies = DENIES.search(text) is not None
    if asked(clause) or not_today(clause) or _OF_ANOTHER_VERB.search(text) or not (denies or _HAS.search(text)):
        return None
    for name, words in profile_words().items():
        fact = bank.rubric.facts.get(name)
        if denies and any(cue in bank.taken_for_granted and cue in text for _, cue, _ in words.cues):
            continue
        if fact and fact.kind == "one" and says_nothing_else(words, text):
            value = none_of(fact) if denies else "yes"
            return FactOfProfile(name, value) if value and any(one.id == value for one in fact.options) else None
    return None


def _read(text: str, question: Question, rubric: Rubric, here: bool) -> _Found | None:
    facts = facts_of(question)
    if facts is None:
        return None
    said: Understood = (
        understand(text, question, rubric, ()) if here else read_by_facts(text, question, facts, rubric, {})
    )
    if isinstance(said, NotUnderstood) and said.candidates and not here:
        return what_tells(said, text, question, facts)
    return _found(said)


def _found(said: Understood) -> _Found | None:
    """What was understood, where it can be proposed."""
    if isinstance(said, PremiseDenied) and not any(isinstance(way, NotApplicable) or way.value for way in said.ways):
        return None  # which facts are left can only be said in the profile
    return said if isinstance(said, _Found) else None
