"""The server's log: what happened and where in the code, never who or what it was about.

Lines of ECQ's own loggers are written as they are: what they may say is ours to choose. Those of libraries are written
without what was filled in (an id of a session, the origin of a request), and errors without their message, which may
quote what somebody typed: the kind of error and the places in the code remain.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
import warnings
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any

from ecq.server.settings import LogFormat
from ecq.web.frame.streamlit_internals import log_with

OWN = "ecq"
PLACES = 12
"""So many places in the code, the innermost, are named with an error."""

ALIKE, ALIKE_SECONDS = 20, 60
"""So many lines from one place in the code are written in so many seconds: a flood must not fill the disk."""

written: Counter[str] = Counter()
"""How many lines were written, by level."""

errors: Counter[str] = Counter()
"""How many errors are in the log, by kind."""


def begin_log(form: LogFormat) -> None:
    """From now on every logger, warning and error that nobody caught is written to standard error in this form."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines() if form == "json" else _Text())
    handler.addFilter(_Worth())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    log_with(handler)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.asgi"):
        logging.getLogger(name).handlers[:] = []
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # request lines hold addresses, and an address is a key
    log = logging.getLogger("ecq.server")
    sys.excepthook = lambda kind, error, at: log.critical("ended by an error", exc_info=(kind, error, at))
    threading.excepthook = partial(_uncaught, "a thread ended by an error")
    sys.unraisablehook = partial(_uncaught, "an error while cleaning up")
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: log.warning(
        "%s at %s:%d", category.__name__, filename.rpartition("site-packages")[2], lineno
    )


def _uncaught(what: str, told: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        info = (told.exc_type, told.exc_value, told.exc_traceback)
        logging.getLogger("ecq.server").error(what, exc_info=info)


class _Worth(logging.Filter):
    """Leaves out what a library tells for information, about each connection; and lines alike after the first few."""

    def __init__(self) -> None:
        super().__init__()
        self._alike: dict[tuple[str, int], tuple[float, int]] = {}
        """When the present span of time began and how many lines came in it, by place in the code."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING and not _own(record):
            return False
        place = (record.pathname, record.lineno)
        begun, count = self._alike.get(place, (record.created, 0))
        if record.created - begun >= ALIKE_SECONDS:
            record.left_out = max(0, count - ALIKE)
            begun, count = record.created, 0
        self._alike[place] = (begun, count + 1)
        if count >= ALIKE:
            return False
        written[record.levelname.lower()] += 1
        if error := _error(record):
            errors[type(error).__name__] += 1
        return True


def _own(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OWN


def message_of(record: logging.LogRecord) -> str:
    """What may be written of a line: all of ECQ's own; of a library's only what stands in its code."""
    said = record.getMessage() if _own(record) else next(iter(str(record.msg).strip().splitlines()), "")
    more = getattr(record, "left_out", 0)
    return f"{said} ({more} alike were left out before)" if more else said


def places(error: BaseException) -> list[str]:
    """Where in the code an error arose, the innermost place last."""
    walked = list(traceback.walk_tb(error.__traceback__))
    return [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in islice(walked, max(len(walked) - PLACES, 0), None)
    ]


def names(error: BaseException) -> list[str]:
    """The kinds of an error and of those it came from, without what they say."""
    found: list[str] = []
    one: BaseException | None = error
    while one is not None and len(found) < 10:
        found.append(type(one).__name__)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return found


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class _Lines(logging.Formatter):
    """A JSON object to a line: time, level, logger, message; with an error its kind, those it came from, and where."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
        }
        if error := _error(record):
            kind, *before = names(error)
            line |= {"error": kind, "from": before, "at": places(error)}
        return json.dumps(line, ensure_ascii=False)


class _Text(logging.Formatter):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{_time(record)} {record.levelname} {record.name}: {message_of(record)}"
        if error := _error(record):
            line += "".join(f"\n  {one}" for one in places(error)) + f"\n  {' from '.join(names(error))}"
        return line
