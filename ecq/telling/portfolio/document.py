"""The portfolio as a document: the list with its bars, the comparison, the benchmark, and what must be known of the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.language import Lang, words
from ecq.document import blocks
from ecq.document.blocks import Quartiles as Drawn
from ecq.document.charts import Key
from ecq.scoring.readiness import target_band
from ecq.scoring.scorecard import HUNDRED
from ecq.telling.portfolio import sentences
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Benchmark, Quartiles
from ecq.telling.portfolio.columns import Way, table
from ecq.telling.portfolio.comparison import Comparison, Line, Otherwise
from ecq.telling.portfolio.contents import Contents
from ecq.telling.report import words as r
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, grade_words, interval_words, point_words, score_words
from ecq.telling.text.words import say

OTHERS_SHOWN = 12
"""Questions that the best does otherwise; the workbook has all."""


def portfolio_blocks(contents: Contents) -> Iterator[blocks.Block]:
    """All that is in it, without the title."""
    lang = contents.lang
    if contents.rows:
        yield from list_blocks(contents)
        yield table(contents.rows, Way(lang, contents.several))
    if contents.comparison:
        yield from comparison_blocks(contents.comparison, lang)
    if contents.benchmarks:
        yield from benchmark_blocks(contents.benchmarks, lang)
    yield blocks.Section(words(p.NOTES, lang))
    for line in contents.notes():
        yield blocks.Paragraph(line, "note")
    yield blocks.MissingCharacters(words(r.MISSING_GLYPHS, lang))


def list_blocks(contents: Contents) -> Iterator[blocks.Block]:
    """What stands above the list: how many are ready, what is due next, what the bars mean."""
    yield blocks.Paragraph(sentences.stand_line(contents.rows, contents.lang))
    if line := sentences.next_day_line(contents.rows, contents.lang):
        yield blocks.Paragraph(line)
    yield blocks.Figure(Key(tuple(words(text, contents.lang) for text in (*r.STATES, p.TARGET))))


# The comparison


def comparison_blocks(shown: Comparison, lang: Lang) -> Iterator[blocks.Block]:
    """Dimensions and indicators of each, then what the best does otherwise than each of the others."""
    yield blocks.Chapter(words(p.COMPARE, lang))
    yield blocks.Paragraph(sentences.rubric_words(shown.rubric, lang), "note")
    room = 68 / len(shown.clients)
    heads = columns(lang, ("", 32), *((name, room) for name in sentences.names_apart(shown, lang)))
    yield blocks.Table(heads, (*_whole(shown, lang), *(_node(shown, line, lang) for line in shown.lines)))
    yield blocks.Section(words(p.BEST_DOES, lang))
    yield blocks.Paragraph(sentences.best_line(shown, lang))
    for one in shown.otherwise:
        title, line = sentences.otherwise_line(shown, one, lang), sentences.open_line(one, lang)
        also = (blocks.Paragraph(line, "note"),) if line else ()
        if one.others:
            yield blocks.Fold(title, (*also, *_others(shown, one, lang)))
        else:
            yield from (blocks.Paragraph(title, "lead"), *also)


def _others(shown: Comparison, one: Otherwise, lang: Lang) -> Iterator[blocks.Block]:
    heads = ((w.QUESTION, 31), (p.OWN_ANSWER, 27), (p.BEST_ANSWER, 33), (p.GAIN, 9))
    rows = (
        blocks.row(
            words(shown.rubric.by_id[other.question].text, lang),
            *sentences.answers_apart(shown, one, other.question, lang),
            blocks.Said(say(p.GAIN_POINTS, lang, gain=point_words(other.gain)), "strong"),
        )
        for other in one.others[:OTHERS_SHOWN]
    )
    yield blocks.Table(columns(lang, *heads, right=(3,)), tuple(rows), small=True)
    if (left := len(one.others) - OTHERS_SHOWN) > 0:
        yield blocks.Paragraph(say(p.SHOW_MORE, lang, count=left), "note")


def _whole(shown: Comparison, lang: Lang) -> Iterator[blocks.Row]:
    """The whole of each: score, grade, evidence, gates."""
    cards = [one.card for one in shown.clients]
    told = (
        (w.SCORE, [sentences.score_or_none(one.card.score, one.begun, lang) for one in shown.clients]),
        (w.GRADE, [grade_words(card.grade, lang) for card in cards]),
        (w.EVIDENCED_SCORE, [score_words(card.evidenced.low) for card in cards]),
        (p.FAILED, [str(len(card.gates_in("failed"))) for card in cards]),
    )
    for title, said in told:
        yield blocks.row(words(title, lang), *(blocks.Said(one, "strong") for one in said))


def _node(shown: Comparison, line: Line, lang: Lang) -> blocks.Row:
    cells: list[blocks.Cell] = []
    for one, of in zip(line.scores, shown.clients, strict=True):
        if one and (share := one.share):
            ends = (one.evidenced / one.points, one.low / one.points, one.high / one.points)
            aim = target_band(of.rubric, of.assessment).from_ / HUNDRED
            cells.append((interval_words(share.low, share.high), blocks.Shares(*ends, aim, False, "")))
        else:
            cells.append((words(w.NOT_COUNTED, lang),))
    title = words(shown.rubric.nodes[line.node].title, lang)
    return blocks.row(title, *cells, level="row" if line.depth else "group")


# The benchmark


def benchmark_blocks(shown: tuple[Benchmark, ...], lang: Lang) -> Iterator[blocks.Block]:
    """The quartiles of each rubric's clients, and how they are worked out."""
    yield blocks.Chapter(words(p.BENCHMARK, lang))
    yield blocks.Paragraph(words(p.BENCHMARK_LEAD, lang))
    for one in shown:
        yield blocks.Section(sentences.rubric_words(one.rubric, lang))
        for line in sentences.benchmark_lines(one, lang):
            yield blocks.Paragraph(line)
        if one.enough:
            yield _quartiles(one, lang)
    for line in sentences.method_lines(lang):
        yield blocks.Paragraph(line, "note")


def _quartiles(shown: Benchmark, lang: Lang) -> blocks.Table:
    heads = ((w.INDICATOR, 31), (p.COUNTED, 9), (p.FIRST, 14), (p.MEDIAN, 14), (p.THIRD, 14), ("", 18))
    rows = []
    for line in shown.lines:
        counted = say(p.COUNTED_OF, lang, counted=line.counted, clients=shown.clients)
        cells: tuple[blocks.Cell, ...] = (blocks.cell(blocks.Said(say(p.TOO_FEW_HERE, lang, needed=FEWEST), "muted")),)
        if found := line.quartiles:
            cells = quartile_cells(found, lang)
        title = sentences.line_title(shown.rubric, line, lang)
        rows.append(blocks.row(title, counted, *cells, level="row" if line.depth else "group"))
    return blocks.Table(columns(lang, *heads, right=range(1, 5)), tuple(rows), small=True)


def quartile_cells(found: Quartiles, lang: Lang) -> tuple[blocks.Cell, ...]:
    """Each quartile in words, and the middle half drawn."""
    marks = {name: interval_words(one.low, one.high) for name, one in found._asdict().items()}
    alt = say(p.QUARTILES_ALT, lang, **marks)
    return *map(blocks.cell, marks.values()), (Drawn(found.first.low, found.median.low, found.third.high, alt),)
