"""The same figures wherever they are asked for: those of today, also where evidence has expired or the rubric went on since."""

import json
import time

import pytest

from ecq.api.assistants import Tools
from ecq.api.caller import caller_here
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import dump
from ecq.base.exact import cut
from ecq.cli import main
from ecq.scoring.export import JSON_DECIMALS
from ecq.scoring.scorecard import score
from ecq.store.collection import Collection
from tests import building as b

AT, LAST = "2026-01-05T08:00:00+00:00", "2026-03-01"


def proved(shipped, name, until, questions):
    """Some answers that earn everything, each with evidence that holds through a day, under an earlier version of the rubric."""
    made = b.answered(shipped, {one.id: b.best(one) for one in questions}, name=name, at=AT)
    for one in questions:
        pieces = tuple(one.pieces)
        made = b.accepted(add_evidence(made, one, "all", place="cabinet", pieces=pieces, until=until, at=AT))
    earlier = made.rubric.model_copy(update={"version": "0.0.1", "digest": "0" * 64})
    return made.model_copy(update={"rubric": earlier})


@pytest.fixture
def some(shipped):
    return [one for one in shipped.questions if one.applies is None][:6]


@pytest.fixture
def expired(shipped, some):
    """What was proved when it was last changed, and is no more."""
    made = proved(shipped, "Expired", LAST, some)
    assert score(shipped, made).evidenced.low > 0 == score(shipped, made.on("2026-12-01")).evidenced.low
    return made


def test_every_road_tells_the_figures_of_today(tmp_path, monkeypatch, capsys, local, store, shipped, expired):
    monkeypatch.setenv("ECQ_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    kept = Collection(store).add(expired, None).id
    (tmp_path / "one.json").write_text(dump(expired), encoding="utf-8")
    (tmp_path / "pretty.json").write_text(json.dumps(json.loads(dump(expired)), indent=3), encoding="utf-8")

    def said(*argv):
        assert main([*map(str, argv), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    tools = Tools(lambda: caller_here(store, "assistant"))
    told = [
        local("GET", f"/assessments/{kept}/score").json(),
        tools.read_self_check(kept),
        said("score", "one.json"),
        said("score", kept),
        said("show", kept),
    ]
    (row,) = said("portfolio", ".")["clients"][:1]
    (listed,) = tools.list_self_checks()
    now = cut(score(shipped, expired.on("2026-12-01")).evidenced.low, JSON_DECIMALS)
    assert {one["evidenced"]["low"] for one in told} == {now}
    assert {row["evidenced_exact"]["low"], listed["standing"]["evidenced_exact"]["low"]} == {"0"}
    for part in ("readiness", "made_with", "gates", "counts", "indicators"):
        assert [one[part] for one in told] == [told[0][part]] * len(told), part
    assert said("batch", "one.json", "pretty.json", "-o", "then.jsonl", "--date", LAST)["done"] == 2
    assert said("batch", "one.json", "pretty.json", "-o", "now.jsonl")["done"] == 2
    for name, held in (("then", True), ("now", False)):
        rows = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [float(one["evidenced_low"]) > 0 for one in rows] == [held, held]


def test_of_two_that_score_alike_the_one_with_evidence_today_is_the_best(local, store, shipped, some, expired):
    lists = Collection(store)
    holds = proved(shipped, "Holds", "2099-01-01", some[:3])
    holds = b.answered_further(shipped, holds, {one.id: b.best(one) for one in some[3:]})
    ids = [lists.add(one, None).id for one in (expired, holds)]
    shown = local("GET", "/portfolio", params={"compare": ids}).json()["comparison"]
    assert shown["best"] == ids[1]


def test_an_assistant_reads_the_plan_that_the_api_gives(local, store, expired):
    kept = Collection(store).add(expired, None).id
    theirs = Tools(lambda: caller_here(store, "assistant")).read_plan(kept, lang="en")
    plan = local("GET", f"/assessments/{kept}/plan").json()
    assert theirs["exact"] == plan["exact"]
    assert theirs["work_plan"].headline == plan["work_plan"]["headline"]
    assert theirs["target"] == plan["exact"]["target"]


def test_today_is_the_day_where_the_server_is_as_for_its_commands(store, monkeypatch):
    monkeypatch.setattr(store, "now", lambda: "2026-11-30T17:30:00+00:00")
    for zone, day in (("Asia/Shanghai", "2026-12-01"), ("UTC", "2026-11-30")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert caller_here(store, "assistant").today == day
    monkeypatch.undo()
    time.tzset()
