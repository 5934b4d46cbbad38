"""Draws the pieces of a slide with python-pptx: all as large as all of it fits, every chart and table native and with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from math import ceil
from typing import Any

from lxml.etree import SubElement
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from ecq.base.exact import cut
from ecq.document.charts import Interval, Key, Point, ScoreColumns, WorkKind, axis_break, axis_share, short_names
from ecq.document.colours import ACCENT, GOLD, RED, RED_PALE, Colour
from ecq.document.drawing.page import Style
from ecq.writers.pdf.layout import pictures
from ecq.writers.slides.pieces import SMALL, Bars, Grid, Paint, Piece, Run, Side, Texts, scaled, widths
from ecq.writers.word.pictures import chart_picture, type_

_LINE = 1.38
"""Height of a line in ems, at the share of the font's own height below: faces for Han characters are high."""
_ROOM = 0.88
"""So much of a width is counted on: other machines have other faces."""
_GAP, _INSET, _EDGED, _FRAME, _ROW = 10.0, 6.0, 14.0, 12.0, 4.0
_BETWEEN = 5.0
_BAR, _BAR_LETTERS, _WORDS_SHARE, _LEGEND = 34.0, 14.0, 0.48, 18.0
"""All in points, but the share of a width that the words beside bars have."""
_LARGEST_SCALE, _SMALLEST_SCALE = Fraction(6, 5), Fraction(2, 5)
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines and grounds."""
Palette = Mapping[Paint, tuple[MSO_THEME_COLOR, float]]
"""Colours by their place in the theme, each made so much lighter or darker."""
OWN: Palette = {
    "ink": (MSO_THEME_COLOR.TEXT_1, 0),
    "muted": (MSO_THEME_COLOR.TEXT_2, 0),
    "accent": (MSO_THEME_COLOR.ACCENT_1, 0),
    "pale": (MSO_THEME_COLOR.ACCENT_2, 0),
    "soft": (MSO_THEME_COLOR.ACCENT_3, 0),
    "track": (MSO_THEME_COLOR.BACKGROUND_2, 0),
    "to improve": (MSO_THEME_COLOR.BACKGROUND_2, -0.2),
    "ground": (MSO_THEME_COLOR.BACKGROUND_1, 0),
}
OF_TEMPLATES: Palette = {
    "ink": (MSO_THEME_COLOR.TEXT_1, 0),
    "muted": (MSO_THEME_COLOR.TEXT_1, 0.35),
    "accent": (MSO_THEME_COLOR.ACCENT_1, 0),
    "pale": (MSO_THEME_COLOR.ACCENT_1, 0.6),
    "soft": (MSO_THEME_COLOR.ACCENT_1, 0.8),
    "track": (MSO_THEME_COLOR.BACKGROUND_1, -0.15),
    "to improve": (MSO_THEME_COLOR.BACKGROUND_1, -0.3),
    "ground": (MSO_THEME_COLOR.BACKGROUND_1, 0),
}
"""Of a template no more is known than what is text, ground and first accent."""
_OPEN = 2
_SOLID: dict[int, Paint] = {0: "accent", 1: "pale", 3: "track"}
_OF_WORK: dict[WorkKind, Paint | int] = {
    "prove": 1,
    "confirm": _OPEN,
    "if-not-confirmed": _OPEN,
    "improve": "to improve",
}
"""The states of the bar that the kinds of work look like; where the bar has only its track, a grey that is seen alone."""
_FIXED: Mapping[Paint, Colour] = {"gold": GOLD, "bad": RED, "bad pale": RED_PALE}
_BAD: tuple[Paint, ...] = ("bad", "bad pale")
"""Of the first two states of a bar that is too low."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Looks:
    """What all that is drawn on slides has: the language of text, the face for Han characters, colours."""

    tag: str
    east_asian: str
    palette: Palette


# -- how large things are


def lines_of(paragraph: Sequence[Run], width: float) -> int:
    """How many lines a paragraph has."""
    room = width * _ROOM
    if len(paragraph) == 1:
        (run,) = paragraph
        return max(1, len(type_().lines(run.text, room, _style(run))))
    return max(1, ceil(sum(type_().width(run.text, _style(run)) for run in paragraph) / room * 1.05))


def _style(run: Run) -> Style:
    return Style(run.size, run.size * _LINE, run.bold)


