"""Sections of the report on the page: gates, gaps, how sure the grade is, editions. Only what is folded is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise

import streamlit as st

from ecq.document.blocks import Block, Card, Chapter, Section
from ecq.exchange import rubric_catalogue
from ecq.planning import na_refused
from ecq.telling.portfolio.peers import Peers
from ecq.telling.report.cover import View
from ecq.telling.report.sections import Sections
from ecq.telling.report.shown import SectionId
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.web.html.parts import block, card
from ecq.web.results.peers import peers_here
from ecq.web.session.clock import today
from ecq.web.session.plan_cache import planned
from ecq.web.session.visit import Visit
from ecq.writers.html.blocks import html

GAPS_SHOWN = 12


def draw_gates(visit: Visit) -> None:
    """Failed gates first, then open ones, each with answer, law and next step; those passed folded."""
    told, passed = _told(visit), len(visit.card.gates_in("passed"))
    st.html(block(_titled(told("gates")) + _folded(visit.say(w.GATES_PASSED, count=passed), told("passed"))))


def draw_gaps(visit: Visit) -> None:
    """Questions with most to gain, each with its next step; what is cheapest altogether is on the plan page."""
    gaps = _told(visit)("gaps")
    first, rest = _up_to(gaps, GAPS_SHOWN)
    st.html(block(_titled(first) + _folded(visit.say(wr.MORE_REASONS, count=len(rest)), rest)))


def draw_sureness(visit: Visit) -> None:
    """The peers, where there are enough; how far weights may move, which answers carry the grade, what refused not-applicables would cost: a fold each."""
    sections = _told(visit, peers_here(visit))
    if peers := sections("peers"):
        st.html(block(card(html(peers))))
    told = sections("sureness")
    places = [place for place, one in enumerate(told) if isinstance(one, Section)]
    folds = ""
    for place, end in pairwise((*places, len(told))):
        heading = told[place]
        assert isinstance(heading, Section)
        folds += _folded(heading.title, told[place + 1 : end], unfolded=place == places[0])
    if folds:
        st.html(block(card(html(told[: places[0]]) + folds)))


def draw_editions(visit: Visit) -> None:
    """The same answers under every edition, where there are several."""
    if told := _told(visit)("editions"):
        st.html(block(card(html(told))))


def _told(visit: Visit, peers: Peers | None = None) -> Callable[[SectionId], tuple[Block, ...]]:
    plans = planned(visit)
    refused = na_refused(visit.rubric, plans.assessment)
    view = View(visit.rubric, visit.assessment, visit.card, visit.verdict, visit.lang, (plans.to_target,), refused)
    sections = Sections(view, "full", today(), (), rubric_catalogue.rubrics(), peers=peers, on_screen=True)
    return lambda wanted: tuple(sections.blocks(wanted))


def _titled(told: Sequence[Block]) -> str:
    """What introduces a section as a card, its own cards below."""
    head = [one for one in told if not isinstance(one, Card)]
    return card(html(head)) + html(one for one in told if isinstance(one, Card))


def _up_to(told: Sequence[Block], count: int) -> tuple[Sequence[Block], Sequence[Block]]:
    """The blocks with the first cards, and the cards left."""
    cards = [one for one in told if isinstance(one, Card)]
    left = cards[count:]
    return [one for one in told if one not in left], left


def _folded(title: str, told: Iterable[Block], unfolded: bool = False) -> str:
    """Blocks to be unfolded; nothing where there are none."""
    inside = html(one for one in told if not isinstance(one, Chapter))
    if not inside:
        return ""
    return (
        f'<details class="ecq-more"{" open" if unfolded else ""}><summary>{escape(title)}</summary>{inside}</details>'
    )
