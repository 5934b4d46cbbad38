"""Very many self-checks at once: a table of what each comes to, or a report on each.

By all cores or a cluster: who works, how far they are, what was not taken; a run that was stopped can go on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path, PurePath
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

from ecq.base.errors import AssessmentError, refusal
from ecq.base.file_limits import READING, VERIFYING, Allowance
from ecq.base.language import Lang, Text, error_of, text, words
from ecq.cli import files
from ecq.cli.command import STANDARD, Options, extra_installed
from ecq.exchange import words as b
from ecq.exchange.batch.inputs import Bad, Chunk, chunks, must_be_there, paths_in, shown
from ecq.telling.report.shown import Options as Chosen
from ecq.telling.text.sentences import file_name
from ecq.telling.text.words import say
from ecq.writers.sheets.writing import MARK, csv_cell, csv_rows

if TYPE_CHECKING:
    from tqdm import tqdm

    from ecq.document.logo import Logo
    from ecq.exchange.batch.tables import Journal
    from ecq.exchange.batch.working import Work


_Made = TypeVar("_Made")

NOT_ALL = 1
"""Exit code where something was not taken."""


def worked_through(
    work: Work[_Made],
    inputs: Iterable[Path],
    options: Options,
    apart: NotTaken,
    *,
    allowance: Allowance,
    journal: Journal[_Made] | None = None,
    parted: Callable[[Iterable[Chunk]], Iterable[Chunk]] = iter,
) -> Iterator[list[_Made]]:
    """What comes of the files of the inputs, in order and a chunk at a time; what is not taken goes apart.

    What the journal knows is not done again. `parted` divides the chunks further. Raises AssessmentError where there is
    nothing to work on.
    """
    from ecq.exchange.batch.working import all_cores, worked

    own = (options.output, apart.path, journal.path if journal else None)
    leave_out = [path for path in own if path is not None]
    with ExitStack() as stack:
        if options.cluster:
            from ecq.exchange.batch.working import cluster

            team = stack.enter_context(cluster(options.cluster))
        else:
            team = stack.enter_context(all_cores())
        bar = stack.enter_context(_progress(inputs, leave_out))
        count = 0
        source = parted(chunks(paths_in(inputs, leave_out)))
        if journal is None:
            done = worked(work, source, team, allowance)
        else:
            done = journal.gone_on(source, lambda rest: worked(work, rest, team, allowance))
        for chunk, made in done:
            apart.add(one for one in made if isinstance(one, Bad))
            good = [one for one in made if not isinstance(one, Bad)]
            count += sum(not (isinstance(one, Bad) and one.empty) for one in made)
            bar.set_postfix_str(str(count), refresh=False)
            bar.update(chunk.size)
            yield good
    if not count:
        raise error_of(b.NOTHING, AssessmentError)


def _progress(inputs: Iterable[Path], leave_out: list[Path]) -> tqdm[None]:
    """A bar of the bytes read, where somebody looks on."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own, which could take a signal that is for the one that reads
    watched = sys.stderr.isatty()
    total = None
    if watched and STANDARD not in inputs:
        total = sum(os.path.getsize(path) for path in paths_in(inputs, leave_out) if isinstance(path, Path))
    return tqdm(total=total, unit="B", unit_scale=True, disable=not watched, leave=False)


class NotTaken:
    """The files that were not taken, with why: a CSV file of their own, or standard error where the rest goes to standard output.

    Without any there is no such file, nor one that stayed from before.
    """

    def __init__(self, path: Path | None, lang: Lang) -> None:
        self.path, self.count = path, 0
        self._lang = lang
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None

    def add(self, those: Iterable[Bad]) -> None:
        """Put some apart."""
        for one in those:
            self.count += 1
            why = words(one.why, self._lang)
            if self.path is None:
                print(f"ecq: {why}", file=sys.stderr)
                continue
            if self._file is None:
                self._file = self._stack.enter_context(files.whole_file(self.path))
                self._file.write(MARK + csv_rows([("file", "why")]))
            self._file.write(csv_rows([(csv_cell(one.file), csv_cell(why))]))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and self._file is None and self.path is not None:
            self.path.unlink(missing_ok=True)
        self._stack.__exit__(kind, error, at)


@contextmanager
def journal_of(
    options: Options, path: Path, run: str, plain: Callable[[_Made], Any], made: Callable[[Any], _Made]
) -> Iterator[Journal[_Made] | None]:
    """The journal of a run that is to be gone on with, held against a second one; None where that is not asked for.

    When all is done it is taken away. Raises AssessmentError.
    """
    from ecq.exchange.batch.tables import Journal

    if not options.resume:
        yield None
        return
    if options.output == STANDARD:
        raise error_of(b.NOT_RESUMED, AssessmentError)
    try:
        with Journal(path, run, plain, made) as journal, files.held(path):
            yield journal
    except OSError as error:
        raise files.not_written(path, error) from None


