"""Everything that was asked, at one look: a row for each question, what can be picked out of them, and a search.

Pure, like verdict and sentences: a rubric, an assessment and its scorecard in, rows out. Must not know screens, addresses
or the time. The search needs rapidfuzz; the rest does not.
"""

from ecq.overview.rows import (
    SHOWS,
    Excluded,
    Row,
    RowState,
    Show,
    Tally,
    excluded,
    overview_rows,
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
    "excluded",
    "overview_rows",
    "picked",
    "tally",
    "within",
]
