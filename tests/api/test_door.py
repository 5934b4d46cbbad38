"""The door: who gets in, how often, with how much at a time; and that nobody else's keys or guesses change that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import anyio
import httpx
import pytest

from ecq.api import app, results
from ecq.api.app import make_api
from ecq.api.limits import AT_ONCE, FILE_BODY, JSON_BODY, REPORTS_AT_ONCE, Rate, Rates
from ecq.store.database import DatabaseStore
from ecq.store.tokens import Tokens
from tests.api.conftest import Caller
from tests.api.test_requests import code

COOKIE = {"cookie": f"ecq_browser={'a' * 43}"}


def api(store: DatabaseStore, **named: int) -> tuple[app.Door, list[float]]:
    """The API with so many requests in one go (of_key, wrong), and the time that its clock shows."""
    now = [0.0]

    def rate(name: str) -> Rate:
        return Rate(60, named.get(name, 1000), lambda: now[0])

    return make_api(lambda: store, False, Rates(rate("of_key"), rate("wrong"))), now


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1"])
@pytest.mark.parametrize(
    "sent",
    [
        {},
        COOKIE,
        {"authorization": "Basic ZWNxOng="},
        {"authorization": "Bearer"},
        {"authorization": "Bearer ecq_0123456789ab_" + "A" * 43},
        {"authorization": "Bearer \xff"},
    ],
)
def test_without_a_key_nothing_is_told_not_even_on_this_computer(store, begun, address, sent):
    nobody = Caller(api(store)[0], address=address)
    encoded: Any = {name: value.encode("latin-1") for name, value in sent.items()}
    for path in ("/assessments", f"/assessments/{begun}", "/assessments/none", "/rubrics", "/no/such"):
        refused = nobody("GET", path, headers=encoded)
        assert code(refused) == (401, "no-key"), path
        assert refused.headers["www-authenticate"] == "Bearer"
    refused = nobody("OPTIONS", "/assessments", headers={"origin": "https://evil.test"})
    assert refused.status_code == 401
    assert not [name for name in refused.headers if name.startswith("access-control")], (
        "no page of another site may call"
    )


def test_what_the_api_is_is_told_without_a_key_and_nothing_is_loaded_from_elsewhere(store):
    nobody = Caller(api(store)[0], lang="zh-TW")
    page = nobody("GET", "/")
    assert '<html lang="zh-Hant">' in page.text
    assert "://" not in page.text
    assert "<script" not in page.text
    assert nobody("GET", "/openapi.json").json()["openapi"].startswith("3.1")


def test_wrong_keys_are_slowed_down_and_keep_nobody_with_a_right_one_out(store):
    own, now = api(store, wrong=3)
    right = Caller(own, Tokens(store).add("right", "read")[1])
    assert right("GET", "/rubrics").status_code == 200
    guesser = Caller(own, f"ecq_0123456789ab_{'A' * 43}")
    assert [guesser("GET", "/rubrics").status_code for _ in range(5)] == [401, 401, 401, 429, 429]
    told = guesser("GET", "/rubrics")
    assert code(told) == (429, "too-often")
    assert int(told.headers["retry-after"]) == 1
    assert right("GET", "/rubrics").status_code == 200, "from the same address"
    assert Caller(own, guesser.key, address="10.0.0.2")("GET", "/rubrics").status_code == 401, "another address"
    now[0] += 1
    assert guesser("GET", "/rubrics").status_code == 401


def test_a_key_is_good_for_so_many_requests(store):
    own, now = api(store, of_key=2)
    one, other = (Caller(own, Tokens(store).add(name, "read")[1]) for name in ("one", "other"))
    assert [one("GET", "/rubrics").status_code for _ in range(3)] == [200, 200, 429]
    assert other("GET", "/rubrics").status_code == 200
    now[0] += 1
    assert [one("GET", "/rubrics").status_code for _ in range(2)] == [200, 429]


def test_a_revoked_key_is_none_from_then_on(store):
    tokens = Tokens(store)
    made, key = tokens.add("one", "read")
    caller = Caller(api(store)[0], key)
    assert caller("GET", "/rubrics").status_code == 200
    tokens.revoke(made.id)
    assert code(caller("GET", "/rubrics")) == (401, "no-key")


@pytest.mark.parametrize(("path", "most"), [("/assessments", JSON_BODY), ("/files", FILE_BODY)])
@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(local, path, most, announced):
    sent = 0

    async def parts() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(most // 100_000 + 50):
            sent += 100_000
            yield b"x" * 100_000

    headers = {"content-length": str(10**12)} if announced else {}
    assert code(local("POST", path, content=parts(), headers=headers)) == (413, "too-large")
    assert sent <= (0 if announced else most + 200_000)


def test_a_body_that_does_not_arrive_is_given_up(local, monkeypatch):
    monkeypatch.setattr(app, "BODY_SECONDS", 0.05)

    async def never() -> AsyncIterator[bytes]:
        await anyio.sleep(60)
        yield b""

    assert code(local("POST", "/assessments", content=never())) == (408, "too-slow")


def test_only_so_much_is_worked_on_at_a_time(local):
    """Bodies that have not arrived yet hold their places; who comes then is told when to try again."""
    answers: list[httpx.Response] = []

    async def main() -> None:
        arrived = anyio.Event()

        async def waiting() -> AsyncIterator[bytes]:
            await arrived.wait()
            yield b"{}"

        own = {"authorization": f"Bearer {local.key}", "content-type": "application/json"}
        async with (
            httpx.AsyncClient(transport=httpx.ASGITransport(local.api), base_url="http://ecq.test") as client,
            anyio.create_task_group() as group,
        ):

            async def hold() -> None:
                answers.append(await client.post("/assessments", content=waiting(), headers=own))

            for _ in range(AT_ONCE):
                group.start_soon(hold)
            await anyio.wait_all_tasks_blocked()
            while local.api._working < AT_ONCE:
                await anyio.sleep(0.01)
            refused = await client.get("/rubrics", headers=own)
            assert code(refused) == (503, "not-available")
            assert int(refused.headers["retry-after"]) > 0
            arrived.set()

    anyio.run(main)
    assert [one.status_code for one in answers] == [201] * AT_ONCE
    assert local("GET", "/rubrics").status_code == 200


def test_only_so_many_reports_are_made_at_a_time(local, begun):
    held = [results.making() for _ in range(REPORTS_AT_ONCE)]
    for one in held:
        one.__enter__()
    refused = local("GET", f"/assessments/{begun}/report")
    assert code(refused) == (503, "not-available")
    assert local("GET", f"/assessments/{begun}/score").status_code == 200
    for one in held:
        one.__exit__(None, None, None)
    assert local("GET", f"/assessments/{begun}/report?extent=short").status_code == 200


def test_a_mistake_of_ours_is_a_problem_without_a_word_of_it(local, monkeypatch, caplog):
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("a secret of the machine")

    monkeypatch.setattr(results, "cheapest_plan", broken)
    begun = local("POST", "/assessments", json={}).json()["id"]
    refused = local("GET", f"/assessments/{begun}/plan")
    assert code(refused) == (500, "mistake")
    assert "secret" not in refused.text
    assert "a secret of the machine" in caplog.text
