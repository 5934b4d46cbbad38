"""The list of self-checks on the start page: how each stands, the way back to it, and what can be done: rename, duplicate, put away, delete, save as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import get_args

import streamlit as st
from pydantic import ValidationError

from ecq.assessment.changes import begin, set_up
from ecq.assessment.model import Assessment
from ecq.base.errors import DamagedError
from ecq.base.language import LANGUAGES, Lang, Text
from ecq.base.whole_file import pack
from ecq.exchange import rubric_catalogue
from ecq.exchange.batch.saving import saved_files
from ecq.interview import words as c
from ecq.scoring.readiness import Verdict
from ecq.store.collection import AT_ONCE, HeldBy, Receipt
from ecq.store.person import Action
from ecq.store.stored import StoredAssessment
from ecq.telling.portfolio.columns import Way
from ecq.telling.portfolio.comparison import must_be_comparable
from ecq.telling.portfolio.sentences import name_words
from ecq.telling.portfolio.shelves import ORDERS, SHELVES, Shelf, Wanted, next_due, picked, shelf_of, tags_of
from ecq.telling.portfolio.summary import Listing, SelfCheckRow
from ecq.telling.portfolio.words import COMPARE
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.frame import words as fw
from ecq.web.html.parts import hand_out
from ecq.web.lists import words as lw
from ecq.web.lists.component import Act, Chip, Choice, Field, Form, ListView, Look, More, Open, Press, draw_list, handed
from ecq.web.lists.self_checks import changed, listings_html
from ecq.web.session import widget_keys as keys
from ecq.web.session.going import go_to
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import collection, enter, may_here, store
from ecq.web.session.visit import ID_PARAM, Visit, now, today
from ecq.web.session.whose_list import list_key, listed, reset_demo
from ecq.web.start import words as t

ROWS = 50
"""How many rows stand on the page before one asks for more; searching looks at all."""

OPENS = ("interview", "results", "plan")
"""The pages a row leads to."""

_ACTS: dict[Shelf, tuple[str, ...]] = {
    "in-hand": ("interview", "results", "-", "rename", "copy", "copy-profile", "export", "-", "archive", "bin"),
    "archived": ("interview", "results", "-", "rename", "copy", "copy-profile", "export", "-", "unarchive", "bin"),
    "demos": ("interview", "results", "reset", "-", "rename", "copy", "copy-profile", "export", "-", "bin"),
    "bin": ("restore", "export", "for-good"),
}
_SEVERAL: dict[Shelf, tuple[str, ...]] = {
    "in-hand": ("compare", "archive", "export", "bin"),
    "archived": ("unarchive", "export", "bin"),
    "demos": ("reset", "export", "bin"),
    "bin": ("restore", "export", "for-good"),
}
_NEEDS: dict[str, Action] = {
    "interview": "edit",
    "rename": "edit",
    "reset": "edit",
    "copy": "create",
    "copy-profile": "create",
    "archive": "shelve",
    "unarchive": "shelve",
    "bin": "shelve",
    "restore": "shelve",
    "for-good": "delete",
}
"""What one must be permitted for what can be done with a row; everything else is for all who see it."""
_NAMES = {
    "interview": lw.CONTINUE,
    "results": lw.RESULTS,
    "rename": lw.NAME_TAGS,
    "copy": lw.COPY,
    "copy-profile": lw.COPY_PROFILE,
    "export": lw.EXPORT,
    "compare": COMPARE,
    "archive": lw.ARCHIVE,
    "unarchive": lw.UNARCHIVE,
    "forget": lw.FORGET,
    "reset": fw.RESET,
    "bin": w.DELETE,
    "restore": w.TAKE_BACK,
    "for-good": lw.FOR_GOOD,
}


def my_rows() -> tuple[Listing, ...]:
    """All rows of the visitor's list, newest change first; what lay in the bin for long enough goes now."""
    collection().empty_bin()
    return listed(AT_ONCE)


def on_shelf(rows: Sequence[Listing], shelf: Shelf) -> list[Listing]:
    """The rows that stand there."""
    return [row for row in rows if shelf_of(row) == shelf]


