"""What the report says on method, with a worked example, on editions and sources. Computes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ecq.base.exact import cut, plain
from ecq.base.language import Lang, as_written
from ecq.document.blocks import Block, Bullets, Chapter, Paragraph, Row, Said, Section, Table, row
from ecq.rubric.model import Node, Rubric, Source
from ecq.scoring.rubric_comparison import Standing, side_by_side
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.shown import Extent
from ecq.telling.text import sentences
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns


def method_part(view: View, extent: Extent) -> Iterator[Block]:
    """How the score comes about; where points and efforts come from; where grades start.

    `full` has an example worked out. `short` keeps the rules alone: points have a note beside the bars.
    """
    rubric = view.rubric
    layout = rubric.layout
    bands = [
        view.say(r.COLON, label=view.say(band.title), said=view.say(r.BAND_FROM, from_=plain(band.from_)))
        for band in rubric.bands
    ]
    cited = view.listed(sentences.citation_words(rubric, one, view.lang) for one in layout.bands_sources)
    # Banks say where their efforts come from in nearly the same words: the fullest stands for all.
    efforts = max((view.say(one) for one in rubric.efforts), key=len, default="")
    yield Chapter(view.say(w.METHOD))
    yield Bullets(tuple(view.say(line) for line in w.METHOD_LINES))
    if extent == "full":
        yield from worked_example(view)
    if extent == "short":
        return
    yield Section(view.say(w.POINTS))
    yield Paragraph(view.say(layout.points_note))
    if efforts:
        yield Section(view.say(r.EFFORT_NOTE))
        yield Paragraph(efforts)
    yield Section(view.say(w.GRADE_BANDS))
    yield Paragraph(view.listed(bands))
    yield Paragraph(view.say(r.BANDS_SOURCE, sources=cited), "note")


def editions_part(view: View, others: Sequence[Rubric]) -> Iterator[Block]:
    """The same answers under this rubric and others, and what differs; nothing where there is no other."""
    standings = side_by_side(view.assessment, view.rubric, others)
    if len(standings) < 2:
        return
    own = standings[0]
    heads = ((w.EDITION, 36), (w.SCORE, 13), (w.EVIDENCED_SCORE, 11), (w.GRADE, 11), (w.GATES, 29))
    yield Chapter(view.say(w.EDITIONS))
    yield Paragraph(view.say(r.EDITIONS_LEAD))
    told = columns(view.lang, *heads, right=range(1, 5), tones={0: "strong"})
    yield Table(told, tuple(_edition(view, standing) for standing in standings))
    for other in standings[1:]:
        yield Paragraph(sentences.edition_words(own, other, view.lang), "note")


def _edition(view: View, standing: Standing) -> Row:
    layout, card = standing.rubric.layout, standing.card
    return row(
        view.say(r.GRADE_WITH_STATE, grade=view.say(layout.title), state=view.say(w.EDITION_STATES[layout.state])),
        sentences.interval_words(card.score.low, card.score.high),
        sentences.score_words(card.evidenced.low),
        sentences.grade_words(card.grade, view.lang),
        sentences.gates_words(card, view.lang),
    )


def sources_part(view: View, every: bool) -> Iterator[Block]:
    """The sources in the order of the register: `every` one with its note, or those that what is asked rests on."""
    asked = [one.id for one in view.card.questions.values() if one.state != "hidden"]
    cited = {citation.source for one in asked for citation in view.rubric.by_id[one].sources}
    cited |= {view.rubric.layout.standard, *(one.source for one in view.rubric.layout.bands_sources)}
    listed = [source for source in view.rubric.sources if every or source.id in cited]
    heads = columns(view.lang, (r.SOURCE, 31), (r.NUMBER, 28), (r.SINCE, 11), (w.STATE, 12), (r.STATUS, 18))
    yield Chapter(view.say(r.SOURCES))
    yield Paragraph(sentences.law_as_of(view.rubric, view.lang), "note")
    if not every:
        yield Paragraph(view.say(r.SOURCES_CITED), "note")
    rows = (one for source in listed for one in _source(view, source, noted=every))
    yield Table(heads, tuple(rows), small=True)


def _source(view: View, source: Source, noted: bool) -> Iterator[Row]:
    yield row(
        view.say(source.title),
        number_words(source.number, view.lang),
        source.in_force_since or "—",
        view.say(w.SOURCE_STATES[source.state]),
        view.say(w.STATUSES[source.status]),
    )
    if noted and source.note:
        yield row(Said(view.say(source.note), "muted"), level="part")


_MOST = 12
"""An indicator of more questions than this is not chosen where another will do: the example must fit a page."""


def worked_example(view: View) -> Iterator[Block]:
    """An indicator with answers that are not all alike; nothing where nothing is answered yet."""
    leaf = _telling(view)
    if leaf is None:
        return
    scored = view.card.nodes[leaf.id]
    asked = [view.card.questions[placed.question] for placed in leaf.questions]
    aside = sum(one.state == "na" for one in asked)
    yield Section(view.say(r.WORKED))
    yield Paragraph(view.say(r.WORKED_LEAD, indicator=view.say(leaf.title), points=plain(scored.points)))
    if aside:
        yield Paragraph(view.say(r.WORKED_ASIDE, count=aside))
    heads = ((w.QUESTION, 47), (w.WORTH, 21), (r.CREDIT, 10), (r.ADDS, 22))
    rows = [
        row(
            view.question(one.id),
            _exact(one.points),
            view.say(w.GATE_STATES["open"]) if one.credit is None else plain(one.credit),
            _exact(one.contribution),
        )
        for one in asked
        if one.counts
    ]
    total = row(view.say(r.WORKED_SUM), _exact(scored.points), "", _exact(scored.low), level="sum")
    yield Table(columns(view.lang, *heads, right=range(1, 4)), (*rows, total))
    yield Bullets(_after(view, leaf))


def _telling(view: View) -> Node | None:
    """The indicator that shows most: as many different credits as there are, few enough questions to fit."""

    def credits(leaf: Node) -> set[Fraction]:
        asked = (view.card.questions[placed.question] for placed in leaf.questions)
        return {one.credit for one in asked if one.credit is not None}

    def worth(leaf: Node) -> tuple[bool, int, int]:
        return len(leaf.questions) <= _MOST, len(credits(leaf)), -len(leaf.questions)

    return max(filter(credits, view.rubric.leaves), key=worth, default=None)


def _exact(value: Fraction) -> str:
    """The exact number, and where that is a ratio its first digits too."""
    exact = plain(value)
    return f"{exact} = {sentences.point_words(value)}…" if "/" in exact else exact


def _after(view: View, leaf: Node) -> tuple[str, ...]:
    scored = view.card.nodes[leaf.id]
    share = scored.share
    assert share is not None
    low, points = plain(scored.low), plain(scored.points)
    lines = [view.say(r.WORKED_SHARE, low=low, points=points, share=cut(share.low, 1))]
    if scored.open:
        lines.append(view.say(r.WORKED_OPEN, count=scored.open, high=plain(scored.high), share=cut(share.high, 1)))
    if not view.card.hanging:  # while facts are missing the total is over all platforms it can be, and no sum
        lines.append(view.say(r.WORKED_TOTAL, total=plain(view.card.score.low), shown=cut(view.card.score.low, 1)))
    return tuple(lines)


_ISSUERS = {
    "国家工商行政管理总局": "State Administration for Industry and Commerce",
    "国家市场监督管理总局": "State Administration for Market Regulation",
    "国家互联网信息办公室": "Cyberspace Administration",
    "国务院": "State Council",
    "公安部": "Ministry of Public Security",
    "等三部门": "and two other departments",
}
_DONE = {
    "审议通过": "adopted",
    "通过": "adopted",
    "修正": "amended",
    "修订": "revised",
    "公布": "issued",
    "发布": "issued",
    "公告": "notice",
    "起施行": "in force",
    "征求意见": "draft for comments",
}
_SERIES = {"法释": "Judicial Interpretation", "公通字": "Gong Tong Zi", "发改价格规": "Fa Gai Jia Ge Gui"}

_ORDER = re.compile(r"(.+?)令第 (\d+) 号")
_DAY = re.compile(r"(.*?) ?(\d{4}(?:-\d\d){0,2}) (\w+)")
_SERIAL = re.compile(r"(.+?)〔(\d{4})〕(\d+) 号")


def number_words(number: str, lang: Lang) -> str:
    """The number of a rule for readers of a language; as issued where no English form is known."""
    if lang in ("zh", "zh-Hant"):
        return as_written(number, lang)
    if match := _ORDER.fullmatch(number):
        return f"Order No. {match[2]} of the {_issuer(match[1])}"
    if (match := _DAY.fullmatch(number)) and match[3] in _DONE:
        said = f"{_issuer(match[1])} {_DONE[match[3]]} {match[2]}".strip()
        return said[0].upper() + said[1:]
    if (match := _SERIAL.fullmatch(number)) and match[1] in _SERIES:
        return f"{_SERIES[match[1]]} ({match[2]}) No. {match[3]}"
    return number


def _issuer(chinese: str) -> str:
    said = chinese.replace("、", " and the ")
    for name, english in _ISSUERS.items():
        said = said.replace(name, f" {english}" if name.startswith("等") else english)
    return said
