"""Peers: nobody is dropped for an open question, nobody can be recognised, and every figure is a true interval."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.telling.portfolio.comparison import FEWEST
from ecq.telling.portfolio.summary import Summary, summary
from ecq.telling.report.comparisons import Peers, peers_note, peers_of
from ecq.telling.report.whole import view_of
from tests.report.assessments import filled

ENDS = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda both: tuple(map(str, sorted(both))))


def told(name: str, score: tuple[str, str], model: str = "b2c", size: str = "medium", answered: int = 1) -> Summary:
    return Summary.model_construct(
        name=name,
        score=score,
        answered=answered,
        segment={"business-model": (model,), "size": (size,)},
        dimensions={"front": score},
    )


@given(own=ENDS, others=st.lists(ENDS, min_size=FEWEST, max_size=9), turns=st.randoms())
def test_however_open_questions_turn_out_every_figure_holds(own, others, turns):
    found = peers_of(told("own", own), [told(str(n), ends) for n, ends in enumerate(others)])
    assert found.count == len(others)

    def turned(ends: tuple[str, str]) -> Fraction:
        return Fraction(turns.randint(int(ends[0]), int(ends[1])))

    mine, theirs = turned(own), [turned(one) for one in others]
    assert found.below[0] <= sum(one < mine for one in theirs) <= found.below[1]
    middle = sorted(theirs)[len(theirs) // 2]
    if len(theirs) % 2:
        for line in found.lines:
            assert Fraction(line.median[0]) <= middle <= Fraction(line.median[1])
    assert Peers.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("others", "alike"),
    [
        ([("b2c", "medium")] * FEWEST, {"business-model", "size"}),
        ([("b2c", "large")] * FEWEST, {"business-model"}),
        ([("c2c", "large")] * FEWEST, set()),
        ([("b2c", "medium")] * (FEWEST - 1), None),
    ],
)
def test_peers_are_as_alike_as_five_allow(others, alike):
    ends = ("50", "60")
    same_name = [told(" QINGHE ", ends), told("0", ends), told("unbegun", ends, answered=0)]
    found = peers_of(told("Qinghe", ends), [*(told(str(n), ends, *one) for n, one in enumerate(others)), *same_name])
    assert (found and set(found.alike)) == alike
    if found:
        assert found.count == FEWEST
        assert "inghe" not in found.model_dump_json()


@pytest.mark.parametrize(
    ("of_folder", "where", "not_there"),
    [(False, "on this server", "in a folder"), (True, "in a folder of whoever made this", "on this server")],
)
def test_a_report_says_where_its_peers_come_from(shipped, of_folder, where, not_there):
    own = summary(shipped, filled(shipped))
    others = [own.model_copy(update={"name": str(number)}) for number in range(FEWEST)]
    note = peers_note(view_of(shipped, filled(shipped), "en", ["peers"]), peers_of(own, others, of_folder))
    assert where in note
    assert not_there not in note
