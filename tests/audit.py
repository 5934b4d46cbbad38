"""Known holes in the packages that are pinned, from a copy of advisories on this machine; nobody is asked.

    python -m tests.audit FOLDER [CONSTRAINTS ...]

FOLDER holds advisories in OSV format, as YAML or JSON, in folders of any depth: a copy of the PyPA advisory database, or
the unpacked export of osv.dev for PyPI. Ends with 1 where something was found, 2 where there is nothing to read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tests.serving import ROOT

CONSTRAINTS = tuple(sorted(ROOT.glob("constraints*.txt")))


@dataclass(frozen=True, order=True)
class Find:
    """A pinned package in which a hole is known."""

    package: str
    version: str
    advisory: str
    also: tuple[str, ...]
    """Other names of the advisory, such as its CVE."""
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        also = f" ({', '.join(self.also)})" if self.also else ""
        mended = f"mended in {', '.join(self.mended_in)}" if self.mended_in else "not mended in any version"
        return f"{self.package} {self.version}: {self.advisory}{also}, {mended}"


@dataclass
class Audit:
    """What came of it: how many advisories were read, of which day the newest is, how many are about these packages."""

    read: int = 0
    newest: str = ""
    about: int = 0
    finds: tuple[Find, ...] = ()


def pinned(files: tuple[Path, ...] = CONSTRAINTS) -> set[tuple[str, str]]:
    """Name and version of every package in constraints files."""
    return {
        (canonicalize_name(name), version)
        for file in files
        for name, version in re.findall(r"^([\w.-]+)==([\w.+!]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }


def audit(folder: Path, packages: set[tuple[str, str]]) -> Audit:
    """Hold the packages against every advisory in the folder. One that was withdrawn counts for nothing."""
    done, finds = Audit(), set()
    names = {name for name, _ in packages}
    for text, is_json in _files(folder):
        told = re.search(r'^\s*"?modified"?: *"?(\d{4}-\d\d-\d\d)', text, re.MULTILINE)
        if told is None:
            continue  # no advisory
        done.read += 1
        done.newest = max(done.newest, told[1])
        said = re.findall(r'"?\bname"?: *["\']?([A-Za-z0-9._-]+)', text)
        if names.isdisjoint(canonicalize_name(one) for one in said):
            continue  # reading it whole takes a hundred times as long
        advisory = json.loads(text) if is_json else yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if advisory.get("withdrawn"):
            continue
        affected = [one for one in advisory.get("affected", ()) if one["package"]["ecosystem"] == "PyPI"]
        done.about += any(canonicalize_name(one["package"]["name"]) in names for one in affected)
        finds |= {
            Find(name, version, advisory["id"], tuple(advisory.get("aliases", ())), _mended_in(one))
            for one in affected
            for name, version in packages
            if name == canonicalize_name(one["package"]["name"]) and _holds(one, version)
        }
    done.finds = tuple(sorted(finds))
    return done


def _files(folder: Path) -> Iterator[tuple[str, bool]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".json", ".yaml", ".yml"} and path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace"), path.suffix == ".json"


def _holds(affected: dict[str, Any], version: str) -> bool:
    """Whether a version is affected: it is named, or lies in a range (OSV schema, "evaluation")."""
    at = Version(version)
    if any(_version(one) == at for one in affected.get("versions", ())):
        return True
    return any(
        _in_range(one["events"], at) for one in affected.get("ranges", ()) if one["type"] in {"ECOSYSTEM", "SEMVER"}
    )


def _in_range(events: list[dict[str, str]], at: Version) -> bool:
    inside = False
    for kind, version in sorted(((k, _version(v)) for one in events for k, v in one.items()), key=lambda one: one[1]):
        if kind == "introduced" and at >= version:
            inside = True
        elif (kind == "fixed" and at >= version) or (kind == "last_affected" and at > version):
            inside = False
    return inside


def _version(said: str) -> Version:
    """A version; one that is none comes before all, as "0" does in advisories."""
    try:
        return Version(said)
    except InvalidVersion:
        return Version("0.dev0")


def _mended_in(affected: dict[str, Any]) -> tuple[str, ...]:
    ranges = [one for one in affected.get("ranges", ()) if one["type"] in {"ECOSYSTEM", "SEMVER"}]
    return tuple(event["fixed"] for one in ranges for event in one["events"] if "fixed" in event)


def main() -> int:
    """Audit, and say what came of it."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folder, files = Path(sys.argv[1]), tuple(map(Path, sys.argv[2:])) or CONSTRAINTS
    packages = pinned(files)
    done = audit(folder, packages)
    if not done.read:
        print(f"{folder}: no advisories there")
        return 2
    print(
        f"{done.read} advisories, the newest of {done.newest}; {done.about} about the {len(packages)} packages pinned"
    )
    print("\n".join(map(str, done.finds)) or "none of them is about a version that is pinned")
    return bool(done.finds)


if __name__ == "__main__":
    sys.exit(main())
