"""What a command is, and the parser made of all of them. Must not know any one command, nor load the engine.

What a command does stands in a module that is imported when it runs, so that `ecq --help` and shell completion stay quick.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ecq import __version__
from ecq.cli import words as w
from ecq.cli.words import Help, in_language

if TYPE_CHECKING:
    from ecq.base.language import Lang


from contextlib import AbstractContextManager, contextmanager

Options = argparse.Namespace
STANDARD = Path("-")
"""Standard input where a file is read, standard output where one is written."""


class Argument(NamedTuple):
    """An argument or option of a command: its names, its help, and what argparse is to know of it."""

    names: tuple[str, ...]
    help: Help
    settings: dict[str, Any]


def argument(*names: str, zh: str = "", en: str = "", **settings: Any) -> Argument:
    """An argument or option; `settings` are those of argparse's add_argument."""
    return Argument(names, Help(zh, en), settings)


def many(*names: str, zh: str = "", en: str = "", **settings: Any) -> Argument:
    """An option that takes several values and may be given several times."""
    return argument(*names, zh=zh, en=en, nargs="+", action="extend", default=[], **settings)


class Command(NamedTuple):
    """A command: its name (two words where it belongs to another), its help, what it does, and its arguments."""

    name: str
    help: Help
    run: str | None
    """Where it is done: a module of `ecq.cli` and its function, which takes the options and returns the exit code or, for 0,
    nothing. None where only the commands beneath it do something."""
    arguments: tuple[Argument, ...] = ()


class Choices:
    """Values to choose from that another module holds; it is imported when they are first needed."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def __iter__(self) -> Iterator[str]:
        return iter(getattr(import_module(self.module), self.name))

    def __contains__(self, value: object) -> bool:
        return value in tuple(self)


LANG = argument(
    "--lang",
    choices=Choices("ecq.base.language", "LANGS"),
    metavar="LANG",
    zh="输出和报错用的语言：%(choices)s（默认按系统语言）",
    en="language of output and messages: %(choices)s (default: the locale's)",
)


def output(metavar: str, *, zh: str = "写到哪里", en: str = "where to write", required: bool = True) -> Argument:
    settings: dict[str, Any] = {"type": Path, "required": required, "metavar": metavar}
    return argument("-o", "--output", zh=f"{zh}；- 是标准输出", en=f"{en}; - is standard output", **settings)


def reader_language() -> Lang:
    """The language of the shell's locale, or English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    tag = locale.split(".")[0]
    if tag in ("", "C", "POSIX") or tag.startswith("en"):  # the words at hand; the table of languages is not loaded
        return "en"
    from ecq.base.language import language_from

    return language_from(tag)


def asked_language(argv: Sequence[str]) -> Lang:
    """The language of `--lang`, wherever it stands and even if the rest cannot be understood; else the locale's."""
    named = [value for option, value in pairwise([*argv, ""]) if option == "--lang"]
    named += [one.removeprefix("--lang=") for one in argv if one.startswith("--lang=")]
    if named:
        from ecq.base.language import LANGS

        if named[-1] in LANGS:
            return named[-1]
    return reader_language()


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, usage_prefix: str) -> None:
        super().__init__(prog)
        self.usage_prefix = usage_prefix

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.usage_prefix if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, in the reader's language; the full usage is in --help."""

    def __init__(self, *, lang: Lang = "en", help_lang: Lang = "en", **settings: Any) -> None:
        self.lang, self.help_lang = lang, help_lang
        formatter: Any = partial(_Formatter, usage_prefix=in_language(w.USAGE, help_lang))
        super().__init__(add_help=False, formatter_class=formatter, **settings)
        self.named = self.add_argument_group(in_language(w.ARGUMENTS, help_lang))
        self.optional = self.add_argument_group(in_language(w.OPTIONS, help_lang))
        self.optional.add_argument("-h", "--help", action="help", help=in_language(w.SHOW_HELP, help_lang))
        self.known: list[argparse.Action] = []
        """What was added, for shell completion and near misses."""

    def take(self, one: Argument) -> None:
        """Add an argument or option."""
        group = self.optional if one.names[0].startswith("-") else self.named
        self.known.append(group.add_argument(*one.names, help=in_language(one.help, self.help_lang), **one.settings))

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        near = self._near(message)
        if near:
            message = message.partition(" (choose from")[0]
        sentence = in_language(w.fault(message), self.lang)
        hint = in_language(w.DID_YOU_MEAN, self.lang).format(near=near) if near else ""
        self.exit(2, f"{self.prog}: {sentence}{hint}{in_language(w.SEE_HELP, self.lang).format(command=self.prog)}\n")

    def _near(self, message: str) -> str:
        """What was probably meant by a value that cannot be chosen or an option there is not; "" where nothing is near."""
        from difflib import get_close_matches

        wrong, _, choices = message.partition(" (choose from ")
        if choices:
            names = [one.strip("' ") for one in choices.rstrip(")").split(",")]
            wrong = wrong.rpartition("invalid choice: ")[2].strip("'")
        else:
            names = [name for action in self.known for name in action.option_strings]
            wrong = message.partition("unrecognized arguments: ")[2].split("=")[0].split(" ")[0]
        return next(iter(get_close_matches(wrong, names, 1)), "")


def make_parser(
    commands: Sequence[Command], lang: Lang = "en", *, helping: bool = True
) -> tuple[Parser, dict[str, Parser]]:
    """The parser of all commands, and the parser of each by its name.

    Unless `helping`, nobody reads the help and it stays in the language that costs nothing to load.
    """
    tongue: dict[str, Any] = {"lang": lang, "help_lang": lang if helping else "en"}
    say = partial(in_language, lang=tongue["help_lang"])
    root = Parser(prog="ecq", description=say(w.ABOUT), **tongue)
    root.optional.add_argument("--version", action="version", version=f"ecq {__version__}", help=say(w.SHOW_VERSION))
    beneath: dict[str, Any] = {"": root.add_subparsers(title=say(w.COMMANDS), required=True, metavar="COMMAND")}
    parsers: dict[str, Parser] = {}
    for command in commands:
        above, _, name = command.name.rpartition(" ")
        text = say(command.help)
        parser = parsers[command.name] = beneath[above].add_parser(name, help=text, description=text, **tongue)
        if command.run is None:
            names = "|".join(one.name.split(" ")[1] for one in commands if one.name.startswith(f"{command.name} "))
            beneath[command.name] = parser.add_subparsers(title=say(w.WHAT_TO_DO), required=True, metavar=names)
            continue
        own = {name for one in command.arguments for name in one.names}
        for one in (*command.arguments, *(() if "--lang" in own else (LANG,))):
            parser.take(one)
        parser.set_defaults(run=command.run, parser=parser)
    return root, parsers


def store_installed() -> AbstractContextManager[None]:
    """Raise ReportError where what is imported of the store needs an extra that is not installed."""
    return extra_installed("app", "what the app stores", "读应用里存着的自评")


@contextmanager
def extra_installed(extra: str = "report", en: str = "the report", zh: str = "报告") -> Iterator[None]:
    """Raise ReportError where what is imported needs an extra that is not installed; `en` and `zh` say for what."""
    from ecq.base.errors import ReportError, not_installed

    try:
        yield
    except ModuleNotFoundError as error:
        missing = error.name
        raise not_installed(f"{en} needs {missing}", f"{zh}需要 {missing}", extra, ReportError) from None
