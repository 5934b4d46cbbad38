"""Answering by invitation: only what is asked, kept as it is pressed, submitted, sent back, and links that do not open."""

from dataclasses import replace
from html import escape

import pytest

from ecq.assessment.changes import answer, begin
from ecq.base.brand import BrandKit
from ecq.base.errors import StoreError
from ecq.store import invitations
from ecq.store.brand_kits import BrandKits
from ecq.store.invitations import Invitations
from ecq.store.proposals import Proposals
from ecq.telling.text import words as w
from ecq.web.answer import page as answer_page
from ecq.web.answer import words as a
from ecq.web.answer.page import Answers
from tests import building as b
from tests.in_one_language import in_one

PLATFORM = "沧海商城"


@pytest.fixture
def questions(shipped):
    """One that can be set aside, one for a number, one with lines to tick, and one more."""
    picked = [next(q for q in shipped.questions if q.not_applicable)]
    picked += [
        next(q for q in shipped.questions if q.kind == kind and q not in picked)
        for kind in ("measure", "checklist", "level")
    ]
    return picked


@pytest.fixture
def invited(store, shipped, questions):
    """A self-check that has its own answers, and an invitation to some questions of it."""
    begun = b.accepted(
        answer(begin(shipped, PLATFORM, at=store.now()), shipped.questions[-1], b.best(shipped.questions[-1]))
    )
    stored = store.add(begun)
    made, secret = Invitations(store).make(stored.id, [one.id for one in questions], "客服部 李", due="2031-01-05")
    return stored, made, secret


@pytest.fixture(autouse=True)
def nobody_has_tried(monkeypatch):
    monkeypatch.setattr(answer_page, "_attempts", invitations.Attempts())
    monkeypatch.setattr(answer_page, "address", lambda: "192.0.2.7")


def texts(walker):
    shown = [one.value for kind in ("markdown", "error", "caption", "text") for one in walker.app.get(kind)]
    told = [one.proto.bytes.decode() for one in walker.app.get("bidi_component")]
    return "\n".join([walker.html, *map(str, shown), *told])


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_it_shows_the_questions_platform_and_brand_and_nothing_else_of_the_self_check(
    walk, store, invited, questions, shipped, lang
):
    stored, made, secret = invited
    BrandKits(store).keep(None, BrandKit("品牌 & Co"))
    walker = walk(lang=lang, i=secret)
    seen = texts(walker)
    assert escape(walker.words(questions[0].text)) in walker.asked["asked"]
    assert made.label in seen or "客服部" not in made.label or lang == "zh-Hant"
    assert escape(PLATFORM) in seen
    assert escape("品牌 & Co") in seen
    for hidden in (stored.id, walker.words(shipped.questions[-1].text), walker.words(w.GUARANTEED)):
        assert hidden not in seen
    assert not walker._told_to("ecq_side")
    assert [one["id"] for one in walker.asked["places"]] == [q.id for q in questions]
    assert "switch" not in walker.keys


def test_from_the_first_press_to_acceptance_and_back(walk, store, invited, questions):
    stored, _, secret = invited
    theirs, ours = Invitations(store), walk(i=secret)
    first, _, ticks, level = questions
    ours.send({"do": "na"})
    assert ours.asked["reasons"]["reasons"]
    ours.send({"do": "reason", "value": first.not_applicable[0].id})
    ours.press("next").send({"do": "answer", "value": "a dozen"})
    assert ours.errors, "what is no number is said"
    ours.send({"do": "answer", "value": "12"})
    ours.press("next").send({"do": "answer", "value": [ticks.items[0].id]})
    ours.app.text_area(key=f"note-{ticks.id}").input("见台账").run()
    ours.app.text_input(key=f"evidence-what-{ticks.id}").input("客服记录")
    ours.press("evidence-add")
    assert ours.app.text_input(key=f"evidence-what-{ticks.id}").value == ""
    assert "客服记录" in ours.app.button(key=f"evidence-remove-{ticks.id}-0").label, (
        "a screen reader says what it removes"
    )
    ours.press("to-end")
    assert ours.words(a.SOME_LEFT).format(count=1) in [one.value for one in ours.app.markdown]
    kept = theirs.opened(secret).answers
    assert kept.response(first.id).state == "na"
    assert kept.response(ticks.id).note == "见台账"
    assert [piece.text for piece in kept.response(ticks.id).evidence] == ["客服记录"]
    assert store.find(stored.id) == stored
    ours.press("submit")
    assert ours.words(a.SUBMITTED) in ours.html
    assert theirs.opened(secret).state == "submitted"
    proposals = Proposals(store)
    waiting = [one.id for one in proposals.of(stored.id) if one.state == "waiting"]
    assert proposals.send_back(stored.id, waiting, "还差一题")
    again = walk(i=secret, q=level.id)
    assert "还差一题" in again.html
    again.send({"do": "answer", "value": level.options[-1].id})
    again.press("next").press("submit")
    assert theirs.opened(secret).answered == 4


