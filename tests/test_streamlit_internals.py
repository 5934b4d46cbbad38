"""The list of Streamlit's private parts is whole, holds nothing unused, and fits the Streamlit that is installed."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit.runtime import app_session
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType

import ecq.web
from ecq.server.app import make_app
from ecq.web.frame import streamlit_internals as internals
from tests import streamlit_parts as parts

WEB = Path(ecq.web.__file__).parent
LIST = Path(internals.__file__)
FILES = {
    path: path.read_text(encoding="utf-8")
    for path in sorted(
        (
            *WEB.rglob("*"),
            *(WEB.parent / "writers/html").rglob("*"),
            WEB.parent / "document/charts.py",
        )  # kinds are classes
    )
    if path.suffix in (".css", ".js", ".py")
}
CODE = {path: text for path, text in FILES.items() if path != LIST}
STYLE = "".join(text for path, text in CODE.items() if path.suffix == ".css")
OTHER = "".join(text for path, text in CODE.items() if path.suffix != ".css")
INDEX = (Path(streamlit.__file__).parent / "static/index.html").read_text(encoding="utf-8")


def test_every_data_testid_is_listed_and_used():
    used = set(re.findall(r"data-testid[$^*]?=[\"']?([\w-]+)", STYLE + OTHER))
    assert used == set(parts.TEST_IDS)


def test_every_foreign_class_is_listed_and_used():
    """A class in the style sheet that nothing of ECQ's carries is Streamlit's or Plotly's."""
    sheet = re.sub(r'"[^"]*"|/\*.*?\*/', "", STYLE, flags=re.DOTALL)
    carried = set(re.findall(r"[\w-]+", re.sub(r"\.(js-plotly-plot|svg-container|main-svg)\b", "", OTHER)))
    in_style = {name for name in re.findall(r"\.([A-Za-z][\w-]*)", sheet) if not name.startswith("st-key-")}
    in_scripts = set(re.findall(r"\.(js-plotly-plot|svg-container|main-svg|modebar|stApp)\b", OTHER))
    assert (in_style - carried) | in_scripts == set(parts.CLASSES)


def test_every_foreign_attribute_is_listed_and_used():
    foreign = r"\bdata-(?:react|selected|test-|baseweb)[a-z-]*"
    used = set(re.findall(foreign, STYLE + OTHER))
    if "dataset.reactAriaTopLayer" in OTHER:
        used.add("data-react-aria-top-layer")
    assert used == set(parts.ATTRIBUTES)


@pytest.mark.parametrize("part", parts.INDEX_HTML, ids=str)
def test_each_replaced_part_of_index_html_occurs_once(part):
    found = len(part.findall(INDEX)) if isinstance(part, re.Pattern) else INDEX.count(part)
    assert found == 1, parts.INDEX_HTML[part]


@pytest.mark.parametrize("name", parts.PYTHON)
def test_every_listed_private_python_name_exists(name):
    module, _, attribute = name.rpartition(".")
    assert hasattr(importlib.import_module(f"streamlit.{module}"), attribute), parts.PYTHON[name]


def test_what_is_told_again_as_a_run_begins_is_what_streamlit_works_out_with_the_run_and_the_pages_of_now():
    """A kept message would otherwise tell a run of its own under the name of another, or pages in another language."""
    make_app()
    nothing = {"__init__": lambda self: None, "__del__": lambda self: None}
    session = type("Window", (app_session.AppSession,), nothing)()
    page = {"page_script_hash": "a", "page_name": "start", "icon": "", "script_path": "app.py"}
    manager = SimpleNamespace(main_script_path="app.py", main_script_hash="a", get_pages=lambda: {"a": page})
    script = SimpleNamespace(name="app", main_script_path="app.py", is_hello=False)
    vars(session).update(_pages_manager=manager, _script_data=script, id="here", _run_on_save=False, _state=None)
    tell = app_session.AppSession._create_new_session_message
    works_out = inspect.unwrap(tell)
    renamed = {"a": {**page, "page_name": "begin"}}
    asked = [("a", None), ("a", None), ("b", None), ("a", renamed), ("a", renamed)]
    for number, (hash_of_page, pages) in enumerate(asked):
        run = app_session.RunDescriptor.create([f"fragment {number}"])
        told = tell(session, hash_of_page, run, pages)
        assert told == works_out(session, hash_of_page, run, pages)
        told.hash = "of what was sent"
    assert told.new_session.custom_theme.ByteSize() > 100
    assert tell is not works_out


