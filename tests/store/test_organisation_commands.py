"""The commands with which whoever runs a server sets up organisations and deletes people and clients."""

from __future__ import annotations

import json

import pytest

from ecq.access.identity import Identity
from ecq.assessment.changes import begin
from ecq.cli import main
from ecq.settings import data_folder
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations


def printed(capsys, *arguments):
    assert main([*arguments, "--lang", "en"]) == 0
    return capsys.readouterr().out


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


def test_a_person_is_deleted_with_a_receipt(store, capsys):
    printed(capsys, "organisations", "add", "Acme", "--group", "g=reader")
    person = Organisations(store).log_in(Identity("i", "s", "Sam", "", ("g",)))
    receipt = json.loads(printed(capsys, "people", "delete", person.id, "--json"))
    assert receipt["counts"]["members"] == 1
    assert "nobody is known" in refused(capsys, "people", "delete", person.id)


def test_what_is_not_understood_gets_one_sentence(capsys):
    assert "is not GROUP=ROLE" in refused(capsys, "organisations", "add", "Acme", "--group", "g=king")
    assert "is not GROUP=ROLE" in refused(capsys, "organisations", "add", "Acme", "--group", "g=respondent")
    assert "needs a name" in refused(capsys, "organisations", "add", " ")
    assert "no e-mail address" in refused(capsys, "organisations", "add", "Acme", "--owner", "nobody")
    assert "there is no organisation" in refused(capsys, "organisations", "log", "Acme")
    assert "there is no organisation" in refused(capsys, "organisations", "delete", "Acme")
    printed(capsys, "organisations", "add", "Acme")
    assert "already" in refused(capsys, "organisations", "add", "Acme")
