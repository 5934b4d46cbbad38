"""Every command that a document names runs to its end in its shortest form, and every command that is named is there.

What is documented and not in the tables here fails, and so does what does not end.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ecq.assessment.file import read
from ecq.cli import commands, main
from ecq.store.database import DatabaseStore
from tests.serving import ROOT, free_port
from tests.tools import chromium, fill_in_points

pytestmark = pytest.mark.slow

ECQ = str(Path(sys.executable).with_name("ecq"))
LONGEST = 240
"""Seconds that a run may take, beside others on a slow machine: what takes longer does not end."""

DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*"), ROOT / ".ci/run")
}


class Run(NamedTuple):
    """A run of `python -m …`: the programs it needs, and how it may end beside code 0: with this code, saying this.

    FOLDER is a folder of its own, CHROMIUM the browser, ADVISORIES a folder with one advisory about one pinned package.
    """

    line: str
    needs: tuple[str, ...] = ()
    code: int = 0
    says: str = ""
    long: bool = False
    """For those who work on ECQ, and no document depends on it: seconds, and ten and more where it measures or bears load."""

    @property
    def words(self) -> list[str]:
        """Module and arguments."""
        return self.line.split()


FEW = "--users 2 --every 1 --arriving 1 --staying 1 --pressing 1"
DATABASE = ("pg_ctl", "nginx")
HARNESSES = (
    Run("tests.anywhere --help"),  # all of it fetches every package, for two Pythons
    Run("tests.api_description", long=True),
    Run("tests.cli_document --write"),
    Run("tests.api_fuzz --seconds 1 --examples 1", long=True),
    Run("tests.audit ADVISORIES", code=1, says="GHSA-test"),
    Run("tests.bench start engine interview report slides clients saving click batch --once", ("chromium",), long=True),
    Run(f"tests.bench.load {FEW} --replicas 2 --apart --share 0.9", DATABASE, long=True),
    Run("tests.bench.sessions --kept 2 --passing 2", long=True),
    Run("tests.counts --write"),
    Run("tests.talk", long=True),
    Run("tests.talk.asked --missed", long=True),
    Run("tests.talk.cards --seed 1 --of 3"),
    Run("tests.talk.learn --write", long=True),
    Run("tests.talk.platforms", long=True),
    Run("tests.talk.paragraphs --each 1"),
    Run("tests.engines CHROMIUM --pictures FOLDER", ("chromium",), long=True),
    Run("tests.engines firefox", code=2, says="firefox needs"),  # Selenium, and a browser that tests do not install
    Run("tests.faults --kills 1 --people 1 --database sqlite --replicas 1", long=True),
    Run("tests.faults --away 1 --people 1 --silent", DATABASE, long=True),
    Run("tests.fuzz sheet --runs 10 --seconds 2", code=2, says="pip install 'ecq[fuzz]'", long=True),
    Run("tests.licences --write"),
    Run("tests.mutation journal --seconds 0.1", long=True),
    Run("tests.planning.test_sentences_hold 0 --part 7/37", long=True),
    Run("tests.planning.time_trials owners --cases 2", long=True),
    Run("tests.report.tamper sample 4", long=True),
    Run("tests.report.varied 1", long=True),
    Run("tests.screenshots phone --folder FOLDER", ("chromium",), long=True),
    Run("tests.soak --minutes 0.02 --people 1 --browsers 0", long=True),
)
"""The shortest runs of what stands beside the tests."""

COMMANDS = """
rubrics
questions
new -o a.json --name Shop
answer a.json rules-on-home-page=complete
sample qinghe-mall -o mall.json
score a.json
move a.json
plan a.json
explain a.json
law ecl:81
propose a.json rules.txt
comment a.json gaps --text Good
client a.json --stage improving
outline a.json -o outline.docx
diff a.json mall.json
evidence mall.json
papers mall.json licence
export a.json -o results.csv
sheet export a.json -o sheet.xlsx
sheet import a.json sheet.xlsx
report a.json -o report.pdf --extent short
present a.json -o slides.html
open report.pdf -o again.json
verify report.pdf
portfolio .
batch a.json -o results.parquet
points export sqe-2015 -o points.xlsx
points import points.xlsx --rubric sqe-2015 --name Body --status body
sources
coverage
schema
keep mall.json
list
show ID
bring ID mlps-filing-and-test rules.txt --piece test-report
tag ID client
agree mall.json
invite ID Legal --all
snapshot ID now
dossier ID -o dossier.zip
due
mcp
backup -o backup.sqlite3
restore backup.sqlite3
store check
delete ID
organisations add Firm
organisations list
organisations take Firm
organisations log Firm
organisations delete Firm
remind --dry-run
tokens add robot
tokens list
tokens revoke TOKEN
completion bash
"""
"""The shortest runs of the commands, in an order in which each finds what it needs."""
BY_ITSELF = {"rubrics", "mcp"}
"""Run as a reader would, in a process of their own: the first, and the one that reads until its input ends."""
APART = {"serve", "people delete", "words", "check"}
"""`serve` runs until it is stopped; of people there are only those who have logged in; tests/test_translations.py has `words`,
.ci/run itself `check`."""

KNOWN = {command.name for command in commands.COMMANDS if command.run}
FIRST_WORDS = {name.partition(" ")[0] for name in KNOWN}
NO_COMMANDS = {"import", "ecq", "commands"}
"""What stands behind `ecq` elsewhere: in Python, as the name of a database, in a sentence."""


def harnesses_named() -> Iterator[tuple[str, str, set[str]]]:
    """(document, module with the part it names, options) of every `python -m tests.…` in a document."""
    for document, text in DOCUMENTS.items():
        for module, rest in re.findall(r"python -m (tests[\w.]*)((?: +[^\s`#&|;)(]+)*)", text):
            words = rest.split()
            part = words[0] if module == "tests.bench" and words and words[0].isalpha() else ""
            yield document, f"{module} {part}".strip(), {one for one in words if re.fullmatch(r"--[a-z-]+", one)}


def commands_in(text: str) -> set[str]:
    """The first words of what is named as a command, `ecq …`."""
    found = set(re.findall(r"(?<![\w./-])ecq ([a-z][a-z-]*)", text))
    return {one for one in found - NO_COMMANDS if not one.startswith("ecq-")}


def test_every_harness_that_a_document_names_is_run_here() -> None:
    missing = set()
    for document, named, options in harnesses_named():
        module, _, part = named.partition(" ")
        ran = {word for run in HARNESSES if run.words[0] == module for word in run.words}
        if not {module, *options, *([part] if part else [])} <= ran:
            missing.add(f"{document}: {named} {' '.join(sorted(options - ran))}".strip())
    assert sorted(missing) == []


def test_every_command_is_run_here() -> None:
    first_two = {" ".join(line.split()[:2]) for line in COMMANDS.split("\n")}
    ran = {name for name in KNOWN if name in first_two or any(one.startswith(f"{name} ") for one in first_two)}
    assert ran | APART | (KNOWN & set(COMMANDS.split("\n"))) == KNOWN


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_no_command_that_is_not_there(document: str) -> None:
    text = DOCUMENTS[document]
    code = re.findall(r"`([^`\n]+)`|^ {4,}(\S.*)$", text, re.MULTILINE)
    code += [(one, "") for one in re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)]
    assert commands_in("\n".join(one or other for one, other in code)) <= FIRST_WORDS


def test_a_sentence_of_the_program_names_no_command_that_is_not_there() -> None:
    for path in (ROOT / "ecq").rglob("*.py"):
        written = path.read_text("utf-8")
        if not re.search(r"""(?<![\w./-])ecq(?: (?!import)|["'\\])""", written):
            continue  # no sentence with the name of the program and a word after it, also where it goes on in the next line
        said = [node.value for node in ast.walk(ast.parse(written)) if isinstance(node, ast.Constant)]
        assert commands_in("\n".join(one for one in said if isinstance(one, str))) <= FIRST_WORDS, path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return tmp_path


def ended(argv: list[str], folder: Path) -> tuple[int, str]:
    """The exit code of a run and all it said. Where it does not end, it is stopped with all that it started."""
    with subprocess.Popen(
        argv,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
            pytest.fail(f"{' '.join(argv)} does not end; it said: {said[-500:]}")
    return process.returncode, said


def test_every_command_runs_in_its_shortest_form(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    marks: dict[str, str] = {}

    def run(*argv: str) -> tuple[int, str]:
        if argv[0] in BY_ITSELF:
            return ended([ECQ, *argv], home)
        code = main(argv)
        return code, "".join(capsys.readouterr())

    (home / "rules.txt").write_text("客服每年抽查一次。", encoding="utf-8")
    for line in COMMANDS.strip().split("\n"):
        if line.startswith("invite"):  # a link needs it
            monkeypatch.setenv("ECQ_PUBLIC_URL", "https://ecq.example")
        if line == "list":
            store = DatabaseStore.in_folder(home / "home")
            marks["ID"] = store.add(read((home / "a.json").read_bytes())).id
            store.close()
        if line.startswith("points import"):
            fill_in_points(home / "points.xlsx")
        if line == "tokens revoke TOKEN":
            marks["TOKEN"] = json.loads(run("tokens", "list", "--json")[1])["tokens"][0]["id"]
        code, said = run(*(marks.get(one, one) for one in line.split()))
        assert code == 0, f"{line}: {said}"
    code, said = run("people", "delete", "nobody")
    assert (code, said.count("\n")) == (2, 1)


def test_the_app_is_served_until_it_is_stopped(home: Path) -> None:
    port = free_port()
    with subprocess.Popen([ECQ, "serve", "--port", str(port)], cwd=home, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"ECQ: http://127.0.0.1:{port}\n"
        process.terminate()
        process.stdout.read()
    assert process.returncode == -signal.SIGTERM


@pytest.mark.parametrize(
    "run", [pytest.param(run, marks=[pytest.mark.long] * run.long, id=run.line) for run in HARNESSES]
)
def test_a_harness_runs_and_ends(run: Run, home: Path) -> None:
    required = os.environ.get("ECQ_REQUIRE_BROWSER") == "1"
    path = os.pathsep.join((os.environ["PATH"], *map(str, Path("/usr/lib/postgresql").glob("*/bin"))))
    missing = [one for one in run.needs if not shutil.which(one, path=path)]
    if missing and not required:
        pytest.skip(f"not here: {', '.join(missing)}")
    advisory = {
        "id": "GHSA-test",
        "modified": "2026-11-24T00:00:00Z",
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "pydantic"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
            }
        ],
    }
    (home / "advisories").mkdir()
    (home / "advisories/a.json").write_text(json.dumps(advisory, indent=1), encoding="utf-8")
    marks = {
        "FOLDER": str(home),
        "ADVISORIES": str(home / "advisories"),
        "CHROMIUM": chromium(),
    }
    documents = {path: path.read_bytes() for path in (ROOT / "docs").glob("*.*")}
    code, said = ended([sys.executable, "-m", *(marks.get(one, one) for one in run.words)], ROOT)
    assert code == 0 or (code == run.code and run.says in said), said[-2000:]
    assert {path: path.read_bytes() for path in documents} == documents, "it renewed a document that was not current"
