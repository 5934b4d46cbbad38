"""Files and standard streams: assessments read and written, whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from ecq import arms_length, rubric_catalogue
from ecq.assessment.evidence import read_day
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment, unknown_questions
from ecq.cli import words as w
from ecq.cli.command import STANDARD, Options
from ecq.cli.words import Help, in_language
from ecq.errors import AssessmentError
from ecq.file_limits import FILE_LIMIT, READ_IN_PLACE
from ecq.language import Lang
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric


def print_json(data: Any) -> None:
    """Print data as JSON on standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def now() -> str:
    """The time, as assessments keep it: the command line is an edge and may read the clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def day_of(text: str | None) -> str:
    """A day that was typed, or today. Raises AssessmentError."""
    day = read_day(text) if text else datetime.now(UTC).astimezone().date().isoformat()
    if isinstance(day, Invalid):
        raise AssessmentError(f"{text!r} is not a date like 2026-11-24", f"{text!r} 不是 2026-11-24 这样的日期")
    return day


def called(path: Path) -> Help:
    """What a file is called in a sentence."""
    return w.STANDARD_INPUT if path == STANDARD else Help(str(path), str(path))


def read_bytes(path: Path) -> bytes:
    """A file, or standard input. Raises AssessmentError."""
    try:
        if path == STANDARD:
            return sys.stdin.buffer.read(FILE_LIMIT + 1)
        with path.open("rb") as opened:
            return opened.read(FILE_LIMIT + 1)  # one more than is taken, so that whoever reads it says it is too large
    except OSError as error:
        why = w.cause(error)
        raise AssessmentError(
            f"{path} cannot be read ({why.en}); check the name", f"{path} 读不了（{why.zh}），请检查文件名"
        ) from None


def read_assessment(path: Path, lang: Lang) -> Assessment:
    """An assessment from its file. Raises AssessmentError."""
    content = read_bytes(path)
    if content.startswith(b"%PDF-"):
        raise AssessmentError(
            f"{path} is a PDF; restore the assessment in it with: ecq open {path} -o FILE",
            f"{path} 是 PDF，先恢复里面的自评：ecq open {path} -o FILE",
        )
    name = in_language(called(path), lang)
    if len(content) <= READ_IN_PLACE:
        return read(content, name)
    return arms_length.read(read, content, name, where=name, error=AssessmentError)


def load(path: Path, lang: Lang, target: str | None = None) -> tuple[Assessment, Rubric]:
    """An assessment from its file with the rubric it names; says on standard error where that one has changed since.

    A `target` that takes the place of the file's lets one be opened that aims at a grade the rubric does not have.
    """
    assessment = read_assessment(path, lang)
    name = in_language(called(path), lang)
    rubric = rubric_catalogue.rubric_of_file(assessment.rubric.id, target or assessment.target, name)
    if assessment.rubric.digest != rubric.digest:
        note(
            Help(
                f"{name} 是用内容不同的 {rubric.id} {assessment.rubric.version} 作答的，现在按 {rubric.version} 读；"
                "ecq move 列出有什么影响，并把它换过来",
                f"{name} was made with {rubric.id} {assessment.rubric.version} of other content; "
                f"it is now read with {rubric.version}; ecq move says what that changes and moves it over",
            ),
            lang,
        )
    unknown = ", ".join(unknown_questions(assessment, rubric))
    if unknown:
        note(
            Help(
                f"{rubric.id} 不问这些，回答保留但不计分：{unknown}",
                f"not asked by {rubric.id}, kept but not scored: {unknown}",
            ),
            lang,
        )
    return assessment, rubric


def note(text: Help, lang: Lang) -> None:
    """Say something beside the output, on standard error."""
    print(f"ecq: {in_language(w.NOTE, lang)}{in_language(text, lang)}", file=sys.stderr)


def must_be_free(options: Options) -> None:
    """Raise AssessmentError where the file to write is there and `--force` is not given."""
    if options.output.exists() and options.output != STANDARD and not options.force:
        raise AssessmentError(
            f"{options.output} exists already; choose another name or add --force",
            f"{options.output} 已经存在，请换一个名字，或加上 --force",
        )


def write_assessment(path: Path, assessment: Assessment, about: str) -> None:
    """Write an assessment and print a line about it, which gives way where the assessment itself is what is printed."""
    write(path, dump(assessment).encode(), f"{path}: {about}")


def write_or_name(options: Options, data: bytes) -> None:
    """Write what a command is for; with `--json` the file's name is an object."""
    write(options.output, data, quiet=options.json)
    if options.json:
        print_json({"file": str(options.output)})


def write(path: Path, data: bytes, line: str = "", *, quiet: bool = False) -> None:
    """Write all or nothing.

    Then print a line, the file's name by default, unless `quiet` or the file itself goes to standard output.
    """
    with whole_file(path) as opened:
        opened.write(data)
    if path != STANDARD and not quiet:
        print(line or path)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, all or nothing: a full disk, an error or a crash leaves the old file as it was."""
    if path == STANDARD:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as opened:
            draft = Path(opened.name)
            yield opened.file
        umask = os.umask(0)
        os.umask(umask)
        draft.chmod(0o666 & ~umask)
        draft.replace(path)
        draft = None
    except OSError as error:
        why = w.cause(error)
        raise AssessmentError(
            f"{path} cannot be written ({why.en}); choose another place", f"{path} 写不了（{why.zh}），请换个地方"
        ) from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
