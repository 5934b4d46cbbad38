"""Where people log in: each sees and does on the pages what their role permits, and nothing of other organisations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ecq.assessment.changes import begin
from ecq.store import organisations as organisations_of
from ecq.store.collection import Collection, HeldBy
from ecq.store.person import MEMBER_ROLES, Identity, NotAllowedError, may
from ecq.store.tokens import Tokens
from ecq.web import people as t
from ecq.web.frame import words as access
from ecq.web.html.parts import inert
from ecq.web.session import stores
from ecq.web.session import words as log_in_words
from tests.app.logged_in import ISSUER
from tests.app.walker import Walker


def buttons(walker: Walker) -> set[str]:
    return {one.key for one in walker.app.button if one.key}


@pytest.mark.parametrize(
    "role", [pytest.param(one, marks=[pytest.mark.long] * (one not in ("editor", "reader"))) for one in MEMBER_ROLES]
)
def test_a_member_sees_the_list_and_begins_and_changes_what_the_role_permits(firm, walk, store, role):
    firm.as_(role, role)
    walker = walk(lang="en")
    assert ("begin" in buttons(walker)) == may(role, "create")
    assert "Client" in str(walker.told("ecq_home"))
    walker = walk(firm.id, lang="en", page="profile")
    assert walker.app.text_input(key="profile-name").disabled != may(role, "edit")
    if may(role, "edit"):
        before = store.find(firm.id)
        walker.app.text_input(key="profile-name").set_value("Renamed")
        walker.run()
        assert store.find(firm.id) != before


def test_after_back_the_field_names_the_organisation_that_is_shown(firm, walk):
    firm.as_("both", "editor", "other")
    walker = walk(lang="en", page="people")
    first = walker.app.selectbox(key="people-organisation").value
    second = firm.other.id if first == firm.acme.id else firm.acme.id
    walker.app.selectbox(key="people-organisation").select(second).run()
    assert walker.app.selectbox(key="people-organisation").value == second
    del walker.app.query_params[stores.ORGANISATION_PARAM]
    walker.app.run()
    assert walker.app.selectbox(key="people-organisation").value == first


def test_who_belongs_to_several_organisations_goes_from_the_list_of_one_to_that_of_another(firm, walk, store, shipped):
    for name in ("甲", "乙"):
        Collection(store).add(begin(shipped, name), HeldBy(firm.other.id))
    firm.as_("both", "editor", "other")
    walker = walk(lang="en")
    assert "Client" in str(walker.told("ecq_home"))
    walker.app.selectbox(key="people-organisation").select(firm.other.id).run()
    assert "Client" not in str(walker.told("ecq_home"))
    assert "甲" in str(walker.told("ecq_home"))
    walker.go("portfolio")
    assert "甲" in walker.html
    walker.app.selectbox(key="people-organisation").select(firm.acme.id).run()
    assert "甲" not in walker.html
    assert "甲" in str(walk(lang="en", org=firm.other.id).told("ecq_home")), "by the address, too"
    firm.as_("one", "editor")
    assert "people-organisation" not in {one.key for one in walk(lang="en").app.selectbox}


def test_a_self_check_of_another_organisation_is_as_one_that_does_not_exist(firm, walk):
    firm.as_("stranger", "other")

    def shown(assessment_id: str) -> tuple[str, list[str]]:
        walker = walk(assessment_id, lang="en", page="results")
        return walker.html, sorted(buttons(walker))

    assert shown(firm.id) == shown("no-such-self-check-000")


def test_who_is_removed_is_out_at_the_next_press(firm, walk, store):
    firm.as_("owner", "owner")
    walk(lang="en")
    owner = firm.organisations.person(firm.key("owner"))
    firm.organisations.add_member(firm.acme.id, "temp@example.org", "editor", owner)
    firm.as_("temp")
    walker = walk(firm.id, lang="en", page="profile")
    assert walker.app.text_input(key="profile-name").value == "Client"
    firm.organisations.remove_member(firm.acme.id, firm.key("temp"), owner)
    before = store.find(firm.id)
    walker.app.text_input(key="profile-name").set_value("Renamed")
    walker.run()
    assert store.find(firm.id) == before
    assert log_in_words.ENDED.en in walker.html
    assert "Client" not in walker.html
    firm.as_("temp")
    assert access.LOST_ASSESSMENT.en in walk(firm.id, lang="en", page="profile").html


def test_who_belongs_nowhere_is_told_whom_to_ask(firm, walk):
    firm.as_("nobody")
    walker = walk(lang="en")
    assert "belong to no organisation yet" in walker.html
    assert "begin" not in buttons(walker)


def test_an_owner_adds_changes_and_removes_members(firm, walk):
    firm.as_("owner", "owner")
    walker = walk(lang="en", page="people")
    walker.app.text_input(key="people-email").set_value("new@example.org")
    walker.app.selectbox(key="people-new-role").set_value("reader")
    press(walker, t.ADD.en)
    assert "new@example.org is a member (reader) from the next log-in on; tell them." in walker.html
    new = firm.organisations.log_in(Identity(ISSUER, "new", "New", "new@example.org"))
    walker.run()
    walker.act("people-members", "change", new.id, role="editor")
    assert "New is now editor." in walker.html
    walker.act("people-members", "remove", new.id)
    assert "New was removed." in walker.html
    assert not firm.organisations.person(new.id).memberships


def test_nobody_is_offered_what_would_be_refused(firm, walk):
    organisations = firm.organisations
    hand = organisations.found("By hand", {"editors": "editor"}, ["boss@example.org"])
    firm.as_("grouped", "editors")
    firm.as_("boss")
    walker = walk(lang="en", page="people")
    assert 'aria-label="Change the role' not in walker.html, (
        "neither the only owner nor whom a group made a member can be changed here"
    )
    assert not {"people-leave-now", "people-erase-now"} & buttons(walker)
    assert t.ONLY_OWNER.en in [one.value for one in walker.app.caption]
    boss = organisations.person(firm.key("boss"))
    organisations.add_member(hand.id, "second@example.org", "owner", boss)
    firm.as_("second")
    walker = walk(lang="en", page="people")
    assert {"people-leave-now", "people-erase-now"} <= buttons(walker)
    assert f'aria-label="{t.REMOVE.en} Boss"' in walker.html
    assert f'aria-label="{t.REMOVE.en} Second"' not in walker.html, "one leaves oneself below"
    walker.app.button(key="people-leave-now").click().run()
    assert not organisations.person(firm.key("second")).memberships


def test_who_is_a_member_is_not_added_again_and_what_was_typed_stays(firm, walk):
    firm.organisations.found("By hand", {}, ["boss@example.org"])
    firm.as_("boss")
    walker = walk(lang="en", page="people")

    def add(address: str) -> None:
        walker.app.text_input(key="people-email").set_value(address)
        press(walker, t.ADD.en)

    add("Boss@example.org")
    assert inert("Boss@example.org is a member already.") in [one.value for one in walker.app.error]
    assert walker.app.text_input(key="people-email").value == "Boss@example.org"
    assert t.NOT_YET.en not in walker.html
    add("nonsense")
    assert inert("“nonsense” is no e-mail address.") in [one.value for one in walker.app.error]
    add("new@example.org")
    assert walker.app.text_input(key="people-email").value == ""
    assert t.NOT_YET.en in walker.html


def test_the_log_has_words_for_every_deed():
    kept = (
        Path(organisations_of.__file__).parent / name for name in ("invitations.py", "organisations.py", "proposals.py")
    )
    deeds = re.findall(
        r'(?:_enter\(|_mark\(|\benter\([^"]*)"([a-z ]+)"', "".join(one.read_text("utf-8") for one in kept)
    )
    assert len(deeds) > 10
    assert set(deeds) <= t.DEEDS.keys()


@pytest.mark.parametrize(
    "role", ["editor", *(pytest.param(one, marks=pytest.mark.long) for one in ("reviewer", "reader"))]
)
def test_only_owners_see_the_log_and_change_members(firm, walk, role):
    firm.as_(role, role)
    walker = walk(lang="en", page="people")
    assert not walker.app.toggle
    assert t.MEMBERS_ONLY_OWNERS.en in [one.value for one in walker.app.caption]
    assert 'data-do="change"' not in walker.html


def test_an_owner_reads_who_did_what(firm, walk):
    firm.as_("reader", "reader")
    walk(firm.id, lang="en", page="results")
    firm.as_("owner", "owner")
    walker = walk(lang="en", page="people")
    walker.app.toggle(key="people-log").set_value(True)
    walker.run()
    assert re.search(r">Reader</div><div [^>]*>opened</div>", walker.html)
    assert "Client" not in walker.html


def test_one_deletes_ones_own_account_with_a_receipt(firm, walk):
    firm.as_("reader", "reader")
    walker = walk(lang="en", page="people")
    walker.app.button(key="people-erase-now").click()
    walker.run()
    assert firm.organisations.person(firm.key("reader")) is None
    for _ in range(2):
        assert "Deleted: " in walker.html, "the receipt stays, in place of what one saw until then"
        assert log_in_words.LEAD.en in walker.html
        walker.run()


def test_a_download_asks_again_when_it_is_pressed(firm, walk, store):
    firm.as_("owner", "owner")
    allowed = stores.asked(lambda: "data", [firm.id], "json")
    made = stores.asked("data", [firm.id], "json")
    assert allowed() == made() == "data"
    firm.organisations.log_in(Identity(ISSUER, "owner"))  # no longer in the group
    with pytest.raises(NotAllowedError):
        made()
    deeds = [(deed.did, deed.more) for _, deed in stores._audit(store).deeds(firm.acme.id)]
    assert deeds.count(("download", "json")) == 2


def test_one_makes_a_key_that_is_shown_once_and_revokes_it(firm, walk, store):
    firm.as_("reader", "reader")
    walker = walk(lang="en", page="people")
    press(walker, t.MAKE_KEY.en)
    assert "needs a name" in walker.app.error[0].value
    walker.app.text_input(key="people-key-name").set_value("nightly")
    walker.app.radio(key="people-key-scope").set_value("write")
    press(walker, t.MAKE_KEY.en)
    key = walker.app.code[0].value
    token = Tokens(store).known(key)
    assert (token.name, token.scope, token.organisation_id) == ("nightly", "write", firm.acme.id)
    walker.run()
    assert not walker.app.code
    assert key not in walker.html
    walker.act("people-keys", "revoke", token.id)
    assert "The key nightly is revoked" in walker.html
    assert Tokens(store).known(key) is None


def press(walker, label):
    next(one for one in walker.app.button if one.label == label).click()
    walker.run()
