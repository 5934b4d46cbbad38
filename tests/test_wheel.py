"""What is installed is what is here: the wheel holds every file of the package and no other, and each build is the same."""

from __future__ import annotations

import os
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
def test_a_wheel_built_again_is_the_same_to_the_byte(wheel: Path, tmp_path: Path):
    os.utime(ROOT / "ecq" / "__init__.py")
    assert built_wheel(tmp_path).read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_no_file_of_the_wheel_names_the_machine_it_was_built_on(wheel: Path):
    with zipfile.ZipFile(wheel) as opened:
        told = [name for name in opened.namelist() if str(ROOT).encode() in opened.read(name)]
    assert told == []
