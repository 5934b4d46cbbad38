"""`ecq sheet export` and `ecq sheet import`: answer sheets out, and back with a preview. Knows arguments and what to print."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ecq.assessment.model import Assessment, Invalid, dump
from ecq.cli.common import (
    Parser,
    common_options,
    load,
    now,
    print_json,
    write,
)
from ecq.errors import AssessmentError, WorkbookError
from ecq.language import Lang, Text, words, written
from ecq.rubric.model import Rubric
from ecq.text.words import say
from ecq.workbooks.answer_sheet import (
    Change,
    Preview,
    export_sheet,
    preview,
    read_answers,
    take_over,
)
from ecq.workbooks.answer_sheet import words as a

Command = Callable[[str, Any, str], argparse.ArgumentParser]
KEEP, TAKE = "keep", "take"


def register(command: Command) -> None:
    """Make the command known."""
    sheet = command("sheet", _help, "Write a sheet of questions to fill in, or take one over that was filled in.")
    kinds = sheet.add_subparsers(title="what to do", metavar="export|import", required=True, parser_class=Parser)
    out = kinds.add_parser("export", help="write the questions with the answers so far to a workbook to fill in")
    out.set_defaults(run=_export)
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("-o", "--output", type=Path, required=True, metavar="SHEET.xlsx")
    out.add_argument("--dimension", nargs="+", action="extend", default=[], metavar="ID", help="only these dimensions")
    out.add_argument("--indicator", nargs="+", action="extend", default=[], metavar="ID", help="only these indicators")
    common_options(out)
    back = kinds.add_parser("import", help="show what a filled-in sheet would change; with --apply, change it")
    back.set_defaults(run=_import)
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument("sheet", type=Path, metavar="SHEET.xlsx")
    back.add_argument("--apply", action="store_true", help="take the changes over: all of them, or none")
    back.add_argument(
        "--conflicts",
        choices=(KEEP, TAKE),
        help="where both sides changed: keep what FILE says, or take what the sheet says",
    )
    back.add_argument(
        "--take",
        nargs="+",
        action="extend",
        default=[],
        metavar="QUESTION",
        help="with --conflicts keep: but take these",
    )
    back.add_argument(
        "--keep",
        nargs="+",
        action="extend",
        default=[],
        metavar="QUESTION",
        help="with --conflicts take: but keep these",
    )
    back.add_argument(
        "--leave-out", action="store_true", help="pass over the cells that cannot be taken, instead of stopping"
    )
    common_options(back)


def _help(_options: argparse.Namespace) -> int:
    return 0


def _export(options: argparse.Namespace) -> int:
    assessment, rubric = load(options.file)
    write(options.output, export_sheet(rubric, assessment, options.lang, [*options.dimension, *options.indicator]))
    if options.json:
        print_json({"file": str(options.output)})
    else:
        print(options.output)
    return 0


def _import(options: argparse.Namespace) -> int:
    assessment, rubric = load(options.file)
    try:
        workbook = options.sheet.read_bytes()
    except OSError as error:
        raise AssessmentError(f"{options.sheet} cannot be read ({error.strerror}); check the name") from None
    try:
        shown = preview(read_answers(workbook, rubric), rubric, assessment)
    except WorkbookError as error:
        raise AssessmentError(f"{options.sheet} {error}") from None
    taken = _taken(options, shown, rubric, assessment) if options.apply else None
    if taken is not None and not isinstance(taken, Invalid):
        write(options.file, dump(taken).encode())
    done = taken is not None and not isinstance(taken, Invalid)
    if options.json:
        print_json({"applied": done, **_data(shown, rubric)})
    else:
        print("\n".join(_lines(shown, rubric, options.lang)))
        if isinstance(taken, Invalid):
            print(f"ecq: {taken.sentence.en}", file=sys.stderr)
        elif done:
            print(say(a.APPLIED, options.lang, count=_taken_count(options, shown)))
    return 2 if isinstance(taken, Invalid) or (shown.troubles and not options.leave_out) else 0


def _taken(options: argparse.Namespace, shown: Preview, rubric: Rubric, assessment: Assessment) -> Assessment | Invalid:
    decided = options.conflicts or options.take or options.keep
    theirs = [one.spot for one in _won(options, shown)] if decided else None
    return take_over(shown, rubric, assessment, theirs=theirs, leave_out_troubles=options.leave_out, at=now())


def _won(options: argparse.Namespace, shown: Preview) -> Iterator[Change]:
    """The conflicts in which the sheet wins."""
    if (options.take and options.conflicts != KEEP) or (options.keep and options.conflicts != TAKE):
        raise AssessmentError("--take goes with --conflicts keep, and --keep with --conflicts take")
    named = {*options.take, *options.keep}
    unknown = sorted(named - {one.question for one in shown.conflicts})
    if unknown:
        raise AssessmentError(f"{unknown[0]!r} is not among the questions changed on both sides")
    for one in shown.conflicts:
        if (options.conflicts == TAKE) != (one.question in named):
            yield one


def _taken_count(options: argparse.Namespace, shown: Preview) -> int:
    return len(shown.changes) + (len(list(_won(options, shown))) if options.conflicts else 0)


def _lines(shown: Preview, rubric: Rubric, lang: Lang) -> Iterator[str]:
    for notice in shown.notices:
        yield words(notice, lang)
    counts = {"changes": len(shown.changes), "conflicts": len(shown.conflicts), "problems": len(shown.troubles)}
    yield say(a.SUMMARY, lang, read=shown.read, **counts)
    if not any(counts.values()):
        yield words(a.NO_CHANGE, lang)
    for title, changes in ((a.CHANGES, shown.changes), (a.CONFLICTS, shown.conflicts)):
        if changes:
            yield ""
            yield words(title, lang)
        for one in changes:
            before, after = (side or words(a.EMPTY, lang) for side in one.words(rubric, lang))
            yield f"  {one.place}  {one.question}  {words(a.FIELDS[one.field], lang)}"
            if one.field != "evidence":
                yield f"    {words(a.BEFORE, lang)}: {_one_line(before)}"
            yield f"    {words(a.AFTER, lang)}: {_one_line(after)}"
    if shown.troubles:
        yield ""
        yield words(a.PROBLEMS, lang)
    for trouble in shown.troubles:
        yield f"  {trouble.place}: {words(trouble.sentence, lang)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _data(shown: Preview, rubric: Rubric) -> dict[str, Any]:
    return {
        "read": shown.read,
        "notices": [_both(one) for one in shown.notices],
        "changes": [_change(one, rubric) for one in shown.changes],
        "conflicts": [_change(one, rubric) for one in shown.conflicts],
        "problems": [
            {"cell": one.place, "question": one.question, "message": _both(one.sentence)} for one in shown.troubles
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return written(text)


def _change(one: Change, rubric: Rubric) -> dict[str, Any]:
    before, after = one.sides()
    return {"question": one.question, "field": one.field, "cell": one.place, "before": before, "after": after}
