"""`ecq export`: the results as a workbook, as CSV or as JSON. Knows arguments and endings."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ecq.assessment.model import Invalid, read_day
from ecq.cli.common import (
    common_options,
    load,
    print_json,
    write,
)
from ecq.errors import AssessmentError
from ecq.workbooks.results import results_csv, results_json, results_workbook
from ecq.workbooks.results import words as b

ENDINGS = (".xlsx", ".csv", ".json")


def register(command: Callable[[str, Any, str], argparse.ArgumentParser]) -> None:
    """Make the command known."""
    out = command("export", run, "Write the results as a workbook with live formulas, as CSV or as JSON.")
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="OUT.xlsx, OUT.csv or OUT.json")
    out.add_argument("--date", metavar="YYYY-MM-DD", help="the day from which evidence is overdue (default: today)")
    common_options(out)


def run(options: argparse.Namespace) -> int:
    """Write the file that the ending asks for."""
    ending = options.output.suffix.lower()
    if ending not in ENDINGS:
        raise AssessmentError(
            b.WRONG_ENDING.en.format(path=options.output), b.WRONG_ENDING.zh.format(path=options.output)
        )
    day = read_day(options.date) if options.date else datetime.now(UTC).astimezone().date().isoformat()
    if isinstance(day, Invalid):
        raise AssessmentError(f"{options.date!r} is not a date like 2026-11-24")
    assessment, rubric = load(options.file)
    if ending == ".xlsx":
        made = results_workbook(rubric, assessment, options.lang, day)
    else:
        made = (results_csv if ending == ".csv" else results_json)(rubric, assessment, options.lang)
    write(options.output, made)
    if options.json:
        print_json({"file": str(options.output)})
    else:
        print(options.output)
    return 0
