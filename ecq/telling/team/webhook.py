"""A reminder as the robots of 企业微信, 钉钉 and 飞书 take it, and what they answer. Sending is the command's (ecq/cli/remind.py)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from ecq.base.errors import EcqError
from ecq.base.settings import LOOPBACK

Robot = Literal["wecom", "dingtalk", "feishu", "plain"]
ROBOTS: tuple[Robot, ...] = get_args(Robot)

_HOSTS: dict[str, Robot] = {
    "qyapi.weixin.qq.com": "wecom",
    "oapi.dingtalk.com": "dingtalk",
    "open.feishu.cn": "feishu",
    "open.larksuite.com": "feishu",
}


def robot_of(url: str) -> Robot:
    """Whose robot an address is; "plain" for any other. Raises EcqError for an address that is not safe to send to."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise EcqError(
            "the address in ECQ_WEBHOOK_URL must begin with https://; http:// is for this computer alone",
            "ECQ_WEBHOOK_URL 里的网址要以 https:// 开头，http:// 只能用于本机",
        )
    return _HOSTS.get(host, "plain")


def message(robot: Robot, text: str, counts: Mapping[str, int]) -> bytes:
    """The JSON of a text message. For any other receiver the text and the numbers in it."""
    body: dict[str, Any]
    match robot:
        case "wecom" | "dingtalk":
            body = {"msgtype": "text", "text": {"content": text}}
        case "feishu":
            body = {"msg_type": "text", "content": {"text": text}}
        case "plain":
            body = {"text": text, **counts}
    return json.dumps(body, ensure_ascii=False).encode()


def refusal(reply: bytes) -> str:
    """Why a robot did not take it, "" where it did: they answer 200 in any case, with a code other than 0."""
    try:
        said = json.loads(reply)
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    code = next((said[name] for name in ("errcode", "code", "StatusCode") if name in said), 0)
    if code in (0, "0"):
        return ""
    return f"{code} {said.get('errmsg') or said.get('msg') or said.get('StatusMessage') or ''}".strip()[:200]
