"""Nothing is lost and nothing is overwritten unseen: undo, redo, history, two windows, a store that fails, coming back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fractions import Fraction
from html import escape
from pathlib import Path

import pytest

from ecq.assessment.changes import annotate, answer, begin, set_up
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.interview.flow import Interview
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.web.session import words as k
from tests.app.walker import Walker
from tests.building import a_value
from tests.in_one_language import in_one


def options(rubric: Rubric, question_id: str) -> list[str]:
    return [option.id for option in rubric.by_id[question_id].options]


def plain(rubric: Rubric, count: int) -> list[str]:
    """The first questions that are answered by one press."""
    return [q.id for q in rubric.questions if hasattr(q, "options")][:count]


def at_question(walker: Walker, question_id: str) -> Walker:
    walker.session.question = question_id
    return walker.run()


def press(walker: Walker, question_id: str, place: int = 0) -> Walker:
    return walker.press(f"option-{question_id}-{options(walker.rubric, question_id)[place]}")


@pytest.fixture
def walker(walk, store, shipped):
    return walk(store.add(begin(shipped, "青禾")).id, page="interview")


# -- undo and redo


@pytest.mark.parametrize("lang", in_one("en"))
def test_undo_removes_the_last_answer_and_shows_its_question(walk, store, shipped, lang):
    walker = walk(store.add(begin(shipped)).id, lang, page="interview")
    first, second = plain(shipped, 2)
    press(at_question(walker, first), first)
    press(at_question(walker, second), second, 1)
    assert walker.at not in (first, second)
    walker.press("step-undo")
    assert walker.at == second
    assert second not in walker.assessment.responses
    assert walker.assessment.response(first).state == "answered"
    told = w.say(k.UNDONE, lang, what="X", now=walker.words(w.STATES["unanswered"])).split("X")[1]
    assert told in walker.html
    # said once
    walker.press("chip-note")
    assert told not in walker.html


def test_every_step_can_be_undone_and_redone_until_a_new_answer(walker, shipped):
    asked = plain(shipped, 3)
    states = [walker.assessment]
    for place, question_id in enumerate(asked):
        press(at_question(walker, question_id), question_id, place % 2)
        states.append(walker.assessment)
    assert "step-redo" not in walker.keys
    for before in reversed(states[:-1]):
        walker.press("step-undo")
        assert walker.assessment.responses == before.responses
    assert "step-undo" not in walker.keys
    for after in states[1:]:
        walker.press("step-redo")
        assert walker.assessment.responses == after.responses
    assert "step-redo" not in walker.keys
    walker.press("step-undo")
    press(walker, asked[2], 1)
    assert "step-redo" not in walker.keys


def test_undo_still_works_after_a_reload(walk, walker, shipped):
    (asked,) = plain(shipped, 1)
    press(at_question(walker, asked), asked)
    again = walk(walker.assessment_id, page="interview")
    again.press("step-undo")
    assert again.assessment.responses == {}
    assert again.at == asked


def test_undoing_a_profile_fact_names_the_fact(walk, store, shipped):
    kept = store.add(begin(shipped))
    fact = shipped.profile.facts[-1]
    store.change(kept.id, lambda held: set_up(held, shipped, profile={fact.id: fact.options[0].id}))
    walker = walk(kept.id, page="interview")
    walker.press("step-undo")
    assert walker.assessment.profile == {}
    assert walker.words(fact.text) in walker.html


def test_ticks_of_a_checklist_disappear_after_undo(walker, shipped):
    question = next(q for q in shipped.questions if isinstance(q, ChecklistQuestion))
    at_question(walker, question.id)
    items = [item.id for item in question.items]
    walker.answer(question, tuple(items))
    at_question(walker, question.id)
    before = walker.conversation["answers"]
    assert before["given"] == items
    walker.press("step-undo")
    assert walker.at == question.id
    after = walker.conversation["answers"]
    assert after["given"] is None
    assert after["drawn"] != before["drawn"], "or ticks that were not sent would stay in the browser"


# -- history


@pytest.mark.slow
def test_any_earlier_version_of_an_answer_can_be_restored(walker, shipped):
    asked = plain(shipped, 1)[0]
    question = shipped.by_id[asked]
    for place in (0, 1):
        press(at_question(walker, asked), asked, place)
    at_question(walker, asked).press("chip-note")
    walker.app.text_area(key=f"note-{asked}").set_value("看过合同")
    walker.press("note-save")
    at_question(walker, asked).press("chip-history")
    shown = walker.html[walker.html.index("ecq-version") :]
    assert shown.index("看过合同") < shown.index(walker.words(question.options[1].text)[:20])
    assert shown.count(walker.words(k.AT_PRESENT)) == 2
    rows = sorted(key for key in walker.keys if key.startswith(f"restore-{asked}-"))
    # newest first: note (now), answer 1 (now), answer 0, and what was before: no answer, no note
    assert rows == [f"restore-{asked}-{n}" for n in (2, 3, 4)]
    walker.press(f"restore-{asked}-2")
    held = walker.assessment.response(asked)
    assert (held.state, held.value, held.note) == ("answered", options(shipped, asked)[0], "看过合同")
    assert walker.at == asked
    # and that is one more change, which can be undone
    walker.press("step-undo")
    assert walker.assessment.response(asked).value == options(shipped, asked)[1]


@pytest.mark.slow
def test_a_long_history_is_shown_in_parts(walk, store, shipped):
    asked = plain(shipped, 1)[0]
    kept = store.add(begin(shipped))
    for turn in range(25):
        store.change(kept.id, lambda held, turn=turn: annotate(held, shipped.by_id[asked], f"note {turn}"))
    walker = at_question(walk(kept.id, page="interview"), asked)
    walker.press("chip-history")
    assert "note 24" in walker.html
    assert "note 5" not in walker.html
    walker.press("history-more").press("history-more")
    assert "note 0" in walker.html
    assert "history-more" not in walker.keys


# -- two windows


@pytest.fixture
def other(walk, walker):
    """A second window on the same assessment."""
    return walk(walker.assessment_id, "en", page="interview")


@pytest.mark.slow
def test_answers_to_different_questions_are_saved_and_announced_in_the_other_window(walker, other, shipped):
    first, second = plain(shipped, 2)
    at_question(walker, first)
    press(at_question(other, second), second, 1)
    press(walker, first)
    assert set(walker.assessment.responses) == {first, second}
    option = shipped.by_id[second].options[1]
    assert walker.words(k.NEWS_ANSWERS).format(count=1) in walker.html
    assert walker.words(option.text)[:30] in walker.html
    # until the next answer, or until it is put away
    walker.press("chip-note")
    assert walker.words(k.NEWS_ANSWERS).format(count=1) in walker.html
    walker.press("news-seen")
    assert walker.words(k.NEWS_ANSWERS).format(count=1) not in walker.html
    # the window that made the change is told of the other's, never of its own
    other.press("chip-note")
    told = w.say(k.NEWS_ANSWERS, "en", count=1)
    assert told in other.html
    assert w.say(k.PART_OF, "en", part="answer", question="").split("“")[0] in other.html
    assert escape(other.words(shipped.by_id[first].text))[:30] in other.html


@pytest.mark.slow
@pytest.mark.parametrize("keep", ["theirs", "mine"])
def test_different_answers_in_two_windows_are_settled_by_one_press(walker, other, shipped, keep):
    asked = plain(shipped, 1)[0]
    at_question(walker, asked)
    press(at_question(other, asked), asked, 0)
    press(walker, asked, 1)
    texts = [walker.words(option.text) for option in shipped.by_id[asked].options]
    assert walker.assessment.response(asked).value == options(shipped, asked)[0], "overwritten unseen"
    assert walker.at == asked
    dialogue = walker.html[walker.html.index('role="alert"><p>') :]
    assert dialogue.index(texts[0][:20]) < dialogue.index(texts[1][:20])
    walker.press(f"conflict-{keep}")
    assert walker.assessment.response(asked).value == options(shipped, asked)[1 if keep == "mine" else 0]
    assert walker.at != asked
    assert "conflict-mine" not in walker.keys
    assert walker.errors == []


@pytest.mark.slow
def test_a_conflict_is_shown_at_its_question_even_if_no_link_named_it(walker, other, shipped):
    asked = str(walker.at)  # the first open one, which it no longer is once the other window answers it
    question = shipped.by_id[asked]
    other.answer(question, question.answer_earning(Fraction(0)))
    walker.answer(question, question.answer_earning(Fraction(1)))
    assert walker.at == asked
    assert "conflict-mine" in walker.keys
    assert walker.words(k.NEWS_ANSWERS).format(count=1) not in walker.html, "the same thing is told twice"


@pytest.mark.slow
def test_an_answer_seen_from_the_other_window_can_be_changed_without_conflict(walker, other, shipped):
    asked = plain(shipped, 1)[0]
    at_question(walker, asked)
    press(at_question(other, asked), asked, 0)
    walker.run()
    press(walker, asked, 1)
    assert walker.assessment.response(asked).value == options(shipped, asked)[1]


@pytest.mark.slow
def test_pressing_another_option_during_a_conflict_does_not_settle_it(walker, other, shipped):
    asked = next(q for q in plain(shipped, 20) if len(options(shipped, q)) > 2)
    at_question(walker, asked)
    press(at_question(other, asked), asked, 0)
    press(walker, asked, 1)
    press(walker, asked, 2)
    assert walker.assessment.response(asked).value == options(shipped, asked)[0]
    walker.press("conflict-mine")
    assert walker.assessment.response(asked).value == options(shipped, asked)[2], "what was said last is what counts"
    assert "conflict-mine" not in walker.keys
    press(at_question(walker, asked), asked, 1)
    assert walker.assessment.response(asked).value == options(shipped, asked)[1]


@pytest.mark.slow
def test_undo_reverses_only_the_steps_of_its_own_window(walker, other, shipped):
    first, second = plain(shipped, 2)
    press(at_question(walker, first), first)
    press(at_question(other, second), second)
    walker.run()
    walker.press("step-undo")
    assert set(walker.assessment.responses) == {second}
    assert "step-undo" not in walker.keys


def test_an_undo_that_would_overwrite_the_other_window_is_refused(walker, other, shipped):
    asked = plain(shipped, 1)[0]
    press(at_question(walker, asked), asked, 0)
    press(at_question(other, asked), asked, 1)
    walker.press("step-undo")
    assert walker.errors == [walker.words(k.OVERTAKEN)]
    assert walker.assessment.response(asked).value == options(shipped, asked)[1]
    assert "step-undo" not in walker.keys


# -- a store that fails


@contextmanager
def full(home: Path) -> Iterator[None]:
    """The real database refuses every write, as a full disk would."""
    with closing(sqlite3.connect(home / "ecq.sqlite3")) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        connection.commit()
        yield
        connection.execute("DROP TRIGGER full")
        connection.commit()


def test_unsaved_changes_stay_visible_and_are_saved_when_the_disk_has_room(walker, shipped, tmp_path):
    first, second, third = plain(shipped, 3)
    with full(tmp_path):
        press(at_question(walker, first), first, 1)
        assert walker.at == first
        assert walker.errors == ["没能存下回答：磁盘满了。"]
        assert walker.conversation["saved"] == [walker.words(k.NOT_SAVED_SIDE), True], "the bar says so too"
        said = walker.words(shipped.by_id[first].options[1].text)
        assert said[:30] in walker.html
        at_question(walker, second).type(f"{2}，因为合同里写了")
        assert len(walker.errors) == 1
        assert said[:30] in walker.html, "the first unsaved answer is no longer told"
        assert "因为合同里写了" in walker.html
        walker.press("save-again")
        assert len(walker.errors) == 1
        assert walker.assessment.responses == {}
    press(at_question(walker, third), third)
    assert walker.errors == []
    assert "save-again" not in walker.keys
    assert set(walker.assessment.responses) == {first, second, third}
    assert walker.assessment.response(second).note == "因为合同里写了"


@pytest.mark.slow
def test_save_again_saves_and_moves_to_the_next_question(walker, shipped, tmp_path):
    asked = plain(shipped, 1)[0]
    with full(tmp_path):
        press(at_question(walker, asked), asked)
        walker.go("results")
        assert len(walker.errors) == 1, "another page must say so too"
        walker.go("interview")
    walker.press("save-again")
    assert walker.assessment.response(asked).state == "answered"
    assert walker.at != asked
    assert walker.errors == []


# -- coming back


def set_back(home: Path, hours: int) -> None:
    """All that is kept happened that much earlier."""
    with closing(sqlite3.connect(home / "ecq.sqlite3")) as connection:
        for table, column in (("journal", "at"), ("assessments", "saved_at")):
            connection.execute(
                f"UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, '-{hours} hours')"
            )
        connection.commit()


def test_a_user_returning_after_a_week_sees_what_was_done_and_continues(walk, store, shipped, tmp_path):
    kept = store.add(begin(shipped))
    asked = plain(shipped, 5)
    for question_id in asked[:2]:
        store.change(kept.id, lambda held, q=question_id: answer(held, shipped.by_id[q], options(shipped, q)[1]))
    set_back(tmp_path, 24 * 20)
    for question_id in asked[2:]:
        store.change(kept.id, lambda held, q=question_id: answer(held, shipped.by_id[q], options(shipped, q)[0]))
    set_back(tmp_path, 24 * 7)
    store.forget_all()
    walker = walk(kept.id, "en", page="interview")
    left = len(Interview(shipped, walker.assessment).unanswered)
    assert f"you answered 3 questions; still open: {left}." in walker.html
    assert walker.at == Interview(shipped, walker.assessment).next_after(asked[-1])
    walker.press("chip-skip")
    assert "Welcome back" in walker.html
    question = shipped.by_id[str(walker.at)]
    walker.answer(question, a_value(question, 1))
    assert "Welcome back" not in walker.html
    walker.run()
    assert "Welcome back" not in walker.html


def test_a_user_returning_after_three_hours_gets_no_welcome_back(walk, store, shipped, tmp_path):
    kept = store.add(begin(shipped))
    store.change(kept.id, lambda held: set_up(held, shipped, name="x"))
    set_back(tmp_path, 3)
    assert "欢迎回来" not in walk(kept.id, page="interview").html
    assert "欢迎回来" not in walk(store.add(begin(shipped)).id, page="interview").html


def test_the_welcome_back_without_a_journal_shows_only_the_date(walk, store, shipped, tmp_path):
    made = sample_assessment(load_samples()[0], shipped, "zh")
    kept = store.add(made)
    set_back(tmp_path, 100)
    walker = walk(kept.id, page="interview")
    assert "欢迎回来。上次修改是" in walker.html
    assert walker.errors == []
