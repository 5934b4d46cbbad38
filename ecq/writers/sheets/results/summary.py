"""The first sheet: score, grade and readiness on one page, live from the scorecard, with ECQ's exact numbers beside them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from ecq.base.exact import cut
from ecq.base.language import LANGUAGES, Text
from ecq.scoring.answers import GateState
from ecq.scoring.scorecard import HUNDRED, Interval
from ecq.telling.evidence import words as e
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import headline, to_gain_shown, verdict_lines
from ecq.writers.sheets import words as f
from ecq.writers.sheets.lists import BAD, GOOD
from ecq.writers.sheets.results.contents import Places, Results, live_gain, live_points
from ecq.writers.sheets.writing import (
    GOLD,
    HEAD,
    JADE,
    LINE,
    QUIET,
    Live,
    Look,
    SheetWriter,
    bar_textures,
    lines_of,
    quoted,
)

_EDGE: Look = {"bottom": 1, "bottom_color": LINE}
_LABEL: Look = {"font_color": QUIET, **_EDGE}
_NUMBER: Look = {"num_format": "0.000000", **_EDGE}
_ROWS_OF_SCORES = 8
"""From the heading of the scores to the first grade band: its five rows, a blank one, and two headings."""

_GATES: tuple[GateState, ...] = ("failed", "open", "passed")
_PARTS = 4
"""The column from which the parts of an indicator's bar stand."""
_SHOWN: Look = {"num_format": "0.0", "bold": True, **_EDGE}


