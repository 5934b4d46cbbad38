"""What programs send to the API: a body to each route that takes one, through the whole API over SQLite in memory."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from random import Random
from typing import Any, NoReturn
from unittest.mock import patch

from ecq.api import app, assessments
from ecq.api.app import make_api, routes
from ecq.api.limits import JSON_BODY, Rate, Rates
from ecq.api.words import PROBLEMS
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.store.stored import StoredAssessment
from ecq.store.tables import ASSESSMENTS
from ecq.store.tokens import Tokens
from tests.fuzz import mutations as m

AT = "2026-11-24T08:00:00+00:00"
Sent = tuple[int, dict[str, str], bytes]
"""Status, headers and body of a response."""


@cache
def takers() -> list[tuple[str, str]]:
    """Method and path of every route that takes JSON; what is sent to files of a self-check, or posted as a paper, are files.

    To agree on a plan is left out: a self-check of nine answers has none.
    """
    taking = [(route.path, route.methods & {"POST", "PUT", "PATCH"}) for route in routes()]
    of_json = [(method, path) for path, methods in taking if "}/files" not in path for method in sorted(methods)]
    apart = ("/assessments/{assessment_id}/papers/{paper}", "/assessments/{assessment_id}/agreed")
    return [one for one in of_json if one not in {("POST", path) for path in apart}]


@cache
def _rubric() -> Rubric:
    return load_rubric("gbt31526-2025")


@cache
def _answered() -> Assessment:
    made = demo_assessment(load_samples()[0], _rubric(), "zh", AT)
    return made.model_copy(update={"responses": dict(list(made.responses.items())[:9])})


class _Served:
    """The API with a key, over a store that holds one answered self-check at the start of each request."""

    def __init__(self) -> None:
        self.store, self._loop = DatabaseStore("sqlite://"), asyncio.new_event_loop()
        unlimited = Rates(Rate(10**9, 10**9), Rate(10**9, 10**9))
        self._api = make_api(lambda: self.store, people_log_in=False, rates=unlimited)
        self._key = Tokens(self.store).add("fuzz", "write")[1].encode()
        self.there = self.store.add(_answered())

    def begin_anew(self) -> None:
        """Take out whatever the last request left."""
        with self.store.transaction() as connection:
            connection.execute(ASSESSMENTS.delete())
        self.there = self.store.add(_answered())

    def unchanged(self) -> bool:
        """Whether the store holds what it held at the start."""
        with self.store.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT id, revision FROM assessments").all() == [(self.there.id, 1)]

    def __call__(self, method: str, path: str, body: bytes, lang: str) -> Sent:
        """The response to a body sent in two parts."""
        said: list[Any] = []
        parts = [body[:100], body[100:]]

        async def receive() -> Any:
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message: Any) -> None:
            said.append(message)

        scope = {
            **{"type": "http", "method": method, "scheme": "http", "path": path, "query_string": b""},
            "client": ("10.0.0.1", 1),
            "headers": [
                (b"content-type", b"application/json"),
                (b"authorization", b"Bearer " + self._key),
                (b"accept-language", lang.encode()),
            ],
        }
        self._loop.run_until_complete(self._api(scope, receive, send))
        start, *rest = said
        told = {name.decode(): value.decode() for name, value in start["headers"]}
        return start["status"], told, b"".join(one.get("body", b"") for one in rest)


_served = cache(_Served)
_known = cache(app.caller_of)


@contextmanager
def _in_this_thread() -> Iterator[None]:
    """No other thread and no other process, so that limits on time and memory hold for all of it; mistakes are raised.

    The key, the same each time, is looked up once.
    """

    async def here(function: Callable[..., Any], *arguments: Any, **_options: Any) -> Any:
        return function(*arguments)

    def read(function: Callable[..., Any], *arguments: Any, **_options: Any) -> Any:
        return function(*arguments)

    def log(_sentence: str, exc_info: Exception) -> NoReturn:
        raise exc_info

    with (
        patch("anyio.to_thread.run_sync", here),
        patch.object(assessments.arms_length, "read", read),
        patch.object(app, "caller_of", _known),
        patch.object(app._log, "error", log),
    ):
        yield


def read_body(data: bytes) -> object:
    """The first byte says to which route the rest is sent. Raises EcqError with what a problem says in both languages."""
    ecq = _served()
    method, path = takers()[data[0] % len(takers()) if data else 0]
    path = path.format(assessment_id=ecq.there.id, part="gaps", paper="licence")
    with _in_this_thread():
        sent = ecq(method, path, data[1:], "en")
        if sent[0] < 300:
            try:
                return _taken(ecq, sent)
            finally:
                ecq.begin_anew()
        assert ecq.unchanged(), "refused, and yet something was changed"
        raise _ToldError(_problem(sent, "en"), _problem(ecq(method, path, data[1:], "zh-CN"), "zh"))


class _ToldError(EcqError):
    """What a problem says, as it was sent: nothing is made one line here."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.args, self.zh = (en,), zh


def _problem(sent: Sent, lang: str) -> str:
    status, headers, answer = sent
    problem = json.loads(answer)
    code = problem["type"].rpartition("#")[2]
    assert status < 500, problem
    assert len(answer) <= JSON_BODY, "longer than what was sent may be"
    assert (headers["content-type"], problem["status"], PROBLEMS[code][0]) == (
        "application/problem+json",
        status,
        status,
    )
    assert headers["content-language"] == LANGUAGES[lang].tag
    return str(problem["detail"])


