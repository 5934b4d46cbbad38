"""The rows of the overview: one for each question, filters over them, how many there are of each, and search.

Must not compute a score: a row holds what the scorecard says. Must not know screens.
Search is in the reader's language: every word must stand somewhere in a question or its answer. Width, case and Traditional or
Simplified characters make no difference. Where nothing has the words, similar texts are returned and marked as similar.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from ecq.assessment.model import Assessment, Response
from ecq.base.errors import AssessmentError
from ecq.base.language import Lang, words
from ecq.interview.typed.folding import HAN, bare, fold
from ecq.rubric.conditions import deciding
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Rubric
from ecq.scoring.answers import GateState, QuestionState
from ecq.scoring.scorecard import QuestionScore, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.text.sentences import answer_words, place_words

RowState = Literal["open", "unsure", "answered", "na", "waiting", "hidden"]
Show = Literal["open", "unsure", "answered", "na", "waiting", "gate", "gate-failed", "unevidenced", "noted", "recent"]

_ROW_STATES: Mapping[QuestionState, RowState] = {
    "unanswered": "open",
    "unsure": "unsure",
    "answered": "answered",
    "na": "na",
    "hidden": "hidden",
}


@dataclass(frozen=True)
class QuestionRow:
    """One question: its response, its score, and the state of its gate.

    `recent` says that it was among the last that were changed: on the day of the newest change.
    """

    question: Question
    response: Response
    score: QuestionScore
    gate: GateState | None
    recent: bool

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def state(self) -> RowState:
        """Each row is in exactly one state; what is answered and only the profile can let count is waiting."""
        if not self.undecided:
            return _ROW_STATES[self.score.state]
        question, said = self.question, self.response
        if said.state == "unsure":
            return "unsure"
        answered = said.state == "answered" and question.credit_of(said.value) is not None
        return "waiting" if answered or (said.state == "na" and question.not_applicable) else "open"

    @property
    def undecided(self) -> bool:
        """Whether the profile does not say yet if it applies."""
        return self.score.state == "undecided"


SHOWS: Mapping[Show, Callable[[QuestionRow], bool]] = {
    "open": lambda row: row.state == "open",
    "unsure": lambda row: row.state == "unsure",
    "answered": lambda row: row.state == "answered",
    "na": lambda row: row.state == "na",
    "waiting": lambda row: row.state == "waiting",
    "gate": lambda row: row.gate is not None,
    "gate-failed": lambda row: row.gate == "failed",
    "unevidenced": lambda row: row.score.unproved,
    "noted": lambda row: bool(row.response.note),
    "recent": lambda row: row.recent,
}
"""What can be picked out. The first five part the rows among them: each row that applies is in one of these."""


@dataclass(frozen=True)
class Tally:
    """How many rows are in each state, and in each state of a gate."""

    states: Mapping[RowState, int]
    gates: Mapping[GateState, int]

    @property
    def asked(self) -> int:
        """All that apply or may apply."""
        return sum(count for state, count in self.states.items() if state != "hidden")

    @property
    def settled(self) -> int:
        """Answered or set aside."""
        return self.states["answered"] + self.states["na"]


@dataclass(frozen=True)
class Excluded:
    """Questions the profile rules out for one reason: the facts that decide it, in the profile's order."""

    facts: tuple[str, ...]
    rows: tuple[QuestionRow, ...]


def overview_rows(rubric: Rubric, assessment: Assessment, card: Scorecard) -> tuple[QuestionRow, ...]:
    """Every question of the rubric as a row, in the order they are asked, hidden ones too."""
    gates = {gate.question: gate.state for gate in card.gates}
    # The day of the newest change to an answer, as it is written; empty where no change says when it was.
    last_day = max((r.at[:10] for q, r in assessment.responses.items() if r.at and q in rubric.by_id), default="")
    rows = []
    for question_id in rubric.order:
        response = assessment.response(question_id)
        recent = bool(last_day) and (response.at or "").startswith(last_day)
        scored = card.questions[question_id]
        rows.append(QuestionRow(rubric.by_id[question_id], response, scored, gates.get(question_id), recent))
    return tuple(rows)


def picked(rows: Iterable[QuestionRow], show: Show | None = None) -> tuple[QuestionRow, ...]:
    """The rows of one kind; all where none is named. Rows the profile rules out are of no kind."""
    wanted = SHOWS[show] if show else lambda _row: True
    return tuple(row for row in rows if row.state != "hidden" and wanted(row))


def within(rubric: Rubric, rows: Iterable[QuestionRow], node_id: str | None) -> tuple[QuestionRow, ...]:
    """The rows of a dimension or indicator; all where none is named."""
    return tuple(row for row in rows if node_id is None or node_id in rubric.place[row.id])


def owners_of(assessment: Assessment, row: QuestionRow) -> set[str]:
    """Who is named as responsible for a question: in its evidence, or in the plan."""
    return {*(thing.owner for thing in row.response.evidence), assessment.terms.owners.get(row.id, "")} - {""}


