"""The session of one browser window as a typed object, which lasts between script runs.

Answers live in the store; here is what several pages need: where the visitor is, what the last press did, what the
window has seen of an assessment, and what waits to be saved or decided. What one page needs stands beside it, as a
kind of `PageState`. Widgets' values stay with Streamlit under the keys of `widget_keys`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from threading import Lock, current_thread, local, main_thread
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from ecq.assessment.changes import Attempt
from ecq.assessment.history.journal import ConflictError, Path
from ecq.assessment.model import Assessment
from ecq.base.errors import EcqError, StoreError
from ecq.base.language import Text, error_sentence
from ecq.store.stored import StoredAssessment

if TYPE_CHECKING:
    from ecq.assessment.history.journal import Entry, Remark
    from ecq.base.language import Lang
    from ecq.store.collection import Whose
    from ecq.store.permitted import Permissions
    from ecq.store.person import Identity
    from ecq.telling.text.reactions import Press
    from ecq.web.session.waiting import Understanding


How = Callable[[Assessment], Assessment]


@dataclass(frozen=True)
class Done:
    """It was made and saved; `before` is the state it was made to."""

    stored: StoredAssessment
    before: Assessment


@dataclass(frozen=True)
class Refused:
    """It was not made."""

    why: Text


@dataclass(frozen=True)
class Held:
    """It could not be saved and waits in the session."""

    cause: Text


@dataclass(frozen=True)
class Barred:
    """Nothing can be changed, and the page says so by itself: nobody is logged in, or what was to be changed is gone."""


@dataclass(frozen=True)
class Seen:
    """The revisions a window has shown: the first, the one last drawn, and its own since."""

    assessment_id: str
    first: int
    drawn: int
    own: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Waiting:
    """A change that could not be saved: what to do, the revision it was made on, and the error.

    `tried_after`: the newest revision the window knew of when the change was sent to the database, None where it was not.
    Where the database went away then, nobody knows whether it was saved.
    """

    assessment_id: str
    how: How
    seen: int | None
    error: StoreError
    tried_after: int | None = None


@dataclass(frozen=True)
class Conflict:
    """A change that would overwrite another window's, held until the visitor chooses."""

    assessment_id: str
    error: ConflictError
    seen: int | None

    @property
    def keys(self) -> set[Path | None]:
        """The paths it is about."""
        return {change.key for change in self.error.mine} - {None}


@dataclass(frozen=True)
class Sitting:
    """The last working session: when it ended, and the questions answered in it, the last one first."""

    ended: str
    answered: tuple[str, ...] = ()


Outcome = Done | Refused | Conflict | Held | Barred


def outcome_of(attempt: Attempt, stored: StoredAssessment | None) -> Outcome:
    """What became of a change that the store has tried."""
    if attempt.refused is not None:
        return Refused(attempt.refused.sentence)
    return Barred() if stored is None or attempt.before is None else Done(stored, attempt.before)


KEY = "session"
Kind = TypeVar("Kind", bound="PageState")


@dataclass(frozen=True)
class Answer:
    """The last answer: to which question, and the change that it made."""

    question: str
    done: Done


OF_ASSESSMENT, AS_READ = {"assessment": True}, {"database": True}
OF_BOTH = OF_ASSESSMENT | AS_READ
"""Marks of fields that begin anew: with another assessment, or another database, what they hold means nothing."""


def _begin_anew(kept: PageState | Session, marked: Mapping[str, bool]) -> None:
    fresh = type(kept)()
    for one in fields(kept):
        if marked.items() <= one.metadata.items():
            setattr(kept, one.name, getattr(fresh, one.name))


