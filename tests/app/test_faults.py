"""What somebody in the middle of an interview sees when disk, database or clock fail, and that what they wrote is saved afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import answer, begin
from ecq.language import LANGS, Lang, Text
from ecq.rubric.model import Rubric
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.web.session import words as k
from tests.app.test_unsaved_and_conflicts import at_question, options, plain, press
from tests.app.walker import Walker
from tests.store.postgresql import REQUIRED, cluster, programs

Walk = Callable[..., Walker]
Fault = Callable[[DatabaseStore, Path], AbstractContextManager[None]]


@contextmanager
def each_connection(store: DatabaseStore, pragma: str) -> Iterator[None]:
    def say(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(pragma)

    store.engine.dispose()
    sa.event.listen(store.engine, "connect", say)
    yield
    sa.event.remove(store.engine, "connect", say)
    store.engine.dispose()


def no_room(store: DatabaseStore, _home: Path) -> AbstractContextManager[None]:
    """SQLite may not let the file grow, which it says as it does of a full disk."""
    return each_connection(store, "PRAGMA max_page_count=1")


def only_read(store: DatabaseStore, _home: Path) -> AbstractContextManager[None]:
    return each_connection(store, "PRAGMA query_only=ON")


@contextmanager
def file_away(_store: DatabaseStore, home: Path) -> Iterator[None]:
    (home / FILE_NAME).rename(home / "away")
    yield
    (home / "away").rename(home / FILE_NAME)


@contextmanager
def other_file(_store: DatabaseStore, home: Path) -> Iterator[None]:
    (home / FILE_NAME).rename(home / "away")
    (home / FILE_NAME).write_bytes(b"")
    yield
    assert (home / FILE_NAME).read_bytes() == b"", "something was written into a file that ECQ did not open"
    (home / "away").rename(home / FILE_NAME)


FULL = Text(zh="没能存下回答：磁盘满了。", en="The answers could not be saved\\: the disk is full\\.")
READ = Text(
    zh="没能存下回答：数据库只能读，不能写。", en="The answers could not be saved\\: the database can only be read\\."
)
GONE = Text(
    zh="数据库文件在 ECQ 运行时被删除，或换成了不是 ECQ 的文件；请放回原来的，或用 ecq restore 放回备份。",
    en="The database file was deleted, or replaced by one that is none of ECQ's, while ECQ was running; "
    "put it back, or put a backup in its place with ecq restore\\.",
)
AWAY = Text(zh="没能读出回答：数据库没有应答", en="the answers could not be read\\: the database does not answer")


@pytest.mark.parametrize(
    ("fault", "sentence", "lang"),
    [
        *(pytest.param(no_room, FULL, lang, id=f"full disk {lang}") for lang in LANGS),
        pytest.param(only_read, READ, "zh-Hant", id="read-only"),
        pytest.param(file_away, GONE, "zh", id="deleted"),
        pytest.param(other_file, GONE, "en", id="replaced"),
    ],
)
def test_what_cannot_be_saved_is_said_stays_and_is_saved_afterwards(
    walk: Walk, store: DatabaseStore, shipped: Rubric, tmp_path: Path, fault: Fault, sentence: Text, lang: Lang
) -> None:
    walker = walk(store.add(begin(shipped)).id, lang, page="interview")
    asked, note = plain(shipped, 1)[0], "一小时写的备注 " * 400
    at_question(walker, asked).press("chip-note")
    with fault(store, tmp_path):
        walker.app.text_area(key=f"note-{asked}").set_value(note)
        walker.press("note-save")
        assert walker.errors == [walker.words(sentence)]
        walker.press("save-again")
        assert walker.errors == [walker.words(sentence)]
    walker.press("save-again")
    assert walker.errors == []
    assert walker.assessment.response(asked).note == note.strip()
    assert len(store.entries(walker.assessment_id)) == 1


@pytest.mark.slow
def test_postgresql_goes_and_comes_back_while_pages_are_open(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, shipped: Rubric
) -> None:
    if programs() is None and not REQUIRED:
        pytest.skip("PostgreSQL is not installed")
    with cluster() as running, monkeypatch.context() as environment:
        assert running
        environment.setenv("ECQ_DATABASE_URL", running.new())
        from ecq.web.session import stores

        with closing(stores.database()) as store:
            walkers = {lang: walk(store.add(begin(shipped)).id, lang, page="interview") for lang in LANGS}
            first, second = plain(shipped, 2)
            running.stop()
            try:
                for walker in walkers.values():
                    walker.store = store
                    press(walker, first)
                    walker.run()
                    (error,) = walker.errors
                    assert walker.words(AWAY) in error
                    assert [one.value for one in walker.app.warning] == [walker.words(k.WAITS_HERE)]
                    walker.press("try-again")
                    assert walker.words(AWAY) in walker.errors[0]
            finally:
                running.start()
            walkers["en"].press("try-again")
            assert walkers["en"].errors == []
            assert set(walkers["en"].assessment.responses) == {first}
            for lang in ("zh", "zh-Hant"):
                walker = walkers[lang]
                walker.run()
                assert "save-again" in walker.keys, "what was pressed meanwhile waits, and the page says so"
                press(at_question(walker, second), second)
                assert walker.errors == []
                assert set(walker.assessment.responses) == {first, second}
        stores.open_store.cache_clear()


def test_every_page_can_be_used_after_the_clock_was_set_back(
    walk: Walk, store: DatabaseStore, shipped: Rubric, tmp_path: Path
) -> None:
    kept = store.add(begin(shipped))
    first, second, third = plain(shipped, 3)
    for question in (first, second):
        store.change(kept.id, lambda held, q=question: answer(held, shipped.by_id[q], options(shipped, q)[0]))  # type: ignore[misc]
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, connection:
        for table, column in (("journal", "at"), ("assessments", "saved_at"), ("assessments", "created_at")):
            connection.execute(
                f"UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, '+30 days')"
            )
    store.forget_all()
    walker = walk(kept.id)
    for page in ("start", "interview", "overview", "results", "plan", "progress", "evidence", "portfolio", "interview"):
        walker.go(page)
        assert walker.errors == []
    assert "欢迎回来" not in walker.html
    press(at_question(walker, third), third)
    assert [entry.revision for entry in store.entries(kept.id)] == [4, 3, 2]
    walker.press("step-undo")
    assert set(walker.assessment.responses) == {first, second}, "the last change is that of the highest revision"
