"""Files of evidence over the API: kept as they come, put to pieces, read back, taken away; what is refused leaves nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from hashlib import sha256

import anyio
import pytest

from ecq.api import app
from ecq.assessment.changes import answer
from ecq.scoring.scorecard import score
from ecq.store.files import files_of
from tests import building as b

Q, PIECE = "mlps-filing-and-test", "test-report"
CONTENT = b"%PDF-1.7 report " * 200_000


async def slices() -> AsyncIterator[bytes]:
    for start in range(0, len(CONTENT), 65_536):
        yield CONTENT[start : start + 65_536]


def test_a_file_is_brought_put_read_back_and_taken_away(local, store, begun, shipped):
    store.change(begun, lambda made: b.accepted(answer(made, shipped.by_id[Q], "tested")))
    at, digest = f"/assessments/{begun}/files", sha256(CONTENT).hexdigest()
    said = "&name=..%2F%E6%8A%A5%E5%91%8A.pdf&dated=2026-06-01&brought_by=Lin"
    made = local("POST", f"{at}?question={Q}&piece={PIECE}{said}", content=slices())
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["sha256"], told["size"], told["name"], told["pieces"]) == (
        digest, len(CONTENT), "报告.pdf", {Q: [PIECE]}
    )  # fmt: skip
    kept = store.find(begun)
    assert score(shipped, kept.assessment.on("2026-11-28")).pieces.held == 1
    assert kept.assessment.response(Q).evidence[0].brought_by == "Lin"
    back = local("GET", f"{at}/{digest}")
    assert back.content == CONTENT
    assert back.headers["content-disposition"].startswith("attachment")
    body = {"evidence": {Q: [{"text": "报告.pdf"}, {"text": "保险柜 3"}]}, "seen": kept.revision}
    assert local("PATCH", f"/assessments/{begun}", json=body).status_code == 200
    again = store.find(begun)
    assert [one.text for one in again.assessment.response(Q).evidence] == ["报告.pdf", "保险柜 3"]
    assert again.assessment.response(Q).evidence[0].file, "it stays"
    other = next(one for one in shipped.questions if one.id != Q)
    to = {"question": other.id, "pieces": list(other.pieces)[:1]}
    assert local("PUT", f"{at}/{digest}", json=to).json()["pieces"] == {Q: [PIECE], other.id: to["pieces"]}
    assert local("DELETE", f"{at}/{digest}").json()["pieces"] == {}
    assert local("GET", f"{at}/{digest}").status_code == 404


@pytest.mark.parametrize(
    ("query", "content", "says"),
    [
        (f"question={Q}&piece=gone&name=a", b"x", "say which piece it is"),
        (f"question=gone&piece={PIECE}&name=a", b"x", "there is no question"),
        (f"question={Q}&piece={PIECE}&name=a.txt", b"", "is empty"),
        (f"question={Q}&piece={PIECE}&name=a.txt&dated=soon", b"x", "Please give a day"),
        (f"question={Q}&piece={PIECE}&name=a.txt", b"x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_what_is_refused_leaves_nothing(local, store, begun, monkeypatch, query, content, says):
    monkeypatch.setenv("ECQ_FILES_LIMITS", "1,2,3")
    refused = local("POST", f"/assessments/{begun}/files?{query}", content=content)
    assert refused.status_code == 422
    assert says in refused.json()["detail"]
    kept = store.find(begun)
    assert kept.revision == 1
    assert not [*(files_of(store).all())]


def test_a_file_that_stands_still_is_given_up(local, store, begun, monkeypatch):
    async def still() -> AsyncIterator[bytes]:
        yield b"x"
        await anyio.sleep(5)

    monkeypatch.setattr(app, "BODY_SECONDS", 0.05)
    gone = local("POST", f"/assessments/{begun}/files?question={Q}&piece={PIECE}&name=a", content=still())
    assert gone.status_code == 408
    assert not [*(files_of(store).all())]


def test_papers_of_an_application_are_kept_over_the_api(local, begun):
    at = f"/assessments/{begun}/papers"
    told = local("GET", at).json()
    assert {one["status"] for one in told["papers"]} == {"secondary"}
    assert all(one["sources"] for one in told["papers"])
    assert local("PUT", f"{at}/accounts", json={"text": "accounts", "place": "finance"}).status_code == 200
    told = local("POST", f"{at}/licence?name=licence.pdf&until=2099-01-01", content=b"%PDF-1.4").json()
    held = {one["id"]: one["thing"] for one in told["papers"] if one["state"] == "held"}
    assert (held.keys(), held["licence"]["file"]["name"]) == ({"accounts", "licence"}, "licence.pdf")
    assert local("GET", f"/assessments/{begun}/files/{held['licence']['file']['sha256']}").content == b"%PDF-1.4"
    assert [
        one["state"] for one in local("PUT", f"{at}/accounts", json={}).json()["papers"] if one["id"] == "accounts"
    ] == ["wanted"]
    assert local("PUT", f"{at}/nothing", json={"text": "x"}).status_code == 422
