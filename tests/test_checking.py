"""What is proved about a rubric, against brute force over small ones; and what differs between two rubrics, exactly."""

from __future__ import annotations

import json
import re
import time
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import begin
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import EcqError
from ecq.base.exact import cut
from ecq.checking import findings_data
from ecq.checking import proof as checking_languages
from ecq.checking.grades import Grades
from ecq.checking.profiles import Profiles
from ecq.checking.proof import prove
from ecq.checking.totals import Part, bounds, search
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.scoring.rubric_comparison import compare
from ecq.scoring.scorecard import score
from ecq.scoring.table import points
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.moving.comparison_lines import as_data, lines
from ecq.telling.plan.sentences import change_words
from tests import building as b
from tests import strategies as s
from tests.planning.sentence_states import without_facts
from tests.test_languages import HAN

F = Fraction


# Help


def findings_of(of, code):
    return [one for one in prove(of) if one.code == code]


def one(of, code):
    findings = findings_of(of, code)
    assert len(findings) == 1, [str(finding) for finding in prove(of)]
    return findings[0]


def codes(of):
    return {finding.code for finding in prove(of)}


def scored(of, profile, answers):
    """The scorecard of these answers; the profile must settle every condition."""
    card = score(of, b.answered(of, answers, profile=profile))
    assert not [q for q, one in card.questions.items() if one.state == "undecided"]
    return card


def two_facts():
    return [b.fact("live"), b.fact("food")]


def asks(fact_id, *values):
    return {"fact": fact_id, "is": values or ("yes",)}


def pointed(*pairs):
    """One indicator of questions with these points."""
    return [b.node("all", b.node("part", *((q, F(w)) for q, w in pairs)))]


def rebuilt(of, **layout):
    """The rubric with other parts of its layout, validated anew so that nothing remembered is carried over."""
    dumped = of.model_dump(by_alias=True)
    dumped["layout"].update(layout)
    return Rubric.model_validate(dumped)


# The rubrics that come with ECQ


@pytest.mark.slow
@pytest.mark.parametrize("rubric_id", ["gbt31526-2025", "sqe-2015"])
def test_the_shipped_rubrics_have_no_errors_and_are_proved_quickly(rubric_id):
    of = load_rubric(rubric_id)
    start = time.process_time()
    findings = prove(of)
    assert time.process_time() - start < 10
    assert not [str(finding) for finding in findings if finding.severity == "error"]
    assert "not-decided" not in {finding.code for finding in findings}
    assert {finding.code for finding in findings} <= {"item-without-gain"}
    if rubric_id == "sqe-2015":
        assert of.nodes["returns"].note, "it drops out for some platforms, and is no finding for its note alone"


