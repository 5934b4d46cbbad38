"""The scorecard as a sheet of live formulas: credit x points, up to indicator, dimension and total, cell by cell.

Every formula stands with the value that the exact scorecard gives it; nothing is scored here. Where a question drops out,
the formulas move its points to its siblings as `ecq.scoring.scorecard` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ecq.base.exact import cut
from ecq.base.language import LANGUAGES
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.model import Node, shares
from ecq.scoring.answers import GateScore
from ecq.scoring.scorecard import ZERO, Interval, QuestionScore
from ecq.telling.report import words as r
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words, level_words, placement_note
from ecq.writers.sheets import words as f
from ecq.writers.sheets.forms import FormColumn, SheetForm
from ecq.writers.sheets.lists import BAD, FAIR, GOOD
from ecq.writers.sheets.results.contents import HEAD_ROW, Places, Results
from ecq.writers.sheets.stamps import reading_stamps
from ecq.writers.sheets.writing import (
    INPUT,
    LINE,
    QUIET,
    SOFT,
    Look,
    SheetWriter,
    cell_text,
    column_letters,
    quoted,
    total,
)

SCORECARD = SheetForm(
    (
        FormColumn("kind", f.KIND, 11),
        FormColumn("title", f.TOPIC, 46),
        FormColumn("answer", w.ANSWER, 30, "tried"),
        FormColumn("state", w.STATE, 10, "tried"),
        FormColumn("credit", r.CREDIT, 9, "tried"),
        FormColumn("held", f.HELD, 9, "tried"),
        FormColumn("stated", f.STATED, 9),
        FormColumn("counted", f.COUNTED, 10, "reckoned"),
        FormColumn("below", f.BELOW, 10, "reckoned"),
        FormColumn("worth", wr.WORTH, 11, "reckoned"),
        FormColumn("sure", w.SURE, 12, "reckoned"),
        FormColumn("possible", w.POSSIBLE, 10, "reckoned"),
        FormColumn("backed", w.EVIDENCED, 10, "reckoned"),
        FormColumn("share-sure", f.SHARE_SURE, 12, "reckoned"),
        FormColumn("share-possible", f.SHARE_POSSIBLE, 10, "reckoned"),
        FormColumn("gain", w.TO_GAIN, 9, "reckoned"),
        FormColumn("needed", f.NEEDED, 9),
        FormColumn("gate", w.GATE, 9, "reckoned"),
        FormColumn("id", w.ID, 26, "id"),
        FormColumn("base", f.BASE, 10, "stamp", hidden=True),
    ),
    HEAD_ROW,
)
"""What is tried out is looked at when the sheet comes back; nothing of it is taken over."""
FORMULA = "="
"""What stands for a formula where the cells of a row are remembered: programs write one in their own way."""
AT = SCORECARD.at
LETTER = {name: column_letters(place) for name, place in AT.items()}
HOW, TOTAL = HEAD_ROW + 1, HEAD_ROW + 2
POINTS, SHARE = "0.0000", "0.0"
_ENTRY: Look = {"bg_color": INPUT, "border": 1, "border_color": LINE, "align": "center"}
_CHOSEN: Look = {"bg_color": INPUT, "border": 1, "border_color": LINE}
_HOW: Look = {"font_size": 8, "font_color": QUIET, "bg_color": SOFT, "text_wrap": True}
CHOICES = "ecq-choices"
_OUT, _OPEN = ("na", "hidden"), ("unanswered", "unsure", "undecided")


@dataclass(frozen=True)
class _Line:
    """A row of the tree: its node or question, stated points, depth, the row above it in the tree, the rows right below it."""

    one: Node | Question
    stated: Fraction
    depth: int
    row: int
    parent: int
    below: tuple[int, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it carries points at all: not a node of unknown content."""
        return not isinstance(self.one, Node) or self.one.status != "unknown"


