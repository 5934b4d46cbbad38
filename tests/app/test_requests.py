"""Those who answer together, and documents: inviting, what is due, reviewing; the score moves on acceptance alone, and back."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
import streamlit as st
from icalendar import Calendar

from ecq.assessment.changes import answer, begin
from ecq.assessment.evidence import add_evidence
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.answer_sheet.writing import AT
from ecq.scoring.scorecard import score
from ecq.store.audit import Audit
from ecq.store.files import check_files, files_of
from ecq.store.invitations import Invitations
from ecq.store.permitted import Permissions
from ecq.store.proposals import Proposals
from ecq.telling.text.sentences import score_words
from ecq.web.frame import words as access
from ecq.web.inbox import words as x
from ecq.web.inbox.words import OVERTAKEN
from ecq.writers.sheets.calendar_file import due_calendar
from tests import building as b


@pytest.fixture
def stored(store, shipped, monkeypatch):
    """A self-check on a server for others, as a browser with a list of its own sees it."""
    monkeypatch.setenv("ECQ_MODE", "open")
    url = "http://ecq.example.org/team"
    monkeypatch.setattr(
        st, "context", SimpleNamespace(headers={}, cookies={}, locale="zh-CN", timezone="UTC", url=url, ip_address=None)
    )
    first = shipped.questions[0]
    begun = b.accepted(add_evidence(begin(shipped, "青禾", at=store.now()), first, "台账", owner="王芳"))
    return store.add(begun)


@pytest.fixture
def desk(store):
    return Invitations(store)


def links(walker):
    return [one.value for one in walker.app.code]


def said(walker):
    return [walker.html, *(str(one.value) for kind in ("markdown", "caption", "error") for one in walker.app.get(kind))]


def hand_in(desk, stored, rubric, *questions, worst=False, label="李敏"):
    made, secret = desk.make(stored.id, [one.id for one in questions], label)
    for one in questions:
        value = b.worst(one) if worst else b.best(one)
        made = desk.answer(
            secret, lambda held, one=one, value=value: b.accepted(answer(held, one, value)), made.answers
        )
    return desk.submit(secret, made.revision)


def test_an_invitation_is_made_from_parts_and_from_who_is_responsible(walk, stored, desk, shipped):
    walker = walk(stored.id, page="inbox")
    walker.press("team-make")
    assert walker.errors == ["请写明邀请谁。"]
    walker.app.text_input(key="team-whom").input(" 客服部 ").run()
    walker.app.multiselect(key="team-owners").select("王芳").run()
    indicator = shipped.place[shipped.questions[5].id][1]
    walker.app.multiselect(key="team-parts").select(indicator).run()
    of_it = [q.id for q in shipped.questions if indicator in shipped.place[q.id]]
    chosen = [q for q in shipped.order if q in {*of_it, shipped.questions[0].id}]
    due = datetime.now(UTC).date() + timedelta(days=5)
    walker.app.date_input(key="team-by-day").set_value(due).run()
    walker.press("team-make")
    assert walker.errors == []
    (made,) = desk.of(stored.id)
    asked = set(made.questions)
    assert shipped.questions[0].id in asked
    assert asked <= set(chosen)
    assert (made.label, made.due) == ("客服部", due.isoformat())
    (link,) = links(walker)
    secret = re.search(r"/answer\?i=([\w-]+)$", link).group(1)
    assert desk.opened(secret).id == made.id
    again = walk(stored.id, page="inbox")
    assert links(again) == [], "shown once"
    again.press(f"new-link-{made.id}")
    assert links(again)[0] != link
    again.app.text_input(key="team-whom").input("物流部").run()
    again.press("team-make")
    (other,) = (one for one in desk.of(stored.id) if one.id != made.id)
    assert set(other.questions) == set(shipped.order), "of all parts where none is chosen"


def ids(store, made, part="answer"):
    return [one.id for one in Proposals(store).of(made.assessment_id) if one.proposal.part == part]


def test_what_is_handed_in_is_accepted_in_the_inbox_and_told_in_the_history(walk, stored, desk, store, shipped):
    questions = shipped.questions[1:3]
    made = hand_in(desk, stored, shipped, *questions)
    walker = walk(stored.id, page="inbox")
    assert store.find(stored.id) == stored
    for one in ids(store, made):
        walker.press(f"inbox-accept-{one}")
    answers = store.find(stored.id).assessment.responses
    assert {one.id: answers[one.id].value for one in questions} == {
        one.id: (b.best(one) if isinstance(b.best(one), str) else tuple(b.best(one))) for one in questions
    }
    assert desk.of(stored.id)[0].state == "accepted"
    history = walk(stored.id, page="interview").to_question(questions[0].id).press("chip-history")
    assert "李敏" in history.html


def test_the_overview_says_what_waits_and_what_is_outstanding(walk, stored, desk, shipped):
    hand_in(desk, stored, shipped, shipped.questions[1])
    desk.make(stored.id, [shipped.questions[2].id], "王芳")
    html = walk(stored.id, page="overview").html
    assert access.WAITS.zh.format(count=1) in html
    assert access.OUTSTANDING.zh.format(count=1) in html


def test_what_was_answered_meanwhile_is_not_accepted_with_the_others(walk, stored, desk, store, shipped):
    first, second, third = shipped.questions[1:4]
    hand_in(desk, stored, shipped, first, second, third)
    worst = b.worst(first)
    store.change(stored.id, lambda one: b.accepted(answer(one, first, worst)), by="another")
    walker = walk(stored.id, page="inbox")
    assert walker.words(x.CHANGES_ANSWER) in walker.html
    walker.press("inbox-accept-all")
    now = store.find(stored.id).assessment
    assert (now.response(first.id).value, now.response(second.id).state) == (worst, "answered")
    assert Proposals(store).waiting(stored.id) == 1


def test_what_changes_while_one_looks_is_not_overwritten(walk, stored, desk, store, shipped):
    question = shipped.questions[1]
    made = hand_in(desk, stored, shipped, question)
    walker = walk(stored.id, page="inbox")
    worst = b.worst(question)
    store.change(stored.id, lambda one: b.accepted(answer(one, question, worst)), by="another")
    walker.press(f"inbox-accept-{ids(store, made)[0]}")
    assert walker.errors == [walker.words(OVERTAKEN)]
    assert store.find(stored.id).assessment.response(question.id).value == worst


def test_sending_back_with_a_reason_reaches_who_filled_it_in(walk, stored, desk, store, shipped):
    made = hand_in(desk, stored, shipped, shipped.questions[1])
    walker = walk(stored.id, page="inbox")
    walker.app.text_input(key="inbox-remark").input("缺台账").run()
    walker.press(f"inbox-back-{ids(store, made)[0]}")
    assert (desk.of(stored.id)[0].state, desk.of(stored.id)[0].remark) == ("returned", "缺台账")
    assert x.SENT_BACK.zh.format(count=1) in walker.html
    assert {x.ENDS[what].zh for what in ("close", "revoke")} <= {one.value for one in walker.app.caption}
    walker.press(f"close-{made.id}").press(f"remove-{made.id}")
    assert desk.of(stored.id) == ()


def test_the_inbox_calls_guaranteed_what_is_guaranteed(walk, store, stored, shipped):
    whole = store.add(b.sampled("qinghe-mall", shipped, "zh", store.now()))
    low = score_words(score(shipped, whole.assessment).score.low)
    assert x.LEAD.zh.format(score=low) in walk(whole.id, page="inbox").html


def test_without_a_reason_the_page_says_that_nobody_is_told(walk, stored, desk, store, shipped):
    made = hand_in(desk, stored, shipped, shipped.questions[1])
    walker = walk(stored.id, page="inbox").press(f"inbox-back-{ids(store, made)[0]}")
    assert x.PUT_ASIDE.zh.format(count=1) in walker.html


def test_on_a_computer_alone_an_answer_sheet_does_what_a_link_does(walk, stored, desk, store, shipped, monkeypatch):
    monkeypatch.setenv("ECQ_MODE", "local")
    walker = walk(stored.id, page="inbox")
    assert walker.words(x.ALONE) in walker.html
    assert "team-make" not in walker.keys
    walker.app.text_input(key="team-whom").input("数据安全部").run()
    walker.app.multiselect(key="team-parts").select(shipped.place[shipped.questions[5].id][1]).run()
    walker.press("team-sheet")
    (made,) = desk.of(stored.id)
    assert (made.kind, made.label) == ("sheet", "数据安全部")
    sheet = export_sheet(shipped, stored.assessment, "zh", only=made.questions, request=made.id)
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    row = next(
        row for page in book for row in page.iter_rows() if row[0].value == made.questions[0] and not row[1].value
    )
    row[AT["note"]].value = "统一留存 6 个月"
    out = io.BytesIO()
    book.save(out)
    walker.app.file_uploader(key="inbox-upload").upload("数据安全部.xlsx", out.getvalue()).run()
    (kept,) = Proposals(store).of(stored.id)
    assert (kept.proposal.part, kept.proposal.value, kept.proposal.source.request) == (
        "note",
        "统一留存 6 个月",
        made.id,
    )
    assert desk.of(stored.id)[0].state == "submitted"
    walker.press(f"inbox-accept-{kept.id}")
    assert desk.of(stored.id)[0].state == "accepted"


def test_the_inbox_offers_each_role_what_it_may_do_and_says_who_does_the_rest(walk, firm, store, shipped, desk):
    held = store.find(firm.id)
    (proposed,) = ids(store, hand_in(desk, held, shipped, shipped.questions[1]))
    for role in ("owner", "editor", "reviewer", "reader"):
        firm.as_(role, role)
        walker = walk(firm.id, lang="en", page="inbox")
        captions = {one.value for one in walker.app.caption}
        decides, asks = role in ("owner", "reviewer"), role in ("owner", "editor")
        assert ("team-sheet" in walker.keys, f"inbox-accept-{proposed}" in walker.keys) == (asks, decides), role
        assert ("inbox-remark" in {one.key for one in walker.app.text_input}) == decides
        assert (x.MAY_NOT.en in captions) != decides
        assert (x.NO_MORE.en in captions, x.REQUESTS_LEAD.en in captions) == (not asks, asks)
        told = [access.LOOKS_ONLY, access.LOOKS_AND_DECIDES]
        shown = [text for text in told if text.en.replace("{role}", role) in walker.html]
        assert shown == {"reader": told[:1], "reviewer": told[1:]}.get(role, [])
    firm.as_("stranger", "other")
    assert "李敏" not in "".join(said(walk(firm.id, page="inbox")))
    firm.as_("reviewer", "reviewer")
    walk(firm.id, page="inbox").press(f"inbox-accept-{proposed}")
    assert store.entries(firm.id)[0].person == firm.key("reviewer")


def test_somebody_takes_over_an_invitation_before_its_maker_goes(walk, firm, store, shipped):
    questions = [one.id for one in shipped.questions[:1]]
    firm.as_("owner", "owner")
    walk(lang="en")
    owner = firm.organisations.person(firm.key("owner"))
    firm.organisations.add_member(firm.acme.id, "temp@example.org", "editor", owner)
    firm.as_("temp")
    temp = firm.organisations.person(firm.key("temp"))
    theirs = Invitations(store, Permissions(store, temp, Audit(store)))
    (kept, secret), (lost, _) = (theirs.make(firm.id, questions, label) for label in ("Kept", "Lost"))
    firm.as_("reader", "reader")
    shown = walk(firm.id, page="inbox", lang="en")
    assert "invited by Temp" in "".join(said(shown))
    assert "take-over" not in str([one.key for one in shown.app.button])
    firm.as_("owner", "owner")
    walker = walk(firm.id, page="inbox", lang="en")
    walker.press(f"take-over-{kept.id}")
    assert "The invitation for “Kept” is yours now" in "".join(said(walker))
    assert f"take-over-{kept.id}" not in [one.key for one in walker.app.button]
    people = walk(lang="en", page="people")
    people.act("people-members", "remove", temp.id)
    assert "Temp was removed, and the invitations they made are closed: 1." in people.html
    assert Invitations(store).opened(secret).id == kept.id
    assert {one.id: one.ended for one in Invitations(store).of(firm.id)} == {kept.id: "", lost.id: "closed"}


def test_due_days_stand_in_a_calendar_without_the_client(stored, desk):
    desk.make(stored.id, ["a"], "李敏", due="2031-01-05")
    desk.make(stored.id, ["a"], "王芳")
    file = due_calendar(desk.of(stored.id), "zh")
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (str(event["summary"]), event["dtstart"].dt) == ("受邀答题到期：李敏（0 / 1 题）", date(2031, 1, 5))
    assert "青禾".encode() not in file
    assert file == due_calendar(desk.of(stored.id), "zh")


RULES = (
    "商品和交易信息自交易完成之日起保存不少于三年。\n平台停业的，应当提前三十日在首页显著位置公示。\n投诉热线每天开放。"
)


def test_a_document_proposes_and_counts_only_when_it_is_accepted(store, shipped, walk):
    mine = store.add(begin(shipped))
    here = walk(mine.id, page="inbox")
    here.app.file_uploader(key="inbox-upload").upload("制度.txt", RULES.encode()).run()
    waiting = Proposals(store).of(mine.id)
    said = {(one.proposal.about, one.proposal.part): one.proposal for one in waiting}
    assert said[("trade-records-kept", "answer")].value.value == "3"
    assert said[("trade-records-kept", "answer")].source.place == "line 1"
    assert said[("closure-notice-days", "answer")].value.value == "30"
    assert store.find(mine.id).revision == mine.revision, "nothing counts before"
    file = said[("trade-records-kept", "evidence")].value.file
    assert b"".join(files_of(store).read(file.sha256)) == RULES.encode()
    assert not check_files(store).orphans, "it is named by what waits"
    here.app.button(key="inbox-accept-all").click().run()
    now = store.find(mine.id)
    assert {q: r.value for q, r in now.assessment.responses.items()} == {
        "trade-records-kept": "3",
        "closure-notice-days": "30",
    }
    assert [(one.file, one.review) for one in now.assessment.response("trade-records-kept").evidence] == [(file, None)]
    assert now.revision == mine.revision + 1, "one change"
    assert not Proposals(store).waiting(mine.id)
    first = next(one for one in Proposals(store).of(mine.id))
    here.app.button(key=f"inbox-undo-{first.id}").click().run()
    assert not [one for one in store.find(mine.id).assessment.responses.values() if one.state != "unanswered"]
    assert Proposals(store).waiting(mine.id) == len(waiting), "taken back as a whole"
