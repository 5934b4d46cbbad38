"""docs/security.md: every claim names the tests that back it, and those tests exist."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.serving import ROOT

CLAIMS = (ROOT / "docs/security.md").read_text(encoding="utf-8").partition("## Claims")[2].partition("\n## ")[0]
ROWS = [row for row in re.findall(r"^\|(.+)\|$", CLAIMS, re.MULTILINE) if not set(row) <= set("-|")]


@cache
def functions_of(file: str) -> set[str]:
    """The names of the test functions of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_claim_names_tests_and_each_of_them_exists():
    claims = [row.split("|") for row in ROWS if "claim | shown by" not in row]
    assert len(claims) > 40
    for claim, shown_by in claims:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", shown_by)
        assert named, f"nothing backs: {claim}"
        assert re.sub(r"`tests/[\w/]+\.py::test_\w+`", "", shown_by).strip(" ,") == "", shown_by
        for file, name in named:
            assert (ROOT / file).exists(), file
            assert name in functions_of(file), f"docs/security.md names {file}::{name}, which is not there"


def test_every_exception_from_the_rules_on_security_gives_its_reason():
    for path in [ROOT / "app.py", *sorted((ROOT / "ecq").rglob("*.py"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if excepted := re.search(r"# noqa: [A-Z0-9, ]*\bS\d{3}[A-Z0-9, ]*(.*)", line):
                assert re.match(r"#? ?\S.{9,}", excepted[1].strip()), f"{path.relative_to(ROOT)}: {line.strip()}"
