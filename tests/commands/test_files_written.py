"""What `-o` writes to: whole or not at all, where the name leads, and never in the place of what is no plain file."""

import os
import signal
import stat
import threading

import pytest

from ecq.assessment.file import read
from ecq.base.whole_file import whole_file
from tests.serving import until
from tests.tools import fill_in_points

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions of POSIX")]


SMALL_FILES = ["bash", "-c", 'trap "" XFSZ; ulimit -f 1; PYTHONDONTWRITEBYTECODE=1 exec "$@"', "bash"]
"""Under this files have 1,024 bytes at the most; what Python compiles meanwhile would be cut off too, so it keeps none."""


def kind_of(path):
    return stat.S_IFMT(path.lstat().st_mode)


def test_a_pipe_and_a_device_are_written_to_and_stay(home, fine):
    pipe = home / "pipe"
    os.mkfifo(pipe)
    came = []
    reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()), daemon=True)
    reader.start()
    fine("new", "-o", pipe, "--name", "管道")
    reader.join(10)
    assert read(came[0]).name == "管道"
    assert kind_of(pipe) == stat.S_IFIFO


def test_a_terminal_is_written_to_also_by_a_link(home, fine):
    ours, theirs = os.openpty()  # and no device that a mistake could take from the machine
    link = home / "terminal"
    link.symlink_to(os.ttyname(theirs))
    fine("new", "-o", link, "--name", "终端")
    assert b"ecq-assessment" in os.read(ours, 10_000)
    assert kind_of(link) == stat.S_IFLNK
    for opened in (ours, theirs):
        os.close(opened)


def test_the_name_of_standard_output_is_standard_output(home, fine):
    assert read(fine("new", "-o", "/dev/fd/1", "--name", "平台")).name == "平台"
    log = home / "log"
    log.write_text("before\n")
    with log.open("a") as opened:
        fine("new", "-o", "/dev/fd/1", stdout=opened)
    assert log.read_text().startswith("before\n{")


def test_a_file_behind_standard_error_is_added_to_and_not_replaced(home, run):
    log = home / "log"
    log.write_text("before\n")
    with log.open("a") as opened:
        code, _, _ = run("new", "-o", "/dev/fd/2", "--force", stderr=opened)
    assert code == 0
    assert log.read_text().startswith("before\n{")


def test_what_is_no_place_for_data_is_refused_and_stays(home, here):
    import socket

    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(home / "socket"))
        for name in ("socket", "."):
            code, out, err = here("new", "-o", name, "--force")
            assert (code, out) == (2, "")
            assert "cannot be written" in err
    assert kind_of(home / "socket") == stat.S_IFSOCK


def test_a_link_is_followed_and_stays(home, done):
    kept = home / "kept"
    kept.mkdir()
    for name in ("there", "not-there"):
        (home / name).symlink_to(kept / f"{name}.json")
    (kept / "there.json").write_text("old")
    done("new", "-o", "there", "--name", "新", "--force")
    done("new", "-o", "not-there", "--name", "新")
    for name in ("there", "not-there"):
        assert kind_of(home / name) == stat.S_IFLNK
        assert read((kept / f"{name}.json").read_bytes()).name == "新"
    assert sorted(one.name for one in kept.iterdir()) == ["not-there.json", "there.json"]


def test_links_in_a_circle_are_one_sentence(home, here):
    (home / "a").symlink_to("b")
    (home / "b").symlink_to("a")
    code, _, err = here("new", "-o", "a")
    assert code == 2
    assert err == "ecq: a cannot be written (Too many levels of symbolic links); choose another place\n"


def test_a_read_only_file_is_refused_and_unchanged(home, file, here):
    before = file.read_bytes()
    file.chmod(0o444)
    for argv in (["new", "-o", file, "--force"], ["answer", file, "rules-on-home-page=complete"]):
        code, out, err = here(*argv)
        assert (code, out) == (2, "")
        assert "read-only" in err
    assert file.read_bytes() == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o444


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_permissions(file, done, mode):
    file.chmod(mode)
    done("answer", file, "rules-on-home-page=complete")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_of_any_new_file(home, done, mask, mode):
    before = os.umask(mask)
    try:
        done("new", "-o", "new.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((home / "new.json").stat().st_mode) == mode


def test_a_full_disk_leaves_the_file_that_was_there_and_nothing_else(file, run):
    before = file.read_bytes()
    table = file.with_suffix(".csv")
    for earlier in (None, b"earlier"):
        code, out, err = run("export", file, "-o", table, under=SMALL_FILES)
        assert (code, out) == (2, "")
        assert "cannot be written (File too large)" in err
        assert (table.read_bytes() if table.exists() else None) == earlier
        table.write_bytes(b"earlier")
    assert file.read_bytes() == before
    assert sorted(one.name for one in file.parent.iterdir()) == ["shop.csv", "shop.json"]


def test_a_file_is_on_the_disk_before_its_name_is_and_its_name_before_the_command_ends(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda opened: done.append(os.fstat(opened).st_mode))
    for made, new in (("replace", False), ("link", True)):
        real = getattr(os, made)
        monkeypatch.setattr(os, made, lambda *given, real=real: (done.append("named"), real(*given)))
        with whole_file(tmp_path / made, new=new) as opened:
            opened.write(b"x")
    kinds = [one if one == "named" else stat.S_IFMT(one) for one in done]
    assert kinds == [stat.S_IFREG, "named", stat.S_IFDIR] * 2


def test_of_two_who_begin_the_same_file_at_once_one_is_refused(home, start):
    started = [start("new", "-o", "same.json", "--name", f"平台 {number}") for number in range(3)]
    ended = [(one.communicate(timeout=300)[1], one.returncode) for one in started]
    assert sorted(code for _, code in ended) == [0, 2, 2]
    assert all("exists already" in err for err, code in ended if code)
    winner = next(number for number, (_, code) in enumerate(ended) if not code)
    assert read((home / "same.json").read_bytes()).name == f"平台 {winner}"


def test_on_a_disk_without_second_names_a_new_file_is_still_not_replaced(tmp_path, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a"
    with whole_file(path, new=True) as opened:
        opened.write(b"first")
    with pytest.raises(FileExistsError), whole_file(path, new=True) as opened:
        opened.write(b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_an_imported_table_of_points_is_written_whole(home, done, run):
    done("points", "export", "sqe-2015", "-o", "points.xlsx")
    fill_in_points(home / "points.xlsx")
    asked = [
        "points",
        "import",
        "points.xlsx",
        "--rubric",
        "sqe-2015",
        "--name",
        "机构",
        "--status",
        "body",
        "--id",
        "own",
    ]
    code, _, err = run(*asked, under=SMALL_FILES)
    assert (code, err.count("\n")) == (2, 1)
    assert [one.name for one in (home.parent / "home/variants").iterdir()] == []
    done(*asked)
    assert "own" in done("rubrics")


@pytest.mark.parametrize("asked", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.long), signal.SIGINT])
def test_who_is_asked_to_end_takes_the_draft_away(home, start, asked):
    pipe = home / "in.jsonl"
    os.mkfifo(pipe)
    started = start("batch", pipe, "-o", "out.jsonl")
    with pipe.open("wb"):
        assert until(lambda: len(list(home.iterdir())) == 2, 30), "the draft"
        started.send_signal(asked)
        started.wait(20)
    started.communicate()
    assert started.returncode == (130 if asked == signal.SIGINT else -asked)
    assert [one.name for one in home.iterdir()] == ["in.jsonl"]
