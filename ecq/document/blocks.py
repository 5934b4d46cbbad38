"""What a document is made of, block by block, every text final and in one language or in two.

Must not know how a text came about (`telling`) nor how a block is drawn (`writers`). A writer is one `match` over `Block`.
Slides are blocks, and what only slides have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any, Literal

from ecq.document.bilingual import Both, joined
from ecq.document.charts import Chart, Interval, ScoreColumns, WorkKind

Tone = Literal["", "strong", "muted", "accent", "bad"]
"""`bad` is drawn red: a failed gate, or a settled share below the lowest grade with a star. The words say it too."""


@dataclass(frozen=True)
class Said:
    """A text that stands out or stands back. A `brief` one is cut to one line where paper has no room for more."""

    text: str
    tone: Tone = ""
    brief: bool = False


TICKED, UNTICKED = "☑", "☐"


@dataclass(frozen=True)
class Tick:
    """Something to tick off, ticked or not, with what is to be known of it below."""

    on: bool
    text: str
    below: str = ""

    @property
    def box(self) -> str:
        """Its box as a character."""
        return TICKED if self.on else UNTICKED


@dataclass(frozen=True)
class Shares:
    """A bar: of full marks so much with evidence, guaranteed and possible, with a tick where the target starts.

    `starts`: where the grades start, where that is drawn.
    """

    evidenced: Fraction
    low: Fraction
    high: Fraction
    target: Fraction
    bad: bool
    alt: str
    starts: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class Quartiles:
    """Where the middle half of some values lies between 0 and 100, and their median."""

    first: Fraction
    median: Fraction
    third: Fraction
    alt: str


@dataclass(frozen=True)
class Span:
    """A bar over a part of a time, from a share of it to a share of it."""

    start: Fraction
    end: Fraction
    alt: str


@dataclass(frozen=True)
class Link:
    """A text that leads to the thing of that id, such as a question: on paper the text alone, in a command with the id.

    `page` is the page of the app it leads to.
    """

    text: str
    id: str
    tone: Tone = ""
    page: str = ""


@dataclass(frozen=True)
class Rated:
    """A grade in words, drawn with its stars where there is room for them; 0: without."""

    text: str
    stars: int
    tone: Tone = ""


Mark = Literal["plain", "good", "fair", "bad"]


@dataclass(frozen=True)
class Tagged:
    """A text with labels beside it, each with how good what it says is."""

    text: str
    tags: tuple[tuple[str, Mark], ...]
    tone: Tone = ""

    @property
    def whole(self) -> str:
        """Text and labels in a row."""
        return joined(filter(None, (self.text, *(label for label, _ in self.tags))), " · ")


Part = str | Said | Link | Rated | Tagged | Tick | Shares | Span | Quartiles
Cell = tuple[Part, ...]
"""Parts one below the other."""


def cell(*parts: Part) -> Cell:
    """A cell of what is not empty."""
    return tuple(part for part in parts if part and not (isinstance(part, Said | Link | Rated) and not part.text))


@dataclass(frozen=True)
class Chapter:
    """The title of a part of the document, listed in its contents; `claim` is what the part shows, as its headline."""

    title: str
    claim: str = ""


@dataclass(frozen=True)
class Section:
    """A heading within a chapter."""

    title: str


@dataclass(frozen=True)
class Paragraph:
    """A text: a `lead` is larger, a `note` smaller than the body; an `opinion` is somebody's own and stands apart."""

    text: str
    kind: Literal["body", "lead", "note", "opinion"] = "body"


@dataclass(frozen=True)
class Bullets:
    """Lines one below the other whose order says nothing."""

    lines: tuple[str, ...]
    kind: Literal["body", "note"] = "body"


@dataclass(frozen=True)
class Labelled:
    """A label with what stands beside it, one paragraph each."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labels, each with what is said of it. `even`: the labels are sentences and need half of the width."""

    pairs: tuple[Labelled, ...]
    even: bool = False


@dataclass(frozen=True)
class Card:
    """A thing of a numbered list with all that is to be known of it: its rank and title, at the side what it is worth.

    `id` is what a command takes for it.
    """

    rank: str
    title: str
    side: Said
    below: tuple[Said, ...]
    facts: tuple[Labelled, ...]
    id: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its share of the width, and how its texts stand."""

    head: str
    share: float
    right: bool = False
    tone: Tone = ""


Level = Literal["row", "group", "sum", "part"]


@dataclass(frozen=True)
class Row:
    """A row. A `group` heads those below it, a `sum` adds up those above, a `part` belongs to the row above it."""

    cells: tuple[Cell, ...]
    level: Level = "row"


def row(*cells: Part | Cell, level: Level = "row") -> Row:
    """A row of cells; a part stands in a cell of its own."""
    return Row(tuple(one if isinstance(one, tuple) else cell(one) for one in cells), level)


@dataclass(frozen=True)
class Table:
    """Rows under heads; where no column has a head, none is drawn. A row of fewer cells fills the rest with its last one.

    `small`: for long lists to look things up in. A table without a caption is named by the heading above it.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    small: bool = False


@dataclass(frozen=True)
class Figure:
    """A chart with its title, and a note on what to know of it."""

    chart: Chart
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class MissingCharacters:
    """What to say where the fonts lack characters; `text` holds the mark {codes} for them."""

    text: str


