"""The list of self-checks on the start page: how each stands, the way back to it, and what can be done with it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ecq import rubric_catalogue
from ecq.assessment.model import Assessment, begin, set_up
from ecq.bars.drawing import bar_of, stars
from ecq.errors import EcqError
from ecq.language import LANGUAGES
from ecq.portfolio.summary import summary_by
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import Verdict
from ecq.store.collection import Listed
from ecq.text import words as w
from ecq.text.sentences import interval_words, score_words
from ecq.web.frame.pages import Pages
from ecq.web.html.inert import inert
from ecq.web.html.parts import block, tag
from ecq.web.html.words import error_text
from ecq.web.session.clock import day_and_clock
from ecq.web.session.state import session
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Visit, now, store
from ecq.web.session.whose_list import collection, list_key
from ecq.web.start import words as t

ROWS = 10
"""How many rows stand on the page before one asks for more; searching looks at all."""

_TONES: dict[Verdict, str] = {"ready": "jade", "conditional": "gold", "not-ready": "plain"}


def draw_self_checks(visit: Visit, pages: Pages) -> bool:
    """Draw the list; False, and nothing drawn, where there is none yet."""
    rubrics = {one.id: one for one in rubric_catalogue.rubrics()}
    rows = _listed(rubrics)
    if not rows:
        _receipt(visit)
        return False
    shelves = {
        "in-hand": [row for row in rows if not row.archived_at and not row.binned_at],
        "archived": [row for row in rows if row.archived_at and not row.binned_at],
        "bin": [row for row in rows if row.binned_at],
    }
    with st.container(key="self-checks"):
        line = visit.say(t.MINE_COUNT, count=len(shelves["in-hand"]))
        st.html(block(f'<h2>{escape(visit.say(t.MINE))}</h2><p class="muted">{escape(line)}</p>'))
        _receipt(visit)
        shown = _chosen(visit, shelves)
        query = _query(visit, len(rows))
        found = [row for row in shown if _matches(row, query)]
        if not found:
            st.caption(inert(visit.say(t.NOT_FOUND, query=query)) if query else visit.say(t.EMPTY))
        count = ROWS + session().rows_shown
        for row in found[:count]:
            _row(visit, pages, rubrics, row)
        left = len(found) - count
        if left > 0:
            st.button(visit.say(t.MORE_ROWS, count=min(left, 5 * ROWS)), key="more-rows", on_click=_more)
    return True


def _listed(rubrics: dict[str, Rubric]) -> tuple[Listed, ...]:
    digests = {one.id: one.digest for one in rubrics.values()}
    mine = collection()
    mine.empty_bin()
    return mine.listed(list_key(), digests, lambda assessment: summary_by(rubrics, assessment))


def _chosen(visit: Visit, shelves: dict[str, list[Listed]]) -> Sequence[Listed]:
    """The shelf that is shown; there is a choice only where something is archived or in the bin."""
    if not shelves["archived"] and not shelves["bin"]:
        return shelves["in-hand"]
    chosen = st.segmented_control(
        visit.say(t.WHICH),
        [name for name, rows in shelves.items() if rows or name == "in-hand"],
        format_func=lambda name: visit.say(t.SHOWN[name], count=len(shelves[name])),
        key="self-checks-shelf",
        label_visibility="collapsed",
        required=True,
        default="in-hand",
    )
    if chosen == "bin":
        st.caption(visit.say(t.BIN_DAYS))
    return shelves[chosen or "in-hand"]


def _query(visit: Visit, count: int) -> str:
    if count <= ROWS:
        return ""
    typed = st.text_input(
        visit.say(t.SEARCH), key="self-checks-search", placeholder=visit.say(t.SEARCH), label_visibility="collapsed"
    )
    return (typed or "").strip()


def _matches(row: Listed, query: str) -> bool:
    text = " ".join((str(row.summary.get("name", "")), *row.tags)).casefold()
    return all(part in text for part in query.casefold().split())


def _row(visit: Visit, pages: Pages, rubrics: dict[str, Rubric], row: Listed) -> None:
    name = row.summary.get("name") or visit.say(w.UNNAMED)
    with st.container(horizontal=True, vertical_alignment="center", key=f"self-check-{row.id}"):
        st.html(block(_standing(visit, rubrics, row, name)), width="stretch")
        with st.popover("⋯", help=inert(visit.say(t.MANAGE, name=name)), key=f"manage-{row.id}"):
            _manage(visit, pages, row)


def _standing(visit: Visit, rubrics: dict[str, Rubric], row: Listed, name: str) -> str:
    """Name with the way to it, tags, the bar, grade, progress and readiness."""
    shown, rubric = row.summary, rubrics.get(str(row.summary.get("rubric")))
    marks = ([tag("gold", visit.say(t.DEMO))] if row.sample else []) + [tag("plain", one) for one in row.tags]
    when = f"<small>{escape(day_and_clock(row.saved_at, now(), visit.lang))}</small>"
    done = "score" in shown and shown["decided"] == shown["applicable"]
    link = f'<a href="{escape(_address(visit, row.id, "results" if done else "interview"))}" target="_self">{escape(name)}</a>'
    head = f'<div class="ecq-mine-name">{link} {"".join(marks)} {when}</div>'
    if rubric is None or "score" not in shown:
        return f"{head}<small>{escape(visit.say(t.NO_RUBRIC))}</small>"
    low, high = (Fraction(one) for one in shown["score"])
    evidenced = Fraction(shown["evidenced"][0])
    bands = {band.id: band for band in rubric.bands}
    lowest, highest, target = (bands[one] for one in (*shown["grade"], shown["target"]))
    grade = visit.words(lowest.title)
    if lowest is not highest:
        grade = f"{grade} — {visit.words(highest.title)}"
    progress = visit.say(t.PROGRESS, decided=shown["decided"], applicable=shown["applicable"])
    if not shown["answered"]:
        return f'{head}<div class="ecq-mine"><span class="num">{escape(progress)}</span></div>'
    verdict: Verdict = shown["verdict"]
    ready = visit.say(t.FOR_TARGET, target=visit.words(target.title), verdict=visit.say(w.VERDICTS[verdict]))
    failed = shown["gates"]["failed"]
    red = tag("red", visit.say(w.GATES_FAILED, count=failed)) if failed else ""
    evidence = visit.say(t.WITH_EVIDENCE, score=score_words(evidenced))
    return (
        f'{head}<div class="ecq-mine"><div>{bar_of(rubric, target, (evidenced, low, high), visit.lang, thin=True)}'
        f'<small class="num"><b>{interval_words(low, high)}</b> · {escape(evidence)}</small></div>'
        f"<div>{stars(lowest.stars, grade)}<small>{escape(grade)}</small></div>"
        f'<div class="num">{escape(progress)}</div><div>{tag(_TONES[verdict], ready)} {red}</div></div>'
    )


def _address(visit: Visit, assessment_id: str, page: str) -> str:
    params = {ID_PARAM: assessment_id}
    if LANG_PARAM in st.query_params or session().lang:
        params[LANG_PARAM] = visit.lang
    return f"/{page}?{urlencode(params)}"


def _manage(visit: Visit, pages: Pages, row: Listed) -> None:
    """What can be done with a self-check as a whole."""
    key = row.id
    if row.binned_at:
        st.button(visit.say(t.RESTORE), key=f"restore-{key}", on_click=_put, args=(key, "bin", False))
        st.caption(visit.say(t.FOR_GOOD_SURE))
        st.button(visit.say(t.FOR_GOOD), key=f"for-good-{key}", on_click=_delete_for_good, args=(key,))
        return
    query = {ID_PARAM: key}
    st.page_link(pages.interview, label=visit.say(t.CONTINUE), query_params=query)
    st.page_link(pages.results, label=visit.say(t.RESULTS), query_params=query)
    st.text_input(
        visit.say(t.NAME),
        value=str(row.summary.get("name", "")),
        max_chars=200,
        key=f"name-{key}",
        on_change=_rename,
        args=(key,),
    )
    joined = LANGUAGES[visit.lang].list_comma.join(row.tags)
    st.text_input(visit.say(t.TAGS), value=joined, max_chars=400, key=f"tags-{key}", on_change=_tag, args=(key,))
    st.button(visit.say(t.COPY), key=f"copy-{key}", on_click=_duplicate, args=(visit, key, True))
    st.button(visit.say(t.COPY_PROFILE), key=f"copy-profile-{key}", on_click=_duplicate, args=(visit, key, False))
    put_away = row.archived_at is None
    label = visit.say(t.ARCHIVE if put_away else t.UNARCHIVE)
    st.button(label, key=f"archive-{key}", on_click=_put, args=(key, "archive", put_away))
    if list_key() is not None:
        st.button(visit.say(t.FORGET), key=f"forget-{key}", on_click=_forget, args=(key,))
    st.button(visit.say(t.DELETE), key=f"delete-{key}", on_click=_put, args=(key, "bin", True))


def _receipt(visit: Visit) -> None:
    """What was deleted for good just now, to be saved."""
    receipt, session().receipt = session().receipt, None
    if receipt is None:
        return
    line = visit.say(t.RECEIPT, at=receipt.deleted_at, revision=receipt.revision, digest=receipt.digest)
    st.success(line)
    st.download_button(
        visit.say(t.SAVE_RECEIPT),
        data=f"{receipt.id}\n{line}\n",
        file_name=f"{visit.say(t.RECEIPT_NAME)} {receipt.deleted_at[:10]}.txt",
        key="save-receipt",
        on_click="ignore",
    )


def _more() -> None:
    session().rows_shown += 5 * ROWS


def _trying(act: Callable[[], object]) -> None:
    """Do something with the store; what goes wrong is one sentence on the page."""
    try:
        act()
    except EcqError as error:
        session().trouble = error_text(error)


def _put(assessment_id: str, where: str, on: bool) -> None:
    mine = collection()
    _trying(lambda: mine.archive(assessment_id, on) if where == "archive" else mine.bin(assessment_id, on))


def _forget(assessment_id: str) -> None:
    key = list_key()
    if key is not None:
        _trying(lambda: collection().forget(key, assessment_id))


def _delete_for_good(assessment_id: str) -> None:
    def act() -> None:
        session().receipt = collection().delete(assessment_id)

    _trying(act)


def _rename(assessment_id: str) -> None:
    typed = str(st.session_state[f"name-{assessment_id}"])

    def renamed(assessment: Assessment) -> Assessment:
        rubric = rubric_catalogue.rubric(assessment.rubric.id)
        return set_up(assessment, rubric, name=typed, at=now())

    _trying(lambda: store().change(assessment_id, renamed, by=session().window))


def _tag(assessment_id: str) -> None:
    typed = str(st.session_state[f"tags-{assessment_id}"])
    for comma in "，、;；":
        typed = typed.replace(comma, ",")
    _trying(lambda: collection().tag(assessment_id, typed.split(",")))


def _duplicate(visit: Visit, assessment_id: str, whole: bool) -> None:
    """A copy with all answers, or a new self-check with the same profile and target."""

    def act() -> None:
        stored = store().find(assessment_id)
        if stored is None:
            return
        of = stored.assessment
        if whole:
            named = visit.say(t.COPY_NAME, name=of.name or visit.say(w.UNNAMED))[:200]
            made = of.model_copy(update={"name": named, "created_at": now(), "updated_at": now()})
        else:
            rubric = rubric_catalogue.rubric(of.rubric.id)
            made = begin(rubric, "", of.profile, of.target, now())
        collection().add(made, list_key())

    _trying(act)
