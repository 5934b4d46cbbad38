"""What a program can rely on: the numbers of the pages and commands, revisions that are kept to, problems that say what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ecq.api import words as w
from ecq.assessment.changes import begin, rebind
from ecq.assessment.file import dump
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.base.language import LANGUAGES, words
from ecq.planning.agreed import cheapest_plan, limits_of
from ecq.rubric.model import Rubric
from ecq.scoring.export import questions_data, score_data
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.store.collection import Collection
from ecq.store.database import FILE_NAME
from ecq.telling.plan.export import limits_data, plan_data
from ecq.telling.plan.work_plan import work_plan
from ecq.writers.verify.reopen import reopen
from tests.damage import flip_body
from tests.in_one_language import in_one

AT = "2026-01-05T08:00:00+00:00"
GATE, LEVEL = "mlps-filing-and-test", "page-speed-and-load-test"


@pytest.fixture
def sample(local, store, shipped):
    made = demo_assessment(load_samples()[0], shipped, "en", AT)
    return Collection(store).add(made, None).id


def options(rubric: Rubric, question: str) -> list[str]:
    return [one for one, _ in rubric.by_id[question].choices]


def code(response: Any) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == response.status_code
    assert said["detail"]
    assert "\n" not in said["detail"]
    return said["status"], said["type"].rpartition("#")[2]


def test_the_numbers_are_those_of_the_engine(local, store, sample, shipped):
    stored = store.find(sample)
    own, card = stored.assessment, score(shipped, stored.assessment)
    about = {"id": sample, "revision": 1}
    shown = local("GET", f"/assessments/{sample}/score").json()
    assert shown == about | score_data(shipped, own, card, readiness(shipped, own, card))
    asked = local("GET", f"/assessments/{sample}/questions").json()
    assert asked == about | {"questions": questions_data(shipped, own, card)}
    plan = cheapest_plan(shipped, own)
    sent = local(
        "GET", f"/assessments/{sample}/plan?start=2026-03-02&day=2026-03-02", headers={"accept-language": "zh-CN"}
    ).json()
    worded = work_plan(shipped, rebind(own, shipped), plan, "zh", "2026-03-02")
    assert sent["exact"] == plan_data(plan)
    assert sent["limits"] == limits_data(limits_of(shipped, own))
    assert sent["work_plan"]["headline"] == worded.headline
    lines = [line["title"] for wave in sent["work_plan"]["waves"] for line in wave["lines"]]
    assert lines == [line.title for line in worded.lines]
    assert lines


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("start=soon", "'soon' is not a date"),
        ("start=2020-01-06&day=2026-03-02", "the plan begins on 2020-01-06, before 2026-03-02"),
        ("day=2026-02-30", "'2026-02-30' is not a date"),
        ("target=gold", "'gold' is not a grade"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_in_one_sentence(local, sample, asked, sentence):
    refused = local("GET", f"/assessments/{sample}/plan?{asked}", headers={"accept-language": "en"})
    assert code(refused)[0] in (400, 422)
    assert sentence in refused.json()["detail"]


def test_a_report_is_the_one_the_pages_make(local, store, shipped):
    made = begin(shipped, "Qinghe", at=AT)
    stored = Collection(store).add(made, None)
    response = local("GET", f"/assessments/{stored.id}/report?extent=short&day=2026-01-05")
    assert response.headers["content-type"] == "application/pdf"
    assert "Qinghe%202026-01-05.pdf" in response.headers["content-disposition"]
    assert reopen(response.content, "report").assessment == made.on("2026-01-05")
    brought = local("POST", "/files", content=response.content)
    assert brought.status_code == 201
    assert brought.json()["assessment"] == made.model_dump(mode="json")


def test_a_self_check_goes_from_nothing_to_the_bin_and_back(local, shipped):
    sent = {"name": "Qinghe", "target": "three-star", "answers": {LEVEL: options(shipped, LEVEL)[-1]}}
    begun = local("POST", "/assessments", json=sent)
    assert begun.status_code == 201
    about = begun.headers["location"].removeprefix("/api/v1")
    read = local("GET", about)
    assert {**read.json(), "not_counted": []} == begun.json()
    assert read.headers["etag"] == '"1"'
    assert local("GET", about, headers={"if-none-match": '"1"'}).status_code == 304
    change = {
        "seen": 1,
        "not_applicable": {"bargain-terms": "no bargains"},
        "unsure": [GATE],
        "clear": [LEVEL],
        "notes": {GATE: "ask Li"},
        "evidence": {GATE: [{"text": "certificate", "due": "2026-3-1", "in_hand": False}]},
    }
    na = next(one.id for one in shipped.questions if one.not_applicable)
    change["not_applicable"] = {na: "no such business"}
    changed = local("PATCH", about, json=change).json()
    responses = changed["assessment"]["responses"]
    assert changed["revision"] == 2
    assert {one: responses[one]["state"] for one in (na, GATE, LEVEL)} == {
        na: "na",
        GATE: "unsure",
        LEVEL: "unanswered",
    }
    assert responses[GATE]["evidence"][0]["due"] == "2026-03-01"
    assert local("PATCH", about, json=change | {"seen": 2}).json()["revision"] == 2, "the same again is no change"
    listed = local("GET", "/assessments").json()
    assert [(one["name"], one["revision"], one["standing"]["target"]) for one in listed["assessments"]] == [
        ("Qinghe", 2, "three-star")
    ]
    for shelf in ("archived", "bin", "in-hand"):
        assert local("PUT", f"{about}/shelf", json={"shelf": shelf}).json()["shelf"] == shelf
        assert local("GET", f"/assessments?shelf={shelf}").json()["total"] == 1
    assert local("DELETE", about).json()["shelf"] == "bin"
    receipt = local("DELETE", f"{about}?for_good=true").json()
    assert (receipt["revision"], len(receipt["digest"])) == (2, 64)
    assert code(local("GET", about)) == (404, "not-found")


def test_the_list_comes_in_pages(local, store, shipped):
    for number in range(5):
        Collection(store).add(begin(shipped, f"Client {number}"), None)
    names, offset = [], 0
    while offset is not None:
        page = local("GET", f"/assessments?limit=2&order=name&offset={offset}").json()
        assert page["total"] == 5
        names += [one["name"] for one in page["assessments"]]
        offset = page["next"]
    assert names == [f"Client {number}" for number in range(5)]


def test_a_change_says_on_which_revision_it_rests(local, begun, shipped):
    about, values = f"/assessments/{begun}", options(shipped, LEVEL)
    assert code(local("PATCH", about, json={"name": "x"})) == (428, "which-state")
    first = local("PATCH", about, json={"answers": {LEVEL: values[0]}}, headers={"if-match": '"1"'})
    assert first.headers["etag"] == '"2"'
    for tag in ('"1"', 'W/"2"', '"99"', "2", '"x"'):
        refused = local("PATCH", about, json={"notes": {GATE: "n"}}, headers={"if-match": tag})
        assert code(refused) == (412, "not-the-newest"), tag
        assert refused.json()["revision"] == 2
    elsewhere = local("PATCH", about, json={"seen": 1, "notes": {GATE: "n"}})
    assert elsewhere.json()["revision"] == 3, "nobody else's answer is overwritten"
    again = local("PATCH", about, json={"seen": 1, "answers": {LEVEL: values[1]}})
    assert code(again) == (409, "conflict")
    said = again.json()
    assert said["revision"] == 3
    assert said["conflicts"] == [{"question": LEVEL, "part": "answer", "yours": values[1], "theirs": values[0]}]
    assert [(one["revision"], one["questions"]) for one in said["since"]] == [(2, [LEVEL])]
    kept = local("GET", about).json()
    assert (kept["revision"], kept["assessment"]["responses"][LEVEL]["value"]) == (3, values[0])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answers": {"no-such": "x"}}, "no-such"),
        ({"answers": {LEVEL: "no-such"}}, LEVEL),
        ({"answers": {LEVEL: "x"}, "clear": [LEVEL]}, "more than once"),
        ({"answers": {LEVEL: 0.5}}, "body.answers"),
        ({"answers": {LEVEL: True}}, "body.answers"),
        ({"not_applicable": {GATE: "x"}}, GATE),
        ({"evidence": {GATE: [{"text": "x", "due": "tomorrow"}]}}, "2026-11-24"),
        ({"evidence": {GATE: [{"text": " "}]}}, GATE),
        ({"profile": {"no-such": "x"}}, "no-such"),
        ({"target": "six-star"}, "six-star"),
        ({"anwsers": {}}, "body.anwsers"),
        ({"name": "x" * 201}, "body.name"),
        ({"notes": {"\ud800": "x"}}, "is not a question"),
        ([], "body"),
        (None, "body"),
        ({"answers": {LEVEL: "9" * 5000}}, LEVEL),
    ],
)
def test_what_cannot_be_taken_changes_nothing_and_is_told_in_one_sentence(local, begun, sent, said, store):
    answers = {"notes": {GATE: "kept only with the rest"}} | sent if isinstance(sent, dict) else sent
    refused = local(
        "PATCH",
        f"/assessments/{begun}",
        content=json.dumps(answers),
        headers={"if-match": "*", "content-type": "application/json"},
    )
    assert code(refused) == (422, "invalid")
    assert said in refused.json()["detail"]
    stored = store.find(begun)
    assert stored.revision == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"name": ' + b"9" * 5000 + b"}", b'{"a":NaN}', b"\x00"]
)
def test_a_body_that_is_no_json_is_told_so(local, body):
    headers = {"content-type": "application/json"}
    assert code(local("POST", "/assessments", content=body, headers=headers)) == (422, "invalid")
    assert code(local("POST", "/files", content=body)) == (422, "invalid")


def test_a_saved_self_check_of_a_rubric_that_is_not_at_hand_is_not_taken(local, teaching):
    refused = local("POST", "/files", content=dump(begin(teaching)))
    assert code(refused) == (422, "invalid")
    assert teaching.id in refused.json()["detail"]
    assert refused.json()["detail"].endswith(".")


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_problems_are_told_in_the_readers_language(local, lang):
    local.lang = LANGUAGES[lang].tag
    response = local("GET", "/assessments/none")
    said = response.json()
    assert (said["title"], said["detail"]) == (
        words(w.PROBLEMS["not-found"][1], lang),
        words(w.NO_SUCH_SELF_CHECK, lang),
    )
    assert response.headers["content-language"] == LANGUAGES[lang].tag
    assert "accept-language" in response.headers["vary"]


def test_what_there_is_not_is_a_problem_too(local):
    assert code(local("GET", "/no/such")) == (404, "not-found")
    assert code(local("GET", "/rubrics/none")) == (404, "not-found")
    assert code(local("GET", "/assessments/%00")) == (404, "not-found")
    assert code(local("GET", f"/assessments/{'x' * 5000}/score")) == (404, "not-found")
    refused = local("POST", "/assessments/x")
    assert code(refused) == (405, "no-such-method")
    assert refused.headers["allow"] == "DELETE, GET, PATCH"


def test_the_portfolio_is_that_of_the_self_checks_in_hand(local, store, shipped):
    made = [Collection(store).add(begin(shipped, name), None).id for name in ("One", "Two", "Away")]
    Collection(store).archive(made[2])
    shown = local("GET", f"/portfolio?order=name&benchmark=true&compare={made[0]}&compare={made[1]}").json()
    assert [one["name"] for one in shown["clients"]] == ["One", "Two"]
    assert shown["comparison"]["clients"] == made[:2]
    assert shown["benchmarks"][0]["enough"] is False
    assert shown["left_out"] == 0
    assert code(local("GET", f"/portfolio?compare={made[0]}")) == (422, "invalid")
    book = local("GET", "/portfolio?format=xlsx")
    assert book.content.startswith(b"PK")
    assert "filename*=UTF-8''" in book.headers["content-disposition"]


def test_a_database_that_does_not_answer_is_told_as_that(tmp_path, local, store):
    (tmp_path / "ecq.sqlite3").unlink()
    refused = local("POST", "/assessments", json={"name": "x"})
    assert code(refused) == (503, "not-available")
    assert int(refused.headers["retry-after"]) > 0


def test_a_damaged_self_check_is_named_and_the_others_are_listed_and_read(local, store, sample, tmp_path):
    other = local("POST", "/assessments", json={"name": "Other"}).json()["id"]
    store.engine.dispose()
    flip_body(tmp_path / FILE_NAME, sample)
    store.forget_all()
    rows = {one["id"]: one for one in local("GET", "/assessments").json()["assessments"]}
    assert {one: row["readable"] for one, row in rows.items()} == {sample: False, other: True}
    assert rows[sample]["standing"] is None
    assert local("GET", f"/assessments/{other}").status_code == 200
    assert code(refused := local("GET", f"/assessments/{sample}")) == (500, "unreadable")
    assert sample in refused.json()["detail"]
    portfolio = local("GET", "/portfolio", params={"benchmark": True})
    assert portfolio.status_code == 200
    assert portfolio.json()["left_out"] == 1
    assert local("DELETE", f"/assessments/{sample}").json() == {"id": sample, "shelf": "bin"}
