"""The evidence binder: what is named for each piece of a question, what is missing, who brings it by when.

Also the sentences about evidence that several surfaces say: how many pieces are in hand, and when the grade falls.
Pure: the day on which something is overdue or has expired is handed in. Must not know screens, files or workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, get_args

from ecq.assessment.model import Assessment, Evidence
from ecq.base.day import day_after
from ecq.base.language import LANGUAGES, Lang, in_every_language, words
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.scoring.expiry import Fall, first_fall
from ecq.scoring.export import fields
from ecq.scoring.proof import counts, last_day, put_to
from ecq.scoring.scorecard import QuestionScore, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence import words as e
from ecq.telling.text.sentences import score_words
from ecq.telling.text.words import say

PIECES_NAMED = 3


def held_word(assessment: Assessment, lang: Lang) -> str:
    """What a piece that counts is called: in hand, or accepted where somebody reviews."""
    return words(e.ACCEPTED if assessment.reviewer else e.PIECE_STATES["held"], lang)


def pieces_sentence(assessment: Assessment, card: Scorecard, lang: Lang) -> str:
    """How many pieces count, of how many the answers need, and the score they back."""
    held, needed = card.pieces
    word = held_word(assessment, lang)
    state = word.lower() if LANGUAGES[lang].inflects else word
    return say(e.ROOM_HEAD, lang, state=state, held=held, needed=needed, score=score_words(card.evidenced.low))


def fall_sentence(rubric: Rubric, assessment: Assessment, card: Scorecard, lang: Lang) -> str:
    """From which day the grade with evidence falls, to which and for what; "" where nothing that is known ends it."""
    fall = first_fall(rubric, assessment, card)
    return fall_words(rubric, card.evidenced.low, fall, lang) if fall else ""


def fall_words(rubric: Rubric, evidenced: Fraction, fall: Fall, lang: Lang) -> str:
    """The same of a score with evidence and its fall."""
    before, after = (words(rubric.grade_of(one).title, lang) for one in (evidenced, fall.evidenced))
    names = [words(rubric.by_id[question].pieces[piece], lang) for question, piece in fall.pieces[:PIECES_NAMED]]
    named = LANGUAGES[lang].listed(names)
    if len(fall.pieces) > PIECES_NAMED:
        named = say(e.PIECES_IN_ALL, lang, pieces=named, count=len(fall.pieces))
    return say(e.FALLS, lang, day=fall.day, before=before, after=after, pieces=named)


def before_after_sentence(assessment: Assessment, card: Scorecard, rubric: Rubric, lang: Lang) -> str:
    """What the evidence-backed score was by the rule before this format, and what it is now."""
    earlier, loose = Fraction(0), 0
    for question in rubric.order:
        things = assessment.response(question).evidence
        loose += sum(not put_to(rubric.by_id[question], thing) for thing in things)
        if any(thing.in_hand for thing in things):
            earlier += card.questions[question].contribution
    after = score_words(card.evidenced.low)
    return say(e.BEFORE_AFTER, lang, before=score_words(earlier), after=after, loose=loose)


ThingState = Literal["in-hand", "to-obtain", "overdue", "expired"]
PieceState = Literal["held", "to-review", "returned", "expired", "wanted"]
PIECE_STATES: tuple[PieceState, ...] = get_args(PieceState)
"""In hand (accepted, where somebody reviews); in hand, to be reviewed; returned; expired; to be obtained."""
Show = Literal["all", "to-obtain", "overdue", "missing"]
SHOWS: tuple[Show, ...] = get_args(Show)


@dataclass(frozen=True)
class Thing:
    """A thing named for a question; `index` is its place among those of the question.

    `expired` is what is in hand and proves nothing any more. `counts`: whether it proves anything while it lasts; `ends`: the
    last day on which it proves each piece it is put to, None where none of its dates ends that.
    """

    index: int
    item: Evidence
    state: ThingState
    counts: bool
    ends: Mapping[str, str | None]


@dataclass(frozen=True)
class BinderPiece:
    """A piece that an answer needs, with what is put to it, what counts first."""

    question: str
    id: str
    text: str
    state: PieceState
    things: tuple[Thing, ...]

    @property
    def proving(self) -> tuple[Thing, ...]:
        """The things by which it is in hand."""
        return tuple(thing for thing in self.things if thing.counts and self.state == "held")

    @property
    def owner(self) -> str:
        """Who brings it."""
        return next((thing.item.owner for thing in self.things if thing.item.owner), "")

    @property
    def until(self) -> str | None:
        """The last day on which it is proved, where that is known."""
        return self.things[0].ends[self.id] if self.things else None


@dataclass(frozen=True)
class BinderQuestion:
    """One question with its evidence: the pieces its answer needs, all of them where it is open, and what is named for it.

    A question set aside stands here only where evidence is named for it.
    """

    question: Question
    lang: Lang
    score: QuestionScore
    pieces: tuple[BinderPiece, ...]
    things: tuple[Thing, ...]

    @property
    def id(self) -> str:
        """The question's."""
        return self.question.id

    @property
    def text(self) -> str:
        """What is asked."""
        return words(self.question.text, self.lang)

    @property
    def gate(self) -> bool:
        """Whether a gate hangs on it."""
        return self.question.gate is not None

    @property
    def asked_for(self) -> tuple[str, ...]:
        """What to have ready and is not named yet, in any language; to derive one takes OpenCC, so only when asked for."""
        if self.score.state == "na":
            return ()
        named = {thing.item.text for thing in self.things}
        wanted = (one for one in self.question.evidence if not named or named.isdisjoint(in_every_language(one)))
        return tuple(words(one, self.lang) for one in wanted)

    @property
    def missing(self) -> bool:
        """Whether no evidence is named at all, neither in hand nor to be obtained."""
        return not self.things

    @property
    def at_risk(self) -> Fraction:
        """The points its answer scores without evidence in hand."""
        return self.score.contribution - self.score.backed

    @property
    def needed(self) -> tuple[BinderPiece, ...]:
        """The pieces that its answer needs; none where it is open."""
        return tuple(piece for piece in self.pieces if piece.id in self.score.needed)

    @property
    def held(self) -> int:
        """How many of the pieces that its answer needs are in hand."""
        return sum(piece.state == "held" for piece in self.needed)

    @property
    def loose(self) -> tuple[Thing, ...]:
        """What is put to none of the pieces."""
        put = {thing.index for piece in self.pieces for thing in piece.things}
        return tuple(thing for thing in self.things if thing.index not in put)