@pytest.mark.parametrize("rubric_id", ["gbt31526-2025", "sqe-2015"])
def test_all_gates_of_a_shipped_rubric_can_be_passed_together_under_a_profile(rubric_id):
    of = load_rubric(rubric_id)
    answers = {q: b.best(of.by_id[q]) for q in of.order if of.by_id[q].gate}
    profiles = Profiles(of)
    for turn in range(max(len(one.patterns) for one in profiles.components)):  # each pattern of each component comes up
        chosen = [one.patterns[(turn + turn // len(one.patterns)) % len(one.patterns)] for one in profiles.components]
        live = profiles.always.union(*(pattern.live for pattern in chosen))
        card = scored(of, {fact: value for one in chosen for fact, value in one.profile.items()}, answers)
        assert {gate.state for gate in card.gates} == {"passed"}
        assert len(card.gates) == len(live & set(answers))


def test_a_sound_small_rubric_has_no_findings():
    asked = [b.level(f"q{n}", (F(0), F(1, 2), F(1))) for n in range(20)]
    assert prove(b.rubric(asked)) == ()


# Levels and their credits


def test_an_item_that_earns_nothing_is_a_warning():
    of = b.rubric([b.checklist("p", 4, ((2, F(1, 2)), (3, F(1))))])
    finding = one(of, "item-without-gain")
    assert (finding.severity, finding.where, finding.counter_example["counts"]) == ("warning", "p", ["1", "4"])
    for count in finding.counter_example["counts"]:
        less, more = ([f"i{n}" for n in range(k)] for k in (int(count) - 1, int(count)))
        assert scored(of, {}, {"p": less}).score == scored(of, {}, {"p": more}).score


def test_an_answer_that_no_piece_of_evidence_belongs_to_is_an_error():
    pieces = ({"id": "a", **b.text(), "for": ("o1",)}, {"id": "b", **b.text(), "for": ("o1",)})
    asked = b.level("q", (b.F(0), b.F(1, 2), b.F(1)), evidence=pieces)
    assert one(b.rubric([asked]), "answer-without-evidence").counter_example == {"answers": ["o2"]}


def test_a_step_that_costs_nothing_is_a_warning():
    asked = b.level("p", (F(0), F(1, 2), F(1)))
    free = {"advice": b.text(), "effort": F(0), "lead_time": F(0)}
    asked["options"] = (*asked["options"][:2], {**asked["options"][2], "step": free})
    finding = one(b.rubric([asked]), "step-costs-nothing")
    assert (finding.severity, finding.counter_example["levels"]) == ("warning", ["o2"])


# Conditions


def conditional(condition, facts=None):
    return b.rubric([b.level("p"), b.level("q", applies=condition)], facts=facts or two_facts())


def test_a_condition_that_is_always_true_is_a_warning():
    of = conditional({"any": (asks("live"), asks("live", "no"))})
    finding = one(of, "condition-always-true")
    assert (finding.severity, finding.where) == ("warning", "q")
    for value in ("yes", "no"):
        assert of.applying({"live": value})["q"] is True
    many = [b.fact("offer", "many", ("goods", "services"))]
    assert "condition-always-true" not in codes(conditional(asks("offer", "goods", "services"), many))


def test_only_the_contradicting_parts_of_a_condition_are_named():
    of = conditional({"all": (asks("live"), asks("food"), {"not": asks("live")})})
    finding = one(of, "condition-never-true")
    assert (finding.severity, finding.where) == ("error", "q")
    live = {"fact": "live", "is": ["yes"]}
    assert finding.counter_example["conflict"] == [live, {"not": live}]
    for live_value, food in product(("yes", "no"), repeat=2):
        assert of.applying({"live": live_value, "food": food})["q"] is False
    inner = {"all": (asks("live"), {"not": asks("live")})}
    within = one(conditional({"all": (asks("food"), inner)}), "condition-never-true")
    assert len(within.counter_example["conflict"]) == 2


def test_a_part_that_decides_nothing_is_a_warning():
    of = conditional({"any": (asks("food"), {"all": (asks("live"), asks("live", "no"))})})
    finding = one(of, "condition-part-idle")
    assert finding.counter_example["always"] is False
    assert finding.counter_example["part"]["all"][0] == {"fact": "live", "is": ["yes"]}


@pytest.mark.slow
def test_a_condition_over_too_many_facts_is_not_decided_and_says_so():
    facts = [b.fact(f"f{n}", "one", tuple("abcdef")) for n in range(9)]
    parts = tuple({"any": tuple(asks(f"f{n}", value) for value in "abcde")} for n in range(9))
    findings = prove(conditional({"all": parts}, facts))
    assert "not-decided" in {finding.code for finding in findings if finding.where == "q"}
    assert "condition-never-true" not in {finding.code for finding in findings}


# What a profile empties


def test_the_smallest_profile_that_empties_an_indicator_is_named():
    asked = [
        b.level("p"),
        b.level("q", applies={"all": (asks("live"), asks("food"))}),
        b.level("r", applies=asks("food")),
    ]
    tree = [b.node("all", b.node("one", "p"), b.node("two", "q", "r"))]
    of = b.rubric(asked, tree, two_facts())
    finding = one(of, "node-emptied")
    assert (finding.severity, finding.where) == ("warning", "two")
    assert finding.counter_example["profile"] == {"food": "no"}
    card = score(of, begin(of, profile=finding.counter_example["profile"]))
    assert card.nodes["two"].points == 0
    tree[0]["children"][1]["note"] = b.text("drops out without food")
    assert "node-emptied" not in codes(b.rubric(asked, tree, two_facts()))


def test_a_profile_under_which_nothing_applies_is_named():
    of = b.rubric([b.level("p", applies=asks("live")), b.level("q", applies=asks("food"))], facts=two_facts())
    profile = one(of, "nothing-applies").counter_example["profile"]
    assert profile == {"live": "no", "food": "no"}
    assert score(of, begin(of, profile=profile)).counts.applicable == 0


# Texts


def test_a_rubric_with_an_empty_text_is_refused_when_it_is_read():
    with pytest.raises(ValueError, match="at least 1 character"):
        b.rubric([b.level("p", why={"zh": "为什么", "en": " "})])


def test_chinese_in_the_english_is_an_error():
    asked = b.level("p")
    asked["options"][1]["text"] = {"zh": "有", "en": "yes 有"}
    finding = one(b.rubric([asked]), "text-not-english")
    assert (finding.where, finding.counter_example["path"]) == ("p", "options[o1].text")


def test_traditional_chinese_that_shows_a_fallback_sign_is_an_error():
    of = b.rubric([b.level("p")], title={"zh": "细则", "en": "rubric", "hant": "細□"})
    finding = one(of, "text-not-derived")
    assert finding.counter_example["zh-Hant"] == "細□"


def test_missing_opencc_is_reported_once(monkeypatch):
    def no_converter(text, lang):
        raise EcqError("Traditional Chinese needs opencc")

    monkeypatch.setattr(checking_languages, "words", no_converter)
    assert len(findings_of(b.rubric([b.level("p")]), "not-decided")) == 1


# Grades: examples


def test_an_unreachable_grade_is_an_error_naming_the_nearest_scores():
    of = b.rubric([b.yes_no("p"), b.yes_no("q")])
    findings = {finding.where: finding for finding in findings_of(of, "grade-unreachable")}
    assert set(findings) == {"two-star", "three-star", "four-star"}
    for band_id, finding in findings.items():
        assert finding.severity == "error"
        example = finding.counter_example
        below, above = (scored(of, example["profile"], example[side]["answers"]) for side in ("below", "above"))
        assert (below.score.low, above.score.low) == (50, 100)
        assert (example["below"]["score"], example["above"]["score"]) == ("50", "100")
        assert below.grade.low.from_ < of.band(band_id).from_ < above.grade.low.from_


def test_a_question_that_changes_no_grade_is_a_warning_naming_the_nearest_score():
    of = b.rubric([b.yes_no("p"), b.yes_no("q")], pointed(("p", 99), ("q", 1)))
    finding = one(of, "question-changes-no-grade")
    assert (finding.severity, finding.where) == ("warning", "q")
    example = finding.counter_example
    low, high = (scored(of, example["profile"], example[side]["answers"]) for side in ("lowest", "highest"))
    assert high.score.low - low.score.low == 1
    assert low.grade == high.grade
    assert (example["lowest"]["score"], example["highest"]["score"]) == (str(low.score.low), str(high.score.low))
    aside, gated = (
        [b.yes_no("p", not_applicable=b.NA), b.yes_no("q")],
        [b.yes_no("p"), b.yes_no("q", gate=b.gate("yes"))],
    )
    for asked, cap in ((aside, None), (gated, "two-star")):  # with p set aside, or as a gate, q does
        changed_by = b.rubric(asked, pointed(("p", 99), ("q", 1)), gate_cap=cap)
        assert "question-changes-no-grade" not in codes(changed_by)


def test_a_large_rubric_of_awkward_points_is_checked_within_seconds():
    """150 questions, each a yes or no, in groups of uneven weight that facts turn on and off."""
    facts = [b.fact(f"f{n}") for n in range(8)]
    asked = [b.yes_no(f"q{n}", **({"applies": asks(f"f{n % 8}")} if n % 3 else {})) for n in range(150)]
    weights = [F(7 + n * n % 11) for n in range(15)]
    groups = [
        b.node(f"g{n}", *(f"q{k}" for k in range(n, 150, 15)), points=100 * w / sum(weights))
        for n, w in enumerate(weights)
    ]
    of = b.rubric(asked, groups, facts)
    start = time.process_time()
    findings = prove(of)
    assert time.process_time() - start < 20
    assert not [str(finding) for finding in findings if finding.severity == "error"]


# Grades: against brute force


def all_profiles(of, partial=False):
    def values(fact):
        ids = [option.id for option in fact.options]
        if fact.kind == "one":
            return ids
        return [tuple(one for n, one in enumerate(ids) if bits >> n & 1) for bits in range(2 ** len(ids))]

    choices = [[*values(fact), *([None] if partial else [])] for fact in of.profile.facts]
    for chosen in product(*choices):
        pairs = zip(of.facts, chosen, strict=True)
        yield {fact: value for fact, value in pairs if value is not None}


def live_sets(of):
    return {frozenset(q for q, applies in of.applying(profile).items() if applies) for profile in all_profiles(of)}


def completions(of, live):
    """Every completion as credits; a question set aside is left out."""
    asked = [of.by_id[q] for q in of.order if q in live]
    choices = [[*credits_by_kind(one), *([None] if one.not_applicable else [])] for one in asked]
    for chosen in product(*choices):
        yield {one.id: credit for one, credit in zip(asked, chosen, strict=True) if credit is not None}


def credits_by_kind(question):
    """Apart from the code under test: the credits by the values of tests/building.py."""
    if isinstance(question, ChecklistQuestion):
        return sorted({question.credit_of_count(n) for n in range(len(question.items) + 1)})
    rungs = question.bands if question.kind == "measure" else question.options
    return [rung.credit for rung in rungs]


def grade_of(of, credits):
    """The band's place, held down by the cap; None where nothing counts."""
    total = b.naive_total(of, credits)
    if total is None:
        return None
    place = max(n for n, band in enumerate(of.bands) if total >= band.from_)
    failed = any(of.by_id[q].gate and credit < of.by_id[q].gate_credit for q, credit in credits.items())
    if failed and of.layout.gate_cap is not None:
        place = min(place, [band.id for band in of.bands].index(of.layout.gate_cap))
    return place


@st.composite
def graded(draw):
    """A tiny rubric with bands anywhere."""
    of = draw(s.rubrics(most=4))
    starts = [0, *sorted(draw(st.sets(st.integers(1, 100), min_size=1, max_size=4)))]
    bands = tuple({"id": f"band{n}", "from": F(start), "stars": n, "title": b.text()} for n, start in enumerate(starts))
    cap = draw(st.sampled_from([None, None, *(band["id"] for band in bands)]))
    return rebuilt(of, bands=bands, gate_cap=cap)


@pytest.mark.slow
@settings(max_examples=50)
@given(graded())
def test_grades_and_the_questions_that_change_them_are_those_of_brute_force(of):
    lives = [live for live in live_sets(of) if live]
    reached, changing = [], set()
    for live in lives:
        places, grades = set(), {}
        for credits in completions(of, live):
            grade = grade_of(of, credits)
            places.add(grade)
            for q in credits:
                rest = tuple(sorted((other, credit) for other, credit in credits.items() if other != q))
                grades.setdefault((q, rest), set()).add(grade)
        reached.append(places)
        changing |= {q for (q, _), found in grades.items() if len(found) > 1}
    check_reached(of, reached)
    findings = list(Grades(of, Profiles(of)).check_questions())
    assert {finding.code for finding in findings} <= {"question-changes-no-grade"}
    assert {finding.where for finding in findings} == set().union(*lives) - changing
    for finding in findings:
        example = finding.counter_example
        low, high = (scored(of, example["profile"], example[side]["answers"]) for side in ("lowest", "highest"))
        assert low.score.low < high.score.low


def check_reached(of, reached):
    missed = {band.id: sum(place not in places for places in reached) for place, band in enumerate(of.bands)}
    findings = {f.where: f for f in Grades(of, Profiles(of)).check_bands()}
    told = {band: f.counter_example.get("patterns") for band, f in findings.items()}
    assert told == {band: count for band, count in missed.items() if count}
    for band, finding in findings.items():
        assert (finding.severity == "error") == (missed[band] == len(reached))
        for side in ("below", "above"):
            if side in finding.counter_example:
                example = finding.counter_example[side]
                card = scored(of, finding.counter_example["profile"], example["answers"])
                assert str(card.score.low) == str(F(example["score"]))


@pytest.mark.slow
@given(s.rubrics(gate_cap=True))
def test_what_is_proved_holds_under_every_profile(of):
    """Points are 100, and within their bounds; every question asked is worth some; every gate can be passed and failed."""
    assert "points-do-not-sum" not in codes(of)
    patterns, lives, limits = list(Profiles(of).patterns()), live_sets(of), bounds(of)
    assert {pattern.live for pattern in patterns} == lives
    assert len(patterns) == Profiles(of).count == len(lives)
    for pattern in patterns:
        assert {q for q, applies in of.applying(pattern.profile).items() if applies} == pattern.live
        worth = points(of, pattern.live)
        assert not worth or sum(worth.values()) == 100
        assert all(worth[q] > 0 and limits[q].least <= worth[q] <= limits[q].most for q in pattern.live)
        best = scored(of, pattern.profile, {q: b.best(of.by_id[q]) for q in of.order})
        worst = scored(of, pattern.profile, {q: b.worst(of.by_id[q]) for q in of.order})
        assert not best.gates_in("failed")
        assert not worst.gates_in("passed")
    check_emptied(of)


def check_emptied(of):
    """The profile named for an emptied node is the smallest one that empties it."""
    named = {f.where: f.counter_example["profile"] for f in prove(of) if f.code == "node-emptied"}
    applying = [(profile, of.applying(profile)) for profile in all_profiles(of, partial=True)]
    for node in of.leaves:
        asked = [placed.question for placed in node.questions]
        emptying = [profile for profile, applies in applying if not any(applies[q] is not False for q in asked)]
        assert (node.id in named) == bool(emptying)
        if emptying:
            assert len(named[node.id]) == min(map(len, emptying))
            assert named[node.id] in emptying


@st.composite
def parts(draw):
    made = []
    for n in range(draw(st.integers(0, 5))):
        amounts = sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=4)))
        made.append(Part(f"q{n}", tuple(F(a, 40) for a in amounts), tuple(amounts)))
    return made


