"""`python -m tests.talk.learn --write` counts anew what people said of each fact and question, and in messages that answer nothing.

From the sentences of all sets in this folder and the states on their cards. Which clause is about which fact of its card is
found by turns (expectation maximisation), from the bank's own words and what is read by words.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read, clauses
from ecq.interview.typed.hearing.claims import own_words
from ecq.interview.typed.hearing.mentions import Mention, with_polarity
from ecq.interview.typed.hearing.sentence import hear
from ecq.interview.typed.nearest import grams, marks
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.loading import load_library
from tests.talk.__main__ import DIGESTS, SAID
from tests.talk.learn_beliefs import as_files, beliefs

NOT_COUNTED = ("stories",)
"""Sets that are only learned from."""
HELD_BACK = (
    "fortyfirst",
    "fortysecond",
    "fortythird",
    "fortyfourth",
    "fortyfifth",
    "fortysixth",
    "fortyseventh",
    "fortyeighth",
    "fortyninth",
)
"""Sets that were counted once by the reader as it is, and are not learned from or mended by."""
ABOUT = Path("rubrics/facts/common/said.yaml")
QUESTIONS = Path("rubrics/facts/common/questions.yaml")
MESSAGES = Path("ecq/interview/typed/messages.yaml")
TOLD = Path("rubrics/facts/common/told.json")
BELIEF = Path("ecq/interview/typed/belief.yaml")
TURNS, FILLER = 6, 1.0
"""So often clauses are given to facts; how much speaks for it beforehand that one is about none."""
FEWEST, LEAST = 8, 1.0
"""A mark counts for a kind of message that stood in so many of them and speaks so much for or against it."""
ALL_OVER = 20
"""And, for what was, is planned or is so elsewhere, only one that stood at so many questions: it is no word of the matter."""
MOSTLY, SELDOM = 0.6, 0.3
"""A denial in a clause about a fact says that it does not hold where that was so this often; where so seldom, that it holds."""

NOTHING_OF_IT = ("deny", "past", "plans", "elsewhere")
"""The kinds of sentences that state nothing of today, in words of the matter."""

Key = tuple[str, str]


def main() -> int:
    """Write the files, or say what they would hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk.learn")
    parser.add_argument("--write", action="store_true", help="write the files")
    parser.add_argument("--without", default="", help="sets that are not learned from, with commas: to count these")
    asked = parser.parse_args()
    cases = [case for name in learned_from() if name not in asked.without.split(",") for case in cases_of(name)]
    learned = Learned(cases)
    if asked.write:
        ABOUT.write_text(learned.about(), "utf-8")
        said.said.cache_clear()
        ABOUT.write_text(learned.about(learned.denials()), "utf-8")
        QUESTIONS.write_text(learned.beside(cases), "utf-8")
        said.said.cache_clear()
        told, weighed = as_files(*beliefs(learned.said))
        TOLD.write_text(told, "utf-8")
        BELIEF.write_text(weighed, "utf-8")
        MESSAGES.write_text(messages(cases), "utf-8")
    print(f"{len(cases)} sentences, {len(learned.counted)} facts")
    return 0


def learned_from() -> list[str]:
    """The sets that are learned from."""
    return [name for name in (*DIGESTS, *NOT_COUNTED) if name not in HELD_BACK]


def cases_of(name: str) -> list[dict[str, Any]]:
    """The sentences of a set."""
    cases: list[dict[str, Any]] = yaml.load(SAID.with_stem(name).read_bytes(), Loader=yaml.CSafeLoader)
    return cases


