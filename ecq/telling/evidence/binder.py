"""The evidence binder: which evidence is named, where it lies, who brings it by when, what to have ready.

Pure: the day on which something is overdue is handed in. Must not know screens, files or workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from ecq.assessment.model import Assessment, Evidence
from ecq.base.language import Lang, in_every_language, words
from ecq.rubric.kinds import Question
from ecq.rubric.model import Node, Rubric
from ecq.scoring.answers import QuestionState
from ecq.scoring.export import fields
from ecq.scoring.proof import last_day, put_to
from ecq.scoring.scorecard import Scorecard, score
from ecq.telling.evidence.sentences import pieces_sentence

ProofState = Literal["in-hand", "to-obtain", "overdue", "expired"]
Show = Literal["all", "to-obtain", "overdue", "missing"]
SHOWS: tuple[Show, ...] = ("all", "to-obtain", "overdue", "missing")


@dataclass(frozen=True)
class Proof:
    """One piece of evidence; `index` is its place among those of its question. `expired` is what is in hand and proves nothing any more."""

    index: int
    item: Evidence
    state: ProofState


@dataclass(frozen=True)
class BinderQuestion:
    """One question with its evidence.

    `asked_for` is what to have ready and is not named yet; `at_risk` the points its answer scores without
    evidence in hand. A question set aside stands here only where evidence is named for it.
    """

    id: str
    text: str
    gate: bool
    state: QuestionState
    proofs: tuple[Proof, ...]
    asked_for: tuple[str, ...]
    at_risk: Fraction

    @property
    def missing(self) -> bool:
        """Whether no evidence is named at all, neither in hand nor to be obtained."""
        return not self.proofs


@dataclass(frozen=True)
class BinderGroup:
    """The questions of one indicator; `dimension` and `title` are words, `id` is the indicator's."""

    id: str
    dimension: str
    title: str
    questions: tuple[BinderQuestion, ...]


@dataclass(frozen=True)
class Binder:
    """All evidence of an assessment by dimension and indicator; `head` says how many pieces are in hand.

    `counts`: pieces that the answers need and how many of these are in hand; questions, and those that name no evidence
    (`missing`); what is named (`proofs`), and what of that is still to be obtained, also overdue.
    `at_risk` is the sum over the questions: the guaranteed score less the evidence-backed one. `ruled_out` counts pieces
    named for questions that the profile rules out or the rubric does not ask: kept, but not listed. `show` and `owner`
    say what it was narrowed to.
    """

    name: str
    lang: Lang
    day: str | None
    groups: tuple[BinderGroup, ...]
    counts: Mapping[str, int]
    owners: tuple[str, ...]
    at_risk: Fraction
    ruled_out: int
    head: str
    show: Show = "all"
    owner: str | None = None

    def questions(self) -> Iterator[BinderQuestion]:
        """Every question, in the order of the rubric."""
        for group in self.groups:
            yield from group.questions

    def only(self, show: Show = "all", owner: str | None = None) -> Binder:
        """The same binder with the groups narrowed: to pieces in a state, and to one owner's ("" for nobody's).

        Counts and owners stay those of the whole. A question without any evidence has no owner, so `owner` does not
        narrow "missing".
        """
        owner = None if show == "missing" else owner
        if show == "all" and owner is None:
            return self
        narrowed = (replace(group, questions=tuple(_narrowed(group, show, owner))) for group in self.groups)
        groups = tuple(group for group in narrowed if group.questions)
        return replace(self, groups=groups, show=show, owner=owner)


