"""The app's script run by Streamlit's AppTest: no browser, no server, one data folder for each test."""

import shutil
import sys
import threading
from functools import cache
from pathlib import Path

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from ecq.store.collection import Collection
from ecq.store.database import FILE_NAME
from ecq.web.frame import first_html
from tests.app.logged_in import LoggedIn
from tests.app.walker import Walker

SCRIPT = Path(__file__).resolve().parents[2] / "app.py"


# Every AppTest looks through all installed packages for components: half of its time. They are the same each time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _own_main_module():
    """AppTest makes the app's script the main module and leaves it so; every process started later would run it first."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="package", autouse=True)
def _style_in_the_page():
    """As where it is served: the page carries the style sheets, which tests/test_server.py holds, and runs need not send them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(first_html, "_in_page", threading.Event())
        first_html.put_look_in_page()
        yield


@pytest.fixture(scope="package", autouse=True)
def _on_this_computer():
    """As where only this computer reaches it: Streamlit reads its settings once, in the folder where it is first asked for one."""
    asked = {"server.address": "127.0.0.1", "browser.serverAddress": "localhost"}
    before = {name: config.get_option(name) for name in asked}
    for name, value in asked.items():
        config.set_option(name, value)
    yield
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def store(tmp_path, monkeypatch, empty_database):
    """The app's own store, in this test's folder."""
    monkeypatch.setenv("ECQ_HOME", str(tmp_path))
    shutil.copy(empty_database, tmp_path / FILE_NAME)
    from ecq.web.session import stores

    kept = stores.database()
    yield kept
    kept.close()
    stores.open_store.cache_clear()


@pytest.fixture
def mine(store):
    """All lists of self-checks."""
    return Collection(store)


@pytest.fixture
def walk(store, shipped):
    def begin_walk(assessment_id=None, lang="zh", page="", view="", **params):
        app = AppTest.from_file(str(SCRIPT), default_timeout=300)
        app.query_params["lang"] = lang
        for name, value in ({"a": assessment_id} if assessment_id else {}).items() | params.items():
            app.query_params[name] = value
        walker = Walker(app, store, shipped, lang)
        return walker.go(page, **({"view": view} if view else {})) if page else walker.run()

    return begin_walk


@pytest.fixture
def firm(monkeypatch, store, shipped):
    """People log in, and each sees what their organisation and role permit."""
    return LoggedIn(monkeypatch, store, shipped)
