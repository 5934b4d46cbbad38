"""Many files in a real browser: dropped together, opened together, taken away together; and a file that takes long."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import dump, read
from ecq.base.whole_file import pack
from ecq.exchange.batch.archive import unpack
from ecq.rubric.model import Rubric
from ecq.store.collection import Collection
from ecq.web.start import words as m
from tests import hostile_files
from tests.browser.visitor import Served, Visitor, a_value

pytestmark = pytest.mark.browser


def test_files_dropped_together_open_together_and_are_taken_away_together(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
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


def test_a_file_that_takes_long_holds_up_nobody_else(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    slow = tmp_path / "slow.xlsx"
    slow.write_bytes(hostile_files.workbook_with_a_million_attributes())
    brings, answers = visit("zh"), visit("zh")
    answers.open("interview", served.keep(begin(shipped, "乙", at="2026-11-24T09:00:00+00:00")))
    brings.open()
    brings.key("open-file").locator("input[type=file]").set_input_files(slow)
    brings.page.locator(".st-key-start-open [role=progressbar]").first.wait_for()
    for turn in range(3):
        question = shipped.by_id[str(answers.at)]
        began = time.monotonic()
        answers.press_answer(question, a_value(question, turn))
        assert time.monotonic() - began < 3
    assert brings.page.get_by_role("alert").filter(has_text="slow.xlsx").count() == 0, "it is still being read"


def test_a_press_while_a_file_is_being_opened_neither_holds_it_back_nor_opens_it_twice(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    """Every press begins a run of its own and cuts off the one before, wherever that is: here in the middle of saving."""
    saved = tmp_path / "saved.json"
    saved.write_text(dump(begin(shipped, "青禾", at="2026-11-24T09:00:00+00:00")), encoding="utf-8")

    def kept() -> set[str]:
        return {row.id for row in Collection(served.store).listed(None, {}, lambda one: {"name": one.name})}

    before = kept()
    visitor = visit("zh")
    visitor.open()
    reading = visitor.page.get_by_role("progressbar").first
    with closing(sqlite3.connect(served.home / "ecq.sqlite3", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        visitor.key("open-file").locator("input[type=file]").set_input_files(saved)
        reading.wait_for()
        reading.wait_for(state="detached")
        visitor.page.locator(".ecq-top [data-id=lang-en]").click()
        visitor.page.wait_for_timeout(500)
        busy.execute("ROLLBACK")
    visitor.wait_for_page("results")
    assert kept() - before == {visitor.assessment_id}
    # coming back does not open it once more
    visitor.to_page("start")
    assert kept() - before == {visitor.assessment_id}
