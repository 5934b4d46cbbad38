"""Every change can be taken back and made again, in any order, and nothing another window said is taken back with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pydantic import Field

from ecq.assessment.changes import annotate, answer, begin, clear, mark_unsure, rebind, set_aside, set_up
from ecq.assessment.evidence import add_evidence, drop_evidence
from ecq.assessment.history import journal as j
from ecq.assessment.history.past_states import next_redo, next_undo
from ecq.assessment.history.past_states import states as states_then
from ecq.assessment.model import NO_TERMS, Assessment, Evidence, PlanTerms, Response
from ecq.base.errors import AssessmentError
from ecq.base.frozen import Frozen
from ecq.store.database import DatabaseStore
from tests import building as b
from tests.strategies import assessments, fact_values, rubrics, scored, valid_answers

TARGETS = ("two-star", "five-star")


def timeless(assessment):
    """What was said, without when it was last touched."""
    return assessment.model_copy(update={"updated_at": None})


class Steps(RuleBasedStateMachine):
    """One window: any changes, undos and redos, through a real store, beside a plain list of states."""

    @initialize(data=st.data())
    def start(self, data):
        self.store = DatabaseStore("sqlite://")
        self.rubric = data.draw(rubrics(most=4))
        self.id = self.store.add(data.draw(assessments(self.rubric))).id
        self.past, self.future = [self.now], []
        self.was = {1: self.now}
        self.clock = 0

    @property
    def now(self):
        return self.store.find(self.id).assessment

    @property
    def newest_first(self):
        return self.store.entries(self.id)

    def change(self, how):
        self.clock += 1
        before = self.now
        after = self.store.change(self.id, lambda held: b.accepted(how(held, f"t{self.clock}"))).assessment
        self.keep_state()
        if timeless(after) != timeless(before):
            self.past.append(after)
            self.future.clear()

    def keep_state(self):
        kept = self.store.find(self.id)
        self.was[kept.revision] = kept.assessment

    @rule(data=st.data())
    def answer_or_not(self, data):
        question = data.draw(st.sampled_from(self.rubric.questions))
        what = data.draw(st.sampled_from(["answer", "answer", "unsure", "clear", "aside"]))
        if what == "answer":
            value = data.draw(valid_answers(question))
            self.change(lambda held, at: answer(held, question, value, at))
        elif what == "unsure":
            self.change(lambda held, at: mark_unsure(held, question, at))
        elif what == "clear":
            self.change(lambda held, at: clear(held, question, at))
        elif question.not_applicable:
            self.change(lambda held, at: set_aside(held, question, "not-here", at))

    @rule(data=st.data(), note=st.sampled_from(["", "x", "{}", "备注 🛒"]))
    def note(self, data, note):
        question = data.draw(st.sampled_from(self.rubric.questions))
        self.change(lambda held, at: annotate(held, question, note, at))

    @rule(data=st.data(), adding=st.booleans())
    def evidence(self, data, adding):
        question = data.draw(st.sampled_from(self.rubric.questions))
        if adding:
            self.change(lambda held, at: add_evidence(held, question, f"paper of {at}", at=at, owner="Li"))
        else:
            self.change(lambda held, at: drop_evidence(held, question, 0, at))

    @rule(data=st.data())
    def profile_name_and_target(self, data):
        fact = data.draw(st.sampled_from(list(self.rubric.facts.values())))
        profile = {fact.id: data.draw(st.one_of(st.none(), fact_values(fact)))}
        name, target = data.draw(st.sampled_from([None, "", "青禾"])), data.draw(st.sampled_from([None, *TARGETS]))
        self.change(lambda held, at: set_up(held, self.rubric, name=name, profile=profile, target=target, at=at))

    @rule(data=st.data(), days=st.sampled_from(["1", "2.5"]))
    def terms_of_a_plan(self, data, days):
        ids = [question.id for question in self.rubric.questions]
        locked = tuple(data.draw(st.lists(st.sampled_from(ids), unique=True)))
        terms = PlanTerms(locked=locked, efforts={data.draw(st.sampled_from(ids)): days}, capacity=days)
        self.change(lambda held, at: held.model_copy(update={"terms": data.draw(st.sampled_from([terms, NO_TERMS]))}))

    @rule(version=st.sampled_from(["1", "2"]))
    def another_version(self, version):
        layout = self.rubric.layout.model_copy(update={"version": version})
        self.change(lambda held, at: rebind(held, self.rubric.model_copy(update={"layout": layout}), at))

    @rule()
    def undo(self):
        entry = next_undo(self.newest_first, self.now)
        assert (entry is None) == (len(self.past) == 1)
        if entry is not None:
            self.reverse(entry)
            self.future.append(self.past.pop())

    @rule()
    def redo(self):
        entry = next_redo(self.newest_first, self.now)
        assert (entry is None) == (not self.future)
        if entry is not None:
            self.reverse(entry)
            self.past.append(self.future.pop())

    def reverse(self, entry):
        self.clock += 1
        assert self.store.change(
            self.id, lambda held: j.applied(held, j.reversal(entry), f"t{self.clock}"), reverses=entry
        )
        self.keep_state()

    @invariant()
    def the_state_is_the_one_expected(self):
        assert timeless(self.now) == timeless(self.past[-1])

    def every_revision_has_its_entry_and_leads_back_to_its_state(self):
        entries, revision = self.newest_first, self.store.find(self.id).revision
        assert [one.revision for one in entries] == list(range(revision, 1, -1))
        assert all(j.read_changes(j.dump_changes(one.changes)) == one.changes for one in entries)
        found = states_then(self.now, revision, entries, set(self.was))
        assert {number: timeless(one) for number, one in found.items()} == {
            number: timeless(one) for number, one in self.was.items()
        }

    def teardown(self):
        if not hasattr(self, "past"):
            return
        self.every_revision_has_its_entry_and_leads_back_to_its_state()
        while (entry := next_undo(self.newest_first, self.now)) is not None:
            self.reverse(entry)
        assert timeless(self.now) == timeless(self.past[0]), "undoing everything must return the beginning exactly"
        while (entry := next_redo(self.newest_first, self.now)) is not None:
            self.reverse(entry)
        expected = self.future[0] if self.future else self.past[-1]
        assert timeless(self.now) == timeless(expected), "redoing everything must return the end exactly"
        self.store.close()


TestSteps = pytest.mark.slow(Steps.TestCase)
TestSteps.settings = settings(max_examples=20, stateful_step_count=20)


class Windows(RuleBasedStateMachine):
    """Two windows answer, undo and redo in turn. Neither ever takes back, or silently overwrites, what the other said."""

    @initialize()
    def start(self):
        self.rubric = b.rubric([b.level("a", (b.F(0), b.F(1, 2), b.F(1))), b.yes_no("c"), b.measure("d")])
        self.store = DatabaseStore("sqlite://")
        self.id = self.store.add(begin(self.rubric)).id
        self.seen = {"one": 1, "two": 1}
        self.whose, self.whose_before = {}, {}

    def keep(self, window, how, reverses=None):
        """A press, and whose word each field then is: what an undo brings back is whose it was before."""
        before, clash = self.store.find(self.id), None
        try:
            self.store.change(self.id, how, by=window, seen=self.seen[window], reverses=reverses)
        except j.ConflictError as error:
            clash = error
        self.clashed = clash is not None
        self.look(window)
        if clash is not None:
            assert {entry.by for entry in clash.theirs} == {"one", "two"} - {window}
            assert self.store.find(self.id) == before
        for made in self.store.entries(self.id, since=before.revision):
            keys = {change.key for change in made.changes} - {None}
            self.whose_before[made.revision] = {key: self.whose.get(key) for key in keys}
            self.whose |= self.whose_before[reverses.revision] if reverses else dict.fromkeys(keys, window)

    def look(self, window):
        self.seen[window] = self.store.find(self.id).revision

    @rule(window=st.sampled_from(["one", "two"]))
    def draw_again(self, window):
        self.look(window)

    @rule(window=st.sampled_from(["one", "two"]), data=st.data())
    def press(self, window, data):
        question = data.draw(st.sampled_from(self.rubric.questions))
        value = data.draw(valid_answers(question))
        missed = [one for one in self.store.entries(self.id, since=self.seen[window]) if one.by != window]
        unseen = {change.key for one in j.in_effect(missed) for change in one.changes}
        before = self.store.find(self.id)
        self.keep(window, lambda held: b.accepted(answer(held, question, value, "now")))
        after = self.store.find(self.id)
        if ("responses", question.id, "answer") in unseen:
            assert after == before, "an answer given elsewhere, not seen here, was overwritten"
        else:
            assert after.assessment.response(question.id).value == value

    @rule(window=st.sampled_from(["one", "two"]), redo=st.booleans())
    def step(self, window, redo):
        kept = self.store.find(self.id)
        choose = next_redo if redo else next_undo
        entry = choose(self.store.entries(self.id), kept.assessment, lambda one: one.by == window)
        if entry is None:
            return
        if not redo:
            assert {self.whose[change.key] for change in entry.changes if change.key} == {window}
        self.keep(window, lambda held: j.applied(held, j.reversal(entry)), reverses=entry)
        now = self.store.find(self.id)
        if self.clashed:
            assert now == kept, "what another window did unseen was taken back"
        else:
            assert now.revision == kept.revision + 1
            assert j.stands(now.assessment, j.reversal(entry))


TestWindows = pytest.mark.slow(Windows.TestCase)
TestWindows.settings = settings(max_examples=20, stateful_step_count=25)


@pytest.mark.slow
@given(scored(), st.data())
def test_the_changes_between_two_states_lead_forward_and_back(pair, data):
    rubric, one = pair
    other = data.draw(assessments(rubric))
    changes = j.changes_between(one, other)
    assert timeless(j.applied(one, changes)) == timeless(other)
    assert timeless(j.applied(other, [change.reversed for change in changes])) == timeless(one)
    assert j.stands(other, changes)
    assert (changes == ()) == (timeless(one) == timeless(other))
    assert j.read_changes(j.dump_changes(changes)) == changes


RUBRIC = b.rubric([b.yes_no("a", not_applicable=b.NA), b.checklist("c")], facts=[b.fact("f")])
A = RUBRIC.by_id["a"]
EMPTY = begin(RUBRIC)


def entry(revision, before, after, kind=None, undoes=None, by=""):
    changes = j.changes_between(before, after)
    return j.Entry(revision, "t", kind or j.kind_of(changes), changes, by, undoes)


def test_an_entry_of_an_answer_holds_that_answer_and_nothing_else():
    assessment = b.answered(RUBRIC, {"c": ("i0",)})
    changes = j.changes_between(assessment, b.accepted(answer(assessment, A, "yes", "t9")))
    data = j.as_data(assessment)
    assert data == json.loads(json.dumps(data)), "what its file would hold"
    told = json.loads(j.dump_changes(changes))
    assert told == [
        [["responses", "a", "state"], {"a": "answered"}],
        [["responses", "a", "value"], {"a": "yes"}],
        [["responses", "a", "at"], {"a": "t9"}],
    ]


def only_its_time(made, question_id):
    response = made.response(question_id).model_copy(update={"at": "t9"})
    return made.model_copy(update={"responses": {**made.responses, question_id: response}})


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        (lambda made: answer(made, A, "no"), "answer"),
        (lambda made: set_aside(made, A, "not-here"), "answer"),
        (lambda made: clear(made, A), "answer"),
        (lambda made: annotate(made, A, "x"), "note"),
        (lambda made: annotate(b.accepted(answer(made, A, "no")), A, "x"), "answer"),
        (lambda made: add_evidence(made, A, "x"), "evidence"),
        (lambda made: set_up(made, RUBRIC, name="x"), "name"),
        (lambda made: set_up(made, RUBRIC, target="two-star"), "target"),
        (lambda made: set_up(made, RUBRIC, profile={"f": "yes"}), "profile"),
        (lambda made: set_up(made, RUBRIC, name="x", profile={"f": "yes"}), "several"),
        (lambda made: b.answered_further(RUBRIC, made, {"a": "no", "c": ()}), "several"),
        (lambda made: only_its_time(made, "a"), "again"),
        (lambda made: only_its_time(answer(made, A, "no"), "c"), "answer"),
    ],
)
def test_each_kind_of_change_gets_its_name(how, kind):
    assessment = b.answered(RUBRIC, {"a": "yes"})
    assert j.kind_of(j.changes_between(assessment, b.accepted(how(assessment)))) == kind


def test_giving_the_same_answer_again_is_no_change():
    assessment = b.accepted(answer(EMPTY, A, "yes", "t1"))
    assert answer(assessment, A, "yes", "t2") is assessment
    assert clear(EMPTY, A, "t2") is EMPTY
    assert annotate(assessment, A, " ", "t2") is assessment
    of_the_file = {"updated_at": "2026-01-01T00:00:00+00:00", "as_of": "2026-01-01", "format": 1}
    assert j.changes_between(assessment, assessment.model_copy(update=of_the_file)) == ()


def test_undo_preserves_a_note_added_in_another_window():
    assessment = b.accepted(answer(EMPTY, A, "yes", "t1"))
    one = entry(2, EMPTY, assessment)
    noted = b.accepted(annotate(assessment, A, "from the other window", "t2"))
    assert next_undo([entry(3, assessment, noted, by="other"), one], noted, lambda e: e.by == "") == one
    undone = j.applied(noted, j.reversal(one), "t3")
    assert (undone.response("a").state, undone.response("a").value) == ("unanswered", None)
    assert undone.response("a").note == "from the other window"


def test_going_there_and_back_is_undone_and_made_again_step_by_step():
    first = b.accepted(answer(EMPTY, A, "yes"))
    there = b.accepted(answer(first, A, "no"))
    now, lines = first, [entry(3, there, first), entry(2, first, there)]

    def take_back(one):
        undone = j.applied(now, j.reversal(one))
        return undone, [entry(lines[0].revision + 1, now, undone, j.reversal_kind(one), one.revision), *lines]

    for choose, revisions, states in ((next_undo, (3, 2), (there, first)), (next_redo, (5, 4), (there, first))):
        for revision, state in zip(revisions, states, strict=True):
            one = choose(lines, now)
            assert one.revision == revision
            now, lines = take_back(one)
            assert now == state
        assert choose(lines, now) is None


def test_a_time_alone_is_no_step():
    assessment = b.accepted(answer(EMPTY, A, "yes"))
    change, time = entry(2, EMPTY, assessment), j.Entry(3, "t", "again", ())
    assert next_undo([time, change], assessment) == change
    undo = entry(3, assessment, EMPTY, "undo", undoes=2)
    assert next_redo([j.Entry(4, "t", "again", ()), undo, change], EMPTY) == undo


def test_what_another_window_said_since_is_not_taken_back_even_where_it_says_the_same():
    mine = set_up(EMPTY, RUBRIC, name="mine", profile={"f": "yes"})
    theirs = set_up(mine, RUBRIC, name="theirs")
    change, other = entry(2, EMPTY, mine), entry(3, mine, theirs, by="other")
    same_again, undo = entry(4, theirs, mine, by="other"), entry(4, theirs, mine, "undo", undoes=3, by="other")
    assert next_undo([same_again, other, change], mine, lambda e: e.by == "") is None
    assert next_undo([undo, other, change], mine, lambda e: e.by == "") == change, "they took theirs back themselves"


def test_undo_skips_changes_overwritten_in_another_window():
    first = b.accepted(answer(EMPTY, RUBRIC.by_id["c"], (), "t1"))
    mine = b.accepted(answer(first, A, "yes", "t2"))
    theirs = b.accepted(answer(mine, A, "no", "t3"))
    lines = [entry(4, mine, theirs, by="other"), entry(3, first, mine), entry(2, EMPTY, first)]
    assert not j.stands(theirs, lines[1].changes)
    assert next_undo(lines, theirs, lambda e: e.by == "") == lines[2]


def test_undo_reads_only_the_entries_it_needs():
    assessment = b.accepted(answer(EMPTY, A, "yes"))

    def lines():
        yield entry(3, EMPTY, assessment)
        raise AssertionError("the whole journal was read for one label")

    assert next_undo(lines(), assessment).revision == 3
    assert next_redo(lines(), assessment) is None


def test_a_change_from_another_version_is_refused_in_one_sentence():
    strange = j.Change(("responses", "a", "mood"), j.ABSENT, "sunny")
    with pytest.raises(AssessmentError, match="another version") as error:
        j.applied(EMPTY, [strange])
    assert "\n" not in str(error.value)
    assert error.value.zh != str(error.value)
    mood = j.Change(("mood",), j.ABSENT, "sunny")
    assert j.stands(EMPTY, [mood.reversed]), "what this version does not know is not there"
    assert not j.stands(EMPTY, [mood])


class Lock(Frozen):
    question: str = "q"
    days: dict[str, Evidence | Response] = Field(default_factory=dict)


class Later(Assessment):
    locks: dict[str, Lock] = Field(default_factory=dict)
    order: tuple[str, ...] = ()
    groups: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)


def test_a_new_field_of_an_assessment_is_journaled_automatically(monkeypatch):
    monkeypatch.setattr(j, "Assessment", Later)
    one = Later(rubric=EMPTY.rubric)
    lock = Lock(days={"x": Evidence(text="paper"), "y": Response()})
    two = one.model_copy(update={"locks": {"x": lock}, "order": ("q", "p"), "groups": {"x": {"y": ("p",)}}})
    three = one.model_copy(update={"locks": {"x": Lock()}, "groups": {"x": {}}})
    for before, after in ((one, two), (two, three), (three, one), (one, three), (three, two), (two, one)):
        changes = j.changes_between(before, after)
        assert j.read_changes(j.dump_changes(changes)) == changes
        assert j.applied(before, changes) == after
        assert j.applied(after, [c.reversed for c in changes]) == before
        assert j.stands(after, changes)


# -- two windows


def clashes(mine, theirs, base=EMPTY):
    newest = b.accepted(theirs(base))
    changes = j.changes_between(newest, b.accepted(mine(newest)))
    return bool(j.overwritten(changes, [entry(2, base, newest, by="other")]))


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        (lambda m: answer(m, A, "yes"), lambda m: answer(m, A, "no"), True),
        (lambda m: answer(m, A, "no"), lambda m: answer(m, A, "no"), False),
        (lambda m: mark_unsure(m, A), lambda m: answer(m, A, "no"), True),
        (lambda m: set_aside(m, A, "not-here"), lambda m: answer(m, A, "no"), True),
        (lambda m: answer(m, A, "yes"), lambda m: annotate(m, A, "x"), False),
        (lambda m: answer(m, A, "yes"), lambda m: answer(m, RUBRIC.by_id["c"], ("i0",)), False),
        (lambda m: answer(m, RUBRIC.by_id["c"], ("i0", "i1")), lambda m: answer(m, RUBRIC.by_id["c"], ("i0",)), True),
        (lambda m: annotate(m, A, "mine"), lambda m: annotate(m, A, "theirs"), True),
        (lambda m: annotate(m, A, m.response("a").note + "\nmine"), lambda m: annotate(m, A, "theirs"), False),
        (lambda m: add_evidence(m, A, "mine"), lambda m: add_evidence(m, A, "theirs"), False),
        (lambda m: set_up(m, RUBRIC, name="mine"), lambda m: set_up(m, RUBRIC, name="theirs"), True),
        (lambda m: set_up(m, RUBRIC, name="mine"), lambda m: set_up(m, RUBRIC, profile={"f": "no"}), False),
        (lambda m: set_up(m, RUBRIC, profile={"f": "yes"}), lambda m: set_up(m, RUBRIC, profile={"f": "no"}), True),
    ],
)
def test_only_changes_that_would_overwrite_another_window_conflict(mine, theirs, clash):
    assert clashes(mine, theirs) is clash


def test_evidence_added_where_another_window_took_the_last_piece_away_overwrites_nothing():
    base = b.accepted(add_evidence(EMPTY, A, "theirs"))
    assert not clashes(lambda m: add_evidence(m, A, "mine"), lambda m: drop_evidence(m, A, 0), base)


def test_changes_overwrite_each_other_by_the_part_they_belong_to():
    def key(*path):
        return j.Change(path, "x", "y").key

    assert key("responses", "a", "value") == key("responses", "a", "state") != key("responses", "a", "note")
    assert key("responses", "a", "value") != key("responses", "c", "value")
    assert key("rubric", "version") == key("rubric", "digest") != key("profile", "f")
    assert key("profile", "f") != key("profile", "g")
    assert key("responses", "a", "at") is None


def test_an_undo_that_was_taken_back_leaves_its_change_in_effect():
    made = b.accepted(answer(EMPTY, A, "yes"))
    change, undo, redo = entry(2, EMPTY, made), entry(3, made, EMPTY, undoes=2), entry(4, EMPTY, made, undoes=3)
    assert j.in_effect([undo, change]) == ()
    assert j.in_effect([redo, undo, change]) == (change,)
    assert j.in_effect([undo]) == (undo,), "what it undid was there before"


def test_a_change_applied_takes_its_time_or_leaves_the_time_as_it_was():
    made = b.accepted(answer(EMPTY, A, "yes", "t1"))
    changes = j.changes_between(EMPTY, made)
    assert j.applied(EMPTY, changes, "t9").updated_at == "t9"
    assert j.applied(made, changes).updated_at == "t1"
    assert j.applied(EMPTY, [j.Change(("responses", "a", "note"), "gone", j.ABSENT)]) == EMPTY


def test_undo_restores_an_empty_response_exactly():
    bare = EMPTY.model_copy(update={"responses": {"a": Response()}})
    noted = b.accepted(annotate(bare, A, "x"))
    assert j.applied(noted, j.reversal(entry(2, bare, noted))) == bare
    assert j.applied(bare, j.changes_between(bare, EMPTY)) == EMPTY
    assert j.applied(noted, j.changes_between(bare, EMPTY)) == noted, "the note that came to it stays"
    back = b.accepted(annotate(EMPTY, A, "x"))
    assert j.applied(back, j.reversal(entry(2, EMPTY, back))) == EMPTY


def test_of_an_entry_with_several_changes_each_counts_and_is_readable_in_the_database():
    told = b.accepted(set_up(b.accepted(answer(EMPTY, A, "no", "t2")), RUBRIC, name="店"))
    several = j.Entry(2, "t", "several", j.changes_between(EMPTY, told), by="other")
    assert "店" in j.dump_changes(several.changes)
    assert several.questions == ("a",)
    assert j.overwritten(j.changes_between(told, b.accepted(answer(told, A, "yes"))), [several]) == (several,)
    assert j.reversal_kind(several) == "undo"
    assert j.reversal_kind(entry(3, told, EMPTY, kind="undo")) == "redo"
