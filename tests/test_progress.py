"""The difference by indicator loses nothing: its parts sum to the difference, on screen order and in the CSV."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.exact import cut
from ecq.base.language import LANGS, words
from ecq.document.blocks import Bullets, Paragraph, Table
from ecq.planning import difference
from ecq.scoring.difference import Side, _cause
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.sentences import difference_lines, hanging_line
from ecq.telling.report.comparisons import Earlier, breakdown, gates_lines, group_title, progress_part, standing_of
from ecq.telling.report.whole import view_of
from ecq.telling.text.sentences import interval_words, parts_notes
from ecq.telling.text.words import PARTS_WIDER
from ecq.writers.sheets.results.build import breakdown_csv
from tests import building as b
from tests.report.assessments import full_profile
from tests.strategies import assessments, rubrics


def rows_of(made):
    assert made.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


@pytest.mark.slow
@given(data=st.data())
def test_groups_and_csv_sum_to_exactly_the_difference_also_across_rubrics(data):
    one = data.draw(rubrics(most=4))
    other = data.draw(st.one_of(st.just(one), rubrics(most=4)))
    found = difference(one, data.draw(assessments(one)), other, data.draw(assessments(other)))
    groups = breakdown(one, other, found)
    assert sum((group.difference for group in groups), Fraction(0)) == found.difference
    assert all(sum((m.difference for m in group.moves), Fraction(0)) == group.difference for group in groups)
    changed = {m.question for m in found.moves if m.difference or m.cause != "same"}
    assert sorted(m.question for g in groups for m in (*g.moves, *g.quiet)) == sorted(changed)
    sizes = [abs(group.difference) for group in groups]
    assert sizes == sorted(sizes, reverse=True)
    _, *rows, last = rows_of(breakdown_csv(one, other, found, "en"))
    assert {row[2] for row in rows} == changed
    near = Fraction(1, 10**9)  # a spreadsheet gets decimals: it takes 7/10 for a date
    assert not any("/" in cell for row in (*rows, last) for cell in row[4:])
    assert abs(Fraction(last[-1]) - found.difference) < near
    assert abs(sum((Fraction(row[-1]) for row in rows), Fraction(0)) - found.difference) < near
    assert abs(Fraction(last[-3]) + Fraction(last[-2]) - found.difference) < near
    assert abs(Fraction(last[9]) - Fraction(last[6]) - found.difference) < near
    assert len({len(row) for row in (*rows, last)}) == 1


def test_while_facts_are_missing_it_is_said_what_is_guaranteed_whatever_they_are(shipped):
    made = sample_assessment(load_samples()[0], shipped, "en")
    hazy = made.model_copy(update={"profile": dict(list(made.profile.items())[2:])})
    assert score(shipped, hazy).score.low < scorecard(shipped, hazy).score.low
    whole, low, sure = (
        cut(card.score.low, 2) for card in (score(shipped, made), score(shipped, hazy), scorecard(shipped, hazy))
    )
    head, hanging, *_ = difference_lines(shipped, shipped, difference(shipped, made, shipped, hazy), "en")
    assert head.startswith(f"{whole} → {sure}")
    assert f"taken so it is {whole} → {low}, " in hanging
    assert not hanging_line(difference(shipped, made, shipped, made), "en")


def test_while_facts_are_missing_it_is_said_that_indicators_add_up_to_more(shipped):
    made = sample_assessment(load_samples()[0], shipped, "en")
    hazy = made.model_copy(update={"profile": dict(list(made.profile.items())[2:])})
    for lang in LANGS:
        for state, wider in ((hazy, True), (made, False)):
            notes = parts_notes(shipped, scorecard(shipped, state), lang)
            assert any(note.startswith(words(PARTS_WIDER, lang)) for note in notes) is wider


def test_past_scores_equal_those_of_the_scorer(shipped):
    assessment = sample_assessment(load_samples()[0], shipped, "en")
    card, standing = score(shipped, assessment), standing_of(shipped, assessment)
    assert (standing.score, standing.evidenced, standing.grade) == (card.score, card.evidenced, card.grade)
    assert standing.open == card.counts.open


def test_titles_gates_and_csv_exist_in_every_language(shipped):
    first, second = (sample_assessment(one, shipped, "en") for one in load_samples()[:2])
    found = difference(shipped, first, shipped, second)
    assert found.gates
    for lang in LANGS:
        assert all(group_title(shipped, shipped, group, lang) for group in breakdown(shipped, shipped, found))
        assert len(gates_lines(shipped, shipped, found, lang)) == len(found.gates)
        assert len(rows_of(breakdown_csv(shipped, shipped, found, lang))[0]) == 13


def test_rubric_text_in_the_csv_never_becomes_a_formula():
    rubric = b.rubric([{**b.yes_no("a"), "text": b.text("=HYPERLINK(1)")}])
    found = difference(rubric, b.answered(rubric, {}), rubric, b.answered(rubric, {"a": "yes"}))
    (row,) = rows_of(breakdown_csv(rubric, rubric, found, "en"))[1:-1]
    assert row[1] == "'=HYPERLINK(1)"


def _stands(state, credit=None, proved=0):
    return Side(state, Fraction(2), None if credit is None else Fraction(credit), Fraction(proved))


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        (_stands(None), _stands("unanswered"), "added"),
        (_stands("answered", 1), _stands(None), "removed"),
        (_stands("na"), _stands("answered", 1), "counts-again"),
        (_stands("answered", 1), _stands("na"), "set-aside"),
        (_stands("answered", 1), _stands("hidden"), "ruled-out"),
        (_stands("answered", 1, 1), _stands("answered", 1, 1), "same"),
        (_stands("unanswered"), _stands("unsure"), "same"),
        (_stands("answered", 1), _stands("answered", 1, 1), "proved"),
        (_stands("answered", 1, 1), _stands("answered", 1), "unproved"),
        (_stands("unanswered"), _stands("answered", 0), "answered"),
        (_stands("answered", 0), _stands("unsure"), "reopened"),
        (_stands("answered", 0), _stands("answered", 1), "raised"),
        (_stands("answered", 1), _stands("answered", 0, 0), "lowered"),
    ],
)
def test_what_changed_about_a_question_is_named(before, after, cause):
    assert _cause(before, after) == cause


def test_progress_in_a_report_says_the_same_score_as_its_cover_while_facts_are_missing(shipped):
    made = sample_assessment(load_samples()[0], shipped, "en")
    hazy = made.model_copy(update={"profile": dict(list(made.profile.items())[2:])})
    blocks = tuple(progress_part(view_of(shipped, hazy, "en", ()), Earlier(day="2026-11-01", assessment=made)))
    card = scorecard(shipped, hazy)
    assert f"→ {cut(card.score.low, 2)}, " in blocks[0].claim
    (table,) = [one for one in blocks if isinstance(one, Table) and one.columns[1].head]
    shown = next(row.cells[2][0] for row in table.rows if row.cells[0][0] == "Score")
    assert shown == interval_words(card.score.low, card.score.high)


def test_of_many_gates_whose_state_changed_a_report_names_the_first_few_failed_ones_before_all(shipped):
    before = begin(shipped, profile=full_profile(shipped))
    made = before
    for place, question in enumerate(one for one in shipped.questions if one.gate):
        made = b.accepted(answer(made, question, (b.worst if place % 9 == 8 else b.best)(question)))
    blocks = tuple(progress_part(view_of(shipped, made, "en", ()), Earlier(assessment=before)))
    (gates,) = [one for one in blocks if isinstance(one, Bullets)]
    assert len(gates.lines) == 6
    assert gates.lines[0].endswith("open → failed")
    assert gates.lines[-1].endswith("open → passed")
    assert any("Gates whose state changed: " in one.text for one in blocks if isinstance(one, Paragraph))
