"""The overview, the interview's other view: every question with its answer, to filter, search and review.

The filter stands in the address, so that it can be shared and survives a reload; the search text is the operator's own
words and stays in the session. Rows and filters are worked out in `ecq.telling.overview`. The list is HTML, in which
every text from outside is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import get_args
from urllib.parse import urlencode

import streamlit as st

from ecq.base.language import LANGUAGES
from ecq.interview import words as c
from ecq.interview.flow import RouteId
from ecq.telling.overview import words as wo
from ecq.telling.overview.rows import (
    LONGEST_QUERY,
    Excluded,
    Hit,
    QuestionRow,
    RowState,
    SearchResult,
    Show,
    Tally,
    excluded,
    overview_rows,
    picked,
    search,
    tally,
    within,
)
from ecq.telling.plan import words as p
from ecq.telling.text import reactions, sentences
from ecq.telling.text import words as w
from ecq.web.changes import draw_conflicts, earlier_html
from ecq.web.html.parts import GATE_TAGS, draw_html
from ecq.web.lists.component import Chip, Choice, ListView, Look, Open, Press, draw_list
from ecq.web.session import going
from ecq.web.session import widget_keys as keys
from ecq.web.session.going import choose_route, press_of, show_question
from ecq.web.session.planned import plan_in_words
from ecq.web.session.state import OF_ASSESSMENT, PageState, session
from ecq.web.session.visit import Pages, Visit
from ecq.writers.html.blocks import bar_legend, score_bar, share_bar, tag

_ACTIONS = {"open": w.ANSWER, "unsure": p.KINDS["confirm"]}
_STATE_TAGS: Mapping[RowState, str] = {
    "open": "plain",
    "unsure": "gold",
    "na": "plain",
    "answered": "done",
    "waiting": "plain",
}
_LONGEST_ANSWER = 600


ALL, WITHIN = "all", "within"
_APART: Show = "gate"
"""From here on the filters no longer part the rows among them."""


@dataclass
class Overview(PageState):
    """What the overview keeps."""

    text: str = field(default="", metadata=OF_ASSESSMENT)
    """What is searched for: the operator's own words, so not in the address."""


@dataclass
class _Look:
    """The rows under the address's filter and the session's search, and what is shown beside them."""

    visit: Visit
    show: Show | None
    node: str | None
    text: str
    press: reactions.Press | None
    """What the last answer did."""
    changed: str | None
    """The question just changed."""
    place: str | None
    """The question to come back to."""
    filter: Mapping[str, str]
    """The filter as it stands in the address."""

    @cached_property
    def rows(self) -> tuple[QuestionRow, ...]:
        """Every row, including those the profile rules out."""
        return overview_rows(self.visit.rubric, self.visit.assessment, self.visit.card)

    @cached_property
    def asked(self) -> tuple[QuestionRow, ...]:
        """The rows asked: in a quick check only its own."""
        asked = self.visit.interview.states
        return tuple(row for row in picked(self.rows) if row.id in asked)

    @cached_property
    def result(self) -> SearchResult | None:
        """The search's hits among all rows; None without a search."""
        if not self.text.strip():
            return None
        return search(self.visit.rubric, (*self.asked, *self.hidden), self.text, self.visit.lang)

    @property
    def hidden(self) -> tuple[QuestionRow, ...]:
        """The rows the profile rules out."""
        return tuple(row for row in self.rows if row.state == "hidden")

    @property
    def hits(self) -> Mapping[str, Hit]:
        """Where the search found something, by question."""
        return self.result.hits if self.result else {}

    def matching(self, rows: tuple[QuestionRow, ...]) -> tuple[QuestionRow, ...]:
        """The rows that match the search, if there is one."""
        return rows if self.result is None else tuple(row for row in rows if row.id in self.result.hits)

    @cached_property
    def before_show(self) -> tuple[QuestionRow, ...]:
        """The rows that the filter by state is applied to: those of the part that match the search."""
        return self.matching(within(self.visit.rubric, self.asked, self.node))

    @cached_property
    def shown(self) -> tuple[QuestionRow, ...]:
        """The rows that match everything."""
        return picked(self.before_show, self.show)

    @property
    def whole(self) -> bool:
        """Whether nothing is filtered or searched for."""
        return self.show is None and self.node is None and self.result is None


