"""Blocks as HTML for a screen, the score's bar among them; every text is escaped.

Charts with axes of their own are left to whoever draws the page. In the bar, solid is with evidence, pale is
claimed, hatched is open, the track is what is left to improve; `style.py` has the look. Whoever draws a bar
writes its numbers beside it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import assert_never

from ecq.base.exact import cut
from ecq.base.language import Lang
from ecq.document import blocks
from ecq.document.bilingual import Both, flat
from ecq.document.blocks import Beside, Block, Outcome, Shares, SlideBlock, Work
from ecq.document.charts import (
    BREAK,
    Chart,
    HeatCell,
    HeatMap,
    Interval,
    Key,
    Mark,
    ScoreColumns,
    axis_share,
    short_names,
)
from ecq.document.colours import ACCENT, MARKS
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, ZERO, NodeScore, Scorecard
from ecq.telling.report.cover import score_interval
from ecq.telling.text.sentences import bar_states_reached

_CLASSES: dict[blocks.Tone, str] = {"accent": "ecq-accent", "bad": "ecq-bad"}
_TAGS: dict[blocks.Tone, str] = {"": "span", "strong": "b", "muted": "small", "accent": "b", "bad": "b"}
_PARAGRAPHS = {
    "lead": '<p class="ecq-lead">{}</p>',
    "note": "<p><small>{}</small></p>",
    "opinion": "<blockquote>{}</blockquote>",
    "body": "<p>{}</p>",
}
STATES = ("proved", "claimed", "open", "improve")
"""The classes of a bar's states."""
TEXTURES = {"confirm": "open", "prove": "claimed", "improve": "improve", "if-not-confirmed": "open"}
"""The classes of the kinds of work."""


_NAME = 15
"""A first column with a smaller share of the width holds no names, such as that of states."""
_NAMES_APART = 8
"""So many points lie between grades whose names do not touch beside columns."""
Address = Callable[[blocks.Link], str]
"""Where a link leads."""


def html(content: Iterable[Block | SlideBlock], address: Address | None = None) -> str:
    """All blocks one after the other. Without an `address` links are texts."""
    return "".join(_block(block, address) for block in content)


def _block(block: Block | SlideBlock, address: Address | None) -> str:
    match block:
        case blocks.Chapter():
            above = f"<small>{words(block.title)}</small><br>" if block.claim else ""
            return f'<h2 class="ecq-title">{above}{words(block.claim or block.title)}</h2>'
        case blocks.Section():
            return f'<h3 class="ecq-sub">{words(block.title)}</h3>'
        case blocks.Paragraph():
            return _PARAGRAPHS[block.kind].format(words(block.text))
        case blocks.Bullets():
            lines = "".join(f"<li>{words(line)}</li>" for line in block.lines)
            return f'<ul class="ecq-lines">{lines}</ul>'
        case blocks.Facts():
            return _facts(block.pairs)
        case blocks.Card():
            below = "".join(f"<p>{part(one)}</p>" for one in block.below)
            return (
                f'<div class="ecq-card"><div class="ecq-head"><b>{words(block.title)}</b>{part(block.side)}</div>'
                f"{below}{_facts(block.facts) if block.facts else ''}</div>"
            )
        case blocks.Table():
            return table(block, address)
        case blocks.Fold():
            title, inside = words(block.title), html(block.blocks, address)
            return f'<details class="ecq-more"><summary>{title}</summary>{inside}</details>'
        case blocks.Figure():
            title = f'<h3 class="ecq-sub">{words(block.title)}</h3>' if block.title else ""
            note = f"<p><small>{words(block.note)}</small></p>" if block.note else ""
            return f"{title}{chart(block.chart)}{note}"
        case Outcome():
            against, stands = (tag("red", block.against), " against") if block.against else ("", "")
            reached = stars(block.stars.sure, block.grade, block.stars.possible, block.stars.all)
            return (
                f'<div class="outcome"><div class="graded{stands}">{reached}{against}</div><p class="score">'
                f"{words(block.score)}<span> {words(block.behind)}</span></p><p>{words(block.grade)}</p></div>"
            )
        case ScoreColumns():
            return _columns(block)
        case Work():
            title = f'<h2 class="ecq-sub ecq-kind"><b class="{TEXTURES[block.kind]}"></b>{words(block.title)}</h2>'
            figures = _facts(block.facts, "ecq-facts", " ")
            return f'<div class="work">{title}{figures}<p>{words(block.begin)}</p></div>'
        case Beside():
            wide = " ".join(f"minmax(0, {share}fr)" for share in block.shares)
            columns = "".join(f"<div>{html(column, address)}</div>" for column in block.columns)
            return f'<div class="beside" style="--columns: {wide}">{columns}</div>'
        case (
            blocks.Waves()
            | blocks.OnePage()
            | blocks.OwnPage()
            | blocks.Signatures()
            | blocks.MissingCharacters()
            | blocks.Seal()
        ):
            return ""  # of paper, and of commands
        case _:
            assert_never(block)


