"""The list of Streamlit's private parts is whole, holds nothing unused, and fits the Streamlit that is installed."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
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


def test_the_theme_that_is_kept_is_what_streamlit_works_out():
    make_app()
    sections = ["theme", *(f"theme.{part.value}" for part in streamlit.config.CustomThemeCategories)]

    def told(tell):
        message = CustomThemeConfig()
        for section, part in zip(
            sections,
            (message, message.sidebar, message.light, message.dark, message.light.sidebar, message.dark.sidebar),
            strict=True,
        ):
            tell(part, section)
        return message

    kept, works_out = app_session._populate_theme_msg, inspect.unwrap(app_session._populate_theme_msg)
    assert kept is not works_out
    assert told(kept) == told(kept) == told(works_out)
    assert told(kept).ByteSize() > 100


def test_a_run_is_not_stopped_for_the_next_and_what_waited_relies_on_nothing_that_the_browser_may_have_forgotten():
    make_app()
    requests, held = script_runner.ScriptRequests(), frozenset({"what the browser holds"})
    assert requests.request_rerun(RerunData(cached_message_hashes=held))
    assert requests.on_scriptrunner_ready().rerun_data.cached_message_hashes == held
    assert requests.request_rerun(RerunData(cached_message_hashes=held))
    assert requests.on_scriptrunner_yield() is None
    assert requests.on_scriptrunner_ready().rerun_data.cached_message_hashes == frozenset()
    requests.request_stop()
    assert requests.on_scriptrunner_yield().type is ScriptRequestType.STOP


class Session:
    """What of a session the sending of messages uses: it keeps what arrives, and counts how often its loop is woken."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._event_loop, self.arrived, self.woken = loop, [], 0

    def _call_soon_on_event_loop(self, callback) -> None:
        self.woken += 1
        self._event_loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(self, sender, event, message=None) -> None:
        self.arrived.append((event, message))


def test_what_a_run_sends_arrives_in_order_at_its_end_and_before_it_where_that_takes_long():
    make_app()
    event = app_session.ScriptRunnerEvent
    send = app_session.AppSession._on_scriptrunner_event

    async def run(pause: float) -> Session:
        session = Session(asyncio.get_running_loop())

        def script() -> None:
            send(session, None, event.SCRIPT_STARTED)
            for number in range(4):
                send(session, None, event.ENQUEUE_FORWARD_MSG, number)
            time.sleep(pause)
            session.before_the_end = len(session.arrived)
            send(session, None, event.FRAGMENT_STOPPED_WITH_SUCCESS)

        await asyncio.get_running_loop().run_in_executor(None, script)
        await asyncio.sleep(0.01)
        return session

    quick, slow = asyncio.run(run(0)), asyncio.run(run(0.3))
    sent = [event.SCRIPT_STARTED, *[event.ENQUEUE_FORWARD_MSG] * 4, event.FRAGMENT_STOPPED_WITH_SUCCESS]
    for session in (quick, slow):
        assert [one for one, _ in session.arrived] == sent
        assert [message for _, message in session.arrived[1:5]] == [0, 1, 2, 3]
        assert session.woken <= 3
    assert slow.before_the_end == 5


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
