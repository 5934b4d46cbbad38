"""Role by role, method by method: what a person may not see is as if it did not exist, what they may not do is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import begin, set_up
from ecq.assessment.history.journal import Remark
from ecq.assessment.model import Assessment
from ecq.base.brand import BrandKit
from ecq.base.errors import EcqError
from ecq.rubric.model import Rubric
from ecq.store.audit import Audit
from ecq.store.brand_kits import BrandKits
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisation, Organisations
from ecq.store.permitted import Permissions, PermittedCollection, PermittedStore
from ecq.store.person import ROLES, Action, Identity, NotAllowedError, Person, Role, may
from ecq.store.tables import AUDIT

MEMBER_ROLES = [role for role in ROLES if role != "respondent"]


def identity(name: str, *groups: str) -> Identity:
    return Identity("https://id.test", name, name.title(), f"{name}@example.org", groups)


class Firm:
    """One organisation with a member of each role, another with one owner, and a self-check of the first."""

    def __init__(self, store: DatabaseStore, rubric: Rubric) -> None:
        self.store, self.rubric = store, rubric
        self.organisations, self.audit = Organisations(store), Audit(store)
        self.acme = self.organisations.found("Acme", {f"acme {role}": role for role in MEMBER_ROLES})
        self.other = self.organisations.found("Other", {"other": "owner"})
        self.people = {role: self.organisations.log_in(identity(role, f"acme {role}")) for role in MEMBER_ROLES}
        self.stranger = self.organisations.log_in(identity("stranger", "other"))
        self.id = self.lists("owner").add(begin(rubric, "Client"), HeldBy(self.acme.id)).id

    def owner_by_hand(self, name: str) -> Person:
        self.organisations.add_member(self.acme.id, f"{name}@example.org", "owner", self.people["owner"])
        return self.organisations.log_in(identity(name))

    def allowed(self, who: Role | Person) -> Permissions:
        person = who if isinstance(who, Person) else self.people[who]
        return Permissions(self.store, person, self.audit)

    def lists(self, who: Role | Person) -> PermittedCollection:
        return PermittedCollection(self.allowed(who))

    def desk(self, who: Role | Person) -> PermittedStore:
        return PermittedStore(self.allowed(who))

    def rename(self, assessment: Assessment) -> Assessment:
        return set_up(assessment, self.rubric, name=assessment.name + "+", at="2026-01-01T00:00:00+00:00")


@pytest.fixture
def firm(opened, shipped):
    return Firm(opened(), shipped)


DOES: dict[Action, list[Callable[[Firm, Role | Person], object]]] = {
    "see": [
        lambda f, who: f.desk(who).find(f.id),
        lambda f, who: f.lists(who).listed(HeldBy(f.acme.id), {}, lambda _: {}),
        lambda f, who: f.lists(who).begun_at("", HeldBy(f.acme.id)) == {} and f.desk(who).find(f.id),
        lambda f, who: f.lists(who).place(f.id, None).listed,
    ],
    "edit": [
        lambda f, who: f.desk(who).change(f.id, f.rename),
        lambda f, who: f.desk(who).add_snapshot(f.id, "s", f.rubric.digest, f.rubric.canonical),
        lambda f, who: f.lists(who).tag(f.id, ["t"]),
        lambda f, who: f.desk(who).add_remark(f.id, Remark(1, "q", "typed", "w", "r")) or f.desk(who).remarks(f.id),
        lambda f, who: f.desk(who).keep_waiting(f.id, {"q": Remark(1, "q", "waits")}) or f.desk(who).remarks(f.id),
    ],
    "create": [lambda f, who: f.lists(who).add(begin(f.rubric, "New"), HeldBy(f.acme.id))],
    "shelve": [
        lambda f, who: f.lists(who).archive(f.id) and f.lists(who).archive(f.id, False),
        lambda f, who: f.lists(who).bin(f.id) and f.lists(who).bin(f.id, False),
    ],
    "delete": [lambda f, who: f.lists(who).delete(f.id)],
}


@pytest.mark.parametrize("role", MEMBER_ROLES)
def test_each_role_does_just_what_the_table_says(firm, role):
    for action, attempts in DOES.items():
        for attempt in attempts:
            if may(role, action):
                assert attempt(firm, role)
            else:
                with pytest.raises(NotAllowedError):
                    attempt(firm, role)


def test_what_belongs_to_another_organisation_is_as_if_it_did_not_exist(firm):
    desk, lists = firm.desk(firm.stranger), firm.lists(firm.stranger)
    state = firm.store.find(firm.id)
    assert state is not None
    for unknown in (firm.id, "no-such-id"):
        assert desk.find(unknown) is None
        assert desk.change(unknown, firm.rename) is None
        assert desk.entries(unknown) == desk.remarks(unknown) == desk.snapshots(unknown) == ()
        assert desk.add_snapshot(unknown, "s", firm.rubric.digest, firm.rubric.canonical) is None
        assert not desk.rename_snapshot(unknown, "s", "t")
        assert not desk.remove_snapshot(unknown, "s")
        assert not lists.tag(unknown, [])
        assert not lists.archive(unknown)
        assert not lists.bin(unknown)
        assert lists.delete(unknown) is None
        assert not lists.place(unknown, None).listed
    assert list(desk.back_from(state)) == []
    assert lists.listed(HeldBy(firm.acme.id), {}, lambda _: {}) == ()
    with pytest.raises(NotAllowedError):
        lists.add(begin(firm.rubric), HeldBy(firm.acme.id))
    assert firm.store.find(firm.id) == state


def test_every_method_of_the_store_is_permitted_or_is_not_for_pages():
    def public(kind: type) -> set[str]:
        return {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}

    not_for_pages = {
        "add",
        "change_in",
        "remember",
        "in_folder",
        "must_answer",
        "must_take_writes",
        "close",
        "connections",
        "engine",
        "reading",
        "rows",
        "transaction",
        "run",
        "drop",
        "forget_all",
        "forget_entries",
        "forget_summary",
        "now",
    }
    assert public(DatabaseStore) - not_for_pages == public(PermittedStore)
    assert public(Collection) - {"wipe"} == public(PermittedCollection)


def test_the_journal_says_which_person_changed_what(firm):
    firm.desk("editor").change(firm.id, firm.rename, by="window")
    newest = firm.desk("reader").entries(firm.id)[0]
    assert firm.organisations.names([newest.person]) == {firm.people["editor"].id: "Editor"}


def test_the_log_says_who_did_what_and_never_an_answer(firm):
    for _ in range(3):
        firm.desk("reader").find(firm.id)
        firm.desk("editor").change(firm.id, firm.rename)
    firm.lists("owner").bin(firm.id)
    firm.lists("owner").delete(firm.id)
    deeds = [deed for _, deed in firm.audit.deeds(firm.acme.id)]
    assert [(one.person, one.did) for one in deeds] == [
        ("Owner", "delete"),
        ("Owner", "bin"),
        ("Editor", "edit"),
        ("Reader", "open"),
        ("Owner", "create"),
    ]
    assert "Client" not in repr(deeds)
    assert firm.audit.deeds(firm.other.id) == ()


def test_the_log_is_kept_as_long_as_the_owners_say(opened):
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    store = opened(clock=lambda: now[0])
    organisations, audit = Organisations(store), Audit(store)
    acme = organisations.found("Acme", {"g": "owner"})
    owner = organisations.log_in(identity("owner", "g"))
    audit.enter(acme.id, owner, "export")
    organisations.keep_audit(acme.id, 30, owner)
    now[0] += timedelta(days=31)
    audit.enter(acme.id, owner, "open", "x")  # what is older goes, whether or not somebody reads the log
    with store.engine.connect() as connection:
        assert list(connection.scalars(sa.select(AUDIT.c.did))) == ["open"]
    now[0] += timedelta(days=31)
    assert audit.deeds(acme.id) == ()
    for days in (0, 100_000):
        with pytest.raises(EcqError, match="1 to 3660"):
            organisations.keep_audit(acme.id, days, owner)


# -- members


def members(firm: Firm, organisation: Organisation) -> dict[str, str]:
    return {one.email: one.role for one in firm.organisations.members(organisation.id)}


def test_groups_make_members_at_log_in_and_unmake_them(firm):
    again = firm.organisations.log_in(identity("editor", "acme reader", "acme reviewer"))
    assert [(one.organisation, one.role) for one in again.memberships] == [("Acme", "reviewer")]
    assert firm.organisations.log_in(identity("editor")).memberships == ()
    assert firm.desk(firm.organisations.person(again.id) or again).find(firm.id) is None


def test_an_older_log_in_in_another_browser_brings_no_group_back(firm):
    first = replace(identity("editor", "acme editor"), since="2027-01-01T08:00:00+00:00")
    assert firm.organisations.log_in(first).memberships
    later = replace(identity("editor"), since="2027-01-01T09:00:00+00:00")
    assert firm.organisations.log_in(later).memberships == ()
    assert firm.organisations.log_in(first).memberships == (), "a new window with the first browser's log-in"


def test_an_owner_adds_somebody_by_address_before_they_first_log_in(firm):
    firm.organisations.add_member(firm.acme.id, " New@Example.org", "editor", firm.people["owner"])
    assert members(firm, firm.acme)["new@example.org"] == "editor"
    new = firm.organisations.log_in(identity("new"))
    assert firm.desk(new).find(firm.id) is not None
    assert len(firm.organisations.members(firm.acme.id)) == 5
    with pytest.raises(EcqError, match="no e-mail address"):
        firm.organisations.add_member(firm.acme.id, "nobody", "editor", firm.people["owner"])


@pytest.mark.parametrize("role", [role for role in MEMBER_ROLES if role != "owner"])
def test_only_owners_change_members(firm, role):
    by, owner = firm.people[role], firm.people["owner"]
    for attempt in (
        lambda: firm.organisations.add_member(firm.acme.id, "x@example.org", "owner", by),
        lambda: firm.organisations.change_role(firm.acme.id, by.id, "owner", by),
        lambda: firm.organisations.remove_member(firm.acme.id, owner.id, by),
        lambda: firm.organisations.no_longer_await(firm.acme.id, "x@example.org", by),
        lambda: firm.organisations.keep_audit(firm.acme.id, 5, by),
        lambda: firm.organisations.remove_member(firm.other.id, firm.stranger.id, by),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_of_two_owners_who_remove_each_other_the_first_wins(firm):
    """Both pages were drawn while both were owners."""
    first, second = firm.owner_by_hand("first"), firm.owner_by_hand("second")
    firm.organisations.remove_member(firm.acme.id, second.id, first)
    with pytest.raises(NotAllowedError):
        firm.organisations.remove_member(firm.acme.id, first.id, second)
    assert members(firm, firm.acme)["first@example.org"] == "owner"
    assert "second@example.org" not in members(firm, firm.acme)


def test_the_last_owner_stays(firm):
    owner = firm.owner_by_hand("lone")
    firm.organisations.log_in(identity("owner"))  # left the group
    firm.organisations.change_role(firm.acme.id, owner.id, "owner", owner)
    for attempt in (
        lambda: firm.organisations.remove_member(firm.acme.id, owner.id, owner),
        lambda: firm.organisations.change_role(firm.acme.id, owner.id, "reader", owner),
        lambda: firm.organisations.erase_person(owner.id),
    ):
        with pytest.raises(EcqError, match="only owner"):
            attempt()


def test_who_leaves_sees_nothing_any_more(firm):
    leaver = firm.owner_by_hand("leaver")
    assert firm.desk(leaver).find(firm.id) is not None
    firm.organisations.remove_member(firm.acme.id, leaver.id, leaver)
    assert firm.desk(firm.organisations.person(leaver.id) or leaver).find(firm.id) is None


def test_whom_a_group_makes_a_member_is_changed_at_the_identity_provider(firm):
    owner, reader = firm.people["owner"], firm.people["reader"]
    for attempt in (
        lambda: firm.organisations.remove_member(firm.acme.id, reader.id, owner),
        lambda: firm.organisations.change_role(firm.acme.id, reader.id, "editor", owner),
    ):
        with pytest.raises(EcqError, match="group of the identity provider"):
            attempt()


# -- deletion


def test_a_person_is_deleted_for_good_and_their_work_stays(firm):
    editor = firm.people["editor"]
    firm.desk("editor").change(firm.id, firm.rename)
    erased = firm.organisations.erase_person(editor.id)
    assert erased.counts["members"] == 1
    assert erased.counts["journal"] == 1
    assert firm.organisations.person(editor.id) is None
    assert firm.organisations.erase_person(editor.id) is None
    assert editor.id not in repr(firm.audit.deeds(firm.acme.id)) + repr(firm.store.entries(firm.id))
    assert "Editor" not in repr(firm.audit.deeds(firm.acme.id))
    assert firm.store.find(firm.id) is not None


def test_an_organisation_is_deleted_for_good_with_all_it_holds(firm):
    other = firm.lists(firm.stranger).add(begin(firm.rubric, "Theirs"), HeldBy(firm.other.id)).id
    brands = BrandKits(firm.store)
    brands.keep(HeldBy(firm.acme.id), BrandKit("Acme Consulting"))
    erased = firm.organisations.erase(firm.acme.id)
    assert erased.counts["assessments"] == 1
    assert erased.counts["members"] == 4
    assert erased.counts["brands"] == 1
    assert brands.of(HeldBy(firm.acme.id)) == BrandKit()
    assert firm.store.find(firm.id) is None
    assert firm.organisations.erase(firm.acme.id) is None
    assert [one.name for one in firm.organisations.all()] == ["Other"]
    assert firm.desk(firm.stranger).find(other) is not None
    assert firm.audit.deeds(firm.acme.id) == ()
