"""What sessions leave behind is freed at set times: when it happens to be collected, everybody waits, and that often."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from ecq.web.frame.streamlit_internals import end_what_is_forgotten, kept_sessions

if TYPE_CHECKING:
    from streamlit.starlette import App

EVERY_SECONDS = 30

_NEVER = 1_000_000_000


@asynccontextmanager
async def freeing(_app: App) -> AsyncIterator[dict[str, Any] | None]:
    """While the server runs, end the sessions whose window has been away for too long (`server.disconnectedSessionTTL`).

    Python looks through all that lives, with 200 sessions for a third of a second and every few seconds, and nobody is
    answered meanwhile (docs/performance.md). So it looks through what is new as before, and through all here alone.
    """
    end_what_is_forgotten()
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    task = asyncio.create_task(_free_now_and_then())
    try:
        yield None
    finally:
        gc.set_threshold(young, middle, old)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _free_now_and_then() -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        free_forgotten()


def free_forgotten() -> None:
    """End the sessions that are kept no longer, drop the files that nobody offers any more, and free what only refers to itself."""
    from streamlit.runtime import Runtime

    kept_sessions().expire()
    Runtime.instance().media_file_mgr.remove_orphaned_files()
    gc.collect()
