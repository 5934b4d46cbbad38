"""Proofs for authors of rubrics, each thing found with a counter-example; what a bank cites; the law by article.

A finding says where it stands, what to do, and shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ecq.scoring.export import as_data

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
    return [as_data(vars(one)) for one in findings]
