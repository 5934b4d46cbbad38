"""The portfolio as lists to sort and filter: the self-checks, the comparison, what the best does otherwise, the benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.lists import Content, Exact, ListColumn, SheetList
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio import sentences
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Benchmark
from ecq.telling.portfolio.columns import COLUMNS
from ecq.telling.portfolio.comparison import Comparison
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.rows import Row
from ecq.telling.text import words as w
from ecq.telling.text.sentences import grade_words, interval_words
from ecq.telling.text.words import say

Cells = tuple[Content, ...]


def portfolio_lists(contents: Contents) -> Iterator[SheetList[Cells]]:
    """What is compared and measured against others, a list each; `clients_list` is the list of all."""
    if contents.comparison:
        yield _comparison(contents.comparison, contents.lang)
        if contents.comparison.otherwise:
            yield _otherwise(contents.comparison, contents.lang)
    for benchmark in contents.benchmarks:
        yield _benchmark(benchmark, contents.lang)


def clients_list(contents: Contents) -> SheetList[Row]:
    """The self-checks."""
    lang = contents.lang
    lines = (sentences.stand_line(contents.rows, lang), sentences.next_day_line(contents.rows, lang))

    def value(of: Callable[[Row, Lang], Content]) -> Callable[[Row], Content]:
        return lambda row: of(row, lang)

    columns = [
        ListColumn(
            column.head,
            column.width,
            value(column.value),
            "strong" if column.head is p.CLIENT else "bad" if column.head is p.FAILED else "",
        )
        for column in COLUMNS
        if column.head
    ]
    return SheetList(lang, p.OVERVIEW, [line for line in lines if line], columns, contents.rows)


def _columns(*heads: tuple[Text | str, float]) -> list[ListColumn[Cells]]:
    return [ListColumn(head, width, itemgetter(place)) for place, (head, width) in enumerate(heads)]


def _comparison(shown: Comparison, lang: Lang) -> SheetList[Cells]:
    """Two columns for each: what is guaranteed, and what is possible."""
    names = sentences.names_apart(shown, lang)
    heads = (f"{name} · {words(text, lang)}" for name in names for text in (w.SURE, w.POSSIBLE))
    cards = [one.card for one in shown.clients]
    whole: tuple[tuple[Text, list[Cells]], ...] = (
        (w.SCORE, [_ends(one.card.score if one.begun else None) for one in shown.clients]),
        (w.GRADE, [(grade_words(card.grade, lang), None) for card in cards]),
        (w.EVIDENCED_SCORE, [(Exact(card.evidenced.low, "score"), None) for card in cards]),
        (p.FAILED, [(len(card.gates_in("failed")), None) for card in cards]),
    )
    rows: list[Cells] = [(words(title, lang), *sum(cells, ()), 0) for title, cells in whole]
    for line in shown.lines:
        title = words(shown.rubric.nodes[line.node].title, lang)
        rows.append((title, *sum((_ends(one.share if one else None) for one in line.scores), ()), line.depth))
    lines = [sentences.rubric_words(shown.rubric, lang), sentences.best_line(shown, lang)]
    columns = _columns(("", 34), *((head, 14) for head in heads))
    return SheetList(lang, p.COMPARE, lines, columns, rows, depth=_depth)


def _ends(interval: Interval | None) -> Cells:
    return (Exact(interval.low, "score"), Exact(interval.high, "score")) if interval else ("—", "—")


def _depth(row: Cells) -> int:
    """How deep a row stands is said behind its cells."""
    depth = row[-1]
    assert isinstance(depth, int)
    return depth


def _otherwise(shown: Comparison, lang: Lang) -> SheetList[Cells]:
    """A row for each question of each of the others."""
    heads = (p.CLIENT, w.DIMENSION, w.INDICATOR, w.QUESTION, p.OWN_ANSWER, p.BEST_ANSWER, p.GAIN)
    lines = [
        line
        for one in shown.otherwise
        for line in (sentences.otherwise_line(shown, one, lang), sentences.open_line(one, lang))
    ]
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
    return SheetList(lang, p.BEST_DOES, [line for line in lines if line], columns, rows)


def _benchmark(shown: Benchmark, lang: Lang) -> SheetList[Cells]:
    lines = sentences.benchmark_lines(shown, lang)
    rows: list[Cells] = []
    for line in shown.lines if shown.enough else ():
        marks: Cells = (say(p.TOO_FEW_HERE, lang, needed=FEWEST), None, None)
        if line.quartiles:
            marks = tuple(
                Exact(one.low, "score") if one.low == one.high else interval_words(one.low, one.high)
                for one in line.quartiles
            )
        rows.append((sentences.line_title(shown.rubric, line, lang), line.counted, *marks, line.depth))
    columns = _columns((w.INDICATOR, 40), (p.COUNTED, 10), (p.FIRST, 14), (p.MEDIAN, 14), (p.THIRD, 14))
    told = [sentences.rubric_words(shown.rubric, lang), LANGUAGES[lang].semicolon.join(lines)]
    return SheetList(lang, p.BENCHMARK, told, columns if shown.enough else [], rows, depth=_depth)
