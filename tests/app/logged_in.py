"""An organisation with a self-check and a member of each role, on pages where an identity provider logs people in."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping

import pytest

from ecq.assessment.changes import annotate, begin, mark_unsure
from ecq.assessment.evidence import add_evidence
from ecq.base.brand import BrandKit
from ecq.base.settings import login_hours
from ecq.planning import plan
from ecq.planning.agreed import agree, lock, tick
from ecq.rubric.model import Rubric
from ecq.store.brand_kits import BrandKits
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.store.organisations import Organisations, Sessions
from ecq.store.person import MEMBER_ROLES, Identity, log_in_key
from ecq.web.session import stores
from tests.building import sampled

ISSUER = "https://id.test"
AT = "2026-11-24T09:00:00+00:00"


def with_everything(store: DatabaseStore, rubric: Rubric, organisation_id: str) -> str:
    """A self-check with something on every page: answers, notes, evidence, a plan agreed on, a snapshot, an invitation."""
    made = sampled("qinghe-mall", rubric, "en", AT)
    asked = [question for question in rubric.questions if question.id in made.responses]
    made = mark_unsure(made, asked[0], AT)
    made = annotate(made, asked[0], "to be looked up", AT)
    made = add_evidence(made, asked[0], "a list", in_hand=False, at=AT)
    found = plan(rubric, made, "four-star")
    proof = next(one for one in found.steps if one.kind == "prove")
    made = lock(tick(agree(made, found, AT), proof.question, True, AT), asked[3].id, True, AT)
    kept = Collection(store).add(made, HeldBy(organisation_id))
    store.add_snapshot(kept.id, "before", rubric.digest, rubric.canonical)
    store.change(kept.id, lambda one: mark_unsure(one, asked[1], AT))
    Invitations(store).make(kept.id, [asked[2].id], "Warehouse")
    BrandKits(store).keep(HeldBy(organisation_id), BrandKit("Acme", "#225577"))
    return kept.id


def log_in(store: DatabaseStore, claims: Mapping[str, object]) -> None:
    """Somebody comes back from the provider, which says this of them."""
    who = stores.identity_of(claims)
    Sessions(store).begin(who, log_in_key(claims), login_hours())


class LoggedIn:
    """Who is logged in at the moment, as the provider's claims say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, store: DatabaseStore, rubric: Rubric) -> None:
        self.claims: dict[str, object] = {}
        monkeypatch.setenv("ECQ_MODE", "server")
        monkeypatch.setattr(stores, "_claims", lambda: self.claims)
        monkeypatch.setattr(stores, "FRESH", 0)
        monkeypatch.setattr(stores, "FRESH", 0)
        self.store, self.organisations = store, Organisations(store)
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
            "iat": int(time.time()),
            "nonce": secrets.token_hex(8),
        }
        log_in(self.store, self.claims)

    def key(self, name: str) -> str:
        return Identity(ISSUER, name).key
