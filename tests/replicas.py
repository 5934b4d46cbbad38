"""Several servers on one database behind nginx, as deploy/ has them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.serving import ROOT, answers, free_port, running

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)


class Replica:
    """One of the servers; killed and started anew with the same port."""

    def __init__(self, folder: Path, database: str) -> None:
        self.port, self._folder, self._database = free_port(), folder, database
        self._running = ExitStack()

    def start(self) -> None:
        program = [sys.executable, "-m", "ecq.cli", "serve", "--port", str(self.port), "--allow-host", "ecq.localhost"]
        self._running = ExitStack()
        self._running.enter_context(running(program, self.port, self._folder, ECQ_DATABASE_URL=self._database))

    def kill(self, how: signal.Signals) -> None:
        os.kill(self.process, how)
        self.stop()

    def stop(self) -> None:
        self._running.close()

    @property
    def process(self) -> int:
        return int((self._folder / "pid").read_text())

    @property
    def log(self) -> str:
        return (self._folder / "server.log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def proxy(folder: Path, replicas: list[Replica]) -> Iterator[str]:
    """nginx with ECQ's own configuration, other ports."""
    port = free_port()
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    servers = re.findall(r"    server app\d:8501 (.*)\n", site)
    assert len(servers) > 1
    ours = "".join(f"    server 127.0.0.1:{replica.port} {servers[0]}\n" for replica in replicas)
    site = re.sub(r"(    server app\d:8501 .*\n)+", lambda _: ours, site)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    kinds = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    main = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; {user}\nevents {{}}\nhttp {{ {kinds} include site.conf; }}\n"
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    assert NGINX
    with subprocess.Popen(
        [NGINX, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            while not answers(f"{address}/healthz"):
                assert process.poll() is None, (folder / "error.log").read_text()
            yield address
        finally:
            process.terminate()
