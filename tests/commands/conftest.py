"""The `ecq` command as people run it: a process of its own, in a folder of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ecq.cli import main

ECQ = str(Path(sys.executable).with_name("ecq"))


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder for files, where the commands run; what the app would store lies apart."""
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


@pytest.fixture
def start(home):
    """Begin a command; the process."""

    def go(*argv, **settings):
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [*settings.pop("under", ()), ECQ, *map(str, argv)], cwd=home, **{**pipes, "encoding": "utf-8", **settings}
        )

    return go


@pytest.fixture
def run(start):
    """Run a command to its end: (exit code, standard output, standard error)."""

    def go(*argv, **settings):
        with start(*argv, **settings) as process:
            out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    return go


@pytest.fixture
def fine(run):
    """Run a command that must succeed; what it printed."""

    def go(*argv, **settings):
        code, out, err = run(*argv, **settings)
        assert (code, err) == (0, ""), err
        return out

    return go


@pytest.fixture
def here(home, monkeypatch, capsys):
    """Run a command in this process, which takes a tenth of the time: (exit code, standard output, standard error)."""

    def go(*argv):
        capsys.readouterr()
        with monkeypatch.context() as there:
            there.chdir(home)
            try:
                code = main([*map(str, argv)])
            except SystemExit as stopped:
                code = stopped.code
        return code, *capsys.readouterr()

    return go


@pytest.fixture
def done(here):
    """What a command printed that must succeed and only prepares or looks."""

    def go(*argv):
        code, out, _ = here(*argv)
        assert code == 0, argv
        return out

    return go


@pytest.fixture
def file(home, done):
    """A new self-check."""
    done("new", "-o", "shop.json", "--name", "测试平台")
    return home / "shop.json"


@pytest.fixture
def as_anybody():
    """What to run a command under so that permissions hold for it: whoever runs everything may read everything."""
    if os.name != "posix":
        pytest.skip("permissions of this kind are those of POSIX")
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("setpriv is not here, and root may read everything")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
