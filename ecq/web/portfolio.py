"""The portfolio page: which self-checks, the list with its bars, comparison and benchmark, and each as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, Literal

import streamlit as st

from ecq.base.brand import BrandKit
from ecq.base.caches import Recent
from ecq.base.errors import DamagedError, EcqError
from ecq.base.language import LANGUAGES, Text, error_sentence
from ecq.document.colours import ACCENT
from ecq.exchange import rubric_catalogue
from ecq.rubric.model import Rubric
from ecq.store.collection import AT_ONCE
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.columns import Way
from ecq.telling.portfolio.comparison import FEWEST_COMPARED, MOST_COMPARED, Benchmark, benchmarks, compare
from ecq.telling.portfolio.contents import Contents, benchmark_blocks, comparison_blocks, list_blocks
from ecq.telling.portfolio.sentences import name_words
from ecq.telling.portfolio.shelves import in_hand, row_of_listed, rubric_of_listed, tags_of
from ecq.telling.portfolio.summary import ORDERS, Client, Listing, Order, client, ordered
from ecq.telling.report.shown import choose
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name
from ecq.web.brand import BRAND, draw_brand
from ecq.web.html import parts
from ecq.web.html.downloads import drawing
from ecq.web.html.parts import card, draw_html, hand_out, inert
from ecq.web.lists.self_checks import changed, names, rows_html
from ecq.web.people import choose_organisation
from ecq.web.session import widget_keys as keys
from ecq.web.session.stores import asked, database, store
from ecq.web.session.visit import LANG_PARAM, Pages, Visit, today
from ecq.web.session.whose_list import listed
from ecq.web.start.self_checks import finish_scores
from ecq.writers.html.blocks import html

Which = Literal["all", "tags", "chosen"]
View = Literal["overview", "compare", "benchmark"]
_WHICH: dict[Which, Text] = {"all": w.ALL, "tags": pf.BY_TAG, "chosen": pf.BY_CHOICE}
_VIEWS: dict[View, Text] = {"overview": pf.OVERVIEW, "compare": pf.COMPARE, "benchmark": pf.BENCHMARK}
VIEW_PARAM, WITH_PARAM = "view", "with"
"""In the address: what is shown, and the ids to compare, with commas between."""


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the page."""
    rows = listed(AT_ONCE)
    lost = _left_out(visit, pf.UNREADABLE, (row for row in rows if row.unreadable))
    with st.container(key="portfolio"):
        _draw(visit, pages, in_hand(rows), lost)
        for line in lost:
            st.info(inert(line))
    finish_scores(visit, rows)


def _left_out(visit: Visit, why: Text, rows: Iterable[Listing]) -> tuple[str, ...]:
    """The sentence on self-checks that cannot be listed; none where there are none."""
    names = [name_words(row.name, visit.lang) for row in rows]
    return (visit.say(why, names=LANGUAGES[visit.lang].listed(names)),) if names else ()


