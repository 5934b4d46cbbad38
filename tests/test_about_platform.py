"""A description of the platform is read for the facts of its profile, and for nothing that it does not say:
tests/cases/platforms/*.yaml, readable without Python, and descriptions that others wrote.
"""

import pytest

from ecq.interview.facts import platform_words
from ecq.interview.typed.about_platform import platform_said
from ecq.rubric.loading import load_rubric
from tests.lists_of_sentences import told
from tests.talk.platforms import SETS, read

RUBRIC = load_rubric("gbt31526-2025")


@pytest.mark.parametrize("case", [*told("platforms")])
def test_what_is_said_is_read_and_nothing_else(case):
    said = platform_said(case["say"], RUBRIC)
    facts = dict(said.facts)
    told_of_it = {
        "facts": {fact: list(value) if isinstance(value, tuple) else value for fact, value in facts.items()},
        "name": said.name,
        "target": said.target or "",
        "understood": "yes" if said else "no",
    }
    looks = case.keys() - {"shows", "say"}
    assert looks
    assert {name: told_of_it[name] for name in looks} == {name: case[name] for name in looks}


def test_every_word_belongs_to_a_fact_and_a_value_of_the_profile():
    for fact, values in platform_words().items():
        known = {one.id for one in RUBRIC.facts[fact].options} | ({"any"} if fact == "payment-role" else set())
        assert values.keys() <= known
    assert platform_words().keys() == RUBRIC.facts.keys()


@pytest.mark.parametrize(("name", "least", "most"), [("first", 0.95, 0), ("second", 0.88, 10), ("third", 0.9, 12)])
def test_descriptions_of_others_are_read_as_well_as_counted(name, least, most):
    became = [kind for case in SETS[name] for kind, _ in read(case, RUBRIC)]
    said = sum(kind != "besides" for kind in became)
    assert became.count("right") >= least * said
    assert became.count("wrong") + became.count("besides") <= most
