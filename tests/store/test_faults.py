"""What a store says and keeps where the system gives it no more files, or where its clock jumps."""

import os
import resource
from datetime import UTC, datetime, timedelta

import pytest

from ecq.assessment.changes import annotate, begin
from ecq.assessment.history.past_states import next_redo, next_undo
from ecq.base.errors import StoreError
from ecq.store.database import DatabaseStore
from tests import building as b

RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def noted(text):
    return lambda assessment: b.accepted(annotate(assessment, RUBRIC.by_id["a"], text))


def test_where_no_more_files_can_be_opened_it_is_said_and_saved_later(tmp_path):
    store = DatabaseStore.in_folder(tmp_path)
    stored = store.add(begin(RUBRIC))
    store.engine.dispose()  # the next change needs a connection of its own
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    probe = os.open(os.devnull, os.O_RDONLY)
    os.close(probe)
    resource.setrlimit(resource.RLIMIT_NOFILE, (probe, limits[1]))
    try:
        with pytest.raises(StoreError, match="perhaps too many files are open") as error:
            store.change(stored.id, noted("lost?"))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert error.value.zh == "没能存下回答：数据库文件打不开，可能是打开的文件太多（ulimit -n）"
    assert store.change(stored.id, noted("not lost")).revision == 2
    assert len(store.entries(stored.id)) == 1
    store.close()


def test_a_clock_that_jumps_back_and_forward_changes_no_order(opened):
    times = iter((NOON, NOON - timedelta(days=400), NOON + timedelta(days=4000), NOON, NOON, NOON))
    store = opened(clock=lambda: next(times))
    stored = store.add(begin(RUBRIC))
    for text in ("one", "two", "three"):
        newest = store.change(stored.id, noted(text))
    assert [entry.revision for entry in store.entries(stored.id)] == [4, 3, 2]

    def mine(_entry):
        return True

    last = next_undo(store.back_from(newest), newest.assessment, mine)
    assert last.revision == 4
    assert next_redo(store.back_from(newest), newest.assessment, mine) is None
    assert store.find(stored.id).assessment.response("a").note == "three"
