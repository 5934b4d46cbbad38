"""docs/cli.md, made from the commands: python -m tests.cli_document [--write].

What stands in a section above the line BY_HAND is made from the code: the heading, what the command does, how it is
called, and its arguments. What stands below is written by hand and stays. Without `--write` the command fails where the
document is not current; so does a test.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from ecq.cli.command import LANG, Argument, Command, output
from ecq.cli.commands import COMMANDS, FILE, FORCE, JSON, OTHER_RUBRIC

DOCUMENT = Path(__file__).resolve().parent.parent / "docs/cli.md"
BY_HAND = "<!-- by hand: -->"
COMMON = "## Arguments of many commands"
SHARED = (FILE, output("OUT"), FORCE, OTHER_RUBRIC, JSON, LANG)
"""Told once, under COMMON, and not again where a command has them unchanged."""
_HEADING = re.compile(rf"^(?={COMMON}$|###? ecq )", re.MULTILINE)


def renewed(text: str) -> str:
    """The document with what comes from the code as it is now."""
    top, *sections = _HEADING.split(text)
    by_hand = {section.partition("\n")[0]: section.partition(BY_HAND)[2].strip() for section in sections}
    made = {COMMON: _listed(SHARED), **{_heading(one): _made(one) for one in COMMANDS}}
    parts = [part for heading, content in made.items() for part in (heading, content, BY_HAND, by_hand.get(heading))]
    return top + "\n\n".join(filter(None, parts)) + "\n"


def _heading(command: Command) -> str:
    return f"{'#' * (2 + command.name.count(' '))} ecq {command.name}"


def _made(command: Command) -> str:
    does = command.help.en
    does = f"{does[0].upper()}{does[1:].removesuffix('.')}."
    own = [one for one in command.arguments if not _is_shared(one)]
    return "\n\n".join(filter(None, (does, command.run and _usage(command), own and _listed(own))))


def _is_shared(one: Argument) -> bool:
    return (one.names, one.help) in {(shared.names, shared.help) for shared in SHARED}


def _usage(command: Command) -> str:
    """How it is called: what is needed first, what may be left out in brackets; own options are listed beneath."""
    needed = [_spelt(one) for one in command.arguments if _is_needed(one)]
    free = [one for one in command.arguments if not _is_needed(one)]
    told = [f"[{_spelt(one)}]" for one in free if _is_shared(one) or not _is_option(one)]
    return " ".join(("    ecq", command.name, *needed, *told, *(["[OPTION ...]"] if len(told) < len(free) else [])))


def _is_option(one: Argument) -> bool:
    return one.names[0].startswith("-")


def _is_needed(one: Argument) -> bool:
    return bool(one.settings.get("required")) if _is_option(one) else one.settings.get("nargs") not in ("?", "*")


def _spelt(one: Argument) -> str:
    """An argument as it is typed: `-o OUT`, `--lock QUESTION ...`."""
    if one.settings.get("action") == "store_true":
        return one.names[0]
    named = one.settings.get("metavar") or _choices(one, "|") or one.names[-1].lstrip("-").upper()
    values = " ".join(named) if isinstance(named, tuple) else named
    values += " ..." if one.settings.get("nargs") in ("*", "+") else ""
    return f"{one.names[0]} {values}" if _is_option(one) else values


def _choices(one: Argument, between: str) -> str:
    return between.join(one.settings.get("choices", ()))


def _listed(arguments: Iterable[Argument]) -> str:
    """A line for each argument, with its help."""
    return "\n".join(f"- `{_spelt(one)}`: {_help(one)}" for one in arguments)


def _help(one: Argument) -> str:
    return one.help.en % {"choices": _choices(one, ", ")} if "%(" in one.help.en else one.help.en


def main() -> int:
    """Renew the document or say that it is not current; the exit code."""
    text = DOCUMENT.read_text("utf-8")
    current = renewed(text)
    if text != current and "--write" in sys.argv:
        DOCUMENT.write_text(current, "utf-8")
    elif text != current:
        print("docs/cli.md is out of date: python -m tests.cli_document --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
