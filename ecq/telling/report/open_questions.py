"""Lists of what is unsure, still open, or set aside with its reason. Computes no score."""

from __future__ import annotations

from collections.abc import Iterator

from ecq.base.language import words
from ecq.document.blocks import Block, Chapter, Column, Paragraph, Row, Section, Table, cell
from ecq.scoring.scorecard import QuestionScore
from ecq.telling.report import words as r
from ecq.telling.report.claims import open_claim
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import node_title, point_words, reason_words, value_words


def open_part(view: View) -> Iterator[Block]:
    """Unsure questions with their tentative answers, open questions by indicator, and what was set aside with its reason."""
    ordered = [view.card.questions[question] for question in view.rubric.order]
    unsure = [_row(view, one, _tentative(view, one)) for one in ordered if one.state == "unsure"]
    aside = [_row(view, one, _reason(view, one)) for one in ordered if one.state == "na"]
    lists = (
        (w.UNSURE, w.QUESTION, w.ANSWER, unsure),
        (r.OPEN_LIST, w.INDICATOR, w.HOW_MANY, list(_by_indicator(view))),
        (r.ASIDE_LIST, w.QUESTION, r.REASON, aside),
    )
    some = [one for one in lists if one[-1]]
    yield Chapter(words(r.PENDING, view.lang), open_claim(view))
    yield Paragraph(words(r.PENDING_LEAD if some else r.NOTHING_PENDING, view.lang))
    for title, first, second, rows in some:
        yield Section(words(title, view.lang))
        yield Table(
            (
                Column(words(first, view.lang), 49),
                Column(words(second, view.lang), 40, tone="muted"),
                Column(words(w.WORTH, view.lang), 11, right=True),
            ),
            tuple(rows),
        )


def _row(view: View, one: QuestionScore, remark: str) -> Row:
    points = point_words(one.points) if one.counts else "—"
    return Row((cell(words(view.rubric.by_id[one.id].text, view.lang)), cell(remark), cell(points)))


def _tentative(view: View, one: QuestionScore) -> str:
    answer = value_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang)
    return view.say(w.TENTATIVE, answer=answer) if answer else "—"


def _reason(view: View, one: QuestionScore) -> str:
    return reason_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang)


def _by_indicator(view: View) -> Iterator[Row]:
    """Open questions by indicator: in an early self-check there are too many to name each."""
    for leaf in view.rubric.leaves:
        scored = [view.card.questions[placed.question] for placed in leaf.questions]
        waiting = [one for one in scored if one.state in ("unanswered", "undecided")]
        if waiting:
            points = sum((one.points for one in waiting), start=waiting[0].points * 0)
            count = view.say(r.OPEN_OF, count=len(waiting), all=sum(one.state != "hidden" for one in scored))
            yield Row((cell(node_title(leaf, view.lang)), cell(count), cell(point_words(points))))
