"""Streamlit's page objects by name, so that each page can link to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pages:
    """Streamlit's page objects by name."""

    start: Any
    profile: Any
    interview: Any
    results: Any
    evidence: Any
    plan: Any
    inbox: Any
    progress: Any
    portfolio: Any
    people: Any
