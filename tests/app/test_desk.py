"""The start page of somebody with several clients says what is due this week, and keeps each client's record."""

import re

from ecq.assessment.changes import begin, keep_client
from ecq.assessment.client_record import ClientRecord
from ecq.base.day import day_after
from ecq.store.collection import Collection
from ecq.telling.portfolio import desk_words as d
from ecq.web.session.clock import today


def test_what_is_due_this_week_stands_above_the_list_from_the_fourth_client_on(walk, store, shipped):
    mine = Collection(store)
    soon = ClientRecord(surveillance=(day_after(today(), 2), day_after(today(), 30)))
    for name in ("甲", "乙", "丙"):
        mine.add(keep_client(begin(shipped, name), soon), None)
    assert d.KINDS["surveillance"].zh not in walk().html
    last = mine.add(begin(shipped, "丁"), None)
    page = walk()
    assert "这一周：3 件事，在 3 家客户" in page.html
    assert "往后 90 天另有 3 件" in page.html
    assert len(re.findall("监督审核", page.html)) == 6

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


def test_what_does_not_fit_is_folded_below_and_not_left_out(walk, store, shipped):
    mine, soon = Collection(store), ClientRecord(surveillance=(day_after(today(), 2), day_after(today(), 30)))
    for number in range(14):
        mine.add(keep_client(begin(shipped, f"客户 {number}"), soon), None)
    html = walk().html
    week, _, ahead = html.partition("往后 90 天另有 14 件")
    assert "<summary>另有 2 件</summary>" in week
    assert "<summary>另有 8 件</summary>" in ahead
    for part in (week, ahead):
        assert len(re.findall("监督审核", part)) >= 14
