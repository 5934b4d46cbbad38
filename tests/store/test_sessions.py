"""Log-ins over both databases: one holds until somebody logs out, is removed or its hours are over, on every server at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ecq.store.audit import Audit
from ecq.store.backup import back_up, restore
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations, Sessions
from ecq.store.person import log_in_key
from tests.store.clock import NOON
from tests.store.test_permitted import Firm, identity

KEY, OTHER = "k" * 64, "o" * 64


def test_each_log_in_has_a_key_of_its_own_that_says_nothing_of_whom():
    claims = {"iss": "https://id.test", "sub": "li.na", "iat": 1_700_000_000, "nonce": "one", "name": "李娜"}
    assert log_in_key(claims) == log_in_key({**claims, "name": "其他", "groups": ["x"]})
    others = [{**claims, name: "other"} for name in ("iss", "sub", "iat", "nonce")]
    assert len({log_in_key(one) for one in (claims, *others)}) == 5
    assert len(log_in_key({})) == 64


def test_a_log_in_holds_on_every_server_until_somebody_logs_out_on_one(opened):
    here, there = opened(), opened()
    sessions = Sessions(here)
    person = sessions.begin(identity("li"), KEY, 12)
    sessions.begin(identity("li"), OTHER, 12)
    assert Sessions(there).holding([KEY, OTHER, "x" * 64]) == {KEY, OTHER}
    assert Sessions(there).holding([]) == set()
    Sessions(there).end(KEY)
    assert sessions.holding([KEY, OTHER]) == {OTHER}, "another browser stays logged in"
    sessions.end(KEY)
    assert Organisations(there).person(person.id) is not None


def test_a_log_in_ends_after_its_hours_and_leaves_nothing(store, clock):
    sessions = Sessions(store)
    sessions.begin(replace(identity("li"), since=NOON.isoformat()), KEY, 12)
    clock.now = NOON + timedelta(hours=11, minutes=59)
    assert sessions.holding([KEY]) == {KEY}
    clock.now = NOON + timedelta(hours=12)
    assert sessions.holding([KEY]) == set()
    sessions.begin(identity("wang"), OTHER, 12)
    clock.now = NOON
    assert sessions.holding([KEY, OTHER]) == {OTHER}, "what is over is deleted with the next log-in"


@pytest.fixture
def firm(opened, shipped):
    return Firm(opened(), shipped)


def held(firm: Firm, *names: str) -> set[str]:
    """Whose log-ins hold."""
    return Sessions(firm.store).holding([name.ljust(64, "-") for name in names])


def log_in(firm: Firm, *names: str) -> None:
    for name in names:
        Sessions(firm.store).begin(identity(name, f"acme {name}"), name.ljust(64, "-"), 12)


def test_who_is_removed_is_logged_out_everywhere_and_nobody_else(firm):
    temp = firm.owner_by_hand("temp")
    log_in(firm, "temp", "owner", "reader")
    firm.organisations.remove_member(firm.other.id, temp.id, firm.stranger)
    assert len(held(firm, "temp", "owner", "reader")) == 3, "whom an owner does not know, they do not log out"
    firm.organisations.remove_member(firm.acme.id, temp.id, firm.people["owner"])
    assert held(firm, "temp", "owner", "reader") == {"owner".ljust(64, "-"), "reader".ljust(64, "-")}


def test_who_leaves_stays_logged_in_and_who_is_deleted_does_not(firm):
    temp = firm.owner_by_hand("temp")
    log_in(firm, "temp")
    firm.organisations.remove_member(firm.acme.id, temp.id, temp)
    assert held(firm, "temp")
    erased = firm.organisations.erase_person(temp.id)
    assert erased.counts["sessions"] == 1
    assert not held(firm, "temp")


def test_with_an_organisation_its_members_are_logged_out(firm):
    log_in(firm, "owner", "reader")
    Sessions(firm.store).begin(identity("stranger", "other"), KEY, 12)
    firm.organisations.erase(firm.acme.id)
    assert not held(firm, "owner", "reader")
    assert Sessions(firm.store).holding([KEY])


def test_the_audit_log_says_who_logged_in(firm):
    log_in(firm, "reader", "owner")
    assert [one.did for _, one in Audit(firm.store).deeds(firm.acme.id)][:2] == ["log in", "log in"]


def test_a_log_in_that_ended_since_a_backup_does_not_hold_after_restoring_it(tmp_path, opened):
    store = opened()
    Sessions(store).begin(identity("li"), KEY, 12)
    backup = tmp_path / "backup.sqlite3"
    back_up(store, backup)
    restore(backup, tmp_path / "new", None)
    again = DatabaseStore.in_folder(tmp_path / "new")
    assert Sessions(again).holding([KEY]) == set()
    again.close()


@pytest.mark.slow
def test_nor_after_restoring_it_into_postgresql(tmp_path, postgresql):
    store = DatabaseStore.in_folder(tmp_path / "old")
    Sessions(store).begin(identity("li"), KEY, 12)
    back_up(store, tmp_path / "backup.sqlite3")
    store.close()
    address = postgresql.new()
    restore(tmp_path / "backup.sqlite3", tmp_path, address)
    copied = DatabaseStore(address)
    assert Sessions(copied).holding([KEY]) == set()
    assert Organisations(copied).person(identity("li").key)
    copied.close()
