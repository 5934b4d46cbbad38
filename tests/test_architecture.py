"""Imports run one way, so that the engine stays usable without the app, the report or a database."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import ecq

PACKAGE = Path(ecq.__file__).parent
ROOT = PACKAGE.parent

# A module may import from its own layer and the layers above it in this list.
LAYERS = [
    {"errors", "exact", "day", "settings", "workbook"},
    {"rubric"},
    {"languages", "loading", "applicability", "terms", "assessment"},
    {"journal", "history", "steps", "versions", "routes", "interview", "scoring", "samples", "schema", "editions"},
    {
        "planning",
        "progress",
        "checking",
        "verdict",
        "wording",
        "sentences",
        "reactions",
        "route_words",
        "plan_sentences",
        "export",
        "register",
        "points",
        "understanding",
        "overview",
        "spreadsheet",
        "resultbook",
        "answersheet",
        "binder",
        "checklist",
    },
    {"report"},
    {"at_hand"},
    {"cli", "web", "server"},
]
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
HEAVY = (
    "streamlit",
    "plotly",
    "pandas",
    "fpdf",
    "pypdf",
    "sqlalchemy",
    "uvicorn",
    "starlette",
    "opencc",
    "fontTools",
    "openpyxl",
    "xlsxwriter",
    "rapidfuzz",
)


def modules():
    """(path, dotted name below ecq) of every module; the package's own __init__ is the library's front door."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield path, ".".join(parts).removesuffix(".__init__")


def imported(path):
    """Every module named by an import anywhere in a file, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(path):
    """The top parts below ecq that a file imports."""
    for name in imported(path):
        if name.startswith("ecq."):
            yield name.split(".")[1]


def test_every_module_has_a_place_in_the_layers():
    tops = {name.split(".")[0] for _, name in modules()} - {"__init__", "store"}
    assert tops <= set(LAYER), f"say where {sorted(tops - set(LAYER))} belongs"


def test_imports_run_one_way():
    wrong = []
    for path, name in modules():
        top = name.split(".")[0]
        if top not in LAYER:
            continue
        for other in inside(path):
            if other in LAYER and LAYER[other] > LAYER[top]:
                wrong.append(f"{name} imports {other}")
            if other == "store" and top not in {"cli", "web", "server"}:
                wrong.append(f"{name} imports {other}")
    assert not wrong


def test_no_two_modules_import_each_other():
    graph = {}
    for path, name in modules():
        graph.setdefault(name.split(".")[0], set()).update(set(inside(path)) - {name.split(".")[0]})
    circles = [
        (a, b) for a, others in graph.items() for b in others if a in graph.get(b, ()) and "__init__" not in (a, b)
    ]
    assert not circles


def test_the_store_knows_assessments_and_their_journal_and_nothing_of_questions_or_scores():
    for path, name in modules():
        if name.split(".")[0] == "store":
            assert set(inside(path)) <= {"assessment", "errors", "journal", "store"}, name


def importers(of):
    found = set()
    for path in [*PACKAGE.rglob("*.py"), ROOT / "app.py"]:
        if any(name.split(".")[0] == of for name in imported(path)):
            found.add(path.relative_to(ROOT).as_posix())
    return found


def test_only_the_web_code_imports_streamlit():
    assert not {
        p for p in importers("streamlit") if not p.startswith("ecq/web/") and p not in ("ecq/server.py", "app.py")
    }


def test_only_the_web_code_imports_plotly():
    assert not {path for path in importers("plotly") if not path.startswith("ecq/web/")}


def test_only_the_report_imports_fpdf():
    assert not {path for path in importers("fpdf") if not path.startswith("ecq/report/")}


def test_only_the_report_imports_pypdf():
    assert not {path for path in importers("pypdf") if not path.startswith("ecq/report/")}


def test_only_the_store_imports_sqlalchemy():
    assert not {path for path in importers("sqlalchemy") if not path.startswith("ecq/store/")}


def test_only_what_reads_or_writes_workbooks_imports_openpyxl():
    assert not {
        p for p in importers("openpyxl") if not p.startswith(("ecq/points/", "ecq/workbook.py", "ecq/checklist.py"))
    }


def test_only_the_workbooks_own_package_imports_xlsxwriter():
    assert not {path for path in importers("xlsxwriter") if not path.startswith("ecq/spreadsheet/")}


def test_nothing_but_the_front_ends_sees_the_web_code():
    for path, name in modules():
        if name.split(".")[0] not in ("web", "server", "cli"):
            assert not {"web", "server"} & set(inside(path)), name


def test_the_engine_reads_neither_clock_nor_environment_nor_chance():
    edge = {
        "cli",
        "web",
        "server",
        "store",
        "settings",
        "report",
        "loading",
        "samples",
        "at_hand",
        "register",
        "points",
        "spreadsheet",
    }
    for path, name in modules():
        if name.split(".")[0] not in edge:
            tops = {other.split(".")[0] for other in imported(path)}
            assert not tops & {"os", "random", "secrets", "datetime", "time", "locale", "pathlib"}, name


def loaded_by(code):
    script = f"{code}; import sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.split()


def test_importing_the_engine_loads_no_app_report_or_database_library():
    assert loaded_by("import ecq") == []


def test_starting_the_command_line_loads_no_app_report_or_database_library():
    assert loaded_by("import ecq.cli; ecq.cli._parser()") == []


def test_scoring_loads_no_app_report_or_database_library():
    code = "import ecq; r = ecq.load_rubric('gbt31526-2025'); ecq.score(r, ecq.begin(r))"
    assert loaded_by(code) == []


def test_what_the_library_offers_is_there():
    assert all(hasattr(ecq, name) for name in ecq.__all__)
