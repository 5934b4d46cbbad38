"""What was said at a question, by words and by presses, stays known after a reload and in other windows. Turn by turn: cases/conversations/waiting.yaml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ecq.assessment.changes import begin
from ecq.base.errors import StoreError
from ecq.base.language import Text, filled
from ecq.interview.typed.outcomes import AskFact, FactOfProfile, Go, NotApplicable, ProfileSaid
from ecq.telling.text import words as w
from ecq.web.session.waiting import DECLINED, Understanding, as_it_was_kept, as_kept
from tests.app.walker import Walker

LEVELS, LIST = "human-agent-reached", "promotion-price-and-choice"
SAID = {
    LEVELS: {"zh": "有人工，随时能转", "en": "there are human agents, any time"},
    LIST: {"zh": "先涨后降？不会的 系统卡死了", "en": "prices are not raised first, I think the system locks that"},
}
"""What is asked back about, by question and language."""
GATE, SOUNDS = "paid-ranking-label", {"zh": "没有标广告", "en": "paid results are not marked as advertising"}
"""What sounds like an answer that fails a gate."""


@pytest.fixture
def at(walk, store, shipped) -> Callable[..., Walker]:
    """A visitor at a question of a new self-check."""

    def come(question: str, lang: str = "zh") -> Walker:
        return walk(store.add(begin(shipped)).id, lang=lang, page="interview").to_question(question)

    return come


def waits(walker: Walker) -> list[dict[str, object]]:
    """What stands below the question and waits for a press."""
    return [part for part in walker.conversation["below"] if part["kind"] == "understood"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("question", [LEVELS, LIST])
def test_what_was_said_and_pressed_is_known_after_a_reload(at, walk, store, question, lang):
    walker = at(question, lang).type(SAID[question][lang])

    def again() -> Walker:
        return walk(walker.assessment_id, lang=lang, page="interview").to_question(question)

    assert waits(again()) == waits(walker) != []
    walker.press("understood-0")
    assert waits(again()) == waits(walker)
    turned = next(key for key in walker.pressable if key.startswith("turn-")) if question == LIST else None
    if turned:
        walker.press(turned)
        assert waits(again()) == waits(walker)
    other = again()
    other.press("understood-0")
    given = other.assessment.response(question)
    assert given.state == "answered"
    assert store.remarks(walker.assessment_id)[-1].kind == "change", "what waited is gone with the answer"
    assert waits(again()) == waits(walker.run()) == []


def test_another_answer_made_anywhere_ends_what_waits_in_every_window(at, walk, shipped):
    walker = at(LEVELS).type(SAID[LEVELS]["zh"])
    of = shipped.by_id[LEVELS]
    other = walk(walker.assessment_id, page="interview").to_question(LEVELS)
    other.answer(of, of.choices[1][0]).press("step-undo")
    assert other.at == LEVELS
    for window in (other, walker.to_question(LEVELS), walk(walker.assessment_id, page="interview").to_question(LEVELS)):
        assert (waits(window), window.assessment.response(LEVELS).state) == ([], "unanswered")
    walker.type(SAID[LEVELS]["zh"])
    assert waits(walk(walker.assessment_id, page="interview").to_question(LEVELS)) == waits(walker) != []


def test_a_press_writes_what_waits_only_where_that_changes(at, store, monkeypatch):
    kept = []
    monkeypatch.setattr(
        store, "keep_waiting", lambda _, rows: kept.append({one: bool(row) for one, row in rows.items()})
    )
    walker = at(LEVELS).type(SAID[LEVELS]["zh"])
    assert kept == [{LEVELS: True}]
    walker.press("chip-note").type("为什么问").type("备注：再核对").press("chip-skip").to_question(LEVELS)
    assert kept == [{LEVELS: True}]
    walker.press("understood-0").press("understood-0")
    assert kept == [{LEVELS: True}, {LEVELS: True}, {LEVELS: False}]
    walker.type("不清楚").press("chip-back")
    assert len(kept) == 3


def test_where_it_cannot_be_kept_it_waits_in_this_window_and_is_kept_with_a_later_press(at, walk, store, monkeypatch):
    def away(*_: object) -> None:
        raise StoreError("away")

    with monkeypatch.context() as patched:
        patched.setattr(store, "keep_waiting", away)
        walker = at(LEVELS).type(SAID[LEVELS]["zh"])
        assert waits(walker)
        assert waits(walk(walker.assessment_id, page="interview").to_question(LEVELS)) == []
    walker.press("chip-note")
    assert waits(walk(walker.assessment_id, page="interview").to_question(LEVELS)) == waits(walker)


@pytest.mark.parametrize(("lang", "yes"), [("zh", "是"), ("en", "yes")])
def test_what_it_sounded_like_is_still_taken_by_a_yes_after_a_reload_and_after_coming_back(at, walk, lang, yes):
    walker = at(GATE, lang).type(SOUNDS[lang])
    told, worst = walker.heard, walker.rubric.by_id[GATE].choices[0]
    assert told == [SOUNDS[lang], walker.words(filled(w.UNDERSTOOD_FAILS_GATE, answer=worst[1]))]
    assert (walker.run().heard, walker.press("chip-skip").to_question(GATE).heard) == (told, told)
    again = walk(walker.assessment_id, lang=lang, page="interview").to_question(GATE)
    assert (again.heard, waits(again)) == (told, [])
    again.send({"do": "understood", "value": 0})
    assert again.assessment.response(GATE).state == "unanswered", "only a yes in words takes it"
    again.type(yes)
    assert again.assessment.response(GATE).value == worst[0]
    assert walker.to_question(GATE).heard == []


def test_where_a_press_leads_to_what_fails_a_gate_it_is_said_once_and_taken_by_a_yes(at, walk, shipped):
    walker = at(GATE).type("竞价排名的结果旁边都标了广告两个字，就是字有点小")
    before, worst = waits(walker), shipped.by_id[GATE].choices[0]
    walker.press("turn-marked")
    assert (walker.heard[1:], walker.errors) == ([filled(w.UNDERSTOOD_FAILS_GATE, answer=worst[1]).zh], [])
    again = walk(walker.assessment_id, page="interview").to_question(GATE)
    assert again.heard == walker.heard
    assert walker.type("是").assessment.response(GATE).value == worst[0]
    other = at(GATE).type("竞价排名的结果旁边都标了广告两个字，就是字有点小").press("turn-marked").type("不是这个")
    assert waits(other) == before, "what was settled before the press"


FACT = FactOfProfile("live-commerce", "no")


def test_all_that_can_wait_is_kept_whole_and_dropped_where_the_rubric_no_longer_knows_it(shipped):
    of = {one.id: one for one in shipped.questions}
    many = next(fact for fact in shipped.facts.values() if fact.kind == "many")
    reasoned = next(one for one in shipped.questions if one.not_applicable)
    asks = AskFact("answered", (("human", True), ("any-time", False)), 1, True, ("human",))
    again = Text(zh="再问", en="again", hant="再問")
    for waiting in (
        Understanding(LEVELS, (), "note", "stated", "words", asks, again),
        Understanding(LEVELS, of[LEVELS].choices[1:2][0][:1], known=(("human", False),)),
        Understanding(
            LIST, (tuple(one for one, _ in of[LIST].choices[:2]), ()), known=((of[LIST].choices[0][0], True),)
        ),
        Understanding("own-sales-refund-days", ("12", "7.5")),
        Understanding(GATE, (), again=again, sounds_like=of[GATE].choices[0][0]),
        Understanding(LIST, (), again=again, sounds_like=()),
        Understanding(reasoned.id, (NotApplicable(reasoned.not_applicable[0].id), NotApplicable(words="没有"))),
        Understanding(LEVELS, (FACT, FactOfProfile(many.id, ()), FactOfProfile(many.id, (many.options[0].id,)))),
        Understanding(LEVELS, (ProfileSaid((("live-commerce", "no"), (many.id, (many.options[0].id,)))),)),
    ):
        assert as_it_was_kept(as_kept(waiting), shipped) == waiting
    for gone in (
        Understanding("no-such-question", ()),
        Understanding(LEVELS, ("no-such-option",)),
        Understanding(LEVELS, (), asks=replace(asks, fact="gone")),
        Understanding(LEVELS, (), asks=replace(asks, then=("gone",))),
        Understanding(LEVELS, (), known=(("gone", True),)),
        Understanding("own-sales-refund-days", ("many",)),
        Understanding(reasoned.id, (NotApplicable("gone"),)),
        Understanding(LEVELS, (replace(FACT, fact="gone"),)),
        Understanding(LEVELS, (ProfileSaid((("live-commerce", "gone"),)),)),
        Understanding(LEVELS, (Go(LIST),)),
        Understanding(GATE, (), again=again, sounds_like="gone"),
    ):
        assert as_it_was_kept(as_kept(gone), shipped) is None
    for damaged in ("", "{", "[]", '{"question": 7}', DECLINED):
        assert as_it_was_kept(damaged, shipped) is None
