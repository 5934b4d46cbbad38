"""The start page says how long it takes; the profile is asked in turns that say how many questions they leave."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ecq.assessment.changes import answer, begin
from ecq.interview.flow import Interview
from ecq.language import LANGS, Lang
from ecq.rubric.kinds import LevelQuestion
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.text import words as w
from ecq.text.words import say
from ecq.web.frame import words as access
from ecq.web.session import words as k
from ecq.web.session.pace import Pace
from ecq.web.session.visit import FIRST_ANSWERS
from ecq.web.start import words as t
from ecq.web.start.turns import turns_of
from tests.app.walker import Walker

AT = "2026-11-24T09:00:00+00:00"


def minutes(count: int, lang: Lang) -> str:
    return say(k.MINUTES, lang, count=Pace().minutes(count))


@pytest.mark.parametrize("lang", LANGS)
def test_the_start_page_says_how_long_the_full_and_the_quick_check_take(
    walk: Callable[..., Walker], shipped: Rubric, lang: Lang
) -> None:
    walker = walk(lang=lang)
    captions = [one.value for one in walker.app.caption]
    count, core = len(shipped.questions), sum(one.core for one in shipped.questions)
    assert say(t.BEGIN_TIME, lang, count=count, minutes=minutes(count, lang)) in captions
    quick = walker.app.button(key="begin-quick").label
    assert say(t.QUICK_TIME, lang, count=core, minutes=minutes(core, lang)) in quick
    assert "go-on" not in walker.keys, "there is nothing to go on with"


def test_the_start_page_leads_back_to_the_assessment_one_came_from(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    kept = store.add(begin(shipped, "青禾"))
    walker = walk(kept.id)
    assert walker.app.button(key="go-on").label == say(t.GO_ON, "zh", name="青禾")
    walker.press("go-on")
    assert walker.at == shipped.order[0]
    assert walker.assessment_id == kept.id


def leaves(walker: Walker) -> str:
    found = re.findall(r'class="ecq-leaves"[^>]*>(.*?)</p>', walker.html)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("lang", LANGS)
def test_the_profile_is_asked_in_a_few_turns_that_say_how_many_questions_are_left(
    walk: Callable[..., Walker], shipped: Rubric, lang: Lang
) -> None:
    walker = walk(lang=lang)
    walker.press("begin")
    turns = turns_of(shipped)
    assert 3 <= len(turns) <= 5
    assert {fact.id for turn in turns for fact in turn.facts} == set(shipped.facts)
    everything = len(shipped.questions)
    assert leaves(walker).startswith(say(t.LEAVES_MOST, lang, asked=everything, minutes=minutes(everything, lang))), (
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
    assert leaves(walker).startswith(say(t.LEAVES, lang, asked=before, minutes=minutes(before, lang)))
    assert leaves(walker).endswith(say(t.LEAVES_OUT, lang, out=everything - before) + say(t.LEAVES_STOP, lang))
    walker.press("turn-done")
    assert walker.at is not None


def test_an_earlier_turn_can_be_changed_and_the_rest_left_for_later(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
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


def test_a_turn_that_does_not_exist_is_the_whole_profile(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    walker = walk(store.add(begin(shipped)).id, page="profile")
    for turn in ("0", "99", "x", "²"):
        walker.app.query_params["turn"] = turn
        walker.run()
        assert all(walker.app.button_group(key=f"fact-{fact}") for fact in shipped.facts)


@pytest.mark.parametrize("lang", LANGS)
def test_the_score_is_shown_once_there_are_answers_enough_to_say_something(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric, lang: Lang
) -> None:
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
            made = answer(made, levels[count], levels[count].options[-1].id, AT)  # type: ignore[assignment]


def test_a_failed_gate_is_shown_from_the_first_answer_on(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    gate = next(q for q in shipped.questions if q.gate and isinstance(q, LevelQuestion))
    made = answer(begin(shipped), gate, gate.options[0].id, AT)
    walker = walk(store.add(made).id, "zh", "interview")  # type: ignore[arg-type]
    assert say(w.GATES_FAILED, "zh", count=1) in walker.html
    assert f"{say(w.GATE_STATES['failed'], 'zh')} 1" in walker.html


@pytest.mark.parametrize("page", ["interview", "overview", "progress", "evidence", "profile"])
def test_no_page_shows_a_score_before_anything_is_answered(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric, page: str
) -> None:
    walker = walk(store.add(begin(shipped)).id, "en", page)
    shown = re.sub(r"<style>.*?</style>", "", walker.html, flags=re.DOTALL)
    data = " ".join(one.proto.bytes.decode() for one in walker.app.get("bidi_component"))
    assert "0.0 —" not in shown + data
    assert "0.0 points" not in shown + data
