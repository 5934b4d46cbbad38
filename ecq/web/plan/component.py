"""The work of a plan as one component: waves with what-if ticks, efforts, owners, days, locks; the agreed plan's ticks.

One component instead of a dozen Streamlit elements a step keeps a change quick (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES, Text
from ecq.planning.raises import Goal
from ecq.telling.plan import words as w
from ecq.telling.text import words as t
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.session import widget_keys as keys
from ecq.web.session.planned import Planned
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit

_component = component(
    "ecq_plan_list",
    '<div class="plan"></div>',
    __file__,
    "component.js",
    css=Path(__file__).with_name("component.css").read_text(encoding="utf-8"),
)


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


def draw_plan_list(
    visit: Visit,
    kind: str,
    goal: Goal,
    label: Text,
    words: Mapping[str, Text],
    sections: Sequence[Section],
    on_did: Callable[[Did], None],
    more: str = "",
) -> None:
    """Draw it; `on_did` is called with what was pressed before the page is redrawn.

    `label` names the list, `words` are those of its own buttons and fields, `more` stands below it. What a step brings is
    called by the score it is counted in.
    """
    key, refused = keys.plan_list(kind), session().page(Plans).step_refused
    heads = (w.STEPS, w.GAIN_HEADS[goal], t.PERSON_DAYS_HEAD, t.LEAD_TIME, t.OWNER, t.DONE_BY)
    units = {"days": w.DAYS_UNIT, "leadDays": t.UNITS["days"], "points": w.GAIN_UNITS[goal]}
    data = {
        "kind": kind,
        "lang": LANGUAGES[visit.lang].tag,
        "label": visit.say(label),
        "words": {name: visit.say(text) for name, text in {**units, "question": w.TO_QUESTION, **words}.items()},
        "heads": [visit.say(head) for head in heads],
        "waves": [asdict(section) for section in sections],
        "more": more,
        "refused": refused and {"id": refused.field, "value": refused.value, "sentence": visit.words(refused.why)},
        "off": visit.looks_only,
    }
    draw(_component, key, packed(data), pressed(_DID, on_did))
