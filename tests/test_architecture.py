"""Imports between rooms run one way, as docs/architecture.md draws them, so that each room can be changed alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import ecq

PACKAGE = Path(ecq.__file__).parent
ROOT = PACKAGE.parent
HEAVY = (
    "mcp",
    "streamlit",
    "plotly",
    "pandas",
    "fpdf",
    "pypdf",
    "pypdfium2",
    "docx",
    "pptx",
    "sqlalchemy",
    "uvicorn",
    "starlette",
    "opencc",
    "fontTools",
    "openpyxl",
    "xlsxwriter",
    "rapidfuzz",
    "authlib",
    "httpx2",
    "msgspec",
    "pyarrow",
    "tqdm",
    "distributed",
    "fastapi",
    "holidays",
)
"""Libraries that neither `import ecq` nor scoring may load."""

ONLY_IN = {
    "streamlit": ("ecq/web/", "ecq/server/"),
    "plotly": ("ecq/web/",),
    "fastapi": ("ecq/api/",),
    "fpdf": ("ecq/document/", "ecq/writers/pdf/"),
    "pypdf": ("ecq/writers/",),
    "pypdfium2": (
        "ecq/writers/verify/",
        "ecq/writers/word/",
        "ecq/writers/page_pictures.py",
        "ecq/exchange/law_texts.py",
        "ecq/exchange/documents/",
    ),
    "docx": ("ecq/writers/word/", "ecq/exchange/documents/"),
    "pptx": ("ecq/writers/slides/", "ecq/exchange/documents/"),
    "sqlalchemy": ("ecq/store/",),
    "openpyxl": ("ecq/writers/sheets/reading.py", "ecq/exchange/documents/"),
    "xlsxwriter": ("ecq/writers/sheets/writing.py",),
    "msgspec": ("ecq/assessment/as_scored.py",),
    "pyarrow": ("ecq/exchange/batch/tables.py",),
    "holidays": ("ecq/planning/calendar.py",),
    "distributed": ("ecq/exchange/batch/working.py",),
}
"""The places that may import a library; app.py at the top imports what the app imports."""

READS_THE_WORLD = {"store", "writers", "exchange", "web", "api", "server", "cli"}
"""Rooms that may read clock, environment, files or chance; besides them a few modules that open ECQ's own files."""
OPENS_FILES = {
    *(
        "ecq.rubric.loading",
        "ecq.rubric.released",
        "ecq.rubric.variant",
        "ecq.assessment.samples",
        "ecq.checking.rubric_sources",
        "ecq.interview.facts",
        "ecq.interview.typed.belief",
        "ecq.interview.topics",
        "ecq.interview.typed.said",
        "ecq.interview.typed.wanted.learned",
    ),
    *(
        "ecq.base.settings",
        "ecq.base.static_files",
        "ecq.base.translations",
        "ecq.base.whole_file",
        "ecq.document.drawing.fonts",
    ),
    *("ecq.base.arms_length.asking", "ecq.base.arms_length.process"),
}

MOST_LINES = 89_775
"""So many lines of Python the package may have."""

KNOWS_DAYS = {"ecq.base.day", "ecq.assessment.as_scored"}


def modules() -> Iterator[tuple[str, Path]]:
    """Dotted name and file of every module but the package's own __init__, which is the library's front door."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name != "ecq":
            yield name, path


MODULES = dict(modules())


@cache
def parsed(path: Path) -> ast.Module:
    """The file as a syntax tree, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def statements(within: ast.AST) -> Iterator[ast.AST]:
    """Whatever is no expression, in which nothing is imported: a tenth of the tree."""
    for child in ast.iter_child_nodes(within):
        if not isinstance(child, ast.expr):
            yield child
            yield from statements(child)


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Every module or name imported anywhere in a file, also inside functions."""
    names: list[str] = []
    for node in statements(parsed(path)):
        if isinstance(node, ast.Import):
            names.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.extend(f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(names)


def room(name: str) -> str:
    """The room of a dotted name: the package below ecq, or below ecq.web; a module outside packages is its own."""
    parts = name.split(".")[1:]
    if parts[0] == "web" and len(parts) > 1:
        return ".".join(parts[:2])
    return parts[0]


def picture() -> list[list[str]]:
    """The rows of rooms in docs/architecture.md, the lowest first."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    (drawn,) = re.findall(r"```rooms\n(.*?)```", text, re.DOTALL)
    return [line.split() for line in drawn.splitlines()]


def test_every_package_is_in_the_diagram_once():
    drawn = [name for row in picture() for name in row]
    assert sorted(drawn) == sorted({room(name) for name in MODULES} - {"web"})


@pytest.mark.slow
def test_packages_import_only_from_rows_above_their_own():
    row_of = {name: number for number, row in enumerate(picture()) for name in row}
    wrong = []
    for name, path in MODULES.items():
        for other in imported(path):
            if not other.startswith("ecq.") or room(other) in (room(name), "web") or room(other) not in row_of:
                continue
            if row_of[room(other)] >= row_of[room(name)]:
                wrong.append(f"{name} imports {other}")
    assert not wrong


