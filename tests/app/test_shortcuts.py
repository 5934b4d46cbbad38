"""The sheet of shortcuts tells the truth: every key that a button has, and every typed word it lists, does what it says."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import LANGS, words
from ecq.interview.flow import Interview
from ecq.interview.typed.outcomes import Note, NotUnderstood
from ecq.interview.typed.reading import understand
from ecq.rubric.kinds import MeasureQuestion
from ecq.web.frame.browser_helper import GROUPS, WORDS, sheet


@pytest.mark.slow
def test_every_shortcut_of_a_button_is_listed(walk, store, shipped):
    told = {key.en.lower() for _, group in GROUPS for one in group for key in one.keys} | set("123456789")
    used: set[str] = set()
    for kind in ("level", "checklist", "measure"):
        question = next(q for q in shipped.questions[5:] if q.kind == kind)
        walker = walk(store.add(begin(shipped)).id)
        walker.session.question = question.id
        walker.go("interview")
        parts = walker.conversation
        used |= {key.lower() for _, _, key in parts["chips"] if key} | {step["key"].lower() for step in parts["steps"]}
        used |= {str(number) for number, _ in enumerate(parts["answers"].get("options", ()), 1)}
    assert {"1", "u", "s", "m", "e"} <= used, "the keys of the buttons could not be read"
    assert used <= told, f"keys that no sheet tells of: {used - told}"


@pytest.mark.parametrize("lang", LANGS)
def test_every_typed_command_listed_is_understood(shipped, lang):
    asked = Interview(shipped, begin(shipped)).asked
    level = next(q for q in shipped.questions if q.kind == "level" and q.not_applicable)
    number = next(q for q in shipped.questions if isinstance(q, MeasureQuestion) and q.unit == "days")
    for one in WORDS:
        for key in one.keys:
            said = words(key, lang)
            question = number if said[0].isdigit() and len(said) > 1 else level
            outcome = understand(said, question, shipped, asked)
            assert not isinstance(outcome, NotUnderstood | Note), f"{said!r} is not understood: {outcome}"


def test_the_shortcut_list_is_complete_in_each_language():
    counts = set()
    for lang in LANGS:
        groups = sheet(lang)["groups"]
        assert isinstance(groups, list)
        counts.add(tuple(len(group["rows"]) for group in groups))
    assert counts == {tuple(len(group) for _, group in GROUPS)}
