"""Rows, comparison and benchmark: exact, honest about what is open, and never a name where none may stand."""

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import create_model

from ecq.assessment.changes import begin, set_aside
from ecq.base.day import days_between
from ecq.base.errors import PlanningError
from ecq.document.blocks import Table
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import Interval, score
from ecq.telling.portfolio.columns import Way, table
from ecq.telling.portfolio.comparison import FEWEST, benchmarks, compare, quartiles
from ecq.telling.portfolio.contents import comparison_blocks
from ecq.telling.portfolio.sentences import (
    benchmark_lines,
    best_line,
    left_words,
    mixed_line,
    names_apart,
    next_day_line,
    stand_line,
)
from ecq.telling.portfolio.summary import Summary, bases, client, form, ordered, row_of, summary, summary_by
from ecq.writers.text import lines
from tests.building import F, answered_further
from tests.portfolio.making import DAY, made, one, settled, small


@pytest.fixture(scope="module")
def of():
    return small()


def with_day(client_, ready_by):
    assessment = client_.assessment
    terms = assessment.terms.model_copy(update={"ready_by": ready_by})
    return replace(client_, assessment=assessment.model_copy(update={"terms": terms}))


def test_a_row_tells_what_the_scorecard_tells(of):
    half = one(of, "Half", {"a": "o5", "b": "o3", "d": "no"})
    row, card = row_of(half), half.card
    assert (row.score, row.evidenced) == (card.score, card.evidenced)
    assert row.grade == card.grade
    assert row.verdict == readiness(of, half.assessment, card).verdict
    assert (row.failed, row.gates_open) == (1, 0)
    assert (row.settled, row.applicable, row.open) == (3, 4, 1)
    assert row.begun
    assert not row_of(client(of, begin(of), DAY)).begun


@pytest.mark.parametrize(
    ("ready_by", "days", "said"),
    [
        ("2026-12-05", 10, "10 days left"),
        ("2026-11-26", 1, "1 day left"),
        (DAY, 0, "today"),
        ("2026-11-20", -5, "5 days past"),
    ],
)
def test_days_to_the_target_date_are_counted_from_the_day_handed_in(of, ready_by, days, said):
    row = row_of(with_day(settled(of, "A", 5), ready_by))
    assert row.days_left == days == days_between(DAY, ready_by)
    assert left_words(row, "en") == said


def test_the_next_target_day_is_one_that_has_not_passed(of):
    rows = [
        row_of(with_day(settled(of, name, 5), day)) for name, day in (("Late", "2026-11-01"), ("Soon", "2026-12-01"))
    ]
    assert next_day_line(rows, "en") == "Next target day: Soon, 2026-12-01, 6 days left"
    assert next_day_line(rows[:1], "en") == ""


def test_the_line_on_top_counts_each_row_once(of):
    rows = [row_of(settled(of, "A", 5)), row_of(client(of, begin(of), DAY))]
    whole, *parts = [int(part) for part in re.split(r"[\s:,.]+", stand_line(rows, "en")) if part.isdigit()]
    assert whole == sum(parts) == 2


def test_rows_are_ordered_as_asked(of):
    rows = [row_of(settled(of, name, n)) for name, n in (("b", 2), ("A", 5), ("c", 3))]
    rows.append(row_of(with_day(one(of, "d", {"a": "o1"}, at="2026-11-25T08:00:00+00:00"), "2027-01-01")))
    names = {
        order: [row.name for row in ordered(rows, order)]
        for order in ("changed", "name", "score", "target-day", "open")
    }
    assert names["name"] == ["A", "b", "c", "d"]
    assert names["score"] == ["A", "c", "b", "d"]
    assert names["changed"][0] == names["target-day"][0] == names["open"][0] == "d"


# Comparing