def height_of(texts: Texts, width: float) -> float:
    """Height of paragraphs with what is around them."""
    inset = _inset(texts)
    inner = width - 2 * inset
    lines = (lines_of(one, inner) * max(run.size for run in one) * _LINE for one in texts.paragraphs if one)
    between = _BETWEEN * (len(texts.paragraphs) - 1)
    return sum(lines) + between + (2 * inset if texts.framed else _INSET)


def _inset(texts: Texts) -> float:
    return _FRAME if texts.framed else _EDGED if texts.edge else _INSET


def _height(piece: Piece, width: float, scale: Fraction) -> float:
    match piece:
        case Texts():
            return height_of(scaled(piece, scale), width)
        case Grid():
            return sum(_row_heights(piece, width, scale))
        case Bars():
            size = _BAR_LETTERS * float(scale)
            lines = max(lines_of((Run(said, size),), width * _WORDS_SHARE) for said, _ in piece.bars)
            return len(piece.bars) * max(_BAR * float(scale), lines * size * _LINE + 8) + 8
        case Interval():
            return 70.0
        case Key():
            return _LEGEND * len(_key_rows(piece, width)) + 4
        case ScoreColumns():
            return 280.0 * float(scale)
        case Side():
            return max(
                _heights(column, wide - _GAP, scale)
                for column, wide in zip(piece.columns, widths(piece.shares, width), strict=True)
            )
        case _:
            return pictures.height(piece) * float(scale)


def _heights(shown: Sequence[Piece], width: float, scale: Fraction) -> float:
    return sum(_height(one, width, scale) for one in shown) + _GAP * (len(shown) - 1)


def fitting(shown: Sequence[Piece], place: Box) -> Fraction:
    """The largest scale at which all of it fits; a little larger than life where there is little."""
    scale = _LARGEST_SCALE
    while scale > _SMALLEST_SCALE and _heights(shown, place.width, scale) > place.height:
        scale -= Fraction(1, 25)
    return scale


def _row_heights(grid: Grid, width: float, scale: Fraction) -> list[float]:
    wide = widths(grid.shares, width)

    def height(row: tuple[Texts, ...]) -> float:
        return max(height_of(scaled(one, scale), at) for one, at in zip(row, wide, strict=False)) + 2 * _ROW

    return [height(row) for row in _rows(grid)]


def _rows(grid: Grid) -> list[tuple[Texts, ...]]:
    """The rows below that of the heads, where there are heads."""
    heads = tuple(Texts(((Run(one, SMALL, paint="muted"),),)) for one in grid.heads)
    return [*([heads] if any(grid.heads) else []), *grid.rows]


def _key_rows(key: Key, width: float) -> list[list[tuple[int, str]]]:
    """The names of a key, as many to a row as there is room for; empty ones are left out."""
    rows: list[list[tuple[int, str]]] = [[]]
    used = 0.0
    for at, name in enumerate(key.states):
        if not name:
            continue
        wide = _key_width(name)
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append((at, name))
        used += wide
    return rows


def _key_width(name: str) -> float:
    return type_().width(name, Style(SMALL, SMALL)) / _ROOM + 44


# -- drawing


