"""A grade that the rubric does not have is no target: wherever one comes in it is refused, and those there are are named."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ecq.api.app import make_api
from ecq.assessment.changes import begin
from ecq.assessment.file import dump
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.cli import main
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.batch.dropped import Recognised, fate
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.store.tokens import Tokens
from tests.api.conftest import Caller

KNOWN = "target 'nine-star' is not a grade of gbt31526-2025; choose one of: two-star, three-star, four-star, five-star"


@pytest.fixture
def aiming_high(shipped: Rubric, tmp_path: Path) -> Path:
    """A file that aims at a grade there is not."""
    made = sample_assessment(load_samples()[0], shipped, "zh", "2026-11-24T09:00:00+08:00")
    path = tmp_path / "a.json"
    path.write_text(dump(made.model_copy(update={"target": "nine-star"})), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        "score FILE", "plan FILE", "explain FILE", "questions FILE", "report FILE -o OUT.pdf", "present FILE -o OUT.html",
        "evidence FILE", "export FILE -o OUT.xlsx", "sheet export FILE -o OUT.xlsx", "move FILE", "diff FILE FILE",
    ],
)  # fmt: skip
def test_no_command_takes_a_file_that_aims_at_a_grade_there_is_not(aiming_high, tmp_path, capsys, command):
    given = command.replace("FILE", str(aiming_high)).replace("OUT", str(tmp_path / "out")).split()
    assert main([*given, "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"ecq: {aiming_high}: {KNOWN}\n")
    assert main([*given, "--lang", "zh"]) == 2
    assert "没有目标等级 'nine-star'，可选：two-star、three-star" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["new -o OUT.json --target nine-star", "answer FILE --target nine-star"])
def test_no_option_takes_such_a_grade(aiming_high, tmp_path, capsys, command):
    given = command.replace("FILE", str(aiming_high)).replace("OUT", str(tmp_path / "out")).split()
    assert main([*given, "--lang", "en"]) == 2
    assert KNOWN in capsys.readouterr().err


def test_another_target_mends_the_file(aiming_high, capsys):
    assert main(["answer", str(aiming_high), "--target", "four-star"]) == 0
    assert main(["score", str(aiming_high)]) == 0
    assert json.loads(aiming_high.read_text(encoding="utf-8"))["target"] == "four-star"


def test_a_batch_names_such_files_and_sheets_in_its_table_of_those_not_taken(aiming_high, shipped, tmp_path):
    sheet = begin(shipped, "Sheet").model_copy(update={"target": "nine-star"})
    (tmp_path / "s.xlsx").write_bytes(export_sheet(shipped, sheet, "zh"))
    (tmp_path / "fine.json").write_text(dump(begin(shipped, "Fine")), encoding="utf-8")
    (tmp_path / "spaced.json").write_text(json.dumps(json.loads(aiming_high.read_text("utf-8"))), encoding="utf-8")
    out = tmp_path / "out" / "scored.csv"
    out.parent.mkdir()
    assert main(["batch", str(tmp_path), "-o", str(out), "--lang", "en"]) == 1
    assert [row["name"] for row in _table(out)] == ["Fine"]
    why = {row["file"]: row["why"] for row in _table(out.with_name("scored.bad.csv"))}
    assert sorted(Path(one).name for one in why) == ["a.json", "s.xlsx", "spaced.json"]
    assert all(KNOWN in one for one in why.values())


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_portfolio_names_such_a_file(aiming_high, capsys):
    assert main(["portfolio", str(aiming_high.parent), "--lang", "en"]) == 2
    assert f"a.json: {KNOWN}" in capsys.readouterr().err


def test_the_api_takes_no_such_file_and_no_such_target(aiming_high, tmp_path, shipped):
    store = DatabaseStore(f"sqlite:///{tmp_path / 'ecq.sqlite3'}")
    ask = Caller(make_api(lambda: store, people_log_in=False), Tokens(store).add("local", "write")[1])
    kept = store.add(begin(shipped, "Qinghe")).id
    answers = [
        ask("POST", "/files", content=aiming_high.read_bytes()),
        ask("POST", "/assessments", json={"name": "Qinghe", "target": "nine-star"}),
        ask("PATCH", f"/assessments/{kept}", json={"seen": 1, "target": "nine-star"}),
    ]
    assert [(one.status_code, KNOWN in one.json()["detail"]) for one in answers] == [(422, True)] * 3
    plan = ask("GET", f"/assessments/{kept}/plan?target=nine-star")
    assert (plan.status_code, "choose one of: " in plan.json()["detail"]) == (422, True)
    store.close()


def test_the_start_page_opens_no_such_file(shipped):
    made = begin(shipped, "Qinghe").model_copy(update={"target": "nine-star"})
    assert fate(Recognised("a.json", "self-check", made), {}, {shipped.id: shipped}).does == "no-target"