def count_line(visit: Visit, rows: Sequence[Listing]) -> str:
    """How many are in hand, and the next days to be ready by."""
    in_hand = on_shelf(rows, "in-hand")
    parts = [visit.say(lw.IN_HAND, count=len(in_hand))]
    named = [
        visit.say(lw.NAME_LEFT if days else lw.NAME_TODAY, name=name_words(row.name, visit.lang), count=days)
        for row, days in next_due(in_hand, today())
    ]
    if named:
        parts.append(visit.say(lw.NEXT_DUE, days=LANGUAGES[visit.lang].listed(named)))
    return LANGUAGES[visit.lang].sentences(f"{part}{visit.say(c.STOP)}" for part in parts)


def draw_self_checks(visit: Visit, rows: Sequence[Listing]) -> None:
    """Draw the list, what the last press did to it, and whose it is."""
    with st.container(key="self-checks"):
        _receipts(visit)
        _notice(visit)
        draw_list("ecq-home", keys.SELF_CHECKS, _view(visit, rows), partial(_take, visit))
        if (session().page(SelfChecks).wanted or Wanted()).shelf == "bin":
            st.caption(visit.say(lw.BIN_DAYS))
        _whose(visit)


def finish_scores(visit: Visit, rows: Sequence[Listing]) -> None:
    """Work out the scores still missing, after the page is drawn: a press on it goes before."""
    missing = sum(not row.ready for row in rows)
    if not missing:
        return
    with st.container(key="scores-missing"):
        line = st.empty()
    while missing:
        line.caption(visit.say(lw.WORKING, count=missing))
        missing = sum(not row.ready for row in listed(5 * AT_ONCE))
    st.rerun()


def _view(visit: Visit, rows: Sequence[Listing]) -> ListView:
    say, here = visit.say, session().page(SelfChecks)
    ready = [row for row in rows if row.ready]
    counts = {shelf: len(on_shelf(ready, shelf)) for shelf in SHELVES}
    wanted = _wanted(counts)
    of_shelf = on_shelf(ready, wanted.shelf)
    found = picked(ready, wanted)
    most = ROWS + here.rows_shown
    rest = len(found) - most
    handed, here.handed = here.handed, None
    filtered = bool(wanted.text or wanted.tag or wanted.standing)
    line = say(lw.FOUND_OF, count=len(found), of=len(of_shelf)) if filtered else ""
    if not found:
        line = say(fw.NONE_FOUND if filtered else lw.NOTHING_HERE)
    acts, several = _ACTS[wanted.shelf], _SEVERAL[wanted.shelf]
    if isinstance(list_key(), str) and wanted.shelf != "bin":
        acts, several = (*acts, "forget"), (*several, "forget")
    way = Way(visit.lang, changed=partial(changed, visit), page=_page, sets_day=may_here("edit"), on_screen=True)
    return ListView(
        id="self-checks",
        words={
            "search": say(fw.SEARCH),
            "hint": say(fw.HINT),
            "clear": say(lw.CLEAR),
            "chosen": visit.say(lw.CHOSEN),
            "unchoose": say(lw.UNCHOOSE),
            "cancel": say(w.CANCEL),
            "comma": LANGUAGES[visit.lang].list_comma,
            "colon": LANGUAGES[visit.lang].colon,
        },
        text=wanted.text,
        chips=[
            Chip(id=shelf, title=say(lw.SHELVES[shelf]), count=count, current=shelf == wanted.shelf)
            for shelf, count in counts.items()
            if count or shelf in ("in-hand", wanted.shelf)
        ],
        chips_label=say(lw.WHICH),
        choices=_choices(visit, of_shelf, wanted),
        found=line,
        clear=filtered,
        list=listings_html(visit, rubric_catalogue.at_hand(), found[:most], today(), way) if found else "",
        more=say(lw.MORE_ROWS, count=min(rest, 2 * ROWS)) if rest > 0 else "",
        pages=OPENS,
        acts=_permitted(acts),
        several=_permitted(several),
        names={name: say(title) for name, title in _NAMES.items()},
        forms={
            "rename": Form(
                agree=say(w.SAVE),
                fields=[
                    Field(name="name", label=say(lw.NAME), most=200),
                    Field(name="tags", label=say(lw.TAGS), most=600),
                ],
            ),
            "for-good": Form(agree=say(lw.FOR_GOOD), sentence=say(lw.FOR_GOOD_SURE)),
        },
        handed=handed,
    )


