"""The start page of somebody with several clients says what is due this week, and keeps each client's record."""

import re

from ecq.assessment.changes import begin, keep_client
from ecq.assessment.model import ClientRecord, Contact
from ecq.base.day import day_after
from ecq.base.settings import API
from ecq.telling.portfolio import words as d
from ecq.web.session.visit import today


def test_what_is_due_this_week_stands_above_the_list_from_the_fourth_client_on(walk, store, mine, shipped):
    soon = ClientRecord(surveillance=(day_after(today(), 2), day_after(today(), 30)))
    for name in ("甲", "乙", "丙"):
        mine.add(keep_client(begin(shipped, name), soon), None)
    assert d.KINDS["surveillance"].zh not in walk().html
    last = mine.add(begin(shipped, "丁"), None)
    page = walk()
    assert "这一周：3 件事，在 3 家客户" in page.html
    assert "往后 90 天另有 3 件" in page.html
    assert len(re.findall("监督审核", page.html)) == 6
    assert [one.proto.id for one in page.app.get("download_button") if "desk-ics" in one.proto.id]
    assert [one.value for one in page.app.code if "ecq:KEY@" in one.value and f"{API}/due?format=ics" in one.value]

    page.app.selectbox(key="record-of").select(last.id)
    page.app.run()
    (body,) = [one for one in page.app.text_input if one.label == d.BODY.zh]
    body.input("某认证机构")
    (audits,) = [one for one in page.app.text_input if one.label == d.SURVEILLANCE.zh]
    audits.input("明天")
    (save,) = [one for one in page.app.button if one.label == d.SAVE.zh]
    save.click()
    page.app.run()
    assert "明天" in page.app.error[0].value
    (audits,) = [one for one in page.app.text_input if one.label == d.SURVEILLANCE.zh]
    audits.input(today())
    (save,) = [one for one in page.app.button if one.label == d.SAVE.zh]
    save.click()
    page.app.run()
    kept = store.find(last.id).assessment.client
    assert (kept.body, kept.surveillance) == ("某认证机构", (today(),))
    assert "这一周：4 件事，在 4 家客户" in walk().html


def test_what_does_not_fit_is_folded_below_and_not_left_out(walk, store, mine, shipped):
    soon = ClientRecord(surveillance=(day_after(today(), 2), day_after(today(), 30)))
    for number in range(14):
        mine.add(keep_client(begin(shipped, f"客户 {number}"), soon), None)
    html = walk().html
    week, _, ahead = html.partition("往后 90 天另有 14 件")
    assert "<summary>另有 2 件</summary>" in week
    assert "<summary>另有 8 件</summary>" in ahead
    for part in (week, ahead):
        assert len(re.findall("监督审核", part)) >= 14


def test_clients_of_one_name_keep_records_of_their_own(walk, store, mine, shipped):
    first, second, *_ = [mine.add(begin(shipped, name), None).id for name in ("青禾", "青禾", "甲_乙 (丙)", "丁")]
    page = walk()
    assert "甲_乙 (丙)" in page.app.selectbox(key="record-of").options
    assert "甲_乙 (丙)" in page.app.multiselect(key="save-many-which").options
    for one, name in ((first, "甲机构"), (second, "乙机构")):
        page.app.selectbox(key="record-of").select(one)
        page.app.run()
        (body,) = [field for field in page.app.text_input if field.label == d.BODY.zh]
        body.input(name)
        saved(page)
    assert [store.find(one).assessment.client.body for one in (first, second)] == ["甲机构", "乙机构"]


def test_saving_a_record_loses_nothing_and_says_what_cannot_be_kept(walk, store, mine, shipped):
    scope = "服务范围" * 100
    for name in ("甲", "乙", "丙"):
        mine.add(begin(shipped, name), None)
    known = ClientRecord(scope=scope, contacts=(Contact(name="王女士", reach="139 0000 0000"),))
    last = mine.add(keep_client(begin(shipped, "丁"), known), None).id
    page = walk()
    page.app.selectbox(key="record-of").select(last)
    page.app.run()
    before = page.app.text_area[0].value
    page.app.text_area[0].input("\n".join(f"联系人 {number}" for number in range(51)))
    saved(page)
    assert "50" in page.app.error[0].value
    page.app.text_area[0].input(before)
    saved(page)
    assert store.find(last).assessment.client == known


def saved(page):
    """Press the button below the record."""
    (save,) = [one for one in page.app.button if one.label == d.SAVE.zh]
    save.click()
    page.app.run()
    assert not page.app.exception