def test_what_is_typed_as_evidence_is_kept_by_going_on(walk, store, invited, questions):
    _, _, secret = invited
    ticks, level = questions[2], questions[3]
    walker = walk(i=secret, q=ticks.id)
    assert walker.words(a.SAVED).split()[0] not in walker.html, "nothing is kept yet"
    walker.app.text_input(key=f"evidence-what-{ticks.id}").input("客服记录")
    walker.app.checkbox(key=f"evidence-in-hand-{ticks.id}").uncheck()
    walker.press("next")
    assert walker.asked["at"] == level.id
    walker.app.text_input(key=f"evidence-what-{level.id}").input("台账")
    walker.send({"do": "go", "to": ticks.id})
    assert walker.words(a.SAVED).split()[0] in walker.html
    kept = Invitations(store).opened(secret).answers
    assert [[(one.text, one.in_hand) for one in kept.response(q.id).evidence] for q in (ticks, level)] == [
        [("客服记录", False)],
        [("台账", True)],
    ]
    walker.press("to-end")
    assert f"客服记录 · {walker.words(w.EVIDENCE_WANTED)}" in walker.html
    assert f"台账 · {walker.words(w.EVIDENCE_IN_HAND)}" in walker.html


def test_two_windows_see_what_the_other_did_before_they_overwrite_it(walk, store, invited, questions):
    _, _, secret = invited
    level = questions[3]
    one, other = walk(i=secret, q=level.id), walk(i=secret, q=level.id)
    one.send({"do": "answer", "value": level.options[0].id})
    one.send({"do": "answer", "value": level.options[1].id})
    assert one.errors == []
    other.send({"do": "answer", "value": level.options[2].id})
    assert other.errors
    assert other.asked["answers"]["given"] == level.options[1].id
    other.send({"do": "answer", "value": level.options[2].id})
    assert Invitations(store).opened(secret).answers.response(level.id).value == level.options[2].id


def test_presses_that_no_page_sends_do_nothing(walk, store, invited, questions, shipped):
    _, made, secret = invited
    walker = walk(i=secret)
    opened = Invitations(store).opened(secret)
    foreign = shipped.questions[-1].id
    for press in (
        {"do": "answer", "value": "x", "question": foreign},
        {"do": "go", "to": foreign},
        {"do": "answer", "value": {"a": 1}},
        {"do": "drop table"},
        {"do": "reason", "value": ""},
    ):
        walker.send(press)
    assert Invitations(store).opened(secret) == opened
    assert opened == replace(made, opened_at=opened.opened_at)


def test_links_that_do_not_open_say_so_and_guessing_ends(walk, store, invited, monkeypatch):
    stored, made, secret = invited
    monkeypatch.setattr(invitations, "OF_ONE", 3)
    Invitations(store).close(stored.id, made.id)
    closed = walk(i=secret)
    assert "已经关闭" in closed.html
    Invitations(store).revoke(stored.id, made.id)
    revoked, guessed = walk(i=secret), walk(i="guessed")
    assert revoked.html == guessed.html
    assert PLATFORM not in guessed.html
    walk(i="guessed again")
    assert guessed.words(a.TOO_MANY).rstrip("。") in walk(i=secret).html
    other = Invitations(store).make(stored.id, made.questions, "Another")
    assert "Another" in walk(i=other[1]).html, "who has a link gets in, however many others guess"


def test_what_could_not_be_kept_is_sent_once_as_soon_as_it_can_be(walk, store, invited, questions, monkeypatch):
    _, _, secret = invited
    level = questions[3]
    walker = walk(i=secret, q=level.id)

    def gone(*_):
        raise StoreError("the database does not answer", "数据库没有应答")

    with monkeypatch.context() as away:
        away.setattr(Invitations, "opened", gone)
        away.setattr(Invitations, "answer", gone)
        walker.app.text_area(key=f"note-{level.id}").input("写了很久的备注")
        walker.app.text_input(key=f"evidence-what-{level.id}").input("客服记录")
        walker.press("evidence-add")
        assert "数据库没有应答" in "".join(walker.errors).replace("\\", "")
        walker.run()
        assert walker.session.page(Answers).waiting, "it still waits"
    walker.run()
    assert Invitations(store).opened(secret).answers.response(level.id).note == "写了很久的备注"
    assert walker.app.text_area(key=f"note-{level.id}").value == "写了很久的备注"
    assert walker.app.text_input(key=f"evidence-what-{level.id}").value == "", "the field does not add it once more"
    walker.press("to-end" if "to-end" in walker.keys else "next")
    assert not walker.app.warning
    assert [one.text for one in Invitations(store).opened(secret).answers.response(level.id).evidence] == ["客服记录"]


def test_it_needs_no_log_in_where_everything_else_does(walk, store, invited, questions, monkeypatch):
    stored, _, secret = invited
    monkeypatch.setenv("ECQ_MODE", "server")
    walker = walk(i=secret)
    assert walker.asked["at"] == questions[0].id
    walker.send({"do": "unsure"})
    assert Invitations(store).opened(secret).answers.response(questions[0].id).state == "unsure"
    assert PLATFORM not in texts(walk(stored.id))