def words(text: str) -> str:
    """A text escaped; a second language stands on a line of its own."""
    if isinstance(text, Both):
        return f"{escape(text.first)}<br><small>{escape(text.beneath)}</small>"
    return escape(text)


def _facts(pairs: Iterable[blocks.Labelled], look: str = "ecq-pairs", between: str = "<br>") -> str:
    rows = ((words(pair.label), between.join(map(words, pair.lines))) for pair in pairs)
    told = "".join(f"<div><dt>{label}</dt><dd>{said}</dd></div>" for label, said in rows)
    return f'<dl class="{look}">{told}</dl>'


def table(shown: blocks.Table, address: Address | None = None) -> str:
    """A table that scrolls sideways where it is wider than its place. The first cell of a row names it."""
    heads = ""
    if any(column.head for column in shown.columns):
        cells = "".join(f'<th scope="col"{_number(column)}>{words(column.head)}</th>' for column in shown.columns)
        heads = f"<thead><tr>{cells}</tr></thead>"
    rows = "".join(_row(shown, row, address) for row in shown.rows)
    caption = f"<caption>{words(shown.caption)}</caption>" if shown.caption else ""
    look = "ecq-rows" if shown.columns[0].share > _NAME else "ecq-rows slim"
    return f'<div class="ecq-scroll" tabindex="0"><table class="{look}">{caption}{heads}<tbody>{rows}</tbody></table></div>'


def _row(shown: blocks.Table, row: blocks.Row, address: Address | None) -> str:
    cells = ""
    for place, inside in enumerate(row.cells):
        column, last = shown.columns[place], place == len(row.cells) - 1
        span = len(shown.columns) - place if last else 1
        wide = f' colspan="{span}"' if span > 1 else ""
        name, scope = ("td", "") if place or last else ("th", ' scope="row"')
        cells += f"<{name}{scope}{_number(column)}{wide}>{cell(inside, column.tone, address)}</{name}>"
    level = "" if row.level == "row" else f' class="{"top" if row.level in ("group", "sum") else "part"}"'
    return f"<tr{level}>{cells}</tr>"


def cell(inside: blocks.Cell, tone: blocks.Tone = "", address: Address | None = None) -> str:
    """The parts of a cell one below the other."""
    drawn = [part(one, tone, address) for one in inside]
    return "".join(
        one if one.startswith("<div") or place == len(drawn) - 1 else f"{one}<br>" for place, one in enumerate(drawn)
    )


def _number(column: blocks.Column) -> str:
    return ' class="num"' if column.right else ""