def _draw(visit: Visit, pages: Pages, mine: Sequence[Listing], lost: tuple[str, ...]) -> None:
    """Title, what to see, which self-checks, and what is seen of them; `lost` is said in files too."""
    title = escape(visit.say(pf.PORTFOLIO))
    lead = visit.say(pf.EMPTY) if not mine else visit.say(pf.ONLY_ONE) if len(mine) == 1 else ""
    below = f'<p class="muted">{escape(lead)}</p>' if lead else ""
    draw_html(f'<h1 class="ecq-title">{title}</h1>{below}')
    choose_organisation(visit)
    if not mine:
        st.page_link(pages.start, label=visit.say(pf.TO_START), query_params={LANG_PARAM: visit.lang})
        return
    view = _view(visit)
    with st.container(horizontal=True, vertical_alignment="bottom", key="portfolio-choice"):
        chosen = _chosen(visit, mine)
        orders = {one: visit.say(pf.ORDERS[one]) for one in ORDERS if view == "overview"}
        label = visit.say(pf.ORDER)
        order: Order = parts.choose(st.selectbox, label, orders, "portfolio-order", width=220) if orders else "changed"
    if not chosen and all(row.listed.demo for row in mine):
        st.info(visit.say(pf.ONLY_DEMOS))
        return
    at_hand, day = rubric_catalogue.at_hand(), today()
    with_rubric = [row for row in chosen if rubric_of_listed(at_hand, row)]
    without = _left_out(visit, pf.NO_RUBRIC, (row for row in chosen if row not in with_rubric))
    for line in without:
        st.info(inert(line))
    if not with_rubric:
        st.info(visit.say(pf.NONE_CHOSEN))
        return
    try:
        if view == "compare":
            shown = _comparison(visit, at_hand, with_rubric, day)
        elif view == "benchmark":
            shown = _benchmark(visit, at_hand, with_rubric, day)
        else:
            shown = _overview(visit, at_hand, with_rubric, day, order)
    except EcqError as error:
        st.info(inert(visit.say(error_sentence(error))))
        return
    if shown is not None:
        whole = shown if view == "compare" else replace(shown, left_out=(*without, *lost))
        _files(visit, whole, [row.id for row in with_rubric])
        st.caption(inert(LANGUAGES[visit.lang].sentences(shown.notes())))


def _chosen(visit: Visit, mine: Sequence[Listing]) -> list[Listing]:
    """The self-checks that are looked at: all but demos, those of some tags, or some by name."""
    tags = tags_of(mine)
    ways = {one: visit.say(title) for one, title in _WHICH.items() if one != "tags" or tags}
    label, look = visit.say(pf.CHOOSE), {"required": True, "default": "all"}
    which = parts.choose(st.segmented_control, label, ways, keys.PORTFOLIO_WHICH, **look)
    if which == "tags":
        wanted = st.pills(visit.say(pf.TAGS), tags, selection_mode="multi", key="portfolio-tags", format_func=inert)
        return [row for row in mine if not row.listed.demo and set(row.listed.tags) & set(wanted)]
    if which == "chosen":
        ids = _several(visit, mine, visit.say(pf.CHOOSE_ONES), "portfolio-chosen", ())
        return [row for row in mine if row.id in ids]
    return [row for row in mine if not row.listed.demo]


def _several(
    visit: Visit, rows: Sequence[Listing], label: str, key: str, default: Sequence[str], most: int | None = None
) -> Any:
    look = {"default": list(default), "placeholder": visit.say(pf.CHOOSE_NONE), "max_selections": most}
    return parts.choose(st.multiselect, label, names(visit, rows), key, **look)


def _view(visit: Visit) -> View:
    """What is shown; with clients to compare in the address the comparison."""
    at_first: View = "compare" if WITH_PARAM in st.query_params else "overview"
    titles, label = {one: visit.say(title) for one, title in _VIEWS.items()}, visit.say(pf.VIEW)
    look = {"required": True, "label_visibility": "collapsed"}
    field = st.segmented_control
    here: View = parts.choose_in_address(field, label, titles, keys.PORTFOLIO_VIEW, VIEW_PARAM, at_first, **look)
    return here


def _overview(
    visit: Visit, at_hand: Mapping[str, Rubric], chosen: Sequence[Listing], day: str, order: Order
) -> Contents:
    rows = [row for one in chosen if (row := row_of_listed(at_hand, one, day))]
    shown = Contents(visit.lang, day, ordered(rows, order))
    draw_html(html(list_blocks(shown)))
    draw_html(rows_html(visit, shown.rows, Way(visit.lang, shown.several, partial(changed, visit), on_screen=True)))
    return shown


def _comparison(visit: Visit, at_hand: Mapping[str, Rubric], chosen: Sequence[Listing], day: str) -> Contents | None:
    st.caption(inert(visit.say(pf.COMPARE_LEAD)))
    ids = _several(
        visit, chosen, visit.say(pf.CHOOSE_ONES), keys.PORTFOLIO_COMPARE, _first(at_hand, chosen), MOST_COMPARED
    )
    if len(ids) < FEWEST_COMPARED:
        st.info(visit.say(pf.CHOOSE_TWO, count=FEWEST_COMPARED - len(ids)))
        return None
    by_id = {row.id: row for row in chosen}
    shown = compare(_clients(at_hand, [by_id[one] for one in ids], day))
    draw_html(card(html(comparison_blocks(shown, visit.lang))))
    return Contents(visit.lang, day, comparison=shown)


