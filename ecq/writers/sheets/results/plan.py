"""The sheet of the plan: its waves with the lines of screen and report; leaving one out, or naming its owner, is one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecq.base.exact import cut, parse_exact
from ecq.base.language import LANGUAGES
from ecq.document.blocks import TICKED, UNTICKED
from ecq.scoring.scorecard import ZERO
from ecq.telling.plan import words as p
from ecq.telling.plan.agreed import agreed_work
from ecq.telling.plan.work_plan import NO_FIGURE, WaveLines, WorkLine
from ecq.telling.report.words import TO_DO
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.writers.sheets import words as f
from ecq.writers.sheets.forms import ENTRY, FormColumn, SheetForm
from ecq.writers.sheets.lists import BAD, GOOD
from ecq.writers.sheets.results.contents import CUT_POINTS, HEAD_ROW, Places, Results
from ecq.writers.sheets.stamps import cell_form, stamp
from ecq.writers.sheets.writing import LINE, QUIET, RED, SOFT, Look, SheetWriter, number_text, quoted

PLAN = SheetForm(
    (
        FormColumn("do", f.DO_IT, 6, "tried"),
        FormColumn("title", TO_DO, 38),
        FormColumn("rise", f.FROM_TO, 32),
        FormColumn("actions", f.STEPS, 38),
        FormColumn("evidence", f.TO_PRODUCE, 28),
        FormColumn("mark", f.MARK, 9),
        FormColumn("gain", w.POINTS, 11),
        FormColumn("effort", wr.EFFORT, 9),
        FormColumn("lead", wr.LEAD_TIME, 8),
        FormColumn("owner", w.OWNER, 12, "asked"),
        FormColumn("day", w.DONE_BY, 11, "asked"),
        FormColumn("done", f.DONE, 7, "asked"),
        FormColumn("sure", f.GUARANTEED_AFTER, 11),
        FormColumn("backed", f.EVIDENCED_AFTER, 11),
        FormColumn("id", w.ID, 22, "id"),
        FormColumn("exact-sure", f.EXACT_SURE, 14, "reckoned"),
        FormColumn("exact-backed", f.EXACT_EVIDENCED, 14, "reckoned"),
        FormColumn("base", f.BASE, 14, "stamp"),
        FormColumn("reading", f.READING, 14, "reckoned"),
    ),
    HEAD_ROW,
)
"""What stands behind the id is for the formulas, and is not printed."""
_AT = PLAN.at
_NUMBERS = ("gain", "effort", "lead", "sure", "backed", "exact-sure", "exact-backed")
_WRAP: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE}
_SMALL: Look = {**_WRAP, "font_size": 9, "font_color": QUIET}
_HEAD: Look = {"bold": True, "bg_color": SOFT, "top": 1}
_AGREED = {
    "title": TO_DO, "rise": w.STATE, "actions": p.PLANNED_DAY, "evidence": p.DONE_DAY, "mark": p.NOW_DUE,
    "gain": p.ESTIMATED, "effort": p.TOOK, "lead": w.OWNER,
}  # fmt: skip
"""What the columns hold for the agreed plan below the list."""
_CUT, _EXACT = "0.0", "0.0000"


@dataclass(frozen=True)
class _Ends:
    """A score that grows as lines are done: where it stands now, and the column of exact points that lines add to it."""

    shown: str
    exact: str
    now: str
    before: Fraction


class PlanSheet:
    """The plan under the limits laid down: what it takes in a sentence, its waves, and what they make of the scores.

    The next free row moves down as waves are written, and the rows of failed gates are noted.
    """

    def __init__(self, results: Results, sheet: SheetWriter, places: Places) -> None:
        self._r = results
        self._sheet = sheet
        self._row = self._first = HEAD_ROW + 1
        self._gates: list[int] = []
        worth, sure, backed = (places.at(places.total, name) for name in ("worth", "sure", "backed"))
        before = results.card.score.low, results.card.evidenced.low
        now = (f"IF({worth}=0,0,{sure})", f"IF({worth}=0,0,{backed})")
        if results.plan.facts:  # the plan is that of one platform, whose scores are not those of the scorecard
            before = results.plan.score_before, results.plan.evidenced_before
            now = (number_text(float(before[0])), number_text(float(before[1])))
        self._scores = (
            _Ends("sure", "exact-sure", now[0], before[0]),
            _Ends("backed", "exact-backed", now[1], before[1]),
        )

    def write(self) -> None:
        """Fill the sheet."""
        r, sheet, work = self._r, self._sheet, self._r.work
        sheet.text(0, 0, f"{r.say(f.PLAN)} · {r.name}", bold=True, font_size=14)
        sheet.text(1, 0, work.headline, bold=True)
        notes = [work.nothing, *work.notes, *work.dates, *work.deadline, work.schedule]
        notes += [r.say(f.POINTS_ARE[r.plan.goal]), r.say(f.PLAN_NOTE)] if r.plan.steps else []
        notes += [r.say(f.SCORES_LISTED)] if r.plan.steps and r.plan.facts else []
        notes += [r.say(f.COMES_BACK, page=r.say(w.PAGE_INBOX))] if work.waves else []
        sheet.lead(2, LANGUAGES[r.lang].sentences([one for one in notes if one]))
        PLAN.head(sheet, r.lang, _NUMBERS, printed=_AT["id"])
        if work.waves:  # the day chosen for work to begin, or a cell for it
            sheet.text(0, _AT["owner"], r.say(f.STARTS_ON), align="right", font_color=QUIET)
            sheet.day(0, _AT["day"], r.assessment.terms.start or "", **ENTRY)
        for wave in work.waves:
            self._wave(wave)
        if r.plan.steps:
            self._totals()
        self._agreed()
        sheet.raw.freeze_panes(self._first, _AT["rise"])
        sheet.page(r.foot)
        sheet.raw.print_area(0, 0, self._row + 1, _AT["id"] - 1)

    def _cells(self, name: str, first: int, last: int) -> str:
        column = _AT[name]
        return f"{self._sheet.cell(first, column)}:{self._sheet.cell(last, column)}"

    def _of_those_done(self, name: str, first: int, last: int) -> str:
        """The sum of a column over the lines that are to be done."""
        yes = quoted(self._r.say(w.YES))
        return f"SUMIF({self._cells('do', first, last)},{yes},{self._cells(name, first, last)})"

    def _wave(self, wave: WaveLines) -> None:
        """The wave's head with its sums, and its lines."""
        head = self._row
        self._headed(wave.title)
        for line in wave.lines:
            self._line(line)
        if wave.effort:
            self._sums(head, head + 1, self._row - 1, wave.lines)

    def _headed(self, title: str) -> None:
        """A row that stands out, with its title."""
        for column in range(_AT["id"]):
            self._sheet.text(self._row, column, "", **_HEAD)
        self._sheet.text(self._row, _AT["title"], title, **_HEAD)
        self._row += 1

    def _sums(self, row: int, first: int, last: int, lines: Sequence[WorkLine]) -> None:
        """Points and person-days of the lines to be done, and both scores when all down to the last one is done."""
        steps = [line.step for line in lines if line.step is not None]
        gained = Fraction(cut(sum((step.gain for step in steps), ZERO), 2))
        exact = self._of_those_done("exact-backed" if self._r.plan.goal == "ready" else "exact-sure", first, last)
        effort = sum((step.effort for step in steps), ZERO)
        for name, done, value, shape in (
            ("gain", f"ROUNDDOWN(ROUND({exact},9),2)", gained, CUT_POINTS),
            ("effort", self._of_those_done("effort", first, last), effort, "General"),
        ):
            self._sheet.formula(row, _AT[name], f"={done}", value, num_format=shape, align="right", **_HEAD)
        sofar = [line.step for line in self._r.work.lines if line.step is not None]
        upto = sofar[: sofar.index(steps[-1]) + 1]
        for ends in self._scores:
            gains = (step.claimed if ends.shown == "sure" else step.proved for step in upto)
            value = ends.before + sum(gains, ZERO)
            done = self._of_those_done(ends.exact, self._first, last)
            formula = f"=ROUNDDOWN(ROUND({ends.now}+{done},9),1)"
            shown = Fraction(cut(value, 1))
            self._sheet.formula(row, _AT[ends.shown], formula, shown, num_format=_CUT, align="right", **_HEAD)

    def _line(self, line: WorkLine) -> None:
        r, sheet, row = self._r, self._sheet, self._row
        if line.gate and line.step:
            self._gates.append(row)
        marks = [r.say(w.GATE)] if line.gate else []
        marks += [r.say(p.QUICK)] if line.quick else []
        marks += [r.say(p.LATE)] if line.late else []
        actions = list(line.how) if len(line.how) < 2 else [f"{n}. {one}" for n, one in enumerate(line.how, 1)]
        texts = {"rise": line.rise, "actions": "\n".join((*actions, *line.law)), "evidence": "\n".join(line.evidence)}
        texts["mark"] = LANGUAGES[r.lang].semicolon.join(marks)
        for name, text in texts.items():
            sheet.text(row, _AT[name], text, **_WRAP)
        below = [(line.asked, {"font_size": 9, "font_color": QUIET})] if line.asked else []
        sheet.titled(row, _AT["title"], line.title, below, **_WRAP)
        shown = {"title": line.title + line.asked, **texts, **self._numbers(line)}
        sheet.text(row, _AT["reading"], PLAN.stamps(shown), **_SMALL)
        sheet.text(row, _AT["owner"], line.owner, **ENTRY)
        sheet.day(row, _AT["day"], line.day, **{**ENTRY, **({"font_color": RED} if line.late else {})})
        self._tick(line)
        for name in ("sure", "backed"):
            sheet.text(row, _AT[name], "", **_WRAP)
        sheet.text(row, _AT["id"], line.question, **_SMALL)
        self._row += 1

    def _tick(self, line: WorkLine) -> None:
        """Whether the step of the agreed plan is done; and what the row says, for when it comes back."""
        r, sheet, row, terms = self._r, self._sheet, self._row, self._r.assessment.terms
        steps = terms.agreed.steps if terms.agreed else ()
        step = next((one for one in steps if one.question == line.question), None)
        if step is None:
            sheet.text(row, _AT["done"], "", **_WRAP)
        else:
            sheet.text(row, _AT["done"], TICKED if step.done else UNTICKED, align="center", **ENTRY)
            PLAN.tick_box(sheet, "done", row, row, r.say(f.DONE), r.say(f.DONE_HINT, page=r.say(w.PAGE_INBOX)))
        marks = (stamp(cell_form(line.owner)), stamp(line.day), stamp(step is not None and step.done))
        sheet.text(row, _AT["base"], "-".join(marks), **_SMALL)

    def _numbers(self, line: WorkLine) -> dict[str, str]:
        """Points as shown; the exact ones, which are added up, stand behind the id. Returns what is written."""
        sheet, row, step = self._sheet, self._row, line.step
        if step is None:
            for name, text in (("do", ""), ("gain", line.gain), ("effort", line.effort), ("lead", line.lead)):
                sheet.text(row, _AT[name], text, align="right", **_WRAP)
            return {"gain": line.gain, "effort": line.effort, "lead": line.lead}
        yes, no = self._r.say(w.YES), self._r.say(w.NO)
        sheet.text(row, _AT["do"], yes, **ENTRY)
        sheet.raw.data_validation(row, _AT["do"], row, _AT["do"], {"validate": "list", "source": [yes, no]})
        numbers = [("gain", Fraction(cut(step.gain, 2)), CUT_POINTS), ("effort", step.effort, "General")]
        own_lead = line.lead != NO_FIGURE
        if own_lead:
            numbers.append(("lead", step.in_a_row, "General"))
        else:
            sheet.text(row, _AT["lead"], NO_FIGURE, align="right", **_WRAP)
        for name, value, shape in numbers:
            sheet.number(row, _AT[name], value, num_format=shape, align="right", **_WRAP)
        for name, value in (("exact-sure", step.claimed), ("exact-backed", step.proved)):
            sheet.number(row, _AT[name], value, num_format="0.000000", **_SMALL)
        shown = {"do": yes, **{name: number_text(float(value)) for name, value, _ in numbers}}
        return shown if own_lead else {**shown, "lead": NO_FIGURE}

    def _agreed(self) -> None:
        """Below all else the agreed plan: each step as it was agreed beside what it took. Nothing of it comes back."""
        r, sheet = self._r, self._sheet
        agreed = agreed_work(r.rubric, r.assessment, r.plan, r.lang, r.day) if r.day else None
        if agreed is None:
            return
        self._row += 2
        sheet.text(self._row, _AT["title"], f"{r.say(p.AGREED)} · {agreed.headline}", bold=True)
        self._row += 1
        sheet.text(self._row, _AT["title"], LANGUAGES[r.lang].sentences(agreed.notes), font_color=QUIET, font_size=9.5)
        self._row += 1
        for name, head in _AGREED.items():
            sheet.text(self._row, _AT[name], r.say(head), **_HEAD)
        for line in agreed.lines:
            self._row += 1
            told = (line.title, line.stands, line.planned, line.done_on, line.scheduled, line.owner)
            for name, text in zip(("title", "rise", "actions", "evidence", "mark", "lead"), told, strict=True):
                sheet.text(self._row, _AT[name], text, **_WRAP)
            for name, days in (("gain", line.standing.step.effort), ("effort", line.standing.step.spent)):
                sheet.text(self._row, _AT[name], "", **_WRAP)
                if days is not None:
                    sheet.number(self._row, _AT[name], parse_exact(days), num_format="General", align="right", **_WRAP)

    def _totals(self) -> None:
        """What all of it takes and brings; what open questions can still bring; whether the target is reached then."""
        r, sheet, plan, last = self._r, self._sheet, self._r.plan, self._row - 1
        self._headed(r.say(w.TOTAL))
        self._sums(last + 1, self._first, last, list(r.work.lines))
        if r.work.more:
            sheet.text(self._row, _AT["title"], r.work.more, font_color=QUIET)
            self._row += 1
        now, after, still, start, reached = (self._row + 1 + place for place in range(5))
        before = f.SCORE_BEFORE_LISTED if plan.facts else f.SCORE_BEFORE
        labels = ((now, before), (after, f.SCORE_AFTER), (still, f.STILL_TO_COME), (start, f.TARGET_FROM))
        for row, text in labels:
            sheet.text(row, _AT["title"], r.say(text))
        met, holds = [], []
        steps = [line.step for line in r.work.lines if line.step is not None]
        for ends in self._scores:
            column = _AT[ends.shown]
            sheet.formula(now, column, f"={ends.now}", ends.before, num_format=_EXACT)
            done = self._of_those_done(ends.exact, self._first, last)
            value = ends.before + sum((one.claimed if ends.shown == "sure" else one.proved for one in steps), ZERO)
            sheet.formula(after, column, f"={sheet.cell(now, column)}+{done}", value, num_format=_EXACT, bold=True)
            sheet.number(still, column, plan.open_points, num_format=_EXACT)
            if ends.shown == "sure" or plan.goal == "ready":
                sheet.number(start, column, plan.target.from_, num_format=_EXACT)
                whole = f"{sheet.cell(after, column)}+{sheet.cell(still, column)}"
                met.append(f"ROUND({whole},9)>={sheet.cell(start, column)}")
                holds.append(value + plan.open_points >= plan.target.from_)
        met += [f"{sheet.cell(row, _AT['do'])}={quoted(r.say(w.YES))}" for row in self._gates]
        reaches, misses = r.say(f.REACHES if plan.settled else f.REACHES_IF_CONFIRMED), r.say(f.MISSES)
        column = _AT["title"]
        formula = f"=IF(AND({','.join(met)}),{quoted(reaches)},{quoted(misses)})"
        sheet.formula(reached, column, formula, reaches if all(holds) else misses)
        sheet.coloured(reached, column, reached, column, reaches, GOOD)
        sheet.coloured(reached, column, reached, column, misses, BAD)
        self._row = reached
