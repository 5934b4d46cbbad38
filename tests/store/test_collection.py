"""The list of assessments: what stands on it, whose it is, and that what is deleted for good is gone."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import annotate
from ecq.base.errors import StoreError
from ecq.scoring.scorecard import score
from ecq.store.collection import BIN_DAYS, Collection, Place
from ecq.telling.portfolio.summary import summary_by
from tests import building as b
from tests.store.clock import NOON

RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])
RUBRICS = {RUBRIC.id: RUBRIC}
DIGESTS = {RUBRIC.id: RUBRIC.digest}


@pytest.fixture
def collection(store):
    return Collection(store)


def named(name, answers=None):
    return b.answered(RUBRIC, answers or {}).model_copy(update={"name": name})


def rows(collection, browser=None):
    return collection.listed(browser, DIGESTS, lambda one: summary_by(RUBRICS, one))


def test_a_row_shows_what_the_scorer_says_of_the_newest_state(store, collection):
    stored = collection.add(named("Shop", {"a": "yes"}), None)
    (row,) = rows(collection)
    card = score(RUBRIC, stored.assessment)
    assert row.summary["score"] == [str(card.score.low), str(card.score.high)]
    assert (row.summary["decided"], row.summary["applicable"]) == (1, 2)
    store.change(stored.id, lambda one: b.answered_further(RUBRIC, one, {"c": "yes"}))
    (row,) = rows(collection)
    assert (row.revision, row.summary["decided"]) == (2, 2)


def test_what_was_worked_out_is_not_worked_out_again(collection):
    for number in range(3):
        collection.add(named(f"Shop {number}"), None)
    rows(collection)

    def fails(_assessment):
        raise AssertionError("the stored summary is used")

    assert len(collection.listed(None, DIGESTS, fails)) == 3
    with pytest.raises(AssertionError):
        collection.listed(None, {RUBRIC.id: "another text of the rubric"}, fails)


def test_only_so_many_are_worked_out_at_once_the_newest_first(collection, clock):
    ids = []
    for number in range(4):
        clock.now += timedelta(minutes=1)
        ids.append(collection.add(named(f"Shop {number}"), None).id)
    at_most = [collection.listed(None, DIGESTS, lambda one: summary_by(RUBRICS, one), 3) for _ in range(2)]
    assert [[bool(row.summary) for row in rows] for rows in at_most] == [[True, True, True, False], [True] * 4]
    assert [row.id for row in at_most[0]] == ids[::-1]


def test_a_list_is_read_without_the_assessments_themselves(store, collection):
    """Ten thousand of them are some hundred megabytes."""
    collection.add(named("Shop"), None)
    rows(collection)
    said = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda _c, _cur, statement, *_: said.append(statement))
    rows(collection)
    assert len(said) == 1
    assert "assessments.body" not in said[0]


def test_one_that_cannot_be_read_does_not_keep_the_others_from_being_listed(store, collection):
    bad, good = collection.add(named("Bad"), None), collection.add(named("Good"), None)
    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE assessments SET body = '{'" + f" WHERE id = '{bad.id}'")
    shown = {row.id: row.summary for row in rows(collection)}
    assert shown[bad.id]["unreadable"]
    assert shown[good.id]["name"] == "Good"
    assert collection.delete(bad.id)


def test_where_an_assessment_stands_in_a_list(collection):
    one = collection.add(named("Shop"), "key-1", sample="qinghe-mall")
    collection.archive(one.id)
    assert collection.place(one.id, "key-1") == Place("qinghe-mall", archived=True, binned=False, listed=True)
    assert not collection.place(one.id, "key-2").listed
    assert collection.place(one.id, None).listed, "on the list of all of this computer"
    assert collection.place("unknown", "key-1") == Place("", False, False, False)


def test_each_browser_has_its_own_list_and_none_holds_the_key(store, collection):
    first, second = collection.add(named("One"), "key-1"), collection.add(named("Two"), "key-2")
    assert [row.id for row in rows(collection, "key-1")] == [first.id]
    assert rows(collection, "someone else's") == ()
    assert len(rows(collection)) == 2
    assert collection.remember(second.id, "key-1")
    assert collection.remember(second.id, "key-1"), "twice is once"
    assert {row.id for row in rows(collection, "key-1")} == {first.id, second.id}
    assert not collection.remember("unknown", "key-1")
    collection.forget("key-1", second.id)
    assert [row.id for row in rows(collection, "key-1")] == [first.id]
    collection.forget("key-1")
    assert rows(collection, "key-1") == ()
    assert store.find(first.id) is not None
    collection.remember(second.id, "key-1")
    with store.engine.connect() as connection:
        stored = connection.execute(sa.text("SELECT browser FROM browsers")).scalars().all()
    assert stored
    assert all("key" not in one for one in stored)


def test_tags_archive_and_bin_stand_in_the_row(collection):
    stored = collection.add(named("Shop"), None)
    assert collection.tag(stored.id, [" retail ", "", "retail", "x" * 60, *map(str, range(20))])
    assert collection.archive(stored.id)
    assert collection.bin(stored.id)
    (row,) = rows(collection)
    assert row.tags[:2] == ("retail", "x" * 40)
    assert len(row.tags) == 12
    assert (row.archived_at, row.binned_at) == (NOON.isoformat(), NOON.isoformat())
    collection.archive(stored.id, False)
    collection.bin(stored.id, False)
    (row,) = rows(collection)
    assert (row.archived_at, row.binned_at) == (None, None)
    assert not collection.tag("unknown", ["x"])


def test_a_sample_is_one_demo_for_each_list(collection):
    assert collection.sample_of("qinghe-mall", "key-1") is None
    stored = collection.add(named("Demo"), "key-1", sample="qinghe-mall")
    assert collection.sample_of("qinghe-mall", "key-1") == stored.id
    assert collection.sample_of("qinghe-mall", "key-2") is None
    collection.bin(stored.id)
    assert collection.sample_of("qinghe-mall", "key-1") is None


def test_what_is_deleted_for_good_leaves_no_trace_in_the_file(in_a_file, tmp_path):
    store, collection = in_a_file, Collection(in_a_file)
    secret, other = "只此一处的字句", "留下的字句"
    stored, stays = collection.add(named("Gone"), "key-1"), collection.add(named("Stays"), "key-1")
    for one, words in ((stored, secret), (stays, other)):
        store.change(one.id, lambda made, words=words: b.accepted(annotate(made, RUBRIC.by_id["a"], words)))
        store.add_snapshot(one.id, words, RUBRIC.digest, "the rubric")
    rows(collection)
    receipt = collection.delete(stored.id)
    assert receipt.revision == 2
    assert len(receipt.digest) == 64
    assert store.find(stored.id) is None
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for trace in (secret.encode(), stored.id.encode(), b"Gone"):
        assert trace not in files
    assert other.encode() in files
    assert collection.delete(stored.id) is None


def test_a_receipt_is_given_while_somebody_reads_the_file_and_the_rest_is_done_later(in_a_file, tmp_path, monkeypatch):
    store, collection = in_a_file, Collection(in_a_file)
    monkeypatch.setattr("ecq.store.collection.WIPE_WAITS", 20)
    gone = collection.add(named("只此一处的名字"), None)
    with closing(sqlite3.connect(tmp_path / "ecq.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM assessments").fetchone()
        receipt = collection.delete(gone.id)
        assert not receipt.wiped
        assert store.find(gone.id) is None
        assert collection.add(named("Next"), None), "and the file is as good as before"
    collection.empty_bin()
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "只此一处的名字".encode() not in files


def test_several_are_deleted_with_a_receipt_each(collection):
    ids = [collection.add(named(name), None).id for name in "ABC"]
    assert [one.id for one in collection.delete_all([*ids[:2], "unknown"])] == ids[:2]
    assert [row.id for row in rows(collection)] == ids[2:]


def test_the_list_is_shown_though_nothing_of_it_can_be_stored(in_a_file):
    Collection(in_a_file).add(named("Shop"), None)
    with in_a_file.transaction() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON summaries BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    assert [row.summary["name"] for row in rows(Collection(in_a_file))] == ["Shop"]


def test_what_goes_wrong_is_logged_without_what_people_wrote(in_a_file, caplog):
    store, collection = in_a_file, Collection(in_a_file)
    secret = "只有客户知道的字句"
    stored = collection.add(named(secret), None)
    with store.transaction() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(StoreError) as told:
        store.change(stored.id, lambda one: b.accepted(annotate(one, RUBRIC.by_id["a"], secret)))
    assert "the answers could not be saved: SQLITE_CONSTRAINT_TRIGGER" in caplog.text
    for words in (caplog.text, str(told.value), told.value.zh):
        assert secret not in words
        assert stored.id not in words


def test_whether_the_database_answers_is_asked(in_a_file, tmp_path):
    store = in_a_file
    store.must_answer()
    (tmp_path / "ecq.sqlite3").unlink()
    with pytest.raises(StoreError, match="the database file was deleted"):
        store.must_answer()


def test_the_bin_is_emptied_after_thirty_days(store, collection, clock):
    old, young = collection.add(named("Old"), None), collection.add(named("Young"), None)
    collection.bin(old.id)
    clock.now += timedelta(days=BIN_DAYS - 1)
    collection.bin(young.id)
    assert collection.empty_bin() == ()
    clock.now += timedelta(days=1)
    assert [one.id for one in collection.empty_bin()] == [old.id]
    assert store.find(young.id) is not None


@pytest.mark.parametrize("accident", ["deleted", "replaced"])
def test_nothing_is_written_where_the_file_was_deleted_or_is_another_programs(in_a_file, tmp_path, accident):
    stored = Collection(in_a_file).add(named("Shop"), None)
    file = tmp_path / "ecq.sqlite3"
    file.unlink()
    if accident == "replaced":
        file.write_bytes(b"what another program wrote")
    with pytest.raises(StoreError, match="deleted, or replaced by one that is none of ECQ's"):
        in_a_file.change(stored.id, lambda one: b.accepted(annotate(one, RUBRIC.by_id["a"], "lost?")))
    assert in_a_file.find(stored.id) == stored, "what was opened is still read"
    if accident == "replaced":
        assert file.read_bytes() == b"what another program wrote"
        return
    in_a_file.engine.dispose()
    with pytest.raises(StoreError):
        in_a_file.find("another")
    assert not file.exists(), "no empty database is made in its place"


@pytest.mark.slow
def test_two_servers_that_list_and_remember_at_once_do_not_get_in_each_others_way(opened):
    stores = [opened() for _ in range(4)]
    added = [Collection(stores[0]).add(named(f"Shop {number}"), None) for number in range(10)]

    def look(store):
        collection = Collection(store)
        for one in added:
            collection.remember(one.id, "key")
            collection.tag(one.id, ["retail"])
        return [row.id for row in rows(collection, "key")]

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(look, stores))
    assert [sorted(one) for one in seen] == [sorted(one.id for one in added)] * 4
