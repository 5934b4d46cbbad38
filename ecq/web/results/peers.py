"""Whom the present self-check is compared with: those like it on the visitor's list."""

from __future__ import annotations

from ecq.telling.portfolio.peers import Peers, peers_of
from ecq.telling.portfolio.shelves import in_hand
from ecq.telling.portfolio.summary import summary
from ecq.web.session.visit import Visit
from ecq.web.session.whose_list import listed


def peers_here(visit: Visit) -> Peers | None:
    """The peers of the present self-check; None where there are too few, or it is not kept."""
    if visit.stored is None:
        return None
    rows = [row for row in in_hand(listed(0)) if row.rubric == visit.rubric.id and row.id != visit.stored.id]
    others = (row.summary for row in rows if row.summary and row.scored and not row.listed.demo)
    return peers_of(summary(visit.rubric, visit.assessment), others)