def _list_html(look: _Look, rows: Sequence[QuestionRow]) -> str:
    """The rows under their dimensions and indicators, in the rubric's order.

    Scores and counts are those of the whole indicator, also where only some rows are shown.
    """
    rubric = look.visit.rubric
    parts: dict[str, dict[str, list[QuestionRow]]] = {}
    for row in rows:
        dimension, indicator = rubric.place[row.id]
        parts.setdefault(dimension, {}).setdefault(indicator, []).append(row)
    return "".join(
        f'<section class="ecq-dimension"><div class="ecq-dimension-head">'
        f"<h2>{escape(look.visit.say(rubric.nodes[dimension].title))}</h2>"
        f"{_standing(look.visit, dimension, tally(within(rubric, look.asked, dimension)))}</div>"
        f"{''.join(_indicator(look, indicator, inside) for indicator, inside in indicators.items())}</section>"
        for dimension, indicators in parts.items()
    )


def _indicator(look: _Look, node_id: str, rows: Sequence[QuestionRow]) -> str:
    visit, counted = look.visit, tally(within(look.visit.rubric, look.asked, node_id))
    title = escape(visit.say(visit.rubric.nodes[node_id].title))
    unfolded = not look.whole or any(row.id == look.place for row in rows)
    lines = "".join(_line(look, row) for row in rows)
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
    standing = visit.say(wo.STANDING, share=sentences.interval_words(node.share.low, node.share.high))
    return (
        f'<span class="ecq-standing">{share_bar(node, visit.verdict.target)}'
        f'<span class="num">{escape(standing)}</span></span><span class="num">{escape(settled)}</span>'
    )


def _tags(visit: Visit, counted: Tally) -> str:
    """Tags of an indicator: unsure questions, gates that fail or are open; gates passed where none is left."""
    unsure, gates = counted.states["unsure"], counted.gates
    tags = tag("gold", f"{visit.say(wo.SHOWS['unsure'])} {unsure}") if unsure else ""
    if gates["failed"]:
        tags += tag("red", visit.say(wo.GATES_FAILED, count=gates["failed"]))
    if gates["open"]:
        tags += tag("gold", visit.say(wo.GATES_OPEN, count=gates["open"]))
    if gates["passed"] and not gates["failed"] and not gates["open"]:
        tags += tag("jade", visit.say(wo.GATES_PASSED, count=gates["passed"]))
    return tags


def _line(look: _Look, row: QuestionRow) -> str:
    visit = look.visit
    question = visit.say(row.question.text)
    changed = row.id == look.changed
    gate = tag(GATE_TAGS[row.gate], visit.say(wo.GATE_IS, state=visit.say(w.GATE_STATES[row.gate]))) if row.gate else ""
    notice = ""
    if changed:
        line = ""
        if look.press and look.press.question == row.id:
            told = reactions.reaction(visit.rubric, look.press, visit.card, visit.lang, visit.score_tells)
            line = LANGUAGES[visit.lang].between_sentences.join(told)
        notice = f'<p class="ecq-changed" id="ecq-changed">{tag("jade", visit.say(wo.JUST_CHANGED))}{escape(line)}</p>'
    action = visit.say(w.LOOK if visit.looks_only else _ACTIONS.get(row.state, w.CHANGE))
    href = f"/interview?{urlencode({**visit.address, **look.filter, 'review': row.id})}"
    label = visit.say(wo.ACTION_ON, action=action, question=question)
    text = visit.say(w.STATES["undecided"] if row.undecided else wo.SHOWS[row.state])  # type: ignore[index]
    return (
        f'<li data-id="{escape(row.id)}"{" class=changed" if changed else ""}><div><p class="ecq-row-asked">{escape(question)} {gate}</p>'
        f'<p class="ecq-answer">{tag(_STATE_TAGS[row.state], text)}{escape(_answer(visit, row))}</p>'
        f"<small>{_about(visit, row)}</small>{_hit_line(visit, look.hits.get(row.id))}{notice}</div>"
        f'<a href="{escape(href)}" data-open="question {escape(row.id)}" aria-label="{escape(label)}"'
        f"{' aria-describedby=ecq-changed' if changed else ''}>{escape(action)}</a></li>"
    )


def _answer(visit: Visit, row: QuestionRow) -> str:
    """The answer in words, without its state."""
    question, response = row.question, row.response
    if response.state == "na":
        answer = sentences.reason_words(question, response, visit.lang)
    else:
        answer = sentences.value_words(question, response, visit.lang)
        if answer and response.state == "unsure":
            answer = visit.say(w.TENTATIVE, answer=answer)
    return answer if len(answer) <= _LONGEST_ANSWER else answer[: _LONGEST_ANSWER - 1] + "…"


