"""Chinese names and text in whatever locale; what is no text is refused in a sentence."""

import errno
import os

import pytest

from ecq.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names are text there")


def test_chinese_names_and_text_are_read_where_the_locale_knows_ascii_only(file, home, fine):
    ascii_only = {"env": {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}}
    (home / "清河").mkdir()
    (home / "清河" / "自评.json").write_bytes(file.read_bytes())
    assert fine("export", "清河/自评.json", "-o", "清河/结果.csv", "--lang", "zh", **ascii_only) == "清河/结果.csv\n"
    fine("client", "清河/自评.json", "--scope", "全部业务", **ascii_only)
    assert "全部业务" in (home / "清河" / "自评.json").read_text(encoding="utf-8")


def test_text_that_is_no_utf8_and_a_name_the_database_cannot_take_are_refused_and_other_names_read(file, home, run):
    odd = os.fsdecode(b"odd\xff.json")
    (home / odd).write_bytes(file.read_bytes())
    assert run("score", odd, "--lang", "zh")[0] == 0
    for argv in (["client", odd, "--scope", odd], ["organisations", "add", odd], ["backup", "-o", odd + ".db"]):
        code, out, err = run(*argv)
        assert (code, out, err[:5]) == (2, "", "ecq: ")
        assert "is not text in UTF-8" in err


def test_a_folder_that_the_system_refuses_is_named_instead_of_a_traceback(monkeypatch, capsys):
    def refused(_options):
        raise PermissionError(errno.EACCES, "Permission denied", "/somewhere")

    monkeypatch.setattr("ecq.cli.rubrics.schema", refused)
    assert main(["schema", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "ecq: /somewhere cannot be used (Permission denied); choose another place\n"
