"""Which section is shown on which surface: one table. Knows no content; `content.sections` tells the sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

SectionId = Literal[
    "decision",
    "summary",
    "plan",
    "dimensions",
    "gates",
    "strengths",
    "gaps",
    "sureness",
    "progress",
    "peers",
    "evidence",
    "open",
    "sign",
    "passed",
    "answers",
    "editions",
    "method",
    "sources",
]
SECTIONS: tuple[SectionId, ...] = get_args(SectionId)
"""In the order they stand in a report. Cover, limits and verification are always there."""
COMMENTED = tuple(one for one in SECTIONS if one != "summary")
"""Those that a comment may be put on."""

Extent = Literal["short", "standard", "full"]
LENGTHS: tuple[Extent, ...] = get_args(Extent)
Printing = Literal["score", "plan", "explain"]
"""The commands that print sections as text."""

SlideId = Literal["standing", "progress", "dimensions", "gates", "way", "scenarios", "peers", "decision"]
SLIDES: tuple[SlideId, ...] = get_args(SlideId)
"""In the order they are shown; where there are many failed gates, their slide goes on on further ones."""


ResultsTab = Literal["gates", "gaps", "readiness", "basis"]
"""Tabs of the results page that are sections."""

SheetId = Literal[
    "summary", "scorecard", "gates", "gaps", "plan", "evidence", "answers", "sureness", "editions", "about"
]
"""Sheets of the workbook of results; the last three are drawn from blocks, the others are tables to filter or calculate with."""


class Shown(NamedTuple):
    """Where a section is shown; a surface that leaves it out says so with None or ().

    `report`: the shortest extent of PDF and Word that has it. `command`: what prints it. `slides`: those that take from it.
    `page`: the tab of the results page that draws it. `sheet`: where the workbook of results has it.
    `while_early`: also where more is open than settled; else it would say what is not known.
    """

    report: Extent
    command: Printing | None
    slides: tuple[SlideId, ...]
    page: ResultsTab | None
    sheet: SheetId | None
    while_early: bool


SHOWN: Mapping[SectionId, Shown] = {
    "decision": Shown("short", None, ("scenarios", "decision"), None, None, while_early=False),
    "summary": Shown("short", "score", ("standing",), None, "summary", while_early=True),
    "plan": Shown("standard", "plan", ("way",), None, "plan", while_early=False),
    "dimensions": Shown("short", "score", ("dimensions",), None, "scorecard", while_early=True),
    "gates": Shown("short", "score", ("gates",), "gates", "gates", while_early=True),
    "strengths": Shown("standard", "score", ("dimensions",), None, None, while_early=False),
    "gaps": Shown("standard", None, (), "gaps", "gaps", while_early=False),
    "sureness": Shown("standard", "explain", (), "readiness", "sureness", while_early=False),
    "progress": Shown("standard", None, ("progress",), None, None, while_early=True),
    "peers": Shown("standard", None, ("peers",), "readiness", None, while_early=True),
    "evidence": Shown("standard", None, (), None, "evidence", while_early=False),
    "open": Shown("standard", None, (), None, "answers", while_early=True),
    "sign": Shown("standard", None, (), None, None, while_early=False),
    "passed": Shown("standard", None, (), "gates", "gates", while_early=True),
    "answers": Shown("full", None, (), None, "answers", while_early=True),
    "editions": Shown("standard", None, (), "basis", "editions", while_early=False),
    "method": Shown("short", None, (), None, "about", while_early=True),
    "sources": Shown("standard", None, (), None, "about", while_early=False),
}


def printed_by(command: Printing) -> tuple[SectionId, ...]:
    """The sections that a command prints."""
    return tuple(one for one in SECTIONS if SHOWN[one].command == command)


def gives_to(slide: SlideId) -> tuple[SectionId, ...]:
    """The sections that a slide takes from."""
    return tuple(one for one in SECTIONS if slide in SHOWN[one].slides)