def test_a_run_is_stopped_for_none_but_its_own_wish_and_what_waited_relies_on_nothing_that_the_browser_may_have_forgotten():
    make_app()
    requests, held = script_runner.ScriptRequests(), frozenset({"what the browser holds"})
    with ThreadPoolExecutor(1) as server:
        assert server.submit(requests.request_rerun, RerunData(cached_message_hashes=held)).result()
        assert requests.on_scriptrunner_ready().rerun_data.cached_message_hashes == held
        assert server.submit(requests.request_rerun, RerunData(cached_message_hashes=held)).result()
        assert requests.on_scriptrunner_yield() is None
        assert requests.on_scriptrunner_ready().rerun_data.cached_message_hashes == frozenset()
        assert requests.request_rerun(RerunData(page_script_hash="another page"))  # the run itself, which goes there
        assert requests.on_scriptrunner_yield().rerun_data.page_script_hash == "another page"
        assert requests.on_scriptrunner_yield() is None
        requests.request_stop()
        assert requests.on_scriptrunner_yield().type is ScriptRequestType.STOP


class Session:
    """What of a session the sending of messages uses: it keeps what arrives, and counts how often its loop is woken."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._event_loop, self._scriptrunner, self.arrived, self.woken = loop, None, [], 0

    def _call_soon_on_event_loop(self, callback) -> None:
        self.woken += 1
        self._event_loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(self, sender, event, message=None) -> None:
        self.arrived.append((event, message))
        if event is app_session.ScriptRunnerEvent.SHUTDOWN:
            self._scriptrunner = None


async def _runs(script, begin, *, threads: int = 1) -> Session:
    """A session after so many threads, one after another, have run what sends events; with it how often each has woken its loop."""
    session = Session(asyncio.get_running_loop())
    for _ in range(threads):
        begin(session)
        await session._event_loop.run_in_executor(None, script, session)
    await asyncio.sleep(0.01)
    return session


def test_what_a_run_sends_arrives_in_order_at_its_end_and_before_it_where_that_takes_long(monkeypatch):
    event, session = app_session.ScriptRunnerEvent, app_session.AppSession
    monkeypatch.setattr(session, "_create_scriptrunner", lambda self, runner: setattr(self, "_scriptrunner", runner))
    make_app()
    send, begins = session._on_scriptrunner_event, session._create_scriptrunner
    sent = [event.SCRIPT_STARTED, *[event.ENQUEUE_FORWARD_MSG] * 4, event.FRAGMENT_STOPPED_WITH_SUCCESS]

    def script(here: Session, pause: float, runs: int = 1) -> None:
        for _ in range(runs):
            for number, one in enumerate(sent):
                if one is event.FRAGMENT_STOPPED_WITH_SUCCESS:
                    time.sleep(pause)
                    here.before_the_end = len(here.arrived)
                send(here, None, one, number)
        send(here, None, event.SHUTDOWN)

    def run(pause: float, runs: int = 1, begin=lambda here: begins(here, "a runner"), threads: int = 1) -> Session:
        return asyncio.run(_runs(lambda here: script(here, pause, runs), begin, threads=threads))

    quick, slow = run(0), run(0.3)
    twice, again, unannounced = run(0, runs=2), run(0, threads=2), run(0, begin=lambda here: None)
    for one in (quick, slow, unannounced):
        assert one.arrived == [*((each, number) for number, each in enumerate(sent)), (event.SHUTDOWN, None)]
    for one in (twice, again):
        assert [each for each, _ in one.arrived if each is not event.SHUTDOWN] == sent * 2
    assert (quick.woken, slow.woken, again.woken) == (1, 2, 2)
    assert max(twice.woken, unannounced.woken) <= 3
    assert slow.before_the_end == 5
    assert "_ecq_looks" not in vars(quick)  # nothing is looked for any more where no run goes on


def test_no_other_private_python_name_is_used():
    package = WEB.parent
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\b(?:st|streamlit|config|net_util|runtime)\.(_\w+|\w+\._\w+)", text)
        assert path == LIST or not found, f"{path.name}: {found}"


def test_every_icon_is_listed_and_used():
    """One that is not listed is missing from the font that is sent, and its name stands there instead."""
    drawn = {name for text in CODE.values() for name in re.findall(r":material/(\w+):", text)}
    assert drawn == set(internals.ICONS)


def test_the_servers_thread_sends_at_once_what_it_has_itself_and_is_woken_for_what_others_have():
    make_app()

    async def run() -> tuple[bool, bool]:
        server = SimpleNamespace(eventloop=asyncio.get_running_loop(), need_send_data=asyncio.Event())
        runtime = SimpleNamespace(_get_async_objs=lambda: server)
        Runtime._enqueued_some_message(runtime)
        at_once = server.need_send_data.is_set()
        server.need_send_data.clear()
        await asyncio.to_thread(Runtime._enqueued_some_message, runtime)
        await asyncio.wait_for(server.need_send_data.wait(), 5)
        return at_once, server.need_send_data.is_set()

    assert asyncio.run(run()) == (True, True)
