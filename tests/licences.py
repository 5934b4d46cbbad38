"""The licences of all packages that each extra installs: docs/licences.md, and what may not be in it.

    python -m tests.licences            whether the document is current and every licence permitted
    python -m tests.licences --write    renew the document

Versions are those of the constraints files, licences what each installed package says of itself.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.serving import ROOT

DOCUMENT = ROOT / "docs/licences.md"
LEFT_OUT = ("bench", "fuzz")
"""Extras that stand in no constraints file."""

PERMITTED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib",
}  # fmt: skip
"""What asks for no more than that its text comes along."""

EXPLAINED = {
    "LGPL-3.0-only": "used as an unmodified library, which anybody can replace",
    "MPL-2.0": "asks for the source of its own files where they are changed; none is",
}
"""Weak copyleft, and why it may be here. Anything else is not."""

SAID_OTHERWISE = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Names of licences in the metadata of packages, as SPDX has them. `BSD`: which of its texts the metadata does not say."""

READ_BY_HAND = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its LICENSE file, and axe-core inside; the metadata says nothing
    "colorama": "BSD-3-Clause",  # installed on Windows only
    "pywin32": "PSF-2.0",  # installed on Windows only
}

# An extra may need something on some systems and Pythons only: what any of these needs is listed.
SYSTEMS = [
    {"sys_platform": platform, "platform_system": system, "os_name": name, "python_version": python,
     "python_full_version": f"{python}.9", "platform_machine": "x86_64"}
    for platform, system, name in (("linux", "Linux", "posix"), ("win32", "Windows", "nt"), ("darwin", "Darwin", "posix"))
    for python in ("3.11", "3.14")
]  # fmt: skip


def extras() -> dict[str, list[str]]:
    """What each extra of ECQ asks for; `ecq` what is needed without any, `build` what builds the package."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, build = told["project"], told["dependency-groups"]["build"]
    asked = {"ecq": project["dependencies"], **project["optional-dependencies"], "build": build}
    return {name: asked[name] for name in asked if name not in LEFT_OUT}


def installed_by(extra: str) -> set[str]:
    """The packages that come with an extra, and with what they need in turn."""
    found: set[tuple[str, str]] = set()
    begun = extras()[extra] if extra == "build" else [*extras()["ecq"], *extras()[extra]]
    waiting = [Requirement(one) for one in begun]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        for part in ("", *sorted(asked.extras)):
            if (name, part) in found:
                continue
            found.add((name, part))
            if name == "ecq":
                waiting += [Requirement(one) for one in extras()[part or "ecq"]]
            else:
                waiting += _needed(name, part)
    return {name for name, _ in found} - {"ecq"}


@cache
def _needed(name: str, extra: str) -> tuple[Requirement, ...]:
    """What an installed package asks for, on any system."""
    try:
        asked = [Requirement(one) for one in requires(name) or ()]
    except PackageNotFoundError:
        return ()
    return tuple(
        one
        for one in asked
        if one.marker is None or any(one.marker.evaluate({**system, "extra": extra}) for system in SYSTEMS)
    )


@cache
def licence_of(name: str) -> str:
    """The licence as an SPDX expression; empty where the package does not say it in a way that is known here."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    said = [SAID_OTHERWISE.get(one, one) for one in (told.get("License") or "", *classified)]
    return next((one for one in said if set(names_in(one)) <= PERMITTED | EXPLAINED.keys()), "")


def names_in(expression: str) -> list[str]:
    """The licences of an SPDX expression."""
    return re.split(r"\s+(?:AND|OR|WITH)\s+", expression.replace("(", "").replace(")", ""))


def pinned() -> dict[str, list[str]]:
    """Each package of the constraints files with its version; two where Pythons get different ones."""
    found = defaultdict(list)
    for file in sorted(ROOT.glob("constraints*.txt")):
        told = file.read_text(encoding="utf-8")
        for name, number, marker in re.findall(r"^([\w.-]+)==([\w.+!]+)(.*)", told, re.MULTILINE):
            elsewhere = "== 'emscripten'" in marker  # Python in a browser, where ECQ does not run
            if not elsewhere and number not in found[canonicalize_name(name)]:
                found[canonicalize_name(name)].append(number)
    return found


def faults(packages: Iterable[str]) -> list[str]:
    """What may not be: licences that are not known, or not permitted."""
    found = []
    for name in sorted(packages):
        licence = licence_of(name)
        if not licence:
            found.append(f"{name}: its licence is not known; read its LICENSE file and say it in tests/licences.py")
        elif unknown := set(names_in(licence)) - PERMITTED - EXPLAINED.keys():
            found.append(f"{name}: {', '.join(sorted(unknown))} is not permitted (tests/licences.py)")
    return found


def document() -> str:
    """docs/licences.md."""
    with_extra = defaultdict(list)
    for extra in extras():
        for name in installed_by(extra):
            with_extra[name].append(extra)
    versions, count = pinned(), len(extras()) - 1  # building is apart from the rest
    lines = [
        "# Licences",
        "",
        "Every package that an extra of ECQ installs, directly or through another, on any system, in the versions of the "
        "constraints files. Made by `python -m tests.licences --write` from what the packages say of themselves; a test keeps "
        "it true. What else the files of a package bring along, such as OpenBLAS in numpy, stands in its own licence files. "
        "ECQ itself is under Apache-2.0, its fonts under OFL-1.1. Why each direct dependency is there: "
        "[dependencies.md](dependencies.md).",
        "",
        *(f"- **{name}**: {why}." for name, why in EXPLAINED.items()),
        "- No package is under the GPL, the AGPL, or a licence that is not known. The extras "
        + " and ".join(f"`{name}`" for name in LEFT_OUT)
        + " are not listed: neither ECQ nor its tests need them.",
        "",
        "| package | version | licence | extras |",
        "|---|---|---|---|",
    ]
    for name in sorted(with_extra):
        number = ", ".join(versions.get(name) or [_installed(name)])
        into = "all" if len(with_extra[name]) == count else ", ".join(with_extra[name])
        lines.append(f"| {name} | {number} | {licence_of(name)} | {into} |")
    return "\n".join(lines) + "\n"


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def main() -> int:
    """Renew the document, or say what is wrong with it."""
    made = document()
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(made, encoding="utf-8")
    wrong = faults(set().union(*(installed_by(extra) for extra in extras())))
    if DOCUMENT.read_text(encoding="utf-8") != made:
        wrong.append("docs/licences.md is out of date: python -m tests.licences --write")
    print("\n".join(wrong) or "every licence is permitted, and docs/licences.md is current")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