@pytest.mark.slow
@settings(max_examples=100)
@given(parts(), st.integers(-5, 120), st.integers(1, 20))
def test_a_search_finds_the_total_or_the_nearest_on_either_side(made, low, width):
    high = low + width
    totals = {sum(chosen) for chosen in product(*(part.amounts for part in made))}
    result = search(made, low, high)
    assert result.hit is any(low <= total < high for total in totals)
    if not result.hit:
        below = max((total for total in totals if total < low), default=None)
        above = min((total for total in totals if total >= high), default=None)
        for side, amount in ((result.below, below), (result.above, above)):
            assert (side is None) == (amount is None)
            if side is not None:
                assert side.amount == amount == sum(40 * credit for credit in side.credits.values())
                assert set(side.credits) == {part.question for part in made}


# Findings as data


def test_findings_are_plain_data_with_a_sentence_each(teaching):
    assert not [str(finding) for finding in prove(teaching) if finding.severity == "error"]
    broken = conditional({"all": (asks("live"), {"not": asks("live")})}, [b.fact("live", "many")])
    for of in (teaching, broken, b.rubric([b.yes_no("p"), b.yes_no("q")])):
        findings = prove(of)
        data = findings_data(findings)
        assert json.loads(json.dumps(data)) == data
        for finding in findings:
            assert finding.message.endswith(".")
            assert finding.where in str(finding)


