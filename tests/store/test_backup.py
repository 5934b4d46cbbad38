"""A backup never takes the place of a better one: not on a full disk, not when it is killed, not when it cannot be read."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ecq.base.settings import data_folder
from ecq.store import places
from ecq.store.backup import back_up
from ecq.store.database import FILE_NAME, DatabaseStore
from tests.command import ecq
from tests.damage import flip_body, spoil_pages
from tests.serving import ROOT
from tests.small_disk import free, small_disk


def held(file: Path) -> set[str]:
    """The self-checks in a backup, by id; reading it leaves nothing beside it."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {one for (one,) in connection.execute("SELECT id FROM assessments")}


def test_a_backup_says_what_it_holds_and_is_for_its_owner_only(stored, tmp_path):
    file = tmp_path / "backups" / "nightly.sqlite3"
    file.parent.mkdir()
    for more in ((), ("--force",)):
        done = ecq("backup", "-o", file, *more)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{file}: a backup of the database; all its self-checks can be read: {len(stored)}\n"
        assert held(file) == {one.id for one in stored}
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [*file.parent.iterdir()] == [file]


def test_on_a_full_disk_the_backup_of_before_stays(stored, tmp_path):
    with small_disk(tmp_path / "disk", 1200) as disk:
        file = disk / "nightly.sqlite3"
        assert ecq("backup", "-o", file).returncode == 0
        before, mode = file.read_bytes(), file.stat().st_mode
        (disk / "what else there is").write_bytes(bytes(free(disk) - 100_000))
        done = ecq("backup", "--force", "-o", file)
        assert done.returncode == 2
        assert "could not be written: the disk is full" in done.stderr
        assert (file.read_bytes(), file.stat().st_mode) == (before, mode)
        assert sorted(one.name for one in disk.iterdir()) == ["nightly.sqlite3", "what else there is"]


def test_a_copy_that_cannot_be_read_does_not_take_the_place_of_a_whole_one(stored, tmp_path):
    file = tmp_path / "nightly.sqlite3"
    ecq("backup", "-o", file)
    before = file.read_bytes()
    flip_body(data_folder() / FILE_NAME, stored[1].id)
    done = ecq("backup", "--force", "-o", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"assessments: {stored[1].id}" in done.stderr
    assert f"The backup of before stays: {file}" in done.stderr
    assert file.read_bytes() == before
    assert held(tmp_path / "nightly.sqlite3.damaged") == {one.id for one in stored}
    first = tmp_path / "first.sqlite3"
    assert ecq("backup", "-o", first).returncode == 1, "where there is none to keep, it is written and said"
    assert held(first) == {one.id for one in stored}


def test_where_pages_are_bad_it_says_damaged_and_not_full_and_the_backup_of_before_stays(stored, tmp_path):
    file = tmp_path / "nightly.sqlite3"
    ecq("backup", "-o", file)
    before = file.read_bytes()
    spoil_pages(data_folder() / FILE_NAME, stored[1].id)
    done = ecq("backup", "--force", "-o", file)
    assert done.returncode == 2
    assert (
        "could not be written: the database file is damaged; put a backup in its place with ecq restore" in done.stderr
    )
    assert file.read_bytes() == before
    assert [*tmp_path.glob("*nightly*")] == [file]


def test_what_belonged_to_the_backup_of_before_is_not_read_into_the_new_one(stored, tmp_path):
    file = tmp_path / "nightly.sqlite3"
    ecq("backup", "-o", file)
    with closing(sqlite3.connect(file)) as opened:  # somebody looks into it, and their program is killed
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("DELETE FROM assessments")
        opened.commit()
        log = file.with_name(f"{file.name}-wal").read_bytes()
    file.with_name(f"{file.name}-wal").write_bytes(log)
    assert ecq("backup", "--force", "-o", file).returncode == 0
    assert held(file) == {one.id for one in stored}
    with closing(sqlite3.connect(file)) as opened:
        assert len(opened.execute("SELECT id FROM assessments").fetchall()) == len(stored)


def test_a_link_leads_to_the_file_and_stays_a_link(stored, tmp_path):
    file, link = tmp_path / "real.sqlite3", tmp_path / "newest.sqlite3"
    link.symlink_to(file)
    assert ecq("backup", "--force", "-o", link).returncode == 0
    assert ecq("backup", "--force", "-o", link).returncode == 0
    assert link.is_symlink()
    assert held(file) == {one.id for one in stored}


def test_no_pipe_folder_or_database_is_replaced(stored, tmp_path):
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    os.mkfifo(pipe)
    live = data_folder() / FILE_NAME
    for what, why in ((folder, "is not a file"), (pipe, "is not a file"), (live, "is the database itself")):
        done = ecq("backup", "--force", "-o", what)
        assert done.returncode == 2
        assert why in done.stderr
    missing = ecq("backup", "-o", tmp_path / "nowhere" / "x")
    assert missing.returncode == 2
    assert "could not be written: there is no such file or folder" in missing.stderr
    assert pipe.is_fifo()
    assert "Score" in ecq("list").stdout


def test_it_can_be_written_to_standard_output(stored, tmp_path):
    written = subprocess.run(
        [sys.executable, "-m", "ecq.cli", "backup", "-o", "-"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    file = tmp_path / "piped.sqlite3"
    file.write_bytes(written.stdout)
    assert held(file) == {one.id for one in stored}


def test_file_and_folder_are_on_the_disk_before_it_is_said(stored, tmp_path, monkeypatch):
    synced = []
    fsync = os.fsync

    def noted(which):
        synced.append(os.readlink(f"/proc/self/fd/{which}"))
        fsync(which)

    monkeypatch.setattr(places.os, "fsync", noted)
    with closing(DatabaseStore.in_folder(data_folder())) as store:
        back_up(store, tmp_path / "nightly.sqlite3")
    assert [Path(one).name for one in synced] == ["nightly.sqlite3", tmp_path.name]


@pytest.mark.slow
def test_killed_at_any_moment_the_old_one_or_the_new_one_is_there(stored, tmp_path):
    file = tmp_path / "nightly.sqlite3"
    ecq("backup", "-o", file)
    begun = time.monotonic()
    ecq("backup", "--force", "-o", file)
    takes = time.monotonic() - begun
    for part in range(4):
        running = subprocess.Popen(
            [sys.executable, "-m", "ecq.cli", "backup", "--force", "-o", str(file)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
        )
        time.sleep(takes * (0.4 + 0.16 * part))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert held(file) == {one.id for one in stored}