def _taken(ecq: _Served, sent: Sent) -> object:
    """What was taken is in the store as the response says, and the list can be made of it."""
    answer = json.loads(sent[2])
    made = answer["id"] if isinstance(answer.get("assessment"), dict) else ecq.there.id
    ecq.store.drop(made)  # so that it is read from the database
    found = ecq.store.find(made)
    assert isinstance(found, StoredAssessment)
    if isinstance(answer.get("assessment"), dict):
        assert found.assessment.model_dump(mode="json") == answer["assessment"]
        assert sent[1]["etag"] == f'"{found.revision}"'
    status, _, listed = ecq("GET", "/assessments", b"", "en")
    assert status == 200, listed
    return answer


def changed_body(data: bytes, rng: Random) -> bytes:
    """A part put in that keeps to the form, such as an answer of another question; or any change."""
    try:
        sent = json.loads(data[1:])
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or rng.random() < 0.4:
        return data[:1] + m.json_tree(data[1:], rng)
    of, words = _rubric().questions, [m.anything(rng) for _ in range(2)]
    for question in rng.choices(of, k=rng.randint(1, 3)):
        choices = [one for one, _ in question.choices]
        values = (
            *choices,
            choices,
            choices[:1],
            words[0],
            rng.randint(-1, 999),
            f"{rng.randint(0, 9)}.{rng.randint(0, 99)}",
        )
        piece = {
            rng.choice(("text", "place", "owner", "due")): words[0],
            "text": words[1],
            "in_hand": rng.random() < 0.5,
        }
        part, new = rng.choice(
            (
                ("answers", {question.id: rng.choice(values)}),
                ("not_applicable", {question.id: rng.choice((words[0], *(one.id for one in question.not_applicable)))}),
                ("notes", {question.id: words[0]}),
                ("evidence", {question.id: [piece] * rng.choice((0, 1, 2, 51))}),
                ("unsure", [question.id]),
                ("clear", [question.id]),
                ("name", words[0]),
            )
        )
        old = sent.get(part)
        kept = isinstance(old, type(new)) and not isinstance(new, str) and rng.random() < 0.5
        sent[part] = new if not kept else old | new if isinstance(new, dict) else old + new  # type: ignore[operator]
    return data[:1] + json.dumps(sent).encode()


def valid_bodies() -> list[bytes]:
    """What programs send: each route's, with every kind of question."""
    of = _rubric()
    by_kind = {one.kind: one for one in of.questions}
    answers = {one.id: one.choices[0][0] if one.choices else 30 for one in by_kind.values()}
    answers |= {one.id: [choice for choice, _ in one.choices] for one in by_kind.values() if one.kind == "checklist"}
    aside = next(one.id for one in of.questions if one.not_applicable)
    others = [one for one in of.order if one not in answers and one != aside]
    evidence = {"text": "证书", "in_hand": False, "place": "柜", "owner": "李", "due": "2026-3-1"}
    some = {
        "profile": {"size": "small", "business-model": ["b2c", "b2b"], "food": None},
        "target": "three-star",
        "answers": answers,
        "not_applicable": {aside: "没有这项业务"},
        "unsure": others[:2],
        "clear": others[2:4],
        "notes": dict.fromkeys(others[:3], "问小李"),
        "evidence": {others[0]: [evidence, {"text": "x"}]},
    }
    bodies = {
        ("POST", "/assessments"): ({"rubric": of.id, "name": "青禾", **some}, {}),
        ("PATCH", "/assessments/{assessment_id}"): (
            {"seen": 1, "name": "青禾", **some},
            {"seen": 1, "answers": answers},
        ),
        ("PUT", "/assessments/{assessment_id}/shelf"): tuple({"shelf": one} for one in ("in-hand", "archived", "bin")),
        ("POST", "/files"): (json.loads(dump(_answered())),),
        ("PUT", "/assessments/{assessment_id}/papers/{paper}"): (
            {"text": "营业执照", "place": "档案柜", "dated": "2025-3-1", "until": "2027-03-01", "brought_by": "李"},
        ),
        ("PUT", "/assessments/{assessment_id}/tags"): ({"tags": ["华东", "2026 年"]},),
        ("POST", "/assessments/{assessment_id}/snapshots"): ({"name": "整改前"},),
        ("POST", "/assessments/{assessment_id}/requests"): (
            {"name": "客服部", "parts": ["delivery"], "answered_too": True, "due": "2030-12-31", "days": 14},
        ),
        ("PUT", "/assessments/{assessment_id}/comments/{part}"): ({"text": "先定整改的人", "by": "李"},),
        ("PATCH", "/assessments/{assessment_id}/client"): (
            {"stage": "improving", "contacts": [], "scope": "全部频道", "contract_until": "2027-06-30"},
        ),
        ("POST", "/assessments/{assessment_id}/proposals"): (
            {"proposals": [{"question": others[0], "note": "问小李", "quote": "客服每年抽查", "source": "制度.docx"}]},
        ),
    }
    return [
        bytes([number]) + json.dumps(one, ensure_ascii=False).encode()
        for number, taker in enumerate(takers())
        for one in bodies[taker]
    ]
