"""The session of one browser window as a typed object, which lasts between script runs.

Answers live in the store; here is where the visitor is, what the last press did, and what waits to be saved or decided.
Widgets' values stay with Streamlit under the keys of `widget_keys`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock, current_thread, local, main_thread
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from ecq.assessment.history.journal import Entry
    from ecq.assessment.history.remarks import Remark
    from ecq.assessment.model import Assessment
    from ecq.base.errors import StoreError
    from ecq.base.language import Lang, Text
    from ecq.exchange.answer_sheet import AnswerSheet, ReturnedList
    from ecq.exchange.batch.fate import Fate
    from ecq.exchange.batch.recognise import Recognised
    from ecq.interview.conversation.thread import Course
    from ecq.interview.typed.outcomes import FactOfProfile, NotApplicable
    from ecq.rubric.kinds import Question
    from ecq.rubric.kinds.base import Invalid, Value
    from ecq.store.access.identity import Identity
    from ecq.store.collection import Receipt, Whose
    from ecq.store.permitted import Permissions
    from ecq.store.stored import StoredAssessment
    from ecq.telling.portfolio.shelves import Wanted
    from ecq.telling.text.not_counted import NotCounted
    from ecq.telling.text.reactions import Press
    from ecq.web.session.history import History, State
    from ecq.web.session.planned import Planned
    from ecq.web.session.revisions import Conflict, Seen, Waiting
    from ecq.web.session.sitting import Sitting
    from ecq.writers.word.template import Template

KEY = "session"
Spot = tuple[str, int]


@dataclass(frozen=True)
class Refused:
    """What was typed into a field of a plan's list and not taken, and why; `field` is what and key."""

    field: str
    value: Any
    why: Text


@dataclass(frozen=True)
class RefusedBrand:
    """What was chosen as name or accent of the brand and not taken, and why; with neither it was a logo."""

    why: Text
    name: str | None = None
    accent: str | None = None


