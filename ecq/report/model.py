"""The shape of a readiness report: every string final and in one language, every number a figure needs exact.

Must not know how a string came about (`content/`) or how it is drawn (`layout/`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ecq.report.charts import Chart

Tone = Literal["plain", "bad"]
"""`bad` is drawn red: a failed gate, or a settled share below the lowest grade with a star. The words say it too."""

WorkKind = Literal["confirm", "prove", "improve", "if-not-confirmed"]
"""The kinds of work of a plan wear the textures of the score's bar: hatched, pale, track."""


@dataclass(frozen=True)
class Labelled:
    """A label with what stands beside it, one paragraph each."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """Where a grade starts on the interval bar."""

    score: Fraction
    title: str
    number: str


@dataclass(frozen=True)
class IntervalBar:
    """The score from `low` to `high` (of 100), of it `evidenced` with evidence, with the grades' starts and the target's."""

    evidenced: Fraction
    low: Fraction
    high: Fraction
    first_star: Fraction
    target: Fraction
    marks: tuple[Mark, ...]
    alt: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class GradeBox:
    """The grade column of the cover: sure stars, stars still possible, the grade in words, and what stands against it."""

    label: str
    stars_sure: int
    stars_possible: int
    stars_all: int
    words: str
    against: str


@dataclass(frozen=True)
class NumberBox:
    """A column of the cover: label, the large value, and a line below it."""

    label: str
    value: str
    line: str


@dataclass(frozen=True)
class Cover:
    """The first page. `brand` is whose report it is, where that is not ECQ's own name; `logo` says its words.

    `people`: for whom, by whom, who was interviewed; without a line where it is to be filled in. `interval` is None where
    the summary has the bar.
    """

    brand: str
    logo: str
    product: str
    not_a_certificate: str
    title: str
    name: str
    based_on: str
    facts: tuple[str, ...]
    notice: str
    people: tuple[Labelled, ...]
    grade: GradeBox
    score: NumberBox
    readiness: NumberBox
    interval: IntervalBar | None
    bands_note: str
    conclusion_title: str
    headline: str
    reasons: tuple[str, ...]
    set_aside: str
    contents_title: str
    footer: str


@dataclass(frozen=True)
class NodeRow:
    """A dimension or an indicator.

    `bar`: its shares with evidence, guaranteed and possible; None where nothing in it counts, and `share` says why. `missing` is what its
    guaranteed share is short of the target's start, "" where it reaches that.
    """

    title: str
    bar: tuple[Fraction, Fraction, Fraction] | None
    share: str
    proved: str
    missing: str
    to_gain: str
    worth: str
    tone: Tone
    dimension: bool


@dataclass(frozen=True)
class NodesPart:
    """Dimensions and indicators: bars with their numbers, lowest share first, and a chart. `target` is the share aimed at."""

    title: str
    charts: tuple[Chart, ...]
    target: Fraction
    states: tuple[str, ...]
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
class GatesPart:
    """Gates: those failed or open as blocks, with answer, law and step; those passed or set aside as rows."""

    title: str
    summary: str
    waiting: tuple[Gap, ...]
    heads: tuple[str, ...]
    rows: tuple[GateRow, ...]


@dataclass(frozen=True)
class BriefGap:
    """A question with points to gain in one row of a table. `below` says what comes next, or which indicator it is in.

    `gain` belongs to `effort`; `whole` is all that the question can still add.
    """

    rank: str
    question: str
    below: str
    gate: str
    tone: Tone
    effort: str
    gain: str
    whole: str


@dataclass(frozen=True)
class GapsPart:
    """What is missing, most points first: the largest ones in full, the rest as a table, or summed up in `rest_note`."""

    title: str
    lead: str
    gaps: tuple[Gap, ...]
    rest_title: str
    rest_note: str
    rest_heads: tuple[str, ...]
    rest: tuple[BriefGap, ...]


@dataclass(frozen=True)
class Figure:
    """One number of the summary, large, with what it means beside it."""

    label: str
    value: str
    meaning: str
    tone: Tone


@dataclass(frozen=True)
class PlanShare:
    """A kind of work on the strip above the plan; `days` is 0 for what is only to be confirmed."""

    kind: WorkKind
    label: str
    amount: str
    days: Fraction


@dataclass(frozen=True)
class PlanLine:
    """One thing to do. `below` is the question and what it leads to; owner and day are "" where they are to be filled in.

    `start` and `end` are days from the start of the plan, where it is scheduled.
    """

    ticked: bool
    title: str
    below: tuple[str, ...]
    gate: str
    quick: str
    gain: str
    effort: str
    lead: str
    owner: str
    day: str
    late: str
    start: int | None
    end: int | None
    days: str


@dataclass(frozen=True)
class PlanSum:
    """A row that sums lines up: a wave's, of lines not shown, or of all."""

    label: str
    gain: str
    effort: str
    after: str


