"""The thread of the interview: where it is, the remarks, what was asked and said, each answer to be changed in place.

Remarks are read once for a window, and added to as one types and skips. The thread is data for the conversation
(conversation.py), so that it can be tested without a browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from ecq.assessment.history.journal import Remark, RemarkKind, shortened
from ecq.base.errors import StoreError
from ecq.base.language import LANGUAGES
from ecq.interview import words as c
from ecq.interview.thread import Exchange, thread
from ecq.store.person import NotAllowedError
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, citation_words
from ecq.web.session.going import show_question
from ecq.web.session.history import course_of, who_made
from ecq.web.session.state import AS_READ, OF_ASSESSMENT, OF_BOTH, PageState, session
from ecq.web.session.stores import store
from ecq.web.session.visit import ID_PARAM, Visit, find
from ecq.web.session.waiting import DECLINED, as_it_was_kept, as_kept


@dataclass(frozen=True)
class Lead:
    """A question that words said elsewhere may be about."""

    question: str
    words: str


_LEADS: TypeAdapter[tuple[Lead, ...]] = TypeAdapter(tuple[Lead, ...])


@dataclass
class Conversation(PageState):
    """Where the conversation is, and what the browser has of it."""

    addressed: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """The question that the address names since the last run; another one there means Back, Forward or a link."""
    thread_shown: int | None = field(default=None, metadata=OF_ASSESSMENT)
    """How many exchanges of the thread are shown, where earlier ones were asked for."""
    remarks: tuple[str, tuple[Remark, ...]] | None = field(default=None, metadata=OF_BOTH)
    """The remarks of an assessment, but for what waits."""
    kept: Mapping[str, Remark] = field(default_factory=dict)
    """What waits at its questions, as the database has it, and under "" where words may lead."""
    taken_up: str | None = field(default=None, metadata=OF_BOTH)
    """The assessment of which this window has taken up what waits."""
    typed: tuple[str, str] = field(default=("", ""), metadata=OF_ASSESSMENT)
    """The mark of what was typed last, and the text itself where it goes back into the field to be mended."""
    told: tuple[int, Mapping[str, Any]] | None = field(default=None, metadata=AS_READ)
    """What the browser has of the conversation: the number of the last telling, and its parts. None: nothing."""
    tellings: int = 0
    """How often the browser was told of the conversation."""
    worded: dict[str, tuple[tuple[object, ...], dict[str, Any]]] = field(default_factory=dict)
    """The exchanges shown last as the browser is told of them, each with what that rests on."""
    history_shown: tuple[str, int] | None = field(default=None, metadata=OF_ASSESSMENT)
    """The question whose history was unfolded further, and to how many entries."""
    declined: frozenset[str] = field(default=frozenset(), metadata=OF_ASSESSMENT)
    """The questions at which what was said elsewhere was declined."""
    greeted: str | None = None
    """The assessment that was welcomed back to."""
    leads: tuple[Lead, ...] = field(default=(), metadata=OF_ASSESSMENT)
    """The questions that the words typed last may be about."""


def remarks_of(assessment_id: str) -> tuple[Remark, ...]:
    """All remarks, oldest first; those of other windows as of when this one came."""
    here = session().page(Conversation)
    known = here.remarks
    if known is None or known[0] != assessment_id:
        kept = store().remarks(assessment_id)
        here.kept = {one.question: one for one in kept if one.kind == "waits"}
        known = here.remarks = (assessment_id, tuple(one for one in kept if one.kind != "waits"))
    return known[1]


def take_up_what_waits(visit: Visit) -> None:
    """Have what waits at questions, or was declined there, as it was kept; nothing does where the answer has changed since."""
    here, conversation, assessment_id = session(), session().page(Conversation), visit.kept.id
    remarks_of(assessment_id)
    kept = conversation.kept
    if conversation.taken_up != assessment_id:
        conversation.taken_up, taken = assessment_id, {} if visit.looks_only else kept
        waiting = (as_it_was_kept(remark.reply, visit.rubric) for one, remark in taken.items() if one)
        here.waits = {one.question: one for one in waiting if one}
        conversation.declined = frozenset(one for one, remark in taken.items() if remark.reply == DECLINED)
        conversation.leads = ()
        with suppress(KeyError, ValidationError):
            conversation.leads = _LEADS.validate_json(taken[""].reply)
    answered = course_of(visit).answered
    over = {one for one, remark in kept.items() if remark.reply and answered.get(one, 0) > remark.revision}
    if over:  # and is taken out with the next press
        here.waits = {one: waiting for one, waiting in here.waits.items() if one not in over}
        conversation.declined -= over
        conversation.kept = {**kept, **{one: replace(kept[one], reply="") for one in over}}


def keep_what_waits(visit: Visit) -> None:
    """Keep what waits at questions, or was declined there, where that changed with a press; for callbacks, after all else.

    What could not be kept waits in this window all the same, and is kept with a later press.
    """
    here, conversation = session(), session().page(Conversation)
    if visit.looks_only or conversation.taken_up != visit.kept.id:
        return
    waiting = {one: of.of_the_question for one, of in here.waits.items()}
    now = dict.fromkeys(conversation.declined, DECLINED) | {one: as_kept(of) for one, of in waiting.items() if of}
    if conversation.leads:
        now[""] = _LEADS.dump_json(conversation.leads).decode()
    kept = conversation.kept
    was = {one: remark.reply for one, remark in kept.items()}
    changed = [one for one in {**was, **now} if was.get(one) != now.get(one)]
    with suppress(StoreError, NotAllowedError):
        newest = find(visit.kept.id) if changed else None
        if newest is not None:
            here.saved, revision = newest, newest.revision
            rows = {one: Remark(revision, one, "waits", reply=now[one]) if one in now else None for one in changed}
            store().keep_waiting(newest.id, rows)
            conversation.kept = {one: remark for one, remark in {**kept, **rows}.items() if remark}


def add_remark(question_id: str, kind: RemarkKind, words: str = "", reply: str = "") -> Remark | None:
    """Add a remark to the conversation; for callbacks, after the change that the words made."""
    kept = find(st.query_params.get(ID_PARAM, ""))
    if kept is None:
        return None
    session().saved = kept
    remark = Remark(kept.revision, question_id, kind, shortened(words), reply)
    earlier = remarks_of(kept.id)
    session().page(Conversation).remarks = (kept.id, (*earlier, remark))
    # that answers cannot be saved, or not by this person, is said beside them; this window shows the words all the same
    with suppress(StoreError, NotAllowedError):
        store().add_remark(kept.id, remark)
    return remark


WINDOW, STRIDE = 12, 30
NOBODY = ("", "", 0)
LONGEST_ANSWER = 90


def show_earlier() -> None:
    """Show more of the thread; for callbacks."""
    here = session().page(Conversation)
    here.thread_shown = (here.thread_shown or WINDOW) + STRIDE


def change_from_thread(question_id: str, at: str | None) -> None:
    """Show a question again; after the change the interview goes on where it was. For callbacks."""
    show_question(question_id)
    session().resume = at if at != question_id else None


def told_of_thread(visit: Visit, at: str | None) -> dict[str, Any]:
    """The last exchanges, more where earlier ones were asked for: their order, each of them, and the button for more."""
    here, kept, course = session().page(Conversation), visit.kept, course_of(visit)
    remarks = [remark for remark in remarks_of(kept.id) if remark is not session().heard]
    shown, hidden = thread(visit.interview, visit.card, course, remarks, at, here.thread_shown or WINDOW)
    makers = {line.question: course.by[line.question] for line in shown if line.question in course.by}
    names = who_made(visit, makers.values())
    known, here.worded = here.worded, {}
    for line in shown:
        response, who = visit.assessment.responses.get(line.question), names.get(makers.get(line.question, NOBODY), "")
        rests_on = line, response, line.question == at, who, visit.lang, visit.looks_only, visit.rubric.digest
        worded = known.get(line.key)
        if worded is None or worded[0] != rests_on or line.completes:  # where an indicator stands changes elsewhere
            worded = rests_on, _line(visit, line, at, who)
        here.worded[line.key] = worded
    return {"line " + key: told for key, (_, told) in here.worded.items()} | {
        "lines": [line.key for line in shown],
        "earlier": visit.say(c.EARLIER, count=min(hidden, STRIDE)) if hidden else "",
    }


def _line(visit: Visit, line: Exchange, at: str | None, who: str) -> dict[str, Any]:
    question = visit.rubric.by_id[line.question]
    text = visit.say(question.text)
    told: dict[str, Any] = {"key": line.key, "kind": line.kind}
    if line.words:
        told["words"] = line.words
    if line.kind == "reply":
        return {**told, "reply": line.reply}
    told |= {"id": line.question, "question": text, **_answer(visit, line)}
    if line.question == at:
        told["now"] = visit.say(w.SHOWN_BELOW if visit.looks_only else c.CHANGING)
    else:
        told["change"] = visit.say(w.LOOK if visit.looks_only else c.CHANGES[line.kind])
    traces = [visit.say(c.NOTED)] if line.noted and not (line.words and line.kind == "unsure") else []
    traces += [visit.say(c.EVIDENCE_COUNT, count=line.evidence)] if line.evidence else []
    traces += [who] if who and line.kind != "skipped" else []
    if traces:
        told["traces"] = traces
    if line.gate_failed and question.gate:
        stop = LANGUAGES[visit.lang].full_stop
        law = [citation_words(visit.rubric, citation, visit.lang) + stop for citation in question.sources[:1]]
        told["gate"] = [visit.say(c.GATE_FAILED), visit.say(question.gate.reason), *law, visit.say(c.GATE_EFFECT)]
    if line.completes:
        told["milestone"] = _milestone(visit, line.completes)
    return told


def _answer(visit: Visit, line: Exchange) -> dict[str, str]:
    if line.kind == "skipped":
        return {"tag": visit.say(c.SKIPPED)}
    if line.kind == "open":
        return {}
    question, response = visit.rubric.by_id[line.question], visit.assessment.response(line.question)
    given = answer_words(question, response, visit.lang)
    given = given if len(given) <= LONGEST_ANSWER else given[: LONGEST_ANSWER - 1] + "…"
    if not line.words:
        return {"answer": given}
    if line.kind == "unsure":
        return {"taken": visit.say(c.TAKEN_AS_UNSURE if line.noted else c.TAKEN_AS_UNSURE_ALONE)}
    return {"taken": visit.say(c.TAKEN_AS, answer=given)}


def _milestone(visit: Visit, indicator: str) -> str:
    """Where an indicator stands whose questions have all been asked, and what is left of its dimension."""
    interview, rubric = visit.interview, visit.rubric
    progress = interview.by_indicator[indicator]
    dimension = next(place[0] for place in rubric.place.values() if place[1] == indicator)
    unanswered = [q for q, state in interview.states.items() if state == "unanswered"]
    skipped = [rubric.place[q][1] for q in unanswered].count(indicator)
    left = [rubric.place[q][0] for q in unanswered].count(dimension)
    title = visit.say(rubric.nodes[indicator].title)
    parts = [visit.say(c.COMPLETED, indicator=title, settled=progress.settled, asked=progress.asked)]
    parts += [visit.say(c.COMPLETED_SKIPPED, count=skipped)] if skipped else []
    parts += [visit.say(c.COMPLETED_UNSURE, count=progress.unsure)] if progress.unsure else []
    rest = c.LEFT_IN_DIMENSION if left else c.NONE_LEFT_IN_DIMENSION
    whole = visit.say(rest, dimension=visit.say(rubric.nodes[dimension].title), count=left)
    language = LANGUAGES[visit.lang]
    return f"{language.comma.join(parts)}{language.semicolon}{whole}"
