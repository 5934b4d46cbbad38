"""The commands with which whoever runs a server sets up organisations and deletes people and clients."""

import json
import re
from hashlib import sha256

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import words
from ecq.base.settings import data_folder
from ecq.cli import main
from ecq.cli.organisations import COUNTED
from ecq.store.audit import Audit
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.store.organisations import Organisations, Sessions
from ecq.store.permitted import Permissions
from ecq.store.person import Identity
from ecq.store.tokens import Tokens
from tests.in_one_language import in_one
from tests.store.test_commands import printed


def refused(capsys, *arguments):
    assert main([*arguments, "--lang", "en"]) == 2
    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1
    return sentence


def organisations(capsys):
    return json.loads(printed(capsys, "organisations", "list", "--json"))["organisations"]


@pytest.fixture
def store():
    store = DatabaseStore.in_folder(data_folder())
    yield store
    store.close()


def test_an_organisation_is_set_up_listed_and_deleted(store, shipped, capsys):
    assert printed(capsys, "organisations", "list") == "There is no organisation yet.\n"
    printed(capsys, "organisations", "add", "Acme", "--group", "cn=quality=editor", "--owner", "o@example.org")
    first, second = (Collection(store).add(begin(shipped), None).id for _ in range(2))
    assert printed(capsys, "organisations", "take", "Acme", first) == "1 self-checks now belong to Acme\n"
    assert printed(capsys, "organisations", "take", "Acme") == "1 self-checks now belong to Acme\n"
    person = Organisations(store).log_in(Identity("i", "s", "Sam", "o@example.org", ("cn=quality",)))
    (acme,) = organisations(capsys)
    assert acme["groups"] == [["cn=quality", "editor"]]
    assert acme["held"] == 2
    assert [(one["name"], one["role"]) for one in acme["members"]] == [("Sam", "owner")]
    shown = printed(capsys, "organisations", "list")
    assert person.id in shown
    assert "group cn=quality: editor" in shown
    assert "self-checks: 2" in printed(capsys, "organisations", "delete", "Acme")
    assert store.find(first) is store.find(second) is None
    assert organisations(capsys) == []


@pytest.fixture
def sam(store, shipped, capsys):
    """Somebody who is logged in, has invited somebody and has a key."""
    printed(capsys, "organisations", "add", "Acme", "--group", "g=editor")
    person = Sessions(store).begin(Identity("i", "s", "Sam", "", ("g",)), "k" * 64, 12)
    acme = person.memberships[0].organisation_id
    kept = Collection(store).add(begin(shipped), HeldBy(acme))
    Invitations(store, Permissions(store, person, Audit(store))).make(kept.id, [shipped.questions[0].id], "Li")
    Tokens(store).add("nightly", "read", by=person, organisation_id=acme)
    return person


@pytest.mark.parametrize("lang", in_one("en"))
def test_deleting_a_person_ends_with_the_receipt(store, sam, capsys, lang):
    assert main(["people", "delete", sam.id, "--lang", lang]) == 0
    said, *counted = capsys.readouterr().out.splitlines()
    assert sha256(sam.id.encode()).hexdigest() in said
    counts = {name: int(count) for name, count in (re.split("[:：] ?", one.strip()) for one in counted)}
    named = {
        words(COUNTED[name], lang) for name in ("members", "tokens", "sessions", "invitations", "audit", "journal")
    }
    assert set(counts) == named
    assert [counts[words(COUNTED[name], lang)] for name in ("members", "tokens", "sessions", "invitations")] == [1] * 4
    assert Sessions(store).holding(["k" * 64]) == set()
    assert "nobody is known" in refused(capsys, "people", "delete", sam.id)
    other = Organisations(store).log_in(Identity("i", "o", "Ann", "", ("g",)))
    assert json.loads(printed(capsys, "people", "delete", other.id, "--json"))["counts"]["members"] == 1


def test_each_thing_that_is_counted_has_a_name(store, sam):
    organisations = Organisations(store)
    for erased in (organisations.erase_person(sam.id), organisations.erase(sam.memberships[0].organisation_id)):
        assert set(erased.counts) <= set(COUNTED)


def test_what_is_not_understood_gets_one_sentence(capsys):
    assert "is not GROUP=ROLE" in refused(capsys, "organisations", "add", "Acme", "--group", "g=king")
    assert "is not GROUP=ROLE" in refused(capsys, "organisations", "add", "Acme", "--group", "g=respondent")
    assert "needs a name" in refused(capsys, "organisations", "add", " ")
    assert "no e-mail address" in refused(capsys, "organisations", "add", "Acme", "--owner", "nobody")
    assert "there is no organisation" in refused(capsys, "organisations", "log", "Acme")
    assert "there is no organisation" in refused(capsys, "organisations", "delete", "Acme")
    printed(capsys, "organisations", "add", "Acme")
    assert "already" in refused(capsys, "organisations", "add", "Acme")