@dataclass(frozen=True)
class PlanWave:
    """What is to be done before what follows: its head, its lines, and a row to tick off for those that are not shown.

    Where no line is shown, the head counts them and is what is ticked off.
    """

    head: PlanSum
    lines: tuple[PlanLine, ...]
    rest: tuple[PlanSum, ...]


@dataclass(frozen=True)
class SummaryPart:
    """The page for those who read one page: the outcome with its numbers, and what to do next.

    `ways` are the waves with fewer and fewer lines: whoever draws them takes the first that its page holds. `notes` are what is
    to be known of the report as a whole.
    """

    title: str
    headline: str
    lead: str
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    interval: IntervalBar
    target: Fraction
    dimension_heads: tuple[str, ...]
    dimensions: tuple[NodeRow, ...]
    first_title: str
    first_note: str
    heads: tuple[str, ...]
    ways: tuple[tuple[PlanWave, ...], ...]
    sums: tuple[PlanSum, ...]
    more: str


@dataclass(frozen=True)
class PlanPart:
    """The way to the target grade in waves, what of the agreed plan is done, and when each step runs.

    `more` is only to be done if what is open turns out badly. `curve` is what each effort can buy, where there is a choice.
    `length` in days from the start; 0 without a timeline.
    """

    title: str
    headline: str
    notes: tuple[str, ...]
    strip_label: str
    strip: tuple[PlanShare, ...]
    heads: tuple[str, ...]
    waves: tuple[PlanWave, ...]
    sums: tuple[PlanSum, ...]
    more: str
    done_title: str
    done: tuple[PlanLine, ...]
    lines: tuple[str, ...]
    curve: Chart | None
    times_title: str
    times_heads: tuple[str, ...]
    length: int


