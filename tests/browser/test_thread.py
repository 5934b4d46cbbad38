"""The interview as a conversation in a real browser: by typing alone, by touch alone, Back and Forward, held keys, reload."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.interview import words as c
from ecq.interview.flow import Interview
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.sentences import answer_words
from tests.browser.visitor import Come, Served, Visitor, first, lean_profile
from tests.building import a_value, accepted, best

pytestmark = pytest.mark.browser


def almost_done(rubric: Rubric, left: int) -> Assessment:
    """A lean platform's interview with the last few questions still to be asked."""
    made = begin(rubric, "对话平台", lean_profile())
    for question_id in Interview(rubric, made).asked[:-left]:
        question = rubric.by_id[question_id]
        made = accepted(answer(made, question, best(question)))
    return made


def fresh(visit: Come, served: Served, rubric: Rubric, **more: object) -> Visitor:
    visitor = visit("zh", **more)
    visitor.open("interview", served.keep(begin(rubric, "对话平台", lean_profile())))
    return visitor


def say(visitor: Visitor, words: str) -> str | None:
    """Type into the docked field and send it; the question it leads to."""
    visitor.types(visitor.page.locator(".ecq-typed textarea"), words)
    return visitor.moves(lambda: visitor.page.keyboard.press("Enter"))


def spoken(question: Question, turn: int) -> str:
    """An answer in words, as one would type it."""
    if isinstance(question, ChecklistQuestion):
        return "都有" if turn % 2 else "都没有"
    if isinstance(question, MeasureQuestion):
        return str(a_value(question, turn * 4 + 1))
    return str(turn % len(question.levels) + 1)


def lines(visitor: Visitor) -> list[str]:
    return [" ".join(text.split()) for text in visitor.page.locator(".ecq-thread .line").all_inner_texts()]


def go_on_to(visitor: Visitor, rubric: Rubric, kind: type) -> str:
    at = first(rubric, kind)
    visitor.open("interview", visitor.assessment_id, q=at)
    return at


def test_an_interview_can_be_finished_by_typing_alone(visit, served, shipped):
    visitor = visit("zh")
    visitor.open("interview", served.keep(almost_done(shipped, 5)))
    page = visitor.page
    asked = list(Interview(shipped, visitor.assessment).unanswered)
    typed: dict[str, str] = {}
    for turn in range(3):
        at = str(visitor.at)
        typed[at] = spoken(shipped.by_id[at], turn)
        say(visitor, typed[at])
    skipped = str(visitor.at)
    say(visitor, "跳过")
    asking = str(visitor.at)
    say(visitor, "要问一下法务")
    assert visitor.at == skipped, "what was skipped comes back"
    say(visitor, spoken(shipped.by_id[skipped], 1))
    assert visitor.at == asking, "and what is unsure at the end"
    last = spoken(shipped.by_id[asking], 1)
    visitor.types(page.locator(".ecq-typed textarea"), last)
    page.keyboard.press("Enter")
    visitor.page.locator(".st-key-to-results button").wait_for()
    visitor.idle()
    assert visitor.heading == visitor.say(w.DONE_TITLE)
    assert all(visitor.assessment.response(q).state == "answered" for q in asked)
    shown = page.locator(".ecq-thread .own.typed").all_inner_texts()
    assert shown[: len(typed)] == list(typed.values()), "own words stand in the thread as they were typed"
    for at in typed:
        given = answer_words(shipped.by_id[at], visitor.assessment.response(at), "zh")
        assert any(visitor.say(c.TAKEN_AS, answer=given)[:60] in line for line in lines(visitor)), at
    visitor.address_says("[?&]q=end")
    assert visitor.moves(page.go_back) is not None
    visitor.moves(page.go_forward)
    assert visitor.heading == visitor.say(w.DONE_TITLE), "Forward leads to the end again"
    page.locator(".st-key-to-results button").click()
    visitor.wait_for_page("results")


def test_back_goes_to_the_question_before_many_times_and_forward_again(visit, served, shipped):
    visitor = fresh(visit, served, shipped)
    seen = [str(visitor.at)]
    for turn in range(5):
        question = shipped.by_id[seen[-1]]
        if turn % 3:
            visitor.press_answer(question, a_value(question, turn))
        else:
            visitor.moves(visitor.chip("skip").click)
        seen.append(str(visitor.at))
        visitor.address_says(f"[?&]q={seen[-1]}")
    given = visitor.assessment.responses
    for expected in seen[-2::-1]:
        assert visitor.moves(visitor.page.go_back) == expected
    for expected in seen[1:]:
        assert visitor.moves(visitor.page.go_forward) == expected
    assert visitor.assessment.responses == given


