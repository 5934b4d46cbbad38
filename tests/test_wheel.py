"""What is installed is what is here: the wheel holds every file of the package and no other, and each build is the same."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.anywhere.wheel import ROOT, built_wheel, files_of_package


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    about = {name for name in held if name.startswith("ecq-")}
    assert held - about == files_of_package()
    assert {Path(name).name for name in about} == {
        "METADATA",
        "WHEEL",
        "RECORD",
        "entry_points.txt",
        "LICENSE",
        "OFL.txt",
    }
    kinds = {Path(name).suffix for name in held - about}
    assert kinds == {".py", ".typed", ".css", ".js", ".svg", ".ttf", ".txt", ".yaml", ".json", ".toml"}


@pytest.mark.slow
def test_an_installed_ecq_knows_a_report_under_forged_bands(wheel: Path, tmp_path: Path):
    """The whole way: somebody changes the bands in the files of theirs and writes a report; another installation verifies it."""
    forger, reader = tmp_path / "forger", tmp_path / "reader"
    for folder in (forger, reader):
        zipfile.ZipFile(wheel).extractall(folder)
    bands = forger / "ecq" / "rubrics" / "gbt31526-2025.yaml"
    told = bands.read_text(encoding="utf-8")
    easier = told.replace("{id: four-star, from: 90", "{id: four-star, from: 82").replace(
        "{id: five-star, from: 95", "{id: five-star, from: 83"
    )
    assert easier != told
    for folder, code, said in ((reader, 0, "Follows"), (forger, 3, "rubric.json is not a published rubric")):
        run(folder, tmp_path, "sample", "qinghe-mall", "-o", "a.json", "--force")
        run(folder, tmp_path, "report", "a.json", "-o", "report.pdf", "--extent", "short")
        done = run(reader, tmp_path, "verify", "report.pdf", "--lang", "en")
        assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
        bands.write_text(easier, encoding="utf-8")


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of what is installed there, and of no other ECQ."""
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import ecq; "
        f"assert ecq.__file__.startswith({str(installed)!r}); from ecq.cli import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_a_wheel_built_again_is_the_same_to_the_byte(wheel: Path, tmp_path: Path):
    os.utime(ROOT / "ecq" / "__init__.py")
    assert built_wheel(tmp_path).read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_no_file_of_the_wheel_names_the_machine_it_was_built_on(wheel: Path):
    with zipfile.ZipFile(wheel) as opened:
        told = [name for name in opened.namelist() if str(ROOT).encode() in opened.read(name)]
    assert told == []
