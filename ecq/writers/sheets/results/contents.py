"""What all sheets of the workbook of results share: the assessment, its scorecard, and texts in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ecq.base.exact import cut
from ecq.base.language import Text
from ecq.document.lists import Follows
from ecq.planning import Plan
from ecq.planning.agreed import NextSteps
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import POINT_DECIMALS
from ecq.writers.sheets import words as f
from ecq.writers.sheets.writing import Book, Live, SheetWriter


@dataclass(frozen=True)
class Places:
    """Where the scorecard has its numbers, for formulas of other sheets: rows and columns, both from 0."""

    sheet: SheetWriter
    total: int
    nodes: Mapping[str, int]
    questions: Mapping[str, int]
    columns: Mapping[str, int]
    last: int

    def at(self, row: int, column: str) -> str:
        """The address of a cell."""
        return self.sheet.afar(row, self.columns[column])

    def live(self, told: Follows) -> Live:
        """What it says of a question, as a formula."""
        row, now = self.questions[told.question], told.now
        at = self.at(row, told.column if told.column != "gain" else "worth")
        if isinstance(now, str):
            return Live(f"={at}", now, "General")
        if told.column == "gain":
            return live_gain(at, self.at(row, "sure"), now.value)
        return live_points(at, now.value) if now.shape == "points" else Live(f"={at}", *now.shown)

    def column(self, column: str) -> str:
        """All cells of a column below the total."""
        return f"{self.at(self.total + 1, column)}:{self.sheet.cell(self.last, self.columns[column])}"


@dataclass(frozen=True, kw_only=True)
class Results(View):
    """What the workbook is made from, as of one day (ISO 8601 text; "" where none is known).

    `work` is the way to its target in words, `steps` what comes next on each question.
    """

    day: str
    book: Book
    plan: Plan
    work: WorkPlan
    steps: NextSteps

    @property
    def narrowed(self) -> bool:
        """Whether missing facts draw the scores together: they are then no sum of the rows, and no formula follows them."""
        return self.card.all_open is not self.card

    @property
    def name(self) -> str:
        """The platform's name."""
        return self.assessment.name or self.say(w.UNNAMED)

    @property
    def foot(self) -> str:
        """What stands at the foot of every printed page."""
        return self.say(f.FOOT, name=self.name, day=self.day or "—")

    def top(self, sheet: SheetWriter, title: Text, lead: str = "") -> None:
        """Title and lead above a table whose heading row is the fourth."""
        sheet.text(0, 0, f"{self.say(title)} · {self.name}", bold=True, font_size=14)
        if lead:
            sheet.lead(1, lead)


HEAD_ROW = 3
CUT_POINTS = "0.00"


def cut_formula(cell: str) -> str:
    """Points of a cell as every page of ECQ shows them: cut, never rounded up."""
    return f"ROUNDDOWN(ROUND({cell},9),{POINT_DECIMALS})"


def live_points(cell: str, value: Fraction) -> Live:
    """Points of the scorecard, cut."""
    return Live(f"={cut_formula(cell)}", Fraction(cut(value, POINT_DECIMALS)))


def live_gain(worth: str, sure: str, gain: Fraction) -> Live:
    """Points still to gain: what is worth less what is guaranteed, both as shown."""
    return Live(f"=ROUND({cut_formula(worth)}-{cut_formula(sure)},{POINT_DECIMALS})", gain)
