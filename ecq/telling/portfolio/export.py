"""The portfolio as the stable JSON that `ecq portfolio --json` prints. Its shape is documented in docs/cli.md."""

from __future__ import annotations

from typing import Any

from ecq.scoring.export import exact_interval, rubric_data
from ecq.telling.portfolio.benchmark import Benchmark, Line
from ecq.telling.portfolio.columns import data
from ecq.telling.portfolio.comparison import Comparison
from ecq.telling.portfolio.contents import Contents


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
                "questions": [{"question": other.question, "gain": str(other.gain)} for other in one.others],
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
    found = line.quartiles and {
        name: {"low": str(low), "high": str(high)} for name, (low, high) in line.quartiles.ends.items()
    }
    return {"node": line.node, "counted": line.counted, "quartiles": found}
