"""A person in front of the app: what they see, press and type, and what their browser asked of the network meanwhile."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from ecq.assessment.model import Assessment
from ecq.base.language import Lang, Text, words
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.telling.text import words as w
from ecq.telling.text.words import say

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page

# Streamlit asks for these two below a page's path, is told 404, and finds the right base from that.
PROBES = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")

# Streamlit's own sign says "not running" until a press has gone to the server, and while the first word of the answer
# waits to be drawn. So the messages themselves are read: field numbers of BackMsg and ForwardMsg in streamlit/proto.
WIRE = """(() => {
  const fields = (data) => {
    const bytes = new Uint8Array(data)
    const found = {}
    let at = 0
    const number = () => {
      for (let value = 0, unit = 1; ; unit *= 128) {
        const byte = bytes[at++]
        value += (byte % 128) * unit
        if (!(byte >= 128)) return value
      }
    }
    while (at < bytes.length) {
      const key = number()
      const value = number()
      found[key >> 3] = value
      if (key % 8 === 2) at += value
    }
    return found
  }
  const [NEW_SESSION, SCRIPT_FINISHED, RERUN_SCRIPT, EARLY_FOR_RERUN] = [4, 6, 11, 2]
  let [asked, sent] = [0, 0] // how many presses no run has begun for, and when the last was made; two may share a run
  let running = false
  window.ecqSent = 0
  window.ecqAwaiting = () => {
    if (performance.now() - sent > 2000) asked = 0
    return running || asked > 0
  }
  const Plain = window.WebSocket
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given)
      ;[asked, running] = [0, false]
      window.ecqSocket = this
      this.addEventListener('message', ({ data }) => {
        const said = fields(data)
        if (NEW_SESSION in said) [asked, running] = [Math.max(asked - 1, 0), true]
        if (SCRIPT_FINISHED in said && said[SCRIPT_FINISHED] !== EARLY_FOR_RERUN) running = false
      })
    }
    send(data) {
      if (RERUN_SCRIPT in fields(data)) [asked, sent] = [asked + 1, performance.now()]
      window.ecqSent++
      super.send(data)
    }
  }
})()"""
IDLE = """async () => {
  for (let frame = 0; frame < 2; frame++) {
    if (window.ecqAwaiting?.() || !document.querySelector('[data-test-script-state=notRunning]')) return false
    await new Promise(requestAnimationFrame)
  }
  return true
}"""


@dataclass
class Served:
    """A running server and the store it writes to."""

    address: str
    home: Path
    store: DatabaseStore

    def keep(self, assessment: Assessment) -> str:
        return self.store.add(assessment).id

    def kept(self, assessment_id: str) -> Assessment:
        found = self.store.find(assessment_id)
        return found.assessment


def private_words(store: DatabaseStore) -> list[str]:
    """What no log may hold: the key of every assessment and the name of every platform."""
    path = store._engine.url.database
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT id, json_extract(body, '$.name') FROM assessments").fetchall()
    finally:
        connection.close()
    return sorted({word for row in rows for word in row if word})


@dataclass
class Visitor:
    """One browser context with one page in it, in one language."""

    context: BrowserContext
    served: Served
    rubric: Rubric
    lang: Lang
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    forgiven: str = ""
    """A pattern of console lines this journey causes on purpose."""

    def __post_init__(self) -> None:
        self.page: Page = self.new_tab()

    # -- the network and the console

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.add_init_script(WIRE)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.console.append(f"uncaught: {error}"))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBES.search(urlsplit(message.location.get("url", "")).path):
            self.console.append(f"{message.text} {message.location.get('url', '')}")

    def forget(self) -> None:
        """Forget what the browser remembers, such as a sidebar left open: the next visitor has the same browser."""
        from playwright.sync_api import Error

        with suppress(Error):  # the page may be closed, or gone
            self.page.evaluate("localStorage.clear()")

    def foreign(self) -> list[str]:
        home = urlsplit(self.served.address).netloc
        return [url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and home not in url]

    def complaints(self) -> list[str]:
        return [line for line in self.console if not (self.forgiven and re.search(self.forgiven, line))]

    # -- words

    def say(self, text: Text, **marks: object) -> str:
        return say(text, self.lang, **marks)

    def words(self, text: Text) -> str:
        return words(text, self.lang)

    # -- going somewhere

    def open(self, path: str = "", assessment_id: str | None = None, **params: str) -> None:
        if assessment_id:
            params = {"a": assessment_id, **params}
        self.page.goto(f"{self.served.address}/{path}" + (f"?{urlencode(params)}" if params else ""))
        self.wait_for_page(path)

    def to_page(self, path: str) -> None:
        """Go to a page by the bar at the top; on a narrow screen through its sheet. The overview is a view of the interview."""
        link = self.page.locator(f".ecq-top [data-id={'view' if path == 'overview' else 'link'}-{path}]")
        link.wait_for(state="attached")
        if not link.is_visible():
            self.page.locator(".ecq-top .menu").click()
        link.click()
        self.wait_for_page(path)

    def wait_for_page(self, path: str) -> None:
        sign = {
            "": ".st-key-begin button",
            "start": ".st-key-begin button",
            "profile": ":is(.st-key-profile-name input, .st-key-turn button)",
            "interview": ".ecq-conversation .ecq-question",  # the profile asks in cards of the same kind
            "overview": ".ecq-overview [role=status]:not(:empty)",
            "results": ".st-key-download-pdf button",
            "evidence": ".ecq-binder-head h1",
            "plan": ".st-key-plan-limits",
            "progress": ".st-key-snapshot-keep",
            "portfolio": ".st-key-portfolio h1",
            "inbox": ".st-key-inbox h1",
        }[path]
        self.page.locator(sign).first.wait_for()
        self.idle()
        # What is pressed before it attends is the first thing it sees: it would neither announce it nor lead the focus.
        self.page.wait_for_function("window.ecqBrowserHelper?.place != null")

    def idle(self) -> None:
        """Until the server has taken what was pressed and Streamlit has run its script and drawn it. Whoever is here reads
        at once: for them a new question takes an answer without the time in which nobody can have read it."""
        self.page.wait_for_function(IDLE)
        self.page.evaluate("window.ecqConversation && (window.ecqConversation.readable = 0)")

    def brings(self, files: Locator, path: Path) -> None:
        """Choose a file, and wait until the script has run with it: its name is shown before it has arrived."""
        before = self.page.evaluate("window.ecqSent")
        files.set_input_files(path)
        # Two words to the server: where may it be put, and it is there.
        self.page.wait_for_function("before => window.ecqSent >= before + 2", arg=before)
        self.idle()

    @property
    def assessment_id(self) -> str:
        return str(re.search(r"[?&]a=([^&]+)", self.page.url)[1])  # type: ignore[index]

    @property
    def assessment(self) -> Assessment:
        return self.served.kept(self.assessment_id)

    # -- the interview

    @property
    def heading(self) -> str:
        # While one question takes the place of another, both stand there for a moment.
        self.page.wait_for_function("document.querySelectorAll('.ecq-question h1').length === 1")
        return self.page.locator(".ecq-question h1").inner_text()

    @property
    def at(self) -> str | None:
        """The question on the screen, known by its words; None on the last page."""
        shown = self.heading
        return next((q.id for q in self.rubric.questions if self.words(q.text) == shown), None)

    def wait_for_question(self, question_id: str) -> None:
        self.page.wait_for_function(
            "text => { const all = document.querySelectorAll('.ecq-question h1');"
            " return all.length === 1 && all[0].textContent === text }",
            arg=self.words(self.rubric.by_id[question_id].text),
        )
        self.idle()

    def moves(self, act: Callable[[], object]) -> str | None:
        """Do something that brings another question; which one."""
        before = self.heading
        act()
        self.page.wait_for_function(
            "old => { const all = document.querySelectorAll('.ecq-question h1');"
            " return all.length === 1 && all[0].textContent !== old }",
            arg=before,
        )
        self.idle()
        return self.at

    def moves_by_key(self, name: str) -> str | None:
        """Press a key that brings another question, once the buttons it stands for are there; which one comes."""
        self.page.locator(".ecq-answers button").first.wait_for()
        self.chip("skip").wait_for()
        return self.moves(lambda: self.page.keyboard.press(name))

    def address_says(self, pattern: str) -> None:
        """Wait until the address matches: it is told after what is seen."""
        self.page.wait_for_url(re.compile(pattern))

    def key(self, name: str) -> Locator:
        return self.page.locator(f".st-key-{name}, [data-key='{name}'], [data-panel='{name.removeprefix('panel-')}']")

    def option(self, question_id: str, option_id: str) -> Locator:
        return self.page.locator(f"[data-key='option-{question_id}-{option_id}']")

    def said_again(self, question_id: str) -> Locator:
        """The button in the thread that leads back to a question."""
        return self.page.locator(f".ecq-thread .again[data-change='{question_id}']").first

    def button(self, text: Text, **marks: object) -> Locator:
        return self.page.get_by_role("button", name=self.say(text, **marks), exact=True)

    def chip(self, name: str) -> Locator:
        return self.page.locator(f"[data-key='chip-{name}']")

    def press_answer(self, question: Question, value: str | tuple[str, ...]) -> str | None:
        """Give an answer by mouse; which question comes next."""
        if isinstance(question, ChecklistQuestion):
            if not value:
                return self.moves(self.option(question.id, "none").click)
            for item in value:
                self.tick(question.id, item)
            return self.moves(self.button(w.CONFIRM_ITEMS).click)
        if isinstance(question, MeasureQuestion):
            if value == "none":
                return self.moves(self.option(question.id, "none").click)
            self.types(self.key(f"number-{question.id}").locator("input"), str(value))
            return self.moves(self.button(w.RECORD).click)
        return self.moves(self.option(question.id, str(value)).click)

    def types(self, field: Locator, text: str) -> None:
        """Type into a field, in place of what stands there: every character by the keyboard, as a person does."""
        field.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def types_day(self, field: Locator, day: str) -> None:
        """Type a day into a field for days, which shows month, day and year: Chromium's own language here is English."""
        year, month, of_month = day.split("-")
        field.focus()
        self.page.keyboard.type(month + of_month + year)

    def tick(self, question_id: str, item: str) -> None:
        self.key(f"item-{question_id}-{item}").click(position={"x": 8, "y": 8})

    def piece(self, part: str, question_id: str, which: int | str = "new") -> Locator:
        """A part of a piece of evidence (mark, edit, drop) or of its form (text, place, owner, due, hand, save, cancel)."""
        return self.page.locator(f".ecq-ev [data-id='{part}-{question_id}-{which}']")

    def open_downloads(self) -> None:
        """Open the menu of formats and choices on the results page."""
        self.key("report-choices").locator("button").first.click()
        self.key("download-json").wait_for()

    def unfold_evidence(self) -> None:
        """Show every piece in hand on the evidence page, with every indicator unfolded."""
        self.key("room-show").get_by_role("radio").nth(1).click()
        self.page.locator(".st-key-room-narrowed article").first.wait_for(state="attached")
        self.idle()
        folded = self.page.locator(".ecq-ev .group:not([open]) > summary")
        while folded.count():
            folded.first.click()

    def name_evidence(self, question_id: str, text: str, in_hand: bool = True, **more: str) -> None:
        """Fill in the form for a new piece of evidence and save it."""
        self.types(self.piece("text", question_id), text)
        for part, said in more.items():
            types = self.types_day if part == "due" else self.types
            types(self.piece(part, question_id), said)
        self.piece("hand", question_id).set_checked(in_hand)
        before = len(self.assessment.response(question_id).evidence)
        self.piece("save", question_id).click()
        self.piece("mark", question_id, before).wait_for()
        self.idle()

    @property
    def standing(self) -> str:
        """The guaranteed score as shown beside the interview."""
        return self.page.locator(".ecq-aside .ecq-big").first.inner_text()

    @property
    def shown_score(self) -> tuple[str, str]:
        """Low and high as shown on the results page (or beside the interview)."""
        text = self.page.locator(".outcome .score, .ecq-big").filter(visible=True).first.inner_text()
        numbers = re.findall(r"\d+\.\d", text)
        return numbers[0], numbers[-1]

    def no_trouble(self) -> None:
        assert self.page.get_by_role("alert").count() == 0, self.page.get_by_role("alert").all_inner_texts()


