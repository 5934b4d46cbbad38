"""What a consultant keeps of a client beside the answers: who, what was agreed, how far it is, and its certificate."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ecq.base.day import Day
from ecq.base.frozen import Frozen

SHORT, LONG, MOST = 200, 2_000, 50
Stage = Literal["contract", "self-check", "improving", "applying", "certified", "surveillance", "renewal"]
Line = Annotated[str, StringConstraints(max_length=SHORT)]


class Contact(Frozen):
    """Somebody at the client: name, what for, and how to be reached."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=SHORT)]
    role: Line = ""
    reach: Line = ""


class ClientRecord(Frozen):
    """How it stands with a client. Days are ISO 8601 text; `surveillance` are the days of surveillance audits."""

    stage: Stage | None = None
    contacts: Annotated[tuple[Contact, ...], Field(max_length=MOST)] = ()
    scope: Annotated[str, StringConstraints(max_length=LONG)] = ""
    contract: Line = ""
    contract_until: Day | None = None
    body: Line = ""
    certificate: Line = ""
    issued: Day | None = None
    valid_until: Day | None = None
    surveillance: Annotated[tuple[Day, ...], Field(max_length=MOST)] = ()


NO_RECORD = ClientRecord()
