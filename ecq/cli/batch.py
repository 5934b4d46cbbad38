"""Very many self-checks at once: a table of what each comes to."""

from __future__ import annotations

from pathlib import Path

from ecq.cli.command import FORCE, JSON, STANDARD, Choices, Command, Options, argument, output
from ecq.cli.many import CLUSTER, RESUME
from ecq.cli.words import Help


def batch(options: Options) -> int:
    """Score many self-checks into a table."""
    from ecq.base.errors import AssessmentError
    from ecq.base.file_limits import READING
    from ecq.cli.command import extra_installed
    from ecq.cli.files import must_be_free, whole_file
    from ecq.cli.many import NotTaken, journal_of, told, worked_through
    from ecq.exchange.batch import words as b
    from ecq.exchange.batch.inputs import must_be_there
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


# fmt: off
COMMANDS = (
    Command("batch", Help("给任意多份自评算分，写成一张表：一份一行。",
            "Score any number of self-checks into a table with a row for each."), batch, (
        argument("inputs", nargs="+", type=Path, metavar="IN",
                 zh="自评、报告、答题表、压缩包，放着它们的文件夹，一行一份自评的 .jsonl；- 是标准输入里的 .jsonl",
                 en="self-checks, reports, answer sheets, archives, folders of them, or .jsonl files with a "
                    "self-check on each line; - is such lines from standard input"),
        output("OUT", zh="写到 OUT.parquet、OUT.csv 或 OUT.jsonl", en="OUT.parquet, OUT.csv or OUT.jsonl"),
        argument("--format", choices=Choices("ecq.exchange.batch.tables", "FORMATS"), metavar="FORMAT",
                 zh="格式：%(choices)s（默认看后缀）", en="one of %(choices)s (default: OUT's ending)"),
        CLUSTER,
        RESUME,
        FORCE,
        JSON,
    )),
)
# fmt: on
