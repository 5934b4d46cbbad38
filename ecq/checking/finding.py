"""A finding of a check: where it stands, what to do, and the counter-example that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing wrong: `where` is the id of the node, question or fact, `counter_example` shows it in plain data."""

    code: str
    severity: Severity
    where: str
    message: str
    counter_example: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.severity}: {self.where}: {self.message} [{self.code}]"


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as plain data for JSON."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "where": one.where,
            "message": one.message,
            "counter_example": _plain(one.counter_example),
        }
        for one in findings
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return value
