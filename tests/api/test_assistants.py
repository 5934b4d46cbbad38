"""Assistants over the Model Context Protocol, with the SDK's own client: they read and propose, and never accept or delete."""

import json
import os
import sys

import anyio
import pytest

from ecq.api.app import make_api
from ecq.assessment.changes import begin
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from ecq.store.proposals import Proposals
from ecq.store.tokens import Tokens
from tests import building as b

mcp = pytest.importorskip("mcp")
QUOTE = "商品和交易信息自交易完成之日起保存不少于三年。"


def told(result):
    assert not result.is_error, result
    return result.structured_content.get("result", result.structured_content)


async def whole_journey(session, store, shipped):
    """Find the self-check, read what it asks, propose every answer it can, read what became of it."""
    tools = {one.name: one for one in (await session.list_tools()).tools}
    assert {*tools} == {
        "list_self_checks", "read_self_check", "read_questions", "read_plan", "read_law", "propose", "read_proposals",
    }  # fmt: skip
    assert all(len(one.description) > 60 for one in tools.values())
    (row,) = told(await session.call_tool("list_self_checks", {}))
    mine = {"self_check": row["id"]}
    before = told(await session.call_tool("read_self_check", mine))
    assert before["name"] == "青禾商城"
    asked, start = [], 0
    while start is not None:
        part = told(await session.call_tool("read_questions", {**mine, "start": start, "lang": "en"}))
        asked, start = [*asked, *part["questions"]], part["next"]
    assert len(asked) > 100
    assert told(await session.call_tool("read_law", {**mine, "question": "trade-records-kept"}))["sources"]
    answers = [
        {
            "question": one["id"],
            "answer": list(value) if isinstance(value, tuple) else value,
            "quote": QUOTE,
            "source": "rules",
        }
        for one in asked
        if (value := b.best(shipped.by_id[one["id"]])) is not None
    ]
    wrong = [
        {"question": "trade-records-kept", "answer": "many years", "quote": QUOTE, "source": "rules"},
        {"question": "no-such-question", "answer": "yes", "quote": QUOTE, "source": "rules"},
        {"question": "trade-records-kept", "answer": "3", "note": "both", "quote": QUOTE, "source": "rules"},
    ]
    proof = {"question": "trade-records-kept", "evidence": "制度", "quote": QUOTE, "source": "rules", "place": "page 3"}
    sent = told(await session.call_tool("propose", {**mine, "proposals": [*answers[:150], proof, *wrong]}))
    assert [one["kept"] for one in sent["proposals"][-4:]] == [True, False, False, False]
    assert sent["new_in_inbox"] == len(answers[:150]) + 1
    again = told(await session.call_tool("propose", {**mine, "proposals": answers[:150]}))
    assert again["new_in_inbox"] == 0
    inbox = told(await session.call_tool("read_proposals", mine))
    assert {one["state"] for one in inbox} == {"waiting"}
    after = told(await session.call_tool("read_self_check", mine))
    assert (after["revision"], after["waiting_in_inbox"]) == (before["revision"], sent["new_in_inbox"])
    assert told(await session.call_tool("read_plan", mine))["exact"]
    missing = await session.call_tool("read_self_check", {"self_check": "nothing"})
    assert missing.is_error
    no_quote = await session.call_tool(
        "propose", {**mine, "proposals": [{"question": "a", "answer": "b", "source": "c"}]}
    )
    assert no_quote.is_error


def test_over_standard_streams(tmp_path, shipped, monkeypatch):
    from mcp import ClientSession, StdioServerParameters, stdio_client

    store = DatabaseStore.in_folder(tmp_path)
    kept = store.add(begin(shipped, "青禾商城", at=store.now()))

    async def run():
        environment = {**os.environ, "ECQ_HOME": str(tmp_path)}
        parameters = StdioServerParameters(command=sys.executable, args=["-m", "ecq.cli", "mcp"], env=environment)
        async with stdio_client(parameters) as streams, ClientSession(*streams[:2]) as session:
            await session.initialize()
            await whole_journey(session, store, shipped)

    anyio.run(run)
    assert score(shipped, store.find(kept.id).assessment).counts.answered == 0, "nothing counts unasked"
    assert {one.proposal.source.kind for one in Proposals(store).of(kept.id)} == {"assistant"}
    store.close()


@pytest.mark.parametrize("scope", ["write", "read"])
def test_over_http_with_a_key_of_the_api(store, shipped, scope):
    import httpx2
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    kept = store.add(begin(shipped, "青禾商城", at=store.now()))
    key = Tokens(store).add("helper", scope)[1]
    api = make_api(lambda: store, people_log_in=False)

    async def run():
        transport = httpx2.ASGITransport(app=api)
        headers = {"authorization": f"Bearer {key}"}
        async with httpx2.AsyncClient(transport=transport, headers=headers, base_url="http://ecq.test") as client:
            refused = await client.post("/mcp", json={}, headers={"authorization": "Bearer wrong"})
            assert refused.status_code == 401
            async with (
                streamable_http_client("http://ecq.test/mcp", http_client=client) as streams,
                ClientSession(*streams[:2]) as session,
            ):
                await session.initialize()
                one = {"question": "trade-records-kept", "answer": "3", "quote": QUOTE, "source": "rules"}
                sent = await session.call_tool("propose", {"self_check": kept.id, "proposals": [one]})
                assert sent.is_error == (scope == "read"), sent

    anyio.run(run)
    assert Proposals(store).waiting(kept.id) == (scope == "write")
    assert json.dumps(store.find(kept.id).assessment.responses) == "{}"
