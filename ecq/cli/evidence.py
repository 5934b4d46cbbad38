"""`ecq evidence`: the evidence binder of an assessment, to read or as a checklist in a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
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
from ecq.evidence import words as e
from ecq.evidence.binder import (
    SHOWS,
    Binder,
    BinderQuestion,
    Proof,
    binder,
    binder_data,
)
from ecq.language import words
from ecq.text.words import say
from ecq.workbooks.evidence_checklist import (
    TICKED,
    UNTICKED,
    checklist_csv,
    checklist_xlsx,
    counts_line,
)

_WRITERS: dict[str, Callable[[Binder], bytes]] = {".xlsx": checklist_xlsx, ".csv": checklist_csv}


def register(command: Callable[[str, Any, str], argparse.ArgumentParser]) -> None:
    """Make the command known."""
    listed = command("evidence", run, "List the evidence of an assessment, or write it as a checklist.")
    listed.add_argument("file", type=Path, metavar="FILE")
    listed.add_argument("-o", "--output", type=Path, metavar="OUT", help="write the checklist: OUT.xlsx or OUT.csv")
    listed.add_argument("--show", choices=SHOWS, default="all", help="only pieces in a state, or questions without any")
    listed.add_argument("--owner", metavar="NAME", help='only what this person brings ("" for nobody named)')
    listed.add_argument(
        "--today", metavar="YYYY-MM-DD", help="the day from which something is overdue (default: today)"
    )
    common_options(listed)


def run(options: argparse.Namespace) -> int:
    """Print the binder, or write it."""
    day = read_day(options.today) if options.today else datetime.now(UTC).astimezone().date().isoformat()
    if isinstance(day, Invalid):
        raise AssessmentError(f"{options.today!r} is not a date like 2026-11-24")
    writer = _WRITERS.get(options.output.suffix.lower()) if options.output else None
    if options.output and writer is None:
        raise AssessmentError(f"{options.output} is neither .xlsx nor .csv; choose one of these endings")
    assessment, rubric = load(options.file)
    made = binder(rubric, assessment, options.lang, day).only(options.show, options.owner)
    if writer is not None:
        write(options.output, writer(made))
    if options.json:
        print_json(binder_data(made))
    elif writer is not None:
        print(options.output)
    else:
        print("\n".join(_lines(made)))
    return 0


def _lines(made: Binder) -> Iterator[str]:
    yield counts_line(made)
    for group in made.groups:
        yield ""
        yield group.title if group.title == group.dimension else f"{group.dimension} · {group.title}"
        for question in group.questions:
            yield from _question_lines(made, question)


def _question_lines(made: Binder, question: BinderQuestion) -> Iterator[str]:
    gate = f" [{words(e.GATE, made.lang)}]" if question.gate else ""
    yield f"  {question.id}  {question.text}{gate}"
    for proof in question.proofs:
        yield f"    {_proof_line(made, proof)}"
    if question.missing:
        for asked in question.asked_for:
            yield f"    {UNTICKED} {asked} [{words(e.PROOF_STATES['missing'], made.lang)}]"


def _proof_line(made: Binder, proof: Proof) -> str:
    item = proof.item
    due = say(e.DUE_ON, made.lang, day=item.due) if item.due else ""
    about = [words(e.PROOF_STATES[proof.state], made.lang), item.place, item.owner, due]
    said = " ".join(item.text.split())
    return f"{TICKED if item.in_hand else UNTICKED} {said} [{'; '.join(part for part in about if part)}]"
