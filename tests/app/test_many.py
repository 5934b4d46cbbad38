"""Files dropped on the start page: one opens at once; of several the page says what each is, and one bad file stops nothing."""

import io
import zipfile

import openpyxl
import pytest
import streamlit as st

from ecq.assessment.changes import answer, begin
from ecq.assessment.file import dump
from ecq.base.errors import StoreError
from ecq.base.whole_file import pack
from ecq.exchange import words as b
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.answer_sheet.writing import AT as COLUMN
from ecq.rubric.loading import load_rubric
from ecq.store.collection import Collection
from ecq.store.proposals import Proposals
from ecq.telling.text.words import say
from ecq.web.start import words as m
from ecq.web.start.files import Dropped
from tests.building import sampled
from tests.in_one_language import in_one

AT = "2026-11-24T09:00:00+00:00"
YEARS, DEPOSITS = "payment-records-years", "deposits-returned"


def filled(of, made, cells, lang="en"):
    """The sheet of the payment indicator with cells of main rows filled in: {question: {column: value}}."""
    book = openpyxl.load_workbook(io.BytesIO(export_sheet(of, made, lang, ["payment"])))
    for row in (row for sheet in book.worksheets for row in sheet.iter_rows(min_row=2)):
        if len(row) > COLUMN["evidence"] and row[COLUMN["item"]].value is None:
            for name, value in cells.get(str(row[COLUMN["id"]].value), {}).items():
                row[COLUMN[name]].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def saved(assessment):
    return dump(assessment).encode()


def dropped(walker, *files):
    walker.app.file_uploader(key="open-file").set_value([(name, data, "") for name, data in files])
    return walker.run()


def kept(mine):
    return {row.summary["name"]: row for row in mine.listed(None, {}, lambda one: {"name": one.name})}


def test_one_file_opens_at_once_also_of_the_other_rubric(walk, mine, mall):
    for made in (mall, sampled("lianshan-industrial", load_rubric("sqe-2015"), "en")):
        walker = dropped(walk(), ("a.json", saved(made)))
        assert walker.assessment_id == kept(mine)[made.name].id
        assert walker.assessment.rubric.id == made.rubric.id


def test_a_file_that_was_opened_leads_to_its_results_where_the_way_there_was_cut_off(walk, mine, mall, monkeypatch):
    started = walk()
    with monkeypatch.context() as patched:  # as a press does in this moment
        patched.setattr("streamlit.switch_page", lambda *_args, **_more: st.stop())
        walker = dropped(started, ("a.json", saved(mall)))
    assert "a" not in walker.app.query_params
    walker.run()
    assert list(kept(mine)) == [mall.name]
    assert walker.assessment_id == kept(mine)[mall.name].id


@pytest.mark.parametrize("lang", in_one("en"))
def test_of_several_each_has_a_row_and_one_bad_file_stops_none(walk, mine, mall, shipped, lang):
    walker = dropped(
        walk(lang=lang),
        ("one.json", saved(mall)),
        ("<b>bad</b>.json", b"{"),
        ("two.json", saved(begin(shipped, "<i>乙</i>", at="2026-01-01T00:00:00+00:00"))),
        ("picture.png", b"\x89PNG"),
    )
    assert not kept(mine), "nothing opens before it is asked for"
    assert walker.html.count(f">{say(m.OPENS, lang)}</td>") == 2
    assert "&lt;b&gt;bad&lt;/b&gt;.json" in walker.html
    assert "&lt;i&gt;乙" in walker.html
    assert f">{say(b.UNKNOWN, lang)}</td>" in walker.html
    walker.press("dropped-do")
    assert set(kept(mine)) == {mall.name, "<i>乙</i>"}
    assert walker.html.count(f">{say(m.OPENED, lang)}</a>") == 2
    assert "dropped-do" not in walker.keys, "there is nothing left to do"
    assert not walker.app.error


def test_a_file_that_aims_at_a_grade_there_is_not_is_told_and_not_opened(walk, mine, mall):
    high = ("high.json", saved(mall.model_copy(update={"target": "nine-star"})))
    known = "可选：two-star、three-star、four-star、five-star"
    walker = dropped(walk(), high)
    assert known in walker.app.error[0].value.replace("\\", "")
    walker = dropped(walk(), high, ("one.json", saved(mall)))
    assert known in walker.html
    walker.press("dropped-do")
    assert list(kept(mine)) == [mall.name]


