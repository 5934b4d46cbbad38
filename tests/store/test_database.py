"""Assessments outlive the program, and two writers at once lose nothing."""

import resource
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import annotate, answer, begin, mark_unsure
from ecq.assessment.history.journal import ConflictError, Remark, applied, reversal
from ecq.assessment.model import Response
from ecq.assessment.proposals import Proposal, Source
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import StoreError
from ecq.base.settings import data_folder
from ecq.rubric.loading import read_rubric
from ecq.store import database, engine, failures
from ecq.store.backup import back_up, restore
from ecq.store.database import DatabaseStore
from ecq.store.proposals import Proposals
from tests import building as b
from tests.small_disk import free, small_disk

RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])
QUESTION = RUBRIC.by_id["a"]


def noted(text):
    return lambda assessment: b.accepted(annotate(assessment, QUESTION, text))


def appended(character):
    def how(assessment):
        return b.accepted(annotate(assessment, QUESTION, assessment.response("a").note + character))

    return how


def test_what_is_saved_is_read_back_unchanged_and_a_change_is_a_new_revision_of_it_alone(store):
    assessment = b.answered(RUBRIC, {"a": "yes"})
    stored, other = store.add(assessment), store.add(begin(RUBRIC, "other"))
    assert store.find(stored.id) == stored
    assert (stored.assessment, stored.revision, stored.saved_at) == (assessment, 1, "2026-11-24T12:00:00+00:00")
    changed = store.change(stored.id, noted("first"))
    assert (changed.revision, changed.assessment.response("a").note) == (2, "first")
    assert (store.find(stored.id), store.find(other.id)) == (changed, other)


def test_what_came_in_through_another_server_is_seen_when_the_self_check_is_read_again(in_a_file):
    kept = in_a_file.add(begin(RUBRIC))
    elsewhere = DatabaseStore(in_a_file.engine.url)
    in_a_file.find(kept.id)
    assert Proposals(in_a_file).waiting_from(kept.id, frozenset({"paper"})) == ()
    came = Proposal(
        about="a",
        part="answer",
        value=Response(state="answered", value="yes"),
        source=Source(kind="text", name="paper"),
    )
    Proposals(elsewhere).add(kept.id, [came])
    elsewhere.close()
    in_a_file.find(kept.id)
    (waiting,) = Proposals(in_a_file).waiting_from(kept.id, frozenset({"paper"}))
    assert waiting.proposal == came


def test_ids_differ_and_are_too_long_to_guess(store):
    ids = {store.add(begin(RUBRIC)).id for _ in range(50)}
    assert len(ids) == 50
    assert all(len(one) >= 22 for one in ids)


def test_an_id_is_never_taken_for_an_option_of_a_command(in_a_file, monkeypatch):
    drawn = iter(["-begins-with-a-dash---", "fine-in-the-middle----"])
    monkeypatch.setattr("secrets.token_urlsafe", lambda _bytes: next(drawn))
    assert in_a_file.add(begin(RUBRIC)).id == "fine-in-the-middle----"


@pytest.mark.parametrize("unknown", ["", "no-such-id", "' OR 1=1 --", "%", "x" * 500, "平台", "a\0b"])
def test_an_unknown_address_finds_nothing_and_changes_nothing(store, unknown):
    store.add(begin(RUBRIC))
    assert store.find(unknown) is None
    assert store.change(unknown, noted("x")) is None


def test_a_failed_change_leaves_the_newest_state(store):
    stored = store.add(begin(RUBRIC))

    def fails(_):
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        store.change(stored.id, fails)
    assert store.find(stored.id) == stored
    assert store.change(stored.id, lambda assessment: assessment).revision == 1, "what changes nothing is no revision"
    assert store.entries(stored.id) == ()
    assert store.change(stored.id, noted("works again")).revision == 2


@pytest.mark.parametrize("stores", [1, 2], ids=["one store shared", "two stores on one database"])
def test_two_people_writing_at_once_lose_nothing(opened, stores):
    at_work = [opened() for _ in range(stores)]
    stored = at_work[0].add(begin(RUBRIC))

    def write(which):
        for _ in range(30):
            at_work[which % stores].change(stored.id, appended("xy"[which]))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    last = at_work[0].find(stored.id)
    note = last.assessment.response("a").note
    assert (note.count("x"), note.count("y")) == (30, 30)
    assert last.revision == 61