def _first(at_hand: Mapping[str, Rubric], chosen: Sequence[Listing]) -> list[str]:
    """Whom to compare at first: those the address names, else the two of one rubric that were changed last."""
    named = [one for one in st.query_params.get(WITH_PARAM, "").split(",") if one in {row.id for row in chosen}]
    if named:
        return named[:MOST_COMPARED]
    begun = [row for row in chosen if row.scored]
    alike = [row.id for row in begun if rubric_of_listed(at_hand, row) is rubric_of_listed(at_hand, begun[0])]
    return alike[:FEWEST_COMPARED]


def _benchmark(visit: Visit, at_hand: Mapping[str, Rubric], chosen: Sequence[Listing], day: str) -> Contents:
    key = frozenset(_state(rubric, row, day) for row in chosen if (rubric := rubric_of_listed(at_hand, row)))
    shown = _BENCHMARKS.get(key)
    if shown is None:
        shown = benchmarks(_clients(at_hand, chosen, day))
        _BENCHMARKS.put(key, shown)
    draw_html(card(html(benchmark_blocks(shown, visit.lang))))
    return Contents(visit.lang, day, benchmarks=shown)


State = tuple[int, str, int, str, bool, str]
"""What a client is worked out from: the opening of the database, id, revision, the rubric's digest, whether a demo, the day."""

_CLIENTS: Recent[State, Client] = Recent(128)
_BENCHMARKS: Recent[frozenset[State], tuple[Benchmark, ...]] = Recent(8)
"""Both are worked out once for the same states."""


def _state(rubric: Rubric, row: Listing, day: str) -> State:
    return database().openings, row.id, row.listed.revision, rubric.digest, row.listed.demo, day


def _clients(at_hand: Mapping[str, Rubric], rows: Iterable[Listing], day: str) -> list[Client]:
    """The clients of these rows as of a day; without those deleted meanwhile or that cannot be read. Raises StoreError."""
    found = []
    for row in rows:
        if (rubric := rubric_of_listed(at_hand, row)) is None:
            continue
        state = _state(rubric, row, day)
        known = _CLIENTS.get(state)
        if known is None:
            try:
                stored = store().find(row.id)
            except DamagedError:  # the list says so when it is next drawn
                continue
            if stored is None:
                continue
            known = client(rubric, stored.assessment, day, id=row.id, demo=row.listed.demo)
            _CLIENTS.put(state, known)
        found.append(known)
    return found


def _files(visit: Visit, contents: Contents, ids: Sequence[str]) -> None:
    """Draw the two downloads of these self-checks and the brand they wear."""
    with st.container(horizontal=True, key="portfolio-files"):
        with st.popover(visit.say(BRAND), key="portfolio-brand"):
            kit, _refused = draw_brand(visit)
        name = file_name(" ".join(part for part in (kit.name, contents.file_name()) if part))
        for label, ending, make in ((pf.WORKBOOK, "xlsx", _workbook), (pf.PDF, "pdf", _pdf)):
            made = asked(partial(make, contents, kit), ids, ending)
            hand_out(visit.say(label), f"{name}.{ending}", made, f"portfolio-{ending}")


def _workbook(contents: Contents, kit: BrandKit) -> bytes:
    """Built in another thread: it may use only what it is given, nothing of the page."""
    from ecq.writers.sheets.portfolio import portfolio_workbook

    return portfolio_workbook(contents, kit.name, kit.accent or ACCENT)


def _pdf(contents: Contents, kit: BrandKit) -> bytes:
    """Built likewise."""
    from ecq.writers.pdf.build import portfolio_pdf

    return portfolio_pdf(contents, choose(name=kit.name, accent=kit.accent or ACCENT).brand, drawing(kit.logo))
