"""The evidence page: the pieces that the answers need, by indicator or by what is to be done; files, review, and the dossier.

What it shows is worked out in `ecq.telling.evidence.binder`; the lists are components, so that a hundred questions stay quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import islice
from typing import Any

import streamlit as st

from ecq.assessment.changes import How, to_question
from ecq.assessment.evidence import Details, add_evidence, keep_paper, name_reviewer
from ecq.assessment.file import BEFORE, FORMAT
from ecq.assessment.model import PLACE_LIMIT, Assessment, KeptFile
from ecq.base.arms_length import asking
from ecq.base.day import days_between
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES, Text, error_sentence
from ecq.exchange.dossier import bound, dossier, dossier_name
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.store.files import CHUNK, files_in, files_of, room_left
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import (
    PIECE_STATES,
    Binder,
    BinderPiece,
    BinderQuestion,
    before_after_sentence,
    binder,
    by_indicator,
    fall_sentence,
    held_word,
)
from ecq.telling.papers import PAPERS, paper_lines, paper_row, papers_sentence, second_hand
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name, point_words, score_words
from ecq.web.changes import draw_conflicts
from ecq.web.evidence.component import EvidenceList, draw_list, draw_rows, me, size_words
from ecq.web.html.parts import choose, draw_html, hand_out, inert, take_in
from ecq.web.session import going
from ecq.web.session import widget_keys as keys
from ecq.web.session.going import show_question
from ecq.web.session.state import OF_ASSESSMENT, PageState, Refused, session
from ecq.web.session.stores import database, identity
from ecq.web.session.visit import QUICK_PARAM, Pages, Visit, change, newest_visit
from ecq.writers.page_pictures import pictures_of_pages
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_csv, checklist_xlsx, title
from ecq.writers.sheets.stamps import origin_of

_SHOW, _OWNER, _UPLOAD, _PIECE, _PAPER = "room-show", "room-owner", "room-upload", "room-piece", "room-paper"
_ALL, _ANYBODY = "all", "anybody"
_SOON_DAYS, _LATER_DAYS = 30, 90
_IN_MEMORY = 200_000_000
"""Bytes of files above which a dossier is exported by command: Streamlit would hold it whole."""


@dataclass
class EvidencePage(PageState):
    """Where the visitor is on the page, and how often files were dropped."""

    indicator: str = field(default="", metadata=OF_ASSESSMENT)
    question: str = field(default="", metadata=OF_ASSESSMENT)
    drops: int = 0
    told: tuple[Text, ...] = field(default=(), metadata=OF_ASSESSMENT)


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the evidence page."""
    draw_conflicts(visit)
    whole = binder(visit.rubric, visit.assessment, visit.lang, visit.card)
    _head(visit, whole)
    if not whole.by_piece:
        st.info(visit.say(e.EMPTY_BINDER if not visit.card.counts.applicable else e.BACKED_NOTHING))
        return
    show, owner = _choose(visit, whole)
    with st.container(key="evidence-room"):
        left, middle, right = st.columns([20, 76, 24])
        here = session().page(EvidencePage)
        chosen = _question_of(whole, here)
        with left:
            own = [one for one in whole.by_piece if one.score.indicator == chosen.score.indicator]
            fold = f"{whole.title(chosen.score.indicator)} {_count(own)}"
            draw_rows("room-indicators", _indicators(whole, chosen), _to_indicator, fold)
        with middle:
            if show != _ALL or owner is not None:
                _narrowed(visit, whole, show, owner)
            else:
                _opened(visit, whole, chosen)
        with right:
            _aside(visit, whole)


