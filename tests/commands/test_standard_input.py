"""What comes from standard input is read once, and what goes back to standard output is the self-check alone."""

import json
import sys
from contextlib import closing

import pytest

from ecq.cli import main
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations


@pytest.fixture
def piped(monkeypatch, capsys):
    """A command run in this process with a file at standard input: (exit code, standard output, standard error)."""

    def go(path, *argv):
        with path.open("rb") as opened, monkeypatch.context() as there:
            there.setattr(sys, "stdin", type("Input", (), {"buffer": opened}))
            code = main([*map(str, argv), "--lang", "en"])
        return code, *capsys.readouterr()

    return go


@pytest.mark.parametrize(
    "argv", [("client", "-", "--stage", "applying"), ("papers", "-", "licence", "--text", "in the safe")]
)
def test_what_is_kept_of_a_client_can_be_piped_through(file, piped, argv):
    code, out, err = piped(file, *argv)
    assert (code, err) == (0, "")
    assert json.loads(out)["name"] == "测试平台"


def test_an_agreed_plan_can_be_piped_through(file, piped, done):
    done("sample", "qinghe-mall", "-o", "sample.json")
    code, out, err = piped(file.with_name("sample.json"), "agree", "-")
    assert code == 0
    assert json.loads(out)["terms"]["agreed"]
    assert "person-days" in err


@pytest.mark.parametrize(
    "argv", [("propose", "-", "-"), ("keep", "-", "-"), ("present", "-", "--since", "-", "-o", "x.html")]
)
def test_two_files_from_standard_input_are_refused_also_in_a_list(file, piped, argv):
    assert piped(file, *argv) == (2, "", "ecq: only one file can be - (standard input)\n")


def test_a_password_that_cannot_be_asked_for_is_said_to_be_missing(file, home, run):
    (home / "key.p12").write_bytes(b"key")
    code, _, err = run("report", file, "-o", "x.pdf", "--sign", "key.p12", start_new_session=True)
    assert code == 2
    assert err.splitlines()[-1].endswith("put it into a file, named with --password-file")
    assert "Traceback" not in err


def test_a_dossier_that_is_not_there_says_why_in_chinese(home, here):
    code, _, err = here("dossier", "--take", home / "nope.zip", "--lang", "zh")
    assert (code, err) == (2, f"ecq: {home / 'nope.zip'} 读不了（没有这个文件或文件夹），请检查文件名\n")


def test_any_number_of_lines_of_the_audit_log_may_be_asked_for(home, tmp_path, done):
    with closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        Organisations(store).found("Org", {})
    for last in (-1, 0, 10**30):
        done("organisations", "log", "Org", "--last", last)


def test_a_number_that_is_none_is_refused_in_chinese(here):
    assert here("serve", "--drain", "x", "--lang", "zh")[2] == "ecq serve: --drain：'x' 不是数（见 ecq serve --help）\n"


def test_a_backup_to_standard_output_says_that_it_has_no_files_of_evidence(file, home, done, run):
    stored = done("keep", "shop.json").split()[0]
    (home / "proof.txt").write_text("proof")
    assert run("backup", "-o", "-", encoding="latin-1")[2] == ""
    done("bring", stored, "mlps-filing-and-test", home / "proof.txt", "--piece", "grading")
    code, out, err = run("backup", "-o", "-", encoding="latin-1")
    assert (code, out[:6]) == (1, "SQLite")
    assert err.startswith("ecq: note: files of evidence that are not in what goes to standard output: 1;")


def test_batch_takes_a_whole_self_check_from_standard_input_and_lines_too(file, home, run):
    whole = file.read_text(encoding="utf-8")
    for given, count in ((whole, 1), ("\n".join([json.dumps(json.loads(whole))] * 2), 2)):
        (home / "given").write_text(given, encoding="utf-8")
        with (home / "given").open() as opened:
            code, out, err = run("batch", "-", "-o", "table.csv", "--force", "--json", stdin=opened)
        assert (code, err, json.loads(out)["done"]) == (0, "", count)


def test_a_dossier_is_opened_again_from_standard_input(file, home, done, piped):
    done("dossier", done("keep", "shop.json").split()[0], "-o", "d.zip")
    code, out, err = piped(home / "d.zip", "dossier", "--take", "-")
    assert (code, err) == (0, "")
    assert json.loads(done("show", out.strip(), "--json"))["revision"] == 1
