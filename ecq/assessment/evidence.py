"""Changes of the evidence named for a question, each a new assessment or an `Invalid` with the sentence that says why not.

A thing that is put to several questions stands with each of them, marked with the same `thing`: whatever is changed of it
changes everywhere, but for the pieces it is put to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Literal, TypedDict, Unpack

from ecq.assessment.changes import clean, with_response
from ecq.assessment.model import (
    EVIDENCE_ITEMS,
    EVIDENCE_LIMIT,
    NOTE_LIMIT,
    OWNER_LIMIT,
    PLACE_LIMIT,
    Assessment,
    Evidence,
    KeptFile,
    Review,
)
from ecq.base.day import day_of
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, invalid

_NO_EVIDENCE = re.compile(
    r"(?:我们?|目前|现在|現在|暂时?|暫時?|还|還|尚|都|也)*(?:没有?|沒有?|无|無)(?:任何|在手)?(?:的?(?:证据|證據|证明|證明|佐证|佐證|资料|資料)?(?:材料)?)?(?:在手)?(?:呢|的|了)?"
    r"|(?:we (?:have|hold) )?(?:none|nothing|nil|no|n/?a|not (?:yet|available|applicable)|no (?:evidence|proof|records?|documents?))(?: (?:yet|so far|available|in hand))?"
)


def says_none(text: str) -> bool:
    """Whether words in the place of evidence say that there is none: "无", "没有证据", "none yet", a dash."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip(" \t\n.。!！,，;；()-—–_/\\")
    return not folded or _NO_EVIDENCE.fullmatch(folded) is not None


def read_day(text: str) -> str | Invalid:
    """A day as ISO 8601 text, from 2026-11-24, 2026/11/24, 2026.11.24 or 2026年11月24日."""
    return day_of(text) or invalid("请填一个日期，例如 2026-11-24。", "Please give a day, such as 2026-11-24.")


class Details(TypedDict, total=False):
    """What can be said of a thing that proves besides what it is, as typed: days as `read_day` takes them, "" for none."""

    place: str
    owner: str
    due: str
    pieces: Sequence[str] | None
    dated: str
    until: str
    brought_by: str
    file: KeptFile | None


class Said(Details, total=False):
    """All that can be said of it."""

    text: str
    in_hand: bool


_LIMITS = {"text": EVIDENCE_LIMIT, "place": PLACE_LIMIT, "owner": OWNER_LIMIT, "brought_by": OWNER_LIMIT}
_LOOKED_AT = ("text", "place", "dated", "until", "file", "pieces", "brought_by")
"""What a review was of: where one of these changes, it has to be looked at again."""


def add_evidence(
    assessment: Assessment,
    question: Question,
    text: str,
    in_hand: bool = True,
    at: str | None = None,
    **said: Unpack[Details],
) -> Assessment | Invalid:
    """Add a thing to a question, put to the pieces named; without any it is put to the one it has the words of."""
    piece = _evidence(Evidence(text="-", in_hand=in_hand), question, {"text": text, "in_hand": in_hand, **said})
    return piece if isinstance(piece, Invalid) else _with(assessment, question, piece, at)


def keep_paper(
    assessment: Assessment, paper: str, text: str, at: str | None = None, **said: Unpack[Details]
) -> Assessment | Invalid:
    """Keep what an application's paper is: a file, or words and where it lies; without words it is taken away."""
    papers = {id_: one for id_, one in assessment.papers.items() if id_ != paper}
    if text.strip():
        thing = _evidence(Evidence(text="-"), None, {"text": text, "in_hand": True, **said})
        if isinstance(thing, Invalid):
            return thing
        papers[paper] = thing
    return assessment.changed(at, papers=papers)


def _with(assessment: Assessment, question: Question, thing: Evidence, at: str | None) -> Assessment | Invalid:
    named = assessment.response(question.id).evidence
    if len(named) >= EVIDENCE_ITEMS:
        return invalid(
            f"一题最多 {EVIDENCE_ITEMS} 条证据。", f"A question takes at most {EVIDENCE_ITEMS} pieces of evidence."
        )
    return with_response(assessment, question.id, at, evidence=(*named, thing))


def edit_evidence(
    assessment: Assessment,
    question: Question,
    index: int,
    at: str | None = None,
    *,
    seen: Evidence | None = None,
    **said: Unpack[Said],
) -> Assessment | Invalid:
    """Change what is said of a thing; what is not named stays as it is.

    `seen` is the thing as the person saw it. Where another window moved it, it is still changed; where another window
    removed or changed it, this is Invalid, and nothing is overwritten. A review falls where what was looked at changes.
    """
    old = _found(assessment, question, index, seen)
    changed = old if isinstance(old, Invalid) else _evidence(old, question, said)
    if isinstance(old, Invalid) or isinstance(changed, Invalid):
        return changed if isinstance(changed, Invalid) else assessment
    if any(getattr(old, name) != getattr(changed, name) for name in _LOOKED_AT):
        changed = changed.model_copy(update={"review": None})
    return _exchanged(assessment, question, old, changed, at)


