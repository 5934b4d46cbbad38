"""What waits for whom, until when: invitations in the order in which they need somebody, and reminders of them.

A reminder is made as the robots of 企业微信, 钉钉 and 飞书 take it; sending it is the command's (ecq/cli/organisations.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from ecq.base.day import days_between
from ecq.base.errors import EcqError
from ecq.base.language import text
from ecq.base.settings import LOOPBACK
from ecq.store.invitations import Invitation

DUE_EVENT = text("受邀答题到期：{label}（{answered} / {count} 题）", "Answers due: {label} ({answered} of {count})")
REMIND_WAITING = text(
    "ECQ：{respondents} 份邀请还没交回，其中 {overdue} 份已过期限，{soon} 份在 {days} 天内到期。",
    "ECQ: invitations not submitted yet: {respondents}; overdue: {overdue}; due within {days} days: {soon}.",
)
REMIND_REVIEWS = text("ECQ：{reviews} 份已交回，等待查看。", "ECQ: submitted and waiting for a review: {reviews}.")
REMIND_WHERE = text("打开：{url}", "Open: {url}")
NOTHING_WAITS = text("没有要提醒的，什么都没有发送。", "Nothing waits; nothing was sent.")
SENT = text("已发送到 {host}：{said}", "Sent to {host}: {said}")


Stage = Literal["review", "waiting", "done"]


def stage(invitation: Invitation) -> Stage:
    """Whether it waits for a reviewer, for its respondent, or for nobody any more."""
    if invitation.state == "submitted" and invitation.ended != "revoked":
        return "review"
    return "waiting" if invitation.takes_answers else "done"


def days_left(invitation: Invitation, today: str) -> int | None:
    """Days until the day it is due, below 0 where that has passed; None where no day was set."""
    return days_between(today, invitation.due) if invitation.due else None


def in_order(invitations: Iterable[Invitation], today: str) -> tuple[Invitation, ...]:
    """Overdue first, then by the day they are due, then those without a day; within a day the oldest first."""

    def key(one: Invitation) -> tuple[bool, int, str]:
        left = days_left(one, today)
        return left is None, left or 0, one.created_at

    return tuple(sorted(invitations, key=key))


@dataclass(frozen=True)
class Waiting:
    """How many invitations wait for their respondents, of them overdue and due within a week; how many for a review."""

    respondents: int
    overdue: int
    soon: int
    reviews: int

    @property
    def anything(self) -> bool:
        """Whether anything waits."""
        return bool(self.respondents or self.reviews)


WEEK = 7


def waiting(invitations: Iterable[Invitation], today: str, now: str) -> Waiting:
    """Counts of what waits; those whose link has expired wait for nobody."""
    everything = tuple(invitations)
    open_ones = [one for one in everything if stage(one) == "waiting" and not one.expired(now)]
    left = [days for one in open_ones if (days := days_left(one, today)) is not None]
    return Waiting(
        respondents=len(open_ones),
        overdue=sum(days < 0 for days in left),
        soon=sum(0 <= days <= WEEK for days in left),
        reviews=sum(stage(one) == "review" for one in everything),
    )


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
