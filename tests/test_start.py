"""What stands in the way of `ecq serve` is said in one sentence, with what to do, before an address is told; and it ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ecq.base.language import Lang
from ecq.cli import main
from ecq.web.session.stores import open_store
from tests.in_one_language import in_one
from tests.serving import ROOT, free_port
from tests.store.postgresql import Cluster, cluster

pytestmark = pytest.mark.slow

FULL = "mount -t tmpfs -o size=4m none {home} && head -c 3900000 /dev/zero > {home}/big"
FILLED_LATER = f"{{ecq}} list > /dev/null && cp -r {{home}} {{home}}.kept && {FULL} && cp {{home}}.kept/* {{home}}"
FOLDER_READ = "mount -t tmpfs -o ro none {home}"
FILE_READ = "{ecq} list > /dev/null && mount --bind {home} {home} && mount -o remount,bind,ro {home}"
"""What is done to the data folder before, in a room of mounts of its own."""


def served_after(before: str, home: Path) -> str:
    """What `ecq serve` says once that was done, in a process that ends by itself."""
    ecq = f"{sys.executable} -m ecq.cli"
    who = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    command = f"{before.format(home=home, ecq=ecq)} && exec {ecq} serve --lang zh --port {free_port()}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ECQ_HOME": str(home)}
    run = ["unshare", *who, "--mount", "--", "bash", "-c", command]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=60, check=False)
    return refused(done.returncode, done.stdout, done.stderr)


def refused(code: int, out: str, err: str) -> str:
    """The one sentence on standard error; the log may have told of it before."""
    assert (code, out) == (2, ""), "no address as if all were well"
    assert "Traceback" not in err
    assert "geheim" not in err
    return err.splitlines()[-1].removeprefix("ecq: ")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    """What `ecq serve` says with these settings, and nothing else that it leaves behind here."""
    monkeypatch.setattr("ecq.server.serving.begin_log", lambda _form: None)

    def serve(home: Path, lang: Lang = "zh", **settings: str) -> str:
        port = settings.pop("PORT", str(free_port()))
        for name, value in {"ECQ_MODE": "local", "ECQ_HOME": str(home), **settings}.items():
            monkeypatch.setenv(name, value)
        code = main(["serve", "--lang", lang, "--port", port])
        return refused(code, *capsys.readouterr())

    yield serve
    open_store.cache_clear()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("before", "why", "do"),
    [
        (FULL, "磁盘满了", "请腾出空间"),
        pytest.param(FILLED_LATER, "磁盘满了", "请腾出空间", marks=pytest.mark.long),
        pytest.param(FOLDER_READ, "文件系统只读", "请用 ECQ_HOME 指定能写的地方", marks=pytest.mark.long),
        (FILE_READ, "文件系统只读", "请用 ECQ_HOME 指定能写的地方"),
    ],
    ids=["full", "filled later", "folder only read", "file only read"],
)
def test_a_full_disk_or_one_that_is_only_read(home: Path, before: str, why: str, do: str) -> None:
    if not shutil.which("unshare"):
        pytest.skip("unshare is not installed")
    assert served_after(before, home) == f"{home} 里存不了东西（{why}），{do}"


@pytest.mark.parametrize("lang", in_one("en"))
def test_what_is_no_database(said, home: Path, lang: Lang) -> None:
    file = home / "ecq.sqlite3"
    file.write_text("this is a letter and no database. " * 300, encoding="utf-8")
    sentence = {
        "zh": f"{file} 坏了，或者不是数据库，请用 ecq restore 放回备份",
        "zh-Hant": f"{file} 壞了，或者不是資料庫，請用 ecq restore 放回備份",
        "en": f"{file} is damaged, or no database; put a backup in its place with ecq restore",
    }
    assert said(home, lang) == sentence[lang]
    assert file.read_text(encoding="utf-8").startswith("this is a letter"), "left as it was"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("file", "已有同名的文件"),
        ("file/below", "路径里有一段不是文件夹"),
        ("/proc/nothing-can-be-made-here", "没有这个文件或文件夹"),
        ("~nobody-of-this-name/ecq", "没有这个文件或文件夹"),
    ],
)
def test_a_data_folder_that_cannot_be_one(said, tmp_path: Path, place: str, why: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    given = place if place[0] in "~/" else f"{tmp_path}/{place}"
    assert said(tmp_path, ECQ_HOME=given) == f"{given} 里存不了东西（{why}），请用 ECQ_HOME 指定能写的地方"


def test_a_folder_in_the_place_of_the_file(said, home: Path) -> None:
    (home / "ecq.sqlite3").mkdir()
    assert said(home) == f"{home}/ecq.sqlite3 里存不了东西（是文件夹），请用 ECQ_HOME 指定能写的地方"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://u:geheim@127.0.0.1:{port}/ecq", "127.0.0.1 上的 PostgreSQL 没有应答，请检查它是否在运行"),
        ("postgresql://u:geheim@no-such-host.invalid/ecq", "找不到主机 no-such-host.invalid，请改正 ECQ_DATABASE_URL"),
        ("mysql://u:geheim@db/ecq", "不是 ECQ 能用的数据库地址，应以 sqlite:/// 或 postgresql:// 开头"),
        ("geheim", "不是 ECQ 能用的数据库地址，应以 sqlite:/// 或 postgresql:// 开头"),
        (
            "sqlite:////no/such/folder/ecq.db",
            "/no/such/folder 里存不了东西（没有这个文件或文件夹），请用 ECQ_DATABASE_URL",
        ),
    ],
)
def test_a_database_that_is_elsewhere(said, home: Path, url: str, sentence: str) -> None:
    assert sentence in said(home, ECQ_DATABASE_URL=url.format(port=free_port()))


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    with cluster() as one:
        if one is None:
            pytest.skip("PostgreSQL is not installed")
        yield one


def test_a_postgresql_without_the_user_or_the_database(said, home: Path, postgresql: Cluster) -> None:
    there = postgresql.new()
    missing = there.replace("/ecq1?", "/nothing?")
    assert "没有数据库 nothing，请用 createdb 建好" in said(home, ECQ_DATABASE_URL=missing)
    stranger = there.replace("postgres@", "stranger@")
    assert "没有用户 stranger，请用 createuser 建好" in said(home, ECQ_DATABASE_URL=stranger)


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_a_port_that_is_in_use(said, home: Path, lang: Lang) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        sentence = {
            "zh": f"不能监听 127.0.0.1:{port}（端口已被占用），请换 --port",
            "zh-Hant": f"不能監聽 127.0.0.1:{port}（端口已被佔用），請換 --port",
            "en": f"cannot listen on 127.0.0.1:{port} (Address already in use); choose another --port",
        }
        assert said(home, lang, PORT=port) == sentence[lang]
