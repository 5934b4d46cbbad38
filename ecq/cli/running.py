"""From what was typed to the command that does it, and to the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecq.cli import (
    app,
    assessments,
    batch,
    organisations,
    planning,
    portfolio,
    remind,
    reports,
    rubrics,
    store,
    tokens,
    workbooks,
)
from ecq.cli.command import STANDARD, Options, asked_language, make_parser
from ecq.errors import EcqError

if TYPE_CHECKING:
    from ecq.language import Lang

GROUPS = (
    assessments.COMMANDS,
    planning.COMMANDS,
    reports.COMMANDS,
    workbooks.COMMANDS,
    portfolio.COMMANDS,
    batch.COMMANDS,
    rubrics.COMMANDS,
    store.COMMANDS,
    organisations.COMMANDS,
    remind.COMMANDS,
    tokens.COMMANDS,
    app.COMMANDS,
)
"""Every command, in the order of `ecq --help`."""


def run(argv: Sequence[str]) -> int:
    """Run one command. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = asked_language(argv)
    try:
        root, _ = make_parser(GROUPS, lang, helping="-h" in argv or "--help" in argv)
        options, rest = root.parse_known_args(argv)
        if rest:
            options.parser.error(f"unrecognized arguments: {' '.join(rest)}")
        options.lang = lang
        _use_standard_streams_once(options)
        code: int = options.run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except EcqError as error:
        print(f"ecq: {_sentence(error, lang)}", file=sys.stderr)
        return 2
    return code


def _sentence(error: EcqError, lang: Lang) -> str:
    from ecq.language import Text, words

    try:
        return words(Text(zh=error.zh, en=str(error)), lang)
    except EcqError:  # Traditional Chinese cannot be derived here
        return str(error)


def _use_standard_streams_once(options: Options) -> None:
    """Raise EcqError where two files are to come from standard input, or a file and JSON are to go to standard output."""
    read = [name for name, value in vars(options).items() if value == STANDARD and name != "output"]
    if len(read) > 1:
        raise EcqError("only one file can be - (standard input)", "只能有一个文件是 -（标准输入）")
    if getattr(options, "output", None) == STANDARD and getattr(options, "json", False):
        raise EcqError(
            "-o - and --json both write to standard output; give one", "-o - 和 --json 都写到标准输出，只能给一个"
        )
