"""The commands on keys to the API."""

from __future__ import annotations

import json

from ecq.base.settings import data_folder
from ecq.cli import main
from ecq.store.database import DatabaseStore
from ecq.store.tokens import Tokens
from tests.store.test_commands import printed


def test_a_key_is_made_listed_and_revoked(capsys):
    assert "no key yet" in printed(capsys, "tokens", "list")
    lines = printed(capsys, "tokens", "add", "nightly export").splitlines()
    tokens = Tokens(DatabaseStore.in_folder(data_folder()))
    made = tokens.known(lines[1])
    assert (made.name, made.scope) == ("nightly export", "read")
    listed = printed(capsys, "tokens", "list")
    assert f"{made.id}  nightly export  read  until {made.expires_at[:10]}  used on " in listed
    assert "this computer, all self-checks" in listed
    assert lines[1].rpartition("_")[2] not in listed + printed(capsys, "tokens", "list", "--json")
    assert printed(capsys, "tokens", "revoke", made.id) == f"{made.id} is revoked\n"
    assert tokens.known(lines[1]) is None
    assert main(["tokens", "revoke", made.id, "--lang", "zh"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    added = json.loads(printed(capsys, "tokens", "add", "import", "--scope", "write", "--days", "7", "--json"))
    assert tokens.known(added["key"]) is not None


def test_where_people_log_in_the_computer_has_no_keys(capsys, monkeypatch):
    monkeypatch.setenv("ECQ_MODE", "server")
    assert main(["tokens", "add", "x", "--lang", "en"]) == 2
    assert "belongs to a person" in capsys.readouterr().err
