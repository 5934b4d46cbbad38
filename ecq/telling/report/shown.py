"""What a report shows: which section stands on which surface, one table, and what a reader may choose about it.

Knows choices and their limits; must not know content or pages. `report.sections` tells the sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import AfterValidator, StringConstraints

from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.errors import ReportError
from ecq.base.frozen import Frozen
from ecq.base.language import FOR_OTHERS, LANGUAGES, OWN_LANGS, Lang, Own, Text
from ecq.document.colours import ACCENT, checked
from ecq.telling.evidence.words import BINDER
from ecq.telling.plan.words import PLAN
from ecq.telling.report import words as r
from ecq.telling.text import words as w

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
    """What a section is called, and where it is shown; a surface that leaves it out says so with None or ().

    `report`: the shortest extent of PDF and Word that has it. `command`: what prints it. `slides`: those that take from it.
    `page`: the tab of the results page that draws it. `sheet`: where the workbook of results has it.
    `while_early`: also where more is open than settled; else it would say what is not known.
    """

    title: Text
    report: Extent
    command: Printing | None
    slides: tuple[SlideId, ...]
    page: ResultsTab | None
    sheet: SheetId | None
    while_early: bool


SHOWN: Mapping[SectionId, Shown] = {
    "decision": Shown(r.DECISION, "short", None, ("scenarios", "decision"), None, None, while_early=False),
    "summary": Shown(r.SUMMARY, "short", "score", ("standing",), None, "summary", while_early=True),
    "plan": Shown(PLAN, "standard", "plan", ("way",), None, "plan", while_early=False),
    "dimensions": Shown(r.DIMENSIONS, "short", "score", ("dimensions",), None, "scorecard", while_early=True),
    "gates": Shown(w.GATES, "short", "score", ("gates",), "gates", "gates", while_early=True),
    "strengths": Shown(r.STRENGTHS, "standard", "score", ("dimensions",), None, None, while_early=False),
    "gaps": Shown(r.GAPS, "standard", None, (), "gaps", "gaps", while_early=False),
    "sureness": Shown(r.SURENESS, "standard", "explain", (), "readiness", "sureness", while_early=False),
    "progress": Shown(r.PROGRESS, "standard", None, ("progress",), None, None, while_early=True),
    "peers": Shown(r.PEERS, "standard", None, ("peers",), "readiness", None, while_early=True),
    "evidence": Shown(BINDER, "standard", None, (), None, "evidence", while_early=False),
    "open": Shown(r.PENDING, "standard", None, (), None, "answers", while_early=True),
    "sign": Shown(r.SIGN, "standard", None, (), None, None, while_early=False),
    "passed": Shown(r.GATES_PASSED, "standard", None, (), "gates", "gates", while_early=True),
    "answers": Shown(r.ANSWERS, "full", None, (), None, "answers", while_early=True),
    "editions": Shown(w.EDITIONS, "standard", None, (), "basis", "editions", while_early=False),
    "method": Shown(w.METHOD, "short", None, (), None, "about", while_early=True),
    "sources": Shown(r.SOURCES, "standard", None, (), None, "about", while_early=False),
}


def printed_by(command: Printing) -> tuple[SectionId, ...]:
    """The sections that a command prints."""
    return tuple(one for one in SECTIONS if SHOWN[one].command == command)


def gives_to(slide: SlideId) -> tuple[SectionId, ...]:
    """The sections that a slide takes from."""
    return tuple(one for one in SECTIONS if slide in SHOWN[one].slides)


RARE = re.compile(r"[^\x00-\u024f\u2000-\u206f\u3000-\u303f\u4e00-\u9fa5\uff00-\uff5e]")
"""What the fonts may lack: without any of these they need not be read to know."""
EXTENTS: dict[Extent, tuple[SectionId, ...]] = {
    extent: tuple(one for one in SECTIONS if SHOWN[one].report in LENGTHS[: place + 1])
    for place, extent in enumerate(LENGTHS)
}
EDITIONS: dict[str, tuple[Own, Own | None]] = {
    **{lang: (lang, None) for lang in OWN_LANGS},
    **{f"{lang}+{FOR_OTHERS}": (lang, FOR_OTHERS) for lang in OWN_LANGS if lang != FOR_OTHERS},
}
"""Languages of a report by the name they are chosen with; the second one stands beneath the first."""

NAME_LIMIT = 60
Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT)]
"""A name in one line."""
NAMES_LIMIT = 200
Names = Annotated[str, StringConstraints(max_length=NAMES_LIMIT)]
"""Several names."""


def edition_for(lang: Lang) -> str:
    """The edition for a reader who chose none."""
    return lang if lang in EDITIONS else FOR_OTHERS


def _known(lang: Lang) -> Lang:
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is no language there is")
    return lang


class Brand(Frozen):
    """Whose report it is: a name in place of ECQ's own, an accent colour (#rrggbb), and whether a logo is carried."""

    name: Name = ""
    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")] = ACCENT
    logo: Literal["png", "svg"] | None = None


