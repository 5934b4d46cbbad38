"""One visitor in one script run: language, time and day where they are, the assessment in the address with its score,
and how to change it.

Each state is scored once, though several runs need it. That relies on the store returning the same object for the
same state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import cached_property, lru_cache
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from ecq.assessment.changes import Attempt, How
from ecq.assessment.history.journal import ConflictError, Entry
from ecq.assessment.model import Assessment
from ecq.base.caches import Same
from ecq.base.errors import AssessmentError, DamagedError, EcqError, StoreError
from ecq.base.language import LANGS, Lang, Text, closed, error_sentence, error_text, language_from, words
from ecq.exchange import rubric_catalogue
from ecq.interview.flow import ROUTES, Interview, Route, RouteId
from ecq.interview.reading_time import length
from ecq.planning.certainty import Certainty, certainty
from ecq.rubric.model import ByDigest, Rubric
from ecq.scoring.readiness import Readiness, readiness
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.store.person import Action, NotAllowedError
from ecq.store.stored import StoredAssessment
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.html.parts import draw_html, inert
from ecq.web.session import unsaved
from ecq.web.session import words as k
from ecq.web.session.state import Barred, Done, Held, Outcome, PageState, Refused, outcome_of, session
from ecq.web.session.stores import ORGANISATION_PARAM, LogInNeededError, asked, database, may, store

REMEMBERED = 256
"""How many states are remembered; an interview needs two, the one before an answer and the one after. Each takes about 20 kB."""


def scored(rubric: Rubric, assessment: Assessment) -> Scorecard:
    """The scorecard of this assessment object under a rubric."""
    return _scored(ByDigest(rubric), Same(assessment))


@lru_cache(maxsize=REMEMBERED)
def _as_of(this: Same[Assessment], day: str) -> Assessment:
    """The assessment with its figures of a day: the same object for the same two."""
    return this.what.on(day)


@lru_cache(maxsize=REMEMBERED)
def _scored(key: ByDigest, this: Same[Assessment]) -> Scorecard:
    return scorecard(key.rubric, this.what)


@lru_cache(maxsize=REMEMBERED)
def _interview(key: ByDigest, this: Same[Assessment], core_only: bool) -> Interview:
    return Interview(key.rubric, this.what, core_only)


ID_PARAM, LANG_PARAM, QUICK_PARAM, ROUTE_PARAM, TURN_PARAM = "a", "lang", "quick", "order", "turn"

TRIES_EACH = 5.0
"""Seconds after which a page that could not be drawn for the database's sake tries again by itself."""

FIRST_ANSWERS = 5
"""From so many answers on the score is shown: before, it says hardly more than that it lies between 0 and 100."""


def now() -> str:
    """The present time, for changes."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def local(moment: str, where: tzinfo) -> datetime:
    """A stored time (ISO 8601) in a time zone; one without an offset is taken as UTC."""
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(where)


def minute(moment: str, where: tzinfo) -> str:
    """Day and minute: 2026-11-24 09:30."""
    return local(moment, where).strftime("%Y-%m-%d %H:%M")


def iso_day(moment: str, where: tzinfo) -> str:
    """The day: 2026-11-24."""
    return local(moment, where).strftime("%Y-%m-%d")


def zone() -> tzinfo:
    """The visitor's time zone, or UTC where the browser does not tell."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, KeyError, OSError):
        return UTC


def today() -> str:
    """The day where the visitor is, as ISO 8601 text."""
    return datetime.now(zone()).date().isoformat()


def clock(moment: str) -> str:
    """Hour and minute where the visitor is."""
    return local(moment, zone()).strftime("%H:%M")


def chosen_language(params: Mapping[str, str] | None = None) -> Lang:
    """The visitor's choice, else the address, whose parameters may be given, else the browser's."""
    for candidate in (session().lang, (st.query_params if params is None else params).get(LANG_PARAM)):
        if candidate in LANGS:
            return candidate
    # The browser's own language first: the header of the connection that the page runs on need not be the page's.
    accepted = (st.context.locale, st.context.headers.get("accept-language"))
    return language_from(",".join(one for one in accepted if one))