class ScorecardSheet:
    """The sheet in the making. What can be answered, and its credit, goes to a hidden sheet `CHOICES`."""

    def __init__(self, results: Results, sheet: SheetWriter) -> None:
        self._r = results
        self._sheet = sheet
        self._gates: dict[str, GateScore] = {gate.question: gate for gate in results.card.gates}
        self._states = {state: results.say(text) for state, text in w.STATES.items()}
        self._lines: list[_Line] = []
        self._choices = results.book.sheet(CHOICES)
        self._free = 0
        """The next free row of the choices."""

    def write(self) -> Places:
        """Fill the sheet; where its numbers stand."""
        sheet, say = self._sheet, self._r.say
        self._lay_out(self._r.rubric.layout.tree, Fraction(100), 0, TOTAL)
        top = tuple(line.row for line in self._lines if line.parent == TOTAL and line.known)
        leads = [say(f.NARROWED if self._r.narrowed else f.TRY_IT), placement_note(self._r.rubric, self._r.lang)]
        self._r.top(sheet, f.SCORECARD, LANGUAGES[self._r.lang].sentences(one for one in leads if one))
        numbers = list(AT)[AT["stated"] : AT["needed"]]
        SCORECARD.head(sheet, self._r.lang, numbers, printed=AT["id"])
        for name, column in AT.items():
            align = "right" if name in numbers else "left"
            sheet.text(HOW, column, say(f.HOW[name]) if name in f.HOW else "", align=align, **_HOW)
        sheet.raw.set_row(HOW, 36)
        self._total(top)
        nodes: dict[str, int] = {}
        questions: dict[str, int] = {}
        for line in self._lines:
            if isinstance(line.one, Node):
                nodes[line.one.id] = line.row
                self._node(line, line.one)
            else:
                questions[line.one.id] = line.row
                self._question(line, line.one)
        self._finish()
        return Places(sheet, TOTAL, nodes, questions, AT, self._last)

    @property
    def _last(self) -> int:
        return TOTAL + len(self._lines)

    def _lay_out(self, nodes: Sequence[Node], whole: Fraction, depth: int, parent: int) -> None:
        """Give every node and question a row, in order, so that the whole is known before it is written."""
        known = [node for node in nodes if node.status != "unknown"]
        parts = dict(zip((node.id for node in known), shares(whole, tuple(node.points for node in known)), strict=True))
        for node in nodes:
            place, part = len(self._lines), parts.get(node.id, ZERO)
            row = self._append(node, part, depth, parent).row
            self._lay_out(node.children, part, depth + 1, row)
            own = shares(part, tuple(placed.points for placed in node.questions))
            for placed, worth in zip(node.questions, own, strict=True):
                self._append(self._r.rubric.by_id[placed.question], worth, depth + 1, row)
            below = tuple(line.row for line in self._lines[place:] if line.parent == row and line.known)
            self._lines[place] = replace(self._lines[place], below=below)

    def _append(self, one: Node | Question, stated: Fraction, depth: int, parent: int) -> _Line:
        line = _Line(one, stated, depth, TOTAL + 1 + len(self._lines), parent)
        self._lines.append(line)
        return line

    # Rows

    def _total(self, top: tuple[int, ...]) -> None:
        score = self._r.card.score
        nodes = [node for node in self._r.card.nodes.values() if node.depth == 0]
        worth = sum((node.points for node in nodes), ZERO)
        look: Look = {"bold": True, "bg_color": SOFT, "top": 1, "bottom": 1}
        for column in range(len(AT)):
            self._sheet.text(TOTAL, column, "", **look)
        self._sheet.text(TOTAL, AT["kind"], self._r.say(w.TOTAL), **look)
        self._sheet.number(TOTAL, AT["stated"], 100, num_format=POINTS, **look)
        stated = sum((self._counted(self._line_at(row)) for row in top), ZERO)
        self._points(TOTAL, "below", f"={total(LETTER['counted'], top)}", stated, look)
        self._points(TOTAL, "counted", f"=IF({self._at('below', TOTAL)}>0,{self._at('stated', TOTAL)},0)", worth, look)
        self._points(TOTAL, "worth", f"={self._at('counted', TOTAL)}", worth, look)
        sums = {name: sum((getattr(node, what) for node in nodes), ZERO) for name, what in _SUMS}
        if self._r.narrowed:
            sums = {"sure": score.low, "possible": score.high, "backed": self._r.card.evidenced.low}
        for name, value in sums.items():
            if self._r.narrowed:
                self._sheet.number(TOTAL, AT[name], value, num_format=POINTS, **look)
            else:
                self._points(TOTAL, name, f"={total(LETTER[name], top)}", value, look)
        self._shares(TOTAL, score if worth else None, look)
        self._points(TOTAL, "gain", self._minus(TOTAL), worth - sums["sure"], look)

    def _node(self, line: _Line, node: Node) -> None:
        say, row = self._r.say, line.row
        kind = w.DIMENSION if node.children else w.INDICATOR if node.questions else w.STATUSES["unknown"]
        look: Look = {"bold": True} if line.depth else {"bold": True, "top": 1, "top_color": LINE}
        if not line.below:
            look = {"font_color": QUIET}
        self._sheet.text(row, AT["kind"], say(kind), **look)
        self._sheet.text(row, AT["title"], say(node.title), indent=line.depth, text_wrap=True, **look)
        self._sheet.text(row, AT["id"], node.id, font_color=QUIET, font_size=9)
        if not line.below:
            return
        scored = self._r.card.nodes[node.id]
        self._sheet.number(row, AT["stated"], line.stated, num_format=POINTS, **look)
        below = sum((self._counted(self._line_at(one)) for one in line.below), ZERO)
        self._points(row, "below", f"={total(LETTER['counted'], line.below)}", below, look)
        counted = f"=IF({self._at('below', row)}>0,{self._at('stated', row)},0)"
        self._points(row, "counted", counted, self._counted(line), look)
        self._points(row, "worth", self._worth(row, line.parent), scored.points, look)
        for name, what in _SUMS:
            self._points(row, name, f"={total(LETTER[name], line.below)}", getattr(scored, what), look)
        self._shares(row, scored.share, look)
        self._points(row, "gain", self._minus(row), scored.points - scored.low, look)

    def _question(self, line: _Line, question: Question) -> None:
        scored, row = self._r.card.questions[question.id], line.row
        text: Look = {"text_wrap": True}
        self._sheet.text(row, AT["kind"], self._r.say(w.QUESTION), font_color=QUIET)
        self._sheet.text(row, AT["title"], self._r.say(question.text), indent=line.depth, **text)
        self._sheet.text(row, AT["answer"], self._said(question, scored), font_size=9, **text, **_CHOSEN)
        self._sheet.text(row, AT["id"], question.id, font_color=QUIET, font_size=9)
        # State, credit and evidence: what a reader may change to see what follows.
        self._sheet.text(row, AT["state"], self._states[scored.state], text_wrap=True, **_ENTRY)
        self._sheet.text(row, AT["held"], self._held(scored), **_ENTRY)
        credit = self._credit(row, question, scored)
        tried = (self._said(question, scored), self._states[scored.state], credit, self._held(scored))
        self._sheet.text(row, AT["base"], reading_stamps(map(cell_text, tried)), font_color=QUIET, font_size=9)
        state = self._at("state", row)
        out = ",".join(f"{state}={quoted(self._states[one])}" for one in _OUT)
        self._sheet.number(row, AT["stated"], line.stated, num_format=POINTS)
        self._points(row, "counted", f"=IF(OR({out}),0,{self._at('stated', row)})", self._counted(line))
        self._points(row, "worth", self._worth(row, line.parent), scored.points)
        answered = f"{state}={quoted(self._states['answered'])}"
        sure = f"=IF({answered},{self._at('worth', row)}*N({self._at('credit', row)}),0)"
        self._points(row, "sure", sure, scored.contribution)
        is_open = ",".join(f"{state}={quoted(self._states[one])}" for one in _OPEN)
        most = scored.points if scored.open else scored.contribution
        self._points(row, "possible", f"=IF(OR({is_open}),{self._at('worth', row)},{self._at('sure', row)})", most)
        held, sure, worth = (self._at(name, row) for name in ("held", "sure", "worth"))
        in_part = f"IF({held}={quoted(self._r.say(f.PARTLY))},MIN({sure},{worth}*{scored.proved}),0)"
        backed = f"=IF({held}={quoted(self._r.say(w.YES))},{sure},{in_part})"
        self._points(row, "backed", backed, scored.backed)
        self._points(row, "gain", self._minus(row), scored.to_gain)
        if question.gate:
            self._gate(row, question)

    def _said(self, question: Question, scored: QuestionScore) -> str:
        """The answer, a checklist's as the count that its credit comes from; the state has a column of its own."""
        response = self._r.assessment.response(scored.id)
        if scored.state == "hidden" or response.state == "unanswered":
            return ""
        if question.parts and response.state == "answered" and response.value is not None:
            return level_words(question, str(sum(item.id in response.value for item in question.parts)), self._r.lang)
        return answer_words(question, response, self._r.lang)

    def _held(self, scored: QuestionScore) -> str:
        return self._r.say(w.YES if scored.evidenced else f.PARTLY if scored.proved else w.NO)

    def _credit(self, row: int, question: Question, scored: QuestionScore) -> str:
        """The credit of the answer beside it, which is chosen from the words of all there are; else the credit it has."""
        first, said = self._free, cell_text(self._said(question, scored))
        by_words: dict[str, Fraction] = {}
        for level, credit in question.scale.items():
            text = cell_text(level_words(question, level, self._r.lang))
            by_words.setdefault(text, credit)
            self._choices.text(self._free, 0, text)
            self._choices.number(self._free, 1, credit)
            self._free += 1
        texts, credits = (
            f"'{self._choices.name}'!{self._choices.cell(first, column, fixed=True)}:"
            f"{self._choices.cell(self._free - 1, column, fixed=True)}"
            for column in (0, 1)
        )
        own = str(scored.credit) if scored.credit is not None else '""'
        if isinstance(question, ChecklistQuestion) and not question.credits and scored.credit is not None:
            own = f"{len(set(self._r.assessment.response(scored.id).value or ()))}/{len(question.items)}"
        look: Look = {"num_format": "0.####", **_ENTRY}
        formula = f"=IFERROR(INDEX({credits},MATCH({self._at('answer', row)},{texts},0)),{own})"
        shown = by_words.get(said, scored.credit)
        stands = FORMULA
        if scored.credit is not None and shown != scored.credit:  # two answers in the same words
            stands = self._sheet.number(row, AT["credit"], scored.credit, **look) or FORMULA
        else:
            self._sheet.formula(row, AT["credit"], formula, "" if shown is None else shown, **look)
        rule = {"validate": "list", "source": f"={texts}", "show_error": False}
        self._sheet.raw.data_validation(row, AT["answer"], row, AT["answer"], rule)
        return stands

    def _gate(self, row: int, question: Question) -> None:
        needed = question.gate_credit
        assert needed is not None
        gate = self._gates.get(question.id)
        words = {state: self._r.say(text) for state, text in w.GATE_STATES.items()}
        self._sheet.number(row, AT["needed"], needed, num_format="0.####", align="center")
        if gate and gate.state == "passed" and self._r.card.questions[question.id].state == "undecided":
            self._sheet.text(row, AT["gate"], words["passed"], align="center")  # whatever the missing facts are
            return
        state, credit = self._at("state", row), f"N({self._at('credit', row)})-{self._at('needed', row)}"
        passed = f"IF(ROUND({credit},9)>=0,{quoted(words['passed'])},{quoted(words['failed'])})"
        known = f"IF({state}={quoted(self._states['answered'])},{passed},{quoted(words['open'])})"
        shown = f"=IF({self._at('counted', row)}=0,{quoted(words['na'])},{known})"
        self._sheet.formula(row, AT["gate"], shown, words[gate.state if gate else "na"], align="center")

    # Cells

    def _line_at(self, row: int) -> _Line:
        return self._lines[row - TOTAL - 1]

    def _counted(self, line: _Line) -> Fraction:
        """Its stated points where anything in it counts, else 0."""
        card, one = self._r.card, line.one
        counts = card.nodes[one.id].points > 0 if isinstance(one, Node) else card.questions[one.id].counts
        return line.stated if counts else ZERO

    def _at(self, name: str, row: int) -> str:
        return f"{LETTER[name]}{row + 1}"

    def _points(self, row: int, name: str, formula: str, value: Fraction, look: Look | None = None) -> None:
        self._sheet.formula(row, AT[name], formula, value, num_format=POINTS, **(look or {}))

    def _worth(self, row: int, parent: int) -> str:
        above = f"{self._at('worth', parent)}*{self._at('counted', row)}/{self._at('below', parent)}"
        return f"=IF({self._at('counted', row)}=0,0,{above})"

    def _minus(self, row: int) -> str:
        return f"={self._at('worth', row)}-{self._at('sure', row)}"

    def _shares(self, row: int, share: Interval | None, look: Look) -> None:
        worth = self._at("worth", row)
        for name, of, end in (("share-sure", "sure", "low"), ("share-possible", "possible", "high")):
            shown = Fraction(cut(getattr(share, end), 1)) if share else "—"
            formula = f'=IF({worth}=0,"—",ROUNDDOWN(ROUND(100*{self._at(of, row)}/{worth},9),1))'
            self._sheet.formula(row, AT[name], formula, shown, num_format=SHARE, align="right", **look)

    def _finish(self) -> None:
        sheet, last = self._sheet, self._last
        self._choices.raw.very_hidden()
        area = (TOTAL + 1, AT["state"], last, AT["state"])
        sheet.raw.data_validation(*area, {"validate": "list", "source": list(self._states.values())})
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1, "ignore_blank": True}
        sheet.raw.data_validation(TOTAL + 1, AT["credit"], last, AT["credit"], rule)
        held = [self._r.say(one) for one in (w.YES, f.PARTLY, w.NO)]
        sheet.raw.data_validation(TOTAL + 1, AT["held"], last, AT["held"], {"validate": "list", "source": held})
        for state, look in (("passed", GOOD), ("failed", BAD), ("open", FAIR)):
            sheet.coloured(TOTAL + 1, AT["gate"], last, AT["gate"], self._r.say(w.GATE_STATES[state]), look)
        for state in _OPEN:
            sheet.coloured(TOTAL + 1, AT["state"], last, AT["state"], self._states[state], FAIR)
        made = (self._r.say(f.SCORECARD), self._r.say(f.CALCULATED))
        sheet.for_reading(TOTAL, AT["counted"], last, AT["gain"], *made)
        sheet.for_reading(TOTAL, AT["gate"], last, AT["gate"], *made)
        # A thin line below each row, on top of the cells' other formats.
        lined: Look = {"bottom": 1, "bottom_color": LINE}
        sheet.coloured_where(TOTAL + 1, 0, last, len(AT) - 1, "=TRUE", lined)
        sheet.raw.freeze_panes(TOTAL + 1, AT["answer"])
        for line in self._lines:
            sheet.raw.set_row(line.row, None, None, {"level": min(line.depth, 7)})
        sheet.raw.outline_settings(True, False, True, False)
        sheet.page(self._r.foot)
        sheet.raw.print_area(0, 0, last, AT["base"] - 2)  # the ids are for machines


_SUMS = (("sure", "low"), ("possible", "high"), ("backed", "evidenced"))
