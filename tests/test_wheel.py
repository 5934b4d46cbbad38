"""What is installed is what is here: the wheel holds every file of the package and no other, each build is the same, and started from
a folder with nothing in it, it has the settings of the checkout."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from ecq.cli import main
from tests.anywhere.wheel import ROOT, built_wheel, files_of_package
from tests.provider import SETTINGS
from tests.serving import free_port, running


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel lies unpacked; what it needs is that of this Python."""
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    about = {name for name in held if name.startswith("ecq-")}
    assert held - about == files_of_package()
    assert {Path(name).name for name in about} == {
        "METADATA",
        "WHEEL",
        "RECORD",
        "entry_points.txt",
        "LICENSE",
        "OFL.txt",
    }
    kinds = {Path(name).suffix for name in held - about}
    assert kinds == {".py", ".typed", ".css", ".js", ".svg", ".ttf", ".txt", ".yaml", ".json", ".toml"}


@pytest.mark.slow
def test_a_report_of_an_installed_ecq_under_forged_bands_is_known(installed: Path, tmp_path: Path, capsys):
    """The whole way: somebody changes the bands in the files of theirs and writes a report; who has the files as they are here verifies it."""
    bands = installed / "ecq" / "rubrics" / "gbt31526-2025.yaml"
    told = bands.read_text(encoding="utf-8")
    easier = told.replace("{id: four-star, from: 90", "{id: four-star, from: 82").replace(
        "{id: five-star, from: 95", "{id: five-star, from: 83"
    )
    assert easier != told
    bands.write_text(easier, encoding="utf-8")
    try:
        subprocess.run([sys.executable, "-P", "-c", REPORTED, str(installed)], cwd=tmp_path, check=True, timeout=120)
    finally:
        bands.write_text(told, encoding="utf-8")
    assert main(["verify", str(tmp_path / "report.pdf"), "--lang", "en"]) == 3
    assert "rubric.json is not a published rubric" in capsys.readouterr().out


REPORTED = """
import sys
sys.path.insert(0, sys.argv[1])
import ecq
assert ecq.__file__.startswith(sys.argv[1])
from ecq.cli import main
assert main(["sample", "qinghe-mall", "-o", "a.json"]) == 0
assert main(["report", "a.json", "-o", "report.pdf", "--extent", "short"]) == 0
"""
"""Commands of what is installed there, and of no other ECQ."""


@pytest.mark.slow
def test_a_wheel_built_again_is_the_same_to_the_byte(wheel: Path, tmp_path: Path):
    os.utime(ROOT / "ecq" / "__init__.py")
    assert built_wheel(tmp_path).read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_no_file_of_the_wheel_names_the_machine_it_was_built_on(wheel: Path):
    with zipfile.ZipFile(wheel) as opened:
        told = [name for name in opened.namelist() if str(ROOT).encode() in opened.read(name)]
    assert told == []


MODES: dict[str, tuple[str, ...]] = {
    "local": (),
    "open": ("--allow-host", "ecq.example.org"),
    "server": ("--mode", "server"),
}

TOLD = """
import json, sys
import uvicorn
from streamlit import config

run = uvicorn.Server.run

def tell(*given):
    told = {name: one.value for name, one in config.get_config_options().items()}
    print("told:", json.dumps([sys.modules["ecq"].__file__, told], default=str), flush=True)
    return run(*given)

uvicorn.Server.run = tell
from ecq.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""`ecq serve` that tells its settings where it begins to serve."""

DIFFERS = ("server.cookieSecret",)
"""Made anew by each server where nobody says it."""

FOREIGN = """
[server]
maxUploadSize = 200
enableCORS = false
enableXsrfProtection = false
corsAllowedOrigins = ["https://evil.example"]
baseUrlPath = "other"
[client]
showErrorDetails = "full"
[theme]
primaryColor = "#ff0000"
chartCategoricalColors = ["#ff0000"]
"""
"""Settings of another program in the folder that ECQ is started from."""


