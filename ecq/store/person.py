"""A person who is logged in: who the provider says they are, to which organisations they belong, and what they may do.

`MAY` is the one table of what each role may do that pages, downloads, presses, the API and commands all ask.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, get_args

from ecq.base.errors import EcqError
from ecq.base.language import Text, text

ROLE_NAMES: dict[Role, Text] = {
    "owner": text("所有者", "owner"),
    "editor": text("编辑", "editor"),
    "reviewer": text("审核", "reviewer"),
    "reader": text("只读", "reader", "唯讀"),
    "respondent": text("答题人", "respondent"),
}


Role = Literal["owner", "editor", "reviewer", "reader", "respondent"]
"""What somebody is in an organisation. A respondent is in none and has only an invitation to some indicators of one self-check."""

Action = Literal[
    "see", "create", "edit", "invite", "review", "shelve", "delete", "members", "audit", "tokens", "respond"
]
"""see: pages, and all that is made of them: reports, workbooks, saved files, portfolio. create: begin, copy or bring in self-checks.
edit: answers, evidence, plan, snapshots, names, tags. invite: make, close and revoke invitations. review: accept what a
respondent submitted, or send it back. shelve: archive, bin. delete: for good. members: who belongs, roles, retention.
audit: the audit log. tokens: own keys to the API. respond: fill in and submit the indicators of one's invitation."""

ROLES: tuple[Role, ...] = get_args(Role)
MEMBER_ROLES: tuple[Role, ...] = tuple(role for role in ROLES if role != "respondent")
"""What a member can be."""

ACTIONS: tuple[Action, ...] = get_args(Action)

_EVERYBODY: frozenset[Action] = frozenset({"see", "tokens"})

MAY: dict[Role, frozenset[Action]] = {
    "owner": frozenset(ACTIONS) - {"respond"},
    "editor": _EVERYBODY | {"create", "edit", "invite", "shelve"},
    "reviewer": _EVERYBODY | {"review"},
    "reader": _EVERYBODY,
    "respondent": frozenset({"respond"}),
}
"""What each role may do; everything else it may not."""


def may(role: Role | None, action: Action) -> bool:
    """Whether somebody of that role, or of none, may do that."""
    return role is not None and action in MAY[role]


@dataclass(frozen=True)
class Membership:
    """What somebody is in one organisation; `by_group` where a group of the identity provider makes them so."""

    organisation_id: str
    organisation: str
    role: Role
    by_group: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody logged in, as of now. `scope` "read" is a key to the API that may only see, whatever the role."""

    id: str
    name: str
    memberships: tuple[Membership, ...] = ()
    read_only: bool = False

    def membership(self, organisation_id: str) -> Membership | None:
        """What they are in an organisation; None where they are nothing in it."""
        return next((one for one in self.memberships if one.organisation_id == organisation_id), None)

    def role(self, organisation_id: str | None) -> Role | None:
        """Their role in an organisation; None where they are nothing in it."""
        member = self.membership(organisation_id) if organisation_id else None
        return member.role if member else None

    def may(self, action: Action, organisation_id: str) -> bool:
        """Whether they may do that in an organisation."""
        return (action == "see" or not self.read_only) and may(self.role(organisation_id), action)


class NotAllowedError(EcqError):
    """Somebody may see a thing but not do this with it."""

    def __init__(self, action: Action, role: Role | None) -> None:
        self.action, self.role = action, role
        en, zh = _DOING[action]
        super().__init__(
            f"with your role ({role or 'none'}) you may not {en}; ask an owner of the organisation",
            f"您的身份是{ROLE_NAMES[role].zh if role else '无'}，不能{zh}，请联系组织的所有者",
        )


_DOING: dict[Action, tuple[str, str]] = {
    "see": ("see this", "查看"),
    "create": ("add self-checks", "新建自评"),
    "edit": ("change this self-check", "修改这份自评"),
    "invite": ("invite others to answer", "邀请他人答题"),
    "review": ("accept or send back what was submitted", "接受或退回提交的内容"),
    "shelve": ("archive self-checks or put them into the bin", "归档自评或移入回收站"),
    "delete": ("delete self-checks for good", "彻底删除自评"),
    "members": ("change members", "管理成员"),
    "audit": ("read the audit log", "查看操作日志"),
    "tokens": ("use keys to the API", "使用接口密钥"),
    "respond": ("answer by invitation", "按邀请答题"),
}


@dataclass(frozen=True)
class Identity:
    """A person of an identity provider. `issuer` and `subject` together never change; name and groups may."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()
    since: str = ""
    """When they logged in (ISO 8601 text, UTC); "" where nobody said."""

    @property
    def key(self) -> str:
        """What the database knows the person by: a digest, so that it names nobody by itself."""
        return sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()


def log_in_key(claims: Mapping[str, Any]) -> str:
    """What one log-in is known by: a digest of who, when, and the number that the provider was given for it alone."""
    said = [claims.get(name) for name in ("iss", "sub", "iat", "nonce")]
    return sha256(json.dumps(said).encode()).hexdigest()
