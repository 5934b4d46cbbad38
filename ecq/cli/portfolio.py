"""Many self-checks at once: a folder of assessment files as a list, compared, as a benchmark; workbook, PDF or JSON."""

from __future__ import annotations

import sys
from pathlib import Path

from ecq.assessment.file import read
from ecq.assessment.samples import sample_of
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, EcqError
from ecq.base.language import Text, error_text, words
from ecq.cli.command import STANDARD, Options, extra_installed
from ecq.cli.files import day_of, must_be_free, print_json, read_bytes, write
from ecq.document.colours import ACCENT
from ecq.exchange import rubric_catalogue
from ecq.telling.portfolio import words as w
from ecq.telling.portfolio.comparison import benchmarks, compare
from ecq.telling.portfolio.contents import Contents, portfolio_blocks, portfolio_data
from ecq.telling.portfolio.summary import Client, client, ordered, row_of
from ecq.telling.report.shown import choose
from ecq.telling.text.words import say
from ecq.writers.text import lines

BAD_FILES = 1
"""Exit code where some files of the folder could not be read."""


def portfolio(options: Options) -> int:
    if options.output:
        must_be_free(options)
    day = day_of(options.date)
    clients, bad = clients_in(options.folder, day)
    if bad and not options.json:
        print(say(w.BAD_FILES, options.lang, count=len(bad)), file=sys.stderr)
        print("\n".join(f"  {words(one, options.lang)}" for one in bad), file=sys.stderr)
    if not clients:
        raise AssessmentError(
            f"{options.folder} holds no assessment file (*.json) that can be read",
            f"{options.folder} 里没有读得进来的自评文件（*.json）",
        )
    contents = Contents(
        options.lang,
        day,
        ordered(map(row_of, clients), options.order),
        compare([_named(clients, name) for name in options.compare]) if options.compare else None,
        benchmarks(clients) if options.benchmark else (),
    )
    if options.output:
        write(options.output, _file(options, contents), quiet=options.json, new=not options.force)
    if options.json:
        print_json({**portfolio_data(contents), "not_read": [one.en for one in bad]})
    elif not options.output:
        print("\n".join(lines(portfolio_blocks(contents))))
    return BAD_FILES if bad else 0


def clients_in(folder: Path, day: str) -> tuple[list[Client], list[Text]]:
    """The self-checks of a folder by file name, as of a day, and a sentence for each file that is none. Raises AssessmentError."""
    if not folder.is_dir():
        raise AssessmentError(
            f"{folder} is no folder; name one with assessment files", f"{folder} 不是文件夹，请写放着自评的"
        )
    clients, bad = [], []
    for path in sorted(folder.glob("*.json"), key=lambda one: one.name):
        try:
            data, name = read_bytes(path), path.name
            assessment = arms_length.read(read, data, name, where=name, error=AssessmentError)
            rubric = rubric_catalogue.rubric_of_file(assessment.rubric.id, assessment.target, path.name)
            clients.append(client(rubric, assessment, day, id=path.name, demo=sample_of(assessment) is not None))
        except EcqError as error:
            bad.append(error_text(error))
    return clients, bad


def _named(clients: list[Client], name: str) -> Client:
    """The client of a file's name, with or without its ending, or of a platform's name. Raises AssessmentError."""
    found = [one for one in clients if name in (one.id, one.id.removesuffix(".json"))]
    found = found or [one for one in clients if one.name == name]
    if len(found) == 1:
        return found[0]
    files = ", ".join(one.id for one in found or clients)
    if found:
        raise AssessmentError(
            f"several self-checks are named {name!r}; name the file: {files}",
            f"有几份自评都叫 {name!r}，请写文件名：{files}",
        )
    raise AssessmentError(
        f"there is no self-check {name!r} in the folder; there are: {files}", f"文件夹里没有 {name!r}；现有：{files}"
    )


def _file(options: Options, contents: Contents) -> bytes:
    """The workbook or PDF, as the name's ending says. Raises EcqError."""
    brand = choose(name=options.brand, accent=options.accent or ACCENT).brand
    ending = options.output.suffix.lower()
    if ending == ".pdf":
        with extra_installed():
            from ecq.document.logo import read_logo
            from ecq.writers.pdf.build import portfolio_pdf
        logo = read_logo(read_bytes(options.logo), str(options.logo)) if options.logo else None
        return portfolio_pdf(contents, brand, logo)
    if ending == ".xlsx" or options.output == STANDARD:
        from ecq.writers.sheets.portfolio import portfolio_workbook

        return portfolio_workbook(contents, brand.name, brand.accent)
    raise EcqError(
        f"{options.output} ends neither in .xlsx nor in .pdf; choose one of them",
        f"{options.output} 的结尾不是 .xlsx 也不是 .pdf，请用其中一个",
    )