def test_what_the_best_does_otherwise_adds_exactly_what_is_said(of):
    worse, better = (
        one(of, "W", {"a": "o1", "b": "o5", "d": "no"}),
        one(of, "B", {"a": "o4", "b": "o2", "c": "o5", "d": "yes"}),
    )
    shown = compare([worse, better])
    (otherwise,) = shown.otherwise
    assert shown.best == 1
    assert {other.question for other in otherwise.others} == {"a", "d"}, "b is better at W, c is not answered there"
    assert otherwise.others[0].gain >= otherwise.others[-1].gain
    theirs = better.assessment.responses
    changed = answered_further(of, worse.assessment, {q: theirs[q].value for q in ("a", "d")})
    assert otherwise.gain == score(of, changed).score.low - worse.card.score.low
    further = answered_further(of, changed, {"c": "o5"})
    assert (otherwise.open, otherwise.open_points) == (1, score(of, further).score.low - score(of, changed).score.low)


def test_a_question_set_aside_by_either_is_no_difference(of):
    worse = one(of, "W", {"a": "o5", "b": "o5", "d": "no"})
    aside = set_aside(worse.assessment, of.by_id["c"], "not-here")
    shown = compare([client(of, aside, DAY, id="W"), settled(of, "B", 5)])
    assert {other.question for other in shown.otherwise[0].others} == {"d"}
    assert shown.otherwise[0].open == 0
    back = next(line for line in shown.lines if line.node == "back")
    assert back.scores[0] is None
    assert back.scores[1] is not None


def test_those_compared_under_one_name_are_told_apart_by_their_day_or_place(of):
    last_year = "2025-11-24T09:00:00+00:00"
    shown = compare([settled(of, "A", 5), settled(of, "A", 3, at=last_year), settled(of, "B", 1)])
    assert names_apart(shown, "en") == ["A (2026-11-24)", "A (2025-11-24)", "B"]
    heads = [
        column.head for block in comparison_blocks(shown, "en") if isinstance(block, Table) for column in block.columns
    ]
    assert heads[1:4] == names_apart(shown, "en")
    assert best_line(shown, "zh").startswith("A（2026-11-24）")
    assert names_apart(compare([settled(of, "A", 5), settled(of, "A", 3)]), "en") == ["A (#1)", "A (#2)"]


def test_open_gates_are_counted_within_the_sentence_on_what_is_left(of):
    waiting = replace(row_of(one(of, "A", {"a": "o5"})), gates_open=1)
    (line,) = [text for text in lines([table([waiting], Way("en"))]) if "min to read" in text]
    assert line.endswith("min to read, 1 gate open")


def test_where_all_stand_alike_none_is_the_best(of):
    shown = compare([settled(of, "A", 3), settled(of, "B", 3)])
    assert shown.best is None
    assert shown.otherwise == ()


def test_one_six_and_different_rubrics_are_not_compared(of):
    same = [settled(of, str(n), n % 6) for n in range(6)]
    for wrong in (same[:1], same):
        with pytest.raises(PlanningError, match="from 2 to 5"):
            compare(wrong)
    other = settled(small(version="2"), "Other", 3)
    with pytest.raises(PlanningError, match="different rubrics"):
        compare([same[0], other])
    assert "small 1 (1), small 2 (1)" in mixed_line((same[0].rubric, other.rubric), "en")
    assert mixed_line((same[0].rubric, same[1].rubric), "en") == ""


# The benchmark


def by_definition(values, share):
    """QUARTILE.INC: the place (n - 1) x share from 0 among the sorted values, divided in proportion between two."""
    ordered_values = sorted(values)
    place = (len(values) - 1) * share
    below = place.numerator // place.denominator
    above = min(below + 1, len(values) - 1)
    return ordered_values[below] + (place - below) * (ordered_values[above] - ordered_values[below])


@given(st.lists(st.fractions(0, 100, max_denominator=60), min_size=FEWEST, max_size=14))
def test_quartiles_are_those_of_the_definition_exactly(values):
    found = quartiles([Interval(value, value) for value in values])
    assert all(end.low == end.high for end in found)
    assert tuple(end.low for end in found) == tuple(by_definition(values, F(n, 4)) for n in (1, 2, 3))
    for value, quarters in zip((end.low for end in found), (1, 2, 3), strict=True):
        assert sum(one <= value for one in values) * 4 >= quarters * len(values) - 3
        assert isinstance(value, Fraction)