def test_a_reload_keeps_question_ticks_unsent_text_and_thread(visit, served, shipped):
    visitor = fresh(visit, served, shipped)
    page = visitor.page
    visitor.moves(visitor.chip("skip").click)
    at = str(visitor.at)
    visitor.press_answer(shipped.by_id[at], a_value(shipped.by_id[at], 1))
    at = go_on_to(visitor, shipped, ChecklistQuestion)
    question = shipped.by_id[at]
    assert isinstance(question, ChecklistQuestion)
    ticked = [question.items[0].id, question.items[-1].id]
    for item in ticked:
        visitor.tick(at, item)
    visitor.types(page.locator(".ecq-typed textarea"), "还没发出去的话")
    before = lines(visitor)
    page.reload()
    visitor.wait_for_page("interview")
    assert visitor.at == at
    page.wait_for_function("document.querySelector('.ecq-typed textarea')?.value === '还没发出去的话'")
    page.wait_for_function("document.querySelectorAll('.ecq-answers input:checked').length === 2")
    assert lines(visitor) == before
    visitor.types(page.locator(".ecq-typed textarea"), "")
    visitor.moves(visitor.button(w.CONFIRM_ITEMS).click)
    assert visitor.assessment.response(at).value == tuple(ticked)


def test_a_note_that_was_being_written_outlives_a_reload(visit, served, shipped):
    """Also where its field has no focus, as on a touch screen, or on a machine that is too busy to give it; with it:
    `test_resume.py`."""
    visitor = fresh(visit, served, shipped, width=390, height=844, has_touch=True, is_mobile=True)
    page = visitor.page
    at = go_on_to(visitor, shipped, MeasureQuestion)
    visitor.types(visitor.key(f"number-{at}").locator("input"), "12")
    visitor.chip("note").click()
    field = page.locator(".st-key-panel-note textarea")
    visitor.types(field, "写到一半的备注")
    page.add_init_script("HTMLTextAreaElement.prototype.focus = () => {}")
    page.reload()
    visitor.wait_for_page("interview")
    page.wait_for_function("document.querySelector('.st-key-panel-note textarea')?.value === '写到一半的备注'")
    page.wait_for_function("document.querySelector('.ecq-answers input')?.value === '12'")
    visitor.idle()
    visitor.key("note-save").locator("button").click()
    visitor.key("panel-note").wait_for(state="detached")
    visitor.idle()
    assert visitor.assessment.response(at).note == "写到一半的备注"


def test_the_thread_is_a_log_and_a_change_from_it_goes_on_where_the_conversation_was(visit, served, shipped):
    visitor = fresh(visit, served, shipped)
    first_asked = str(visitor.at)
    for turn in range(1, 4):
        at = str(visitor.at)
        visitor.press_answer(shipped.by_id[at], a_value(shipped.by_id[at], turn))
    left = str(visitor.at)
    visitor.moves(visitor.chip("skip").click)
    visitor.moves(visitor.chip("skip").click)
    stood = str(visitor.at)
    # the thread is a log that the live region speaks for
    log = visitor.page.get_by_role("log", name=visitor.say(c.THREAD))
    assert log.get_attribute("aria-live") == "off"
    question = visitor.words(shipped.by_id[first_asked].text)
    assert question in log.inner_text()
    named = visitor.say(c.CHANGE_OF, change=visitor.words(c.CHANGES["answered"]), question=question)
    assert log.get_by_role("button", name=named, exact=True).count() == 1
    order = visitor.page.locator(".ecq-thread .line").evaluate_all("all => all.map((one) => one.dataset.key)")
    assert visitor.moves(visitor.said_again(first_asked).click) == first_asked
    assert visitor.page.locator(".ecq-thread .now").inner_text() == visitor.say(c.CHANGING)
    assert visitor.moves(visitor.chip("unsure").click) == stood, "it goes on where it was"
    now = visitor.page.locator(".ecq-thread .line").evaluate_all("all => all.map((one) => one.dataset.key)")
    assert now == order, "a changed answer keeps its place"
    assert visitor.assessment.response(first_asked).state == "unsure"
    assert visitor.moves(visitor.said_again(left).click) == left


