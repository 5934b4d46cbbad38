"""`ecq remind` against a real receiver on loopback: what it sends, in whose format, and what it says when it is not taken."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from ecq.assessment.changes import begin
from ecq.base.errors import EcqError
from ecq.base.settings import data_folder
from ecq.cli import main
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.store.organisations import Organisations
from ecq.telling.due import refusal, robot_of

CLIENT, WHOM = "青禾商城", "客服部李敏"


class Robot:
    """A receiver that keeps what it was sent and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.answer: tuple[int, bytes] = (200, b'{"errcode": 0, "errmsg": "ok"}')
        robot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                robot.got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
                status, body = robot.answer
                self.send_response(status)
                if status == 302:
                    self.send_header("location", "/elsewhere")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?key=KEY-OF-ROBOT"


@pytest.fixture
def robot(monkeypatch):
    one = Robot()
    thread = Thread(target=one.server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("ECQ_WEBHOOK_URL", one.url)
    yield one
    one.server.shutdown()
    one.server.server_close()
    thread.join()


@pytest.fixture
def stored(shipped):
    store = DatabaseStore.in_folder(data_folder())
    organisation = Organisations(store).found("Acme", {})
    stored = Collection(store).add(begin(shipped, CLIENT), HeldBy(organisation.id))
    desk = Invitations(store)
    for due in ("2020-01-01", "", "2090-01-01"):
        desk.make(stored.id, [shipped.questions[0].id], WHOM, due=due)
    yield stored
    store.close()


def test_each_robot_gets_its_own_format_and_nothing_of_a_client(robot, stored, capsys, monkeypatch):
    monkeypatch.setenv("ECQ_PUBLIC_URL", "https://ecq.example.org")
    places = {
        "wecom": lambda body: body["text"]["content"],
        "dingtalk": lambda body: body["text"]["content"],
        "feishu": lambda body: body["content"]["text"],
        "plain": lambda body: body["text"],
    }
    for kind, text_of in places.items():
        assert main(["remind", "--robot", kind, "--lang", "zh"]) == 0
        body = json.loads(robot.got[-1][1])
        assert text_of(body) == (
            "ECQ：3 份邀请还没交回，其中 1 份已过期限，0 份在 7 天内到期。\n打开：https://ecq.example.org"
        )
    assert body["overdue"] == 1
    sent = b"".join(body for _, body in robot.got).decode()
    for hidden in (CLIENT, WHOM, stored.id, "answer?i="):
        assert hidden not in sent
    assert "KEY-OF-ROBOT" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, b'{"errcode": 310000, "errmsg": "keywords not in content"}'), "310000 keywords not in content"),
        ((200, b'{"code": 9499, "msg": "Bad Request"}'), "9499"),
        ((404, b""), "HTTP 404"),
        ((302, b""), "HTTP 302"),
    ],
)
def test_what_is_not_taken_is_said_without_the_address(robot, stored, capsys, answer, why):
    robot.answer = answer
    assert main(["remind", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1
    assert "KEY-OF-ROBOT" not in said
    assert len(robot.got) == 1, "no redirection is followed"


def test_a_receiver_that_is_not_there_is_said(stored, capsys, monkeypatch):
    monkeypatch.setenv("ECQ_WEBHOOK_URL", "http://127.0.0.1:9/hook?key=KEY-OF-ROBOT")
    assert main(["remind", "--lang", "en"]) == 2
    assert "ConnectionRefusedError" in capsys.readouterr().err


def test_nothing_is_sent_where_nothing_waits_or_nobody_says_where_to(robot, stored, capsys, monkeypatch, shipped):
    assert main(["organisations", "add", "Other"]) == 0
    assert main(["remind", "--organisation", "Other", "--lang", "en"]) == 0
    assert "nothing was sent" in capsys.readouterr().out
    assert main(["remind", "--organisation", "Nobody", "--lang", "en"]) == 2
    monkeypatch.delenv("ECQ_WEBHOOK_URL")
    assert main(["remind", "--lang", "en"]) == 2
    assert "ECQ_WEBHOOK_URL" in capsys.readouterr().err
    assert main(["remind", "--dry-run", "--lang", "en", "--organisation", "Acme"]) == 0
    assert "overdue: 1" in capsys.readouterr().out
    assert robot.got == []


def test_a_robot_is_known_by_its_host_and_unsafe_addresses_are_refused():
    assert robot_of("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k") == "wecom"
    assert robot_of("https://oapi.dingtalk.com/robot/send?access_token=t") == "dingtalk"
    assert robot_of("https://open.feishu.cn/open-apis/bot/v2/hook/x") == "feishu"
    assert robot_of("https://chat.example.org/") == "plain"
    for unsafe in ("http://chat.example.org/", "file:///etc/passwd", "ftp://127.0.0.1/", "chat.example.org"):
        with pytest.raises(EcqError):
            robot_of(unsafe)
    assert refusal(b"not json") == refusal(b"[]") == refusal(b'{"code": 0}') == ""
