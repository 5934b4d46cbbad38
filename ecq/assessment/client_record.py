"""What a consultant keeps of a client beside the answers: who, what was agreed, how far it is, and its certificate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError

from ecq.base.day import Day
from ecq.base.errors import AssessmentError
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


def contact_of(line: str) -> Contact:
    """A contact as it is typed in a line: name, role, how to reach."""
    name, role, reach = ([part.strip()[:SHORT] for part in line.replace("，", ",").split(",", 2)] + ["", ""])[:3]
    return Contact(name=name or "?", role=role, reach=reach)


def with_said(record: ClientRecord, said: Mapping[str, Any]) -> ClientRecord:
    """The record with fields changed, as plain data. Raises AssessmentError, which names the first that cannot be kept."""
    try:
        return ClientRecord.model_validate_json(
            json.dumps({**record.model_dump(mode="json"), **said}, ensure_ascii=False).encode("utf-8", "ignore")
        )
    except ValidationError as error:
        wrong = error.errors()[0]
        place, why = wrong["loc"][0], wrong["msg"].removeprefix("Value error, ")
        raise AssessmentError(f"{place} cannot be kept: {why}", f"{place} 记不下来：{why}") from None
