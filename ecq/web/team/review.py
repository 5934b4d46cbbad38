"""Reviewing what a respondent submitted: beside what the self-check says now, accepted into it or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from ecq.assessment.history.journal import ConflictError
from ecq.assessment.model import Response
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import Text, filled
from ecq.store.invitations import REMARK_LIMIT, Invitation
from ecq.telling.team.review import Submitted, submitted, taken_over
from ecq.telling.text.not_counted import NotCounted, not_counted
from ecq.telling.text.sentences import answer_words, interval_words
from ecq.web.html.parts import block
from ecq.web.html.words import inert, sentence
from ecq.web.session import widget_keys as keys
from ecq.web.session.clock import day_and_clock
from ecq.web.session.drafts import renew
from ecq.web.session.score_cache import scored
from ecq.web.session.state import session
from ecq.web.session.stores import invitations, store
from ecq.web.session.visit import Visit, now
from ecq.web.team import words as t
from ecq.web.team.invite import Team

KEEP, TAKE = "keep", "take"


def draw_review(visit: Visit, invitation: Invitation) -> None:
    """What was submitted, what it would change, and the two buttons."""
    assert visit.stored is not None
    since = store().entries(visit.stored.id, since=invitation.base)
    shown = tuple(one for one in submitted(visit.assessment, invitation, since) if one.question in visit.rubric.by_id)
    with st.container(border=True, key=f"review-{invitation.id}"):
        when = day_and_clock(invitation.changed_at, now(), visit.lang)
        counts = {"answered": invitation.answered, "count": len(invitation.questions)}
        lead = visit.say(t.HANDED_IN, day=when, **counts)
        st.html(block(f"<h3>{escape(invitation.label)}</h3><p><small>{escape(lead)}</small></p>{_table(visit, shown)}"))
        asked_about = [one for one in shown if one.meanwhile]
        if asked_about:
            st.markdown(inert(visit.say(t.MEANWHILE)))
        for one in asked_about:
            _which(visit, invitation, one)
        _effect(visit, invitation, shown)
        if not visit.may("review"):
            st.caption(visit.say(t.MAY_NOT_REVIEW))
            return
        st.text_input(visit.say(t.REMARK), max_chars=REMARK_LIMIT, key=_remark(invitation))
        with st.container(horizontal=True):
            st.button(
                visit.say(t.ACCEPT),
                key=f"accept-{invitation.id}",
                type="primary",
                on_click=_accept,
                args=(visit, invitation, shown),
            )
            st.button(
                visit.say(t.SEND_BACK), key=f"return-{invitation.id}", on_click=_send_back, args=(visit, invitation)
            )


def _table(visit: Visit, shown: Sequence[Submitted]) -> str:
    """Question, what the self-check says, what was submitted; on a phone one below the other."""
    asked, now_head, then_head = (escape(visit.say(head)) for head in (t.QUESTION, t.NOW, t.SUBMITTED))
    rows = []
    for one in shown:
        more = [visit.say(t.ADDS_NOTE, note=one.note)] if one.note else []
        more += [visit.say(t.ADDS_EVIDENCE, what=piece.text) for piece in one.evidence]
        more += [visit.words(found.why) for found in _in_vain(visit, [one])]
        given = _said(visit, one.question, one.then) if one.answers else visit.say(t.SAME)
        below = "".join(f"<small>{escape(line)}</small>" for line in more)
        rows.append(
            f"<tr><td>{escape(visit.words(visit.rubric.by_id[one.question].text))}</td>"
            f'<td data-head="{now_head}">{escape(_said(visit, one.question, one.now))}</td>'
            f'<td data-head="{then_head}">{escape(given)}{below}</td></tr>'
        )
    head = "".join(f'<th scope="col">{one}</th>' for one in (asked, now_head, then_head))
    return f'<table class="ecq-rows ecq-review"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _in_vain(visit: Visit, shown: Sequence[Submitted]) -> tuple[NotCounted, ...]:
    """Those of what was submitted that do not count under the profile."""
    given = (one.question for one in shown if one.answers or one.evidence)
    return not_counted(visit.rubric, visit.assessment, given)


def _said(visit: Visit, question_id: str, response: Response) -> str:
    return answer_words(visit.rubric.by_id[question_id], response, visit.lang)


def _which(visit: Visit, invitation: Invitation, one: Submitted) -> None:
    """Which of two answers holds; nothing is chosen beforehand."""
    labels = {
        KEEP: visit.say(t.KEEP, answer=_said(visit, one.question, one.now)),
        TAKE: visit.say(t.TAKE, answer=_said(visit, one.question, one.then)),
    }
    question = visit.words(visit.rubric.by_id[one.question].text)
    key = _choice(invitation, one.question)
    st.radio(inert(question), list(labels), index=None, format_func=lambda what: inert(labels[what]), key=key)


def _choice(invitation: Invitation, question_id: str) -> str:
    return f"which-{invitation.id}-{question_id}"


def _undecided(invitation: Invitation, one: Submitted) -> bool:
    return one.meanwhile and not st.session_state.get(_choice(invitation, one.question))


def _remark(invitation: Invitation) -> str:
    return f"remark-{invitation.id}"


def _kept(invitation: Invitation, shown: Sequence[Submitted]) -> set[str]:
    """The questions whose present answer stays, as chosen so far."""
    asked_about = {one.question for one in shown if one.meanwhile}
    return {one for one in asked_about if st.session_state.get(_choice(invitation, one)) != TAKE}


def _effect(visit: Visit, invitation: Invitation, shown: Sequence[Submitted]) -> None:
    """What accepting it would do to the score, once it is chosen which answers hold."""
    if not any(one.changes for one in shown):
        st.caption(visit.say(t.NOTHING_NEW))
        return
    if any(_undecided(invitation, one) for one in shown):
        return
    try:
        after = scored(visit.rubric, taken_over(visit.assessment, invitation, _kept(invitation, shown), now()))
    except AssessmentError as error:
        st.error(inert(visit.say(sentence(error))))
        return
    before = interval_words(visit.card.score.low, visit.card.score.high)
    then = interval_words(after.score.low, after.score.high)
    st.caption(visit.say(t.SCORE_STAYS if before == then else t.SCORE_MOVES, before=before, after=then))


def _accept(visit: Visit, invitation: Invitation, shown: Sequence[Submitted]) -> None:
    """Take it over as the page shows it; for callbacks."""
    assert visit.stored is not None
    here = session().page(Team)
    if any(_undecided(invitation, one) for one in shown):
        here.refused = t.DECIDE
        return
    kept = _kept(invitation, shown)
    try:
        stored = invitations().accept(
            visit.stored.id,
            invitation.id,
            lambda assessment, found: taken_over(assessment, found, kept, now()),
            seen=visit.stored.revision,
            revision=invitation.revision,
        )
    except ConflictError:
        here.refused = t.CHANGED_SINCE
        return
    except EcqError as error:
        here.refused = sentence(error)
        return
    if stored is not None:
        in_vain = (
            Text(zh=f"{asked.zh} {one.why.zh}", en=f"{asked.en} {one.why.en}")
            for one in _in_vain(visit, [one for one in shown if one.question not in kept])
            for asked in (visit.rubric.by_id[one.question].text,)
        )
        session().saved, here.notice = stored, (filled(t.DONE["accept"], label=invitation.label), *in_vain)
        renew(*invitation.questions)


def _send_back(visit: Visit, invitation: Invitation) -> None:
    """Send it back with the remark; for callbacks."""
    assert visit.stored is not None
    here = session().page(Team)
    try:
        invitations().send_back(visit.stored.id, invitation.id, keys.text_in(_remark(invitation)), invitation.revision)
    except EcqError as error:
        here.refused = sentence(error)
        return
    here.notice = (filled(t.DONE["return"], label=invitation.label),)
