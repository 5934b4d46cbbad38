"""Serve the bare chat page exactly as `ecq serve` serves ECQ: python -m tests.bench.serve_bare PORT.

With `--paused` Streamlit waits 5 ms after what it sends, as it does where ECQ does not stop it.
"""

import sys
from pathlib import Path

import uvicorn
from streamlit.runtime import runtime, runtime_util

from ecq.server.app import make_app

app = make_app(Path(__file__).with_name("bare_chat.py"))
if "--paused" in sys.argv:
    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = runtime_util.MESSAGE_FLUSH_INTERVAL_SECS
uvicorn.Server(
    uvicorn.Config(
        app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False, ws_per_message_deflate=False
    )
).run()
