"""Installs the built wheel for every Python there is, from a wheelhouse, and runs it on a machine that has nothing else.

    python -m tests.anywhere [PYTHON …]

Nothing else means: another folder, no checkout, no fonts of the system, no network, the locale C without UTF-8, an empty
home. Linux; needs root or user namespaces (unshare). Ends by itself: every step has a limit. Without PYTHON it takes the
oldest and the newest it finds from the oldest supported on.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.anywhere.wheel import ROOT, built_wheel

OLDEST = (3, 11)
HIDDEN = ("/usr/share/fonts", "/usr/local/share/fonts", str(ROOT))
"""What is not there for the program under test."""
BARE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": "/usr/bin:/bin"}
ALONE = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")} | {
    "PIP_CONFIG_FILE": os.devnull
}
"""Without what this machine tells pip about where packages are."""
SEAL = 'for place in $HIDDEN; do [ -d "$place" ] && mount -t tmpfs none "$place"; done; ip link set lo up; exec "$@"'


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.anywhere", description=__doc__)
    parser.add_argument("pythons", nargs="*", help="Python programs; default: the oldest and the newest there are")
    pythons = parser.parse_args().pythons or found()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ecq-anywhere-") as place:
        folder = Path(place)
        wheel = built_wheel(folder / "wheel")
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
        for number, python in enumerate(pythons):
            failed += not works(python, wheel, folder / str(number))
    print("all work" if not failed else f"{failed} of {len(pythons)} do not work")
    return min(failed, 1)


def found() -> list[str]:
    """The oldest and the newest Python on the path and in pyenv, of those supported."""
    there = {version(path): path for path in candidates()}
    supported = sorted(one for one in there if one >= OLDEST)
    return [there[one] for one in dict.fromkeys((supported[0], supported[-1]))]


def candidates() -> list[str]:
    on_path = [shutil.which(f"python3.{minor}") for minor in range(OLDEST[1], OLDEST[1] + 10)]
    pyenv = sorted(str(one) for one in Path.home().glob(".pyenv/versions/*/bin/python"))
    return [one for one in (sys.executable, *on_path, *pyenv) if one]


def version(python: str) -> tuple[int, ...]:
    asked = "import ensurepip, sys; print(*sys.version_info[:3])"
    told = subprocess.run([python, "-c", asked], capture_output=True, text=True, timeout=20, check=False).stdout
    return tuple(int(part) for part in told.split())


def works(python: str, wheel: Path, folder: Path) -> bool:
    """Install from a wheelhouse without an index, then run everything of inside.py, sealed off."""
    begun = time.monotonic()
    house = folder / "wheelhouse"
    home = folder / "home"
    home.mkdir(parents=True)
    pip = str(folder / "env/bin/pip")
    steps = (
        ([python, "-m", "venv", str(folder / "env")], None),
        ([pip, "download", "-q", "-r", str(ROOT / "constraints.txt"), "-d", str(house)], None),
        ([pip, "install", "-q", "--no-index", "--find-links", str(house), "-r", str(ROOT / "constraints.txt")], ALONE),
        ([pip, "install", "-q", "--no-index", "--no-deps", str(wheel)], ALONE),
        ([pip, "check"], ALONE),
    )
    for step, environment in steps:
        done = subprocess.run(step, env=environment, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            print(f"FAILED {' '.join(step[:3])}\n{done.stdout[-500:]}{done.stderr[-1500:]}")
            return False
    print(
        f"Python {'.'.join(map(str, version(python)))} ({python}): installed in {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    script = shutil.copy(Path(__file__).with_name("inside.py"), folder)  # the checkout is hidden from what runs it
    who = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *who, "--mount", "--net", "--", "bash", "-c", SEAL, "sealed"]
    command += [str(folder / "env/bin/python"), script, str(folder / "env/bin/ecq"), str(home)]
    bare = {**BARE, "HOME": str(home), "HIDDEN": " ".join(HIDDEN)}
    return subprocess.run(command, env=bare, cwd=home, timeout=1500, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
