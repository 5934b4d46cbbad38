"""What a file of the portfolio holds, each part where it is asked for: as plain data, as lists to sort and filter, as a document.

The parts are the self-checks, a comparison with what the best does otherwise, and benchmarks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document import blocks
from ecq.document.blocks import Quartiles as Drawn
from ecq.document.charts import Key
from ecq.document.lists import Content, Exact, ListColumn, SheetList
from ecq.rubric.model import Rubric
from ecq.scoring.export import exact_interval, fields, rubric_data
from ecq.scoring.readiness import target_band
from ecq.scoring.scorecard import HUNDRED, Interval
from ecq.telling.portfolio import sentences
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.columns import COLUMNS, Way, data, table
from ecq.telling.portfolio.comparison import FEWEST, Benchmark, Comparison, NodeLine, Otherwise, QuartileLine, Quartiles
from ecq.telling.portfolio.sentences import mixed_line
from ecq.telling.portfolio.summary import SelfCheckRow
from ecq.telling.report import words as r
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note, columns, grade_words, interval_words, point_words, score_words
from ecq.telling.text.words import say


@dataclass(frozen=True)
class Contents:
    """The parts, the language they are said in, and the day they are of. `left_out`: sentences on what is not in it."""

    lang: Lang
    day: str
    rows: tuple[SelfCheckRow, ...] = ()
    comparison: Comparison | None = None
    benchmarks: tuple[Benchmark, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics that occur, each once."""
        named = [row.rubric for row in self.rows] + [one.rubric for one in self.benchmarks]
        named += [self.comparison.rubric] if self.comparison else []
        return tuple({rubric.digest: rubric for rubric in named}.values())

    @property
    def several(self) -> bool:
        """Whether the rows are of more than one rubric."""
        return len({row.rubric.digest for row in self.rows}) > 1

    @property
    def title(self) -> str:
        """The portfolio, or the one part there is."""
        if self.rows or (self.comparison and self.benchmarks):
            return words(pf.PORTFOLIO, self.lang)
        return words(pf.COMPARE if self.comparison else pf.BENCHMARK, self.lang)

    def notes(self) -> list[str]:
        """What must be known of the numbers."""
        lines = [mixed_line((row.rubric for row in self.rows), self.lang), *self.left_out]
        lines += [words(text, self.lang) for text in (pf.SELF_ASSESSED, pf.SCORES_NOTE)]
        if any(rubric.layout.points_status == "working" for rubric in self.rubrics):
            lines.append(words(w.WORKING_POINTS, self.lang))
        lines += dict.fromkeys(bands_note(rubric, self.lang) for rubric in self.rubrics)
        return [line for line in lines if line]

    def about(self) -> str:
        """As of which day."""
        return say(w.AS_OF, self.lang, day=self.day)

    def file_name(self) -> str:
        """What the file is called, without ending."""
        language = LANGUAGES[self.lang].tag
        return f"{self.title} {self.day} {language}"


def portfolio_data(contents: Contents) -> dict[str, Any]:
    """The parts there are as plain data; every exact number a fraction in a string."""
    return {
        "day": contents.day,
        "clients": [data(row) for row in contents.rows],
        "comparison": None if contents.comparison is None else _comparison_data(contents.comparison),
        "benchmarks": [_benchmark_data(one) for one in contents.benchmarks],
    }


def _comparison_data(shown: Comparison) -> dict[str, Any]:
    return {
        "rubric": rubric_data(shown.rubric),
        "clients": [one.id for one in shown.clients],
        "best": None if shown.best is None else shown.clients[shown.best].id,
        "lines": [
            {
                "node": line.node,
                "shares": [exact_interval(one.share) if one and one.share else None for one in line.scores],
            }
            for line in shown.lines
        ],
        "otherwise": [
            {
                "client": shown.clients[one.client].id,
                **fields(one, "gain"),
                "questions": [fields(other, "question gain") for other in one.others],
                **fields(one, "open open_points"),
            }
            for one in shown.otherwise
        ],
    }


def _benchmark_data(shown: Benchmark) -> dict[str, Any]:
    return {
        "rubric": rubric_data(shown.rubric),
        **fields(shown, "clients enough"),
        "demos_left_out": shown.demos,
        "repeated_left_out": shown.repeated,
        "unbegun_left_out": shown.unbegun,
        "lines": [_line_data(line) for line in shown.lines],
    }


def _line_data(line: QuartileLine) -> dict[str, Any]:
    found = line.quartiles and {name: exact_interval(one) for name, one in line.quartiles._asdict().items()}
    return {**fields(line, "node counted"), "quartiles": found}


Cells = tuple[Content, ...]


def portfolio_lists(contents: Contents) -> Iterator[SheetList[Cells]]:
    """What is compared and measured against others, a list each; `clients_list` is the list of all."""
    if contents.comparison:
        yield _comparison_list(contents.comparison, contents.lang)
        if contents.comparison.otherwise:
            yield _otherwise_list(contents.comparison, contents.lang)
    for benchmark in contents.benchmarks:
        yield _benchmark_list(benchmark, contents.lang)


