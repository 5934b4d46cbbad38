"""What is handed out: the slides, one button that downloads the report, and beside it a menu: language, length, brand and
the other formats, Word with a template of one's own.

Files are built when they are asked for, in another thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ecq.assessment.changes import comment
from ecq.assessment.file import dump
from ecq.assessment.model import NOTE_LIMIT
from ecq.base.brand import BrandKit
from ecq.base.errors import ReportError
from ecq.base.language import LANGUAGES, Lang, Text, error_sentence, text
from ecq.document.blocks import Deck
from ecq.document.colours import ACCENT
from ecq.telling.plan.work_plan import WorkPlan
from ecq.telling.portfolio.shelves import in_hand
from ecq.telling.portfolio.summary import summary
from ecq.telling.report import words as r
from ecq.telling.report.comparisons import Earlier, Peers, earlier_of, peers_of
from ecq.telling.report.cover import View
from ecq.telling.report.shown import (
    COMMENTED,
    EDITIONS,
    EXTENTS,
    NAME_LIMIT,
    NAMES_LIMIT,
    SECTIONS,
    SHOWN,
    Extent,
    Options,
    SectionId,
    choose,
    edition_for,
    people,
)
from ecq.telling.slides import deck, planned_result
from ecq.telling.text import words as w
from ecq.telling.text.sentences import named_file
from ecq.web.brand import BRAND, draw_brand
from ecq.web.html import parts
from ecq.web.html.components import component, packed
from ecq.web.html.downloads import ReportFiles, powerpoint_file, workbook_maker
from ecq.web.html.parts import hand_out, inert, take_in
from ecq.web.session.planned import planned
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit, change_on, say_refused, today
from ecq.web.session.whose_list import listed
from ecq.writers.sheets.results.build import results_csv
from ecq.writers.slides.deck import presentation

if TYPE_CHECKING:
    from ecq.writers.word.template import Template

DOWNLOAD = text("下载报告", "Download report")
FORMATS = text("更多", "More")
OTHER_FORMATS = text("其他格式", "Other formats")
PEOPLE = text("写给谁，谁编制", "Prepared for and by")
COMMENTS = text("顾问意见", "Comments")
COMMENT_ON = text("写在报告的哪一部分", "On which part of the report")
COMMENT = text("意见，标明不是算出来的", "Your opinion, marked as not worked out")
PARTS = text("选择报告的部分", "Choose the parts of the report")
WORKBOOK = text("结果工作簿（Excel）", "Workbook of results (Excel)")
CSV = text("每题一行（CSV）", "A row for each question (CSV)")
JSON = text("自评文件（JSON），可以再打开", "Self-check file (JSON), to open again")
SLIDES = text("演示文件（HTML），不联网也能放", "Presentation file (HTML), works offline")
POWERPOINT = text("演示文件（PowerPoint），可以修改", "Presentation file (PowerPoint), to work on")

# Names of files
REPORT_FILE = text("准备度报告", "readiness report")
EXTENT_IN_FILE: dict[str, Text] = {
    "short": text("简版", "short"),
    "standard": text("标准版", "standard"),
    "full": text("完整版", "full"),
}
RESULTS_FILE = text("结果", "results")
SLIDES_FILE = text("演示", "presentation")

PRESENT = text("会议演示", "Present")

# The Word copy
WORD_COPY = text("下载 Word 版（可修改）", "Download as Word, to be changed")
WORD_TEMPLATE = text("Word 模板", "Word template")
WORD_TEMPLATE_HINT = text(
    "一个 .docx：只取样式、页眉页脚和页面设置，不取文字。",
    "A .docx: its styles, head, foot and page are taken, its text is not.",
)

_present = component(
    "ecq_present", '<div class="ecq-present"><button type="button"></button></div>', __file__, "present.js"
)
_PEOPLE = (("prepared_for", r.PREPARED_FOR), ("prepared_by", r.PREPARED_BY), ("interviewed", r.INTERVIEWED))


class Comments(PageState):
    """What the field for comments keeps."""


@dataclass
class WordCopy(PageState):
    """What the Word copy keeps."""

    template: tuple[str, Template] | None = None
    """The template read last, with its file."""


@dataclass
class LastSlides(PageState):
    """The slides made last, with what they are of."""

    made: tuple[object, Deck] | None = None


def draw_downloads(visit: Visit, plan: WorkPlan) -> None:
    """Draw what is handed out: the slides, the report, and its menu."""
    meeting = st.container(width="content")
    with st.container(key="download", horizontal=True, gap=None, width="content"):
        place = st.container(width="content")
        with st.popover(visit.say(FORMATS), key="report-choices", type="primary"):
            formats = st.container(gap="xsmall")
            options, kit, refused = _choices(visit)
    peers = peers_here(visit)
    deck = _slides_of(visit, plan, kit.name, peers)
    html = presentation(deck, visit.lang, kit)
    with meeting:
        _present(key="present", data=packed({"label": visit.say(PRESENT), "html": html}))
    earlier = earlier_of(visit.kept, store().snapshots(visit.kept.id), visit.rubric)
    files = ReportFiles(visit.rubric, visit.assessment, options, today(), kit.logo, earlier, peers)
    extent = visit.say(EXTENT_IN_FILE[options.extent])
    name = _name(visit, visit.say(REPORT_FILE), extent, _languages(options, "-"))
    with formats:
        st.caption(visit.say(OTHER_FORMATS))
        _draw_word_copy(visit, files, name, disabled=refused)
        _other_formats(visit, options.lang, html, partial(powerpoint_file, deck, visit.lang, kit.accent, kit.logo))
    if characters := files.lacking():
        st.caption(inert(visit.say(r.LACKING, characters=characters)))
    with place:
        look = {"type": "primary", "icon": ":material/download:", "disabled": refused}
        hand_out(visit.say(DOWNLOAD), f"{name}.pdf", visit.asked(files.pdf, "pdf"), "download-pdf", **look)


def peers_here(visit: Visit) -> Peers | None:
    """The peers of the present self-check; None where there are too few."""
    rows = [row for row in in_hand(listed(0)) if row.rubric == visit.rubric.id and row.id != visit.kept.id]
    others = (row.summary for row in rows if row.summary and row.scored and not row.listed.demo)
    return peers_of(summary(visit.rubric, visit.assessment), others)


def _name(visit: Visit, *further: str) -> str:
    return named_file(visit.assessment.name or "ECQ", *further, today())


def _languages(options: Options, between: str) -> str:
    return between.join(LANGUAGES[lang].name for lang in (options.lang, options.beneath) if lang is not None)


def _choices(visit: Visit) -> tuple[Options, BrandKit, bool]:
    """The choices of the report, the brand, and whether something is refused; then a message stands beside it."""
    names = {key: _languages(choose(key), " + ") for key in EDITIONS}
    first, label = edition_for(visit.lang), visit.say(w.REPORT_LANGUAGE)
    edition = parts.choose(st.selectbox, label, names, "report-lang", at=first)
    extents = {one: visit.say(r.EXTENTS[one]) for one in EXTENTS}
    extent: Extent = parts.choose(st.radio, visit.say(r.EXTENT), extents, "report-extent", index=1)
    with st.expander(visit.say(PARTS)):
        titles, label = {one: visit.say(SHOWN[one].title) for one in SECTIONS}, visit.say(r.PARTS_TITLE)
        look = {"placeholder": visit.say(r.PARTS_NONE), "label_visibility": "collapsed"}
        wanted = list(EXTENTS[extent])
        chosen = parts.choose(st.multiselect, label, titles, f"report-parts-{extent}", default=wanted, **look)
    with st.expander(visit.say(PEOPLE)):
        named = {
            field: st.text_input(
                visit.say(label),
                max_chars=NAMES_LIMIT if field == "interviewed" else NAME_LIMIT,
                placeholder=visit.say(r.PEOPLE_HINT),
                key=f"report-{field}",
            )
            or ""
            for field, label in _PEOPLE
        }
    with st.expander(visit.say(COMMENTS), key="comments"):
        _comments(visit)
    with st.expander(visit.say(BRAND), key="brand"):
        kit, refused = draw_brand(visit)
    without = [part for part in SECTIONS if part not in chosen]
    try:
        return choose(edition, extent, chosen, without, kit.name, kit.accent or ACCENT, people(**named)), kit, refused
    except ReportError as error:
        st.error(inert(visit.say(error_sentence(error))))
        return choose(edition, extent, chosen, without), kit, True


def _comments(visit: Visit) -> None:
    """What a consultant says of each part of the report; kept with the self-check."""
    say_refused(visit, Comments)
    titles = {one: visit.say(SHOWN[one].title) for one in COMMENTED}
    part: SectionId = parts.choose(st.selectbox, visit.say(COMMENT_ON), titles, "comment-part")
    kept = visit.assessment.comments.get(part)
    st.text_area(
        visit.say(COMMENT),
        value=kept.text if kept else "",
        max_chars=NOTE_LIMIT,
        key=f"comment-{part}",
        disabled=not visit.may("edit"),
        on_change=_commented,
        args=(part,),
    )


def _commented(part: SectionId) -> None:
    said = str(st.session_state.get(f"comment-{part}", ""))
    by = str(st.session_state.get("report-prepared_by", ""))
    change_on(Comments, lambda assessment, _, at: comment(assessment, part, said, by, at))


def _other_formats(visit: Visit, lang: Lang, html: str, powerpoint: Callable[[], bytes]) -> None:
    """A button for each other format, in the (first) language of the report."""
    rubric, assessment = visit.rubric, visit.assessment
    results, language = visit.say(RESULTS_FILE), LANGUAGES[lang].name
    table = _name(visit, results, language)
    slides = _name(visit, visit.say(SLIDES_FILE), LANGUAGES[visit.lang].name)
    files: list[tuple[Text, str, str, Callable[[], bytes] | str]] = [
        (WORKBOOK, table, "xlsx", workbook_maker(rubric, assessment, lang, today())),
        (CSV, table, "csv", partial(results_csv, rubric, assessment, lang)),
        (JSON, named_file(assessment.name or "ECQ", visit.day), "json", dump(assessment)),
        (SLIDES, slides, "html", html),
        (POWERPOINT, slides, "pptx", powerpoint),
    ]
    for label, name, ending, make in files:
        made = visit.asked(make, ending)
        hand_out(visit.say(label), f"{name}.{ending}", made, f"download-{ending}", width="stretch")


def _slides_of(visit: Visit, plan: WorkPlan, brand: str, peers: Peers | None) -> Deck:
    """The slides of the present result with its snapshots and peers, with a brand's name; kept, since they need further plans."""
    before = store().snapshots(visit.kept.id)
    of = planned(visit).key, visit.lang, today(), brand, peers, tuple(one.id for one in before)
    kept = session().page(LastSlides)
    if kept.made is None or kept.made[0] != of:
        view = View(visit.rubric, visit.assessment, visit.card, visit.verdict, visit.lang)
        states = [
            Earlier(day=one.at[:10], assessment=one.assessment) for one in before if one.assessment != visit.assessment
        ]
        shown = planned_result(view, planned(visit).to_target, plan, today(), states)
        kept.made = of, deck(replace(shown, peers=peers), brand)
    return kept.made[1]


