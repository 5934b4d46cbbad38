"""The way of a press through the rooms of docs/architecture.md: few of them, and none calls one that is built on it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import ecq
from ecq.assessment.changes import begin
from ecq.web.interview import page
from tests.building import a_value
from tests.test_architecture import picture, room

ROOT = Path(ecq.__file__).parent.parent


def way() -> list[str]:
    """The rooms in the order in which a press enters them; `base`, which all are built on, is not counted."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    (drawn,) = re.findall(r"```way\n(.*?)```", text, re.DOTALL)
    return [line.split()[0] for line in drawn.splitlines()]


def room_of(frame: FrameType) -> str | None:
    path = Path(frame.f_code.co_filename)
    if (
        not path.is_relative_to(ROOT / "ecq") or path.name == "streamlit_internals.py"
    ):  # stands in for parts of Streamlit
        return None
    return room(".".join(path.relative_to(ROOT).with_suffix("").parts))


def caller_of(frame: FrameType) -> FrameType | None:
    """The nearest caller that is ECQ's own; what is handed to `base` to be called there is called by who handed it."""
    back = frame.f_back
    while back is not None and room_of(back) in (None, "base"):
        back = back.f_back
    return back


@pytest.mark.parametrize(
    "press",
    [
        {"do": "unsure"},
        {"do": "skip"},
        {"do": "back"},
        {"do": "clear"},
        {"do": "note"},
        {"do": "answer"},
        {"do": "typed", "value": "不清楚"},
    ],
    ids=lambda press: press["do"],
)
def test_a_press_goes_through_eight_rooms_and_never_climbs_back(walk, store, shipped, monkeypatch, press):
    row_of = {name: number for number, row in enumerate(picture()) for name in row}
    walker = walk(store.add(begin(shipped)).id, "zh", "interview").send({"do": "unsure"})
    question = shipped.by_id[str(walker.at)]
    entered: list[str] = []
    climbs: set[str] = set()

    def look(frame: FrameType, event: str, _arg: object) -> None:
        here = room_of(frame) if event == "call" else None
        caller = caller_of(frame) if here else None
        there = room_of(caller) if caller else None
        if here in (None, "base") or there is None or caller is None:
            return
        if here not in entered:
            entered.append(here)
        if row_of[here] > row_of[there]:
            climbs.add(f"{caller.f_code.co_qualname} in {there} calls {frame.f_code.co_qualname} in {here}")

    take = page.take_press

    def watched(*given: Any) -> bool:
        if given[1] is None:
            return take(*given)
        sys.setprofile(look)
        try:
            return take(*given)
        finally:
            sys.setprofile(None)

    monkeypatch.setattr(page, "take_press", watched)
    walker.send(press if press["do"] != "answer" else {**press, "value": a_value(question, 1)})
    assert not climbs, climbs
    assert set(entered) <= {*way()}, "docs/architecture.md says the way"
    if press["do"] == "answer":
        assert entered == way()
        assert len(way()) <= 8
        assert walker.at != question.id