Come = Callable[..., Visitor]
"""Makes visitors; see `visit` in conftest.py."""


@contextmanager
def full_disk(served: Served) -> Iterator[None]:
    """The database refuses every write, as on a full disk."""
    with closing(sqlite3.connect(served.home / "ecq.sqlite3")) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        connection.commit()
        try:
            yield
        finally:
            connection.execute("DROP TRIGGER full")
            connection.commit()


def kill(visitor: Visitor, tmp_path: Path) -> None:
    """As a power cut would: with no chance to put anything away."""
    visitor.page.wait_for_load_state("networkidle")  # or a part of Streamlit itself may be missing afterwards
    visitor.forgiven = "WebSocket|net::ERR_|when disconnected|reaching server endpoint|is not responding|imported module|Failed to fetch"
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    visitor.page.locator("[data-test-connection-state=CONNECTED]").wait_for(state="detached")


def first(rubric: Rubric, kind: type, **like: object) -> str:
    """A question of this kind that every platform is asked, to be opened by its address."""
    fitting = (q for q in rubric.questions if isinstance(q, kind) and not q.applies)
    return next(q.id for q in fitting if all(bool(getattr(q, name)) == wanted for name, wanted in like.items()))


def lean_profile() -> dict[str, Any]:
    """A profile with every fact known that asks few questions."""
    return {
        "business-model": ("b2b",),
        "offer": ("services",),
        "own-goods": "no",
        "live-commerce": "no",
        "food": "no",
        "drugs": "no",
        "cross-border": "no",
        "payment-role": "partner",
        "size": "small",
        "minors": "no",
        "minors-data": "no",
        "recommendation": "no",
        "regulated-sales": ("none",),
        "technology": ("none",),
        "advertising": "no",
        "auto-renewal": "no",
    }


def another(question: Question, held: object) -> str | tuple[str, ...]:
    """A valid answer that is not the one there is."""
    if isinstance(question, ChecklistQuestion):
        return next(value for value in ((), (question.items[0].id,)) if value != held)
    if isinstance(question, MeasureQuestion):
        return next(str(int(value)) for value in (question.least, question.most) if str(int(value)) != held)
    return next(option.id for option in question.options if option.id != held)


def said(assessment: Assessment) -> Mapping[str, object]:
    """What was answered, for comparing."""
    return {q: (r.state, r.value, r.reason) for q, r in assessment.responses.items()}