def _draw_word_copy(visit: Visit, files: ReportFiles, name: str, *, disabled: bool = False) -> None:
    """Draw the button and, below it, the choice of a template. `name` is the file's without ending."""
    place = st.container()
    with st.expander(visit.say(WORD_TEMPLATE)):
        st.caption(visit.say(WORD_TEMPLATE_HINT))
        look = {"type": ["docx", "dotx"], "label_visibility": "collapsed"}
        chosen = take_in(visit.say(WORD_TEMPLATE), visit.say(w.CHOOSE_FILE), "report-template", **look)
        try:
            _read(chosen)
        except ReportError as error:
            st.error(inert(visit.say(error_sentence(error))))
            disabled = True
    known = session().page(WordCopy).template
    with place:
        made = visit.asked(partial(files.word, known and known[1]), "docx")
        label, at = visit.say(WORD_COPY), "download-docx"
        hand_out(label, f"{name}.docx", made, at, width="stretch", disabled=disabled)


def _read(chosen: st.runtime.uploaded_file_manager.UploadedFile | None) -> None:
    """Read a template once, not on every run; one that is taken away is forgotten. Raises ReportError."""
    here = session().page(WordCopy)
    known = here.template
    if chosen is None:
        here.template = None
    elif known is None or known[0] != chosen.file_id:
        from ecq.writers.word.template import read_template

        here.template = None
        here.template = (chosen.file_id, read_template(chosen.getvalue(), chosen.name))
