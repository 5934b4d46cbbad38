"""What `ecq portfolio` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import Benchmark
from ecq.telling.portfolio.comparison import Comparison
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.rows import Row
from ecq.telling.portfolio.sentences import (
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
    share_words,
    stand_line,
    verdict_words,
)
from ecq.telling.text.sentences import interval_words, point_words, score_words
from ecq.telling.text.words import say

_OTHERS_SHOWN = 5


def portfolio_lines(contents: Contents) -> Iterator[str]:
    """The list, then what else is in it, then what must be known of the numbers."""
    lang = contents.lang
    yield stand_line(contents.rows, lang)
    if line := next_day_line(contents.rows, lang):
        yield line
    yield from (_row(row, lang) for row in contents.rows)
    if contents.comparison:
        yield from _comparison(contents.comparison, lang)
    for one in contents.benchmarks:
        yield from _benchmark(one, lang)
    if contents.benchmarks:
        yield from ("", *method_lines(lang))
    yield ""
    yield from contents.notes()


def read_lines(bad: Sequence[Text], lang: Lang) -> Iterator[str]:
    """The files that were not read, each with why."""
    yield say(p.BAD_FILES, lang, count=len(bad))
    yield from (f"  {words(one, lang)}" for one in bad)


def _row(row: Row, lang: Lang) -> str:
    demo = LANGUAGES[lang].bracketed(words(p.DEMO, lang)) if row.demo else ""
    name = name_words(row.name, lang) + demo
    if not row.begun:
        return f"  {say(p.LINE_EMPTY, lang, name=name)}"
    line = say(
        p.LINE,
        lang,
        name=name,
        score=interval_words(row.score.low, row.score.high),
        grade=grade_words(row.grade, lang),
        evidenced=score_words(row.evidenced.low),
        settled=row.settled,
        applicable=row.applicable,
        verdict=verdict_words(row, lang),
    )
    failed = [say(p.FAILED_COUNT, lang, count=row.failed)] if row.failed else []
    day = [f"{row.ready_by} {left_words(row, lang)}"] if row.ready_by else []
    return "  ".join(("", line, *failed, *day))


def _comparison(shown: Comparison, lang: Lang) -> Iterator[str]:
    yield from ("", f"{words(p.COMPARE, lang)}  " + " | ".join(name_words(one.name, lang) for one in shown.clients))
    for line in shown.lines:
        title = words(shown.rubric.nodes[line.node].title, lang)
        yield "  " * (1 + line.depth) + title + "  " + " | ".join(share_words(one, lang) for one in line.scores)
    yield best_line(shown, lang)
    for one in shown.otherwise:
        yield f"  {otherwise_line(shown, one, lang)}"
        for other in one.others[:_OTHERS_SHOWN]:
            yield f"    +{point_words(other.gain)}  {words(shown.rubric.by_id[other.question].text, lang)}"
        if len(one.others) > _OTHERS_SHOWN:
            yield f"    {say(p.SHOW_MORE, lang, count=len(one.others) - _OTHERS_SHOWN)}"
        if line_open := open_line(one, lang):
            yield f"  {line_open}"


def _benchmark(shown: Benchmark, lang: Lang) -> Iterator[str]:
    yield from ("", f"{words(p.BENCHMARK, lang)}  {rubric_words(shown.rubric, lang)}", *benchmark_lines(shown, lang))
    for line in shown.lines:
        title = line_title(shown.rubric, line, lang)
        counted = say(p.COUNTED_OF, lang, counted=line.counted, clients=shown.clients)
        found = line.quartiles
        values = " / ".join(score_words(one) for one in (found.first, found.median, found.third)) if found else "—"
        yield "  " * (1 + line.depth) + f"{title}  {values}  {counted}"