@dataclass(frozen=True)
class Binder:
    """All evidence of an assessment in a language, by question in the order of the rubric.

    `whole` are all questions, `questions` those it was narrowed to, as `show` and `owner` say; numbers are of the whole.
    """

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    lang: Lang
    whole: tuple[BinderQuestion, ...]
    questions: tuple[BinderQuestion, ...]
    show: Show = "all"
    owner: str | None = None

    @property
    def head(self) -> str:
        """How many pieces are in hand."""
        return pieces_sentence(self.assessment, self.card, self.lang)

    @property
    def reviewed(self) -> bool:
        """Whether only what somebody has accepted counts."""
        return bool(self.assessment.reviewer)

    def place(self, question: BinderQuestion) -> tuple[str, str]:
        """Dimension and indicator of a question, in words."""
        return self.title(question.score.dimension), self.title(question.score.indicator)

    def title(self, node: str) -> str:
        """A dimension or indicator, in words."""
        return words(self.rubric.nodes[node].title, self.lang)

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """All that is named, for any question that stands here."""
        return tuple(thing for one in self.whole for thing in one.things)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Questions, and those that name no evidence; pieces that the answers need, and those in hand; what is named, and
        what of that is still to be obtained, also overdue.
        """
        return {
            "questions": len(self.whole),
            "missing": sum(one.missing for one in self.whole),
            "needed": self.card.pieces.needed,
            "in_hand": self.card.pieces.held,
            "proofs": len(self.things),
            "to_obtain": sum(not thing.item.in_hand for thing in self.things),
            "overdue": sum(thing.state == "overdue" for thing in self.things),
        }

    @property
    def owners(self) -> tuple[str, ...]:
        """Who has or brings something, by name."""
        return tuple(sorted({thing.item.owner for thing in self.things if thing.item.owner}))

    @property
    def at_risk(self) -> Fraction | None:
        """The guaranteed score less the evidence-backed one; None while facts are missing: both are then no sum of answers."""
        return None if self.card.hanging else sum((one.at_risk for one in self.whole), Fraction(0))

    @property
    def ruled_out(self) -> int:
        """Things named for questions that the profile rules out or the rubric does not ask: kept, but not listed."""
        return sum(len(response.evidence) for response in self.assessment.responses.values()) - len(self.things)

    @cached_property
    def by_piece(self) -> tuple[BinderQuestion, ...]:
        """The questions whose answers need a piece, or for which something is named."""
        return tuple(one for one in self.whole if one.score.needed or one.things)

    @cached_property
    def pieces(self) -> tuple[BinderPiece, ...]:
        """Every piece that an answer needs."""
        return tuple(piece for one in self.whole for piece in one.needed)

    def count(self, state: PieceState) -> int:
        """How many pieces are in a state."""
        return sum(piece.state == state for piece in self.pieces)

    def ending(self, days: int) -> tuple[BinderPiece, ...]:
        """Pieces in hand that end within so many days, the earliest first."""
        border = day_after(self.assessment.day, days) if self.assessment.day else ""
        found = [piece for piece in self.pieces if piece.state == "held" and piece.until and piece.until < border]
        return tuple(sorted(found, key=lambda piece: piece.until or ""))

    @property
    def expired(self) -> tuple[BinderPiece, ...]:
        """Pieces whose time is over, the latest first."""
        found = [piece for piece in self.pieces if piece.state == "expired"]
        return tuple(sorted(found, key=lambda piece: piece.until or "", reverse=True))

    def only(self, show: Show = "all", owner: str | None = None) -> Binder:
        """The same binder with its questions narrowed: to things in a state, and to one owner's ("" for nobody's).

        A question without any evidence has no owner, so `owner` does not narrow "missing".
        """
        if show == "missing":
            return replace(self, questions=tuple(one for one in self.whole if one.missing), show=show, owner=None)
        if show == "all" and owner is None:
            return self

        def fits(thing: Thing) -> bool:
            late = thing.state == "overdue" or (show == "to-obtain" and thing.state == show)
            return owner in (None, thing.item.owner) and (show == "all" or late)

        narrowed = (replace(one, things=tuple(filter(fits, one.things))) for one in self.whole)
        return replace(self, questions=tuple(one for one in narrowed if one.things), show=show, owner=owner)


def binder(rubric: Rubric, assessment: Assessment, lang: Lang, card: Scorecard | None = None) -> Binder:
    """The binder in a language, as of the day of the figures. `card` is the scorecard, if it has been computed already."""
    card = card or scorecard(rubric, assessment)
    questions = tuple(
        binder_question(rubric.by_id[id_], card.questions[id_], assessment, lang)
        for id_ in rubric.order
        if card.questions[id_].counts or (card.questions[id_].state == "na" and assessment.response(id_).evidence)
    )
    return Binder(rubric, assessment, card, lang, questions, questions)


def by_indicator(questions: Iterable[BinderQuestion]) -> dict[str, list[BinderQuestion]]:
    """Questions by the id of their indicator, in their order."""
    found: dict[str, list[BinderQuestion]] = {}
    for one in questions:
        found.setdefault(one.score.indicator, []).append(one)
    return found


def binder_question(question: Question, scored: QuestionScore, assessment: Assessment, lang: Lang) -> BinderQuestion:
    """One question of a binder."""
    named = assessment.response(question.id).evidence
    things = tuple(_thing(question, n, item, assessment) for n, item in enumerate(named))
    asked = scored.needed if scored.credit is not None else question.pieces
    pieces = tuple(
        _piece(scored, name, words(piece, lang), [thing for thing in things if name in thing.ends])
        for name, piece in question.pieces.items()
        if name in asked
    )
    return BinderQuestion(question, lang, scored, pieces, things)


def _thing(question: Question, index: int, item: Evidence, assessment: Assessment) -> Thing:
    ends = {name: last_day(question.pieces[name], item) for name in put_to(question, item)}
    state: ThingState = "in-hand" if item.in_hand else "to-obtain"
    if item.in_hand and all(end and end < assessment.day for end in ends.values() or [item.until]):
        state = "expired"
    elif item.overdue(assessment.day):
        state = "overdue"
    return Thing(index, item, state, counts(item, bool(assessment.reviewer)), ends)


def _piece(one: QuestionScore, name: str, text: str, put: list[Thing]) -> BinderPiece:
    ordered = sorted(put, key=lambda it: (not it.counts, -int((it.ends[name] or "9999-12-31").replace("-", ""))))
    state: PieceState = "held" if name in one.held else next(_states(ordered), "wanted")
    return BinderPiece(one.id, name, text, state, tuple(ordered))


def _states(put: list[Thing]) -> Iterator[PieceState]:
    """What the things put to a piece that is not in hand come to, what is nearest to it first."""
    if any(one.counts for one in put):
        yield "expired"
    there = [one.item for one in put if one.item.in_hand and (one.item.file or one.item.place)]
    if any(item.review is None for item in there):
        yield "to-review"
    if any(item.review and item.review.verdict == "returned" for item in there):
        yield "returned"
    if there:  # accepted by who brought it
        yield "to-review"


def binder_data(binder: Binder) -> dict[str, Any]:
    """The binder as plain data, documented in docs/cli.md; exact numbers are fractions in strings."""
    return {
        **fields(binder.assessment, "name day"),
        **fields(binder, "counts owners at_risk ruled_out"),
        "groups": [
            {
                "indicator": indicator,
                "dimension": binder.place(questions[0])[0],
                "title": binder.title(indicator),
                "questions": [_question_data(question) for question in questions],
            }
            for indicator, questions in by_indicator(binder.questions).items()
        ],
    }


def _question_data(question: BinderQuestion) -> dict[str, Any]:
    pieces = [{**one.item.model_dump(exclude={"in_hand"}), **fields(one, "state index")} for one in question.things]
    of = {**fields(question, "id text gate"), **fields(question.score, "state"), **fields(question, "at_risk")}
    return {**of, "evidence": pieces, **fields(question, "asked_for")}
