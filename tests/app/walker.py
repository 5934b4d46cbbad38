"""One visitor of the app as AppTest runs it: finds the question on the page and answers it through the page's widgets."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from ecq.assessment.model import Assessment
from ecq.base.language import OWN_LANGS, Lang, Text, words
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.web.session.state import KEY, Session
from tests.pressing import sent

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
        if self.lang in OWN_LANGS:
            told = [one.value.replace("\\", "") for one in (*self.app.error, *self.app.warning)]
            assert [one for one in told if not re.search("[^.。][.。？?]$", one)] == [], "a sentence has one end"
        return self

    def words(self, text: Text) -> str:
        return words(text, self.lang)

    @property
    def html(self) -> str:
        """All that ECQ drew as HTML, on the page itself and in the conversation."""
        drawn = [one.proto.body for one in self.app.get("html")]
        drawn += [one["list"] for one in self.told("ecq_table")]
        if self._told_to("ecq_conversation"):
            parts = self.conversation
            drawn += [parts["asked"], *parts["standing"].values(), *(parts[f"card {name}"] for name in parts["cards"])]
        return "\n".join(drawn)

    @property
    def charts(self) -> list[str]:
        """What each chart shows, in words."""
        return [one.proto.alt for one in self.app.get("plotly_chart")]

    def _told_to(self, component: str) -> list[Any]:
        """What a component was told to draw, with the component; nothing where it is not on the page."""
        return [one.proto for one in self.app.get("bidi_component") if one.proto.component_name == component]

    def told(self, component: str) -> list[dict[str, Any]]:
        """What each component of that name on the page was told to draw."""
        return [json.loads(one.bytes) for one in self._told_to(component)]

    @property
    def text(self) -> str:
        """All words on the page as a person reads them."""
        return as_read("\n".join((self.html, *(one.value for one in (*self.app.markdown, *self.app.caption)))))

    @property
    def side(self) -> dict[str, Any]:
        """What the sidebar was told to draw."""
        (told,) = self.told("ecq_side")
        return told

    @property
    def conversation(self) -> dict[str, Any]:
        """What the conversation was told, in parts. A page is drawn whole here, so it is told whole."""
        (told,) = self.told("ecq_conversation")
        assert told["after"] == 0
        return dict(told["parts"])

    @property
    def thread(self) -> list[dict[str, Any]]:
        """The lines of the thread above the question."""
        parts = self.conversation
        return [parts[f"line {key}"] for key in parts["lines"]]

    @property
    def heard(self) -> list[str]:
        """What was typed last and what is said to it."""
        return [part[name] for part in self.conversation["below"] if "words" in part for name in ("words", "reply")]

    @property
    def below(self) -> list[str]:
        """The kinds of what stands below the question, in order."""
        return [part["kind"] for part in self.conversation["below"]]

    @property
    def offered(self) -> list[str]:
        """What is offered to be pressed for the words typed last."""
        return next((part["values"] for part in self.conversation["below"] if "values" in part), [])

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
        return kept.assessment

    @property
    def assessment_id(self) -> str:
        value: Any = self.app.query_params["a"]
        return str(value if isinstance(value, str) else value[0])

    @property
    def errors(self) -> list[str]:
        return [one.value for one in self.app.error]

    @property
    def pressable(self) -> dict[str, dict[str, Any]]:
        """What can be pressed in the conversation, by the keys the browser gives it: what is sent then."""
        if not self._told_to("ecq_conversation"):
            return {}
        parts, found = self.conversation, {}
        at = parts["at"]["question"]
        if answers := parts["answers"]:
            for option_id, _ in answers.get("options", ()):
                found[f"option-{at}-{option_id}"] = {"do": "answer", "value": option_id}
            if answers.get("none"):
                found[f"option-{at}-none"] = {"do": "answer", "value": answers["noneIs"]}
        for part in parts["below"]:
            found |= {f"understood-{n}": {"do": "understood", "value": n} for n in range(len(part.get("values", ())))}
            found |= {f"reason-{at}-{one}": {"do": "reason", "value": one} for one, _ in part.get("reasons", ())}
            facts = part.get("facts", ())
            found |= {f"fact-{fact}-{value}": {"do": "fact", "value": f"{fact} {value}"} for fact, value, _ in facts}
            for act in ("accept", "leave") if part["kind"] == "cards" else ():
                found |= {
                    f"{act}-{one}": {"do": act, "value": one}
                    for one in ("all", *(card["id"] for card in part["cards"]))
                }
            taken = part.get("taken", {"facts": ()})["facts"]
            found |= {f"turn-{fact}": {"do": "turn", "value": fact} for fact, *_ in taken}
            found |= {f"there-{place}": {"do": "there", "value": place} for place, *_ in part.get("there", ())}
            found |= {"leads-no": {"do": "leads-no"}} if "there" in part else {}
            found |= {"understood-no": {"do": "understood-no"}} if "no" in part else {}
            found |= {"reason-cancel": {"do": "na"}} if "cancel" in part else {}
        found |= {f"chip-{name}": {"do": name} for name, _, _ in parts["chips"]}
        for step in parts["steps"]:
            name = "chip-history" if step["name"] == "history" else f"step-{step['name']}"
            found[name] = {"do": step["name"], **({"entry": step["entry"]} if "entry" in step else {})}
        return found

    @property
    def keys(self) -> set[str]:
        return {*self.pressable, *(button.key for button in self.app.button if button.key)}

    def press(self, key: str) -> Walker:
        if key in self.pressable:
            return self.send(self.pressable[key])
        self.app.button(key=key).click()
        return self.run()

    @property
    def asked(self) -> dict[str, Any]:
        """What whoever answers by invitation is asked."""
        (told,) = self.told("ecq_answering")
        return told

    def listed(self, list_id: str) -> tuple[Any, dict[str, Any]]:
        """A list on the page, with what it was told."""
        for one in self.app.get("bidi_component"):
            told = json.loads(one.proto.bytes) if one.proto.bytes else {}
            if isinstance(told, dict) and told.get("kind") == "list" and told["id"] == list_id:
                return one.proto, told
        raise AssertionError(f"there is no list {list_id}")

    def act(self, list_id: str, do: str, *ids: str, mark: str = "", **values: str) -> Walker:
        """Do something with rows of a list, as the browser sends it."""
        proto, _ = self.listed(list_id)
        return self._pressed(proto, json.dumps({"kind": "act", "do": do, "ids": ids, "mark": mark, "values": values}))

    def press_in_bar(self, kind: str, what: str, and_then: str = "") -> Walker:
        """Press or ask in the bar at the top; `and_then` is pressed in the conversation before the server has taken that."""
        also = self._in_conversation({"do": and_then}) if and_then else None
        return self._press_beside("ecq_top_bar", kind, what, also)

    def in_plan(self, what: str, about: str, value: object) -> Walker:
        """Press in the list of work of the plan that stands last."""
        proto = self._told_to("ecq_plan_list")[-1]
        return self._pressed(proto, json.dumps({"what": what, "id": about, "value": value}))

    def to_indicator(self, indicator: str) -> Walker:
        """To the first question of an indicator, by the map beside the interview."""
        return self._press_beside("ecq_side", "indicator", indicator)

    def _press_beside(self, component: str, kind: str, what: str, also: tuple[Any, Any] | None = None) -> Walker:
        (proto,) = self._told_to(component)
        return self._pressed(proto, json.dumps({"kind": kind, "id": what}), also)

    def _pressed(self, proto: Any, press: Any, also: tuple[Any, Any] | None = None) -> Walker:
        states = self.app._tree.get_widget_states()
        for to, what in ((proto, press), *([also] if also else [])):
            states.widgets.append(sent(to.id, "press", what))
        self.app._run(states)
        assert not self.app.exception, self.app.exception
        return self

    def send(self, press: dict[str, Any], mark: str = "") -> Walker:
        """Press in the conversation, or in what is asked by invitation, as the browser sends it."""
        return self._pressed(*self._in_conversation(press, mark))

    def _in_conversation(self, press: dict[str, Any], mark: str = "") -> tuple[Any, dict[str, Any]]:
        (proto,) = self._told_to("ecq_conversation") or self._told_to("ecq_answering")
        at = self.asked["at"] if proto.component_name == "ecq_answering" else self.conversation["at"]["question"]
        return proto, {"mark": mark or secrets.token_hex(4), "question": at, **press}

    def type(self, said: str) -> Walker:
        """Say it in the field below the question."""
        return self.send({"do": "typed", "value": said})

    def answer(self, question: Question, value: str | tuple[str, ...]) -> Walker:
        assert self.conversation["answers"]["question"] == question.id
        return self.send({"do": "answer", "value": list(value) if isinstance(value, tuple) else value})


def as_read(html: str) -> str:
    """The words of HTML."""
    return unescape(re.sub(r"<[^>]+>", "\n", html))