def _head(visit: Visit, whole: Binder) -> None:
    """What counts, of how much, and what is missing; what the change of the rule did, once; when the grade falls."""
    card = visit.card
    gap = card.score.low - card.evidenced.low
    count = sum(one.score.unproved for one in whole.by_piece)
    lines = [visit.say(e.WHAT_COUNTS_REVIEWED if whole.reviewed else e.WHAT_COUNTS)]
    if not card.hanging:  # else the two scores are over all profiles, and no answers lie between
        if gap:
            sure = score_words(card.score.low)
            lines.append(visit.say(e.ROOM_LEAD, sure=sure, points=point_words(gap), count=count))
        elif card.score.low:
            lines.append(visit.say(e.ROOM_WHOLE))
    lead = LANGUAGES[visit.lang].sentences(lines)
    fall = fall_sentence(visit.rubric, visit.assessment, card, visit.lang)
    falls = f"<p><b>{escape(fall)}</b></p>" if fall else ""
    head = escape(whole.head)
    draw_html(f'<div class="ecq-binder-head"><h1>{head}</h1><p>{escape(lead)}</p>{falls}{_bar(whole)}</div>')
    if visit.assessment.format == BEFORE:
        st.warning(inert(before_after_sentence(visit.assessment, card, visit.rubric, visit.lang)))
        st.button(visit.say(e.SEEN), key="rule-seen", on_click=_seen, disabled=visit.looks_only)
    for told in session().page(EvidencePage).told:
        st.error(inert(visit.say(told)))


def _bar(whole: Binder) -> str:
    """The pieces by state, as a strip; the filters say the same in numbers."""
    of = max(1, len(whole.pieces))
    parts = (f'<i class="{one}" style="width:{100 * whole.count(one) / of}%"></i>' for one in PIECE_STATES)
    return f'<div class="ecq-strip" aria-hidden="true">{"".join(parts)}</div>'


def _seen() -> None:
    change(lambda assessment, rubric, at: assessment.model_copy(update={"format": FORMAT, "updated_at": at}))


def _choose(visit: Visit, whole: Binder) -> tuple[str, str | None]:
    """Draw the filters, the dossier and the checklist in one row; which state and whose pieces are shown."""
    states = {_ALL: f"{visit.say(e.SHOWS[_ALL])} {len(whole.pieces)}"}
    for one in PIECE_STATES:
        if whole.reviewed or one != "to-review":
            word = held_word(visit.assessment, visit.lang) if one == "held" else visit.say(e.PIECE_STATES[one])
            states[one] = f"{word} {whole.count(one)}"
    with st.container(key="binder-tools", horizontal=True, vertical_alignment="center"):
        look = {"default": _ALL, "required": True, "label_visibility": "collapsed", "wrap": True}
        label = visit.say(e.SHOW_LABEL)
        show: str = choose(st.segmented_control, label, states, _SHOW, persist_state="session", **look)
        owner = None
        if owners := sorted({piece.owner for piece in whole.pieces} - {""}):
            # Names are marked, so that nobody's name can be taken for that of everybody.
            names = {_ANYBODY: visit.say(e.EVERYBODY)} | {f"={name}": name for name in owners}
            look = {"width": 160, "label_visibility": "collapsed"}
            chosen: str = choose(st.selectbox, visit.say(w.OWNER), names, _OWNER, **look)
            owner = chosen[1:] if chosen.startswith("=") else None
        with st.popover(visit.say(e.REVIEW_SETTINGS), key="review-settings"):
            if identity() is None:
                here = session().page(EvidenceList)
                here.me = st.text_input(visit.say(e.MY_NAME), value=here.me, key="my-name", max_chars=200).strip()
            st.text_input(
                visit.say(e.REVIEWER),
                value=visit.assessment.reviewer,
                key="reviewer",
                max_chars=200,
                on_change=_name_reviewer,
                disabled=visit.looks_only,
            )
        with st.popover(papers_sentence(visit.assessment, visit.lang), key="papers"):
            _papers(visit)
        _downloads(visit, whole)
    return show, owner


def _papers(visit: Visit) -> None:
    """The papers of an application, where the list is from, and the fields in which one is kept."""
    lines = paper_lines(visit.assessment)
    rows = "".join(
        f"<tr><td>{escape(title)}<br><small>{escape(' · '.join(filter(None, said)))}</small></td></tr>"
        for title, *said in (paper_row(one, visit.lang) for one in lines)
    )
    note = escape(second_hand(visit.lang))
    draw_html(f'<p><small>{note}</small></p><table class="ecq-rows"><tbody>{rows}</tbody></table>')
    if visit.looks_only:
        return
    first = next((one.paper.id for one in lines if one.state != "held"), lines[0].paper.id)
    titles = {one.paper.id: visit.say(one.paper.title) for one in lines}
    paper: str = choose(st.selectbox, visit.say(PAPERS), titles, _PAPER, at=first)
    thing = next(one.thing for one in lines if one.paper.id == paper)
    st.text_input(
        visit.say(e.WHERE),
        value=thing.place if thing else "",
        max_chars=PLACE_LIMIT,
        key=f"paper-place-{paper}",
        on_change=_say_paper,
        args=(paper,),
    )
    key = f"paper-file-{paper}-{session().page(EvidencePage).drops}"
    take_in(visit.say(e.DROP_HERE), visit.say(w.CHOOSE_FILE), key, on_change=_take_paper, args=(paper, key))