def _about(visit: Visit, row: QuestionRow) -> str:
    """Points, evidence, note."""
    worth = sentences.point_words(row.score.points)
    if row.state == "na":
        points = visit.say(wo.NO_STANDING)
    elif row.state == "answered":
        points = visit.say(wo.POINTS_OF, got=sentences.point_words(row.score.contribution), worth=worth)
    else:
        points = visit.say(wo.POINTS_OPEN, worth=worth)
    named, in_hand = len(row.response.evidence), sum(item.in_hand for item in row.response.evidence)
    evidence = visit.say(wo.NO_EVIDENCE) if row.score.unproved else ""
    if named:
        evidence = visit.say(wo.EVIDENCE_COUNT if in_hand == named else wo.EVIDENCE_IN_HAND, count=named, held=in_hand)
    parts = [points, evidence, visit.say(c.NOTED) if row.response.note else ""]
    return " · ".join(f'<span class="num">{escape(part)}</span>' for part in parts if part)


def _hit_line(visit: Visit, hit: Hit | None) -> str:
    if hit is None or not hit.excerpt:
        return ""
    return f'<small class="ecq-hit">{escape(visit.say(wo.PLACED, place=visit.say(wo.PLACES[hit.place]), excerpt=hit.excerpt))}</small>'


def _excluded_html(visit: Visit, groups: Sequence[Excluded], unfolded: bool) -> str:
    """The questions ruled out by the profile, grouped by the facts that do so, with saved answers."""
    if not groups:
        return ""
    count, profile_href = sum(len(group.rows) for group in groups), f"/profile?{urlencode(visit.address)}"
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
        value = sentences.fact_words(fact, visit.assessment.profile[fact_id], visit.lang)
        lines.append(visit.say(wo.FACT_IS, fact=visit.say(fact.text), value=value))
    return " · ".join(lines)


