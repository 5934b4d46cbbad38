"""Two replicas on one PostgreSQL behind nginx: each is killed in turn while a person keeps answering."""

from __future__ import annotations

import signal
from contextlib import ExitStack, closing

import pytest

from ecq.assessment.changes import begin
from ecq.store.database import DatabaseStore
from tests.browser.test_resume import answer_some, next_open
from tests.browser.visitor import Served, said
from tests.nginx import NGINX, proxy
from tests.replicas import Replica
from tests.store.postgresql import REQUIRED

pytestmark = pytest.mark.browser


def test_each_replica_is_killed_in_turn_and_no_answer_is_lost(visit, postgresql, shipped, tmp_path):
    with ExitStack() as ends:
        if NGINX is None and not REQUIRED:
            pytest.skip("nginx is not installed")
        address = postgresql.new()
        replicas = [Replica(tmp_path / name, address) for name in ("one", "two")]
        for replica in replicas:
            replica.start()
            ends.callback(replica.stop)
        front = tmp_path / "nginx"
        front.mkdir()
        opened = ends.enter_context(proxy(front, [replica.port for replica in replicas]))
        store = ends.enter_context(closing(DatabaseStore(address)))
        visitor = visit("en", at=Served(opened, tmp_path, store), width=1100)
        visitor.page.set_default_timeout(60_000)  # its first page waits for two servers that have just begun
        # or the page outlives nginx, tries to reach it while the servers end, and complains at its sixth try
        ends.callback(visitor.page.close)
        visitor.forgiven = r"WebSocket|ERR_|Failed to load|502|net::|reaching server endpoint"
        visitor.open("interview", store.add(begin(shipped, "Two replicas")).id)
        given = answer_some(visitor, shipped, 2)
        # whichever replica serves this browser is among the two, so it is hit once without and once with notice
        for replica, how in zip(replicas, (signal.SIGKILL, signal.SIGTERM), strict=True):
            expected = visitor.at
            replica.kill(how)
            visitor.page.wait_for_timeout(1000)  # the browser hears of it a little later, if it was the one
            visitor.page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=30_000)
            visitor.idle()
            assert visitor.at == expected == next_open(visitor, shipped)
            given |= answer_some(visitor, shipped, 1)
            assert said(visitor.assessment) == given
            if replica is not replicas[-1]:
                replica.start()
        sockets = [url for url in visitor.requests if url.startswith("ws://")]
        assert len(sockets) >= 2, "no replica that served this browser was killed"
        for replica in replicas:
            assert visitor.assessment_id not in replica.log
            assert "Two replicas" not in replica.log
