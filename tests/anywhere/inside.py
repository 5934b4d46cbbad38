"""What has to work on a bare machine; run by the Python under test, with nothing but its standard library.

Arguments: the installed `ecq`, and a folder to write to.
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ECQ, FOLDER = sys.argv[1], Path(sys.argv[2])
PORT = 8765
COMMANDS = (
    "--version",
    "check",
    "sample qinghe-mall -o sample.json",
    "score sample.json --lang zh",
    "score sample.json --lang zh-Hant",
    "questions --lang en",
    "plan sample.json --lang zh",
    "report sample.json -o report.pdf --lang zh",
    "verify report.pdf",
    "report sample.json -o report.docx --lang en",
    "export sample.json -o results.xlsx",
    "present sample.json -o slides.html",
    "present sample.json -o slides.pptx",
    "sheet export sample.json -o sheet.xlsx --lang zh",
    "backup -o all.sqlite3",
)
ASKED = (
    ("/healthz", "en", b"ok"),
    ("/readyz", "en", b"ok"),
    ("/", "zh-CN", "服务质量自评".encode()),
    ("/interview", "zh-TW", b'lang="zh-Hant"'),
    ("/blank/quick-check.xlsx?lang=zh", "zh", b"PK"),
)


def main() -> int:
    failed = 0
    for line in COMMANDS:
        begun = time.monotonic()
        done = subprocess.run([ECQ, *line.split()], cwd=FOLDER, capture_output=True, timeout=180, check=False)
        wrong = done.returncode or b"Traceback" in done.stderr
        failed += bool(wrong)
        print(f"{'FAILED' if wrong else 'ok':6} ecq {line} ({time.monotonic() - begun:.1f} s)", flush=True)
        if wrong:
            print(ascii(done.stdout[-300:] + done.stderr[-1500:]))
    return failed + served()


def served() -> int:
    with (FOLDER / "server.log").open("wb") as log:
        server = subprocess.Popen([ECQ, "serve", "--port", str(PORT)], cwd=FOLDER, stdout=log, stderr=log)
        try:
            return sum(not answered(*asked) for asked in ASKED)
        finally:
            server.terminate()
            server.wait(20)
            told = (FOLDER / "server.log").read_bytes()
            if b"Traceback" in told:
                print(ascii(told[-1500:]))


def answered(path: str, language: str, wanted: bytes) -> bool:
    headers = {"Accept-Language": language, "Accept": "text/html,*/*"}
    end = time.monotonic() + 90
    said = b""
    while time.monotonic() < end:
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers=headers)
            with urllib.request.urlopen(request, timeout=30) as reply:
                said = reply.read()
            break
        except OSError as error:
            said = str(error).encode()
            time.sleep(0.3)
    print(f"{'ok' if wanted in said else 'FAILED':6} GET {path}", flush=True)
    return wanted in said


if __name__ == "__main__":
    sys.exit(main())
