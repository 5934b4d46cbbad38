"""What the documents promise: the example runs, the schema is current, every command is named, the README's commands agree."""

import ast
import json
import os
import re
import shutil
from pathlib import Path
from pkgutil import resolve_name

import pytest

import ecq
from ecq.assessment.changes import set_aside
from ecq.cli.rubrics import json_schema
from ecq.cli.running import run
from ecq.rubric.loading import rubric_home
from tests import building as b
from tests import cli_document, counts
from tests.building import accepted, answered
from tests.conftest import TEACHING

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY_NAMES = re.findall(r"`([a-zA-Z_.]+)`", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
"""The names of the glossary's column "in code": modules, classes and fields below `ecq`."""


@pytest.mark.slow
def test_the_engine_tour_runs_and_its_parts_are_short(capsys):
    text = (ROOT / "docs/engine.md").read_text(encoding="utf-8")
    parts = re.findall(r"^### (\w+)\n\n```python\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    assert [name for name, _ in parts] == ["Load", "Answer", "Score", "Plan", "Report"]
    names = {}
    for name, code in parts:
        assert len(code.splitlines()) <= 12, name
        exec(compile(code, f"docs/engine.md: {name}", "exec"), names)
        assert capsys.readouterr().out.strip(), name


def test_the_library_lists_its_public_names_and_shows_objects_in_one_short_line():
    assert dir(ecq) == sorted(ecq.__all__)
    rubric = ecq.load_rubric("gbt31526-2025")
    assessment = ecq.begin(rubric, name="Qinghe Mall")
    card = ecq.score(rubric, assessment)
    shown = [
        rubric,
        assessment,
        card,
        ecq.readiness(rubric, assessment, card),
        ecq.plan(rubric, assessment, "two-star"),
    ]
    shown += [rubric.layout, rubric.bands, rubric.questions[0], ecq.Interview(rubric, assessment)]
    assert [repr(one)[:20] for one in shown if len(repr(one)) > 300 or "\n" in repr(one)] == []


def test_the_worked_example_of_the_score_comes_out_as_written(teaching):
    text = (ROOT / "docs/scoring.md").read_text(encoding="utf-8").partition("## A worked example")[2]
    rows = re.findall(r"^\| `([a-z-]+)` \| `?([^`|]+?)`? \| (\S+) \|$", text, re.MULTILINE)
    assert [question for question, _, _ in rows] == list(teaching.order)
    answers = {question: answer for question, answer, _ in rows if answer != "not answered"}
    before = answered(teaching, answers, profile={"delivers": "yes", "channels": ("app",)})
    card = ecq.score(teaching, before)
    assert [credit for *_, credit in rows] == [
        "open" if card.questions[question].credit is None else str(card.questions[question].credit)
        for question, _, _ in rows
    ]
    assert {one.points for one in card.questions.values()} == {20}
    counter, back_office = card.nodes["counter"], card.nodes["back-office"]
    assert (counter.points, counter.low, counter.share.low, counter.share.high) == (60, 30, 50, 50)
    assert (back_office.points, back_office.low, back_office.share.low) == (40, 16, 40)
    assert (back_office.high, back_office.share.high) == (36, 90)
    assert (card.score.low, card.score.high) == (46, 66)
    after = accepted(set_aside(before, teaching.by_id["parcel-checks"], "carrier-checks"))
    for question in ("receipt", "refund-days"):
        after = b.prove(after, teaching.by_id[question])
    card = ecq.score(teaching, after)
    back_office = card.nodes["back-office"]
    assert (back_office.points, back_office.low, back_office.share.low, back_office.share.high) == (40, 32, 80, 80)
    assert (card.score.low, card.score.high, card.evidenced.low) == (62, 62, 52)


def test_the_json_schema_for_editors_is_current():
    kept = json.loads((rubric_home() / "schema.json").read_text(encoding="utf-8"))
    assert kept == json_schema(), "renew it: ecq schema > rubrics/schema.json"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_has_the_two_commands_and_links_only_existing_files(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(re.findall(r"^python3 -m venv .*&& \.venv/bin/ecq serve$", text, re.MULTILINE)) == 1
    assert len(re.findall(r"^python3 -m venv .*&& \.venv/bin/python -m pytest$", text, re.MULTILINE)) == 1
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), f"{name} points to {target}, which is not there"


def test_counts_in_documents_are_those_of_the_rubrics():
    known = counts.counts()
    for path in counts.documents():
        text = path.read_text(encoding="utf-8")
        assert counts.renewed(text, known) == text, f"{path.name} is out of date; python -m tests.counts --write"


@pytest.mark.parametrize("name", GLOSSARY_NAMES)
def test_every_name_in_the_glossary_is_in_the_code(name):
    try:
        resolve_name(f"ecq.{name}")
    except (AttributeError, ImportError):  # a field, which is not an attribute of its class
        owner, _, field = f"ecq.{name}".rpartition(".")
        model = resolve_name(owner)
        fields = getattr(model, "model_fields", {}) | getattr(model, "__dataclass_fields__", {})
        assert field in fields, f"docs/glossary.md names {name}"


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("0*.md"):
        assert path.name in index, f"docs/decisions/README.md does not name {path.name}"


DOCUMENTS = counts.documents()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_section_that_a_document_names_is_there(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:ecq|tests|docs|rubrics)/[a-z0-9_./-]+)`", text) if path.name != "CHANGELOG.md" else []
    assert [target for target in named if not (ROOT / target).exists()] == []
    for target, section in re.findall(r"\]\(([^)#:\s]*)#([^)\s]+)\)", text):
        headings = re.findall(r"^#+ (.*)$", (path.parent / target if target else path).read_text("utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert section in anchors, f"{path.name} points to {target}#{section}, which is not there"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_imports_is_there(path):
    for code in re.findall(r"```py(?:thon)?\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
        for statement in ast.walk(ast.parse(code)):
            if isinstance(statement, ast.ImportFrom):
                for one in statement.names:
                    assert resolve_name(f"{statement.module}:{one.name}")


def test_the_document_of_the_command_line_is_current():
    text = cli_document.DOCUMENT.read_text(encoding="utf-8")
    assert cli_document.renewed(text) == text, "renew it: python -m tests.cli_document --write"


@pytest.fixture(scope="module")
def lianshan(tmp_path_factory):
    """A sample's file."""
    file = tmp_path_factory.mktemp("sample") / "lianshan.json"
    assert run(["sample", "lianshan-industrial", "-o", str(file)]) == 0
    return file


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A folder of one small rubric that is sound."""
    folder = shutil.copytree(TEACHING, tmp_path_factory.mktemp("small") / "rubrics")
    for name in ("teaching.yaml", "capped.yaml", "bank/shop.yaml"):
        (folder / name).unlink()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        *("rubrics", "questions", "score FILE", "move FILE", "plan FILE --staircase", "explain FILE", "diff FILE FILE"),
        *("evidence FILE", "portfolio FOLDER --benchmark", "check SMALL", "sources --citations", "list"),
    ],
)
def test_every_key_of_a_commands_json_is_in_its_section(command, lianshan, small, capsys):
    places = {"FILE": lianshan, "FOLDER": lianshan.parent, "SMALL": small}
    argv = [str(places.get(word, word)) for word in command.split()]
    assert run([*argv, "--json"]) == 0
    name = command.split()[0]
    text = cli_document.DOCUMENT.read_text(encoding="utf-8")
    section = re.search(rf"^## ecq {name}$.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[0]
    conventions = re.search(r"^## Conventions$.*?(?=^## )", text, re.MULTILINE | re.DOTALL)[0]
    known = set(re.findall(r"`([a-z_]+)`", section + conventions))
    assert set(_keys(json.loads(capsys.readouterr().out))) - known == set()


def _keys(value):
    """Every key in it, without those of objects whose keys are ids or belong to one finding."""
    if isinstance(value, dict):
        yield from value
        value = [part for key, part in value.items() if key not in {"factors", "points", "findings"}]
    for part in value if isinstance(value, list) else ():
        yield from _keys(part)


@pytest.mark.slow
def test_the_repository_names_no_developer_machine():
    folders = re.compile(r"/(?:work/|root/|tmp/[a-z]+/)")
    hosts = re.compile(r"\b(?:pypi|debian|npmjs)\.(?:org|com)\b|\bfiles\.python|\bregistry\.[a-z]+\.")
    of_hosts = ("pypi.", "debian.", "npmjs.", "files.py", "registry.")  # a plain word is found much sooner
    others = (".venv", ".hypothesis", ".mutation", ".mypy", ".pytest", ".ruff", "__pycache__")
    for folder, below, files in os.walk(ROOT):
        below[:] = [one for one in below if one != ".git" and not one.startswith(others)]
        for path in (Path(folder) / one for one in files):
            if path.suffix in {".py", ".md", ".toml", ".yaml", ".txt", ".css", ".json"}:
                text = path.read_text(encoding="utf-8")
                found = folders.search(text) or (hosts.search(text) if any(one in text for one in of_hosts) else None)
                assert not found, f"{path.relative_to(ROOT)} names {found.group()}"


@pytest.mark.parametrize("path", sorted(ROOT.glob("constraints*.txt")), ids=lambda path: path.name)
def test_every_pinned_dependency_has_hashes_and_no_address(path):
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