def environment(home: Path, code: Path) -> dict[str, str]:
    """The settings of server mode, which the other modes do not read, and where the code lies."""
    database, cache = f"sqlite:///{home}/kept.sqlite3", os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    return {
        **SETTINGS,
        "ECQ_DATABASE_URL": database,
        "PYTHONPATH": str(code),
        "HOME": str(home),
        "XDG_CACHE_HOME": cache,
    }


def seen(address: str) -> dict[str, Any]:
    """What a browser is told when it comes, and what becomes of a file that is a little too large."""
    port = int(address.rpartition(":")[2])
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.request("GET", "/_stcore/health")
        answer = line.getresponse()
        answer.read()
        token = re.search(r"_streamlit_xsrf=([^;]+)", answer.getheader("set-cookie") or "")
    assert token
    cookie = {"Cookie": f"_streamlit_xsrf={token[1]}"}
    request = BackMsg()
    request.rerun_script.query_string = ""
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token[1])],
        origin=Origin(address),
        additional_headers=cookie,
        max_size=None,
    ) as page:
        page.send(request.SerializeToString())
        told = ForwardMsg()
        while told.WhichOneof("type") != "new_session":
            raw = page.recv(30)
            assert isinstance(raw, bytes)
            told.ParseFromString(raw)
        begun = told.new_session
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
            path = f"/_stcore/upload_file/{begun.initialize.session_id}/f"
            line.putrequest("PUT", path)
            headers = {**cookie, "X-Xsrftoken": token[1], "Content-Length": str(26 * 1024 * 1024 + 1)}
            for name, value in headers.items():
                line.putheader(name, value)
            line.endheaders()
            status = line.getresponse().status
    return {
        "theme": begun.custom_theme.SerializeToString(deterministic=True),
        "config": begun.config.SerializeToString(deterministic=True),
        "too large": status,
    }


def told_and_seen(code: Path, mode: str, start: Path, home: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The settings of a server that runs that code, started from there, and what a browser sees of it."""
    port = free_port()
    command = [sys.executable, "-P", "-c", TOLD, "serve", "--port", str(port), *MODES[mode]]
    with running(command, port, home, start=start, **environment(home, code)) as address:
        found = seen(address)
    log = (home / "server.log").read_text(encoding="utf-8")
    (line,) = [one for one in log.splitlines() if one.startswith("told:")]
    where, options = json.loads(line.removeprefix("told:"))
    assert where.startswith(str(code))
    return {name: value for name, value in options.items() if name not in DIFFERS or mode == "server"}, found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[dict[str, Any], dict[str, Any]]]:
    """What a server of the checkout, started from it, is told and shows in a mode."""
    return cache(lambda mode: told_and_seen(ROOT, mode, ROOT, tmp_path_factory.mktemp("home")))


@pytest.mark.slow
@pytest.mark.parametrize("mode", [*(pytest.param(one, marks=pytest.mark.long) for one in ("local", "open")), "server"])
@pytest.mark.parametrize("foreign", [True, pytest.param(False, marks=pytest.mark.long)])
def test_settings_and_pages_are_the_same_wherever_it_is_started(installed: Path, tmp_path: Path, here, mode, foreign):
    """Where settings of another program lie, or nothing at all: what was read from there would differ."""
    start, home = tmp_path / "start", tmp_path / "start-home"
    start.mkdir()
    for where in (start, home) if foreign else ():
        (where / ".streamlit").mkdir(parents=True)
        (where / ".streamlit/config.toml").write_text(FOREIGN, encoding="utf-8")
    in_checkout, told = here(mode)
    assert in_checkout["server.maxUploadSize"] == 25
    assert in_checkout["server.disconnectedSessionTTL"] == 900
    assert in_checkout["client.showErrorDetails"] == "none"
    assert in_checkout["client.toolbarMode"] == "minimal"
    assert in_checkout["theme.light.primaryColor"] == "#0f766e"
    assert told["too large"] == 413
    settings, found = told_and_seen(installed, mode, start, home)
    assert settings == in_checkout
    assert found == told
