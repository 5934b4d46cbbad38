"""What the commands on the store print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from ecq.language import Lang, text
from ecq.portfolio.shelves import unreadable
from ecq.store.check import Checked
from ecq.store.collection import Listed, Receipt
from ecq.text.sentences import interval_words
from ecq.text.words import UNNAMED, VERDICTS, say

NOTHING = text("还没有存着自评。", "No self-check is stored yet.")
ROW = text(
    "{id}  {name}  {score} 分，已定 {decided} / {applicable}，{verdict}  {saved}",
    "{id}  {name}  {score} points, {decided} / {applicable} decided, {verdict}  {saved}",
)
ROW_UNREADABLE = text(
    "{id}  {name}  读不出来：存的内容坏了，或是更新版本的 ECQ 写的  {saved}",
    "{id}  {name}  cannot be read: it is damaged, or a later version of ECQ wrote it  {saved}",
)
ROW_WITHOUT_RUBRIC = text("{id}  {name}  评价细则不在  {saved}", "{id}  {name}  its rubric is not at hand  {saved}")
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
WRITTEN = text("{path}：数据库的备份", "{path}: a backup of the database")
RESTORED = text("备份已放回；原来的数据库在 {path}", "The backup is in place; the database that was there is {path}")
RESTORED_NEW = text("备份已放回；原来没有自评", "The backup is in place; there were no self-checks")
CHECKED = text("{count} 份自评都读得出来", "All self-checks can be read: {count}")
FAULTS = text("{count} 份自评，{faults} 处读不出来：", "Self-checks: {count}. What cannot be read: {faults}")
REMEDY = text(
    "其余的都能用；ecq restore 可放回备份，原来的数据库会留着",
    "Everything else can be used; ecq restore puts a backup in place and leaves the database that was there",
)


def list_lines(rows: Iterable[Listed], lang: Lang) -> Iterator[str]:
    """A line for each stored self-check, the newest first."""
    empty = True
    for row in rows:
        empty = False
        shown = row.summary
        marks = {"id": row.id, "name": shown.get("name") or say(UNNAMED, lang), "saved": row.saved_at[:10]}
        if "score" not in shown:
            yield say(ROW_UNREADABLE if unreadable(row) else ROW_WITHOUT_RUBRIC, lang, **marks).rstrip()
            continue
        low, high = (Fraction(one) for one in shown["score"])
        verdict = say(VERDICTS[shown["verdict"]], lang)
        counts = {"decided": shown["decided"], "applicable": shown["applicable"]}
        yield say(ROW, lang, **marks, **counts, score=interval_words(low, high), verdict=verdict)
    if empty:
        yield say(NOTHING, lang)


def binned_line(assessment_id: str, binned: bool, lang: Lang) -> str:
    """That it is in the bin, or out of it again."""
    return say(BINNED if binned else TAKEN_OUT, lang, id=assessment_id)


def receipt_lines(receipt: Receipt, lang: Lang) -> Iterator[str]:
    """What was deleted for good."""
    marks = {"id": receipt.id, "at": receipt.deleted_at, "revision": receipt.revision, "digest": receipt.digest}
    yield say(RECEIPT, lang, **marks)
    if not receipt.wiped:
        yield say(NOT_WIPED, lang)


def written_line(path: Path, lang: Lang) -> str:
    """That a backup was written."""
    return say(WRITTEN, lang, path=path)


def restored_line(before: Path | None, lang: Lang) -> str:
    """That a backup is in place, and where the database is that was there."""
    return say(RESTORED, lang, path=before) if before else say(RESTORED_NEW, lang)


def check_lines(checked: Checked, lang: Lang) -> Iterator[str]:
    """Whether all can be read."""
    if not checked.faults:
        yield say(CHECKED, lang, count=checked.assessments)
        return
    yield say(FAULTS, lang, count=checked.assessments, faults=len(checked.faults))
    yield from (f"  {fault}" for fault in checked.faults)
    yield say(REMEDY, lang)
