"""Reports on all self-checks of a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ecq.base.errors import EcqError
from ecq.base.file_limits import VERIFYING
from ecq.base.language import Text, filled, text
from ecq.cli.command import STANDARD, Options, extra_installed
from ecq.cli.files import day_of, must_be_called_as_folder, read_bytes, write
from ecq.cli.many import NotTaken, journal_of, told, worked_through
from ecq.cli.words import cause
from ecq.exchange.batch import words as b
from ecq.exchange.batch.inputs import shown
from ecq.telling.report.options import Options as Chosen
from ecq.telling.text.file_names import file_name

if TYPE_CHECKING:
    from ecq.document.logo import Logo
    from ecq.exchange.batch.reporting import Report

_TAKEN_OFF = (".json", ".pdf", ".xlsx")


def many_reports(
    options: Options, chosen: Chosen, logo: Logo | None, key: tuple[bytes, str, str] | None, as_word: bool
) -> int:
    """Write a report for each self-check in a folder into another folder, under the name of its file."""
    from ecq.exchange.batch.reporting import Key, Reporting, one_by_one
    from ecq.exchange.batch.working import stand

    out: Path = options.output
    for option, value in (("--since", options.since), ("-o -", out == STANDARD)):
        if value:
            raise _refused(b.ONE_AT_A_TIME, option=option)
    must_be_called_as_folder(out)
    if options.sign and options.cluster:
        raise _refused(b.NO_KEYS_ABROAD)
    template = None
    if as_word:
        with extra_installed("word"):
            from ecq.writers.word.template import read_template
        template = read_template(read_bytes(options.template), str(options.template)) if options.template else None
    if key:
        from ecq.writers.pdf.signing import read_signer

        read_signer(*key)
    _make_folder(out)
    work = Reporting(chosen, day_of(options.date), logo, as_word, template, Key(*key) if key else None)
    taken: set[str] = set()
    count = 0
    run = f"{stand()} {bool(key)} {replace(work, key=None)}"
    with (
        journal_of(options, out.with_name(f"{out.name}.part"), run, _file_of, _written_before) as journal,
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
                    write(path, report.content, quiet=True)
                elif not path.exists():
                    raise _refused(b.GONE_MEANWHILE, path=path)
                count += 1
    return told(b.WRITTEN, count, apart, options)


def _file_of(report: Report) -> str:
    return report.file


def _written_before(file: str) -> Report:
    from ecq.exchange.batch.reporting import Report

    return Report(file, b"")


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
        why = cause(error)
        raise _refused(b.NO_FOLDER, out=out, why=text(why.zh, why.en)) from None


def _refused(pattern: Text, **marks: object) -> EcqError:
    sentence = filled(pattern, **marks)
    return EcqError(sentence.en, sentence.zh)
