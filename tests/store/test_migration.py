"""A database of ECQ 0.1.0 opens with all it holds, is backed up first, and one of a later version is left alone."""

import os
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ecq.assessment.changes import annotate, begin
from ecq.base.errors import StoreError
from ecq.rubric.loading import load_rubric
from ecq.store import migration, places
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.store.migration import NEWEST, known_revisions, revision_of
from ecq.store.tables import METADATA
from tests import building as b
from tests.serving import ROOT, answers, ecq_running

RELEASED = Path(__file__).parent.parent / "files" / "store-0.1.0.sql"
ID = "EOIk8yxfsZ1RYuislu8Hqg"
LATER = f"{int(NEWEST) + 1:04}"
"""What the revision after this version's is called."""


@pytest.fixture
def released(tmp_path):
    path = tmp_path / "ecq.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.executescript(RELEASED.read_text(encoding="utf-8"))
    connection.close()
    return path


def test_a_database_of_0_1_0_keeps_assessments_journal_and_snapshots(released):
    store = DatabaseStore.in_folder(released.parent)
    found = store.find(ID)
    assert found.assessment.name == "青禾商城"
    assert found.revision == 3
    assert len(store.entries(ID)) == 2
    assert [one.name for one in store.snapshots(ID)] == ["before"]
    question = load_rubric("gbt31526-2025").questions[0]
    assert store.change(ID, lambda one: b.accepted(annotate(one, question, "later"))).revision == 4
    (row,) = Collection(store).listed(None, {}, lambda one: {"name": one.name})
    assert (row.id, row.summary["name"], row.tags, row.binned_at) == (ID, "青禾商城", (), None)
    store.close()


def test_the_file_is_backed_up_before_it_changes(released):
    before = sqlite3.connect(released).execute("SELECT body FROM assessments").fetchall()
    DatabaseStore.in_folder(released.parent).close()
    backup = released.with_name(f"ecq.sqlite3.before-{NEWEST}")
    copied = sqlite3.connect(backup)
    assert copied.execute("SELECT body FROM assessments").fetchall() == before
    assert not copied.execute("SELECT name FROM sqlite_master WHERE name = 'listings'").fetchall()
    assert backup.stat().st_mode & 0o077 == 0
    modified = backup.stat().st_mtime_ns
    DatabaseStore.in_folder(released.parent).close()
    assert backup.stat().st_mtime_ns == modified, "what is up to date is not migrated again"


@pytest.fixture
def long_in_use(released):
    """A database of 0.1.0 with so much in it that bringing it up to date takes a while."""
    with closing(sqlite3.connect(released)) as connection, connection:
        body, at = connection.execute("SELECT body, created_at FROM assessments").fetchone()
        rows = [(f"copy-{number:03}", body, 1, at, at) for number in range(60)]
        connection.executemany("INSERT INTO assessments VALUES (?, ?, ?, ?, ?)", rows)
    return released


def ids_in(file):
    with closing(sqlite3.connect(file)) as connection:
        return [one for (one,) in connection.execute("SELECT id FROM assessments ORDER BY id")]


def started_at_once(count, home, *command):
    """So many processes of a command on one data folder, held at a pipe until all are there."""
    hold, go = os.pipe()
    waits = f"import os, sys; os.read({hold}, 1); from ecq.cli.running import run; sys.exit(run({list(command)!r}))"
    environment = {**os.environ, "ECQ_HOME": str(home), "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", waits],
            env=environment,
            pass_fds=[hold],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    os.close(hold)
    os.write(go, b"x" * count)
    os.close(go)
    return running


@pytest.mark.slow
@pytest.mark.parametrize("many", [2, pytest.param(6, marks=pytest.mark.long)])
def test_several_who_open_an_old_file_at_once_all_succeed_and_the_copy_is_of_the_old_one(long_in_use, many):
    before = ids_in(long_in_use)
    for one in started_at_once(many, long_in_use.parent, "list", "--lang", "en"):
        out, err = one.communicate(timeout=120)
        assert one.returncode == 0, err
        assert sum(not line.startswith(" ") for line in out.splitlines()) == len(before)
        assert not err or err == "another ECQ opens the database or brings it up to date; waiting for it\n"
    copy = long_in_use.with_name(f"ecq.sqlite3.before-{NEWEST}")
    assert {one.name for one in long_in_use.parent.iterdir()} == {long_in_use.name, copy.name}
    assert ids_in(copy) == before
    with closing(sqlite3.connect(copy)) as connection:
        assert not connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()


