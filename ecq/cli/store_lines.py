"""What the commands on the store print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ecq.base.language import Lang, text
from ecq.document.blocks import Link
from ecq.rubric.model import Rubric
from ecq.store.backup import Backup
from ecq.store.check import Checked
from ecq.store.collection import Receipt
from ecq.store.files import FilesChecked
from ecq.store.restore import Preview
from ecq.telling.portfolio.columns import Way, table, unscored_row
from ecq.telling.portfolio.shelves import row_of_listed
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text.words import NONE, say
from ecq.writers.text import lines

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
RESTORED = text("备份已放回；原来的数据库在 {path}", "The backup is in place; the database that was there is {path}")
RESTORED_NEW = text("备份已放回", "The backup is in place")
CHECKED = text("{count} 份自评都读得出来", "All self-checks can be read: {count}")
FAULTS = text("{count} 份自评，{faults} 处读不出来：", "Self-checks: {count}. What cannot be read: {faults}")
REMEDY = text(
    "其余的都能用；ecq restore 可放回备份，原来的数据库会留着",
    "Everything else can be used; ecq restore puts a backup in place and leaves the database that was there",
)


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


def binned_line(assessment_id: str, binned: bool, lang: Lang) -> str:
    """That it is in the bin, or out of it again."""
    return say(BINNED if binned else TAKEN_OUT, lang, id=assessment_id)


def receipt_lines(receipt: Receipt, lang: Lang) -> Iterator[str]:
    """What was deleted for good."""
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


def preview_lines(backup: Path, found: Preview, lang: Lang) -> Iterator[str]:
    """What a backup holds, and what stands where it is to be put."""
    yield say(BACKUP_HOLDS, lang, path=backup, count=found.backup.assessments, at=_moment(found.backup, lang))
    if lost := found.backup.faults:
        yield say(OF_IT_UNREADABLE, lang, faults=len(lost))
        yield from (f"  {fault}" for fault in lost)
    now = found.present
    if now is None:
        yield say(NOW_NOTHING, lang)
    elif now.faults:
        yield say(NOW_DAMAGED, lang, count=now.readable)
    else:
        yield say(NOW_HOLDS, lang, count=now.assessments, at=_moment(now, lang))


def _moment(checked: Checked, lang: Lang) -> str:
    return f"{checked.changed_at[:16].replace('T', ' ')} UTC" if checked.changed_at else say(NONE, lang)


def restored_line(before: Path | None, lang: Lang) -> str:
    """That a backup is in place, and where the database is that was there."""
    return say(RESTORED, lang, path=before) if before else say(RESTORED_NEW, lang)


def files_lines(checked: FilesChecked, lang: Lang) -> Iterator[str]:
    """What became of the files of evidence."""
    if checked.files or checked.missing:
        yield say(FILES_CHECKED, lang, count=checked.files)
    for words, named in ((FILE_CHANGED, checked.changed), (FILE_MISSING, checked.missing)):
        yield from (say(words, lang, digest=one) for one in named)
    if checked.orphans:
        yield say(ORPHANS, lang, count=checked.orphans)


def check_lines(checked: Checked, lang: Lang) -> Iterator[str]:
    """Whether all can be read."""
    if not checked.faults:
        yield say(CHECKED, lang, count=checked.assessments)
        return
    yield say(FAULTS, lang, count=checked.assessments, faults=len(checked.faults))
    yield from (f"  {fault}" for fault in checked.faults)
    yield say(REMEDY, lang)
