"""How one window saves: the revisions it has seen, changes waiting to be saved, conflicts with other windows' edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ecq.assessment.history.journal import ConflictError, Entry, changes_between, in_effect
from ecq.assessment.history.past_states import states
from ecq.base.errors import StoreError
from ecq.store.permitted import AnyStore
from ecq.store.stored import StoredAssessment
from ecq.web.session.state import Conflict, How, Seen, Waiting, session

# -- what has been seen


def seen(assessment_id: str) -> Seen | None:
    """What this window has seen of an assessment; None before its first page was drawn."""
    last = session().seen
    return last if last is not None and last.assessment_id == assessment_id else None


def page_drawn(stored: StoredAssessment | None) -> None:
    """Note that a page of this revision has been drawn to its end."""
    if stored is not None:
        last = seen(stored.id)
        first = last.first if last else stored.revision
        own = frozenset(r for r in last.own if r > stored.revision) if last else frozenset()
        session().seen = Seen(stored.id, first, stored.revision, own)


def is_mine(assessment_id: str) -> Callable[[Entry], bool]:
    """A test whether this window may undo an entry: its own, or older than its visit."""
    last, window = seen(assessment_id), session().window
    return lambda entry: entry.by == window or last is None or entry.revision <= last.first


def news(store: AnyStore, stored: StoredAssessment) -> tuple[Entry, ...]:
    """Other windows' changes since this page was last drawn, newest first. Asks the store only if there are any."""
    last = seen(stored.id)
    if last is None or stored.revision - last.drawn <= len(last.own):
        return ()
    missed = store.entries(stored.id, since=last.drawn)
    return in_effect([entry for entry in missed if entry.by != session().window])


# -- saving a change


def save(
    open_store: Callable[[], AnyStore], assessment_id: str, how: How, reverses: Entry | None = None
) -> StoredAssessment | None:
    """Save waiting changes, then this one. Raises StoreError, and ConflictError if it would overwrite another window's.

    A change that cannot be saved waits, also where the store itself cannot be opened or asked who may use it; undo and redo
    do not, since nothing typed or pressed is lost with them.
    """
    revision_seen, tried_after = _revision_seen(assessment_id), None
    try:
        store = open_store()
        save_waiting(store)
        tried_after = _newest_known(assessment_id)
        stored = store.change(assessment_id, how, by=session().window, seen=revision_seen, reverses=reverses)
    except StoreError as error:
        if reverses is None:
            session().waiting = (*session().waiting, Waiting(assessment_id, how, revision_seen, error, tried_after))
        raise
    _note_own(stored)
    return stored


def _newest_known(assessment_id: str) -> int | None:
    """The newest revision this window has shown or made."""
    last = seen(assessment_id)
    return max((last.drawn, *last.own)) if last else None


def _note_own(stored: StoredAssessment | None) -> None:
    last = seen(stored.id) if stored else None
    if stored and last and stored.revision > last.drawn:
        session().seen = replace(last, own=last.own | {stored.revision})


def waiting(assessment_id: str) -> tuple[Waiting, ...]:
    """The changes waiting to be saved for an assessment, oldest first."""
    return tuple(one for one in session().waiting if one.assessment_id == assessment_id)


def save_waiting(store: AnyStore) -> None:
    """Save waiting changes in order, each once. Raises StoreError at the first that still fails; the rest keeps waiting."""
    while queue := session().waiting:
        first = queue[0]
        if not _was_saved(store, first):
            after = first.tried_after or _newest_known(first.assessment_id)
            session().waiting = (replace(first, tried_after=after), *queue[1:])
            try:
                _note_own(store.change(first.assessment_id, first.how, by=session().window, seen=first.seen))
            except ConflictError as error:
                hold(first.assessment_id, error)
        session().waiting = queue[1:]


def _was_saved(store: AnyStore, change: Waiting) -> bool:
    """Whether a change was saved though the answer that it was never came: the journal then has it, made by this window."""
    stored = store.find(change.assessment_id) if change.tried_after else None
    if stored is None:
        return False
    since = store.entries(stored.id, since=change.tried_after)
    mine = [entry for entry in since if entry.by == session().window]
    before = states(stored.assessment, stored.revision, since, {one.revision - 1 for one in mine})
    for one in mine:
        state = before.get(one.revision - 1)
        if state is not None and changes_between(state, change.how(state)) == one.changes:
            _note_own(replace(stored, revision=one.revision))
            return True
    return False


# -- conflicts


def hold(assessment_id: str, error: ConflictError) -> Conflict:
    """Hold a conflict, until it is decided. It replaces an earlier one about the same thing."""
    fresh = Conflict(assessment_id, error, _revision_seen(assessment_id))
    others = (one for one in session().conflicts if one.assessment_id != assessment_id or not one.keys <= fresh.keys)
    session().conflicts = (*others, fresh)
    return fresh


def conflict_in(assessment_id: str) -> ConflictError | None:
    """The first unresolved conflict."""
    return next((one.error for one in session().conflicts if one.assessment_id == assessment_id), None)


def resolve(error: ConflictError) -> None:
    """Drop a conflict."""
    session().conflicts = tuple(one for one in session().conflicts if one.error is not error)


def _revision_seen(assessment_id: str) -> int | None:
    """The revision the visitor saw when they made a change; while a conflict is unresolved, the one they saw before it.

    A second press on the same thing, made before the question about the first was read, must not answer that question.
    """
    before = [one.seen for one in session().conflicts if one.assessment_id == assessment_id]
    last = seen(assessment_id)
    known = [one for one in (*before, last.drawn if last else None) if one is not None]
    return min(known, default=None)
