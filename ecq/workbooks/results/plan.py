"""The sheet of the cheapest path to the target: every step with its effort, points and time; leaving one out is one cell."""

from __future__ import annotations

from fractions import Fraction

from ecq.assessment.model import Response
from ecq.planning import Plan, PlanStep, plan
from ecq.planning.agreed import limits_of
from ecq.planning.timeline import timeline
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.text import words as w
from ecq.text.sentences import score_words, value_words
from ecq.workbooks.results import words as b
from ecq.workbooks.results.contents import BAD, GOOD, HEAD_ROW, Places, Results
from ecq.workbooks.results.lists import DAYS, POINTS, Amount, Content, print_without_ids, write_list
from ecq.workbooks.writing import INPUT, LINE, QUIET, SOFT, Look, SheetWriter, quoted

_HEADINGS = (
    (b.DO_IT, 7), (w.INDICATOR, 16), (w.QUESTION, 40), (w.GATE, 9), (b.NOW, 28), (b.TO_ANSWER, 28), (b.STEPS, 50),
    (b.EFFORT, 13), (b.LEAD_TIME, 10), (b.GAIN, 10), (b.OWNER, 14), (b.DUE, 12), (b.STARTS, 10), (b.ENDS, 10), (b.ID, 22),
)  # fmt: skip
_DO, _EFFORT, _GAIN = 0, 7, 9


def write_plan(results: Results, sheet: SheetWriter, places: Places) -> None:
    """The plan under the limits laid down, or why there is none."""
    cheapest = plan(
        results.rubric, results.assessment, results.verdict.target.id, limits_of(results.rubric, results.assessment)
    )
    target = results.say(cheapest.target.title)
    results.top(sheet, b.PLAN, f"{results.say(b.PLAN_FOR, target=target)} · {results.say(b.PLAN_NOTE)}")
    rows = _rows(results, cheapest)
    end = write_list(results, sheet, _HEADINGS, rows, quiet=(14,))
    if not cheapest.steps:
        sheet.text(end + 1, 0, _why_none(results, cheapest), font_color=QUIET)
        return
    first, last = HEAD_ROW + 1, end - 1
    yes, no = results.say(b.YES), results.say(b.NO)
    entry: Look = {"bg_color": INPUT, "border": 1, "border_color": LINE}
    for row in range(first, last + 1):
        sheet.text(row, _DO, yes, **entry)
    sheet.raw.data_validation(first, _DO, last, _DO, {"validate": "list", "source": [yes, no]})
    _totals(results, sheet, places, cheapest, first, last)


def _rows(results: Results, cheapest: Plan) -> list[tuple[Content, ...]]:
    terms = results.assessment.terms
    slots = {slot.question: slot for slot in timeline(cheapest.steps, terms.owners)}
    rows: list[tuple[Content, ...]] = []
    for step in cheapest.steps:
        question = results.rubric.by_id[step.question]
        slot = slots[step.question]
        rows.append(
            (
                results.say(b.YES),
                results.title(results.rubric.place[step.question][1]),
                results.say(question.text),
                results.say(w.GATE) if step.gate else "",
                _said(results, question, step.from_) or results.say(b.OPEN_ANSWER),
                _raised(results, question, step),
                _advice(results, step),
                step.effort,
                step.in_a_row,
                Amount(step.gain),
                terms.owners.get(step.question, ""),
                terms.due.get(step.question, ""),
                slot.start,
                slot.end,
                step.question,
            )
        )
    return rows


def _said(results: Results, question: Question, value: Value | None) -> str:
    if value is None:
        return ""
    if question.parts:
        return results.count_of(question, value)
    return value_words(question, Response(state="answered", value=value), results.lang)


def _raised(results: Results, question: Question, step: PlanStep) -> str:
    """What the answer is raised to; of a checklist only what is added."""
    if not question.parts:
        return _said(results, question, step.to)
    held = set(step.from_ or ())
    added = [results.say(item.text) for item in question.parts if item.id in step.to and item.id not in held]
    return "\n".join([results.count_of(question, step.to), *(f"+ {text}" for text in added)])


def _advice(results: Results, step: PlanStep) -> str:
    lines = [results.say(rung.advice) for rung in step.rungs]
    return lines[0] if len(lines) == 1 else "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _totals(results: Results, sheet: SheetWriter, places: Places, cheapest: Plan, first: int, last: int) -> None:
    """Effort and points of the steps that are done, and what they make of the score."""
    look: Look = {"bold": True, "bg_color": SOFT, "top": 1}
    row = last + 1
    for column in range(len(_HEADINGS)):
        sheet.blank(row, column, **look)
    sheet.text(row, 2, results.say(b.WHOLE), **look)
    done = f"{sheet.cell(first, _DO)}:{sheet.cell(last, _DO)},{quoted(results.say(b.YES))}"
    gained = sum((step.gain for step in cheapest.steps), Fraction(0))
    for column, value, shape in ((_EFFORT, cheapest.effort, DAYS), (_GAIN, gained, POINTS)):
        cells = f"{sheet.cell(first, column)}:{sheet.cell(last, column)}"
        sheet.formula(row, column, f"=SUMIF({done},{cells})", value, num_format=shape, **look)
    before, after, start = row + 2, row + 3, row + 4
    for at, text in ((before, b.SCORE_BEFORE), (after, b.SCORE_AFTER), (start, b.TARGET_FROM)):
        sheet.text(at, 2, results.say(text))
    worth, sure = places.of_whole("worth"), places.of_whole("sure")
    sheet.formula(before, _GAIN, f"=IF({worth}=0,0,{sure})", cheapest.score_before, num_format=POINTS)
    total = f"={sheet.cell(before, _GAIN)}+{sheet.cell(row, _GAIN)}"
    sheet.formula(after, _GAIN, total, cheapest.score_after, num_format=POINTS, bold=True)
    sheet.number(start, _GAIN, cheapest.target.from_, num_format=POINTS)
    print_without_ids(sheet, start + 2, len(_HEADINGS))
    reaches, misses = results.say(b.REACHES), results.say(b.MISSES)
    reached = f"ROUND({sheet.cell(after, _GAIN)},9)>={sheet.cell(start, _GAIN)}"
    sheet.formula(start + 1, _GAIN, f"=IF({reached},{quoted(reaches)},{quoted(misses)})", reaches, align="right")
    sheet.coloured(start + 1, _GAIN, start + 1, _GAIN, reaches, GOOD)
    sheet.coloured(start + 1, _GAIN, start + 1, _GAIN, misses, BAD)


def _why_none(results: Results, cheapest: Plan) -> str:
    if cheapest.feasible or cheapest.most is None:
        return results.say(b.PLAN_NONE)
    return results.say(
        b.PLAN_IMPOSSIBLE,
        target=results.say(cheapest.target.title),
        score=score_words(cheapest.most.score),
        grade=results.say(cheapest.most.grade.title),
        effort=str(float(cheapest.most.effort)).removesuffix(".0"),
    )