def test_there_is_no_benchmark_below_five_clients(of):
    four = [settled(of, str(n), n) for n in range(4)]
    (shown,) = benchmarks([*four, settled(of, "demo", 4, demo=True), settled(of, " 0 ", 1)])
    assert (shown.clients, shown.demos, shown.repeated, shown.enough, shown.lines) == (4, 1, 1, False, ())
    assert benchmark_lines(shown, "en")[0] == "From 5 clients of one rubric on there is a benchmark; now there are 4."
    (shown,) = benchmarks([*four, settled(of, "five", 5)])
    assert shown.enough
    whole = shown.lines[0]
    assert (whole.node, whole.counted) == (None, 5)
    scores = [F(n, 5) * 50 + 50 for n in (0, 1, 2, 3, 5)]
    assert (
        whole.quartiles.median.low
        == whole.quartiles.median.high
        == sorted(one.card.score.low for one in [*four, settled(of, "five", 5)])[2]
        == scores[2]
    )


def test_who_has_open_questions_counts_with_both_ends(of):
    group = [settled(of, str(n), n) for n in range(5)] + [one(of, "half", {"a": "o5", "b": "o5"})]
    (shown,) = benchmarks([*group, one(of, "unbegun", {})])
    assert (shown.clients, shown.unbegun) == (6, 1)
    assert {line.counted for line in shown.lines} == {6}
    lines = {line.node: line.quartiles for line in shown.lines}
    assert all(one.low == one.high for one in lines["front"])
    for end in ("low", "high"):
        scores = [getattr(client.card.nodes["back"].share, end) for client in group]
        assert getattr(lines["back"].third, end) == by_definition(scores, F(3, 4))
    assert lines["back"].third.low < lines["back"].third.high


def test_of_one_name_the_self_check_changed_last_counts(of):
    others = [settled(of, str(n), 3) for n in range(4)]
    old = settled(of, "Twice", 0, at="2026-11-01T00:00:00+00:00")
    new = settled(of, "twice", 5, at="2026-11-20T00:00:00+00:00")
    assert benchmarks([*others, new, old]) == benchmarks([*others, old, new])
    (shown,) = benchmarks([*others, new, old])
    assert (shown.clients, shown.repeated) == (5, 1)
    assert shown.lines[0].quartiles == quartiles([one_.card.score for one_ in (*others, new)])


def test_unnamed_self_checks_are_clients_of_their_own(of):
    (shown,) = benchmarks([settled(of, "", n) for n in range(5)])
    assert (shown.clients, shown.repeated) == (5, 0)


def test_each_rubric_has_its_own_benchmark(of):
    other = small(version="2")
    group = [settled(of, str(n), n) for n in range(5)] + [settled(other, "x", 3)]
    first, second = benchmarks(reversed(group))
    assert (first.rubric.version, first.clients, second.rubric.version, second.clients) == ("1", 5, "2", 1)
    assert not second.enough


def test_an_assessment_of_an_earlier_version_is_scored_with_the_present_one(of):
    now = client(small(version="2"), made(of, "Earlier", {"a": "o5"}), DAY)
    assert now.assessment.rubric.version == "2"
    assert now.card.score == one(of, "Earlier", {"a": "o5"}).card.score


def test_another_field_and_other_words_for_one_are_another_form(monkeypatch):
    added = create_model("Summary", __base__=Summary, __doc__=Summary.__doc__, more=(int, 0))
    same = create_model("Summary", __base__=Summary, __doc__=Summary.__doc__)
    assert form(same) == form()
    assert form(added) != form()
    left = same.model_fields["left"]
    monkeypatch.setattr(left, "description", "Questions to be answered, without those that are unsure.")
    same.model_rebuild(force=True)
    form.cache_clear()
    assert form(same) != form(), "a field that means something else says so in its words"


def test_what_is_stored_is_plain_and_rests_on_rubric_and_form(shipped):
    assessment = begin(shipped, "Shop")
    kept = summary_by({shipped.id: shipped}, assessment)
    assert json.loads(json.dumps(kept)) == kept
    assert Summary.model_validate_json(json.dumps(kept)) == summary(shipped, assessment)
    assert summary_by({}, assessment) == {"name": "Shop"}
    assert bases([shipped])[shipped.id] != shipped.digest
