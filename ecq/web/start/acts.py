"""What can be done with self-checks of the list: rename, duplicate, put away, delete, save as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ecq.assessment.changes import begin, set_up
from ecq.assessment.model import Assessment
from ecq.base.errors import DamagedError
from ecq.base.language import LANGUAGES, Lang, Text
from ecq.base.whole_file import pack
from ecq.exchange import rubric_catalogue
from ecq.exchange.batch.saving import saved_files
from ecq.store.collection import Receipt
from ecq.store.stored import StoredAssessment
from ecq.telling.portfolio.comparison import must_be_comparable
from ecq.telling.portfolio.shelves import Wanted
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.lists import words as t
from ecq.web.lists.component import Act, handed
from ecq.web.session.going import go_to
from ecq.web.session.state import PageState, session
from ecq.web.session.stores import collection, enter, store
from ecq.web.session.visit import now
from ecq.web.session.whose_list import list_key, reset_demo
from ecq.web.start import words as ts

NAMED = 3


@dataclass(frozen=True)
class ListNotice:
    """What was done to self-checks of the list, and what undoes it (what to do, to which ids)."""

    said: Text
    marks: Mapping[str, object] = field(default_factory=dict)
    undo: tuple[str, tuple[str, ...]] | None = None


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
                session().page(SelfChecks).refused = t.GONE
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
    names = LANGUAGES[lang].listed(one or say(w.UNNAMED, lang) for one in [*of.values()][:NAMED])
    names = names if len(of) <= NAMED else say(t.NAMES_MORE, lang, names=names, count=len(of))
    session().page(SelfChecks).notice = ListNotice(said, {"names": names}, (undo, tuple(of)) if undo else None)


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
    copies = {}
    for one in _found(act):
        made = one.assessment.model_copy(
            update={"name": _name_of_copy(one, lang), "created_at": now(), "updated_at": now()}
        )
        copy = collection().add(made, list_key(), collection().place(one.id, None).sample)
        copies[copy.id] = made.name
    _tell(t.DONE_COPY, lang, copies)


def _copy_profile(act: Act, lang: Lang) -> None:
    copies = {}
    for one in _found(act):
        of = one.assessment
        rubric = rubric_catalogue.rubric_of(of.rubric.id, of.name)
        made = begin(rubric, _name_of_copy(one, lang), of.profile, of.target, now())
        copies[collection().add(made, list_key()).id] = made.name
    _tell(t.DONE_NEW, lang, copies)


def _name_of_copy(one: StoredAssessment, lang: Lang) -> str:
    return say(t.COPY_NAME, lang, name=one.assessment.name or say(w.UNNAMED, lang))[-200:]


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
            session().page(SelfChecks).refused = t.GONE
        if said:
            _tell(said, lang, done, undo)

    return act_on


def _forget(act: Act, lang: Lang) -> None:
    if isinstance(key := list_key(), str):
        for one in act.ids:
            collection().forget(key, one)
        _tell(t.DONE_FORGET, lang, {one: _name_of(one) for one in act.ids}, "remember")


def _remember(act: Act, _lang: Lang) -> None:
    if isinstance(key := list_key(), str):
        for one in act.ids:
            collection().remember(one, key)


def _for_good(act: Act, _lang: Lang) -> None:
    receipts = collection().delete_all(act.ids)
    here = session().page(SelfChecks)
    here.receipts = (*here.receipts, *receipts)
    if len(receipts) < len(act.ids):
        session().page(SelfChecks).refused = t.GONE


def _compare(act: Act, _lang: Lang) -> None:
    must_be_comparable(len(act.ids))
    go_to("portfolio", view="compare", **{"with": ",".join(act.ids)})


def _reset(act: Act, lang: Lang) -> None:
    for one in _found(act):
        if name := reset_demo(one.id, lang):
            session().page(SelfChecks).notice = ListNotice(ts.RESET_DONE, {"name": name})


_DOES: dict[str, Callable[[Act, Lang], None]] = {
    "rename": _rename,
    "copy": _copy,
    "copy-profile": _copy_profile,
    "export": _export,
    "compare": _compare,
    "archive": _put(lambda one: collection().archive(one), t.DONE_ARCHIVE, "unarchive"),
    "unarchive": _put(lambda one: collection().archive(one, False)),
    "bin": _put(lambda one: collection().bin(one), t.DONE_BIN, "restore"),
    "restore": _put(lambda one: collection().bin(one, False)),
    "forget": _forget,
    "remember": _remember,
    "reset": _reset,
    "for-good": _for_good,
}
