"""The work of a plan as one component: waves with what-if ticks, efforts, owners, days, locks; the agreed ticks.

One component instead of a dozen Streamlit elements a step keeps a change quick (docs/decisions/0007). Of a wave
some is shown as a line, and some folds under one with its totals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from pydantic import TypeAdapter

from ecq.base.frozen import Frozen
from ecq.base.language import LANGUAGES, Text
from ecq.planning.problem import Goal
from ecq.rubric.kinds.base import Rung as BankRung
from ecq.scoring.scorecard import ZERO
from ecq.scoring.unknown_facts import MissingFact
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.work_plan import WaveLines, WorkLine, WorkPlan, package_title, totals
from ecq.telling.text import words as w
from ecq.telling.text.sentences import citation_words, point_words
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.session.planned import Planned
from ecq.web.session.state import OF_ASSESSMENT, PageState, session
from ecq.web.session.visit import Visit

_component = component("ecq_plan_list", '<div class="plan"></div>', __file__, "component.js", css="component.css")


@dataclass(frozen=True)
class RefusedField:
    """What was typed into a field of a plan's list and not taken, and why; `field` is what and key."""

    field: str
    value: Any
    why: Text


@dataclass
class Plans(PageState):
    """What the plan page keeps."""

    shown: Planned | None = field(default=None, metadata=OF_ASSESSMENT)
    """The plans as the page last showed them, to compare after a change."""
    steps_off: frozenset[str] = field(default=frozenset(), metadata=OF_ASSESSMENT)
    """Steps unticked in the what-if."""
    limits_refused: Mapping[str, Text] = field(default_factory=dict, metadata=OF_ASSESSMENT)
    """Why what was typed for a limit was refused; its field shows it still."""
    step_refused: RefusedField | None = field(default=None, metadata=OF_ASSESSMENT)
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
class StepRow:
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
    rows: tuple[StepRow, ...]
    note: str = ""
    day: str = ""
    ticks: bool = False
    after: str = ""


@dataclass(frozen=True)
class Section:
    """A wave with its header, the first with the heads of the columns; the header is left out where there is no title."""

    entries: tuple[StepRow | Group, ...]
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
    refused = session().page(Plans).step_refused
    heads = (p.STEPS, p.GAIN_HEADS[goal], w.PERSON_DAYS_HEAD, w.LEAD_TIME, w.OWNER, w.DONE_BY)
    units = {"days": p.DAYS_UNIT, "leadDays": w.UNITS["days"], "points": p.GAIN_UNITS[goal]}
    data = {
        "kind": kind,
        "lang": LANGUAGES[visit.lang].tag,
        "label": visit.say(label),
        "words": {name: visit.say(text) for name, text in {**units, "question": p.TO_QUESTION, **words}.items()},
        "heads": [visit.say(head) for head in heads],
        "waves": [asdict(section) for section in sections],
        "more": more,
        "refused": refused and {"id": refused.field, "value": refused.value, "sentence": visit.say(refused.why)},
        "off": visit.looks_only,
    }
    draw(_component, f"plan-list-{kind}", packed(data), pressed(_DID, on_did))


CONFIRM_SHOWN, CONFIRM_FIRST, SHOWN, NAMED = 3, 10, 6, 3
"""How many lines to confirm, beside other work and alone, and how many improvements a wave shows before the rest folds; how many of those are named."""
WEEK, PROFILE = "week", "profile"
"""The first week; what leads to the profile."""


def sections(visit: Visit, plan: WorkPlan, missing: Sequence[MissingFact], off: Collection[str]) -> list[Section]:
    """The first week with what is worked on in it and the months after it, folded; without a schedule the waves.

    Missing facts come before all else. `off` is unticked in the what-if.
    """
    drawn = _Drawn(visit, plan, off)
    facts = [Section(tuple(_fact_rows(visit, missing)), visit.say(p.FILL_IN_FIRST))] if missing else []
    if not plan.periods:
        return facts + [
            Section(tuple(drawn.entries(wave.lines, f"{place}")), wave.title, wave.gain, wave.effort, wave.after)
            for place, wave in enumerate(plan.waves)
        ]
    week, *later = plan.periods
    confirm = [line for line in plan.lines if line.kind == "confirm"]
    entries = drawn.entries((*confirm, *week.lines), WEEK)
    folded = [drawn.period(period) for period in later]
    return [*facts, Section(tuple(entries), week.title, week.gain, week.effort, week.after), Section(tuple(folded))]


def _fact_rows(visit: Visit, missing: Sequence[MissingFact]) -> Iterator[StepRow]:
    """Each missing fact with what hangs on it; a press leads to the profile."""
    for one in missing:
        fact, count = visit.say(visit.rubric.facts[one.fact].text), len(one.questions)
        text = p.HANGS_ON_AND_MOVES if one.moves else p.HANGS_ON
        told = visit.say(text, fact=fact, count=count, points=point_words(one.moves or ZERO))
        yield StepRow(f"{PROFILE}/{one.fact}", "confirm", told, "", "—", "—", goes=True)


