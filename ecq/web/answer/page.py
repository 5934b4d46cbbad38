"""The page of whoever answers by invitation: their questions one by one, then all of them to look through and submit.

It stands at the link's address whatever the path, shows of the self-check its platform's name and the brand of whoever sent it, and leads nowhere else.
Nobody logs in here: the link is the key, so this is the one place that reaches the store without a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import Any

import streamlit as st

from ecq.assessment.changes import Attempt, annotate, answer, clean, clear, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence, drop_evidence
from ecq.assessment.model import NOTE_LIMIT, Assessment, Evidence
from ecq.base.errors import EcqError, StoreError
from ecq.base.language import LANGUAGES, Lang, error_sentence
from ecq.exchange import rubric_catalogue
from ecq.interview import words as c
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.store.brand_kits import BrandKits
from ecq.store.invitations import Attempts, Invitation, Invitations, ShutError
from ecq.store.organisations import Organisations
from ecq.store.proposals import OvertakenError
from ecq.store.stored import StoredAssessment
from ecq.telling.due import days_left
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words
from ecq.web.answer import words as t
from ecq.web.frame.frame import draw_alone
from ecq.web.html.components import component, draw, packed
from ecq.web.html.parts import card, draw_html, inert
from ecq.web.interview.presses import Press, new_press, value_sent
from ecq.web.interview.question import folds_html, reasons, ways_to_answer
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k
from ecq.web.session.state import Barred, Done, Held, Outcome, PageState, Refused, outcome_of, session
from ecq.web.session.stores import database
from ecq.web.session.visit import Visit, chosen_language, clock, say_refused, show_failure, today
from ecq.web.session.widget_keys import draft, drop_draft, keep_draft
from ecq.writers.html.blocks import tag

LINK_PARAM = "i"
How = Callable[[Assessment, str], Assessment | Invalid]
_attempts = Attempts()


class TooManyError(EcqError):
    """Too many links that open nothing were tried from here."""

    def __init__(self) -> None:
        super().__init__(t.TOO_MANY.en.rstrip("."), t.TOO_MANY.zh.rstrip("。"))


@dataclass
class Answers(PageState):
    """What the page of whoever answers by invitation keeps."""

    seen: tuple[str, Assessment] | None = None
    """The invitation, and its answers as this window has shown or changed them."""
    waiting: tuple[tuple[Question, How, Callable[[], None]], ...] = ()
    """Answers that could not be saved: to which question, what to do, and what to do once they are."""

    def took(self, outcome: Outcome) -> bool:
        """Whether a change was made; why it was not is then said on the page, also where it waits."""
        if isinstance(outcome, Held):
            self.refused = outcome.cause
        return super().took(outcome)


@dataclass
class Answering(Visit):
    """A visit by invitation: the answers of the invitation stand where a visit has those of a self-check."""

    invitation: Invitation

    @cached_property
    def looks_only(self) -> bool:
        """Never: whoever has the link answers, logged in or not."""
        return False

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric asked from; its name is no secret, the platform's is."""
        return rubric_catalogue.rubric_of(self.assessment.rubric.id, self.invitation.label)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, without what the rubric no longer asks."""
        return tuple(self.rubric.by_id[one] for one in self.invitation.questions if one in self.rubric.by_id)


def invitations() -> Invitations:
    """The invitations, for whoever has a link."""
    return Invitations(database())


def open_invitation(lang: Lang) -> Answering:
    """The invitation of the link. Raises ShutError, TooManyError, StoreError.

    A link that opens something does so however many wrong ones came from the same address: behind a proxy all may have one.
    """
    try:
        found = invitations().opened(secret())
    except ShutError as error:
        here, now = address(), time.monotonic()
        if error.why == "none":
            if not _attempts.allowed(here, now):
                raise TooManyError from None
            _attempts.failed(here, now)
        raise
    return Answering(lang, as_stored(found), found)


def address() -> str:
    """Where the visitor comes from; "" for all who sit at this computer."""
    return st.context.ip_address or ""


def as_stored(found: Invitation) -> StoredAssessment:
    """The answers of an invitation where the widgets of the interview look for them."""
    return StoredAssessment(found.id, found.answers, found.revision, found.changed_at)


def secret() -> str:
    """What stands in the link."""
    return str(st.query_params.get(LINK_PARAM, ""))


def change(visit: Answering, question: Question, how: How, after: Callable[[], None] = lambda: None) -> Outcome:
    """Change the answer to a question and keep it; one that cannot be saved now waits. For callbacks.

    `after` is done once it is saved, at once or later.
    """
    here, desk, at = session().page(Answers), invitations(), database().now()
    attempt = Attempt(lambda answers: how(answers, at))
    seen = here.seen[1] if here.seen and here.seen[0] == visit.invitation.id else visit.invitation.answers
    try:
        outcome = outcome_of(attempt, as_stored(desk.answer(secret(), attempt, seen)))
    except ShutError:
        return Barred()
    except OvertakenError as error:
        here.seen = None
        session().renewals += 1
        return Refused(error_sentence(error))
    except StoreError as error:
        here.waiting = (*here.waiting, (question, how, after))
        return Held(error_sentence(error))
    except EcqError as error:
        return Refused(error_sentence(error))
    if isinstance(outcome, Done):
        known = {**seen.responses, question.id: outcome.stored.assessment.response(question.id)}
        here.seen = (visit.invitation.id, seen.model_copy(update={"responses": known}))
        after()
    return outcome


def save_waiting(visit: Answering) -> Answering:
    """Save the answers that could not be saved when they were given, in order; the invitation as it is then."""
    here = session().page(Answers)
    waiting, here.waiting = here.waiting, ()
    if not waiting:
        return visit
    here.refused = None
    for question, how, after in waiting:
        here.took(change(visit, question, how, after))
    return open_invitation(visit.lang)


SIGNED = "answer-signed"


def submit(visit: Answering) -> None:
    """Hand in what the page shows; for callbacks."""
    with session().page(Answers).telling(), suppress(ShutError):
        signed = str(st.session_state.get(SIGNED) or "").strip()
        invitations().submit(secret(), visit.invitation.revision, signed)


KEY = "answering"
_component = component(
    "ecq_answering",
    '<div class="ecq ecq-conversation ecq-answering"></div>',
    __file__,
    *("../interview/answers.js", "answering.js"),
)


QUESTION_PARAM, END = "q", "end"


def draw_answer() -> None:
    """Draw it in place of the page of this address."""
    lang = chosen_language()
    visit = Visit(lang, None)

    def draw() -> None:
        try:
            _draw(save_waiting(open_invitation(lang)))
        except (ShutError, TooManyError) as error:
            with st.container(key="lost"):
                said = f"<h1>{escape(visit.say(t.SHUT))}</h1><p>{escape(visit.say(error_sentence(error)))}</p>"
                draw_html(card(said))
        except EcqError as error:
            show_failure(error, waits=bool(session().page(Answers).waiting))

    draw_alone(lang, "answer", visit.say(t.PAGE_ANSWER), draw)


def _draw(visit: Answering) -> None:
    invitation = visit.invitation
    session().page(Answers).seen = (invitation.id, invitation.answers)
    with st.container(key="answer"):
        _head(visit)
        say_refused(visit, Answers)
        if not invitation.takes_answers:
            _over(visit)
            return
        question = _asked(visit)
        session().question = question.id if question else None
        if question is None:
            _end(visit)
            return
        draw(_component, KEY, packed(_told(visit, question)), partial(_take, visit))
        draw_note(visit, question)
        draw_evidence(visit, question)
        _ways_on(visit, question)


def _asked(visit: Answering) -> Question | None:
    """The question of the address, else the one shown before, or the first one open; None to look through them all."""
    named = st.query_params.get(QUESTION_PARAM) or session().question
    if named == END or not visit.questions:
        return None
    by_id = {question.id: question for question in visit.questions}
    if named in by_id:
        return by_id[str(named)]
    still = (one for one in visit.questions if visit.assessment.response(one.id).state == "unanswered")
    return next(still, visit.questions[0] if visit.invitation.state == "returned" else None)


def _leave(visit: Answering, question: Question, to: str) -> None:
    """Go on, with what was typed as evidence and not added yet: what is written is kept."""
    if keys.text_in(f"evidence-what-{question.id}").strip():
        _add_typed(visit, question)
    _show(to)


def _show(question_id: str) -> None:
    session().panel = session().unfolded = None
    st.query_params[QUESTION_PARAM] = question_id


def _head(visit: Answering) -> None:
    invitation = visit.invitation
    count, answered = len(visit.questions), invitation.answered
    lines = []
    if invitation.created_by:
        names = Organisations(database()).names([invitation.created_by])
        lines += [visit.say(t.INVITED_BY, name=name) for name in names.values()]
    if invitation.takes_answers:
        lines += filter(None, (_due(visit), visit.say(t.EXPIRES, day=visit.day_of(invitation.expires_at))))
    saved = max((one.at or "" for one in invitation.answers.responses.values()), default="")
    if saved and invitation.takes_answers:
        lines.append(visit.say(t.SAVED, clock=clock(saved)))
    remark = ""
    if invitation.state == "returned":
        remark = f'<p class="ecq-returned" role="note">{escape(visit.say(t.RETURNED, remark=invitation.remark))}</p>'
    progress = visit.say(t.PROGRESS, answered=answered, count=count)
    share = 100 * answered // count if count else 0
    lead = f'<p class="muted">{escape(visit.say(t.LEAD))}</p>' if invitation.takes_answers else ""
    draw_html(
        f'<div class="ecq-invited">{_sender(visit)}<p><b>{escape(visit.say(t.FOR, label=invitation.label))}</b></p>{lead}{remark}'
        f'<p>{escape(progress)}</p><div class="ecq-bar thin" role="img" aria-label="{escape(progress)}">'
        f'<b style="left:0;width:{share}%"></b></div><p><small>{escape(" · ".join(lines))}</small></p></div>'
    )


def _sender(visit: Answering) -> str:
    """Whose brand it comes under, and for which platform it is; nothing where neither has a name."""
    kit = BrandKits(database()).over(visit.invitation.assessment_id)
    kept = database().find(visit.invitation.assessment_id)
    logo = f'<img class="ecq-logo" src="{kit.logo.address}" alt="">' if kit.logo else ""
    names = [f"<b>{escape(name)}</b>" for name in (kept.assessment.name if kept else "", kit.name) if name]
    return f"{logo}<p>{' · '.join(names)}</p>" if logo or names else ""


def _due(visit: Answering) -> str:
    left = days_left(visit.invitation, today())
    if left is None:
        return ""
    named = visit.day_of(f"{visit.invitation.due}T12:00:00+00:00")
    if left < 0:
        return visit.say(t.OVERDUE, day=named, late=-left)
    return visit.say(t.DUE, day=named, left=left) if left else visit.say(t.DUE_TODAY)


def _told(visit: Answering, question: Question) -> dict[str, Any]:
    """What the component draws."""
    number = visit.questions.index(question) + 1
    response = visit.assessment.response(question.id)
    gate = tag("red", visit.say(w.GATE)) if question.gate else ""
    state = tag("plain", visit.say(w.STATES[response.state])) if response.state != "unanswered" else ""
    place = visit.say(t.QUESTION_OF, number=number, count=len(visit.questions))
    chips = [("na", visit.say(w.NOT_APPLICABLE))] if question.not_applicable else []
    chips.append(("unsure", visit.say(w.UNSURE)))
    if response.state != "unanswered":
        chips.append(("clear", visit.say(w.CLEAR_ANSWER)))
    return {
        "words": {"places": visit.say(t.PLACES)},
        "at": question.id,
        "places": [
            {
                "id": one.id,
                "text": str(at),
                "state": state_of,
                "label": visit.say(t.PLACE, number=at, state=visit.say(w.STATES[state_of])),
            }
            for at, one in enumerate(visit.questions, 1)
            for state_of in (visit.assessment.response(one.id).state,)
        ],
        "asked": f'<div class="ecq-question" data-question="{escape(question.id)}"><small>{escape(place)}</small> {gate}{state}'
        f"<h1>{escape(visit.say(question.text))}</h1>{folds_html(visit, question)}</div>",
        "answers": ways_to_answer(visit, question),
        "reasons": reasons(visit, question) if session().panel == "na" and question.not_applicable else None,
        "chips": chips,
    }


def _take(visit: Answering, sent: Any) -> None:
    """Do what was pressed, before the page is drawn again; what makes no sense does nothing."""
    here, by_id, press = session(), {one.id: one for one in visit.questions}, new_press(sent)
    if press is None or (question := by_id.get(press.question or "")) is None:
        return
    match press:
        case Press(do="go", to=str(to)) if to in by_id:
            _leave(visit, question, to)
        case Press(do="na"):
            here.panel = None if here.panel == "na" else "na"
        case Press(do="answer") if (given := value_sent(question, press.value)) is not None:
            _changed(change(visit, question, lambda answers, at: answer(answers, question, given, at)))
        case Press(do="reason", value=str(reason)):
            _changed(change(visit, question, lambda answers, at: set_aside(answers, question, reason, at)))
        case Press(do="unsure"):
            _changed(change(visit, question, lambda answers, at: mark_unsure(answers, question, at)))
        case Press(do="clear"):
            if here.page(Answers).took(change(visit, question, lambda answers, at: clear(answers, question, at))):
                here.renewals += 1


def _changed(outcome: Outcome) -> None:
    if session().page(Answers).took(outcome):
        session().panel = None


def _ways_on(visit: Answering, question: Question) -> None:
    number, go = visit.questions.index(question), partial(_leave, visit, question)
    with st.container(key="actions", horizontal=True):
        if number:
            before = visit.questions[number - 1].id
            st.button(visit.say(t.PREVIOUS), key="previous", on_click=go, args=(before,))
        last = number + 1 == len(visit.questions)
        following = END if last else visit.questions[number + 1].id
        label = visit.say(t.TO_END if last else c.NEXT)
        st.button(label, key="next", type="primary", on_click=go, args=(following,))
        if not last:
            st.button(visit.say(t.TO_END), key="to-end", type="tertiary", on_click=go, args=(END,))


def _end(visit: Answering) -> None:
    draw_html(f"<h1>{escape(visit.say(t.TO_END))}</h1>")
    left = len(visit.questions) - visit.invitation.answered
    if not visit.invitation.answered:
        st.write(visit.say(t.NONE_YET))
    else:
        st.write(visit.say(t.SOME_LEFT, count=left) if left > 0 else visit.say(t.ALL_DONE))
    if numbers := [number for number, one in enumerate(visit.questions, 1) if draft(keys.note(one.id)) is not None]:
        st.warning(visit.say(t.NOTES_UNSAVED, numbers=LANGUAGES[visit.lang].listed(map(str, numbers))))
    for number, question in enumerate(visit.questions, 1):
        open_one = visit.assessment.response(question.id).state == "unanswered"
        with st.container(key=f"through-{question.id}", horizontal=True, vertical_alignment="center"):
            draw_html(_line(visit, number, question), width="stretch")
            label = visit.say(w.ANSWER if open_one else w.CHANGE)
            st.button(label, key=f"change-{question.id}", on_click=_show, args=(question.id,), width="content")
    if visit.invitation.answered:
        st.text_input(visit.say(t.SIGNED), max_chars=200, key=SIGNED, placeholder=visit.say(t.SIGNED_HINT))
        st.button(visit.say(t.SUBMIT), key="submit", type="primary", on_click=submit, args=(visit,))


def _line(visit: Answering, number: int, question: Question) -> str:
    response = visit.assessment.response(question.id)
    colon = LANGUAGES[visit.lang].colon
    more = [f"{visit.say(w.NOTE)}{colon}{response.note}"] if response.note else []
    hand = {True: visit.say(w.EVIDENCE_IN_HAND), False: visit.say(w.EVIDENCE_WANTED)}
    more += [f"{visit.say(w.EVIDENCE)}{colon}{piece.text} · {hand[piece.in_hand]}" for piece in response.evidence]
    below = "".join(f"<p><small>{escape(line)}</small></p>" for line in more)
    return (
        f'<div class="ecq-through"><p>{number}. {escape(visit.say(question.text))}</p>'
        f"<p><b>{escape(answer_words(question, response, visit.lang))}</b></p>{below}</div>"
    )


def _over(visit: Answering) -> None:
    """What stands there once it is handed in."""
    accepted = visit.invitation.state == "accepted"
    when = visit.when(visit.invitation.changed_at)
    lead = visit.say(t.ACCEPTED_LEAD) if accepted else visit.say(t.SUBMITTED_LEAD, day=when)
    title = visit.say(t.ACCEPTED if accepted else t.SUBMITTED)
    lines = "".join(_line(visit, number, question) for number, question in enumerate(visit.questions, 1))
    draw_html(f"<h1>{escape(title)}</h1><p>{escape(lead)}</p>" + card(f"<h2>{escape(visit.say(t.YOURS))}</h2>{lines}"))


def draw_note(visit: Answering, question: Question) -> None:
    """The note's field, kept when it loses focus; what could not be kept stays in it."""
    key, here = keys.note(question.id), session().page(Answers)

    def save() -> None:
        text = keys.text_in(key)
        sent = change(visit, question, lambda answers, at: annotate(answers, question, text, at), saved)
        if not here.took(sent):
            keep_draft(key, text)

    def saved() -> None:
        drop_draft(key)

    kept, unsaved = visit.assessment.response(question.id).note, draft(key)
    st.text_area(visit.say(w.NOTE), value=kept if unsaved is None else unsaved, key=key, on_change=save, height=80)
    if unsaved is not None:
        refused = clean(unsaved, NOTE_LIMIT)
        if isinstance(refused, Invalid):
            st.error(inert(visit.say(refused.sentence)))
            return
        if kept and kept != unsaved:
            st.caption(inert(visit.say(t.NOTE_ELSEWHERE, note=kept)))
        st.button(visit.say(k.SAVE_AGAIN), key="note-again", on_click=save)