def test_what_is_left_out_is_not_opened_and_what_is_there_is_not_opened_again(walk, mine, mall, shipped):
    other = begin(shipped, "乙", at="2026-01-01T00:00:00+00:00")
    walker = dropped(walk(), ("one.json", saved(mall)), ("two.json", saved(other)))
    walker.app.multiselect(key="dropped-left-out").set_value([next(iter(walker.session.page(Dropped).fates))])
    walker.run()
    walker.press("dropped-do")
    assert list(kept(mine)) == ["乙"]
    again = dropped(walk(), ("one.json", saved(mall)), ("two.json", saved(other)))
    assert again.html.count(f">{say(m.HERE, 'zh')}</a>") == 1
    assert again.html.count(f">{say(m.OPENS, 'zh')}</td>") == 1


def test_a_zip_is_unpacked_and_its_bad_files_are_told(walk, mine, mall):
    files = [("clients/a.json", saved(mall)), ("../b.json", saved(mall)), ("in.zip", pack([("c.json", b"{}")]))]
    walker = dropped(walk(), ("all.zip", pack(files)))
    for said in (b.LEADS_OUT, b.NESTED, m.OPENS):
        assert f">{say(said, 'zh')}</td>" in walker.html
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.json", bytes(19_000_000))
    walker = dropped(walk(), ("bomb.zip", bomb.getvalue()), ("b.zip", b"PK\x03\x04"))
    assert f">{say(b.ARCHIVE_TOO_LARGE, 'zh')}</td>" in walker.html
    assert f">{say(b.NO_ARCHIVE, 'zh')}</td>" in walker.html
    assert not kept(mine)


def test_answer_sheets_find_their_self_check_also_when_it_is_dropped_with_them(walk, mine, mall, shipped, store):
    cells = {YEARS: {"answer": "5", "note": "in the archive"}}
    sheet = filled(shipped, mall, cells, "zh")
    lost = export_sheet(shipped, begin(shipped, "别家", at="2020-01-01T00:00:00+00:00"), "zh")
    walker = dropped(walk(), ("a.json", saved(mall)), ("back.xlsx", sheet), ("lost.xlsx", lost))
    for name in (mall.name, "别家"):
        assert say(m.NO_SELF_CHECK, "zh", name=name) in walker.html
    walker.press("dropped-do")
    one = kept(mine)[mall.name]
    assert say(m.TAKES_OVER, "zh", name=mall.name, count=2) in walker.html
    assert store.find(one.id).assessment == mall, "nothing is taken over before it is asked for"
    walker.press("dropped-do")
    waiting = [(kept.proposal.about, kept.proposal.part) for kept in Proposals(store).of(one.id)]
    assert waiting == [(YEARS, "answer"), (YEARS, "note")]
    assert store.find(one.id).assessment == mall, "it waits in the inbox"
    assert f">{say(m.TAKEN_OVER, 'zh')}</a>" in walker.html
    assert say(m.NO_SELF_CHECK, "zh", name="别家") in walker.html


def test_a_sheet_with_something_to_decide_is_left_to_the_inbox(walk, mine, mall, shipped):
    now = answer(mall, shipped.by_id[YEARS], "1", AT)
    one = mine.add(now, None)
    sheet = filled(shipped, mall, {YEARS: {"answer": "5"}, DEPOSITS: {"note": "theirs"}}, "zh")
    other = begin(shipped, "乙", at="2026-01-01T00:00:00+00:00")
    walker = dropped(walk(), ("back.xlsx", sheet), ("two.json", saved(other)))
    assert say(m.DECIDE, "zh", name=mall.name, count=1) in walker.html
    assert f'href="/inbox?a={one.id}' in walker.html
    walker.press("dropped-do")
    assert mine.begun_at(AT, None)[one.id] == now, "the rest was done, this was not"


def test_a_store_that_fails_is_told_beside_the_file_and_the_next_is_opened(walk, mine, mall, shipped, monkeypatch):
    add = Collection.add

    def fails_for_one(self, assessment, *more):
        if assessment.name == mall.name:
            raise StoreError("the disk is full", "磁盘满了")
        return add(self, assessment, *more)

    walker = dropped(walk(), ("one.json", saved(mall)), ("two.json", saved(begin(shipped, "乙", at=AT))))
    with monkeypatch.context() as failing:
        failing.setattr(Collection, "add", fails_for_one)
        walker.press("dropped-do")
    assert "磁盘满了" in walker.html
    assert list(kept(mine)) == ["乙"]
    walker.press("dropped-do")
    assert set(kept(mine)) == {"乙", mall.name}, "it can be tried again"
