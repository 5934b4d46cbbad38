"""Answer once, read both editions."""

import pytest

from ecq import load_rubric, score
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.scoring.rubric_comparison import side_by_side
from ecq.scoring.unknown_facts import scorecard
from tests.planning.sentence_states import without_facts


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.id)
def test_both_editions_are_scored_from_the_same_answers(sample):
    new, old = load_rubric("gbt31526-2025"), load_rubric("sqe-2015")
    assessment = sample_assessment(sample, new, "zh")
    first, second = side_by_side(assessment, new, [new, old])
    assert (first.rubric.id, second.rubric.id) == ("gbt31526-2025", "sqe-2015")
    assert first.card == score(new, assessment)
    assert second.card == score(old, assessment)
    assert first.shared == second.shared
    assert (first.only_here, first.left_out) == (second.left_out, second.only_here)
    assert first.shared + first.only_here == first.card.counts.applicable


@pytest.mark.parametrize("missing", [1, 3])
def test_while_facts_are_missing_an_edition_has_the_score_that_is_told_everywhere(missing):
    new, old = load_rubric("gbt31526-2025"), load_rubric("sqe-2015")
    assessment = without_facts(sample_assessment(load_samples()[1], new, "zh"), missing)
    first, second = side_by_side(assessment, new, [new, old])
    for one in (first, second):
        told = scorecard(one.rubric, assessment)
        assert (one.card.score, one.card.evidenced, one.card.grade) == (told.score, told.evidenced, told.grade)
    assert first.card.score != score(new, assessment).score, "that one takes what hangs on facts as open"


def test_a_rubric_with_no_other_beside_it_shares_all_its_questions():
    own = load_rubric("gbt31526-2025")
    (alone,) = side_by_side(sample_assessment(load_samples()[0], own, "zh"), own, [own])
    assert (alone.shared, alone.only_here, alone.left_out) == (alone.card.counts.applicable, 0, 0)
