"""Keys of widgets and components whose values are read or set in code. Other keys stand where the widget is drawn."""

from __future__ import annotations

import streamlit as st

# On every page
TOP_BAR, SIDE, BROWSER_HELPER = "top-bar", "side", "browser-helper"

# Profile
PROFILE_NAME, PROFILE_TARGET, PROFILE_RUBRIC = "profile-name", "profile-target", "profile-rubric"

# The list of self-checks
SELF_CHECKS = "self-checks-list"

# The overview
OVERVIEW = "overview"

# The plan
PLAN_TARGET, PLAN_GOAL, PLAN_TIMELINE, PLAN_CURVE, PLAN_CHEAPEST = (
    "plan-target",
    "plan-goal",
    "plan-timeline",
    "plan-curve",
    "plan-cheapest",
)
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


def owner_days(owner: str) -> str:
    """The person-days a week of an owner; "" is whoever does what has none."""
    return f"plan-owner-days-{owner}"


def plan_list(kind: str) -> str:
    """The list of steps: cheapest or agreed."""
    return f"plan-list-{kind}"


def text_in(key: str) -> str:
    """The content of a text field."""
    return st.session_state.get(key) or ""