def test_who_waits_in_vain_for_another_writer_is_told_so_and_writes_later(tmp_path, monkeypatch):
    for waiting in (database, engine):
        monkeypatch.setattr(waiting, "BUSY_TIMEOUT", 60)
    store = DatabaseStore.in_folder(tmp_path)
    stored = store.add(begin(RUBRIC))
    with ThreadPoolExecutor(1) as pool:
        with store.transaction():
            refused = pool.submit(store.change, stored.id, noted("meanwhile")).exception()
        assert isinstance(refused, StoreError)
        assert "the database is busy" in str(refused)
        assert pool.submit(store.change, stored.id, noted("later")).result().revision == 2
    store.close()


def test_the_data_folder_is_readable_by_its_owner_only(tmp_path):
    DatabaseStore.in_folder(tmp_path / "deep" / "data").close()
    assert (tmp_path / "deep" / "data").stat().st_mode & 0o077 == 0


def test_the_users_own_folder_is_where_the_environment_says_it_is_now(tmp_path, monkeypatch):
    monkeypatch.delenv("ECQ_HOME")
    for name in ("one", "other"):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))
        assert data_folder() == tmp_path / name / "ecq"


@pytest.mark.parametrize("name", ["my data", "数据", "a?b", "50%25", "a#b", "a;b&c=d", "a@b:c"])
def test_a_data_folder_of_any_name_works_and_nothing_is_written_elsewhere(tmp_path, name):
    store = DatabaseStore.in_folder(tmp_path / name)
    stored = store.add(begin(RUBRIC))
    store.close()
    assert (tmp_path / name / "ecq.sqlite3").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    again = DatabaseStore.in_folder(tmp_path / name)
    assert again.find(stored.id) == stored
    again.close()


def one_sentence(error):
    assert str(error.value)
    assert "\n" not in str(error.value)


def test_where_no_database_can_be_opened_it_is_said_in_one_sentence_with_what_to_do(tmp_path):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "ecq.sqlite3").mkdir()
    for open_it, told in (
        (lambda: DatabaseStore.in_folder(tmp_path / "file" / "data"), "set ECQ_HOME"),
        (lambda: DatabaseStore.in_folder(tmp_path), r"Is a directory.*set ECQ_HOME"),
        (lambda: DatabaseStore("nonsense"), "it begins with sqlite:/// or postgresql://"),
    ):
        with pytest.raises(StoreError, match=told) as error:
            open_it()
        one_sentence(error)


# -- the journal

OLD_SCHEMA = """
CREATE TABLE assessments (
    id VARCHAR(64) NOT NULL, body TEXT NOT NULL, revision INTEGER NOT NULL,
    created_at VARCHAR(40) NOT NULL, saved_at VARCHAR(40) NOT NULL, PRIMARY KEY (id)
)
"""


def answers(question_id, value):
    return lambda assessment: b.accepted(answer(assessment, RUBRIC.by_id[question_id], value, "t"))


def test_every_change_is_journaled_with_time_kind_and_window(store):
    stored = store.add(begin(RUBRIC))
    store.change(stored.id, answers("a", "yes"), by="window one")
    store.change(stored.id, noted("why"))
    newest, first = store.entries(stored.id)
    assert (first.revision, first.at, first.kind, first.by) == (2, "2026-11-24T12:00:00+00:00", "answer", "window one")
    assert first.questions == ("a",)
    assert {change.path[2]: change.after for change in first.changes} == {
        "state": "answered",
        "value": "yes",
        "at": "t",
    }
    assert (newest.revision, newest.kind, newest.by, newest.undoes) == (3, "note", "", None)


def test_the_journal_is_read_newest_first_by_question_or_revision(store):
    mine, yours = store.add(begin(RUBRIC)), store.add(begin(RUBRIC))
    for turn in range(6):
        store.change(mine.id, answers("ac"[turn % 2], ("yes", "no")[turn % 3 == 0]))
    store.change(yours.id, answers("a", "no"))
    revisions = [entry.revision for entry in store.entries(mine.id)]
    assert revisions == sorted(revisions, reverse=True)
    assert revisions[-1] == 2
    assert [e.revision for e in store.entries(mine.id, limit=2)] == revisions[:2]
    assert [e.revision for e in store.entries(mine.id, since=revisions[2])] == revisions[:2]
    assert [e.revision for e in store.entries(mine.id, before=revisions[1], limit=1)] == [revisions[2]]
    assert {e.questions for e in store.entries(mine.id, question="c")} == {("c",)}
    assert len(store.entries(mine.id, question="a")) + len(store.entries(mine.id, question="c")) == len(revisions)
    assert store.entries("no such id") == ()


