"""Many files in a real browser: dropped together, opened together, taken away together."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import dump, read
from ecq.base.whole_file import pack
from ecq.exchange.batch.dropped import unpack
from ecq.store.collection import Collection
from ecq.web.start import words as m

pytestmark = pytest.mark.browser


def test_files_dropped_together_open_together_and_are_taken_away_together(visit, served, shipped, tmp_path):
    made = [
        begin(shipped, name, at=f"2026-11-2{place}T09:00:00+00:00") for place, name in enumerate(("甲", "乙", "丙"))
    ]
    one, bad, packed = tmp_path / "a.json", tmp_path / "bad.pdf", tmp_path / "clients.zip"
    one.write_text(dump(made[0]), encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 cut off")
    packed.write_bytes(pack((f"{one.name}.json", dump(one).encode()) for one in made[1:]))
    visitor = visit("zh", width=390, height=844)
    visitor.open()
    visitor.key("open-file").locator("input[type=file]").set_input_files([one, bad, packed])
    rows = visitor.page.locator(".ecq-dropped tbody tr")
    rows.nth(3).wait_for()
    visitor.idle()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390
    visitor.key("dropped-do").locator("button").click()
    visitor.page.get_by_text(visitor.say(m.OPENED), exact=True).nth(2).wait_for()
    assert rows.locator(".refused").count() == 1
    visitor.idle()
    visitor.key("save-many").locator("button").first.click()
    with visitor.page.expect_download() as download:
        visitor.key("save-many-zip").locator("button").click()
    zipped = tmp_path / download.value.suggested_filename
    download.value.save_as(zipped)
    saved = [read(data, name) for name, data in unpack(zipped.read_bytes(), "z").files]
    assert all(one in saved for one in made)


def test_a_press_while_a_file_is_being_opened_neither_holds_it_back_nor_opens_it_twice(
    visit, served, shipped, tmp_path
):
    """Every press begins a run of its own and cuts off the one before, wherever that is: here in the middle of saving."""
    saved = tmp_path / "saved.json"
    saved.write_text(dump(begin(shipped, "青禾", at="2026-11-24T09:00:00+00:00")), encoding="utf-8")

    def kept() -> set[str]:
        return {row.id for row in Collection(served.store).listed(None, {}, lambda one: {"name": one.name})}

    before = kept()
    visitor = visit("zh")
    visitor.open()
    sent = visitor.page.evaluate("window.ecqSent")
    with closing(sqlite3.connect(served.home / "ecq.sqlite3", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        visitor.key("open-file").locator("input[type=file]").set_input_files(saved)
        visitor.page.wait_for_function(
            "before => window.ecqSent >= before + 2", arg=sent
        )  # where may it be put, and it is there
        visitor.page.wait_for_timeout(500)  # it is read by then, and waits to be saved
        visitor.page.locator(".ecq-top [data-id=lang-en]").click()
        visitor.page.wait_for_timeout(500)
        busy.execute("ROLLBACK")
    visitor.wait_for_page("results")
    assert kept() - before == {visitor.assessment_id}
    # coming back does not open it once more
    visitor.to_page("start")
    assert kept() - before == {visitor.assessment_id}
