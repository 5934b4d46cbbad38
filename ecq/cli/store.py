"""The assessments that the app stores: list, show, delete; the database: check, backup, restore; and the samples."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ecq.cli.command import FORCE, JSON, Command, Options, argument, output
from ecq.cli.words import Help

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecq.assessment.model import Assessment
    from ecq.store.collection import Collection, Listed


CANNOT_BE_READ = 1
"""Exit code where something in the database cannot be read; everything else was done."""


def list_assessments(options: Options) -> int:
    """Print what is stored."""
    from ecq.cli.files import day_of, print_json
    from ecq.cli.store_lines import list_lines
    from ecq.exchange import rubric_catalogue
    from ecq.telling.portfolio.summary import listing

    rows = [row for row in listed_in(_collection()) if options.bin == (row.binned_at is not None)]
    if options.json:
        print_json({"assessments": [_row_data(row) for row in rows]})
    else:
        rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
        print("\n".join(list_lines([*map(listing, rows)], rubrics, day_of(None), options.lang)))
    return 0


def show(options: Options) -> int:
    """Print the score of a stored assessment, or write it to a file."""
    from ecq.assessment.changes import rebind
    from ecq.cli.files import day_of, found, must_be_free, print_json, write_assessment
    from ecq.cli.section_lines import section_lines
    from ecq.exchange import rubric_catalogue
    from ecq.scoring.export import score_data
    from ecq.scoring.readiness import readiness
    from ecq.scoring.unknown_facts import scorecard

    stored = found(options.id)
    if options.output:
        must_be_free(options, ".json")
        write_assessment(options, stored.assessment, stored.assessment.name or stored.id)
        return 0
    rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    assessment = rebind(stored.assessment, rubric)
    if options.json:
        card = scorecard(rubric, assessment)
        data = score_data(rubric, assessment, card, readiness(rubric, assessment, card))
        print_json({"id": stored.id, "revision": stored.revision, **data})
    else:
        print("\n".join(section_lines("score", rubric, assessment, options.lang, day_of(None))))
    return 0


def sample(options: Options) -> int:
    """Write a sample as an assessment file."""
    from ecq.assessment.samples import demo_assessment, load_samples
    from ecq.base.errors import AssessmentError
    from ecq.base.language import words
    from ecq.cli.files import must_be_free, now, write_assessment
    from ecq.exchange import rubric_catalogue

    samples = {one.id: one for one in load_samples()}
    if options.id not in samples:
        known = ", ".join(samples)
        raise AssessmentError(
            f"there is no sample {options.id!r}; there are: {known}", f"没有示例 {options.id!r}；现有：{known}"
        )
    must_be_free(options, ".json")
    chosen = samples[options.id]
    rubric = rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC)
    made = demo_assessment(chosen, rubric, options.lang, now())
    write_assessment(options, made, words(chosen.title, options.lang))
    return 0


def export_all(options: Options) -> int:
    """Write every stored self-check that is not in the bin into a folder or a ZIP; exit code 1 where one cannot be read."""
    from ecq.base.errors import DamagedError
    from ecq.base.language import Text, words
    from ecq.base.whole_file import pack
    from ecq.cli.command import STANDARD
    from ecq.cli.files import day_of, must_be_called_as_folder, open_store, print_json, write
    from ecq.exchange.batch.saving import saved_files, stored

    out: Path = options.output
    as_archive = out == STANDARD or out.suffix.lower() == ".zip"
    if not as_archive:
        must_be_called_as_folder(out)
    store = open_store()
    rows = [row for row in listed_in(_collection()) if row.binned_at is None]
    unreadable: list[DamagedError] = []

    def noted(all_of_them: Iterable[Assessment | DamagedError]) -> Iterator[Assessment | DamagedError]:
        for one in all_of_them:
            if isinstance(one, DamagedError):
                unreadable.append(one)
            yield one

    there = noted(stored(store.find, [row.id for row in rows]))
    files = saved_files(there, options.lang, day_of(options.date) if options.reports else "")
    names: list[str] = []
    if as_archive:
        _must_be_new(out, out != STANDARD and out.exists(), options.force)
        packed = list(files)
        names = [name for name, _ in packed]
        write(out, pack(packed), quiet=options.json, new=not options.force)
    else:
        _make_folder(out, options.force)
        for name, content in files:
            names.append(name)
            write(out / name, content, quiet=options.json)
    if options.json:
        print_json({"file": str(out), "files": names})
    for error in unreadable:
        print(f"ecq: {words(Text(zh=error.zh, en=str(error)), options.lang)}", file=sys.stderr)
    return CANNOT_BE_READ if unreadable else 0


def _make_folder(out: Path, force: bool) -> None:
    from ecq.base.errors import AssessmentError
    from ecq.cli import words as w

    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_be_new(out, any(out.iterdir()), force)
    except OSError as error:
        why = w.cause(error)
        raise AssessmentError(
            f"{out} cannot be written ({why.en}); choose another place", f"{out} 写不了（{why.zh}），请换个地方"
        ) from None


def _must_be_new(out: Path, there: bool, force: bool) -> None:
    from ecq.base.errors import AssessmentError

    if there and not force:
        raise AssessmentError(
            f"{out} is there already and not empty; choose another name or add --force",
            f"{out} 已经存在，里面有内容；请换一个名字，或加上 --force",
        )


def delete(options: Options) -> int:
    """Put a stored assessment into the bin, or delete it for good with a receipt."""
    from ecq.cli.files import not_stored, print_json
    from ecq.cli.store_lines import binned_line, receipt_lines

    collection = _collection()
    if not options.for_good:
        if not collection.bin(options.id, not options.undo):
            raise not_stored(options.id)
        if options.json:
            print_json({"id": options.id, "binned": not options.undo})
        else:
            print(binned_line(options.id, not options.undo, options.lang))
        return 0
    receipt = collection.delete(options.id)
    if receipt is None:
        raise not_stored(options.id)
    if options.json:
        print_json(vars(receipt))
    else:
        print("\n".join(receipt_lines(receipt, options.lang)))
    return 0


def backup(options: Options) -> int:
    """Copy the database to a file while the app may run; exit code 1 where something of it cannot be read."""
    from ecq.cli.command import STANDARD
    from ecq.cli.files import must_be_free, open_store, whole_file
    from ecq.cli.store_lines import backup_lines
    from ecq.store.backup import back_up

    must_be_free(options)
    if options.output == STANDARD:
        with TemporaryDirectory() as folder, whole_file(STANDARD) as out:
            made = back_up(open_store(), Path(folder) / "backup")
            with made.path.open("rb") as written:
                shutil.copyfileobj(written, out)
    else:
        made = back_up(open_store(), options.output)
    lines = backup_lines(made, options.lang)
    if made.checked.faults:
        print("\n".join(lines), file=sys.stderr)
        return CANNOT_BE_READ
    if options.output != STANDARD:
        print("\n".join(lines))
    return 0


def restore(options: Options) -> int:
    """Say what the backup holds and what stands there now, then put it in place; what was there stays beside it."""
    from ecq.base.settings import data_folder, database_url
    from ecq.cli.store_lines import preview_lines, restored_line
    from ecq.store.restore import preview
    from ecq.store.restore import restore as put_back

    given = options.file, data_folder(), database_url()
    print("\n".join(preview_lines(options.file, preview(*given), options.lang)), flush=True)
    if not options.dry_run:
        print(restored_line(put_back(*given), options.lang))
    return 0


def check(options: Options) -> int:
    """Read everything in the database; exit code 1 where something cannot be read."""
    from ecq.cli.files import open_store, print_json
    from ecq.cli.store_lines import check_lines, files_lines
    from ecq.store.check import check as read_all
    from ecq.store.files import check_files

    store = open_store()
    result, files = read_all(store), check_files(store)
    if options.json:
        print_json({"assessments": result.assessments, "faults": list(result.faults), "files": vars(files)})
    else:
        print("\n".join((*check_lines(result, options.lang), *files_lines(files, options.lang))))
    return CANNOT_BE_READ if result.faults or files.changed or files.missing else 0


def _collection() -> Collection:
    from ecq.cli.files import open_store
    from ecq.store.collection import Collection

    return Collection(open_store())


def listed_in(collection: Collection, day: str | None = None) -> tuple[Listed, ...]:
    """The list of this computer, with every summary worked out as of a day, today by default."""
    from ecq.cli.files import day_of
    from ecq.exchange import rubric_catalogue
    from ecq.telling.portfolio.summary import bases, summary_by

    rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
    on = day or day_of(None)
    return collection.listed(
        None, bases(rubrics.values()), lambda assessment: summary_by(rubrics, assessment.on(on)), day=on
    )


def _row_data(row: Listed) -> dict[str, object]:
    return {**vars(row), "tags": list(row.tags)}


ID = argument("id", metavar="ID", zh="ecq list 列出的编号", en="as ecq list shows it")

# fmt: off
COMMANDS = (
    Command("list", Help("列出应用里存着的自评。", "List the self-checks that the app stores."), list_assessments, (
        argument("--bin", action="store_true", zh="列出回收站里的", en="those in the bin"),
        JSON,
    )),
    Command("show", Help("显示存着的一份自评的得分，或写成文件。",
            "Print the score of a stored self-check, or write it to a file."), show, (
        ID, output("FILE", required=False), FORCE, JSON,
    )),
    Command("sample", Help("把一个虚构的示例写成自评文件。", "Write a fictional sample as an assessment."), sample, (
        argument("id", metavar="SAMPLE", zh="示例的名字", en="the name of a sample"), output("FILE"), FORCE, JSON,
    )),
    Command("delete", Help("把存着的一份自评放进回收站，或彻底删除。",
            "Put a stored self-check into the bin, or delete it for good."), delete, (
        ID,
        argument("--for-good", action="store_true", zh="彻底删除，写出凭据", en="delete for good, with a receipt"),
        argument("--undo", action="store_true", zh="从回收站取回", en="take it out of the bin"),
        JSON,
    )),
    Command("backup", Help("把数据库复制成一个文件；应用开着也行。",
            "Copy the database to a file; the app may be running."), backup, (output("FILE"), FORCE)),
    Command("restore", Help("用备份换掉数据库；原来的留在旁边。",
            "Put a backup in the place of the database; what was there stays beside it."), restore, (
        argument("file", type=Path, metavar="FILE", zh="ecq backup 写的文件", en="written by ecq backup"),
        argument("--dry-run", action="store_true", zh="只说备份里和现在各有什么，什么都不动",
                 en="only say what the backup holds and what stands there now"),
    )),
    Command("store", Help("检查数据库。", "Check the database."), None),
    Command("store check", Help("读一遍数据库里的全部内容", "read everything in the database"), check, (JSON,)),
)
# fmt: on
