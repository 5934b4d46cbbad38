"""When a server looks through all that lives, which nobody is answered during: at set times alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT

# In a process of its own: Streamlit's runtime is there once for a process.
_SERVED = """
import gc, weakref
from starlette.testclient import TestClient
from ecq.server.app import make_app
from ecq.server.app import free_forgotten

class Session: pass

def full_collections(): return gc.get_stats()[2]["collections"]

before = gc.get_threshold()
with TestClient(make_app(hosts=("testserver",))) as client:
    assert client.get("/healthz").status_code == 200
    begun = full_collections()
    one = Session(); one.itself = one
    gone = weakref.ref(one)
    gc.collect(1)  # it has lived for a while
    del one
    kept = [[] for _ in range(300_000)]
    assert full_collections() == begun, "by itself"
    assert gone() is not None
    free_forgotten()
    assert gone() is None
assert gc.get_threshold() == before
print("as expected")
"""


def test_all_that_lives_is_looked_through_at_set_times_alone(tmp_path: Path) -> None:
    environment = {**os.environ, "ECQ_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", _SERVED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.stdout == "as expected\n", ran.stderr
