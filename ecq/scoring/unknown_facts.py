"""What a score can be while facts of the profile are missing: exact over all profiles that agree with what is known.

Points are shared out within indicators. While no indicator can lose its last question, what each is worth is fixed, and the
score is a sum over indicators, each of which depends on the few missing facts that its questions mention. So each is
tabulated by the scorer's own sums, and fact after fact is eliminated. Where an indicator can lose its last question, its
facts are tried one by one before that. Values of a fact that no condition tells apart count once.

Beyond `ENTRIES` the scorecard keeps its interval, which takes every question that hangs on a missing fact as open: sound,
but wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from ecq.assessment.model import NO_RESPONSE
from ecq.rubric.conditions import ProfileValue, holds, telling_values
from ecq.rubric.model import ByDigest, Rubric
from ecq.scoring.answers import GateScore, Stands
from ecq.scoring.scorecard import HUNDRED, ZERO, Interval, Scorecard, given, grade_of, held_and_proved, score, sums
from ecq.scoring.table import Leaf, indicator, leaf_spans, leaves_worth

if TYPE_CHECKING:
    from ecq.assessment.as_scored import Scored

ENTRIES = 20_000
"""So many entries of tables are made for one score."""
FACTS_MOVED = 8
"""Of so many missing facts it is worked out how far each moves the score."""

Profile = Mapping[str, ProfileValue]
_Ends = tuple[Fraction, Fraction, Fraction, Fraction]
"""The guaranteed score and the one with evidence, each from and to."""


class _TooManyError(Exception):
    """More entries than are worked out."""


@dataclass(frozen=True)
class MissingFact:
    """A missing fact, the questions that hang on it, and by how many points an end of the score differs between its
    values; None where that is not worked out."""

    fact: str
    questions: tuple[str, ...]
    moves: Fraction | None


@dataclass(frozen=True, eq=False)
class UnknownFacts:
    """The facts that are missing and decide whether questions count, and what the scores can be; `exact`: no wider."""

    rubric: Rubric
    assessment: Scored
    missing: tuple[str, ...]
    score: Interval
    evidenced: Interval
    exact: bool

    @cached_property
    def facts(self) -> tuple[MissingFact, ...]:
        """Each missing fact with what hangs on it; what moves the score most comes first."""
        known = _Known(self.rubric, self.assessment)
        hanging = {fact: tuple(q for q, needs in known.needs.items() if fact in needs) for fact in self.missing}
        found = [MissingFact(fact, asked, self._moves(known, fact)) for fact, asked in hanging.items()]
        return tuple(sorted(found, key=lambda one: (-(one.moves or ZERO), -len(one.questions))))

    def _moves(self, known: _Known, fact: str) -> Fraction | None:
        if not self.exact or len(self.missing) > FACTS_MOVED:
            return None
        ends = [_over(known, {**known.profile, fact: value}, [ENTRIES]) for value in known.values[fact]]
        return max(max(end) - min(end) for end in ([one[0] for one in ends], [one[1] for one in ends]))

    def profiles(self, most: int) -> list[Profile] | None:
        """A profile for each set of questions that may be asked; None where more than so many profiles agree."""
        known = _Known(self.rubric, self.assessment)
        chosen = product(*(known.values[fact] for fact in self.missing))
        tried = list(islice(chosen, most + 1))
        if len(tried) > most:
            return None
        asked: dict[tuple[bool | None, ...], Profile] = {}
        for values in tried:
            profile = {**known.profile, **dict(zip(self.missing, values, strict=True))}
            asked.setdefault(tuple(self.rubric.applying(profile).values()), profile)
        return list(asked.values())


def unknown_facts(rubric: Rubric, assessment: Scored) -> UnknownFacts | None:
    """What the missing facts leave open; None where no missing fact decides anything."""
    return _left_open(rubric, assessment, score(rubric, assessment))


def _left_open(rubric: Rubric, assessment: Scored, card: Scorecard) -> UnknownFacts | None:
    """The same where the scorecard that takes what hangs on them as open is at hand."""
    if None not in rubric.applying(assessment.profile).values():
        return None
    known = _Known(rubric, assessment)
    missing = tuple(fact for fact in rubric.facts if fact in known.values)
    try:
        ends, exact = _over(known, known.profile, [ENTRIES]), True
    except _TooManyError:
        ends, exact = (card.score.low, card.score.high, card.evidenced.low, card.evidenced.high), False
    return UnknownFacts(rubric, assessment, missing, Interval(*ends[:2]), Interval(*ends[2:]), exact)


def scorecard(rubric: Rubric, assessment: Scored) -> Scorecard:
    """The scorecard; while facts are missing its scores and grade are those over all profiles that agree.

    What the answered part alone comes to is another under each of these, and not told.
    """
    card = score(rubric, assessment)
    found = _left_open(rubric, assessment, card) if card.tells else None
    if found is None:
        return card
    if not found.exact:
        return replace(card, so_far=None)
    gates = tuple(_over_profiles(rubric, assessment, gate) for gate in card.gates)
    grade = grade_of(rubric, found.score, gates)
    return replace(
        card, score=found.score, evidenced=found.evidenced, so_far=None, grade=grade, gates=gates, _wider=card
    )


def _over_profiles(rubric: Rubric, assessment: Scored, gate: GateScore) -> GateScore:
    """The gate over all profiles: one whose answer passes is failed under none, whether it is asked or not."""
    said = assessment.responses.get(gate.question, NO_RESPONSE)
    if gate.state != "open" or said.state != "answered":
        return gate
    credit = rubric.by_id[gate.question].credit_of(said.value)
    return replace(gate, state="passed") if credit is not None and credit >= gate.needed else gate


class _Known:
    """What is known: the profile, and for each question that hangs on missing facts which these are."""

    def __init__(self, rubric: Rubric, assessment: Scored) -> None:
        self.rubric, self.assessment = rubric, assessment
        self.profile: Profile = assessment.profile
        self.needs, self.values = _hanging(ByDigest(rubric), tuple(sorted(self.profile.items())))

    def stands(self, question: str, profile: Profile) -> Stands:
        """Whether a question counts under a profile that has its facts."""
        applies = holds(self.rubric.by_id[question].applies, profile, self.rubric.facts)
        aside = self.assessment.responses.get(question, NO_RESPONSE).state == "na"
        return "aside" if applies and aside and self.rubric.by_id[question].not_applicable else applies


@lru_cache(maxsize=256)
def _hanging(
    key: ByDigest, said: tuple[tuple[str, ProfileValue], ...]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[ProfileValue, ...]]]:
    """The missing facts that each question hangs on, and of each the values that tell its questions apart."""
    rubric, profile = key.rubric, dict(said)
    mentions: dict[str, list[tuple[str, ...]]] = {}
    needs: dict[str, tuple[str, ...]] = {}
    for question, applies in rubric.applying(profile).items():
        condition = rubric.by_id[question].applies
        if applies is None and condition is not None:
            missing = [(fact, values) for fact, values in condition.facts() if profile.get(fact) is None]
            needs[question] = tuple(dict.fromkeys(fact for fact, _ in missing))
            for fact, values in missing:
                mentions.setdefault(fact, []).append(values)
    return needs, {fact: telling_values(rubric.facts[fact], asked) for fact, asked in mentions.items()}


@dataclass(frozen=True)
class _Factor:
    """Ends of a score by the values of some facts, in this order."""

    facts: tuple[str, ...]
    table: Mapping[tuple[ProfileValue, ...], _Ends]


def _over(known: _Known, profile: Profile, left: list[int]) -> _Ends:
    """The ends over all profiles that agree with one; `left`: so many entries may still be made."""
    by_leaf = [
        _Leaf(known, profile, known.rubric.order[start:end], left) for start, end in leaf_spans(ByDigest(known.rubric))
    ]
    unsure = next((leaf for leaf in by_leaf if len(leaf.counting) > 1), None)
    if unsure is not None:
        fact = unsure.facts[0]
        ends = [_over(known, {**profile, fact: value}, left) for value in known.values[fact]]
        return _picked(ends)
    counting = tuple(next(iter(leaf.counting)) for leaf in by_leaf)
    if not any(counting):
        return ZERO, HUNDRED, ZERO, HUNDRED
    worth = leaves_worth(ByDigest(known.rubric), counting)
    factors = [one.factor(leaf) for one, leaf in zip(by_leaf, worth, strict=True)]
    return _eliminated(known, factors, left)


class _Leaf:
    """An indicator's questions, the missing facts they hang on, and how each stands by the values of these."""

    def __init__(self, known: _Known, profile: Profile, questions: Sequence[str], left: list[int]) -> None:
        self._known, self._questions = known, questions
        needs = (fact for question in questions for fact in known.needs.get(question, ()))
        self.facts = tuple(fact for fact in dict.fromkeys(needs) if profile.get(fact) is None)
        _spend(left, _size(known, self.facts))
        by_own_facts = [self._by_own_facts(question, profile) for question in questions]
        self._stands: dict[tuple[ProfileValue, ...], tuple[Stands, ...]] = {}
        for values in product(*(known.values[fact] for fact in self.facts)):
            self._stands[values] = tuple(
                stands[tuple(values[place] for place in places)] for places, stands in by_own_facts
            )
        self.counting = {True in stands for stands in self._stands.values()}

    def _by_own_facts(
        self, question: str, profile: Profile
    ) -> tuple[list[int], dict[tuple[ProfileValue, ...], Stands]]:
        """Which of the facts a question hangs on, by their place, and how it stands by the values of these."""
        known, needs = self._known, self._known.needs.get(question, ())
        own = [fact for fact in self.facts if fact in needs]
        chosen = product(*(known.values[fact] for fact in own))
        stands = {one: known.stands(question, {**profile, **dict(zip(own, one, strict=True))}) for one in chosen}
        return [self.facts.index(fact) for fact in own], stands

    def factor(self, leaf: Leaf) -> _Factor:
        """Its ends, worth what it is."""
        return _Factor(self.facts, {values: self._ends(leaf, stands) for values, stands in self._stands.items()})

    def _ends(self, leaf: Leaf, stands: tuple[Stands, ...]) -> _Ends:
        made = indicator(leaf, stands)
        said = [self._known.assessment.responses.get(question, NO_RESPONSE) for question in self._questions]
        answers = [given(known, one) for known, one in zip(made.answers, said, strict=True)]
        _, proved = held_and_proved(made.answers, self._known.assessment, said, answers)
        low, still_open, certain = sums(made.units, answers, proved)
        parts = (low, low + still_open, certain, certain + still_open)
        return tuple(Fraction(part, made.scale) for part in parts)  # type: ignore[return-value]


