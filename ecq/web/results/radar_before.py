"""The newest snapshot as the earlier state in the radar, where the reader wants it. Draws one box; scores what it hands on."""

from __future__ import annotations

import streamlit as st

from ecq.scoring import Scorecard, score
from ecq.web import stamps
from ecq.web.clock import zone
from ecq.web.history_view import snapshot_state
from ecq.web.inert import inert
from ecq.web.visit import Visit, store
from ecq.wording import progress as w


def radar_before(visit: Visit) -> tuple[Scorecard | None, str]:
    """The newest snapshot that is not the present state, if it is to be drawn, and what the picture's words add for it."""
    assert visit.kept is not None
    found = store().snapshots(visit.kept.id)
    newest = next((one for one in found if one.revision != visit.kept.revision), None)
    if newest is None:
        return None, ""
    at = stamps.minute(newest.at, zone())
    label = visit.say(w.RADAR_BEFORE, name=inert(newest.name), at=at)
    if not st.checkbox(label, value=True, key="radar-before"):
        return None, ""
    state = snapshot_state(visit, newest)
    return score(state.rubric, state.assessment), visit.say(w.RADAR_BEFORE_ALT, name=newest.name)
