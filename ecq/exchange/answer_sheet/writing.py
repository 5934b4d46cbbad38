"""Writes the answer sheet for the people who know the answers: questions explained, drop-downs, answers so far.

What is read again is recognised by the headings of columns and by hidden ids of rows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from ecq.assessment.model import NO_RESPONSE, Assessment, Response
from ecq.base.errors import AssessmentError
from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, Text, error_of, words
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.cells import answer_stamp, choices, note_stamp, reason_cell, seen, value_cell
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.model import Node, Rubric, walk
from ecq.scoring.scorecard import score
from ecq.telling.text import words as w
from ecq.telling.text.sentences import unit_words
from ecq.writers.sheets import words as f
from ecq.writers.sheets.forms import ENTRY, FormColumn, SheetForm
from ecq.writers.sheets.stamps import ORIGIN, cell_form, origin_of, reading_stamp
from ecq.writers.sheets.writing import GOLD, LINE, QUIET, SOFT, Book, Look, SheetWriter, column_letters, lines_of

FORMAT = "ecq-answer-sheet/1"
LISTS = "ecq-lists"
"""The hidden sheet with what the drop-downs offer."""

ANSWERS = SheetForm(
    (
        FormColumn("id", a.QUESTION_ID, 10, "id", hidden=True),
        FormColumn("item", a.ITEM_ID, 10, "id", hidden=True),
        FormColumn("base", a.BASE, 10, "stamp", needed=False, hidden=True),
        FormColumn("indicator", w.INDICATOR, 13),
        FormColumn("question", a.QUESTION, 58),
        FormColumn("answer", w.ANSWER, 34, "asked"),
        FormColumn("mark", a.MARK, 10, "asked"),
        FormColumn("reason", a.REASON, 24, "asked"),
        FormColumn("note", w.NOTE, 30, "asked", needed=False),
        FormColumn("evidence-so-far", a.EVIDENCE_SO_FAR, 24),
        FormColumn("evidence", a.EVIDENCE_NEW, 30, "asked", needed=False),
        FormColumn("done", a.FILLED_IN, 10, "reckoned", hidden=True),
    ),
    head_row=0,
)
AT = ANSWERS.at
_TEXT_ENTRY: Look = {**ENTRY, "num_format": "@"}
_QUIET: Look = {"font_color": QUIET, "font_size": 9, "text_wrap": True}
_LIST_LIMIT, _PROMPT_LIMIT = 255, 250
_LAST = 5_000
"""The row down to which items of a checklist are looked for."""


def export_sheet(
    rubric: Rubric,
    assessment: Assessment,
    lang: Lang,
    nodes: Collection[str] = (),
    sender: str = "",
    deadline: str = "",
    core_only: bool = False,
    only: Collection[str] = (),
    request: str = "",
) -> bytes:
    """The workbook of all questions that apply or may apply, or of those under some nodes (dimensions, indicators).

    `core_only`: of these only the quick check's; `only`: of these only those named; `request`: the request it belongs to. `sender`: who sends it and gets it back; `deadline`: until when, an ISO date; "" leaves a line to fill in. The same bytes for the same input. Raises AssessmentError for an unknown node, or where no question is left; EcqError
    where XlsxWriter (or, for Traditional Chinese, OpenCC) is not installed.
    """
    asked = asked_under(rubric, assessment, nodes, core_only)
    if only:
        asked = tuple(one for one in asked if one in only)
    return _Writing(rubric, assessment, lang, asked, sender, deadline, request).workbook()


def asked_under(
    rubric: Rubric, assessment: Assessment, nodes: Collection[str] = (), core_only: bool = False
) -> tuple[str, ...]:
    """Ids of the questions of a sheet for these nodes, in order. Raises AssessmentError as `export_sheet` does."""
    for one in nodes:
        if one not in rubric.nodes:
            raise AssessmentError(
                f"{one!r} is no dimension or indicator of {rubric.id}; there are: {', '.join(rubric.nodes)}",
                f"{one!r} 不是 {rubric.id} 的维度或指标",
            )
    inside = {
        node.id
        for node, path in walk(rubric.layout.tree)
        if not nodes or {node.id, *(up.id for up in path)} & set(nodes)
    }
    questions = tuple(
        question
        for question, applies in rubric.applying(assessment.profile).items()
        if applies is not False
        and rubric.place[question][1] in inside
        and (rubric.by_id[question].core or not core_only)
    )
    if not questions:
        raise error_of(a.NOTHING_TO_ASK, AssessmentError)
    return questions


@dataclass
class _Writing:
    rubric: Rubric
    assessment: Assessment
    lang: Lang
    asked: tuple[str, ...]
    sender: str
    deadline: str
    request: str = ""

    def workbook(self) -> bytes:
        self.name = self.assessment.name or self.say(w.UNNAMED)
        self.book = Book(self.lang, f"{self.say(w.ANSWER_SHEET)} · {self.name}")
        readme = self.book.sheet(self.say(a.README))
        groups = list(self._groups())
        sheets = [(self.book.sheet(words(node.title, self.lang)), leaves) for node, leaves in groups]
        self.lists = _Lists(self.book.sheet(LISTS))
        progress = [(sheet, self._sheet(sheet, leaves), leaves) for sheet, leaves in sheets]
        self._readme(readme, progress)
        self._origin()
        return self.book.to_bytes()

    def say(self, text: Text, **marks: object) -> str:
        return w.say(text, self.lang, **marks)

    def _groups(self) -> Iterator[tuple[Node, dict[Node, list[Question]]]]:
        """A sheet for each node at the top, with its indicators and their questions that are asked."""
        asked = set(self.asked)
        for top in self.rubric.layout.tree:
            leaves = {
                leaf.id: [self.rubric.by_id[p.question] for p in leaf.questions if p.question in asked]
                for leaf, _ in walk((top,))
                if leaf.questions
            }
            by_indicator = {self.rubric.nodes[leaf]: questions for leaf, questions in leaves.items() if questions}
            if by_indicator:
                yield top, by_indicator

    def _readme(
        self, sheet: SheetWriter, progress: Sequence[tuple[SheetWriter, int, Mapping[Node, list[Question]]]]
    ) -> None:
        """What it is, who gets it back until when, how far it is filled in, and how to."""
        sheet.columns([3, 62, 14, 14])
        day = (self.assessment.updated_at or "")[:10] or "—"
        made_from = self.say(a.MADE_FROM, id=self.rubric.id, version=self.rubric.version, day=day)
        sheet.text(0, 1, self.say(w.ANSWER_SHEET), bold=True, font_size=18)
        sheet.text(1, 1, self.say(a.ABOUT_SHEET, name=self.name, count=len(self.asked)), bold=True, text_wrap=True)
        sheet.text(2, 1, made_from, **_QUIET)
        sheet.text(4, 1, self.say(a.SENDER), align="right", font_color=QUIET)
        sheet.across(4, 2, 3, self.sender, bottom=1, bottom_color=LINE)
        sheet.text(5, 1, self.say(a.DEADLINE), align="right", font_color=QUIET)
        sheet.across(5, 2, 3, "", bottom=1, bottom_color=LINE)
        sheet.day(5, 2, self.deadline, bottom=1, bottom_color=LINE, align="left")
        row = self._progress(sheet, 7, progress)
        for number, line in enumerate(a.GUIDE, 1):
            sheet.text(row + number, 0, str(number), font_color=QUIET, align="right")
            sheet.across(row + number, 1, 3, self.say(line), text_wrap=True)
            sheet.raw.set_row(row + number, 17 * lines_of(self.say(line), 90))
        sheet.text(row + len(a.GUIDE) + 2, 1, self.say(w.NOT_A_CERTIFICATE), **_QUIET)
        sheet.page(f"{self.say(w.ANSWER_SHEET)} · {self.name}", portrait=True)

    def _progress(
        self, sheet: SheetWriter, row: int, progress: Sequence[tuple[SheetWriter, int, Mapping[Node, list[Question]]]]
    ) -> int:
        """A row for each sheet: questions filled in, and how many there are; the row after the total."""
        for column, head in ((1, a.PROGRESS), (2, a.FILLED_IN), (3, a.OF_QUESTIONS)):
            look: Look = {"bold": True, "bottom": 1, "align": "left" if column == 1 else "right"}
            sheet.text(row, column, self.say(head), **look)
        first = row + 1
        for below, (one, last, leaves) in enumerate(progress, first):
            questions = [question.id for asked in leaves.values() for question in asked]
            cells = f"{one.afar(1, AT['done'])}:{one.cell(last, AT['done'])}"
            sheet.text(below, 1, one.name)
            sheet.formula(below, 2, f"=SUM({cells})", self._filled_in(questions))
            sheet.number(below, 3, len(questions))
        last_row = row + len(progress)
        for column in (2, 3):
            whole = f"{sheet.cell(first, column)}:{sheet.cell(last_row, column)}"
            value = self._filled_in(self.asked) if column == 2 else len(self.asked)
            sheet.formula(last_row + 1, column, f"=SUM({whole})", value, bold=True, top=1)
        sheet.text(last_row + 1, 1, self.say(w.TOTAL), bold=True, top=1)
        return last_row + 2

    def _filled_in(self, questions: Collection[str]) -> int:
        """How many of these questions have an answer or a mark."""
        responses = ((self.rubric.by_id[one], self.assessment.response(one)) for one in questions)
        return sum(seen(question, response) != NO_RESPONSE for question, response in responses)

    def _sheet(self, sheet: SheetWriter, leaves: Mapping[Node, list[Question]]) -> int:
        """Write the questions; returns the last row."""
        ANSWERS.head(sheet, self.lang)
        row = 1
        for leaf, questions in leaves.items():
            for question in questions:
                row = self._question(sheet, row, question, words(leaf.title, self.lang))
        sheet.raw.autofilter(0, 0, row - 1, len(AT) - 1)
        sheet.raw.print_area(0, 0, row - 1, AT["evidence"])
        sheet.raw.freeze_panes(1, AT["answer"])
        ANSWERS.guard(sheet, self.lang, row - 1, a.NOT_READ_HERE)
        sheet.raw.ignore_errors({"number_stored_as_text": f"A1:{sheet.cell(row, len(AT) - 1)}"})
        sheet.page(f"{self.say(w.ANSWER_SHEET)} · {self.name} · {sheet.name}")
        return row - 1

    def _question(self, sheet: SheetWriter, row: int, question: Question, indicator: str) -> int:
        """The question's rows; the next free one."""
        response = self.assessment.response(question.id)
        current = seen(question, response)
        top: Look = {"top": 1, "top_color": LINE}
        sheet.text(row, AT["id"], question.id, **top)
        sheet.text(row, AT["item"], "", **top)
        sheet.text(row, AT["indicator"], indicator, **_QUIET, **top)
        self._done(sheet, row, question, current)
        self._answer(sheet, row, question, current)
        self._mark(sheet, row, question, current)
        sheet.text(row, AT["note"], cell_form(response.note), **_TEXT_ENTRY)
        said = words(question.text, self.lang), self._explained(question)
        so_far = "\n".join(
            item.text
            + LANGUAGES[self.lang].bracketed(self.say(w.EVIDENCE_IN_HAND if item.in_hand else w.EVIDENCE_WANTED))
            for item in response.evidence
        )
        sheet.titled(row, AT["question"], *said, text_wrap=True, **top)
        sheet.text(row, AT["evidence-so-far"], so_far, **_QUIET, **top)
        read_only = reading_stamp("\n".join([said[0], *(line for line, _ in said[1])])), reading_stamp(so_far)
        sheet.text(row, AT["base"], "-".join((answer_stamp(current), note_stamp(response.note), *read_only)), **top)
        sheet.text(row, AT["evidence"], "", **_TEXT_ENTRY)
        self._hint(sheet, row, AT["evidence"], self.say(a.EVIDENCE_HINT))
        return self._items(sheet, row + 1, question, current, indicator)

    def _items(self, sheet: SheetWriter, row: int, question: Question, current: Response, indicator: str) -> int:
        for item in question.parts:
            sheet.text(row, AT["id"], question.id)
            sheet.text(row, AT["item"], item.id)
            sheet.text(row, AT["indicator"], indicator, font_color=LINE, font_size=9, text_wrap=True)
            sheet.text(row, AT["question"], words(item.text, self.lang), text_wrap=True, indent=2)
            answered = current.value is not None
            there = answered and item.id in (current.value or ())
            sheet.text(row, AT["answer"], self.say(f.YES if there else f.NO) if answered else "", **_TEXT_ENTRY)
            self._list(sheet, row, AT["answer"], [self.say(f.YES), self.say(f.NO)], self.say(a.CHOOSE_FROM_LIST))
            for first, last in (("mark", "note"), ("evidence", "evidence")):
                sheet.for_reading(row, AT[first], row, AT[last], self.say(f.READING_ONLY), self.say(a.NOT_BESIDE_ITEM))
            row += 1
        return row

    def _done(self, sheet: SheetWriter, row: int, question: Question, current: Response) -> None:
        """1 where the question is filled in, for the progress: in a hidden column."""
        mark, answer = sheet.cell(row, AT["mark"]), sheet.cell(row, AT["answer"])
        given = f"LEN({answer})>0"
        if question.parts:
            ids, items, answers = (
                f"${letter}$1:${letter}${_LAST}"
                for letter in (column_letters(AT[name]) for name in ("id", "item", "answer"))
            )
            ticked = f'COUNTIFS({ids},{sheet.cell(row, AT["id"])},{items},"<>",{answers},"<>")'
            given = f"{ticked}>={len(question.parts)}"
        formula = f"=IF(OR(LEN({mark})>0,{given}),1,0)"
        sheet.formula(row, AT["done"], formula, int(current != NO_RESPONSE))

    def _explained(self, question: Question) -> list[tuple[str, Look]]:
        """The lines below the question: what to fill in, the gate, why, when it may be set aside, what evidence is asked for."""
        quiet: Look = {"font_color": QUIET, "font_size": 9}
        joint = LANGUAGES[self.lang].semicolon
        lines: list[tuple[str, Look]] = []
        match question:
            case LevelQuestion() | YesNoQuestion():
                lines += [(label, {"font_size": 9}) for _, label in choices(question, self.lang)]
            case ChecklistQuestion():
                lines.append((self.say(a.ABOUT_ITEMS), {"font_size": 9}))
            case MeasureQuestion():
                lines.append((self._about_number(question), {"font_size": 9}))
                if question.none:
                    lines.append((self.say(a.ABOUT_NO_FIGURE, none=words(question.none, self.lang)), quiet))
            case _:
                assert_never(question)
        if question.gate:
            reason = words(question.gate.reason, self.lang)
            lines.append((self.say(a.ABOUT_GATE, reason=reason), {"font_size": 9, "bold": True}))
        lines.append((self.say(a.ABOUT_WHY, why=words(question.why, self.lang)), quiet))
        if question.not_applicable:
            reasons = joint.join(words(one.text, self.lang) for one in question.not_applicable)
            lines.append((self.say(a.ABOUT_NOT_APPLICABLE, reasons=reasons), {**quiet, "font_color": GOLD}))
        evidence = joint.join(words(one, self.lang) for one in question.evidence)
        lines.append((self.say(a.ABOUT_EVIDENCE, evidence=evidence), quiet))
        return lines

    def _about_number(self, question: MeasureQuestion) -> str:
        unit = unit_words(question, self.lang)
        return self.say(a.ABOUT_NUMBER, unit=unit, least=plain(question.least), most=plain(question.most))

    def _answer(self, sheet: SheetWriter, row: int, question: Question, current: Response) -> None:
        column = AT["answer"]
        if question.parts:
            sheet.text(row, column, self.say(a.BY_ITEM), font_color=QUIET, bg_color=SOFT, border=1, border_color=LINE)
            return
        sheet.text(row, column, value_cell(question, current.value, self.lang), **_TEXT_ENTRY)
        labels = [label for _, label in choices(question, self.lang)]
        prompt = self._about_number(question) if isinstance(question, MeasureQuestion) else self.say(a.CHOOSE)
        if labels:
            self._list(sheet, row, column, labels, prompt, only=False)
        else:
            self._hint(sheet, row, column, prompt)

    def _mark(self, sheet: SheetWriter, row: int, question: Question, current: Response) -> None:
        marks = {"unsure": self.say(a.UNSURE), "na": self.say(a.NOT_APPLICABLE)}
        offered = list(marks.values()) if question.not_applicable else [marks["unsure"]]
        sheet.text(row, AT["mark"], marks.get(current.state, ""), **_TEXT_ENTRY)
        self._list(sheet, row, AT["mark"], offered, self.say(a.CHOOSE_FROM_LIST))
        if not question.not_applicable:
            sheet.text(row, AT["reason"], "", bg_color=SOFT, border=1, border_color=LINE)
            return
        sheet.text(row, AT["reason"], reason_cell(question, current.reason or "", self.lang), **_TEXT_ENTRY)
        reasons = [words(one.text, self.lang) for one in question.not_applicable]
        self._list(sheet, row, AT["reason"], reasons, self.say(a.REASON_HINT), only=False)

    # Drop-downs

    def _list(
        self, sheet: SheetWriter, row: int, column: int, labels: list[str], prompt: str, only: bool = True
    ) -> None:
        """A drop-down; `only`: nothing else is taken by the spreadsheet program."""
        source: list[str] | str = labels
        if len(",".join(labels)) > _LIST_LIMIT or any("," in label for label in labels):
            source = self.lists.range(tuple(labels))
        rule = {"validate": "list", "source": source, "show_error": only, "error_message": prompt[:_PROMPT_LIMIT]}
        sheet.raw.data_validation(row, column, row, column, {**rule, "input_message": prompt[:_PROMPT_LIMIT]})

    @staticmethod
    def _hint(sheet: SheetWriter, row: int, column: int, prompt: str) -> None:
        rule = {"validate": "any", "input_message": prompt[:_PROMPT_LIMIT]}
        sheet.raw.data_validation(row, column, row, column, rule)

    def _origin(self) -> None:
        assessment, scored = self.assessment, score(self.rubric, self.assessment).questions
        alone = {  # with these the sheet can be scored alone
            "questions": " ".join(self.asked),
            "profile": json.dumps(dict(assessment.profile), ensure_ascii=False),
            "target": assessment.target or "",
            "held": " ".join(f"{one}/{piece}" for one in self.asked for piece in sorted(scored[one].held)),
        }
        asked = {"request": self.request} if self.request else {}
        self.book.hidden_pairs(ORIGIN, {**origin_of(self.rubric, assessment, FORMAT), **alone, **asked})
        self.lists.sheet.raw.very_hidden()
        self.book.remember_cells()


class _Lists:
    """What the drop-downs offer, each list once, in a column of a hidden sheet."""

    def __init__(self, sheet: SheetWriter) -> None:
        self.sheet = sheet
        self._ranges: dict[tuple[str, ...], str] = {}

    def range(self, labels: tuple[str, ...]) -> str:
        """The cells that hold this list, as the source of a drop-down."""
        if labels not in self._ranges:
            column = len(self._ranges)
            for row, label in enumerate(labels):
                self.sheet.text(row, column, label)
            first, last = self.sheet.cell(0, column, fixed=True), self.sheet.cell(len(labels) - 1, column, fixed=True)
            self._ranges[labels] = f"='{self.sheet.name}'!{first}:{last}"
        return self._ranges[labels]
