"""PostgreSQL keeps silent while somebody who is logged in answers: a sentence within seconds, and what was pressed is sent once."""

from __future__ import annotations

import time
from contextlib import closing

import pytest

from ecq.assessment.changes import begin
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations
from tests.browser.test_log_in import at_the_provider, log_in_at_provider
from tests.provider import logs_in

pytestmark = pytest.mark.browser

TYPED = "a remark that took an hour to write"
READABLE = "() => performance.now() >= (window.ecqConversation?.readable ?? 0)"
"""A key pressed before a new question can have been read is not taken for an answer to it."""

WITHIN = 5_000
"""Milliseconds after a press until the page says why it does not go on."""


def test_what_is_typed_while_it_keeps_silent_is_told_at_once_stands_in_its_field_again_and_is_saved_once(
    chromium, postgresql, shipped, tmp_path
):
    """Presses: `tests/test_silent_database.py`, `tests/app/test_faults.py`."""
    url, database = postgresql.new(), tmp_path / "address"
    database.write_text(url, encoding="utf-8")
    with logs_in(tmp_path, ECQ_DATABASE_URL_FILE=str(database)) as server, closing(DatabaseStore(url)) as store:
        firm = Organisations(store).found("Acme", {"ecq-north": "editor"})
        mine = Collection(store).add(begin(shipped, "一家客户"), HeldBy(firm.id)).id
        context, page = at_the_provider(chromium, f"{server.address}/interview?a={mine}&lang=en")
        log_in_at_provider(page)
        asked = page.locator(".ecq-question")
        asked.wait_for()
        first = asked.get_attribute("data-question")
        page.wait_for_function(READABLE)
        with postgresql.silent():
            page.locator(".ecq-typed textarea").click()
            page.keyboard.type(TYPED)
            page.keyboard.press("Enter")
            page.get_by_text("the database does not answer").wait_for(timeout=WITHIN)
            time.sleep(7)  # meanwhile the page tries again by itself
            assert page.get_by_text("the database does not answer").is_visible()
        asked.wait_for()  # and comes back without a press
        page.wait_for_function("said => document.querySelector('.ecq-typed textarea')?.value === said", arg=TYPED)
        page.wait_for_function(READABLE)
        page.keyboard.press("Escape")  # out of the field
        page.keyboard.press("u")
        page.locator(f".ecq-question:not([data-question='{first}'])").wait_for()
        assert [one.questions for one in store.entries(mine) if one.kind == "answer"] == [(first,)], "sent once"
        context.close()