@dataclass(frozen=True)
class PlanLine:
    """One thing to do. `below` is the question and what it leads to; owner and day are "" where they are to be filled in.

    `id` is what a command takes for its question.
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
    id: str = ""


@dataclass(frozen=True)
class PlanSum:
    """A row that sums lines up: a wave's, of lines not shown, or of all."""

    label: str
    gain: str
    effort: str
    after: str


@dataclass(frozen=True)
class Wave:
    """What is to be done before what follows: its head, its lines, and a row to tick off for those not shown.

    Where no line is shown, the head counts them and is what is ticked off.
    """

    head: PlanSum
    lines: tuple[PlanLine, ...]
    rest: tuple[PlanSum, ...] = ()


@dataclass(frozen=True)
class Waves:
    """A list to tick off with lines for owner and day, summed up.

    `more` is only to be done if what is open turns out badly.
    """

    heads: tuple[str, ...]
    waves: tuple[Wave, ...]
    sums: tuple[PlanSum, ...] = ()
    more: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Number:
    """One number, large, with its label and what it means."""

    label: str
    value: str
    meaning: str
    tone: Tone = ""


@dataclass(frozen=True)
class OnePage:
    """The page for those who read one page: the outcome with its numbers, as a bar where there is a score, and what to do first.

    `ways` are the same work with fewer and fewer lines: whoever draws them takes the first that its page holds. `notes` are
    what is to be known of the document as a whole.
    """

    title: str
    headline: str
    lead: str
    notes: tuple[str, ...]
    numbers: tuple[Number, ...]
    interval: Interval | None
    dimensions: Table | None
    first_title: str
    first_note: str
    ways: tuple[Waves, ...]


@dataclass(frozen=True)
class OwnPage:
    """What stands on a page of its own, told shorter and shorter: whoever draws it takes the first that its page holds."""

    ways: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Signatures:
    """A place to sign for each of these people; a name is "" where it is to be filled in."""

    signature: str
    day: str
    people: tuple[Labelled, ...]


@dataclass(frozen=True)
class Stars:
    """The grade in stars: how many are sure, how many still possible, of how many; `against`: a failed gate stands against them."""

    sure: int
    possible: int
    all: int
    against: bool


@dataclass(frozen=True)
class Cover:
    """The first page. `brand` is whose document it is, where that is not ECQ's own name; `logo` says its words.

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
    stars: Stars
    grade: Number
    against: str
    score: Number
    readiness: Number
    interval: Interval | None
    bands_note: str
    conclusion_title: str
    headline: str
    reasons: tuple[str, ...]
    set_aside: str
    contents_title: str
    footer: str


@dataclass(frozen=True)
class SealRow:
    """One file inside the document with its SHA-256."""

    name: str
    what: str
    digest: str


@dataclass(frozen=True)
class Seal:
    """The page that lets a document be checked: the content digest, the files inside (as a `table` or not shown), and how."""

    title: str
    lead: str
    digest_label: str
    digest: str
    heads: tuple[str, ...]
    rows: tuple[SealRow, ...]
    table: bool
    lines: tuple[str, ...]
    made_by: str


@dataclass(frozen=True)
class Fold:
    """Blocks that a screen unfolds under their title; paper shows all."""

    title: str
    blocks: tuple[Block, ...]


Block = (
    Chapter
    | Section
    | Paragraph
    | Bullets
    | Facts
    | Card
    | Table
    | Fold
    | Figure
    | Waves
    | OnePage
    | OwnPage
    | Signatures
    | MissingCharacters
    | Seal
)


def unfolded(content: Iterable[Block]) -> Iterator[Block]:
    """All blocks with what is in folds, for paper."""
    for block in content:
        if isinstance(block, Fold):
            yield Paragraph(block.title, "lead")
            yield from unfolded(block.blocks)
        else:
            yield block


def plain(value: Any) -> Any:
    """Blocks as plain data, each with the name of its kind, exact numbers as fractions in strings: what digests stand for."""
    if isinstance(value, Both):
        return [value.first, value.beneath]
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__, **{part.name: plain(getattr(value, part.name)) for part in fields(value)}}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, Fraction) else value


def as_json(value: Any) -> str:
    """Blocks as JSON text that is always the same for the same blocks."""
    return json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Outcome:
    """The grade in words and in stars, and what stands against them; the score, large, and what stands smaller behind it."""

    stars: Stars
    grade: str
    against: str
    score: str
    behind: str


@dataclass(frozen=True)
class Work:
    """A kind of work: what it is called, its figures, and what to begin with. It wears its texture of the score's bar."""

    kind: WorkKind
    title: str
    facts: tuple[Labelled, ...]
    begin: str


@dataclass(frozen=True)
class Beside:
    """Columns side by side, as wide as their `shares` say."""

    columns: tuple[tuple[SlideBlock, ...], ...]
    shares: tuple[int, ...]


SlideBlock = Chapter | Paragraph | Bullets | Card | Table | Figure | Outcome | Work | Beside | ScoreColumns


@dataclass(frozen=True)
class Slide:
    """One slide. `id` is its address in the file, `notes` say where each number stands."""

    id: str
    title: str
    blocks: tuple[SlideBlock, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Deck:
    """Slides with what stands on each: whose they are at the head, whose result it is, and at the foot what it is and is not.

    `logo` says the words of a logo; `keys` how to flip.
    """

    title: str
    brand: str
    logo: str
    platform: str
    foot: str
    keys: str
    day: str
    slides: tuple[Slide, ...]
