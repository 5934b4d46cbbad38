"""Role by role and route by route: each key does just what the table of permissions says, and what it may not see is not there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import httpx
import pytest

from ecq.api.app import description, make_routes, routes
from ecq.api.caller import action_of
from ecq.assessment.changes import answer, begin, set_up
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.store.organisations import Organisations
from ecq.store.person import MEMBER_ROLES, Action, may
from tests.api.conftest import Caller, Served
from tests.building import accepted, sampled

Attempt = tuple[str, str, Mapping[str, Any]]


def attempts(rubric: Rubric, about: str) -> dict[str, tuple[Action, Attempt]]:
    """One request for each route, by the name of the route; and those that do something else by their parameters."""
    saved = dump(begin(rubric, "From a file"))
    question = next(one for one in rubric.questions if one.kind == "level")
    answers = {"answers": {question.id: question.choices[0][0]}}
    given = {"question": question.id, "answer": question.choices[0][0], "quote": "as it stands", "source": "rules"}
    put = {"question": question.id, "pieces": list(question.pieces)}
    brought = f"question={question.id}&piece={next(iter(question.pieces))}&name=a.txt"
    return {
        "list_rubrics": ("see", ("GET", "/rubrics", {})),
        "read_rubric": ("see", ("GET", f"/rubrics/{rubric.id}", {})),
        "list_assessments": ("see", ("GET", "/assessments", {})),
        "begin_assessment": ("create", ("POST", "/assessments", {"json": {"name": "New"}})),
        "bring_in": ("create", ("POST", "/files", {"content": saved})),
        "read_assessment": ("see", ("GET", f"/assessments/{about}", {})),
        "change_assessment": (
            "edit",
            ("PATCH", f"/assessments/{about}", {"json": answers, "headers": {"if-match": "*"}}),
        ),
        "shelve_assessment": ("shelve", ("PUT", f"/assessments/{about}/shelf", {"json": {"shelf": "archived"}})),
        "delete_assessment": ("shelve", ("DELETE", f"/assessments/{about}", {})),
        "bring_evidence": ("edit", ("POST", f"/assessments/{about}/files?{brought}", {"content": b"x"})),
        "read_evidence": ("see", ("GET", f"/assessments/{about}/files/{sha256(b'x').hexdigest()}", {})),
        "put_to_pieces": ("edit", ("PUT", f"/assessments/{about}/files/{sha256(b'x').hexdigest()}", {"json": put})),
        "drop_file": ("edit", ("DELETE", f"/assessments/{about}/files/{sha256(b'x').hexdigest()}", {})),
        "put_comment": ("edit", ("PUT", f"/assessments/{about}/comments/gaps", {"json": {"text": "first these"}})),
        "change_client": ("edit", ("PATCH", f"/assessments/{about}/client", {"json": {"stage": "certified"}})),
        "read_papers": ("see", ("GET", f"/assessments/{about}/papers", {})),
        "put_paper": ("edit", ("PUT", f"/assessments/{about}/papers/accounts", {"json": {"text": "accounts of 2025"}})),
        "bring_paper": ("edit", ("POST", f"/assessments/{about}/papers/licence?name=a.pdf", {"content": b"%PDF-"})),
        "put_tags": ("edit", ("PUT", f"/assessments/{about}/tags", {"json": {"tags": ["key"]}})),
        "take_snapshot": ("edit", ("POST", f"/assessments/{about}/snapshots", {"json": {"name": "spring"}})),
        "agree_on_plan": ("edit", ("POST", f"/assessments/{about}/agreed", {"json": {}})),
        "ask_somebody": (
            "invite",
            ("POST", f"/assessments/{about}/requests", {"json": {"name": "Legal", "answered_too": True}}),
        ),
        "read_requests": ("see", ("GET", f"/assessments/{about}/requests", {})),
        "propose": ("edit", ("POST", f"/assessments/{about}/proposals", {"json": {"proposals": [given]}})),
        "read_proposals": ("see", ("GET", f"/assessments/{about}/proposals", {})),
        "read_questions": ("see", ("GET", f"/assessments/{about}/questions", {})),
        "read_score": ("see", ("GET", f"/assessments/{about}/score", {})),
        "read_plan": ("see", ("GET", f"/assessments/{about}/plan", {})),
        "read_report": ("see", ("GET", f"/assessments/{about}/report?extent=short", {})),
        "read_dossier": ("see", ("GET", f"/assessments/{about}/dossier", {})),
        "read_due": ("see", ("GET", "/due", {})),
        "read_portfolio": ("see", ("GET", "/portfolio", {})),
        "delete_assessment for good": ("delete", ("DELETE", f"/assessments/{about}?for_good=true", {})),
    }


def with_a_file(served: Served) -> None:
    """The self-check has a file of evidence that an owner brought, and enough answers for a plan."""

    def answered(made: Assessment) -> Assessment:
        made = set_up(made, served.rubric, profile=sampled("qinghe-mall", served.rubric).profile)
        for question in served.rubric.questions:
            made = accepted(answer(made, question, question.lowest_answer))
        return made

    assert served.store.change(served.firm.id, answered) is not None
    assert ask(served.caller("owner"), attempts(served.rubric, served.firm.id)["bring_evidence"][1]).status_code == 201


def ask(caller: Caller, attempt: Attempt) -> httpx.Response:
    method, path, more = attempt
    return caller(method, path, **more)


def test_every_route_is_in_the_table_and_asks_for_what_the_table_says(shipped):
    table = {name: action for name, (action, _) in attempts(shipped, "x").items() if " " not in name}
    assert {route.name: action_of(route) for route in routes()} == table
    said = description(make_routes(), "en")["paths"]
    assert sorted(one["operationId"] for methods in said.values() for one in methods.values()) == sorted(table)


@pytest.mark.slow
@pytest.mark.parametrize(
    "role", [pytest.param(one, marks=[pytest.mark.long] * (one not in ("owner", "reader"))) for one in MEMBER_ROLES]
)
def test_each_role_does_just_what_the_table_says(served, role):
    with_a_file(served)
    caller = served.caller(role)
    for name, (action, attempt) in attempts(served.rubric, served.firm.id).items():
        response = ask(caller, attempt)
        allowed = may(role, action)
        assert (response.status_code < 300) == allowed, (name, response.text)
        if not allowed:
            assert (response.status_code, response.json()["type"]) == (403, "/api/v1/#not-allowed"), name


@pytest.mark.slow
def test_a_key_that_may_only_read_changes_nothing_even_for_an_owner(served):
    with_a_file(served)
    caller = served.caller("owner", "read")
    for name, (action, attempt) in attempts(served.rubric, served.firm.id).items():
        assert (ask(caller, attempt).status_code < 300) == (action == "see"), name
    stored = served.store.find(served.firm.id)
    assert stored.revision == 3


@pytest.mark.slow
def test_anothers_self_check_answers_byte_for_byte_like_one_that_does_not_exist(served):
    stranger = served.strangers

    def answer(attempt: Attempt) -> tuple[int, dict[str, str], bytes]:
        response = ask(stranger, attempt)
        return response.status_code, dict(response.headers), response.content

    theirs, none = (attempts(served.rubric, one) for one in (served.firm.id, "no-such-self-check-here"))
    for name, (_, attempt) in theirs.items():
        if served.firm.id in attempt[1]:
            said = answer(attempt)
            assert said == answer(none[name][1]), name
            assert said[0] == 404, name
    compared = [f"/portfolio?compare={one}&compare={one}" for one in (served.firm.id, "no-such")]
    assert answer(("GET", compared[0], {})) == answer(("GET", compared[1], {}))
    assert stranger("GET", "/assessments").json()["total"] == 0
    assert stranger("GET", "/portfolio").json()["clients"] == []
    assert served.store.find(served.firm.id) is not None


@pytest.mark.parametrize(
    "leaves",
    [
        lambda served, reader: served.firm.organisations.log_in(_identity_without_groups()),
        lambda served, reader: served.firm.organisations.erase_person(reader.id),
        lambda served, reader: served.firm.organisations.erase(served.firm.acme.id),
    ],
    ids=["left the group", "was deleted", "organisation was deleted"],
)
def test_the_key_of_somebody_who_is_no_member_any_more_is_none(served, leaves):
    reader = served.firm.people["reader"]
    caller = served.caller("reader")
    assert caller("GET", "/assessments").status_code == 200
    leaves(served, reader)
    assert caller("GET", "/assessments").status_code == 401


def _identity_without_groups() -> Any:
    from tests.store.test_permitted import identity

    return identity("reader")


def test_a_key_of_the_computer_is_none_where_people_log_in(served):
    key = served.tokens.add("operator", "write")[1]
    assert Caller(served.api, key)("GET", "/assessments").status_code == 401


def test_the_audit_log_says_what_was_done_by_whom_with_which_key(served):
    owner, reader = served.caller("owner"), served.caller("reader", "read")
    made = owner("POST", "/assessments", json={"name": "Client's own name"}).json()["id"]
    owner("PATCH", f"/assessments/{made}", json={"seen": 1, "name": "Another"})
    reader("GET", f"/assessments/{made}/report?extent=short")
    reader("GET", "/portfolio")
    owner("DELETE", f"/assessments/{made}?for_good=true")
    deeds = [deed for _, deed in served.firm.audit.deeds(served.firm.acme.id)][::-1]
    by_key = [(one.person, one.did, one.about, one.more) for one in deeds if "·" in one.person]
    digest = by_key[-1][3]
    assert len(digest) == 64
    assert by_key == [
        ("Owner · owner write", "create", made, ""),
        ("Owner · owner write", "open", made, ""),
        ("Owner · owner write", "edit", made, ""),
        ("Reader · reader read", "open", made, ""),
        ("Reader · reader read", "download", made, "pdf"),
        ("Reader · reader read", "download", "", "json"),
        ("Owner · owner write", "delete", made, digest),
    ]
    assert "Another" not in json.dumps([vars(one) for one in deeds])
    entry = served.store.entries(made)
    assert entry == (), "gone with it"
    assert Organisations(served.store).holder(made) is None
