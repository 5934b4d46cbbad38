"""The overview, the interview's other view: every question with its answer, to filter, search and review.

The filter stands in the address, so that it can be shared and survives a reload; the search text is the operator's own
words and stays in the session. Rows and filters are worked out in `ecq.telling.overview`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import get_args
from urllib.parse import urlencode

import streamlit as st

from ecq.base.language import LANGUAGES
from ecq.interview.flow import RouteId
from ecq.telling.overview import words as wo
from ecq.telling.overview.rows import (
    LONGEST_QUERY,
    Row,
    SearchResult,
    Show,
    excluded,
    overview_rows,
    picked,
    search,
    tally,
    within,
)
from ecq.telling.text import words as w
from ecq.telling.text.sentences import grade_words, interval_words
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.changes.moving import earlier_html
from ecq.web.html.parts import block
from ecq.web.lists.component import Chip, Choice, ListView, Look, Open, Press, draw_list
from ecq.web.overview.list_html import Shown, excluded_html, list_html
from ecq.web.session import going
from ecq.web.session import widget_keys as keys
from ecq.web.session.going import choose_route, press_of, show_question
from ecq.web.session.planned import plan_in_words
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Pages, Visit
from ecq.writers.html.blocks import bar_legend, score_bar

ALL, WITHIN = "all", "within"
_APART: Show = "gate"
"""From here on the filters no longer part the rows among them."""


@dataclass
class Overview(PageState):
    """What the overview keeps."""

    text: str = ""
    """What is searched for: the operator's own words, so not in the address."""


@dataclass
class _Look:
    """The rows under the address's filter and the session's search."""

    visit: Visit
    show: Show | None
    node: str | None
    text: str

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, including those the profile rules out."""
        return overview_rows(self.visit.rubric, self.visit.assessment, self.visit.card)

    @cached_property
    def asked(self) -> tuple[Row, ...]:
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
    def hidden(self) -> tuple[Row, ...]:
        """The rows the profile rules out."""
        return tuple(row for row in self.rows if row.state == "hidden")

    def matching(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows that match the search, if there is one."""
        return rows if self.result is None else tuple(row for row in rows if row.id in self.result.hits)

    @cached_property
    def before_show(self) -> tuple[Row, ...]:
        """The rows that the filter by state is applied to: those of the part that match the search."""
        return self.matching(within(self.visit.rubric, self.asked, self.node))

    @cached_property
    def shown(self) -> tuple[Row, ...]:
        """The rows that match everything."""
        return picked(self.before_show, self.show)

    @property
    def whole(self) -> bool:
        """Whether nothing is filtered or searched for."""
        return self.show is None and self.node is None and self.result is None


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the overview."""
    draw_conflicts(visit)
    session().overview_filter = going.view()
    look = _Look(visit, _show(), _node(visit), session().page(Overview).text)
    _head(look)
    _actions(look, pages)
    draw_list("ecq-overview", keys.OVERVIEW, _overview(look), _pressed)
    earlier = earlier_html(visit) if look.whole else ""
    if earlier:
        st.html(block(earlier))


def _show() -> Show | None:
    named = st.query_params.get(going.SHOW_PARAM)
    return next((show for show in get_args(Show) if show == named), None)


def _node(visit: Visit) -> str | None:
    named = st.query_params.get(going.WITHIN_PARAM)
    return named if named in visit.rubric.nodes else None


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
        grade = grade_words(card.grade, visit.lang)
        stands = visit.say(wo.STANDS, interval=interval_words(card.score.low, card.score.high), grade=grade)
        standing = (
            f"<p>{escape(stands)}</p><p>{escape(plan_in_words(visit).headline)}</p>"
            f"{score_bar(visit.rubric, card, visit.verdict.target, visit.lang)}"
            f"{bar_legend(card, visit.verdict.target, visit.lang)}"
        )
    st.html(
        block(
            f'<div class="ecq-overview-head"><h1>{escape(visit.say(wo.PAGE_OVERVIEW))}</h1>'
            f'<p class="muted">{escape(visit.say(wo.LEAD_LOOK if visit.looks_only else wo.LEAD))}</p>'
            f"<p>{escape(counts)}</p>{standing}</div>"
        )
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
    changed = session().overview_changed
    in_view = {row.id for row in look.shown} | {changed}
    rows = [row for row in look.asked if row.id in in_view]
    place = session().overview_place
    shown = Shown(
        hits=look.result.hits if look.result else {},
        changed=changed,
        press=press_of(visit),
        place=place,
        unfolded=not look.whole,
        address=going.view(),
    )
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
        list=_nothing(look) + list_html(visit, look.asked, rows, shown) + _below(look),
        place=place,
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
        title = visit.words(visit.rubric.nodes[node.id].title)
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
    return quick + excluded_html(visit, groups, bool(look.result), f"/profile?{urlencode(visit.address)}")


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
            wanted = (
                (going.SHOW_PARAM, press.chip),
                (going.WITHIN_PARAM, press.chosen.get(WITHIN)),
            )
            for param, value in wanted:
                if value and value != ALL:
                    st.query_params[param] = value
                else:
                    st.query_params.pop(param, None)
        case _:
            pass
