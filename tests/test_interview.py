"""The interview as a state machine: whatever one does in whatever order, the next question is right and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ecq.assessment.changes import answer, begin, clear, mark_unsure, set_aside, set_up
from ecq.assessment.model import Response
from ecq.interview.flow import Interview, Progress, Route
from ecq.scoring.scorecard import score
from tests import building as b
from tests.building import F
from tests.strategies import fact_values, profiles, rubrics, valid_answers


class Walk(RuleBasedStateMachine):
    """One operator going through a random rubric. `here` is the question on screen; the profile is fully known."""

    @initialize(data=st.data())
    def start(self, data):
        self.rubric = data.draw(rubrics(most=6))
        self.made = begin(self.rubric, profile=data.draw(profiles(self.rubric, full=True)))
        self.touched = set()
        self.here = self.look.current()

    seen = None

    @property
    def look(self):
        if self.seen is None or self.seen.assessment is not self.made:
            self.seen = Interview(self.rubric, self.made)
        return self.seen

    @property
    def question(self):
        return self.rubric.by_id[self.here]

    def accept(self, made):
        """Keep a change and go where the interview leads."""
        self.made = b.accepted(made)
        self.touched.add(self.here)
        self.here = self.look.next_after(self.here) or self.here

    @precondition(lambda self: self.here)
    @rule(data=st.data())
    def give_an_answer(self, data):
        self.accept(answer(self.made, self.question, data.draw(valid_answers(self.question))))

    @precondition(lambda self: self.here and self.question.not_applicable)
    @rule()
    def set_it_aside(self):
        self.accept(set_aside(self.made, self.question, "not-here"))

    @precondition(lambda self: self.here)
    @rule()
    def say_unsure(self):
        self.accept(mark_unsure(self.made, self.question))

    @precondition(lambda self: self.here)
    @rule()
    def take_it_back(self):
        self.made = clear(self.made, self.question)

    @precondition(lambda self: self.here)
    @rule()
    def skip(self):
        before = self.made
        others = [q for q in (*self.look.unanswered, *self.look.unsure) if q != self.here]
        following = self.look.next_after(self.here)
        alone = self.here in (*self.look.unanswered, *self.look.unsure) and not others
        assert following in others if others else following == (self.here if alone else None)
        if any(q in self.look.unanswered for q in others):
            assert self.look.states[following] == "unanswered"
        assert self.made == before
        self.here = following or self.here

    @precondition(lambda self: self.here)
    @rule()
    def go_back_and_forth(self):
        earlier = self.look.previous(self.here)
        if earlier is None:
            assert self.look.asked[0] == self.here
        else:
            assert self.look.following(earlier) == self.here
            self.here = earlier

    @rule(data=st.data())
    def jump_to_a_node(self, data):
        node_id = data.draw(st.sampled_from(sorted(self.rubric.nodes)))
        target = self.look.first_of(node_id)
        within = [q for q in self.look.asked if node_id in self.rubric.place[q]]
        assert (target is None) == (not within)
        if target is not None:
            assert target in within
            open_ones = [q for q in within if self.look.states[q] in ("unanswered", "unsure")]
            assert target == (open_ones or within)[0]
            self.here = target

    @rule(data=st.data())
    def change_the_profile(self, data):
        fact = data.draw(st.sampled_from(list(self.rubric.facts.values())))
        before = self.made.responses
        self.made = set_up(self.made, self.rubric, profile={fact.id: data.draw(fact_values(fact))})
        assert self.made.responses == before
        self.here = self.look.current(self.here)

    @invariant()
    def the_question_on_screen_is_one_that_is_asked(self):
        if hasattr(self, "made"):
            assert self.here is None or self.here in self.look.asked
            assert self.look.current(self.here) == (self.here or self.look.current())

    @invariant()
    def it_is_done_exactly_when_nothing_is_open(self):
        if hasattr(self, "made"):
            card = score(self.rubric, self.made)
            assert self.look.done == (card.counts.open == 0)
            assert self.look.done == (self.look.current() is None and not self.look.undecided)
            assert len(self.look.asked) == card.counts.applicable

    @invariant()
    def nothing_is_preselected(self):
        if hasattr(self, "made"):
            for question_id in self.look.asked:
                if question_id not in self.touched:
                    assert self.look.states[question_id] == "unanswered"
                    assert self.made.response(question_id).value is None

    @invariant()
    def settled_and_open_make_up_what_is_asked(self):
        if hasattr(self, "made"):
            progress = self.look.progress
            waiting = {
                q for q in self.look.undecided if self.look.states[q] == "answered" or self.look.states[q] == "na"
            }
            open_ones = len(self.look.unanswered) + len(self.look.unsure) + len(waiting)
            assert progress.settled + open_ones == progress.asked
            assert progress.unsure == len(self.look.unsure)
            parts = self.look.by_indicator.values()
            assert sum(part.asked for part in parts) == progress.asked
            assert sum(part.settled for part in parts) == progress.settled
            assert sum(part.unsure for part in parts) == progress.unsure
            assert 0 <= progress.share <= 1
            if open_ones:
                assert progress.share < 1

    @invariant()
    def looking_again_shows_the_same(self):
        if hasattr(self, "made"):
            again, look = Interview(self.rubric, self.made), self.look
            assert (again.asked, again.states, again.current()) == (look.asked, look.states, look.current())

    @invariant()
    def the_place_of_a_question_counts_from_one_within_its_indicator(self):
        if hasattr(self, "made") and self.here:
            place = self.look.position(self.here)
            assert 1 <= place.place <= place.of
            assert place.question.id == self.here


TestWalk = pytest.mark.slow(Walk.TestCase)
TestWalk.settings = settings(max_examples=30, stateful_step_count=20)


THREE = b.rubric(
    [b.yes_no("a"), b.yes_no("c"), b.yes_no("d", applies={"fact": "f", "is": ("yes",)})], facts=[b.fact("f")]
)


def look(answers, unsure=(), **profile):
    assessment = b.answered(THREE, answers, profile=profile)
    for question_id in unsure:
        assessment = mark_unsure(assessment, THREE.by_id[question_id])
    return Interview(THREE, assessment)


def test_questions_marked_unsure_come_back_at_the_end():
    assert look({}, ["a"], f="yes").current() == "c"
    assert look({"c": "no", "d": "no"}, ["a"], f="yes").current() == "a"
    assert look({"c": "no"}, ["a"], f="yes").next_after("c") == "d"
    assert look({"c": "no", "d": "no"}, ["a"], f="yes").next_after("d") == "a"
    assert look({}, ["d"], f="yes").next_after("c") == "a", "also where an unsure one stands before it"
    assert look({}, ["a", "d"], f="yes").next_after("c") == "d", "the question itself comes up again only after them"
    assert look({"c": "no"}, f="yes").next_after("d") == "a", "a skipped one too"
    only = look({"a": "yes", "c": "yes"}, f="yes")
    assert (only.done, only.next_after("d")) == (False, "d"), "the only open one again"


def test_a_hidden_question_is_neither_asked_nor_shown():
    interview = look({}, f="no")
    assert interview.asked == ("a", "c")
    assert interview.current("d") == "a"
    assert interview.previous("d") is None
    assert interview.next_after("d") == "a"
    assert look({}).asked == ("a", "c", "d"), "what may apply is asked"
    assert look({"c": "yes"}).current("c") == "c", "a link shows also what is answered"
    assert look({}).current("no-such-question") == "a"


@pytest.mark.parametrize("said", [Response(state="na", reason="x"), Response(state="answered", value="perhaps")])
def test_what_the_question_does_not_permit_is_no_answer(said):
    made = begin(THREE, profile={"f": "yes"}).model_copy(update={"responses": {"a": said}})
    assert (Interview(THREE, made).states["a"], Interview(THREE, made).current()) == ("unanswered", "a")


def test_progress_is_full_once_all_is_answered_and_not_while_the_profile_leaves_a_question_undecided():
    whole, waiting = look({"a": "yes", "c": "no"}, f="no"), look({"a": "yes", "c": "yes", "d": "yes"})
    assert (whole.done, whole.current(), whole.progress.share) == (True, None, 1)
    assert score(THREE, waiting.assessment).counts.open == 1
    assert (waiting.done, waiting.progress.share < 1) == (False, True)


def test_neighbours_place_and_progress_of_a_question_are_those_of_what_is_asked():
    tree = [b.node("x", b.node("x1", ("a", F(1)), ("c", F(1)), ("d", F(1))), b.node("x2", ("e", F(1))))]
    asked_yes = {"fact": "f", "is": ("yes",)}
    questions = [b.yes_no("a"), b.yes_no("c", applies=asked_yes), b.yes_no("d"), b.yes_no("e")]
    of = b.rubric(questions, tree, facts=[b.fact("f")])
    made = mark_unsure(b.answered(of, {"a": "yes"}, profile={"f": "no"}), of.by_id["e"])
    interview = Interview(of, made)
    assert [interview.following(q) for q in ("a", "d", "e")] == ["d", "e", None]
    assert interview.following("c") == "a", "a question that is not asked leads to the first"
    assert [interview.first_of(node) for node in ("x", "x1", "x2", "y")] == ["d", "d", "e", None]
    assert Interview(of, b.answered_further(of, made, {"d": "no"})).first_of("x1") == "a", (
        "the first where none is open"
    )
    assert Interview(of, mark_unsure(made, of.by_id["d"])).first_of("x1") == "d", "unsure is open"
    place = interview.position("d")
    assert (place.question.id, place.indicator, place.place, place.of) == ("d", "x1", 2, 2)
    assert interview.by_indicator == {"x1": Progress(2, 1, 0), "x2": Progress(1, 0, 1)}
    assert Interview(of, b.answered(of, {"c": "yes"})).by_indicator["x1"] == Progress(3, 0, 0, 1), (
        "may apply: not settled"
    )


@pytest.mark.parametrize("rubric_id", ["teaching", "shipped"])
def test_a_shipped_rubric_can_be_answered_from_start_to_end(rubric_id, request):
    rubric = request.getfixturevalue(rubric_id)
    made, here, seen = begin(rubric), Interview(rubric, begin(rubric)).current(), []
    while here is not None:
        seen.append(here)
        made = b.accepted(answer(made, rubric.by_id[here], b.worst(rubric.by_id[here])))
        here = Interview(rubric, made).next_after(here)
    assert seen == list(rubric.order)


def test_the_quick_check_asks_only_the_core_and_leaves_the_rest_open(shipped):
    assessment = begin(shipped)
    quick, whole = Interview(shipped, assessment, core_only=True), Interview(shipped, assessment)
    assert {q for q in whole.asked if shipped.by_id[q].core} == set(quick.asked)
    here = quick.current()
    while here is not None:
        assessment = b.accepted(answer(assessment, shipped.by_id[here], b.best(shipped.by_id[here])))
        here = Interview(shipped, assessment, core_only=True).next_after(here)
    assert Interview(shipped, assessment, core_only=True).progress.settled + len(
        Interview(shipped, assessment, core_only=True).undecided
    ) == len(quick.asked)
    card = score(shipped, assessment)
    assert card.score.low < card.score.high
    assert not Interview(shipped, assessment).done


def test_the_certainty_route_and_the_way_back_by_hand():
    made = look({}, ["c"], f="yes").assessment
    by_certainty = Interview(THREE, made, route=Route("certainty", ("c", "d", "a")))
    assert by_certainty.ahead == ("d", "a", "c"), "in its order, the unsure last"
    assert by_certainty.next_after("d") == "a"
    assert by_certainty.next_after("a") == "d"
    skipped = Interview(THREE, made, route=Route("certainty", ("c", "d", "a"), been=("a",)))
    assert skipped.next_after("d") == "a", "a skipped question comes before an unsure one"
    assert [look({}, f="yes").previous(q) for q in ("a", "c", "d")] == [None, "a", "c"]
    assert (by_certainty.progress.settled, by_certainty.progress.unsure) == (0, 1)
