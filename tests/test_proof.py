"""What evidence proves: the rule against enumeration, dates, reviews, and that words alone prove nothing."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin
from ecq.assessment.evidence import add_evidence, edit_evidence, name_reviewer, put_evidence, review_evidence
from ecq.assessment.file import dump, read
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.kinds.base import Invalid
from ecq.scoring.proof import held_pieces, last_day
from ecq.scoring.scorecard import score
from tests import building as b
from tests.strategies import questions, valid_answers

F = b.F
AT = "2026-11-28T09:00:00+00:00"
OPTIONS = (
    {"id": "paper", **b.text("paper")},
    {"id": "report", **b.text("report"), "for": ("o2",), "valid_for": 12, "status": "confirmed"},
)
OF = b.rubric([b.level("a", (F(0), F(1, 2), F(1)), evidence=OPTIONS), b.checklist("c", 2)])
A, C = OF.questions
FULL = b.answered(OF, {"a": "o2", "c": "i0,i1"})


@st.composite
def with_pieces(draw):
    """A question whose pieces belong to any of its answers, one of its answers, and any pieces held."""
    data = draw(questions("q", [b.fact("f0")]))
    plain = b.rubric([data], facts=[b.fact("f0")]).questions[0]
    names = st.lists(st.sampled_from(plain.proved_answers), unique=True).map(tuple)
    pieces = tuple({"id": f"p{n}", **b.text(f"p{n}"), "for": draw(names)} for n in range(draw(st.integers(2, 4))))
    question = b.rubric([{**data, "evidence": pieces}], facts=[b.fact("f0")]).questions[0]
    return question, draw(valid_answers(question)), draw(st.frozensets(st.sampled_from(tuple(question.pieces))))


@given(with_pieces())
def test_a_question_is_proved_up_to_the_best_answer_whose_pieces_are_all_held(case):
    question, given_answer, held = case
    value = question.read(given_answer)

    def proves(name):
        return all(piece.id in held for piece in question.evidence if not piece.for_ or name in piece.for_)

    if isinstance(question, ChecklistQuestion):
        subsets = chain.from_iterable(combinations(value, size) for size in range(len(value) + 1))
        best = max(question.credit_of(some) for some in subsets if all(map(proves, some)))
    else:
        least = [question.scale[one] for one in question.scale if question.scale[one] <= question.credit_of(value)]
        best = max(
            credit for name, credit in question.scale.items() if credit in least and (not credit or proves(name))
        )
    assert question.credit_proved(value, held) == best
    assert question.credit_proved(value, question.needed(value)) == question.credit_of(value)


def test_a_score_says_of_each_indicator_question_and_piece_what_evidence_proves():
    own = tuple({"id": one, **b.text(one)} for one in ("own", "other"))
    asked = [
        b.level("a", (F(0), F(1, 2), F(1)), evidence=OPTIONS),
        b.level("c", evidence=own),
        b.level("d", evidence=own),
    ]
    of = b.rubric(asked, [b.node("all", b.node("one", "a"), b.node("two", "c"), b.node("three", "d"))])
    made = b.answered(of, {"a": "o2", "c": "o1", "d": "o0"})
    card = score(of, b.prove(made, of.by_id["c"]))
    assert [card.nodes[one].evidenced / card.nodes[one].points for one in ("one", "two", "three")] == [0, 1, 0]
    assert (card.pieces.held, card.pieces.needed) == (2, 4), "an answer that earns nothing needs nothing"
    assert [(one.evidenced, one.unproved) for one in card.questions.values()] == [
        (False, True),
        (True, False),
        (False, False),
    ]
    assert card.unproved == 1


@pytest.mark.parametrize(
    "said", [{}, {"place": "x"}, {"place": "x", "pieces": ()}, {"place": "x", "pieces": ("other",)}]
)
def test_typing_anything_anywhere_proves_nothing(shipped, said):
    made = begin(shipped)
    for question in shipped.questions:
        made = b.accepted(answer(made, question, question.answer_earning(F(1)), exact=True))
        made = b.accepted(add_evidence(made, question, "x", **said))
    assert score(shipped, made).evidenced.low == 0


def of_a(made, day="2026-11-28"):
    return score(OF, made.model_copy(update={"as_of": day})).questions["a"].proved


def test_words_prove_with_the_place_where_the_thing_lies_and_a_report_until_it_is_too_old():
    made = b.accepted(add_evidence(FULL, A, "paper"))
    assert of_a(made) == 0
    made = b.accepted(edit_evidence(made, A, 0, place="cabinet"))
    assert of_a(made) == F(1, 2)
    made = b.accepted(add_evidence(made, A, "Report 12", place="cabinet", pieces=("report",), dated="2025-11-20"))
    assert (of_a(made, "2026-11-19"), of_a(made, "2026-11-20")) == (1, F(1, 2))
    made = b.accepted(edit_evidence(made, A, 1, until="2026-06-30"))
    there_and_back = ("2026-06-30", "2026-07-01", "2026-06-30")
    assert [of_a(made, day) for day in there_and_back] == [1, F(1, 2), 1], "what is remembered goes by the day"
    assert read(dump(made)) == made


@pytest.mark.parametrize(
    ("dated", "ends"), [("2024-02-29", "2025-02-28"), ("2026-01-01", "2026-12-31"), ("9999-06-01", "9999-12-31")]
)
def test_how_long_a_piece_holds_is_counted_in_months_from_its_own_date(dated, ends):
    thing = b.accepted(add_evidence(FULL, A, "r", place="p", pieces=("report",), dated=dated)).response("a").evidence[0]
    assert last_day(A.pieces["report"], thing) == ends


def test_where_somebody_reviews_only_what_another_accepted_counts():
    made = b.accepted(add_evidence(FULL, A, "paper", place="cabinet", brought_by="Lin"))
    made = b.accepted(name_reviewer(made, "Zhou"))
    assert of_a(made) == 0
    own = review_evidence(made, A, 0, AT, verdict="accepted", by="lin")
    assert isinstance(own, Invalid)
    assert "somebody else" in own.sentence.en
    accepted = b.accepted(review_evidence(made, A, 0, AT, verdict="accepted", by="Zhou"))
    assert of_a(accepted) == F(1, 2)
    assert of_a(b.accepted(edit_evidence(accepted, A, 0, dated="2026-01-01"))) == 0
    assert isinstance(review_evidence(made, A, 0, AT, verdict="returned", by="Zhou"), Invalid)
    returned = b.accepted(review_evidence(made, A, 0, AT, verdict="returned", by="Zhou", words="unsigned"))
    assert of_a(b.accepted(name_reviewer(returned, ""))) == 0


def test_one_thing_put_to_two_questions_is_changed_in_both():
    made = b.accepted(add_evidence(FULL, A, "policy", place="wiki", pieces=("paper",)))
    made = b.accepted(put_evidence(made, A, 0, C, ("1", "2"), AT))
    assert score(OF, made).questions["c"].proved == 1
    made = b.accepted(edit_evidence(made, C, 0, AT, until="2026-12-31", in_hand=True))
    assert [made.response(q).evidence[0].until for q in ("a", "c")] == ["2026-12-31"] * 2
    assert held_pieces(A, made.response("a").evidence, "2027-01-01", False) == frozenset()
