"""A readiness report before it is drawn: its cover and parts as blocks, every text final, in one language or in two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ecq.document.blocks import Block, Cover, Seal
from ecq.telling.report.shown import SectionId


@dataclass(frozen=True)
class ReportPart:
    """A part of the report; one that says nothing is left out of it."""

    id: SectionId | Literal["limits"]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class ReportModel:
    """A whole report. `lang` is a BCP 47 tag, `beneath` that of the second language or ""; `day` is an ISO date.

    `seal` is None until the digests are known: it shows the digest of all the rest.
    """

    lang: str
    beneath: str
    day: str
    file_title: str
    running_head: str
    running_foot: str
    cover: Cover
    parts: tuple[ReportPart, ...]
    seal: Seal | None = None

    def part(self, wanted: SectionId) -> tuple[Block, ...]:
        """The blocks of a part; none where the report does not have it."""
        return next((part.blocks for part in self.parts if part.id == wanted), ())
