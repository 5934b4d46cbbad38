"""The JSON Schema of the files in a folder of rubrics, so that an editor completes and checks keys while one writes.

Knows the models only. `rubrics/schema.json` is its output; a test keeps it current.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from ecq.assessment.samples import Sample
from ecq.rubric.changes import Changes
from ecq.rubric.conditions import Profile
from ecq.rubric.law import Law
from ecq.rubric.model import Bank, Layout, SourceRegister


def json_schema() -> dict[str, Any]:
    """One schema for all files: a bank, changes of a version, a law, a rubric, the profile, sources or a sample."""
    adapter: TypeAdapter[Any] = TypeAdapter(Bank | Changes | Law | Layout | Profile | SourceRegister | Sample)
    schema = adapter.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ECQ rubric files", **schema}
