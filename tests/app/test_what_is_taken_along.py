"""Files that a page hands out are called after the platform they are of."""

import pytest
import streamlit as st

from ecq.planning.agreed import set_weekly
from tests.building import accepted, sampled

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