def test_no_file_imports_from_one_that_leads_back_to_it():
    imports = {name: {of_file(other) for other in imported(path)} - {name, ""} for name, path in MODULES.items()}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the files


def test_a_module_of_words_has_one_short_name_wherever_pages_and_writers_read_it():
    """And no other that several rooms read has the same; `t` are a page's own."""
    called: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        if name.startswith(("ecq.web.", "ecq.telling.", "ecq.writers.", "ecq.document.")):
            for node in statements(parsed(path)):
                for one in node.names if isinstance(node, ast.ImportFrom) else ():
                    if one.name in ("words", "result_words") and f"{node.module}.words" in MODULES:
                        called.setdefault(f"{node.module}.{one.name}", set()).add(one.asname or one.name)
    assert {module: names for module, names in called.items() if len(names) > 1} == {}
    shared = [names.pop() for names in called.values() if names != {"t"}]
    assert len(shared) == len(set(shared)) > 10


def of_file(name: str) -> str:
    """The module that an imported name is of; "" for other libraries."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


@pytest.mark.slow
@pytest.mark.parametrize("outer", ["web", "cli", "server"])
def test_only_the_app_and_the_command_line_import_the_app_or_the_command_line(outer):
    allowed = {"web": {"web", "server"}, "server": {"cli", "server"}, "cli": {"cli"}}[outer]
    for name, path in MODULES.items():
        if name.split(".")[1] not in allowed:
            assert not [other for other in imported(path) if other.startswith(f"ecq.{outer}.")], name


@pytest.mark.slow
@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_only_where_it_belongs(library):
    for name, path in MODULES.items():
        if any(other.split(".")[0] == library for other in imported(path)):
            assert path.relative_to(ROOT).as_posix().startswith(ONLY_IN[library]), f"{name} imports {library}"


def test_the_engine_reads_no_clock_environment_or_random_numbers():
    for name, path in MODULES.items():
        if name.split(".")[1] not in READS_THE_WORLD and name not in OPENS_FILES:
            tops = {other.split(".")[0] for other in imported(path)}
            # The calendar of `datetime` is used to count and check days; the clock's functions are not used there.
            counts_days = {"datetime"} if name in KNOWS_DAYS else set()
            assert not (tops - counts_days) & {"os", "random", "secrets", "datetime", "time", "locale", "pathlib"}, name
    for name in KNOWS_DAYS:
        assert not re.search(r"\b(today|now|utcnow)\(", MODULES[name].read_text(encoding="utf-8"))


def loaded_by(code: str) -> list[str]:
    script = f"{code}; import sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.split()


def test_importing_the_engine_scoring_and_starting_the_command_line_load_no_app_report_or_database_library():
    code = "import ecq; r = ecq.load_rubric('gbt31526-2025'); ecq.score(r, ecq.begin(r)); import ecq.cli.section_lines"
    started = "from ecq.cli.running import COMMANDS, make_parser; make_parser(COMMANDS)"
    assert loaded_by(f"{code}; {started}") == []


def test_the_pages_load_neither_what_writes_reports_nor_what_derives_traditional_chinese():
    """Who opens the first page waits for all that is loaded; it stays in the server's memory."""
    derived = "from ecq.base.traditional import _converter; assert not _converter.cache_info().currsize"
    assert {"fpdf", "fontTools"}.isdisjoint(loaded_by(f"import ecq.web.app; {derived}"))


def test_what_serves_assistants_is_loaded_with_the_first_that_comes():
    assert "mcp" not in loaded_by("from ecq.api.app import make_routes; make_routes()")


def test_every_public_name_of_the_library_exists():
    assert all(hasattr(ecq, name) for name in ecq.__all__)


def test_every_download_asks_who_presses_it() -> None:
    """A button that hands out an assessment does so through `asked` (ecq/web/session/stores.py); a receipt holds none."""
    for path in sorted((PACKAGE / "web").rglob("*.py")):
        tree = parsed(path)
        buttons = [one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == "download_button"]
        assert bool(buttons) == (path.parts[-2:] == ("html", "parts.py")), path
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            given = [one for one in ast.walk(function) if isinstance(one, ast.Assign)]
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "hand_out":
                    *_, made, key = map(ast.unparse, node.args[:4])
                    made = (
                        " ".join(ast.unparse(one.value) for one in given if made in ast.unparse(one.targets[0])) or made
                    )
                    assert "asked(" in made or key == "'save-receipt'", f"{path}:{node.lineno}"


def test_the_package_grows_no_further():
    """Who adds takes as much away, or says in a commit of its own what the lines are for: docs/decisions/0023."""
    lines = sum(path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py"))
    assert lines <= MOST_LINES


def test_browser_tests_type_by_the_keyboard_or_say_why_not():
    """`fill` sets a value without a key: a field in which no key works would pass."""
    silent = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "tests/browser").glob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ".fill(" in line and "#" not in line.partition(".fill(")[2]
    ]
    assert silent == []