def part(shown: blocks.Part, tone: blocks.Tone = "", address: Address | None = None) -> str:
    """A part of a cell."""
    match shown:
        case str():
            return _toned(words(shown), tone)
        case blocks.Link():
            said = words(shown.text)
            if address and shown.page:
                href, way = escape(address(shown)), f"{shown.page} {shown.id}"
                said = f'<a href="{href}" target="_self" data-open="{escape(way)}">{said}</a>'
            return _toned(said, shown.tone or tone)
        case blocks.Said():
            return _toned(words(shown.text), shown.tone or tone)
        case blocks.Rated():
            return f"{stars(shown.stars, flat(shown.text)) if shown.stars else ''}{_toned(words(shown.text), shown.tone or tone)}"
        case blocks.Tagged():
            labels = "".join(tag(MARKS.get(mark, mark), flat(label)) for label, mark in shown.tags)
            return " ".join(filter(None, (_toned(words(shown.text), shown.tone or tone), labels)))
        case blocks.Tick():
            below = f"<br><small>{words(shown.below)}</small>" if shown.below else ""
            return f"{shown.box} {words(shown.text)}{below}"
        case blocks.Shares():
            tick = f'<i class="target" style="left:{_percent(shown.target)}"></i>'
            starts = "".join(f'<i style="left:{_percent(start)}"></i>' for start in shown.starts)
            states = _states(shown.evidenced, shown.low, shown.high)
            bad = " bad" if shown.bad else ""
            return f'<div class="ecq-bar thin{bad}" aria-hidden="true"><span>{states}</span>{starts}{tick}</div>'
        case blocks.Quartiles():
            return (
                f'<div class="ecq-bar thin" role="img" aria-label="{escape(flat(shown.alt))}">'
                f'<span><b class="claimed" style="{_reach(shown.first / 100, shown.third / 100)}"></b></span>'
                f'<i class="target" style="left:{cut(shown.median, 2)}%"></i></div>'
            )
        case blocks.Span():
            heard = f'role="img" aria-label="{escape(flat(shown.alt))}"' if shown.alt else 'aria-hidden="true"'
            return f'<div class="ecq-bar thin" {heard}><b style="{_reach(shown.start, shown.end)}"></b></div>'
        case _:
            assert_never(shown)


def stars(sure: int, label: str, possible: int = 0, whole: int = 5) -> str:
    """A grade's stars as on paper: full where sure, outlined where still possible, pale beyond; the grade in words for
    screen readers.
    """
    possible = max(sure, possible)
    kinds = (("may", possible - sure), ("off", whole - possible))
    others = "".join(f'<span class="{kind}">{"★" * count}</span>' for kind, count in kinds if count)
    return f'<div class="ecq-star" role="img" aria-label="{escape(label)}">{"★" * sure}{others}</div>'


def tag(kind: str, text: str) -> str:
    """A small coloured label; colour is never the only sign."""
    return f'<span class="ecq-tag {kind}">{escape(text)}</span>'


def _toned(inside: str, tone: blocks.Tone) -> str:
    name = _TAGS[tone]
    look = f' class="{_CLASSES[tone]}"' if tone in _CLASSES else ""
    return f"<{name}{look}>{inside}</{name}>" if tone else inside


@lru_cache(maxsize=4096)
def _percent(share: Fraction) -> str:
    """A share of a bar's width, for its style."""
    return f"{cut(share * 100, 2)}%"


@lru_cache(maxsize=512)
def _states(evidenced: Fraction, low: Fraction, high: Fraction) -> str:
    """The coloured parts of a bar, given the shares of its width where they end."""
    ends = (("proved", Fraction(0), evidenced), ("claimed", evidenced, low), ("open", low, high))
    return "".join(f'<b class="{kind}" style="{_reach(start, end)}"></b>' for kind, start, end in ends if end > start)


def _reach(start: Fraction, end: Fraction) -> str:
    return f"left:{_percent(start)};width:{_percent(end - start)}"


def chart(shown: Chart) -> str:
    """A chart, in HTML where it has no axes."""
    match shown:
        case Interval():
            return interval(shown)
        case Key():
            return _legend(zip((*STATES, "aim"), shown.states, strict=False))
        case _:  # with axes: the picture that documents have
            from ecq.writers.word.pictures import chart_picture

            address = b64encode(chart_picture(shown, 500, ACCENT).data).decode()
            return f'<img style="max-width:100%" src="data:image/png;base64,{address}" alt="{escape(flat(shown.alt))}">'


