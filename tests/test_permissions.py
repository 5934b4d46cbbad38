"""What each role may do, as docs/access.md tells it to people: the one table that everything asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ecq.store.person import ACTIONS, MAY, ROLES, Action, Membership, NotAllowedError, Person, Role, may

DOCUMENT = Path(__file__).parents[1] / "docs/access.md"


def table() -> dict[tuple[str, str], bool]:
    """The table of docs/access.md: role and action, and whether it is ticked."""
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        (role, re.sub("`", "", row[0])): mark == "yes"
        for row in cells
        for role, mark in zip(ROLES, row[2:], strict=True)
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_the_documented_table_is_the_one_that_decides(role: Role, action: Action) -> None:
    assert may(role, action) == table()[role, action]


def test_no_role_may_nothing() -> None:
    assert not any(may(None, action) for action in ACTIONS)
    assert set(MAY) == set(ROLES)


def test_a_key_that_may_only_read_changes_nothing_whatever_the_role() -> None:
    owner = Person("p", "P", (Membership("o", "O", "owner"),), read_only=True)
    assert [action for action in ACTIONS if owner.may(action, "o")] == ["see"]
    assert not any(owner.may(action, "another") for action in ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_refusal_says_what_and_whom_to_ask_in_both_languages(action: Action) -> None:
    error = NotAllowedError(action, "reader")
    assert "ask an owner" in str(error)
    assert "所有者" in error.zh
    assert "\n" not in str(error)
