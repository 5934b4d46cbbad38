"""The files page: downloads of the results, answer sheets for departments, and importing their answers after a preview.

What a sheet would change is worked out in `ecq.exchange.answer_sheet`; it is applied as one change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import streamlit as st

from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base import arms_length
from ecq.base.errors import EcqError, WorkbookError
from ecq.base.language import LANGS, LANGUAGES, Lang, Text, filled
from ecq.base.settings import mode
from ecq.exchange import law_texts, rubric_catalogue
from ecq.exchange.answer_sheet import (
    AnswerSheet,
    Change,
    Preview,
    ReturnedList,
    asked_under,
    export_sheet,
    preview,
    read_returned,
    take_over,
)
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.merging import Spot
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.telling.text.file_names import file_name
from ecq.telling.text.not_counted import NOT_COUNTED, WHY, NotCounted
from ecq.web.files import words as x
from ecq.web.frame.pages import Pages
from ecq.web.frame.words import FILES
from ecq.web.html.downloads import XLSX, workbook_maker
from ecq.web.html.parts import block, card, table, upload_label
from ecq.web.html.words import error_text, inert
from ecq.web.session.clock import today
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit, change_on, say_refused
from ecq.writers.sheets.results import results_csv
from ecq.writers.sheets.unread import UNREAD

ENDINGS = ["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "csv", "txt", "pdf", "docx", "zip", "json"]
"""Only the first is taken; the others may be chosen so that the sentence about them is ECQ's own."""

LAW_UPLOAD, LAW_ENDINGS = "exchange-law-file", ["txt", "md", "docx", "html", "htm", "pdf"]
SHOWN, ONE_BY_ONE_MOST, TEXT_SHOWN = 200, 50, 300
NODES, LANGUAGE, UPLOAD = "exchange-nodes", "exchange-lang", "exchange-upload"
DECIDE, LEAVE_OUT = "exchange-decide", "exchange-leave-out"
Way = Literal["one-by-one", "keep", "take"]


