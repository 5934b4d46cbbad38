"""The thread above the question: what was asked and said, each answer to be changed in its place.

Data for the conversation (conversation.py), so that it can be tested without a browser.
"""

from __future__ import annotations

from typing import Any

from ecq.base.language import LANGUAGES
from ecq.interview.conversation import words as c
from ecq.interview.conversation.thread import Exchange, thread
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, citation_words
from ecq.web.interview.remarks import remarks_of
from ecq.web.interview.state import Conversation
from ecq.web.session.course import course_of
from ecq.web.session.going import show_question
from ecq.web.session.state import session
from ecq.web.session.visit import Visit
from ecq.web.session.who import who_made

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
    assert visit.stored is not None
    here, kept, course = session().page(Conversation), visit.stored, course_of(visit)
    remarks = [remark for remark in remarks_of(kept.id) if remark is not session().heard]
    shown, hidden = thread(visit.interview, visit.card, course, remarks, at, here.thread_shown or WINDOW)
    makers = {line.question: course.by[line.question] for line in shown if line.question in course.by}
    names = who_made(visit, makers.values())
    told: dict[str, Any] = {
        "line " + line.key: _line(visit, line, at, names.get(makers.get(line.question, NOBODY), "")) for line in shown
    }
    return told | {
        "lines": [line.key for line in shown],
        "earlier": visit.say(c.EARLIER, count=min(hidden, STRIDE)) if hidden else "",
    }


def _line(visit: Visit, line: Exchange, at: str | None, who: str) -> dict[str, Any]:
    question = visit.rubric.by_id[line.question]
    text = visit.words(question.text)
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
        law = [citation_words(visit.rubric, citation, visit.lang) for citation in question.sources[:1]]
        told["gate"] = [visit.say(c.GATE_FAILED), visit.words(question.gate.reason), *law, visit.say(c.GATE_EFFECT)]
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
    within = [q for q in interview.asked if rubric.place[q][1] == indicator]
    dimension = rubric.place[within[0]][0]
    skipped = sum(interview.states[q] == "unanswered" for q in within)
    left = sum(interview.states[q] == "unanswered" for q in interview.asked if rubric.place[q][0] == dimension)
    title = visit.words(rubric.nodes[indicator].title)
    parts = [visit.say(c.COMPLETED, indicator=title, settled=progress.settled, asked=progress.asked)]
    parts += [visit.say(c.COMPLETED_SKIPPED, count=skipped)] if skipped else []
    parts += [visit.say(c.COMPLETED_UNSURE, count=progress.unsure)] if progress.unsure else []
    rest = c.LEFT_IN_DIMENSION if left else c.NONE_LEFT_IN_DIMENSION
    whole = visit.say(rest, dimension=visit.words(rubric.nodes[dimension].title), count=left)
    language = LANGUAGES[visit.lang]
    return f"{language.comma.join(parts)}{language.semicolon}{whole}"
