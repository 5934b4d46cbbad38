"""One window with the interview of one self-check, over the websocket, for trials in which one press after another matters."""

from __future__ import annotations

import json
import secrets
from typing import Any

from tests.bench.streamlit_page import StreamlitPage
from tests.pressing import sent


class Window(StreamlitPage):
    """Presses one thing at a time and sees what the page says then."""

    def __init__(self, address: str, assessment_id: str, cookie: str = "", lang: str = "en") -> None:
        super().__init__(address, "interview", f"a={assessment_id}&lang={lang}", cookie)
        self._parts: dict[str, Any] = {}

    @property
    def at(self) -> str:
        """The question that is shown."""
        self._look()
        return str(self._parts["at"]["question"])

    async def press(self, do: str, **more: Any) -> float:
        """Press in the conversation; seconds until the page was drawn."""
        press = {"mark": secrets.token_hex(4), "question": self.at, "do": do, **more}
        return await self.run(sends=sent(self.components["ecq_conversation"].id, "press", press))

    async def again(self, part: str) -> float:
        """Press the button whose id has that part."""
        button = self.button(part)
        assert button, (part, self.buttons, self.alerts)
        return await self.run(press=button)

    def _look(self) -> None:
        told = json.loads(self.components["ecq_conversation"].bytes)
        self._parts = told["parts"] if told["after"] == 0 else {**self._parts, **told["parts"]}
