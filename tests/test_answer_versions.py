"""The history of an answer is what really was said, and any of it can be had again without losing the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, clear, mark_unsure, set_aside
from ecq.assessment.evidence import add_evidence
from ecq.assessment.history.journal import Entry, changes_between, kind_of
from ecq.assessment.history.past_states import restored, versions
from tests import building as b

RUBRIC = b.rubric([b.yes_no("a", not_applicable=b.NA), b.checklist("c")])
A, C = RUBRIC.by_id["a"], RUBRIC.by_id["c"]
STEPS = {
    "yes": lambda made, at: answer(made, A, "yes", at),
    "no": lambda made, at: answer(made, A, "no", at),
    "unsure": lambda made, at: mark_unsure(made, A, at),
    "aside": lambda made, at: set_aside(made, A, "not-here", at),
    "clear": lambda made, at: clear(made, A, at),
    "note": lambda made, at: annotate(made, A, f"note of {at}", at),
    "evidence": lambda made, at: add_evidence(made, A, f"paper of {at}", at=at),
    "other question": lambda made, at: answer(made, C, ("i0",), at),
}


def played(steps, made=None):
    """What a sequence of steps leaves: every state, and the question's entries newest first."""
    states, entries = [made or begin(RUBRIC)], []
    for number, step in enumerate(steps, 2):
        after = b.accepted(STEPS[step](states[-1], f"t{number}"))
        changes = changes_between(states[-1], after)
        states.append(after)
        if changes:
            entries.insert(0, Entry(number, f"t{number}", kind_of(changes), changes))
    return states, [entry for entry in entries if "a" in entry.questions]


def part_of(response, part):
    return (response.state, response.value, response.reason) if part == "answer" else getattr(response, part)


@given(st.lists(st.sampled_from(list(STEPS)), max_size=12))
def test_every_earlier_version_of_an_answer_can_be_restored_exactly(steps):
    states, entries = played(steps)
    by_time = {f"t{number}": state for number, state in enumerate(states[1:], 2)}
    now = states[-1]
    for version in versions(now, "a", entries):
        then = by_time[version.at] if version.at else states[0]
        assert part_of(version.response, version.part) == part_of(then.response("a"), version.part)
        again = restored(now, "a", version, "t99")
        assert part_of(again.response("a"), version.part) == part_of(then.response("a"), version.part)
        for other in {"answer", "note", "evidence"} - {version.part}:
            assert part_of(again.response("a"), other) == part_of(now.response("a"), other), (
                "restoring one part lost another"
            )
        assert again.response("c") == now.response("c")
        if version.present:
            assert again is now


def test_the_history_reads_from_now_to_the_beginning():
    states, entries = played(["yes", "other question", "note", "no"])
    rows = [(v.part, v.at, v.response.value, v.response.note, v.present) for v in versions(states[-1], "a", entries)]
    assert rows == [
        ("answer", "t5", "no", "note of t4", True),
        ("note", "t4", "yes", "note of t4", True),
        ("answer", "t2", "yes", "", False),
        ("answer", None, None, "", False),
        ("note", None, None, "", False),
    ]


def test_evidence_has_its_versions_and_what_else_an_entry_changed_has_none():
    states, entries = played(["evidence"])
    noted = b.accepted(annotate(states[-1], C, "elsewhere", "t3"))
    after = b.accepted(answer(noted, A, "yes", "t3"))
    entries = [Entry(3, "t3", "several", changes_between(states[-1], after)), *entries]
    rows = [(v.part, v.at, len(v.response.evidence)) for v in versions(after, "a", entries)]
    assert rows == [("answer", "t3", 1), ("evidence", "t2", 1), ("answer", None, 0), ("evidence", None, 0)]


def test_a_question_without_answers_has_no_history():
    assert versions(begin(RUBRIC), "a", []) == ()


def test_the_newest_part_of_a_long_history_can_be_read_alone():
    states, entries = played(["yes", "no"] * 20)
    few = versions(states[-1], "a", entries[:3])
    assert [v.response.value for v in few] == ["no", "yes", "no", "yes"]
    assert few[-1].at is None
