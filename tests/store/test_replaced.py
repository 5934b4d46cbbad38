"""A running app whose database file is replaced by a backup goes on with that one, and nothing is written into the other."""

import asyncio
import os
import subprocess
import sys
import urllib.request
from contextlib import closing

import pytest

from ecq.assessment.changes import begin
from ecq.base.settings import data_folder
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.web.session import words as k
from tests import building as b
from tests.command import ecq
from tests.faults.window import Window
from tests.serving import ROOT, ecq_running

RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])


@pytest.mark.slow
def test_a_running_app_notices_goes_on_with_the_new_one_and_says_so(shipped, tmp_path):
    home, backup = data_folder(), tmp_path / "backup.sqlite3"
    with closing(DatabaseStore.in_folder(home)) as store:
        about = store.add(begin(shipped)).id
    assert ecq("backup", "-o", backup).returncode == 0

    async def walk(address):
        async with Window(address, about) as window:
            await window.run()
            first = window.at
            await window.press("unsure")
            second = window.at
            assert await asyncio.to_thread(lambda: ecq("restore", backup).returncode) == 0
            await window.press("unsure")
            said = window.alerts
            await window.press("unsure")
            return first, second, said, window.alerts

    with ecq_running(home) as address:
        first, second, said, later = asyncio.run(walk(address))
        assert urllib.request.urlopen(f"{address}/readyz", timeout=10).status == 200
        log = (home / "server.log").read_text(encoding="utf-8")
    assert "going on with the one that is there now" in log
    assert (said, later) == ([k.DATABASE_REPLACED.en], []), "said once"
    aside = home / f"{FILE_NAME}.replaced-1"
    with closing(DatabaseStore(f"sqlite:///{aside}")) as before, closing(DatabaseStore.in_folder(home)) as now:
        there, then = (store.find(about).assessment for store in (now, before))
    assert then.response(first).state == "unsure"
    assert then.response(second).state == "unanswered", "nothing was written into what was moved aside"
    assert there.response(first).state == "unanswered", "it was answered after the backup"
    assert there.response(second).state == "unsure", "what was pressed then is saved in the one that is there"


WRITER = """
import itertools, sys
from ecq.assessment.changes import annotate
from ecq.base.errors import StoreError
from ecq.base.settings import data_folder
from ecq.store.database import DatabaseStore
from tests.store.test_replaced import RUBRIC
store = DatabaseStore.in_folder(data_folder())
for number in itertools.count():
    kept = store.change(sys.argv[1], lambda one: annotate(one, RUBRIC.by_id["a"], str(number)))
    print(kept.revision, number, flush=True)
"""


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_written_to_what_was_moved_while_it_is_restored_again_and_again(
    tmp_path,
):
    home = data_folder()
    with closing(DatabaseStore.in_folder(home)) as store:
        about = store.add(begin(RUBRIC, "written to all the time")).id
    backup = tmp_path / "backup.sqlite3"
    assert ecq("backup", "-o", backup).returncode == 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, about], stdout=subprocess.PIPE, text=True, env=environment
    ) as it:
        moved = {}
        for number in range(1, 4):
            for _ in range(30):
                assert it.stdout.readline()
            assert ecq("restore", backup).returncode == 0
            for one in home.glob(f"{FILE_NAME}.replaced-{number}*"):
                moved[one] = one.read_bytes()
        it.terminate()
        # The last line may be cut in the middle.
        acknowledged = [int(line.split()[1]) for line in it.stdout if line.endswith("\n")]
    assert all(one.read_bytes() == content for one, content in moved.items())
    kept = set()
    for file in (home / FILE_NAME, *(one for one in moved if one.name[-1].isdigit())):
        with closing(DatabaseStore(f"sqlite:///{file}")) as store:
            kept |= {
                int(change.after) for entry in store.entries(about) for change in entry.changes if change.part == "note"
            }
            revisions = [entry.revision for entry in store.entries(about)]
            assert revisions == list(range(len(revisions) + 1, 1, -1)), "each journal has one entry for each revision"
    assert acknowledged, "it wrote on beside the last restore, however slow the disk is"
    assert kept >= set(range(max(acknowledged) + 1)), "every note that was acknowledged is in one of them"