def clients_list(contents: Contents) -> SheetList[SelfCheckRow]:
    """The self-checks."""
    lang = contents.lang
    lines = (sentences.stand_line(contents.rows, lang), sentences.next_day_line(contents.rows, lang))

    def value(of: Callable[[SelfCheckRow, Lang], Content]) -> Callable[[SelfCheckRow], Content]:
        return lambda row: of(row, lang)

    columns = [
        ListColumn(
            column.head,
            column.width,
            value(column.value),
            "strong" if column.head is pf.CLIENT else "bad" if column.head is pf.FAILED else "",
        )
        for column in COLUMNS
        if column.head
    ]
    return SheetList(lang, pf.OVERVIEW, [line for line in lines if line], columns, contents.rows)


def _columns(*heads: tuple[Text | str, float]) -> list[ListColumn[Cells]]:
    return [ListColumn(head, width, itemgetter(place)) for place, (head, width) in enumerate(heads)]


def _comparison_list(shown: Comparison, lang: Lang) -> SheetList[Cells]:
    """Two columns for each: what is guaranteed, and what is possible."""
    names = sentences.names_apart(shown, lang)
    heads = (f"{name} · {words(text, lang)}" for name in names for text in (w.SURE, w.POSSIBLE))
    cards = [one.card for one in shown.clients]
    whole: tuple[tuple[Text, list[Cells]], ...] = (
        (w.SCORE, [_ends(one.card.score if one.begun else None) for one in shown.clients]),
        (w.GRADE, [(grade_words(card.grade, lang), None) for card in cards]),
        (w.EVIDENCED_SCORE, [(Exact(card.evidenced.low, "score"), None) for card in cards]),
        (pf.FAILED, [(len(card.gates_in("failed")), None) for card in cards]),
    )
    rows: list[Cells] = [(words(title, lang), *sum(cells, ()), 0) for title, cells in whole]
    for line in shown.lines:
        title = words(shown.rubric.nodes[line.node].title, lang)
        rows.append((title, *sum((_ends(one.share if one else None) for one in line.scores), ()), line.depth))
    lines = [sentences.rubric_words(shown.rubric, lang), sentences.best_line(shown, lang)]
    columns = _columns(("", 34), *((head, 14) for head in heads))
    return SheetList(lang, pf.COMPARE, lines, columns, rows, depth=_depth)


def _ends(interval: Interval | None) -> Cells:
    return (Exact(interval.low, "score"), Exact(interval.high, "score")) if interval else ("—", "—")


def _depth(row: Cells) -> int:
    """How deep a row stands is said behind its cells."""
    depth = row[-1]
    assert isinstance(depth, int)
    return depth


def _otherwise_list(shown: Comparison, lang: Lang) -> SheetList[Cells]:
    """A row for each question of each of the others."""
    heads = (pf.CLIENT, w.DIMENSION, w.INDICATOR, w.QUESTION, pf.OWN_ANSWER, pf.BEST_ANSWER, pf.GAIN)
    lines = []
    for one in shown.otherwise:
        lines += [sentences.otherwise_line(shown, one, lang), sentences.open_line(one, lang)]
    names = sentences.names_apart(shown, lang)
    rows: list[Cells] = [
        (
            names[one.client],
            *(words(shown.rubric.nodes[node].title, lang) for node in shown.rubric.place[other.question]),
            words(shown.rubric.by_id[other.question].text, lang),
            *sentences.answers_apart(shown, one, other.question, lang),
            Exact(other.gain, "points"),
        )
        for one in shown.otherwise
        for other in one.others
    ]
    columns = _columns(*zip(heads, (24, 18, 20, 44, 36, 36, 11), strict=True))
    return SheetList(lang, pf.BEST_DOES, [line for line in lines if line], columns, rows)


def _benchmark_list(shown: Benchmark, lang: Lang) -> SheetList[Cells]:
    lines = sentences.benchmark_lines(shown, lang)
    rows: list[Cells] = []
    for line in shown.lines if shown.enough else ():
        marks: Cells = (say(pf.TOO_FEW_HERE, lang, needed=FEWEST), None, None)
        if line.quartiles:
            marks = tuple(
                Exact(one.low, "score") if one.low == one.high else interval_words(one.low, one.high)
                for one in line.quartiles
            )
        rows.append((sentences.line_title(shown.rubric, line, lang), line.counted, *marks, line.depth))
    columns = _columns((w.INDICATOR, 40), (pf.COUNTED, 10), (pf.FIRST, 14), (pf.MEDIAN, 14), (pf.THIRD, 14))
    told = [sentences.rubric_words(shown.rubric, lang), LANGUAGES[lang].sentences(lines)]
    return SheetList(lang, pf.BENCHMARK, told, columns if shown.enough else [], rows, depth=_depth)


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
    yield blocks.Section(words(pf.NOTES, lang))
    for line in contents.notes():
        yield blocks.Paragraph(line, "note")
    yield blocks.MissingCharacters(words(r.MISSING_GLYPHS, lang))


