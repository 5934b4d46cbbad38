"""The commands on stored self-checks, their database and the keys to the API: what they print, write and refuse."""

import json
import re

import pytest

from ecq.assessment.file import read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.settings import data_folder
from ecq.cli import main
from ecq.exchange.batch.dropped import unpack
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.store.tokens import Tokens


@pytest.fixture
def stored(shipped):
    store = DatabaseStore.in_folder(data_folder())
    samples = [sample_assessment(one, shipped, "zh", "2026-11-24T09:00:00+00:00") for one in load_samples()]
    added = [Collection(store).add(one, None) for one in samples]
    store.close()
    return added


def printed(capsys, *arguments):
    assert main([*arguments, "--lang", "en"]) == 0
    return capsys.readouterr().out


def rows(capsys, *more):
    return {row["id"]: row for row in json.loads(printed(capsys, "list", "--json", *more))["assessments"]}


def test_the_list_shows_each_self_check_with_its_score(stored, capsys):
    shown = printed(capsys, "list")
    lines = shown.splitlines()
    assert len(lines) == 2 * len(stored)
    for one in stored:
        (place,) = [place for place, line in enumerate(lines) if line.startswith(one.id)]
        assert one.assessment.name in lines[place]
        assert re.search(r"Score \d+\.\d — \d+\.\d  Grade .+  Settled \d+ of \d+  Readiness ", lines[place])
        assert re.search(r"^    .+ · with evidence \d+\.\d · .*\d+ left", lines[place + 1])
    assert set(rows(capsys)) == {one.id for one in stored}


def test_an_empty_store_says_so(capsys):
    assert printed(capsys, "list") == "No self-check is stored yet.\n"


def test_show_prints_the_score_or_writes_the_assessment(stored, capsys, tmp_path):
    first = stored[0]
    data = json.loads(printed(capsys, "show", first.id, "--json"))
    assert data["id"] == first.id
    assert printed(capsys, "show", first.id)
    written = tmp_path / "one.json"
    printed(capsys, "show", first.id, "-o", str(written))
    assert read(written.read_bytes()) == first.assessment
    assert main(["show", first.id, "-o", str(written), "--lang", "en"]) == 2
    assert main(["show", "unknown", "--lang", "en"]) == 2
    assert "no self-check 'unknown' is stored" in capsys.readouterr().err


def test_everything_is_exported_into_a_folder_or_a_zip_that_opens_again(stored, capsys, tmp_path):
    printed(capsys, "delete", stored[0].id)
    rest = {one.assessment.name: one.assessment for one in stored[1:]}
    folder = tmp_path / "all" / "of it"
    data = json.loads(printed(capsys, "export", "--all", "-o", str(folder), "--json"))
    assert sorted(data["files"]) == sorted(path.name for path in folder.iterdir())
    assert {one.name: one for one in (read(path.read_bytes()) for path in folder.iterdir())} == rest
    packed = tmp_path / "all.zip"
    assert printed(capsys, "export", "--all", "-o", str(packed)) == f"{packed}\n"
    assert {one.name: one for one in (read(data) for _, data in unpack(packed.read_bytes(), "z").files)} == rest
    for out in (folder, packed):
        assert main(["export", "--all", "-o", str(out), "--lang", "en"]) == 2
        assert "add --force" in capsys.readouterr().err
    printed(capsys, "export", "--all", "-o", str(folder), "--force")
    assert main(["export", "-o", str(packed), "--lang", "en"]) == 2
    assert "name a FILE, or give --all" in capsys.readouterr().err
    assert main(["export", "--all", "-o", str(packed / "x"), "--lang", "en"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_what_is_written_is_named_as_json_where_that_is_asked_for(stored, capsys, tmp_path):
    for number, command in enumerate((("sample", "qinghe-mall"), ("show", stored[0].id))):
        written = tmp_path / f"{number}.json"
        assert json.loads(printed(capsys, *command, "-o", str(written), "--json")) == {"file": str(written)}
        assert read(written.read_bytes()).name


def test_delete_goes_to_the_bin_and_back_and_for_good_with_a_receipt(stored, capsys):
    one, other = stored[0].id, stored[1].id
    printed(capsys, "delete", one)
    assert set(rows(capsys, "--bin")) == {one}
    printed(capsys, "delete", one, "--undo")
    assert not rows(capsys, "--bin")
    receipt = json.loads(printed(capsys, "delete", other, "--for-good", "--json"))
    assert receipt["id"] == other
    assert re.fullmatch(r"[0-9a-f]{64}", receipt["digest"])
    assert other not in rows(capsys)


def test_a_sample_becomes_a_file(capsys, tmp_path):
    written = tmp_path / "sample.json"
    printed(capsys, "sample", "qinghe-mall", "-o", str(written))
    assert read(written.read_bytes()).responses
    assert main(["sample", "nobody", "-o", str(tmp_path / "x.json"), "--lang", "en"]) == 2
    assert "there is no sample 'nobody'" in capsys.readouterr().err


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
