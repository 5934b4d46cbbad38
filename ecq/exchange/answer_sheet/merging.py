"""Merging an answer sheet into an assessment: preview of every change, conflicts, what cannot be taken, and applying it.

A three-way merge of the sheet as exported, the sheet as it came back, and the assessment as it is now. Nothing changes
before `take_over`, which applies exactly what was shown. Must not know cells or files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ecq.assessment.changes import annotate, answer, clear, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence, edit_evidence
from ecq.assessment.model import Assessment, Evidence
from ecq.base.language import LANGUAGES, Lang, Text, filled, words
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.cells import SheetAnswer, note_stamp, seen
from ecq.exchange.answer_sheet.reading import AnswerSheet, Filled
from ecq.exchange.answer_sheet.returned_lists import ReturnedLine, ReturnedList, ReturnedPiece
from ecq.planning.agreed import assign, set_day, tick
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.not_counted import NotCounted, not_counted
from ecq.writers.sheets import form_words as f
from ecq.writers.sheets.forms import Trouble
from ecq.writers.sheets.stamps import SUGGESTED, cell_form, piece_stamp, short_stamp, stamp
from ecq.writers.sheets.unread import Unread

Field = Literal["answer", "note", "evidence", "piece", "owner", "day", "done", "start"]
"""The first three come of answer sheets, a piece of evidence of the checklist, the others of the plan."""
Side = SheetAnswer | str | bool | Evidence | tuple[tuple[str, bool], ...] | None
Spot = tuple[str, Field]
"""(question id, what of it)."""


@dataclass(frozen=True)
class Change:
    """One difference between sheet and assessment: the cell, and both sides.

    `before` and `after` are a SheetAnswer for an answer, text for a note, an owner or a day, pieces of evidence to add for
    evidence, a piece (or None before a new one), whether a step is done. The start of the plan is of no question ("").
    """

    question: str
    field: Field
    place: str
    before: Side
    after: Side

    @property
    def spot(self) -> Spot:
        """What it is about."""
        return self.question, self.field

    def title(self, rubric: Rubric) -> Text:
        """The question it is about, or the plan."""
        return rubric.by_id[self.question].text if self.question else f.OF_THE_PLAN

    def words(self, rubric: Rubric, lang: Lang) -> tuple[str, str]:
        """Both sides in words; "" for a side without content."""
        question = rubric.by_id.get(self.question)
        return _worded(question, self.before, lang), _worded(question, self.after, lang)

    def sides(self) -> tuple[Any, Any]:
        """Both sides as plain data: state, value and reason of an answer, the text of a note, pieces of evidence to add."""
        return _data(self.before), _data(self.after)


def _data(side: Side) -> Any:
    if isinstance(side, SheetAnswer):
        value = list(side.value) if isinstance(side.value, tuple) else side.value
        return {"state": side.state, "value": value, "reason": side.reason or None}
    if isinstance(side, Evidence):
        return side.model_dump()
    if isinstance(side, tuple):
        return [{"text": text, "in_hand": in_hand} for text, in_hand in side]
    return side


def _worded(question: Question | None, side: Side, lang: Lang) -> str:
    if isinstance(side, SheetAnswer):
        assert question is not None
        return side.words(question, lang)
    if isinstance(side, bool):
        return words(f.DONE if side else f.NOT_DONE, lang)
    if isinstance(side, Evidence):
        state = _STATES[side.in_hand]
        further = [one for one in (w.say(state, lang), side.place, side.owner, side.due) if one]
        return side.text + LANGUAGES[lang].bracketed(" · ".join(further))
    if isinstance(side, tuple):
        language = LANGUAGES[lang]
        return language.semicolon.join(
            text + language.bracketed(w.say(_STATES[in_hand], lang)) for text, in_hand in side
        )
    return side or ""


_STATES = {True: w.EVIDENCE_IN_HAND, False: w.EVIDENCE_WANTED}


@dataclass(frozen=True)
class Preview:
    """All that taking a sheet over would do. `read` counts the questions it has; no change stands in two lists.

    `not_counted` are the questions whose answer or evidence would be taken over and count for nothing, with why; `unread`
    is what stands where nothing is read, or is gone.
    """

    read: int
    notices: tuple[Text, ...]
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    not_counted: tuple[NotCounted, ...] = ()
    unread: tuple[Unread, ...] = ()


def preview(sheet: AnswerSheet | ReturnedList, rubric: Rubric, assessment: Assessment) -> Preview:
    """What a sheet or list would change in the assessment as it is now. Computes no score and changes nothing."""
    found: Iterator[tuple[Change, bool] | Trouble]
    changes: list[Change] = []
    conflicts: list[Change] = []
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
        change, clash = one
        refused = _applied(assessment, rubric, change)
        if isinstance(refused, Invalid):
            troubles.append(Trouble(change.place, refused.sentence, change.question or None))
        else:
            (conflicts if clash else changes).append(change)
    notices = (*_notices(sheet.origin, rubric, assessment), *sheet.notices)
    given = [one.question for one in (*changes, *conflicts) if one.field in ("answer", "evidence", "piece")]
    in_vain = not_counted(rubric, assessment, given)
    gone = _pieces_gone(sheet, assessment) if isinstance(sheet, ReturnedList) else ()
    unread = (*sheet.unread, *gone)
    return Preview(read, notices, tuple(changes), tuple(conflicts), tuple(troubles), in_vain, unread)


def _pieces_gone(returned: ReturnedList, assessment: Assessment) -> Iterator[Unread]:
    """The pieces of evidence that stood in a checklist and whose rows are gone."""
    for response in assessment.responses.values():
        for piece in response.evidence:
            known = piece_stamp(piece)
            if known not in returned.bases and short_stamp(known) in returned.held:
                yield Unread(returned.checklist, filled(f.PIECE_GONE, piece=piece.text))


def _of_list(returned: ReturnedList, rubric: Rubric, assessment: Assessment) -> Iterator[tuple[Change, bool] | Trouble]:
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
            yield Change("", "start", place, now, day), now not in (base, "")


def _piece(row: ReturnedPiece, assessment: Assessment) -> tuple[Change, bool] | Trouble | None:
    """What a row of the checklist says otherwise: of the piece it was written for, or as a new one."""
    pieces = assessment.response(row.question).evidence
    known = {piece_stamp(piece): piece for piece in pieces}
    said = piece_stamp(row.piece)
    if said == row.base or said in known:
        return None
    if row.base in known:
        return Change(row.question, "piece", row.place, known[row.base], row.piece), False
    suggested, _, of_suggestion = row.base.partition(":")
    if suggested == SUGGESTED and of_suggestion == said:
        return None
    same = next((piece for piece in pieces if cell_form(piece.text) == row.piece.text), None)
    if row.base and suggested != SUGGESTED:
        return Trouble(row.place, f.MOVED_ON, row.question)
    return Change(row.question, "piece", row.place, same, row.piece), same is not None


def _line(line: ReturnedLine, assessment: Assessment) -> Iterator[tuple[Change, bool] | Trouble]:
    terms, key = assessment.terms, line.question
    base = dict(zip(("owner", "day", "done"), line.base, strict=False))
    owner = terms.owners.get(key, "")
    if stamp(line.owner) != base.get("owner") and line.owner != cell_form(owner):
        yield (
            Change(key, "owner", line.places["owner"], owner, line.owner),
            stamp(cell_form(owner)) != base.get("owner"),
        )
    day = terms.due.get(key, "")
    if line.day is not None and stamp(line.day) != base.get("day") and line.day != day:
        yield Change(key, "day", line.places["day"], day, line.day), bool(day) and stamp(day) != base.get("day")
    if line.done is None:
        return
    steps = terms.agreed.steps if terms.agreed else ()
    step = next((one for one in steps if one.question == key), None)
    if step is None and line.done:
        yield Trouble(line.places["done"], f.NO_AGREED_PLAN, key)
    elif step is not None and step.done != line.done and base.get("done") != stamp(line.done):
        yield Change(key, "done", line.places["done"], step.done, line.done), base.get("done") != stamp(step.done)


def _differences(question: Question, row: Filled, assessment: Assessment) -> Iterator[tuple[Change, bool]]:
    """(change, whether both sides changed it) for everything the sheet says otherwise.

    Where the sheet has lost its exported answers, an empty cell counts as unanswered, and two different answers conflict.
    """
    response = assessment.response(question.id)
    base_answer, base_note = row.base or (SheetAnswer().stamp, note_stamp(""))
    old_answer, new_answer = seen(question, response), row.answer
    if new_answer is not None and new_answer != old_answer and new_answer.stamp != base_answer:
        place = row.places["mark" if new_answer.state in ("na", "unsure") and new_answer.value is None else "answer"]
        yield Change(question.id, "answer", place, old_answer, new_answer), old_answer.stamp != base_answer
    note, written = cell_form(response.note), row.note
    if written is not None and written != note and note_stamp(written) != base_note:
        yield Change(question.id, "note", row.places["note"], note, written), note_stamp(note) != base_note
    known = {one.text for one in response.evidence}
    new = {text: (text, in_hand) for text, in_hand in row.evidence if text not in known}
    if new:
        yield Change(question.id, "evidence", row.places["evidence"], "", tuple(new.values())), False


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
    theirs: Collection[Spot] | None = None,
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
    for change in (*shown.changes, *won):
        changed = _applied(assessment, rubric, change, at)
        if isinstance(changed, Invalid):
            return changed
        assessment = changed
    return assessment


def _applied(assessment: Assessment, rubric: Rubric, change: Change, at: str | None = None) -> Assessment | Invalid:
    after, key = change.after, change.question
    if isinstance(after, bool):
        return tick(assessment, key, after, at)
    if isinstance(after, SheetAnswer):
        return _answered(assessment, rubric.by_id[key], after, at)
    if isinstance(after, Evidence):
        return _with_piece(assessment, rubric.by_id[key], change.before, after, at)
    if isinstance(after, tuple):
        return _with_evidence(assessment, rubric.by_id[key], after, at)
    terms = assessment.terms
    match change.field:
        case "owner":
            return assign(assessment, key, after or "", terms.due.get(key, ""), at)
        case "day":
            return assign(assessment, key, terms.owners.get(key, ""), after or "", at)
        case "start":
            return set_day(assessment, "start", after or "", at)
        case _:
            return annotate(assessment, rubric.by_id[key], after or "", at)


def _with_piece(
    assessment: Assessment, question: Question, before: Side, piece: Evidence, at: str | None
) -> Assessment | Invalid:
    due = piece.due or ""
    if not isinstance(before, Evidence):
        return add_evidence(
            assessment, question, piece.text, piece.in_hand, at, place=piece.place, owner=piece.owner, due=due
        )
    place = assessment.response(question.id).evidence.index(before)
    return edit_evidence(
        assessment, question, place, at, seen=before, text=piece.text, in_hand=piece.in_hand, place=piece.place,
        owner=piece.owner, due=due,
    )  # fmt: skip


def _with_evidence(
    assessment: Assessment, question: Question, pieces: tuple[tuple[str, bool], ...], at: str | None
) -> Assessment | Invalid:
    for text, in_hand in pieces:
        result = add_evidence(assessment, question, text, in_hand, at)
        if isinstance(result, Invalid):
            return result
        assessment = result
    return assessment


def _answered(assessment: Assessment, question: Question, given: SheetAnswer, at: str | None) -> Assessment | Invalid:
    if given.state == "na":
        return set_aside(assessment, question, given.reason, at)
    result: Assessment | Invalid = clear(assessment, question, at)
    if given.value is not None:
        result = answer(assessment, question, given.value, at, exact=True)
    if given.state == "unsure" and not isinstance(result, Invalid):
        return mark_unsure(result, question, at)
    return result
