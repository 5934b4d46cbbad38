"""Builds the wheel, and says which files it ought to hold."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def built_wheel(folder: Path, python: str = sys.executable) -> Path:
    """The wheel, built into a folder with what is installed beside `python`."""
    command = [python, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return next(folder.glob("ecq-*.whl"))


def files_of_package() -> set[str]:
    """Everything of the package, and what pyproject.toml puts beside it, by the names they have in the wheel."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    beside = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    named = {path: path.relative_to(ROOT).as_posix() for path in (ROOT / "ecq").rglob("*")}
    for given, name in beside.items():
        place = ROOT / given
        below = [place] if place.is_file() else place.rglob("*")
        named |= {path: f"{name}/{path.relative_to(place).as_posix()}".removesuffix("/.") for path in below}
    return {name for path, name in named.items() if path.is_file() and "__pycache__" not in path.parts}