def list_blocks(contents: Contents) -> Iterator[blocks.Block]:
    """What stands above the list: how many are ready, what is due next, what the bars mean."""
    yield blocks.Paragraph(sentences.stand_line(contents.rows, contents.lang))
    if line := sentences.next_day_line(contents.rows, contents.lang):
        yield blocks.Paragraph(line)
    yield blocks.Figure(Key(tuple(words(text, contents.lang) for text in (*r.STATES, pf.TARGET))))


# The comparison


def comparison_blocks(shown: Comparison, lang: Lang) -> Iterator[blocks.Block]:
    """Dimensions and indicators of each, then what the best does otherwise than each of the others."""
    yield blocks.Chapter(words(pf.COMPARE, lang))
    yield blocks.Paragraph(sentences.rubric_words(shown.rubric, lang), "note")
    room = 68 / len(shown.clients)
    heads = columns(lang, ("", 32), *((name, room) for name in sentences.names_apart(shown, lang)))
    yield blocks.Table(heads, (*_whole(shown, lang), *(_node(shown, line, lang) for line in shown.lines)))
    yield blocks.Section(words(pf.BEST_DOES, lang))
    yield blocks.Paragraph(sentences.best_line(shown, lang))
    for one in shown.otherwise:
        title, line = sentences.otherwise_line(shown, one, lang), sentences.open_line(one, lang)
        also = (blocks.Paragraph(line, "note"),) if line else ()
        if one.others:
            yield blocks.Fold(title, (*also, *_others(shown, one, lang)))
        else:
            yield from (blocks.Paragraph(title, "lead"), *also)


def _others(shown: Comparison, one: Otherwise, lang: Lang) -> Iterator[blocks.Block]:
    heads = ((w.QUESTION, 31), (pf.OWN_ANSWER, 27), (pf.BEST_ANSWER, 33), (pf.GAIN, 9))
    rows = (
        blocks.row(
            words(shown.rubric.by_id[other.question].text, lang),
            *sentences.answers_apart(shown, one, other.question, lang),
            blocks.Said(say(pf.GAIN_POINTS, lang, gain=point_words(other.gain)), "strong"),
        )
        for other in one.others[:OTHERS_SHOWN]
    )
    yield blocks.Table(columns(lang, *heads, right=(3,)), tuple(rows), small=True)
    if (left := len(one.others) - OTHERS_SHOWN) > 0:
        yield blocks.Paragraph(say(pf.SHOW_MORE, lang, count=left), "note")


def _whole(shown: Comparison, lang: Lang) -> Iterator[blocks.Row]:
    """The whole of each: score, grade, evidence, gates."""
    cards = [one.card for one in shown.clients]
    told = (
        (w.SCORE, [sentences.score_or_none(one.card.score, one.begun, lang) for one in shown.clients]),
        (w.GRADE, [grade_words(card.grade, lang) for card in cards]),
        (w.EVIDENCED_SCORE, [score_words(card.evidenced.low) for card in cards]),
        (pf.FAILED, [str(len(card.gates_in("failed"))) for card in cards]),
    )
    for title, said in told:
        yield blocks.row(words(title, lang), *(blocks.Said(one, "strong") for one in said))


def _node(shown: Comparison, line: NodeLine, lang: Lang) -> blocks.Row:
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
    yield blocks.Chapter(words(pf.BENCHMARK, lang))
    yield blocks.Paragraph(words(pf.BENCHMARK_LEAD, lang))
    for one in shown:
        yield blocks.Section(sentences.rubric_words(one.rubric, lang))
        for line in sentences.benchmark_lines(one, lang):
            yield blocks.Paragraph(line)
        if one.enough:
            yield _quartiles(one, lang)
    for line in sentences.method_lines(lang):
        yield blocks.Paragraph(line, "note")


def _quartiles(shown: Benchmark, lang: Lang) -> blocks.Table:
    heads = ((w.INDICATOR, 31), (pf.COUNTED, 9), (pf.FIRST, 14), (pf.MEDIAN, 14), (pf.THIRD, 14), ("", 18))
    rows = []
    for line in shown.lines:
        counted = say(pf.COUNTED_OF, lang, counted=line.counted, clients=shown.clients)
        cells: tuple[blocks.Cell, ...] = (blocks.cell(blocks.Said(say(pf.TOO_FEW_HERE, lang, needed=FEWEST), "muted")),)
        if found := line.quartiles:
            cells = quartile_cells(found, lang)
        title = sentences.line_title(shown.rubric, line, lang)
        rows.append(blocks.row(title, counted, *cells, level="row" if line.depth else "group"))
    return blocks.Table(columns(lang, *heads, right=range(1, 5)), tuple(rows), small=True)


def quartile_cells(found: Quartiles, lang: Lang) -> tuple[blocks.Cell, ...]:
    """Each quartile in words, and the middle half drawn."""
    marks = {name: interval_words(one.low, one.high) for name, one in found._asdict().items()}
    alt = say(pf.QUARTILES_ALT, lang, **marks)
    return *map(blocks.cell, marks.values()), (Drawn(found.first.low, found.median.low, found.third.high, alt),)
