"""Very many self-checks at once: a table of what each comes to."""

from __future__ import annotations

from pathlib import Path

from ecq.base.errors import AssessmentError
from ecq.base.file_limits import READING
from ecq.cli.command import STANDARD, Options, extra_installed
from ecq.cli.files import must_be_free, whole_file
from ecq.cli.many import NotTaken, journal_of, told, worked_through
from ecq.exchange.batch import words as b
from ecq.exchange.batch.inputs import must_be_there


def batch(options: Options) -> int:
    """Score many self-checks into a table."""
    from ecq.exchange.batch.tables import FORMATS, table

    with extra_installed("batch", "a batch", "批量计算"):
        from ecq.exchange.batch.assessments import score_file
        from ecq.exchange.batch.rows import Repeats, Row
        from ecq.exchange.batch.working import stand
    out: Path = options.output
    form = options.format or out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise AssessmentError(
            f"{out} ends neither in .parquet, .csv nor .jsonl; choose one of these endings, or give --format",
            f"{out} 的后缀不是 .parquet、.csv 或 .jsonl，请用其中之一，或给出 --format",
        )
    must_be_there(options.inputs)
    must_be_free(options, f".{form}")
    count = 0
    apart = NotTaken(None if out == STANDARD else out.with_suffix(".bad.csv"), options.lang)
    with (
        journal_of(options, out.with_suffix(".part"), stand(), list, Row._make) as journal,
        Repeats() as repeats,
        apart,
        whole_file(out, new=not options.force) as file,
        table(file, form) as rows,
    ):
        for some in worked_through(score_file, options.inputs, options, apart, allowance=READING, journal=journal):
            rows.write([repeats.marked(row) for row in some])
            count += len(some)
    return told(b.SCORED, count, apart, options, repeats.count)
