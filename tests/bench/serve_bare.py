"""Serve the bare chat page exactly as `ecq serve` serves ECQ: python -m tests.bench.serve_bare PORT.

With `--unchanged` Streamlit waits 5 ms after what it sends, works out its theme at each run and wakes its server for each message, as it
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
    session._on_scriptrunner_event = inspect.unwrap(session._on_scriptrunner_event)
    server = runtime.Runtime
    server._enqueued_some_message = inspect.unwrap(server._enqueued_some_message)
    vars(app_session)["_populate_theme_msg"] = inspect.unwrap(app_session._populate_theme_msg)
    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = runtime_util.MESSAGE_FLUSH_INTERVAL_SECS
uvicorn.Server(
    uvicorn.Config(
        app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False, ws_per_message_deflate=False
    )
).run()