def review_evidence(
    assessment: Assessment,
    question: Question,
    index: int,
    at: str,
    *,
    seen: Evidence | None = None,
    verdict: Literal["accepted", "returned"],
    by: str,
    words: str = "",
) -> Assessment | Invalid:
    """Accept what is in hand, or return it with words that say why. Nobody accepts what they brought themselves."""
    old = _found(assessment, question, index, seen)
    who, why = clean(" ".join(by.split()), OWNER_LIMIT), clean(words, NOTE_LIMIT)
    if isinstance(old, Invalid) or isinstance(who, Invalid) or isinstance(why, Invalid):
        return next(one for one in (old, who, why) if isinstance(one, Invalid))
    if not old.in_hand:
        return invalid("这件还没有拿到，不能复核。", "This is not in hand yet, so it cannot be reviewed.")
    if not who:
        return invalid("请写明谁复核。", "Please say who reviews it.")
    if verdict == "accepted" and who.casefold() == old.brought_by.casefold():
        return invalid(
            "自己交来的，要由另一个人认可。", "What you brought yourself has to be accepted by somebody else."
        )
    if verdict == "returned" and not why:
        return invalid("退回要写明原因。", "Please say why it is returned.")
    review = Review(verdict=verdict, by=who, on=at[:10], words=why)
    return _exchanged(assessment, question, old, old.model_copy(update={"review": review}), at)


def put_evidence(
    assessment: Assessment, question: Question, index: int, to: Question, pieces: Sequence[str], at: str | None = None
) -> Assessment | Invalid:
    """Put a thing of one question to pieces of another as well; it stays one thing."""
    old = _found(assessment, question, index, None)
    if isinstance(old, Invalid):
        return old
    if to.id == question.id:
        return edit_evidence(assessment, question, index, at, pieces=pieces)
    name = old.thing or blake2b(f"{question.id} {old.text} {at}".encode(), digest_size=8).hexdigest()
    named = _exchanged(assessment, question, old, old.model_copy(update={"thing": name}), at)
    already = [thing for thing in named.response(to.id).evidence if thing.thing == name]
    if already:
        there = named.response(to.id).evidence.index(already[0])
        return edit_evidence(named, to, there, at, pieces=(*(already[0].pieces or ()), *pieces))
    known = tuple(piece for piece in to.pieces if piece in pieces)
    return _with(named, to, old.model_copy(update={"thing": name, "pieces": known}), at)


def drop_evidence(
    assessment: Assessment, question: Question, index: int, at: str | None = None, *, seen: Evidence | None = None
) -> Assessment:
    """Remove a thing from a question; nothing changes where there is none, or none like the one `seen`."""
    pieces = assessment.response(question.id).evidence
    position = _position(pieces, index, seen)
    if position is None:
        return assessment
    return with_response(assessment, question.id, at, evidence=pieces[:position] + pieces[position + 1 :])


def name_reviewer(assessment: Assessment, name: str, at: str | None = None) -> Assessment | Invalid:
    """Name who reviews the evidence: from then on only what is accepted counts; "" for nobody."""
    who = clean(" ".join(name.split()), OWNER_LIMIT)
    if isinstance(who, Invalid) or who == assessment.reviewer:
        return who if isinstance(who, Invalid) else assessment
    return assessment.changed(at, reviewer=who)


def _found(assessment: Assessment, question: Question, index: int, seen: Evidence | None) -> Evidence | Invalid:
    named = assessment.response(question.id).evidence
    position = _position(named, index, seen)
    return named[position] if position is not None else _GONE


def _exchanged(assessment: Assessment, question: Question, old: Evidence, new: Evidence, at: str | None) -> Assessment:
    """The assessment with a thing changed, wherever it is put; the same where nothing differs."""
    if new == old:
        return assessment
    for question_id, response in assessment.responses.items():
        if question_id != question.id and not old.thing:
            continue
        changed = tuple(
            new
            if question_id == question.id and one == old
            else new.model_copy(update={"pieces": one.pieces})
            if old.thing and one.thing == old.thing
            else one
            for one in response.evidence
        )
        assessment = with_response(assessment, question_id, at, evidence=changed)
    return assessment


def _position(pieces: Sequence[Evidence], index: int, seen: Evidence | None) -> int | None:
    """Where the piece meant is now: at its place, or elsewhere if another window has taken one away before it."""
    there = pieces[index] if 0 <= index < len(pieces) else None
    if there is not None and seen in (None, there):
        return index
    return pieces.index(seen) if seen is not None and seen in pieces else None


_GONE = invalid(
    "这条证据已经在别处改过或删掉了，请看现在的内容再改。",
    "This piece of evidence has been changed or removed elsewhere; please look at it as it is now.",
)


def _evidence(old: Evidence, question: Question | None, said: Said) -> Evidence | Invalid:
    """A thing with what is said of it changed, cleaned and checked."""
    made: dict[str, Any] = {**dict(old), **said}
    for name, limit in _LIMITS.items():
        text = made.get(name) or ""
        cleaned = clean(text if name == "text" else " ".join(text.split()), limit)
        if isinstance(cleaned, Invalid):
            return cleaned
        made[name] = cleaned
    if says_none(made["text"]):
        return invalid(
            "请写明是什么证据；没有就不用填。", "Please say what the evidence is; leave it out where there is none."
        )
    for name in ("due", "dated", "until"):
        day = read_day(made[name]) if (made.get(name) or "").strip() else None
        if isinstance(day, Invalid):
            return day
        made[name] = day
    if made["dated"] and made["until"] and made["until"] < made["dated"]:
        return invalid(
            "有效期早于文件日期，请改其中一个。", "It would expire before its own date; please correct one of them."
        )
    if question is not None and made.get("pieces") is not None:
        made["pieces"] = tuple(piece for piece in question.pieces if piece in made["pieces"])
    return Evidence.model_validate(made)
