"""Walks the app in other browsers: start, interview, one answer, results. `python -m tests.engines BROWSER …`

BROWSER is `firefox`, `webkit` (the engine of Safari, as WebKitGTK) or the path of a Chromium of any version. Firefox and
WebKit need Selenium, which stands in no constraints file, with geckodriver and WebKitWebDriver on the path. It asks for
nothing but that every part comes, that the answer is kept, that text can be told from its ground, and that no part
breaks. Where what a browser needs is not installed it says so, with exit code 2. With `--pictures FOLDER` every page is kept as a picture. Ends by itself: each wait has a limit.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from ecq.store.database import DatabaseStore
from tests.serving import ecq_running

WAIT = 40
SIZE = (1280, 860)
HEADING = "(document.querySelector('.ecq-question h1') ?? {}).textContent"
SEEN = """(() => { const found = document.querySelector(%s); return !!found && found.getClientRects().length > 0 })()"""
PRESS = """document.querySelector(%s).click()"""
PALE = """(() => {
  const light = (colour) => (colour.match(/[\\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map((c) => (c / 255) ** 2.2)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0)
  const ground = (one) => { const own = getComputedStyle(one).backgroundColor
    return /, 0\\)$|transparent/.test(own) && one.parentElement ? ground(one.parentElement) : own }
  return [...document.querySelectorAll('main :is(p, h1, h2, h3, button, label, li, b, dd)')]
    .filter((one) => one.innerText?.trim() && !one.children.length && one.getClientRects().length && getComputedStyle(one).opacity === '1')
    .filter((one) => {
      const [low, high] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => a - b)
      return (high + .05) / (low + .05) < 2
    }).map((one) => one.innerText.slice(0, 30)).slice(0, 5)
})()"""
BROKEN = "(document.body.innerText.match(/.*(?:Component Error|Bad message|Traceback).*/) ?? [''])[0]"


class NotHereError(Exception):
    """What a browser needs is not installed; says what."""


class Browser:
    """What a walk needs of a browser."""

    def __init__(
        self, name: str, go: Callable[[str], object], run: Callable[[str], Any], picture: Callable[[str], object]
    ):
        self.name, self.go, self.run, self.picture = name, go, run, picture


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-zygote"]
        browser = playwright.chromium.launch(executable_path=path, args=flags, timeout=WAIT * 1000)
        page = browser.new_context(locale="zh-CN", viewport={"width": SIZE[0], "height": SIZE[1]}).new_page()
        yield Browser(f"Chromium {browser.version}", page.goto, page.evaluate, lambda name: page.screenshot(path=name))
        browser.close()


@contextmanager
def selenium(name: str) -> Iterator[Browser]:
    os.environ.update(SE_OFFLINE="true", SE_AVOID_STATS="true")  # Selenium would ask its makers for drivers
    try:
        from selenium import webdriver
    except ModuleNotFoundError:
        raise NotHereError(f"{name} needs Selenium; install it with: pip install selenium") from None
    driven_by = {"firefox": "geckodriver", "webkit": "WebKitWebDriver"}[name]
    if not shutil.which(driven_by):
        raise NotHereError(f"{name} needs {driven_by} on the path; docs/browsers.md says what else")

    driver: Any
    if name == "firefox":
        options: Any = webdriver.FirefoxOptions()
        options.add_argument("-headless")
        options.set_preference("intl.accept_languages", "zh-CN")
        driver = webdriver.Firefox(options=options, service=webdriver.FirefoxService(shutil.which("geckodriver")))
    else:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
        options.add_argument("--automation")
        service = webdriver.WebKitGTKService(shutil.which("WebKitWebDriver"))
        driver = webdriver.WebKitGTK(options=options, service=service)
    try:
        driver.set_window_size(*SIZE)
        told = driver.capabilities
        yield Browser(
            f"{told['browserName']} {told['browserVersion']}",
            driver.get,
            lambda script: driver.execute_script(f"return {script}"),
            driver.save_screenshot,
        )
    finally:
        driver.quit()


def walk(browser: Browser, address: str, store: DatabaseStore, pictures: Path | None) -> list[str]:
    """What is wrong, in words."""
    wrong: list[str] = []

    def look(name: str) -> None:
        time.sleep(1.5)
        if pictures:
            browser.picture(str(pictures / f"{browser.name.replace(' ', '-')}-{name}.png"))
        if broken := browser.run(BROKEN):
            wrong.append(f"{name}: {broken}")
        if pale := browser.run(PALE):
            wrong.append(f"{name}: hardly seen: {pale}")

    def seen(selector: str, but: str = "") -> None:
        end = time.monotonic() + WAIT
        while not browser.run(SEEN % json.dumps(selector)) or (but and browser.run(HEADING) == but):
            if time.monotonic() > end:
                raise RuntimeError(f"{selector} does not come")
            time.sleep(0.2)

    def press(selector: str) -> None:
        seen(selector)
        browser.run(PRESS % json.dumps(selector))

    browser.go(address)
    seen(".st-key-begin button")
    look("start")
    press(".st-key-sample-qinghe-mall button")
    seen(".st-key-download-pdf button")
    look("results")
    press(".ecq-top .switch")
    seen(".ecq-switch input")
    press(".ecq-switch div a")
    seen(".st-key-begin button")
    press(".st-key-begin button")
    press(".st-key-turn-later button")
    seen(".ecq-conversation .ecq-question")
    look("interview")
    asked = browser.run(HEADING)
    press(".ecq-conversation [data-key^=option-]")
    seen(".ecq-conversation .ecq-question", but=asked)
    look("answered")
    press(".ecq-top nav [data-id=link-results]")
    seen(".st-key-download-pdf button")
    look("results-of-one")
    kept = store.find(browser.run("new URLSearchParams(location.search).get('a')"))
    if kept is None or len(kept.assessment.responses) != 1:
        wrong.append("the answer was not kept")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.engines", description=__doc__)
    parser.add_argument("browsers", nargs="+", metavar="BROWSER")
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as home, ExitStack() as started:
        address, store = "", None
        for name in options.browsers:
            try:
                with (selenium if name in ("firefox", "webkit") else chromium)(name) as browser:
                    address = address or started.enter_context(ecq_running(Path(home)))
                    store = store or DatabaseStore.in_folder(Path(home))
                    try:
                        wrong = walk(browser, address, store, options.pictures)
                    except RuntimeError as error:
                        wrong = [str(error)]
                    print(f"{browser.name}: {'; '.join(wrong) or 'ok'}", flush=True)
                    failed += bool(wrong)
            except NotHereError as error:
                print(error, file=sys.stderr)
                return 2
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
