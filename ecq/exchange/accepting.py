"""Accepting a proposal: what it makes of a self-check, by the same functions as a press; why it cannot be; both sides in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ecq.assessment.changes import add_note, annotate, answer, clear, mark_unsure, set_aside, set_up
from ecq.assessment.evidence import Details, add_evidence, edit_evidence
from ecq.assessment.model import Assessment, Evidence, Response
from ecq.assessment.proposals import Proposal, Proposed, present
from ecq.base.errors import AssessmentError
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.planning.agreed import assign, set_day, tick
from ecq.rubric.kinds.base import Invalid, invalid
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words
from ecq.writers.sheets import words as f


def accepted(assessment: Assessment, rubric: Rubric, one: Proposal, at: str | None = None) -> Assessment | Invalid:
    """The assessment with what is proposed; Invalid where it cannot be taken (any more)."""
    value = one.value
    if one.part == "fact":
        return _with_fact(assessment, rubric, one, at)
    if one.part == "start":
        return set_day(assessment, "start", str(value), at)
    if one.about not in rubric.by_id:
        return _gone(one.about)
    terms, question = assessment.terms, rubric.by_id[one.about]
    match value:
        case bool():
            return tick(assessment, one.about, value, at)
        case Evidence():
            return _with_piece(assessment, rubric, one, value, at)
        case Response():
            return _answered(assessment, rubric, one, value, at)
    text = str(value)
    if one.part == "owner":
        return assign(assessment, one.about, text, terms.due.get(one.about, ""), at)
    if one.part == "day":
        return assign(assessment, one.about, terms.owners.get(one.about, ""), text, at)
    if one.was is not None:
        return annotate(assessment, question, text, at)
    return assessment if text in assessment.response(one.about).note else add_note(assessment, question, text, at)


def _gone(about: str) -> Invalid:
    return invalid(
        f"现在的评价细则里没有“{about}”，这一条不能采纳。",
        f"The rubric has nothing called “{about}” (any more), so this cannot be accepted.",
    )


def _with_fact(assessment: Assessment, rubric: Rubric, one: Proposal, at: str | None) -> Assessment | Invalid:
    if not isinstance(one.value, str | tuple):
        return _gone(one.about)
    try:
        return set_up(assessment, rubric, profile={one.about: one.value}, at=at)
    except AssessmentError as error:
        return invalid(f"{error.zh}。", f"{error}.")


def _with_piece(
    assessment: Assessment, rubric: Rubric, one: Proposal, piece: Evidence, at: str | None
) -> Assessment | Invalid:
    question, pieces = rubric.by_id[one.about], assessment.response(one.about).evidence
    given: Details = {"place": piece.place, "owner": piece.owner, "due": piece.due or ""}
    if isinstance(one.was, Evidence):
        return edit_evidence(assessment, question, 0, at, seen=one.was, text=piece.text, in_hand=piece.in_hand, **given)
    known = any((there.text, there.place) == (piece.text, piece.place) for there in pieces)
    given |= {"pieces": piece.pieces, "dated": piece.dated or "", "until": piece.until or ""}
    given |= {"file": piece.file, "brought_by": piece.brought_by}
    return assessment if known else add_evidence(assessment, question, piece.text, piece.in_hand, at, **given)


def _answered(
    assessment: Assessment, rubric: Rubric, one: Proposal, given: Response, at: str | None
) -> Assessment | Invalid:
    question = rubric.by_id[one.about]
    if given.state == "na":
        return set_aside(assessment, question, given.reason or "", at)
    done: Assessment | Invalid
    if given.value is None:
        done = clear(assessment, question, at)
    else:
        done = answer(assessment, question, given.value, at, exact=True)
    if given.state == "unsure" and isinstance(done, Assessment):
        done = mark_unsure(done, question, at)
    return done


def all_accepted(
    assessment: Assessment, rubric: Rubric, proposals: Iterable[Proposal], at: str | None = None
) -> tuple[Assessment, Mapping[str, Invalid]]:
    """The assessment with all that can be taken; and why not, by id, of those that cannot."""
    troubles: dict[str, Invalid] = {}
    for one in proposals:
        done = accepted(assessment, rubric, one, at)
        if isinstance(done, Invalid):
            troubles[one.id] = done
        else:
            assessment = done
    return assessment, troubles


def refused(assessment: Assessment, rubric: Rubric, one: Proposal) -> Invalid | None:
    """Why it cannot be accepted as the self-check is now; None where it can."""
    done = accepted(assessment, rubric, one)
    return done if isinstance(done, Invalid) else None


# -- in words


def title(one: Proposal, rubric: Rubric) -> Text:
    """The question or fact it is about, or the plan."""
    if one.part == "fact" and one.about in rubric.facts:
        return rubric.facts[one.about].text
    return rubric.by_id[one.about].text if one.about in rubric.by_id else f.OF_THE_PLAN


def sides(one: Proposal, assessment: Assessment, rubric: Rubric, lang: Lang) -> tuple[str, str]:
    """What stands there now and what is proposed, in words; "" for a side without content."""
    before: Any = one.was if one.part == "evidence" else present(assessment, *one.spot)
    return tuple(_worded(one, side, rubric, lang) for side in (before, one.value))  # type: ignore[return-value]


def _worded(one: Proposal, side: Proposed | None, rubric: Rubric, lang: Lang) -> str:
    if side is None:
        return ""
    if one.part == "fact" and one.about in rubric.facts and isinstance(side, str | tuple):
        return fact_words(rubric.facts[one.about], side, lang)
    if isinstance(side, Response):
        return "" if side.state == "unanswered" else answer_words(rubric.by_id[one.about], side, lang)
    if isinstance(side, bool):
        return words(f.DONE if side else f.NOT_DONE, lang)
    if isinstance(side, Evidence):
        state = w.say(w.EVIDENCE_IN_HAND if side.in_hand else w.EVIDENCE_WANTED, lang)
        named = rubric.by_id[one.about].pieces if one.about in rubric.by_id else {}
        put_to = LANGUAGES[lang].listed([words(named[name], lang) for name in side.pieces or () if name in named])
        proves = w.say(f.PUT_TO, lang, pieces=put_to) if put_to else ""
        further = [told for told in (state, side.place, side.owner, side.due, proves) if told]
        return side.text + LANGUAGES[lang].bracketed(" · ".join(further))
    return side if isinstance(side, str) else " ".join(side)


def data(one: Proposal, side: Proposed | None) -> Any:
    """A side as plain data: state, value and reason of an answer, a piece of evidence, or words."""
    if isinstance(side, Response):
        value = list(side.value) if isinstance(side.value, tuple) else side.value
        return {"state": side.state, "value": value, "reason": side.reason or None}
    if one.part == "answer" and side is None:
        return {"state": "unanswered", "value": None, "reason": None}
    if isinstance(side, Evidence):
        return side.model_dump()
    return list(side) if isinstance(side, tuple) else side
