"""The shape of a readiness report: every string final and in one language, every number a figure needs exact.

Must not know how a string came about (model and its parts) or how it is drawn (pdf).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Tone = Literal["plain", "bad"]
"""`bad` is drawn red: a failed gate, or a settled share below the lowest grade with a star. The words say it too."""


@dataclass(frozen=True)
class Mark:
    """Where a grade starts on the interval bar."""

    score: Fraction
    title: str
    number: str


@dataclass(frozen=True)
class IntervalBar:
    """The score from `low` to `high` (of 100) with the grades' starts."""

    low: Fraction
    high: Fraction
    first_star: Fraction
    marks: tuple[Mark, ...]
    alt: str


@dataclass(frozen=True)
class GradeBox:
    """The grade column of the cover: sure stars, stars still possible, and the grade in words."""

    label: str
    stars_sure: int
    stars_possible: int
    stars_all: int
    words: str


@dataclass(frozen=True)
class NumberBox:
    """A column of the cover: label, the large value, and a line below it."""

    label: str
    value: str
    line: str


@dataclass(frozen=True)
class Cover:
    """The first page."""

    product: str
    not_a_certificate: str
    title: str
    name: str
    based_on: str
    facts: tuple[str, ...]
    notice: str
    grade: GradeBox
    score: NumberBox
    readiness: NumberBox
    interval: IntervalBar
    conclusion_title: str
    headline: str
    reasons: tuple[str, ...]
    footer: str


@dataclass(frozen=True)
class Axis:
    """One axis of the radar: shares from 0 to 1."""

    label: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Radar:
    """A radar chart; `alt` says all its numbers."""

    title: str
    axes: tuple[Axis, ...]
    alt: str
    key: str


@dataclass(frozen=True)
class NodeRow:
    """A dimension (labelled with a letter) or an indicator (with a number); `bar` is None where nothing in it counts."""

    label: str
    title: str
    bar: tuple[Fraction, Fraction] | None
    sure: str
    possible: str
    worth: str
    to_gain: str
    share: str
    level: str
    tone: Tone
    dimension: bool


@dataclass(frozen=True)
class NodesPart:
    """Dimensions and indicators: two radars, the series' names, and the bars with their numbers."""

    title: str
    radars: tuple[Radar, ...]
    sure: str
    possible: str
    heads: tuple[str, ...]
    rows: tuple[NodeRow, ...]
    points_note: str


@dataclass(frozen=True)
class Finding:
    """A strength or weakness, with a line that says where most of it comes from."""

    text: str
    detail: str


@dataclass(frozen=True)
class Findings:
    """Strengths and weaknesses of one dimension."""

    title: str
    strengths: tuple[Finding, ...]
    no_strengths: str
    weaknesses: tuple[Finding, ...]
    no_weaknesses: str


@dataclass(frozen=True)
class FindingsPart:
    """Strengths and weaknesses by dimension."""

    title: str
    strengths: str
    weaknesses: str
    dimensions: tuple[Findings, ...]


@dataclass(frozen=True)
class GateRow:
    """One gate."""

    state: str
    tone: Tone
    question: str
    reason: str


@dataclass(frozen=True)
class GatesPart:
    """All gates, failed ones first."""

    title: str
    summary: str
    heads: tuple[str, ...]
    rows: tuple[GateRow, ...]


@dataclass(frozen=True)
class Labelled:
    """A label with what stands beside it, one paragraph each."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """One question with points to gain."""

    rank: str
    question: str
    gain: str
    place: str
    gate: str
    tone: Tone
    parts: tuple[Labelled, ...]


@dataclass(frozen=True)
class GapsPart:
    """What is missing, most points first."""

    title: str
    lead: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One question with all that was said on it."""

    question: str
    gate: str
    tone: Tone
    answer: tuple[str, ...]
    remarks: tuple[str, ...]
    points: str


@dataclass(frozen=True)
class AnswerGroup:
    """The answers of one indicator."""

    title: str
    points: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class AnswersPart:
    """The profile and all answers by indicator."""

    title: str
    profile_title: str
    profile: tuple[Labelled, ...]
    heads: tuple[str, ...]
    groups: tuple[AnswerGroup, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class MethodPart:
    """How the score comes about."""

    title: str
    lines: tuple[str, ...]
    notes: tuple[Labelled, ...]
    bands: Labelled
    bands_source: str


@dataclass(frozen=True)
class SourceRow:
    """One law, rule or standard."""

    title: str
    note: str
    number: str
    since: str
    state: str
    status: str


@dataclass(frozen=True)
class SourcesPart:
    """All sources cited."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True)
class LimitsPart:
    """What the report is not; `missing_glyphs` holds the mark {codes} for what the fonts turn out to lack."""

    title: str
    lines: tuple[str, ...]
    missing_glyphs: str


@dataclass(frozen=True)
class SealRow:
    """One file inside the PDF with its SHA-256."""

    name: str
    what: str
    digest: str


@dataclass(frozen=True)
class SealPart:
    """The last page: the content digest, the files inside, and how to open and to check them."""

    title: str
    lead: str
    digest_label: str
    digest: str
    heads: tuple[str, ...]
    rows: tuple[SealRow, ...]
    lines: tuple[str, ...]
    made_by: str


@dataclass(frozen=True)
class ReportModel:
    """A whole report in one language. `lang` is a BCP 47 tag, `day` an ISO date.

    `seal` is None until the digests are known: it shows the digest of all the rest.
    """

    lang: str
    day: str
    file_title: str
    running_head: str
    running_foot: str
    cover: Cover
    nodes: NodesPart
    findings: FindingsPart
    gates: GatesPart
    gaps: GapsPart
    answers: AnswersPart
    method: MethodPart
    sources: SourcesPart
    limits: LimitsPart
    seal: SealPart | None = None