def _excluded_line(visit: Visit, row: QuestionRow) -> str:
    answer_line = ""
    if row.response.state != "unanswered":
        answer = sentences.answer_words(row.question, row.response, visit.lang)
        answer_line = f"<br><small>{escape(visit.say(wo.SAVED_ANSWER, answer=answer))}</small>"
    return f"<li>{escape(visit.say(row.question.text))}{answer_line}</li>"


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the overview."""
    draw_conflicts(visit)
    here, params = session(), st.query_params
    named, within_named = params.get(going.SHOW_PARAM), params.get(going.WITHIN_PARAM)
    here.overview_filter = going.view()
    look = _Look(
        visit,
        show=next((show for show in get_args(Show) if show == named), None),
        node=within_named if within_named in visit.rubric.nodes else None,
        text=here.page(Overview).text,
        press=press_of(visit),
        changed=here.overview_changed,
        place=here.overview_place,
        filter=here.overview_filter,
    )
    _head(look)
    _actions(look, pages)
    draw_list("ecq-overview", keys.OVERVIEW, _overview(look), _pressed)
    earlier = earlier_html(visit) if look.whole else ""
    if earlier:
        draw_html(earlier)


def _head(look: _Look) -> None:
    visit, card = look.visit, look.visit.card
    states = tally(look.asked).states
    counts = visit.say(
        wo.COUNTED, asked=len(look.asked), **{state: states[state] for state in ("answered", "na", "unsure", "open")}
    )
    if states["waiting"]:
        counts += LANGUAGES[visit.lang].comma + visit.say(w.WAITING, count=states["waiting"])
    standing = ""
    if visit.score_tells:
        grade = sentences.grade_words(card.grade, visit.lang)
        stands = visit.say(wo.STANDS, interval=sentences.interval_words(card.score.low, card.score.high), grade=grade)
        standing = (
            f"<p>{escape(stands)}</p><p>{escape(plan_in_words(visit).headline)}</p>"
            f"{score_bar(visit.rubric, card, visit.verdict.target, visit.lang)}"
            f"{bar_legend(card, visit.verdict.target, visit.lang)}"
        )
    draw_html(
        f'<div class="ecq-overview-head"><h1>{escape(visit.say(wo.PAGE_OVERVIEW))}</h1>'
        f'<p class="muted">{escape(visit.say(wo.LEAD_LOOK if visit.looks_only else wo.LEAD))}</p>'
        f"<p>{escape(counts)}</p>{standing}</div>"
    )


def _actions(look: _Look, pages: Pages) -> None:
    visit = look.visit
    states = tally(look.asked).states
    with st.container(key="actions", horizontal=True):
        if states["unsure"] and not visit.looks_only:
            label = visit.say(wo.THROUGH_UNSURE, count=states["unsure"])
            st.button(label, key="through-unsure", type="primary", on_click=_through, args=("unsure",))
        if states["open"] and not visit.looks_only:
            label = visit.say(wo.THROUGH_OPEN, count=states["open"])
            st.button(label, key="through-open", on_click=_through, args=("open",))
        if st.button(visit.say(w.TO_RESULTS), key="to-results"):
            st.switch_page(pages.results, query_params=visit.address)


def _through(route: RouteId) -> None:
    """Go to the interview on the route that leads to just these questions."""
    choose_route(route)
    going.go_to("interview")


def _overview(look: _Look) -> ListView:
    visit = look.visit
    in_view = {row.id for row in look.shown} | {look.changed}
    rows = [row for row in look.asked if row.id in in_view]
    return ListView(
        id="overview",
        words={
            "search": visit.say(wo.SEARCH),
            "hint": visit.say(wo.SEARCH_HINT),
            "slash": visit.say(wo.SLASH),
            "unfold": visit.say(wo.UNFOLD_ALL),
            "fold": visit.say(wo.FOLD_ALL),
            "clear": visit.say(wo.CLEAR),
            "all_chips": ALL,
        },
        text=look.text,
        chips=_chips(look),
        chips_label=visit.say(wo.SHOWN),
        choices=[Choice(name=WITHIN, label=visit.say(wo.WITHIN), options=_parts(visit), current=look.node or ALL)],
        found=_result_count(look),
        clear=not look.whole,
        list=_nothing(look) + _list_html(look, rows) + _below(look),
        place=look.place,
        view="|".join((look.show or ALL, look.node or ALL, look.text)),
    )


def _chips(look: _Look) -> list[Chip]:
    """The filter buttons, and how many questions each leaves."""
    visit, counted = look.visit, look.before_show
    answered = [row for row in look.asked if row.response.at]
    chips = [Chip(id=ALL, title=visit.say(w.ALL), count=len(counted), current=look.show is None)]
    for show in get_args(Show):
        current = show == look.show
        if show == "recent" and not current and all(row.recent for row in answered):
            continue  # everything was said on one day: nothing stands out
        count = len(picked(counted, show))
        if show == "waiting" and not current and not count:
            continue
        title = visit.say(wo.SHOWS[show])
        chips.append(Chip(id=show, title=title, count=count, current=current, apart=show == _APART))
    return chips


def _parts(visit: Visit) -> list[tuple[str | None, str]]:
    """Everywhere, then each dimension with its indicators."""
    parts: list[tuple[str | None, str]] = [(ALL, visit.say(wo.EVERYWHERE))]
    for node in visit.card.nodes.values():
        title = visit.say(visit.rubric.nodes[node.id].title)
        if node.asked:
            parts += [(None, title)] if node.depth == 0 else []
            parts.append((node.id, title))
    return parts


def _result_count(look: _Look) -> str:
    visit, count, everything = look.visit, len(look.shown), len(look.asked)
    if look.whole:
        return visit.say(wo.ALL_QUESTIONS, all=everything)
    if not count:
        return visit.say(wo.NOTHING)
    if look.result is not None and look.result.similar:
        return visit.say(wo.SIMILAR_RESULTS, count=count)
    return visit.say(wo.RESULTS, count=count, all=everything)


def _nothing(look: _Look) -> str:
    """What to say where nothing matches: what would match otherwise. The button to clear stands above the list."""
    if look.shown or look.result is None:
        return ""
    visit, elsewhere, hidden = look.visit, len(look.matching(look.asked)), len(look.matching(look.hidden))
    lines = [visit.say(wo.NOTHING_ELSEWHERE, count=elsewhere)] if elsewhere else []
    if hidden:
        lines.append(visit.say(wo.NOTHING_HIDDEN, count=hidden))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _below(look: _Look) -> str:
    """What the list leaves out: questions the quick check does not ask, and those the profile rules out."""
    visit = look.visit
    rest = len(picked(look.rows)) - len(look.asked)
    quick = ""
    if rest and visit.quick:
        href = f"/interview?{urlencode({**visit.address_in_full, **going.OVERVIEW})}"
        line = escape(visit.say(wo.QUICK_REST, count=rest))
        quick = f'<p class="ecq-quick">{line} <a href="{escape(href)}">{escape(visit.say(w.TO_FULL))}</a></p>'
    if look.show is not None or look.node is not None:
        return quick
    hidden = look.matching(look.hidden)
    groups = excluded(visit.rubric, visit.assessment, hidden)
    return quick + _excluded_html(visit, groups, bool(look.result))


def _pressed(press: Press) -> None:
    """Handle a press in the list; called before the page is redrawn."""
    match press:
        case Open(page="question"):
            going.leave_for(press.id)
            show_question(press.id)
        case Open():
            going.go_to(press.page)
        case Look():
            session().overview_changed = None
            session().page(Overview).text = press.text[:LONGEST_QUERY]
            for param, value in ((going.SHOW_PARAM, press.chip), (going.WITHIN_PARAM, press.chosen.get(WITHIN))):
                if value and value != ALL:
                    st.query_params[param] = value
                else:
                    st.query_params.pop(param, None)
