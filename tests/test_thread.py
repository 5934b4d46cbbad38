"""The thread has what was said, in the order it was said, and says of it only what still holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin, clear, mark_unsure
from ecq.assessment.evidence import add_evidence
from ecq.assessment.history.journal import WORDS_KEPT, Remark, applied, reversal, shortened
from ecq.interview.flow import Interview
from ecq.interview.thread import Course, thread
from ecq.scoring.scorecard import score
from ecq.store.database import DatabaseStore
from tests import building as b
from tests.strategies import assessments, rubrics

FIRST, SECOND, THIRD = "opening-hours", "receipt", "app-readable"


class Talk:
    """One operator talking: each change goes through a store, whose journal the thread is read from."""

    def __init__(self, store, rubric):
        self.store, self.rubric = store, rubric
        self.kept = store.add(begin(rubric, profile={}))
        self.remarks = []

    def change(self, question_id, how, *more):
        question = self.rubric.by_id[question_id]
        self.kept = self.store.change(self.kept.id, lambda made: b.accepted(how(made, question, *more)))

    def best(self, question_id):
        self.change(question_id, answer, b.best(self.rubric.by_id[question_id]))

    def worst(self, question_id):
        self.change(question_id, answer, b.worst(self.rubric.by_id[question_id]))

    def says(self, question_id, kind, words="", reply=""):
        self.remarks.append(Remark(self.kept.revision, question_id, kind, words, reply))

    def undo(self):
        entry = next(self.store.back_from(self.kept))
        self.kept = self.store.change(
            self.kept.id, lambda made: applied(made, reversal(entry), "2026-11-24T12:00:00+00:00"), reverses=entry
        )

    def lines(self, at=None):
        course = Course().followed(self.store.entries(self.kept.id))
        interview = Interview(self.rubric, self.kept.assessment)
        return thread(interview, score(self.rubric, self.kept.assessment), course, self.remarks, at)[0]

    def said(self, at=None):
        return [(line.question, line.kind) for line in self.lines(at)]


@pytest.fixture
def talk(tmp_path, teaching):
    store = DatabaseStore.in_folder(tmp_path)
    yield Talk(store, teaching)
    store.close()


def test_answers_stand_in_the_order_they_were_given_and_a_changed_one_keeps_its_place(talk):
    talk.best(THIRD)
    talk.best(FIRST)
    talk.change(SECOND, mark_unsure)
    talk.worst(THIRD)
    assert talk.said() == [(THIRD, "answered"), (FIRST, "answered"), (SECOND, "unsure")]


def test_what_was_undone_or_taken_back_is_not_in_the_thread(talk):
    talk.best(FIRST)
    talk.best(SECOND)
    talk.undo()
    talk.change(FIRST, clear)
    assert talk.said() == []


def test_own_words_stand_until_the_answer_is_changed_by_a_press(talk):
    talk.best(FIRST)
    talk.says(FIRST, "change", "七天都开门")
    assert talk.lines()[0].words == "七天都开门"
    talk.change(FIRST, annotate, "a note changes no answer")
    assert talk.lines()[0].words == "七天都开门"
    talk.worst(FIRST)
    assert talk.lines()[0].words == ""
    talk.best(FIRST)
    talk.says(FIRST, "change", "又开了")
    assert talk.lines()[0].words == "又开了"


def test_a_skipped_question_leaves_a_trace_until_it_is_answered(talk):
    talk.best(FIRST)
    talk.says(SECOND, "skip", "先跳过这题")
    talk.best(THIRD)
    talk.says(SECOND, "skip")
    assert talk.said(at="refund-days") == [(FIRST, "answered"), (THIRD, "answered"), (SECOND, "skipped")]
    assert talk.said(at=SECOND) == [(FIRST, "answered"), (THIRD, "answered")], "it is asked now"
    talk.best(SECOND)
    assert talk.said() == [(FIRST, "answered"), (THIRD, "answered"), (SECOND, "answered")]


def test_words_that_were_answered_stand_where_they_were_said(talk):
    talk.says(FIRST, "reply", "还剩多少题", "还有 5 题")
    talk.best(FIRST)
    talk.says(SECOND, "reply", "喵", "没有听懂。")
    talk.best(SECOND)
    assert [line.words or line.question for line in talk.lines()] == ["还剩多少题", FIRST, "喵", SECOND]


def test_a_note_and_evidence_leave_a_trace_with_and_without_an_answer(talk):
    talk.change(FIRST, annotate, "ask the shop")
    talk.change(SECOND, add_evidence, "a receipt")
    talk.best(SECOND)
    (first, second) = talk.lines()
    assert (first.kind, first.noted, first.evidence) == ("open", True, 0)
    assert (second.kind, second.noted, second.evidence) == ("answered", False, 1)


def test_a_failed_gate_is_marked_as_long_as_it_fails(tmp_path):
    rubric = b.rubric([b.yes_no("a", gate=b.gate("yes")), b.yes_no("c")])
    store = DatabaseStore.in_folder(tmp_path)
    talk = Talk(store, rubric)
    talk.worst("a")
    talk.worst("c")
    assert [line.gate_failed for line in talk.lines()] == [True, False]
    talk.best("a")
    assert [line.gate_failed for line in talk.lines()] == [False, False]
    store.close()


def test_an_indicator_ends_once_nothing_in_it_waits_to_be_asked(talk):
    talk.best(SECOND)
    assert [line.completes for line in talk.lines(at=FIRST)] == [None]
    talk.says(FIRST, "skip")
    assert [line.completes for line in talk.lines(at=THIRD)] == [None, "hours-and-receipts"]
    assert [line.completes for line in talk.lines(at=FIRST)] == [None], "it is asked again now"
    talk.best(FIRST)
    assert [line.completes for line in talk.lines(at=THIRD)] == [None, "hours-and-receipts"]
    assert [line.completes for line in talk.lines(at=FIRST)] == [None, None], "an answer in it is being changed"


def test_a_course_followed_entry_by_entry_is_the_whole_journal_read_at_once(talk):
    course = Course()
    for act in (
        lambda: talk.best(FIRST),
        lambda: talk.change(SECOND, annotate, "n"),
        lambda: talk.worst(FIRST),
        talk.undo,
    ):
        act()
        course = course.followed(talk.store.back_from(talk.kept))
    assert course == Course().followed(talk.store.entries(talk.kept.id))
    assert (course.first, course.answered) == ({FIRST: 2, SECOND: 3}, {FIRST: 5})


def test_a_pasted_novel_is_kept_short_and_on_one_line():
    assert shortened("一行\n两行") == "一行 两行"
    assert len(shortened("长" * 100_000)) == WORDS_KEPT
    assert shortened("长" * WORDS_KEPT) == "长" * WORDS_KEPT


@given(data=st.data())
def test_every_answer_is_in_the_thread_once_and_nothing_else_is(data):
    rubric = data.draw(rubrics(most=6))
    made = data.draw(assessments(rubric))
    interview = Interview(rubric, made)
    lines, before = thread(interview, score(rubric, made), Course(), (), None)
    assert before == 0
    assert thread(interview, score(rubric, made), Course(), (), None, 2) == (lines[-2:], max(0, len(lines) - 2))
    said = [line.question for line in lines]
    assert len(said) == len(set(said))
    assert {line.question for line in lines if line.kind != "open"} == {
        q for q, state in interview.states.items() if state != "unanswered"
    }
    times = [made.response(q).at or "" for q in said]
    assert times == sorted(times), "without a journal the time of each answer says the order"
