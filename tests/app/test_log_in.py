"""Pages where an identity provider logs people in: who somebody is, and that before and after a log-in there is nothing to see."""

from __future__ import annotations

import secrets
import time
from typing import Any

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import LANGS, words
from ecq.base.settings import login_hours
from ecq.store.collection import Collection, HeldBy
from ecq.store.organisations import Organisations
from ecq.web.session import stores
from ecq.web.session import words as log_in_words
from tests.app.logged_in import log_in

HOUR = 3600


@pytest.fixture
def says(monkeypatch, store):
    """What the identity provider said at log-in; nothing: nobody has logged in."""
    monkeypatch.setenv("ECQ_MODE", "server")
    monkeypatch.delenv("ECQ_LOGIN_HOURS", raising=False)
    claims: dict[str, Any] = {}
    monkeypatch.setattr(stores, "_claims", lambda: claims)

    def say(hours_ago: float = 0, **more: Any) -> None:
        claims.clear()
        claims.update({"iss": "https://id.example", "sub": "li.na", "iat": int(time.time() - hours_ago * HOUR), **more})
        claims["nonce"] = secrets.token_hex(8)
        if hours_ago < login_hours() and isinstance(claims["iat"], int) and claims["sub"]:
            log_in(store, claims)

    return say


def test_name_groups_and_a_verified_address_come_from_the_provider(says, monkeypatch):
    says(name="李娜", email="li.na@example.org", email_verified=True, groups=["north", 7, "all"])
    one = stores.identity()
    assert (one.name, one.email, one.groups) == ("李娜", "li.na@example.org", ("north", "all"))
    says(name="李娜", groups="north")
    assert stores.identity().key == one.key, "a person stays the same under another name or group"
    assert stores.identity().groups == ("north",)
    for verified in (False, None, "yes"):
        says(email="owner@example.org", email_verified=verified)
        assert stores.identity().email == "", "an address that anybody can write there makes nobody a member"
    monkeypatch.setenv("ECQ_OIDC_GROUPS_CLAIM", "realm_access.roles")
    says(realm_access={"roles": ["a", "b"]}, groups=["other"])
    assert stores.identity().groups == ("a", "b")
    monkeypatch.setenv("ECQ_OIDC_GROUPS_CLAIM", "https://id.example/groups")
    says(**{"https://id.example/groups": ["c"]})
    assert stores.identity().groups == ("c",)
    for shapeless in (None, 7, {"a": 1}, [["x"]]):
        says(**{"https://id.example/groups": shapeless})
        assert stores.identity().groups == ()


def test_a_log_in_ends_after_its_hours_and_not_with_the_clock_of_the_provider(says):
    says(hours_ago=login_hours() - 0.1, exp=time.time() - 10 * HOUR)
    assert stores.identity(), "the token itself holds for minutes; the log-in does not end with it"
    says(hours_ago=-0.03)
    assert stores.identity(), "the provider's clock may be ahead"
    says(hours_ago=login_hours() + 0.01)
    assert stores.identity() is None
    assert stores.log_in_ended()
    for begun in (None, "yesterday", float("-inf")):
        says(iat=begun)
        assert stores.identity() is None
    says(sub="")
    assert stores.identity() is None, "nobody in particular is nobody"


def test_before_log_in_every_address_shows_the_same_page_and_nothing_is_read(walk, store, shipped, says, monkeypatch):
    there = Collection(store).add(begin(shipped, "一家客户"), "k" * 43).id
    nowhere = "x" * len(there)
    monkeypatch.setattr(stores, "database", lambda: pytest.fail("the database was read before log-in"))
    shown = {address: walk(address).html for address in (there, nowhere)}
    assert shown[there].replace(there, "") == shown[nowhere].replace(nowhere, ""), (
        "what is there looks like what is not"
    )
    for lang in LANGS:
        walker = walk(there, lang)
        assert words(log_in_words.LEAD, lang) in walker.html
        assert f'href="/login?to=%2F%3Flang%3D{lang}%26a%3D{there}"' in walker.html
        assert "一家客户" not in walker.html
        assert not walker.app.button


def test_a_press_after_the_log_in_has_ended_changes_nothing_and_leads_to_log_in(walk, store, shipped, says):
    firm = Organisations(store).found("Acme", {"north": "editor"})
    mine = Collection(store).add(begin(shipped, "一家客户"), HeldBy(firm.id))
    says(name="李娜", groups=["north"])
    walker = walk(mine.id, page="interview")
    question, before = walker.at, store.find(mine.id)
    says(hours_ago=login_hours() + 1, name="李娜")
    walker.send({"do": "unsure"})
    assert walker.words(log_in_words.ENDED) in walker.html
    assert "一家客户" not in walker.html
    assert store.find(mine.id) == before
    says(name="李娜", groups=["north"])
    again = walk(mine.id, page="interview")
    assert again.at == question
    again.send({"do": "unsure"})
    assert again.assessment.response(question).state == "unsure"
