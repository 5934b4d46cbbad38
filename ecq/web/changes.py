"""Changes: journal entries in words, undo and redo, what other windows did, what waits to be saved, moving to a new version.

Which entry comes next is decided in `ecq/assessment/history/past_states.py`. Nothing is applied or dropped unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from ecq.assessment.changes import set_to
from ecq.assessment.history.journal import (
    SEVERAL,
    UNDO,
    Change,
    ConflictError,
    Entry,
    Path,
    applied,
    changes_between,
    kind_of,
    reversal,
    stands,
)
from ecq.assessment.history.past_states import next_redo, next_undo
from ecq.assessment.model import Assessment, Response
from ecq.base.errors import AssessmentError
from ecq.base.language import LANGUAGES, Lang, error_sentence, text, words
from ecq.exchange import rubric_catalogue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.store.stored import StoredAssessment
from ecq.telling.moving.move import earlier_answer, earlier_answers, earlier_fact, move
from ecq.telling.moving.words import COUNTED, MoveSection, effect_of_move, sections
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, fact_words
from ecq.telling.text.words import say
from ecq.web.html.parts import details, draw_html, inert
from ecq.web.session import unsaved
from ecq.web.session import words as k
from ecq.web.session.going import go_on_from, show_question
from ecq.web.session.state import AS_READ, Barred, Done, Outcome, PageState, Refused, Waiting, session
from ecq.web.session.stores import store
from ecq.web.session.visit import ID_PARAM, Visit, change, changing, clock, find, say_refused
from ecq.web.session.widget_keys import renew

EFFECT = text("对得分和等级的影响", "What it does to score and grade")
EARLIER = text("按 {version} 版的回答：{said}", "Answered under version {version}: {said}")
UNDER = text("（{version} 版）", " (version {version})")
NO_LONGER_ASKED = text(
    "按以前版本答的，现在不问或要重新回答", "Answered under an earlier version and not asked any more, or asked again"
)


_NOTE_CHARACTERS = 60


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _NOTE_CHARACTERS else line[: _NOTE_CHARACTERS - 1] + "…"


@dataclass(frozen=True)
class ChangeWords:
    """Describes changes to an assessment in one language."""

    rubric: Rubric
    lang: Lang

    def what(self, changes: Sequence[Change]) -> str:
        """Name what was changed: "answer to “How soon …”"."""
        kind = kind_of(changes)
        question_id = next((c.question for c in changes if c.question is not None), "")
        part = say(k.PARTS.get(kind, w.OTHER_CONTENT), self.lang)
        if kind != SEVERAL and question_id in self.rubric.by_id:
            question = short(words(self.rubric.by_id[question_id].text, self.lang))
            return say(k.PART_OF, self.lang, question=question, part=part)
        fact = next((c.path[1] for c in changes if c.path[0] == "profile" and len(c.path) > 1), "")
        if kind == "profile" and fact in self.rubric.facts:
            return say(k.FACT_OF, self.lang, part=part, fact=words(self.rubric.facts[fact].text, self.lang))
        return part

    def stands(self, assessment: Assessment, changes: Sequence[Change]) -> str:
        """The present value of what was changed; "" where it does not fit into a few words."""
        question_id = next((c.question for c in changes if c.question is not None), None)
        kind = kind_of(changes)
        if question_id is not None and kind != SEVERAL:
            return self.part(question_id, kind, assessment.response(question_id))
        if kind == "name":
            return assessment.name or say(k.NOTHING, self.lang)
        if kind == "target":
            band = next((one for one in self.rubric.bands if one.id == assessment.target), None)
            return words(band.title, self.lang) if band else say(k.NOTHING, self.lang)
        if kind == "profile" and len(changes) == 1:
            fact, value = self.rubric.facts.get(changes[0].path[1]), assessment.profile.get(changes[0].path[1])
            return say(k.NOTHING, self.lang) if fact is None or value is None else fact_words(fact, value, self.lang)
        return ""

    def part(self, question_id: str, part: str, response: Response) -> str:
        """One part of a response: the answer, the note, or how much evidence there is."""
        if part == "note":
            return short(response.note) or say(k.NOTHING, self.lang)
        if part == "evidence":
            return say(k.PROOFS, self.lang, count=len(response.evidence))
        question = self.rubric.by_id.get(question_id)
        return short(answer_words(question, response, self.lang)) if question else ""

    def lines(self, assessment: Assessment, changes: Iterable[Change]) -> list[str]:
        """One line for each thing changed, with its present value."""
        groups: dict[tuple[str | None, str | None], list[Change]] = {}
        for one in changes:
            if one.part is not None:
                fact = one.path[1] if one.path[0] == "profile" and len(one.path) > 1 else None
                groups.setdefault((one.question or fact, one.part), []).append(one)
        lines = []
        for group in groups.values():
            value = self.stands(assessment, group)
            lines.append(say(k.WITH_VALUE, self.lang, what=self.what(group), said=value) if value else self.what(group))
        return lines


@dataclass
class Steps(PageState):
    """What undo and redo keep."""

    drawn: Mapping[int, Entry] = field(default_factory=dict, metadata=AS_READ)
    """The entries that the buttons were drawn for, by revision."""
    taken: Entry | None = None
    """What was just undone or redone; shown once."""


def steps(visit: Visit, question: Question | None = None) -> list[dict[str, Any]]:
    """Undo, redo and history, each where there is something to undo, redo or show: for the conversation to draw."""
    undo, redo = (None, None) if visit.looks_only else _next(visit.kept)
    session().page(Steps).drawn = {entry.revision: entry for entry in (undo, redo) if entry}
    change_words, shown = ChangeWords(visit.rubric, visit.lang), []
    for name, entry, key, label, what in (
        ("undo", undo, "Z", k.UNDO, k.UNDO_WHAT),
        ("redo", redo, "Y", k.REDO, k.REDO_WHAT),
    ):
        if entry:
            tip = visit.say(what, what=change_words.what(entry.changes))
            shown.append({"name": name, "key": key, "label": visit.say(label), "tip": tip, "entry": entry.revision})
    if question is not None and question.id in visit.assessment.responses:
        shown.append({"name": "history", "key": "H", "label": visit.say(k.HISTORY)})
    return shown


def take_step(name: str, revision: int | None) -> Outcome:
    """Undo or redo the entry that the button was drawn for; for callbacks.

    On a page left open over a restart nothing is known of what it was drawn for; then it is the entry that comes next.
    """
    entry = session().page(Steps).drawn.get(revision) if revision is not None else None
    return step_by_word(redo=name == "redo") if entry is None else reverse(entry)


def _next(stored: StoredAssessment) -> tuple[Entry | None, Entry | None]:
    mine, saved_in = unsaved.is_mine(stored.id), store()
    return (
        next_undo(saved_in.back_from(stored), stored.assessment, mine),
        next_redo(saved_in.back_from(stored), stored.assessment, mine),
    )


def step_by_word(redo: bool) -> Outcome:
    """Undo or redo as typed; for callbacks."""
    stored = find(st.query_params.get(ID_PARAM, ""))
    if stored is None:
        return Barred()
    session().saved = stored
    entry = _next(stored)[1 if redo else 0]
    if entry is None:
        return Refused(k.NOTHING_TO_REDO if redo else k.NOTHING_TO_UNDO)
    return reverse(entry)


def reverse(entry: Entry) -> Outcome:
    """Undo or redo an entry and go to its question; for callbacks."""
    outcome = change(set_to(_reversed, entry), reverses=entry)
    if isinstance(outcome, Done):
        if entry.questions:
            show_question(entry.questions[0])
        renew(*entry.questions)
        session().page(Steps).taken = entry
    return outcome


def _reversed(assessment: Assessment, entry: Entry, at: str) -> Assessment | Invalid:
    return _applied(assessment, reversal(entry), at) if stands(assessment, entry.changes) else Invalid(k.OVERTAKEN)


def _applied(assessment: Assessment, changes: Iterable[Change], at: str) -> Assessment | Invalid:
    try:
        return applied(assessment, changes, at)
    except AssessmentError as error:
        return Invalid(error_sentence(error))


def done_line(visit: Visit) -> str:
    """What was undone or redone, and the present value; shown once."""
    here = session().page(Steps)
    entry, here.taken = here.taken, None
    if entry is None:
        return ""
    change_words, redone = ChangeWords(visit.rubric, visit.lang), entry.kind == UNDO
    what, now = change_words.what(entry.changes), change_words.stands(visit.assessment, entry.changes)
    if now:
        return visit.say(k.REDONE if redone else k.UNDONE, what=what, now=now)
    return visit.say(k.REDONE_ALONE if redone else k.UNDONE_ALONE, what=what)


NEWS_SHOWN = 3


@dataclass
class Deciding(PageState):
    """What the notices about unsaved and conflicting changes keep."""


def draw_conflicts(visit: Visit) -> None:
    """Draw those notices that apply; mostly none."""
    say_refused(visit, Deciding)
    _unsaved(visit, visit.kept.id)
    _conflict(visit, visit.kept.id)
    _news(visit)


# -- what could not be saved


def _unsaved(visit: Visit, assessment_id: str) -> None:
    pending = unsaved.waiting(assessment_id)
    if not pending:
        return
    changes = changes_between(visit.assessment, _with_all(visit.assessment, pending))
    lines = ChangeWords(visit.rubric, visit.lang).lines(_with_all(visit.assessment, pending), changes)
    with st.container(border=True, key="panel-unsaved"):
        st.error(inert(visit.say(error_sentence(pending[-1].error))))
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        draw_html(f"<p>{escape(visit.say(k.STILL_HERE))}</p><ul>{listed}</ul>")
        last = next((c.question for c in reversed(changes) if c.part == "answer"), None)
        st.button(visit.say(k.SAVE_AGAIN), key="save-again", type="primary", on_click=_save_again, args=(last,))


def _with_all(assessment: Assessment, pending: Iterable[Waiting]) -> Assessment:
    for one in pending:
        assessment = one.how(assessment)
    return assessment


def _save_again(question_id: str | None) -> None:
    """Save the waiting changes by saving an empty one: they are saved before it."""
    _go_on(change(lambda assessment, _rubric, _at: assessment), question_id)


def _go_on(outcome: Outcome, question_id: str | None) -> None:
    session().page(Deciding).took(outcome)
    if isinstance(outcome, Done) and question_id:
        go_on_from(question_id, outcome)


# -- edit conflicts


def _conflict(visit: Visit, assessment_id: str) -> None:
    conflict = unsaved.conflict_in(assessment_id)
    if conflict is None:
        return
    change_words, conflicting = ChangeWords(visit.rubric, visit.lang), _conflicting_changes(conflict)
    theirs = change_words.stands(visit.assessment, conflicting)
    mine = change_words.stands(applied(visit.assessment, conflict.mine), conflicting)
    when = visit.say(k.CONFLICT_THEIRS, clock=clock(conflict.theirs[0].at))
    rows = ((when, theirs), (visit.say(k.CONFLICT_MINE), mine))
    sides = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows)
    question_id = next((change.question for change in conflicting if change.part == "answer"), None)
    with st.container(border=True, key="panel-conflict"):
        what = f"<p><b>{escape(change_words.what(conflicting))}</b></p>"
        draw_html(f'<div role="alert"><p>{escape(visit.say(k.CONFLICT))}</p>{what}<dl>{sides}</dl></div>')
        with st.container(horizontal=True):
            keep = partial(st.button, on_click=_keep)
            keep(visit.say(k.KEEP_THEIRS), key="conflict-theirs", args=(conflict, question_id, False))
            keep(visit.say(k.KEEP_MINE), key="conflict-mine", type="primary", args=(conflict, question_id, True))


def _conflicting_changes(conflict: ConflictError) -> list[Change]:
    """This window's changes that conflict with another window's."""
    keys = {change.key for entry in conflict.theirs for change in entry.changes}
    return [change for change in conflict.mine if change.key in keys]


def _keep(conflict: ConflictError, question_id: str | None, mine: bool) -> None:
    unsaved.resolve(conflict)
    renew(*(change.question for change in conflict.mine if change.question))
    if mine:
        _go_on(change(set_to(_applied, conflict.mine)), question_id)
    elif question_id:
        go_on_from(question_id)


# -- what another window changed


def _news(visit: Visit) -> None:
    shown = session().news
    known = {entry.revision for entry in shown}
    fresh = [entry for entry in unsaved.news(store(), visit.kept) if entry.revision not in known]
    if fresh:
        shown = session().news = (*fresh, *shown)
    if not shown:
        return
    conflict = unsaved.conflict_in(visit.kept.id)
    lines = _lines(visit, shown, {change.key for change in _conflicting_changes(conflict)} if conflict else set())
    if not lines:
        return
    answers = sum(1 for kind, _ in lines if kind == "answer")
    head = visit.say(k.NEWS_ANSWERS, count=answers) if answers else visit.say(k.NEWS_OTHER)
    first = [line for _, line in lines[:NEWS_SHOWN]]
    if len(lines) > NEWS_SHOWN:
        first.append(visit.say(k.NEWS_MORE, count=len(lines) - NEWS_SHOWN))
    listed = "".join(f"<li>{escape(line)}</li>" for line in first)
    with st.container(key="news", horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
        draw_html(f'<div role="status">{escape(head)}<ul>{listed}</ul></div>', width="content")
        st.button(
            visit.say(k.NEWS_SEEN), key="news-seen", type="tertiary", on_click=setattr, args=(session(), "news", ())
        )


def _lines(visit: Visit, entries: Iterable[Entry], without: set[Path | None]) -> list[tuple[str, str]]:
    """One line per thing changed, with its present value and the time; answers first, keys in `without` left out."""
    change_words = ChangeWords(visit.rubric, visit.lang)
    groups: dict[tuple[str, ...], tuple[str, list[Change]]] = {}
    for entry in entries:
        for change_ in entry.changes:
            if change_.key is not None and change_.key not in without:
                groups.setdefault(change_.key, (entry.at, []))[1].append(change_)
    lines = []
    for at, changes in groups.values():
        what, value = change_words.what(changes), change_words.stands(visit.assessment, changes)
        line = visit.say(k.NEWS_LINE, what=what, said=value, clock=clock(at)) if value else what
        lines.append((changes[0].part or "", line))
    return sorted(lines, key=lambda pair: pair[0] != "answer")


@dataclass
class Moving(PageState):
    """What the offer of the present version keeps."""


def brought_over(assessment: Assessment, rubric: Rubric, at: str) -> Assessment:
    """The assessment under another rubric or version; answers that no longer fit are stored separately and asked again."""
    old = rubric_catalogue.earlier(assessment.rubric)
    return move(assessment, old, rubric, rubric_catalogue.changes(), at).after


def draw_move(visit: Visit) -> None:
    """For an assessment of another rubric version: what changed, and the button that moves it."""
    earlier, rubric = visit.assessment.rubric, visit.rubric
    if earlier.digest == rubric.digest:
        return
    old, new = f"{earlier.version} ({earlier.digest[:8]})", f"{rubric.version} ({rubric.digest[:8]})"
    with st.container(key="move"):
        st.info(visit.say(w.MADE_WITH_OTHER, old=old, new=new))
        say_refused(visit, Moving)
        moved = move(visit.assessment, rubric_catalogue.earlier(earlier), rubric, rubric_catalogue.changes())
        body = "".join(_section(visit, part) for part in sections(moved, visit.lang))
        effect = effect_of_move(moved, visit.lang)
        if effect:
            body += details(visit.say(EFFECT), effect)
        if body:
            draw_html(f'<div class="ecq-move">{body}</div>')
        if not visit.looks_only:
            st.button(visit.say(w.USE_THIS_VERSION), key="use-version", on_click=changing(Moving, brought_over))


def _section(visit: Visit, part: MoveSection) -> str:
    count = visit.say(COUNTED, title=part.title, count=len(part.lines))
    entries = "".join(
        f"<li>{escape(line.title)}" + "".join(f"<br><small>{escape(one)}</small>" for one in line.details) + "</li>"
        for line in part.lines
    )
    return f"<details><summary>{escape(count)}</summary><div><ul>{entries}</ul></div></details>"


def earlier_line(visit: Visit, question_id: str) -> str:
    """The answer given under an earlier version that could not be carried over; "" where there is none."""
    earlier = earlier_answer(visit.assessment, visit.rubric, question_id)
    if earlier is None or visit.assessment.response(question_id).state != "unanswered":
        return ""
    return visit.say(EARLIER, version=earlier.version, said=earlier.answer(visit.lang))


def earlier_fact_line(visit: Visit, fact_id: str) -> str:
    """The profile fact given under an earlier version; "" where there is none."""
    earlier = None if fact_id in visit.assessment.profile else earlier_fact(visit.assessment, fact_id, visit.lang)
    return visit.say(EARLIER, version=earlier[0], said=earlier[1]) if earlier else ""


def earlier_html(visit: Visit) -> str:
    """All answers from earlier versions that are no longer asked, as a list that unfolds."""
    answers = earlier_answers(visit.assessment, visit.rubric)
    if not answers:
        return ""
    lines = []
    for one in answers:
        parts = [one.answer(visit.lang), one.response.note, *(item.text for item in one.response.evidence)]
        version = visit.say(UNDER, version=one.version) if one.version else ""
        content = LANGUAGES[visit.lang].semicolon.join(part for part in parts if part)
        lines.append(f"{one.title(visit.lang)}{version}{LANGUAGES[visit.lang].colon}{content}")
    return details(visit.say(COUNTED, title=visit.say(NO_LONGER_ASKED), count=len(answers)), lines)