@pytest.mark.slow
@pytest.mark.long
def test_two_servers_that_upgrade_at_once_leave_the_old_one_beside(long_in_use):
    before, home = ids_in(long_in_use), long_in_use.parent
    with ecq_running(home) as one, ecq_running(home) as other, ThreadPoolExecutor(2) as both:
        assert list(both.map(answers, (f"{one}/readyz", f"{other}/readyz"))) == [True, True]
    copy = long_in_use.with_name(f"ecq.sqlite3.before-{NEWEST}")
    assert ids_in(copy) == before
    assert len([one for one in home.iterdir() if ".before-" in one.name]) == 1


def test_a_copy_made_before_an_earlier_upgrade_stays(released):
    DatabaseStore.in_folder(released.parent).close()
    first = released.with_name(f"ecq.sqlite3.before-{NEWEST}")
    kept = first.read_bytes()
    released.unlink()
    with closing(sqlite3.connect(released)) as connection:
        connection.executescript(RELEASED.read_text(encoding="utf-8"))
        connection.execute("DELETE FROM assessments")
        connection.commit()
    DatabaseStore.in_folder(released.parent).close()
    assert first.read_bytes() == kept
    assert ids_in(released.with_name(f"{first.name}.again-1")) == []


def test_who_waits_for_another_that_opens_it_is_told_so_and_in_the_end_gives_up(released, monkeypatch, caplog):
    monkeypatch.setattr(places, "LONGEST_WAIT", 1.2)
    with places.alone_with(str(released)), pytest.raises(StoreError, match="another ECQ has been opening the database"):
        DatabaseStore.in_folder(released.parent)
    assert "waiting for it" in caplog.text
    DatabaseStore.in_folder(released.parent).close()


def test_migrated_and_new_databases_have_the_tables_of_this_version(released, tmp_path):
    for folder in (released.parent, tmp_path / "new"):
        store = DatabaseStore.in_folder(folder)
        with store.engine.connect() as connection:
            assert revision_of(connection) == NEWEST
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
            triggers = connection.execute(sa.text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")).all()
        assert len(triggers) == 9
        store.close()
    assert not (tmp_path / "new" / f"ecq.sqlite3.before-{NEWEST}").exists(), "nothing to back up"


def test_the_newest_revision_is_the_last_script():
    assert max(known_revisions()) == NEWEST


def test_a_database_of_a_later_version_is_refused_and_left_as_it_is(released):
    DatabaseStore.in_folder(released.parent).close()
    with sqlite3.connect(released) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = released.read_bytes()
    with pytest.raises(StoreError, match=r"a later version of ECQ \(revision 9999\)"):
        DatabaseStore.in_folder(released.parent)
    assert released.read_bytes() == before


def later_version_came(store):
    """What a later version does to the database when it starts."""
    with store.engine.connect() as connection, connection.begin():
        connection.execute(sa.text(f"UPDATE alembic_version SET version_num = '{LATER}'"))


def test_an_older_replica_writes_nothing_over_the_tables_of_a_later_version(opened):
    older, other = opened(), opened()
    question = load_rubric("gbt31526-2025").questions[0]
    stored = older.add(begin(load_rubric("gbt31526-2025")))
    later_version_came(other)
    for write in (
        lambda: older.change(stored.id, lambda one: b.accepted(annotate(one, question, "too late"))),
        lambda: older.add(stored.assessment),
        older.must_answer,
    ):
        with pytest.raises(StoreError, match=rf"another version of ECQ has changed the tables \(revision {LATER}"):
            write()
    older.forget_all()
    assert older.find(stored.id) == stored, "it can still be read"
    assert older.entries(stored.id) == ()


@pytest.mark.slow
def test_tables_change_between_transactions_and_not_within_one(postgresql):
    with closing(DatabaseStore(postgresql.new())) as store, store.engine.connect() as other:
        asked = sa.select(sa.func.pg_try_advisory_xact_lock(migration._LOCK))
        with store.transaction():
            assert not other.scalar(asked)
        assert other.scalar(asked)


@pytest.mark.slow
@pytest.mark.long
def test_an_older_server_is_not_ready_and_says_why(tmp_path):
    with ecq_running(tmp_path) as address:
        assert answers(f"{address}/readyz")
        with closing(DatabaseStore.in_folder(tmp_path)) as store:
            later_version_came(store)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/readyz", timeout=10)
        assert refused.value.code == 503
        assert b"another version of ECQ has changed the tables" in refused.value.read()