def binder(
    rubric: Rubric, assessment: Assessment, lang: Lang, day: str | None = None, card: Scorecard | None = None
) -> Binder:
    """The binder in a language. `day` is the day it is read on (ISO 8601 text); without one nothing is overdue.

    `card` is the scorecard, if it has been computed already.
    """
    card = card or score(rubric, assessment)
    groups = tuple(
        BinderGroup(
            leaf.id,
            words(rubric.nodes[rubric.place[leaf.questions[0].question][0]].title, lang),
            words(leaf.title, lang),
            tuple(_questions(rubric, assessment, lang, day, card, leaf)),
        )
        for leaf in rubric.leaves
        if leaf.questions
    )
    listed_groups = tuple(group for group in groups if group.questions)
    listed = [question for group in listed_groups for question in group.questions]
    proofs = [proof for question in listed for proof in question.proofs]
    named = sum(len(response.evidence) for response in assessment.responses.values())
    return Binder(
        name=assessment.name,
        lang=lang,
        day=day,
        groups=listed_groups,
        counts={
            "questions": len(listed),
            "missing": sum(question.missing for question in listed),
            "needed": card.pieces.needed,
            "in_hand": card.pieces.held,
            "proofs": len(proofs),
            "to_obtain": sum(not proof.item.in_hand for proof in proofs),
            "overdue": sum(proof.state == "overdue" for proof in proofs),
        },
        owners=tuple(sorted({proof.item.owner for proof in proofs if proof.item.owner})),
        at_risk=sum((question.at_risk for question in listed), Fraction(0)),
        ruled_out=named - len(proofs),
        head=pieces_sentence(assessment, card, lang),
    )


def still_to_name(question: Question, named: Iterable[Evidence], lang: Lang) -> tuple[str, ...]:
    """What to have ready for a question and is not named yet, in any language."""
    texts = {item.text for item in named}
    return tuple(
        words(asked, lang) for asked in question.evidence if not texts or texts.isdisjoint(in_every_language(asked))
    )


def _questions(
    rubric: Rubric, assessment: Assessment, lang: Lang, day: str | None, card: Scorecard, leaf: Node
) -> Iterator[BinderQuestion]:
    for placed in leaf.questions:
        scored, question = card.questions[placed.question], rubric.by_id[placed.question]
        evidence = assessment.response(question.id).evidence
        if scored.state == "hidden" or (scored.state == "na" and not evidence):
            continue
        yield BinderQuestion(
            id=question.id,
            text=words(question.text, lang),
            gate=question.gate is not None,
            state=scored.state,
            proofs=tuple(Proof(index, item, _proof_state(question, item, day)) for index, item in enumerate(evidence)),
            asked_for=() if scored.state == "na" else still_to_name(question, evidence, lang),
            at_risk=scored.contribution - scored.backed,
        )


def _proof_state(question: Question, item: Evidence, day: str | None) -> ProofState:
    if not item.in_hand:
        return "overdue" if day is not None and item.overdue(day) else "to-obtain"
    ends = [last_day(question.pieces[name], item) for name in put_to(question, item)] or [item.until]
    return "expired" if day is not None and all(end is not None and end < day for end in ends) else "in-hand"


def _narrowed(group: BinderGroup, show: Show, owner: str | None) -> Iterator[BinderQuestion]:
    for question in group.questions:
        if show == "missing":
            if question.missing:
                yield question
            continue
        proofs = tuple(
            proof
            for proof in question.proofs
            if (owner is None or proof.item.owner == owner)
            and (show == "all" or proof.state == "overdue" or (show == "to-obtain" and proof.state == show))
        )
        if proofs:
            yield replace(question, proofs=proofs)


def binder_data(binder: Binder) -> dict[str, Any]:
    """The binder as plain data, documented in docs/cli.md; exact numbers are fractions in strings."""
    return {
        **fields(binder, "name day"),
        "counts": dict(binder.counts),
        **fields(binder, "owners at_risk ruled_out"),
        "groups": [
            {
                "indicator": group.id,
                **fields(group, "dimension title"),
                "questions": [_question_data(question) for question in group.questions],
            }
            for group in binder.groups
        ],
    }


def _question_data(question: BinderQuestion) -> dict[str, Any]:
    pieces = [{**one.item.model_dump(exclude={"in_hand"}), **fields(one, "state index")} for one in question.proofs]
    return {**fields(question, "id text gate state at_risk"), "evidence": pieces, **fields(question, "asked_for")}
