"""The overview's list as HTML: dimensions, indicators that unfold, a line for each question.

Every text from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from ecq.base.language import LANGUAGES
from ecq.interview import words as conversation_words
from ecq.telling.overview import words as wo
from ecq.telling.overview.rows import Excluded, Hit, Row, RowState, Tally, tally
from ecq.telling.plan import words as plan_words
from ecq.telling.text import words as w
from ecq.telling.text.reactions import Press, reaction
from ecq.telling.text.sentences import answer_words, fact_words, interval_words, point_words, reason_words, value_words
from ecq.web.html.parts import GATE_TAGS
from ecq.web.session.visit import Visit
from ecq.writers.html.blocks import share_bar, tag

_ACTIONS = {"open": w.ANSWER, "unsure": plan_words.KINDS["confirm"]}
_STATE_TAGS: Mapping[RowState, str] = {
    "open": "plain",
    "unsure": "gold",
    "na": "plain",
    "answered": "done",
    "waiting": "plain",
}
_LONGEST_ANSWER = 600


@dataclass(frozen=True)
class Shown:
    """What is shown beside the rows: search hits, the question just changed and the effect, open folds, the links' address."""

    hits: Mapping[str, Hit] = field(default_factory=dict)
    changed: str | None = None
    press: Press | None = None
    place: str | None = None
    unfolded: bool = False
    address: Mapping[str, str] = field(default_factory=dict)


def list_html(visit: Visit, everything: Sequence[Row], rows: Sequence[Row], shown: Shown) -> str:
    """The rows under their dimensions and indicators, in the rubric's order.

    `everything` are all rows asked: scores and counts are those of the whole indicator, also where only some rows are shown.
    """
    place = visit.rubric.place
    whole = _by_indicator(visit, everything)
    parts: dict[str, str] = {}
    for leaf, inside in _by_indicator(visit, rows).items():
        dimension = place[inside[0].id][0]
        dimension_html = parts.get(dimension) or _dimension(
            visit, dimension, [row for row in everything if place[row.id][0] == dimension]
        )
        parts[dimension] = dimension_html + _indicator(visit, leaf, tally(whole[leaf]), inside, shown)
    return "".join(f'<section class="ecq-dimension">{inside}</section>' for inside in parts.values())


