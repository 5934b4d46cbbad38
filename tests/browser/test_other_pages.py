"""A page that another program serves on the same machine tries to read the list, delete and upload: it gets nothing."""

from __future__ import annotations

import asyncio
import http.server
import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from ecq.assessment.changes import begin
from ecq.base.settings import BROWSER_COOKIE
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.pressing import sent

pytestmark = pytest.mark.browser

NAME = "只给自己看的客户"

ATTACK = """async ([target, messages, paths]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
  const token = document.cookie.match(/_streamlit_xsrf=([^;]+)/)?.[1] ?? ''
  const heard = []
  const opened = await new Promise((done) => {
    const socket = new WebSocket(`${target.replace('http', 'ws')}/_stcore/stream`, ['streamlit', token].filter(Boolean))
    socket.binaryType = 'arraybuffer'
    socket.onopen = async () => {
      for (const message of messages) {
        socket.send(bytes(message))
        await new Promise((soon) => setTimeout(soon, 1000))
      }
      done(true)
    }
    socket.onmessage = ({ data }) => heard.push(new TextDecoder().decode(data))
    socket.onerror = () => done(false)
  })
  const answered = []
  for (const [method, path] of paths) {
    for (const mode of ['cors', 'no-cors']) {
      if (mode === 'no-cors' && method !== 'GET' && method !== 'POST') continue
      const headers = method === 'GET' || mode === 'no-cors' ? {} : { 'X-Xsrftoken': token }
      const body = method === 'PUT' || method === 'POST' ? 'x' : undefined
      try {
        const answer = await fetch(target + path, { method, mode, headers, body, credentials: 'include' })
        if (answer.type !== 'opaque') answered.push(`${method} ${path} ${answer.status}`)
      } catch {}
    }
  }
  const framed = await new Promise((done) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.onload = () => { try { done(frame.contentDocument.body.innerText) } catch { done('') } }
    frame.src = target
  })
  return { opened, heard: heard.join(''), answered, framed }
}"""
"""What a page can do to a server from within a browser: open its websocket, ask for files, upload, frame it."""

PATHS = [
    ("GET", "/"),
    ("GET", "/_stcore/health"),
    ("GET", "/_stcore/host-config"),
    ("GET", "/static/css/none.css"),
    ("GET", "/media/none.pdf"),
    ("GET", "/blank/answer-sheet.xlsx"),
    ("GET", "/api/v1/"),
    ("POST", "/api/v1/self-checks"),
    ("PUT", "/_stcore/upload_file/x/y"),
    ("DELETE", "/_stcore/upload_file/x/y"),
]


@pytest.fixture(scope="module")
def other_port() -> Iterator[int]:
    """Another program of this machine that serves a page."""

    class Empty(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>another program</title><body></body>")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def shown_and_deleted(address: str, assessment: str) -> list[str]:
    """What a page of ours sends to be shown the list, and to delete a self-check for good."""

    async def come() -> list[str]:
        async with StreamlitPage(address) as page:
            await page.run()
            pressed = json.dumps({"kind": "act", "do": "for-good", "ids": [assessment]})
            delete, name = sent(page.components["ecq_home"].id, "press", pressed), page._hash
        show, act = BackMsg(), BackMsg()
        show.rerun_script.query_string = ""
        act.rerun_script.widget_states.widgets.append(delete)
        act.rerun_script.page_script_hash = name
        return [b64encode(one.SerializeToString()).decode() for one in (show, act)]

    with ThreadPoolExecutor(1) as thread:  # Playwright has a loop in this one
        return thread.submit(asyncio.run, come()).result()


def test_a_page_on_another_port_of_this_machine_gets_nothing(visit, served, shipped, other_port):
    mine = served.keep(begin(shipped, NAME))
    messages = shown_and_deleted(served.address, mine)
    visitor = visit("zh")
    visitor.open()
    visitor.page.get_by_text(NAME).first.wait_for()
    port = served.address.rpartition(":")[2]
    attacker = visitor.context.new_page()
    with closing(DatabaseStore.in_folder(served.home)) as store:
        for name, target in (("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("127.0.0.1", "localhost")):
            attacker.goto(f"http://{name}:{other_port}/")
            found = attacker.evaluate(ATTACK, [f"http://{target}:{port}", messages, PATHS])
            assert found == {"opened": False, "heard": "", "answered": [], "framed": ""}, (name, target)
            assert store.find(mine), "deleted from another page"
        # the same from a page of ours does all of it, so that nothing above failed for another reason
        attacker.goto(f"{served.address}/healthz")
        found = attacker.evaluate(ATTACK, [served.address, messages, PATHS[:2]])
        assert found["opened"]
        assert NAME in found["heard"]
        assert len(found["answered"]) == 4
        assert store.find(mine) is None
    attacker.close()


def test_who_follows_a_link_of_another_site_stays_the_same_browser(chromium, served_to_others, other_port):
    port = served_to_others.address.rpartition(":")[2]
    with closing(chromium.new_context()) as context:
        page, address = context.new_page(), f"http://ecq.localhost:{port}/"

        def key() -> object:
            page.locator(".ecq-top").wait_for()
            return next(one for one in context.cookies() if one["name"] == BROWSER_COOKIE)

        page.goto(address)
        before: Any = key()
        assert before["sameSite"] == "Strict"
        page.goto(f"http://127.0.0.1:{other_port}/")
        page.evaluate(
            "(to) => document.body.append(Object.assign(document.createElement('a'), { href: to, text: 'x' }))", address
        )
        page.get_by_text("x", exact=True).click()
        page.wait_for_url(address)
        after: Any = key()
        assert after["value"] == before["value"]
        begun = [one for one in context.cookies() if one["sameSite"] != "Strict"]
        assert begun == []