def test_the_journal_before_a_state_reads_the_same_in_two_processes(store, opened):
    stored = store.add(begin(RUBRIC))
    states = [store.change(stored.id, noted(f"note {turn}"), by="one") for turn in range(30)]
    other = opened()
    for one in (store, other):
        assert list(one.back_from(states[-1])) == list(store.entries(stored.id))
        assert [e.revision for e in one.back_from(states[4])] == [6, 5, 4, 3, 2]
        assert list(one.back_from(stored)) == []
    # what another process enters meanwhile is seen, though part of the journal is at hand
    later = store.change(stored.id, noted("later"))
    assert [e.revision for e in other.back_from(later)] == list(range(later.revision, 1, -1))


def test_the_last_change_is_read_from_memory(store):
    stored = store.add(begin(RUBRIC))
    changed = store.change(stored.id, noted("x"))
    asked = []
    sa.event.listen(store._engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    assert next(store.back_from(changed)).revision == changed.revision
    assert asked == []


def test_journal_entries_in_memory_are_limited(opened, monkeypatch):
    monkeypatch.setattr("ecq.store.database.ENTRIES_REMEMBERED", 5)
    small = opened()
    stored = small.add(begin(RUBRIC))
    for turn in range(40):
        changed = small.change(stored.id, noted(f"note {turn}"))
    assert len(small._entries) == 5
    assert [e.revision for e in small.back_from(changed)] == list(range(41, 1, -1))


def test_a_question_id_containing_another_is_not_confused_with_it(store):
    similar = b.rubric([b.yes_no("a"), b.yes_no("a-b"), b.yes_no("b")])
    stored = store.add(begin(similar))
    for question in similar.questions:
        store.change(stored.id, lambda held, question=question: b.accepted(answer(held, question, "yes")))
    for question in similar.questions:
        assert [e.questions for e in store.entries(stored.id, question=question.id)] == [(question.id,)]


def test_an_undo_is_journaled_as_one_more_change(store):
    stored = store.add(begin(RUBRIC))
    store.change(stored.id, answers("a", "yes"))
    (made,) = store.entries(stored.id)
    undone = store.change(stored.id, lambda held: applied(held, reversal(made)), reverses=made)
    assert undone.assessment.responses == {}
    undo = store.entries(stored.id, limit=1)[0]
    assert (undo.kind, undo.undoes, len(store.entries(stored.id))) == ("undo", made.revision, 2)
    store.change(stored.id, lambda held: applied(held, reversal(undo)), reverses=undo)
    redo = store.entries(stored.id, limit=1)[0]
    assert (redo.kind, redo.undoes) == ("redo", undo.revision)
    assert store.find(stored.id).assessment.response("a").value == "yes"


def test_an_unseen_answer_of_another_window_is_not_overwritten(store):
    stored = store.add(begin(RUBRIC))
    store.change(stored.id, answers("a", "yes"), by="one")
    with pytest.raises(ConflictError) as clash:
        store.change(stored.id, answers("a", "no"), by="two", seen=stored.revision)
    assert store.find(stored.id).assessment.response("a").value == "yes"
    assert str(clash.value) == "this was changed in another window meanwhile"
    assert [entry.by for entry in clash.value.theirs] == ["one"]
    assert ("responses", "a", "value") in [change.path for change in clash.value.mine]
    # other questions, one's own earlier change, and a page that has seen it are no clash
    assert store.change(stored.id, answers("c", "no"), by="two", seen=stored.revision).revision == 3
    assert store.change(stored.id, answers("a", "no"), by="one", seen=stored.revision).revision == 4
    assert store.change(stored.id, answers("a", "yes"), by="two", seen=4).revision == 5


def old_database(path, *bodies):
    connection = sqlite3.connect(path)
    connection.execute(OLD_SCHEMA)
    for number, body in enumerate(bodies):
        row = (f"old-{number}", body, 7, "2026-11-01T00:00:00+00:00", "2026-11-02T00:00:00+00:00")
        connection.execute("INSERT INTO assessments VALUES (?, ?, ?, ?, ?)", row)
    connection.commit()
    connection.close()


def test_a_database_without_journal_and_snapshots_opens_and_gets_both(tmp_path):
    old_database(tmp_path / "ecq.sqlite3", b.answered(RUBRIC, {"a": "yes"}, name="Old").model_dump_json())
    for _ in range(2):  # and again when it has one
        store = DatabaseStore.in_folder(tmp_path)
        assert store.find("old-0").assessment.name == "Old"
        store.close()
    store = DatabaseStore.in_folder(tmp_path)
    assert store.entries("old-0") == ()
    store.change("old-0", answers("a", "no"))
    (made,) = store.entries("old-0")
    assert made.revision == 8
    assert store.snapshots("old-0") == ()
    assert store.add_snapshot("old-0", "x", RUBRIC.digest, RUBRIC.canonical).revision == 8
    assert ("responses", "a", "value") in [change.path for change in made.changes]
    undone = store.change("old-0", lambda held: applied(held, reversal(made)), reverses=made)
    assert undone.assessment.response("a").value == "yes"
    store.close()


def test_what_waits_at_a_question_takes_the_place_of_what_waited_there(store):
    mine, yours = store.add(begin(RUBRIC)).id, store.add(begin(RUBRIC)).id
    said, first, other = Remark(1, "a", "reply", "w", "r"), Remark(1, "a", "waits", "", "1"), Remark(1, "b", "waits")
    for one in (mine, yours):
        store.add_remark(one, said)
        store.keep_waiting(one, {"a": first, "b": other})
    again = Remark(2, "a", "waits", "", "2")
    store.keep_waiting(mine, {"a": again, "c": None})
    assert store.remarks(mine) == (said, other, again)
    store.keep_waiting(mine, {"a": None, "b": None})
    assert (store.remarks(mine), store.remarks(yours)) == ((said,), (said, first, other))


def test_deleting_an_assessment_by_hand_deletes_its_journal_remarks_and_snapshots(store):
    mine, yours = store.add(begin(RUBRIC)), store.add(begin(RUBRIC))
    for stored in (mine, yours):
        store.change(stored.id, noted("something private"))
        store.add_remark(stored.id, Remark(2, "a", "reply", f"private to {stored.id}", "…"))
        store.add_snapshot(stored.id, "private", RUBRIC.digest, RUBRIC.canonical)
    assert [one.words for one in store.remarks(mine.id)] == [f"private to {mine.id}"]
    with store.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM assessments WHERE id = :id"), {"id": mine.id})
        for table in ("journal", "remarks", "snapshots"):
            assert connection.execute(sa.text(f"SELECT assessment_id FROM {table}")).all() == [(yours.id,)]


def test_a_change_and_its_journal_entry_are_saved_together_or_not_at_all(in_a_file, tmp_path):
    stored = in_a_file.add(begin(RUBRIC))
    connection = sqlite3.connect(tmp_path / "ecq.sqlite3")
    connection.execute(
        "CREATE TRIGGER full BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    connection.commit()
    with pytest.raises(StoreError, match="the disk is full") as error:
        in_a_file.change(stored.id, noted("lost?"))
    assert "磁盘满了" in error.value.zh
    assert in_a_file.entries(stored.id) == ()
    assert in_a_file.find(stored.id) == stored
    connection.execute("DROP TRIGGER full")
    connection.commit()
    connection.close()
    assert in_a_file.change(stored.id, noted("not lost")).revision == 2
    assert len(in_a_file.entries(stored.id)) == 1


def test_a_read_only_database_can_be_read_and_explains_why_it_saves_nothing(in_a_file, tmp_path):
    stored = in_a_file.add(b.answered(RUBRIC, {"a": "yes"}))
    changed = in_a_file.change(stored.id, noted("x"))
    in_a_file.close()
    only_read = DatabaseStore(f"sqlite:///file:{tmp_path / 'ecq.sqlite3'}?mode=ro&uri=true")
    assert only_read.find(stored.id) == changed
    assert len(only_read.entries(stored.id)) == 1
    with pytest.raises(StoreError, match="the database can only be read") as error:
        only_read.change(stored.id, noted("y"))
    one_sentence(error)
    assert "数据库只能读" in error.value.zh
    assert only_read.find(stored.id) == changed
    only_read.close()


def test_a_change_costs_one_commit(store):
    """Each commit waits for the disk; the journal must not double the wait."""
    stored = store.add(begin(RUBRIC))
    commits = []
    sa.event.listen(store._engine, "commit", commits.append)
    store.change(stored.id, noted("x"), by="one", seen=1)
    assert len(commits) == 1


def test_the_journal_holds_a_change_and_not_the_whole_assessment(store, shipped):
    full = sample_assessment(load_samples()[0], shipped, "zh")
    stored = store.add(full)
    question = next(q for q in shipped.questions if hasattr(q, "options"))
    store.change(stored.id, lambda held: mark_unsure(held, question, "t"))
    with store._engine.connect() as connection:
        (size,) = connection.exec_driver_sql("SELECT length(changes) FROM journal").one()
    assert size < 300 < len(full.model_dump_json()) / 50


# -- snapshots


def test_later_changes_do_not_change_a_snapshot(store):
    stored = store.add(b.answered(RUBRIC, {"a": "yes"}, name="平台"))
    made = store.add_snapshot(stored.id, "审核前", RUBRIC.digest, RUBRIC.canonical)
    assert (made.name, made.at, made.revision, made.rubric) == ("审核前", "2026-11-24T12:00:00+00:00", 1, RUBRIC.digest)
    store.change(stored.id, answers("a", "no"))
    store.add_snapshot(stored.id, "after", RUBRIC.digest, RUBRIC.canonical)
    newest, first = store.snapshots(stored.id)
    assert first == made
    assert first.assessment == stored.assessment
    assert (newest.name, newest.revision, newest.assessment.response("a").value) == ("after", 2, "no")
    assert store.find(stored.id).revision == 2
    assert len(store.entries(stored.id)) == 1


def test_snapshots_are_visible_to_another_process(store, opened):
    stored = store.add(b.answered(RUBRIC, {"a": "yes"}))
    made = store.add_snapshot(stored.id, "x", RUBRIC.digest, RUBRIC.canonical)
    other = opened()
    assert other.snapshots(stored.id) == (made,)
    assert read_rubric(other.rubric_text(RUBRIC.digest), "kept") == RUBRIC


def test_a_snapshot_is_renamed_and_removed_by_its_own_assessment_only(store):
    mine, yours = store.add(begin(RUBRIC)), store.add(begin(RUBRIC))
    made = store.add_snapshot(mine.id, "mine", RUBRIC.digest, RUBRIC.canonical)
    assert store.snapshots(yours.id) == ()
    assert not store.rename_snapshot(yours.id, made.id, "stolen")
    assert not store.remove_snapshot(yours.id, made.id)
    assert store.rename_snapshot(mine.id, made.id, "again")
    assert [(one.name, one.assessment) for one in store.snapshots(mine.id)] == [("again", made.assessment)]
    assert store.remove_snapshot(mine.id, made.id)
    assert store.snapshots(mine.id) == ()
    assert not store.remove_snapshot(mine.id, made.id)
    assert store.find(mine.id) == mine


def test_an_unknown_assessment_has_no_snapshots(store):
    assert store.add_snapshot("no-such-id", "x", RUBRIC.digest, RUBRIC.canonical) is None
    assert store.snapshots("no-such-id") == ()
    assert store.rubric_text("no-such-digest") is None


def test_a_rubric_is_stored_once_for_all_snapshots(store):
    for _ in range(3):
        stored = store.add(begin(RUBRIC))
        store.add_snapshot(stored.id, "x", RUBRIC.digest, RUBRIC.canonical)
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM rubrics").scalar() == 1


def test_an_address_of_postgresql_needs_no_driver_named(postgresql):
    store = DatabaseStore(postgresql.new().replace("+psycopg", ""))
    assert store.find("no such id") is None
    store.close()


def test_a_missing_driver_gets_one_sentence_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"PostgreSQL needs psycopg; install it with: pip install 'ecq\[postgresql\]'"):
        DatabaseStore("postgresql://nobody@127.0.0.1:1/none")


@pytest.mark.slow
def test_servers_that_start_together_migrate_once(postgresql):
    address = postgresql.new()
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: DatabaseStore(address), range(4)))
    stored = stores[0].add(begin(RUBRIC))
    assert all(store.find(stored.id) == stored for store in stores)
    for store in stores:
        store.close()


