"""Serve the bare chat page exactly as `ecq serve` serves ECQ: python -m tests.bench.serve_bare PORT.

With `--unchanged` Streamlit waits 5 ms after what it sends, works out its settings at each run and wakes its server for each message, as it
does where ECQ does not stop it.
"""

import inspect
import sys
from pathlib import Path

import uvicorn
from streamlit.runtime import app_session, runtime, runtime_util

from ecq.server.app import make_app

app = make_app(Path(__file__).with_name("bare_chat.py"))
if "--unchanged" in sys.argv:
    session = app_session.AppSession
    for changed in ("_on_scriptrunner_event", "_create_scriptrunner", "_create_new_session_message"):
        setattr(session, changed, inspect.unwrap(getattr(session, changed)))
    server = runtime.Runtime
    server._enqueued_some_message = inspect.unwrap(server._enqueued_some_message)
    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = runtime_util.MESSAGE_FLUSH_INTERVAL_SECS
uvicorn.Server(
    uvicorn.Config(
        app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False, ws_per_message_deflate=False
    )
).run()
