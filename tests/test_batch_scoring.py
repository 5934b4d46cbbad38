"""Very many files scored: in their order, with the numbers of `ecq score`, and no file costs another its row."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import set_up
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError
from ecq.base.file_limits import Allowance
from ecq.base.whole_file import pack
from ecq.cli import main
from ecq.exchange import rubric_catalogue
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.batch import inputs
from ecq.exchange.batch.assessments import score_file
from ecq.exchange.batch.inputs import Bad, Chunk, File, Lines, chunks, paths_in
from ecq.exchange.batch.tables import FORMATS, Row, table
from ecq.exchange.batch.working import Team, all_cores, cluster, worked
from ecq.exchange.words import EMPTY
from ecq.rubric.model import Rubric
from ecq.scoring.export import score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.report.shown import choose
from ecq.writers.pdf.build import Order, make_report
from tests.batch_work import name_of, trouble

pytestmark = pytest.mark.usefixtures("kept_readers")

AT = "2026-11-24T09:00:00+00:00"
SCORING = partial(score_file, day=AT[:10])
SHORT = choose("en", "short")
QUICKLY = Allowance(1, 1_000)


def line(assessment: Assessment) -> bytes:
    return json.dumps(json.loads(dump(assessment)), ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def report(mall: Assessment, shipped: Rubric) -> bytes:
    return make_report(Order(shipped, mall, SHORT, AT[:10], rubric_catalogue.compared_with(shipped)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, mall: Assessment, shipped: Rubric, report: bytes) -> Path:
    """One of every kind, some of them bad."""
    place = tmp_path_factory.mktemp("clients")
    named = mall.model_copy(update={"name": "=1+1"})
    (place / "a.json").write_text(dump(named), encoding="utf-8")
    (place / "b.pdf").write_bytes(report)
    (place / "c.xlsx").write_bytes(export_sheet(shipped, mall, "en"))
    other = dump(set_up(mall, shipped, target="two-star")).encode()
    (place / "d.zip").write_bytes(pack([("x.json", other), ("y.txt", b"words"), ("z.jsonl", line(mall))]))
    (place / "e.jsonl").write_bytes(line(mall) + b"\n\n{}\n" + line(mall))
    (place / "f.txt").write_bytes(b"words")
    (place / ".hidden").write_bytes(b"words")
    (place / "sub").mkdir()
    (place / "sub" / "a.json").write_text(dump(mall), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def made(folder: Path) -> list[Row | Bad]:
    with all_cores() as team:
        return [one for _, those in worked(SCORING, chunks(paths_in([folder])), team) for one in those]


def test_every_kind_of_file_has_its_rows_in_the_order_of_the_files(made: list[Row | Bad], folder: Path) -> None:
    where = [(one.file.removeprefix(f"{folder}/"), type(one).__name__) for one in made]
    assert where == [
        ("a.json", "Row"), ("b.pdf", "Row"), ("c.xlsx", "Row"), ("d.zip/x.json", "Row"), ("d.zip/y.txt", "Bad"),
        ("d.zip/z.jsonl:1", "Row"), ("e.jsonl:1", "Row"), ("e.jsonl:3", "Bad"), ("e.jsonl:4", "Row"),
        ("f.txt", "Bad"), ("sub/a.json", "Row"),
    ]  # fmt: skip
    assert [one.kind for one in made if isinstance(one, Row)][:4] == ["self-check", "report", "sheet", "self-check"]
    for one in made:
        if isinstance(one, Bad):
            assert one.why.en.startswith(one.file)
            assert one.why.zh.startswith(one.file)


def test_a_row_has_the_numbers_of_ecq_score(made: list[Row | Bad], mall: Assessment, shipped: Rubric) -> None:
    card = score(shipped, mall)
    told = score_data(shipped, mall, card, readiness(shipped, mall, card))
    for row in (one for one in made if isinstance(one, Row)):
        assert (row.score_low, row.score_high) == (told["score"]["low"], told["score"]["high"])
        assert (row.exact_low, row.exact_high) == (told["exact"]["low"], told["exact"]["high"])
        assert (row.evidenced_low, row.evidenced_high) == (told["evidenced"]["low"], told["evidenced"]["high"])
        assert row.evidenced_exact_low == told["evidenced_exact"]["low"]
        assert (row.grade_low, row.grade_high) == (told["grade"]["low"], told["grade"]["high"])
        counts = told["counts"]
        assert (row.applicable, row.answered, row.na, row.unsure, row.open) == (
            counts["applicable"], counts["answered"], counts["na"], counts["unsure"], counts["open"],
        )  # fmt: skip
        assert row.decided == row.answered + row.na == row.applicable - row.open
        assert row.failed_gates.split() == [g["question"] for g in told["gates"] if g["state"] == "failed"]
        assert row.gates_open == sum(g["state"] == "open" for g in told["gates"])
        assert row.rubric_changed is False
        if row.target == told["readiness"]["target"]:
            assert row.verdict == told["readiness"]["verdict"]


def test_the_three_kinds_of_tables_say_the_same(made: list[Row | Bad]) -> None:
    from pyarrow.parquet import read_table

    rows = [one for one in made if isinstance(one, Row)]
    files = {}
    for form in FORMATS:
        files[form] = io.BytesIO()
        with table(files[form], form) as write:
            write(rows[:2])
            write(rows[2:])
    lines = [json.loads(one) for one in files["jsonl"].getvalue().splitlines()]
    assert lines == [row._asdict() for row in rows]
    parquet = read_table(io.BytesIO(files["parquet"].getvalue())).to_pylist()
    assert [{name: str(value) for name, value in one.items()} for one in parquet] == [
        {name: str(value) for name, value in one.items()} for one in lines
    ]
    cells = list(csv.DictReader(io.StringIO(files["csv"].getvalue().decode("utf-8-sig"))))
    for cell, row in zip(cells, rows, strict=True):
        assert cell["name"] == ("'=1+1" if row.name == "=1+1" else row.name)
        assert "/" not in cell["exact_low"]
        assert 0 <= Fraction(row.exact_low) - Fraction(cell["exact_low"]) < Fraction(1, 10**12)
        for name in ("score_low", "verdict", "open", "file"):
            assert cell[name] == str(getattr(row, name))


def test_the_command_writes_table_and_bad_ones_and_keeps_what_is_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    argv = ["batch", str(folder / "a.json"), str(folder / "f.txt"), "-o", str(out)]
    assert main([*argv, "--json", "--lang", "zh"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["done"], told["not_taken"]) == (1, 1)
    apart = tmp_path / "out.bad.csv"
    assert told["not_taken_file"] == str(apart)
    assert "不是 ECQ 的文件" in apart.read_text(encoding="utf-8-sig")
    assert main(argv) == 2, "what is there is not overwritten"
    argv.remove(str(folder / "f.txt"))
    assert main([*argv, "--force"]) == 0
    assert not apart.exists(), "a list of bad ones that no longer is true"
    before = out.read_bytes()
    capsys.readouterr()
    empty = tmp_path / "empty"
    empty.mkdir()
    for nothing in (str(empty), str(tmp_path / "nowhere")):
        assert main(["batch", nothing, "-o", str(out), "--force"]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert out.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "out.csv"]


@given(data=st.data())
def test_lines_come_whole_with_their_numbers_wherever_blocks_end(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.binary(max_size=30).map(lambda one: one.replace(b"\n", b"")), max_size=8))
    end = data.draw(st.sampled_from([b"", b"\n"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "CHUNK_BYTES", data.draw(st.integers(1, 40)))
        patch.setattr(inputs, "FILE_LIMIT", 20)
        found = [
            one
            for part in inputs._lines(io.BytesIO(b"\n".join(lines) + end), "a")
            for one in (part.files() if isinstance(part, Lines) else [part])
        ]
    wanted = [(f"a:{number}", one) for number, one in enumerate(lines, 1) if one.strip()]
    if not wanted:
        assert [one.why.en for one in found if isinstance(one, Bad)] == [f"a {EMPTY.en}"]
        return
    assert [one.file if isinstance(one, Bad) else one.name for one in found] == [name for name, _ in wanted]
    for one, (_, line) in zip(found, wanted, strict=True):
        if isinstance(one, Bad):
            assert len(line) > 20
        else:
            assert one.data == line


def test_a_file_that_brings_the_process_down_costs_no_other_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecq.base.arms_length.asking.BY_THE_CLOCK", 100)
    data = b"\n".join([b"{1}", b"{dies}", b"{mistake}", b"{4}", b"{for ever}", b"{6}"])
    chunk = Chunk((Lines("a", 1, data), inputs.bad("b", EMPTY), File("c", b"{}")), len(data))
    with all_cores() as team:
        ((_, those),) = worked(trouble, [chunk], team, QUICKLY)
    assert [one if isinstance(one, str) else f"not {one.file}" for one in those] == [
        "a:1", "not a:2", "not a:3", "a:4", "not a:5", "a:6", "not b", "c",
    ]  # fmt: skip
    died, mistaken, late = (one.why.en for one in those if isinstance(one, Bad) and one.file.startswith("a"))
    assert died.startswith("a:2 cannot be read")
    assert mistaken.startswith("a:3 could not be worked on")
    assert late.startswith("a:5 takes more than 1 seconds")


def test_only_a_few_chunks_are_under_way_and_they_come_back_in_order() -> None:
    asked = 0

    def coming() -> Iterator[Chunk]:
        nonlocal asked
        for asked in range(1, 31):
            yield Chunk((File(str(asked), b"{}"),), 2)

    with all_cores() as cores:
        team = Team(cores.executor, 4)
        for number, (_, those) in enumerate(worked(name_of, coming(), team), 1):
            assert those == [(str(number), os.getpid())]
            assert asked <= number + 3


@pytest.mark.slow
@pytest.mark.parametrize("apart", [False, pytest.param(True, marks=pytest.mark.long)])
def test_two_machines_of_a_cluster_share_the_work_and_give_the_same(
    folder: Path, made: list[Row | Bad], monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    """Two threads that stand for machines, and among the long tests two processes."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=apart, dashboard_address=None) as machines:
        with cluster(machines.scheduler_address) as team:
            assert [one for _, those in worked(SCORING, chunks(paths_in([folder])), team) for one in those] == made
            coming = (Chunk((File(str(number), b"{}"),), 2) for number in range(20))
            names = [those[0] for _, those in worked(name_of, coming, team)]
        assert [name for name, _ in names] == [str(number) for number in range(20)]
        assert not apart or len({process for _, process in names} - {os.getpid()}) == 2
        monkeypatch.setattr("ecq.exchange.batch.working.stand", lambda: "another")
        with cluster(machines.scheduler_address) as team, pytest.raises(EcqError, match="another version of ECQ"):
            next(worked(name_of, [Chunk((File("a", b"{}"),), 2)], team))


def test_a_cluster_that_is_not_there_is_one_sentence(tmp_path: Path, folder: Path, capsys) -> None:
    argv = ["batch", str(folder), "-o", str(tmp_path / "a.csv"), "--cluster", "nonsense"]
    assert main(argv) == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


def test_the_reports_of_a_folder_are_those_of_its_files_one_by_one(
    mall: Assessment, report: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.zip").write_bytes(pack([("x.jsonl", line(mall) + b"\n{}")]))
    assert main(["report", str(folder), "-o", str(out), "--lang", "en", "--extent", "short", "--date", AT[:10]]) == 1
    assert "1 report written" in capsys.readouterr().out
    (made,) = (path for path in out.rglob("*") if path.is_file())
    assert made == out / "a.zip" / "x.jsonl_1.pdf"
    assert made.read_bytes() == report
    assert "x.jsonl:2" in (tmp_path / "out.bad.csv").read_text(encoding="utf-8-sig")
    one_only = ["report", str(folder), "-o", str(out), "--since", str(folder / "a.zip")]
    assert main(one_only) == 2
    assert "single report" in capsys.readouterr().err
