"""A disk that really is full, under a real server: who answers is told, loses nothing and goes on when there is room again."""

from __future__ import annotations

from contextlib import closing

import pytest

from ecq.assessment.changes import begin
from ecq.store.database import DatabaseStore
from ecq.web.session import words as k
from tests.app.test_faults import FULL
from tests.browser.visitor import Served
from tests.serving import ecq_running
from tests.small_disk import free, small_disk

pytestmark = pytest.mark.browser


def test_who_answers_on_a_full_disk_is_told_and_everything_is_saved_when_there_is_room(visit, shipped, tmp_path):
    with (
        small_disk(tmp_path / "disk", 6_000) as home,
        ecq_running(home) as address,
        closing(DatabaseStore.in_folder(home)) as store,
    ):
        visitor = visit("zh", at=Served(address, home, store))
        visitor.open("interview", store.add(begin(shipped)).id)
        visitor.moves_by_key("u")
        (home / "big").write_bytes(bytes(free(home)))
        acknowledged, trouble = 1, visitor.page.get_by_text(FULL.zh)
        while acknowledged < 20:  # in the log there may be room for some more
            at = visitor.at
            visitor.page.keyboard.press("u")
            visitor.page.wait_for_function(
                "at => document.querySelector('.ecq-question')?.dataset.question !== at || document.querySelector('.stAlert')",
                arg=at,
            )
            if trouble.is_visible():
                break
            acknowledged += 1
        assert trouble.is_visible()
        assert visitor.page.get_by_text(visitor.say(k.NOT_SAVED_SIDE)).is_visible()
        assert len(visitor.assessment.responses) == acknowledged
        (home / "big").unlink()
        assert visitor.moves(visitor.button(k.SAVE_AGAIN).click) != at
        assert [one.state for one in visitor.assessment.responses.values()] == ["unsure"] * (acknowledged + 1)
        visitor.page.get_by_text(visitor.say(k.NOT_SAVED_SIDE)).wait_for(state="hidden")
        assert "Traceback" not in (home / "server.log").read_text(encoding="utf-8")