class _Drawn:
    """Lines as rows, and as groups with their totals."""

    def __init__(self, visit: Visit, plan: WorkPlan, off: Collection[str]) -> None:
        self._visit, self._off = visit, off
        self._at_stake = next((one.gain for one in plan.shares if one.kind == "confirm"), "")
        self._has_steps = any(line.step for line in plan.lines)

    def entries(self, lines: Sequence[WorkLine], place: str) -> Iterator[StepRow | Group]:
        """Failed gates, what is to be confirmed, evidence as one package for each owner, then the rest in working order."""
        visit, rest = self._visit, [line for line in lines if not line.gate or line.kind == "confirm"]
        confirm, proofs, improve = (
            [line for line in rest if line.kind == kind] for kind in ("confirm", "prove", "improve")
        )
        yield from self._rows(line for line in lines if line.gate and line.kind != "confirm")
        most = 0 if place == WEEK else CONFIRM_SHOWN if self._has_steps else CONFIRM_FIRST
        first = most if not most or len(confirm) > most + 1 else len(confirm)
        yield from self._rows(confirm[:first])
        text = p.THE_OTHER_QUESTIONS if first else p.TO_CONFIRM
        yield from self._fold(
            "confirm", visit.say(text, count=len(confirm) - first), confirm[first:], place, ticks=False
        )
        for number, owner in enumerate(sorted({line.owner for line in proofs})):
            own = [line for line in proofs if line.owner == owner]
            yield from self._fold(f"prove-{number}", package_title(owner, len(own), visit.lang), own, place)
        shown = improve if len(improve) <= SHOWN + 1 else improve[:SHOWN]
        yield from self._rows(shown)
        folded = improve[len(shown) :]
        yield from self._fold("rest", visit.say(p.THE_OTHERS, count=len(folded)), folded, place)

    def period(self, period: WaveLines) -> Group:
        """A later part of the schedule as one line: the person-days spent in it, and the scores at its end."""
        text = p.WORK_OF if period.lines else p.CARRIED_ON if period.effort != "0" else p.WAITED_FOR
        title = self._visit.say(text, when=period.title, count=len(period.lines))
        rows, ticks = tuple(self._rows(period.lines)), bool(period.lines)
        return Group(
            period.title, "improve", title, period.gain, period.effort, "", rows, ticks=ticks, after=period.after
        )

    def _rows(self, lines: Iterable[WorkLine]) -> Iterator[StepRow]:
        return (_row(self._visit, line, self._off) for line in lines)

    def _fold(
        self, name: str, title: str, lines: Sequence[WorkLine], place: str, ticks: bool = True
    ) -> Iterator[StepRow | Group]:
        """Several lines as one that unfolds, with their totals and the day on which all are done; one alone stands as it is."""
        if len(lines) < 2:
            yield from self._rows(lines)
            return
        some, days = totals(lines), sorted(line.day for line in lines if line.day)
        rows = tuple(self._rows(lines))
        gain = self._at_stake if name == "confirm" and place == WEEK else some.gain
        day, note = days[-1] if days else "", _named(self._visit, lines)
        yield Group(f"{name}-{place}", lines[0].kind, title, gain, some.effort, some.lead, rows, note, day, ticks)


def _named(visit: Visit, lines: Sequence[WorkLine]) -> str:
    """The first few by name: what is to be produced, or to be done; a list of questions would say little."""
    if lines[0].kind == "confirm":
        return ""
    names = [line.evidence[0] if line.kind == "prove" else line.title for line in lines[:NAMED]]
    named = LANGUAGES[visit.lang].semicolon.join(names)
    return visit.say(p.AND_SO_ON, names=named) if len(lines) > NAMED else named


def _row(visit: Visit, line: WorkLine, off: Collection[str]) -> StepRow:
    question, step = visit.rubric.by_id[line.question], line.step
    joint = LANGUAGES[visit.lang].semicolon
    marks = ((line.gate, "red", w.GATE), (line.quick, "jade", p.QUICK), (line.late, "gold", p.LATE))
    return StepRow(
        id=line.question,
        kind=line.kind,
        title=line.title,
        gain=line.gain,
        effort=line.effort,
        lead=line.lead,
        ticked=None if step is None else line.question not in off,
        goes=step is None,
        asked=line.asked,
        rise=line.rise,
        to_show=visit.say(p.EVIDENCE, evidence=joint.join(line.evidence)) if step and step.proves else "",
        law=joint.join(line.law),
        tags=tuple((colour, visit.say(text)) for marked, colour, text in marks if marked),
        owner=line.owner,
        day=line.day,
        due=visit.assessment.terms.due.get(line.question, ""),
        rungs=None if step is None else tuple(_rung(visit, line.question, one) for one in step.rungs),
        evidence=line.evidence if step else (),
        basis=() if step is None else tuple(citation_words(visit.rubric, one, visit.lang) for one in question.sources),
    )


def _rung(visit: Visit, question_id: str, rung: BankRung) -> Rung:
    advice, lead = visit.say(rung.advice), visit.say(w.DAYS, days=day_words(rung.lead_time))
    label = visit.say(p.EFFORT_OF, step=advice)
    return Rung(f"{question_id}/{rung.id}", advice, day_words(rung.effort), label, lead)
