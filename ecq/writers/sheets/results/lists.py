"""The sheets that are lists: gates, gaps, evidence, answers. Their points and states follow the scorecard by formula."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecq.base.exact import cut
from ecq.base.language import LANGUAGES, Text
from ecq.scoring.scorecard import NodeScore, QuestionScore
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder
from ecq.telling.plan.sentences import next_words
from ecq.telling.text import words as w
from ecq.telling.text.sentences import (
    POINT_DECIMALS,
    answer_words,
    citation_words,
    level_words,
    no_gaps_words,
    reason_words,
    to_gain_shown,
)
from ecq.writers.sheets import evidence_checklist
from ecq.writers.sheets.results import words as b
from ecq.writers.sheets.results.contents import BAD, FAIR, GATE_LOOKS, GOOD, HEAD_ROW, Places, Results
from ecq.writers.sheets.writing import LINE, QUIET, Amount, Content, Live, Look, SheetWriter

_FIRST = HEAD_ROW + 1
_WRAP: Look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE}
_SMALL: Look = {**_WRAP, "font_size": 9, "font_color": QUIET}
DAYS, CUT_POINTS = "General", "0.00"


def cut_formula(cell: str) -> str:
    """Points of a cell as every page of ECQ shows them: cut, never rounded up."""
    return f"ROUNDDOWN(ROUND({cell},9),{POINT_DECIMALS})"


def live_points(cell: str, value: Fraction) -> Live:
    """Points of the scorecard, cut."""
    return Live(f"={cut_formula(cell)}", Fraction(cut(value, POINT_DECIMALS)))


def live_gain(worth: str, sure: str, one: QuestionScore | NodeScore) -> Live:
    """Points still to gain: what is worth less what is guaranteed, both as shown."""
    low = one.low if isinstance(one, NodeScore) else one.contribution
    formula = f"=ROUND({cut_formula(worth)}-{cut_formula(sure)},{POINT_DECIMALS})"
    return Live(formula, to_gain_shown(one.points, low))


Heading = tuple[Text, float]


def write_list(
    results: Results,
    sheet: SheetWriter,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[Content]],
    quiet: Sequence[int] = (),
) -> int:
    """A table below its heading row, with filter, frozen heads and print set-up; the row after its last."""
    sheet.columns([width for _, width in headings], printed=len(headings) - 1)
    numbers = {column for contents in rows for column, content in enumerate(contents) if _is_number(content)}
    sheet.heads(HEAD_ROW, [results.say(heading) for heading, _ in headings], numbers)
    row = _FIRST
    for row, contents in enumerate(rows, _FIRST):
        for column, content in enumerate(contents):
            look = _SMALL if column in quiet else _WRAP
            sheet.put(row, [content], column, **look, **_right(content))
    last = max(row, _FIRST) if rows else HEAD_ROW
    sheet.raw.autofilter(HEAD_ROW, 0, last, len(headings) - 1)
    sheet.raw.freeze_panes(_FIRST, 0)
    sheet.page(results.foot)
    print_without_ids(sheet, last + 2, len(headings))
    return last + 1


def print_without_ids(sheet: SheetWriter, last_row: int, columns: int) -> None:
    """Print a table but for its last column: the ids are for machines, and what is read gets larger."""
    sheet.raw.print_area(0, 0, last_row, columns - 2)


def _right(content: Content) -> Look:
    """Numbers stand to the right, a little away from the text of the next column."""
    return {"align": "right", "indent": 1} if _is_number(content) else {}


def _is_number(content: Content) -> bool:
    return isinstance(getattr(content, "value", content), Fraction)


def _say_nothing(results: Results, sheet: SheetWriter, text: Text) -> None:
    sheet.text(_FIRST + 1, 0, results.say(text), font_color=QUIET)


def write_gates(results: Results, sheet: SheetWriter, places: Places) -> None:
    """Every gate: what the law demands, the lowest answer that passes, the answer, and whether it passes."""
    headings = (
        (w.INDICATOR, 18),
        (w.QUESTION, 44),
        (b.LEGAL_REASON, 40),
        (b.PASSES_FROM, 34),
        (w.ANSWER, 34),
        (w.GATE, 12),
        (b.ID, 24),
    )
    order = ("failed", "open", "passed", "na")
    rows = []
    for gate in sorted(results.card.gates, key=lambda one: order.index(one.state)):
        question = results.rubric.by_id[gate.question]
        state = results.say(w.GATE_STATES[gate.state])
        assert question.gate is not None
        rows.append(
            (
                results.title(results.rubric.place[question.id][1]),
                results.say(question.text),
                results.say(question.gate.reason),
                level_words(question, question.gate.pass_, results.lang),
                answer_words(question, results.assessment.response(question.id), results.lang),
                Live(f"={places.of_question(question.id, 'gate')}", state, "General"),
                question.id,
            )
        )
    results.top(sheet, w.GATES)
    write_list(results, sheet, headings, rows, quiet=(6,))
    for state, look in GATE_LOOKS.items():
        sheet.coloured(_FIRST, 5, _FIRST + len(rows), 5, results.say(w.GATE_STATES[state]), look)
    if not rows:
        _say_nothing(results, sheet, w.NO_GATES)


def write_gaps(results: Results, sheet: SheetWriter, places: Places) -> None:
    """Questions with points still to gain, largest first: where it stands, the next step, effort, evidence, basis."""
    headings = (
        (b.NUMBER, 6), (w.INDICATOR, 16), (w.QUESTION, 40), (w.GATE, 9), (w.STATE, 10), (b.NOW, 30), (w.TO_GAIN, 10),
        (w.NEXT_STEP, 44), (b.EFFORT, 13), (b.LEAD_TIME, 10), (b.THIS_STEP, 10), (w.HAVE_READY, 34), (w.BASIS, 34),
        (b.ID, 22),
    )  # fmt: skip
    found = [one for one in results.card.questions.values() if one.counts and one.to_gain > 0]
    found.sort(key=lambda one: (to_gain_shown(one.points, one.contribution), one.to_gain), reverse=True)
    rows: list[tuple[Content, ...]] = []
    for number, one in enumerate(found, 1):
        question, response = results.question(one), results.response(one)
        step = results.steps.of(one)
        rows.append(
            (
                str(number),
                results.title(one.indicator),
                results.say(question.text),
                results.say(w.GATE) if question.gate else "",
                Live(f"={places.of_question(one.id, 'state')}", results.say(w.STATES[one.state]), "General"),
                answer_words(question, response, results.lang),
                live_gain(places.of_question(one.id, "worth"), places.of_question(one.id, "sure"), one),
                "\n".join(next_words(one, step, results.lang)),
                step.effort if step else None,
                step.in_a_row if step else None,
                Amount(Fraction(cut(step.gain, POINT_DECIMALS))) if step else None,
                results.joined([results.say(text) for text in question.evidence]),
                results.joined(
                    [citation_words(results.rubric, citation, results.lang) for citation in question.sources]
                ),
                one.id,
            )
        )
    lead = LANGUAGES[results.lang].sentences((results.say(b.GAPS_NOTE), results.say(w.SUGGESTIONS_NOTE)))
    results.top(sheet, b.GAPS, lead)
    write_list(results, sheet, headings, rows, quiet=(0, 11, 12, 13))
    if not rows:
        sheet.text(_FIRST + 1, 0, no_gaps_words(results.card, results.lang), font_color=QUIET)


def write_evidence(results: Results, sheet: SheetWriter, binder: Binder) -> None:
    """The evidence binder: what is in hand, what is to be obtained by whom until when, and what would be asked for."""
    widths = (6, 16, 18, 38, 9, 44, 13, 24, 14, 12, 24)
    headings = tuple((column.head, width) for column, width in zip(evidence_checklist.COLUMNS, widths, strict=True))
    rows = [evidence_checklist.cells(row) for row in evidence_checklist.rows(binder)]
    results.top(sheet, w.EVIDENCE, evidence_checklist.counts_line(binder))
    write_list(results, sheet, headings, rows, quiet=(10,))
    for state, look in (("in-hand", GOOD), ("to-obtain", FAIR), ("overdue", BAD), ("missing", FAIR)):
        sheet.coloured(_FIRST, 6, _FIRST + len(rows), 6, results.say(e.PROOF_STATES[state]), look)


def write_answers(results: Results, sheet: SheetWriter, places: Places) -> None:
    """Every question that is asked, with its answer, reason, note and evidence."""
    headings = (
        (w.DIMENSION, 14), (w.INDICATOR, 16), (w.QUESTION, 44), (w.GATE, 9), (w.STATE, 10), (w.ANSWER, 44), (b.CREDIT, 9),
        (b.WORTH, 11), (w.SURE, 12), (b.REASON, 28), (w.NOTE, 40), (b.EVIDENCE_NAMED, 40), (b.CHANGED, 12), (b.ID, 24),
    )  # fmt: skip
    rows: list[tuple[Content, ...]] = []
    for one in results.card.questions.values():
        question, response = results.question(one), results.response(one)
        credit: Content = None
        if one.credit is not None:
            credit = Live(f"={places.of_question(one.id, 'credit')}", one.credit, "0.####")
        rows.append(
            (
                results.title(one.dimension),
                results.title(one.indicator),
                results.say(question.text),
                results.say(w.GATE) if question.gate else "",
                Live(f"={places.of_question(one.id, 'state')}", results.say(w.STATES[one.state]), "General"),
                "" if response.state == "unanswered" else answer_words(question, response, results.lang),
                credit,
                live_points(places.of_question(one.id, "worth"), one.points),
                live_points(places.of_question(one.id, "sure"), one.contribution),
                reason_words(question, response, results.lang) if response.state == "na" else "",
                response.note,
                "\n".join(f"{item.text}{_in_brackets(results, item.in_hand)}" for item in response.evidence),
                (response.at or "")[:10],
                one.id,
            )
        )
    strangers = sum(question not in results.rubric.by_id for question in results.assessment.responses)
    results.top(sheet, b.ANSWERS, results.say(b.NOT_ASKED, count=strangers) if strangers else "")
    write_list(results, sheet, headings, rows, quiet=(0, 12, 13))
    for state in ("unanswered", "unsure", "undecided"):
        sheet.coloured(_FIRST, 4, _FIRST + len(rows), 4, results.say(w.STATES[state]), FAIR)


def _in_brackets(results: Results, in_hand: bool) -> str:
    state = results.say(w.EVIDENCE_IN_HAND if in_hand else w.EVIDENCE_WANTED)
    return LANGUAGES[results.lang].bracketed(state)
