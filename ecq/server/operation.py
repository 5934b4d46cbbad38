"""What the operator of a server says beside its address: who is let in and how many, its log, where its figures are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ecq.base.errors import EcqError
from ecq.base.settings import drain_seconds, log_format, metrics_address

LogFormat = Literal["text", "json"]
LOG_FORMATS = get_args(LogFormat)

LONGEST_DRAIN = 600
"""Seconds: longer than any proxy needs to hear of it."""


@dataclass(frozen=True)
class Operation:
    """The options of `ecq serve` for operation."""

    max_sessions: int | None = None
    """Windows at a time; None: by memory and open files."""
    max_per_address: int | None = None
    log_format: LogFormat = "text"
    metrics: str | None = None
    """Port, or address and port, where the figures are; None: nowhere."""
    drain: float = 0
    """For so many seconds after SIGTERM everybody is still answered, while `/readyz` says that the server ends."""
    token: bool = False
    """Whether only those are let in who bring the token that is printed with the address."""


def operation(
    max_sessions: int | None = None,
    max_per_address: int | None = None,
    log: str | None = None,
    metrics: str | None = None,
    drain: float | None = None,
    token: bool = False,
) -> Operation:
    """What the operator says by options, else by the environment. Raises EcqError where that names what there is not."""
    form = log or log_format() or "text"
    chosen = next((one for one in LOG_FORMATS if one == form), None)
    if chosen is None:
        one_of = ", ".join(LOG_FORMATS)
        raise EcqError(
            f"ECQ_LOG_FORMAT is {form}; choose one of {one_of}", f"ECQ_LOG_FORMAT 是 {form}，请从 {one_of} 里选一个"
        )
    seconds = drain_seconds() if drain is None else drain
    if not 0 <= seconds <= LONGEST_DRAIN:
        raise EcqError(
            f"--drain, or ECQ_DRAIN, is a number of seconds from 0 to {LONGEST_DRAIN}",
            f"--drain 或 ECQ_DRAIN 应是 0 到 {LONGEST_DRAIN} 的秒数",
        )
    return Operation(max_sessions, max_per_address, chosen, metrics or metrics_address(), seconds, token)
