"""Lists of what is unsure, still open, or set aside with its reason. Computes no score."""

from __future__ import annotations

from collections.abc import Iterable

from ecq.language import Text, words
from ecq.report import words as r
from ecq.report.content.cover import View
from ecq.report.model import OpenList, OpenPart, OpenRow
from ecq.scoring.scorecard import QuestionScore
from ecq.text import words as w
from ecq.text.sentences import node_title, point_words, reason_words, value_words


def open_part(view: View) -> OpenPart:
    """Unsure questions with their tentative answers, open questions by indicator, and what was set aside with its reason."""
    asked = view.card.questions
    ordered = [asked[question] for question in view.rubric.order]
    unsure = [one for one in ordered if one.state == "unsure"]
    aside = [one for one in ordered if one.state == "na"]
    lists = (
        _list(view, (w.UNSURE, r.NO_UNSURE, w.ANSWER), (_row(view, one, _tentative(view, one)) for one in unsure)),
        _list(view, (r.OPEN_LIST, r.NO_OPEN, r.HOW_MANY), _by_indicator(view)),
        _list(view, (r.ASIDE_LIST, r.NO_ASIDE, r.REASON), (_row(view, one, _reason(view, one)) for one in aside)),
    )
    some = tuple(one for one in lists if one.rows)
    lead = words(r.PENDING_LEAD if some else r.NOTHING_PENDING, view.lang)
    return OpenPart(title=words(r.PENDING, view.lang), lead=lead, lists=some)


def _list(view: View, texts: tuple[Text, Text, Text], rows: Iterable[OpenRow]) -> OpenList:
    title, none, head = texts
    listed = tuple(rows)
    first = w.INDICATOR if title is r.OPEN_LIST else w.QUESTION
    return OpenList(
        title=words(title, view.lang),
        none="" if listed else words(none, view.lang),
        heads=tuple(words(one, view.lang) for one in (first, head, w.WORTH)),
        rows=listed,
    )


def _row(view: View, one: QuestionScore, remark: str) -> OpenRow:
    points = point_words(one.points) if one.counts else "—"
    return OpenRow(words(view.rubric.by_id[one.id].text, view.lang), remark, points)


def _tentative(view: View, one: QuestionScore) -> str:
    answer = value_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang)
    return view.say(w.TENTATIVE, answer=answer) if answer else "—"


def _reason(view: View, one: QuestionScore) -> str:
    return reason_words(view.rubric.by_id[one.id], view.assessment.response(one.id), view.lang)


def _by_indicator(view: View) -> Iterable[OpenRow]:
    """Open questions by indicator: in an early self-check there are too many to name each."""
    for leaf in view.rubric.leaves:
        scored = [view.card.questions[placed.question] for placed in leaf.questions]
        waiting = [one for one in scored if one.state in ("unanswered", "undecided")]
        if waiting:
            points = sum((one.points for one in waiting), start=waiting[0].points * 0)
            count = view.say(r.OPEN_OF, count=len(waiting), all=sum(one.state != "hidden" for one in scored))
            yield OpenRow(node_title(leaf, view.lang), count, point_words(points))
