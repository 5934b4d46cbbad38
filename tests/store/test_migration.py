"""A database of ECQ 0.1.0 opens with all it holds, is backed up first, and one of a later version is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ecq.assessment.changes import annotate
from ecq.errors import StoreError
from ecq.rubric.loading import load_rubric
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.store.migration import NEWEST, known_revisions, revision_of
from ecq.store.tables import METADATA
from tests import building as b

RELEASED = Path(__file__).parent.parent / "files" / "store-0.1.0.sql"
ID = "EOIk8yxfsZ1RYuislu8Hqg"


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


def test_migrated_and_new_databases_have_the_tables_of_this_version(released, tmp_path):
    for folder in (released.parent, tmp_path / "new"):
        store = DatabaseStore.in_folder(folder)
        with store.engine.connect() as connection:
            assert revision_of(connection) == NEWEST
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
            triggers = connection.execute(sa.text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")).all()
        assert len(triggers) == 8
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
