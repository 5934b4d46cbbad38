"""Comments and the record of a client over the API: kept, changed in part, and what cannot be kept is one sentence."""

from __future__ import annotations

from tests.api.conftest import Caller


def test_comments_and_the_record_of_a_client(local: Caller, begun: str) -> None:
    at = f"/assessments/{begun}"
    said = {"text": "First these three", "by": "Xu"}
    assert local("PUT", f"{at}/comments/gaps", json=said).json()["comments"]["gaps"]["by"] == "Xu"
    assert local("PUT", f"{at}/comments/summary", json=said).status_code == 422
    assert local("PUT", f"{at}/comments/gaps", json={}).json()["comments"] == {}
    contacts = [{"name": "Lin Lan", "role": "Legal"}]
    made = local("PATCH", f"{at}/client", json={"stage": "certified", "contacts": contacts}).json()["client"]
    assert (made["stage"], made["contacts"][0]["name"]) == ("certified", "Lin Lan")
    changed = local("PATCH", f"{at}/client", json={"valid_until": "2027-02-24", "stage": None}).json()["client"]
    assert (changed["stage"], changed["valid_until"], changed["contacts"][0]["role"]) == (None, "2027-02-24", "Legal")
    refused = local("PATCH", f"{at}/client", json={"issued": "soon"})
    assert (refused.status_code, "issued cannot be kept" in refused.json()["detail"]) == (422, True)
