"""Assessments outlive the program, and two writers at once lose nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from ecq.assessment import annotate, begin
from ecq.errors import StoreError
from ecq.store.database import DatabaseStore
from tests import building as b

RUBRIC = b.rubric([b.yes_no("a"), b.yes_no("c")])
QUESTION = RUBRIC.by_id["a"]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = DatabaseStore(f"sqlite:///{tmp_path / 'test.sqlite3'}", clock=lambda: NOON)
    yield opened
    opened.close()


def noted(text):
    return lambda assessment: b.accepted(annotate(assessment, QUESTION, text))


def appended(character):
    def how(assessment):
        return b.accepted(annotate(assessment, QUESTION, assessment.response("a").note + character))

    return how


def test_what_is_added_is_found_as_it_was(store):
    made = b.answered(RUBRIC, {"a": "yes"})
    kept = store.add(made)
    assert store.find(kept.id) == kept
    assert kept.assessment == made
    assert (kept.revision, kept.saved_at) == (1, "2026-11-24T12:00:00+00:00")


def test_ids_differ_and_are_too_long_to_guess(store):
    ids = {store.add(begin(RUBRIC)).id for _ in range(50)}
    assert len(ids) == 50
    assert all(len(one) >= 22 for one in ids)


def test_a_change_is_kept_and_counted(store):
    kept = store.add(begin(RUBRIC))
    changed = store.change(kept.id, noted("first"))
    assert changed.revision == 2
    assert changed.assessment.response("a").note == "first"
    assert store.find(kept.id) == changed


def test_a_change_that_changes_nothing_is_not_a_new_revision(store):
    kept = store.add(begin(RUBRIC))
    assert store.change(kept.id, lambda assessment: assessment).revision == 1


def test_one_assessment_is_never_changed_through_another(store):
    mine, yours = store.add(begin(RUBRIC, "mine")), store.add(begin(RUBRIC, "yours"))
    store.change(mine.id, noted("secret"))
    assert store.find(yours.id) == yours


@pytest.mark.parametrize("unknown", ["", "no-such-id", "' OR 1=1 --", "%", "x" * 500, "平台"])
def test_an_unknown_address_finds_nothing_and_changes_nothing(store, unknown):
    store.add(begin(RUBRIC))
    assert store.find(unknown) is None
    assert store.change(unknown, noted("x")) is None


def test_a_change_that_fails_half_way_leaves_the_newest_state(store):
    kept = store.add(begin(RUBRIC))

    def fails(_):
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        store.change(kept.id, fails)
    assert store.find(kept.id) == kept
    assert store.change(kept.id, noted("works again")).revision == 2


@pytest.mark.parametrize("stores", [1, 2], ids=["one store shared", "two stores on one file"])
def test_two_people_writing_at_once_lose_nothing(tmp_path, stores):
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    opened = [DatabaseStore(url) for _ in range(stores)]
    kept = opened[0].add(begin(RUBRIC))

    def write(which):
        for _ in range(50):
            opened[which % stores].change(kept.id, appended("xy"[which]))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    last = opened[0].find(kept.id)
    for one in opened:
        one.close()
    note = last.assessment.response("a").note
    assert (note.count("x"), note.count("y")) == (50, 50)
    assert last.revision == 101


def test_answers_survive_closing_and_opening_again(tmp_path):
    first = DatabaseStore.in_folder(tmp_path / "data")
    kept = first.add(b.answered(RUBRIC, {"a": "yes"}, name="平台 🛒"))
    first.close()
    second = DatabaseStore.in_folder(tmp_path / "data")
    assert second.find(kept.id) == kept
    second.close()


def test_the_data_folder_is_for_its_owner_only(tmp_path):
    DatabaseStore.in_folder(tmp_path / "deep" / "data").close()
    assert (tmp_path / "deep" / "data").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["my data", "数据", "a?b", "50%25", "a#b", "a;b&c=d", "a@b:c"])
def test_a_folder_of_any_name_holds_the_answers_and_nothing_lands_elsewhere(tmp_path, name):
    store = DatabaseStore.in_folder(tmp_path / name)
    kept = store.add(begin(RUBRIC))
    store.close()
    assert (tmp_path / name / "ecq.sqlite3").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    again = DatabaseStore.in_folder(tmp_path / name)
    assert again.find(kept.id) == kept
    again.close()


def one_sentence(error):
    assert str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_that_cannot_be_made_is_a_store_error_that_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="set ECQ_HOME") as error:
        DatabaseStore.in_folder(tmp_path / "file" / "data")
    one_sentence(error)


def test_a_folder_that_cannot_be_written_is_a_store_error(tmp_path):
    (tmp_path / "ecq.sqlite3").mkdir()
    with pytest.raises(StoreError, match="cannot be opened") as error:
        DatabaseStore.in_folder(tmp_path)
    one_sentence(error)


def test_a_file_that_is_no_database_is_a_store_error(tmp_path):
    (tmp_path / "ecq.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError) as error:
        DatabaseStore.in_folder(tmp_path)
    one_sentence(error)


def test_an_address_that_is_no_database_is_a_store_error():
    with pytest.raises(StoreError) as error:
        DatabaseStore("nonsense")
    one_sentence(error)