def _say_paper(paper: str) -> None:
    """Keep where a paper lies; without a word, and without a file, it is taken away. For callbacks."""
    place = keys.text_in(f"paper-place-{paper}")

    def how(assessment: Assessment, rubric: Rubric, at: str) -> Assessment | Invalid:
        kept = assessment.papers.get(paper)
        file = kept.file if kept else None
        text = file.name if file else place
        return keep_paper(assessment, paper, text, at, place=place, file=file, brought_by=me())

    change(how)


def _take_paper(paper: str, key: str) -> None:
    """Keep the file that arrived as this paper. For callbacks."""
    arrived = filter(None, (st.session_state.get(key),))
    _keep(arrived, lambda file: lambda made, _, at: keep_paper(made, paper, file.name, at, file=file, brought_by=me()))


def _keep(arrived: Iterable[Any], how: Callable[[KeptFile], How]) -> None:
    """Keep the files that arrived, each with a change of the assessment; what is refused says why. For callbacks."""
    here, visit, told = session().page(EvidencePage), newest_visit(), list[Text]()
    if visit is None:
        return
    for one in arrived:
        try:
            chunks = iter(partial(one.read, CHUNK), b"")
            with files_of(database()).arriving(chunks, one.name, room_left(visit.assessment)) as kept:
                outcome = change(how(kept))
                told += [outcome.why] if isinstance(outcome, Refused) else []
        except EcqError as error:
            told.append(error_sentence(error))
    here.told = tuple(told)
    here.drops += 1  # an uploader that is empty again


def _name_reviewer() -> None:
    name = keys.text_in("reviewer")
    change(lambda assessment, rubric, at: name_reviewer(assessment, name, at))


def _downloads(visit: Visit, shown: Binder) -> None:
    """The checklist and the dossier. Another thread makes the file when it is asked for, so it may use the binder only."""
    origin = origin_of(visit.rubric, visit.assessment, LIST_FORMAT)
    name = file_name(title(shown).replace(" · ", " "))
    made = visit.asked(partial(checklist_xlsx, shown, origin), "xlsx")
    hand_out(visit.say(e.DOWNLOAD_EXCEL), f"{name}.xlsx", made, "download-checklist")
    made = visit.asked(partial(checklist_csv, shown), "csv")
    hand_out(visit.say(e.DOWNLOAD_CSV), f"{name}.csv", made, "download-checklist-csv")
    if (size := sum(one.size for one in files_in(visit.assessment).values())) > _IN_MEMORY:
        st.caption(visit.say(e.DOSSIER_LARGE, size=size_words(size), id=visit.kept.id))
        return
    whole, look = visit.asked(partial(_dossier, shown), "zip"), {"type": "primary", "icon": ":material/download:"}
    hand_out(visit.say(e.DOSSIER), dossier_name(visit.assessment, visit.lang), whole, "download-dossier", **look)
    one = visit.asked(lambda: bound(shown, files_of(database()).read), "pdf")
    name = dossier_name(visit.assessment, visit.lang, "pdf")
    hand_out(visit.say(e.BOUND_BUTTON), name, one, "download-bound")


def _dossier(whole: Binder) -> bytes:
    """The dossier as Streamlit takes it, whole; another thread makes it."""
    from ecq.writers.pdf.build import build_report

    report = partial(build_report, whole.rubric, whole.assessment, whole.lang, whole.assessment.day)
    return b"".join(dossier(whole, files_of(database()).read, report))


# Which question is open