def chosen_route(params: Mapping[str, str]) -> RouteId:
    """The order in which questions come up, as it stands in an address."""
    chosen = params.get(ROUTE_PARAM)
    return next((route for route in ROUTES if route == chosen), "chapter")


@dataclass(frozen=True)
class Pages:
    """Streamlit's page objects by name, so that each page can link to the others."""

    start: Any
    profile: Any
    interview: Any
    results: Any
    evidence: Any
    plan: Any
    inbox: Any
    progress: Any
    portfolio: Any
    people: Any


@dataclass
class Visit:
    """What a page needs to draw itself."""

    lang: Lang
    stored: StoredAssessment | None
    unreadable: Text | None = field(default=None, kw_only=True)
    """Why the assessment of the address cannot be read, where that is so."""

    def say(self, text: Text, **marks: object) -> str:
        """A text of ECQ's or of the rubric in the visitor's language."""
        return say(text, self.lang, **marks)

    @property
    def kept(self) -> StoredAssessment:
        """What is stored of the self-check of the address; pages that need one are only drawn when there is one."""
        assert self.stored is not None
        return self.stored

    @property
    def assessment(self) -> Assessment:
        """The assessment of the address."""
        return self.kept.assessment

    def may(self, action: Action) -> bool:
        """Whether the visitor may do that with the assessment of the address."""
        return self.stored is None or may(action, self.stored.id)

    @cached_property
    def looks_only(self) -> bool:
        """Whether the visitor may look at this self-check and not change it: what would change it is then off or not there."""
        return not self.may("edit")

    def asked(self, data: Callable[[], bytes | str] | bytes | str, kind: str) -> Callable[[], bytes | str]:
        """What a download button hands out of this assessment (`stores.asked`)."""
        return asked(data, [self.stored.id] if self.stored else [], kind)

    @property
    def platform(self) -> str:
        """The platform's name, or that it has none, as it stands above and in the names of files."""
        return self.assessment.name or self.say(w.UNNAMED)

    @property
    def day(self) -> str:
        """The day of the last change (ISO 8601 text)."""
        return (self.assessment.updated_at or self.assessment.created_at or "")[:10]

    def day_of(self, moment: str) -> str:
        """The day of a moment where the visitor is, with the year only if it is another one."""
        there, here = local(moment, zone()), datetime.now(zone())
        month = self.say(k.MONTHS).split()[there.month - 1]
        text = k.DAY if there.year == here.year else k.DAY_OF_YEAR
        return self.say(text, year=there.year, month=month, day=there.day)

    def when(self, moment: str) -> str:
        """Hour and minute of a moment where the visitor is, with the day unless it is today."""
        if iso_day(moment, zone()) == today():
            return clock(moment)
        return self.say(k.DAY_AND_CLOCK, day=self.day_of(moment), clock=clock(moment))

    @property
    def about(self) -> tuple[str, str]:
        """Whose it is and as of which day, as it stands on a picture that is saved."""
        return self.platform, today()

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric of the assessment."""
        return rubric_catalogue.rubric_of(self.assessment.rubric.id, self.assessment.name or "this self-assessment")

    @cached_property
    def card(self) -> Scorecard:
        """The live score."""
        return scored(self.rubric, self.assessment)

    @property
    def score_tells(self) -> bool:
        """Whether enough is answered, or set aside, for the score to say something."""
        progress = self.interview.progress
        return progress.settled >= min(FIRST_ANSWERS, progress.asked)

    def minutes(self, question_ids: Iterable[str]) -> str:
        """How long these questions take to read."""
        return self.say(k.MINUTES, count=length(self.rubric, question_ids).minutes(self.lang))

    @cached_property
    def verdict(self) -> Readiness:
        """Readiness for the target."""
        return readiness(self.rubric, self.assessment, self.card)

    @cached_property
    def params(self) -> Mapping[str, str]:
        """What stands in the address when it is first asked: Streamlit takes long to say each by itself."""
        return st.query_params.to_dict()

    @cached_property
    def route(self) -> RouteId:
        """The order in which questions come up; it stands in the address too."""
        return chosen_route(self.params)

    @cached_property
    def quick(self) -> bool:
        """Whether only the core questions are asked; it stands in the address, so that a reload keeps it."""
        return QUICK_PARAM in self.params

    @cached_property
    def interview(self) -> Interview:
        """Where the interview is."""
        return self._interview_in(self.certainty.order if self.route == "certainty" else ())

    @cached_property
    def unordered(self) -> Interview:
        """The same for who reads words: without the order by certainty, which takes long to work out and is another one after
        the change.
        """
        return self._interview_in(())

    def _interview_in(self, order: tuple[str, ...]) -> Interview:
        route = Route(self.route, order, session().trail)
        return _interview(ByDigest(self.rubric), Same(self.assessment), self.quick).on(route)

    @cached_property
    def certainty(self) -> Certainty:
        """How many more answers settle the grade, and which narrow the score most, among the questions asked."""
        asked = Interview(self.rubric, self.assessment, True).asked if self.quick else None
        return certainty(self.rubric, self.card, asked)

    @property
    def language(self) -> dict[str, str]:
        """The parameter of the language, where it was chosen and does not follow the browser."""
        return {LANG_PARAM: self.lang} if LANG_PARAM in st.query_params or session().lang else {}

    @property
    def address(self) -> dict[str, str]:
        """The parameters in the address of every page of this assessment."""
        params = ({ID_PARAM: self.stored.id} if self.stored else {}) | self.language
        if ORGANISATION_PARAM in st.query_params:
            params[ORGANISATION_PARAM] = st.query_params[ORGANISATION_PARAM]
        if self.quick:
            params[QUICK_PARAM] = "1"
        if self.route != "chapter":
            params[ROUTE_PARAM] = self.route
        return params

    @property
    def address_in_full(self) -> dict[str, str]:
        """The address of the full interview."""
        return {name: value for name, value in self.address.items() if name != QUICK_PARAM}


@dataclass
class Pressed(PageState):
    """What a press leaves for the page that is drawn after it."""

    visit: Visit | None = None
    """The visit in which it looked at what it had done, so that language, rubric and score are not worked out again."""


def open_visit() -> Visit:
    """The visit of this script run: that of its press where that has looked at what is there now."""
    _notice_another_database()
    here, left, params = session(), session().page(Pressed), st.query_params.to_dict()
    pressed, left.visit = left.visit, None
    if pressed and pressed.stored is here.saved and pressed.params == params and here.lang in (None, pressed.lang):
        here.saved = None
        vars(pressed).pop("interview", None)  # since then the press has gone on
        return pressed
    assessment_id, lang = params.get(ID_PARAM), chosen_language(params)
    if assessment_id and here.seen and here.seen.assessment_id != assessment_id:  # by a press, or the browser's Back
        here.leave_assessment()
    try:
        return Visit(lang, find(assessment_id) if assessment_id else None)
    except DamagedError as error:  # the others can be read
        return Visit(lang, None, unreadable=error_sentence(error))


def _notice_another_database() -> None:
    """Where another database has taken the place of the one this window was shown, say so and show what that one holds."""
    here, opening = session(), database().openings
    if here.opening not in (0, opening):
        here.forget_what_was_read()
        here.replaced = True
    here.opening = opening


def find(assessment_id: str) -> StoredAssessment | None:
    """The assessment of that id, its figures as of today; the result of this run's own change is not read again."""
    fresh, session().saved = session().saved, None
    if fresh is not None and fresh.id == assessment_id:
        return fresh
    found = store().find(assessment_id)
    return found and replace(found, assessment=_as_of(Same(found.assessment), today()))


