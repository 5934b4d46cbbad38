"""How a window keeps its presses: what it has seen, what waits while it cannot be saved, what clashed with another window.

Knows session state and the store. Must not know questions, nor how any of it is drawn. Answers that were saved live in
the store only; here is what is not there yet.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ecq.assessment.model import Assessment
from ecq.errors import StoreError
from ecq.history.journal import (
    ClashError,
    Entry,
    Path,
    in_effect,
)
from ecq.store.protocol import Kept, Store

How = Callable[[Assessment], Assessment]


@dataclass(frozen=True)
class Seen:
    """What this window knows of an assessment: the revision it first found, the one its page was drawn from, its own since."""

    assessment_id: str
    first: int
    drawn: int
    own: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Waiting:
    """A change that could not be saved: what to do, seen from which revision, and why not."""

    assessment_id: str
    how: How
    seen: int | None
    error: StoreError


def window() -> str:
    """A name for this window, made once: tells its own entries from others', and says nothing about anybody."""
    if "window" not in st.session_state:
        st.session_state["window"] = secrets.token_urlsafe(6)
    return str(st.session_state["window"])


# -- what has been seen


def seen(assessment_id: str) -> Seen | None:
    """What this window has seen of an assessment; None before its first page of it was drawn."""
    held: Seen | None = st.session_state.get("seen")
    return held if held is not None and held.assessment_id == assessment_id else None


def page_drawn(kept: Kept | None) -> None:
    """Note that a page has been drawn to its end from this state."""
    if kept is not None:
        held = seen(kept.id)
        first = held.first if held else kept.revision
        own = frozenset(r for r in held.own if r > kept.revision) if held else frozenset()
        st.session_state["seen"] = Seen(kept.id, first, kept.revision, own)


def is_mine(assessment_id: str) -> Callable[[Entry], bool]:
    """Whether a step is this window's to take back: its own, or older than its visit."""
    held, tag = seen(assessment_id), window()
    return lambda entry: entry.by == tag or held is None or entry.revision <= held.first


def news(store: Store, kept: Kept) -> tuple[Entry, ...]:
    """What other windows changed since this page was last drawn, newest first. Asks the store only if there is any."""
    held = seen(kept.id)
    if held is None or kept.revision - held.drawn <= len(held.own):
        return ()
    missed = store.entries(kept.id, since=held.drawn)
    return in_effect([entry for entry in missed if entry.by != window()])


# -- keeping a press


def keep(store: Store, assessment_id: str, how: How, reverses: Entry | None = None) -> Kept | None:
    """Save what waits, then this change. Raises StoreError, and ClashError where it would overwrite another window's.

    A change that cannot be saved waits; undo and redo do not, since nothing said would be lost with them.
    """
    drawn = _drawn(assessment_id)
    try:
        _save_waiting(store)
        kept = store.change(assessment_id, how, by=window(), seen=drawn, reverses=reverses)
    except StoreError as error:
        if reverses is None:
            hold(Waiting(assessment_id, how, drawn, error))
        raise
    _own(kept)
    return kept


def _own(kept: Kept | None) -> None:
    held = seen(kept.id) if kept else None
    if kept and held and kept.revision > held.drawn:
        own = held.own | {kept.revision}
        st.session_state["seen"] = Seen(held.assessment_id, held.first, held.drawn, own)


def waiting(assessment_id: str) -> tuple[Waiting, ...]:
    """What waits to be saved for an assessment, in the order it was pressed."""
    return tuple(one for one in st.session_state.get("waiting", ()) if one.assessment_id == assessment_id)


def hold(one: Waiting) -> None:
    """Let a change wait."""
    st.session_state["waiting"] = (*st.session_state.get("waiting", ()), one)


def _save_waiting(store: Store) -> None:
    """Save what waits, in order. Raises StoreError at the first that still cannot be saved; the rest goes on waiting."""
    while queue := st.session_state.get("waiting", ()):
        first = queue[0]
        try:
            _own(store.change(first.assessment_id, first.how, by=window(), seen=first.seen))
        except ClashError as clash:
            clashed(first.assessment_id, clash)
        st.session_state["waiting"] = queue[1:]


# -- what clashed


@dataclass(frozen=True)
class Clashed:
    """A change that would have overwritten another window's, held until the visitor says which one holds."""

    assessment_id: str
    clash: ClashError
    seen: int | None

    @property
    def keys(self) -> set[Path | None]:
        """What it is about."""
        return {change.key for change in self.clash.mine} - {None}


def clashed(assessment_id: str, clash: ClashError) -> None:
    """Hold a clash. What was held on the same thing before gives way: this is what the visitor said last."""
    fresh = Clashed(assessment_id, clash, _drawn(assessment_id))
    held: tuple[Clashed, ...] = st.session_state.get("clashes", ())
    others = (one for one in held if one.assessment_id != assessment_id or not one.keys <= fresh.keys)
    st.session_state["clashes"] = (*others, fresh)


def clash_of(assessment_id: str) -> ClashError | None:
    """The first clash waiting for a word about it."""
    held: tuple[Clashed, ...] = st.session_state.get("clashes", ())
    return next((one.clash for one in held if one.assessment_id == assessment_id), None)


def settle(clash: ClashError) -> None:
    """Let go of a clash."""
    held: tuple[Clashed, ...] = st.session_state.get("clashes", ())
    st.session_state["clashes"] = tuple(one for one in held if one.clash is not clash)


def _drawn(assessment_id: str) -> int | None:
    """The revision that a press was made upon. While a clash waits for a word it is the one of before it: a second press
    on the same thing, made before the question about the first was read, must not answer that question."""
    seen_then = [one.seen for one in st.session_state.get("clashes", ()) if one.assessment_id == assessment_id]
    held = seen(assessment_id)
    known = [one for one in (*seen_then, held.drawn if held else None) if one is not None]
    return min(known, default=None)