def _page(row: SelfCheckRow) -> str:
    return "interview" if row.left or row.waiting or not row.begun else "results"


def _choices(visit: Visit, rows: Sequence[Listing], wanted: Wanted) -> list[Choice]:
    say = visit.say
    tags = [("", say(lw.ALL_TAGS)), *((one, one) for one in tags_of(rows))]
    standings = [("", say(lw.ALL_STANDINGS)), *_standings(visit, rows)]
    orders = [(one, say(lw.ORDERS[one])) for one in ORDERS]
    return [
        Choice(name="tag", label=say(lw.TAG), options=[*tags], current=wanted.tag),
        Choice(name="standing", label=say(lw.STANDING), options=[*standings], current=wanted.standing),
        Choice(name="order", label=say(lw.ORDER), heard=False, options=[*orders], current=wanted.order),
    ]


def _wanted(counts: dict[Shelf, int]) -> Wanted:
    """What is looked for; a shelf that is empty by now gives way to the first that is not."""
    wanted = session().page(SelfChecks).wanted or Wanted()
    if counts[wanted.shelf]:
        return wanted
    shelf: Shelf = next((one for one in SHELVES if counts[one]), "in-hand")
    return wanted if shelf == wanted.shelf else Wanted(shelf=shelf, order=wanted.order)


def _standings(visit: Visit, rows: Sequence[Listing]) -> list[tuple[str, str]]:
    """The verdicts and the safe grades that there are among the rows."""
    told = [(row.rubric, row.summary) for row in rows if row.scored and row.summary]
    verdicts = {summary.verdict for _, summary in told}
    found = [(str(one), visit.say(w.VERDICTS[one])) for one in get_args(Verdict) if one in verdicts]
    known = rubric_catalogue.at_hand()
    bands = {
        band.id: band
        for rubric, grade in {(rubric, summary.grade[0]) for rubric, summary in told}
        if rubric in known
        for band in known[rubric].bands
        if band.id == grade and band.stars
    }
    ordered = sorted(bands.values(), key=lambda band: band.from_)
    return [*found, *((band.id, visit.say(lw.SAFE, grade=visit.say(band.title))) for band in ordered)]


def _take(visit: Visit, press: Press) -> None:
    here = session().page(SelfChecks)
    match press:
        case Look():
            with suppress(ValidationError):
                here.wanted = Wanted.model_validate(
                    {"shelf": press.chip or "in-hand", "text": press.text, **press.chosen}
                )
            here.rows_shown = 0
        case More():
            here.rows_shown += 2 * ROWS
        case Open() if press.page in OPENS:
            go_to(press.page, **{ID_PARAM: press.id})
        case Act():
            perform(press, visit.lang)


def _notice(visit: Visit) -> None:
    here = session().page(SelfChecks)
    notice, here.notice = here.notice, None
    if notice is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="list-notice"):
        said = escape(visit.say(notice.said, **notice.marks))
        st.html(f'<p class="ecq ecq-notice" role="status">{said}</p>', width="content")
        if notice.undo:
            undo = (notice.undo, visit.lang)
            st.button(visit.say(lw.TAKE_BACK), key="list-undo", type="tertiary", on_click=perform, args=undo)


