"""Proofs about a rubric, and what differs between two of them. Engine code: no clock, files, environment or screens.

`prove` finds what does not hold, with counter-examples; `compare` says what changed and what that does to a score.
"""

from ecq.checking.bank_files import check_bank
from ecq.checking.comparison import Change, Difference, compare
from ecq.checking.finding import Finding, Severity, findings_data
from ecq.checking.proof import prove
from ecq.checking.retired import check_changes
from ecq.checking.words import as_data, lines
from ecq.scoring.answer_effects import Contribution, Effect, GateMove

__all__ = [
    "Change",
    "Contribution",
    "Difference",
    "Effect",
    "Finding",
    "GateMove",
    "Severity",
    "as_data",
    "check_bank",
    "check_changes",
    "compare",
    "findings_data",
    "lines",
    "prove",
]
