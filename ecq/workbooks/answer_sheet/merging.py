"""Merging an answer sheet into an assessment: preview of every change, conflicts, what cannot be taken, and applying it.

Three ways: what the sheet said when it was made, what it says now, what the assessment says now. Nothing changes before
`take_over`, and what it takes is all that was shown. Must not know cells or files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ecq.assessment.model import Assessment, add_evidence, annotate, answer, clear, mark_unsure, set_aside
from ecq.language import LANGUAGES, Lang, Text, filled
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.text import words as w
from ecq.workbooks.answer_sheet import words as a
from ecq.workbooks.answer_sheet.cells import Said, note_form, note_stamp, seen
from ecq.workbooks.answer_sheet.reading import AnswerSheet, Filled, Trouble

Field = Literal["answer", "note", "evidence"]
Spot = tuple[str, Field]
"""(question id, what of it)."""


@dataclass(frozen=True)
class Change:
    """One thing that the sheet says otherwise: the cell, what the assessment says now, and what the sheet says.

    `before` and `after` are Said for an answer, text for a note, pieces of evidence to add for evidence.
    """

    question: str
    field: Field
    place: str
    before: Said | str
    after: Said | str | tuple[tuple[str, bool], ...]

    @property
    def spot(self) -> Spot:
        """What it is about."""
        return self.question, self.field

    def words(self, rubric: Rubric, lang: Lang) -> tuple[str, str]:
        """Both sides in words; "" where nothing is said."""
        question = rubric.by_id[self.question]
        return _worded(question, self.before, lang), _worded(question, self.after, lang)

    def sides(self) -> tuple[Any, Any]:
        """Both sides as plain data: state, value and reason of an answer, the text of a note, pieces of evidence to add."""
        return _data(self.before), _data(self.after)


def _data(side: Said | str | tuple[tuple[str, bool], ...]) -> Any:
    if isinstance(side, Said):
        value = list(side.value) if isinstance(side.value, tuple) else side.value
        return {"state": side.state, "value": value, "reason": side.reason or None}
    if isinstance(side, str):
        return side
    return [{"text": text, "in_hand": held} for text, held in side]


def _worded(question: Question, side: Said | str | tuple[tuple[str, bool], ...], lang: Lang) -> str:
    if isinstance(side, Said):
        return side.words(question, lang)
    if isinstance(side, str):
        return side
    language = LANGUAGES[lang]
    states = {True: w.EVIDENCE_IN_HAND, False: w.EVIDENCE_WANTED}
    return language.semicolon.join(text + language.bracketed(w.say(states[held], lang)) for text, held in side)


@dataclass(frozen=True)
class Preview:
    """All that taking a sheet over would do. `read` counts the questions it has; nothing stands in two lists."""

    read: int
    notices: tuple[Text, ...]
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    troubles: tuple[Trouble, ...]


def preview(sheet: AnswerSheet, rubric: Rubric, assessment: Assessment) -> Preview:
    """What the sheet would change in the assessment as it is now. Computes no score and changes nothing."""
    changes: list[Change] = []
    conflicts: list[Change] = []
    troubles = list(sheet.troubles)
    for row in sheet.filled:
        question = rubric.by_id[row.question]
        for change, clash in _differences(question, row, assessment):
            refused = _applied(assessment, rubric, change)
            if isinstance(refused, Invalid):
                troubles.append(Trouble(change.place, refused.sentence, question.id))
            else:
                (conflicts if clash else changes).append(change)
    notices = (*_notices(sheet.origin, rubric, assessment), *sheet.notices)
    return Preview(len(sheet.filled), notices, tuple(changes), tuple(conflicts), tuple(troubles))


def _differences(question: Question, row: Filled, assessment: Assessment) -> Iterator[tuple[Change, bool]]:
    """(change, whether both sides changed it) for everything the sheet says otherwise.

    Where the sheet has lost what it said at first, an empty cell says nothing, and whatever stands on both sides is a clash.
    """
    response = assessment.response(question.id)
    base_answer, base_note = row.base or (Said().stamp, note_stamp(""))
    now, said = seen(question, response), row.answer
    if said is not None and said != now and said.stamp != base_answer:
        place = row.places["mark" if said.state in ("na", "unsure") and said.value is None else "answer"]
        yield Change(question.id, "answer", place, now, said), now.stamp != base_answer
    note, written = note_form(response.note), row.note
    if written is not None and written != note and note_stamp(written) != base_note:
        yield Change(question.id, "note", row.places["note"], note, written), note_stamp(note) != base_note
    known = {one.text for one in response.evidence}
    new = {text: (text, held) for text, held in row.evidence if text not in known}
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
    question = rubric.by_id[change.question]
    if isinstance(change.after, str):
        return annotate(assessment, question, change.after, at)
    if isinstance(change.after, Said):
        return _answered(assessment, question, change.after, at)
    steps: list[Callable[[Assessment], Assessment | Invalid]] = [
        lambda now, text=text, held=held: add_evidence(now, question, text, held, at)  # type: ignore[misc]
        for text, held in change.after
    ]
    for step in steps:
        result = step(assessment)
        if isinstance(result, Invalid):
            return result
        assessment = result
    return assessment


def _answered(assessment: Assessment, question: Question, said: Said, at: str | None) -> Assessment | Invalid:
    if said.state == "na":
        return set_aside(assessment, question, said.reason, at)
    result: Assessment | Invalid = clear(assessment, question, at)
    if said.value is not None:
        result = answer(assessment, question, said.value, at)
    if said.state == "unsure" and not isinstance(result, Invalid):
        return mark_unsure(result, question, at)
    return result