# What differs between two rubrics


def base():
    return [
        b.level("p", (F(0), F(1, 2), F(1))),
        b.yes_no("q", gate=b.gate("yes")),
        b.checklist("r", 3),
        b.measure("t"),
    ]


TREE = (b.node("all", b.node("one", "p", "q"), b.node("two", "r", "t")),)


def plain_rubric(questions=None, tree=TREE, facts=None, **more):
    return b.rubric(questions or base(), tree, facts or two_facts(), **more)


def kinds(old, new):
    return {(change.kind, change.where) for change in compare(old, new).changes}


def changed(place, **more):
    questions = base()
    questions[place] = {**questions[place], **more}
    return plain_rubric(questions)


def test_the_same_rubric_does_not_differ():
    difference = compare(plain_rubric(), plain_rubric())
    assert (difference.changes, difference.effect) == ((), None)
    assert len(lines(difference, "en")) == 2


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (changed(0, text=b.text("other")), {("reworded", "p")}),
        (changed(0, evidence=(b.text("one"), b.text("two"), b.text("three"))), {("reworded", "p")}),
        (changed(0, **{"options": b.level("p", (F(0), F(1, 4), F(1)))["options"]}), {("scale-changed", "p")}),
        (changed(0, **{"options": b.level("p", (F(0), F(1)))["options"]}), {("scale-changed", "p")}),
        (changed(1, gate=None), {("gate-changed", "q")}),
        (changed(1, applies=asks("live")), {("applies-changed", "q")}),
        (changed(1, not_applicable=b.NA), {("not-applicable-changed", "q")}),
        (changed(1, core=True), {("core-changed", "q")}),
        (changed(1, step={**b.STEP, "effort": F(2)}), {("effort-changed", "q")}),
        (changed(1, sources=({"source": "law", "articles": ("3",), "status": "working"},)), {("sources-changed", "q")}),
        (changed(2, items=b.checklist("r", 3)["items"][::-1]), {("scale-changed", "r")}),
        (changed(3, most=F(40)), {("scale-changed", "t")}),
        (
            plain_rubric(tree=(b.node("all", b.node("one", "q", "p"), b.node("two", "r", "t")),)),
            {("questions-reordered", "one")},
        ),
        (
            plain_rubric(tree=(b.node("all", b.node("one", ("p", F(25)), ("q", F(25))), b.node("two", "r", "t")),)),
            {("points-stated", "p"), ("points-stated", "q")},
        ),
        (
            plain_rubric(tree=(b.node("all", b.node("one", ("p", F(20)), ("q", F(30))), b.node("two", "r", "t")),)),
            {("points-changed", "p"), ("points-changed", "q")},
        ),
        (
            plain_rubric(tree=(b.node("all", b.node("two", "r", "t"), b.node("one", "p", "q")),)),
            {("node-changed", "one"), ("node-changed", "two")},
        ),
        (plain_rubric(gate_cap="two-star"), {("cap-changed", "small")}),
        (plain_rubric(version="2"), {("rubric-changed", "small")}),
        (
            plain_rubric(bands=(*b.BANDS[:1], {**b.BANDS[1], "from": F(60)}, *b.BANDS[2:])),
            {("band-changed", "two-star")},
        ),
        (plain_rubric(bands=b.BANDS[:-1]), {("band-removed", "five-star")}),
        (plain_rubric(facts=[*two_facts(), b.fact("drugs")]), {("fact-added", "drugs")}),
        (plain_rubric(facts=two_facts()[:1]), {("fact-removed", "food")}),
        (plain_rubric(facts=two_facts()[::-1]), {("fact-changed", "live"), ("fact-changed", "food")}),
        (plain_rubric(facts=[b.fact("live", "one", ("no", "yes")), b.fact("food")]), {("fact-changed", "live")}),
    ],
)
def test_each_kind_of_change_is_named_and_nothing_else_is(new, expected):
    assert kinds(plain_rubric(), new) == expected


