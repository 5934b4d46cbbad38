"""From what was typed to the command that does it, and to the exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from ecq.base.errors import EcqError, refusal
from ecq.base.language import error_text, words
from ecq.cli.command import STANDARD, Options, asked_language, make_parser
from ecq.cli.commands import COMMANDS

if TYPE_CHECKING:
    from ecq.base.language import Lang


class _StoppedError(BaseException):
    """The system asked the command to end."""

    def __init__(self, signal_number: int) -> None:
        self.signal_number = signal_number
        super().__init__(signal_number)


def run(argv: Sequence[str]) -> int:
    lang = asked_language(argv)
    try:
        with _ending_tidily():
            # The parsers of all other commands take longer than many a command; they matter where none or no known one is named.
            named = [one for one in COMMANDS if one.name.split(" ")[0] == next(iter(argv), "")]
            root, _ = make_parser(named or COMMANDS, lang, helping="-h" in argv or "--help" in argv)
            options, rest = root.parse_known_args(argv)
            if rest:
                options.parser.error(f"unrecognized arguments: {' '.join(rest)}")
            options.lang = lang
            _must_be_text(options)
            _use_standard_streams_once(options)
            module, _, function = options.run.partition(".")
            code: int | None = getattr(import_module(f"ecq.cli.{module}"), function)(options)
    except KeyboardInterrupt:
        return 130
    except _StoppedError as stopped:
        signal.signal(stopped.signal_number, signal.SIG_DFL)
        signal.raise_signal(stopped.signal_number)  # so that whoever asked sees that it was that
        return 128 + stopped.signal_number
    except (EcqError, OSError, UnicodeEncodeError) as error:
        if isinstance(error, OSError) and error.filename is None:
            raise
        _complain(_in_a_sentence(error), lang)
        return 2
    return code or 0


def _in_a_sentence(error: EcqError | OSError | UnicodeEncodeError) -> EcqError:
    """What hindered a command, in words; where it is the system, of a file or folder that the command itself needs."""
    if isinstance(error, UnicodeEncodeError):  # the name of a file, which the database takes as text only
        return _no_text(str(error.object))
    if isinstance(error, EcqError):
        return error
    why, where = refusal(error), os.fsdecode(error.filename)
    return EcqError(
        f"{where} cannot be used ({why.en}); choose another place", f"{where} 用不了（{why.zh}），请换个地方"
    )


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Asked to end, a command takes away what it has half written, as it does after Ctrl-C. What is ignored stays ignored."""

    def stop(signal_number: int, _frame: object) -> None:
        raise _StoppedError(signal_number)

    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    ours = [one for one in numbers if signal.getsignal(one) == signal.SIG_DFL]
    for one in ours:
        signal.signal(one, stop)
    try:
        yield
    finally:
        for one in ours:
            signal.signal(one, signal.SIG_DFL)


def say_not_said(why: OSError, argv: Sequence[str]) -> None:
    """Say on standard error that standard output did not take all; what the command did beside printing is done."""
    reason = refusal(why)
    error = EcqError(
        f"standard output did not take all that was to be printed ({reason.en}); send it to another place",
        f"要输出的内容没能全部写到标准输出（{reason.zh}），请换个地方输出",
    )
    with suppress(OSError):
        _complain(error, asked_language(argv))


def _complain(error: EcqError, lang: Lang) -> None:
    try:
        sentence = words(error_text(error), lang)
    except EcqError:  # Traditional Chinese cannot be derived here
        sentence = str(error)
    print(f"ecq: {sentence}", file=sys.stderr)


def _must_be_text(options: Options) -> None:
    """Raise EcqError where what was typed is no text; names of files may be anything."""
    for value in vars(options).values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and any("\ud800" <= sign <= "\udfff" for sign in one):
                raise _no_text(one)


def _no_text(given: str) -> EcqError:
    shown = ascii(given)
    return EcqError(
        f"{shown} is not text in UTF-8; write it again, or choose another name",
        f"{shown} 不是 UTF-8 文字，请重新写，或换一个名字",
    )


_STANDARD_OUTPUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""What systems call it where a file is named."""


def _use_standard_streams_once(options: Options) -> None:
    """Raise EcqError where two files are to come from standard input, or a file and JSON are to go to standard output."""
    if str(getattr(options, "output", "")) in _STANDARD_OUTPUT:
        options.output = STANDARD
    given = (value for name, value in vars(options).items() if name != "output")
    if sum(value.count(STANDARD) if isinstance(value, list) else value == STANDARD for value in given) > 1:
        raise EcqError("only one file can be - (standard input)", "只能有一个文件是 -（标准输入）")
    if getattr(options, "output", None) == STANDARD and getattr(options, "json", False):
        raise EcqError(
            "-o - and --json both write to standard output; give one", "-o - 和 --json 都写到标准输出，只能给一个"
        )
