"""One damaged self-check is named; the others are listed, open, saved and backed up, and no sentence quotes more of what is stored than its name."""

import asyncio
import json
import random
import sqlite3
import urllib.request
from contextlib import closing, suppress
from shutil import copytree
from zipfile import ZipFile

import pytest

from ecq.assessment.changes import annotate
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import DamagedError, EcqError
from ecq.base.settings import data_folder
from ecq.store.backup import check
from ecq.store.collection import Collection
from ecq.store.database import FILE_NAME, DatabaseStore
from tests import building as b
from tests import command
from tests.bench.streamlit_page import StreamlitPage
from tests.damage import flip_body, spoil_pages
from tests.serving import ecq_running

SECRET = "only-the-operator-knows-this"


@pytest.fixture(scope="module")
def noted(shipped, tmp_path_factory):
    """Three self-checks, each with a note, a history and a snapshot, in a database to be copied."""
    folder = tmp_path_factory.mktemp("noted")
    store = DatabaseStore.in_folder(folder)
    question = shipped.questions[0]
    made = []
    for one in load_samples()[:3]:
        kept = Collection(store).add(sample_assessment(one, shipped, "en", "2026-11-24T09:00:00+00:00"), None)
        for note in (SECRET, f"{SECRET} again"):
            kept = store.change(kept.id, lambda held, note=note: b.accepted(annotate(held, question, note)))
        store.add_snapshot(kept.id, "before", shipped.digest, "")
        made.append(kept)
    store.close()
    return folder, made


@pytest.fixture
def stored(noted):
    folder, made = noted
    copytree(folder, data_folder())
    return made


@pytest.fixture
def file(stored):
    return data_folder() / FILE_NAME


def ecq(*arguments):
    """The command itself; whatever it says quotes nothing that is stored."""
    done = command.ecq(*arguments)
    assert SECRET not in done.stdout + done.stderr
    return done


def test_bad_sectors_in_one_leave_the_others_listed_and_open(stored, file):
    before = [line.split()[0] for line in ecq("list").stdout.splitlines() if line[0] != " "]
    spoil_pages(file, stored[1].id)
    rows = json.loads(ecq("list", "--json").stdout)["assessments"]
    assert [row["id"] for row in rows if row["summary"].get("unreadable")] == [stored[1].id]
    assert [row["id"] for row in rows] == [*(one for one in before if one != stored[1].id), stored[1].id]
    lines = {line.split()[0]: line for line in ecq("list").stdout.splitlines() if line[0] != " "}
    assert "Cannot be read" in lines[stored[1].id]
    assert stored[1].assessment.name in lines[stored[1].id]
    assert ecq("show", stored[0].id).returncode == 0
    assert (
        f"self-check “{stored[1].assessment.name}” ({stored[1].id}) cannot be read" in ecq("show", stored[1].id).stderr
    )
    found = json.loads(ecq("store", "check", "--json").stdout)
    assert found["assessments"] == 3
    assert [fault for fault in found["faults"] if fault.startswith("assessments: ")] == [f"assessments: {stored[1].id}"]
    assert not any("\n" in fault for fault in found["faults"])
    assert ecq("delete", stored[1].id).returncode == 0
    assert stored[1].id not in ecq("list").stdout


def test_a_damaged_one_says_so_and_can_be_put_away_and_deleted(stored, file):
    flip_body(file, stored[1].id)
    shown = ecq("show", stored[1].id)
    assert shown.returncode == 2
    assert f"self-check “{stored[1].assessment.name}” ({stored[1].id}) cannot be read" in shown.stderr
    assert "ecq restore" in shown.stderr
    assert ecq("delete", stored[1].id).returncode == 0
    assert "deleted for good" in ecq("delete", stored[1].id, "--for-good").stdout
    assert stored[1].id not in ecq("list").stdout


def test_the_check_names_it_and_what_to_do(stored, file):
    assert "All self-checks can be read: 3" in ecq("store", "check").stdout
    flip_body(file, stored[1].id)
    done = ecq("store", "check")
    assert done.returncode == 1
    assert f"assessments: {stored[1].id}" in done.stdout
    assert "ecq restore" in done.stdout
    faults = json.loads(ecq("store", "check", "--json").stdout)
    files = {"files": 0, "changed": [], "missing": [], "orphans": 0}
    assert faults == {"assessments": 3, "faults": [f"assessments: {stored[1].id}"], "files": files}


def test_what_the_list_worked_out_before_does_not_hide_the_damage_once_it_was_met(stored, file):
    assert "Score" in next(line for line in ecq("list").stdout.splitlines() if stored[1].id in line)
    flip_body(file, stored[1].id)
    ecq("store", "check")
    line = next(line for line in ecq("list").stdout.splitlines() if stored[1].id in line)
    assert "Cannot be read" in line
    assert stored[1].assessment.name in line, "its name of before is kept"


