"""Several commands that change one file, or one stored self-check, at the same time: nothing that was said to be kept is lost."""

import json
import os
import subprocess
import sys
import time

import pytest

from ecq.assessment.changes import with_response
from ecq.assessment.file import dump, read
from ecq.cli import files as holding
from ecq.cli import main
from ecq.cli.files import change
from ecq.exchange.answer_sheet.writing import AT
from ecq.store.database import DatabaseStore

pytestmark = pytest.mark.slow


@pytest.fixture
def answers(shipped):
    """Four answers, by question."""
    asked = [one for one in shipped.questions if one.kind == "level"][:4]
    return {one.id: one.options[-1].id for one in asked}


def ended(started):
    return [(one.communicate(timeout=300)[1], one.returncode) for one in started]


def test_four_who_answer_one_file_at_once_are_all_kept_also_where_some_come_by_a_link(file, start, answers):
    link = file.with_name("link.json")
    link.symlink_to(file)
    results = ended(
        [
            start("answer", link if number % 2 else file, f"{question}={value}")
            for number, (question, value) in enumerate(answers.items())
        ]
    )
    assert results == [("", 0)] * 4
    responses = read(file.read_bytes()).responses
    assert {question: one.value for question, one in responses.items()} == answers
    assert link.is_symlink()
    assert sorted(one.name for one in file.parent.iterdir()) == [link.name, file.name]


def test_four_who_answer_one_stored_self_check_at_once_are_all_kept(home, file, start, answers):
    store = DatabaseStore.in_folder(home.parent / "home")
    kept = store.add(read(file.read_bytes()))
    results = ended([start("answer", kept.id, f"{question}={value}") for question, value in answers.items()])
    assert results == [("", 0)] * 4
    found = store.find(kept.id)
    assert {question: one.value for question, one in found.assessment.responses.items()}.items() <= answers.items()
    assert (found.revision, len(store.entries(kept.id))) == (5, 4)
    assert [one.name for one in home.iterdir()] == [file.name]


def test_a_sheet_and_an_answer_that_come_at_once_are_both_kept(file, start, done, answers):
    openpyxl = pytest.importorskip("openpyxl")
    done("sheet", "export", file, "-o", "sheet.xlsx")
    book = openpyxl.load_workbook(file.with_name("sheet.xlsx"))
    row = next(row for page in book for row in page.iter_rows() if row[AT["id"]].value == next(iter(answers)))
    row[AT["note"]].value = "来自部门"
    book.save(file.with_name("sheet.xlsx"))
    question, value = list(answers.items())[-1]
    results = ended(
        [start("sheet", "import", file, "sheet.xlsx", "--apply"), start("answer", file, f"{question}={value}")]
    )
    assert results == [("", 0)] * 2
    after = read(file.read_bytes())
    assert after.response(next(iter(answers))).note == "来自部门"
    assert after.response(question).value == value


def test_a_file_that_is_moved_over_in_its_place_loses_no_answer(file, start, answers):
    before = json.loads(file.read_text(encoding="utf-8"))
    before["rubric"]["digest"] = "0" * 64
    file.write_text(json.dumps(before), encoding="utf-8")
    question, value = next(iter(answers.items()))
    started = [start("answer", file, f"{question}={value}"), start("move", file, "-o", f"./{file.name}")]
    codes = [code for _, code in ended(started)]
    assert codes == [0, 0]
    after = read(file.read_bytes())
    assert set(after.responses) == {question}
    assert after.rubric.digest != "0" * 64


@pytest.fixture
def holder(file):
    """A process that holds the file until it is ended."""
    program = f"""
import sys, time
from pathlib import Path
from ecq.cli.files import held
with held(Path({str(file)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_working_an_answer_out_keeps_no_other_from_the_file(file, monkeypatch, answers):
    monkeypatch.setattr(holding, "PATIENCE", 0)
    (first, its), (second, value) = list(answers.items())[:2]
    seen = []

    def worked_out(assessment):
        seen.append(assessment)
        if len(seen) == 1:
            assert main(["answer", str(file), f"{first}={its}"]) == 0
        return with_response(assessment, second, None, value=value)

    change(file, "en", worked_out)
    responses = read(file.read_bytes()).responses
    assert (responses[first].value, responses[second].value, len(seen)) == (its, value, 2)


@pytest.mark.usefixtures("holder")
def test_who_holds_a_file_for_long_makes_the_others_refuse_with_a_sentence(file, monkeypatch, capsys):
    monkeypatch.setattr(holding, "PATIENCE", 0.5)
    before = file.read_bytes()
    assert main(["answer", str(file), "rules-on-home-page=complete"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"ecq: {file} is being changed by another command; try again when that has ended\n",
    )
    assert file.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="a process is killed as on POSIX")
def test_a_process_that_was_killed_holds_nothing(file, holder, fine):
    holder.kill()
    begun = time.monotonic()
    fine("answer", file, "rules-on-home-page=complete")
    assert time.monotonic() - begun < holding.PATIENCE
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_disk_that_cannot_hold_files_is_named_and_nothing_is_changed(file, monkeypatch, capsys):
    import fcntl

    def no_locks(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    before = file.read_bytes()
    assert main(["answer", str(file), "rules-on-home-page=complete"]) == 2
    assert "cannot be held against other commands (No locks available)" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_on_windows_a_file_in_the_temporary_folder_stands_for_it(file, tmp_path, monkeypatch, capsys):
    """An open file cannot be replaced there. The system's lock is played by that of this one."""
    import fcntl
    import types

    locked = []

    def locking(opened, mode, size):
        locked.append((mode, size))
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)

    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(holding, "WINDOWS", True)
    monkeypatch.setattr(holding, "PATIENCE", 0.1)
    monkeypatch.setattr(holding.tempfile, "gettempdir", lambda: str(tmp_path))
    link = file.with_name("link.json")
    link.symlink_to(file)
    with holding.held(file), pytest.raises(holding.AssessmentError, match="another command"), holding.held(link):
        pass
    with holding.held(file):
        file.write_text(dump(read(file.read_bytes())))
    assert set(locked) == {(2, 1)}
    assert sorted(one.name for one in file.parent.iterdir()) == ["link.json", file.name]