@pytest.mark.slow
def test_a_database_that_goes_away_is_said_and_found_again(postgresql):
    store = DatabaseStore(postgresql.new())
    stored = store.add(begin(RUBRIC))
    postgresql.stop()
    try:
        with pytest.raises(StoreError, match="the database does not answer") as error:
            store.change(stored.id, noted("lost?"))
        assert "数据库没有应答" in error.value.zh
    finally:
        postgresql.start()
    assert store.change(stored.id, noted("not lost")).revision == 2
    store.close()


@pytest.mark.slow
def test_a_backup_carries_everything_between_databases(postgresql, tmp_path):
    first = DatabaseStore(postgresql.new())
    stored = first.add(begin(RUBRIC))
    changed = first.change(stored.id, noted("平台 🛒"))
    first.add_remark(stored.id, Remark(2, "a", "skip", "typed", "reply"))
    first.add_snapshot(stored.id, "one", RUBRIC.digest, RUBRIC.canonical)
    copy = tmp_path / "copy.sqlite3"
    back_up(first, copy)
    address = postgresql.new()
    restore(copy, tmp_path, address)
    second = DatabaseStore(address)
    assert second.find(stored.id) == changed
    for read_of in (DatabaseStore.entries, DatabaseStore.remarks, DatabaseStore.snapshots):
        assert read_of(second, stored.id) == read_of(first, stored.id)
    second.add_remark(stored.id, Remark(2, "a", "skip", "further", "reply"))
    assert [one.words for one in second.remarks(stored.id)] == ["typed", "further"]
    with pytest.raises(StoreError, match="holds self-checks already"):
        restore(copy, tmp_path, address)
    first.close()
    second.close()