@dataclass(frozen=True)
class ListNotice:
    """What was done to self-checks of the list, and what undoes it (what to do, to which ids)."""

    said: Text
    marks: Mapping[str, object] = field(default_factory=dict)
    undo: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Proposal:
    """What was understood of typed text, waiting to be confirmed: answers, reasons why the question does not apply, facts of
    the profile; with `note`, or `stated` alone where none fits.

    `words` is the text itself.
    """

    question: str
    values: tuple[Value | NotApplicable | FactOfProfile, ...]
    note: str = ""
    stated: str = ""
    words: str = ""


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

    list_key: str | None = None
    """The key of this session's list of self-checks, where the browser has none of its own."""

    # The list of self-checks
    receipts: tuple[Receipt, ...] = ()
    """What was deleted for good, until it is put away."""
    rows_shown: int = 0
    """How many more rows were asked for."""
    wanted: Wanted | None = None
    """What is looked for in the list."""
    list_notice: ListNotice | None = None
    """What the last press did to it."""
    handed: Mapping[str, str] | None = None
    """A file for the browser to save: mark, name, type, content in base64; given once."""
    acts_done: tuple[str, ...] = ()
    """The marks of presses that were done already."""
    switching: str | None = None
    """What is looked for in the switcher of the bar, where it was just opened or typed into."""

    # Log-in
    people_notice: tuple[Text, Mapping[str, object]] | None = None
    """What the last press on the page of the organisation did; shown once."""
    erased: tuple[Text, Mapping[str, object]] | None = None
    """The receipt for somebody who just deleted their own account; shown where one logs in, for as long as the window stays."""
    new_key: str | None = None
    """A key to the API that was just made; shown once."""
    log_lines: int = 0
    """How many lines of the audit log were asked for."""
    allowed: tuple[Identity, float, Permissions] | None = None
    """Who is logged in, when their memberships were last read (monotonic seconds), and what they may do."""
    log_in_seen: tuple[str, float] | None = None
    """The log-in that was last found to hold, or not found out, and when (monotonic seconds)."""
    log_in_trouble: StoreError | None = None
    """Why it could not be found out."""
    log_in_left: int | None = None
    """For how many seconds the log-in held when this session first drew a page."""

    # Going from page to page
    go_to: str | None = None
    """The page a callback asked for; a callback itself cannot change the page."""
    go_with: Mapping[str, str] = field(default_factory=dict)
    """Parameters for the address of that page."""
    trouble: Text | None = None
    """Why the last press failed; shown once."""

    # The interview
    question: str | None = None
    trail: tuple[str, ...] = ()
    """The questions shown on the way to it, the last one last."""
    resume: str | None = None
    """Where the interview was when an answer in the thread was opened to be changed: there it goes on."""
    addressed: str | None = None
    """The question that the address names since the last run; another one there means Back, Forward or a link."""
    thread_shown: int | None = None
    """How many exchanges of the thread are shown, where earlier ones were asked for."""
    course: tuple[str, Course] | None = None
    """What the journal says of the thread's order, by assessment."""
    remarks: tuple[str, tuple[Remark, ...]] | None = None
    """The remarks of an assessment."""
    panel: str | None = None
    """What is open under the question: na, note, evidence or history."""
    unfolded: str | None = None
    """Which explanation of the question is unfolded: why, basis or evidence."""
    press: Press | None = None
    """What the last answer did, in numbers, so that the words follow the language."""
    reacted: str | None = None
    """The question whose reaction is shown above the present one."""
    proposed: Proposal | None = None
    heard: Remark | None = None
    """What was typed last and answered without an answer to the question: shown below the options until one goes on."""
    pressed: str = ""
    """The mark of the press in the conversation that was taken last."""
    typed: tuple[str, str] = ("", "")
    """The mark of what was typed last, and the text itself where it goes back into the field to be mended."""
    told: tuple[int, Mapping[str, int]] | None = None
    """What the browser has of the conversation: the number of the last telling, and each part's hash. None: nothing."""
    tellings: int = 0
    """How often the browser was told of the conversation."""
    steps: Mapping[int, Entry] = field(default_factory=dict)
    """The entries that the buttons undo and redo were drawn for, by revision."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """What was typed into a field and refused, by field."""
    undone: Entry | None = None
    """What was just undone or redone; shown once."""
    renewals: int = 0
    """How often the fields had to be drawn afresh."""
    history_shown: tuple[str, int] | None = None
    """The question whose history was unfolded further, and to how many entries."""
    greeted: str | None = None
    """The assessment that was welcomed back to."""
    welcome: Sitting | None = None

    # Answering by invitation
    draft_seen: tuple[str, Assessment] | None = None
    """The invitation, and its answers as this window has shown or changed them."""
    fresh_link: tuple[str, str, bool] | None = None
    """The invitation whose link was just made, its secret, and whether the invitation is new: shown until the next is made."""
    answers_waiting: tuple[tuple[Question, Callable[[Assessment, str], Assessment | Invalid]], ...] = ()
    """Answers that could not be saved: to which question, and what to do."""
    team_notice: tuple[Text, ...] = ()
    """What the last press did to the invitations; shown once."""

    # Saving
    saved: StoredAssessment | None = None
    """What this run's own change left in the store, so that it is not read again."""
    changed_from: Assessment | None = None
    """The state before that change."""
    seen: Seen | None = None
    waiting: tuple[Waiting, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    news: tuple[Entry, ...] = ()
    """Other windows' changes that are shown."""

    # The overview
    overview_text: str = ""
    """What is searched for: the operator's own words, so not in the address."""
    overview_place: str | None = None
    """The question to come back to."""
    overview_changed: str | None = None
    """The question just changed."""
    overview_filter: Mapping[str, str] = field(default_factory=dict)
    question_before: str | None = None
    """Where the interview was before a question was opened from the overview."""

    # The plan
    plans: Planned | None = None
    plans_shown: Planned | None = None
    """The plans as the page last showed them, to compare after a change."""
    steps_off: frozenset[str] = frozenset()
    """Steps unticked in the what-if."""
    limits_refused: Mapping[str, Text] = field(default_factory=dict)
    """Why what was typed for a limit was refused; its field shows it still."""
    step_refused: Refused | None = None
    """The same for a field of a step, until the next press in the list."""
    dissolving: bool = False
    """Whether it is asked if the agreed plan is to go."""

    # Progress
    history: History | None = None
    opened_state: State | None = None
    """The file opened to compare with."""
    snapshot_renaming: str | None = None
    snapshot_removing: str | None = None
    snapshot_notice: tuple[Text, dict[str, str]] | None = None
    """What the last press did to the snapshots; shown once."""

    # Evidence
    evidence_turn: Mapping[str, Any] | None = None
    """The result of the last press, for the component."""
    evidence_handled: tuple[str, ...] = ()
    """The marks of presses that were done already."""
    evidence_act: str | None = None
    """The press whose callback ran last."""

    # Files
    dropped: dict[str, tuple[Recognised, ...]] = field(default_factory=dict)
    """What was read of the files dropped on the start page, by the id of the file; of an archive, several."""
    fates: dict[Spot, Fate] = field(default_factory=dict)
    """What will happen to each of them: by the id of the file and its place in it."""
    opened: dict[Spot, str] = field(default_factory=dict)
    """Which self-check each became, or was taken over into."""
    put_off: dict[Spot, Text] = field(default_factory=dict)
    """Why one could not be opened or taken over after all."""
    opened_file: tuple[str, str] | None = None
    """The file opened on the start page and the self-check it became, so that coming back does not open it once more."""
    opened_shown: bool = True
    """Whether a page of it was shown: a press at the wrong moment cuts off the way there."""
    sheet: tuple[tuple[str, str], AnswerSheet | ReturnedList | Text] | None = None
    """The answer sheet read last, by file and rubric, or the sentence that says why it is none."""
    sheet_applied: tuple[int, tuple[NotCounted, ...]] | None = None
    """How many changes were just taken from a sheet; shown once."""
    word_template: tuple[str, Template] | None = None
    """The template of the Word report read last, with its file."""

    # The brand
    brand_refused: RefusedBrand | None = None
    """What was chosen for the brand and not taken, until the next choice."""
    logos_taken: int = 0
    """How many logos were taken from the field, which is a new one for each."""

    def forget_what_was_read(self) -> None:
        """Forget what was read of the database: another one has taken its place. What waits to be saved stays."""
        self.course, self.remarks, self.history, self.saved, self.seen = None, None, None, None, None
        self.steps, self.news, self.told = {}, (), None

    def leave_assessment(self) -> None:
        """Forget the place in the interview: it means nothing in another assessment."""
        self.question, self.trail, self.reacted, self.press = None, (), None, None
        self.resume, self.addressed, self.thread_shown = None, None, None


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
