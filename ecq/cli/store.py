"""The self-checks that the app stores: list, show, delete, ask others, what is due; the database: check, backup, restore."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ecq.assessment.changes import kept_text
from ecq.assessment.model import NAME_LIMIT, Assessment
from ecq.base.errors import AssessmentError, DamagedError, EcqError
from ecq.base.language import Lang, error_text, text, words
from ecq.base.settings import data_folder, database_url, public_url
from ecq.base.whole_file import pack
from ecq.cli import files
from ecq.cli.assessments import print_score
from ecq.cli.command import STANDARD, Options, store_installed
from ecq.cli.words import Help
from ecq.document.blocks import Link
from ecq.exchange import rubric_catalogue
from ecq.rubric.model import Rubric
from ecq.telling.overview.rows import asked_in
from ecq.telling.portfolio.columns import Way, table, unscored_row
from ecq.telling.portfolio.summary import Listing, bases, listing, summary_by
from ecq.telling.portfolio.words import KINDS, due_about
from ecq.telling.text.words import NONE, say
from ecq.writers.text import lines

with store_installed():
    from ecq.exchange.batch.saving import saved_files, stored
    from ecq.store.backup import Backup, Checked, Preview, back_up, preview
    from ecq.store.backup import check as read_all
    from ecq.store.backup import restore as put_back
    from ecq.store.collection import Collection, Listed, Receipt
    from ecq.store.files import FilesChecked, check_files, files_of, missing_files
    from ecq.store.invitations import Invitations
    from ecq.telling.portfolio.shelves import due_with, in_hand, row_of_listed


CANNOT_BE_READ = 1
"""Exit code where something in the database cannot be read, or files of evidence are missing; everything else was done."""

NOTHING = text("还没有存着自评。", "No self-check is stored yet.")
BINNED = text("{id} 放进了回收站，30 天后彻底删除", "{id} is in the bin and will be deleted for good after 30 days")
TAKEN_OUT = text("{id} 从回收站取回了", "{id} is out of the bin")
RECEIPT = text(
    "{id} 已彻底删除：{at}，第 {revision} 版，最后状态的 SHA-256 是 {digest}",
    "{id} is deleted for good: {at}, revision {revision}, SHA-256 of its last state {digest}",
)
NOT_WIPED = text(
    "有程序正在读数据库，文件还没能重写；应用的开始页再打开时，或应用退出时会补上",
    "something is reading the database, so the file is not written anew yet; that follows when the app's start page is next opened, or the app ends",
)
WRITTEN = text(
    "{path}：数据库的备份，{count} 份自评都读得出来",
    "{path}: a backup of the database; all its self-checks can be read: {count}",
)
WRITTEN_DAMAGED = text(
    "{path}：数据库照原样复制了，但里面有读不出来的：",
    "{path}: the database is copied as it is, and something of it cannot be read:",
)
KEPT = text("之前的备份留着：{path}", "The backup of before stays: {path}")
BACKUP_HOLDS = text(
    "备份 {path}：{count} 份自评，最近改动 {at}", "The backup {path}: self-checks {count}, last change {at}"
)
OF_IT_UNREADABLE = text("其中 {faults} 处读不出来：", "What of it cannot be read: {faults}")
NOW_HOLDS = text(
    "现在的数据库：{count} 份自评，最近改动 {at}", "The database now: self-checks {count}, last change {at}"
)
NOW_DAMAGED = text(
    "现在的数据库有损坏，还读得出 {count} 份自评",
    "The database now is damaged; self-checks that can still be read: {count}",
)
NOW_NOTHING = text("现在没有数据库", "There is no database now")
FILES_CHECKED = text("证据文件：{count} 个都在", "Files of evidence that are there: {count}")
FILE_CHANGED = text("  {digest} 的内容变了，请从备份取回", "  {digest} holds something else now; take it from a backup")
FILE_MISSING = text("  {digest} 不在了，请从备份取回", "  {digest} is missing; take it from a backup")
ORPHANS = text("没有自评用到的文件，删去了 {count} 个", "Files that no self-check names, removed: {count}")
FILES_GONE = text("一起删去证据文件 {count} 个", "Files of evidence that went with it: {count}")
FILES_COPIED = text("{path}.files：证据文件 {count} 个", "{path}.files: files of evidence {count}")
FILES_LEFT = text(
    "证据文件 {count} 个不在写到标准输出的备份里；要一起备份，请用 -o 写文件名",
    "files of evidence that are not in what goes to standard output: {count}; to back them up too name a file with -o",
)
FILES_MISSING = text(
    "缺证据文件 {count} 个，{path} 里没有，或内容变了；请从别的备份取回：",
    "Files of evidence that are missing: {count}; they are not in {path}, or hold something else. Take them from another backup:",
)
RESTORED = text("备份已放回；原来的数据库在 {path}", "The backup is in place; the database that was there is {path}")
RESTORED_NEW = text("备份已放回", "The backup is in place")
CHECKED = text("{count} 份自评都读得出来", "All self-checks can be read: {count}")
FAULTS = text("{count} 份自评，{faults} 处读不出来：", "Self-checks: {count}. What cannot be read: {faults}")
REMEDY = text(
    "其余的都能用；ecq restore 可放回备份，原来的数据库会留着",
    "Everything else can be used; ecq restore puts a backup in place and leaves the database that was there",
)


def list_assessments(options: Options) -> None:
    rows = [row for row in listed_in(_collection()) if options.bin == (row.binned_at is not None)]
    rubrics = rubric_catalogue.at_hand()
    lines = list_lines([*map(listing, rows)], rubrics, files.day_of(None), options.lang)
    files.print_either(options, {"assessments": [vars(row) for row in rows]}, lines)


def show(options: Options) -> None:
    stored = files.found(options.id)
    if options.output:
        files.must_be_free(options, ".json")
        files.write_assessment(options, stored.assessment, stored.assessment.name or stored.id)
        return
    rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    of = {"id": stored.id, "revision": stored.revision}
    print_score(options, rubric, stored.assessment.on(files.day_of(None)), of)


def export_all(options: Options) -> int:
    """Write every stored self-check that is not in the bin into a folder or a ZIP; exit code 1 where one cannot be read."""
    out: Path = options.output
    as_archive = out == STANDARD or out.suffix.lower() == ".zip"
    if not as_archive:
        files.must_be_called_as_folder(out)
    store = files.open_store()
    rows = [row for row in listed_in(_collection()) if row.binned_at is None]
    unreadable: list[DamagedError] = []

    def noted(all_of_them: Iterable[Assessment | DamagedError]) -> Iterator[Assessment | DamagedError]:
        for one in all_of_them:
            if isinstance(one, DamagedError):
                unreadable.append(one)
            yield one

    there = noted(stored(store.find, [row.id for row in rows]))
    saved = saved_files(there, options.lang, files.day_of(options.date) if options.reports else "")
    names: list[str] = []
    if as_archive:
        _must_be_new(out, out != STANDARD and out.exists(), options.force)
        packed = list(saved)
        names = [name for name, _ in packed]
        files.write(out, pack(packed), quiet=options.json, new=not options.force)
    else:
        try:
            out.mkdir(mode=0o700, parents=True, exist_ok=True)
            _must_be_new(out, any(out.iterdir()), options.force)
        except OSError as error:
            raise files.not_written(out, error) from None
        for name, content in saved:
            names.append(name)
            files.write(out / name, content, quiet=options.json)
    if options.json:
        files.print_json({"file": str(out), "files": names})
    for damaged in unreadable:
        print(f"ecq: {words(error_text(damaged), options.lang)}", file=sys.stderr)
    return CANNOT_BE_READ if unreadable else 0


def _must_be_new(out: Path, there: bool, force: bool) -> None:
    if there and not force:
        raise AssessmentError(
            f"{out} is there already and not empty; choose another name or add --force",
            f"{out} 已经存在，里面有内容；请换一个名字，或加上 --force",
        )


def delete(options: Options) -> None:
    collection = _collection()
    if not options.for_good:
        if not collection.bin(options.id, not options.undo):
            raise files.not_stored(options.id)
        line = say(TAKEN_OUT if options.undo else BINNED, options.lang, id=options.id)
        files.print_either(options, {"id": options.id, "binned": not options.undo}, [line])
        return
    receipt = collection.delete(options.id)
    if receipt is None:
        raise files.not_stored(options.id)
    files.print_either(options, vars(receipt), receipt_lines(receipt, options.lang))


def invite(options: Options) -> None:
    if options.output:
        files.must_be_free(options, ".xlsx")
    elif not public_url():
        raise EcqError(
            "a link needs the address under which people open ECQ; set ECQ_PUBLIC_URL to it, or write an answer sheet with -o",
            "链接要有别人打开 ECQ 的网址；请设 ECQ_PUBLIC_URL，或用 -o 写成答题表",
        )
    store = files.open_store()
    stored = files.found(options.id, store)
    rubric, assessment = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id), stored.assessment
    asked = asked_in(rubric, assessment, options.part or (), only_open=not options.all)
    due = files.day_of(options.due) if options.due else ""
    made = Invitations(store).make(
        stored.id, asked, options.name, options.days, due, "sheet" if options.output else "link"
    )
    assert made is not None
    if options.output:
        from ecq.exchange.answer_sheet import export_sheet

        content = export_sheet(
            rubric, assessment, options.lang, sender=assessment.name, deadline=due, only=asked, request=made[0].id
        )
        files.write(options.output, content)
    else:
        print(f"{(public_url() or '').rstrip('/')}/answer?i={made[1]}")


def tag(options: Options) -> None:
    store = files.open_store()
    Collection(store).tag(files.found(options.id, store).id, options.tags)


def snapshot(options: Options) -> None:
    store = files.open_store()
    stored = files.found(options.id, store)
    rubric = rubric_catalogue.rubric_of(stored.assessment.rubric.id, stored.id)
    name = kept_text(options.name, NAME_LIMIT) or files.day_of(None)
    store.add_snapshot(stored.id, name, rubric.digest, rubric.canonical)


def keep(options: Options) -> None:
    lists = Collection(files.open_store())
    for path in options.files:
        print(lists.add(files.read_assessment(path, options.lang), None).id, path)


def due(options: Options) -> None:
    if options.output:
        files.must_end(options.output, ".ics")
    day, store = files.day_of(options.date), files.open_store()
    rows = [row for row in in_hand(map(listing, listed_in(Collection(store), day))) if not row.listed.demo]
    lines = due_with(rows, Invitations(store).open_ones(), day, store.now())
    rubrics = rubric_catalogue.at_hand()
    if options.output:
        from ecq.writers.sheets.calendar_file import desk_calendar

        files.write_or_name(options, desk_calendar(lines, rubrics, options.lang, day))
        return
    told = []
    for one in lines:
        about = words(KINDS[one.due.kind], options.lang), due_about(one.due, rubrics, options.lang)
        told.append("  ".join(filter(None, (one.due.day, one.id, one.name, *about, one.due.question))))
    data = [{"id": one.id, "name": one.name, "days_left": one.left, **one.due.model_dump()} for one in lines]
    if told or options.json:
        files.print_either(options, data, told)


def backup(options: Options) -> int:
    files.must_be_free(options)
    if options.output == STANDARD:
        with TemporaryDirectory() as folder, files.whole_file(STANDARD) as out:
            made = back_up(files.open_store(), Path(folder) / "backup")
            with made.path.open("rb") as written:
                shutil.copyfileobj(written, out)
    else:
        made = back_up(files.open_store(), options.output)
    lines = backup_lines(made, options.lang)
    if made.checked.faults:
        print("\n".join(lines), file=sys.stderr)
        return CANNOT_BE_READ
    if options.output == STANDARD:
        if left := made.files + len(made.missing):
            files.note(Help(FILES_LEFT.zh.format(count=left), FILES_LEFT.en.format(count=left)), options.lang)
        return CANNOT_BE_READ if left else 0
    print("\n".join(lines))
    return _say_missing(made.missing, made.path, options.lang)


def restore(options: Options) -> int:
    """Say what the backup holds and what stands there now, then put it in place; what was there stays beside it.

    Exit code 1 where files of evidence that it names are missing.
    """
    given = options.file, data_folder(), database_url()
    print("\n".join(preview_lines(options.file, preview(*given), options.lang)), flush=True)
    if options.dry_run:
        return 0
    before = put_back(*given)
    print(say(RESTORED, options.lang, path=before) if before else say(RESTORED_NEW, options.lang))
    store = files.open_store()
    with store.engine.connect() as connection:
        missing = missing_files(connection, files_of(store))
    return _say_missing(missing, options.file, options.lang)


def _say_missing(digests: Sequence[str], backup: Path, lang: Lang) -> int:
    """Say on standard error which files of evidence a backup lacks; the exit code."""
    if digests:
        print(f"ecq: {say(FILES_MISSING, lang, count=len(digests), path=f'{backup}.files')}", file=sys.stderr)
        print("\n".join(f"  {one}" for one in digests), file=sys.stderr)
    return CANNOT_BE_READ if digests else 0


def check(options: Options) -> int:
    store = files.open_store()
    result, evidence = read_all(store), check_files(store)
    data = {"assessments": result.assessments, "faults": list(result.faults), "files": vars(evidence)}
    files.print_either(options, data, (*check_lines(result, options.lang), *files_lines(evidence, options.lang)))
    return CANNOT_BE_READ if result.faults or evidence.changed or evidence.missing else 0


def _collection() -> Collection:
    return Collection(files.open_store())


def listed_in(collection: Collection, day: str | None = None) -> tuple[Listed, ...]:
    """The list of this computer, with every summary worked out as of a day, today by default."""
    rubrics = rubric_catalogue.at_hand()
    on = day or files.day_of(None)
    return collection.listed(
        None, bases(rubrics.values()), lambda assessment: summary_by(rubrics, assessment.on(on)), day=on
    )


# -- what is printed


def list_lines(rows: Sequence[Listing], rubrics: Mapping[str, Rubric], day: str, lang: Lang) -> Iterator[str]:
    """Each stored self-check, its id first: the newest, then those without a score."""
    if not rows:
        yield say(NOTHING, lang)
        return
    shown = [(row, row_of_listed(rubrics, row, day)) for row in rows]
    scored = [row for _, row in shown if row]
    several = len({row.rubric.digest for row in scored}) > 1
    told = table(scored, Way(lang, several), [unscored_row(listing, lang) for listing, row in shown if not row])
    for row in told.rows:
        (name, *under), *cells = row.cells
        assert isinstance(name, Link)
        with_id = replace(row, cells=((f"{name.id}  {name.text}", *under), *cells))
        yield from (line[2:] for line in lines([replace(told, rows=(with_id,))]))


def receipt_lines(receipt: Receipt, lang: Lang) -> Iterator[str]:
    marks = {"id": receipt.id, "at": receipt.deleted_at, "revision": receipt.revision, "digest": receipt.digest}
    yield say(RECEIPT, lang, **marks)
    if receipt.files:
        yield say(FILES_GONE, lang, count=receipt.files)
    if not receipt.wiped:
        yield say(NOT_WIPED, lang)


def backup_lines(made: Backup, lang: Lang) -> Iterator[str]:
    """That a backup was written; or what could not be read of it, and which backup stays for that."""
    if not made.checked.faults:
        yield say(WRITTEN, lang, path=made.path, count=made.checked.assessments)
        if made.files:
            yield say(FILES_COPIED, lang, path=made.path, count=made.files)
        return
    yield say(WRITTEN_DAMAGED, lang, path=made.path)
    yield from (f"  {fault}" for fault in made.checked.faults)
    if made.kept:
        yield say(KEPT, lang, path=made.kept)


def preview_lines(backup: Path, held: Preview, lang: Lang) -> Iterator[str]:
    """What a backup holds, and what stands where it is to be put."""
    yield say(BACKUP_HOLDS, lang, path=backup, count=held.backup.assessments, at=_moment(held.backup, lang))
    if lost := held.backup.faults:
        yield say(OF_IT_UNREADABLE, lang, faults=len(lost))
        yield from (f"  {fault}" for fault in lost)
    now = held.present
    if now is None:
        yield say(NOW_NOTHING, lang)
    elif now.faults:
        yield say(NOW_DAMAGED, lang, count=now.readable)
    else:
        yield say(NOW_HOLDS, lang, count=now.assessments, at=_moment(now, lang))


def _moment(checked: Checked, lang: Lang) -> str:
    return f"{checked.changed_at[:16].replace('T', ' ')} UTC" if checked.changed_at else say(NONE, lang)


def files_lines(checked: FilesChecked, lang: Lang) -> Iterator[str]:
    if checked.files or checked.missing:
        yield say(FILES_CHECKED, lang, count=checked.files)
    for pattern, named in ((FILE_CHANGED, checked.changed), (FILE_MISSING, checked.missing)):
        yield from (say(pattern, lang, digest=one) for one in named)
    if checked.orphans:
        yield say(ORPHANS, lang, count=checked.orphans)


def check_lines(checked: Checked, lang: Lang) -> Iterator[str]:
    if not checked.faults:
        yield say(CHECKED, lang, count=checked.assessments)
        return
    yield say(FAULTS, lang, count=checked.assessments, faults=len(checked.faults))
    yield from (f"  {fault}" for fault in checked.faults)
    yield say(REMEDY, lang)
