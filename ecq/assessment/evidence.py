"""Changes of the evidence named for a question, each a new assessment or an `Invalid` with the sentence that says why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ecq.assessment.changes import with_response
from ecq.assessment.cleaning import clean
from ecq.assessment.model import EVIDENCE_ITEMS, EVIDENCE_LIMIT, OWNER_LIMIT, PLACE_LIMIT, Assessment, Evidence
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


def add_evidence(
    assessment: Assessment,
    question: Question,
    text: str,
    in_hand: bool = True,
    at: str | None = None,
    *,
    place: str = "",
    owner: str = "",
    due: str = "",
) -> Assessment | Invalid:
    """Add a piece of evidence to a question. `due` is a day as `read_day` takes it; "" for none."""
    piece = _evidence(text, in_hand, place, owner, due)
    if isinstance(piece, Invalid):
        return piece
    pieces = assessment.response(question.id).evidence
    if len(pieces) >= EVIDENCE_ITEMS:
        return invalid(
            f"一题最多 {EVIDENCE_ITEMS} 条证据。", f"A question takes at most {EVIDENCE_ITEMS} pieces of evidence."
        )
    return with_response(assessment, question.id, at, evidence=(*pieces, piece))


def edit_evidence(
    assessment: Assessment,
    question: Question,
    index: int,
    at: str | None = None,
    *,
    seen: Evidence | None = None,
    text: str | None = None,
    in_hand: bool | None = None,
    place: str | None = None,
    owner: str | None = None,
    due: str | None = None,
) -> Assessment | Invalid:
    """Change a piece of evidence; None leaves a field as it is, "" clears place, owner or day.

    `seen` is the piece as the person saw it. Where another window moved it, it is still changed; where another window
    removed or changed it, this is Invalid, and nothing is overwritten.
    """
    pieces = assessment.response(question.id).evidence
    position = _position(pieces, index, seen)
    if position is None:
        return invalid(
            "这条证据已经在别处改过或删掉了，请看现在的内容再改。",
            "This piece of evidence has been changed or removed elsewhere; please look at it as it is now.",
        )
    old = pieces[position]
    changed = _evidence(
        old.text if text is None else text,
        old.in_hand if in_hand is None else in_hand,
        old.place if place is None else place,
        old.owner if owner is None else owner,
        (old.due or "") if due is None else due,
    )
    if isinstance(changed, Invalid):
        return changed
    if changed == old:
        return assessment
    return with_response(assessment, question.id, at, evidence=(*pieces[:position], changed, *pieces[position + 1 :]))


def drop_evidence(
    assessment: Assessment, question: Question, index: int, at: str | None = None, *, seen: Evidence | None = None
) -> Assessment:
    """Remove a piece of evidence; nothing changes where there is none, or none like the one `seen`."""
    pieces = assessment.response(question.id).evidence
    position = _position(pieces, index, seen)
    if position is None:
        return assessment
    return with_response(assessment, question.id, at, evidence=pieces[:position] + pieces[position + 1 :])


def _position(pieces: Sequence[Evidence], index: int, seen: Evidence | None) -> int | None:
    """Where the piece meant is now: at its place, or elsewhere if another window has taken one away before it."""
    there = pieces[index] if 0 <= index < len(pieces) else None
    if there is not None and seen in (None, there):
        return index
    return pieces.index(seen) if seen is not None and seen in pieces else None


def _evidence(text: str, in_hand: bool, place: str, owner: str, due: str) -> Evidence | Invalid:
    cleaned = clean(text, EVIDENCE_LIMIT)
    if isinstance(cleaned, Invalid):
        return cleaned
    if says_none(cleaned):
        return invalid(
            "请写明是什么证据；没有就不用填。", "Please say what the evidence is; leave it out where there is none."
        )
    location, person = clean(" ".join(place.split()), PLACE_LIMIT), clean(" ".join(owner.split()), OWNER_LIMIT)
    day = read_day(due) if due.strip() else None
    for one in (location, person, day):
        if isinstance(one, Invalid):
            return one
    return Evidence.model_validate(
        {"text": cleaned, "in_hand": in_hand, "place": location, "owner": person, "due": day}
    )
