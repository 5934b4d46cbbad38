"""Somebody in front of Chromium, random like the people over the websocket: answers, takes back, reloads, looks around."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from playwright.async_api import Error

from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from tests.browser.visitor import IDLE, WIRE
from tests.faults.people import PAUSE, Person, Said

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

PATIENCE = 20_000
"""Milliseconds until somebody gives up a page and opens it anew."""

AWAY = re.compile(
    r"WebSocket|net::ERR_|server endpoint|not responding|imported module|Failed to fetch|Load failed|NetworkError"
)
"""What a browser's own errors say while there is no server."""

HERE = """() => {
  const all = document.querySelectorAll('.ecq-conversation .ecq-question')
  return all.length === 1 ? all[0].dataset.question : null
}"""


class AtBrowser(Person):
    """A person in a window of Chromium. What the page has gone on from is certain, as with any other person."""

    def __init__(self, browser: Browser, address: str, store: DatabaseStore, rubric: Rubric, seed: int) -> None:
        super().__init__(address, store, rubric, seed)
        self._browser = browser
        self.pages: tuple[str, ...] = ()
        """Other pages that are opened between questions."""

    async def live(self) -> None:
        while not self.stop:
            try:
                await self._sit_down()
            except (Error, TimeoutError):
                self.broken += 1
                await asyncio.sleep(PAUSE)

    async def _sit_down(self) -> None:
        """One browser with nothing in it, until all is answered or the server goes."""
        language = self.chance.choice(("zh", "en", "zh-Hant"))
        context = await self._browser.new_context(
            viewport={"width": self.chance.choice((390, 820, 1280)), "height": 860}
        )
        try:
            page = await context.new_page()
            page.set_default_timeout(PATIENCE)
            await page.add_init_script(WIRE)
            page.on(
                "pageerror",
                lambda error: None if AWAY.search(str(error)) else self.troubles.append(f"uncaught: {error}"),
            )
            await self._to_interview(page, language)
            answered: list[str] = []
            while not self.stop:
                at = await page.evaluate(HERE)
                if not at or len(self.certain[self.id]) >= 60:
                    self._anew()
                    return
                match self.chance.randrange(20):
                    case 0:
                        await page.reload()
                        await self._settled(page, ".ecq-conversation .ecq-question")
                        self.acts["reload"] += 1
                    case 1:
                        language = self.chance.choice(("zh", "en", "zh-Hant"))
                        await self._to_interview(page, language)
                        answered.clear()
                    case 2 if self.pages:
                        await self._look_at(page, self.chance.choice(self.pages))
                        await self._to_interview(page, language)
                        answered.clear()
                    case 3 | 4 if answered:
                        await self._take_back(page, answered.pop())
                    case _:
                        await self._answer(page, at)
                        answered.append(at)
                await asyncio.sleep(self.pause)
        finally:
            await context.close()

    async def _to_interview(self, page: Page, language: str) -> None:
        await page.goto(f"{self.address}/interview?a={self.id}&lang={language}")
        await self._settled(page, ".ecq-conversation .ecq-question")
        self.acts[f"interview in {language}"] += 1

    async def _look_at(self, page: Page, name: str) -> None:
        """Go there by the bar at the top, as people do, or by the address where it is not in the bar."""
        link = page.locator(f".ecq-top [data-id=link-{name}]")
        if await link.count() and await link.is_visible():
            await link.click()
            await page.wait_for_url(re.compile(f"/{name}"))
        else:
            await page.goto(f"{self.address}/{name}?a={self.id}")
        await self._settled(page, "h1")
        self.acts[name] += 1

    async def _settled(self, page: Page, sign: str) -> None:
        await page.locator(sign).first.wait_for()
        await _until(page, IDLE)
        await _until(page, "() => performance.now() >= (window.ecqConversation?.readable ?? 0)")
        self.troubles += await page.locator("[data-testid=stException]").all_inner_texts()

    async def _answer(self, page: Page, at: str) -> None:
        options = page.locator(f"[data-key^='option-{at}-']:visible")
        count = await options.count()
        said: Said = ("unsure", "None")
        if count and at in self._rubric.by_id and hasattr(self._rubric.by_id[at], "options"):
            option = options.nth(self.chance.randrange(count))
            value = str(await option.get_attribute("data-key")).removeprefix(f"option-{at}-")
            said = ("answered", value)
            self.doubtful[self.id][at].append(said)
            await option.click()
        else:
            self.doubtful[self.id][at].append(said)
            await page.locator("[data-key='chip-unsure']").click()
        await _until(page, f"old => {{ const here = ({HERE})(); return here !== null && here !== old }}", at)
        self._acknowledge(at, said, "answer")
        await self._settled(page, ".ecq-conversation .ecq-question")

    async def _take_back(self, page: Page, question: str) -> None:
        self.doubtful[self.id][question].append(None)
        await page.keyboard.press("z")
        await _until(page, f"old => ({HERE})() === old", question)
        self._acknowledge(question, None, "undo")
        await self._settled(page, ".ecq-conversation .ecq-question")

    def _acknowledge(self, question: str, said: Said, what: str) -> None:
        self.certain[self.id][question] = said
        self.doubtful[self.id].pop(question, None)
        self.acknowledged += 1
        self.acts[f"{what} in Chromium"] += 1
        self.heard()


async def _until(page: Page, holds: str, argument: object = None) -> None:
    """Ask until it holds. Playwright's own waiting has the page compile text, which the content policy forbids."""
    for _ in range(PATIENCE // 50):
        if await page.evaluate(holds, argument):
            return
        await asyncio.sleep(0.05)
    raise TimeoutError(holds)
