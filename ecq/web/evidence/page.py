"""The evidence page: all evidence by dimension and indicator, what is late or missing, and a checklist to download.

What it shows is worked out in `ecq.telling.evidence.binder`; the list is one component, so that a hundred questions stay quick.
"""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import SHOWS, Binder, BinderGroup, binder
from ecq.telling.text.file_names import file_name
from ecq.telling.text.sentences import point_words, score_words
from ecq.web.changes.conflicts import draw_conflicts
from ecq.web.evidence.component import draw_list
from ecq.web.frame.pages import Pages
from ecq.web.html.downloads import XLSX
from ecq.web.html.parts import block
from ecq.web.session import overview_return
from ecq.web.session.clock import today
from ecq.web.session.going import show_question
from ecq.web.session.state import session
from ecq.web.session.visit import QUICK_PARAM, Visit, newest_interview
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_csv, checklist_xlsx, title
from ecq.writers.sheets.stamps import origin_of

_SHOW, _OWNER = "binder-show", "binder-owner"
_ANYBODY, _NOBODY = "anybody", "nobody"


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the evidence page."""
    draw_conflicts(visit)
    whole = binder(visit.rubric, visit.assessment, visit.lang, today(), visit.card)
    st.html(block(_head(visit, whole)))
    if not whole.groups:
        st.info(visit.say(e.EMPTY_BINDER))
        return
    filtered = _choose(visit, whole)
    with st.container(key="binder"):
        groups = [(_title(group), _count(filtered, group), group.questions) for group in filtered.groups]
        empty = "" if groups else visit.say(e.EMPTY[filtered.show])
        draw_list(visit, groups, "binder-list", empty=empty, show=filtered.show, due=filtered.due_first(), on_go=_go)
    if whole.ruled_out:
        st.caption(visit.say(e.RULED_OUT, count=whole.ruled_out))


def _head(visit: Visit, whole: Binder) -> str:
    """The sentence above the list: how many pieces are in hand, and how much of the score has evidence."""
    counts, card = whole.counts, visit.card
    pieces = visit.say(e.COUNTED_PIECES if counts.proofs else e.NO_PIECES, in_hand=counts.in_hand, proofs=counts.proofs)
    backed = visit.say(e.BACKED, evidenced=score_words(card.evidenced.low), sure=score_words(card.score.low))
    if not card.score.low or not card.counts.answered:
        gap = visit.say(e.BACKED_NOTHING)
    else:
        gap = visit.say(e.BACKED_GAP, points=point_words(whole.at_risk)) if whole.at_risk else visit.say(e.BACKED_WHOLE)
    first = f"{pieces} · {backed}" if card.counts.answered else pieces
    lines = "".join(f"<p>{escape(line)}</p>" for line in (first, gap))
    lead = f"<small>{escape(visit.say(e.BINDER_LEAD))}</small>"
    return f'<div class="ecq-binder-head"><h1>{escape(visit.say(e.BINDER))}</h1>{lead}{lines}</div>'


def _title(group: BinderGroup) -> str:
    return group.title if group.title == group.dimension else f"{group.dimension} · {group.title}"


def _count(shown: Binder, group: BinderGroup) -> str:
    """How many of its questions name evidence; in a filtered list, how many there are."""
    questions = group.questions
    if shown.show == "all" and shown.owner is None:
        return f"{sum(not one.missing for one in questions)} / {len(questions)}"
    return str(len(questions) if shown.show == "missing" else sum(len(one.proofs) for one in questions))


def _choose(visit: Visit, whole: Binder) -> Binder:
    """Draw the filters and the two downloads in one row; returns the filtered binder."""
    counts = whole.counts
    numbers = {
        "all": counts.questions,
        "to-obtain": counts.to_obtain,
        "overdue": counts.overdue,
        "missing": counts.missing,
    }
    with st.container(key="binder-tools", horizontal=True, vertical_alignment="center"):
        show = st.segmented_control(
            visit.say(e.SHOW_LABEL),
            options=list(SHOWS),
            format_func=lambda one: visit.say(e.SHOW_COUNTED, what=visit.say(e.SHOWS[one]), count=numbers[one]),
            default="all",
            required=True,
            key=_SHOW,
            label_visibility="collapsed",
            wrap=True,
            persist_state="session",
        )
        owner = _owner(visit, whole, show == "missing")
        filtered = whole.only(show, owner)
        _downloads(visit, filtered)
    return filtered


def _owner(visit: Visit, whole: Binder, idle: bool) -> str | None:
    """The owner to filter by; None for everybody, "" for pieces without an owner."""
    if not whole.counts.proofs:
        return None
    names = {_ANYBODY: visit.say(e.EVERYBODY), _NOBODY: visit.say(e.NOBODY)}
    # Names are marked, so that nobody's name can be taken for one of the two: an option that is None would show as unset.
    chosen: str = st.selectbox(
        visit.say(e.OWNER_LABEL),
        options=[_ANYBODY, *(f"={name}" for name in whole.owners), _NOBODY],
        format_func=lambda one: names.get(one, one[1:]),
        key=_OWNER,
        width=180,
        disabled=idle,
        label_visibility="collapsed",
        persist_state="session",
    )
    return {_ANYBODY: None, _NOBODY: ""}.get(chosen, chosen[1:])


def _downloads(visit: Visit, shown: Binder) -> None:
    """The two buttons. Another thread makes the file when it is asked for, so it may use the binder only."""
    name = file_name(title(shown).replace(" · ", " "))
    narrowed = shown.show != "all" or shown.owner is not None
    st.download_button(
        visit.say(e.DOWNLOAD_SHOWN if narrowed else e.DOWNLOAD_EXCEL),
        data=visit.asked(
            partial(checklist_xlsx, shown, origin_of(visit.rubric, visit.assessment, LIST_FORMAT)), "xlsx"
        ),
        file_name=f"{name}.xlsx",
        mime=XLSX,
        type="primary",
        on_click="ignore",
        key="download-checklist",
        icon=":material/download:",
        disabled=not shown.groups,
    )
    st.download_button(
        visit.say(e.DOWNLOAD_CSV),
        data=visit.asked(partial(checklist_csv, shown), "csv"),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-checklist-csv",
        disabled=not shown.groups,
    )


def _go(question_id: str) -> None:
    """Go to the question in the interview with its evidence open; leaves the quick check if that does not ask it."""
    interview = newest_interview()
    if interview is None or question_id not in interview.rubric.by_id:
        return
    if question_id not in interview.asked:
        st.query_params.pop(QUICK_PARAM, None)
    show_question(question_id)
    session().panel = "evidence"
    overview_return.go_to("interview")
