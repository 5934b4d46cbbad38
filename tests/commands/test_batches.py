"""A batch names everything it was given, knows a self-check that comes twice, and goes on where it was stopped."""

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import zipfile

import pytest

from ecq.assessment.file import dump
from ecq.base.language import text
from ecq.cli import files as holding
from ecq.cli import main
from ecq.exchange.batch.inputs import Bad, Chunk, File, bad
from ecq.exchange.batch.tables import Journal
from tests.serving import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="links, pipes and signals of POSIX"),
    pytest.mark.usefixtures("kept_readers"),
]


def named(assessment, name):
    return json.dumps(json.loads(dump(assessment.model_copy(update={"name": name}))), ensure_ascii=False)


def rows_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bad_ones(path):
    return dict(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))[1:])


def test_every_path_it_was_given_is_in_one_of_its_tables(home, run, mall, as_anybody):
    place = home / "clients"
    for name in ("closed", "linked", "sub/deeper"):
        (place / name).mkdir(parents=True)
        (place / name / "a.json").write_text(dump(mall), encoding="utf-8")
    (place / "closed").chmod(0)
    (place / "unreadable.json").write_text(dump(mall), encoding="utf-8")
    (place / "unreadable.json").chmod(0)
    (place / "gone.json").symlink_to("nowhere")
    (place / "circle.json").symlink_to("circle.json")
    (place / "again").symlink_to("linked")
    (place / "good.json").symlink_to("linked/a.json")
    (place / "empty.jsonl").write_bytes(b"\n \n")
    with zipfile.ZipFile(place / "packed.zip", "w") as archive:
        archive.writestr("none.jsonl", "")
    os.mkfifo(place / "pipe.json")
    (home / "nothing").mkdir()
    with socket.socket(socket.AF_UNIX) as opened:
        os.chdir(place)
        opened.bind("socket")
        given = ["clients", "nothing", "clients/closed", "clients/closed/a.json", "clients/unreadable.json"]
        code, out, err = run("batch", *given, "-o", "out.jsonl", under=as_anybody)
    (place / "closed").chmod(0o700)
    assert (code, err) == (1, ""), (out, err)
    assert [row["file"] for row in rows_of(home / "out.jsonl")] == [
        "clients/good.json",
        "clients/linked/a.json",
        "clients/sub/deeper/a.json",
    ]
    told = bad_ones(home / "out.bad.csv")
    assert {name: why.removeprefix(f"{name} ").partition(";")[0] for name, why in told.items()} == {
        "clients/again": "is a link to a folder and was not followed",
        "clients/circle.json": "is a link to a file that is not there",
        "clients/closed": "is a folder that cannot be read, so nothing in it was taken",
        "clients/closed/a.json": "cannot be read",
        "clients/empty.jsonl": "is empty",
        "clients/gone.json": "is a link to a file that is not there",
        "clients/packed.zip/none.jsonl": "is empty",
        "clients/pipe.json": "is no plain file",
        "clients/socket": "is no plain file",
        "clients/unreadable.json": "cannot be read",
        "nothing": "is a folder without files",
    }


def test_a_self_check_and_its_report_are_told_to_be_one(home, done, mall):
    (home / "shop.json").write_text(dump(mall), encoding="utf-8")
    done("report", "shop.json", "-o", "shop.pdf", "--extent", "short")
    (home / "lines.jsonl").write_text(f"{named(mall, '另一家')}\n{named(mall, mall.name)}\n", encoding="utf-8")
    done("answer", "shop.json", "rules-on-home-page=explained")
    shutil.copy(home / "shop.json", home / "later.json")
    out = done("batch", "shop.pdf", "lines.jsonl", "later.json", "shop.json", "-o", "out.jsonl")
    assert "2 of them hold the same self-check in the same state" in out
    rows = rows_of(home / "out.jsonl")
    assert [(row["file"], row["same_as"]) for row in rows] == [
        ("shop.pdf", ""), ("lines.jsonl:1", ""), ("lines.jsonl:2", "shop.pdf"), ("later.json", ""), ("shop.json", "later.json"),
    ]  # fmt: skip
    assert len({row["digest"] for row in rows}) == 3
    told = json.loads(done("batch", "shop.json", "later.json", "-o", "two.csv", "--json"))
    assert (told["done"], told["repeated"]) == (2, 1)


def stopped_midway(home, start, argv, fed, how):
    """A run stopped when what was fed is done; what it left."""
    os.mkfifo(home / "in.jsonl")
    process = start(*argv)
    with (home / "in.jsonl").open("wb") as feeding:
        feeding.write(fed)
        feeding.flush()
        part = home / "out.part"
        assert until(lambda: part.exists() and part.read_bytes().count(b"\n") >= 2, 40)
        process.send_signal(how)
        process.wait(20)
    process.communicate()
    (home / "in.jsonl").unlink()