def holds(visitor: Visitor, key: str, times: int) -> None:
    """Hold a key down as a keyboard does: the system repeats it until it is let go."""
    for _ in range(times):
        visitor.page.keyboard.down(key)  # from the second on Chromium is told that it repeats
        visitor.page.wait_for_timeout(33)
    visitor.page.keyboard.up(key)
    visitor.idle()


def test_a_held_key_answers_one_question_and_writes_one_figure(visit, served, shipped):
    visitor = fresh(visit, served, shipped)
    at = go_on_to(visitor, shipped, LevelQuestion)
    before = len(visitor.assessment.responses)
    visitor.page.evaluate("document.activeElement.blur()")
    holds(visitor, "1", 20)
    assert visitor.at != at
    assert len(visitor.assessment.responses) == before + 1
    live = visitor.page.locator("#ecq-live")
    assert live.inner_text() in (visitor.say(c.HELD), visitor.say(c.TOO_SOON))
    # a held letter skips nothing either, and Enter on a button presses it once
    at = visitor.at
    holds(visitor, "s", 20)
    assert visitor.page.evaluate("window.ecqConversation.question") != at
    state = visitor.at
    visitor.chip("skip").focus()
    holds(visitor, "Enter", 20)
    assert visitor.at != state
    asked = Interview(shipped, visitor.assessment).asked
    assert asked.index(str(visitor.at)) <= asked.index(str(at)) + 2
    # figures typed fast go into the field once, and a held figure is written once
    at = go_on_to(visitor, shipped, MeasureQuestion)
    visitor.page.evaluate("document.activeElement.blur()")
    visitor.page.keyboard.type("365", delay=15)
    holds(visitor, "9", 20)
    assert visitor.key(f"number-{at}").locator("input").input_value() == "3659"


def test_a_press_before_the_question_could_be_read_answers_nothing(visit, served, shipped):
    visitor = fresh(visit, served, shipped)
    page = visitor.page
    go_on_to(visitor, shipped, LevelQuestion)
    before = len(visitor.assessment.responses)
    page.evaluate("document.activeElement.blur()")
    # A second press as soon as the next question is there, however long the server took.
    page.evaluate(
        """() => {
          window.early = 0
          window.told = []
          const live = document.getElementById('ecq-live')
          new MutationObserver(() => window.told.push(live.textContent)).observe(live, { subtree: true, childList: true, characterData: true })
          const was = document.querySelector('.ecq-question').dataset.question
          new MutationObserver((_, watcher) => {
            const now = document.querySelector('.ecq-question')?.dataset.question
            if (!now || now === was) return
            watcher.disconnect()
            for (const wait of [30, 150, 300]) setTimeout(() => {
              window.early++
              document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, cancelable: true }))
            }, wait)
          }).observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true })
        }"""
    )
    visitor.moves(lambda: page.keyboard.press("1"))
    page.wait_for_function("window.early === 3")
    visitor.idle()
    assert len(visitor.assessment.responses) == before + 1
    assert visitor.say(c.TOO_SOON) in page.evaluate("window.told")
    assert visitor.say(c.TOO_SOON) in page.evaluate("window.told.at(-1)"), "what the answer did is told with it"
    # and once it can be read, the key answers
    at = first(shipped, LevelQuestion, gate=False)
    visitor.open("interview", visitor.assessment_id, q=at)
    assert visitor.assessment.response(at).state == "unanswered"
    visitor.moves_by_key("1")
    assert visitor.assessment.response(at).state == "answered"


def test_a_double_press_counts_once_on_every_button(visit, served, shipped):
    visitor = fresh(visit, served, shipped)
    asked = Interview(shipped, visitor.assessment).asked
    assert visitor.moves(visitor.chip("skip").dblclick) == asked[1]
    assert visitor.moves(visitor.chip("skip").dblclick) == asked[2]
    assert visitor.moves(visitor.chip("unsure").dblclick) == asked[3]
    assert [q for q in asked if visitor.assessment.response(q).state == "unsure"] == [asked[2]]
    question = shipped.by_id[asked[3]]
    option = visitor.option(asked[3], question.options[0].id).bounding_box()
    for pause in (120, 0):  # at the pace of a hand
        visitor.page.mouse.click(option["x"] + 20, option["y"] + 20)
        visitor.page.wait_for_timeout(pause)
    visitor.wait_for_question(asked[4])
    assert visitor.assessment.response(asked[4]).state == "unanswered"
