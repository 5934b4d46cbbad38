"""`ecq move`: an assessment of an earlier version of its rubric, brought over to the present one. Knows arguments only."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecq import rubric_catalogue
from ecq.assessment.model import dump
from ecq.cli.common import common_options, now, print_json, read_file, write
from ecq.errors import AssessmentError
from ecq.moving import move
from ecq.moving.words import move_data, move_lines

Command = Callable[[str, Any, str], argparse.ArgumentParser]


def register(command: Command) -> None:
    """Make the command known."""
    moved = command(
        "move", _move, "Say what the present version of its rubric changes for an assessment; with -o, move it over."
    )
    moved.add_argument("file", type=Path, metavar="FILE")
    moved.add_argument("-o", "--output", type=Path, metavar="OUT", help="where to write it; FILE itself is permitted")
    moved.add_argument("--force", action="store_true", help="overwrite OUT where it exists")
    common_options(moved)


def _move(options: argparse.Namespace) -> int:
    assessment = read_file(options.file)
    new = rubric_catalogue.rubric_of(assessment.rubric.id, str(options.file))
    same = options.output is not None and options.output.exists() and options.output.samefile(options.file)
    if options.output and options.output.exists() and not options.force and not same:
        raise AssessmentError(f"{options.output} exists already; choose another name or add --force")
    made = move(assessment, rubric_catalogue.earlier(assessment.rubric), new, rubric_catalogue.changes(), now())
    if options.output:
        write(options.output, dump(made.after).encode())
    if options.json:
        print_json({**move_data(made), "file": str(options.output) if options.output else None})
    else:
        print("\n".join(move_lines(made, options.lang)))
    return 0
