"""Every command that takes a file takes the id of a stored self-check in its place, and says the same of both."""

import os
import re
from pathlib import Path

import pytest

from ecq.assessment.file import dump, read
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.cli import commands, main
from ecq.store.database import DatabaseStore

COMMANDS = {
    "questions": ["questions", "FILE", "--json"],
    "score": ["score", "FILE", "--json"],
    "move": ["move", "FILE", "--json"],
    "plan": ["plan", "FILE"],
    "explain": ["explain", "FILE"],
    "diff": ["diff", "FILE", "FILE"],
    "evidence": ["evidence", "FILE"],
    "export": ["export", "FILE", "-o", "-", "--format", "csv"],
    "sheet export": ["sheet", "export", "FILE", "-o", "sheet.xlsx"],
    "sheet import": ["sheet", "import", "FILE", "returned.xlsx"],
    "report": ["report", "FILE", "-o", "report.pdf", "--extent", "short", "--since", "FILE"],
    "present": ["present", "FILE", "-o", "slides.html"],
    "check": ["check", "--diff", "gbt31526-2025", "sqe-2015", "--assessment", "FILE"],
    "propose": ["propose", "FILE", "rules.txt"],
    "outline": ["outline", "FILE", "--piece", "privacy-policy", "-o", "-"],
    "dossier": ["dossier", "FILE", "-o", "-"],
    "agree": ["agree", "FILE"],
    "comment": ["comment", "FILE", "gaps", "--text", "先补证据"],
    "client": ["client", "FILE"],
    "papers": ["papers", "FILE"],
}
"""The shortest use of every command that takes one but `answer`, which is tried below."""
DRAWN = ("report", "present", "dossier")
"""These take long to draw."""


@pytest.fixture
def stored(tmp_path, monkeypatch, shipped):
    """A self-check in the store; the same as a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    made = demo_assessment(sample, shipped, "zh", "2026-11-24T09:00:00+00:00")
    Path("file.json").write_text(dump(made), encoding="utf-8")
    Path("rules.txt").write_text("商品和交易信息自交易完成之日起保存不少于三年。", encoding="utf-8")
    return DatabaseStore.in_folder(Path(os.environ["ECQ_HOME"])).add(made).id


def test_no_command_that_takes_a_file_is_left_out():
    takes = {
        command.name
        for command in commands.COMMANDS
        for argument in command.arguments
        if argument.settings.get("metavar") in ("FILE", "A")
        and argument.names[0] in ("file", "before", "--assessment", "--since")
    }
    assert takes - {"restore"} == {*COMMANDS, "answer"}


@pytest.mark.slow
@pytest.mark.parametrize("command", [pytest.param(one, marks=[pytest.mark.long] * (one in DRAWN)) for one in COMMANDS])
def test_what_is_said_of_a_stored_self_check_is_what_is_said_of_its_file(stored, capfdbinary, command):
    if "returned.xlsx" in COMMANDS[command]:
        main(["sheet", "export", "file.json", "-o", "returned.xlsx"])
        capfdbinary.readouterr()
    said = []
    for name in ("file.json", stored):
        assert main([name if one == "FILE" else one for one in COMMANDS[command]]) == 0
        written = {path.name: path.read_bytes() for path in Path().iterdir() if path.suffix in (".html", ".pdf")}
        said.append((capfdbinary.readouterr().out, written))
    assert said[0] == said[1]


def test_a_stored_self_check_is_answered_where_it_is_with_an_entry_in_its_journal(stored, capsys):
    assert main(["answer", stored, "rules-on-home-page=explained"]) == 0
    assert re.fullmatch(rf"{re.escape(stored)}: [\d.]+( — [\d.]+)?\n", capsys.readouterr().out)
    store = DatabaseStore.in_folder(Path(os.environ["ECQ_HOME"]))
    found = store.find(stored)
    assert found.assessment.response("rules-on-home-page").value == "explained"
    assert (found.revision, len(store.entries(stored))) == (2, 1)
    assert read(Path("file.json").read_bytes()) != found.assessment
    assert not Path(stored).exists()


def test_a_wrong_answer_changes_nothing_that_is_stored(stored, capsys):
    assert main(["answer", stored, "rules-on-home-page=nonsense"]) == 2
    assert "rules-on-home-page" in capsys.readouterr().err
    assert DatabaseStore.in_folder(Path(os.environ["ECQ_HOME"])).find(stored).revision == 1


def test_a_stored_self_check_is_moved_over_in_its_place(stored, capsys):
    store = DatabaseStore.in_folder(Path(os.environ["ECQ_HOME"]))
    old = store.find(stored).assessment
    reference = old.rubric.model_copy(update={"digest": "0" * 64})
    store.change(stored, lambda one: one.model_copy(update={"rubric": reference}))
    assert main(["move", stored, "-o", stored]) == 0
    assert DatabaseStore.in_folder(Path(os.environ["ECQ_HOME"])).find(stored).assessment.rubric == old.rubric
    assert not Path(stored).exists()


def test_a_file_called_like_an_id_comes_first(stored, capsys):
    main(["new", "-o", stored, "--name", "这是文件"])
    capsys.readouterr()
    assert main(["score", stored, "--json"]) == 0
    assert "这是文件" in capsys.readouterr().out


def test_an_id_that_is_not_stored_and_a_missing_file_are_one_sentence_each(stored, capsys):
    assert main(["score", "A" * 22]) == 2
    assert capsys.readouterr().err == f"ecq: no self-check {'A' * 22!r} is stored; ecq list shows those there are\n"
    assert main(["score", "missing.json"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_looking_for_a_missing_file_makes_no_database(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["score", "missing"]) == 2
    assert not Path(os.environ["ECQ_HOME"]).exists()
