"""The box that adds the newest snapshot to the radar as an earlier state."""

from __future__ import annotations

import streamlit as st

from ecq.scoring.scorecard import Scorecard, score
from ecq.telling.progress import words as w
from ecq.web.html.inert import inert
from ecq.web.session import stamps
from ecq.web.session.clock import zone
from ecq.web.session.past_states import snapshot_state
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit


def radar_before(visit: Visit) -> tuple[Scorecard | None, str]:
    """The newest snapshot that differs from the present state, if it is to be drawn, and its part of the description."""
    assert visit.stored is not None
    snapshots = store().snapshots(visit.stored.id)
    newest = next((one for one in snapshots if one.revision != visit.stored.revision), None)
    if newest is None:
        return None, ""
    at = stamps.minute(newest.at, zone())
    label = visit.say(w.RADAR_BEFORE, name=inert(newest.name), at=at)
    if not st.checkbox(label, value=True, key="radar-before"):
        return None, ""
    state = snapshot_state(visit, newest)
    return score(state.rubric, state.assessment), visit.say(w.RADAR_BEFORE_ALT, name=newest.name)
