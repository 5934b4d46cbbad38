"""What sessions leave behind is freed when they end: Streamlit itself waits until their memory happens to be collected."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from ecq.web.frame.streamlit_internals import end_what_is_forgotten, kept_sessions

if TYPE_CHECKING:
    from streamlit.starlette import App

EVERY_SECONDS = 30


@asynccontextmanager
async def freeing(_app: App) -> AsyncIterator[dict[str, Any] | None]:
    """While the server runs, end the sessions whose window has been away for too long (`server.disconnectedSessionTTL`)."""
    end_what_is_forgotten()
    task = asyncio.create_task(_free_now_and_then())
    try:
        yield None
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _free_now_and_then() -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        free_forgotten()


def free_forgotten() -> None:
    """End the sessions that are kept no longer, and drop the files that nobody offers any more."""
    from streamlit.runtime import Runtime

    kept_sessions().expire()
    Runtime.instance().media_file_mgr.remove_orphaned_files()
