"""Files that a page hands out are called after the platform they are of, and what a page takes over has its time."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import openpyxl
import pytest
import streamlit as st

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.answer_sheet.writing import AT
from ecq.planning.agreed import set_weekly
from ecq.store.collection import Collection
from ecq.telling.portfolio.rows import ORDERS, ordered, row_of
from ecq.web.files import page as files_page
from tests.app.test_portfolio_page import names
from tests.building import accepted
from tests.store.clock import Clock

WHEN = "2026-11-24T09:00:00+00:00"
PLATFORM = "云杉 Spruce 集市"
OFFERED = {
    "results": {"pdf", "docx", "xlsx", "csv", "json", "html"},
    "plan": {"xlsx", "pdf", "ics"},
    "evidence": {"xlsx", "csv"},
    "exchange": {"json", "xlsx"},
}
"""The endings of the files that a page hands out, at the least."""


@pytest.fixture
def sample(shipped):
    one = next(one for one in load_samples() if one.id == "qinghe-mall")
    made = sample_assessment(one, shipped, "zh", WHEN).model_copy(update={"name": PLATFORM})
    return accepted(set_weekly(made, "6"))  # without it the plan has no days, and there is no calendar


@pytest.fixture
def handed_out(monkeypatch):
    """The names of all files that are offered."""
    found = []
    as_before = st.download_button
    monkeypatch.setattr(
        st, "download_button", lambda *given, **named: found.append(named["file_name"]) or as_before(*given, **named)
    )
    return found


@pytest.mark.parametrize("page", OFFERED)
def test_every_file_is_called_after_its_platform(walk, store, sample, handed_out, page):
    walk(store.add(sample).id, "zh", page)
    endings = {name.rpartition(".")[2] for name in handed_out}
    assert endings >= OFFERED[page], endings
    assert [name for name in handed_out if PLATFORM not in name] == []


def test_so_are_snapshots(walk, store, sample, shipped, handed_out):
    kept = store.add(sample)
    store.add_snapshot(kept.id, "复评前", shipped.digest, shipped.canonical)
    walk(kept.id, "zh", "progress")
    assert [name for name in handed_out if PLATFORM not in name] == []
    assert any("复评前" in name and name.endswith(".json") for name in handed_out)


def test_the_list_of_clients_stands_in_the_order_asked_for(walk, store, shipped, sample, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(store, "_clock", clock)
    mine = Collection(store)
    of_samples = [sample_assessment(one, shipped, "zh", WHEN) for one in load_samples()]
    begun = sample.model_copy(update={"responses": dict(list(sample.responses.items())[:90])})
    made = []
    for number, one in enumerate([*of_samples, begun]):
        terms = one.terms.model_copy(update={"ready_by": f"2027-0{5 - number}-01"})
        changed = {"name": "丁甲丙乙"[number], "terms": terms, "updated_at": f"2026-11-2{number}T09:00:00+00:00"}
        made.append(mine.add(one.model_copy(update=changed), None))
        clock.now += timedelta(minutes=1)
    walker = walk(page="portfolio")
    rows = [row_of_stored(shipped, one) for one in made]
    seen = set()
    for order in ORDERS:
        walker.app.selectbox(key="portfolio-order").set_value(order)
        walker.run()
        wanted = [row.name for row in ordered(rows, order)]
        if order != "changed":  # by the time of the store, which is that of the test
            assert names(walker) == wanted
        seen.add(tuple(names(walker)))
    assert len(seen) >= 4
    assert names(walk(page="portfolio")) == [one.assessment.name for one in reversed(made)]


def row_of_stored(rubric, stored):
    from ecq.telling.portfolio.client import client

    return row_of(client(rubric, stored.assessment, id=stored.id), WHEN[:10])


def sheet_with_a_mistake(shipped, made):
    """A sheet of the payment indicator with a note that can be taken and an answer that cannot."""
    book = openpyxl.load_workbook(io.BytesIO(export_sheet(shipped, made, "zh", ["payment"])))
    row = next(
        row for page in book for row in page.iter_rows() if row[0].value == "payment-records-years" and not row[1].value
    )
    row[AT["answer"]].value, row[AT["note"]].value = "=A1", "来自部门"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_cannot_be_read_is_left_out_only_where_that_is_ticked(walk, store, shipped, sample):
    walker = walk(store.add(sample).id, "zh", "exchange")
    walker.app.file_uploader(key=files_page.UPLOAD).set_value(
        ("back.xlsx", sheet_with_a_mistake(shipped, sample), "application/octet-stream")
    )
    walker.run()
    assert walker.app.checkbox(key=files_page.LEAVE_OUT).value is False
    assert walker.app.button(key="exchange-take").disabled
    walker.app.checkbox(key=files_page.LEAVE_OUT).set_value(True)
    walker.run()
    walker.press("exchange-take")
    after = walker.assessment
    assert after.response("payment-records-years").note == "来自部门"
    assert after.response("payment-records-years").at > WHEN
    assert after.updated_at > WHEN
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", after.updated_at)