def interval(shown: Interval) -> str:
    """The score as a bar in its four states: with evidence, claimed, open, to improve; grades and target as ticks."""
    ends = (axis_share(end, shown.first_star) for end in (shown.evidenced, shown.low, shown.high))
    stroke = f'<s style="left:{_percent(BREAK)}"></s>' if shown.squeezed else ""
    return (
        f'<div class="ecq-bar" role="img" aria-label="{escape(flat(shown.alt))}">'
        f"<span>{_states(*ends)}{stroke}</span>{_ticks(shown.marks, shown.first_star, shown.target)}</div>"
    )


@lru_cache(maxsize=64)
def _ticks(marks: tuple[Mark, ...], first_star: Fraction, target: Fraction) -> str:
    return "".join(
        f"<i{' class=target' if mark.score == target else ''} "
        f'style="left:{_percent(axis_share(mark.score, first_star))}" '
        f'data-top="{escape(name)}" data-few="{mark.stars}★" data-low="{escape(mark.number)}"></i>'
        for mark, name in zip(marks, short_names(marks), strict=True)
    )


def _columns(shown: ScoreColumns) -> str:
    """Columns in the states of the bar, the guaranteed score above each, and lines where grades start."""
    columns = ""
    for point in shown.points:
        parts = pairwise((point.high, point.low, point.evidenced, ZERO))
        drawn = "".join(
            f'<b class="{state}" style="flex:{cut(end - start, 2)} 0 0"></b>'
            for state, (end, start) in zip(("open", "claimed", "proved"), parts, strict=True)
            if end > start
        )
        columns += (
            f'<li><span class="ecq-column"><span style="height:{cut(point.high, 2)}%"><em>{cut(point.low, 1)}</em>'
            f"{drawn}</span></span><small>{words(point.label)}</small></li>"
        )
    named: list[Fraction] = []
    for level in sorted(shown.levels, key=lambda one: not one.aim):
        if all(abs(level.score - other) >= _NAMES_APART for other in named):
            named.append(level.score)
    levels = "".join(
        f'<i style="bottom:{cut(level.score, 2)}%"{" class=target" if level.aim else ""}>'
        f"{words(level.title) if level.score in named else ''}</i>"
        for level in shown.levels
    )
    return (
        f'<div class="ecq-columns" role="img" aria-label="{escape(flat(shown.alt))}"><ol>{columns}</ol>'
        f'<div aria-hidden="true">{levels}</div></div>{_legend(zip(STATES, shown.states, strict=False))}'
    )


def heat_map(shown: HeatMap) -> str:
    """Every question as a cell of a table, in words for those who do not see it."""
    rows = "".join(
        f'<tr><th scope="row">{words(name)}</th><td><ul>{"".join(map(_heat_cell, cells))}</ul></td></tr>'
        for name, cells in shown.rows
    )
    return f'<table class="ecq-heat"><caption>{words(shown.alt)}</caption><tbody>{rows}</tbody></table>'


def _heat_cell(cell: HeatCell) -> str:
    label, kind = escape(cell.alt), f"{cell.kind} failed" if cell.failed else cell.kind
    return f'<li class="{kind}" title="{label}"><span aria-hidden="true">{cell.sign}</span><span class="ecq-heard">{label}</span></li>'


def _legend(named: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><b class="{kind}"></b>{words(name)}</li>' for kind, name in named if name)
    return f'<ul class="ecq-legend">{items}</ul>'


def score_bar(rubric: Rubric, scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """The score as a bar in its four states: with evidence, claimed, open, to improve; grades and target as ticks."""
    return interval(score_interval(rubric, scorecard, target, lang))


def share_bar(node: NodeScore, target: GradeBand) -> str:
    """The share of full marks of a dimension or indicator in the same four states, from 0; the numbers stand beside it."""
    share = node.share
    if not share:
        return ""
    ends = (node.evidenced / node.points, share.low / HUNDRED, share.high / HUNDRED)
    return part(Shares(*ends, target.from_ / HUNDRED, False, ""))


def bar_legend(scorecard: Scorecard, target: GradeBand, lang: Lang) -> str:
    """What the textures of the bars mean, each with the score it reaches; states that are not there are left out."""
    return chart(Key(bar_states_reached(scorecard, target, lang)))
