"""What the operator of a server says beside its address: how many visitors, what its log looks like, where its figures are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

LogFormat = Literal["text", "json"]
LOG_FORMATS = get_args(LogFormat)


@dataclass(frozen=True)
class Operation:
    """The options of `ecq serve` for operation."""

    max_sessions: int | None = None
    """Windows at a time; None: by memory and open files."""
    max_per_address: int | None = None
    log_format: LogFormat = "text"
    metrics: str | None = None
    """Port, or address and port, where the figures are; None: nowhere."""