def _spend(left: list[int], entries: int) -> None:
    left[0] -= entries
    if left[0] < 0:
        raise _TooManyError


def _picked(ends: Iterable[_Ends]) -> _Ends:
    return tuple(pick(end) for pick, end in zip((min, max, min, max), zip(*ends, strict=True), strict=True))


def _added(ends: Iterable[_Ends]) -> _Ends:
    return tuple(sum(end, ZERO) for end in zip(*ends, strict=True))  # type: ignore[return-value]


def _eliminated(known: _Known, factors: list[_Factor], left: list[int]) -> _Ends:
    """The least and greatest sums: the fact whose joint table is smallest goes first."""
    while facts := sorted({fact for factor in factors for fact in factor.facts}):
        around = {
            fact: tuple(dict.fromkeys(one for of in factors if fact in of.facts for one in of.facts if one != fact))
            for fact in facts
        }
        fact = min(facts, key=lambda one: _size(known, around[one]))
        near = [factor for factor in factors if fact in factor.facts]
        table = {}
        _spend(left, _size(known, around[fact]))
        for values in product(*(known.values[one] for one in around[fact])):
            at = dict(zip(around[fact], values, strict=True))
            table[values] = _picked(_added(_at(near, {**at, fact: value})) for value in known.values[fact])
        factors = [*(factor for factor in factors if fact not in factor.facts), _Factor(around[fact], table)]
    return _added(factor.table[()] for factor in factors)


def _size(known: _Known, facts: Iterable[str]) -> int:
    return prod(len(known.values[fact]) for fact in facts)


def _at(factors: Iterable[_Factor], at: Profile) -> Iterator[_Ends]:
    return (factor.table[tuple(at[fact] for fact in factor.facts)] for factor in factors)