def _receipts(visit: Visit) -> None:
    """What was deleted for good, to be saved; it stays until it is put away."""
    receipts = session().page(SelfChecks).receipts
    if not receipts:
        return
    lines = [visit.say(lw.RECEIPT, at=one.deleted_at, revision=one.revision, digest=one.digest) for one in receipts]
    with st.container(border=True, key="receipts"):
        st.success(lines[0] if len(lines) == 1 else visit.say(lw.RECEIPTS, count=len(lines)))
        if not all(one.wiped for one in receipts):
            st.caption(visit.say(lw.NOT_WIPED))
        with st.container(horizontal=True):
            said = "".join(f"{one.id}\n{line}\n" for one, line in zip(receipts, lines, strict=True))
            name = f"{visit.say(lw.RECEIPT_NAME)} {receipts[0].deleted_at[:10]}.txt"
            hand_out(visit.say(lw.SAVE_RECEIPT), name, lambda: said, "save-receipt")
            gone = (session().page(SelfChecks), "receipts", ())
            st.button(visit.say(w.CLOSE), key="close-receipts", type="tertiary", on_click=setattr, args=gone)


def _permitted(acts: Sequence[str]) -> tuple[str, ...]:
    """What the visitor may do; no line between groups where there is nothing on one side of it."""
    mine = [one for one in acts if one not in _NEEDS or may_here(_NEEDS[one])]
    return tuple(one for index, one in enumerate(mine) if one != "-" or (mine[index + 1 :] and mine[index + 1] != "-"))


def _whose(visit: Visit) -> None:
    key = list_key()
    if isinstance(key, HeldBy):  # the title says whose it is
        return
    with st.container(horizontal=True, vertical_alignment="center", key="whose-list"):
        st.caption(visit.say(lw.OF_THIS_COMPUTER if key is None else lw.OF_THIS_BROWSER))
        if isinstance(key, str):
            with st.popover(visit.say(lw.FORGET_ALL), key="forget-list", type="tertiary"):
                st.caption(visit.say(lw.FORGET_ALL_SURE))
                st.button(visit.say(lw.FORGET_ALL), key="forget-all", on_click=_forget_all, args=(key,))


def _forget_all(key: str) -> None:
    here = session().page(SelfChecks)
    with here.telling():
        collection().forget(key)
        here.notice = here.wanted = None


_NAMES_TOLD = 3


@dataclass(frozen=True)
class ListNotice:
    """What was done to self-checks of the list, and what undoes it."""

    said: Text
    marks: Mapping[str, object] = field(default_factory=dict)
    undo: Act | None = None


@dataclass
class SelfChecks(PageState):
    """What the list of self-checks keeps."""

    receipts: tuple[Receipt, ...] = ()
    """What was deleted for good, until it is put away."""
    rows_shown: int = 0
    """How many more rows were asked for."""
    wanted: Wanted | None = None
    """What is looked for."""
    notice: ListNotice | None = None
    """What the last press did; shown once."""
    handed: Mapping[str, str] | None = None
    """A file for the browser to save: mark, name, type, content in base64; given once."""


def perform(act: Act, lang: Lang) -> None:
    """Do it; what goes wrong, or is gone already, is one sentence on the page."""
    here = session().page(SelfChecks)
    here.notice = None
    with here.telling():
        if act.do in _DOES:
            _DOES[act.do](act, lang)


def _found(act: Act) -> list[StoredAssessment]:
    """The self-checks meant; those that are gone, or cannot be read, are said to be."""
    found = []
    for one in act.ids:
        with session().page(SelfChecks).telling():
            if stored := store().find(one):
                found.append(stored)
            else:
                session().page(SelfChecks).refused = lw.GONE
    return found


def _name_of(assessment_id: str) -> str:
    """What a self-check is called; "" also where it cannot be read, which keeps nobody from putting it away."""
    with suppress(DamagedError):
        stored = store().find(assessment_id)
        return stored.assessment.name if stored else ""
    return ""


def _tell(said: Text, lang: Lang, of: Mapping[str, str], undo: str | None = None) -> None:
    """Say what was done to self-checks, whose names are given by their ids."""
    if not of:
        return
    names = LANGUAGES[lang].listed(one or say(w.UNNAMED, lang) for one in [*of.values()][:_NAMES_TOLD])
    names = names if len(of) <= _NAMES_TOLD else say(lw.NAMES_MORE, lang, names=names, count=len(of))
    act = Act(do=undo, ids=tuple(of)) if undo else None
    session().page(SelfChecks).notice = ListNotice(said, {"names": names}, act)


