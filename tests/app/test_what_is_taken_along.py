"""Files that a page hands out are called after the platform they are of, and what a page takes over has its time."""

from datetime import timedelta

import pytest
import streamlit as st

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.planning.agreed import set_weekly
from ecq.store.collection import Collection
from ecq.telling.portfolio.summary import ORDERS, ordered, row_of
from tests.app.test_portfolio_page import names
from tests.building import accepted, sampled
from tests.store.clock import Clock

WHEN = "2026-11-24T09:00:00+00:00"
PLATFORM = "云杉 Spruce 集市"
OFFERED = {
    "results": {"pdf", "docx", "xlsx", "csv", "json", "html"},
    "plan": {"xlsx", "pdf", "ics"},
    "evidence": {"xlsx", "zip"},
}
"""The endings of the files that a page hands out, at the least."""


@pytest.fixture
def sample(shipped):
    made = sampled("qinghe-mall", shipped, "zh", WHEN).model_copy(update={"name": PLATFORM})
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
    made = store.add_snapshot(kept.id, "复评前", shipped.digest, shipped.canonical)
    walker = walk(kept.id, "zh", "progress").act("snapshots-list", "save", made.id)
    assert [name for name in handed_out if PLATFORM not in name] == []
    assert walker.listed("snapshots-list")[1]["handed"]["name"] == f"{PLATFORM} 复评前.json"


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
    from ecq.telling.portfolio.summary import client

    return row_of(client(rubric, stored.assessment, id=stored.id), WHEN[:10])