@dataclass
class PageState:
    """What one page keeps for itself in a window; each has a kind of its own. Assign new values, as in `Session`."""

    refused: Text | None = field(default=None, metadata=OF_ASSESSMENT)
    """Why the last press did nothing; shown once."""
    done: tuple[Text, ...] = field(default=(), metadata=OF_ASSESSMENT)
    """What the last press did; shown once."""

    def took(self, outcome: Outcome) -> bool:
        """Whether a change was made; why it was refused is then said on the page."""
        if isinstance(outcome, Refused):
            self.refused = outcome.why
        return isinstance(outcome, Done)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Do what a press asked for: an error within is said on the page."""
        try:
            yield
        except EcqError as error:
            self.refused = error_sentence(error)

    def forget_what_was_read(self) -> None:
        """Forget what was read of the database: another one has taken its place."""
        _begin_anew(self, AS_READ)

    def leave_assessment(self) -> None:
        """Forget what means nothing in another assessment."""
        _begin_anew(self, OF_ASSESSMENT)


@dataclass
class Session:
    """A window's state. Assign new values; never change a collection in place: an interrupted run may be reading it."""

    lang: Lang | None = None
    """The language chosen here; None follows address and browser."""
    window: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    """A random name for this window, which tells its own journal entries from others'. It identifies no person."""

    adding: Lock = field(default_factory=Lock)
    """Held while a self-check is added: a press during a run begins another run beside it."""
    begun: tuple[Whose, str] | None = None
    """The self-check begun here last, and on which list."""
    opening: int = 0
    """Which opening of the database the window was last shown; 0: none."""
    replaced: bool = False
    """Whether another database has taken its place, which is said once."""

    list_key: str | None = None
    """The key of this session's list of self-checks, where the browser has none of its own."""

    # Log-in
    allowed: tuple[Identity, float, Permissions] | None = None
    """Who is logged in, when their memberships were last read (monotonic seconds), and what they may do."""
    log_in_seen: tuple[str, float, StoreError | None] | None = None
    """The log-in that was last found to hold, and when (monotonic seconds), or why it could not be found out."""

    # Going from page to page
    go_to: str | None = None
    """The page a callback asked for; a callback itself cannot change the page."""
    go_with: Mapping[str, str] = field(default_factory=dict)
    """Parameters for the address of that page."""

    # The interview
    question: str | None = field(default=None, metadata=OF_ASSESSMENT)
    trail: tuple[str, ...] = field(default=(), metadata=OF_ASSESSMENT)
    """The questions shown on the way to it, the last one last."""
    resume: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """Where the interview was when an answer in the thread was opened to be changed: there it goes on."""
    visiting: tuple[str, ...] = field(default=(), metadata=OF_ASSESSMENT)
    """The further questions of a place that was asked for: they are shown before the interview goes on in its order."""
    panel: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """What is open under the question: na, note, evidence, history or colleague."""
    unfolded: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """Which explanation of the question is unfolded: why, basis or evidence."""
    press: Press | Answer | None = field(default=None, metadata=OF_ASSESSMENT)
    """What the last answer did, in numbers, so that the words follow the language; before it is drawn, the answer itself."""
    reacted: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """The question whose reaction is shown above the present one."""
    waits: Mapping[str, Understanding] = field(default_factory=dict, metadata=OF_ASSESSMENT)
    """What waits to be confirmed, by question: until its answer changes, something else waits there or it is declined."""
    heard: Remark | None = field(default=None, metadata=OF_ASSESSMENT)
    """What was typed last and answered without an answer to the question: shown below the options until one goes on."""
    pressed: str = ""
    """The mark of the press in the conversation that was taken last."""
    drafts: Mapping[str, str] = field(default_factory=dict, metadata=OF_ASSESSMENT)
    """What was typed into a field and refused, by field."""
    renewals: int = 0
    """How often the fields had to be drawn afresh."""
    welcome: Sitting | None = None

    # Saving
    saved: StoredAssessment | None = field(default=None, metadata=AS_READ)
    """What this run's own change left in the store, so that it is not read again."""
    seen: Seen | None = field(default=None, metadata=AS_READ)
    waiting: tuple[Waiting, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    news: tuple[Entry, ...] = field(default=(), metadata=OF_BOTH)
    """Other windows' changes that are shown."""

    # The overview
    overview_place: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """The question to come back to."""
    overview_changed: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """The question just changed."""
    overview_filter: Mapping[str, str] = field(default_factory=dict)
    question_before: str | None = field(default=None, metadata=OF_ASSESSMENT)
    """Where the interview was before a question was opened from the overview."""

    pages: dict[type[PageState], PageState] = field(default_factory=dict)
    """What each page keeps for itself."""

    def page(self, kind: type[Kind]) -> Kind:
        """What a page keeps for itself, made when first asked for."""
        found = self.pages.get(kind) or self.pages.setdefault(kind, kind())  # one step: two runs get the same
        assert isinstance(found, kind)
        return found

    @property
    def proposed(self) -> Understanding | None:
        """What waits to be confirmed at the question on screen."""
        return self.waits.get(self.question or "")

    @proposed.setter
    def proposed(self, waiting: Understanding | None) -> None:
        at = waiting.question if waiting else self.question
        others = {one: of for one, of in self.waits.items() if one != at}
        self.waits = {**others, waiting.question: waiting} if waiting else others

    def forget_what_was_read(self) -> None:
        """Forget what was read of the database: another one has taken its place. What waits to be saved stays."""
        _begin_anew(self, AS_READ)
        for kept in tuple(self.pages.values()):
            kept.forget_what_was_read()

    def leave_assessment(self) -> None:
        """Forget the place in the interview, and what was said there: it means nothing in another assessment."""
        _begin_anew(self, OF_ASSESSMENT)
        for kept in tuple(self.pages.values()):
            kept.leave_assessment()


_thread = local()


def session() -> Session:
    """This window's session.

    Kept for the thread, since asking Streamlit for it dozens of times in a run takes a tenth of the run: a thread runs the
    script for one window alone.
    """
    known: Session | None = getattr(_thread, "session", None)
    if known is None:
        known = st.session_state.get(KEY)
        if known is None:
            known = st.session_state[KEY] = Session()
        if current_thread() is not main_thread():
            _thread.session = known
    return known
