"""The field in the bar in which one asks about the self-check, from every page: what is asked, the answer in its place.

The browser opens it with Ctrl+K (asking.js); the answer is that of the conversation, each line with a way to what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from ecq.interview.typed.wishes import question_asked
from ecq.telling.plan import asked as asked_words
from ecq.telling.plan.asked import Line
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from ecq.web.session import overview_return
from ecq.web.session.answers import Reply, replied
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit


@dataclass
class Asking(PageState):
    """What was asked in the bar, and the answer that is shown."""

    count: int = 0
    """How often something was asked: the same words twice are two questions."""
    asked: str | None = None
    """What was just asked; answered in the run that follows."""
    reply: Reply = field(default_factory=lambda: Reply(()))

    def leave_assessment(self) -> None:
        """An answer is one about the self-check that is left."""
        self.asked, self.reply = None, Reply(())


def ask(text: str) -> None:
    """Take a question; for callbacks."""
    here = session().page(Asking)
    here.asked, here.count = text, here.count + 1


def follow(number: str) -> None:
    """Go where a line of the answer leads; for callbacks."""
    lines = session().page(Asking).reply.lines
    if number.isdecimal() and int(number) < len(lines) and lines[int(number)].page:
        line = lines[int(number)]
        overview_return.go_to(line.page, **line.address)


def told_of_asking(visit: Visit) -> dict[str, Any]:
    """The words of the field, and the answer where something was just asked."""
    here = session().page(Asking)
    text, here.asked = here.asked, None
    told: dict[str, Any] = {
        "ask": visit.say(asked_words.ASK),
        "label": visit.say(asked_words.ASK_LABEL),
        "hint": visit.say(asked_words.HINT),
        "can": visit.say(asked_words.CAN),
        "close": visit.say(w.CLOSE),
        "examples": [visit.say(one) for one in asked_words.EXAMPLES],
    }
    if text is None:
        return told
    here.reply = replied(visit, question_asked(text, visit.rubric), session().question)
    return told | {
        "count": here.count,
        "lines": [_line(visit, one) for one in here.reply.lines],
        "source": here.reply.source,
        "cannot": "" if here.reply.lines else visit.say(asked_words.CANNOT),
    }


def _line(visit: Visit, line: Line) -> list[str]:
    """A sentence, the address it leads to, and what that is called."""
    if not line.page:
        return [line.text, "", ""]
    address = {**visit.address, **line.address}
    page = line.page
    if page == "overview":
        page, address = "interview", {**address, **overview_return.OVERVIEW}
    named = asked_words.TO_QUESTION if "q" in line.address else access.PAGES[line.page]
    return [line.text, f"/{page}?{urlencode(address)}", visit.say(named)]