def _rename(act: Act, _lang: Lang) -> None:
    def renamed(assessment: Assessment) -> Assessment:
        rubric = rubric_catalogue.rubric_of(assessment.rubric.id, assessment.name)
        return set_up(assessment, rubric, name=act.values.get("name", ""), at=now())

    for one in _found(act)[:1]:
        if act.values.get("name", "").strip() != one.assessment.name:
            store().change(one.id, renamed, by=session().window)
        typed = act.values.get("tags", "")
        for comma in "，、;；":
            typed = typed.replace(comma, ",")
        collection().tag(one.id, typed.split(","))


def _copy(act: Act, lang: Lang) -> None:
    """Duplicate self-checks as a whole, or begin new ones with their profiles."""
    copies = {}
    for one in _found(act):
        of = one.assessment
        name, sample = say(lw.COPY_NAME, lang, name=of.name or say(w.UNNAMED, lang))[-200:], ""
        if act.do == "copy":
            made = of.model_copy(update={"name": name, "created_at": now(), "updated_at": now()})
            sample = collection().place(one.id, None).sample
        else:
            made = begin(rubric_catalogue.rubric_of(of.rubric.id, of.name), name, of.profile, of.target, now())
        copies[collection().add(made, list_key(), sample).id] = made.name
    _tell(lw.DONE_COPY if act.do == "copy" else lw.DONE_NEW, lang, copies)


def _export(act: Act, lang: Lang) -> None:
    of = _found(act)
    files = list(saved_files((one.assessment for one in of), lang))
    for one in of:
        enter("download", one.id, "json")
    if not files:
        return
    name, content = files[0] if len(files) == 1 else (f"ECQ {now()[:10]}.zip", pack(files))
    session().page(SelfChecks).handed = handed(act, name, content)


def _put(put: Callable[[str], bool], said: Text | None = None, undo: str | None = None) -> Callable[[Act, Lang], None]:
    def act_on(act: Act, lang: Lang) -> None:
        names = {one: _name_of(one) for one in act.ids}
        done = {one: name for one, name in names.items() if put(one)}
        if len(done) < len(act.ids):
            session().page(SelfChecks).refused = lw.GONE
        if said:
            _tell(said, lang, done, undo)

    return act_on


def _forget(act: Act, lang: Lang) -> None:
    if isinstance(key := list_key(), str):
        for one in act.ids:
            collection().forget(key, one)
        _tell(lw.DONE_FORGET, lang, {one: _name_of(one) for one in act.ids}, "remember")


def _remember(act: Act, _lang: Lang) -> None:
    if isinstance(key := list_key(), str):
        for one in act.ids:
            collection().remember(one, key)


def _for_good(act: Act, _lang: Lang) -> None:
    receipts = collection().delete_all(act.ids)
    here = session().page(SelfChecks)
    here.receipts = (*here.receipts, *receipts)
    if len(receipts) < len(act.ids):
        here.refused = lw.GONE


def _compare(act: Act, _lang: Lang) -> None:
    must_be_comparable(len(act.ids))
    go_to("portfolio", view="compare", **{"with": ",".join(act.ids)})


def _reset(act: Act, lang: Lang) -> None:
    for one in _found(act):
        if name := reset_demo(one.id, lang):
            session().page(SelfChecks).notice = ListNotice(t.RESET_DONE, {"name": name})


_DOES: dict[str, Callable[[Act, Lang], None]] = {
    "rename": _rename,
    "copy": _copy,
    "copy-profile": _copy,
    "export": _export,
    "compare": _compare,
    "archive": _put(lambda one: collection().archive(one), lw.DONE_ARCHIVE, "unarchive"),
    "unarchive": _put(lambda one: collection().archive(one, False)),
    "bin": _put(lambda one: collection().bin(one), lw.DONE_BIN, "restore"),
    "restore": _put(lambda one: collection().bin(one, False)),
    "forget": _forget,
    "remember": _remember,
    "reset": _reset,
    "for-good": _for_good,
}
