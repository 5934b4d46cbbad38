"""Files of evidence: kept whole or not at all, told apart by their hash, carried by backup, taken with their self-check."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from ecq.assessment.changes import answer, begin, keep_client
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import dump
from ecq.assessment.model import ClientRecord
from ecq.base.errors import AssessmentError, StoreError
from ecq.cli import main
from ecq.exchange.dossier import dossier, take
from ecq.scoring.scorecard import score
from ecq.store.backup import back_up, restore
from ecq.store.collection import Collection
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.store.files import (
    BucketFiles,
    FileRefusedError,
    FolderFiles,
    check_files,
    files_in,
    files_of,
    safe_name,
    type_of,
)
from ecq.telling.evidence.binder import binder
from tests import building as b

KILLS = int(os.environ.get("ECQ_KILLS", "3"))
PDF, PNG = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


@pytest.fixture
def there(tmp_path):
    with closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        yield store


def brought(store, shipped, *contents):
    """A self-check with a file of each content put to all pieces of a question; its id."""
    question = shipped.by_id["mlps-filing-and-test"]
    made = b.accepted(answer(begin(shipped), question, "tested"))
    for content in contents:
        with files_of(store).arriving([content], "报告.pdf") as kept:
            made = b.accepted(add_evidence(made, question, kept.name, pieces=tuple(question.pieces), file=kept))
    return store.add(made).id


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("测评报告.pdf", "测评报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\林\\a.pdf", "a.pdf"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("half\ud800.pdf", "half.pdf"),
        ("", "file"),
        ("..", "file"),
        ("长" * 200 + ".pdf", "长" * 83 + ".pdf"),
    ],
)
def test_a_name_is_kept_as_given_as_far_as_it_can_be_written(given, kept):
    assert safe_name(given) == kept
    assert len(kept.encode()) <= 255


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), ("证据 text".encode(), "text/plain"), (b"\x00\x01", "application/octet-stream"),
     (b"<html><script>", "text/plain")],
)  # fmt: skip
def test_the_type_of_a_file_is_told_by_its_content(content, kind):
    assert type_of(content) == kind


def test_a_file_is_kept_once_and_read_back_whole(there):
    files = files_of(there)
    with files.arriving([PDF, b"x" * 5], "a.pdf") as one, files.arriving([PDF + b"x" * 5], "b.pdf") as other:
        assert one.sha256 == other.sha256
    assert list(files.all()) == [(one.sha256, len(PDF) + 5)]
    assert b"".join(files.read(one.sha256)) == PDF + b"x" * 5


@pytest.mark.parametrize(
    ("chunks", "room", "said"),
    [([], None, "is empty"), ([b"x" * 2_000_000], None, "larger than 1 MB"), ([b"x" * 100], 99, "more than they may")],
)
def test_what_is_refused_says_why_and_leaves_nothing(there, monkeypatch, chunks, room, said):
    monkeypatch.setenv("ECQ_FILES_LIMITS", "1,5,10")
    with pytest.raises(FileRefusedError, match=said), files_of(there).arriving(chunks, "a.pdf", room):
        pass
    assert not [one for one in files_of(there).folder.rglob("*") if one.is_file()]


@pytest.mark.parametrize(("command", "error"), [("false", FileRefusedError), ("no-such-scanner", StoreError)])
def test_a_scanner_that_refuses_or_does_not_answer_keeps_a_file_out(there, monkeypatch, command, error):
    monkeypatch.setenv("ECQ_SCAN", command)
    with pytest.raises(error), files_of(there).arriving([PDF], "a.pdf"):
        pass
    assert list(files_of(there).all()) == []


def test_a_full_disk_is_one_sentence(there, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(StoreError, match=r"could not be kept \(the disk is full\)"),
        files_of(there).arriving([PDF], "a.pdf"),
    ):
        pass


def test_deleting_a_self_check_takes_the_files_that_nobody_else_names(there, shipped):
    first, second = brought(there, shipped, b"both", b"first alone"), brought(there, shipped, b"both")
    receipt = Collection(there).delete(first)
    assert receipt.files == 1
    assert [size for _, size in files_of(there).all()] == [len(b"both")]
    assert Collection(there).delete(second).files == 1


def test_check_names_what_is_missing_or_changed_and_removes_orphans(there, shipped):
    brought(there, shipped, b"stays", b"changes", b"goes")
    files = files_of(there)
    by_size = {size: digest for digest, size in files.all()}
    files.path(by_size[7]).write_bytes(b"changed!")
    files.remove(by_size[4])
    with files.arriving([b"nobody names it"], "o") as orphan:
        assert check_files(there).orphans == 0  # it is only just arriving
    found = check_files(there)
    assert (found.changed, found.missing, found.orphans) == ((by_size[7],), (by_size[4],), 1)
    assert not files.holds(orphan.sha256)


def test_backup_and_restore_carry_files(there, shipped, tmp_path):
    brought(there, shipped, b"evidence")
    made = back_up(there, tmp_path / "backup")
    assert made.files == 1
    restore(tmp_path / "backup", tmp_path / "elsewhere", None)
    assert [size for _, size in FolderFiles(tmp_path / "elsewhere" / f"{FILE_NAME}.files").all()] == [8]


def test_restoring_names_the_files_that_the_backup_lacks_and_keeps_none_that_changed(
    there, shipped, tmp_path, monkeypatch, capsys
):
    brought(there, shipped, b"evidence", b"more")
    back_up(there, tmp_path / "backup")
    beside = FolderFiles(tmp_path / "backup.files")
    named = {size: beside.path(digest) for digest, size in beside.all()}
    named[8].write_bytes(b"")
    named[4].write_bytes(b"something else")
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "elsewhere"))
    assert main(["restore", str(tmp_path / "backup")]) == 1
    said = capsys.readouterr()
    assert "The backup is in place" in said.out
    assert sorted(line.strip() for line in said.err.splitlines()[1:]) == sorted(one.name for one in named.values())
    assert list(FolderFiles(tmp_path / "elsewhere" / f"{FILE_NAME}.files").all()) == []
    assert main(["backup", "-o", str(tmp_path / "again")]) == 1
    assert f"{tmp_path / 'again'}.files" in capsys.readouterr().err


def test_a_dossier_opens_again_elsewhere_with_its_evidence(there, shipped, tmp_path):
    kept = brought(there, shipped, PDF)
    made = there.find(kept).assessment
    there.change(kept, lambda one: keep_client(one, ClientRecord(stage="certified")))
    card, files = score(shipped, made), files_of(there)
    held = there.find(kept).assessment
    written = b"".join(dossier(binder(shipped, held, "zh", card), files.read, lambda: b"%PDF"))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        (file,) = [name for name in archive.namelist() if name.startswith("证据/01 ") and name.endswith("报告.pdf")]
        index = archive.read("目录.html").decode()
    assert f"<h1>{made.name or 'ECQ'} 证据卷宗 {made.day}</h1><p>按件算：" in index
    assert f'<a href="{quote(file)}">{file}</a>' in index
    assert index.count("<a ") == index.count(f">{file}</a>"), "where there is no file there is no link"
    assert index.count('<td class="again">') > index.count("<tr>"), (
        "the place a piece shares with the one above is pale"
    )
    head, *rows = index.split("<tr>")[1:]
    assert [row.count("<td") for row in rows] == [head.count("<th ")] * len(rows), "and no text is left out"
    elsewhere = FolderFiles(tmp_path / "elsewhere")
    taken = []
    take(io.BytesIO(written), "d.zip", elsewhere, lambda one: taken.append(one) or "id")
    assert dump(taken[0]) == dump(made)
    assert list(elsewhere.all()) == list(files.all())
    assert score(shipped, taken[0]).evidenced == card.evidenced


def forged(**changed):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name.replace("_", "."), content)
    return made


@pytest.mark.parametrize(
    "opened", [io.BytesIO(b"PK"), forged(x="y"), forged(**{"ecq-dossier_json": '{"format": "other"}'})]
)
def test_what_is_no_dossier_is_one_sentence_and_keeps_nothing(tmp_path, opened):
    files = FolderFiles(tmp_path)
    with pytest.raises(AssessmentError, match="no dossier of ECQ"):
        take(opened, "d.zip", files, lambda _: "id")
    assert list(files.all()) == []


@pytest.fixture
def bucket(monkeypatch):
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    for name, value in {"ENDPOINT": address, "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b", "REGION": "us-east-1", "ALLOW_HTTP": "true"}.items():  # fmt: skip
        monkeypatch.setenv(f"AWS_{name}", value)
    urlopen(Request(f"{address}/evidence", method="PUT")).close()  # a server of this test
    monkeypatch.setenv("ECQ_FILES_URL", "s3://evidence/ecq")
    yield server
    server.stop()


def test_files_are_kept_in_a_bucket_and_a_bucket_that_does_not_answer_is_one_sentence(
    bucket, there, shipped, monkeypatch
):
    made = brought(there, shipped, b"in the bucket")
    files = files_of(there)
    assert isinstance(files, BucketFiles)
    ((digest, size),) = files.all()
    assert (size, b"".join(files.read(digest))) == (13, b"in the bucket")
    assert check_files(there).files == 1
    assert Collection(there).delete(made).files == 1
    assert not files.holds(digest)
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(StoreError, match="does not answer"), files_of(there).arriving([PDF], "a.pdf"):
        pass


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_no_orphan_stays_where_ecq_is_killed_while_files_arrive(
    there, shipped, tmp_path
):
    """By command, five files at a time, the process killed in the midst; ECQ_KILLS says how often."""
    made = brought(there, shipped, b"first")
    home = there.engine.url.database.rpartition("/")[0]
    waiting = []
    for number in range(KILLS * 5):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(f"{number:04}".encode() * 500_000)
        waiting.append(path)
    told: list[str] = []
    for turn in range(KILLS):
        question = shipped.questions[turn]
        command = [
            Path(sys.executable).with_name("ecq"),
            "bring",
            made,
            question.id,
            *map(str, waiting[turn * 5 : turn * 5 + 5]),
            "--piece",
            next(iter(question.pieces)),
        ]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, env={**os.environ, "ECQ_HOME": home}, text=True
        ) as process:
            out = process.stdout
            lines = [out.readline() for _ in range(1 + turn % 3)]
            time.sleep(turn % 10 / 100)
            process.send_signal(signal.SIGKILL)
            lines += [line for line in out if line.endswith("\n")]
        told += [line.partition("  ")[0] for line in lines]
    assert told
    check_files(there)
    named = set(files_in(there.find(made).assessment))
    assert set(told) <= named
    assert {digest for digest, _ in files_of(there).all()} == named