def _question_of(whole: Binder, here: EvidencePage) -> BinderQuestion:
    """The question chosen, else the first of the indicator chosen, else the first that lacks something."""
    by_id = {one.id: one for one in whole.by_piece}
    if here.question in by_id:
        return by_id[here.question]
    within = [one for one in whole.by_piece if one.score.indicator == here.indicator] or whole.by_piece
    return next((one for one in within if one.score.unproved), within[0])


def _indicators(whole: Binder, chosen: BinderQuestion) -> list[dict[str, Any]]:
    groups: dict[str, list[BinderQuestion]] = {}
    for one in whole.by_piece:
        groups.setdefault(one.score.dimension, []).append(one)
    open_ = chosen.score.indicator
    return [
        {
            "title": whole.title(dimension),
            "count": _count(questions),
            "rows": [_row(key, whole.title(key), some, key == open_) for key, some in by_indicator(questions).items()],
        }
        for dimension, questions in groups.items()
    ]


def _count(questions: Sequence[BinderQuestion]) -> str:
    """How many pieces are in hand, of how many needed."""
    return f"{sum(one.held for one in questions)}/{sum(len(one.score.needed) for one in questions)}"


def _row(key: str, words: str, questions: Sequence[BinderQuestion], on: bool = False, note: str = "") -> dict[str, Any]:
    needed = sum(len(one.score.needed) for one in questions)
    filled = 100 * sum(one.held for one in questions) // needed if needed else 0
    return {"id": key, "title": words, "filled": filled, "count": _count(questions), "on": on, "note": note}


def _to_indicator(indicator: str) -> None:
    here = session().page(EvidencePage)
    here.indicator, here.question = indicator, ""


def _to_question(question: str) -> None:
    here = session().page(EvidencePage)
    here.question, here.told = question, ()


# The middle


def _narrowed(visit: Visit, whole: Binder, show: str, owner: str | None) -> None:
    """Every question with a piece in that state, of that owner."""

    def fits(piece: BinderPiece) -> bool:
        return show in (_ALL, piece.state) and owner in (None, piece.owner)

    questions = [one for one in whole.by_piece if any(map(fits, one.pieces))]
    listed = [(whole.title(key), _count(some), some) for key, some in by_indicator(questions).items()]
    draw_list(visit, listed, "room-narrowed", empty="" if listed else visit.say(e.NONE_SUCH), on_go=_go)


def _opened(visit: Visit, whole: Binder, chosen: BinderQuestion) -> None:
    with st.container(border=True, key="room-question"):
        draw_list(visit, [("", "", [chosen])], "room-list", on_go=_go)
        if not visit.looks_only and chosen.pieces:
            _drop(visit, chosen)
        if seen := session().page(EvidenceList).seen:
            draw_file(visit, seen)
    others = [one for one in whole.by_piece if one.score.indicator == chosen.score.indicator and one.id != chosen.id]
    if others:
        rows = [_row(one.id, one.text, [one], note=one.pieces[0].until or "" if one.pieces else "") for one in others]
        draw_rows("room-others", [{"title": "", "count": "", "rows": rows}], _to_question)


def _drop(visit: Visit, chosen: BinderQuestion) -> None:
    """Files dropped, chosen, pasted or taken; the person says which piece they are, nothing is guessed."""
    here = session().page(EvidencePage)
    texts = {piece.id: piece.text for piece in chosen.pieces}
    first = next((piece.id for piece in chosen.pieces if piece.state != "held"), chosen.pieces[0].id)
    which, what = st.columns([2, 3], vertical_alignment="bottom")
    with which:
        choose(st.selectbox, visit.say(e.WHICH_PIECE), texts, f"{_PIECE}-{chosen.id}", at=first)
    with what:
        key = f"{_UPLOAD}-{chosen.id}-{here.drops}"
        look = {"accept_multiple_files": True, "on_change": _take, "args": (chosen.id, key)}
        take_in(visit.say(e.DROP_HERE), visit.say(w.CHOOSE_FILE), key, **look)


def _take(question_id: str, key: str) -> None:
    """Keep the files that arrived and put each to the piece that was chosen. For callbacks."""
    pieces = (str(st.session_state.get(f"{_PIECE}-{question_id}")),)

    def put(file: KeptFile) -> How:
        said: Details = {"pieces": pieces, "file": file, "brought_by": me()}
        return to_question(
            question_id, lambda made, question, at: add_evidence(made, question, file.name, at=at, **said)
        )

    _keep(st.session_state.get(key) or (), put)
    session().page(EvidencePage).question = question_id