@dataclass(frozen=True)
class ChangeRow:
    """Something as it was and as it is now; of a question that moved the score only by how much."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ProgressPart:
    """What changed since an earlier state: the figures, and the questions that moved the score, the largest part first."""

    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[ChangeRow, ...]
    moves_title: str
    moves: tuple[ChangeRow, ...]
    gates: tuple[str, ...]


@dataclass(frozen=True)
class SurePart:
    """How sure the grade is: claims that carry it, weights, and what was set aside."""

    title: str
    parts: tuple[Labelled, ...]


@dataclass(frozen=True)
class ProofRow:
    """One piece of evidence of the binder, or one to have ready."""

    ticked: bool
    text: str
    state: str
    where: str


@dataclass(frozen=True)
class ProofGroup:
    """The evidence of one question; `risk` is the points that its answer earns without evidence in hand, or ""."""

    question: str
    gate: str
    risk: str
    rows: tuple[ProofRow, ...]


@dataclass(frozen=True)
class EvidencePart:
    """The evidence binder as a checklist: where points are at risk first, most of them before all else, then by indicator."""

    title: str
    lead: str
    none: str
    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[ProofGroup, ...]], ...]


@dataclass(frozen=True)
class SignPart:
    """The page to sign: what is confirmed, and who signs; a name is "" where it is to be filled in."""

    title: str
    lines: tuple[str, ...]
    signature: str
    day: str
    people: tuple[Labelled, ...]


@dataclass(frozen=True)
class OpenRow:
    """A question that is not settled, or was set aside."""

    question: str
    said: str
    points: str


@dataclass(frozen=True)
class OpenList:
    """Questions of one kind."""

    title: str
    none: str
    heads: tuple[str, ...]
    rows: tuple[OpenRow, ...]


@dataclass(frozen=True)
class OpenPart:
    """What is still to be settled, and what was set aside with its reason."""

    title: str
    lead: str
    lists: tuple[OpenList, ...]


@dataclass(frozen=True)
class EditionRow:
    """The same answers under one rubric."""

    title: str
    score: str
    evidenced: str
    grade: str
    gates: str


@dataclass(frozen=True)
class EditionsPart:
    """The same answers under every edition, and what differs."""

    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[EditionRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One question with its answer, note and evidence."""

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
class Step:
    """One line of the worked arithmetic: what, what it is worth, its credit, and what it adds."""

    what: str
    worth: str
    credit: str
    adds: str


@dataclass(frozen=True)
class WorkedPart:
    """The arithmetic of one indicator, from the answers to its share of the total."""

    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    steps: tuple[Step, ...]
    sum: Step
    after: tuple[str, ...]


@dataclass(frozen=True)
class MethodPart:
    """How the score comes about."""

    title: str
    lines: tuple[str, ...]
    worked: WorkedPart | None
    notes: tuple[Labelled, ...]
    bands: Labelled | None
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
    """The sources cited; `lead` says which, where not all are listed."""

    title: str
    lead: str
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
    """The last page: the content digest, the files inside (as a `table` or not shown), how to open and to check them."""

    title: str
    lead: str
    digest_label: str
    digest: str
    heads: tuple[str, ...]
    rows: tuple[SealRow, ...]
    table: bool
    lines: tuple[str, ...]
    made_by: str


Part = (
    SummaryPart
    | PlanPart
    | NodesPart
    | GatesPart
    | FindingsPart
    | GapsPart
    | SurePart
    | ProgressPart
    | EvidencePart
    | OpenPart
    | SignPart
    | AnswersPart
    | EditionsPart
    | MethodPart
    | SourcesPart
    | LimitsPart
)
"""What stands between cover and last page; whoever writes a report writes each of them."""


@dataclass(frozen=True)
class ReportModel:
    """A whole report in one language, or in two. A part left out is None.

    `lang` is a BCP 47 tag, `beneath` that of the second language or ""; `day` is an ISO date.

    `seal` is None until the digests are known: it shows the digest of all the rest.
    """

    lang: str
    beneath: str
    day: str
    file_title: str
    running_head: str
    running_foot: str
    cover: Cover
    summary: SummaryPart | None
    plan: PlanPart | None
    nodes: NodesPart | None
    gates: GatesPart | None
    findings: FindingsPart | None
    gaps: GapsPart | None
    sureness: SurePart | None
    progress: ProgressPart | None
    evidence: EvidencePart | None
    open: OpenPart | None
    sign: SignPart | None
    passed: GatesPart | None
    answers: AnswersPart | None
    editions: EditionsPart | None
    method: MethodPart | None
    sources: SourcesPart | None
    limits: LimitsPart
    seal: SealPart | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What there is between cover and last page, in the order of every kind of report."""
        all_parts = (
            *(self.summary, self.plan, self.nodes, self.gates, self.findings, self.gaps, self.sureness, self.progress),
            *(self.evidence, self.open, self.sign, self.passed, self.answers, self.editions, self.method, self.sources),
            self.limits,
        )
        return tuple(part for part in all_parts if part is not None)
