"""How large a file may be that someone gives to ECQ, how much it may hold, and what reading it may cost.

One place for the app and the command line. Whatever is above a limit is refused with one sentence. The limits on time and
memory are kept by `ecq.arms_length`, the others by whoever reads the kind of file.
"""

from __future__ import annotations

from typing import NamedTuple

FILE_LIMIT = 20_000_000
"""Bytes of one file of any kind. A full report has less than a tenth of it, a saved self-check less than a hundredth."""


class Allowance(NamedTuple):
    """What reading one file may cost: seconds of computing, and megabytes of memory for the process that reads."""

    seconds: int
    megabytes: int


READING = Allowance(10, 1_000)
"""Any file. An ordinary one takes a fraction of a second; most of the memory is that of the libraries."""

DRAWING = Allowance(2, 500)
"""A logo: it is drawn again with every report."""

VERIFYING = Allowance(120, 2_000)
"""A report that is worked out and laid out again in full."""