def _add_typed(visit: Answering, question: Question) -> None:
    """Add what is typed as evidence; for callbacks."""
    what = f"evidence-what-{question.id}"
    text, there = keys.text_in(what), bool(st.session_state.get(f"evidence-in-hand-{question.id}"))
    how: How = lambda answers, at: add_evidence(answers, question, text, there, at)  # noqa: E731

    def saved() -> None:
        st.session_state[what] = ""
        drop_draft(what)

    if not session().page(Answers).took(change(visit, question, how, saved)):
        keep_draft(what, text)  # a page that cannot be drawn meanwhile would lose it


def draw_evidence(visit: Answering, question: Question) -> None:
    """What evidence there is, each piece to be removed, and the field for another."""
    pieces = visit.assessment.response(question.id).evidence
    what, in_hand = f"evidence-what-{question.id}", f"evidence-in-hand-{question.id}"
    here = session().page(Answers)

    def remove(index: int, piece: Evidence) -> None:
        here.took(change(visit, question, lambda answers, at: drop_evidence(answers, question, index, at, seen=piece)))

    with st.container(border=True, key="answer-evidence", gap="small"):
        for index, piece in enumerate(pieces):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                state = visit.say(w.EVIDENCE_IN_HAND if piece.in_hand else w.EVIDENCE_WANTED)
                st.markdown(f"{inert(piece.text)} · {inert(state)}", width="content")
                st.button(
                    inert(visit.say(t.EVIDENCE_REMOVE, what=piece.text)),  # seen as a cross
                    key=f"evidence-remove-{question.id}-{index}",
                    type="tertiary",
                    help=inert(visit.say(t.EVIDENCE_REMOVE, what=piece.text)),
                    on_click=remove,
                    args=(index, piece),
                )
        st.text_input(visit.say(t.EVIDENCE_WHAT), value=draft(what) or "", key=what)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.checkbox(visit.say(w.EVIDENCE_IN_HAND), value=True, key=in_hand)
            st.button(visit.say(t.EVIDENCE_ADD), key="evidence-add", on_click=_add_typed, args=(visit, question))