@dataclass
class Files(PageState):
    """What the page of files keeps."""

    sheet: tuple[tuple[str, str], AnswerSheet | ReturnedList | Text] | None = None
    """The answer sheet read last, by file and rubric, or the sentence that says why it is none."""
    applied: tuple[int, tuple[NotCounted, ...]] | None = None
    """How many changes were just taken from a sheet, and which of them do not count; shown once."""


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the page."""
    _, middle, _ = st.columns([1, 6, 1])
    with middle:
        st.html(
            block(
                f'<div class="ecq-exchange-head"><h1>{escape(visit.say(FILES))}</h1>'
                f"<p>{escape(visit.say(x.LEAD))}</p></div>"
            )
        )
        say_refused(visit, Files)
        with st.container(border=True, key="exchange-away"):
            _take_away(visit)
        with st.container(border=True, key="exchange-out"):
            _send_out(visit)
        if not visit.looks_only:
            with st.container(border=True, key="exchange-in"):
                _take_in(visit)
        if mode() in (None, "local"):
            with st.container(border=True, key="exchange-law"):
                _law(visit)


def _section(visit: Visit, title: Text, lead: Text) -> None:
    st.html(block(f'<h2 class="ecq-sub">{escape(visit.say(title))}</h2><p>{escape(visit.say(lead))}</p>'))


# Out


def _download(
    visit: Visit, label: str, data: Callable[[], bytes] | str, name: str, mime: str, key: str, main: bool = False
) -> None:
    kind: Literal["primary", "secondary"] = "primary" if main else "secondary"
    asked = visit.asked(data, name.rpartition(".")[2])
    st.download_button(label, data=asked, file_name=name, mime=mime, type=kind, on_click="ignore", key=key)


def _name(visit: Visit, what: str = "") -> str:
    assessment = visit.assessment
    parts = (assessment.name or "ECQ", what, (assessment.updated_at or "")[:10])
    return file_name(" ".join(part for part in parts if part))


def _take_away(visit: Visit) -> None:
    rubric, assessment, lang = visit.rubric, visit.assessment, visit.lang
    _section(visit, x.TAKE_AWAY, x.TAKE_AWAY_LEAD)
    with st.container(horizontal=True):
        book = workbook_maker(rubric, assessment, lang, today())
        _download(visit, visit.say(x.WORKBOOK), book, f"{_name(visit)}.xlsx", XLSX, "exchange-xlsx", main=True)
        rows = lambda: results_csv(rubric, assessment, lang)  # noqa: E731
        _download(visit, visit.say(x.CSV), rows, f"{_name(visit)}.csv", "text/csv", "exchange-csv")
        _download(
            visit,
            visit.say(w.DOWNLOAD_JSON),
            dump(assessment),
            f"{_name(visit)}.json",
            "application/json",
            "exchange-json",
        )


def _send_out(visit: Visit) -> None:
    rubric, assessment = visit.rubric, visit.assessment
    _section(visit, x.SEND_OUT, x.SEND_OUT_LEAD)
    indicators = {rubric.place[question][1] for question, one in visit.card.questions.items() if one.state != "hidden"}
    titles = {leaf.id: visit.words(leaf.title) for leaf in rubric.leaves if leaf.id in indicators}
    if not titles:
        st.info(visit.say(x.NOTHING_APPLIES))
        return
    nodes = st.pills(
        visit.say(x.WHICH),
        options=list(titles),
        format_func=lambda one: titles.get(one, one),
        selection_mode="multi",
        key=NODES,
        wrap=True,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        lang: Lang = st.selectbox(
            visit.say(x.SHEET_LANGUAGE),
            options=list(LANGS),
            index=LANGS.index(visit.lang),
            format_func=lambda one: LANGUAGES[one].name,
            key=LANGUAGE,
            width=160,
        )
        sender = st.text_input(visit.say(a.SENDER), max_chars=200, key="exchange-sender", width=200)
        deadline = st.date_input(
            visit.say(a.DEADLINE), value=None, format="YYYY-MM-DD", key="exchange-deadline", width=160
        )
        chosen = tuple(node for node in nodes if node in titles)
        count = len(asked_under(rubric, assessment, chosen))
        what = titles[chosen[0]] if len(chosen) == 1 else ""
        name = _name(visit, f"{visit.say(a.TITLE)} {what}".strip())
        _download(
            visit,
            visit.say(x.GET_SHEET, count=count),
            lambda: export_sheet(
                rubric, assessment, lang, chosen, sender or "", deadline.isoformat() if deadline else ""
            ),
            f"{name}.xlsx",
            XLSX,
            "exchange-sheet",
        )


# Texts of laws


def _law(visit: Visit) -> None:
    _section(visit, x.LAW, x.LAW_LEAD)
    laws = rubric_catalogue.library().laws
    st.html(upload_label(LAW_UPLOAD, visit.say(w.CHOOSE_FILE)))
    chosen = st.file_uploader(visit.say(x.CHOOSE_LAW), type=LAW_ENDINGS, key=LAW_UPLOAD)
    if chosen is not None:
        try:
            brought = law_texts.bring(chosen.getvalue(), chosen.name, laws, today())
            law_texts.keep(brought)
        except EcqError as error:
            st.error(inert(visit.words(error_text(error))))
        else:
            law = laws[brought.law]
            same, read = brought.agreeing(law)
            said = {"law": visit.words(law.title), "count": len(brought.articles), "same": same, "read": read}
            st.success(visit.say(law_texts.BROUGHT, **said))
    texts = law_texts.kept()
    asked = st.text_input(visit.say(x.SEARCH_LAW), max_chars=100, key="exchange-law-search") if texts else ""
    for law_id, article, words in law_texts.found(texts, (asked or "").split())[:SHOWN] if asked else ():
        st.text(visit.say(x.FOUND_LAW, law=visit.words(laws[law_id].short), article=article, words=words))


# In


def _take_in(visit: Visit) -> None:
    _section(visit, x.TAKE_IN, x.TAKE_IN_LEAD)
    here = session().page(Files)
    applied, here.applied = here.applied, None
    if applied is not None:
        count, in_vain = applied
        st.success(visit.say(a.APPLIED, count=count))
        _not_counted(visit, in_vain)
    st.html(upload_label(UPLOAD, visit.say(w.CHOOSE_FILE)))
    chosen = st.file_uploader(visit.say(x.CHOOSE_SHEET), type=ENDINGS, key=UPLOAD)
    if chosen is None:
        here.sheet = None
        return
    sheet = _read(visit, chosen)
    if isinstance(sheet, Text):
        st.error(inert(visit.words(sheet)))
        return
    sheet_preview = preview(sheet, visit.rubric, visit.assessment)
    for notice in sheet_preview.notices:
        st.warning(inert(visit.words(notice)))
    _preview(visit, sheet_preview)
    _offer(visit, sheet, sheet_preview)


def _read(visit: Visit, chosen: Any) -> AnswerSheet | ReturnedList | Text:
    """The sheet, or why the file is none; read once for each file and rubric."""
    key = (chosen.file_id, visit.rubric.digest)
    here = session().page(Files)
    last = here.sheet
    if last is None or last[0] != key:
        sheet: AnswerSheet | ReturnedList | Text
        try:
            sheet = arms_length.read(read_returned, chosen.getvalue(), visit.rubric, error=WorkbookError)
        except EcqError as error:
            sheet = filled(x.CANNOT_BE_READ, file=chosen.name, why=error_text(error))
        last = here.sheet = (key, sheet)
    return last[1]


def _preview(visit: Visit, shown: Preview) -> None:
    counts = {"changes": len(shown.changes), "conflicts": len(shown.conflicts), "problems": len(shown.troubles)}
    summary = f"<p><b>{escape(visit.say(a.SUMMARY, read=shown.read, **counts))}</b></p>"
    if not any(counts.values()):
        summary += f"<p>{escape(visit.say(a.NO_CHANGE))}</p>"
    st.html(block(f'<div class="ecq-exchange-summary" role="status">{summary}</div>'))
    _places(visit, a.PROBLEMS, a.WRONG, [(one.place, one.sentence) for one in shown.troubles])
    _places(visit, UNREAD, a.WHAT, [(one.place, one.sentence) for one in shown.unread])
    _not_counted(visit, shown.not_counted)
    if shown.changes:
        whole = "".join(_change(visit, one) for one in shown.changes[:SHOWN])
        more = _more(visit, len(shown.changes), x.AND_MORE)
        title = escape(visit.say(a.CHANGES))
        st.html(block(card(f'<b>{title}</b><ul class="ecq-changes">{whole}</ul>{more}')))


def _places(visit: Visit, title: Text, head: Text, told: Sequence[tuple[str, Text]]) -> None:
    """A table of places in the workbook, with what is to be known of each."""
    if told:
        heads = [(visit.say(a.CELL), False), (visit.say(head), False)]
        rows = [(place, visit.words(sentence)) for place, sentence in told[:SHOWN]]
        more = _more(visit, len(told), x.AND_MORE_WRONG)
        st.html(block(card(f"<b>{escape(visit.say(title))}</b>{table(heads, rows)}{more}")))


def _not_counted(visit: Visit, in_vain: Sequence[NotCounted]) -> None:
    """The questions whose answers are taken over and count for nothing, with why."""
    if in_vain:
        heads = [(visit.say(w.QUESTION), False), (visit.say(WHY), False)]
        rows = [(visit.words(visit.rubric.by_id[one.question].text), visit.words(one.why)) for one in in_vain[:SHOWN]]
        more = _more(visit, len(in_vain), x.AND_MORE_WRONG)
        st.html(block(card(f"<b>{escape(visit.say(NOT_COUNTED))}</b>{table(heads, rows)}{more}")))


def _more(visit: Visit, count: int, text: Text) -> str:
    return f"<p><small>{escape(visit.say(text, count=count - SHOWN))}</small></p>" if count > SHOWN else ""


def _change(visit: Visit, one: Change) -> str:
    """One change as HTML, before and after below each other, so that long texts have the whole width on any screen."""
    question, field, before, after, place = map(escape, _row(visit, one))
    sides = [(a.BEFORE, before)] if before else []
    sides_html = "".join(
        f"<dt>{escape(visit.say(name))}</dt><dd>{side}</dd>" for name, side in [*sides, (a.AFTER, after)]
    )
    return f"<li><b>{question}</b><small>{field} · {place}</small><dl>{sides_html}</dl></li>"


def _row(visit: Visit, one: Change) -> tuple[str, str, str, str, str]:
    before, after = _sides(visit, one)
    question = visit.words(one.title(visit.rubric))
    return question, visit.say(a.FIELDS[one.field]), before, after, one.place


def _sides(visit: Visit, one: Change) -> tuple[str, str]:
    """Before and after in words, shortened where they are long."""
    before, after = (side or visit.say(a.EMPTY) for side in one.words(visit.rubric, visit.lang))
    if one.field == "evidence":
        return "", visit.say(a.ADDED, piece=_cut(after))
    return _cut(before), _cut(after)


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"


def _offer(visit: Visit, sheet: AnswerSheet | ReturnedList, shown: Preview) -> None:
    """The open conflicts, and the button that imports everything."""
    way: Way = "keep"
    if shown.conflicts:
        way = _way(visit, shown)
    theirs = _theirs(visit, shown, way)
    troubles = len(shown.troubles)
    leave_out = troubles > 0 and st.checkbox(visit.say(x.LEAVE_OUT, count=troubles), key=LEAVE_OUT)
    count = len(shown.changes) + len(theirs)
    if not shown.changes and not shown.conflicts:
        return

    def take() -> None:
        def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
            newest = preview(sheet, rubric, assessment)
            if newest != shown:
                return Invalid(a.CHANGED_MEANWHILE)
            return take_over(newest, rubric, assessment, theirs=theirs, leave_out_troubles=leave_out, at=at)

        here = session().page(Files)
        if change_on(Files, how):
            taken = {one.question for one in shown.changes} | {question for question, _ in theirs}
            here.applied = count, tuple(one for one in shown.not_counted if one.question in taken)

    st.button(
        visit.say(x.TAKE_OVER, count=count),
        type="primary",
        key="exchange-take",
        on_click=take,
        disabled=not count or (troubles > 0 and not leave_out),
    )


def _way(visit: Visit, shown: Preview) -> Way:
    words: dict[Way, Text] = {"one-by-one": x.ONE_BY_ONE, "keep": x.KEEP_ALL, "take": x.TAKE_ALL}
    ways = [way for way in words if way != "one-by-one" or len(shown.conflicts) <= ONE_BY_ONE_MOST]
    chosen: Way = st.segmented_control(
        visit.say(x.DECIDE),
        options=ways,
        format_func=lambda way: visit.say(words[way]),
        default=ways[0],
        required=True,
        key=DECIDE,
        wrap=True,
    )
    return chosen


def _theirs(visit: Visit, shown: Preview, way: Way) -> list[Spot]:
    """The conflicts in which the sheet's answer was chosen."""
    if way == "keep":
        return []
    if way == "take":
        return [one.spot for one in shown.conflicts]
    return [one.spot for one in shown.conflicts if _takes(visit, one)]


def _takes(visit: Visit, one: Change) -> bool:
    """Ask whose answer wins one conflict; True for the sheet's."""
    question, field, before, after, place = _row(visit, one)
    words = {False: inert(visit.say(x.KEEP, said=before)), True: inert(visit.say(x.TAKE, said=after))}
    key = f"exchange-conflict-{one.question}-{one.field}"
    chosen: bool = st.radio(
        inert(f"{question} · {field} · {place}"), options=[False, True], format_func=lambda side: words[side], key=key
    )
    return chosen