def asked_of(
    rubric: Rubric,
    assessment: Assessment,
    rows: Iterable[QuestionRow],
    parts: Collection[str],
    owners: Collection[str] = (),
    only_open: bool = True,
) -> list[str]:
    """The questions to ask somebody: those of dimensions, indicators or owners, in the order they are asked in."""
    return [
        row.id
        for row in rows
        if ({*parts} & {*rubric.place[row.id]} or {*owners} & owners_of(assessment, row))
        and (not only_open or row.state in ("open", "unsure"))
    ]


def asked_in(rubric: Rubric, assessment: Assessment, parts: Collection[str], only_open: bool = True) -> list[str]:
    """The questions to ask somebody of these dimensions and indicators, or of all of them where none is named. Raises AssessmentError."""
    if unknown := [one for one in parts if one not in rubric.nodes]:
        known = ", ".join(rubric.nodes)
        raise AssessmentError(
            f"there is no part {unknown[0]!r}; there are: {known}", f"没有 {unknown[0]!r}，有：{known}"
        )
    rows = picked(overview_rows(rubric, assessment, scorecard(rubric, assessment)))
    return asked_of(rubric, assessment, rows, parts or [*rubric.nodes], only_open=only_open)


def tally(rows: Collection[QuestionRow]) -> Tally:
    """How many rows there are of each kind."""
    return Tally(Counter(row.state for row in rows), Counter(row.gate for row in rows if row.gate))


def excluded(rubric: Rubric, assessment: Assessment, rows: Iterable[QuestionRow]) -> tuple[Excluded, ...]:
    """The rows the profile rules out, together where the same facts decide it."""
    order = list(rubric.facts)
    by_facts: dict[tuple[str, ...], list[QuestionRow]] = {}
    for row in rows:
        if row.state != "hidden" or row.question.applies is None:
            continue
        facts = deciding(row.question.applies, assessment.profile, rubric.facts)
        by_facts.setdefault(tuple(sorted(facts, key=order.index)), []).append(row)
    ordered = sorted(by_facts, key=lambda facts: [order.index(fact) for fact in facts])
    return tuple(Excluded(facts, tuple(by_facts[facts])) for facts in ordered)


Place = Literal["question", "answer", "note", "evidence", "id", "indicator", "source", "asked"]
"""Where a word occurs: `evidence` is what the operator named, `asked` what to have ready."""

LONGEST_QUERY = 200
EXCERPT = 80

SIMILAR_SHOWN = 12
"""At most so many are shown where nothing has the words themselves: the most like ones."""

SIMILAR_LOOKED_AT = 400
"""Characters of a text that likeness is measured in; a word further on is matched by the exact search alone."""

LIKE_HAN, LIKE_WORD, MOST_OF_IT = 74.0, 80.0, 0.75
"""From here on something typed is taken for a slip of a text: a run of Han characters, a word, the share of the words.
All three were set on the test cases."""

_BARE_FROM = 5
"""From this length on a word without Han characters is looked for across spaces and stops too: "gbt31524"."""

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Hit:
    """A question that matches: where, and the words around the match (none for the question's own text)."""

    place: Place
    excerpt: str = ""


@dataclass(frozen=True)
class SearchResult:
    """Hits by question id, in the rows' order. `similar` says that nothing has the words themselves."""

    hits: Mapping[str, Hit] = field(default_factory=dict)
    similar: bool = False


@dataclass(frozen=True)
class _Field:
    place: Place
    text: str
    folded: str
    bare: str


def search(rubric: Rubric, rows: Iterable[QuestionRow], query: str, lang: Lang) -> SearchResult:
    """The rows that contain every word of the query; an empty query matches nothing. Reads LONGEST_QUERY characters."""
    typed = fold(query[:LONGEST_QUERY])
    terms = [term for term in typed.split() if bare(term)]
    if not terms:
        return SearchResult()
    looked_in = [(row.id, _fields(rubric, row, lang)) for row in rows]
    hits = {row_id: hit for row_id, fields in looked_in if (hit := _exact(terms, fields))}
    if hits or len(bare(typed)) < (3 if HAN.search(typed) else 4):
        return SearchResult(hits)
    degrees = {row_id: _likeness(typed, terms, fields) for row_id, fields in looked_in}
    best = sorted(degrees, key=lambda row_id: -degrees[row_id][0])[:SIMILAR_SHOWN]
    hits = {q: Hit(one.place, _excerpt(one, terms[0])) for q, (degree, one) in degrees.items() if degree and q in best}
    return SearchResult(hits, similar=bool(hits))


