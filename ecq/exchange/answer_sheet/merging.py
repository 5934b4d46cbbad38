"""What an answer sheet or a list that came back proposes: every difference, conflicts, what cannot be taken.

A three-way merge of the sheet as exported, the sheet as it came back, and the assessment as it is now. It changes nothing.
Must not know cells or files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ecq.assessment.changes import clean
from ecq.assessment.model import EVIDENCE_LIMIT, NO_RESPONSE, Assessment, Evidence
from ecq.assessment.proposals import Part, Proposal, Proposed, Source, present, stamp_of
from ecq.base.language import Text, filled
from ecq.exchange.accepting import all_accepted, refused
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.cells import answer_stamp, note_stamp, seen
from ecq.exchange.answer_sheet.reading import AnswerSheet, Filled
from ecq.exchange.answer_sheet.returned_lists import ReturnedLine, ReturnedList, ReturnedPiece
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.reactions import NotCounted, not_counted
from ecq.writers.sheets import words as f
from ecq.writers.sheets.forms import Trouble, Unread
from ecq.writers.sheets.stamps import SUGGESTED, cell_form, piece_stamp, short_stamp, stamp

BOTH = "both"
"""The base of what was changed on both sides: what stood there when the sheet was written is not known, only that it was other."""

SHEET = Source(kind="sheet")
"""Where a sheet is read from a file at hand and nothing is kept of it."""


@dataclass(frozen=True)
class Preview:
    """All that taking a sheet over would do. `read` counts the questions it has; no proposal stands in two lists.

    `not_counted` are the questions whose answer or evidence would be taken over and count for nothing, with why; `unread`
    is what stands where nothing is read, or is gone.
    """

    read: int
    notices: tuple[Text, ...]
    changes: tuple[Proposal, ...]
    conflicts: tuple[Proposal, ...]
    troubles: tuple[Trouble, ...]
    not_counted: tuple[NotCounted, ...] = ()
    unread: tuple[Unread, ...] = ()


def preview(
    sheet: AnswerSheet | ReturnedList, rubric: Rubric, assessment: Assessment, source: Source = SHEET
) -> Preview:
    """What a sheet or list proposes for the assessment as it is now. Computes no score and changes nothing."""
    changes: list[Proposal] = []
    conflicts: list[Proposal] = []
    troubles = list(sheet.troubles)
    if isinstance(sheet, ReturnedList):
        found, read = _of_list(sheet, rubric, assessment), sheet.read
    else:
        found = (one for row in sheet.filled for one in _differences(rubric.by_id[row.question], row, assessment))
        read = len(sheet.filled)
    for one in found:
        if isinstance(one, Trouble):
            troubles.append(one)
            continue
        place = {"place": one.place, "quote": one.value if isinstance(one.value, str) else ""}
        base = BOTH if one.clash else stamp_of(assessment, one.about, one.part)
        proposed = Proposal(
            about=one.about,
            part=one.part,
            value=one.value,
            was=one.was,
            base=base,
            source=source.model_copy(update=place),
        )
        cannot = refused(assessment, rubric, proposed)
        if cannot is not None:
            troubles.append(Trouble(one.place, cannot.sentence, one.about or None))
        else:
            (conflicts if one.clash else changes).append(proposed)
    notices = (*_notices(sheet.origin, rubric, assessment), *sheet.notices)
    given = [one.about for one in (*changes, *conflicts) if one.part in ("answer", "evidence")]
    in_vain = not_counted(rubric, assessment, given)
    gone = _pieces_gone(sheet, assessment) if isinstance(sheet, ReturnedList) else ()
    unread = (*sheet.unread, *gone)
    return Preview(read, notices, tuple(changes), tuple(conflicts), tuple(troubles), in_vain, unread)


@dataclass(frozen=True)
class _Found:
    """One difference: the cell, what is said there, and whether both sides changed it."""

    about: str
    part: Part
    place: str
    value: Proposed
    clash: bool = False
    was: Evidence | str | None = None


def _pieces_gone(returned: ReturnedList, assessment: Assessment) -> Iterator[Unread]:
    """The pieces of evidence that stood in a checklist and whose rows are gone."""
    for response in assessment.responses.values():
        for piece in response.evidence:
            known = piece_stamp(piece)
            if known not in returned.bases and short_stamp(known) in returned.held:
                yield Unread(returned.checklist, filled(f.PIECE_GONE, piece=piece.text, page=w.EVIDENCE))


def _of_list(returned: ReturnedList, rubric: Rubric, assessment: Assessment) -> Iterator[_Found | Trouble]:
    for row in returned.pieces:
        found = _piece(row, assessment)
        if found is not None:
            yield found
    for line in returned.lines:
        yield from _line(line, assessment)
    if returned.start is not None:
        place, day = returned.start
        base, now = returned.origin.get("start", ""), assessment.terms.start or ""
        if day not in (base, now):
            yield _Found("", "start", place, day, now not in (base, ""))


def _piece(row: ReturnedPiece, assessment: Assessment) -> _Found | Trouble | None:
    """What a row of the checklist says otherwise: of the piece it was written for, or as a new one."""
    pieces = assessment.response(row.question).evidence
    known = {piece_stamp(piece): piece for piece in pieces}
    said = piece_stamp(row.piece)
    if said == row.base or said in known:
        return None
    if row.base in known:
        return _Found(row.question, "evidence", row.place, row.piece, was=known[row.base])
    suggested, _, of_suggestion = row.base.partition(":")
    if suggested == SUGGESTED and of_suggestion == said:
        return None
    same = next((piece for piece in pieces if cell_form(piece.text) == row.piece.text), None)
    if row.base and suggested != SUGGESTED:
        return Trouble(row.place, f.MOVED_ON, row.question)
    return _Found(row.question, "evidence", row.place, row.piece, same is not None, same)


def _line(line: ReturnedLine, assessment: Assessment) -> Iterator[_Found | Trouble]:
    terms, key = assessment.terms, line.question
    base = dict(zip(("owner", "day", "done"), line.base, strict=False))
    owner = terms.owners.get(key, "")
    if stamp(line.owner) != base.get("owner") and line.owner != cell_form(owner):
        yield _Found(key, "owner", line.places["owner"], line.owner, stamp(cell_form(owner)) != base.get("owner"))
    day = terms.due.get(key, "")
    if line.day is not None and stamp(line.day) != base.get("day") and line.day != day:
        yield _Found(key, "day", line.places["day"], line.day, bool(day) and stamp(day) != base.get("day"))
    if line.done is None:
        return
    done = present(assessment, key, "done")
    if done is None and line.done:
        yield Trouble(line.places["done"], filled(f.NO_AGREED_PLAN, page=w.PAGE_PLAN), key)
    elif done is not None and done != line.done and base.get("done") != stamp(line.done):
        yield _Found(key, "done", line.places["done"], line.done, base.get("done") != stamp(done))


def _differences(question: Question, row: Filled, assessment: Assessment) -> Iterator[_Found | Trouble]:
    """Everything the sheet says otherwise.

    Where the sheet has lost its exported answers, an empty cell counts as unanswered, and two different answers conflict.
    """
    response = assessment.response(question.id)
    base_answer, base_note = row.base or (answer_stamp(NO_RESPONSE), note_stamp(""))
    old_answer, new_answer = seen(question, response), row.answer
    if new_answer is not None and new_answer != old_answer and answer_stamp(new_answer) != base_answer:
        place = row.places["mark" if new_answer.state in ("na", "unsure") and new_answer.value is None else "answer"]
        yield _Found(question.id, "answer", place, new_answer, answer_stamp(old_answer) != base_answer)
    note, written = cell_form(response.note), row.note
    if written is not None and written != note and note_stamp(written) != base_note:
        clash = note_stamp(note) != base_note
        yield _Found(question.id, "note", row.places["note"], written, clash, was=response.note)
    known = {one.text for one in response.evidence}
    for text, in_hand in dict(row.evidence).items():
        cleaned = clean(text, EVIDENCE_LIMIT)
        if isinstance(cleaned, Invalid):
            yield Trouble(row.places["evidence"], cleaned.sentence, question.id)
        elif cleaned not in known:
            yield _Found(question.id, "evidence", row.places["evidence"], Evidence(text=cleaned, in_hand=in_hand))


def _notices(origin: Mapping[str, str], rubric: Rubric, assessment: Assessment) -> Iterator[Text]:
    if not origin:
        yield a.NOTICE_NO_ORIGIN
        return
    created, name = origin.get("created", ""), origin.get("name", "")
    if created != (assessment.created_at or ""):
        yield filled(a.NOTICE_OTHER, name=name or w.UNNAMED)
    if origin.get("digest") != rubric.digest:
        then = {"id": origin.get("rubric", "?"), "version": origin.get("version", "?")}
        now = {"now": rubric.id, "now_version": rubric.version}
        yield filled(a.NOTICE_RUBRIC, **then, **now)


def take_over(
    shown: Preview,
    rubric: Rubric,
    assessment: Assessment,
    *,
    theirs: Collection[tuple[str, Part]] | None = None,
    leave_out_troubles: bool = False,
    at: str | None = None,
) -> Assessment | Invalid:
    """The assessment with every change of a preview, all or nothing; Invalid where the preview does not allow it.

    `theirs` names the conflicts in which the sheet wins, the rest keeping what the assessment says; None: not decided yet.
    With `leave_out_troubles`, cells that cannot be taken are passed over; otherwise one of them stops everything.
    """
    if shown.troubles and not leave_out_troubles:
        return Invalid(filled(a.UNSOUND, count=len(shown.troubles)))
    if shown.conflicts and theirs is None:
        return Invalid(filled(a.UNRESOLVED, count=len(shown.conflicts)))
    won = [conflict for conflict in shown.conflicts if conflict.spot in (theirs or ())]
    changed, troubles = all_accepted(assessment, rubric, (*shown.changes, *won), at)
    return next(iter(troubles.values()), changed)