class Summary:
    """The sheet in the making; the next free row moves down as blocks are written."""

    def __init__(self, results: Results, sheet: SheetWriter, places: Places) -> None:
        self._r = results
        self._sheet = sheet
        self._places = places
        self._row = 0
        self._score_row = 0

    def write(self) -> None:
        """Fill the sheet."""
        self._sheet.columns([44, 14, 16, 15, 24, 13, 13])
        self._top()
        bands = self._row + _ROWS_OF_SCORES
        self._scores(bands)
        self._row = bands - 1
        self._counts()
        self._row = bands - 1
        self._bands()
        self._row = bands + max(len(self._r.rubric.bands), len(w.STATES) + 1 + len(_GATES)) + 1
        self._conclusion()
        self._indicators()
        self._sheet.page(self._r.foot, portrait=True, pages=1)  # or the chart is parted

    def _top(self) -> None:
        r = self._r
        layout = r.rubric.layout
        points = r.say(w.POINTS_STATUSES[layout.points_status])
        self._sheet.text(0, 0, r.name, bold=True, font_size=18, font_color=JADE)
        self._sheet.text(1, 0, r.say(f.TITLE), bold=True, font_size=12)
        about = " · ".join(part for part in (r.say(layout.title), points, r.day) if part)
        self._sheet.text(2, 0, about, font_color=QUIET)
        self._sheet.text(3, 0, r.say(w.NOT_A_CERTIFICATE), font_color=QUIET)
        if layout.bands_note:
            self._sheet.text(4, 0, r.say(layout.bands_note), font_color=QUIET)
        self._row = 5

    def _head(self, *titles: str, first: int = 0, tall: bool = False) -> None:
        look: Look = {**HEAD, "text_wrap": tall, "valign": "vcenter"}
        for column, title in enumerate(titles, first):
            self._sheet.text(self._row, column, title, align="left" if column == first else "right", **look)
        if tall:
            self._sheet.raw.set_row(self._row, 32)
        self._row += 1

    # Score and grade

    def _scores(self, bands: int) -> None:
        r, card, sheet = self._r, self._r.card, self._sheet
        low, high, shown = r.say(f.LOW), r.say(f.HIGH), r.say(f.SHOWN)
        self._head(r.say(w.SCORE), low, high, f"{low} · {shown}", f"{high} · {shown}")
        names = ("worth", "sure", "possible", "backed")
        worth, sure, possible, backed = (self._places.at(self._places.total, name) for name in names)
        first = self._score_row = self._row
        self._interval(f.SCORE_ROW, card.score, f"=IF({worth}=0,0,{sure})", f"=IF({worth}=0,100,{possible})")
        highest = f"=IF({worth}=0,100,{backed}+{possible}-{sure})"
        self._interval(w.EVIDENCED_SCORE, card.evidenced, f"=IF({worth}=0,0,{backed})", highest)
        sheet.text(self._row, 0, r.say(w.GRADE), **_LABEL)
        look: Look = {"bold": True, "align": "right", "font_color": GOLD, **_EDGE}
        for column, grade, cap in (
            (1, card.grade.low, self._cap(bands, "failed", "open")),
            (2, card.grade.high, self._cap(bands, "failed")),
        ):
            count = len(r.rubric.bands)
            starts = f"$B${bands + 1}:$B${bands + count}"
            reached = f"MATCH(ROUND({sheet.cell(first, column)},9),{starts},1)"
            place = f"MIN({reached},{cap})" if cap else reached
            titles = f"$A${bands + 1}:$A${bands + count}"
            sheet.formula(self._row, column, f"=INDEX({titles},{place})", r.say(grade.title), **look)
        for column in (3, 4):
            sheet.text(self._row, column, "", **_EDGE)
        self._row += 1
        self._check(first)

    def _interval(self, label: Text, score: Interval, low: str, high: str) -> None:
        sheet, row = self._sheet, self._row
        sheet.text(row, 0, self._r.say(label), **_LABEL)
        for column, formula, value in ((1, low, score.low), (2, high, score.high)):
            if self._r.narrowed:
                sheet.number(row, column, value, **_NUMBER)
            else:
                sheet.formula(row, column, formula, value, **_NUMBER)
            shown = f"=ROUNDDOWN(ROUND({sheet.cell(row, column)},9),1)"
            sheet.formula(row, column + 2, shown, Fraction(cut(value, 1)), **_SHOWN)
        self._row += 1

    def _cap(self, bands: int, *states: str) -> str:
        """The highest band while a gate is in one of these states, or "" where the rubric caps nothing."""
        cap = self._r.rubric.layout.gate_cap
        if cap is None:
            return ""
        place = [band.id for band in self._r.rubric.bands].index(cap) + 1
        gates = self._places.column("gate")
        counted = "+".join(f"COUNTIF({gates},{quoted(self._r.say(w.GATE_STATES[state]))})" for state in states)
        return f"IF({counted}>0,{place},{len(self._r.rubric.bands)})"

    def _check(self, first: int) -> None:
        """ECQ's exact numbers as they were, and whether the formulas still say the same, where there are any."""
        r, sheet, score = self._r, self._sheet, self._r.card.score
        sheet.text(self._row, 0, r.say(f.EXACT_ROW), **_LABEL)
        for column, value in ((1, score.low), (2, score.high)):
            sheet.number(self._row, column, value, **_NUMBER)
            sheet.text(self._row, column + 2, str(value), font_color=QUIET, font_size=9, align="right", **_EDGE)
        same = ",".join(
            f"ABS({sheet.cell(first, column)}-{sheet.cell(self._row, column)})<0.000000001" for column in (1, 2)
        )
        agrees, differs = r.say(f.AGREES), r.say(f.DIFFERS)
        self._row += 1
        if r.narrowed:
            return
        sheet.text(self._row, 0, r.say(e.TICK), **_LABEL)
        sheet.across(self._row, 1, 4, "")
        sheet.formula(self._row, 1, f"=IF(AND({same}),{quoted(agrees)},{quoted(differs)})", agrees)
        sheet.coloured(self._row, 1, self._row, 1, agrees, GOOD)
        sheet.coloured(self._row, 1, self._row, 1, differs, BAD)
        self._row += 1

    def _bands(self) -> None:
        """The grades with their starts: the one that is guaranteed, and those that are still possible above it."""
        r, sheet = self._r, self._sheet
        self._head(r.say(w.GRADE_BANDS), r.say(f.FROM), r.say(w.NOW_HEAD))
        grade_row, count = self._score_row + 2, len(r.rubric.bands)
        titles = f"{sheet.cell(self._row, 0, fixed=True)}:{sheet.cell(self._row + count - 1, 0, fixed=True)}"
        low, high = (f"MATCH({sheet.cell(grade_row, column, fixed=True)},{titles},0)" for column in (1, 2))
        settled, reached, within = r.say(f.SETTLED), r.say(f.REACHED), r.say(f.WITHIN)
        ids = [band.id for band in r.rubric.bands]
        first, last = ids.index(r.card.grade.low.id), ids.index(r.card.grade.high.id)
        for place, band in enumerate(r.rubric.bands):
            sheet.text(self._row, 0, r.say(band.title), **_EDGE)
            sheet.number(self._row, 1, band.from_, **_EDGE)
            above = f"AND({place + 1}>{low},{place + 1}<={high})"
            sure = reached if place else within  # nobody is promised the lowest band while others are possible
            here = f"IF({low}={high},{quoted(settled)},{quoted(sure)})"
            formula = f'=IF({place + 1}={low},{here},IF({above},{quoted(within)},""))'
            value = (settled if first == last else sure) if place == first else within if first < place <= last else ""
            sheet.formula(self._row, 2, formula, value, align="right", **_EDGE)
            self._row += 1

    # What it means

    def _conclusion(self) -> None:
        r = self._r
        self._head(r.say(f.AS_EXPORTED), "", "", "", "", "")
        target = r.say(w.READINESS_FOR, target=r.say(r.verdict.target.title))
        self._across(headline(r.rubric, r.card, r.verdict, r.lang), bold=True)
        verdict, *reasons = verdict_lines(r.rubric, r.card, r.verdict, r.lang)
        self._across(f"{target}{LANGUAGES[r.lang].colon}{verdict}", bold=True)
        for line in reasons:
            self._across(f"· {line}")
        self._row += 1

    def _across(self, text: str, **look: object) -> None:
        """One line over all columns; merged cells do not grow by themselves, so the height is reckoned."""
        self._sheet.across(self._row, 0, 5, text, text_wrap=True, **look)
        self._sheet.raw.set_row(self._row, 17 * lines_of(text, 100))
        self._row += 1

    def _counts(self) -> None:
        """How many questions and gates are in which state, beside the grade bands."""
        r, sheet = self._r, self._sheet
        asked = Counter(one.state for one in r.card.questions.values())
        states = [(text, asked[state]) for state, text in w.STATES.items()]  # type: ignore[index]
        gates = [(w.GATE_STATES[state], len(r.card.gates_in(state))) for state in _GATES]
        for head, column, counts in ((w.STATE, "state", states), (w.GATES, "gate", gates)):
            self._head(r.say(head), r.say(w.HOW_MANY), first=4)
            for text, count in counts:
                sheet.text(self._row, 4, r.say(text), **_EDGE)
                formula = f"=COUNTIF({self._places.column(column)},{sheet.cell(self._row, 4)})"
                sheet.formula(self._row, 5, formula, count, **_EDGE)
                self._row += 1

    def _indicators(self) -> None:
        r, sheet = self._r, self._sheet
        textures = bar_textures(f.SHARE_PROVED, w.NO_EVIDENCE_IN_HAND, w.POSSIBLE_SERIES)
        points = (f.INDICATORS, wr.WORTH, w.SURE, w.TO_GAIN)
        self._head(*map(r.say, (*points, *(title for title, _ in textures))), tall=True)
        first = self._row
        for leaf in r.rubric.leaves:
            scored = r.card.nodes[leaf.id]
            if not scored.points:
                continue
            row = self._places.nodes[leaf.id]
            at = {name: self._places.at(row, name) for name in ("worth", "sure", "possible", "backed")}
            sheet.text(self._row, 0, r.say(leaf.title), **_EDGE)
            worth, sure = live_points(at["worth"], scored.points), live_points(at["sure"], scored.low)
            gain = live_gain(at["worth"], at["sure"], to_gain_shown(scored.points, scored.low))
            sheet.put(self._row, (worth, sure, gain), 1, **_EDGE)
            shares = [
                f"IF({at['worth']}=0,0,ROUNDDOWN(ROUND(100*{at[name]}/{at['worth']},9),1))"
                for name in ("backed", "sure", "possible")
            ]
            ends = (scored.evidenced, scored.low, scored.high)
            proved, low, high = (Fraction(cut(HUNDRED * end / scored.points, 1)) for end in ends)
            parts = (
                (f"={shares[0]}", proved),
                (f"=ROUND({shares[1]}-{shares[0]},1)", low - proved),
                (f"=ROUND({shares[2]}-{shares[1]},1)", high - low),
            )
            sheet.put(self._row, (Live(formula, value, "0.0") for formula, value in parts), _PARTS, **_EDGE)
            self._row += 1
        if self._row > first:
            bars = [(r.say(title), column, texture) for column, (title, texture) in enumerate(textures, _PARTS)]
            title = r.say(f.CHART_TITLE)
            sheet.stacked_bars(first, self._row - 1, bars, (self._row + 1, 0), title, title)