def test_who_is_let_in_writes_over_a_log_that_is_long_already(in_a_file, tmp_path):
    in_a_file.add(begin(RUBRIC))
    before = [*tmp_path.iterdir()]
    in_a_file.must_take_writes()
    log = tmp_path / "ecq.sqlite3-wal"
    size = log.stat().st_size
    assert size > engine.AUTOCHECKPOINT * 4096
    kept = in_a_file.add(begin(RUBRIC))
    assert log.stat().st_size == size
    assert [*tmp_path.iterdir()] == before
    with sqlite3.connect(tmp_path / "ecq.sqlite3") as other:  # nothing stays of what was taken back
        assert "long" not in {name for (name,) in other.execute("SELECT name FROM sqlite_master")}
        assert other.execute("SELECT revision FROM assessments WHERE id = ?", [kept.id]).fetchone() == (1,)
    with in_a_file.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar() == -2000


def test_of_a_long_self_check_an_answer_writes_only_what_it_changes(in_a_file, tmp_path):
    long = begin(RUBRIC).model_copy(update={"responses": {"c": Response(note="长" * 10_000)}})
    kept = in_a_file.change(in_a_file.add(long).id, noted("first"))
    with in_a_file.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = in_a_file.change(kept.id, noted("second"))
    assert (tmp_path / "ecq.sqlite3-wal").stat().st_size < 10 * 4200
    other = DatabaseStore(f"sqlite:///{tmp_path / 'ecq.sqlite3'}")
    assert other.find(kept.id) == kept
    other.close()


