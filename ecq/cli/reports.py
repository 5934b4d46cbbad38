"""`ecq report`, `ecq open`, `ecq verify`: a report written, opened again, and checked. Knows arguments and what to print."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any

from ecq import rubric_catalogue
from ecq.assessment.model import dump
from ecq.cli.common import (
    common_options,
    load,
    now,
    print_json,
    write,
)
from ecq.errors import AssessmentError, ReportError
from ecq.language import words
from ecq.report import words as r

Command = Callable[[str, Any, str], argparse.ArgumentParser]
NOT_HELD = 1
"""Exit code of `ecq verify` where a report does not hold, or is too old to be verified."""


def add_commands(command: Command) -> None:
    """Register the commands."""
    report = command("report", _report, "Write the readiness report as PDF.")
    report.add_argument("file", type=Path, metavar="FILE")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    report.add_argument(
        "--lang", default="zh", metavar="LANG", help="zh, en, zh-Hant, or zh+en and zh-Hant+en for two languages"
    )
    report.add_argument(
        "--date", metavar="YYYY-MM-DD", help="the date on the cover (default: the assessment's last change)"
    )
    report.add_argument("--extent", choices=("short", "standard", "full"), default="standard")
    report.add_argument(
        "--with", dest="add", nargs="+", action="extend", default=[], metavar="PART", help="parts to add"
    )
    report.add_argument("--without", nargs="+", action="extend", default=[], metavar="PART", help="parts to leave out")
    report.add_argument("--brand", default="", metavar="NAME", help="a name on the cover in place of ECQ's")
    report.add_argument("--logo", type=Path, metavar="FILE", help="a logo on the cover, PNG or plain SVG")
    report.add_argument("--accent", metavar="#RRGGBB", help="the accent colour")
    report.add_argument("--sign", type=Path, metavar="FILE", help="sign with the key in a PKCS#12 file (.p12, .pfx)")
    report.add_argument(
        "--password-file", type=Path, metavar="FILE", help="with --sign: where its password stands (default: asked for)"
    )

    opened = command("open", _open, "Restore the assessment that a report carries.")
    opened.add_argument("report", type=Path, metavar="REPORT.pdf")
    opened.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    opened.add_argument("--force", action="store_true", help="overwrite FILE where it exists")

    checked = command(
        "verify", _verify, "Work a report out again from the answers and the rubric inside, and say whether it holds."
    )
    checked.add_argument("report", type=Path, metavar="REPORT.pdf")
    common_options(checked)


def _report(options: argparse.Namespace) -> int:
    try:
        from ecq.report.colours import ACCENT
        from ecq.report.logo import read_logo
        from ecq.report.options import choose
        from ecq.report.pdf.build import Order, make_report
        from ecq.report.pdf.signing import read_signer
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    _spare(options.output, options.file, options.logo, options.sign, options.password_file)
    chosen = choose(options.lang, options.extent, options.add, options.without, options.brand, options.accent or ACCENT)
    logo = read_logo(_bytes(options.logo), str(options.logo)) if options.logo else None
    assessment, rubric = load(options.file)
    day = options.date or (assessment.updated_at or now())[:10]
    order = Order(rubric, assessment, chosen, day, rubric_catalogue.compared_with(rubric), logo)
    signer = read_signer(_bytes(options.sign), _password(options), str(options.sign)) if options.sign else None
    write(options.output, make_report(order, signer))
    print(options.output)
    return 0


def _password(options: argparse.Namespace) -> str:
    """The password of the key: never an argument, which others on the machine could read."""
    if options.password_file:
        try:
            return _bytes(options.password_file).decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise ReportError(f"{options.password_file} is not text; put the password alone into it") from None
    return getpass(f"Password of {options.sign}: ")


def _spare(output: Path, *read: Path | None) -> None:
    """Raise ReportError where what is written would replace what it is made from."""
    for path in read:
        if path and path.exists() and output.exists() and output.samefile(path):
            raise ReportError(f"{output} is the file to read from and would be lost; choose another name with -o")


def _missing(error: ModuleNotFoundError) -> ReportError:
    return ReportError(f"the report needs {error.name}; install it with: pip install 'ecq[report]'")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path} cannot be read ({error.strerror}); check the name") from None


def _open(options: argparse.Namespace) -> int:
    try:
        from ecq.report.verify.reopen import reopen
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    _spare(options.output, options.report)
    if options.output.exists() and not options.force:
        raise AssessmentError(f"{options.output} exists already; choose another name or add --force")
    restored = reopen(_bytes(options.report), str(options.report)).assessment
    write(options.output, dump(restored).encode())
    print(f"{options.output}: {restored.rubric.id} {restored.rubric.version}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    try:
        from ecq.report.verify.verify import verify
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    found = verify(_bytes(options.report), str(options.report))
    lang = options.lang
    if options.json:
        rows = [
            {"check": one.id, "holds": one.holds, "said": [said.words(lang) for said in one.said]}
            for one in found.checks
        ]
        print_json({"follows": found.follows, "digest": found.digest, "made_by": found.made_by, "checks": rows})
        return 0 if found.follows else NOT_HELD
    for one in found.checks:
        for said in one.said:
            print(f"{'✓' if one.holds else '✗'} {words(r.CHECKS[one.id], lang)}: {said.words(lang)}")
    verdict = {True: r.FOLLOWS, False: r.FOLLOWS_NOT, None: r.CANNOT}[found.follows]
    print(words(verdict, lang))
    return 0 if found.follows else NOT_HELD
