"""What roles, and what the audit log tells, are called."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.store.access.permissions import Role

ROLE_NAMES: dict[Role, Text] = {
    "owner": text("所有者", "owner"),
    "editor": text("编辑", "editor"),
    "reviewer": text("审核", "reviewer"),
    "reader": text("只读", "reader"),
    "respondent": text("答题人", "respondent"),
}