class Learned:
    """What stood in the clauses about each fact."""

    def __init__(self, cases: Sequence[dict[str, Any]]) -> None:
        library = load_library()
        rubrics = [library.rubric(name) for name in library.layouts]
        self.questions = {one.id: one for rubric in reversed(rubrics) for one in rubric.by_id.values()}
        self.said = [(*one, case) for case in cases if (one := self._stated(case))]
        self.own = {(question, fact): marked for question, fact, marked in self._own_words()}
        self.counted = {key: Counter(own) for key, own in self.own.items()}
        clauses_of = [self._clauses(*one) for one in self.said]
        self.in_all = sum((Counter(own) for own in self.own.values()), Counter())
        for _, there in clauses_of:
            for marked, _ in there:
                self.in_all.update(marked)
        for _ in range(TURNS):
            self.counted = self._once_more(clauses_of)
        self._keep_what_is_plain()

    def _stated(self, case: dict[str, Any]) -> tuple[Question, QuestionFacts, dict[str, bool]] | None:
        """What a card says of the facts of its question."""
        question = self.questions.get(case["question"])
        facts = facts_of(question) if question else None
        if question is None or facts is None or isinstance(question, MeasureQuestion):
            return None
        if case["kind"] not in ("full", "part"):
            return None
        state = {word[1:]: word[0] == "+" for word in case["state"].split()}
        return question, facts, {name: held for name, held in state.items() if name in facts.facts}

    def of_nothing(self, cases: Sequence[dict[str, Any]]) -> Iterator[Any]:
        """The sentences that say nothing of any fact of their question."""
        for case in cases:
            question = self.questions.get(case["question"])
            facts = facts_of(question) if question else None
            if facts is not None and not isinstance(question, MeasureQuestion) and case["kind"] in NOTHING_OF_IT:
                yield question, facts, {}, case

    def _own_words(self) -> Iterator[tuple[str, str, Counter[str]]]:
        """The marks of what the bank says of each fact."""
        for question in self.questions.values():
            facts = facts_of(question)
            if facts is None or isinstance(question, MeasureQuestion):
                continue
            items = dict(question.choices) if question.parts else {}
            for name, fact in facts.facts.items():
                texts = [words for cues in (fact, fact.names, fact.no) for words in (cues.zh, cues.en)]
                texts += [text for one in (fact.ask, items.get(name)) if one for text in (one.zh, one.en)]
                own = Counter(mark for text in texts for mark in grams(as_read(text.replace("…", " "))))
                yield question.id, name, own

    def _clauses(
        self, question: Question, facts: QuestionFacts, state: dict[str, bool], case: dict[str, Any]
    ) -> tuple[set[Key], list[tuple[frozenset[str], set[Key]]]]:
        """The facts of a card that no clause names by words; the marks of each clause with those it names."""
        heard = hear(case["say"], facts, own_words(question))
        named = defaultdict(set)
        for claim in heard.claims.values():
            if claim.words and claim.fact in state:
                named[claim.quote].add((question.id, claim.fact))
        left = {(question.id, name) for name in state} - {key for keys in named.values() for key in keys}
        return left, [(grams(as_read(quote)), named.get(quote, set())) for quote in dict.fromkeys(heard.quotes)]

    def _once_more(self, clauses_of: Sequence[Any]) -> dict[Key, Counter[str]]:
        """Each clause given to the facts of its card as far as their words speak for it."""
        total, sizes = self.in_all.total(), {key: counted.total() for key, counted in self.counted.items()}
        anew: dict[Key, Counter[str]] = {key: Counter(own) for key, own in self.own.items()}
        for left, there in clauses_of:
            for marked, named in there:
                shares = dict.fromkeys(named, 1 / max(len(named), 1)) or self._shares(marked, left, sizes, total)
                for key, share in shares.items():
                    for mark in marked:
                        anew[key][mark] += share  # type: ignore[assignment]
        return anew

    def _shares(self, marked: frozenset[str], left: set[Key], sizes: dict[Key, int], total: int) -> dict[Key, float]:
        degrees = {key: self._degree(key, marked, sizes, total) for key in left if marked}
        top = max([0.0, *degrees.values()])
        whole = sum(math.exp(degree - top) for degree in degrees.values()) + math.exp(FILLER - top)
        shares = {key: math.exp(degree - top) / whole for key, degree in degrees.items()}
        return {key: share for key, share in shares.items() if share > 0.05}

    def _degree(self, key: Key, marked: frozenset[str], sizes: dict[Key, int], total: int) -> float:
        known = self.counted[key]
        by_chance = ((mark, (self.in_all[mark] + 0.5) / total) for mark in marked)
        return math.fsum(
            math.log((known[mark] / chance + said.ALIKE) / (sizes[key] + said.ALIKE)) for mark, chance in by_chance
        )

    def _keep_what_is_plain(self) -> None:
        """Count whole clauses only, each for the fact of its card that it is plainly about among all of the question."""
        total, sizes = self.in_all.total(), {key: counted.total() for key, counted in self.counted.items()}
        anew: dict[Key, Counter[str]] = {key: Counter(own) for key, own in self.own.items()}
        for question, facts, state, case in self.said:
            for quote in clauses(case["say"]):
                marked = grams(as_read(quote))
                degrees = {name: self._degree((question.id, name), marked, sizes, total) for name in facts.facts}
                first, second = [*sorted(degrees, key=lambda name: -degrees[name]), "", ""][:2]
                lead = degrees.get(first, 0) - max(0.0, degrees.get(second, 0.0))
                if first in state and degrees[first] >= said.PLAINLY and lead >= said.LEAD:
                    anew[question.id, first].update(marked)
        self.counted = anew

    def denials(self) -> dict[Key, str]:
        """What a denial in a clause means of the facts of which it does not mostly say that they do not hold."""
        right: dict[Key, list[bool]] = defaultdict(list)
        for question, facts, state, case in self.said:
            heard = hear(case["say"], facts, own_words(question))
            for quote in heard.quotes:
                text = as_read(quote)
                found = said.about(text, facts)
                if quote in heard.not_now or found is None or not found.plain or found.fact not in state:
                    continue
                read = with_polarity(text, [Mention(found.fact, False, found.start, found.end)], facts)
                if read and read[0][1] is not None:
                    right[question.id, found.fact].append(read[0][1] is state[found.fact])
        told = {}
        for key, agrees in right.items():
            share = (sum(agrees) + 1) / (len(agrees) + 2)
            if len(agrees) > 3 and share < MOSTLY:
                told[key] = "holds" if share <= SELDOM else "unclear"
        return told

    def about(self, denials: dict[Key, str] | None = None) -> str:
        """The file of what was said of each fact: marks by how often they stood there."""
        lines = ["# What stood in clauses about each fact, by how often: made by python -m tests.talk.learn --write"]
        before = ""
        for (question, fact), counted in sorted(self.counted.items()):
            lines += [f"{question}:"] if question != before else []
            before = question
            told = _by_times(counted)
            told += [f"denial: {denials[question, fact]}"] if denials and (question, fact) in denials else []
            lines.append(f"  {fact}: {{{', '.join(told)}}}")
        return "\n".join(lines) + "\n"

    def beside(self, cases: Sequence[dict[str, Any]]) -> str:
        """The file of what was said of each question and of none of its facts: of a figure, or that it does not arise."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for case in cases:
            of_a_figure = isinstance(self.questions.get(case["question"]), MeasureQuestion)
            if case["kind"] == "deny" or (of_a_figure and case["kind"] == "full"):
                for quote in clauses(case["say"]):
                    counted[case["question"]].update(grams(as_read(quote)))
        lines = [
            "# What was said of a question's figure, or where it does not arise: made by python -m tests.talk.learn --write"
        ]
        lines += [f"{question}: {{{', '.join(_by_times(there))}}}" for question, there in sorted(counted.items())]
        return "\n".join(lines) + "\n"


def _by_times(counted: Mapping[str, int]) -> list[str]:
    """Marks by how often they stood there, the most frequent first."""
    by_times = defaultdict(list)
    for mark, times in counted.items():
        by_times[times].append(mark)
    return [f'{times}: "{" ".join(sorted(there))}"' for times, there in sorted(by_times.items(), reverse=True)]


def messages(cases: Sequence[dict[str, Any]]) -> str:
    """The file of what speaks for a message that answers nothing: marks by how much (logarithm)."""
    stood: dict[str, Counter[str]] = defaultdict(Counter)
    count: Counter[str] = Counter()
    at: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        kind = {"full": "answer", "part": "answer", "deny": "not-asked"}.get(case["kind"], case["kind"])
        count[kind] += 1
        for mark in marks(as_read(case["say"])):
            stood[kind][mark] += 1
            at[mark].add(case["question"])
    lines = [
        "# How much each mark speaks for a message that answers nothing: made by python -m tests.talk.learn --write"
    ]
    for kind in said.SURE:
        others = ["answer"] if kind == "not-asked" else ["answer", "not-asked"]
        answers = sum((stood[one] for one in others), Counter())
        by_weight = defaultdict(list)
        for mark in sorted(stood[kind].keys() | answers.keys()):
            few = stood[kind][mark] + answers[mark] < FEWEST
            if few or (kind != "not-asked" and len(at[mark]) < ALL_OVER):
                continue
            weight = _weight(stood[kind][mark], count[kind], answers[mark], sum(count[one] for one in others))
            if abs(weight) >= (LEAST if kind == "not-asked" else 0.3):
                by_weight[f"{weight:.1f}"].append(mark)
        lines.append(f"{kind}:")
        lines += [f'  {weight}: "{"|".join(there)}"' for weight, there in sorted(by_weight.items(), key=_number)]
    return "\n".join(lines) + "\n"


def _number(one: tuple[str, list[str]]) -> float:
    return float(one[0])


def _weight(here: int, of_kind: int, there: int, of_answers: int) -> float:
    """How much a mark speaks for a kind, both shares drawn a little towards that of all messages."""
    share = (here + there) / (of_kind + of_answers)
    return math.log(((here + 3 * share) / (of_kind + 3)) / ((there + 3 * share) / (of_answers + 3)))


if __name__ == "__main__":
    raise SystemExit(main())
