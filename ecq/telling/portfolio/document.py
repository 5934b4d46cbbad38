"""The portfolio as a document: the list with its bars, the comparison, the benchmark, and what must be known of the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    Figure,
    MissingCharacters,
    Paragraph,
    Quartiles,
    Row,
    Said,
    Section,
    Shares,
    Table,
    cell,
)
from ecq.document.charts import Key, axis_share
from ecq.scoring.readiness import target_band
from ecq.scoring.scorecard import HUNDRED, NodeScore
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Benchmark
from ecq.telling.portfolio.comparison import Comparison, Line, Otherwise
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.rows import Row as Listed
from ecq.telling.portfolio.sentences import (
    answers_apart,
    benchmark_lines,
    best_line,
    grade_words,
    left_words,
    line_title,
    method_lines,
    name_words,
    next_day_line,
    open_line,
    otherwise_line,
    rubric_words,
    score_or_none,
    share_words,
    stand_line,
    verdict_words,
)
from ecq.telling.report import words as r
from ecq.telling.text import words as w
from ecq.telling.text.sentences import interval_words, point_words, score_words
from ecq.telling.text.words import say

OTHERS_SHOWN = 12
"""Questions that the best does otherwise; the workbook has all."""


def portfolio_blocks(contents: Contents) -> Iterator[Block]:
    """All that is in it, without the title."""
    lang = contents.lang
    if contents.rows:
        yield Paragraph(stand_line(contents.rows, lang))
        if line := next_day_line(contents.rows, lang):
            yield Paragraph(line)
        yield Figure(Key(tuple(words(text, lang) for text in (*r.STATES, p.TARGET))))
        yield _list(contents.rows, lang)
    if contents.comparison:
        yield from _comparison(contents.comparison, lang)
    if contents.benchmarks:
        yield from _benchmarks(contents.benchmarks, lang)
    yield Section(words(p.NOTES, lang))
    for line in contents.notes():
        yield Paragraph(line, "note")
    yield MissingCharacters(words(r.MISSING_GLYPHS, lang))


# The list


def _list(rows: tuple[Listed, ...], lang: Lang) -> Table:
    several = len({row.rubric.digest for row in rows}) > 1
    return Table(
        _columns(lang, (p.CLIENT, 28), (None, 20), (w.SCORE, 16), (w.GRADE, 12), (p.PROGRESS, 11), (p.READINESS, 22)),
        tuple(_listed(row, several, lang) for row in rows),
    )


def _columns(lang: Lang, *columns: tuple[Text | None, float]) -> tuple[Column, ...]:
    return tuple(Column(words(head, lang) if head else "", share) for head, share in columns)


def _listed(row: Listed, several: bool, lang: Lang) -> Row:
    marks = [words(p.DEMO, lang)] if row.demo else []
    under = (LANGUAGES[lang].listed((*marks, *row.tags)), row.changed_at[:10])
    rubric = rubric_words(row.rubric, lang) if several else ""
    name = cell(Said(name_words(row.name, lang), "strong"), *(Said(text, "muted") for text in (*under, rubric)))
    settled = cell(say(p.SETTLED_OF, lang, settled=row.settled, applicable=row.applicable))
    if not row.begun:
        return Row((name, (), cell(Said(words(p.NOT_BEGUN, lang), "muted")), (), settled, _aim(row, lang)))
    evidenced = Said(say(p.EVIDENCED_SCORE, lang, score=score_words(row.evidenced.low)), "muted")
    score = cell(Said(score_or_none(row.score, True, lang), "strong"), evidenced)
    return Row((name, (_bar(row),), score, cell(grade_words(row.grade, lang)), settled, _aim(row, lang)))


def _aim(row: Listed, lang: Lang) -> Cell:
    """Target and readiness, gates against it, the day it is to be ready by."""
    failed = say(p.FAILED_COUNT, lang, count=row.failed) if row.failed else ""
    waiting = say(p.OPEN_COUNT, lang, count=row.gates_open) if row.gates_open and row.begun else ""
    day = f"{row.ready_by} · {left_words(row, lang)}" if row.ready_by else ""
    aim = f"{words(row.target.title, lang)} · {verdict_words(row, lang)}"
    return cell(aim, Said(failed, "bad"), Said(waiting, "muted"), Said(day, "muted"))


def _bar(row: Listed) -> Shares:
    """The bar of the score on the axis of the stars."""
    starred = [band for band in row.rubric.bands if band.stars]
    first = starred[0].from_ if starred else Fraction(0)
    ends = (row.evidenced.low, row.score.low, row.score.high, row.target.from_)
    evidenced, low, high, target = (axis_share(end, first) for end in ends)
    starts = tuple(axis_share(band.from_, first) for band in starred)
    return Shares(evidenced, low, high, target, False, "", starts)


# The comparison


def _comparison(shown: Comparison, lang: Lang) -> Iterator[Block]:
    yield Chapter(words(p.COMPARE, lang))
    yield Paragraph(rubric_words(shown.rubric, lang), "note")
    room = 68 / len(shown.clients)
    columns = (Column("", 32), *(Column(name_words(one.name, lang), room) for one in shown.clients))
    yield Table(columns, (*_whole(shown, lang), *(_node(shown, line, lang) for line in shown.lines)))
    yield Section(words(p.BEST_DOES, lang))
    yield Paragraph(best_line(shown, lang))
    for one in shown.otherwise:
        yield Paragraph(otherwise_line(shown, one, lang), "lead")
        if line := open_line(one, lang):
            yield Paragraph(line, "note")
        if one.others:
            yield _others(shown, one, lang)
            if (left := len(one.others) - OTHERS_SHOWN) > 0:
                yield Paragraph(say(p.SHOW_MORE, lang, count=left), "note")


def _whole(shown: Comparison, lang: Lang) -> Iterator[Row]:
    """The whole of each: score, grade, evidence, gates."""
    cards = [one.card for one in shown.clients]
    told = (
        (w.SCORE, [score_or_none(one.card.score, one.begun, lang) for one in shown.clients]),
        (w.GRADE, [grade_words((card.grade.low, card.grade.high), lang) for card in cards]),
        (w.EVIDENCED_SCORE, [score_words(card.evidenced.low) for card in cards]),
        (p.FAILED, [str(len(card.gates_in("failed"))) for card in cards]),
    )
    for title, said in told:
        yield Row((cell(words(title, lang)), *(cell(Said(one, "strong")) for one in said)))


def _node(shown: Comparison, line: Line, lang: Lang) -> Row:
    cells = (
        cell(share_words(one, lang), *([_share(one, target_band(of.rubric, of.assessment).from_)] if one else []))
        for one, of in zip(line.scores, shown.clients, strict=True)
    )
    return Row((cell(words(shown.rubric.nodes[line.node].title, lang)), *cells), "row" if line.depth else "group")


def _share(one: NodeScore, target: Fraction) -> Shares:
    ends = (one.evidenced / one.points, one.low / one.points, one.high / one.points)
    return Shares(*ends, target / HUNDRED, False, "")


def _others(shown: Comparison, one: Otherwise, lang: Lang) -> Table:
    """What the best answers otherwise, with what that brings."""
    question, own, best, gain = _columns(lang, (w.QUESTION, 41), (p.OWN_ANSWER, 25), (p.BEST_ANSWER, 25), (p.GAIN, 9))
    rows = []
    for other in one.others[:OTHERS_SHOWN]:
        text = words(shown.rubric.by_id[other.question].text, lang)
        said = answers_apart(shown, one, other.question, lang)
        brings = Said(say(p.GAIN_POINTS, lang, gain=point_words(other.gain)), "strong")
        rows.append(Row((cell(text), *(cell(answer) for answer in said), cell(brings))))
    return Table((question, own, best, Column(gain.head, gain.share, right=True)), tuple(rows), small=True)


# The benchmark


def _benchmarks(shown: tuple[Benchmark, ...], lang: Lang) -> Iterator[Block]:
    yield Chapter(words(p.BENCHMARK, lang))
    yield Paragraph(words(p.BENCHMARK_LEAD, lang))
    for one in shown:
        yield Section(rubric_words(one.rubric, lang))
        for line in benchmark_lines(one, lang):
            yield Paragraph(line)
        if one.enough:
            yield _quartiles(one, lang)
    for line in method_lines(lang):
        yield Paragraph(line, "note")


def _quartiles(shown: Benchmark, lang: Lang) -> Table:
    heads = ((w.INDICATOR, 36), (p.COUNTED, 10), (p.FIRST, 9), (p.MEDIAN, 9), (p.THIRD, 9), (None, 27))
    columns = tuple(
        Column(one.head, one.share, right=0 < place < len(heads) - 1)
        for place, one in enumerate(_columns(lang, *heads))
    )
    rows = []
    for line in shown.lines:
        counted = cell(say(p.COUNTED_OF, lang, counted=line.counted, clients=shown.clients))
        cells: tuple[Cell, ...] = (cell(Said(say(p.TOO_FEW_HERE, lang, needed=FEWEST), "muted")),)
        if found := line.quartiles:
            marks = {name: interval_words(*ends) for name, ends in found.ends.items()}
            drawn = Quartiles(found.low.first, found.low.median, found.high.third, say(p.QUARTILES_ALT, lang, **marks))
            cells = (*map(cell, marks.values()), (drawn,))
        title = cell(line_title(shown.rubric, line, lang))
        rows.append(Row((title, counted, *cells), "row" if line.depth else "group"))
    return Table(columns, tuple(rows), small=True)
