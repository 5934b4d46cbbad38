"""The assessments that the app stores: list, show, delete; the database: check, backup, restore; and the samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecq.cli.command import FORCE, JSON, Command, Options, argument, output
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.store.collection import Collection, Listed
    from ecq.store.database import DatabaseStore
    from ecq.store.stored import StoredAssessment


def open_store() -> DatabaseStore:
    """The store of the data folder, or of ECQ_DATABASE_URL. Raises StoreError."""
    from ecq.settings import data_folder, database_url
    from ecq.store.database import DatabaseStore

    url = database_url()
    return DatabaseStore(url) if url else DatabaseStore.in_folder(data_folder())


def list_assessments(options: Options) -> int:
    """Print what is stored."""
    from ecq.cli.files import print_json
    from ecq.cli.store_lines import list_lines

    rows = [row for row in _listed(_collection()) if options.bin == (row.binned_at is not None)]
    if options.json:
        print_json({"assessments": [_row_data(row) for row in rows]})
    elif lines := list(list_lines(rows, options.lang)):
        print("\n".join(lines))
    return 0


def show(options: Options) -> int:
    """Print the score of a stored assessment, or write it to a file."""
    from ecq import rubric_catalogue
    from ecq.assessment.changes import rebind
    from ecq.assessment.file import dump
    from ecq.cli.assessment_lines import score_lines
    from ecq.cli.files import must_be_free, print_json, write_assessment, write_or_name
    from ecq.scoring.export import score_data
    from ecq.scoring.readiness import readiness
    from ecq.scoring.scorecard import score

    stored = found(options.id)
    if options.output:
        must_be_free(options)
        if options.json:
            write_or_name(options, dump(stored.assessment).encode())
        else:
            write_assessment(options.output, stored.assessment, stored.assessment.name or stored.id)
        return 0
    rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    assessment = rebind(stored.assessment, rubric)
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    if options.json:
        print_json({"id": stored.id, "revision": stored.revision, **score_data(rubric, assessment, card, verdict)})
    else:
        print("\n".join(score_lines(rubric, card, verdict, options.lang)))
    return 0


def sample(options: Options) -> int:
    """Write a sample as an assessment file."""
    from ecq import rubric_catalogue
    from ecq.assessment.file import dump
    from ecq.assessment.samples import demo_assessment, load_samples
    from ecq.cli.files import must_be_free, now, write_assessment, write_or_name
    from ecq.errors import AssessmentError
    from ecq.language import words

    samples = {one.id: one for one in load_samples()}
    if options.id not in samples:
        known = ", ".join(samples)
        raise AssessmentError(
            f"there is no sample {options.id!r}; there are: {known}", f"没有示例 {options.id!r}；现有：{known}"
        )
    must_be_free(options)
    chosen = samples[options.id]
    rubric = rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC)
    made = demo_assessment(chosen, rubric, options.lang, now())
    if options.json:
        write_or_name(options, dump(made).encode())
    else:
        write_assessment(options.output, made, words(chosen.title, options.lang))
    return 0


def export_all(options: Options) -> int:
    """Write every stored self-check that is not in the bin into a folder or a ZIP."""
    from ecq.batch.archive import pack
    from ecq.batch.saving import saved_files
    from ecq.cli.command import STANDARD
    from ecq.cli.files import day_of, print_json, write

    store = open_store()
    rows = [row for row in _listed(_collection()) if row.binned_at is None]
    assessments = (stored.assessment for row in rows if (stored := store.find(row.id)) is not None)
    files = saved_files(assessments, options.lang, day_of(options.date) if options.reports else "")
    out: Path = options.output
    names: list[str] = []
    if out == STANDARD or out.suffix.lower() == ".zip":
        _must_be_new(out, out != STANDARD and out.exists(), options.force)
        packed = list(files)
        names = [name for name, _ in packed]
        write(out, pack(packed), quiet=options.json)
    else:
        _make_folder(out, options.force)
        for name, content in files:
            names.append(name)
            write(out / name, content, quiet=options.json)
    if options.json:
        print_json({"file": str(out), "files": names})
    return 0


def _make_folder(out: Path, force: bool) -> None:
    from ecq.cli import words as w
    from ecq.errors import AssessmentError

    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_be_new(out, any(out.iterdir()), force)
    except OSError as error:
        why = w.cause(error)
        raise AssessmentError(
            f"{out} cannot be written ({why.en}); choose another place", f"{out} 写不了（{why.zh}），请换个地方"
        ) from None


def _must_be_new(out: Path, there: bool, force: bool) -> None:
    from ecq.errors import AssessmentError

    if there and not force:
        raise AssessmentError(
            f"{out} is there already and not empty; choose another name or add --force",
            f"{out} 已经存在，里面有内容；请换一个名字，或加上 --force",
        )


def delete(options: Options) -> int:
    """Put a stored assessment into the bin, or delete it for good with a receipt."""
    from ecq.cli.files import print_json
    from ecq.cli.store_lines import binned_line, receipt_lines

    collection = _collection()
    stored = found(options.id)
    if not options.for_good:
        collection.bin(stored.id, not options.undo)
        if options.json:
            print_json({"id": stored.id, "binned": not options.undo})
        else:
            print(binned_line(stored.id, not options.undo, options.lang))
        return 0
    receipt = collection.delete(stored.id)
    assert receipt is not None
    if options.json:
        print_json(vars(receipt))
    else:
        print("\n".join(receipt_lines(receipt, options.lang)))
    return 0


def backup(options: Options) -> int:
    """Copy the database to a file while the app may run."""
    from ecq.cli.files import must_be_free
    from ecq.cli.store_lines import written_line
    from ecq.store.backup import back_up

    must_be_free(options)
    back_up(open_store(), options.output)
    print(written_line(options.output, options.lang))
    return 0


def restore(options: Options) -> int:
    """Put a backup in the place of the database; what was there stays beside it."""
    from ecq.cli.store_lines import restored_line
    from ecq.settings import data_folder, database_url
    from ecq.store.backup import restore as put_back

    before = put_back(options.file, data_folder(), database_url())
    print(restored_line(before, options.lang))
    return 0


def check(options: Options) -> int:
    """Read everything in the database; exit code 1 where something cannot be read."""
    from ecq.cli.files import print_json
    from ecq.cli.store_lines import check_lines
    from ecq.store.backup import check as read_all

    result = read_all(open_store())
    if options.json:
        print_json({"assessments": result.assessments, "faults": list(result.faults)})
    else:
        print("\n".join(check_lines(result, options.lang)))
    return 1 if result.faults else 0


def _collection() -> Collection:
    from ecq.store.collection import Collection

    return Collection(open_store())


def _listed(collection: Collection) -> tuple[Listed, ...]:
    from ecq import rubric_catalogue
    from ecq.portfolio.summary import bases, summary_by

    rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
    return collection.listed(None, bases(rubrics.values()), lambda assessment: summary_by(rubrics, assessment))


def found(assessment_id: str) -> StoredAssessment:
    """The stored self-check of that id. Raises AssessmentError."""
    from ecq.errors import AssessmentError

    stored = open_store().find(assessment_id)
    if stored is None:
        raise AssessmentError(
            f"no self-check {assessment_id!r} is stored; ecq list shows those there are",
            f"没有存着 {assessment_id!r} 这份自评；ecq list 列出现有的",
        )
    return stored


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
    )),
    Command("store", Help("检查数据库。", "Check the database."), None),
    Command("store check", Help("读一遍数据库里的全部内容", "read everything in the database"), check, (JSON,)),
)
# fmt: on
