"""The installed wheel, started from a folder with nothing in it: its settings are those of the checkout, in every mode."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.anywhere.wheel import ROOT, built_wheel
from tests.provider import SETTINGS
from tests.serving import free_port, running

pytestmark = pytest.mark.slow

MODES: dict[str, tuple[str, ...]] = {
    "local": (),
    "open": ("--allow-host", "ecq.example.org"),
    "server": ("--mode", "server"),
}

TOLD = """
import json, sys
import uvicorn
from streamlit import config

def tell(*_):
    print(json.dumps({name: one.value for name, one in config.get_config_options().items()}, default=str))

uvicorn.Server.run = tell
from ecq.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""`ecq serve` that tells its settings where it would begin to serve."""

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


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python with the wheel; what the wheel needs is that of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env")
    program = str(folder / "env/bin/python")
    wheel = built_wheel(folder)
    command = [sys.executable, "-m", "pip", "--python", program, "install", "-q", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (packages,) = (folder / "env").glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    return program


def environment(home: Path) -> Mapping[str, str]:
    """The settings of server mode, which the other modes do not read."""
    return {**SETTINGS, "ECQ_DATABASE_URL": f"sqlite:///{home}/kept.sqlite3", "PYTHONPATH": "", "HOME": str(home)}


def settings(python: str, mode: str, start: Path, home: Path) -> dict[str, Any]:
    home.mkdir(exist_ok=True)
    command = [python, "-c", TOLD, "serve", "--port", str(free_port()), *MODES[mode]]
    told = subprocess.run(
        command,
        cwd=start,
        env={**environment(home), "ECQ_HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout.splitlines()[-1])
    return {name: value for name, value in found.items() if name not in DIFFERS or mode == "server"}


@pytest.mark.parametrize(
    "mode", ["local", pytest.param("open", marks=pytest.mark.long), "server"]
)  # open repeats local
def test_settings_are_the_same_wherever_it_is_started(python: str, tmp_path: Path, mode: str):
    """Where settings of another program lie; a folder with nothing in it is tried below."""
    foreign = tmp_path / "foreign"
    for where in (foreign, tmp_path / "home"):
        (where / ".streamlit").mkdir(parents=True)
        (where / ".streamlit/config.toml").write_text(FOREIGN, encoding="utf-8")
    in_checkout = settings(sys.executable, mode, ROOT, tmp_path / "other-home")
    assert in_checkout["server.maxUploadSize"] == 25
    assert in_checkout["server.disconnectedSessionTTL"] == 900
    assert in_checkout["client.showErrorDetails"] == "none"
    assert in_checkout["client.toolbarMode"] == "minimal"
    assert in_checkout["theme.light.primaryColor"] == "#0f766e"
    assert settings(python, mode, foreign, tmp_path / "home") == in_checkout


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


@pytest.mark.parametrize("mode", [pytest.param("local", marks=pytest.mark.long), "server"])  # either repeats the other
def test_a_browser_sees_the_same_of_a_server_from_an_empty_folder(python: str, tmp_path: Path, mode: str):
    told = []
    for name, program, start in (("a", sys.executable, ROOT), ("b", python, tmp_path / "empty")):
        home, port = tmp_path / name, free_port()
        home.mkdir()
        start.mkdir(exist_ok=True)
        command = [program, "-m", "ecq.cli", "serve", "--port", str(port), *MODES[mode]]
        with running(command, port, home, start=start, **environment(home)) as address:
            told.append(seen(address))
    assert told[0]["too large"] == 413
    assert told[1] == told[0]
