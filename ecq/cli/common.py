"""What the commands share: reading and writing files, JSON, common options. Must not know any one command."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from ecq import rubric_catalogue
from ecq.assessment.model import Assessment, read, unknown_questions
from ecq.errors import AssessmentError
from ecq.language import FOR_OTHERS, LANGS, Lang, language_from
from ecq.rubric.model import Rubric


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; the full usage is in --help."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def common_options(sub: argparse.ArgumentParser) -> None:
    """`--json` and `--lang`, which every command that shows something has."""
    sub.add_argument("--json", action="store_true", help="print stable, machine-readable JSON")
    sub.add_argument("--lang", choices=LANGS, default=reader_language())


def reader_language() -> Lang:
    """The language of the shell's locale, or English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    tag = locale.split(".")[0]
    return language_from(tag) if tag and tag not in ("C", "POSIX") else FOR_OTHERS


def print_json(data: Any) -> None:
    """Print data as JSON on standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def now() -> str:
    """The time, as assessments keep it: the command line is an edge and may read the clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_file(path: Path) -> Assessment:
    """An assessment from its file. Raises AssessmentError."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise AssessmentError(f"{path} cannot be read ({error.strerror}); check the name") from None
    if text.startswith(b"%PDF-"):
        raise AssessmentError(f"{path} is a PDF; restore the assessment in it with: ecq open {path} -o FILE")
    return read(text, str(path))


def load(path: Path) -> tuple[Assessment, Rubric]:
    """An assessment from its file with the rubric it names; says on standard error where that one has changed since."""
    assessment = read_file(path)
    rubric = rubric_catalogue.rubric_of(assessment.rubric.id, str(path))
    if assessment.rubric.digest != rubric.digest:
        print(
            f"ecq: note: {path} was made with {rubric.id} {assessment.rubric.version} of other content; "
            f"it is now read with {rubric.version}; ecq move says what that changes and moves it over",
            file=sys.stderr,
        )
    strangers = unknown_questions(assessment, rubric)
    if strangers:
        print(f"ecq: note: not asked by {rubric.id}, kept but not scored: {', '.join(strangers)}", file=sys.stderr)
    return assessment, rubric


def write(path: Path, data: bytes) -> None:
    """Write all or nothing: a full disk or a crash leaves the old file as it was."""
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as opened:
            draft = Path(opened.name)
            opened.write(data)
        umask = os.umask(0)
        os.umask(umask)
        draft.chmod(0o666 & ~umask)
        draft.replace(path)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise AssessmentError(f"{path} cannot be written ({error.strerror}); choose another place") from None
