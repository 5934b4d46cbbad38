"""From a click to the next question as a browser shows it, in ECQ and on the bare chat page, in turn."""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ecq.assessment.model import Assessment
from ecq.store.database import DatabaseStore
from tests.serving import ecq_running, free_port, running
from tests.tools import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

READING, LONGEST = 600, 20_000
"""Milliseconds between two clicks: sooner, ECQ takes none, since nobody has read the question; and the most that one may take."""

# What can be pressed, and what shows which question is asked.
ECQ = (".ecq-answers .option, [data-key=chip-unsure]", "document.querySelector('.ecq-question')?.dataset.question")
BARE = ("[class*=st-key-option-] button", "document.querySelector('[class*=st-key-option-] p')?.textContent")

_CLICK = """(button) => new Promise((done, failed) => {
  const now = () => ASKED
  const before = now()
  const begun = performance.now()
  const watcher = new MutationObserver(() => {
    if (!now() || now() === before) return
    watcher.disconnect()
    done(performance.now() - begun)
  })
  watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  setTimeout(() => failed(new Error(`no other question than ${before} in LONGEST ms`)), LONGEST)
  document.querySelector(button).click()
})"""
"""ASKED is put into it: the page's content policy lets no text be run."""


def clicks(folder: Path, assessment: Assessment, bare_server: list[str], count: int) -> None:
    """Print the medians of so many clicks but the first two, and their ratio."""
    from playwright.sync_api import sync_playwright

    port = free_port()
    times: dict[str, list[float]] = {"ecq": [], "bare": []}
    with ExitStack() as stack:
        ours = stack.enter_context(ecq_running(folder / "ecq"))
        bare = stack.enter_context(running([*bare_server, str(port)], port, folder / "bare", health="/_stcore/health"))
        kept = DatabaseStore.in_folder(folder / "ecq").add(assessment)
        playwright = stack.enter_context(sync_playwright())
        path = chromium()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        pages = {"ecq": _open(browser.new_page(), f"{ours}/interview?a={kept.id}", ECQ)}
        pages["bare"] = _open(browser.new_page(), bare, BARE)
        for _ in range(count):
            for name, (button, asked) in (("ecq", ECQ), ("bare", BARE)):
                pages[name].bring_to_front()
                pages[name].wait_for_timeout(READING)
                script = _CLICK.replace("ASKED", asked).replace("LONGEST", str(LONGEST))
                times[name].append(pages[name].evaluate(script, button))
        browser.close()
    middle = {name: statistics.median(values[2:]) for name, values in times.items()}
    for name, value in middle.items():
        print(f"click to next question, {name:4}: median {value:6.1f} ms of {len(times[name]) - 2}")
    print(f"RATIO click / bare chat page    {middle['ecq'] / middle['bare']:.2f}  (aim 1.3 or less)")


def _open(page: Page, address: str, kind: tuple[str, str]) -> Page:
    page.goto(address)
    page.locator(kind[0]).first.wait_for()
    return page
