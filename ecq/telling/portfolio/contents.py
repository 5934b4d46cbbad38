"""What a file of the portfolio holds: the list, a comparison, benchmarks, each where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ecq.base.language import LANGUAGES, Lang, words
from ecq.rubric.model import Rubric
from ecq.scoring.export import exact_interval, fields, rubric_data
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import Benchmark, Line
from ecq.telling.portfolio.columns import data
from ecq.telling.portfolio.comparison import Comparison
from ecq.telling.portfolio.rows import Row
from ecq.telling.portfolio.sentences import mixed_line
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note
from ecq.telling.text.words import say


@dataclass(frozen=True)
class Contents:
    """The parts, the language they are said in, and the day they are of. `left_out`: sentences on what is not in it."""

    lang: Lang
    day: str
    rows: tuple[Row, ...] = ()
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
            return words(p.PORTFOLIO, self.lang)
        return words(p.COMPARE if self.comparison else p.BENCHMARK, self.lang)

    def notes(self) -> list[str]:
        """What must be known of the numbers."""
        lines = [mixed_line((row.rubric for row in self.rows), self.lang), *self.left_out]
        lines += [words(text, self.lang) for text in (p.SELF_ASSESSED, p.SCORES_NOTE)]
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
        "comparison": None if contents.comparison is None else _comparison(contents.comparison),
        "benchmarks": [_benchmark(one) for one in contents.benchmarks],
    }


def _comparison(shown: Comparison) -> dict[str, Any]:
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
                "gain": str(one.gain),
                "questions": [fields(other, "question gain") for other in one.others],
                "open": one.open,
                "open_points": str(one.open_points),
            }
            for one in shown.otherwise
        ],
    }


def _benchmark(shown: Benchmark) -> dict[str, Any]:
    return {
        "rubric": rubric_data(shown.rubric),
        "clients": shown.clients,
        "enough": shown.enough,
        "demos_left_out": shown.demos,
        "repeated_left_out": shown.repeated,
        "unbegun_left_out": shown.unbegun,
        "lines": [_line(line) for line in shown.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    found = line.quartiles and {name: exact_interval(one) for name, one in line.quartiles._asdict().items()}
    return {"node": line.node, "counted": line.counted, "quartiles": found}
