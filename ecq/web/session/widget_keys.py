"""Keys of widgets and components whose values are read or set in code, and how such a field is filled again.

Rejected input is put back into its field so that it can be corrected; fields are drawn afresh after an undo. Other
keys stand where the widget is drawn.
"""

from __future__ import annotations

import streamlit as st

from ecq.web.session.state import session

# On every page
TOP_BAR, SIDE, BROWSER_HELPER = "top-bar", "side", "browser-helper"

# Profile
PROFILE_NAME, PROFILE_TARGET, PROFILE_RUBRIC = "profile-name", "profile-target", "profile-rubric"
PROFILE_TOLD = "tell-platform-words"

# The list of self-checks
SELF_CHECKS = "self-checks-list"

# The overview
OVERVIEW = "overview"

# The plan
PLAN_TARGET, PLAN_GOAL = "plan-target", "plan-goal"
PLAN_TIMELINE, PLAN_CURVE, PLAN_CHEAPEST = "plan-timeline", "plan-curve", "plan-cheapest"
PLAN_DAYS = {"start": "plan-start", "ready_by": "plan-ready-by"}
PLAN_CALENDAR = "plan-calendar"
PLAN_LIMITS = {
    "weekly": "plan-weekly",
    "days_off": "plan-days-off",
    "max_lead_time": "plan-longest",
    "capacity": "plan-capacity",
}

# The portfolio
PORTFOLIO_WHICH, PORTFOLIO_VIEW, PORTFOLIO_COMPARE = "portfolio-which", "portfolio-view", "portfolio-compare"
# Results
RESULTS_VIEW = "results-view"
BRAND_NAME, BRAND_ACCENT = "report-brand", "report-accent"

# Progress
COMPARE_FROM, COMPARE_TO, COMPARE_FILE = "progress-from", "progress-to", "progress-file"
SNAPSHOT_NAME = "snapshot-name"


def note(question_id: str) -> str:
    """The note of a question."""
    return f"note-{question_id}"


def fact(fact_id: str) -> str:
    """A fact of the profile."""
    return f"fact-{fact_id}"


def text_in(key: str) -> str:
    """The content of a text field."""
    return st.session_state.get(key) or ""


def draft(field: str) -> str | None:
    """The field's last rejected text; None once a text was accepted."""
    return session().drafts.get(field)


def keep_draft(field: str, text: str) -> None:
    """Remember a rejected text."""
    session().drafts = {**session().drafts, field: text}


def drop_draft(field: str) -> None:
    """Forget it: the field's text was accepted."""
    session().drafts = {name: text for name, text in session().drafts.items() if name != field}


def renew(*questions: str) -> None:
    """Redraw fields from the saved answer: what was ticked or typed before an undo must not look like the answer."""
    for question_id in questions:
        drop_draft(note(question_id))
    session().renewals += 1
