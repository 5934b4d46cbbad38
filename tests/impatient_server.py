"""A small server with ECQ's guards and limits of seconds instead of minutes: python -m tests.impatient_server PORT"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import uvicorn
from streamlit import config

from ecq.server import app as server
from ecq.server.app import make_app
from ecq.server.limits import Limits, Seats
from ecq.server.listening import held
from ecq.server.logs import begin_log

PAGE = """
import streamlit as st
st.download_button("file", b"only for you", "file.txt")
"""

LIMITS = Limits(
    connections=60, uploads_of_a_session=30_000_000, uploads_in_all=52_000_000, head_seconds=1, silence_seconds=1
)


def main() -> None:
    """Serve a page with one file to download."""
    begin_log("json")
    page = Path(tempfile.mkdtemp()) / "page.py"
    page.write_text(PAGE, encoding="utf-8")
    server.EVERY_SECONDS = 0.3
    app = make_app(page, seats=Seats(LIMITS))
    config.set_option("server.disconnectedSessionTTL", 1)
    config.set_option("server.maxUploadSize", 25)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, lifespan="on", **held(LIMITS))


if __name__ == "__main__":
    main()
