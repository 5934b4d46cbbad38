"""The API over a store of its own: a firm with a key for each role, one for this computer, and a caller for each."""

from __future__ import annotations

import shutil
from typing import Any

import anyio
import httpx
import pytest

from ecq.api.app import Door, make_api
from ecq.assessment.changes import begin
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.store.person import Role
from ecq.store.tokens import Scope, Tokens
from tests.store.test_permitted import Firm


class Caller:
    """Sends requests with a key; each is one of its own, as a program's would be."""

    def __init__(self, api: Door, key: str | None = None, lang: str = "en", address: str = "10.0.0.1") -> None:
        self.api, self.key, self.lang, self.address = api, key, lang, address

    def __call__(self, method: str, path: str, *, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        own = {"accept-language": self.lang, **({"authorization": f"Bearer {self.key}"} if self.key else {})}

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.api, client=(self.address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://ecq.test") as client:
                return await client.request(method, path, headers={**own, **(headers or {})}, **more)

        return anyio.run(ask)


class Served:
    """A firm's store behind the API, with the keys of its members."""

    def __init__(self, store: DatabaseStore, rubric: Rubric) -> None:
        self.firm = Firm(store, rubric)
        self.store, self.tokens, self.rubric = store, Tokens(store), rubric
        self.api = make_api(lambda: store, people_log_in=True)

    def key(self, role: Role, scope: Scope = "write") -> str:
        person = self.firm.people[role]
        return self.tokens.add(f"{role} {scope}", scope, by=person, organisation_id=self.firm.acme.id)[1]

    def caller(self, role: Role, scope: Scope = "write") -> Caller:
        return Caller(self.api, self.key(role, scope))

    @property
    def strangers(self) -> Caller:
        """Somebody of another organisation."""
        made = self.tokens.add("theirs", "write", by=self.firm.stranger, organisation_id=self.firm.other.id)
        return Caller(self.api, made[1])


@pytest.fixture
def store(tmp_path, empty_database):
    shutil.copy(empty_database, tmp_path / "ecq.sqlite3")
    store = DatabaseStore(f"sqlite:///{tmp_path / 'ecq.sqlite3'}")
    yield store
    store.close()


@pytest.fixture
def served(store, shipped):
    return Served(store, shipped)


@pytest.fixture
def local(store):
    """Whoever has a key of this computer that may write."""
    return Caller(make_api(lambda: store, people_log_in=False), Tokens(store).add("local", "write")[1])


@pytest.fixture
def begun(local, store, shipped):
    """The id of a self-check without answers."""
    return store.add(begin(shipped, "Qinghe")).id
