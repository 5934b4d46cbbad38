"""An organisation with a self-check and a member of each role, on pages where an identity provider logs people in."""

from __future__ import annotations

import time

import pytest

from ecq.access.identity import Identity
from ecq.access.permissions import MEMBER_ROLES
from ecq.assessment.model import begin
from ecq.rubric.model import Rubric
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations
from ecq.web.session import person, stores

ISSUER = "https://id.test"


class LoggedIn:
    """Who is logged in at the moment, as the provider's claims say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, store: DatabaseStore, rubric: Rubric) -> None:
        self.claims: dict[str, object] = {}
        monkeypatch.setenv("ECQ_MODE", "server")
        monkeypatch.setattr(person, "_claims", lambda: self.claims)
        monkeypatch.setattr(stores, "FRESH", 0)
        self.organisations = Organisations(store)
        self.acme = self.organisations.found("Acme", {role: role for role in MEMBER_ROLES})
        self.other = self.organisations.found("Other", {"other": "owner"})
        self.id = Collection(store).add(begin(rubric, "Client"), HeldBy(self.acme.id)).id

    def as_(self, name: str, *groups: str) -> None:
        self.claims = {
            "iss": ISSUER,
            "sub": name,
            "name": name.title(),
            "email": f"{name}@example.org",
            "email_verified": True,
            "groups": list(groups),
            "iat": time.time(),
        }

    def key(self, name: str) -> str:
        return Identity(ISSUER, name).key
