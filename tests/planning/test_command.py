"""`ecq plan`, `ecq explain`, `ecq diff`: the JSON others build on, and what bad input gets."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import jsonschema
import pytest

from ecq.assessment.changes import answer
from ecq.assessment.file import dump, read
from ecq.planning import PROOF
from ecq.planning.agreed import lock, set_owner_days
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from tests import building as b
from tests.building import accepted, sampled
from tests.planning.sentence_states import without_facts
from tests.test_cli import BOOL, EXACT, ID, RUBRIC, between, listing, shape

OR_NULL = {"anyOf": [EXACT, {"type": "null"}]}
VALUE = {"anyOf": [{"type": ["string", "null"]}, listing(ID)]}
REACHABLE = shape(score=EXACT, grade=ID, effort=EXACT, gates=listing(ID), gates_first=BOOL, bound=EXACT)
BINDING = listing(shape(limit=ID, questions=listing({"type": "string"}), effort=OR_NULL, points=OR_NULL, gate=BOOL))
MOST = {"anyOf": [REACHABLE, {"type": "null"}]}
CERTIFICATE = {
    "anyOf": [shape(price=EXACT, bound=EXACT, below=OR_NULL, gap=EXACT, exact=BOOL, gates=BOOL), {"type": "null"}]
}
STEP = {"anyOf": [ID, {"const": PROOF}]}
PLAN = shape(
    target=ID,
    goal={"enum": ["ready", "score"]},
    feasible=BOOL,
    effort=EXACT,
    enough=shape(
        feasible=BOOL,
        effort=EXACT,
        score=EXACT,
        short=EXACT,
        binding=BINDING,
        most_reachable=MOST,
        certificate=CERTIFICATE,
    ),
    early=BOOL,
    confirm=listing(shape(question=ID, state={"enum": ["unanswered", "unsure", "undecided"]}, points=EXACT, gate=BOOL)),
    open=shape(questions={"type": "integer"}, points=EXACT, needed=EXACT),
    evidenced_before=EXACT,
    evidenced_after=EXACT,
    score_before=EXACT,
    score_after=EXACT,
    steps=listing(
        shape(
            kind={"enum": ["prove", "improve"]},
            question=ID,
            to=VALUE,
            effort=EXACT,
            gain=EXACT,
            claimed=EXACT,
            proved=EXACT,
            proves=BOOL,
            lead_time=EXACT,
            gate=BOOL,
            rungs=listing(shape(step=STEP, effort=EXACT, lead_time=EXACT, advice=shape(zh={}, en={})), 1),
            **{"from": VALUE},
        )
    ),
    binding=BINDING,
    most_reachable=MOST,
    certificate=CERTIFICATE,
)
FRAGILE = shape(
    margin=EXACT,
    claims=listing(shape(question=ID, points=EXACT, evidenced=BOOL, proof=EXACT)),
    alone=listing(ID),
    spared=EXACT,
    score_after=EXACT,
    grade_after=ID,
)
REFUSAL = shape(questions=listing(ID, 1), score=EXACT, grade=ID, loss=EXACT, gates=listing(ID))
EXPLAIN = shape(
    rubric=RUBRIC,
    grade=ID,
    fragile=FRAGILE,
    fragile_unproved=FRAGILE,
    robustness=shape(delta=EXACT, falls=OR_NULL, rises=OR_NULL, witness={}),
    na_refused=shape(each=listing(REFUSAL), together={"anyOf": [REFUSAL, {"type": "null"}]}),
)
DIFF = shape(
    before=shape(rubric=RUBRIC, score=between(EXACT), grade=between(ID)),
    after=shape(rubric=RUBRIC, score=between(EXACT), grade=between(ID)),
    difference=EXACT,
    proved=EXACT,
    shifted=EXACT,
    moves=listing(
        shape(question=ID, cause=ID, difference=EXACT, proved=EXACT, own=EXACT, shifted=EXACT, before={}, after={})
    ),
    gates=listing(shape(question=ID)),
)


@pytest.fixture
def file(tmp_path, shipped):
    return kept(tmp_path / "qinghe.json", shipped, "qinghe-mall")


def kept(path, rubric, sample_id):
    path.write_text(dump(sampled(sample_id, rubric, "zh")), encoding="utf-8")
    return path


@pytest.fixture
def told(run):
    """The JSON of a command that must succeed."""

    def go(schema, *argv):
        code, out, err = run(*argv, "--json")
        assert (code, err) == (0, "")
        data = json.loads(out)
        jsonschema.validate(data, schema)
        return data

    return go


def test_the_answers_a_plan_prints_can_be_given_with_ecq_answer_and_reach_the_target(told, run, file, shipped):
    plan = told(PLAN, "plan", file, "--target", "four-star")
    assert plan["feasible"]
    assert Fraction(plan["effort"]) == sum(Fraction(step["effort"]) for step in plan["steps"])
    words = [f"{s['question']}={','.join(s['to']) if isinstance(s['to'], list) else s['to']}" for s in plan["steps"]]
    assert run("answer", file, *words)[0] == 0
    made = read(file.read_bytes())
    assert str(score(shipped, made).score.low) == plan["score_after"]
    for step in plan["steps"]:
        if not score(shipped, made).questions[step["question"]].evidenced:
            made = b.prove(made, shipped.by_id[step["question"]])
    assert str(score(shipped, made).evidenced.low) == plan["evidenced_after"]
    file.write_text(dump(made), encoding="utf-8")
    assert told(PLAN, "plan", file, "--target", "four-star")["steps"] == []


def test_limits_are_heeded_and_said(told, file):
    free = told(PLAN, "plan", file, "--target", "four-star")
    raised = first_raised(free)
    first = raised["question"]
    locked = told(PLAN, "plan", file, "--target", "four-star", "--lock", first)
    assert all(step["kind"] == "prove" for step in locked["steps"] if step["question"] == first)
    assert Fraction(locked["effort"]) >= Fraction(free["effort"])
    key = f"{first}/{raised['rungs'][0]['step']}"
    dear = told(PLAN, "plan", file, "--target", "four-star", "--effort", f"{key}=1000")
    assert key not in {f"{s['question']}/{rung['step']}" for s in dear["steps"] for rung in s["rungs"]}
    out = told(PLAN, "plan", file, "--target", "four-star", "--exclude", key)
    assert key not in {f"{s['question']}/{rung['step']}" for s in out["steps"] for rung in s["rungs"]}
    short = told(PLAN, "plan", file, "--target", "four-star", "--max-lead", "14")
    assert not short["feasible"]
    assert "lead-time" in {one["limit"] for one in short["binding"]}
    soon = told(PLAN, "plan", file, "--target", "four-star", "--max-lead", "14", "--lead", *leads_of(free))
    assert {step["question"] for step in free["steps"]} >= {step["question"] for step in soon["steps"]}
    poor = told(PLAN, "plan", file, "--target", "four-star", "--capacity", "10")
    assert [(one["limit"], one["effort"]) for one in poor["binding"]] == [("capacity", free["effort"])]
    assert Fraction(poor["most_reachable"]["effort"]) <= 10


def first_raised(plan):
    return next(step for step in plan["steps"] if step["kind"] == "improve")


def leads_of(plan):
    return [f"{step['question']}/{rung['step']}=1" for step in plan["steps"] for rung in step["rungs"]]


def test_limits_laid_down_in_the_file_are_kept_to_unless_left_aside(told, file):
    free = told(PLAN, "plan", file, "--target", "four-star")
    first = first_raised(free)["question"]
    file.write_text(dump(lock(read(file.read_bytes()), first, True)), encoding="utf-8")
    kept_to = told(PLAN, "plan", file, "--target", "four-star")
    assert kept_to["limits"]["locked"] == [first]
    assert all(step["kind"] == "prove" for step in kept_to["steps"] if step["question"] == first)
    assert told(PLAN, "plan", file, "--target", "four-star", "--free")["steps"] == free["steps"]
    more = told(PLAN, "plan", file, "--lock", free["steps"][1]["question"], "--effort", f"{first}=0.5")["limits"]
    assert set(more["locked"]) == {first, free["steps"][1]["question"]}
    assert more["efforts"] == {first: "1/2"}


def test_the_staircase_rises(told, file):
    found = told(shape(rubric=RUBRIC, plans=listing(PLAN, 4), top=REACHABLE, frontier={}), "plan", file, "--staircase")
    efforts = [Fraction(plan["effort"]) for plan in found["plans"]]
    assert efforts == sorted(efforts)
    points = found["frontier"]["points"]
    assert [Fraction(one["score"]) for one in points] == sorted(Fraction(one["score"]) for one in points)


def test_while_facts_are_missing_no_scores_of_one_platform_are_told(run, told, file):
    file.write_text(dump(without_facts(read(file.read_bytes()), 3)), encoding="utf-8")
    null = {"type": "null"}
    stairs = told(shape(plans=listing({}, 4), top=null, frontier=null), "plan", file, "--staircase")
    assert all(plan["assumed"] for plan in stairs["plans"])
    for plan in (*stairs["plans"], told({}, "plan", file)):
        assert {plan[f"{of}_{when}"] for of in ("score", "evidenced", "grade") for when in ("before", "after")} == {
            None
        }
    _, said, _ = run("plan", file, "--staircase", "--lang", "en")
    assert len(said.splitlines()) == 5, "no highest score below the four grades"


def test_another_rubric_can_be_planned_for(told, file):
    assert told(PLAN, "plan", file, "--rubric", "sqe-2015")["rubric"]["id"] == "sqe-2015"


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--target", "gold"], "'gold' is not a grade of gbt31526-2025; choose one of"),
        (["--lock", "nix"], "'nix' is not a question of gbt31526-2025"),
        (["--exclude", "own-goods-marked/nix"], "own-goods-marked has no step 'nix'; its steps are"),
        (["--effort", "own-goods-marked=-1"], "the effort of own-goods-marked is -1, but cannot be negative"),
        (["--effort", "own-goods-marked"], "'own-goods-marked' is not of the form QUESTION=DAYS"),
        (["--max-lead", "soon"], "the longest lead time cannot be read"),
        (["--per-week", "0"], "--per-week: Person-days a week must be more than 0"),
        (["--per-week", "many"], "--per-week: Please give a number, such as 2 or 0.5"),
        (["--start", "2020-01-06"], "the plan begins on 2020-01-06, before"),
        (["--ready-by", "2020-01-06"], "--ready-by: 2020-01-06 lies before"),
        (["--ready-by", "soon"], "--ready-by: Please give a day"),
        (["--owner", "Li"], "'Li' is not of the form NAME=DAYS"),
        (["--owner", "Li="], "--owner: Li has no person-days a week; please give a number above 0"),
        (["--owner", "An=2", "Li=10001"], "--owner: Person-days a week must be more than 0 and at most 10000"),
        (["--owner", "Li=many"], "--owner: Please give a number, such as 2 or 0.5"),
        (["--calendar", "mars"], "--calendar: There is no calendar mars; choose one of: cn, hk, tw, sg, us, weekdays"),
        (["--days-off", "2026-12-25", "2026-02-30"], "--days-off: Day off 2026-02-30: Please give a day"),
    ],
)
def test_a_question_that_makes_no_sense_gets_one_sentence_and_changes_nothing(run, file, argv, sentence):
    before = file.read_bytes()
    code, out, err = run("plan", file, *argv)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert file.read_bytes() == before


def test_who_works_and_on_which_days_is_said_by_options_and_told_with_the_dates(run, file):
    days = ("--date", "2026-11-30", "--start", "2026-12-01", "--lang", "en")
    code, out, _ = run("plan", file, *days, "--per-week", "6", "--calendar", "weekdays", "--days-off", "2026-12-25")
    assert code == 0
    assert "work begins on 2026-12-01, with 6 person-days a week" in out
    assert "Monday to Friday, public holidays not taken out" in out
    assert "The days off that were set are taken out." in out
    _, out, _ = run("plan", file, *days, "--owner", "Li=3", "--per-week", "6")
    assert "with 9 person-days a week of all owners" in out
    assert "mainland China" in out


def test_by_when_and_with_how_many_are_told_of_the_plan_under_the_limits_of_the_options(told, run, file, shipped):
    days = ("--date", "2026-11-30", "--start", "2026-12-01", "--ready-by", "2027-03-01", "--per-week", "6")
    least = told(PLAN, "plan", file)
    locks = (("--lock", step["question"]) for step in least["steps"])
    limit = next(lock for lock in locks if told(PLAN, "plan", file, *lock)["effort"] != least["effort"])
    said = []
    for options in ((), limit):
        effort = told(PLAN, "plan", file, *options)["effort"]
        _, out, _ = run("plan", file, *days, *options, "--lang", "en")
        assert f"At the least {float(Fraction(effort)):g} person-days, done on " in out
        assert re.search(r"To be done by 2027-03-01 takes [\d.]+ person-days a week\.", out)
        assert "This holds if anyone can do anything." in out
        said.append(effort)
    assert said[0] != said[1]
    assert "To be done by" not in run("plan", file, "--date", "2026-11-30", "--lang", "en")[1]


def test_the_option_for_person_days_takes_the_place_of_what_the_file_says_otherwise(run, file, shipped):
    kept_days = accepted(set_owner_days(read(file.read_bytes()), {"": "2", "Li": "1"}))
    file.write_text(dump(kept_days), encoding="utf-8")
    days = ("--date", "2026-11-30", "--lang", "en")
    assert "3 person-days a week of all owners" in run("plan", file, *days)[1]
    assert "with 6 person-days a week" in run("plan", file, *days, "--per-week", "6")[1]


def test_explaining_tells_what_carries_the_grade(told, file):
    found = told(EXPLAIN, "explain", file)
    assert found["fragile"]["claims"]
    assert Fraction(found["fragile"]["spared"]) <= Fraction(found["fragile"]["margin"])
    assert sum(Fraction(points) for points in found["robustness"]["witness"]["points"].values()) == 100


def test_a_difference_adds_up_and_names_the_answer(told, run, file, tmp_path, shipped):
    later = tmp_path / "later.json"
    made = accepted(answer(read(file.read_bytes()), shipped.by_id["delivered-as-promised"], "98.5"))
    later.write_text(dump(made), encoding="utf-8")
    found = told(DIFF, "diff", file, later)
    assert [(move["question"], move["cause"]) for move in found["moves"]] == [("delivered-as-promised", "raised")]
    assert sum(Fraction(move["difference"]) for move in found["moves"]) == Fraction(found["difference"])
    code, out, _ = run("diff", file, later, "--lang", "en")
    assert code == 0
    assert "delivered-as-promised" in out
    assert "do not differ" in run("diff", file, file, "--lang", "en")[1]


def test_while_facts_are_missing_a_difference_has_the_scores_over_all_profiles(told, file, tmp_path, shipped):
    before = without_facts(read(file.read_bytes()), 3)
    question = shipped.by_id["delivered-as-promised"]
    after = accepted(answer(before, question, question.lowest_answer))
    later = tmp_path / "later.json"
    file.write_text(dump(before), encoding="utf-8")
    later.write_text(dump(after), encoding="utf-8")
    found = told(DIFF, "diff", file, later)
    for side, made in (("before", before), ("after", after)):
        card = scorecard(shipped, made)
        assert found[side]["score"] == {"low": str(card.score.low), "high": str(card.score.high)}
        assert found[side]["grade"]["low"] == card.grade.low.id
    assert sum(Fraction(move["difference"]) for move in found["moves"]) == Fraction(found["difference"])


def test_two_editions_can_be_compared(told, file, tmp_path, library):
    other = kept(tmp_path / "old.json", library.rubric("sqe-2015"), "qinghe-mall")
    found = told(DIFF, "diff", file, other)
    assert sum(Fraction(move["difference"]) for move in found["moves"]) == Fraction(found["difference"])
    assert {"added", "removed"} & {move["cause"] for move in found["moves"]}


def test_of_an_empty_check_no_more_is_said_than_holds(run, told, tmp_path):
    """Everything is open: no grade is guaranteed, and no highest score is said where no work leads to it."""
    empty = tmp_path / "empty.json"
    assert run("new", "-o", empty)[0] == 0
    _, explained, _ = run("explain", empty, "--lang", "en")
    assert explained == "Nothing answered yet\n"
    _, explained, _ = run("explain", empty, "--json")
    read = json.loads(explained)
    assert read["settled"] is False
    assert [read[part] for part in ("fragile", "fragile_unproved", "robustness", "na_refused")] == [None] * 4
    _, stairs, _ = run("plan", empty, "--staircase", "--lang", "en")
    assert stairs.splitlines()[-1].strip().startswith("Five stars: 0 — ")
    _, planned, _ = run("plan", empty, "--lang", "zh")
    assert "先补 16 项平台画像，再看没定的题怎么回答" in planned.splitlines()[1]
    assert "才知道要做什么" not in planned, "below it stands what to do: answer"
