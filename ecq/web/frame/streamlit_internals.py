"""The private parts of Streamlit that ECQ's Python uses. Those of style sheets and scripts, and what breaks if an upgrade
renames any, are listed in `tests/streamlit_parts.py`.

Public means come first: keys (`.st-key-…`), `alt=` of charts, the settings and hooks of `st.App`.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import logging

LANG, TITLE, FAVICON, HEAD, BODY = (
    '<html lang="en">',
    "<title>Streamlit</title>",
    'href="./favicon.png"',
    "</head>",
    "</body>",
)
FONT = re.compile(r'<link\s+rel="preload"[^>]*\.woff2"[^>]*>')
NOSCRIPT = re.compile(r"(<noscript>).*?(</noscript>)", re.DOTALL)
"""What ECQ replaces in Streamlit's index.html, each found in it once."""

LOGIN_COOKIE = "_streamlit_user"
"""The cookie of who is logged in."""

LOGIN_PATHS = ("/auth/login", "/oauth2callback")
"""Where a log-in goes out to the identity provider and comes back."""

LOGOUT_PATH = "/auth/logout"
"""Where somebody logs out."""

ICONS = ("arrow_back", "download")
"""Icons of Streamlit's font that ECQ draws; those that Streamlit draws are found in its scripts."""


def static_files() -> Path:
    """Where Streamlit keeps the scripts and styles of its pages, served under `/static/`: moved, they go out uncompressed."""
    import streamlit

    return Path(streamlit.__file__).parent / "static/static"


def ask_nobody_for_this_machines_address() -> None:
    """Stop Streamlit from asking a foreign host for this machine's address when a websocket's origin is unknown."""
    from streamlit import net_util

    net_util._external_ip = ""


def send_without_waiting() -> None:
    """Stop Streamlit's server from waiting 5 ms between what it sends: an answer goes out in several messages."""
    from streamlit.runtime import runtime

    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = 0.0


HELD = 0.02
"""Seconds that what a running script sends may wait for more of it: most presses have ended by then. A run that ends waits for nothing."""


def send_together() -> None:
    """Have a run of a page's script wake the server's thread once, at its end, and not for each of its messages: each time both
    threads wait for one another. Nor does that thread wake itself for each that it has taken. What a longer run has sent it
    looks for by itself; and before the next run begins it takes what is left of the last.
    """
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.runtime import Runtime
    from streamlit.runtime.scriptrunner import ScriptRunnerEvent

    begun, woken = inspect.unwrap(AppSession._create_scriptrunner), Runtime._enqueued_some_message

    @wraps(woken)
    def wake(self: Runtime) -> None:
        server = self._get_async_objs()
        if asyncio._get_running_loop() is server.eventloop:
            server.need_send_data.set()
        else:
            woken(self)

    Runtime._enqueued_some_message = wake  # type: ignore[method-assign]

    def waiting_in(session: AppSession) -> deque[Callable[[], None]]:
        waiting: deque[Callable[[], None]] = vars(session).setdefault("_ecq_waiting", deque())
        return waiting

    def look(session: AppSession) -> None:
        if looks := vars(session).pop("_ecq_looks", None):
            looks.cancel()
        waiting = waiting_in(session)
        try:
            found = bool(waiting)
            while waiting:
                waiting.popleft()()
        finally:
            if waiting or (found and session._scriptrunner):
                look_later(session)

    def look_later(session: AppSession) -> None:
        vars(session)["_ecq_looks"] = session._event_loop.call_later(HELD, look, session)

    @wraps(begun)
    def begin(self: AppSession, *args: Any) -> None:
        if asyncio._get_running_loop() is self._event_loop:
            look(self)
            look_later(self)
        begun(self, *args)

    @wraps(AppSession._on_scriptrunner_event)
    def on_event(self: AppSession, sender: Any, event: ScriptRunnerEvent, *args: Any, **kwargs: Any) -> None:
        waiting = waiting_in(self)
        waiting.append(lambda: self._handle_scriptrunner_event_on_event_loop(sender, event, *args, **kwargs))
        another = event is ScriptRunnerEvent.SCRIPT_STARTED and len(waiting) > 1  # of a thread that has not ended
        if another or event is ScriptRunnerEvent.SHUTDOWN:
            self._call_soon_on_event_loop(lambda: look(self))
        elif len(waiting) == 1 and "_ecq_looks" not in vars(self):
            self._call_soon_on_event_loop(lambda: look_later(self))

    AppSession._create_scriptrunner = begin  # type: ignore[method-assign,assignment]
    AppSession._on_scriptrunner_event = on_event  # type: ignore[method-assign]


