"""The work of a plan as one component: waves with what-if ticks, efforts, owners, days, locks; the agreed plan's ticks.

One component instead of a dozen Streamlit elements a step keeps a change quick (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from pydantic import TypeAdapter

from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.planning.raises import Goal
from ecq.telling.plan import page_words as w
from ecq.telling.text import words as text_words
from ecq.web.html.components import packed, read_sent, sent_by
from ecq.web.session import widget_keys as keys
from ecq.web.session.planned import Planned
from ecq.web.session.state import PageState

_HTML = '<div class="plan"></div>'
_HERE = Path(__file__)
_CSS, _JS = (_HERE.with_name(f"component.{ending}").read_text(encoding="utf-8") for ending in ("css", "js"))

_component = st.components.v2.component("ecq_plan_list", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class RefusedField:
    """What was typed into a field of a plan's list and not taken, and why; `field` is what and key."""

    field: str
    value: Any
    why: Text


@dataclass
class Plans(PageState):
    """What the plan page keeps."""

    shown: Planned | None = None
    """The plans as the page last showed them, to compare after a change."""
    steps_off: frozenset[str] = frozenset()
    """Steps unticked in the what-if."""
    limits_refused: Mapping[str, Text] = field(default_factory=dict)
    """Why what was typed for a limit was refused; its field shows it still."""
    step_refused: RefusedField | None = None
    """The same for a field of a step, until the next press in the list."""
    dissolving: bool = False
    """Whether it is asked if the agreed plan is to go."""


@dataclass(frozen=True)
class Rung:
    """A step of the bank: its key (`question/step`), what to do, person-days as typed, lead time in words."""

    key: str
    advice: str
    effort: str
    label: str
    lead: str


@dataclass(frozen=True)
class Record:
    """What a step that is done proposes: its new answer in words; whether the figure of a measure is asked for. The field
    is empty: only what somebody types is recorded."""

    label: str
    unit: str = ""
    figure: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a plan, all in words of the visitor's language. `tags` are (kind, words).

    `ticked` is None where there is no tick, `rungs` where nothing unfolds; `goes`: a press leads to the question.
    """

    id: str
    kind: str
    title: str
    gain: str
    effort: str
    lead: str
    ticked: bool | None = None
    fixed: bool = False
    goes: bool = False
    asked: str = ""
    rise: str = ""
    to_show: str = ""
    law: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    day: str = ""
    due: str = ""
    rungs: tuple[Rung, ...] | None = None
    evidence: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    record: Record | None = None


@dataclass(frozen=True)
class Group:
    """Lines folded into one, with their totals. `ticks`: one tick for all of them; `after`: the scores then, in place of lead time and day."""

    id: str
    kind: str
    title: str
    gain: str
    effort: str
    lead: str
    rows: tuple[Row, ...]
    note: str = ""
    day: str = ""
    ticks: bool = False
    after: str = ""


@dataclass(frozen=True)
class Section:
    """A wave with its header, the first with the heads of the columns; the header is left out where there is no title."""

    entries: tuple[Row | Group, ...]
    title: str = ""
    gain: str = ""
    effort: str = ""
    after: str = ""


@dataclass(frozen=True)
class PlanList:
    """All that is drawn: `label` names the list, `words` are those of buttons and fields, `heads` those of the columns.

    `refused`: what was typed and not taken. `off`: nothing in it changes the self-check.
    """

    kind: str
    lang: Lang
    label: str
    words: Mapping[str, str]
    sections: Sequence[Section]
    heads: Sequence[str] = ()
    more: str = ""
    refused: RefusedField | None = None
    off: bool = False


class Taken(Frozen):
    """What was typed beside a step that is done; None where it was not asked for."""

    figure: str | None = None
    spent: str | None = None


class Did(Frozen):
    """A press in the list: what, about which question (of a tick several, with spaces; of an effort `question/step`), and
    whether it is ticked or what was typed, a day in ISO 8601 or empty. `again` makes one more press another one.
    """

    what: Literal["tick", "effort", "owner", "due", "exclude", "lock", "question", "record"]
    id: str
    value: bool | str | Taken | None = None
    again: float = 0


_DID = TypeAdapter(Did)


def columns(goal: Goal, lang: Lang) -> list[str]:
    """The heads of the columns; what a step brings is called by the score it is counted in."""
    return [
        words(head, lang)
        for head in (
            w.STEPS,
            w.GAIN_HEADS[goal],
            text_words.PERSON_DAYS_HEAD,
            text_words.LEAD_TIME,
            text_words.OWNER,
            text_words.DONE_BY,
        )
    ]


def draw_plan_list(shown: PlanList, on_did: Callable[[Did], None]) -> None:
    """Draw it; `on_did` is called with what was pressed before the page is redrawn."""
    key = keys.plan_list(shown.kind)

    def did() -> None:
        sent = sent_by(key, "did")
        press = read_sent(_DID, sent) if sent else None
        if press is not None:
            on_did(press)

    data = {
        "kind": shown.kind,
        "lang": LANGUAGES[shown.lang].tag,
        "label": shown.label,
        "words": dict(shown.words),
        "heads": list(shown.heads),
        "waves": [
            {
                "title": one.title,
                "gain": one.gain,
                "effort": one.effort,
                "after": one.after,
                "entries": [_entry(entry) for entry in one.entries],
            }
            for one in shown.sections
        ],
        "more": shown.more,
        "refused": _refused(shown.refused, shown.lang),
        "off": shown.off,
    }
    _component(key=key, data=packed(data), on_did_change=did)


def _refused(refused: RefusedField | None, lang: Lang) -> dict[str, Any] | None:
    if refused is None:
        return None
    return {"id": refused.field, "value": refused.value, "sentence": words(refused.why, lang)}


def _entry(entry: Row | Group) -> dict[str, Any]:
    """A row or group as the script takes it, without what it does not have."""
    if isinstance(entry, Group):
        given = {name: value for name, value in vars(entry).items() if name != "rows"}
        return {"shape": "group", **given, "rows": [_entry(row) for row in entry.rows]}
    return {"shape": "row", **{name: value for name, value in asdict(entry).items() if value is not None}}