def describe(shape: BaseShape, words: str, name: str = "") -> None:
    """The words that say what a shape shows; "" for one that is passed over."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("descr", words)
    if name:
        shape.name = name


class Painter:
    """Draws on one slide."""

    def __init__(self, slide: Slide, looks: Looks, body: BaseShape | None) -> None:
        self._shapes: Any = slide.shapes
        self._looks, self.unused = looks, body
        """`unused` is the placeholder for text, as long as no text has gone into it."""

    def draw(self, shown: Sequence[Piece], place: Box) -> None:
        """Pieces one below the other, as large as all of them fit; what room they leave is mostly below them."""
        scale = fitting(shown, place)
        left = max(0.0, place.height - _heights(shown, place.width, scale))
        self._column(shown, Box(place.x, place.y + left * 0.3, place.width, place.height), scale)

    def _column(self, shown: Sequence[Piece], place: Box, scale: Fraction) -> None:
        top = place.y
        for piece in shown:
            height = _height(piece, place.width, scale)
            self._piece(piece, Box(place.x, top, place.width, height), scale)
            top += height + _GAP

    def _piece(self, piece: Piece, place: Box, scale: Fraction) -> None:
        match piece:
            case Texts():
                self._texts(scaled(piece, scale), place)
            case Grid():
                self._grid(piece, place, scale)
            case Bars():
                self._bars(piece, place, scale)
            case Interval():
                self._interval(piece, place)
            case Key():
                self._key(piece, place)
            case ScoreColumns():
                self._columns(piece, place, scale)
            case Side():
                self._side(piece, place, scale)
            case _:
                png = chart_picture(piece, place.width, ACCENT)
                size = (Pt(png.width * float(scale)), Pt(png.height * float(scale)))
                describe(self._shapes.add_picture(BytesIO(png.data), Pt(place.x), Pt(place.y), *size), png.alt)

    def _side(self, side: Side, place: Box, scale: Fraction) -> None:
        """Columns; frames are as high as the highest."""
        left = place.x
        for column, wide in zip(side.columns, widths(side.shares, place.width), strict=True):
            inner = wide - _GAP
            framed = [one for one in column if isinstance(one, Texts) and one.framed]
            if framed:
                self._texts(scaled(framed[0], scale), Box(left, place.y, inner, place.height))
            else:
                self._column(column, Box(left, place.y, inner, place.height), scale)
            left += wide

    # -- text

    def _texts(self, texts: Texts, place: Box) -> None:
        if texts.framed:
            shape: Any = self._shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *_points(place))
            shape.adjustments[0] = 0.04
            _unstyled(shape)
            shape.fill.background()
            self._colour(shape.line.color, "track")
        elif texts.edge is None and self.unused is not None:
            shape, self.unused = self.unused, None
            shape.left, shape.top, shape.width, shape.height = _points(place)
        else:
            shape = self._shapes.add_textbox(*_points(place))
        if texts.edge is not None:
            self._box(Box(place.x, place.y + 2, 4, place.height - 4), texts.edge)
        self.write(shape.text_frame, texts)
        if texts.texture is not None:
            self._box(Box(place.x + place.width - 44, place.y + 16, 30, 16), _OF_WORK[texts.texture])

    def write(self, frame: Any, texts: Texts) -> None:
        """Paragraphs into a frame."""
        inset = Pt(_inset(texts))
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = inset
        frame.margin_top = frame.margin_bottom = inset if texts.framed else Pt(_INSET / 2)
        for number, runs in enumerate(texts.paragraphs):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.line_spacing = 0.95
            paragraph.space_before = Pt(_BETWEEN if number else 0)
            paragraph.space_after = Pt(0)
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
            for run in runs:
                written = paragraph.add_run()
                written.text = run.text
                written.font.size, written.font.bold = Pt(run.size), run.bold
                self._colour(written.font.color, run.paint)
                self.face(written._r.get_or_add_rPr())

    def face(self, properties: Any) -> None:
        """Language and the face for Han characters."""
        properties.set("lang", self._looks.tag)
        for old in properties.findall(qn("a:ea")):
            properties.remove(old)
        east_asian = parse_xml(f'<a:ea {nsdecls("a")} typeface="{self._looks.east_asian}"/>')
        latin = properties.find(qn("a:latin"))
        latin.addnext(east_asian) if latin is not None else properties.append(east_asian)

    def _box(self, place: Box, colour: Paint | int, shapes: Any = None) -> None:
        """A rectangle in a colour, or in the texture of a state of the bar; passed over."""
        shape = (self._shapes if shapes is None else shapes).add_shape(MSO_SHAPE.RECTANGLE, *_points(place))
        _unstyled(shape)
        if isinstance(colour, int):
            self._texture(shape.fill, colour)
        else:
            self._paint(shape.fill, colour)
        describe(shape, "")

    def _label(self, text: str, place: Box, run: Run, shapes: Any = None, centred: bool = True) -> None:
        shape = (self._shapes if shapes is None else shapes).add_textbox(*_points(place))
        self.write(shape.text_frame, Texts(((Run(text, run.size, run.bold, run.paint),),)))
        shape.text_frame.word_wrap = False
        shape.text_frame.margin_left = shape.text_frame.margin_right = 0
        if centred:
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER

    # -- colours

    def _paint(self, fill: Any, colour: Paint) -> None:
        fill.solid()
        self._colour(fill.fore_color, colour)

    def _colour(self, target: Any, colour: Paint) -> None:
        """A colour of the theme, or one that is the same everywhere."""
        if colour in _FIXED:
            target.rgb = RGBColor(*_FIXED[colour])  # type: ignore[no-untyped-call]
            return
        target.theme_color, brightness = self._looks.palette[colour]
        if brightness:
            target.brightness = brightness

    def _texture(self, fill: Any, state: int) -> None:
        """The texture of a state of the bar: with evidence, claimed, open, to improve."""
        if state == _OPEN:
            fill.patterned()
            fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            self._colour(fill.fore_color, "accent")
            self._colour(fill.back_color, "soft")
        else:
            self._paint(fill, _SOLID[state])

    # -- tables

    def _grid(self, grid: Grid, place: Box, scale: Fraction) -> None:
        rows, headed = _rows(grid), any(grid.heads)
        frame: Any = self._shapes.add_table(len(rows), len(grid.shares), *_points(place))
        describe(frame, grid.name, grid.name)
        table = frame.table
        properties = table._tbl.tblPr
        properties.set("bandRow", "0")
        properties.set("firstRow", str(int(headed)))
        for old in list(properties):
            properties.remove(old)
        SubElement(properties, qn("a:tableStyleId")).text = _NO_STYLE
        for column, wide in zip(table.columns, widths(grid.shares, place.width), strict=True):
            column.width = Pt(wide)
        for row, height in zip(table.rows, _row_heights(grid, place.width, scale), strict=True):
            row.height = Pt(height)
        for down, row in enumerate(rows):
            for across in range(len(grid.shares)):
                cell = table.cell(down, across)
                self.write(cell.text_frame, scaled(row[across], scale) if across < len(row) else Texts(((),)))
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.margin_left, cell.margin_right = Pt(_INSET), Pt(_INSET)
                cell.margin_top = cell.margin_bottom = Pt(_ROW)
                if across in grid.right:
                    for paragraph in cell.text_frame.paragraphs:
                        paragraph.alignment = PP_ALIGN.RIGHT
                _rule(cell._tc.get_or_add_tcPr(), strong=headed and not down)

    # -- charts

    def _bars(self, bars: Bars, place: Box, scale: Fraction) -> None:
        """Stacked bars; the line of the grid is where the target starts."""
        said, states = zip(*bars.bars, strict=True)
        ends = [(one.evidenced * 100, one.low * 100, one.high * 100, Fraction(100)) for one in states]
        frame = self._stacked(XL_CHART_TYPE.BAR_STACKED, place, scale, said, bars.states, ends)
        describe(frame, "\n".join(one.alt for one in states), bars.name)
        chart = frame.chart
        chart.has_legend = chart.has_title = False
        plot = chart.plots[0]
        plot.gap_width = 90
        for series, colour in zip(plot.series, _BAD, strict=False):
            for at, one in enumerate(states):
                if one.bad:
                    self._paint(series.points[at].format.fill, colour)
        categories = chart.category_axis
        categories.reverse_order = True
        categories.format.line.fill.background()
        categories.major_tick_mark = XL_TICK_MARK.NONE
        values = chart.value_axis
        values.major_unit = float(states[0].target * 100) or 100
        values.tick_label_position, values.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
        values.has_major_gridlines = True
        self._colour(values.major_gridlines.format.line.color, "ink")
        values.major_gridlines.format.line.width = Pt(1.5)
        _name_all(categories._element)
        _inner_layout(chart, _WORDS_SHARE + 0.02)

    def _columns(self, columns: ScoreColumns, place: Box, scale: Fraction) -> None:
        """Stacked columns over time, from 0 to 100, the guaranteed score at the foot of what is open."""
        labels, ends = zip(*((one.label, (one.evidenced, one.low, one.high)) for one in columns.points), strict=True)
        frame = self._stacked(XL_CHART_TYPE.COLUMN_STACKED, place, scale, labels, columns.states, ends)
        describe(frame, columns.alt)
        chart = frame.chart
        chart.has_legend, chart.has_title = True, False
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.plots[0].gap_width = 60
        for at, point in enumerate(columns.points):
            label = chart.plots[0].series[_OPEN].points[at].data_label
            label.position = XL_LABEL_POSITION.INSIDE_BASE
            label.text_frame.text = cut(point.low, 1)
            run = label.text_frame.paragraphs[0].runs[0]
            run.font.bold, run.font.size = True, chart.font.size
            self._colour(run.font.color, "ink")
            self.face(run.font._rPr)
        values = chart.value_axis
        values.major_unit = 10
        named = next((one for one in columns.levels if one.aim), None)
        if named is not None:  # the one mark on the axis that carries the target's name
            title = named.title.replace('"', "")
            values.tick_labels.number_format = f'[={float(named.score):g}]"{title} "0;0'
            values.tick_labels.number_format_is_linked = False
        self._colour(values.major_gridlines.format.line.color, "track")
        _name_all(chart.category_axis._element)

    def _stacked(
        self,
        kind: XL_CHART_TYPE,
        place: Box,
        scale: Fraction,
        labels: Sequence[str],
        states: Sequence[str],
        ends: Sequence[Sequence[Fraction]],
    ) -> Any:
        """A chart of numbers from 0 to 100, a bar for each label, whose states end there; returned is its frame."""
        data: Any = CategoryChartData(number_format="0.0")  # type: ignore[no-untyped-call]
        data.categories = labels
        shown = [[0.0, *(float(cut(end, 1)) for end in one)] for one in ends]
        for state, name in enumerate(states[: len(ends[0])]):
            data.add_series(name, [round(end[state + 1] - end[state], 1) for end in shown])
        frame = self._shapes.add_chart(kind, *_points(place), data)
        chart = frame.chart
        chart.font.size = Pt(round(_BAR_LETTERS * float(scale), 1))
        self._colour(chart.font.color, "ink")
        self.face(chart.font._rPr)
        chart.plots[0].overlap = 100
        for state, series in enumerate(chart.plots[0].series):
            self._texture(series.format.fill, state)
        values = chart.value_axis
        values.minimum_scale, values.maximum_scale = 0, 100
        values.format.line.fill.background()
        return frame

    # -- the score's bar

    def _interval(self, interval: Interval, place: Box) -> None:
        """The bar in its four states as shapes that belong together: the axis is squeezed below the first star."""
        group = self._shapes.add_group_shape()
        shapes = group.shapes
        left, width, top, thick = place.x + 6, place.width - 30, place.y + 26, 16.0
        states = (interval.evidenced, interval.low, interval.high)
        ends = (float(axis_share(end, interval.first_star)) for end in states)
        for state, (start, end) in enumerate(pairwise((0.0, *ends, 1.0))):
            if end > start:
                self._box(Box(left + start * width, top, (end - start) * width, thick), state, shapes)
        if interval.squeezed:
            self._stroke(axis_break(left, top, width, thick), shapes)
        for mark, title in zip(interval.marks, short_names(interval.marks), strict=True):
            at = left + float(axis_share(mark.score, interval.first_star)) * width
            aim = mark.score == interval.target
            self._box(Box(at - (1.2 if aim else 0.4), top - 5, 2.4 if aim else 0.8, thick + 10), "ink", shapes)
            self._label(title, Box(at - 26, place.y + 2, 52, 18), Run("", SMALL, aim, "gold"), shapes)
            self._label(mark.number, Box(at - 26, top + thick + 5, 52, 18), Run("", SMALL, aim, "muted"), shapes)
        describe(group, interval.alt)

    def _stroke(self, corners: Sequence[Point], shapes: Any) -> None:
        """A polygon in the colour of the ground; passed over."""
        (x, y), *others = corners
        builder = shapes.build_freeform(Pt(x), Pt(y), scale=1.0)
        builder.add_line_segments([(Pt(right), Pt(down)) for right, down in others])
        shape = builder.convert_to_shape()
        _unstyled(shape)
        self._paint(shape.fill, "ground")
        describe(shape, "")

    def _key(self, key: Key, place: Box) -> None:
        top = place.y
        for row in _key_rows(key, place.width):
            left = place.x + 6
            for state, name in row:
                if state < 4:
                    self._box(Box(left, top + 4, 18, 10), state)
                else:
                    self._box(Box(left + 14, top + 2, 2.4, 14), "ink")
                wide = _key_width(name)
                run = Run("", SMALL, paint="muted")
                self._label(name, Box(left + 24, top, wide - 30, _LEGEND), run, centred=False)
                left += wide
            top += _LEGEND


def _points(place: Box) -> tuple[Pt, Pt, Pt, Pt]:
    return Pt(place.x), Pt(place.y), Pt(place.width), Pt(place.height)


def _unstyled(shape: Any) -> None:
    """Without the line and shadow that themes give to every shape."""
    shape._element.remove(shape._element.find(qn("p:style")))


def _rule(properties: Any, strong: bool) -> None:
    """A line below a cell."""
    colour = (
        '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'
        if strong
        else '<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>'
    )
    properties.insert(0, parse_xml(f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill>{colour}</a:solidFill></a:lnB>'))


def _name_all(axis: Any) -> None:
    """Have every bar named, also where there is little room."""
    before = axis.find(qn("c:noMultiLvlLbl"))
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    axis.append(skip) if before is None else before.addprevious(skip)


def _inner_layout(chart: Any, left: float) -> None:
    """The bars in the right part of a chart, so that the left is for words."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left}"/><c:y val="0.02"/><c:w val="{0.98 - left}"/><c:h val="0.96"/></c:manualLayout></c:layout>'
    )
    area.insert(0, parse_xml(layout))
