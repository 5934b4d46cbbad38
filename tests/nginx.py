"""nginx with ECQ's own configuration before servers of a test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.serving import ROOT, answers, free_port

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)


@contextmanager
def proxy(folder: Path, ports: Sequence[int]) -> Iterator[str]:
    """nginx as in deploy/, other ports; the servers must run already. Its address."""
    port = free_port()
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    servers = re.findall(r"    server app\d:8501 (.*)\n", site)
    assert len(servers) > 1
    ours = "".join(f"    server 127.0.0.1:{behind} {servers[0]}\n" for behind in ports)
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
