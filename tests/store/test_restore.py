"""A backup can be put in place exactly when it is needed: over a damaged database, on a full disk, again and again."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from ecq.assessment.changes import begin
from ecq.base.settings import data_folder
from ecq.store.database import FILE_NAME, DatabaseStore
from tests import building as b
from tests.command import ecq
from tests.damage import flip_body
from tests.small_disk import free, small_disk
from tests.store.test_backup import held
from tests.store.test_migration import RELEASED

RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])


@pytest.fixture
def live(stored):
    return data_folder() / FILE_NAME


@pytest.fixture
def backup(live, tmp_path):
    """A backup in a folder of its own."""
    file = tmp_path / "kept" / "backup.sqlite3"
    file.parent.mkdir()
    assert ecq("backup", "-o", file).returncode == 0
    return file


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def spoil_half(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))


def spoil_all(file: Path) -> None:
    file.write_text("the disk gave back something else", encoding="utf-8")


@pytest.mark.parametrize("spoil", [spoil_half, spoil_all], ids=["half of it is damaged", "it is no database any more"])
def test_a_damaged_database_is_moved_aside_as_it_is_and_named(stored, live, backup, spoil):
    spoil(live)
    damaged = live.read_bytes()
    refused = ecq("list")
    assert refused.returncode == 2
    assert "is damaged, or no database; put a backup in its place with ecq restore" in refused.stderr
    done = ecq("restore", backup)
    assert (done.returncode, done.stderr) == (0, "")
    holds, now, said = done.stdout.splitlines()
    assert holds.startswith(f"The backup {backup}: self-checks {len(stored)}, last change 20")
    assert now == "The database now is damaged; self-checks that can still be read: 0"
    aside = live.with_name(f"{FILE_NAME}.replaced-1")
    assert said == f"The backup is in place; the database that was there is {aside}"
    assert aside.read_bytes() == damaged
    assert held(live) == {one.id for one in stored}
    assert stat.S_IMODE(live.stat().st_mode) == 0o600
    assert names(live.parent) == {FILE_NAME, aside.name}
    assert "Score" in ecq("list").stdout


def test_what_can_still_be_read_of_a_damaged_one_is_said(stored, live, backup):
    flip_body(live, stored[0].id)
    done = ecq("restore", backup)
    assert f"self-checks that can still be read: {len(stored) - 1}" in done.stdout


def test_where_the_database_is_gone_the_backup_takes_its_place(stored, live, backup):
    live.unlink()
    done = ecq("restore", backup)
    assert done.stdout.splitlines()[1:] == ["There is no database now", "The backup is in place"]
    assert held(live) == {one.id for one in stored}


def test_what_was_there_is_never_deleted_however_often(stored, live, backup):
    contents = []
    for number in (1, 2, 3):
        with closing(DatabaseStore.in_folder(live.parent)) as store:
            store.add(begin(RUBRIC, f"after backup {number}"))
        contents.append(held(live))
        assert ecq("restore", backup).returncode == 0
    for number, ids in enumerate(contents, 1):
        assert held(live.with_name(f"{FILE_NAME}.replaced-{number}")) == ids


def test_a_dry_run_says_what_would_happen_and_changes_nothing(stored, live, backup):
    before, there = live.read_bytes(), names(live.parent)
    done = ecq("restore", backup, "--dry-run")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert "The database now: self-checks 3, last change 20" in done.stdout
    assert (live.read_bytes(), names(live.parent)) == (before, there)


def test_on_a_full_disk_the_database_stays_whole(stored, live, backup, tmp_path):
    with small_disk(tmp_path / "disk", 1000) as home:
        shutil.copyfile(live, home / FILE_NAME)
        (home / "what else there is").write_bytes(bytes(free(home) - 100_000))
        before, there = (home / FILE_NAME).read_bytes(), names(home)
        done = ecq("restore", backup, ECQ_HOME=str(home))
        assert done.returncode == 2
        assert "the database that was there stays as it was: the disk is full" in done.stderr
        assert (home / FILE_NAME).read_bytes() == before
        assert names(home) == there
        assert "Score" in ecq("list", ECQ_HOME=str(home)).stdout


def test_nothing_is_left_beside_the_backup_and_it_stays_as_it_is(stored, live, backup):
    before = backup.read_bytes()
    backup.chmod(0o400)
    backup.parent.chmod(0o500)
    try:
        assert ecq("restore", backup).returncode == 0
        assert names(backup.parent) == {backup.name}
        assert backup.read_bytes() == before
    finally:
        backup.parent.chmod(0o700)


def test_a_copy_made_by_hand_is_taken_with_its_log(stored, live, tmp_path):
    copy = tmp_path / "by-hand.sqlite3"
    with closing(DatabaseStore.in_folder(live.parent)) as store:
        last = store.add(begin(RUBRIC, "still in the log"))
        for end in ("", "-wal"):
            shutil.copyfile(f"{live}{end}", f"{copy}{end}")
    assert f"self-checks {len(stored) + 1}," in (done := ecq("restore", copy)).stdout
    assert done.returncode == 0
    assert last.id in held(live)


def test_what_is_no_whole_backup_of_this_version_is_refused_and_nothing_moved(stored, live, backup, tmp_path):
    before = live.read_bytes()
    whole = backup.read_bytes()
    later, foreign, broken, cut = (tmp_path / name for name in ("later", "foreign", "broken", "cut"))
    shutil.copyfile(backup, later)
    with closing(sqlite3.connect(later)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
    with closing(sqlite3.connect(foreign)) as opened, opened:
        opened.execute("CREATE TABLE songs (name)")
    broken.write_bytes(whole[: len(whole) // 2])
    cut.write_bytes(whole[:-100])
    for file, why in (
        (later, "was written by a later version of ECQ"),
        (foreign, "is not a backup of ECQ"),
        (broken, "is damaged itself; choose another backup"),
        (cut, "is damaged itself; choose another backup"),
        (tmp_path / "missing", "there is no file"),
        (live, "is the database itself"),
    ):
        done = ecq("restore", file)
        assert done.returncode == 2, file
        assert why in done.stderr
        assert live.read_bytes() == before
        assert names(live.parent) == {FILE_NAME}


def test_a_backup_in_which_one_self_check_is_damaged_is_put_in_place_and_says_which(stored, live, backup):
    flip_body(backup, stored[1].id)
    done = ecq("restore", backup)
    assert done.returncode == 0
    assert f"assessments: {stored[1].id}" in done.stdout


def test_a_backup_of_an_earlier_version_is_brought_up_to_date_when_it_is_opened(live, tmp_path):
    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as opened:
        opened.executescript(RELEASED.read_text(encoding="utf-8"))
    assert ecq("restore", old).returncode == 0
    assert "青禾商城" in ecq("list").stdout


def test_the_file_that_an_address_names_is_moved_aside_as_well(stored, live, backup, tmp_path):
    there = tmp_path / "elsewhere" / "firm.sqlite3"
    there.parent.mkdir()
    shutil.copyfile(live, there)
    spoil_half(there)
    done = ecq("restore", backup, ECQ_DATABASE_URL=f"sqlite:///{there}")
    assert done.returncode == 0
    assert f"{there}.replaced-1" in done.stdout
    assert held(there) == {one.id for one in stored}
