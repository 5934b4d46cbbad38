"""From what was typed to the command that does it, and to the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ecq.cli import app, assessments, planning, reports, rubrics, workbooks
from ecq.cli.command import STANDARD, Options, asked_language, make_parser

GROUPS = (assessments.COMMANDS, planning.COMMANDS, reports.COMMANDS, workbooks.COMMANDS, rubrics.COMMANDS, app.COMMANDS)
"""Every command, in the order of `ecq --help`."""


def run(argv: Sequence[str]) -> int:
    """Run one command. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = asked_language(argv)
    root, _ = make_parser(GROUPS, lang)
    options, rest = root.parse_known_args(argv)
    if rest:
        options.parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.lang = lang
    from ecq.errors import EcqError

    try:
        _use_standard_streams_once(options)
        code: int = options.run(options)
    except EcqError as error:
        from ecq.language import Text, words

        print(f"ecq: {words(Text(zh=error.zh, en=str(error)), lang)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _use_standard_streams_once(options: Options) -> None:
    """Raise EcqError where two files are to come from standard input, or a file and JSON are to go to standard output."""
    from ecq.errors import EcqError

    read = [name for name, value in vars(options).items() if value == STANDARD and name != "output"]
    if len(read) > 1:
        raise EcqError("only one file can be - (standard input)", "只能有一个文件是 -（标准输入）")
    if getattr(options, "output", None) == STANDARD and getattr(options, "json", False):
        raise EcqError(
            "-o - and --json both write to standard output; give one", "-o - 和 --json 都写到标准输出，只能给一个"
        )