def test_questions_added_removed_and_moved_are_named_with_the_points_that_move():
    questions = [*base()[:3], b.level("u")]
    new = plain_rubric(questions, (b.node("all", b.node("one", "p"), b.node("two", "r", "q", "u")),))
    assert kinds(plain_rubric(), new) == {
        ("question-removed", "t"),
        ("question-added", "u"),
        ("question-moved", "q"),
        ("points-changed", "p"),
        ("points-changed", "q"),
        ("points-changed", "r"),
    }
    moved = {c.where: (c.before, c.after) for c in compare(plain_rubric(), new).changes if c.kind == "points-changed"}
    assert moved["p"] == ({"points": "25"}, {"points": "50"})


@pytest.mark.slow
@given(s.rubrics(most=4), s.rubrics(most=4))
def test_rubrics_that_say_different_things_never_compare_as_equal(old, new):
    assert bool(compare(old, new).changes) == (old.digest != new.digest)
    assert not compare(old, old).changes


def test_the_effect_names_the_question_that_moved_the_grade_and_the_gate_that_now_fails():
    old, new = plain_rubric(), changed(1, gate=None)
    stricter = compare(new, old, b.answered(new, {"p": "o2", "q": "no", "r": ("i0", "i1", "i2"), "t": "7"})).effect
    assert [(gate.question, gate.before, gate.after) for gate in stricter.gates] == [("q", None, "failed")]
    halved = changed(0, **{"options": b.level("p", (F(0), F(1, 4), F(1)))["options"]})
    answers = b.answered(old, {"p": "o1", "q": "yes", "r": ("i0", "i1", "i2"), "t": "7"})
    effect = compare(old, halved, answers).effect
    assert [(one.question, one.difference) for one in effect.moves if one.difference] == [("p", F(-25, 4))]
    assert (effect.before.grade.low.id, effect.after.grade.low.id) == ("three-star", "three-star")
    assert (effect.before.score.low, effect.after.score.low) == (F(175, 2), F(325, 4))


