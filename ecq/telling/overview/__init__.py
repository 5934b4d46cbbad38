"""The overview of all questions: a row for each, filters and a search.

Pure: a rubric, an assessment and its scorecard in, rows out. Must not know screens, addresses
or the time. The search needs rapidfuzz; the rest does not.
"""

from ecq.telling.overview.rows import (
    SHOWS,
    Excluded,
    Row,
    RowState,
    Show,
    Tally,
    asked_in,
    asked_of,
    excluded,
    overview_rows,
    owners_of,
    picked,
    tally,
    within,
)

__all__ = [
    "SHOWS",
    "Excluded",
    "Row",
    "RowState",
    "Show",
    "Tally",
    "asked_in",
    "asked_of",
    "excluded",
    "overview_rows",
    "owners_of",
    "picked",
    "tally",
    "within",
]