class People(Frozen):
    """Who stands on the cover and signs; "" where it is to be filled in by hand."""

    prepared_for: Name = ""
    prepared_by: Name = ""
    interviewed: Names = ""


NOBODY = People()


class Options(Frozen):
    """How a report is made from an assessment; stored in the report, so that it can be generated again."""

    lang: Annotated[Lang, AfterValidator(_known)] = "zh"
    beneath: Own | None = None
    extent: Extent = "standard"
    parts: tuple[SectionId, ...] = EXTENTS["standard"]
    brand: Brand = Brand()
    people: People = NOBODY

    def has(self, part: SectionId) -> bool:
        """Whether a part is in the report."""
        return part in self.parts

    @property
    def annexed(self) -> bool:
        """Whether answers and evidence stand in a workbook inside the PDF, not on its pages."""
        return self.extent == "full" and self.has("answers")


def choose(
    edition: str = "zh",
    extent: Extent = "standard",
    add: Iterable[str] = (),
    leave_out: Iterable[str] = (),
    name: str = "",
    accent: str = ACCENT,
    people: People | None = None,
) -> Options:
    """Options from what was chosen; `edition` is one of EDITIONS. Raises ReportError with one sentence."""
    if edition not in EDITIONS:
        raise ReportError(
            f"{edition!r} is no language of a report; choose one of: {', '.join(EDITIONS)}",
            f"报告没有 {edition!r} 这种语言，可选：{', '.join(EDITIONS)}",
        )
    lang, beneath = EDITIONS[edition]
    add, leave_out = list(add), list(leave_out)
    unknown = [part for part in (*add, *leave_out) if part not in SECTIONS]
    if unknown:
        raise ReportError(
            f"{unknown[0]!r} is no part of a report; there are: {', '.join(SECTIONS)}",
            f"报告没有“{unknown[0]}”这一部分，可选：{'、'.join(SECTIONS)}",
        )
    parts = tuple(part for part in SECTIONS if (part in EXTENTS[extent] or part in add) and part not in leave_out)
    return Options(
        lang=lang,
        beneath=beneath,
        extent=extent,
        parts=parts,
        brand=Brand(name=one_line(name, r.BRAND_NAME), accent=checked(accent)),
        people=people or People(),
    )


def people(prepared_for: str = "", prepared_by: str = "", interviewed: str = "") -> People:
    """Who stands on the cover. Raises ReportError with one sentence."""
    return People(
        prepared_for=one_line(prepared_for, r.PREPARED_FOR),
        prepared_by=one_line(prepared_by, r.PREPARED_BY),
        interviewed=one_line(interviewed, r.INTERVIEWED, NAMES_LIMIT),
    )


def said_in(assessment: Assessment, options: Options) -> str:
    """All that people wrote that a report may print."""
    return dump(assessment) + options.model_dump_json()


def one_line(name: str, what: Text, limit: int = NAME_LIMIT) -> str:
    """A name that is printed on one line, or names. Raises ReportError that says which is too long for that."""
    stripped = name.strip()
    if len(stripped) > limit or not stripped.isprintable():
        raise ReportError(
            f"“{what.en}” takes one line of up to {limit} characters, and this is {len(stripped)}: {_begin(name)}; please shorten it",
            f"“{what.zh}”只能是一行，最多 {limit} 个字，现在是 {len(stripped)} 个：{_begin(name)}；请缩短",
        )
    return stripped


def _begin(name: str) -> str:
    """How a name begins, to know it again."""
    shown = " ".join(name.split())
    return shown if len(shown) <= _CHARACTERS_QUOTED else f"{shown[:_CHARACTERS_QUOTED]}…"


_CHARACTERS_QUOTED = 30
