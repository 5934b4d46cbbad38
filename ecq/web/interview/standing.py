"""The score beside the interview, always in view: interval, grade, evidence, gates, dimensions, progress, time left.

Only what there is something to say of: the score begins with the first few answers (`Visit.score_tells`).
"""

from __future__ import annotations

from html import escape
from typing import Any

from ecq.interview import words as words_of
from ecq.telling.plan.sentences import certainty_words
from ecq.telling.text import words as w
from ecq.telling.text.sentences import grade_words, interval_words, score_words
from ecq.web.frame import words as access
from ecq.web.html.parts import dimensions_card, evidence_card, gates_card, progress_card, score_card
from ecq.web.session.course import time_left
from ecq.web.session.visit import FIRST_ANSWERS, Visit


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


def told_of_standing(visit: Visit, at: str | None) -> dict[str, Any]:
    """The lines for a narrow screen, the standing as a sentence, and the cards, each told by itself.

    The browser draws them at the right of a wide screen, and folded under the lines atop a narrow one.
    """
    progress, card, target = visit.interview.progress, visit.card, visit.verdict.target
    left = visit.interview.left
    minutes, time = time_left(visit, left) if left else ("", "")
    further = [_waiting(visit), time]
    if not visit.score_tells:
        further += [visit.say(w.SCORE_BEGINS, count=FIRST_ANSWERS), certainty_line(visit)]
    cards = {}
    if visit.score_tells:
        cards["score"] = score_card(visit.rubric, card, target, visit.lang, certainty_line(visit))
    cards["progress"] = progress_card(
        progress.settled, progress.asked, progress.unsure, visit.lang, visit.quick, [line for line in further if line]
    )
    if visit.score_tells or card.gates_in("failed"):
        cards["gates"] = gates_card(card, visit.lang)
    if visit.score_tells:
        cards["evidence"] = evidence_card(card, visit.lang)
        cards["dimensions"] = dimensions_card(visit.rubric, card, target, visit.lang)
    told: dict[str, Any] = {"card " + name: html for name, html in cards.items()}
    return told | {"cards": list(cards), "standing": {"lines": _lines(visit, at, minutes), "said": _said(visit)}}


def _said(visit: Visit) -> str:
    """The standing as a sentence for screen readers."""
    score, grade, progress = visit.card.score, visit.card.grade, visit.interview.progress
    if not visit.score_tells:
        return visit.say(access.PROGRESS_NOW, settled=progress.settled, asked=progress.asked)
    low, high = visit.words(grade.low.title), visit.words(grade.high.title)
    stands = visit.say(w.GRADE_SETTLED, grade=low) if grade.settled else visit.say(w.GRADE_BETWEEN, low=low, high=high)
    return visit.say(access.SCORE_NOW, low=score_words(score.low), high=score_words(score.high), grade=stands)


def _waiting(visit: Visit) -> str:
    """How many answered questions only the profile can let count; nothing where there is none."""
    waiting = visit.interview.progress.waiting
    return visit.say(w.WAITING, count=waiting) if waiting else ""


def _lines(visit: Visit, at: str | None, minutes: str) -> str:
    """Where one is and what is left (on a phone that stands in the bar at the top), then the score and what failed.

    The browser fills the bar from the one on the score's card.
    """
    progress, card = visit.interview.progress, visit.card
    where = visit.say(access.PAGES["interview"])
    if at is not None:
        position = visit.interview.position(at)
        title = escape(visit.words(visit.rubric.nodes[position.indicator].title))
        where = f"<span>{title}</span> {position.place} / {position.of}"
    left = " · ".join(part for part in (f"{progress.settled} / {progress.asked}", minutes or _waiting(visit)) if part)
    if visit.score_tells:
        grade = grade_words(card.grade, visit.lang)
        line = f'<b class="num">{interval_words(card.score.low, card.score.high)}</b> {escape(grade)}'
    else:
        line = escape(visit.say(w.SCORE_BEGINS, count=FIRST_ANSWERS))
    failed = len(card.gates_in("failed"))
    red = f'<small class="ecq-failed">{escape(visit.say(w.GATES_FAILED, count=failed))}</small>' if failed else ""
    return (
        f'<span class="ecq-where"><b>{where}</b><small class="num">{escape(left)}</small></span>'
        f'<div class="ecq-bar thin"></div><span class="ecq-apart"><small>{line}</small>{red}</span>'
    )
