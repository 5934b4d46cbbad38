"""What commands share that work on very many files: who works, how far they are, what was not taken."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

from ecq.base.errors import AssessmentError
from ecq.base.file_limits import Allowance
from ecq.base.language import Lang, Text, words
from ecq.cli.command import STANDARD, Options
from ecq.cli.files import not_written, print_json, whole_file
from ecq.cli.held import held
from ecq.exchange.batch import words as b
from ecq.exchange.batch.inputs import Bad, Chunk, chunks, paths_in
from ecq.telling.text.words import say
from ecq.writers.sheets.writing import MARK, csv_cell, csv_rows

if TYPE_CHECKING:
    from tqdm import tqdm

    from ecq.exchange.batch.journal import Journal
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
        raise AssessmentError(b.NOTHING.en, b.NOTHING.zh)


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
            self._write(one.file, words(one.why, self._lang))

    def _write(self, name: str, why: str) -> None:
        if self.path is None:
            print(f"ecq: {why}", file=sys.stderr)
            return
        if self._file is None:
            self._file = self._stack.enter_context(whole_file(self.path))
            self._file.write(MARK + csv_rows([("file", "why")]))
        self._file.write(csv_rows([(csv_cell(name), csv_cell(why))]))

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
    from ecq.exchange.batch.journal import Journal

    if not options.resume:
        yield None
        return
    if options.output == STANDARD:
        raise AssessmentError(b.NOT_RESUMED.en, b.NOT_RESUMED.zh)
    try:
        with Journal(path, run, plain, made) as journal, held(path):
            yield journal
    except OSError as error:
        raise not_written(path, error) from None


def told(done: Text, count: int, apart: NotTaken, options: Options, repeated: int = 0) -> int:
    """Say how many are done, how many of them `repeated` another, and how many not; the exit code."""
    out: Path = options.output
    if getattr(options, "json", False):
        why_not = str(apart.path) if apart.path and apart.count else None
        counts = {"done": count, "repeated": repeated, "not_taken": apart.count}
        print_json({"file": str(out), **counts, "not_taken_file": why_not})
    else:
        lang, stream = options.lang, sys.stderr if out == STANDARD else sys.stdout
        print(say(done, lang, out=out, count=f"{count:,}"), file=stream)
        if repeated:
            print(say(b.REPEATED, lang, count=f"{repeated:,}"), file=stream)
        if apart.count:
            pattern = b.NOT_TAKEN if apart.path else b.NOT_TAKEN_HERE
            print(say(pattern, lang, out=apart.path, count=f"{apart.count:,}"), file=stream)
    return NOT_ALL if apart.count else 0
