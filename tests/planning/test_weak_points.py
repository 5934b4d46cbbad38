"""Fragile answers, robustness of the grade, refused not-applicables: each against everything tried, and scored again."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import begin, set_aside
from ecq.assessment.model import Assessment, Response
from ecq.base.errors import PlanningError
from ecq.base.language import LANGS, Lang
from ecq.planning import fragile, na_refused, robustness
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import named, robust_lines
from tests import building as b
from tests import strategies

F = Fraction


def refusing(assessment, rubric, questions):
    """The assessment with these answers at their lowest."""
    said = {q: Response(state="answered", value=rubric.by_id[q].lowest_answer) for q in questions}
    return assessment.model_copy(update={"responses": {**assessment.responses, **said}})


@pytest.mark.slow
@given(strategies.scored(gate_cap=True), st.booleans())
def test_the_fragile_set_costs_the_grade_and_no_smaller_one_does(pair, unproved):
    rubric, assessment = pair
    card = score(rubric, assessment)
    found = fragile(rubric, card, unproved)
    claims = [q for q, one in card.questions.items() if one.contribution and not (unproved and one.evidenced)]

    def loses(questions):
        return score(rubric, refusing(assessment, rubric, questions)).grade.low.from_ < card.grade.low.from_

    chosen = [claim.question for claim in found.claims]
    assert set(chosen) <= set(claims)
    after = score(rubric, refusing(assessment, rubric, chosen))
    assert (found.score_after, found.grade_after) == (after.score.low, after.grade.low)
    if chosen:
        assert loses(chosen)
        assert not any(loses(fewer) for fewer in combinations(claims, len(chosen) - 1))
        assert found.spared <= found.margin
        assert after.score.low == min(
            score(rubric, refusing(assessment, rubric, other)).score.low
            for other in combinations(claims, len(chosen))
            if loses(other)
        )
    else:
        assert not any(loses(some) for size in range(len(claims) + 1) for some in combinations(claims, size))
    assert set(found.alone) == {q for q in claims if loses([q])}


def reweighted(rubric: Rubric, points: dict[str, Fraction]) -> Rubric:
    """The same rubric with these points for its indicators."""

    def trimmed(nodes):
        made = []
        for one in nodes:
            if one.children:
                inside = trimmed(one.children)
                if inside:
                    made.append(b.node(one.id, *inside, points=sum(child["points"] for child in inside)))
            elif one.id in points:
                worth = points[one.id]
                given_points = [placed.points for placed in one.questions]
                whole = None if None in given_points else sum(given_points)
                shares = [None if whole is None else worth * p / whole for p in given_points]
                made.append(
                    b.node(one.id, *zip([p.question for p in one.questions], shares, strict=True), points=worth)
                )
        return made

    dumped = rubric.model_dump(by_alias=True)
    dumped["layout"]["tree"] = tuple(trimmed(rubric.layout.tree))
    kept = {p.question for node in rubric.leaves if node.id in points for p in node.questions}
    dumped["questions"] = tuple(one for one in dumped["questions"] if one["id"] in kept)
    return Rubric.model_validate(dumped)


@pytest.mark.slow
@given(strategies.scored(gate_cap=True))
def test_the_witness_flips_the_grade_when_it_is_scored(pair):
    rubric, assessment = pair
    card = score(rubric, assessment)
    found = robustness(rubric, card)
    if found.witness is None:
        return
    assert sum(found.witness.points.values()) == 100
    assert all(
        1 - found.witness.delta <= factor <= 1 + found.witness.delta for factor in found.witness.factors.values()
    )
    again = score(reweighted(rubric, found.witness.points), assessment)
    assert (again.score.low, again.grade.low.id) == (found.witness.score, found.witness.grade.id)
    assert again.grade.low.id != card.grade.low.id


@pytest.mark.slow
@given(strategies.scored(gate_cap=True), st.fractions(0, 1))
def test_no_weights_within_delta_change_the_grade(pair, part):
    """A weighted mean is at its ends when every factor is at one of its two ends, so trying those is trying all."""
    rubric, assessment = pair
    card = score(rubric, assessment)
    found = robustness(rubric, card)
    nodes = [card.nodes[leaf.id] for leaf in rubric.leaves if card.nodes[leaf.id].points]
    within = found.delta if part == 1 and found.falls == found.delta != found.rises else found.delta * part
    if not nodes or within == 1:
        return
    for factors in product((1 - within, 1 + within), repeat=len(nodes)):
        whole = sum(factor * node.points for factor, node in zip(factors, nodes, strict=True))
        low = 100 * sum(f * node.low for f, node in zip(factors, nodes, strict=True)) / whole
        grade = rubric.grade_of(low)
        if rubric.layout.gate_cap and (card.gates_in("failed") or card.gates_in("open")):
            grade = min(grade, rubric.band(rubric.layout.gate_cap), key=lambda band: band.from_)
        if part != 1 or within < found.delta or found.falls == found.delta != found.rises:
            assert grade.id == card.grade.low.id


def test_a_grade_in_its_middle_is_robuster_than_one_at_its_edge():
    def of(points):
        tree = [b.node("all", b.node("left", "a", points=points), b.node("right", "c", points=100 - points))]
        rubric = b.rubric([b.yes_no("a"), b.yes_no("c")], tree)
        return robustness(rubric, score(rubric, b.answered(rubric, {"a": "yes", "c": "no"})))

    edge, middle = of(F(80)), of(F(85))
    assert (edge.grade.id, edge.delta, edge.falls) == ("three-star", 0, 0)
    # 85 f / (85 f + 15 g) is 80 where f / g = 12/17, so (1 - d) / (1 + d) = 12/17; it is 90 where f / g = 27/17.
    assert (middle.falls, middle.rises) == (F(5, 29), F(5, 22))
    assert middle.delta == F(5, 29)
    assert middle.witness.grade.id == "two-star"


def lines_of(rubric: Rubric, made: Assessment, lang: Lang = "en") -> list[str]:
    return list(robust_lines(rubric, robustness(rubric, score(rubric, made)), lang))


def test_an_empty_check_is_not_called_unqualified_under_any_weights():
    tree = [b.node("all", b.node("left", "a"), b.node("right", "c"))]
    rubric = b.rubric([b.yes_no("a"), b.yes_no("c")], tree)
    assert lines_of(rubric, begin(rubric), "zh") == ["目前还没有能保证的等级，权重怎么变都一样"]
    assert lines_of(rubric, begin(rubric)) == ["No grade is guaranteed so far, whatever the weights"]


@given(strategies.scored())
def test_while_anything_is_open_only_what_is_guaranteed_is_said_to_hold_under_other_weights(drawn):
    rubric, made = drawn
    card = score(rubric, made)
    first, *witness = lines_of(rubric, made)
    if card.score.low < card.score.high:
        grade = card.grade.low
        stands = f"Guaranteed so far: {grade.title.en}" if grade.stars else "No grade is guaranteed so far"
        assert all("guaranteed score is" in one for one in witness)
    else:
        stands = f"The grade is {card.grade.low.title.en}"
    assert first.startswith(stands)


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_below_what_is_shown_is_said_in_words(lang: Lang):
    """“不到 <0.1 %” says less than less."""
    tree = [b.node("all", b.node("left", "a", points=F(80_001, 1000)), b.node("right", "c", points=F(19_999, 1000)))]
    rubric = b.rubric([b.yes_no("a"), b.yes_no("c")], tree)
    first, _ = lines_of(rubric, b.answered(rubric, {"a": "yes", "c": "no"}), lang)
    assert "<" not in first
    assert "0.1 %" in first


def test_questions_in_a_sentence_stand_in_quotation_marks():
    """A question ends with its own mark; another one right behind it would read as a slip."""
    rubric = b.rubric([b.yes_no("a"), b.yes_no("c")], [b.node("all", "a", "c")])
    shown = named(rubric, ["a", "c"], "zh", ids=False)
    assert shown == "".join(f"“{rubric.by_id[one].text.zh}”" for one in ("a", "c"))


def test_equal_indicators_cannot_be_weighted_to_another_grade():
    tree = [b.node("all", b.node("left", "a"), b.node("right", "c"))]
    rubric = b.rubric([b.level("a", (F(0), F(3, 4), F(1))), b.level("c", (F(0), F(3, 4), F(1)))], tree)
    found = robustness(rubric, score(rubric, b.answered(rubric, {"a": "o1", "c": "o1"})))
    assert (found.delta, found.falls, found.rises, found.witness) == (1, None, None, None)


@pytest.mark.slow
@given(strategies.scored())
def test_a_refused_not_applicable_is_scored_as_its_lowest_answer(pair):
    rubric, assessment = pair
    card = score(rubric, assessment)
    found = na_refused(rubric, assessment)
    aside = [one.id for one in card.questions.values() if one.state == "na"]
    assert [one.questions for one in found.each] == [(q,) for q in aside]
    assert (found.together is None) == (not aside)
    for one in (*found.each, *([found.together] if found.together else [])):
        after = score(rubric, refusing(assessment, rubric, one.questions))
        assert (one.score, one.grade, one.loss) == (after.score.low, after.grade.low, card.score.low - after.score.low)
        assert one.loss >= 0 or card.counts.applicable == len(aside)


def test_a_gate_set_aside_fails_when_the_reason_is_refused():
    rubric = b.rubric([b.yes_no("a"), b.yes_no("g", gate=b.gate("yes"), not_applicable=b.NA)])
    made = b.accepted(set_aside(b.answered(rubric, {"a": "yes"}), rubric.by_id["g"], "not-here"))
    (refused,) = na_refused(rubric, made).each
    assert (refused.gates, refused.score, refused.loss) == (("g",), 50, 50)


def test_weak_points_of_another_rubric_are_refused(shipped, teaching):
    with pytest.raises(PlanningError, match="made with teaching"):
        na_refused(shipped, b.answered(teaching, {}))
