"""The start page says how long it takes; the profile is asked in turns that say how many questions they leave."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.interview import words as words_of
from ecq.interview.flow import Interview
from ecq.interview.reading_time import A_MINUTE, length
from ecq.rubric.kinds import LevelQuestion
from ecq.rubric.model import Rubric
from ecq.telling.portfolio import words as p
from ecq.telling.text import words as w
from ecq.telling.text.sentences import fact_words
from ecq.telling.text.words import say
from ecq.web.frame import words as access
from ecq.web.session import words as k
from ecq.web.session.visit import FIRST_ANSWERS
from ecq.web.start import words as t
from ecq.web.start.profile import turns_of
from tests.app.walker import Walker
from tests.building import accepted, best
from tests.in_one_language import in_one

AT = "2026-11-24T09:00:00+00:00"


def minutes(rubric: Rubric, questions: Iterable[str], lang: Lang) -> str:
    return say(k.MINUTES, lang, count=length(rubric, questions).minutes(lang))


@pytest.mark.parametrize("lang", in_one("en"))
def test_the_start_page_says_how_long_the_full_and_the_quick_check_take(walk, shipped, lang):
    walker = walk(lang=lang)
    captions = [one.value for one in walker.app.caption]
    every, core = shipped.order, [one.id for one in shipped.questions if one.core]
    whole = minutes(shipped, every, lang)
    assert say(t.BEGIN_TIME, lang, count=len(every), minutes=whole, speed=A_MINUTE[lang]) in captions
    quick = walker.app.button(key="begin-quick").label
    assert say(t.QUICK_TIME, lang, count=len(core), minutes=minutes(shipped, core, lang)) in quick
    assert "go-on" not in walker.keys, "there is nothing to go on with"


def leaves(walker: Walker) -> str:
    found = re.findall(r'class="ecq-leaves"[^>]*>(.*?)</p>', walker.html)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_the_profile_is_asked_in_a_few_turns_that_say_how_many_questions_are_left(walk, shipped, lang):
    walker = walk(lang=lang)
    walker.press("begin")
    turns = turns_of(shipped)
    assert 3 <= len(turns) <= 5
    assert {fact.id for turn in turns for fact in turn.facts} == set(shipped.facts)
    everything, whole = len(shipped.questions), minutes(shipped, shipped.order, lang)
    assert leaves(walker).startswith(say(t.LEAVES_MOST, lang, asked=everything, minutes=whole)), (
        "before anything is said, every question may come"
    )
    before = everything
    for place, turn in enumerate(turns, 1):
        assert walker.heading == say(turn.title, lang)
        assert len(turn.facts) <= 4
        for fact in turn.facts:
            shown = walker.app.button_group(key=f"fact-{fact.id}")
            several = say(t.MANY, lang, question=walker.words(fact.text))
            assert shown.label == (several if fact.kind == "many" else walker.words(fact.text))
            last = fact.options[-1].id
            shown.set_value([last] if fact.kind == "many" else last)
            walker.run()
            asked = len(Interview(shipped, walker.assessment).asked)
            assert asked <= before, "what is said can only rule questions out"
            before = asked
            assert str(asked) in leaves(walker)
        if place < len(turns):
            walker.press("turn-next")
    assert before < everything
    told = minutes(shipped, Interview(shipped, walker.assessment).asked, lang)
    assert leaves(walker).startswith(say(t.LEAVES, lang, asked=before, minutes=told))
    assert leaves(walker).endswith(say(t.LEAVES_OUT, lang, out=everything - before) + say(words_of.STOP, lang))
    walker.press("turn-done")
    assert walker.at is not None


def test_an_earlier_turn_can_be_changed_and_the_rest_left_for_later(walk, store, shipped):
    walker = walk(store.add(begin(shipped, "青禾")).id, page="profile", turn="1")
    assert walker.heading == "", "without a turn the whole profile is there"
    walker.app.query_params["turn"] = "2"
    walker.run()
    walker.app.button_group(key="fact-live-commerce").set_value("no")
    walker.run()
    walker.press("turn-next")
    said = walker.app.button(key="change-turn-2").label
    assert say(t.SAID_SOME, "zh", said=1, open=3) in said
    walker.press("change-turn-2")
    assert walker.heading == say(t.TURN_TRADES, "zh")
    assert walker.app.button_group(key="fact-live-commerce").value == "no"
    walker.press("turn-later")
    assert walker.at is not None
    assert dict(walker.assessment.profile) == {"live-commerce": "no"}


def test_a_turn_that_does_not_exist_is_the_whole_profile(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, page="profile")
    for turn in ("0", "99", "x", "²"):
        walker.app.query_params["turn"] = turn
        walker.run()
        assert all(walker.app.button_group(key=f"fact-{fact}") for fact in shipped.facts)


@pytest.mark.parametrize("lang", in_one("zh"))
def test_the_score_is_shown_once_there_are_answers_enough_to_say_something(walk, store, shipped, lang):
    made = begin(shipped)
    applying = [q for q, applies in shipped.applying(made.profile).items() if applies]
    levels = [q for one in applying if isinstance(q := shipped.by_id[one], LevelQuestion) and not q.gate]
    begins = say(w.SCORE_BEGINS, lang, count=FIRST_ANSWERS)
    for count in range(FIRST_ANSWERS + 1):
        walker = walk(store.add(made).id, lang, "interview")
        live = count >= FIRST_ANSWERS
        assert ('class="ecq-big"' in walker.html) == live
        assert (begins in walker.html) == (not live)
        assert "0.0 — 100.0" not in walker.html
        if not live:
            assert say(access.PROGRESS_NOW, lang, settled=count, asked=len(shipped.questions)) in walker.html
            made = answer(made, levels[count], levels[count].options[-1].id, AT)


def test_a_failed_gate_is_shown_from_the_first_answer_on(walk, store, shipped):
    gate = next(q for q in shipped.questions if q.gate and isinstance(q, LevelQuestion))
    made = answer(begin(shipped), gate, gate.options[0].id, AT)
    walker = walk(store.add(made).id, "zh", "interview")
    assert say(w.GATES_FAILED, "zh", count=1) in walker.html
    assert f"{say(w.GATE_STATES['failed'], 'zh')} 1" in walker.html


@pytest.mark.parametrize("page", ["interview", "overview", "progress", "evidence", "profile"])
def test_no_page_shows_a_score_before_anything_is_answered(walk, store, shipped, page):
    walker = walk(store.add(begin(shipped)).id, "en", page)
    shown = re.sub(r"<style>.*?</style>", "", walker.html, flags=re.DOTALL)
    data = " ".join(one.proto.bytes.decode() for one in walker.app.get("bidi_component"))
    assert "0.0 —" not in shown + data
    assert "0.0 points" not in shown + data


def put_off(rubric: Rubric, left: int) -> Assessment:
    """Everything of the profile put off, and all but so many questions answered."""
    made = begin(rubric, "青禾")
    for question in rubric.questions[: len(rubric.questions) - left]:
        made = accepted(answer(made, question, best(question), AT))
    return made


@pytest.mark.parametrize("left", [0, 7])
def test_minutes_and_counts_are_the_same_on_the_start_page_in_its_list_and_in_the_interview(walk, store, shipped, left):
    made = put_off(shipped, left)
    kept = store.add(made).id
    progress = Interview(shipped, made).progress
    assert progress.asked == len(shipped.questions) == progress.settled + progress.waiting + progress.left
    assert (progress.left, progress.waiting > 50) == (left, True)
    settled = say(access.DECIDED_OF, "zh", decided=progress.settled, applicable=progress.asked)
    waits = say(w.WAITING, "zh", count=progress.waiting)
    time = minutes(shipped, Interview(shipped, made).left, "zh")
    start = walk()
    parts = [settled, *([say(p.QUESTIONS_LEFT, "zh", count=left, minutes=time)] if left else []), waits]
    assert "，".join(parts) in [one.value for one in start.app.caption]
    (listed,) = start._told_to("ecq_home")
    assert "，".join(parts[1:]) in json.loads(listed.bytes)["list"]
    told = walk(kept, page="interview")
    card = told.conversation["card progress"]
    assert say(w.PROGRESS_OF, "zh", settled=progress.settled, asked=progress.asked) in card
    assert say(w.WAITING, "zh", count=progress.waiting) in card
    assert (time in card) == bool(left)
    if left:
        told.type("还要多久")
        assert told.heard[1:] == [f"{say(words_of.LEFT, 'zh', count=left)}，{time}。"]


def test_a_question_that_hangs_on_the_profile_has_buttons_that_decide_it(walk, store, shipped):
    walker = walk(store.add(put_off(shipped, 0)).id, page="interview").to_question("live-replay-kept")
    fact = shipped.facts["live-commerce"]
    (box,) = walker.conversation["below"]
    assert box == {
        "kind": "fact",
        "lead": fact.text.zh,
        "facts": [[fact.id, one.id, one.text.zh] for one in fact.options],
    }
    for wrong in ("", "live-commerce", "live-commerce maybe", "no-such-fact yes"):
        walker.send({"do": "fact", "value": wrong})
        assert walker.assessment.profile == {}
    walker.press("fact-live-commerce-yes")
    assert walker.assessment.profile == {"live-commerce": "yes"}
    assert walker.at == "live-replay-kept", "it is asked still, and counts now"
    assert "facts" not in str(walker.conversation["below"])
    assert walker.conversation["standing"]["said"]
    # one that takes several values is said in the profile
    walker.to_question("return-refund-deadline")
    (box, *_) = walker.conversation["below"]
    assert [value for _, value, _ in box["facts"]] == [""]
    walker.press(f"fact-{box['facts'][0][0]}-")
    assert walker.app.text_input(key="profile-name").value == "青禾"


def test_what_was_taken_down_names_what_a_bare_yes_is_about(walk, shipped):
    walker = walk(lang="en")
    walker.press("begin")
    walker.app.chat_input(key="tell-platform-words").set_value("We're Willow, B2C, we sell food, no medicines")
    walker.run()
    for fact, value in (("food", "Yes"), ("drugs", "No")):
        assert f"{shipped.facts[fact].text.en} {value}" in walker.html


def test_the_profile_is_said_in_one_sentence_and_taken_back(walk, shipped):
    walker = walk()
    walker.press("begin")
    walker.app.chat_input(key="tell-platform-words").set_value(
        "B2C 综合平台，叫青禾，目标四星，有直播，不卖食品也不卖药，420 万用户"
    )
    walker.run()
    said = {"business-model": ("b2c",), "live-commerce": "yes", "food": "no", "drugs": "no", "size": "medium"}
    assert dict(walker.assessment.profile) == said
    assert walker.assessment.name == "青禾"
    assert walker.assessment.target == "four-star"
    for fact, value in said.items():
        named = fact_words(shipped.facts[fact], value, "zh")
        assert named in walker.html, fact
    assert walker.heading == t.TURN_TRADES.zh, "name and target are said: on to what is not"
    assert walker.app.button_group(key="fact-live-commerce").value == "yes"
    walker.press("told-undo")
    assert (dict(walker.assessment.profile), walker.assessment.name) == ({}, "")
    assert walker.app.button_group(key="fact-live-commerce").value is None
    walker.app.chat_input(key="tell-platform-words").set_value("今天天气不错")
    walker.run()
    assert t.TOLD_NOTHING.zh in walker.html
    assert not walker.assessment.profile


def test_next_goes_past_what_was_said_already(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, page="profile")
    walker.app.query_params["turn"] = "1"
    walker.run()
    walker.app.chat_input(key="tell-platform-words").set_value("B2C，卖实物，没有自营，没有直播")
    walker.run()
    assert walker.heading == t.TURN_PLATFORM.zh, "name and target are not said"
    walker.press("turn-next")
    assert walker.heading == t.TURN_GOODS.zh
