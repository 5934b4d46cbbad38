"""What tells the answers of a question apart, as facts, with the words people have for them: rubrics/facts/.

A fact holds or does not. An option states which facts hold, so that what is known of the facts leaves some options and rules
out the others; silence leaves both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, Field, RootModel

from ecq.base.errors import Problem, RubricError
from ecq.base.frozen import Frozen
from ecq.base.language import Text
from ecq.interview.typed.folding import HAN, fold
from ecq.rubric.kinds import Question
from ecq.rubric.loading import Document, read_yaml, rubric_home, validate

MOST_FACTS = 9
"""So many facts a question may have that all its states can be gone through."""

NOT_IN_GAP = "没不未无"
"""What must not stand in the gap of a cue: it would say the opposite."""


class Cue(NamedTuple):
    """Words for something, what their first ones begin with, and what any text holds that has them."""

    begins: str
    words: str
    needs: tuple[str, ...]


class Cues(Frozen):
    """Words for something: Chinese ones with a space between them, English ones with a comma; "…" stands for a few others."""

    zh: str = ""
    en: str = ""

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Each of the words."""
        chinese = [_cue(cue, 1) for cue in self.zh.split()]
        return (*chinese, *(_cue(cue, 4) for cue in map(str.strip, self.en.split(",")) if cue))

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The characters of which a text has one that has any of these words; "" where one may begin with anything."""
        return frozenset(begins[:1] for begins, _, _ in self.cues)

    def _in(self, text: str) -> Iterator[str]:
        """The cues of which a folded text holds every part."""
        for begins, words, needs in self.cues:
            if begins in text and all(map(text.__contains__, needs)):
                yield words

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where any of these words stand in folded text."""
        for cue in self._in(text):
            yield from (found.span() for found in pattern_of(cue).finditer(text))

    def denied(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where such words stand with a negation in their gap, so that they say the opposite; and where the last begins."""
        for cue in self._in(text) if _DENIAL.search(text) else ():
            if pattern := denied_pattern(cue):
                yield from ((found.start(), found.start("last"), found.end()) for found in pattern.finditer(text))

    @cached_property
    def itself(self) -> Cues:
        """The words that say by themselves what the others only say where they are denied ("="), without the mark."""
        return Cues(zh=_marked(self.zh, " "), en=_marked(self.en, ","))

    @cached_property
    def others(self) -> Cues:
        """The words without a mark."""
        return Cues(
            zh=" ".join(word for word in self.zh.split() if "=" not in word),
            en=", ".join(word for word in self.en.split(",") if "=" not in word),
        )

    @cached_property
    def unmarked(self) -> Cues:
        """All of them, without the mark."""
        return Cues(zh=self.zh.replace("=", ""), en=self.en.replace("=", ""))


class Also(Cues):
    """Everyday words that may be said of other things too, and such for the opposite: what they claim is never recorded without a press."""

    no: Cues = Cues()


class Spoken(Cues):
    """Words for something, and words for its opposite."""

    kind: str = Field(default="", alias="is")
    no: Cues = Cues()
    also: Also = Also()


class Fact(Spoken):
    """A fact: how to ask for it, and what follows from it (`so`).

    `names` are words that name what it is about and say nothing of its state: "high-risk findings" may be fixed or open.
    `part` are words for a part of what it takes together: they deny it, and state it where as many are said as it takes.
    """

    ask: Text | None = None
    names: Cues = Cues()
    part: Cues = Cues()
    so: str = ""


class QuestionFacts(Frozen):
    """The facts of one question.

    `options` say which facts must hold ("a b -c | d"); the highest that does is the answer, and the lowest is left. On a
    checklist each item is a fact. `of` and `none` belong to a figure: what it counts, and that there is none. `set_aside` are
    words for what a reason for not applicable denies, those with "=" for the reason itself. `question` is its id.
    """

    question: str = ""
    facts: Mapping[str, Fact] = Field(default_factory=dict)
    options: Mapping[str, str] = Field(default_factory=dict)
    of: Spoken = Spoken()
    none: Spoken = Spoken()
    set_aside: Mapping[str, Spoken] = Field(default_factory=dict)

    @cached_property
    def states(self) -> tuple[tuple[dict[str, bool], str], ...]:
        """Every state of the facts that contradicts none of what follows from what, with the option that it makes true."""
        names = list(self.facts)
        states = (dict(zip(names, held, strict=True)) for held in product((True, False), repeat=len(names)))

        def sound(state: Mapping[str, bool]) -> bool:
            return all(
                _holds(word, state) for name, fact in self.facts.items() if state[name] for word in fact.so.split()
            )

        return tuple((state, self.option_in(state)) for state in states if sound(state))

    def option_in(self, state: Mapping[str, bool]) -> str:
        """The option that is true in a state: the highest whose facts hold."""
        for option, holds in reversed(list(self.options.items())):
            if any(all(_holds(word, state) for word in way.split()) for way in holds.split("|")):
                return option
        return next(iter(self.options))

    def left(self, known: Mapping[str, bool]) -> tuple[str, ...]:
        """The options that are true in some state in which this is known, from the lowest."""
        possible = {option for state, option in self.states if known.items() <= state.items()}
        return tuple(option for option in self.options if option in possible)

    def follows(self, name: str) -> frozenset[str]:
        """The facts that hold wherever this one does."""
        with_it = [state for state, _ in self.states if state[name]]
        return frozenset(other for other in self.facts if all(state[other] for state in with_it))

    @cached_property
    def words(self) -> Mapping[str, tuple[Cues, ...]]:
        """The words for each fact, its opposite, its name and a part of it, then the weaker ones for it and for its opposite."""
        return {
            name: (fact, fact.no, fact.names, fact.part, fact.also, fact.also.no) for name, fact in self.facts.items()
        }

    @cached_property
    def letters(self) -> tuple[frozenset[str], ...]:
        """Of each of the words for a fact: the characters without which no text has it."""
        every = (words for of_one in self.words.values() for words in of_one)
        return tuple(dict.fromkeys(frozenset("".join(cue.needs)) for words in every for cue in words.cues))

    @cached_property
    def wanted(self) -> Mapping[str, bool]:
        """How each fact stands in the highest option, for "all of it"."""
        words = list(self.options.values())[-1].split("|")[0].split() if self.options else list(self.facts)
        return {word.removeprefix("-"): not word.startswith("-") for word in words}


class OfProfile(Spoken):
    """Words for a fact of the profile, and for its options where it has several."""

    options: Mapping[str, Cues] = Field(default_factory=dict)


class SameWords(Frozen):
    """Words that are read as another: that one first, then those, Chinese with spaces between them, English with commas."""

    zh: Mapping[str, str] = Field(default_factory=dict)
    en: Mapping[str, str] = Field(default_factory=dict)

    @cached_property
    def of(self) -> Mapping[str, str]:
        """What each of the words is read as."""
        chinese = {fold(word): own for own, words in self.zh.items() for word in words.split()}
        return chinese | {word.strip(): own for own, words in self.en.items() for word in words.split(",")}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of them, the longest first."""
        words = sorted(self.of, key=len, reverse=True)
        plain = "|".join(re.escape(word) for word in words if word.isascii())
        chinese = [word for word in words if not word.isascii()]
        begins = "".join(dict.fromkeys(word[0] for word in chinese))  # most characters of a text are none of these
        patterns = (
            rf"(?<![a-z0-9])(?:{plain})(?=(?:e?s|ed|ing)?(?![a-z0-9]))" if plain else "",
            f"(?=[{re.escape(begins)}])(?:{'|'.join(map(re.escape, chinese))})" if chinese else "",
        )
        return re.compile("|".join(filter(None, patterns)) or "(?!)")


@dataclass(frozen=True)
class FactsRead:
    """All facts of a folder of rubrics, with the documents they stand in."""

    questions: Mapping[str, QuestionFacts]
    profile: Mapping[str, OfProfile]
    documents: tuple[tuple[Document, tuple[str, ...]], ...]
    same: SameWords = field(default_factory=SameWords)
    kinds: Mapping[str, Spoken] = field(default_factory=dict)
    platform: Mapping[str, Mapping[str, Cues]] = field(default_factory=dict)


def facts_of(question: Question) -> QuestionFacts | None:
    """The facts of a question, where they are written and fit its answers."""
    facts = _read().questions.get(question.id)
    if facts is None:
        return None
    named = facts.facts if question.parts else facts.options
    fits = question.answered_by == "typed" or list(named) == [name for name, _ in question.choices]
    return facts if fits else None


def no_figure_words(question: Question) -> tuple[Cues, ...]:
    """Words for there being no figure: the question's own, and those of what it counts."""
    facts, unit = facts_of(question), getattr(question, "unit", "")
    kind = {"years": "not-kept", "months": "not-kept", "percent": "not-counted", "times-a-year": "not-counted"}
    common = _read().kinds.get(kind.get(unit, "no-limit"))
    none = getattr(question, "none", None)
    said = in_own_words(fold(none.zh)) if none else ""
    alike = [cues for name, cues in _read().kinds.items() if name.startswith("none-") and any(cues.spans(said))]
    return tuple(cues for cues in (facts.none if facts else None, common, *alike) if cues)


def profile_words() -> Mapping[str, OfProfile]:
    """What of the profile can be denied in a sentence, by fact."""
    return _read().profile


def platform_words() -> Mapping[str, Mapping[str, Cues]]:
    """What people say of their platform when they describe it, by fact of the profile and value."""
    return _read().platform


_File = TypeVar("_File", bound=BaseModel)


@lru_cache(maxsize=1)
def _read() -> FactsRead:
    try:
        return read_facts(rubric_home())
    except RubricError:
        return FactsRead({}, {}, ())


def read_facts(folder: Path) -> FactsRead:
    """The facts of a folder of rubrics. Raises RubricError with every problem found."""
    problems: list[Problem] = []
    questions: dict[str, QuestionFacts] = {}
    documents: list[tuple[Document, tuple[str, ...]]] = []

    def common(name: str, kind: type[_File]) -> _File | None:
        path = folder / "facts" / "common" / name
        if not path.is_file():
            return None
        document = read_yaml(path, f"facts/common/{name}")
        read = validate(document, kind)
        problems.extend(document.problems)
        return read

    kinds = common("kinds.yaml", RootModel[dict[str, Spoken]])
    profile = common("profile.yaml", RootModel[dict[str, OfProfile]])
    same = common("same.yaml", SameWords)
    platform = common("platform.yaml", RootModel[dict[str, dict[str, Cues]]])
    of_kinds = kinds.root if kinds else {}
    for path in sorted((folder / "facts").glob("*.yaml")):
        document = read_yaml(path, f"facts/{path.name}")
        read = validate(document, RootModel[dict[str, QuestionFacts]])
        for name, facts in read.root.items() if read else ():
            own = {one: _with_kind(fact, of_kinds) for one, fact in facts.facts.items()}
            questions[name] = facts.model_copy(update={"question": name, "facts": own})
        documents.append((document, tuple(read.root) if read else ()))
        problems += document.problems
    if problems:
        raise RubricError(problems)
    return FactsRead(
        questions,
        profile.root if profile else {},
        tuple(documents),
        same or SameWords(),
        of_kinds,
        platform.root if platform else {},
    )


def _with_kind(fact: Fact, kinds: Mapping[str, Spoken]) -> Fact:
    kind = kinds.get(fact.kind)
    if kind is None:
        return fact
    also = Also(**_together(fact.also, kind.also), no=Cues(**_together(fact.also.no, kind.also.no)))
    return fact.model_copy(update={**_together(fact, kind), "no": Cues(**_together(fact.no, kind.no)), "also": also})


def _together(own: Cues, others: Cues) -> dict[str, str]:
    return {"zh": f"{own.zh} {others.zh}".strip(), "en": _joined(own.en, others.en)}


def _cue(words: str, length: int) -> Cue:
    parts = [in_own_words(fold(part)) for part in words.split("…")]
    needs = dict.fromkeys(one for part in parts for one in (part if HAN.search(words) else _JOINT.split(part)))
    return Cue(_JOINT.split(parts[0][:length])[0], words, tuple(needs))


_JOINT = re.compile(r"[\s-]+")
"""What joins two English words: "pre-ticked" is also written as two, or as one."""


def _marked(words: str, between: str) -> str:
    return between.join(word.strip()[1:] for word in words.split(between) if word.strip().startswith("="))


def _joined(*lists: str) -> str:
    return ", ".join(one for one in lists if one)


def _holds(word: str, state: Mapping[str, bool]) -> bool:
    return not state[word[1:]] if word.startswith("-") else state[word]


@lru_cache(maxsize=20_000)
def in_own_words(folded: str) -> str:
    """A folded text with the bank's own words for those that count as them."""
    same = _read().same
    return same.pattern.sub(lambda found: same.of[found[0]], folded)


@lru_cache(maxsize=20_000)
def pattern_of(cue: str) -> re.Pattern[str]:
    """A cue as a pattern: Chinese words may be split by a particle, English ones may have an ending."""
    parts = [in_own_words(fold(part)) for part in cue.split("…")]
    if HAN.search(cue):
        # "没正当理由就限制" is no denial of what comes after: without a reason, it happens.
        not_there = NOT_IN_GAP + ("就便" if parts[0][:1] in ("没", "不", "未", "无") else "")
        gap = rf"(?:(?!{_one_of(not_there)}){_NO_STOP}){{0,8}}?"
        particle = f"{_one_of('了过着')}?"
        chain = gap.join(particle.join(map(re.escape, part)) for part in parts)
        return re.compile(chain.replace(f"不{particle}", "不"))  # "不过退款很快" does not say "不退"
    return re.compile(
        r"(?:\W+(?!(?:no|not|t|never|nobody|nothing|without|cannot)\b)\w+){0,3}?\W+".join(
            r"[^\w.;:!?]+".join(map(_word, part.split())) for part in parts
        )
    )


_DENIAL_EN = re.compile(r"\b(?:no|not|never|nobody|nothing|without|cannot|un\w+)\b|n't")


@lru_cache(maxsize=20_000)
def denied_pattern(cue: str) -> re.Pattern[str] | None:
    """A cue that has a gap, with a negation in it; None for any other."""
    parts = [in_own_words(fold(part)) for part in cue.split("…")]
    if len(parts) != 2 or set(cue) & set(NOT_IN_GAP) or not all(parts):
        return None
    if not HAN.search(cue):
        first, last = (r"[^\w.;:!?]+".join(map(_word, part.split())) for part in parts)
        few, no = r"(?:\w+[^\w.,;:!?]+)", r"(?:not|never|\w+n't)"
        return None if _DENIAL_EN.search(cue) else re.compile(rf"{first}\W+{few}?{no} {few}{{0,2}}?(?P<last>{last})")
    few = rf"(?:(?!{_one_of(NOT_IN_GAP + '、')}){_NO_STOP})"
    return re.compile(
        rf"{re.escape(parts[0])}{few}{{0,4}}?(?<=(.)){_one_of('没不未')}(?!\1|同意|接受|满|服|认可|愿){few}{{0,6}}?(?P<last>{re.escape(parts[1])})"
    )


def _one_of(characters: str) -> str:
    """Any of these characters, so that Python makes no table of all that there are, which takes it long."""
    return f"(?:{'|'.join(characters)}|(?!))"


_DENIAL, _NO_STOP = re.compile(r"[没不未]|\b(?:not|never)\b|n't"), f"(?!{_one_of('，。；')})[^,;]"


def _word(word: str) -> str:
    """A word that may have an ending; beside it may stand Chinese, of which Python thinks as of letters."""
    ending = r"[a-z0-9]{0,3}" if len(word) > 3 else "s?" if len(word) > 2 else ""
    joined = re.escape(word).replace(r"\-", "[ -]?")
    return rf"(?<![a-z0-9])(?<!sub-)(?<!non-){joined}{ending}(?![a-z0-9])"