# The right


def _aside(visit: Visit, whole: Binder) -> None:
    """What ends soon, what has expired, and what the dossier holds."""
    soon, expired = whole.ending(_LATER_DAYS), whole.expired
    left = [days_between(visit.assessment.day, str(piece.until)) for piece in soon]
    sooner = (
        visit.say(e.ENDING, days=_SOON_DAYS, count=len(whole.ending(_SOON_DAYS))) if soon else visit.say(e.NONE_ENDING)
    )
    lines = f"<h2>{escape(visit.say(e.ENDING, days=_LATER_DAYS, count=len(soon)))}</h2>"
    lines += "".join(_end(visit, piece, days) for piece, days in zip(soon[:6], left, strict=False))
    lines += f"<p>{escape(sooner)}</p>"
    if expired:
        lines += f"<h2>{escape(visit.say(e.EXPIRED_FIRST, count=len(expired)))}</h2>"
        lines += "".join(_end(visit, piece, None) for piece in expired[:6])
    proving = [thing.item.file for piece in whole.pieces for thing in piece.proving]
    files = {file.sha256: file.size for file in proving if file}
    held, needed = visit.card.pieces
    size = size_words(sum(files.values())) if files else "0 MB"
    holds = visit.say(e.DOSSIER_HOLDS, files=len(files), size=size, missing=needed - held)
    lines += f"<h2>{escape(visit.say(e.WHAT_IN_DOSSIER))}</h2><p>{escape(holds)}</p>"
    draw_html(f'<div class="ecq-ending">{lines}</div>')


def _end(visit: Visit, piece: BinderPiece, left: int | None) -> str:
    days = f"<small>{escape(visit.say(w.DAYS, days=left))}</small>" if left is not None else ""
    owner = f"<small>{escape(piece.owner)}</small>" if piece.owner else ""
    return f"<div><span>{escape(piece.text)}{owner}</span><time>{piece.until}{days}</time></div>"


def _go(question_id: str) -> None:
    """Go to the question in the interview with its evidence open; leaves the quick check if that does not ask it."""
    visit = newest_visit()
    if visit is None or question_id not in visit.rubric.by_id:
        return
    if question_id not in visit.interview.asked:
        st.query_params.pop(QUICK_PARAM, None)
    show_question(question_id)
    session().panel = "evidence"
    going.go_to("interview")


_SHOWN_BYTES = 50_000_000
_TEXT_BYTES = 20_000
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def draw_file(visit: Visit, digest: str) -> None:
    """Draw the file of that hash, where the assessment names it."""
    kept = files_in(visit.assessment).get(digest)
    if kept is None:
        return
    with st.container(border=True, key="file-seen"):
        try:
            _draw(visit, kept)
        except EcqError as error:
            st.error(inert(visit.say(error_sentence(error))))
        made, label = visit.asked(partial(_whole, kept), "file"), inert(visit.say(e.DOWNLOAD_FILE, name=kept.name))
        hand_out(label, kept.name, made, "download-seen", mime="application/octet-stream")
        closed = (session().page(EvidenceList), "seen", "")
        st.button(visit.say(e.CLOSE), key="close-seen", on_click=setattr, args=closed)


def _draw(visit: Visit, kept: KeptFile) -> None:
    if kept.type == "text/plain":
        start = b"".join(islice(files_of(database()).read(kept.sha256), 1))[:_TEXT_BYTES]
        st.code(start.decode("utf-8", "replace"), language=None, wrap_lines=True)
    elif kept.type in _PICTURES and kept.size <= _SHOWN_BYTES:
        st.image(_whole(kept), caption=inert(kept.name))
    elif kept.type == "application/pdf" and kept.size <= _SHOWN_BYTES:
        for picture in asking.read(pictures_of_pages, _whole(kept), where=kept.name):
            st.image(picture)
    else:
        st.caption(visit.say(e.NO_PREVIEW))


def _whole(kept: KeptFile) -> bytes:
    return b"".join(files_of(database()).read(kept.sha256))