def test_while_facts_are_missing_the_effect_is_on_the_score_over_all_profiles():
    old, new = load_rubric("gbt31526-2025"), load_rubric("sqe-2015")
    made = without_facts(sample_assessment(load_samples()[1], old, "en"), 3)
    difference = compare(old, new, made)
    scores = [scorecard(rubric, made).score.low for rubric in (old, new)]
    said = [line for line in lines(difference, "en") if line.startswith(("Guaranteed score", "Facts of the profile"))]
    assert re.findall(r"\d+\.\d\d", said[0])[:2] == [cut(one, 2) for one in scores]
    assert said[1].startswith("Facts of the profile are missing: so that each question has its part")
    told = as_data(difference)["effect"]["score"]
    assert [told[side]["low"] for side in ("before", "after")] == list(map(str, scores))


def test_the_difference_of_the_shipped_rubrics_can_be_read():
    old, new = load_rubric("gbt31526-2025"), load_rubric("sqe-2015")
    told = lines(compare(old, new, sample_assessment(load_samples()[0], old, "en")), "en")
    assert len(told) > 100
    assert not [line for line in told if "{" in line or "None" in line or HAN.search(line)]


def test_the_comparison_says_what_changed_and_its_effect():
    old = plain_rubric()
    new = changed(0, **{"options": b.level("p", (F(0), F(1, 4), F(1)))["options"]})
    difference = compare(old, new, b.answered(old, {"p": "o1", "q": "yes", "r": ("i0", "i1", "i2"), "t": "7"}))
    assert lines(difference, "en") == [
        "From small 1 to small 1",
        "Options or credits changed: p [p]",
        "  options.o1.credit: 1/2 → 1/4",
        "Guaranteed score: 87.50 → 81.25 (-6.25)",
        "Range of scores: 87.5 → 81.2",
        "The grade stays: three stars",
        "  p [p]: 12.50 → 6.25 (-6.25)",
    ]
    assert lines(difference, "zh")[2] == "  options.o1.credit：1/2 → 1/4"


def test_two_scores_and_their_change_add_up_as_shown_and_one_too_small_to_show_keeps_its_sign():
    assert change_words(F(1, 1000), F(10, 3)) == {"before": "0.00", "after": "3.33", "change": "+3.33"}
    assert change_words(F(8339, 1000), F(4, 1)) == {"before": "8.33", "after": "4.00", "change": "-4.33"}
    told = [change_words(F(1001, 1000), F(1) + by)["change"] for by in (F(3, 1000), F(1, 1000), F(0))]
    assert told == ["+<0.01", "0.00", "-<0.01"]