def told(done: Text, count: int, apart: NotTaken, options: Options, repeated: int = 0) -> int:
    """Say how many are done, how many of them `repeated` another, and how many not; the exit code."""
    out: Path = options.output
    if getattr(options, "json", False):
        why_not = str(apart.path) if apart.path and apart.count else None
        counts = {"done": count, "repeated": repeated, "not_taken": apart.count}
        files.print_json({"file": str(out), **counts, "not_taken_file": why_not})
    else:
        lang, stream = options.lang, sys.stderr if out == STANDARD else sys.stdout
        print(say(done, lang, out=out, count=f"{count:,}"), file=stream)
        if repeated:
            print(say(b.REPEATED, lang, count=f"{repeated:,}"), file=stream)
        if apart.count:
            pattern = b.NOT_TAKEN if apart.path else b.NOT_TAKEN_HERE
            print(say(pattern, lang, out=apart.path, count=f"{apart.count:,}"), file=stream)
    return NOT_ALL if apart.count else 0


def batch(options: Options) -> int:
    from ecq.exchange.batch.tables import FORMATS, table

    with extra_installed("batch", "a batch", "批量计算"):
        from ecq.exchange.batch.assessments import score_file
        from ecq.exchange.batch.tables import Repeats, Row
        from ecq.exchange.batch.working import stand
    out: Path = options.output
    form = options.format or out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise AssessmentError(
            f"{out} ends neither in .parquet, .csv nor .jsonl; choose one of these endings, or give --format",
            f"{out} 的后缀不是 .parquet、.csv 或 .jsonl，请用其中之一，或给出 --format",
        )
    must_be_there(options.inputs)
    files.must_be_free(options, f".{form}")
    count, day = 0, files.day_of(options.date)
    work = partial(score_file, day=day)
    apart = NotTaken(None if out == STANDARD else out.with_suffix(".bad.csv"), options.lang)
    with (
        journal_of(options, out.with_suffix(".part"), f"{stand()} {day}", list, Row._make) as journal,
        Repeats() as repeats,
        apart,
        files.whole_file(out, new=not options.force) as file,
        table(file, form) as write_rows,
    ):
        for some in worked_through(work, options.inputs, options, apart, allowance=READING, journal=journal):
            write_rows([repeats.marked(row) for row in some])
            count += len(some)
    return told(b.SCORED, count, apart, options, repeats.count)


_TAKEN_OFF = (".json", ".pdf", ".xlsx")


def many_reports(
    options: Options, chosen: Chosen, logo: Logo | None, key: tuple[bytes, str, str] | None, as_word: bool
) -> int:
    """Write a report for each self-check in a folder into another folder, under the name of its file."""
    from ecq.exchange.batch.reporting import Key, Report, Reporting, one_by_one
    from ecq.exchange.batch.working import stand

    out: Path = options.output
    for option, value in (("--since", options.since), ("-o -", out == STANDARD)):
        if value:
            raise error_of(b.ONE_AT_A_TIME, option=option)
    files.must_be_called_as_folder(out)
    if options.sign and options.cluster:
        raise error_of(b.NO_KEYS_ABROAD)
    template = None
    if as_word:
        with extra_installed("word"):
            from ecq.writers.word.template import read_template
        template = (
            read_template(files.read_bytes(options.template), str(options.template)) if options.template else None
        )
    if key:
        from ecq.writers.pdf.signatures import read_signer

        read_signer(*key)
    _make_folder(out)
    work = Reporting(chosen, files.day_of(options.date), logo, as_word, template, Key(*key) if key else None)
    taken: set[str] = set()
    count, written_before = 0, partial(Report, content=b"")
    run = f"{stand()} {bool(key)} {replace(work, key=None)}"
    with (
        journal_of(options, out.with_name(f"{out.name}.part"), run, attrgetter("file"), written_before) as journal,
        NotTaken(out.with_name(f"{out.name}.bad.csv"), options.lang) as apart,
    ):
        for some in worked_through(
            work, [options.file], options, apart, allowance=VERIFYING, journal=journal, parted=one_by_one
        ):
            for report in some:
                path = out / _name(report.file, options.file, taken)
                path = path.with_name(f"{path.name}.{'docx' if as_word else 'pdf'}")
                if report.content:
                    _make_folder(path.parent)
                    files.write(path, report.content, quiet=True)
                elif not path.exists():
                    raise error_of(b.GONE_MEANWHILE, path=path)
                count += 1
    return told(b.WRITTEN, count, apart, options)


def _name(file: str, folder: Path, taken: set[str]) -> PurePath:
    """The path of a report below the folder of reports, without ending: as its file is called, and not taken yet."""
    from ecq.exchange.batch.saving import free

    whole, within = PurePath(file), PurePath(shown(folder))
    relative = whole.relative_to(within) if whole.is_relative_to(within) else whole
    last = relative.stem if relative.suffix.lower() in _TAKEN_OFF else relative.name
    above = "/".join(map(file_name, relative.parts[:-1]))
    return PurePath(free(f"{above}/{file_name(last)}".lstrip("/"), taken))


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = refusal(error)
        raise error_of(b.NO_FOLDER, out=out, why=text(why.zh, why.en)) from None
