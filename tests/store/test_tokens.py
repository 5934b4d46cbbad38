"""Keys to the API: recognised while they hold, by nothing but themselves, and never kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ecq.base.errors import EcqError
from ecq.store.audit import Audit
from ecq.store.organisations import Organisations
from ecq.store.person import Identity, NotAllowedError, Person
from ecq.store.tables import TOKENS
from ecq.store.tokens import KEYS_MOST, Tokens
from tests.store.clock import Clock


def test_a_key_holds_until_it_is_revoked_or_expires(opened):
    clock = Clock()
    tokens = Tokens(opened(clock=clock))
    made, key = tokens.add("nightly", "read", 2)
    other, other_key = tokens.add("import", "write", 30)
    assert tokens.known(key) == made
    assert tokens.revoke(other.id)
    assert not tokens.revoke(other.id)
    assert tokens.known(other_key) is None, "replayed after it was revoked"
    clock.now += timedelta(days=2)
    assert tokens.known(key) is None, "replayed after it expired"
    assert [one.id for one in tokens.all()] == [made.id]


def test_nothing_near_a_key_is_one_and_the_key_is_kept_nowhere(opened):
    store = opened()
    tokens = Tokens(store)
    made, key = tokens.add("nightly", "read")
    other, _ = tokens.add("other", "write")
    secret = key.rpartition(f"{made.id}_")[2]
    flipped = secret[:-2] + ("A" if secret[-2] != "A" else "B") + secret[-1]
    near = (
        "",
        key[:-1],
        f"{key}A",
        key.upper(),
        f" {key}",
        f"{key}\n",
        f"ecq_{made.id}_{flipped}",
        f"ecq_{other.id}_{secret}",
    )
    assert [one for one in near if tokens.known(one)] == []
    with store.engine.connect() as connection:
        rows = repr(connection.execute(TOKENS.select()).all())
    assert secret not in rows


def test_a_use_is_noted_once_an_hour(opened):
    clock = Clock()
    tokens = Tokens(opened(clock=clock))
    _, key = tokens.add("nightly", "read")
    noted = []
    for _ in range(4):
        tokens.known(key)
        noted.append(tokens.all()[0].used_at)
        clock.now += timedelta(minutes=40)
    assert noted == [noted[0], noted[0], "2026-11-24T13:20:00+00:00", "2026-11-24T13:20:00+00:00"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x07b"])
def test_a_name_that_says_nothing_is_refused(opened, name):
    with pytest.raises(EcqError, match="needs a name"):
        Tokens(opened()).add(name, "read")


def test_how_long_and_how_many_is_limited(opened):
    tokens = Tokens(opened())
    for days in (0, 367):
        with pytest.raises(EcqError, match="1 to 366"):
            tokens.add("x", "read", days)
    for _ in range(KEYS_MOST):
        tokens.add("x", "read")
    with pytest.raises(EcqError, match="already"):
        tokens.add("x", "read")


def test_a_persons_keys_are_their_own_and_stand_in_the_audit_log(opened):
    store = opened()
    organisations, tokens = Organisations(store), Tokens(store)
    acme = organisations.found("Acme", {"staff": "reader"})

    def person(name: str, *groups: str) -> Person:
        return organisations.log_in(Identity("https://id.test", name, name, f"{name}@example.org", groups))

    li, wang, stranger = person("li", "staff"), person("wang", "staff"), person("stranger")
    made, key = tokens.add("mine", "write", by=li, organisation_id=acme.id)
    assert tokens.known(key) == made
    assert tokens.of(li) == (tokens.all()[0],)
    assert tokens.of(wang) == ()
    assert not tokens.revoke(made.id, wang)
    with pytest.raises(NotAllowedError):
        tokens.add("theirs", "read", by=stranger, organisation_id=acme.id)
    with pytest.raises(NotAllowedError):
        tokens.add("through a key", "read", by=Person(li.id, li.name, li.memberships, True), organisation_id=acme.id)
    assert tokens.revoke(made.id, li)
    deeds = [(one.person, one.did, one.about, one.more) for _, one in Audit(store).deeds(acme.id)]
    assert deeds == [("li", "revoke key", made.id, ""), ("li", "add key", made.id, "write")]
