"""A file whose ending says something else than what is written to it is refused, before any work and with one sentence."""

from pathlib import Path

import pytest

from ecq.cli import main
from ecq.cli.commands import COMMANDS

WRONG = [
    (["new"], "a.xlsx", ".json"),
    (["sample", "qinghe-mall"], "a.pdf", ".json"),
    (["open", "r.pdf"], "a.pdf", ".json"),
    (["move", "shop.json"], "a.docx", ".json"),
    (["report", "shop.json"], "a.pptx", ".pdf"),
    (["report", "shop.json", "--format", "pdf"], "a.docx", ".pdf"),
    (["report", "shop.json", "--format", "docx"], "a.pdf", ".docx"),
    (["present", "shop.json"], "a.pdf", ".html or .htm or .pptx"),
    (["evidence", "shop.json", "--format", "csv"], "a.xlsx", ".csv"),
    (["export", "shop.json", "--format", "json"], "a.csv", ".json"),
    (["sheet", "export", "shop.json"], "a.csv", ".xlsx"),
    (["points", "export", "sqe-2015"], "a.csv", ".xlsx"),
    (["sources", "--citations"], "a.csv", ".xlsx"),
    (["batch", "shop.json", "--format", "csv"], "a.parquet", ".csv"),
    (["dossier", "shop.json"], "a.pdf", ".zip"),
    (["dossier", "shop.json", "--binder"], "a.zip", ".pdf"),
    (["invite", "x", "Legal"], "a.csv", ".xlsx"),
    (["outline", "shop.json", "--piece", "privacy-policy"], "a.pdf", ".docx"),
    (["due"], "a.csv", ".ics"),
]
OTHERS = [
    (["evidence", "shop.json"], "a.pdf", "neither .xlsx nor .csv"),
    (["export", "shop.json"], "a.pdf", ".xlsx"),
    (["export", "--all"], "a.xlsx", "is to be a folder"),
    (["portfolio", "."], "a.docx", "neither in .xlsx nor in .pdf"),
    (["batch", "shop.json"], "a.xlsx", "neither in .parquet, .csv nor .jsonl"),
    (["report", "."], "reports.pdf", "is to be a folder"),
]
"""Where several endings are written, or a folder."""
ANY_ENDING = {"show", "backup"}
"""`show` needs something stored and is tried below; a backup may be called as one likes."""


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    main(["new", "-o", "shop.json"])
    Path("r.pdf").write_bytes(b"%PDF-")
    capsys.readouterr()
    return tmp_path


def refused(argv, name, capsys):
    before = {path.name for path in Path().iterdir()}
    assert main([*argv, "-o", name]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert {path.name for path in Path().iterdir()} == before
    return said.err


@pytest.mark.usefixtures("folder")
def test_an_ending_that_is_not_written_is_refused(capsys):
    for argv, name, wanted in WRONG:
        said = f"ecq: {name} ends in {Path(name).suffix}, which is not what is written; let it end in {wanted}\n"
        assert refused(argv, name, capsys) == said, argv
    for argv, name, said in OTHERS:
        assert said in refused(argv, name, capsys), argv


def test_every_command_that_writes_a_file_is_tried():
    writes = {command.name for command in COMMANDS for argument in command.arguments if "--output" in argument.names}
    tried = [" ".join(argv) for argv, _, _ in (*WRONG, *OTHERS)]
    assert {one for one in writes if not any(f"{line} ".startswith(f"{one} ") for line in tried)} == ANY_ENDING


@pytest.mark.usefixtures("folder")
def test_no_ending_and_capitals_say_nothing_else():
    for name in ("slides", "slides.HTML"):
        assert main(["present", "shop.json", "-o", name]) == 0
        assert Path(name).read_bytes().startswith(b"<!doctype html>")
