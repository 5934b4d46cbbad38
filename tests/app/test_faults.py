"""What somebody in the middle of an interview sees when disk, database or clock fail, and that what they wrote is saved afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import answer, begin
from ecq.base.errors import StoreError
from ecq.base.language import Text
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.store.invitations import Invitations
from ecq.web.session import words as k
from tests.app.logged_in import LoggedIn
from tests.app.test_unsaved_and_conflicts import at_question, options, plain, press
from tests.store.postgresql import REQUIRED, cluster, programs


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
        pytest.param(no_room, FULL, "en", id="full disk"),
        pytest.param(only_read, READ, "zh-Hant", id="read-only"),
        pytest.param(file_away, GONE, "zh", id="deleted"),
        pytest.param(other_file, GONE, "en", id="replaced"),
    ],
)
def test_what_cannot_be_saved_is_said_stays_and_is_saved_afterwards(
    walk, store, shipped, tmp_path, fault, sentence, lang
):
    walker = walk(store.add(begin(shipped)).id, lang, page="interview")
    asked, note = plain(shipped, 1)[0], "一小时写的备注 " * 400
    at_question(walker, asked).press("chip-note")
    with fault(store, tmp_path):
        walker.app.text_area(key=f"note-{asked}").set_value(note)
        walker.press("note-save")
        assert walker.errors == [walker.words(sentence)]
        assert walker.app.text_area(key=f"note-{asked}").value == note
        walker.press("save-again")
        assert walker.errors == [walker.words(sentence)]
    walker.press("save-again")
    assert walker.errors == []
    assert walker.assessment.response(asked).note == note.strip()
    assert len(store.entries(walker.assessment_id)) == 1


def test_where_no_self_check_can_be_begun_the_list_stays_and_says_why(walk, store, shipped, tmp_path, mine):
    mine.add(begin(shipped, "青禾"), None)
    walker = walk(lang="en")
    for pressed in ("begin", "begin-quick", "sample-qinghe-mall"):
        with only_read(store, tmp_path):
            walker.press(pressed)
        assert walker.errors == [walker.words(READ)], pressed
        assert "go-on" in walker.keys
    walker.press("begin")
    assert walker.errors == []
    assert "turn-next" in walker.keys


@pytest.fixture(scope="module")
def running():
    if programs() is None and not REQUIRED:
        pytest.skip("PostgreSQL is not installed")
    with cluster() as made:
        yield made


@pytest.fixture
def postgresql(running, monkeypatch):
    """The app on a database of PostgreSQL of its own."""
    from ecq.web.session import stores

    monkeypatch.setenv("ECQ_DATABASE_URL", running.new())
    yield running
    stores.open_store.cache_clear()


@pytest.mark.slow
def test_postgresql_goes_and_comes_back_while_pages_are_open_and_somebody_answers_by_invitation(
    walk, postgresql, shipped
):
    from ecq.web.session import stores

    with closing(stores.database()) as store:
        walkers = {lang: walk(store.add(begin(shipped)).id, lang, page="interview") for lang in ("en", "zh-Hant")}
        first, second = plain(shipped, 2)
        made = Invitations(store).make(store.add(begin(shipped)).id, [first], "客服部")
        invited = walk(lang="en", i=made[1])
        postgresql.stop()
        try:
            invited.send({"do": "answer", "value": options(shipped, first)[0]})
            assert "the database does not answer" in invited.errors[0]
            assert [one.value for one in invited.app.warning] == [k.WAITS_HERE.en]
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
            postgresql.start()
        walkers["en"].press("try-again")
        assert walkers["en"].errors == []
        assert set(walkers["en"].assessment.responses) == {first}
        walker = walkers["zh-Hant"].run()
        assert "save-again" in walker.keys, "what was pressed meanwhile waits, and the page says so"
        press(at_question(walker, second), second)
        assert walker.errors == []
        assert set(walker.assessment.responses) == {first, second}
        invited.press("try-again")
        assert invited.errors == []
        assert Invitations(store).opened(made[1]).answers.response(first).value == options(shipped, first)[0]


@pytest.mark.slow
def test_where_people_log_in_what_is_pressed_while_postgresql_is_away_is_sent_once_when_it_is_back(
    walk, postgresql, monkeypatch, shipped
):
    from ecq.web.session import stores

    with closing(stores.database()) as store:
        firm = LoggedIn(monkeypatch, store, shipped)
        firm.as_("editor", "editor")
        walker = walk(firm.id, "en", page="interview")
        walker.store = store
        asked = plain(shipped, 1)[0]
        at_question(walker, asked)
        postgresql.stop()
        try:
            press(walker, asked)
            walker.press("try-again")
            assert "the database does not answer" in walker.errors[0]
        finally:
            postgresql.start()
        walker.press("try-again")
        assert walker.errors == []
        walker.run()
        assert set(walker.assessment.responses) == {asked}
        (entry,) = store.entries(firm.id)
        assert entry.person == firm.key("editor")


@pytest.mark.parametrize("certain", [True, False], ids=["saved", "not saved"])
def test_what_was_sent_when_the_database_went_away_is_there_once(walk, store, shipped, monkeypatch, certain):
    """Whoever sends a change and gets no answer does not know whether it was saved."""
    walker = walk(store.add(begin(shipped)).id, "en", page="interview")
    asked = plain(shipped, 1)[0]
    at_question(walker, asked)
    change, sent = DatabaseStore.change, []

    def goes_away(self: DatabaseStore, *given: Any, **named: Any) -> Any:
        sent.append(given)
        if len(sent) == 1:
            if certain:
                change(self, *given, **named)
            raise StoreError("the answers could not be saved: the database does not answer")
        return change(self, *given, **named)

    monkeypatch.setattr(DatabaseStore, "change", goes_away)
    walker.type("evidence: the signed contract")
    assert walker.errors
    walker.press("save-again")
    assert walker.errors == []
    assert [one.text for one in walker.assessment.response(asked).evidence] == ["the signed contract"]
    assert len(store.entries(walker.assessment_id)) == 1


def test_every_page_can_be_used_after_the_clock_was_set_back(walk, store, shipped, tmp_path):
    kept = store.add(begin(shipped))
    first, second, third = plain(shipped, 3)
    for question in (first, second):
        store.change(kept.id, lambda held, q=question: answer(held, shipped.by_id[q], options(shipped, q)[0]))
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