def test_a_log_leaves_room_for_others_on_a_small_disk(tmp_path):
    with small_disk(tmp_path / "disk", 4_000) as disk, closing(DatabaseStore.in_folder(disk)) as store:
        store.must_take_writes()
        assert free(disk) > 3_500_000


def test_a_log_that_finds_no_room_stays_short_and_answers_are_saved(in_a_file, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        in_a_file.must_take_writes()
        assert (tmp_path / "ecq.sqlite3-wal").stat().st_size <= 1_000_000
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert in_a_file.find(in_a_file.add(begin(RUBRIC)).id)


def test_a_statement_asked_of_the_driver_gives_what_it_gives_through_sqlalchemy_and_fails_as_that_does(in_a_file):
    stored = in_a_file.add(begin(RUBRIC))
    one = sa.select(database.ASSESSMENTS).where(database.ASSESSMENTS.c.id == sa.bindparam("of"))
    none = sa.text("SELECT nothing FROM assessments WHERE id = :of")
    with in_a_file.transaction() as connection:
        row = connection.execute(one, {"of": stored.id}).one()
        assert vars(engine.straight(connection, one, {"of": stored.id})) == dict(row._mapping)
        assert engine.straight(connection, one, {"of": "another"}) is None
    with in_a_file.engine.connect() as connection, pytest.raises(sa.exc.SQLAlchemyError) as asked:
        engine.straight(connection, none, {"of": stored.id})
    with in_a_file.engine.connect() as connection, pytest.raises(sa.exc.SQLAlchemyError) as through:
        connection.execute(none, {"of": stored.id})
    assert (type(asked.value), failures.cause_of(asked.value)) == (
        type(through.value),
        failures.cause_of(through.value),
    )
    assert stored.id not in str(asked.value)
