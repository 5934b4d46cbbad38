"""What is due with whom: days of evidence, steps, contracts, audits and certificates, and links that were sent out.

Knows days and clients; draws nothing. The days of a self-check come from its summary, so that a long list costs little.
Invitations stand in the order in which they need somebody. A reminder of them is made as the robots of 企业微信, 钉钉 and 飞书
take it; sending it is the command's (ecq/cli/organisations.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import urlsplit

from ecq.assessment.model import Assessment
from ecq.base.day import day_after, days_between
from ecq.base.errors import EcqError
from ecq.base.frozen import Frozen
from ecq.base.language import text
from ecq.base.settings import LOOPBACK
from ecq.rubric.model import Rubric
from ecq.scoring.expiry import Ends

if TYPE_CHECKING:  # so that who tells of one self-check loads no database
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


Kind = Literal["evidence", "expiry", "step", "target", "contract", "surveillance", "renewal", "request", "review"]
WEEK, AHEAD = 7, 90
"""Days that are shown one by one, and days that are looked ahead."""


class Due(Frozen):
    """Something with a day: what it is about in an operator's own words ("" for nothing), and its question and piece of
    evidence where it has them.
    """

    kind: Kind
    day: str
    what: str = ""
    question: str = ""
    piece: str = ""


@dataclass(frozen=True)
class DueLine:
    """Something due with a client: the id and name of the self-check, and the days left, below 0 where the day has passed."""

    id: str
    name: str
    due: Due
    left: int


def dues_of(rubric: Rubric, assessment: Assessment, ending: Ends) -> Iterator[Due]:
    """What of a self-check itself has a day: evidence to be obtained or renewed, steps not done, its target, contract and certificate."""
    for id_, response in assessment.responses.items():
        if id_ in rubric.by_id:
            yield from (
                Due(kind="evidence", day=item.due, what=item.text[:80], question=id_)
                for item in response.evidence
                if item.due and not item.in_hand
            )
    yield from (
        Due(kind="expiry", day=day, question=question, piece=piece) for (question, piece), day in ending.items()
    )
    terms, record = assessment.terms, assessment.client
    done = {step.question for step in (terms.agreed.steps if terms.agreed else ()) if step.done}
    yield from (
        Due(kind="step", day=day, question=id_)
        for id_, day in terms.due.items()
        if id_ not in done and id_ in rubric.by_id
    )
    days: tuple[tuple[Kind, str | None], ...] = (
        ("target", terms.ready_by),
        ("contract", record.contract_until),
        ("renewal", record.valid_until),
        *(("surveillance", day) for day in record.surveillance),
    )
    yield from (Due(kind=kind, day=day) for kind, day in days if day)


def lines_of(clients: Mapping[str, tuple[str, Iterable[Due]]], today: str) -> tuple[DueLine, ...]:
    """What is due up to AHEAD days on, by id with name: what has passed first, then by day. A review has no day to come."""
    last = day_after(today, AHEAD)
    lines = [
        DueLine(id_, name, due, 0 if due.kind == "review" else days_between(today, due.day))
        for id_, (name, dues) in clients.items()
        for due in dues
        if due.day <= last
    ]
    return tuple(sorted(lines, key=lambda one: (one.left, one.name, one.due.kind, one.due.question)))


def this_week(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """What has passed, and what is due within a week."""
    return tuple(line for line in lines if line.left < WEEK)


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


def due_of_invitation(invitation: Invitation, now: str) -> Due | None:
    """What a link waits for: a review as soon as it is sent back, else its answers until its day; None where for nobody."""
    if stage(invitation) == "review":
        return Due(kind="review", day=invitation.changed_at[:10], what=invitation.label)
    if invitation.takes_answers and invitation.due and not invitation.expired(now):
        return Due(kind="request", day=invitation.due, what=invitation.label)
    return None


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
