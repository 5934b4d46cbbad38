"""The thread on the interview page as the browser is told of it, and the question in the address."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.config import get_option

from ecq.assessment.changes import begin
from ecq.base.language import words
from ecq.interview import words as c
from ecq.interview.flow import Interview
from ecq.interview.terms import term_in
from ecq.interview.typed.outcomes import Answer, AskTerm, Unsure
from ecq.interview.typed.reading import understand
from ecq.rubric.kinds import LevelQuestion, MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.telling.text.reactions import RANGE
from ecq.telling.text.sentences import answer_words, unit_words
from ecq.telling.text.words import say
from ecq.web.interview.page import news
from ecq.web.interview.thread import LONGEST_ANSWER, STRIDE, WINDOW, Conversation
from ecq.web.session.visit import FIRST_ANSWERS
from tests.app.walker import Walker
from tests.building import a_value, best, sampled, worst
from tests.in_one_language import in_one
from tests.report.assessments import full_profile


def line(walker: Walker, question_id: str) -> dict[str, Any]:
    found = [one for one in walker.thread if one.get("id") == question_id]
    assert len(found) == 1, walker.thread
    return dict(found[0])


def at(walker: Walker) -> str:
    here = walker.at
    assert here
    return here


def to_kind(walker: Walker, rubric: Rubric, kind: type, gate: bool = False) -> str:
    found = next(q for q in rubric.questions if isinstance(q, kind) and bool(q.gate) == gate)
    walker.to_question(found.id)
    assert walker.at == found.id
    return found.id


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_a_pressed_answer_stands_in_the_thread_with_its_question(walk, store, shipped, lang):
    walker = walk(store.add(begin(shipped)).id, lang, "interview")
    assert walker.thread == []
    first = at(walker)
    question = shipped.by_id[first]
    walker.answer(question, best(question))
    told = line(walker, first)
    assert told["question"] == walker.words(question.text)
    given = answer_words(question, walker.assessment.response(first), lang)
    assert told["answer"] == given if len(given) <= LONGEST_ANSWER else given.startswith(told["answer"][:-1])
    assert told["change"] == walker.words(c.CHANGES["answered"])
    assert "words" not in told


def test_typed_words_stand_as_they_were_typed_with_how_they_were_taken(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    here = to_kind(walker, shipped, LevelQuestion)
    walker.type("第二个")
    told = line(walker, here)
    given = answer_words(shipped.by_id[here], walker.assessment.response(here), "zh")
    assert (told["words"], told["taken"]) == ("第二个", say(c.TAKEN_AS, "zh", answer=given))
    unsure = at(walker)
    walker.type("要问一下法务")
    told = line(walker, unsure)
    assert (told["words"], told["taken"]) == ("要问一下法务", walker.words(c.TAKEN_AS_UNSURE))
    skipped = at(walker)
    walker.type("跳过")
    assert line(walker, skipped)["tag"] == walker.words(c.SKIPPED)
    walker.press("chip-skip")
    again = walk(walker.assessment_id, "zh", "interview")
    assert again.thread == walker.thread, "a reload shows the same conversation"


def test_what_was_not_understood_is_answered_under_what_was_typed_and_offers_the_nearest_options(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    here = to_kind(walker, shipped, MeasureQuestion)
    walker.type("喵喵喵")
    assert walker.heard[0] == "喵喵喵"
    assert walker.heard[1].startswith("没有听懂")
    assert "编号" not in walker.heard[1], "a number has no options with numbers"
    assert walker.at == here
    assert walker.thread == [], "it stands below the options as long as one is at the question"
    walker.press("chip-skip")
    assert walker.heard == []
    assert [one.get("reply", one.get("tag")) for one in walker.thread] == [
        walker.session.page(Conversation).remarks[1][0].reply,
        walker.words(c.SKIPPED),
    ]
    walker.to_question("availability-target")
    walker.type("我们的目标写在年度计划里，每个月都有人看数据")
    assert walker.heard[0] == "我们的目标写在年度计划里，每个月都有人看数据"
    while walker.at == "availability-target":
        offered = [key for key in walker.keys if key.startswith("understood-") and key != "understood-no"]
        assert 1 <= len(offered) <= 3
        walker.press("understood-0")
    assert line(walker, "availability-target")["words"] == "我们的目标写在年度计划里，每个月都有人看数据"


def test_a_failed_gate_is_a_line_with_reason_law_and_effect(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "en", "interview")
    here = to_kind(walker, shipped, LevelQuestion, gate=True)
    question = shipped.by_id[here]
    assert question.gate
    walker.answer(question, worst(question))
    title, reason, law, effect = line(walker, here)["gate"]
    assert law.endswith("."), "what it does to readiness is a sentence of its own"
    assert (title, reason, effect) == (
        walker.words(c.GATE_FAILED),
        walker.words(question.gate.reason),
        walker.words(c.GATE_EFFECT),
    )
    walker.to_question(here).answer(question, best(question))
    assert "gate" not in line(walker, here)


def test_the_end_of_an_indicator_says_where_it_stands_and_what_is_left_of_its_dimension(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    indicator = shipped.place[at(walker)][1]
    asked = [q for q in Interview(shipped, walker.assessment).asked if shipped.place[q][1] == indicator]
    for turn, question_id in enumerate(asked):
        assert walker.at == question_id
        assert not any("milestone" in one for one in walker.thread)
        if turn == 1:
            walker.press("chip-skip")
        else:
            walker.answer(shipped.by_id[question_id], a_value(shipped.by_id[question_id], turn))
    (milestone,) = (one["milestone"] for one in walker.thread if "milestone" in one)
    dimension = shipped.place[asked[0]][0]
    left = sum(shipped.place[q][0] == dimension for q in Interview(shipped, walker.assessment).unanswered)
    assert f"已定 {len(asked) - 1} / {len(asked)} 题，跳过 1；" in milestone
    assert f"还有 {left} 题没答" in milestone


def test_a_long_conversation_is_drawn_from_its_end_and_earlier_lines_on_demand(walk, store, shipped):
    made = sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+00:00")
    walker = walk(store.add(made).id, "zh", "interview")
    lines = walker.thread
    assert len(lines) == WINDOW
    assert walker.conversation["earlier"] == say(c.EARLIER, "zh", count=STRIDE)
    walker.session.page(Conversation).thread_shown = WINDOW + STRIDE
    walker.run()
    assert len(walker.thread) == WINDOW + STRIDE
    assert walker.thread[-WINDOW:] == lines
    walker.session.page(Conversation).thread_shown = 1_000
    walker.run()
    assert walker.conversation["earlier"] == ""
    assert len(walker.thread) == len(Interview(shipped, made).asked)


def test_a_link_leads_to_its_question_and_an_unknown_one_to_the_next_open_question(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    first = walker.at
    assert walker.to_question("no-such-question").at == first
    wanted = shipped.order[20]
    assert walker.to_question(wanted).at == wanted


def test_the_address_follows_the_question(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    assert "q" not in walker.app.query_params, "the browser itself names the first one: Back leads out from there"
    first = at(walker)
    walker.press("chip-skip")
    assert walker.app.query_params["q"] == walker.at
    second = at(walker)
    walker.to_question(first)
    assert walker.at == first
    walker.to_question(second)
    walker.answer(shipped.by_id[second], best(shipped.by_id[second]))
    assert walker.app.query_params["q"] == walker.at
    assert walker.at not in (first, second)


def test_an_answer_sends_what_has_changed_and_not_the_script(walk, store, shipped):
    walker = walk(store.add(sampled("qinghe-mall", shipped, "zh")).id, "zh", "interview")
    sizes = {one.proto.component_name: one.proto.ByteSize() for one in walker.app.get("bidi_component")}
    assert sizes["ecq_conversation_script"] > int(get_option("global.minCachedMessageSize")), (
        "Streamlit caches larger ones only"
    )
    before = walker.conversation
    walker.press("chip-unsure")
    after = walker.conversation
    assert walker.session.page(Conversation).told is not None
    walker.session.page(Conversation).told = (7, {})
    whole = json.loads(news(walker.session.page(Conversation), before))
    assert (whole["after"], whole["parts"]) == (7, before)
    later = json.loads(news(walker.session.page(Conversation), after))
    assert later["after"] == whole["number"]
    assert {**whole["parts"], **later["parts"]} | {"cards": after["cards"]} == {**before, **after}
    assert later["parts"].keys() < after.keys()
    assert "words" not in later["parts"]
    assert len(json.dumps(later, ensure_ascii=False).encode()) < 6_000, "8 kB with all that Streamlit adds"
    gone = {name: part for name, part in after.items() if name != "saved"}
    assert json.loads(news(walker.session.page(Conversation), gone))["parts"] == {}
    assert json.loads(news(walker.session.page(Conversation), after))["parts"].keys() == {"saved"}


def test_a_press_is_taken_once_and_nonsense_does_nothing(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    first = at(walker)
    walker.send({"do": "unsure"}, mark="one")
    second = at(walker)
    walker.send({"do": "unsure", "question": second}, mark="one")
    assert walker.at == second, "the same press has come twice"
    kept = walker.assessment
    for nonsense in (
        {"do": "answer", "value": {"a": 1}},
        {"do": "answer", "value": None},
        {"do": "answer", "question": "no-such-question", "value": "x"},
        {"do": "answer", "question": ["x"], "value": "x"},
        {"do": "reason", "value": "no-such-reason" * 100},
        {"do": "understood", "value": 99},
        {"do": "undo", "entry": {}, "question": None},
        {"do": "go", "to": "no-such-question"},
        {"do": 3},
        {},
    ):
        walker.send(nonsense)
    assert walker.assessment.responses.keys() <= kept.responses.keys()
    assert first in shipped.by_id


def test_a_press_that_cannot_be_read_changes_nothing_and_is_one_line_of_the_log_without_its_words(
    walk, store, shipped, caplog
):
    walker = walk(store.add(begin(shipped)).id, "zh", "interview")
    kept = walker.assessment
    with caplog.at_level("WARNING", "ecq.web"):
        walker.send({"do": "answer", "value": {"our own words": 1}, "owner": "somebody"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "ecq.web"]
    assert line.startswith("a press could not be read: ")
    assert not any(word in line for word in ("our", "words", "owner", "somebody"))
    assert walker.assessment == kept


@pytest.mark.parametrize("lang", in_one("en"))
def test_whatever_the_chips_ask_is_answered_without_leaving_the_question(walk, store, shipped, lang):
    made = begin(shipped, "All", full_profile(shipped))
    asked = Interview(shipped, made).asked
    for question in shipped.questions:
        if term := term_in(question.text):
            said = say(c.ASK_TERM, lang, term=words(term.name, lang))
            assert understand(said, question, shipped, asked) == AskTerm(term), (question.id, said)
    walker = walk(store.add(made).id, lang, "interview")
    here, seen = at(walker), set()
    for answered in (0, 5):
        for question_id in asked[:answered]:
            walker.to_question(question_id).answer(shipped.by_id[question_id], best(shipped.by_id[question_id]))
        walker.to_question(here)
        for words_to_say in walker.conversation["asks"]:
            seen.add(words_to_say)
            walker.type(words_to_say)
            assert walker.at == here
            opened = re.search(r"<details open>", walker.html)
            assert opened or (walker.heard and not walker.heard[1].startswith(walker.words(c.NOT_UNDERSTOOD_BEGIN)[:5]))
    assert {say(c.ASK_LEFT, lang), say(c.ASK_SCORE, lang), say(c.ASK_WHY, lang)} <= seen


def test_early_reactions_name_no_interval(walk, store, shipped):
    """That the score lies between 0.0 and 99.3 tells nobody anything."""
    walker = walk(store.add(begin(shipped)).id, "en", "interview")
    begins = RANGE.en.partition("{")[0]
    for turn in range(7):
        question = shipped.by_id[at(walker)]
        walker.answer(question, worst(question))
        assert (begins in walker.html) == (turn + 1 >= FIRST_ANSWERS), turn


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_the_empty_field_suggests_is_understood(shipped, lang):
    asked = Interview(shipped, begin(shipped, profile=full_profile(shipped))).asked
    for question in shipped.questions:
        text = {"measure": c.SAY_FIGURE, "checklist": c.SAY_ITEMS}.get(question.kind, c.SAY_OPTION)
        unit = unit_words(question, lang) if isinstance(question, MeasureQuestion) else ""
        for said in re.findall("“(.*?)”", say(text, lang, unit=unit)):
            taken = understand(said, question, shipped, asked)
            assert isinstance(taken, Answer | Unsure) or taken == "ask-left", (question.id, said, taken)
