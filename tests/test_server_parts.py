"""Limits, log lines and kinds of presses, each by itself."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.proto.ClientState_pb2 import ClientState

from ecq.base.errors import EcqError
from ecq.server import limits, logs
from ecq.server.limits import MOST_SESSIONS, limits_of_this_machine
from ecq.server.metrics import KINDS, address_of, kind_of
from ecq.server.settings import operation
from ecq.store.engine import KEPT, MORE, WatchedPool, waits

SECRET = "nobody-may-read-this"


def machine(monkeypatch: pytest.MonkeyPatch, megabytes: int | None, files: int | None) -> None:
    monkeypatch.setattr(limits, "memory_megabytes", lambda: megabytes)
    monkeypatch.setattr(limits, "most_open_files", lambda: files)


def test_seats_follow_memory_and_open_files_and_the_tighter_limit_is_said(monkeypatch, caplog):
    machine(monkeypatch, None, None)
    assert limits_of_this_machine().sessions == MOST_SESSIONS
    machine(monkeypatch, 1_000, 100_000)
    assert limits_of_this_machine().sessions == 300
    assert limits_of_this_machine().uploads_in_all == 250_000_000
    assert caplog.text == ""
    machine(monkeypatch, 64_000, 1_024)
    held = limits_of_this_machine(500)
    assert held.sessions == 108
    assert "500 sessions need 2984 open files and the system grants 1024: at most 108" in caplog.text
    # every seat and every connection fits: files of runs, kept sessions, connections, and those of the server itself
    assert held.connections is not None
    assert 3 * (held.sessions + 128) + held.connections + 100 <= 1_024
    assert held.connections >= 2 * held.sessions
    machine(monkeypatch, 100, 50)
    assert limits_of_this_machine().sessions == 1


@pytest.mark.parametrize("number", [0, -1])
def test_a_limit_that_lets_nobody_in_gets_one_sentence(number):
    with pytest.raises(EcqError, match=f"--max-sessions {number}"):
        limits_of_this_machine(number)
    with pytest.raises(EcqError, match=f"--max-per-address {number}"):
        limits_of_this_machine(None, number)


def test_where_figures_are_shown():
    assert address_of("9464") == ("127.0.0.1", 9464)
    assert address_of("0.0.0.0:9464") == ("0.0.0.0", 9464)
    assert address_of("[::1]:9464") == ("::1", 9464)
    for wrong in ("", "x", "0", "65536", "0.0.0.0", "0.0.0.0:", "-1", "９４６４"):
        with pytest.raises(EcqError, match="neither a port"):
            address_of(wrong)


def test_options_go_before_the_environment(monkeypatch):
    monkeypatch.setenv("ECQ_METRICS", "9464")
    monkeypatch.setenv("ECQ_LOG_FORMAT", "json")
    assert (operation().metrics, operation().log_format) == ("9464", "json")
    assert (operation(log="text", metrics="9465").log_format, operation(metrics="9465").metrics) == ("text", "9465")
    monkeypatch.setenv("ECQ_LOG_FORMAT", "xml")
    with pytest.raises(EcqError, match="ECQ_LOG_FORMAT is xml"):
        operation()


def record(name: str, message: str, *filled: object, error: Exception | None = None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "x.py", 7, message, filled, info)


def raised() -> Exception:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error


def test_lines_of_libraries_are_written_without_what_they_fill_in_and_errors_without_what_they_say():
    line = json.loads(logs._Lines().format(record("streamlit.x", "from %s\nmore", SECRET, error=raised())))
    assert line["message"] == "from %s"
    assert (line["error"], line["from"]) == ("KeyError", ["ValueError"])
    assert line["at"] == [f"{__name__}:{raised.__code__.co_firstlineno + 5} raised"]
    text = logs._Text().format(record("ecq.store", "not ready: %s", "disk", error=raised()))
    assert text.splitlines()[0].endswith("ERROR ecq.store: not ready: disk")
    assert text.splitlines()[-1] == "  KeyError from ValueError"
    assert SECRET not in text + json.dumps(line)


def test_a_flood_of_lines_is_cut_off_and_told():
    worth = logs._Worth()

    def line(second: float) -> logging.LogRecord:
        made = record("uvicorn.error", "Invalid HTTP request received.")
        made.created = second
        return made

    assert sum(worth.filter(line(second / 100)) for second in range(1_000)) == logs.ALIKE
    after = line(61)
    assert worth.filter(after)
    assert logs.message_of(after) == "Invalid HTTP request received. (980 alike were left out before)"
    told = record("uvicorn.error", "connection open")
    told.levelno = logging.INFO
    assert not worth.filter(told)


def test_nothing_that_a_browser_sends_becomes_a_kind_of_press():
    def pressed(told: object, page: str | None = "x") -> str:
        asked = ClientState(page_script_hash="x")
        widget = asked.widget_states.widgets.add()
        widget.json_trigger_value = told if isinstance(told, str) else json.dumps(told)
        return kind_of(asked, page)

    def do(what: object) -> list[object]:
        return [{"event": "press", "value": {"do": what}}]

    assert [pressed(do(what)) for what in ("answer", "reason", "undo", "go", SECRET, ["answer"])] == [
        "answer",
        "not-applicable",
        "undo",
        "interview",
        "interview",
        "interview",
    ]
    odd: tuple[object, ...] = ("{", "[]", "[1]", "null", "[" * 9_000, [{"event": SECRET}], [{"event": "press"}])
    assert {pressed(one) for one in odd} == {"list"}
    assert kind_of(ClientState(page_script_hash="x"), None) == kind_of(ClientState(page_script_hash="x"), "y") == "page"
    assert kind_of(ClientState(page_script_hash="x"), "x") == "field"
    assert {"answer", "not-applicable", "interview", "list", "page", "field", "button"} <= set(KINDS)


def test_who_waits_for_a_connection_to_the_database_is_counted(tmp_path: Path):
    engine = sa.create_engine(
        f"sqlite:///{tmp_path / 'x'}", poolclass=WatchedPool, pool_size=KEPT, max_overflow=MORE, pool_timeout=5
    )
    before, taken = waits.count, [engine.connect() for _ in range(KEPT + MORE)]
    assert waits.count == before
    threading.Timer(0.1, taken.pop().close).start()
    engine.connect().close()
    assert waits.count == before + 1
    assert waits.seconds > 0
    for one in taken:
        one.close()
    engine.dispose()
