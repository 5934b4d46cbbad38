"""Which role may do what: the one table that pages, downloads, presses, the API and commands all ask."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["owner", "editor", "reviewer", "reader", "respondent"]
"""What somebody is in an organisation. A respondent is in none and has only an invitation to some indicators of one self-check."""

Action = Literal[
    "see",
    "create",
    "edit",
    "invite",
    "review",
    "shelve",
    "delete",
    "members",
    "audit",
    "tokens",
    "respond",
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
