"""The chosen route on the interview page: its line above the question."""

from __future__ import annotations

from html import escape

from ecq.interview import words as words_of
from ecq.telling.plan.certainty_sentence import certainty_words
from ecq.web.session.visit import Visit


def route_html(visit: Visit) -> str:
    """The route's name and how many questions are left on it; nothing for the usual order, by chapter."""
    interview = visit.interview
    if interview.route.id == "chapter":
        return ""
    left = visit.say(words_of.LEFT, count=len(interview.ahead))
    line = f"{visit.say(words_of.TITLES[interview.route.id])} · {left}"
    return f'<div class="ecq-route"><small>{escape(line)}</small>{_certainty_html(visit)}</div>'


def _certainty_html(visit: Visit) -> str:
    """The line on certainty for a narrow screen; a wide one has it beside the score."""
    line = certainty_line(visit)
    return f'<small class="ecq-narrow">{escape(line)}</small>' if line else ""


def certainty_line(visit: Visit) -> str:
    """How many more answers settle the grade; only on the route by certainty."""
    if visit.interview.route.id != "certainty":
        return ""
    return certainty_words(visit.certainty, visit.card, visit.lang)


def at_the_end(visit: Visit) -> bool:
    """Whether the route has an end screen of its own, apart from that of the interview."""
    return visit.interview.route.id in words_of.EMPTY