def _by_indicator(visit: Visit, rows: Sequence[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(visit.rubric.place[row.id][1], []).append(row)
    return groups


def _dimension(visit: Visit, node_id: str, rows: Sequence[Row]) -> str:
    title = escape(visit.words(visit.rubric.nodes[node_id].title))
    return f'<div class="ecq-dimension-head"><h2>{title}</h2>{_standing(visit, node_id, tally(rows))}</div>'


def _indicator(visit: Visit, node_id: str, counted: Tally, rows: Sequence[Row], shown: Shown) -> str:
    title = escape(visit.words(visit.rubric.nodes[node_id].title))
    unfolded = shown.unfolded or any(row.id == shown.place for row in rows)
    lines = "".join(_line(visit, row, shown) for row in rows)
    return (
        f'<details class="ecq-indicator" data-fold="{escape(node_id)}"{" open" if unfolded else ""}>'
        f"<summary><h3>{title}</h3>{_standing(visit, node_id, counted)}"
        f"<span>{_tags(visit, counted)}</span></summary><ul>{lines}</ul></details>"
    )


def _standing(visit: Visit, node_id: str, counted: Tally) -> str:
    """Share of full marks as a bar and in figures, where there is something to say; how many of its questions are settled."""
    node = visit.card.nodes[node_id]
    settled = visit.say(wo.SETTLED, settled=counted.settled, asked=counted.asked)
    if node.share is None:
        return f'<span class="ecq-standing num">{escape(visit.say(wo.NO_STANDING))}</span><span class="num">{escape(settled)}</span>'
    if node.share.low == 0 and node.share.high == 100:  # nothing there to say anything with yet
        return f'<span class="ecq-standing"></span><span class="num">{escape(settled)}</span>'
    standing = visit.say(wo.STANDING, share=interval_words(node.share.low, node.share.high))
    return (
        f'<span class="ecq-standing">{share_bar(node, visit.verdict.target)}'
        f'<span class="num">{escape(standing)}</span></span><span class="num">{escape(settled)}</span>'
    )


def _tags(visit: Visit, counted: Tally) -> str:
    """Tags of an indicator: unsure questions, gates that fail or are open; gates passed where none is left."""
    tags = []
    if counted.states["unsure"]:
        tags.append(tag("gold", f"{visit.say(wo.SHOWS['unsure'])} {counted.states['unsure']}"))
    if counted.gates["failed"]:
        tags.append(tag("red", visit.say(wo.GATES_FAILED, count=counted.gates["failed"])))
    if counted.gates["open"]:
        tags.append(tag("gold", visit.say(wo.GATES_OPEN, count=counted.gates["open"])))
    if counted.gates["passed"] and not counted.gates["failed"] and not counted.gates["open"]:
        tags.append(tag("jade", visit.say(wo.GATES_PASSED, count=counted.gates["passed"])))
    return "".join(tags)


def _line(visit: Visit, row: Row, shown: Shown) -> str:
    question = visit.words(row.question.text)
    changed = row.id == shown.changed
    gate = tag(GATE_TAGS[row.gate], visit.say(wo.GATE_IS, state=visit.say(w.GATE_STATES[row.gate]))) if row.gate else ""
    notice = ""
    if changed:
        press = shown.press if shown.press and shown.press.question == row.id else None
        joint = LANGUAGES[visit.lang].between_sentences
        line = joint.join(reaction(visit.rubric, press, visit.card, visit.lang, visit.score_tells)) if press else ""
        notice = f'<p class="ecq-changed" id="ecq-changed">{tag("jade", visit.say(wo.JUST_CHANGED))}{escape(line)}</p>'
    action = visit.say(w.LOOK if visit.looks_only else _ACTIONS.get(row.state, w.CHANGE))
    href = f"/interview?{urlencode({**visit.address, **shown.address, 'review': row.id})}"
    label = visit.say(wo.ACTION_ON, action=action, question=question)
    return (
        f'<li data-id="{escape(row.id)}"{" class=changed" if changed else ""}><div><p class="ecq-row-asked">{escape(question)} {gate}</p>'
        f'<p class="ecq-answer">{_state(visit, row)}{escape(_answer(visit, row))}</p>'
        f"<small>{_about(visit, row)}</small>{_hit_line(visit, shown.hits.get(row.id))}{notice}</div>"
        f'<a href="{escape(href)}" data-open="question {escape(row.id)}" aria-label="{escape(label)}"'
        f"{' aria-describedby=ecq-changed' if changed else ''}>{escape(action)}</a></li>"
    )


def _state(visit: Visit, row: Row) -> str:
    text = visit.say(w.STATES["undecided"] if row.undecided else wo.SHOWS[row.state])  # type: ignore[index]
    return tag(_STATE_TAGS[row.state], text)


def _answer(visit: Visit, row: Row) -> str:
    """The answer in words, without its state."""
    question, response = row.question, row.response
    if response.state == "na":
        answer = reason_words(question, response, visit.lang)
    else:
        answer = value_words(question, response, visit.lang)
        if answer and response.state == "unsure":
            answer = visit.say(w.TENTATIVE, answer=answer)
    return answer if len(answer) <= _LONGEST_ANSWER else answer[: _LONGEST_ANSWER - 1] + "…"


def _about(visit: Visit, row: Row) -> str:
    """Points, evidence, note."""
    worth = point_words(row.score.points)
    if row.state == "na":
        points = visit.say(wo.NO_STANDING)
    elif row.state == "answered":
        points = visit.say(wo.POINTS_OF, got=point_words(row.score.contribution), worth=worth)
    else:
        points = visit.say(wo.POINTS_OPEN, worth=worth)
    named, in_hand = len(row.response.evidence), sum(item.in_hand for item in row.response.evidence)
    evidence = visit.say(wo.NO_EVIDENCE) if row.score.unproved else ""
    if named:
        evidence = visit.say(wo.EVIDENCE_COUNT if in_hand == named else wo.EVIDENCE_IN_HAND, count=named, held=in_hand)
    parts = [points, evidence, visit.say(conversation_words.NOTED) if row.response.note else ""]
    return " · ".join(f'<span class="num">{escape(part)}</span>' for part in parts if part)


def _hit_line(visit: Visit, hit: Hit | None) -> str:
    if hit is None or not hit.excerpt:
        return ""
    return f'<small class="ecq-hit">{escape(visit.say(wo.PLACED, place=visit.say(wo.PLACES[hit.place]), excerpt=hit.excerpt))}</small>'


def excluded_html(visit: Visit, groups: Sequence[Excluded], unfolded: bool, profile_href: str) -> str:
    """The questions ruled out by the profile, grouped by the facts that do so, with saved answers."""
    if not groups:
        return ""
    count = sum(len(group.rows) for group in groups)
    inside = "".join(
        f"<h3>{escape(_because(visit, group))}</h3><ul>{''.join(_excluded_line(visit, row) for row in group.rows)}</ul>"
        for group in groups
    )
    return (
        f'<details class="ecq-excluded" data-fold="excluded" data-apart{" open" if unfolded else ""}>'
        f"<summary><h2>{escape(visit.say(wo.EXCLUDED, count=count))}</h2></summary>"
        f"<p>{escape(visit.say(wo.EXCLUDED_LEAD))} "
        f'<a href="{escape(profile_href)}" data-open="profile">{escape(visit.say(wo.CHANGE_PROFILE))}</a></p>{inside}</details>'
    )


def _because(visit: Visit, group: Excluded) -> str:
    """Each deciding fact with the profile's answer: "平台上有直播卖货吗？没有直播"."""
    lines = []
    for fact_id in group.facts:
        fact = visit.rubric.facts[fact_id]
        value = fact_words(fact, visit.assessment.profile[fact_id], visit.lang)
        lines.append(visit.say(wo.FACT_IS, fact=visit.words(fact.text), value=value))
    return " · ".join(lines)


def _excluded_line(visit: Visit, row: Row) -> str:
    answer_line = ""
    if row.response.state != "unanswered":
        answer = answer_words(row.question, row.response, visit.lang)
        answer_line = f"<br><small>{escape(visit.say(wo.SAVED_ANSWER, answer=answer))}</small>"
    return f"<li>{escape(visit.words(row.question.text))}{answer_line}</li>"