def lose_no_press() -> None:
    """Have a run of a page's script go on to its end when somebody presses again, and that press wait for its own run.

    Streamlit would stop the run where it stands, be it before or in the middle of what the first press does, which is lost
    then; and of two presses in one component that both wait it would keep the later (`runner.fastReruns` is off for this).
    Where the run itself goes to another page it ends there: what it would draw after that is of the page that was left.
    """
    from streamlit.runtime.scriptrunner import script_runner
    from streamlit.runtime.scriptrunner_utils import script_requests
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequest, ScriptRequestType

    if vars(script_runner)["ScriptRequests"] is not script_requests.ScriptRequests:
        return

    def pressed(asked: RerunData) -> set[str]:
        states = asked.widget_states.widgets if asked.widget_states else ()
        return {one.id for one in states if script_requests._has_active_trigger_value(one)}

    class InOrder(script_requests.ScriptRequests):
        def __init__(self) -> None:
            super().__init__()
            self._lock = threading.RLock()  # type: ignore[assignment]  # taken here around what takes it itself
            self._later: deque[RerunData] = deque()
            self._begun = False
            self._script: int | None = None
            self._leaves = False

        def request_rerun(self, new_data: RerunData) -> bool:
            with self._lock:
                if self._begun:  # when its run begins, the browser may have forgotten what it says here that it holds
                    new_data = replace(new_data, cached_message_hashes=frozenset())
                self._leaves = threading.get_ident() == self._script
                waits = self._state is ScriptRequestType.RERUN
                if waits and (self._later or pressed(self._rerun_data) & pressed(new_data)):
                    self._later.append(new_data)
                    return True
                return super().request_rerun(new_data)

        def on_scriptrunner_yield(self) -> ScriptRequest | None:
            leaves, self._leaves = self._leaves, False
            return super().on_scriptrunner_yield() if leaves or self._state is ScriptRequestType.STOP else None

        def on_scriptrunner_ready(self) -> ScriptRequest:
            with self._lock:
                self._begun, self._leaves, self._script = True, False, threading.get_ident()
                request = super().on_scriptrunner_ready()
                if self._later and request.type is ScriptRequestType.RERUN:
                    super().request_rerun(self._later.popleft())
                return request

    vars(script_runner)["ScriptRequests"] = InOrder


def tell_again_what_was_told() -> None:
    """Have Streamlit keep what it says of itself, its settings and the pages as each run of a window's script begins: it works
    that out anew each time, and looks through all its settings.
    """
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime import app_session

    session = app_session.AppSession
    work_out = inspect.unwrap(session._create_new_session_message)

    @wraps(work_out)
    def tell(self: app_session.AppSession, page: str, run: Any, pages: Any = None) -> ForwardMsg:
        about = (page, pages or self._pages_manager.get_pages(), self._run_on_save, self._state)
        told, kept = vars(self).get("_ecq_told", (None, None))
        if told != about:
            kept = work_out(self, page, run, pages)
            kept.ClearField("metadata")
            vars(self)["_ecq_told"] = (about, kept)
        message = ForwardMsg()
        message.CopyFrom(kept)
        app_session._set_run_identity(message, run)
        return message

    session._create_new_session_message = tell  # type: ignore[method-assign,assignment]


# The running server's sessions. These names are of instances: tests of the served app (tests/test_operation.py) fail where one changes.


def _sessions() -> Any:
    from streamlit.runtime import Runtime

    return Runtime.instance()._session_mgr


def windows() -> dict[str, Any]:
    """The context (cookies, address) of each window that is connected, by the id of its session."""
    return {one.session.id: one.client.client_context for one in _sessions().list_active_sessions()}


def kept_sessions() -> Any:
    """The sessions whose window has gone and may come back, by id: a mapping that forgets them after a while."""
    return _sessions()._session_storage._cache


def end_what_is_forgotten() -> None:
    """From now on a session that is no longer kept is ended at once, with its files, and not when its memory is collected."""
    manager = _sessions()

    def forgotten(session_id: str, kept: Any) -> None:
        if not manager.is_active_session(session_id):  # it came back
            kept.session.shutdown()

    kept_sessions()._on_remove = forgotten


def uploads() -> dict[str, dict[str, Any]]:
    """What was uploaded and is held in memory: by the id of the session and of the file."""
    from streamlit.runtime import Runtime

    held: dict[str, dict[str, Any]] = Runtime.instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return held


def sessions_with(file_id: str) -> set[str]:
    """The sessions that offer a file for download."""
    from streamlit.runtime import Runtime

    offered = Runtime.instance().media_file_mgr._files_by_session_and_coord
    return {session for session, files in list(offered.items()) if file_id in list(files.values())}


def log_with(handler: logging.Handler) -> None:
    """Have Streamlit's loggers, present and future, write through a handler of ours instead of one each of their own."""
    from streamlit import logger as loggers

    def set_up(logger: logging.Logger) -> None:
        logger.handlers[:] = [handler]

    loggers.setup_formatter = set_up
    loggers.update_formatter()


def claims_in(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What the identity provider said of whoever a request's cookies log in, as Streamlit has signed it; nothing where they
    log in nobody.
    """
    from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

    signed = _get_signed_cookie_with_chunks(dict(cookies), LOGIN_COOKIE)
    claims: dict[str, Any] = json.loads(signed) if signed else {}
    return claims


def login_address() -> str:
    """Where Streamlit begins a log-in, with a mark of its own that holds for two minutes. `st.login` sends a page there; a
    link needs no page that runs.
    """
    from streamlit.user_info import generate_login_redirect_url

    return generate_login_redirect_url("default")
