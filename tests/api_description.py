"""Renews the copy of the API's description: python -m tests.api_description"""

from __future__ import annotations

import json

from ecq.api.app import description, make_routes
from tests.serving import ROOT

COPY = ROOT / "docs/openapi.json"


def as_text() -> str:
    """The description in English, as it is kept."""
    return json.dumps(description(make_routes(), "en"), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    COPY.write_text(as_text(), encoding="utf-8")