def change(how: How, reverses: Entry | None = None) -> Outcome:
    """Change the assessment in the address and save it at once; for callbacks.

    A change that could not be saved waits (`unsaved`), unless it reverses a journal entry: what an undo or redo does.
    """
    assessment_id, here = st.query_params.get(ID_PARAM, ""), session()
    attempt = Attempt.under(rubric_catalogue.at_hand(), how, now())
    try:
        outcome = outcome_of(attempt, unsaved.save(store, assessment_id, attempt, reverses))
    except ConflictError as conflict:
        if reverses is not None:
            return Refused(k.OVERTAKEN)
        about = next((one.question for one in conflict.mine if one.question), None)
        here.question = about or here.question  # the page stays with what is asked about
        return unsaved.hold(assessment_id, conflict)
    except LogInNeededError:
        return Barred()
    except (AssessmentError, NotAllowedError) as error:
        return Refused(error_sentence(error))
    except StoreError as error:
        return Refused(error_sentence(error)) if reverses is not None else Held(error_sentence(error))
    if isinstance(outcome, Done):
        day = today()
        before, after = (_as_of(Same(one), day) for one in (outcome.before, outcome.stored.assessment))
        outcome = Done(replace(outcome.stored, assessment=after), before)
        here.saved, here.welcome, here.news = outcome.stored, None, ()
    return outcome