def _fields(rubric: Rubric, row: QuestionRow, lang: Lang) -> tuple[_Field, ...]:
    """The texts of a row, what the reader sees first."""
    response = row.response
    answer = [_field("answer", answer_words(row.question, response, lang))] if response.state != "unanswered" else []
    notes = [_field("note", response.note)] if response.note else []
    pieces = (filter(None, (item.text, item.place, item.owner)) for item in response.evidence)
    named = [_field("evidence", " · ".join(parts)) for parts in pieces]
    own, rest = _own_fields(ByDigest(rubric), row.id, lang)
    return (own, *answer, *notes, *named, *rest)


@lru_cache(maxsize=4_000)
def _own_fields(key: ByDigest, question_id: str, lang: Lang) -> tuple[_Field, tuple[_Field, ...]]:
    """What the rubric says of a question: its text, and the rest."""
    rubric, question = key.rubric, key.rubric.by_id[question_id]
    titles = " · ".join(words(rubric.nodes[node].title, lang) for node in dict.fromkeys(rubric.place[question_id]))
    rest: list[tuple[Place, str]] = [("indicator", titles)]
    for citation in question.sources:
        number = rubric.source_by_id[citation.source].number
        place = place_words(rubric, citation, lang)
        number_shown = number in place or number[:1].isdigit()  # a date of adoption is no name anyone looks for
        rest.append(("source", place if number_shown else f"{place} · {number}"))
    rest += [("asked", words(item, lang)) for item in question.evidence]
    rest.append(("id", question.id))
    return _field("question", words(question.text, lang)), tuple(_field(place, text) for place, text in rest)


@lru_cache(maxsize=4_000)
def _field(place: Place, text: str) -> _Field:
    return _Field(place, text, fold(text), bare(text))


def _exact(terms: list[str], fields: tuple[_Field, ...]) -> Hit | None:
    """Where the terms are: the first text a reader does not see at once counts, since that is what needs saying."""
    places = []
    for term in terms:
        field = next((one for one in fields if _has(one, term)), None)
        if field is None:
            return None
        places.append((field, term))
    place, term = next((pair for pair in places if pair[0].place not in ("question", "answer")), places[0])
    return Hit(place.place, _excerpt(place, term))


def _has(one: _Field, term: str) -> bool:
    if term.isdigit():
        return re.search(rf"(?<!\d){term}(?!\d)", one.folded) is not None
    if term in one.folded:
        return True
    plain = bare(term)
    return (HAN.search(term) is not None or len(plain) >= _BARE_FROM) and plain in one.bare


def _excerpt(one: _Field, term: str) -> str:
    if one.place in ("question", "answer"):
        return ""
    text = " ".join(one.text.split())
    at = text.lower().find(term)
    start = max(0, at - EXCERPT // 3) if len(text) > EXCERPT else 0
    part = text[start : start + EXCERPT].strip()
    return f"{'…' if start else ''}{part}{'…' if start + EXCERPT < len(text) else ''}"


def _likeness(typed: str, terms: list[str], fields: tuple[_Field, ...]) -> tuple[float, _Field]:
    """How like what was typed the row is (0 where not enough), and in which of its texts most."""
    if not HAN.search(typed):
        return max(((_like_words(terms, one), one) for one in fields), key=lambda pair: pair[0])
    plain = bare(typed)
    degree, best = max(((_like_han(plain, one), one) for one in fields), key=lambda pair: pair[0])
    return max(degree, _covered(plain, " ".join(one.bare for one in fields))), best


def _like_han(plain: str, one: _Field) -> float:
    part = one.bare[:SIMILAR_LOOKED_AT]
    return fuzz.partial_ratio(plain, part, score_cutoff=LIKE_HAN) if len(part) >= len(plain) else 0.0


def _covered(plain: str, text: str) -> float:
    """How much (of 100) of what was typed is made of pieces of two characters and more that stand in the text; 0 if little.

    Chinese is typed without spaces, so a phrase whose words stand apart in the text must be split to match.
    """
    at = covered = 0
    while at < len(plain):
        end = next((end for end in range(len(plain), at + 1, -1) if plain[at:end] in text), None)
        covered += 0 if end is None else end - at
        at = at + 1 if end is None else end
    return 100.0 * covered / len(plain) if covered >= MOST_OF_IT * len(plain) else 0.0


def _like_words(terms: list[str], one: _Field) -> float:
    """The mean likeness of the words that have one like them, where that is most of them; short words do not count."""
    own = set(_WORD.findall(one.folded[:SIMILAR_LOOKED_AT]))
    long_terms = [word for term in terms for word in _WORD.findall(term) if len(word) > 3]
    degrees = [
        100.0
        if term in own
        else 0.0
        if any(map(str.isdigit, term))  # a number is itself or another one, never a slip
        else max((fuzz.ratio(term, word) for word in own), default=0.0)
        for term in long_terms
    ]
    near = [degree for degree in degrees if degree >= LIKE_WORD]
    return sum(near) / len(degrees) if near and len(near) >= MOST_OF_IT * len(degrees) else 0.0
