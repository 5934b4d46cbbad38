"""One visitor of the app as AppTest runs it: finds the question on the page and answers it through the page's widgets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from ecq.assessment.model import Assessment
from ecq.language import Lang, Text, words
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.web.session.state import KEY, Session

_HEADING = re.compile(r"<h1>(.*?)</h1>")


@dataclass
class Walker:
    """A visitor in one language."""

    app: AppTest
    store: DatabaseStore
    rubric: Rubric
    lang: Lang

    def go(self, page: str, **more: str) -> Walker:
        """To another page, the way the bar does it, with `more` in its address: AppTest cannot open pages of functions itself."""
        self.session.go_to = page
        if more:
            self.session.go_with = more
        return self.run()

    @property
    def session(self) -> Session:
        """What the app keeps of this visitor between runs."""
        if KEY not in self.app.session_state:
            self.app.session_state[KEY] = Session()
        session: Session = self.app.session_state[KEY]
        return session

    def run(self) -> Walker:
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self

    def words(self, text: Text) -> str:
        return words(text, self.lang)

    @property
    def html(self) -> str:
        """All that ECQ drew as HTML."""
        return "\n".join(one.proto.body for one in self.app.get("html"))

    @property
    def charts(self) -> list[str]:
        """What each chart shows, in words."""
        return [one.proto.alt for one in self.app.get("plotly_chart")]

    @property
    def side(self) -> dict[str, Any]:
        """What the sidebar was told to draw."""
        (told,) = (one.proto.bytes for one in self.app.get("bidi_component") if one.proto.component_name == "ecq_side")
        return dict(json.loads(told))

    @property
    def thread(self) -> dict[str, Any]:
        """What the thread above the question was told to draw."""
        (told,) = (
            one.proto.bytes for one in self.app.get("bidi_component") if one.proto.component_name == "ecq_thread"
        )
        return dict(json.loads(told))

    @property
    def heard(self) -> list[str]:
        """What was typed last and what is said to it."""
        found = re.findall(r'<div class="ecq-heard-box">(.*?)</div>', self.html, re.DOTALL)
        return [unescape(part) for one in found for part in re.findall(r"<p.*?>(.*?)</p>", one, re.DOTALL)]

    def to_question(self, question_id: str) -> Walker:
        """To a question by its address, as Back and a link do."""
        self.app.query_params["q"] = question_id
        return self.run()

    @property
    def heading(self) -> str:
        found = _HEADING.findall(self.html)
        assert len(found) < 2, found
        return unescape(found[0]) if found else ""

    @property
    def at(self) -> str | None:
        """The question on the page; None on the last one."""
        shown = self.heading
        return next((q.id for q in self.rubric.questions if self.words(q.text) == shown), None)

    @property
    def assessment(self) -> Assessment:
        kept = self.store.find(self.assessment_id)
        assert kept is not None
        return kept.assessment

    @property
    def assessment_id(self) -> str:
        value: Any = self.app.query_params["a"]
        return str(value if isinstance(value, str) else value[0])

    @property
    def errors(self) -> list[str]:
        return [one.value for one in self.app.error]

    @property
    def keys(self) -> set[str]:
        return {button.key for button in self.app.button if button.key}

    def press(self, key: str) -> Walker:
        self.app.button(key=key).click()
        return self.run()

    def confirm(self, question: Question) -> Walker:
        """Press the button of a question that is answered by a form."""
        return self.press(f"confirm-{question.id}")

    def type(self, said: str) -> Walker:
        """Say it in the field below the question."""
        self.app.chat_input(key="typed").set_value(said)
        return self.run()

    def answer(self, question: Question, value: str | tuple[str, ...]) -> Walker:
        if isinstance(question, ChecklistQuestion):
            if not value:
                return self.press(f"option-{question.id}-none")
            for item in question.items:
                self.app.checkbox(key=f"item-{question.id}-{item.id}").set_value(item.id in value)
            return self.confirm(question)
        if isinstance(question, MeasureQuestion):
            if value == "none":
                return self.press(f"option-{question.id}-none")
            self.app.text_input(key=f"number-{question.id}").set_value(str(value))
            return self.confirm(question)
        return self.press(f"option-{question.id}-{value}")


def a_value(question: Question, turn: int) -> str | tuple[str, ...]:
    """Some valid answer; which one goes round with `turn`."""
    if isinstance(question, ChecklistQuestion):
        ids = [item.id for item in question.items]
        return tuple(ids[: turn % (len(ids) + 1)])
    if isinstance(question, MeasureQuestion):
        if turn % 4 == 0 and question.none:
            return "none"
        bound = question.bands[turn % (len(question.bands) - 1) + 1].bound
        assert bound is not None
        return str(int(bound) if bound.denominator == 1 else float(bound))
    return question.options[turn % len(question.options)].id
