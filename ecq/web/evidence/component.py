"""The list of evidence by question, to tick, edit, add and remove; used in the interview and on the evidence page.

One component instead of some ten Streamlit elements a piece (docs/decisions/0007). What the browser sends is validated
before it changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import streamlit as st
from pydantic import Field, StringConstraints, TypeAdapter

from ecq.assessment.evidence import Details, Said, add_evidence, drop_evidence, edit_evidence
from ecq.assessment.model import Assessment, Evidence
from ecq.base.frozen import Frozen
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import BinderQuestion, Proof, ProofState, Show
from ecq.telling.text import words as w
from ecq.telling.text.sentences import point_words
from ecq.web.html.components import packed, read_sent, sent_by
from ecq.web.session.outcome import Done, Refused
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit, change

_TONES: dict[ProofState, str] = {"in-hand": "jade", "to-obtain": "gold", "overdue": "red"}
_REMEMBERED = 20
_DUE_SHOWN = 8

_component = st.components.v2.component(
    "ecq_evidence",
    html='<div class="ecq ecq-ev"></div>',
    js=Path(__file__).with_name("component.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # in a shadow, Streamlit's key shortcuts would not see that someone types
)


@dataclass
class EvidenceList(PageState):
    """What the list keeps."""

    turn: Mapping[str, Any] | None = None
    """The result of the last press, for the component."""
    handled: tuple[str, ...] = ()
    """The marks of presses that were done already."""
    act: str | None = None
    """The press whose callback ran last."""


class _Act(Frozen):
    """An action sent by the browser. `mark` identifies the press, so that a double click counts once."""

    do: Literal["add", "edit", "drop", "go"]
    question: str
    mark: Annotated[str, StringConstraints(max_length=40)] = ""
    index: int = 0
    seen: Evidence | None = None
    said: Said = Field(default_factory=Said)


_ACT = TypeAdapter(_Act)


def draw_list(
    visit: Visit,
    groups: Sequence[tuple[str, str, Sequence[BinderQuestion]]],
    key: str,
    *,
    empty: str = "",
    show: Show = "all",
    due: Sequence[tuple[BinderQuestion, Proof]] = (),
    form_open_for: str | None = None,
    on_go: Callable[[str], None] | None = None,
) -> None:
    """Draw evidence in groups of (title, count, questions); `on_go(question id)` is called to show a question.

    Groups are folded where nothing is to be obtained, unless the list is narrowed by `show`. `due` are pieces to obtain, in the order of their days: the first stand above the groups and lead to their place.
    With `form_open_for` the list is that question's alone, without a heading and with the form for a new piece open.
    Who may only look gets no forms, and ticks that are off.
    """
    unfolded = None if any(_waits(questions) for _, _, questions in groups) else 0
    data = {
        "words": _words(visit),
        "turn": session().page(EvidenceList).turn,
        "open": form_open_for,
        "off": visit.looks_only,
        "owners": _known(visit, "owner"),
        "places": _known(visit, "place"),
        "empty": empty,
        "show": show,
        "due": [_due(visit, question, proof) for question, proof in due[:_DUE_SHOWN]],
        "dueMore": visit.say(e.DUE_MORE, count=len(due) - _DUE_SHOWN) if len(due) > _DUE_SHOWN else "",
        "groups": [
            {
                "title": title,
                "count": count,
                "unfolded": show != "all" or number == unfolded or _waits(questions),
                "questions": [_question(visit, one, bare=form_open_for is not None) for one in questions],
            }
            for number, (title, count, questions) in enumerate(groups)
        ],
    }

    def pressed() -> None:
        act = session().page(EvidenceList).act = sent_by(key, "act")
        _take(visit, act, on_go)

    result = _component(key=key, data=packed(data), on_act_change=pressed)
    # Pressed on a page left open over a restart, the callback is not called, since the session is new.
    act = result.get("act")
    here = session().page(EvidenceList)
    if act and here.act != act:
        here.act = act
        _take(visit, act, on_go)
        st.rerun()


def _take(visit: Visit, sent: str | None, on_go: Callable[[str], None] | None) -> None:
    """Carry out an action, unless it was done already."""
    act = read_sent(_ACT, sent) if sent else None
    if act is None:
        return
    if act.do == "go":
        if on_go is not None:
            on_go(act.question)
        return
    here = session().page(EvidenceList)
    if act.mark in here.handled:
        return
    outcome = change(lambda assessment, rubric, at: _changed(assessment, rubric, at, act))
    if isinstance(outcome, Done):
        here.handled = (*here.handled, act.mark)[-_REMEMBERED:]
    here.turn = {
        "count": here.turn["count"] + 1 if here.turn else 1,
        "mark": act.mark,
        "question": act.question,
        "sentence": visit.words(outcome.why) if isinstance(outcome, Refused) else "",
    }


def _changed(assessment: Assessment, rubric: Rubric, at: str, act: _Act) -> Assessment | Invalid:
    question = rubric.by_id.get(act.question)
    if question is None:
        return assessment
    if act.do == "drop":
        return drop_evidence(assessment, question, act.index, at, seen=act.seen)
    if act.do == "edit":
        return edit_evidence(
            assessment,
            question,
            act.index,
            at,
            seen=act.seen,
            **act.said,
        )
    details = cast(Details, {name: value for name, value in act.said.items() if name not in ("text", "in_hand")})
    return add_evidence(assessment, question, act.said.get("text", ""), act.said.get("in_hand", True), at, **details)


def _question(visit: Visit, question: BinderQuestion, bare: bool) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": "" if bare else question.text,
        "tags": [] if bare else _tags(visit, question),
        "note": _note(visit, question),
        "items": [_piece(visit, proof) for proof in question.proofs],
        "asked": list(question.asked_for),
    }


def _tags(visit: Visit, question: BinderQuestion) -> list[tuple[str, str]]:
    tags = [("red", visit.say(e.GATE))] if question.gate else []
    return tags if question.state == "answered" else [*tags, ("plain", visit.say(w.STATES[question.state]))]


def _note(visit: Visit, question: BinderQuestion) -> str:
    return visit.say(e.AT_RISK, points=point_words(question.at_risk)) if question.at_risk else ""


def _piece(visit: Visit, proof: Proof) -> dict[str, Any]:
    due = proof.item.due
    return {
        "index": proof.index,
        "seen": proof.item.model_dump(),
        "state": proof.state,
        "stateWord": visit.say(e.PROOF_STATES[proof.state]),
        "tone": _TONES[proof.state],
        "due": visit.say(e.DUE_ON, day=due) if due and not proof.item.in_hand else "",
    }


def _waits(questions: Iterable[BinderQuestion]) -> bool:
    """Whether something is still to be obtained; such groups are unfolded, or else the first."""
    return any(proof.state != "in-hand" for one in questions for proof in one.proofs)


def _due(visit: Visit, question: BinderQuestion, proof: Proof) -> dict[str, str]:
    return {
        "piece": f"{question.id}-{proof.index}",
        "day": proof.item.due or "",
        "text": proof.item.text,
        "question": question.text,
        "owner": proof.item.owner,
        "stateWord": visit.say(e.PROOF_STATES[proof.state]),
        "tone": _TONES[proof.state],
    }


def _known(visit: Visit, field: str) -> list[str]:
    """Owners or places named anywhere in the assessment, offered while typing."""
    responses = visit.assessment.responses.values()
    return sorted({getattr(item, field) for response in responses for item in response.evidence} - {""})


def _words(visit: Visit) -> dict[str, str]:
    texts = {
        "what": e.WHAT,
        "where": e.WHERE,
        "byWhom": e.BY_WHOM,
        "until": e.UNTIL,
        "inHand": e.IN_HAND,
        "wanted": e.PROOF_STATES["to-obtain"],
        "edit": e.EDIT,
        "remove": e.REMOVE,
        "save": w.SAVE,
        "cancel": w.CANCEL,
        "add": e.ADD,
        "addThis": e.ADD_THIS,
        "go": e.TO_QUESTION,
        "asked": e.ASKED_FOR,
        "alsoAsked": e.ALSO_ASKED_FOR,
        "dueFirst": e.DUE_FIRST,
        "search": e.SEARCH,
        "nothing": e.FOUND_NOTHING,
    }
    # The browser counts what it finds and puts the number in.
    return {name: visit.say(text) for name, text in texts.items()} | {"found": visit.say(e.FOUND, count="{count}")}
