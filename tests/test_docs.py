"""What the documents promise: the example runs, the schema is current, every command is named, the README's commands agree."""

import json
import re
from pathlib import Path

import pytest

from ecq.cli import _parser
from ecq.cli.schema import json_schema
from ecq.rubric.loading import rubric_home

ROOT = Path(__file__).resolve().parent.parent


def test_the_example_of_the_engine_as_a_library_runs(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/engine.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "docs/engine.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_the_json_schema_for_editors_is_current():
    kept = json.loads((rubric_home() / "schema.json").read_text(encoding="utf-8"))
    assert kept == json_schema(), "renew it: ecq schema > rubrics/schema.json"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_gives_the_two_commands_and_every_file_it_shows_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(re.findall(r"^python3 -m venv .*&& \.venv/bin/ecq serve$", text, re.MULTILINE)) == 1
    assert len(re.findall(r"^python3 -m venv .*&& \.venv/bin/python -m pytest$", text, re.MULTILINE)) == 1
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), f"{name} points to {target}, which is not there"


def test_every_command_is_documented():
    told = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    commands = next(action for action in _parser()._actions if action.choices and action.metavar == "COMMAND")
    for command, parser in commands.choices.items():
        assert f"ecq {command}" in told, f"docs/cli.md does not name: ecq {command}"
        for action in parser._actions:
            for option in action.option_strings:
                assert option in told or option == "-h", f"docs/cli.md does not name {option} of ecq {command}"


def test_nothing_in_the_repository_speaks_of_the_machine_it_was_made_on():
    foreign = re.compile(
        r"/(work|root)/|/tmp/[a-z]+/|\b(pypi|debian|npmjs)\.(org|com)\b|\bfiles\.python|\bregistry\.[a-z]+\."
    )
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".txt", ".css", ".json"} and inside[0] not in {
            ".venv",
            ".git",
        }:
            if any(part.startswith((".hypothesis", ".mypy", ".pytest", ".ruff", "__pycache__")) for part in inside):
                continue
            found = foreign.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(ROOT)} names {found.group()}"


@pytest.mark.parametrize("path", sorted(ROOT.glob("constraints*.txt")), ids=lambda path: path.name)
def test_every_pin_of_the_constraints_has_hashes_and_none_an_address(path):
    """A pin with hashes installs the same bytes from any registry; an address would tie it to one."""
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE), "only hashes may be options"
    pins = [pin for pin in re.split(r"\n(?=\S)", text.strip()) if not pin.startswith("#")]
    assert len(pins) > 20
    for pin in pins:
        first = pin.splitlines()[0]
        assert re.match(r"[a-z0-9][a-z0-9._-]*==\S+", first), f"not a pin: {first}"
        assert "@" not in first
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", pin), f"no hash: {first}"