def change_on(page: type[PageState], how: How) -> bool:
    """Change the assessment in the address; whether that was done. Why it was refused is said on the page. For callbacks."""
    return session().page(page).took(change(how))


def changing(page: type[PageState], how: How) -> Callable[[], None]:
    """What a button is to do that makes a change and nothing else."""

    def press() -> None:
        change_on(page, how)

    return press


def newest_visit() -> Visit | None:
    """The newest state of the assessment in the address, for callbacks: the page is drawn after them."""
    here, params = session(), st.query_params.to_dict()
    stored = find(params.get(ID_PARAM, ""))
    if stored is None:
        return None
    here.saved, visit = stored, Visit(chosen_language(params), stored)
    vars(visit)["params"] = params
    here.page(Pressed).visit = visit
    return visit


def say_refused(visit: Visit, kind: type[PageState]) -> None:
    """Say why the last press on a page did nothing, or what it did, once."""
    here = session().page(kind)
    why, here.refused = here.refused, None
    if why is not None:
        st.error(inert(visit.say(why)))
    done, here.done = here.done, ()
    if done:
        lines = "<br>".join(escape(visit.say(one)) for one in done)
        draw_html(f'<p class="ecq-notice" role="status">{lines}</p>')


def say_replaced(visit: Visit) -> None:
    """Say that another database has taken the place of the one shown, once."""
    replaced, session().replaced = session().replaced, False
    if replaced:
        st.error(visit.say(k.DATABASE_REPLACED))


def show_failure(error: EcqError, waits: bool = False) -> None:
    """Say that something of ECQ's could not be done, such as reading the database, and what waits until it can."""
    lang = chosen_language()
    st.error(inert(say(w.TROUBLE, lang, cause=words(closed(error_text(error)), lang))))
    if waits or session().waiting:
        st.warning(say(k.WAITS_HERE, lang))
    st.button(say(k.TRY_AGAIN, lang), key="try-again", type="primary", on_click=_try_again)
    if isinstance(error, StoreError) and not isinstance(error, DamagedError):
        _try_by_itself([True])


def _try_again() -> None:
    """Save what waits, if that can be done by now; the page is drawn again in any case. For callbacks."""
    with suppress(EcqError):  # if not, the page says so again
        unsaved.save_waiting(store())


@st.fragment(run_every=TRIES_EACH)
def _try_by_itself(first: list[bool]) -> None:
    """Try again every few seconds, and draw the page when the database answers; `first` holds something when it is drawn."""
    if first:
        first.clear()
        return
    with suppress(EcqError):
        database().must_answer()
        if session().waiting:
            unsaved.save_waiting(store())
        st.rerun()
