"""What every engine test may use: the shipped rubric, a fresh copy of the rubric folder, and how hypothesis runs."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from ecq.assessment.model import Assessment
from ecq.rubric.loading import Library, load_library, load_rubric, rubric_home
from ecq.rubric.model import Rubric
from tests.building import sampled

settings.register_profile(
    "ecq",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),  # explaining a failure takes longer than finding it
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.register_profile("long", settings.get_profile("ecq"), max_examples=200)
settings.load_profile("ecq")

# Rubrics and modules live all the while: to look through what lives every 700 objects takes a sixth of the time of pages and reports.
gc.set_threshold(200_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What takes long and is run by command."""
    parser.addoption("--long", action="store_true", help="also the tests marked long")


def pytest_configure(config: pytest.Config) -> None:
    """Random tests try more with --long."""
    if config.getoption("--long"):
        settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked long, unless it is asked for."""
    long = [] if config.getoption("--long") else [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
    gc.freeze()  # tests and modules stay to the end, and need not be looked through


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Several processes share the tests so that one of them has the browser."""
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.sharing import OneBrowser

    return OneBrowser(config, log)


TEACHING = Path(__file__).parent / "cases" / "rubric"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own for each test: what the tester has and chose neither changes a test nor is changed by one."""
    monkeypatch.setenv("ECQ_HOME", str(tmp_path / "ecq-home"))
    for name in ("ECQ_RUBRICS", "ECQ_MODE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def shipped() -> Rubric:
    return load_rubric("gbt31526-2025")


@pytest.fixture(scope="session")
def teaching() -> Rubric:
    return load_rubric("teaching", TEACHING)


@pytest.fixture(scope="session")
def mall(shipped: Rubric) -> Assessment:
    """A sample of which everything is known."""
    return sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+00:00")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int | str, str, str]]:
    """Run a command in this process: (exit code, standard output, standard error)."""

    def go(*argv: object) -> tuple[int | str, str, str]:
        from ecq.cli import main

        try:
            code: int | str = main([str(one) for one in argv])
        except SystemExit as stopped:
            code = stopped.code or 0
        return code, *capsys.readouterr()

    return go


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new database, to be copied: to make its tables takes ten times as long."""
    from ecq.store.database import FILE_NAME, DatabaseStore

    folder = tmp_path_factory.mktemp("empty")
    DatabaseStore.in_folder(folder).close()
    return folder / FILE_NAME


@pytest.fixture(scope="module")
def kept_readers() -> Iterator[None]:
    """The processes that read a batch stay from one test to the next: to start them takes seconds."""
    from ecq.exchange.batch import working

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(working.Readers, "end", lambda _: None)
        yield
    working._readers().end()


@pytest.fixture(scope="module", autouse=True)
def _plans_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """What takes longest of a plan is worked out once for all tests, but for those of the planning itself."""
    if "planning" in request.path.parts:
        yield
        return
    from tests.once import plans_once

    with plans_once():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the teaching rubric's folder that a test may spoil."""
    return Path(shutil.copytree(TEACHING, tmp_path / "rubrics"))


@pytest.fixture
def shipped_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rubric_home(), tmp_path / "shipped"))
