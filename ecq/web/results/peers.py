"""Whom the present self-check is compared with: those like it on the visitor's list."""

from __future__ import annotations

import streamlit as st

from ecq.telling.portfolio.peers import Peers, peers_of
from ecq.telling.portfolio.shelves import in_hand, scored
from ecq.telling.portfolio.summary import Summary, summary
from ecq.telling.report.cover import View
from ecq.telling.report.peers import peers_part
from ecq.web.html.parts import block, card
from ecq.web.session.visit import Visit
from ecq.web.session.whose_list import listed
from ecq.writers.html.blocks import html


def peers_here(visit: Visit) -> Peers | None:
    """The peers of the present self-check; None where there are too few, or it is not kept."""
    if visit.stored is None:
        return None
    rows = [row for row in in_hand(listed(0)) if scored(row) and not row.demo and row.id != visit.stored.id]
    same = [row.summary for row in rows if row.summary.get("rubric") == visit.rubric.id]
    others = (Summary.model_validate({name: one[name] for name in Summary.model_fields}) for one in same)
    return peers_of(summary(visit.rubric, visit.assessment), others)


def draw_peers(visit: Visit) -> None:
    """Draw score and dimensions beside the quartiles of the peers, where there are enough of them."""
    view = View(visit.rubric, visit.assessment, visit.card, visit.verdict, visit.lang)
    if told := tuple(peers_part(view, peers_here(visit))):
        st.html(block(card(html(told))))
