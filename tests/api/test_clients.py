"""What a consultant does beside the answers, over the API: kept, changed in part, and what cannot be kept is one sentence."""

import re

from ecq.assessment.changes import answer, begin
from ecq.assessment.file import dump
from tests.building import accepted, sampled

AS_JSON = {"content-type": "application/json"}
NOW = "2026-11-24T09:00:00+00:00"


def test_comments_and_the_record_of_a_client(local, begun):
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
    half = local("PATCH", f"{at}/client", content=b'{"scope": "all \\ud83d"}', headers=AS_JSON)
    assert (half.status_code, half.json()["client"]["scope"]) == (200, "all ")
    refused = local("PATCH", f"{at}/client", json={"issued": "soon"})
    assert (refused.status_code, "issued cannot be kept" in refused.json()["detail"]) == (422, True)


def test_tags_snapshots_the_agreed_plan_and_requests(local, begun, shipped):
    """All that a consultant does on pages, and what is due counts what others were asked."""
    made = begin(shipped, "Qinghe", profile=sampled("qinghe-mall", shipped).profile, target="three-star")
    for question in shipped.questions:
        made = accepted(answer(made, question, question.lowest_answer, NOW))
    stored = local("POST", "/files", content=dump(made).encode(), headers=AS_JSON).json()["id"]
    at = f"/assessments/{stored}"

    assert local("PUT", f"{at}/tags", json={"tags": [" key  client ", "", "key client"]}).json()["tags"] == [
        "key client"
    ]
    assert local("GET", "/assessments?tag=key client").json()["total"] == 1
    assert local("PUT", f"{at}x/tags", json={"tags": []}).status_code == 404

    kept = local("POST", f"{at}/snapshots", json={"name": "spring"})
    assert (kept.status_code, kept.json()["name"], kept.json()["assessment"]) == (201, "spring", stored)

    agreed = local("POST", f"{at}/agreed", json={"day": "2026-11-28"}).json()
    assert agreed["steps"] == len(local("GET", at).json()["assessment"]["terms"]["agreed"]["steps"]) > 0
    assert "person-days" in agreed["headline"]
    assert local("POST", f"{at}/agreed", json={"day": "soon"}).status_code == 422
    nothing = local("POST", f"/assessments/{begun}/agreed", json={})
    assert (nothing.status_code, nothing.json()["detail"] != "") == (422, True)

    asked = local("POST", f"{at}/requests", json={"name": "Legal", "answered_too": True, "due": "2026-11-30"})
    assert asked.status_code == 201
    assert re.fullmatch(r"http://\S+/answer\?i=\S+", asked.json()["link"])
    (listed,) = local("GET", f"{at}/requests").json()["requests"]
    assert (listed["name"], listed["state"], listed["answered"]) == ("Legal", "open", 0)
    assert "link" not in listed
    assert ("request", "Legal") in [(one["kind"], one["what"]) for one in local("GET", "/due").json()["due"]]
    refused = local("POST", f"{at}/requests", json={"name": "Legal", "parts": ["nowhere"]})
    assert (refused.status_code, "nowhere" in refused.json()["detail"]) == (422, True)