@pytest.mark.parametrize("how", [pytest.param(signal.SIGTERM, marks=pytest.mark.long), signal.SIGKILL])
def test_a_table_that_was_stopped_goes_on_where_it_was(home, start, here, mall, how):
    whole = named(mall, "NAME")
    lines = [whole.replace("NAME", f"平台 {number}").encode() + b"\n" for number in range(160)]  # some six chunks
    lines[60] = b"{}\n"
    argv = ["batch", "in.jsonl", "-o", "out.jsonl", "--resume"]
    stopped_midway(home, start, argv, b"".join(lines[:140]), how)
    assert not (home / "out.jsonl").exists()
    noted = (home / "out.part").read_bytes()
    (home / "in.jsonl").write_bytes(b"".join(lines))
    code, _, err = here(*argv)
    assert (code, err) == (1, ""), "a line is no self-check"
    assert noted.count(b"\n") >= 2
    here("batch", "in.jsonl", "-o", "whole.jsonl")
    # The short ones first: of what differs in tables of 160 lines, pytest takes minutes to say where.
    assert bad_ones(home / "out.bad.csv") == bad_ones(home / "whole.bad.csv")
    assert [row["file"] for row in rows_of(home / "out.jsonl")] == [
        row["file"] for row in rows_of(home / "whole.jsonl")
    ]
    assert (home / "out.jsonl").read_bytes() == (home / "whole.jsonl").read_bytes()
    left = {one.name for one in home.iterdir() if not one.name.startswith(".ecq-")}  # a killed process leaves its draft
    assert left == {"in.jsonl", "out.jsonl", "out.bad.csv", "whole.jsonl", "whole.bad.csv"}


def test_reports_that_are_written_are_not_made_again_and_with_other_choices_all_are(home, start, done, mall):
    (home / "clients").mkdir()
    for number in range(4):
        (home / "clients" / f"{number}.json").write_text(named(mall, f"平台 {number}"), encoding="utf-8")
    argv = ["report", "clients", "--extent", "short", "--resume", "-o"]
    process = start(*argv, "out")
    assert until(lambda: len(list(home.glob("out/*.pdf"))) >= 2, 50)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGTERM
    noted = (home / "out.part").read_bytes().count(b"\n")
    assert noted >= 1
    before = {one.name: one.stat().st_mtime_ns for one in home.glob("out/*")}
    assert all(re.fullmatch(r"\d\.pdf", name) for name in before)
    shutil.copytree(home / "out", home / "other")
    shutil.copy(home / "out.part", home / "other.part")
    assert "4 reports written" in done(*argv, "out")
    after = {one.name: one.stat().st_mtime_ns for one in home.glob("out/*")}
    assert sorted(after) == [f"{number}.pdf" for number in range(4)]
    assert [after[f"{number}.pdf"] for number in range(noted)] == [before[f"{number}.pdf"] for number in range(noted)]
    assert not (home / "out.part").exists()
    done(*argv, "other", "--date", "2026-11-20")
    assert [name for name in after if (home / "other" / name).stat().st_mtime_ns == before.get(name)] == []


def test_two_runs_do_not_go_on_with_one_table_at_once(home, file, monkeypatch, capsys):
    monkeypatch.setattr(holding, "PATIENCE", 0.2)
    (home / "out.part").touch()
    with holding.held(home / "out.part"):
        assert main(["batch", str(file), "-o", str(home / "out.jsonl"), "--resume"]) == 2
    assert "out.part is being changed by another command" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["batch", "shop.json", "-o", "-", "--format", "csv"], "--resume needs a file"),
        (["report", "shop.json", "-o", "a.pdf"], "are for a folder of reports"),
    ],
)
@pytest.mark.usefixtures("file")
def test_what_cannot_be_gone_on_with_is_refused(here, argv, message):
    code, out, err = here(*argv, "--resume")
    assert (code, out) == (2, "")
    assert message in err


def test_the_journal_gives_back_what_was_done_and_no_more(tmp_path):
    asked = []

    def worked(chunks):
        for chunk in chunks:
            asked.append(chunk.parts[0].name)
            yield (
                chunk,
                [bad(chunk.parts[0].name, text("不要", "is bad")) if chunk.parts[0].data == b"bad" else chunk.size],
            )

    def chunks(*datas):
        return [Chunk((File(str(number), data),), number) for number, data in enumerate(datas)]

    def went(datas, run="run", most=9):
        asked.clear()
        made = []
        with Journal(tmp_path / "out.part", run, str, int) as journal:
            for number, (_, one) in enumerate(journal.gone_on(chunks(*datas), worked)):
                made.append(one[0].file if isinstance(one[0], Bad) else one[0])
                if number == most:
                    raise KeyboardInterrupt
        return made

    for cut in (0, 7, 1):  # bytes of the last line that are lost with the power
        with pytest.raises(KeyboardInterrupt):
            went([b"a", b"bad", b"c", b"d"], most=2)
        kept = (tmp_path / "out.part").read_bytes()
        (tmp_path / "out.part").write_bytes(kept[: len(kept) - cut])
        assert went([b"a", b"bad", b"c", b"d"]) == [0, "1", 2, 3]
        assert asked == (["1", "2", "3"] if cut == 7 else ["2", "3"])
        assert not (tmp_path / "out.part").exists()
    for other in ({"datas": [b"a", b"x", b"c"]}, {"datas": [b"a", b"bad", b"c"], "run": "another"}):
        with pytest.raises(KeyboardInterrupt):
            went([b"a", b"bad", b"c"], most=2)
        went(**other)
        assert asked == (["0", "1", "2"] if "run" in other else ["1", "2"])
