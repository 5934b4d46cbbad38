"""The remarks of the assessment on screen: read once for a window, and added to as one types and skips."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from ecq.assessment.history.remarks import Remark, RemarkKind, shortened
from ecq.base.errors import StoreError
from ecq.store.access.person import NotAllowedError
from ecq.web.interview.state import Conversation
from ecq.web.session.state import session
from ecq.web.session.stores import store
from ecq.web.session.visit import ID_PARAM, find


def remarks_of(assessment_id: str) -> tuple[Remark, ...]:
    """All remarks, oldest first; those of other windows as of when this one came."""
    here = session().page(Conversation)
    known = here.remarks
    if known is None or known[0] != assessment_id:
        known = here.remarks = (assessment_id, store().remarks(assessment_id))
    return known[1]


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
