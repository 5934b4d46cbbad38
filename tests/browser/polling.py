"""Waiting for what is true in a page under its content policy: Playwright's own way evaluates text in the page, which ours forbids."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Error, Page, TimeoutError

EVERY_MS, LIMIT_MS = 40, 20_000


def wait_for_function(page: Page, expression: str, *, arg: Any = None, timeout: float = LIMIT_MS) -> None:
    """Wait until an expression, or a function of `arg`, is true in the page."""
    end = time.monotonic() + timeout / 1000
    while True:
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:
            if "Execution context was destroyed" not in error.message:  # the page is being left for another
                raise
        if time.monotonic() > end:
            raise TimeoutError(f"not so within {timeout:.0f} ms: {expression} of {arg!r}")
        page.wait_for_timeout(EVERY_MS)