def test_everything_else_is_exported_and_a_text_stands_in_its_place(stored, file, tmp_path):
    flip_body(file, stored[1].id)
    packed = tmp_path / "all.zip"
    done = ecq("export", "--all", "-o", str(packed))
    assert done.returncode == 1
    assert stored[1].id in done.stderr
    with ZipFile(packed) as opened:
        names = opened.namelist()
        assert sorted(name.rpartition(".")[2] for name in names) == ["json", "json", "txt"]
        (told,) = (opened.read(name).decode() for name in names if name.endswith(".txt"))
    assert stored[1].id in told
    assert SECRET not in told


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE assessments SET body = 'x' WHERE id = ?", "body"),
        ("UPDATE assessments SET body = NULL WHERE id = ?", "body"),
        ("UPDATE assessments SET body = x'00ff' WHERE id = ?", "body"),
        ("UPDATE assessments SET body = replace(body, 'ecq-assessment/', 'ecq-assessment/9') WHERE id = ?", "body"),
        ("UPDATE assessments SET saved_at = 'never' WHERE id = ?", "row"),
        ("UPDATE assessments SET created_at = CAST(x'ff' AS TEXT) WHERE id = ?", "row"),
        ("UPDATE listings SET tags = '[' WHERE assessment_id = ?", "row"),
    ],
)
def test_whatever_of_a_row_is_damaged_the_others_are_listed(stored, file, sql, where):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'body TEXT NOT NULL', 'body TEXT')")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(sql, (stored[1].id,))
    rows = {row["id"]: row for row in json.loads(ecq("list", "--json").stdout)["assessments"]}
    assert rows[stored[1].id]["summary"].get("unreadable")
    assert not any(rows[one.id]["summary"].get("unreadable") for one in (stored[0], stored[2]))
    assert ecq("store", "check").returncode == 1


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("substr(body, 1, 400)", True),
        ("replace(body, 'ecq-assessment/', 'ecq-assessment/9')", True),
        ("substr(body, 1, 60)", False),
    ],
)
def test_it_is_called_by_its_name_as_long_as_that_can_be_read(stored, file, body, named):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE assessments SET body = {body} WHERE id = ?", (stored[1].id,))
    name = stored[1].assessment.name
    store = DatabaseStore.in_folder(data_folder())
    with pytest.raises(DamagedError, match=rf"^self-check “{name}” \(" if named else "^self-check [^“]") as raised:
        store.find(stored[1].id)
    store.close()
    assert raised.value.zh.startswith(
        f"自评“{name}”（{stored[1].id}）读不出来：" if named else f"自评 {stored[1].id} 读"
    )
    assert (name in ecq("list").stdout) is named


def test_a_damaged_history_or_snapshot_is_said_and_leaves_the_answers(stored, file):
    with closing(sqlite3.connect(file)) as connection, connection:
        for table, column in (("journal", "changes"), ("snapshots", "body")):
            connection.execute(f"UPDATE {table} SET {column} = 'x' WHERE assessment_id = ?", (stored[1].id,))
    store = DatabaseStore.in_folder(data_folder())
    assert store.find(stored[1].id).assessment == stored[1].assessment
    with pytest.raises(DamagedError, match=f"the history of self-check {stored[1].id} cannot be read"):
        store.entries(stored[1].id)
    with pytest.raises(DamagedError, match=r"the snapshot .* cannot be read"):
        store.snapshots(stored[1].id)
    assert len(store.entries(stored[0].id)) == 2
    assert len(check(store).faults) == 3
    store.close()


@pytest.mark.slow
def test_a_server_over_it_shows_the_start_page_and_its_readiness_tells_of_it(stored, file):
    flip_body(file, stored[1].id)

    async def opened(address):
        async with StreamlitPage(address, "start", "lang=en") as page:
            await page.run()
            return page.alerts, page.errors, json.loads(page.components["ecq_home"].bytes)["list"]

    with ecq_running(file.parent) as address:
        alerts, errors, shown = asyncio.run(opened(address))
        with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answered:
            ready = answered.read().decode()
    assert (alerts, errors) == ([], [])
    assert all(one.id in shown for one in stored)
    assert shown.count("Cannot be read") == 1
    assert ready == "ok\nself-checks that cannot be read: 1; see ecq store check"
    log = (file.parent / "server.log").read_text(encoding="utf-8")
    assert SECRET not in log


@pytest.mark.slow
def test_wherever_one_byte_of_the_file_changes_nothing_ends_in_a_traceback_or_is_quoted(stored, file):
    whole, chance = file.read_bytes(), random.Random(24)
    for _ in range(40):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        said = []
        with suppress(EcqError), closing(DatabaseStore.in_folder(file.parent)) as store:
            try:
                said += check(store).faults
                for row in Collection(store).listed(None, {}, lambda one: {"name": one.name}):
                    store.find(row.id)
                    store.entries(row.id)
            except EcqError as error:
                said.append(str(error))
        assert not any(SECRET in one for one in said)
